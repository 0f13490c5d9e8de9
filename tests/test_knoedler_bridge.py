"""Ten year ends of a dealer's real stock book, bridged one to the next, against an independent count with pandas."""

from __future__ import annotations

import shutil
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from tests.bridges import made, opened, unfooted
from tests.houses import run
from toolkit.produce.reading import read_house
from toolkit.readers.load import load
from toolkit.reports.insurance import Schedule

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
pytestmark = pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")
YEARS = tuple(f"{year}-12-31" for year in range(1890, 1900))
CODES = {"francs": "FRF", "marks": "DEM", "dollars": "USD", "pounds": "GBP", "thalers": "thalers"}

Figures = dict[str, dict[str, Decimal]]


@pytest.fixture(scope="module")
def schedules(tmp_path_factory: pytest.TempPathFactory) -> tuple[Schedule, ...]:
    """The schedule at each year end, bridged from the one before, the registers read once."""
    folder = tmp_path_factory.mktemp("knoedler")
    for name in ("stock.csv", "sales.csv"):
        shutil.copy(BOOKS / name, folder / name)
    words = ("francs=FRF", "marks=DEM", "dollars=USD", "pounds=GBP")
    assert run("init", folder, *(part for word in words for part in ("--currency", word))).code == 0
    house, _ = read_house(folder, YEARS[-1])
    registers = load(house)
    found: list[Schedule] = []
    for on in YEARS:
        found.append(made(registers, house, on, opened(found[-1], f"S-{on}") if found else None))
    return tuple(found)


def book() -> pd.DataFrame:
    """The stock book with what the sales book says of each number, from the text of the files alone."""
    stock = pd.read_csv(BOOKS / "stock.csv", dtype=str, keep_default_na=False)
    sales = pd.read_csv(BOOKS / "sales.csv", dtype=str, keep_default_na=False)
    known = sales[sales["Stock No."] != ""].set_index("Stock No.")
    joined = stock.join(known[["Transaction", "Date out"]], on="Stock No.")
    joined["Date out"] = joined["Date out"].fillna("")
    joined["left"] = joined["Transaction"].isin(["Sold", "Exchanged", "Expensed"])
    out, came = joined["Date out"], joined["Date in"]
    length = pd.concat([out.str.len(), came.str.len()], axis=1).min(axis=1)
    joined["before"] = [bool(a) and a[:n] < b[:n] for a, b, n in zip(out, came, length, strict=True)]
    plain = stock["Cost"].str.fullmatch(r"\d+(\.\d+)?")
    shillings = (stock["Cur."] == "pounds") & stock["Cost"].str.fullmatch(r"\d+\.\d+")
    joined["unvalued"] = ~plain | shillings | (stock["Note"] != "")
    joined["unnumbered"] = (stock["Stock No."] == "") | stock["Stock No."].str.contains(";")
    return joined


def blocks(rows: pd.DataFrame, on: str) -> pd.Series:
    """The block of each row at the close of a year: later, gone, doubt, exception or total."""
    out = rows["Date out"]
    by_then = (out != "") & (out.str[:10] <= on)
    gone = rows["left"] & by_then & ~rows["before"]
    unknown = rows["Transaction"].isin(["Returned", "Unsold"]) & ((out == "") | by_then)
    doubt = rows["unnumbered"] | unknown | (rows["left"] & ((out == "") | rows["before"]))
    found = pd.Series("total", index=rows.index)
    found[rows["unvalued"]] = "exception"
    found[doubt] = "doubt"
    found[gone] = "gone"
    found[rows["Date in"].str[:10] > on] = "later"
    return found


def counted(rows: pd.DataFrame, then: str, now: str) -> Figures:
    """What moved between two year ends, by currency and cause, as pandas has it."""
    first, last = blocks(rows, then), blocks(rows, now)
    masks = {
        "opening": first == "total",
        "closing": last == "total",
        "new": (first == "later") & (last == "total"),
        "sold": (first == "total") & (last == "gone") & rows["Transaction"].isin(["Sold", "Exchanged"]),
        "out": (first == "total") & (last == "gone") & (rows["Transaction"] == "Expensed"),
        "reclassified": (first == "total") & (last == "doubt"),
    }
    sums: Figures = defaultdict(lambda: defaultdict(Decimal))
    for name, mask in masks.items():
        sign = -1 if name in {"sold", "out", "reclassified"} else 1
        for currency, cost in zip(rows.loc[mask, "Cur."], rows.loc[mask, "Cost"], strict=True):
            sums[CODES[currency]][name] += sign * Decimal(cost)
    return sums


def test_the_moves_are_those_of_pandas(schedules: tuple[Schedule, ...]) -> None:
    """Opening, bought, sold, written off, fallen into doubt, closing: by currency, each figure; nothing left over."""
    rows = book()
    for (then, now), after in zip(pairwise(YEARS), schedules[1:], strict=True):
        assert after.bridge
        assert unfooted(after.bridge) == []
        ours = {
            row.currency: {
                name: amount
                for name, amount in (("opening", row.opening), *row.moves, ("closing", row.closing))
                if amount
            }
            for row in after.bridge.totals
        }
        theirs = {
            currency: {name: amount for name, amount in named.items() if amount}
            for currency, named in counted(rows, then, now).items()
        }
        assert ours == theirs, now
