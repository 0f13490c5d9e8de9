"""Houses whose stock, sales, repairs and movements tell of the same pieces, for tests of custody."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests import houses
from tests.houses import Cells, Told, row
from toolkit.readers.load import load
from toolkit.registers import SCHEDULED
from toolkit.reports.insurance import Line
from toolkit.reports.insurance_lines import lines

STOCK = ("Stock No", "Brand", "Serial", "Description", "Ownership", "Status", "Location", "At night", "Held by",
         "Consignor", "Date in", "Date sold", "Cost", "Agreed value", "Insured value", "Price sold", "Currency")  # fmt: skip
SALES = ("Stock No", "Transaction", "Sold to", "Date", "Price", "Currency", "Delivered")
REPAIRS = ("Job no", "Client", "Stock no", "Brand", "Serial", "Piece", "Work", "Received", "Sent out", "With", "Promised",
           "Back", "Collected", "Status", "Declared value", "Currency", "Safe")  # fmt: skip
MOVES = ("Receipt no", "Moved on", "Stock No", "From", "To", "Reason", "Due back", "Returned")


def piece(number: str, **cells: object) -> Cells:
    """A row of the stock register: an owned ring in Safe 1 since 2024, but for what ``cells`` says."""
    known = {"Description": "Ring", "Ownership": "Owned", "Status": "In stock", "Location": "Safe 1",
             "Date in": "2024-03-05", "Cost": 900, "Currency": "GBP"}  # fmt: skip
    return row(STOCK, {**known, "Stock No": number}, cells)


def sale(number: str, day: str, **cells: object) -> Cells:
    """A row of the sales register."""
    known = {"Transaction": "Sold", "Sold to": "Mrs A. Vane", "Price": 1500, "Currency": "GBP"}
    return row(SALES, {**known, "Stock No": number, "Date": day}, cells)


def job(number: str, received: str, **cells: object) -> Cells:
    """A row of the repairs register: a client's watch, worth what she said."""
    known = {"Client": "Mrs A. Vane", "Piece": "Watch", "Work": "Service", "Status": "Received", "Declared value": 700,
             "Currency": "GBP"}  # fmt: skip
    return row(REPAIRS, {**known, "Job no": number, "Received": received}, cells)


def move(number: str, moved: str, reason: str, to: str, **cells: object) -> Cells:
    """A row of the movements register."""
    return row(MOVES, {"Stock No": number, "Moved on": moved, "Reason": reason, "To": to, "Receipt no": "B7"}, cells)


class Read(houses.Read):
    """The registers read, and the house."""

    def at(self, moment: str) -> dict[str, tuple[str, Line]]:
        """Each line by its number, with its block, at a day's closing time or at a moment."""
        day = datetime.fromisoformat(moment if "T" in moment else f"{moment}T18:00")
        placed = lines(self.registers, self.house, day.replace(tzinfo=self.house.zone))
        assert len(placed) == sum(t.rows_in for t in self.registers.tables if t.source.register in {"stock", "service"})
        return {item.line.stock_no: (item.block.value, item.line) for item in placed}


def read(folder: Path, told: Told) -> Read:
    """A house with these registers. Rows long gone stand under the others, so that every column is known for what it is."""
    filler = [piece(f"Z{n}", Date_in="2020-01-05", Date_sold="2020-02-06", Status="Sold") for n in range(8)]
    files = {"stock.csv": houses.table(STOCK, [*told.stock, *filler])}
    if told.sales:
        rows = [*told.sales, *(sale(f"Z{n}", "2020-02-06", Delivered="2020-02-06") for n in range(8))]
        files["sales.csv"] = houses.table(SALES, rows)
    if told.jobs:
        old = [job(f"N{n}", "2020-01-05", Brand="Omega", Serial=f"5551{n}", Sent_out="2020-01-06", With="Dupont",
                   Promised="2020-02-01", Back="2020-01-20", Collected="2020-01-25", Status="Collected", Safe="Safe 1")
               for n in range(8)]  # fmt: skip
        files["repairs.csv"] = houses.table(REPAIRS, [*told.jobs, *old])
    if told.moves:
        old = [move(f"Z{n}", "2020-01-10", "Approval", "Mrs B", From="Safe 1", Due_back="2020-01-20", Returned="2020-01-15")
               for n in range(8)]  # fmt: skip
        files["movements.csv"] = houses.table(MOVES, [*told.moves, *old])
    house = told.house(folder, files)
    return Read(load(house, SCHEDULED), house)
