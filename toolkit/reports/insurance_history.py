"""What was held over the twelve months to a schedule, day by day: the most, the average, and each month.

The custody of a piece changes only at the edges of the dates that decide it. So each piece is judged there, by the very
rules of the schedule, and what it adds or takes away is an event of that day; one sweep over the events gives every
day's total. The work grows with the rows, not with rows times days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from toolkit.checks.valuation import worth
from toolkit.house import House
from toolkit.other_records import Job
from toolkit.records import Piece, Registers
from toolkit.reports.custody import Custody, Standing
from toolkit.reports.custody_kept import Keeping, Kept
from toolkit.reports.insurance import History, Month
from toolkit.reports.insurance_lines import wants_of
from toolkit.reports.insurance_service import job_value
from toolkit.valued import Terms
from toolkit.values import Money

NOTHING = (0, Decimal(0))
DAY = timedelta(days=1)
CENT = Decimal("0.01")

Held = tuple[int, Decimal]
"""How many pieces, and what they come to."""


def history(registers: Registers, house: House, as_at: datetime) -> tuple[History, ...]:
    """What was held on each day of the twelve months to ``as_at``, for each currency in the order of the alphabet.

    A day counts the pieces that a schedule of that day has in its total, at the value the registers have now. A piece
    in doubt on a day, or without a value, is left out on that day and counted as ``undated``. The last day is the
    schedule's own total.
    """
    last = as_at.date()
    first = _year_before(last) + DAY
    swept = _Sweep(first, last)
    keeping, terms = Keeping(registers, house), house.terms(last)
    for kept in keeping.groups:
        swept.take(keeping, kept, terms)
    return tuple(_history(currency, events, swept) for currency, events in sorted(swept.events.items()))


def _year_before(day: date) -> date:
    """The same day of the year before; the 28th for the 29th of February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


@dataclass(slots=True)
class _Sweep:
    """The events of the window by currency and day, and the pieces left out on some day of it, by currency."""

    first: date
    last: date
    events: dict[str, dict[date, Held]] = field(default_factory=lambda: defaultdict(dict))
    undated: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, keeping: Keeping, kept: Kept, terms: Terms) -> None:
        """Judge a piece on the first day and wherever its custody may change."""
        before: dict[str, Held] = {}
        left_out: dict[int, str] = {}
        inside = {day for day in keeping.days(kept) if self.first < day <= self.last}
        told = [(day, tuple(keeping.on(kept, day))) for day in (self.first, *sorted(inside))]
        for day, rows in told:
            now: dict[str, Held] = {}
            for record, stands in rows:
                if stands.standing is Standing.NOT_HELD:
                    continue
                value = _counted(record, stands, terms)
                if value is not None and stands.standing is Standing.HELD:
                    units, amount = now.get(value.currency, NOTHING)
                    now[value.currency] = (units + 1, amount + value.amount)
                else:
                    left_out[id(record)] = value.currency if value else ""
            self._record(day, before, now)
            before = now
        for currency in left_out.values():
            self.undated[currency] += 1

    def _record(self, day: date, before: Mapping[str, Held], now: Mapping[str, Held]) -> None:
        for currency in before.keys() | now.keys():
            was, has = before.get(currency, NOTHING), now.get(currency, NOTHING)
            if was != has:
                units, amount = self.events[currency].get(day, NOTHING)
                self.events[currency][day] = (units + has[0] - was[0], amount + has[1] - was[1])


def _counted(record: Piece | Job, stands: Custody, terms: Terms) -> Money | None:
    """What a row adds to the total of a day on which it is held; None if something is wanting for it."""
    if isinstance(record, Job):
        return job_value(record)
    piece = stands.piece or record
    return None if wants_of(record, piece, terms) else worth(piece, terms).value


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days in a row, all of one month, on which the total is the same."""

    first: date
    days: int
    held: Held


def _history(currency: str, events: Mapping[date, Held], swept: _Sweep) -> History:
    stretches = list(_stretches(events, swept.first, swept.last))
    months: dict[tuple[int, int], list[_Stretch]] = defaultdict(list)
    for one in stretches:
        months[one.first.year, one.first.month].append(one)
    highest = _highest(stretches)
    days = sum(one.days for one in stretches)
    total = sum((one.held[1] * one.days for one in stretches), Decimal(0))
    return History(
        currency=currency,
        months=tuple(_month(group) for group in months.values()),
        maximum=highest.held[1],
        maximum_on=highest.first,
        average=(total / days).quantize(CENT, ROUND_HALF_UP),
        undated=swept.undated[currency] + swept.undated[""],
    )


def _stretches(events: Mapping[date, Held], first: date, last: date) -> Iterator[_Stretch]:
    """The days of the window in stretches, cut where something happened and where a month begins."""
    units, value = NOTHING
    cuts = sorted({first, *_months(first, last), *events})
    for at, day in enumerate(cuts):
        change = events.get(day, NOTHING)
        units, value = units + change[0], value + change[1]
        after = cuts[at + 1] if at + 1 < len(cuts) else last + DAY
        yield _Stretch(day, (after - day).days, (units, value))


def _months(first: date, last: date) -> Iterator[date]:
    """The first days of months within the window."""
    day = first.replace(day=1)
    while day <= last:
        if day > first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _highest(stretches: Iterable[_Stretch]) -> _Stretch:
    """The stretch with the most in it, the earliest of equals."""
    return max(stretches, key=lambda one: (one.held[1], -one.first.toordinal()))


def _month(group: list[_Stretch]) -> Month:
    end, highest = group[-1], _highest(group)
    last_day = end.first + (end.days - 1) * DAY
    return Month(last_day, end.held[0], end.held[1], highest.held[1], highest.first)
