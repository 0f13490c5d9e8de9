"""Law of cash: from which sum a trader must be registered, must report, or may not take it, by country and day.

None of this is advice. Unverified rows are trade knowledge nobody has yet looked up at its primary source.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.law.row import Law, in_force

_CHECKED = date(2026, 11, 21)
_DEALER = "a trader registers with HMRC before taking {limit} or more in cash, for one sale or for linked ones"
_REPORT = "more than 10,000 USD in cash, for one sale or for related ones, is reported on Form 8300 within 15 days"
_CAP = "a trader may not take {limit} in cash for one sale or for linked ones"
_OLD = "icpa.org.uk and lawgistics.co.uk, high value dealers before 26 June 2017"
_MIDDLE = "dunkleys.accountants, high value dealer limits from 26 June 2017"
_NEW = "gov.uk, high value dealer registration; keystonelaw.com, 29 June 2026"
_FORM = "IRS, instructions for Form 8300 (December 2023)"
_AMLR = "Regulation (EU) 2024/1624, article 80"
_NATIONAL = "trade knowledge of the national caps, to be verified"


def _cap(state: str, since: date | None, comparator: str, amount: int) -> Law:
    """A national cap of a member state, as the trade quotes it."""
    limit = f"{amount:,} EUR or more" if comparator == ">=" else f"more than {amount:,} EUR"
    return Law(
        f"{state.lower()}-cash-cap", state, "cash", comparator, Decimal(amount), "EUR", since, None,
        _CAP.format(limit=limit), _NATIONAL, _CHECKED, verified=False,
    )  # fmt: skip


CASH: tuple[Law, ...] = (
    # The Money Laundering Regulations 2007 came into force on 15 December 2007; no older sale is judged.
    Law("gb-high-value-dealer-2007", "GB", "cash", ">=", Decimal(15000), "EUR", date(2007, 12, 15), date(2017, 6, 25),
        _DEALER.format(limit="15,000 EUR"), _OLD, _CHECKED),
    Law("gb-high-value-dealer-2017", "GB", "cash", ">=", Decimal(10000), "EUR", date(2017, 6, 26), date(2026, 6, 29),
        _DEALER.format(limit="10,000 EUR"), _MIDDLE, _CHECKED),
    Law("gb-high-value-dealer-2026", "GB", "cash", ">=", Decimal(10000), "GBP", date(2026, 6, 30), None,
        _DEALER.format(limit="10,000 GBP"), _NEW, _CHECKED),
    Law("us-form-8300", "US", "cash", ">", Decimal(10000), "USD", date(1985, 1, 1), None, _REPORT, _FORM, _CHECKED),
    _cap("FR", date(2015, 9, 1), ">", 1000),
    _cap("ES", date(2021, 7, 11), ">=", 1000),
    _cap("IT", date(2023, 1, 1), ">=", 5000),
    _cap("BE", date(2014, 1, 1), ">", 3000),
    _cap("PT", date(2017, 8, 23), ">=", 3000),
    _cap("GR", date(2017, 1, 1), ">", 500),
    _cap("NL", date(2026, 1, 1), ">=", 3000),
    Law("eu-cash-cap-2027", "EU", "cash", ">", Decimal(10000), "EUR", date(2027, 7, 10), None,
        _CAP.format(limit="more than 10,000 EUR"), _AMLR, _CHECKED),
)  # fmt: skip
"""The sums of cash that matter. A state's own row goes before the Union's."""

UNION = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
     "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)  # fmt: skip
"""The member states of the European Union since 2020."""

NEAR = Decimal("0.8")
"""From this share of a limit a sum is worth a second look."""

LINKED_DAYS = 1
"""Sums of one client on one day or the next are linked: 24 hours, as far as dates can say."""

INSTALMENT_DAYS = 365
"""Sums of one client for one piece or invoice are linked for twelve months."""


@lru_cache(maxsize=4096)
def limit_on(country: str, day: date) -> Law | None:
    """The limit on cash in a country on a day: its own, else the Union's for a member state."""
    own = in_force(CASH, "cash", country, day)
    return own or (in_force(CASH, "cash", "EU", day) if country in UNION else None)
