"""How makers form their serial numbers, as far as the trade knows: what looks right, never what is genuine.

None of the makers publishes its own rules. Every row is trade knowledge from public guides, to be verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from toolkit.checks.pieces import BAGS
from toolkit.dates import when
from toolkit.values import When

WATCH = frozenset({"watch"})


@dataclass(frozen=True, slots=True)
class SerialForm:
    """One form of a maker's serial numbers: the pattern of the folded number, its words, the years it was in use."""

    brand: str
    categories: frozenset[str]
    pattern: re.Pattern[str]
    words: str
    since: int | None
    until: int | None
    source: str


_ROLEX = "swissrubberstrap.blogspot.com, ncash-pawnshop-philippines.com on Rolex serial numbers"
_TRADE = "trade knowledge, to be verified"
_GUIDE = "thaiwatchmarket.com on serial numbers; trade knowledge, to be verified"

FORMS: tuple[SerialForm, ...] = (
    SerialForm("rolex", WATCH, re.compile(r"[0-9]{4,7}"), "4 to 7 digits", None, 1987, _ROLEX),
    SerialForm("rolex", WATCH, re.compile(r"[A-HJ-NP-Z][0-9]{6}"), "a letter and 6 digits", 1987, 2010, _ROLEX),
    SerialForm("rolex", WATCH, re.compile(r"[A-Z0-9]{8}"), "8 letters and digits", 2010, None, _ROLEX),
    SerialForm("patek philippe", WATCH, re.compile(r"[0-9]{5,7}"), "5 to 7 digits", None, None, _GUIDE),
    SerialForm("omega", WATCH, re.compile(r"[0-9]{7,8}"), "7 or 8 digits", None, None, _GUIDE),
    SerialForm("audemars piguet", WATCH, re.compile(r"[A-Z]{0,2}[0-9]{4,6}[A-Z]?"),
               "4 to 6 digits, with letters before or after them on later pieces", None, None, _GUIDE),
    SerialForm("chanel", BAGS, re.compile(r"[0-9]{6,8}"), "6 to 8 digits", 1984, 2021, _TRADE),
    SerialForm("chanel", BAGS, re.compile(r"[A-Z0-9]{8}"), "8 letters and digits", 2021, None, _TRADE),
)  # fmt: skip

ROLEX_LETTERS = {
    "R": (1987, 1989), "L": (1988, 1990), "E": (1990, 1992), "X": (1991, 1993), "N": (1991, 1993), "C": (1992, 1994),
    "S": (1993, 1995), "W": (1994, 1997), "T": (1996, 1997), "U": (1997, 1999), "A": (1998, 2001), "P": (1999, 2002),
    "K": (2001, 2002), "Y": (2002, 2004), "F": (2003, 2005), "D": (2005, 2007), "Z": (2006, 2008), "M": (2007, 2008),
    "V": (2008, 2009), "G": (2010, 2011),
}  # fmt: skip
"""The years in which Rolex began its numbers with a letter, at their widest; public guides differ by a year or two."""

GUESS = 2
"""Years by which the guides, and the year a register gives, may be out."""


@lru_cache(maxsize=4096)
def year_made(words: str | None) -> tuple[int, int] | None:
    """The years a register's words for the year allow; None where they name none, or several."""
    found = when(words) if words else None
    return (found.earliest.year, found.latest.year) if isinstance(found, When) else None


def in_years(made: tuple[int, int], since: int | None, until: int | None) -> bool:
    """Whether a piece made in those years may be of a form in use from one year to another, give or take a guess."""
    return (until is None or made[0] <= until + GUESS) and (since is None or made[1] >= since - GUESS)


WEEKS_SINCE, LAST_CODE = 2007, date(2021, 3, 1)
"""Louis Vuitton's codes name months before the one, weeks from it on, and none is on pieces made from the other."""

_CODE = re.compile(r"(?:[A-Z]{2})?([0-9]{3,4})|([0-9]{3,4})[A-Z]{2}")
_MONTHS, _WEEKS = 12, 53


@lru_cache(maxsize=4096)
def date_code(code: str) -> tuple[str, int] | None:
    """What a Louis Vuitton date code says: its month or week in words, and its year. None where no way of reading fits.

    Three or four digits of the eighties read year then month; later ones cross over: the first and third digit are
    the month (the week from 2007), the second and fourth the year.
    """
    found = _CODE.fullmatch(code)
    if not found:
        return None
    digits = found[1] or found[2]
    year, month = int(digits[:2]), int(digits[2:])
    eighties = 80 <= year <= 89 and 1 <= month <= _MONTHS
    if len(digits) == 4 and len(code) == 6:
        number, short = int(digits[0] + digits[2]), int(digits[1] + digits[3])
        full = 1900 + short if short >= 90 else 2000 + short
        if full < WEEKS_SINCE and 1 <= number <= _MONTHS:
            return f"month {number} of {full}", full
        if WEEKS_SINCE <= full <= LAST_CODE.year and 1 <= number <= (_WEEKS if full < LAST_CODE.year else 9):
            return f"week {number} of {full}", full
    return (f"month {month} of {1900 + year}", 1900 + year) if eighties else None
