"""A real dealer's stock book, artists as brands: ten years of sold, returned and unsold, beside a count with pandas."""

from __future__ import annotations

import shutil
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

from tests.brand_houses import contract
from tests.houses import run
from toolkit.calendars import Reckoning
from toolkit.house import House
from toolkit.produce.reading import read_house
from toolkit.readers.load import load
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_books import Books
from toolkit.reports.sell_through_build import sell_through

BOOKS = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
pytestmark = pytest.mark.skipif(not BOOKS.exists(), reason="../shared/outside is not here")

YEARS = range(1890, 1900)
ARTISTS = (
    "RICO ORTEGA, MARTÍN", "CAZIN, JEAN CHARLES", "COROT, JEAN BAPTISTE CAMILLE", "KNIGHT, RIDGWAY",
    "JACQUET, GUSTAVE JEAN", "SCHREYER, CHRISTIAN ADOLF",
)  # fmt: skip
# What the book's own words mean: given back to its owner; entered as going out, and not gone.
WORDS = '\n[words.kind]\nReturned = "supplier return"\nUnsold = "cancelled"\n'


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Books, House]:
    """The two registers read once, as the program maps them."""
    folder = tmp_path_factory.mktemp("knoedler")
    for name in ("stock.csv", "sales.csv"):
        shutil.copy(BOOKS / name, folder / name)
    assert run("init", folder).code == 0
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + WORDS, "utf-8")
    house, _ = read_house(folder, "1899-12-31")
    return Books(load(house), house), house


def report(books: tuple[Books, House], artist: str, year: int) -> SellThrough:
    """The sell-through of an artist in a year."""
    agreed = contract(brand=artist, reckoning=Reckoning("fiscal", "year"), currency="USD")
    return sell_through(
        books[0],
        books[1],
        agreed,
        agreed.period(f"FY{year}"),
        datetime.combine(date(year, 12, 31), datetime.min.time()),
    )


def rows() -> pd.DataFrame:
    """The stock book with what the sales book says of each number, from the text of the files alone."""
    stock = pd.read_csv(BOOKS / "stock.csv", dtype=str, keep_default_na=False)
    sales = pd.read_csv(BOOKS / "sales.csv", dtype=str, keep_default_na=False)
    joined = stock.join(
        sales[sales["Stock No."] != ""].set_index("Stock No.")[["Transaction", "Date out"]], on="Stock No."
    )
    joined[["Transaction", "Date out"]] = joined[["Transaction", "Date out"]].fillna("")
    joined["left"] = joined["Transaction"].isin(["Sold", "Exchanged", "Expensed", "Returned"])
    out, came = joined["Date out"], joined["Date in"]
    length = pd.concat([out.str.len(), came.str.len()], axis=1).min(axis=1)
    before = [bool(a) and a[:n] < b[:n] for a, b, n in zip(out, came, length, strict=True)]
    joined["before"] = joined["left"] & pd.Series(before, index=joined.index)
    joined["twin"] = (stock["Stock No."] == "") | stock["Stock No."].duplicated(keep=False)
    joined["unnumbered"] = joined["twin"] | stock["Stock No."].str.contains(";")
    return joined


def state(book: pd.DataFrame, on: str) -> pd.Series:
    """Where each piece is at the end of a year: not yet come, gone, of which nobody knows, or held."""
    gone = book["left"] & (book["Date out"] != "") & (book["Date out"].str[:4] <= on) & ~book["before"]
    doubt = book["unnumbered"] | book["before"] | (book["left"] & (book["Date out"] == ""))
    found = pd.Series("held", index=book.index)
    found[doubt] = "doubt"
    found[gone & ~book["twin"]] = "gone"
    found[book["Date in"].str[:4] > on] = "later"
    return found


def counted(book: pd.DataFrame, artist: str, year: int) -> dict[str, int]:
    """The year of an artist as pandas has it; what is in doubt at either end of the year is left out."""
    one = book[book["Artist"] == artist]
    then, now = state(one, str(year - 1)), state(one, str(year))
    known = (then != "doubt") & (now != "doubt")
    out = known & (one["Date out"].str[:4] == str(year)) & (then != "gone")
    return {
        "opening": int((known & (then == "held")).sum()),
        "received": int((known & (one["Date in"].str[:4] == str(year))).sum()),
        "sold": int((out & one["Transaction"].isin(["Sold", "Exchanged"])).sum()),
        "returned_to_vendor": int((out & (one["Transaction"] == "Returned")).sum()),
        "closing": int((known & (now == "held")).sum()),
    }


def test_sold_returned_and_unsold_are_those_of_pandas(books: tuple[Books, House]) -> None:
    """Six artists in each of ten years: what was there, came, was sold, was given back, is left."""
    book = rows()
    sold = returned = 0
    for artist in ARTISTS:
        for year in YEARS:
            units = report(books, artist, year).total.units
            expected = counted(book, artist, year)
            assert {name: getattr(units, name) for name in expected} == expected, (artist, year)
            assert units.residue == expected["closing"] - expected["opening"] - expected["received"] + (
                expected["sold"] + expected["returned_to_vendor"] - units.adjustments
            )
            sold, returned = sold + units.sold, returned + units.returned_to_vendor
    assert (sold > 200, returned > 0) == (True, True)


def test_what_is_in_doubt_is_told_with_its_cells(books: tuple[Books, House]) -> None:
    """Nothing falls between: rows of an artist without a number of their own stand beside the total."""
    made = report(books, ARTISTS[0], 1895)
    assert made.left_out
    assert all(one.places and all(place.row for place in one.places) for one in made.left_out)
    assert [point.last.year for point in made.trend] == [1894] + [1895] * 12
