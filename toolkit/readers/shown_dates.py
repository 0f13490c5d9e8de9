"""Dates, times and durations as Excel writes them: serial numbers through a format's parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache

from toolkit.readers.format_codes import Part, Section
from toolkit.readers.serials import EPOCH_GAP, LEAP_THAT_WAS_NOT, serial

LATEST = 2_958_466
"""The first serial number after 31 December 9999."""
UNSHOWABLE = "########"
"""What Excel fills a cell with that holds a date it cannot show, before 1900 or after 9999."""

_DAY = 86_400
_COUNTABLE = 1e11
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_BUDDHIST_YEARS = 543


@dataclass(frozen=True, slots=True)
class _Moment:
    """A moment taken apart: ``seconds`` since the epoch, ``clock`` since midnight; ``weekday`` counts from Sunday."""

    seconds: Decimal
    clock: Decimal
    year: int
    month: int
    day: int
    weekday: int


def shown_date(section: Section, number: float, epoch: int) -> str:
    """A serial number through a section of dates."""
    if not abs(number) < _COUNTABLE:
        return UNSHOWABLE
    places = max((len(part.text) for part in section.parts if part.kind == "fraction"), default=0)
    seconds = (Decimal(repr(number)) * _DAY).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    sign = "-" if seconds < 0 else ""
    if sign and epoch == 1900:
        return UNSHOWABLE
    seconds = abs(seconds)
    whole = int((seconds / _DAY).to_integral_value(ROUND_FLOOR))
    days = whole + (EPOCH_GAP if epoch == 1904 else 0)
    if days >= LATEST:
        if any(part.kind == "date" and part.text[0] not in "hns" for part in section.parts):
            return UNSHOWABLE
        days = 1
    return sign + _written(section, _Moment(seconds, seconds - whole * _DAY, *_calendar(days), (days - 1) % 7))


def shown_early(section: Section, day: date) -> str:
    """A day before 1900 through a section of dates; Excel has none, other programs do."""
    seconds = (Decimal(repr(serial(day))) * _DAY).quantize(Decimal(1), ROUND_HALF_UP)
    clock = Decimal(day.hour * 3600 + day.minute * 60 + day.second) if isinstance(day, datetime) else Decimal()
    return _written(section, _Moment(seconds, clock, day.year, day.month, day.day, day.isoweekday() % 7))


def _written(section: Section, moment: _Moment) -> str:
    halves = any(part.kind == "half" for part in section.parts)
    return "".join(_part(part, section, moment, halves=halves) for part in section.parts)


def _part(part: Part, section: Section, moment: _Moment, *, halves: bool) -> str:
    if part.kind == "literal":
        return part.text
    if part.kind == "elapsed":
        unit = {"h": 3600, "m": 60, "s": 1}[part.text[0]]
        return str(int(moment.seconds // unit)).zfill(len(part.text))
    if part.kind == "fraction":
        decimals = str(moment.clock % 1).partition(".")[2]
        return "." + decimals[: len(part.text)].ljust(len(part.text), "0")
    if part.kind == "half":
        return _half(part.text, int(moment.clock // 3600))
    if part.text[0] in "hns":
        return _time(part.text, int(moment.clock), halves=halves)
    return _DATES[part.text[0]](len(part.text), section, moment)


def _half(text: str, hour: int) -> str:
    """Morning or afternoon; ``a/p`` keeps its case, ``am/pm`` is shown in capitals."""
    morning, _, afternoon = text.partition("/")
    chosen = morning if hour < 12 else afternoon
    return chosen if len(morning) == 1 else chosen.upper()


def _time(text: str, seconds: int, *, halves: bool) -> str:
    hour = seconds // 3600
    if text[0] == "h":
        number = (hour - 1) % 12 + 1 if halves else hour
    else:
        number = seconds // 60 % 60 if text[0] == "n" else seconds % 60
    return str(number).zfill(min(len(text), 2))


def _day(width: int, section: Section, moment: _Moment) -> str:
    return str(moment.day).zfill(width) if width < 3 else _weekday(width, section, moment)


def _weekday(width: int, section: Section, moment: _Moment) -> str:
    return _names(section.language)[2 if width == 3 else 3][moment.weekday]


def _month(width: int, section: Section, moment: _Moment) -> str:
    if width < 3:
        return str(moment.month).zfill(width)
    short, full = _names(section.language)[:2]
    name = (short if width == 3 else full)[moment.month - 1]
    return name[:1] if width == 5 else name


def _year(width: int, section: Section, moment: _Moment) -> str:
    year = moment.year + (_BUDDHIST_YEARS if section.buddhist else 0)
    return f"{year:04d}" if width > 2 else f"{year % 100:02d}"


def _buddhist(width: int, _section: Section, moment: _Moment) -> str:
    year = moment.year + _BUDDHIST_YEARS
    return str(year) if width > 2 else f"{year % 100:02d}"


_DATES: dict[str, Callable[[int, Section, _Moment], str]] = {
    "d": _day,
    "a": _weekday,
    "m": _month,
    "y": _year,
    "b": _buddhist,
    "e": lambda _, section, moment: _year(4, section, moment),
    "g": lambda _width, _section, _moment: "",
}
"""The letters of dates; an era, ``g``, has no name outside Japan and China."""


def _calendar(days: int) -> tuple[int, int, int]:
    """Year, month and day; the calendar that counts from 1900 has a day 0 and a 29 February."""
    if days == 0:
        return 1900, 1, 0
    if days == LEAP_THAT_WAS_NOT:
        return 1900, 2, 29
    found = date(1899, 12, 31 if days < LEAP_THAT_WAS_NOT else 30) + timedelta(days=days)
    return found.year, found.month, found.day


@lru_cache(maxsize=64)
def _names(language: str) -> tuple[tuple[str, ...], ...]:
    """The months short and full, the days short and full from Sunday, in a language such as ``fr_FR``."""
    if not language:
        return tuple(name[:3] for name in _MONTHS), _MONTHS, tuple(name[:3] for name in _DAYS), _DAYS
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return _names("")
    widths = ("abbreviated", "wide")
    months, days = found.months["format"], found.days["format"]
    return (
        *(tuple(months[width][number] for number in range(1, 13)) for width in widths),
        *(tuple(days[width][(number - 1) % 7] for number in range(7)) for width in widths),
    )
