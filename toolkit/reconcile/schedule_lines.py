"""The last insurance schedule as a register: its lines out of the frozen facts, as they were issued."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from toolkit.findings import Place
from toolkit.records import Record, Source
from toolkit.values import Money, fold_code

BLOCKS = {"lines": "the total", "in_doubt": "in doubt", "exceptions": "exceptions"}
"""The blocks of a schedule that an insurer reads as held, or perhaps held, and their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Record):
    """One line of an issued schedule. It stands in no cell of a register: its place is the schedule's own file."""

    description: str | None = None
    category: str | None = None
    ownership: str | None = None
    location: str | None = None
    value: Money | None = None
    block: str = ""

    def place(self, field_name: str | None = None) -> Place:  # noqa: ARG002 - a frozen line has one place for all its fields
        """The file of the schedule as it was delivered."""
        return Place(self.source.file)


@dataclass(frozen=True, slots=True)
class LastSchedule:
    """The schedule issued last: its number, its moment, its basis of value, its lines."""

    number: str
    revision: int
    as_at: datetime
    basis: Mapping[str, str]
    language: str
    lines: tuple[Listed, ...]

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
        language=house[-1],
        lines=tuple(_lines(told, source)),
    )


def _lines(told: Mapping[str, Any], source: Source) -> Iterable[Listed]:
    for block in BLOCKS:
        for number, item in enumerate(told[block], 1):
            stock_no, description, _, _, category, ownership, _, location, value, *_ = item
            yield Listed(
                source=source, row=number, stock_no=stock_no or None, description=description or None,
                category=category or None, ownership=ownership or None, location=location or None,
                value=Money(Decimal(value[0]), value[1]) if value else None, block=block,
            )  # fmt: skip


def listed_numbers(schedule: LastSchedule) -> frozenset[str]:
    """The stock numbers it lists, for comparison."""
    return frozenset(fold_code(line.stock_no) for line in schedule.lines if line.stock_no)
