"""The trend behind the charts: the months, or the weeks, that end with the period, each beside the year before."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.calendars import Period
from toolkit.reports.sell_through import Point
from toolkit.reports.sell_through_figures import Figures, Window

MONTHS = 13
"""So that the same month of the year before stands in the chart."""
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_YEAR = 52 * _WEEK


def points(
    figures: Figures, period: Period, trailing: int, without: frozenset[int], since: date | None
) -> tuple[tuple[Point, ...], int]:
    """The points in order of time, and of how many pieces some point does not know whether they were there.

    Months where the period ends with one, else so many weeks as the contract looks back, compared with the weeks 52
    before. Points from before the registers begin are left out.
    """
    windows, earlier = _windows(period, trailing, since)
    sold = figures.net_totals(windows, without)
    then = figures.net_totals(earlier, without)
    held = figures.on_hand([last for _, last in windows], without)
    made = []
    for (first, last), before, net, net_then, there in zip(windows, earlier, sold, then, held, strict=True):
        reached = since is not None and since <= before[0]
        made.append(
            Point(
                label=f"{first:%Y-%m}" if _monthly(period) else last.isoformat(),
                first=first,
                last=last,
                sold=net,
                on_hand=sum(there.values()),
                sold_before=net_then if reached else None,
            )
        )
    return tuple(made), len(figures.unsure(*windows) - without)


def reach(period: Period, trailing: int) -> date:
    """The first day that the points ask about, or the weeks and counts of the year that ends with the period."""
    _, earlier = _windows(period, trailing, date.min)
    return min(period.last - _YEAR, earlier[0][0]) - _DAY


def _windows(period: Period, trailing: int, since: date | None) -> tuple[list[Window], list[Window]]:
    """The stretch of time of each point, and of the year before."""
    monthly = _monthly(period)
    windows = _months(period.last) if monthly else _weeks(period.last, trailing)
    windows = [window for window in windows if since is not None and since <= window[1]]
    return windows, [_year_before(window, monthly=monthly) for window in windows]


def _monthly(period: Period) -> bool:
    return (period.last + _DAY).day == 1


def _months(last: date) -> list[Window]:
    """The months to the one that ends on a day, the earliest first."""
    found: list[Window] = []
    for _ in range(MONTHS):
        first = last.replace(day=1)
        found.append((first, last))
        last = first - _DAY
    return found[::-1]


def _weeks(last: date, number: int) -> list[Window]:
    return [(last - (back + 1) * _WEEK + _DAY, last - back * _WEEK) for back in reversed(range(number))]


def _year_before(window: Window, *, monthly: bool) -> Window:
    first, last = window
    if not monthly:
        return first - _YEAR, last - _YEAR
    then = first.replace(year=first.year - 1)
    return then, (then + timedelta(days=31)).replace(day=1) - _DAY
