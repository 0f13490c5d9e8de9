"""What the demo made, where, and what to try next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.findings import Place
from toolkit.produce.dossier import Made as Dossier
from toolkit.produce.letters_drafted import Letters
from toolkit.produce.letters_drafts import Written
from toolkit.produce.reading import Checked
from toolkit.produce.schedule import Made
from toolkit.produce.sell_through import Made as SellThrough
from toolkit.show.dossier import dossier_text
from toolkit.show.findings import summary
from toolkit.show.letters_book import STATES
from toolkit.show.schedule import schedule_text
from toolkit.show.sell_through import reviewed


@dataclass(frozen=True, slots=True)
class Told:
    """What the demo made: where, which files, how many planted faults, what check found, the schedule."""

    folder: Path
    files: tuple[str, ...]
    planted: int
    checked: Checked
    schedule: Made
    written: bool
    remarks: tuple[str, ...]
    dossiers: tuple[Dossier, ...] = ()
    sell_throughs: tuple[SellThrough, ...] = ()
    letters: tuple[Letters, Written] | None = None


NEXT = """
  boutique check
  boutique map stock
  boutique schedule --as-at 2026-10-31    (says: unchanged)
  boutique schedule --as-at 2026-11-30 --draft
  boutique letters review --web"""


def demo_text(told: Told) -> str:
    """The whole story in one screen."""
    verb = "made in" if told.written else "would be made in"
    folders = Counter(name.split("/")[0] if "/" in name else "files" for name in told.files)
    counts = ", ".join(f"{count} in {name}/" for name, count in sorted(folders.items()) if name != "files")
    registers = told.checked.registers
    tables = "\n".join(
        f"  {table.source.register:<10} {Place(table.source.file, table.source.sheet)}: {table.records} rows"
        for table in registers.tables
    )
    parts = [
        f"An invented maison was {verb} {told.folder}: {counts}.",
        tables,
        f"Check: {summary(told.checked.findings)}. {told.planted} faults were planted; planted.json lists them.",
        schedule_text(told.schedule, told.checked.house.folder),
        dossier_text(told.dossiers, told.checked.house.folder) if told.dossiers else "",
        reviewed(told.sell_throughs) if told.sell_throughs else "",
        _letters(told),
        *told.remarks,
        f"Try next, in {told.folder}:",
    ]
    return "\n\n".join(part for part in parts if part) + NEXT


def _letters(told: Told) -> str:
    """The letters that were drafted, in a line or two: how they stand, and where they are reviewed."""
    if told.letters is None:
        return ""
    desk, written = told.letters
    states = Counter(one.state for one in desk.drafted)
    stand = ", ".join(f"{number} {STATES[state]}" for state, number in sorted(states.items()))
    review = written.review.relative_to(told.checked.house.folder)
    return (
        f"Letters of {desk.first:%B %Y}: {counted(len(written.drafts), 'draft')} ({stand}). "
        f"Each waits for a person: {review}."
    )


def demo_json(told: Told) -> dict[str, Any]:
    """The same as one object."""
    outcome = told.schedule.outcome
    return {
        "schema": "boutique.demo/1",
        "folder": str(told.folder),
        "written": told.written,
        "files": list(told.files),
        "planted": told.planted,
        "findings": len(told.checked.findings),
        "documents": [
            {"kind": one.kind, "number": one.number, "revision": one.revision, "state": one.state}
            for one in (
                outcome,
                *(made.outcome for made in told.dossiers),
                *(made.outcome for made in told.sell_throughs),
            )
        ],
        "letters": dict(Counter(one.state for one in told.letters[0].drafted)) if told.letters else {},
        "remarks": list(told.remarks),
    }
