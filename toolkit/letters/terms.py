"""What the house settled of its letters: when an occasion is met, how long the post takes, when nothing is posted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.house_tables import wrong
from toolkit.letters.letter import Leap

_DAY = timedelta(days=1)
_SUBDIVISION = {"GB": "ENG"}
"""The part of a country whose holidays are meant where the house names none."""
_WEEKEND = frozenset({5, 6})


@dataclass(frozen=True, slots=True)
class Posting:
    """On which days letters leave the house: not at week-ends, on public holidays, nor on the house's own closed days.

    ``holidays`` are the public ones of the years asked for; ``closed`` are first and last days, without a year
    (``1604``, a leap year that stands for any) where they come every year.
    """

    holidays: Collection[date] = ()
    weekend: Collection[int] = _WEEKEND
    closed: tuple[tuple[date, date], ...] = ()

    def rests(self, day: date) -> bool:
        """Whether nothing is posted or delivered on a day."""
        return day.weekday() in self.weekend or day in self.holidays or any(_within(day, *one) for one in self.closed)

    def post_by(self, arrives: date, days: int) -> date:
        """The last day to post what is to arrive by a day, when the post takes so many working days."""
        day = self._before(arrives)
        for _ in range(days):
            day = self._before(day - _DAY)
        return day

    def _before(self, day: date) -> date:
        """The day itself, or the last working day before it; a house that is always closed posts all the same."""
        found = next((day - count * _DAY for count in range(366) if not self.rests(day - count * _DAY)), day)
        return max(found, date.min + _DAY)


@dataclass(frozen=True, slots=True)
class Terms:
    """The settings of ``[letters]`` as values; ``country`` is the house's own."""

    country: str = ""
    basis: str = "legitimate-interests"
    leap: Leap = "28feb"
    arrive_before: int = 3
    post_days: int = 2
    post_days_abroad: int = 6
    merge_days: int = 14
    after_sale_days: int = 14
    after_repair_days: int = 14
    service_months: int = 60
    warranty_months: int = 0
    silence_times: int = 2
    silence_days: int = 180
    quiet_months: int = 12
    cooling_days: int = 60
    posting: Posting = Posting()


_NUMBERS = (
    "arrive_before", "post_days", "post_days_abroad", "merge_days", "after_sale_days", "after_repair_days",
    "service_months", "warranty_months", "silence_times", "silence_days", "quiet_months", "cooling_days",
)  # fmt: skip


def terms(house: House, first: date, last: date) -> Terms:
    """The house's terms, with the public holidays of its country around these days. Raises ToolkitError."""
    return Terms(
        country=house.country,
        basis=house["letters.basis"],
        leap=cast("Leap", house["letters.leap_observed"]),
        posting=_posting(house, range(first.year - 1, last.year + 1)),
        **{name: int(house[f"letters.{name}"]) for name in _NUMBERS},
    )


def _posting(house: House, years: range) -> Posting:
    import holidays

    closed = tuple(_spans(house["letters.closed"]))
    part = house.jurisdiction.partition("-")[2] or _SUBDIVISION.get(house.country, "")
    known = holidays.list_supported_countries().get(house.country)
    if known is None:
        return Posting(closed=closed)
    found = holidays.country_holidays(house.country, subdiv=part if part in known else None, years=years)
    return Posting(frozenset(found), frozenset(found.weekend), closed)


def _spans(text: str) -> Iterator[tuple[date, date]]:
    """The days of ``[letters] closed``: ``08-01..08-15, 2026-12-24..2027-01-02``."""
    for part in filter(None, (part.strip() for part in text.split(","))):
        first, _, last = part.partition("..")
        try:
            ends = [date.fromisoformat(end if len(end) > 5 else f"1604-{end}") for end in (first, last or first)]
        except ValueError as error:
            raise _no_day(part) from error
        if (ends[0].year == 1604) != (ends[1].year == 1604) or (ends[0].year > 1604 and ends[0] > ends[1]):
            raise _no_day(part)
        yield ends[0], ends[1]


def _no_day(part: str) -> ToolkitError:
    return wrong(f"[letters] closed names {part!r}; write 08-01..08-15 for every year, 2026-12-24..2027-01-02 for one")


def _within(day: date, first: date, last: date) -> bool:
    """Whether a day lies in a span; one without a year may run over the new year."""
    if first.year > 1604:
        return first <= day <= last
    plain = day.replace(year=1604)
    return first <= plain <= last if first <= last else plain >= first or plain <= last
