"""Dates: the column's order of day and month by vote, one cell at a time after it, and never a guess between two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from toolkit.periods import PIVOT, day, full_year, in_words, real_day, span
from toolkit.values import DateOrder, Doubt, When, blank, display, error, exact, plain

_TRIPLE = re.compile(r"([0-9]{1,4})([-/. ])([0-9]{1,2})\2([0-9]{1,4})")
_TIME = re.compile(
    r"(?:T|,? )[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AaPp]\.?[Mm]\.?)?(?:Z| ?[+-][0-9]{2}:?[0-9]{2})?$"
)
_SERIAL = re.compile(r"([2-7][0-9]{4}|80000)([.,][0-9]+)?")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000  # 1954 to 2119 by the 1900 calendar
_FIRST_YEAR_NUMBER, _LAST_YEAR_NUMBER = 1500, 2100  # a bare number in a date column is a year, not a day of 1905
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
# The first days that spreadsheets know: what an empty or zero date turns into.
_PLACEHOLDERS = frozenset((date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)))
_PLACEHOLDER_TEXTS = frozenset(("0", "0000-00-00", "00/00/0000", "00.00.0000", "00-00-0000", "00/00/00"))
_MONTHS = 12
_SLIP = 30  # against so many votes a single one is a slip of its own cell, and no doubt of the column
_FEW = 3  # true dates on fewer different days prove nothing about an exchange


def date_order(values: Iterable[object]) -> DateOrder:
    """The column's vote: which of day and month its numeric texts write first.

    A first figure above 12 votes for the day, a second one for the month; values for both contradict each other,
    but for a single one against very many: that is a slip, and its own cell is a doubt.
    True dates have no vote, but where they all fall on days up to 12 while every text has a day above, the column
    is half-converted: a spreadsheet turned what it could into dates, with day and month exchanged.
    """
    votes: Counter[str] = Counter()
    examples: dict[str, str] = {}
    days: set[int] = set()
    for raw, many in Counter(values).items():
        if isinstance(raw, date):
            days.add(raw.day)
        elif isinstance(raw, str) and (vote := _vote(raw)):
            votes[vote] += many
            examples.setdefault(vote, plain(raw))
    names = {"dmy": "day first", "mdy": "month first", "ymd": "year first"}
    said = {vote: f"{votes[vote]} with the {name} ({examples[vote]})" for vote, name in names.items() if votes[vote]}
    decided = sorted((vote for vote in ("dmy", "mdy") if votes[vote]), key=lambda vote: -votes[vote])
    if len(decided) > 1 and votes[decided[1]] == 1 and votes[decided[0]] >= _SLIP:
        return DateOrder(decided[0], f"{said[decided[0]]}; {said[decided[1]]}, taken for a slip")
    if len(decided) > 1:
        return DateOrder(None, "two ways in it: " + ", ".join(said[vote] for vote in decided), contradicted=True)
    if not decided:
        return DateOrder("ymd", said["ymd"]) if votes["ymd"] and not votes["either"] else DateOrder()
    if len(days) >= _FEW and max(days) <= _MONTHS and not votes["either"]:
        why = f"day and month probably exchanged: {said[decided[0]]}, and all true dates on a day up to 12"
        return DateOrder(decided[0], why, contradicted=True)
    return DateOrder(decided[0], said[decided[0]])


def _numeric(text: str) -> tuple[str, str, str] | None:
    """The three parts of a numeric date, or None."""
    found = _TRIPLE.fullmatch(_TIME.sub("", re.sub(r" ?([-/.]) ?", r"\1", plain(text))))
    return (found[1], found[3], found[4]) if found else None


def _vote(text: str) -> str | None:
    """What a text says of its column's order: ``dmy``, ``mdy``, ``ymd``, ``either``, or None for no numeric date."""
    parts = _numeric(text)
    if not parts or not (_year_first(parts) or len(parts[2]) in {2, 4}):
        return None
    if _year_first(parts):
        return "ymd"
    first, second = int(parts[0]), int(parts[1])
    if first > _MONTHS:
        return "dmy" if second <= _MONTHS else None
    return "mdy" if second > _MONTHS else "either"


def _year_first(parts: tuple[str, str, str]) -> bool:
    """Whether a numeric date surely begins with its year: four digits, or two that no month has days for."""
    first, _, last = parts
    return len(last) <= 2 and (len(first) == 4 or (len(first) == len(last) == 2 and int(first) > 31))


def when(raw: object, order: DateOrder | None = None, epoch: int = 1900, pivot: int = PIVOT) -> When | Doubt | None:
    """The date or span of a cell, as precisely as it is stated; a doubt with its readings where it is not sure.

    ``epoch`` is the workbook's calendar, ``pivot`` the last year that two digits may mean. Times are dropped.
    """
    order = order or DateOrder()
    if blank(raw):
        return None
    if failed := error(raw):
        return failed
    if isinstance(raw, date):
        return _true_date(raw.date() if isinstance(raw, datetime) else raw, order, epoch)
    if isinstance(raw, bool | time | timedelta):
        return Doubt("not-a-date", display(raw))
    if isinstance(raw, int | float | Decimal):
        return _number(raw, epoch)
    return _text(str(raw), order, epoch, pivot)


def _true_date(found: date, order: DateOrder, epoch: int) -> When | Doubt:
    """A date as the spreadsheet holds it."""
    raw = found.isoformat()
    if found in _PLACEHOLDERS or (epoch == 1904 and found == _EPOCHS[1904]):
        return Doubt("placeholder-date", raw)
    if order.contradicted and order.order and found.day <= _MONTHS and found.day != found.month:
        return Doubt("half-converted-date", raw, (raw, date(found.year, found.day, found.month).isoformat()))
    return day(raw, found.year, found.month, found.day)


def _number(number: float | Decimal, epoch: int) -> When | Doubt:
    """A bare number in a date column: a year, a date that lost its format, or nothing that is a date."""
    figure, raw = exact(number), display(number)
    if figure is None:
        return Doubt("not-a-date", raw)
    if figure == 0:
        return Doubt("placeholder-date", raw)
    if _FIRST_YEAR_NUMBER <= figure <= _LAST_YEAR_NUMBER and figure == int(figure):
        return span(raw, (int(figure), 1), (int(figure), _MONTHS), "year")
    if _FIRST_SERIAL <= figure <= _LAST_SERIAL:
        return Doubt("serial-number", raw, _serial(int(figure), epoch))
    return Doubt("not-a-date", raw)


def _serial(number: int, epoch: int) -> tuple[str, ...]:
    """The days of a serial number, the workbook's own calendar first."""
    calendars = sorted(_EPOCHS, key=lambda calendar: calendar != epoch)
    return tuple((_EPOCHS[calendar] + timedelta(number)).isoformat() for calendar in calendars)


def _text(raw: str, order: DateOrder, epoch: int, pivot: int) -> When | Doubt:
    """A date from text: numeric, year and month, bare digits, then words."""
    body = plain(raw)
    if body in _PLACEHOLDER_TEXTS or body in {"1900-01-00", "00/01/1900", "01/00/1900"}:
        return Doubt("placeholder-date", raw)
    if parts := _numeric(body):
        found = _from_parts(raw, parts, order, pivot)
        first = isinstance(found, When) and found.earliest == date(1900, 1, 1)
        return Doubt("placeholder-date", raw) if first else found
    short = re.sub(r" ?([-/.]) ?", r"\1", body)
    if found_month := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})|([0-9]{1,2})[-/.]([0-9]{4})", short):
        year, month = int(found_month[1] or found_month[4]), int(found_month[2] or found_month[3])
        if month > _MONTHS and found_month[1]:  # "1960-65" and "2019/20" are spans of years, no months
            return Doubt("several-dates", raw)
        return span(raw, (year, month), (year, month), "month")
    if re.fullmatch(r"[0-9]+([.,][0-9]+)?", body):
        return _digits(raw, body, epoch)
    return in_words(_TIME.sub("", body), pivot) or _no_date(raw, body)


def _from_parts(raw: str, parts: tuple[str, str, str], order: DateOrder, pivot: int) -> When | Doubt:
    """A numeric date by its own evidence, then by the column's order."""
    first, second, last = parts
    if _year_first(parts) or (order.order == "ymd" and len(first) == len(last) == 2):
        return day(raw, full_year(first, pivot), int(second), int(last))
    if len(first) > 2 or len(last) not in {2, 4}:
        return Doubt("not-a-date", raw)
    return _either_way(raw, int(first), int(second), full_year(last, pivot), order)


def _either_way(raw: str, first: int, second: int, year: int, order: DateOrder) -> When | Doubt:
    """Day and month in the one order that the calendar allows, or in the column's; a doubt where neither decides."""
    ways = {"dmy": real_day(year, second, first), "mdy": real_day(year, first, second)}
    real = {way: found for way, found in ways.items() if found}
    if not real:
        return Doubt("no-such-date", raw)
    dates = tuple(found.isoformat() for found in real.values())
    if len(real) == 1 and order.order in ways and order.order not in real:
        return Doubt("against-the-column", raw, dates)
    if len(set(dates)) > 1 and order.order not in real:
        return Doubt("ambiguous-date", raw, dates)
    found = real.get(order.order or "") or next(iter(real.values()))
    return day(raw, year, found.month, found.day)


def _digits(raw: str, body: str, epoch: int) -> When | Doubt:
    """Bare digits: a year, a day without separators, or a date's inner number pasted as text."""
    if re.fullmatch(r"[0-9]{4}", body):
        return span(raw, (int(body), 1), (int(body), _MONTHS), "year")
    if found := _SERIAL.fullmatch(body):
        return Doubt("serial-as-text", raw, _serial(int(found[1]), epoch))
    if re.fullmatch(r"(1[5-9]|2[01])[0-9]{6}", body):
        return day(raw, int(body[:4]), int(body[4:6]), int(body[6:]))
    return Doubt("not-a-date", raw)


def _no_date(raw: str, body: str) -> Doubt:
    """Why a text without a date has none."""
    if len(re.findall(r"(?<![0-9])(?:1[5-9]|2[01])[0-9]{2}(?![0-9])", body)) > 1:
        return Doubt("several-dates", raw)
    yearless = re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}", body)
    return Doubt("no-year" if yearless else "not-a-date", raw)
