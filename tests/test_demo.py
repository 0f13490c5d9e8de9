"""The demo: made from nothing, every planted fault found where it was planted, nothing found that was not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import toolkit.reconcile.run  # noqa: F401  # declares the kinds of reconcile
from tests import maisons
from tests.houses import run
from tests.maisons import Shelf
from toolkit.demo import maison, story
from toolkit.demo.examples import answers, examples, findings, follows
from toolkit.demo.faults import NOT_PLANTED, Fault
from toolkit.findings import CATALOGUE, Finding

FORESEEN = {"possible-duplicate-client", "possible-duplicate-supplier"}
"""Planted for rules that are not written yet."""


@dataclass(frozen=True)
class Made:
    """A maison made by the program, what was planted in it, and everything found in it."""

    folder: Path
    faults: tuple[Fault, ...]
    findings: tuple[Finding, ...]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The demo's folder, with every document made, checked and reconciled."""
    folder = tmp_path_factory.mktemp("demo") / "maison"
    ran = run("demo", folder)
    assert ran.code == 0, ran.err
    assert "S-2026-002" in ran.out
    return Made(folder, tuple(maison.registers()[1].faults), findings(folder))


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Path:
    """The clean twin, its schedule of September issued."""
    folder = shelf.take(maisons.clean, tmp_path_factory.mktemp("twin") / "maison")
    story.september(folder, overwrite=False)
    return folder


def _told(found: Sequence[Finding]) -> list[str]:
    """Findings as a failing test shows them."""
    return [f"{one.kind.code} at {', '.join(map(str, one.places))}: {one.message}" for one in found]


def test_it_makes_what_it_says(made: Made) -> None:
    """Registers, evidence, the list of faults, the house file and the schedules of two months."""
    there = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    assert {"boutique.toml", "planted.json", "registers/Stock.xlsx", "registers/Sales.csv"} <= there
    assert {f"documents/schedules/Schedule-2026-10-31.{ending}" for ending in ("xlsx", "pdf")} <= there
    assert "documents/schedules/Schedule-2026-09-30.xlsx" in there


def test_every_kind_is_planted_or_says_why_not(made: Made) -> None:
    """The catalogue is the list: each kind of finding stands in the maison, but for a few with a reason."""
    planted = {fault.kind for fault in made.faults}
    assert set(CATALOGUE.kinds) - planted == set(NOT_PLANTED)
    assert planted - set(CATALOGUE.kinds) == FORESEEN
    assert len(NOT_PLANTED) <= 5


def test_every_planted_fault_is_found(made: Made) -> None:
    """Found and planted are one number: each fault answers to a finding of its kind at its cell."""
    known = [fault for fault in made.faults if fault.kind in CATALOGUE.kinds]
    missed = [fault for fault in known if not any(answers(finding, fault) for finding in made.findings)]
    assert missed == []
    assert len(known) >= 300


def test_nothing_is_found_that_was_not_planted(made: Made) -> None:
    """No false alarm: every finding is a planted fault, or a consequence that the fault names."""
    strays = [
        finding
        for finding in made.findings
        if not any(answers(finding, fault) or follows(finding, fault) for fault in made.faults)
    ]
    assert _told(strays) == []


def test_the_clean_twin_has_nothing_to_find(clean: Path) -> None:
    """The same people, pieces and layouts with nothing planted: not one finding of any weight, checked or reconciled."""
    assert _told(findings(clean)) == []


def test_check_says_the_same_by_its_own_name(made: Made) -> None:
    """The command finds what the library finds, cell by cell, as the list of faults states them."""
    found = {
        (finding["kind"], Path(place["file"]).name, place["sheet"], place["cell"])
        for finding in run("check", "--house", made.folder, "--as-at", "2026-10-31", "--json").json["findings"]
        for place in finding["places"]
    }
    listed = json.loads((made.folder / "planted.json").read_text("utf-8"))["faults"]
    there = [fault for fault in listed if (fault["kind"], fault["file"], fault["sheet"], fault["cell"]) in found]
    assert len(there) > 0.85 * len(listed)


def test_an_example_of_every_planted_kind(made: Made) -> None:
    """The handbook can show each kind as the maison shows it, with place, message and what to type."""
    shown = examples(made.findings, made.faults)
    assert set(shown) == set(CATALOGUE.kinds) - set(NOT_PLANTED)
    assert all(example.place and example.message and example.hint for example in shown.values())


def test_the_bulk_is_clean_and_every_row_is_in_one_block(made: Made) -> None:
    """A schedule that means something: hundreds of pieces in the total, a few beside it."""
    ran = run("schedule", "--house", made.folder, "--as-at", "2026-10-31", "--json")
    assert ran.code == 3
    document = ran.json
    assert document["state"] == "unchanged"
    blocks = {name: len(document[name]) for name in ("lines", "in_doubt", "exceptions", "excluded")}
    assert document["rows_in"] == sum(blocks.values())
    assert blocks["lines"] > 300
    assert 5 <= blocks["in_doubt"] <= 30
    assert 5 <= blocks["exceptions"] <= 20


def test_a_dry_run_of_the_demo_leaves_nothing(tmp_path: Path) -> None:
    """It is told, not made."""
    ran = run("demo", tmp_path / "maison", "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["written"] is False
    assert list(tmp_path.iterdir()) == []
