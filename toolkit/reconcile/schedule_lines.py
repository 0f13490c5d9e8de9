"""The last insurance schedule as a register: its lines out of the frozen facts, as they were issued."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from toolkit.other_records import Listed
from toolkit.records import Source
from toolkit.values import Money, When, fold_code

__all__ = ["BLOCKS", "LastSchedule", "Listed", "Stated", "last_schedule", "listed_numbers"]

BLOCKS = {"lines": "the total", "in_doubt": "in doubt", "exceptions": "exceptions"}
"""The blocks of a schedule that an insurer reads as held, or perhaps held, and their names."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A total as a schedule itself states it; ``units`` is None where it states the amount alone."""

    currency: str
    units: int | None
    value: Decimal


@dataclass(frozen=True, slots=True)
class LastSchedule:
    """An earlier schedule: its number, its moment, its basis of value, its lines, and the totals it states itself.

    One that was read from a file has the file's name for its number, ``from_file`` set, and is not ``dated`` where
    the file does not say its day; its moment is then before all others. ``sha256`` is that of the file.
    ``totals`` is empty where it states none.
    """

    number: str
    revision: int
    as_at: datetime
    basis: Mapping[str, str]
    language: str
    lines: tuple[Listed, ...]
    policy: str = ""
    vat: str = ""
    totals: tuple[Stated, ...] = ()
    from_file: bool = False
    dated: bool = True
    sha256: str = ""

    @property
    def day(self) -> date:
        """The day it was made for."""
        return self.as_at.date()


def last_schedule(number: str, revision: int, facts: bytes, file: str) -> LastSchedule:
    """The schedule whose canonical facts these are; ``file`` is where it was delivered, for the places."""
    told: dict[str, Any] = json.loads(facts)
    source = Source("schedule", file, None, {}, {})
    house: Sequence[str] = told["house"]
    return LastSchedule(
        number=number,
        revision=revision,
        as_at=datetime.fromisoformat(told["as_at"]),
        basis=dict(told["basis"]),
        language=house[3],
        lines=tuple(_lines(told, source)),
        policy=house[2],
        vat=told["vat"],
        totals=tuple(Stated(word, units, Decimal(value)) for word, units, value in told["totals"]),
    )


def _lines(told: Mapping[str, Any], source: Source) -> Iterable[Listed]:
    for block in BLOCKS:
        for number, item in enumerate(told[block], 1):
            stock_no, description, _, marks, category, ownership, situation, location, value, valued = item[:10]
            # What was appended later is not in the facts of the first schedules.
            at_night, owner, basis = (item[at] if at < len(item) else None for at in (12, 13, 15))
            yield Listed(
                source=source, row=number, stock_no=stock_no or None, description=description or None,
                identifiers=marks or None, category=category or None, ownership=ownership or None,
                situation=situation or None, location=location or None, at_night=at_night or None,
                owner=owner or None, basis=basis or None,
                value=Money(Decimal(value[0]), value[1]) if value else None,
                valuation_date=_when(valued) if valued else None, block=block,
            )  # fmt: skip


def _when(days: Sequence[str]) -> When:
    """The interval a frozen date keeps; how precisely it was known is what the interval says."""
    earliest, latest = map(date.fromisoformat, days)
    return When(earliest, latest, "day" if earliest == latest else "circa")


def listed_numbers(schedule: LastSchedule) -> frozenset[str]:
    """The stock numbers it lists, for comparison."""
    return frozenset(fold_code(line.stock_no) for line in schedule.lines if line.stock_no)
