"""Legal and laboratory standards as dated, sourced rows. A rule that rests on law is a row here, never a constant.

``docs/domain.md`` explains them. None of this is advice: check with the assay office or the laboratory.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fineness:
    """A legal standard of fineness (parts per thousand) of a metal in a jurisdiction, with its source."""

    jurisdiction: str
    metal: str
    standards: frozenset[int]
    source: str
    last_checked: date


FINENESS = (
    Fineness("UK", "gold", frozenset({375, 585, 750, 916, 990, 999}), "hallmarkingconvention.org, UK profile", date(2026, 11, 21)),
    Fineness("UK", "silver", frozenset({800, 925, 958, 999}), "hallmarkingconvention.org, UK profile", date(2026, 11, 21)),
    Fineness("UK", "platinum", frozenset({850, 900, 950, 999}), "hallmarkingconvention.org, UK profile", date(2026, 11, 21)),
    Fineness("UK", "palladium", frozenset({500, 950, 999}), "hallmarkingconvention.org, UK profile", date(2026, 11, 21)),
    Fineness("US", "gold", frozenset({417, 583, 585, 750, 916, 917}), "trade practice, to be verified", date(2026, 11, 21)),
    Fineness("DE", "gold", frozenset({333, 585, 750}), "trade practice, to be verified", date(2026, 11, 21)),
)  # fmt: skip

AGREE_WITHIN = Decimal(5)
"""Karat and fineness may differ by so many parts per thousand: 14 karat is 583.3, its mark 585."""


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

GIA_LAB_GROWN_GRADES = (date(2025, 10, 1), "dcla.com.au and nationaljeweler.com 14226 on GIA laboratory-grown reports")
"""From this day GIA gives laboratory-grown diamonds no colour or clarity grade, only Premium or Standard."""
