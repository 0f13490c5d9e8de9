"""A dealer's real books against each other, and the same questions put to pandas from the text of the files alone."""

from __future__ import annotations

import shutil
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.houses import run

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
pytestmark = pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")
DAY = "2026-10-31"
CURRENCIES = {"francs": "FRF", "marks": "DEM", "dollars": "USD", "pounds": "GBP"}
CLIENTS = """
[[source]]
register = "clients"
file = "clients.csv"
[source.columns]
"Name" = "name"
"Address" = "address"
"Type" = ""
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The books reconciled; the words Returned and Unsold, which may mean two things, are left as they are."""
    folder = tmp_path_factory.mktemp("knoedler")
    for name in ("stock.csv", "sales.csv", "clients.csv"):
        shutil.copy(BOOKS / name, folder / name)
    words = [part for word, code in CURRENCIES.items() for part in ("--currency", f"{word}={code}")]
    assert run("init", folder, *words).code == 0
    with (folder / "boutique.toml").open("a", encoding="utf-8") as file:
        file.write(CLIENTS)
    return run("reconcile", "--house", folder, "--as-at", DAY, "--json").json


@cache
def book(name: str) -> pd.DataFrame:
    """One book as text."""
    return pd.read_csv(BOOKS / f"{name}.csv", dtype=str, keep_default_na=False)


def joined() -> pd.DataFrame:
    """Stock and sales with a number, joined by it: in these books each number stands once in either."""
    stock, sales = (book(name)[book(name)["Stock No."] != ""] for name in ("stock", "sales"))
    return stock.merge(sales, on="Stock No.", how="outer", indicator=True, suffixes=("", " sold"), validate="1:1")


def before(earlier: str, later: str) -> bool:
    """Whether a date lies wholly before another, each as precise as it is known."""
    length = min(len(earlier), len(later))
    return bool(earlier and later) and earlier[:length] < later[:length]


def figures(made: Any) -> dict[str, int]:
    """The figures of stock against sales."""
    found: dict[str, int] = made["pairs"][0]["figures"]
    return found


def test_every_row_of_the_three_books_is_in_one_class(made: Any) -> None:
    """Matched, only here and left out are those of a merge; rows in are rows out."""
    both = joined()
    blank = {name: int((book(name)["Stock No."] == "").sum()) for name in ("stock", "sales")}
    left, right = made["pairs"][0]["rows"]
    merged = both["_merge"].value_counts()
    assert made["pairs"][0]["registers"] == ["stock", "sales"]
    for side, name, only in ((left, "stock", "left_only"), (right, "sales", "right_only")):
        assert side["in"]["rows"] == len(book(name))
        assert side["matched"]["rows"] == merged["both"]
        assert side["only"]["rows"] == merged[only]
        assert side["ambiguous"]["rows"] == 0
        assert [(item["reason"], item["rows"]) for item in side["out"]] == [
            ("neither stock number nor serial number", blank[name])
        ]


def test_sold_sold_twice_returned_and_unsold(made: Any) -> None:
    """How the pieces left; the words that may mean two things are counted as they stand and decide nothing."""
    both = joined()
    sold = both[(both["_merge"] == "both") & both["Transaction"].isin(["Sold", "Exchanged", "Expensed"])]
    rows = book("sales")["Transaction"].value_counts()
    ours = figures(made)
    assert ours["sold"] == len(sold)
    assert ours["never sold"] == int((both["_merge"] == "left_only").sum())
    repeated = book("sales").loc[book("sales")["Stock No."] != "", "Stock No."].duplicated()
    assert ours["sold twice without a return"] == int(repeated.sum())
    for words, name in (("sold", "Sold"), ("'Returned', not known", "Returned"), ("'Unsold', not known", "Unsold"),
                        ("written off", "Expensed"), ("exchanged", "Exchanged")):  # fmt: skip
        assert ours[f"rows of the sales register: {words}"] == rows[name]


def test_several_numbers_currency_changes_and_dates_out_of_order(made: Any) -> None:
    """Cells with several numbers; paid in one currency and sold in another; sold before bought."""
    both = joined()
    both = both[both["_merge"] == "both"]
    ours = figures(made)
    for name in ("stock", "sales"):
        assert ours[f"several stock numbers in one cell of {name}"] == int(
            book(name)["Stock No."].str.contains(";").sum()
        )
    # An amount counts where it is a figure: a book's blanks, brackets and pounds.shillings are no amounts yet.
    paid = figure(both["Cost"], both["Cur."])
    got = figure(both["Price"], both["Currency"])
    assert ours["bought in one currency, sold in another"] == int(
        (paid & got & (both["Cur."] != both["Currency"])).sum()
    )
    disordered = [before(out, into) for out, into in zip(both["Date out"], both["Date in"], strict=True)]
    assert ours["sold before it was acquired"] == sum(disordered)


def figure(amount: pd.Series, currency: pd.Series) -> pd.Series:
    """Where a cell holds a plain figure of a named currency."""
    shillings = (currency == "pounds") & amount.str.contains(".", regex=False)
    return amount.str.fullmatch(r"\d+(\.\d+)?") & (currency != "") & ~shillings


def plain(text: pd.Series) -> pd.Series:
    """Addresses for comparison: letters and figures count, not case and punctuation."""
    return text.str.casefold().str.replace(r"\W+", " ", regex=True).str.strip()


def test_buyers_with_several_addresses(made: Any) -> None:
    """Buyers of the sales book whose rows give more than one address; each sale found among the clients or asked about."""
    sales, clients = book("sales"), book("clients")
    named = sales[sales["Sold to"] != ""]
    # A row that holds nothing but a name reads as a section's title: it is left out, by name.
    clients = clients[(clients["Address"] != "") | (clients["Type"] != "")]
    sent = plain(named["Address"])
    addresses = sent[sent != ""].groupby(named["Sold to"]).nunique()
    pair = made["pairs"][1]
    assert pair["registers"] == ["sales", "clients"]
    assert pair["figures"]["buyers"] == named["Sold to"].nunique()
    assert pair["figures"]["buyers with several addresses"] == int((addresses > 1).sum())
    by_name = clients["Name"].value_counts()
    by_both = clients.groupby([clients["Name"], plain(clients["Address"])]).size()
    count = named["Sold to"].map(by_name).fillna(0)
    exact = pd.Series([by_both.get(key, 0) for key in zip(named["Sold to"], sent, strict=True)], named.index)
    assert pair["keys"] == {
        "name": int((count == 1).sum()),
        "name, then address": int(((count > 1) & (exact == 1)).sum()),
    }
    assert len(pair["ambiguous"]) == int(((count > 1) & (exact != 1)).sum())
    assert len(pair["only_left"]) == int((count == 0).sum())


def test_the_sums_of_the_stock_book_before_and_after(made: Any) -> None:
    """The money of the classes is that of the book, currency by currency; matched and only here are those of pandas."""
    left = made["pairs"][0]["rows"][0]
    parts = [left[name]["totals"] for name in ("matched", "only", "ambiguous")] + [
        item["totals"] for item in left["out"]
    ]
    for currency, total in left["in"]["totals"].items():
        assert sum(Decimal(part.get(currency, 0)) for part in parts) == Decimal(total)
    both = joined()
    counted = both[figure(both["Cost"].fillna(""), both["Cur."].fillna("")) & (both["Note"] == "")]
    for name, merge in (("matched", "both"), ("only", "left_only")):
        for word, code in CURRENCIES.items():
            mine = counted[(counted["_merge"] == merge) & (counted["Cur."] == word)]["Cost"]
            if word != "pounds":  # where shillings are read too, another test sums them
                assert Decimal(left[name]["totals"].get(code, 0)) == sum(map(Decimal, mine), Decimal(0))


def test_no_finding_is_made_of_books_that_contradict_nothing(made: Any) -> None:
    """The stock book notes no sales: nothing in it says otherwise than the sales book, and what is odd, check says."""
    assert made["findings"] == []
