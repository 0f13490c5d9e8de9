"""The schedule's outcome for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from toolkit.produce.schedule import Made
from toolkit.render.wording import money
from toolkit.reports.insurance import Line
from toolkit.show.findings import place_json


def schedule_json(made: Made, basis: str) -> dict[str, Any]:
    """The schedule as design has it: every line with its cells, every total as text."""
    schedule, outcome = made.schedule, made.outcome
    return {
        "schema": "boutique.schedule/1",
        "number": outcome.number,
        "revision": outcome.revision,
        "state": outcome.state,
        "as_at": schedule.as_at.isoformat(timespec="minutes"),
        "basis": basis,
        "facts": schedule.facts,
        "rows_in": schedule.rows_in,
        "lines": [_line(line) for section in schedule.sections for line in section.lines],
        "in_doubt": [_line(line) | {"reasons": list(line.reasons)} for line in schedule.in_doubt],
        "exceptions": [_line(line) | {"reasons": list(line.reasons)} for line in schedule.exceptions],
        "excluded": [
            {
                "stock_no": line.stock_no,
                "reason": "; ".join(line.reasons),
                "places": [place_json(p) for p in line.places],
            }
            for line in schedule.excluded
        ],
        "totals": {word: {"units": total.units, "value": str(total.value)} for word, total in schedule.totals},
        "files": [{"path": str(path), "sha256": digest} for path, digest in outcome.files],
        "bridge": None,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "stock_no": line.stock_no,
        "category": line.category,
        "ownership": line.ownership,
        "situation": line.situation,
        "value": str(line.value.amount) if line.value else None,
        "currency": line.value.currency if line.value else None,
        "places": [place_json(place) for place in line.places],
    }


_STATES = {
    "issued": "issued",
    "unchanged": "unchanged: the same schedule is issued already",
    "draft": "a draft: it has no number and is not recorded",
    "dry-run": "a dry run: nothing was written",
    "withheld": "withheld",
}


def schedule_text(made: Made, folder: Path) -> str:
    """What was made, what it comes to, what stands beside the total and why, and where the files are."""
    schedule, outcome = made.schedule, made.outcome
    name = f"Schedule {outcome.number}, revision {outcome.revision}" if outcome.number else "Schedule"
    lines = [
        f"{name}: {_STATES[outcome.state]}.",
        f"As at {schedule.as_at:%Y-%m-%d %H:%M}; {schedule.rows_in} rows read.",
    ]
    for word, total in schedule.totals:
        noun = "piece " if total.units == 1 else "pieces"
        lines.append(f"  Total        {total.units:>6} {noun}  {money(total.value, word, 'en')}")
    if not schedule.totals:
        lines.append("  Total             0 pieces")
    for title, block in (
        ("In doubt", schedule.in_doubt),
        ("Exceptions", schedule.exceptions),
        ("Excluded", schedule.excluded),
    ):
        lines.append(
            f"  {title:<11}  {len(block):>6} rows" + ("    outside the total" if title == "In doubt" and block else "")
        )
    for title, block in (("In doubt", schedule.in_doubt), ("Exceptions", schedule.exceptions)):
        lines += _reasons(title, block)
    for path, digest in outcome.files:
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        lines.append(f"  {shown}  {digest[:12]}")
    return "\n".join([*lines, *(f"  {note}" for note in outcome.notes)])


def _reasons(title: str, block: Iterable[Line]) -> list[str]:
    """The first lines of a block with their cell and what to type."""
    shown = [f"  {title}: {line.stock_no or 'no number'}, {_where(line)}: {'; '.join(line.reasons)}" for line in block]
    more = [f"  {title}: and {len(shown) - 5} more, in the document and with --json"] if len(shown) > 5 else []
    return [*shown[:5], *more]


def _where(line: Line) -> str:
    return str(line.places[0]) if line.places else "no cell"
