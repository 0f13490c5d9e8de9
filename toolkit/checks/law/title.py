"""Law of title: how long second-hand goods are held before they may leave, and the rates behind the margin scheme.

None of this is advice: every finding that rests on a row says so, and unverified rows only ever warn.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.checks.law.row import Law

WEEKDAY_HOURS = "hours, Saturdays and Sundays left out"
"""The unit of a hold that is counted in hours and stands still at the weekend."""

_CHECKED = date(2026, 11, 21)
_SCOTLAND = "legislation.gov.uk, Civic Government (Scotland) Act 1982, section 25"
_FLORIDA = "lawserver.com, Florida Statutes 538.06 (2024)"
_RATES = "accountingservicesforbusiness.co.uk, VAT rates and fractions (HMRC figures)"

HOLDS: tuple[Law, ...] = (
    Law("scotland-48-hours", "GB-SCT", "hold", ">=", Decimal(48), WEEKDAY_HOURS, None, None,
        "a second-hand dealer in Scotland keeps what was bought for 48 hours, Saturdays and Sundays left out",
        _SCOTLAND, _CHECKED),
    Law("florida-15-days", "US-FL", "hold", ">=", Decimal(15), "days", None, None,
        "a second-hand dealer in Florida keeps what was bought for 15 days", _FLORIDA, _CHECKED),
    Law("florida-30-days", "US-FL", "hold-precious", ">=", Decimal(30), "days", None, None,
        "a second-hand dealer in Florida keeps precious metal, gemstones and jewellery for 30 days",
        _FLORIDA, _CHECKED),
    Law("california-7-days", "US-CA", "hold", ">=", Decimal(7), "days", None, None,
        "a second-hand dealer in California keeps what was bought for 7 days (to be verified with your adviser)",
        "trade practice, to be verified", _CHECKED, verified=False),
)  # fmt: skip
"""How long second-hand goods stay before they are sold, altered or moved; ``hold-precious`` goes before ``hold``."""

VAT_RATES: tuple[Law, ...] = (
    Law("gb-vat-17.5-to-2008", "GB", "vat-rate", ">=", Decimal("17.5"), "%", date(1995, 1, 1), date(2008, 11, 30),
        "VAT at 17.5 per cent: 7/47 of the margin", _RATES, _CHECKED),
    Law("gb-vat-15-from-2008", "GB", "vat-rate", ">=", Decimal(15), "%", date(2008, 12, 1), date(2009, 12, 31),
        "VAT at 15 per cent: 3/23 of the margin", _RATES, _CHECKED),
    Law("gb-vat-17.5-from-2010", "GB", "vat-rate", ">=", Decimal("17.5"), "%", date(2010, 1, 1), date(2011, 1, 3),
        "VAT at 17.5 per cent: 7/47 of the margin", _RATES, _CHECKED),
    Law("gb-vat-20-from-2011", "GB", "vat-rate", ">=", Decimal(20), "%", date(2011, 1, 4), None,
        "VAT at 20 per cent: one sixth of the margin", _RATES, _CHECKED),
)  # fmt: skip
"""The standard rate of VAT by day of sale, from which the margin scheme's fraction follows: rate / (100 + rate)."""

SCHEME_SOURCE = "gov.uk, VAT margin schemes: eligibility and keeping records"
"""Who says what the margin scheme takes and what its stock book holds."""
