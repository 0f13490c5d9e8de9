"""Currencies that ended: the last day on which each was money of its country, and what came after it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

SOURCE = "European Central Bank and European Commission, on the changeovers to the euro"

_FIRST = date(2002, 2, 28)
"""The last day on which the first twelve countries took their old notes, give or take what each of them allowed."""

ENDED: Mapping[str, date] = MappingProxyType(
    dict.fromkeys(("ATS", "BEF", "DEM", "ESP", "FIM", "FRF", "GRD", "IEP", "ITL", "LUF", "NLG", "PTE"), _FIRST)
    | {
        "SIT": date(2007, 1, 14), "CYP": date(2008, 1, 31), "MTL": date(2008, 1, 31), "SKK": date(2009, 1, 16),
        "EEK": date(2011, 1, 14), "LVL": date(2014, 1, 14), "LTL": date(2015, 1, 15), "HRK": date(2023, 1, 14),
        "BGN": date(2026, 1, 31),
    }
)  # fmt: skip
"""The currencies that gave way to the euro, by code, with the last day on which they were taken beside it."""

SUCCESSOR = "EUR"
