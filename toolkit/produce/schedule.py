"""The insurance schedule from register to issued files: read, check, build, prove, render, release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from toolkit.findings import Exit, Finding, ToolkitError
from toolkit.ledger import Identity, Ledger
from toolkit.produce.broker_file import Sent, broker_file
from toolkit.produce.opening import FOLDER
from toolkit.produce.outcome import Document, Outcome, release
from toolkit.produce.reading import Checked
from toolkit.produce.remap import keep_in_mind
from toolkit.produce.schedule_files import Files
from toolkit.produce.schedule_letter import Drafted, draft_letter
from toolkit.produce.schedule_opening import bridged_from
from toolkit.produce.schedule_pieces import Chosen, pages
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.registers import SCHEDULED
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_build import numbered, schedule
from toolkit.reports.insurance_total import facts

FORMATS = ("xlsx", "pdf")
"""What is made unless something else is asked for."""
ISSUED = (*FORMATS, "json")
"""What may be part of the document; a letter goes with it."""
KNOWN = (*ISSUED, "eml")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for beside the plain schedule.

    ``since`` is a file to bridge from, ``workbook`` the broker's to fill, ``chosen`` the pieces with their own page.
    """

    since: str | None = None
    workbook: Path | None = None
    chosen: Chosen = field(default_factory=Chosen)


@dataclass(frozen=True, slots=True)
class Made:
    """A schedule and what became of it; ``letter`` is the draft that goes with it, ``notes`` what to know of it all."""

    schedule: Schedule
    outcome: Outcome
    findings: tuple[Finding, ...]
    letter: Drafted | None = None
    notes: tuple[str, ...] = ()

    @property
    def unsettled(self) -> bool:
        """Whether something is in doubt or stands against it: a line, a breach, a vanished piece, a residue."""
        made, bridge = self.schedule, self.schedule.bridge
        vanished = bridge and any(step.cause == "vanished" for step in bridge.steps)
        residue = bridge and any(row.residue for row in bridge.totals)
        breach = any(limit.state == "breach" for limit in made.limits)
        return bool(made.in_doubt or made.exceptions or breach or vanished or residue)


def make(
    checked: Checked,
    formats: tuple[str, ...],
    asked: Asked | None = None,
    *,
    draft: bool = False,
    dry_run: bool = False,
    overwrite: bool = False,
) -> Made:
    """Make the schedule of a checked house and release its files.

    Raises ToolkitError where the schedule cannot be made at all: no row to make it of, no basis of value, totals that
    do not foot, a template or a library missing, a target that cannot be written. Then nothing is written.
    """
    _refuse_empty(checked)
    house, asked, rendered = checked.house, asked or Asked(), dict[str, bytes]()
    identity = Identity("schedule", "house", checked.as_at.isoformat(timespec="minutes"), "insurer")
    earlier, remarks = bridged_from(checked, identity, asked.since, anew=draft or overwrite)
    plain = schedule(checked.registers, house, checked.as_at, earlier)
    broker = broker_file(plain, house, asked.workbook)
    files = Files(checked, _parts(formats), broker, pages(plain, checked, asked.chosen))
    if not draft:
        files = files.of(_formats_issued(plain, files, identity, overwrite=overwrite))

    def render(number: str, revision: int) -> Mapping[str, bytes]:
        rendered.update(files.render(numbered(plain, number, revision)))
        return rendered

    outcome = release(
        house.folder, _document(identity, plain, files, _sources(checked, earlier)), render,
        draft=draft, dry_run=dry_run, overwrite=overwrite, look=files.look(plain),
    )  # fmt: skip
    if outcome.state == "issued":
        keep_in_mind(house, checked.registers)
    made = numbered(plain, outcome.number, outcome.revision)
    letter = None
    if "eml" in formats:
        letter = draft_letter(made, files, outcome, rendered, dry_run=dry_run, overwrite=overwrite)
    notes = (*remarks, *_told(broker), *(letter.notes if letter else ()))
    return Made(made, outcome, checked.findings, letter, notes)


def _refuse_empty(checked: Checked) -> None:
    """A schedule of no row at all would take a number and tell the insurer that nothing is held."""
    tables = checked.registers.tables
    if not any(table.rows_in for table in tables if table.source.register in SCHEDULED):
        raise ToolkitError(
            "The stock register is empty: nothing stands below its heading, so there is no schedule to make.",
            "Fill it in, save and close it, then run this again.",
            code="empty",
        )


def _document(identity: Identity, plain: Schedule, files: Files, sources: list[tuple[str, str]]) -> Document:
    """The schedule as it goes to the ledger."""
    return Document(
        identity=identity,
        series=f"S-{plain.as_at.year}",
        content=files.content(plain),
        folder=files.house.folder / FOLDER,
        facts=facts(plain),
        at=plain.as_at,
        sources=tuple(sources),
    )


def _told(broker: Sent | None) -> tuple[str, ...]:
    return tuple(f"The broker's workbook: {note}" for note in broker.filled.notes) if broker else ()


def _sources(checked: Checked, earlier: LastSchedule | None) -> list[tuple[str, str]]:
    """The files a schedule is made from, with their digests; the house's other registers are no part of it."""
    files = {table.source.file for table in checked.registers.tables if table.source.register in SCHEDULED}
    found = {(file, sha256) for file, sha256 in checked.registers.digests.items() if file in files}
    if earlier and earlier.from_file:
        found.add((earlier.number, earlier.sha256))
    return sorted(found)


def _parts(formats: tuple[str, ...]) -> tuple[str, ...]:
    """The formats of the document itself; a letter alone goes with the usual ones."""
    return tuple(name for name in formats if name in ISSUED) or FORMATS


def _formats_issued(made: Schedule, files: Files, identity: Identity, *, overwrite: bool) -> tuple[str, ...]:
    """The formats to release: all, where the very same schedule is issued in all already and fewer are asked for.

    Raises ToolkitError where it is issued in other formats only, and ``overwrite`` is not given.
    """
    with Ledger.rehearse(files.house.folder) as ledger:
        last = ledger.latest(identity)
    candidates = (chosen for size in range(len(ISSUED), 0, -1) for chosen in combinations(ISSUED, size))
    issued = next((one for one in candidates if last and last.content == files.of(one).content(made)), ())
    if set(files.formats) <= set(issued):
        return issued
    if last and issued and not overwrite:
        raise ToolkitError(
            f"This schedule is issued as {last.number}, in {' and '.join(issued).upper()} only. Nothing was written.",
            f"Add --overwrite to issue revision {last.revision + 1} in {' and '.join(files.formats).upper()}.",
            code="exists",
        )
    return files.formats


def parse_formats(text: str) -> tuple[str, ...]:
    """``xlsx,pdf`` into formats. Raises ToolkitError for another word."""
    formats = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    wrong = [part for part in formats if part not in KNOWN]
    if wrong or not formats:
        raise ToolkitError(
            f"--format {text!r} is not known.",
            f"It can be {', '.join(KNOWN)}, or several with commas.",
            code="usage",
            status=Exit.USAGE,
        )
    return formats
