"""Where a line of the schedule counts: by day, at night, at the moment; on the premises or off them."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.reports.insurance import Line, Schedule

OFF = frozenset(
    {"repairer", "memo_out", "approval", "representative", "exhibition", "transit", "bank", "residence", "entrusted"}
)
"""Situations off the premises, whatever else is known of the piece."""


def in_total(made: Schedule) -> Iterable[Line]:
    """The lines of the block Total."""
    return (line for section in made.sections for line in section.lines)


def by_day(line: Line) -> str:
    """Where a piece is while the house is open; empty where nothing says."""
    return line.by_day or line.situation


def by_night(line: Line) -> str:
    """Where a piece is while the house is closed; empty where nothing says."""
    return line.at_night or line.situation


def now(line: Line, made: Schedule) -> str:
    """Where a piece is at the moment of the schedule; empty where nothing says."""
    return by_night(line) if made.closed else by_day(line)


def on_premises(line: Line, made: Schedule) -> bool | None:
    """Whether a piece is on the premises at the moment; None where nothing says.

    A workshop is the house's own bench, unless the piece was handed to somebody.
    """
    if line.away is not None:
        return False
    situation = now(line, made)
    return situation not in OFF if situation else None
