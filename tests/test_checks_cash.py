"""Cash against the limits of a country and a day: the boundaries of sums and dates, parts, linked sums, other currencies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from tests.houses import make, table
from toolkit.checks.cash import RULES, means
from toolkit.checks.law.cash import CASH, limit_on
from toolkit.checks.scope import Scope
from toolkit.findings import Finding, Severity
from toolkit.produce.reading import read_house
from toolkit.readers.load import load

HEADING = ("Invoice", "Date", "Transaction", "Stock No", "Price", "Currency", "Customer", "Payment", "Cash received")
STOCK = table(("Stock No", "Description", "Date in", "Cost"), [("W1", "Ring", "2001-01-01", "100")])


def found(folder: Path, rows: Sequence[Sequence[object]], country: str = "GB") -> list[Finding]:
    """What the rules of cash say of a sales register."""
    make(folder, {"stock.csv": STOCK, "sales.csv": table(HEADING, rows)}, house_country=country)
    house, as_at = read_house(folder, "2027-12-31")
    scope = Scope(load(house), house, as_at)
    return [finding for rule in RULES for finding in rule(scope)]


def one(day: str, price: object, currency: str = "GBP", payment: str = "Cash", cash: object = "") -> list[object]:
    """One sale of one piece to one client."""
    return ["A1", day, "Sale", "W1", price, currency, "Mr A. Ashe", payment, cash]


@pytest.mark.parametrize(
    ("country", "day", "price", "currency", "code"),
    [
        ("GB", "2026-06-30", "7999.99", "GBP", ""),
        ("GB", "2026-06-30", "8000.00", "GBP", "cash-near-limit"),
        ("GB", "2026-06-30", "9999.99", "GBP", "cash-near-limit"),
        ("GB", "2026-06-30", "10000.00", "GBP", "cash-over-limit"),
        ("GB", "2026-06-30", "10000.01", "GBP", "cash-over-limit"),
        ("GB", "2026-06-30", "10000.00", "EUR", "cash-not-compared"),
        ("GB", "2026-06-29", "10000.00", "EUR", "cash-over-limit"),
        ("GB", "2026-06-29", "9999.99", "EUR", "cash-near-limit"),
        ("GB", "2026-06-29", "10000.00", "GBP", "cash-not-compared"),
        ("GB", "2026-06-29", "7999.99", "GBP", ""),
        ("GB", "2017-06-26", "10000.00", "EUR", "cash-over-limit"),
        ("GB", "2017-06-25", "10000.00", "EUR", ""),
        ("GB", "2017-06-25", "14999.99", "EUR", "cash-near-limit"),
        ("GB", "2017-06-25", "15000.00", "EUR", "cash-over-limit"),
        ("GB", "1999-06-25", "50000.00", "GBP", ""),
        ("US", "2025-03-01", "10000.00", "USD", "cash-near-limit"),
        ("US", "2025-03-01", "10000.01", "USD", "cash-over-limit"),
        ("FR", "2025-03-01", "1000.00", "EUR", "cash-near-limit"),
        ("FR", "2025-03-01", "1000.01", "EUR", "cash-over-limit"),
        ("IT", "2025-03-01", "5000.00", "EUR", "cash-over-limit"),
        ("DE", "2027-07-09", "50000.00", "EUR", ""),
        ("DE", "2027-07-10", "10000.00", "EUR", "cash-near-limit"),
        ("DE", "2027-07-10", "10000.01", "EUR", "cash-over-limit"),
        ("CH", "2025-03-01", "90000.00", "CHF", ""),
    ],
)
def test_the_limit_is_that_of_the_country_on_the_day_of_the_sale(
    tmp_path: Path, country: str, day: str, price: str, currency: str, code: str
) -> None:
    """A penny and a day either side: at least or more than, the law of its own day, never a currency converted."""
    told = found(tmp_path, [one(day, price, currency)], country)
    assert [finding.kind.code for finding in told] == ([code] if code else [])


def test_a_part_in_cash_is_asked_for_only_where_the_price_could_reach_the_limit(tmp_path: Path) -> None:
    """The cash column decides where there is a figure; the price where all was cash; else it is asked."""
    rows = [
        one("2026-07-01", 11000, payment="Cash + card"),
        one("2026-07-02", 9000, payment="Espèces et CB"),
        one("2026-07-03", 30000, payment="Cash + card", cash="2000"),
        one("2026-07-04", 30000, payment="Card"),
        one("2026-07-05", 30000, payment="Cash"),
        one("2026-07-06", 30000, payment="Card", cash="10000"),
    ]
    for number, row in enumerate(rows):
        row[0], row[3], row[6] = f"A{number}", f"W{number}", f"Client {number}"
    told = [(finding.kind.code, finding.places[0].cell) for finding in found(tmp_path, rows)]
    assert told == [("cash-over-limit", "E6"), ("cash-over-limit", "I7"), ("cash-part-unknown", "H2")]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Cash", "cash"), ("CASH GBP", "cash"), ("paid in cash", "cash"), ("Espèces", "cash"), ("en espèces", "cash"),
        ("Bar", "cash"), ("Barzahlung", "cash"), ("Contanti", "cash"), ("En efectivo", "cash"), ("Bargeld EUR", "cash"),
        ("Cash/Card", "part"), ("cash £2,000 + Amex", "part"), ("Bar + EC-Karte", "part"), ("contanti e bonifico", "part"),
        ("Card", ""), ("Carte bancaire", ""), ("Cashier's cheque", ""), ("Barclaycard", ""), ("Virement", ""),
        ("no cash", ""), ("Cash on delivery", ""), ("Comptant", ""), ("", ""),
    ],
)  # fmt: skip
def test_payments_in_five_languages(words: str, meant: str) -> None:
    """Cash alone, cash beside something else, or no cash; a word that merely begins so is another word."""
    assert means(words) == meant


def _linked(*rows: tuple[str, str, str, str, object]) -> list[list[object]]:
    """Cash sales: invoice, day, piece, client, sum."""
    return [
        [invoice, day, "Sale", piece, price, "GBP", client, "Cash", ""] for invoice, day, piece, client, price in rows
    ]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2026-07-03", "W2", "Mr Fir", 4000)], ["E2", "E3"]),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2026-07-04", "W2", "mr fir", 4000)], ["E2", "E3"]),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2026-07-05", "W2", "Mr Fir", 4000)], []),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2026-07-03", "W2", "Mr Oak", 4000)], []),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2026-07-03", "W2", "Mr Fir", 3999.99)], []),
        ([("A", "2026-07-03", "W1", "Walk-in", 6000), ("B", "2026-07-03", "W2", "Walk-in", 4000)], []),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2027-07-03", "W1", "Mr Fir", 4000)], ["E2", "E3"]),
        ([("A", "2026-07-03", "W1", "Mr Fir", 6000), ("B", "2027-07-04", "W1", "Mr Fir", 4000)], []),
        ([("A", "2026-07-03", "W1", "Mr Fir", 4000), ("A", "2026-09-03", "", "Mr Fir", 4000),
          ("A", "2026-10-03", "", "Mr Fir", 2000)], ["E2", "E3", "E4"]),
    ],
)  # fmt: skip
def test_sums_that_count_as_one(
    tmp_path: Path, rows: list[tuple[str, str, str, str, object]], cells: list[str]
) -> None:
    """One client within a day; for one piece or invoice within a year; nobody in particular is never joined."""
    split = [finding for finding in found(tmp_path, _linked(*rows)) if finding.kind.code == "cash-split"]
    assert [place.cell for finding in split for place in finding.places] == cells
    assert len(split) == bool(cells)


def test_no_law_where_no_country_is_known(tmp_path: Path) -> None:
    """A house whose country nobody has said is under no law the program knows."""
    assert found(tmp_path, [one("2026-07-01", 50000)], "") == []


def test_what_nobody_has_looked_up_only_warns_and_says_so(tmp_path: Path) -> None:
    """A national cap is trade knowledge: it warns, in words that say it is to be verified, and accuses nobody."""
    (told,) = found(tmp_path, [one("2025-03-01", 2000, "EUR")], "FR")
    assert told.severity is Severity.WARNING
    assert "France" in told.message
    assert "To be verified with your adviser" in told.message
    assert "inside the house" in told.hint


def test_the_rows_of_law_follow_one_another_without_gap_or_overlap() -> None:
    """On every day each country has one limit at most; the United Kingdom's three follow each other day by day."""
    for jurisdiction in {row.jurisdiction for row in CASH}:
        rows = sorted((row for row in CASH if row.jurisdiction == jurisdiction), key=lambda row: row.since or date.min)
        for row, after in pairwise(rows):
            assert row.until
            assert after.since
            assert (after.since - row.until).days == 1
    assert limit_on("GB", date(2026, 6, 30)) is not limit_on("GB", date(2026, 6, 29))
    assert {row.amount for row in CASH if row.jurisdiction == "GB"} == {Decimal(10000), Decimal(15000)}
