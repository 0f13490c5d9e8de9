"""The insurance schedule from register to issued files: read, check, build, prove, render, release."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.findings import Finding, ToolkitError
from toolkit.ledger import Identity, Ledger
from toolkit.produce.outcome import Document, Outcome, release
from toolkit.produce.reading import Checked
from toolkit.produce.remap import keep_in_mind
from toolkit.registers import SCHEDULED
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_build import numbered, schedule
from toolkit.reports.insurance_total import facts
from toolkit.reports.insurance_workbook import TEMPLATES, workbook
from toolkit.templates import template

FORMATS = ("xlsx", "pdf")
FOLDER = Path("documents") / "schedules"
PAGES = ("base.html", "schedule.html", "house.css")


@dataclass(frozen=True, slots=True)
class Made:
    """A schedule and what became of it."""

    schedule: Schedule
    outcome: Outcome
    findings: tuple[Finding, ...]


def make(
    checked: Checked, formats: tuple[str, ...], *, draft: bool = False, dry_run: bool = False, overwrite: bool = False
) -> Made:
    """Make the schedule of a checked house and release its files.

    Raises ToolkitError where the schedule cannot be made at all: no basis of value, totals that do not foot,
    a template or a library missing, a target that cannot be written. Then nothing is written.
    """
    house = checked.house
    plain = schedule(checked.registers, house, checked.as_at)
    identity = Identity("schedule", "house", checked.as_at.isoformat(timespec="minutes"), "insurer")
    if not draft:
        formats = _formats_issued(plain, checked, identity, formats, overwrite=overwrite)
    numbers = {"number": "", "revision": 0}

    def render(number: str, revision: int) -> Mapping[str, bytes]:
        numbers.update(number=number, revision=revision)
        return _files(numbered(plain, number, revision), checked, formats)

    document = Document(
        identity=identity,
        series=f"S-{checked.as_at.year}",
        content=_content(plain, checked, formats),
        folder=house.folder / FOLDER,
        facts=facts(plain),
        at=checked.as_at,
        sources=tuple(_sources(checked)),
    )
    outcome = release(
        house.folder, document, render, draft=draft, dry_run=dry_run, overwrite=overwrite
    )
    if outcome.state == "issued":
        keep_in_mind(house, checked.registers)
    return Made(numbered(plain, outcome.number, outcome.revision), outcome, checked.findings)


def _sources(checked: Checked) -> list[tuple[str, str]]:
    """The files a schedule is made from, with their digests; the house's other registers are no part of it."""
    files = {table.source.file for table in checked.registers.tables if table.source.register in SCHEDULED}
    return sorted((file, sha256) for file, sha256 in checked.registers.digests.items() if file in files)


def _files(made: Schedule, checked: Checked, formats: tuple[str, ...]) -> dict[str, bytes]:
    """The schedule's files by name, rendered in memory."""
    house = checked.house
    name = _name(made, checked)
    files: dict[str, bytes] = {}
    if "xlsx" in formats:
        blank = _blank(made, checked)
        files[f"{name}.xlsx"] = workbook(made, blank.read_bytes(), closing=house.closing, name=blank.name)
    if "pdf" in formats:
        from toolkit.render.pdf import pdf
        from toolkit.reports.insurance_page import page

        html = page(
            made,
            accent=house["house.accent"],
            paper=house["house.paper"],
            closing=house.closing,
            folder=house.folder / "html",
        )
        identifier = f"{made.number} revision {made.revision}" if made.number else f"draft {made.facts[:12]}"
        files[f"{name}.pdf"] = pdf(html, identifier=identifier, title=name, language=made.language)
    return files


def _blank(made: Schedule, checked: Checked) -> Path:
    """The workbook template in the schedule's language: the house's own, else ours."""
    return template(TEMPLATES[made.language], "workbook_templates", checked.house.folder)


def _name(made: Schedule, checked: Checked) -> str:
    """``Schedule-2026-10-31``; with the time where it is not closing time, and ``-draft`` for a draft."""
    day = made.as_at.date().isoformat()
    time = "" if made.as_at.time() == checked.house.closing else f"-{made.as_at:%H%M}"
    return f"Schedule-{day}{time}{'-draft' if made.draft else ''}"


def _content(made: Schedule, checked: Checked, formats: tuple[str, ...]) -> str:
    """The digest that decides "unchanged": the facts, the formats, and all that shapes the page."""
    house = checked.house
    digest = hashlib.sha256(made.facts.encode())
    for key in ("house.accent", "house.paper", "house.closing_time"):
        digest.update(f"{key}={house[key]}\n".encode())
    if "xlsx" in formats:
        digest.update(_blank(made, checked).read_bytes())
    if "pdf" in formats:
        for name in PAGES:
            digest.update(template(name, "reports/html", house.folder).read_bytes())
    digest.update(",".join(sorted(formats)).encode())
    return digest.hexdigest()


def _formats_issued(
    made: Schedule, checked: Checked, identity: Identity, formats: tuple[str, ...], *, overwrite: bool
) -> tuple[str, ...]:
    """The formats to release: all, where the very same schedule is issued in all already and fewer are asked for.

    Raises ToolkitError where it is issued in other formats only, and ``overwrite`` is not given.
    """
    with Ledger.rehearse(checked.house.folder) as ledger:
        last = ledger.latest(identity)
    candidates = (FORMATS, *((name,) for name in FORMATS))
    issued = next((chosen for chosen in candidates if last and last.content == _content(made, checked, chosen)), ())
    if set(formats) <= set(issued):
        return issued
    if last and issued and not overwrite:
        raise ToolkitError(
            f"This schedule is issued as {last.number}, in {' and '.join(issued).upper()} only. Nothing was written.",
            f"Add --overwrite to issue revision {last.revision + 1} in {' and '.join(formats).upper()}.",
            code="exists",
        )
    return formats


def parse_formats(text: str) -> tuple[str, ...]:
    """``xlsx,pdf`` into formats. Raises ToolkitError for another word."""
    formats = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [part for part in formats if part not in FORMATS]
    if wrong or not formats:
        raise ToolkitError(
            f"--format {text!r} is not known.",
            f"It can be {', '.join(FORMATS)} or both with a comma.",
            code="usage",
            status=2,
        )
    return formats
