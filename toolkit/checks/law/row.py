"""What a row of law is, and which one is in force on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Law:
    """One rule of one jurisdiction while it is in force: what it limits, from when to when, and who says so.

    ``jurisdiction`` is ISO 3166-1 (``GB``), with a part of a country after a hyphen (``GB-SCT``, ``US-FL``), or
    ``EU``. ``comparator`` is ``>=`` or ``>``; ``unit`` is a currency, ``days``, ``hours``, ``ct``, ``g``, ``‰`` or a
    fraction's name. ``since`` is the first day, ``until`` the last; None is open. ``verified`` is False for what is
    trade knowledge that nobody has yet looked up at its primary source: it may warn, and is never printed for a client.
    """

    rule: str
    jurisdiction: str
    topic: str
    comparator: str
    amount: Decimal
    unit: str
    since: date | None
    until: date | None
    words: str
    source: str
    last_checked: date
    verified: bool = True

    def covers(self, day: date) -> bool:
        """Whether the rule is in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def reached(self, amount: Decimal) -> bool:
        """Whether an amount in the rule's unit meets its threshold."""
        return amount >= self.amount if self.comparator == ">=" else amount > self.amount


def in_force(rows: Iterable[Law], topic: str, jurisdiction: str, day: date) -> Law | None:
    """The row of a topic in force on a day: the jurisdiction's own, else its country's, else None."""
    places = (jurisdiction, jurisdiction.partition("-")[0])
    found = [row for row in rows if row.topic == topic and row.jurisdiction in places and row.covers(day)]
    return min(found, key=lambda row: places.index(row.jurisdiction)) if found else None
