"""The monthly round in one minute's reading: what goes out, what changed, what to mend first, where the files are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from toolkit.produce.round import Round
from toolkit.render.wording import money, pieces
from toolkit.reports.insurance import Line, Schedule
from toolkit.show.findings import summary
from toolkit.show.schedule import STATES, changed, drafted, measured, shown, where

MOST = {"Goes out": 4, "Changed": 4, "Limits": 3, "Check": 1, "Mend first": 5, "Files": 3, "Letter": 1, "Note": 3}
"""Lines of each part; with the first line no more than 25 in all, which is a minute's reading."""
_WIDTH = 12


def round_text(told: Round, folder: Path) -> str:
    """The round in a minute's reading: where a part has more lines, its last says how many more."""
    made, outcome = told.made.schedule, told.made.outcome
    name = f"Schedule {outcome.number}, revision {outcome.revision}" if outcome.number else "Schedule"
    first = f"Round of {told.month}, as at {made.as_at:%Y-%m-%d %H:%M}. {name}: {STATES[outcome.state]}."
    parts = {
        "Goes out": _goes_out(made),
        "Changed": changed(made) if made.bridge else ["compared with no earlier schedule"],
        "Limits": list(measured(made)) or [_no_limits(made)],
        "Check": [f"{summary(told.made.findings)}{_since(told)}."],
        "Mend first": _mend(made),
        "Files": (shown(path, folder) for path, _ in outcome.files),
        "Letter": [drafted(told.made.letter, folder)] if told.made.letter else [],
        "Note": (*told.notes, *outcome.notes, *told.made.notes),
    }
    return "\n".join([first, *(line for title, lines in parts.items() for line in _part(title, list(lines)))])


def _part(title: str, lines: Sequence[str]) -> Iterator[str]:
    """The lines of a part beside its title, and how many more there are."""
    most = MOST[title]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"and {len(lines) - most + 1} more, with --json"]
    for number, line in enumerate(lines):
        yield f"{'' if number else title:<{_WIDTH}}{line}"


def _since(told: Round) -> str:
    """What changed against the last check."""
    return f"; since {told.since:%Y-%m-%d} {told.new} new, {told.fixed} fixed" if told.since else ""


def _goes_out(made: Schedule) -> Iterator[str]:
    for currency, total in made.totals:
        yield f"{money(total.value, currency, 'en')} for {pieces(total.units, 'en')}"
    if not made.totals:
        yield "no piece with a value"
    if made.in_doubt or made.exceptions:
        yield f"apart from it, {len(made.in_doubt)} in doubt and {len(made.exceptions)} to complete"


def _no_limits(made: Schedule) -> str:
    if made.limits:
        return f"{len(made.limits)} measured, none near"
    return made.limit_notes[0] if made.limit_notes else "none measured"


def _mend(made: Schedule) -> Iterator[str]:
    """The lines outside the total, the most worth first, each with its cell and what to type."""

    def worth(line: Line) -> tuple[bool, object]:
        return (line.value is None, -line.value.amount if line.value else 0)

    for line in sorted((*made.in_doubt, *made.exceptions), key=worth):
        yield f"{where(line)}: {line.stock_no or 'no number'}, {line.reasons[0] if line.reasons else ''}"
    if not (made.in_doubt or made.exceptions):
        yield "nothing is held back"
