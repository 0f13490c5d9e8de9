"""Dates in words and dates that are a span: month names, quarters, seasons, decades, circa, in five languages."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import cache

from toolkit.values import Doubt, When, fold

LANGUAGES = ("en", "fr", "de", "it", "es")
FIRST_YEAR, LAST_YEAR = 1500, 2200
PIVOT = 2049
"""The last year that two digits may mean: 49 is 2049, 50 is 1950, as in today's spreadsheets."""

_CIRCA_YEARS = 5  # the trade's usual breadth of "circa": five years either way

# Northern seasons, from the meteorologists' first day to the astronomers' last.
_SPRING, _SUMMER, _AUTUMN, _WINTER = ((3, 1), (6, 21)), ((6, 1), (9, 23)), ((9, 1), (12, 21)), ((12, 1), (3, 20))
_SEASONS = {
    "spring": _SPRING, "printemps": _SPRING, "fruhling": _SPRING, "fruhjahr": _SPRING, "primavera": _SPRING,
    "summer": _SUMMER, "ete": _SUMMER, "sommer": _SUMMER, "estate": _SUMMER, "verano": _SUMMER,
    "autumn": _AUTUMN, "fall": _AUTUMN, "automne": _AUTUMN, "herbst": _AUTUMN, "autunno": _AUTUMN, "otono": _AUTUMN,
    "winter": _WINTER, "hiver": _WINTER, "inverno": _WINTER, "invierno": _WINTER,
}  # fmt: skip
_FILLERS = frozenset(("the", "of", "on", "le", "de", "du", "en", "den", "der", "am", "im", "il", "del", "el"))
_CIRCA = r"circa|ca|c|vers|um|env|environ|about|around|approx|approximately|etwa|verso|hacia"
_OPEN = (
    r"before|prior to|pre|until|till|after|post|since|from|avant|apres|depuis|jusqu en|jusqu a|vor|nach|bis|seit|ab"
    r"|prima del|dopo il|antes de|despues de"
)
_QUARTER = re.compile(
    r"[qt]([1-4]) ?([0-9]{4}|[0-9]{2})|([0-9]{4}) ?[qt]([1-4])"
    r"|([1-4])(?:[qt]|(?:st|nd|rd|th|er|e|eme)? (?:quarter|trimestre|quartal)) ?([0-9]{4}|[0-9]{2})"
)
_DIGITS = re.compile(r"([0-9]{4}|[0-9]{1,2})(st|nd|rd|th|er|ere|e|o|a)?")
_DECADE = re.compile(
    r"(?:(?:early|mid|late|debut|milieu|fin)(?: des)? )?(?:the )?"
    r"(?:([0-9]{3}0) ?(?:s|er)(?: jahre)?|([3-9]0)(?:s|er)(?: jahre)?|(?:annees|anni|anos) ([0-9]{3}0|[3-9]0))"
)


@cache
def _months() -> dict[str, int]:
    """The folded names and short names of the months in every language; from babel, loaded here and only once."""
    from babel.dates import get_month_names

    forms = [(width, context) for width in ("wide", "abbreviated") for context in ("format", "stand-alone")]
    tables = [get_month_names(w, c, language) for language in LANGUAGES for w, c in forms]  # type: ignore[arg-type]
    return {fold(name): month for table in tables for month, name in table.items()}


@cache
def _weekdays() -> frozenset[str]:
    """The folded names and short names of the days of the week, but for "mar", which is March too."""
    from babel.dates import get_day_names

    tables = [get_day_names(width, "format", tongue) for width in ("wide", "abbreviated") for tongue in LANGUAGES]
    return frozenset(fold(name) for table in tables for name in table.values()) - set(_months())


def month(word: str) -> int | None:
    """The month that a folded word names: a name, a short name, or at least three letters of just one month."""
    known = _months()
    if word in known:
        return known[word]
    begun = {number for name, number in known.items() if name.startswith(word)} if len(word) > 2 else set()
    return begun.pop() if len(begun) == 1 else None


def full_year(digits: str, pivot: int = PIVOT) -> int:
    """A year of four digits as it is, of two by the pivot."""
    year = int(digits)
    if len(digits) > 2:
        return year
    century = pivot // 100 * 100
    return century + year if century + year <= pivot else century - 100 + year


def day(raw: str, year: int, month_number: int, day_number: int) -> When | Doubt:
    """A day, if the calendar has it and the year is likely."""
    found = real_day(year, month_number, day_number)
    if found is None:
        return Doubt("no-such-date", raw)
    return When(found, found) if FIRST_YEAR <= year <= LAST_YEAR else Doubt("far-date", raw)


def real_day(year: int, month_number: int, day_number: int) -> date | None:
    """A day of the calendar, or None."""
    try:
        return date(year, month_number, day_number)
    except ValueError:
        return None


def span(raw: str, first: tuple[int, int], last: tuple[int, int], precision: str) -> When | Doubt:
    """From the first day of one (year, month) to the last day of another."""
    if any(not 1 <= number <= 12 for _, number in (first, last)):
        return Doubt("no-such-date", raw)
    if not FIRST_YEAR <= first[0] <= last[0] <= LAST_YEAR:
        return Doubt("far-date", raw)
    return When(date(*first, 1), date(*last, monthrange(*last)[1]), precision)


def in_words(raw: str, pivot: int = PIVOT) -> When | Doubt | None:
    """The date or span that a text names in words; None where it names none."""
    if re.search(r"[?()\[\]]", raw):
        inner = re.sub(r"[?()\[\]]", " ", raw)
        return Doubt("uncertain-date", raw, (inner.strip(),)) if re.search(r"[0-9]{2}", inner) else None
    if re.match(r"\s*[<>≤≥].*[0-9]", raw):
        return Doubt("open-date", raw)
    if re.search(r"[^\w\s.,/'’–~-]", raw):
        return None
    words = fold(raw.replace("~", " circa "))
    found = (reader(raw, words, pivot) for reader in _READERS)
    return next((result for result in found if result is not None), None)


def _named_month(raw: str, words: str, pivot: int) -> When | Doubt | None:
    """``3 avril 2024``, ``April 3rd, 2022``, ``Mar-24``, ``mars 2024``."""
    kept = [word for word in words.split() if word not in _FILLERS and word not in _weekdays()]
    named = [month(word) for word in kept]
    numbers = [found for found in named if found]
    if len(numbers) != 1 or len(kept) > 3:
        return None
    at = named.index(numbers[0])
    others = [_DIGITS.fullmatch(word) for word in kept if not month(word)]
    digits = [(found[1], bool(found[2])) for found in others if found]
    if len(digits) != len(others):
        return None
    return _assemble(raw, numbers[0], at, digits, pivot)


def _assemble(raw: str, month_number: int, at: int, digits: list[tuple[str, bool]], pivot: int) -> When | Doubt | None:
    """A date from a month at position ``at`` and the figures around it (each with whether it is an ordinal)."""
    if len(digits) == 2:
        (first, _), (second, ordinal) = digits
        written_year, day_of_month = (first, second) if len(first) == 4 else (second, first)
        if len(day_of_month) > 2 or len(written_year) == 1 or (ordinal and written_year == second):
            return None
        return day(raw, full_year(written_year, pivot), month_number, int(day_of_month))
    if not digits:
        return Doubt("no-year", raw)
    text, ordinal = digits[0]
    year = full_year(text, pivot)
    if len(text) == 1 or ordinal or (len(text) == 2 and at > 0):
        return Doubt("no-year", raw)
    if len(text) == 2 and int(text) <= 31 and not re.search(r"[-/'’] ?[0-9]{2}$", raw.strip()):
        # "Mar-24" is how a spreadsheet shows March 2024; "March 24" may as well be a day.
        return Doubt("ambiguous-date", raw, (f"{year}-{month_number:02}", f"--{month_number:02}-{text}"))
    return span(raw, (year, month_number), (year, month_number), "month")


def _quarter(raw: str, words: str, pivot: int) -> When | Doubt | None:
    """``Q1 2024``, ``T1 24``, ``2024 Q1``, ``1Q24``."""
    found = _QUARTER.fullmatch(words)
    if not found:
        return None
    number = int(found[1] or found[4] or found[5])
    year = full_year(found[2] or found[3] or found[6], pivot)
    return span(raw, (year, 3 * number - 2), (year, 3 * number), "quarter")


def _season(raw: str, words: str, _pivot: int) -> When | Doubt | None:
    """``spring 2019``. A winter of one year may be the one that ends in it or the one that begins in it."""
    found = re.fullmatch(r"(\w+)(?: (?:of|de))? ([0-9]{4})(?: ([0-9]{2}|[0-9]{4}))?", words)
    if not found or found[1] not in _SEASONS:
        return None
    year, (first, last) = int(found[2]), _SEASONS[found[1]]
    if not FIRST_YEAR < year < LAST_YEAR:
        return Doubt("far-date", raw)
    if first < last:
        return None if found[3] else When(date(year, *first), date(year, *last), "season")
    return When(date(year if found[3] else year - 1, *first), date(year + 1, *last), "season")


def _decade(raw: str, words: str, _pivot: int) -> When | Doubt | None:
    """``1960s``, ``années 60``, ``late 1960s``; two digits are of the twentieth century."""
    found = _DECADE.fullmatch(words)
    if not found:
        return None
    digits = next(group for group in found.groups() if group)
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return span(raw, (year, 1), (year + 9, 12), "decade")


def _circa(raw: str, words: str, pivot: int) -> When | Doubt | None:
    """``circa 1965``, ``c.1965``, ``1965 ca``: five years either way, of a decade too."""
    found = re.fullmatch(rf"(?:{_CIRCA})(?: (.*[0-9].*)|([0-9].*))|([0-9].*) (?:{_CIRCA})", words)
    if not found:
        return None
    inner = found[1] or found[2] or found[3]
    around = span(raw, (int(inner), 1), (int(inner), 12), "year") if re.fullmatch("[0-9]{4}", inner) else None
    around = around or _decade(raw, inner, pivot) or Doubt("uncertain-date", raw, (inner,))
    if isinstance(around, Doubt):
        return around
    first, last = around.earliest.year - _CIRCA_YEARS, around.latest.year + _CIRCA_YEARS
    return span(raw, (first, 1), (last, 12), "circa")


def _open(raw: str, words: str, _pivot: int) -> Doubt | None:
    """``avant 1950``: one end only."""
    return Doubt("open-date", raw) if re.fullmatch(rf"(?:{_OPEN}) .*[0-9]{{2}}.*|pre[0-9]{{4}}", words) else None


_READERS: tuple[Callable[[str, str, int], When | Doubt | None], ...] = (
    _named_month, _quarter, _season, _decade, _circa, _open,
)  # fmt: skip
