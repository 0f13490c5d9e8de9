"""The demo: made from nothing, the planted faults found at their cells, the second run unchanged."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from tests.houses import run
from toolkit.findings import CATALOGUE


@pytest.fixture(scope="module")
def maison(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, with every document made."""
    folder = tmp_path_factory.mktemp("demo") / "maison"
    ran = run("demo", folder)
    assert ran.code == 0, ran.err
    assert "S-2026-001" in ran.out
    return folder


def test_it_makes_what_it_says(maison: Path) -> None:
    """Registers, evidence, the list of faults, the house file and the schedule in both formats."""
    made = {path.relative_to(maison).as_posix() for path in maison.rglob("*") if path.is_file()}
    assert {"boutique.toml", "planted.json", "registers/Stock.xlsx", "registers/Sales.csv"} <= made
    assert {"documents/schedules/Schedule-2026-10-31.xlsx", "documents/schedules/Schedule-2026-10-31.pdf"} <= made


def test_every_planted_fault_that_a_rule_knows_is_found_at_its_cell(maison: Path) -> None:
    """A fault whose kind is in the catalogue, in a register that is read, is found where it was planted."""
    found: dict[tuple[str, str | None, str], set[str]] = defaultdict(set)
    checked = run("check", "--house", maison, "--as-at", "2026-10-31", "--json").json
    for finding in checked["findings"]:
        for place in finding["places"]:
            found[Path(place["file"]).name, place["sheet"], place["cell"]].add(finding["kind"])
    read = {Path(register["file"]).name for register in checked["registers"]}
    planted = json.loads((maison / "planted.json").read_text("utf-8"))["faults"]
    ours = [fault for fault in planted if fault["kind"] in CATALOGUE.kinds and fault["file"] in read]
    missed = [f for f in ours if f["kind"] not in found[f["file"], f["sheet"], f["cell"]]]
    assert missed == []
    assert len(ours) >= 50


def test_the_bulk_is_clean_and_every_row_is_in_one_block(maison: Path) -> None:
    """A schedule that means something: hundreds of pieces in the total, a few beside it."""
    made = run("schedule", "--house", maison, "--as-at", "2026-10-31", "--json")
    assert made.code == 3
    document = made.json
    assert document["state"] == "unchanged"
    blocks = {name: len(document[name]) for name in ("lines", "in_doubt", "exceptions", "excluded")}
    assert document["rows_in"] == sum(blocks.values())
    assert blocks["lines"] > 300
    assert 5 <= blocks["in_doubt"] <= 20
    assert 5 <= blocks["exceptions"] <= 15


def test_a_dry_run_of_the_demo_leaves_nothing(tmp_path: Path) -> None:
    """It is told, not made."""
    ran = run("demo", tmp_path / "maison", "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["written"] is False
    assert list(tmp_path.iterdir()) == []
