"""A dealer's real stock book, read without a line of code, against an independent count with pandas."""

from __future__ import annotations

import hashlib
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.houses import run

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
pytestmark = pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")
DAY = "1899-12-31"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stock and sales books mapped by init, francs and marks and the rest declared by flags."""
    folder = tmp_path_factory.mktemp("knoedler")
    for name in ("stock.csv", "sales.csv"):
        shutil.copy(BOOKS / name, folder / name)
    words = ("francs=FRF", "marks=DEM", "dollars=USD", "pounds=GBP")
    assert run("init", folder, *(part for word in words for part in ("--currency", word))).code == 0
    return folder


@pytest.fixture(scope="module")
def made(house: Path) -> Any:
    """The schedule at the end of 1899."""
    return run("schedule", "--house", house, "--as-at", DAY, "--dry-run", "--format", "xlsx", "--json").json


def counted() -> dict[str, Any]:
    """The same question put to pandas, from the text of the files alone."""
    stock = pd.read_csv(BOOKS / "stock.csv", dtype=str, keep_default_na=False)
    sales = pd.read_csv(BOOKS / "sales.csv", dtype=str, keep_default_na=False)
    known = sales[sales["Stock No."] != ""].set_index("Stock No.")
    joined = stock.join(known[["Transaction", "Date out"]], on="Stock No.")
    out = joined["Date out"].fillna("")
    by_then = (out != "") & (out.str[:10] <= DAY)
    left = joined["Transaction"].isin(["Sold", "Exchanged", "Expensed"])
    # A date is compared as text, cut to the shorter of the two: a month against a day is a contradiction only
    # where the whole month lies before.
    length = pd.concat([out.str.len(), joined["Date in"].str.len()], axis=1).min(axis=1)
    before = pd.Series(
        [bool(a) and a[:n] < b[:n] for a, b, n in zip(out, joined["Date in"], length, strict=True)], index=joined.index
    )
    gone = left & by_then & ~before
    unknown = joined["Transaction"].isin(["Returned", "Unsold"]) & ((out == "") | by_then)
    undated = left & (out == "")
    numbers = (stock["Stock No."] == "") | stock["Stock No."].str.contains(";")
    doubt = ~gone & (numbers | unknown | undated | (left & before))
    plain = stock["Cost"].str.fullmatch(r"\d+(\.\d+)?")
    shillings = (stock["Cur."] == "pounds") & stock["Cost"].str.fullmatch(r"\d+\.\d+")
    exception = ~gone & ~doubt & (~plain | shillings | (stock["Note"] != ""))
    total = stock[~gone & ~doubt & ~exception]
    sums = {
        word: {"units": len(rows), "value": sum((Decimal(cost) for cost in rows["Cost"]), Decimal(0))}
        for word, rows in total.groupby("Cur.")
    }
    return {"out": int(gone.sum()), "doubt": int(doubt.sum()), "exception": int(exception.sum()), "sums": sums}


def test_every_row_is_in_one_block_and_the_sums_are_those_of_pandas(made: Any) -> None:
    """10,304 rows in; the four blocks and the sums by currency equal an independent count."""
    independent = counted()
    assert made["rows_in"] == 10304
    assert made["rows_in"] == sum(len(made[block]) for block in ("lines", "in_doubt", "exceptions", "excluded"))
    assert len(made["excluded"]) == independent["out"]
    assert len(made["in_doubt"]) == independent["doubt"]
    assert len(made["exceptions"]) == independent["exception"]
    codes = {"FRF": "francs", "DEM": "marks", "USD": "dollars", "GBP": "pounds", "thalers": "thalers"}
    ours = {codes[word]: {"units": t["units"], "value": Decimal(t["value"])} for word, t in made["totals"].items()}
    assert ours == independent["sums"]


def test_the_mess_of_the_book_is_found_at_its_cells(house: Path) -> None:
    """Old money, brackets, several numbers, missing numbers and rough dates are findings, each with its cell."""
    stock = pd.read_csv(BOOKS / "stock.csv", dtype=str, keep_default_na=False)
    found: dict[str, set[str]] = {}
    for finding in run("check", "--house", house, "--as-at", DAY, "--json").json["findings"]:
        cells = {place["cell"] for place in finding["places"] if place["file"] == "stock.csv"}
        found.setdefault(finding["kind"], set()).update(cells)

    def cells(column: str, mask: pd.Series) -> set[str]:
        return {f"{column}{row + 2}" for row in stock.index[mask]}

    cost = stock["Cost"]
    assert found["bracketed"] == cells("H", cost.str.startswith("["))
    pounds = stock["Cur."] == "pounds"
    assert found["old-money"] == cells("H", cost.str.count(r"\.") == 2) | cells("H", pounds & cost.str.fullmatch(r"\d+\.\d+"))
    assert found["several-codes"] == cells("A", stock["Stock No."].str.contains(";"))
    assert found["missing-stock-no"] == cells("A", stock["Stock No."] == "")
    assert found["date-imprecise"] == cells("G", stock["Date in"].str.len() < 10)
    assert found["lot-price"] == cells("J", stock["Note"] != "")


def test_the_books_are_unchanged(house: Path, made: Any) -> None:
    """Not a byte of them."""
    assert made
    for name in ("stock.csv", "sales.csv"):
        digests = [hashlib.sha256((folder / name).read_bytes()).hexdigest() for folder in (house, BOOKS)]
        assert digests[0] == digests[1]
