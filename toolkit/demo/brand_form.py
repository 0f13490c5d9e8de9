"""The workbook one of the demo's brands sends to be filled: its own headings, in its own order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toolkit.demo.faults import Planting
from toolkit.demo.workbook import Column, Hand, Sheet, bytes_of

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE = "brand forms/Kestrel.xlsx"
COLUMNS = (
    Column("reference", "Reference", 16),
    Column("description", "Description", 34),
    Column("opening", "Opening stock", 12),
    Column("received", "Received", 12),
    Column("sold", "Sold", 12),
    Column("returns", "Customer returns", 12),
    Column("closing", "Closing stock", 12),
)
HAND = Hand("Arial", 10, "20343A", "FFFFFF", "E3EAEC")
_BLANK = 12


def form() -> bytes:
    """The blank workbook."""

    def write(book: Workbook) -> list[Sheet]:
        """A title, a heading, blank rows."""
        sheet = Sheet(FILE, book.create_sheet("Retailer report"), COLUMNS, HAND, Planting(clean=True))
        sheet.line("Kestrel Horology: retailer report", 14, bold=True)
        sheet.line()
        sheet.heading()
        for number in range(_BLANK):
            sheet.record(str(number), {})
        return [sheet]

    return bytes_of(write, "Retailer report")
