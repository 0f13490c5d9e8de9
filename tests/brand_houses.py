"""Houses whose registers tell of one brand's pieces, for tests of the sell-through."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from tests import houses
from tests.houses import Cells, Told, row
from toolkit.calendars import Reckoning
from toolkit.contract_words import Due
from toolkit.contracts import COLUMNS, Contract
from toolkit.readers.load import load
from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_build import sell_through
from toolkit.reports.sell_through_last import LastReport

BRAND = "Delmare"
STOCK = ("Stock No", "Brand", "Reference", "Collection", "Description", "Serial", "Qty", "Condition", "Ownership",
         "Consignor", "Status", "Branch", "Date in", "Expected", "Date sold", "Cost", "Currency")  # fmt: skip
SALES = ("Stock No", "Transaction", "Brand", "Reference", "Qty", "Sold to", "Date", "Price", "Currency", "Branch")
MOVES = ("Receipt no", "Moved on", "Stock No", "From", "To", "Reason", "Due back", "Returned")
COUNTS = ("Stock No", "Description", "Counted", "Count date", "Counted by")


def piece(number: str, **cells: object) -> Cells:
    """A row of stock: a new owned watch of the brand, in since March 2026, but for what ``cells`` says."""
    known = {"Brand": BRAND, "Reference": "3919", "Collection": "Minuit", "Description": "Wristwatch", "Condition": "New",
             "Ownership": "Owned", "Status": "In stock", "Date in": "2026-03-05", "Cost": 900, "Currency": "GBP"}  # fmt: skip
    return row(STOCK, {**known, "Stock No": number}, cells)


def sale(number: str, day: str, **cells: object) -> Cells:
    """A row of the sales register."""
    known = {"Transaction": "Sold", "Sold to": "Mrs A. Vane", "Price": 1500, "Currency": "GBP"}
    return row(SALES, {**known, "Stock No": number, "Date": day}, cells)


def move(number: str, moved: str, to: str, **cells: object) -> Cells:
    """A transfer in the movements register."""
    return row(MOVES, {"Stock No": number, "Moved on": moved, "Reason": "Transfer", "From": "Safe 1", "To": to}, cells)


def count(number: str, day: str, counted: str) -> Cells:
    """A row of a stock-taking."""
    return [number, "Wristwatch", counted, day, "J. Reed"]


class Read(houses.Read):
    """The registers read, and the house."""

    def report(self, period: str = "2026-10", last: LastReport | None = None, **terms: object) -> SellThrough:
        """The sell-through of a period, made at the close of its last day."""
        agreed = contract(**terms)
        asked = agreed.period(period)
        at = datetime.combine(max(asked.last, date(2026, 10, 31)), self.house.closing, self.house.zone)
        return sell_through(self.registers, self.house, agreed, asked, at, last)

    def row(self, period: str = "2026-10", **terms: object) -> Row:
        """The brand as a whole in a period."""
        return self.report(period, **terms).total


def contract(**terms: object) -> Contract:
    """A contract with the brand that wants every column, by the month."""
    known = {"brand": BRAND, "due": Due("due_days", 10), "columns": tuple(COLUMNS), "currency": "GBP",
             "reckoning": Reckoning()}  # fmt: skip
    return Contract(**(known | terms))  # type: ignore[arg-type]


def read(folder: Path, told: Told) -> Read:
    """A house with these registers. Another maker's rows, long gone, make every column known for what it is."""
    filler = [
        piece(f"Z{n}", Brand="Omega", Reference=f"R{n}", Serial=f"77{n}1", Qty=1, Branch="Mayfair", Consignor="Harte",
              Date_in="2020-01-05", Expected="2020-01-04", Date_sold="2020-02-06", Status="Sold")
        for n in range(8)
    ]  # fmt: skip
    sold = [sale(f"Z{n}", "2020-02-06", Brand="Omega", Qty=1, Reference=f"R{n}", Branch="Mayfair") for n in range(8)]
    files = {"stock.csv": houses.table(STOCK, [*told.stock, *filler])}
    files["sales.csv"] = houses.table(SALES, [*told.sales, *sold])
    if told.moves:
        rows = [move(f"Z{n}", "2020-01-10", "Safe 2", Receipt_no="B7", Due_back="2020-01-20", Returned="2020-01-15",
                     Reason="Approval") for n in range(8)]  # fmt: skip
        files["movements.csv"] = houses.table(MOVES, [*told.moves, *rows])
    if told.counts:
        files["counts.csv"] = houses.table(
            COUNTS, [*told.counts, *(count(f"Z{n}", "2020-01-20", "Yes") for n in range(8))]
        )
    house = told.house(folder, files)
    return Read(load(house), house)
