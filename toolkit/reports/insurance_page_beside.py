"""The schedule's pages before its lines, in their order and in parts that are set one by one; and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.render.wording import NONE, label
from toolkit.reports import insurance_page_bridge, insurance_page_custody, insurance_page_history
from toolkit.reports.insurance import Schedule, SourceNote
from toolkit.reports.insurance_leaves import Leaf, cut
from toolkit.reports.insurance_page_policy import limit_leaves, valuation_leaves
from toolkit.reports.insurance_words import count


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One register used."""

    register: str
    file: str
    sheet: str
    rows_in: str
    records: str


def leaves(schedule: Schedule, accent: str) -> tuple[Leaf, ...]:
    """The pages before the lines, in their order; only those that have something to say."""
    return (
        *insurance_page_bridge.leaves(schedule),
        *limit_leaves(schedule),
        *insurance_page_custody.leaves(schedule),
        *insurance_page_history.leaves(schedule, accent),
        *valuation_leaves(schedule),
    )


def in_parts(told: Sequence[Leaf], most: int) -> list[list[Leaf]]:
    """The pages before the lines in parts of about ``most`` rows."""
    parts: list[list[Leaf]] = []
    room = 0
    for leaf in (piece for whole in told for piece in cut(whole, most)):
        if not parts or leaf.size > room:
            parts.append([])
            room = most
        parts[-1].append(leaf)
        room -= leaf.size
    return parts


def sources(schedule: Schedule) -> list[SourceRow]:
    """Every register used."""
    return [_source(schedule, note) for note in schedule.sources]


def _source(schedule: Schedule, note: SourceNote) -> SourceRow:
    """One register used."""
    rows, records = (count(number, schedule.language) for number in (note.rows_in, note.records))
    return SourceRow(label(note.register, schedule.language), note.file, note.sheet or NONE, rows, records)
