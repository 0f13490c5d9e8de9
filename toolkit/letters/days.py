"""Days that come back every year: read with their year or without it, with both readings where there are two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit import dates
from toolkit.checks.birthdays import OLDEST, years_after
from toolkit.letters.letter import Leap
from toolkit.other_records import Client
from toolkit.values import DateOrder, Doubt, When

_ANY = 1604
"""A leap year that stands for any: a day without a year is read in it."""
_STAND_IN = 1900
"""A year that is typed where none is known."""
_LEAP_DAY = (2, 29)
_LEAPS: Mapping[str, Leap] = {"28feb": "28feb", "1mar": "1mar", "ask": "28feb"}

Orders = Mapping[tuple[int, str], DateOrder]
"""How each column of days writes those without a year: by its source and field."""


@dataclass(frozen=True, slots=True)
class Yearly:
    """A day of every year: its readings as month and day, its year where it is known, the date as the register has it.

    ``unsure`` says why it is not known for certain; it is empty for a day that is.
    """

    days: tuple[tuple[int, int], ...]
    year: int | None = None
    since: When | None = None
    unsure: str = ""


def orders(clients: Iterable[Client], fields: Iterable[str]) -> Orders:
    """What each column's days without a year vote for: ``31/12`` says that the day comes first."""
    raws: dict[tuple[int, str], list[str]] = defaultdict(list)
    names = tuple(fields)
    for client in clients:
        for name in names:
            doubt = client.doubts.get(name)
            if doubt is not None and doubt.code == "no-year":
                raws[id(client.source), name].append(_with_year(doubt.raw))
    return {key: dates.date_order(found) for key, found in raws.items()}


def yearly(client: Client, field: str, known: Orders, today: date) -> Yearly | None:
    """The day of every year that a client's cell names; None where it names none."""
    doubt = client.doubts.get(field)
    if doubt is not None:
        return _doubtful(doubt, known.get((id(client.source), field), DateOrder()))
    found: When | None = getattr(client, field)
    if found is None or found.precision != "day":
        return None
    day = found.earliest
    if day.year == _STAND_IN:
        return Yearly(((day.month, day.day),), None, found)
    unlikely = day > today or years_after(day, OLDEST) < today
    return Yearly(((day.month, day.day),), day.year, found, f"the year {day.year} cannot be right" if unlikely else "")


def _doubtful(doubt: Doubt, order: DateOrder) -> Yearly | None:
    """A day without its year, or one with two readings."""
    if doubt.code in ("ambiguous-date", "half-converted-date", "against-the-column"):
        return _either(doubt.raw, [date.fromisoformat(text) for text in doubt.readings if _whole(text)])
    if doubt.code not in ("no-year", "not-a-date"):
        return None
    found = dates.when(_with_year(doubt.raw), order)
    if isinstance(found, When) and found.precision == "day" and found.earliest.year == _ANY:
        return Yearly(((found.earliest.month, found.earliest.day),))
    if isinstance(found, Doubt):
        return _either(doubt.raw, [date.fromisoformat(text) for text in found.readings if _whole(text)])
    return None


def _either(raw: str, readings: list[date]) -> Yearly | None:
    """A day with several readings; one that goes against its column is in doubt with a single one as well."""
    if not readings:
        return None
    years = {day.year for day in readings}
    year = years.pop() if len(years) == 1 else None
    ways = " or ".join(said(day).removesuffix(f" {_ANY}") for day in readings)
    words = f"the cell reads {raw!r}: {ways}"
    return Yearly(tuple((day.month, day.day) for day in readings), None if year == _ANY else year, None, words)


def _whole(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is not None


def _with_year(raw: str) -> str:
    """A day without a year, given one: ``14/02`` as ``14/02/1604``, ``3 April`` as ``3 April 1604``."""
    plain = raw.strip().rstrip(".-/ ")
    mark = re.search(r"[0-9]\s*([-/.])\s*[0-9]", plain)
    return f"{plain}{mark[1] if mark else ' '}{_ANY}"


def falls(yearly_day: Yearly, first: date, last: date, leap: Leap) -> Iterator[date]:
    """The days in a window on which it falls, each once; across the new year too."""
    for year in range(first.year, last.year + 1):
        found = {in_year(year, *each, leap) for each in yearly_day.days}
        yield from sorted(day for day in found if first <= day <= last)


def in_year(year: int, month: int, day: int, leap: Leap) -> date:
    """A day in a year; 29 February is kept on the day before or after where there is none."""
    if (month, day) != _LEAP_DAY or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)):
        return date(year, month, day)
    return date(year, 2, 28) if leap == "28feb" else date(year, 3, 1)


def leap_of(rows: Iterable[Client], usual: Leap) -> tuple[Leap, bool]:
    """When a client keeps 29 February, and whether she is still to be asked."""
    said = next((client.leap_observed for client in rows if client.leap_observed), "")
    return _LEAPS.get(said, usual), said == "ask"


def is_leap_day(found: Yearly) -> bool:
    """Whether a day is 29 February."""
    return _LEAP_DAY in found.days


_IN_TEXT = re.compile(
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}([-/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})\b"
    r"|(?:\b[0-9]{1,2}(?:st|nd|rd|th|er|\.)? )?\b[^\W\d_]{3,}\.? (?:de )?[0-9]{4}\b(?![-/.][0-9])|\b(?:19|20)[0-9]{2}\b"
)


def in_text(words: str) -> Iterator[When]:
    """The dates that a note names, as closely as it does; one that has two readings is passed over."""
    for match in _IN_TEXT.finditer(words):
        text = match[0]
        found = dates.when(text)
        if not isinstance(found, When):
            found = dates.when(text.split()[-1]) if " " in text else None  # "summer house 2026"
        if isinstance(found, When):
            yield found


def said(day: date) -> str:
    """A day as a person says it: ``7 December 2026``."""
    return f"{day.day} {day:%B} {day.year}"
