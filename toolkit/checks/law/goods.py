"""Law and trade rules of goods by day: standards of fineness, hallmarks, laboratory-grown stones, origin of diamonds.

A row without a jurisdiction is a rule of a laboratory or of the trade that holds anywhere. None of this is advice:
check with the assay office, the laboratory or the customs adviser. Rows that are not verified only ever warn.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.checks.law.row import Law

_CHECKED = date(2026, 11, 21)
_CONVENTION = "hallmarkingconvention.org, UK profile"
_PRACTICE = "trade practice, to be verified"


def _standards(jurisdiction: str, metal: str, parts: str, until: date | None = None) -> tuple[Law, ...]:
    """One row for each standard of a metal in a country; Britain's present ones are sourced, the others practice."""
    sourced = jurisdiction == "GB" and until is None
    return tuple(
        Law(
            f"{jurisdiction.lower()}-{metal}-{figure}", jurisdiction, f"fineness-{metal}", ">=", Decimal(figure), "‰",
            None, until, f"{metal} of {figure} parts in a thousand", _CONVENTION if sourced else _PRACTICE, _CHECKED,
            verified=sourced,
        )
        for figure in parts.split()
    )  # fmt: skip


FINENESS: tuple[Law, ...] = (
    *_standards("GB", "gold", "375 585 750 916 990 999"),
    *_standards("GB", "silver", "800 925 958 999"),
    *_standards("GB", "platinum", "850 900 950 999"),
    *_standards("GB", "palladium", "500 950 999"),
    *_standards("GB", "gold", "500 625", until=date(1932, 12, 31)),
    *_standards("US", "gold", "417 583 585 750 900 916 999"),
    *_standards("US", "silver", "900 925 999"),
    *_standards("US", "platinum", "500 585 750 850 900 950 999"),
    *_standards("DE", "gold", "333 375 585 750 900 986 999"),
    *_standards("DE", "silver", "800 835 900 925 935 999"),
    *_standards("FR", "gold", "375 585 750 840 916 920 999"),
    *_standards("FR", "silver", "800 925 950 999"),
    *_standards("IT", "silver", "800 835 925 999"),
    *_standards("CH", "gold", "375 585 750 916 999"),
    *_standards("CH", "silver", "800 875 925 935 999"),
    *_standards("NL", "gold", "585 750 833 916"),
    *_standards("NL", "silver", "833 835 925 934"),
    *_standards("SE", "silver", "830 925"),
    *_standards("AT", "silver", "800 835 900 925"),
    *_standards("PT", "gold", "375 585 750 800 916 999"),
    *_standards("PT", "silver", "800 830 833 835 916 925 999"),
    *_standards("ES", "silver", "800 915 916 925 999"),
    *_standards("RU", "gold", "375 500 583 585 750 916 958 999"),
    *_standards("RU", "silver", "800 830 840 875 916 925 960 999"),
    *_standards("AE", "gold", "750 875 916 990 999"),
    *_standards("IN", "gold", "585 750 833 875 916 958 990 995 999"),
    *_standards("JP", "platinum", "850 900 950 999"),
    *_standards("JP", "palladium", "500 950 990 999"),
)
"""Standards of fineness. The foreign ones are there so that a foreign piece is not called impossible."""

_HALLMARKS = "hallmarkingconvention.org, UK profile; Hallmarking Act 1973"


def _exemption(metal: str, grams: str, since: date) -> Law:
    """From what weight an article of a metal must be hallmarked in Britain; lighter ones are exempt."""
    words = f"in the United Kingdom, {metal} of {grams} g or more is described as {metal} only with a hallmark"
    return Law(f"gb-hallmark-{metal}", "GB", f"hallmark-{metal}", ">=", Decimal(grams), "g", since, None, words,
               _HALLMARKS, _CHECKED)  # fmt: skip


HALLMARKS: tuple[Law, ...] = (
    _exemption("gold", "1", date(1975, 1, 1)),
    _exemption("silver", "7.78", date(1975, 1, 1)),
    _exemption("platinum", "0.5", date(1975, 1, 1)),
    _exemption("palladium", "1", date(2010, 1, 1)),
    Law("gb-hallmark-antique", "GB", "hallmark-antique", ">=", Decimal(1950), "year", None, None,
        "articles made before 1950 and of sufficient fineness need no hallmark", _PRACTICE, _CHECKED, verified=False),
)  # fmt: skip
"""When an article needs a hallmark in Britain. The weights are sourced, the exemption of old articles is practice."""

LABORATORIES: tuple[Law, ...] = (
    Law("gia-lab-grown", "", "lab-grown-grades", ">=", Decimal("0.15"), "ct", date(2025, 10, 1), None,
        "GIA describes laboratory-grown diamonds as Premium or Standard, without colour and clarity",
        "dcla.com.au and nationaljeweler.com 14226 on GIA laboratory-grown reports", _CHECKED),
)  # fmt: skip
"""What a laboratory stopped doing, and when."""

_GB_BAN = "gov.uk, notice to importers 2953"

DIAMONDS: tuple[Law, ...] = (
    Law("gb-diamond-1ct", "GB", "diamond-origin", ">=", Decimal(1), "ct", date(2024, 3, 1), date(2024, 8, 31),
        "the United Kingdom bans Russian diamonds of 1 ct and more, wherever they were cut", _GB_BAN, _CHECKED),
    Law("gb-diamond-half-ct", "GB", "diamond-origin", ">=", Decimal("0.5"), "ct", date(2024, 9, 1), None,
        "the United Kingdom bans Russian diamonds of 0.5 ct and more, wherever they were cut", _GB_BAN, _CHECKED),
    Law("eu-diamond-statement", "EU", "diamond-origin", ">", Decimal("0.5"), "ct", date(2026, 1, 1), None,
        "the European Union asks for a Due Diligence Statement on the origin of polished diamonds above 0.50 ct",
        "idexonline.com, 23 December 2025", _CHECKED),
)  # fmt: skip
"""From what day and weight a natural diamond wants a paper of its origin."""

WARRANTIES: tuple[Law, ...] = (
    Law("old-warranty", "", "old-warranty", ">=", Decimal(0), "", date(2026, 10, 1), None,
        "the former sentence of the System of Warranties was accepted until September 2026",
        "rubel-menasche.com and worlddiamondcouncil.org on the System of Warranties", _CHECKED),
)  # fmt: skip
"""Until when the former wording of the World Diamond Council's statement was good."""

_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"


def customs(country: str) -> str:
    """The territory whose trade law a country follows: ``EU`` for its members as of 2026, else itself."""
    return "EU" if country in _UNION.split() else country
