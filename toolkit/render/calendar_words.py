"""Periods in words, in English and French."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.calendars import RESTATED, Period, reckoning_of
from toolkit.render.wording import long_date, month

_COLUMN = {"en": 0, "fr": 1}

NAMES: Mapping[str, tuple[str, str]] = {
    "week": ("week {n} of {year}", "semaine {n} de {year}"),
    "454": ("NRF {year}", "NRF {year}"),
    "445": ("4-4-5 year {year}", "exercice 4-4-5 {year}"),
    "fiscal": ("fiscal year {year}", "exercice {year}"),
}
"""What a year, or a week of one, is called."""
PARTS: Mapping[str, tuple[str, str]] = {
    "week": (", week {n}", ", semaine {n}"),
    "month": (", period {n}", ", période {n}"),
    "quarter": (", quarter {n}", ", trimestre {n}"),
    "half": (", half {n}", ", semestre {n}"),
    "year": ("", ""),
}
SPAN = ("{first} to {last}", "du {first} au {last}")


def span(period: Period, language: str) -> str:
    """Its first and last day: ``1 October 2026 to 31 October 2026``."""
    facts = {"first": long_date(period.first, language), "last": long_date(period.last, language)}
    return _said(SPAN, language, facts)


def title(period: Period, language: str) -> str:
    """A period as a heading names it: ``October 2026``, ``NRF 2026, period 9 (4 October 2026 to 31 October 2026)``."""
    if period.calendar == "month":
        return month(period.first, language)
    days = span(period, language)
    if period.name.endswith(RESTATED):
        return days
    every = reckoning_of(period).every
    number = period.name.rpartition("-")[2].lstrip("WPMQH0") if every != "year" else ""
    year = period.name.removeprefix("NRF").removeprefix("FY").removeprefix("445-")[:4]
    part = "" if period.calendar == "week" else PARTS[every][_COLUMN[language]]
    return _said(NAMES[period.calendar], language, {"n": number, "year": year}) + f"{part.format(n=number)} ({days})"


def _said(pair: tuple[str, str], language: str, facts: Mapping[str, str]) -> str:
    return pair[_COLUMN[language]].format_map(facts)
