"""The margin scheme: its two sums to the penny, and a stock book and sales that disagree with them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.houses import make, table
from tests.test_checks_title import cells, found
from toolkit.checks.margin_scheme import margin_of, rate_on, vat_of

STOCK = (
    "Stock No",
    "Description",
    "Condition",
    "VAT scheme",
    "Bought from",
    "Date in",
    "Cost",
    "Landed cost",
    "Currency",
)
SALES = (
    "Invoice",
    "Date",
    "Stock No",
    "Description",
    "Price",
    "VAT scheme",
    "Margin",
    "VAT amount",
    "Currency",
    "Customer",
)
TWENTY = rate_on(date(2026, 1, 1), "GB")


@pytest.mark.parametrize(
    ("cost", "price", "margin", "vat"),
    [
        ("1500", "2000", "500", "83.33"),
        ("8000", "7500", "0", "0.00"),
        ("4200.50", "6999.99", "2799.49", "466.58"),
        ("100", "100.03", "0.03", "0.01"),  # half a penny is a penny
        ("100", "100", "0", "0.00"),
    ],
)
def test_the_two_sums_of_the_scheme(cost: str, price: str, margin: str, vat: str) -> None:
    """A loss is no margin and no VAT; each piece is rounded by itself."""
    assert TWENTY is not None
    earned = margin_of(Decimal(price), Decimal(cost))
    assert (str(earned), str(vat_of(earned, TWENTY))) == (margin, vat)


@pytest.mark.parametrize(
    ("day", "vat"),
    [
        ("2008-11-30", "7.00"),
        ("2008-12-01", "6.13"),
        ("2009-12-31", "6.13"),
        ("2010-01-01", "7.00"),
        ("2011-01-03", "7.00"),
        ("2011-01-04", "7.83"),
        ("2026-10-31", "7.83"),
    ],
)
def test_the_fraction_is_that_of_the_day_of_sale(day: str, vat: str) -> None:
    """7/47 at 17.5 per cent, 3/23 at 15, one sixth at 20."""
    rate = rate_on(date.fromisoformat(day), "GB")
    assert rate is not None
    assert str(vat_of(Decimal(47), rate)) == vat


def test_where_the_scheme_is_not_known_nothing_is_worked_out() -> None:
    """Neither for another country nor for none, nor before the scheme."""
    assert [rate_on(date(2026, 1, 1), country) for country in ("FR", "US", "")] == [None, None, None]
    assert rate_on(date(1990, 1, 1), "GB") is None


def _house(
    folder: Path, stock: list[list[object]], sales: list[list[object]], country: str = "GB", **heads: str
) -> Path:
    headings = [heads.get(name.lower().replace(" ", "_"), name) for name in SALES]
    files = {"stock.csv": table(STOCK, stock), "sales.csv": table(headings, sales)}
    return make(folder, files, house_country=country)


def _piece(number: int, treatment: str = "Margin", cost: float = 1500, landed: float | str = "") -> list[object]:
    return [f"M{number:04}", "Gold ring", "Pre-owned", treatment, "Mrs E. Fane", "2024-03-05", cost, landed, "GBP"]


def _sale(number: int, price: float, margin: object, vat: object, treatment: str = "Margin") -> list[object]:
    return [
        f"S{number}",
        "2025-05-05",
        f"M{number:04}",
        "Gold ring",
        price,
        treatment,
        margin,
        vat,
        "GBP",
        "Mr G. Hale",
    ]


def test_stated_sums_are_compared_with_the_schemes(tmp_path: Path) -> None:
    """Right sums, a penny of rounding and a loss written as one are left alone; each cause is named."""
    stock = [_piece(n) for n in range(1, 5)] + [_piece(5, landed=1650), _piece(6)]
    sales = [
        _sale(1, 2000, 500, 83.33),
        _sale(2, 2000, 500, 83.34),
        _sale(3, 1400, -100, 0),
        _sale(4, 2000, 500, 333.33),
        _sale(5, 2000, 350, 58.33),
        _sale(6, 2000, 500, 83.35),
    ]
    house = _house(tmp_path / "h", stock, sales)
    (margin,) = found(house, "margin-differs")
    assert [place["cell"] for place in margin["places"]] == ["G6", "E6", "G6"]
    assert "repairs were taken off" in margin["message"]
    vats = found(house, "margin-vat-differs")
    assert cells(vats) == ["H5", "H6", "H7"]
    assert ["whole price" in finding["message"] for finding in vats] == [True, False, False]
    assert found(_house(tmp_path / "fr", stock, sales, "FR"), "margin-differs", "margin-vat-differs") == []


def test_a_column_of_profits_is_the_houses_own(tmp_path: Path) -> None:
    """Only a column that is called margin is held against the scheme's."""
    house = _house(tmp_path / "h", [_piece(1)], [_sale(1, 2000, 350, 83.33)], margin="Profit")
    assert found(house, "margin-differs") == []


def test_bought_with_vat_and_sold_under_margin(tmp_path: Path) -> None:
    """An error at both cells; pre-owned alone puts nothing under the scheme."""
    stock = [_piece(1, "Standard"), _piece(2, ""), _piece(3, "Import"), _piece(4, "Import")]
    stock[3][2] = "Antique"
    sales = [
        _sale(1, 2000, "", ""),
        _sale(2, 2000, 1, 1, ""),
        _sale(3, 2000, "", ""),
        _sale(4, 2000, "", ""),
    ]
    house = _house(tmp_path / "h", stock, sales)
    listed = found(house, "margin-after-vat")
    assert {f["places"][0]["cell"]: f["severity"] for f in listed} == {"F2": "error", "F4": "error", "F5": "warning"}
    assert found(house, "margin-differs", "margin-vat-differs") == []


def test_a_gap_is_a_number_that_no_register_has(tmp_path: Path) -> None:
    """A sale accounts for its number, a leap begins a new block, and other series are not the scheme's."""
    stock = [_piece(n) for n in (1, 2, 4, 7, 8, 301, 302)] + [_piece(9, "Standard")]
    stock.append(["X0001", *_piece(1, "Standard")[1:]])
    stock.append(["X0009", *_piece(1, "Standard")[1:]])
    house = _house(tmp_path / "h", stock, [_sale(3, 2000, "", "")])
    (gap,) = found(house, "stock-book-gap")
    assert "M0005 to M0006." in gap["message"]
    assert gap["places"][0]["cell"] == "A5"


def test_numbers_never_given_out_in_order_are_no_gaps(tmp_path: Path) -> None:
    """Where most numbers of a series are missing, it was never a series."""
    house = _house(tmp_path / "h", [_piece(n) for n in (3, 17, 42, 88)], [_sale(3, 2000, "", "")])
    assert found(house, "stock-book-gap") == []


def test_the_books_sale_side_is_asked_of_the_sales_register(tmp_path: Path) -> None:
    """Invoice and buyer of each sale under the scheme, at their cells."""
    sale = _sale(1, 2000, "", "")
    sale[0] = sale[-1] = ""
    assert cells(found(_house(tmp_path / "h", [_piece(1)], [sale, _sale(2, 2000, "", "")]), "stock-book-blank")) == [
        "A2",
        "J2",
    ]
