"""Standards of the trade that are no law: karats and their marks, grades of stones, forms of report numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

HUNDREDTH = Decimal("0.01")
AGREE_WITHIN = Decimal(5)
"""Karat and fineness may differ by so many parts per thousand: 14 karat is 583.3, its mark 585."""

KARAT_MARKS = {8: 333, 9: 375, 10: 417, 12: 500, 14: 585, 15: 625, 18: 750, 20: 833, 21: 875, 22: 916, 24: 999}
"""The usual mark of a karat, in parts per thousand."""


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """How a laboratory numbers its reports: a pattern, what it is called, and the source. Only ever plausible."""

    laboratory: str
    pattern: str
    words: str
    source: str


REPORT_FORMATS = (
    ReportFormat("GIA", r"\d{10}", "10 digits; older reports have 7 to 9", "caratwire.com and skyjems.ca on GIA numbers"),
    ReportFormat("IGI", r"(LG)?\d{9}", "9 digits, with LG before them for laboratory-grown stones", "carathunter.com on IGI numbers"),
    ReportFormat("HRD", r"\d{11,12}", "11 or 12 digits in recent years", "trade practice, to be verified"),
)  # fmt: skip

COLOUR_GRADE = re.compile(r"[D-Z][+-]?((/|-|–|to|bis|à|a)[D-Z][+-]?)?", re.IGNORECASE)
"""D to Z, alone or as a range, once spaces are out."""

_CLARITY = r"(FL|IF|LC|VVS[12]?|VS[12]?|SI[123]?|I[123]?|P[123]?|PK[123]?|PIQU[EÉ][123]?)"
CLARITY_GRADE = re.compile(rf"{_CLARITY}[+-]?((/|-|–|to|bis|à|a)({_CLARITY}|[123]))?", re.IGNORECASE)
"""GIA's grades with the European synonyms (LC, P1 to P3), alone or as a range, once spaces are out."""


@lru_cache(maxsize=4096)
def squeezed(words: str) -> str:
    """A grade without its spaces, in capitals: ``VS 1`` is ``VS1``."""
    return "".join(words.split()).upper()


def carat_as_stated(weight: Decimal) -> Decimal:
    """A weight in carats to two decimals, as laboratories state it: up only where the third decimal is a nine.

    ``1.768`` is 1.76, ``1.769`` is 1.77; ``0.996`` is 0.99 and never 1.00.
    """
    hundredths, rest = divmod(weight * 1000, 10)
    return ((hundredths + (rest >= 9)) / 100).quantize(HUNDREDTH)
