"""Calendars of reports: months, ISO weeks, the retail 4-5-4 year, a brand's fiscal year; and the year before.

The 4-5-4 year begins on a Sunday and ends on the Saturday nearest 31 January (National Retail Federation, 4-5-4
calendar); a year of 53 weeks is compared with the year before it shifted by a week, so that like weeks meet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Literal

from toolkit.findings import Exit, ToolkitError

Calendar = Literal["month", "week", "454", "445", "fiscal"]
Every = Literal["week", "month", "quarter", "half", "year"]
Named = Literal["begins", "ends"]
Comparison = Literal["same", "restated", "week-53"]
"""How a period meets the year before: like with like by name, shifted after a year of 53 weeks, or a 53rd week."""

MONTHS_IN: dict[Every, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}
EVERY: dict[Calendar, tuple[Every, ...]] = {
    "month": ("month",),
    "week": ("week",),
    "454": ("week", "month", "quarter", "half", "year"),
    "445": ("week", "month", "quarter", "half", "year"),
    "fiscal": ("month", "quarter", "half", "year"),
}
"""The periods each calendar is cut into."""
YEARS = range(1600, 3000)
"""The years a period may be asked for in."""
RESTATED = " restated"
"""The end of the name of a period that is no period of its own calendar: like weeks of the year before."""

_PATTERNS: dict[Calendar, tuple[int, ...]] = {"454": (4, 5, 4) * 4, "445": (4, 4, 5) * 4}
_PREFIX: dict[Calendar, str] = {"month": "", "week": "", "454": "NRF", "445": "445-", "fiscal": "FY"}
_NAME = re.compile(r"(?P<prefix>NRF|FY|445-|)(?P<year>[0-9]{4})(?:-(?P<part>[WPMQH]?)(?P<number>[0-9]{1,2}))?")
_PARTS: dict[str, Every] = {"W": "week", "P": "month", "M": "month", "Q": "quarter", "H": "half"}
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_YEAR = 52 * _WEEK
_MIDWEEK = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Period:
    """One period: its name as people type it (``2026-10``, ``2026-W44``, ``NRF2026-P09``), its first and last day."""

    calendar: Calendar
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How somebody counts time: which calendar, cut into what, and for a fiscal year its first month and its name.

    ``start`` and ``named`` count for ``fiscal`` and ``445`` alone: a year is named after the calendar year it begins
    or ends in. A 445 year ends on the Saturday nearest the end of the month before ``start``.
    """

    calendar: Calendar = "month"
    every: Every = "month"
    start: int = 1
    named: Named = "ends"

    @property
    def first_month(self) -> int:
        """The month its years begin in, or nearest to."""
        return 2 if self.calendar == "454" else self.start if self.calendar in ("fiscal", "445") else 1

    @property
    def ahead(self) -> int:
        """By how much a year's name is ahead of the calendar year it begins in."""
        return int(self.calendar in ("fiscal", "445") and self.named == "ends" and self.start > 1)


def parse_period(text: str, reckoning: Reckoning | None = None) -> Period:
    """The period of that name. ``reckoning`` is the brand's, for the names that mean nothing without it.

    Raises ToolkitError (usage) for a name that is none, and for a period that its year does not have.
    """
    name = text.strip().upper()
    written = _NAME.fullmatch(name)
    own = _reckoning(written, reckoning or Reckoning()) if written else None
    if written is None or own is None:
        raise _no_period(text, "is no period of this calendar")
    if int(written["year"]) not in YEARS:
        raise _no_period(text, "is in no year this calendar reaches")
    cuts = _cuts(own, int(written["year"]) - own.ahead)
    index = int(written["number"] or 1)
    if not 0 < index < len(cuts):
        raise _no_period(text, f"is not in its year, which has {len(cuts) - 1} such periods")
    return _period(own, int(written["year"]) - own.ahead, index - 1)


def period_on(reckoning: Reckoning, day: date) -> Period:
    """The period a day lies in."""
    begins = _begins(reckoning, day)
    return _period(reckoning, begins, bisect_right(_cuts(reckoning, begins), day) - 1)


def periods(reckoning: Reckoning, first: date, last: date) -> tuple[Period, ...]:
    """Every period that has a day between two days, both included."""
    found = []
    day = first
    while day <= last:
        found.append(period_on(reckoning, day))
        day = found[-1].last + _DAY
    return tuple(found)


def latest_ended(reckoning: Reckoning, day: date) -> Period:
    """The last period that is over when ``day`` is over."""
    found = period_on(reckoning, day)
    return found if found.last == day else preceding(found)


def following(period: Period) -> Period:
    """The period after this one."""
    return period_on(reckoning_of(period), period.last + _DAY)


def preceding(period: Period) -> Period:
    """The period that ends the day before this one begins."""
    return period_on(reckoning_of(period), period.first - _DAY)


def weeks(period: Period) -> tuple[Period, ...]:
    """The whole weeks that end in a period: Sunday to Saturday in a retail calendar, else Monday to Sunday.

    Each week so belongs to one period, and none is cut.
    """
    own = replace(reckoning_of(period), every="week") if period.calendar in _PATTERNS else Reckoning("week", "week")
    return tuple(week for week in periods(own, period.first, period.last) if week.last <= period.last)


def period_before(period: Period) -> Period:
    """The same period a year earlier; :func:`comparison` says where that is not the one of the same name.

    Months and fiscal periods by name; ISO weeks by number. Retail periods meet the same weeks 52 weeks earlier: after a
    year of 53 weeks its first week is dropped, and a 53rd week meets the first of its own year.
    """
    own = reckoning_of(period)
    if own.calendar == "week":
        return _week_before(own, period)
    if own.calendar not in _PATTERNS:
        return period_on(own, period.first.replace(year=period.first.year - 1))
    first, last = period.first - _YEAR, period.last - _YEAR
    plain = period_on(own, first)
    if (plain.first, plain.last) == (first, last):
        return plain
    return Period(own.calendar, f"{plain.name}{RESTATED}", first, last)


def comparison(period: Period) -> Comparison:
    """How the period and :func:`period_before` meet."""
    own = replace(reckoning_of(period), every="week")
    if own.calendar == "week":
        return "same" if period_before(period).name[4:] == period.name[4:] else "week-53"
    if own.calendar not in _PATTERNS:
        return "same"
    begins = _begins(own, period.first)
    if _weeks_in(own, begins - 1) == 53:
        return "restated"
    late = period.last + _DAY == _year_start(own, begins + 1)
    return "week-53" if late and _weeks_in(own, begins) == 53 else "same"


def reckoning_of(period: Period) -> Reckoning:
    """How a period's calendar counts, from its name and its first day."""
    written = _NAME.fullmatch(period.name.removesuffix(RESTATED))
    if written is None:
        raise ValueError(f"no period is called {period.name!r}")
    every: Every = _PARTS.get(written["part"] or "", "month" if written["number"] else "year")
    if period.calendar not in ("fiscal", "445"):
        return Reckoning(period.calendar, every)
    past = int(written["number"] or 1) - 1
    if period.calendar == "fiscal":
        month = period.first.year * 12 + period.first.month - 1 - past * MONTHS_IN[every]
        begins, start = month // 12, month % 12 + 1
    else:
        near = period.first - sum(_lengths("445", every, 53)[:past]) * _WEEK + _MIDWEEK
        begins, start = near.year, near.month
    return Reckoning(period.calendar, every, start, "begins" if int(written["year"]) == begins else "ends")


def _week_before(own: Reckoning, period: Period) -> Period:
    year, week, _ = period.first.isocalendar()
    try:
        return period_on(own, date.fromisocalendar(year - 1, week, 1))
    except ValueError:  # the year before has 52 weeks
        return period_on(own, period.first - _YEAR)


def _reckoning(written: re.Match[str], given: Reckoning) -> Reckoning | None:
    """The reckoning a name is written in; None for a name of no calendar, or of one that was not given."""
    calendar: Calendar = next(one for one, prefix in _PREFIX.items() if prefix == written["prefix"])
    part = written["part"] or ""
    if not written["prefix"]:
        plain: dict[str, Reckoning] = {"": Reckoning(), "W": Reckoning("week", "week")}
        return plain.get(part) if written["number"] else None
    letter = {"454": "P", "445": "P", "fiscal": "M"}[calendar]
    every: Every = _PARTS.get(part, "year")
    known = every in EVERY[calendar] and (every != "month" or part == letter) and bool(part) == bool(written["number"])
    if not known or calendar not in ("454", given.calendar):
        return None
    return replace(given, every=every) if calendar == given.calendar else Reckoning(calendar, every)


def _period(own: Reckoning, begins: int, index: int) -> Period:
    """The period at a place in the year that begins in a calendar year."""
    cuts = _cuts(own, begins)
    letter = "W" if own.every == "week" else own.every[0].upper()
    if own.every == "month":
        letter = {"month": "", "fiscal": "M"}.get(own.calendar, "P")
    digits = 2 if own.every in ("week", "month") else 1
    part = "" if own.every == "year" else f"-{letter}{index + 1:0{digits}d}"
    name = f"{_PREFIX[own.calendar]}{begins + own.ahead:04d}{part}"
    return Period(own.calendar, name, cuts[index], cuts[index + 1] - _DAY)


def _begins(own: Reckoning, day: date) -> int:
    """The calendar year in which, or next to which, the year around a day begins."""
    return next(year for year in (day.year + 1, day.year, day.year - 1) if _year_start(own, year) <= day)


@cache
def _cuts(own: Reckoning, begins: int) -> tuple[date, ...]:
    """The first day of every period of a year, and of the year after."""
    start = _year_start(own, begins)
    if own.calendar in ("week", *_PATTERNS):
        lengths = _lengths(own.calendar, own.every, _weeks_in(own, begins))
        return tuple(start + count * _WEEK for count in accumulate(lengths, initial=0))
    months = range(own.first_month - 1, own.first_month + 12, MONTHS_IN[own.every])
    return tuple(date(begins + month // 12, month % 12 + 1, 1) for month in months)


def _lengths(calendar: Calendar, every: Every, count: int) -> Sequence[int]:
    """How many weeks each period of a year of so many weeks has; a 53rd belongs to the last."""
    if every == "week":
        return [1] * count
    pattern = list(_PATTERNS[calendar])
    pattern[-1] += count - 52
    size = MONTHS_IN[every]
    return [sum(pattern[at : at + size]) for at in range(0, 12, size)]


def _weeks_in(own: Reckoning, begins: int) -> int:
    return (_year_start(own, begins + 1) - _year_start(own, begins)) // _WEEK


def _year_start(own: Reckoning, begins: int) -> date:
    """The first day of a year."""
    first = date(begins, own.first_month, 1)
    if own.calendar == "week":
        return date.fromisocalendar(begins, 1, 1)
    if own.calendar not in _PATTERNS:
        return first
    # A Sunday: the day after the Saturday nearest the last day of the month before.
    late = (first.weekday() + 1) % 7
    return first - timedelta(days=late) if late <= 3 else first + timedelta(days=7 - late)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, MONTHS_IN["year"])
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _no_period(text: str, why: str) -> ToolkitError:
    return ToolkitError(
        f"The period {text!r} {why}.",
        "Write it like 2026-10 (month), 2026-W44 (ISO week), NRF2026-P09 or NRF2026-W37 (4-5-4), and in a brand's own "
        "calendar FY2026-M03, FY2026-Q1, FY2026-H1, FY2026 or 445-2026-P09.",
        code="usage",
        status=Exit.USAGE,
    )
