"""Make the workbooks of this folder: one defect each, what only a spreadsheet can hold. Run it to make them anew."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.render import container

HERE = Path(__file__).parent
HEADING = ["Stock No", "Description", "Date in", "Cost", "Currency"]
DAY = datetime(2024, 3, 5)

Maker = Callable[[Workbook, Worksheet], None]


def _rows(sheet: Worksheet, rows: Iterable[Iterable[object]]) -> None:
    for row in rows:
        sheet.append(list(row))


def marks_that_mean_sold(_: Workbook, sheet: Worksheet) -> None:
    """Struck, red font, red fill, hidden, a red price alone (no mark of the row), and a comment."""
    _rows(sheet, [HEADING, *([f"R{n}", "Ring", DAY, 900 + n, "GBP"] for n in range(1, 8))])
    for cell in sheet[2]:
        cell.font = Font(strike=True)
    for cell in sheet[3]:
        cell.font = Font(color="FFC00000")
    for cell in sheet[4]:
        cell.fill = PatternFill("solid", fgColor="FFFFC7CE")
    sheet.row_dimensions[5].hidden = True
    sheet["D6"].font = Font(color="FFFF0000")
    sheet["B7"].comment = Comment("gift for M., do not tell", "EH")
    for cell in sheet[8]:
        cell.fill = PatternFill("solid", fgColor="FFFFFF00")


def merged_heading(_: Workbook, sheet: Worksheet) -> None:
    """A title, then two heading lines: groups merged over their columns, single headings merged downwards."""
    _rows(
        sheet,
        [
            ["Maison Corvane", *[None] * 6],
            ["Stock No", "Description", "Purchase", None, "Sale", None, "Currency"],
            [None, None, "Date", "Price", "Date", "Price", None],
            ["R1", "Ring", DAY, 900, datetime(2024, 6, 1), 1500, "GBP"],
            ["R2", "Ring", DAY, 950, None, None, "GBP"],
        ],
    )
    for cells in ("A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"):
        sheet.merge_cells(cells)


def currency_in_format(_: Workbook, sheet: Worksheet) -> None:
    """The currency stands only in the number format, and differs in one row."""
    _rows(sheet, [HEADING[:4], ["R1", "Ring", DAY, 900], ["R2", "Ring", DAY, 950.5], ["R3", "Ring", DAY, 1000]])
    for cell, code in (("D2", "[$£-809]#,##0"), ("D3", "[$£-809]#,##0"), ("D4", '#,##0.00\\ "€"')):
        sheet[cell].number_format = code


def errors_and_formulas(_: Workbook, sheet: Worksheet) -> None:
    """An error value, a formula nobody computed, and text that begins with an equals sign."""
    _rows(sheet, [HEADING, *([f"R{n}", "Ring", DAY, 900, "GBP"] for n in range(1, 4))])
    sheet["D2"] = "#REF!"
    sheet["D2"].data_type = "e"
    sheet["D3"] = "=ROUND(D4*1.1,0)"
    sheet["B4"] = "=Ring, with a note"
    sheet["B4"].data_type = "s"


def leading_zeros(_: Workbook, sheet: Worksheet) -> None:
    """Stock numbers kept as numbers and shown with zeros; a serial number that became an enormous number."""
    heading = ["Stock No", "Serial", *HEADING[1:]]
    _rows(sheet, [heading, [42, "M123456", "Watch", DAY, 900, "GBP"], [1043, 1.2345e71, "Watch", DAY, 900, "GBP"]])
    for cell in ("A2", "A3"):
        sheet[cell].number_format = "00000"


def epoch_1904(book: Workbook, sheet: Worksheet) -> None:
    """A workbook of the 1904 calendar: its dates are right, not four years and a day off."""
    book.epoch = CALENDAR_MAC_1904
    _rows(sheet, [HEADING, ["R1", "Ring", DAY, 900, "GBP"]])


def ghost_rows(_: Workbook, sheet: Worksheet) -> None:
    """One bold empty cell far below and far right makes no rows."""
    _rows(sheet, [HEADING, ["R1", "Ring", DAY, 900, "GBP"], [None] * 5, ["R2", "Ring", DAY, 950, "GBP"]])
    sheet["A12000"].font = Font(bold=True)
    sheet["ZZ3"].font = Font(bold=True)


def numbers_with_noise(_: Workbook, sheet: Worksheet) -> None:
    """Binary noise of a computed figure, a date where a cost belongs, a true-false where a date belongs."""
    rows = [["R1", "Ring", DAY, 0.1 + 0.2, "GBP"], ["R2", "Ring", DAY, DAY, "GBP"], ["R3", "Ring", True, 12, "GBP"]]
    _rows(sheet, [HEADING, *rows, *([f"R{n}", "Ring", DAY, 900, "GBP"] for n in range(4, 9))])


def half_converted_dates(_: Workbook, sheet: Worksheet) -> None:
    """A list from elsewhere: true dates all of days up to 12, texts all above, so Excel has likely swapped the true."""
    days: list[object] = [datetime(2024, 3, 5), datetime(2024, 7, 2), datetime(2024, 11, 9), datetime(2024, 1, 12)]
    texts: list[object] = ["03/25/2024", "04/17/2024", "12/31/2023", "02/23/2024"]
    _rows(sheet, [HEADING, *([f"R{n}", "Ring", day, 900, "GBP"] for n, day in enumerate([*days, *texts], 1))])


def hidden_sheet(book: Workbook, sheet: Worksheet) -> None:
    """A second sheet of the register, hidden: named, not used unasked; a hidden column beside it is read."""
    _rows(sheet, [HEADING, ["R1", "Ring", DAY, 900, "GBP"]])
    sheet.column_dimensions["D"].hidden = True
    other = book.create_sheet("Old stock")
    _rows(other, [HEADING, ["R9", "Ring", DAY, 100, "GBP"]])
    other.sheet_state = "hidden"


def long_numbers_lost(_: Workbook, sheet: Worksheet) -> None:
    """Codes that a spreadsheet holds as numbers: exact up to fifteen digits, beyond them lost."""
    heading = ["Stock No", "Serial", "Barcode", "Report no", "Laboratory", *HEADING[1:]]
    rows = [
        ["W1", 123456789012345, 5412345111115, 2185643210, "GIA", "Watch", DAY, 900, "GBP"],
        ["W2", 12345678901234567, 12345678905, 123456789012345678, "GIA", "Watch", DAY, 900, "GBP"],
        ["W3", 1.2345e71, None, None, None, "Watch", DAY, 900, "GBP"],
    ]
    _rows(sheet, [heading, *rows])


def copies_of_a_sheet(book: Workbook, sheet: Worksheet) -> None:
    """A register, two copies of it of the same day, and last year's: the same stock numbers four times."""
    _rows(sheet, [HEADING, *([f"R{n:03d}", "Ring", DAY, 900 + n, "GBP"] for n in range(1, 9))])
    for title, last in (("Stock (2)", 7), ("Stock FINAL v3", 8), ("Stock 2025", 5)):
        other = book.create_sheet(title)
        _rows(other, [HEADING, *([f"R{n:03d}", "Ring", DAY, 900 + n, "GBP"] for n in range(1, last + 1))])


def months_on_tabs(book: Workbook, sheet: Worksheet) -> None:
    """One register in three months, a tab each; the pieces sold were moved to a hidden one."""
    sheet.title = "Jan 2026"
    _rows(sheet, [HEADING, ["R001", "Ring", DAY, 900, "GBP"], ["R002", "Ring", DAY, 950, "GBP"]])
    for number, title in enumerate(("Feb 2026", "Mar 2026"), 3):
        _rows(book.create_sheet(title), [HEADING, [f"R{number:03d}", "Ring", DAY, 900, "GBP"]])
    gone = book.create_sheet("Sold")
    _rows(gone, [HEADING, ["R009", "Ring", DAY, 900, "GBP"]])
    gone.sheet_state = "hidden"


def early_dates(_: Workbook, sheet: Worksheet) -> None:
    """The first days of the calendar: 1 and 2 are shown as days of 1900, and days before are text."""
    days: list[object] = [1, 59, 61, "25/08/1878", datetime(1901, 5, 3), DAY]
    _rows(sheet, [HEADING, *([f"R{n}", "Ring", day, 900, "GBP"] for n, day in enumerate(days, 1))])
    for row in (2, 3, 4):
        sheet.cell(row, 3).number_format = "dd/mm/yyyy"


MAKERS: tuple[Maker, ...] = (
    marks_that_mean_sold, merged_heading, currency_in_format, errors_and_formulas, leading_zeros, epoch_1904,
    ghost_rows, numbers_with_noise, half_converted_dates, hidden_sheet, long_numbers_lost, copies_of_a_sheet,
    months_on_tabs, early_dates,
)  # fmt: skip


def workbook(maker: Maker) -> bytes:
    """The workbook of one defect, with fixed stamps: the same bytes each time."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Stock"
    maker(book, sheet)
    book.properties.created = book.properties.modified = DAY
    stream = io.BytesIO()
    book.save(stream)
    parts = dict(container.read(stream.getvalue(), maker.__name__))
    core = parts["docProps/core.xml"].decode()
    stamp = core.split("<dcterms:modified", 1)[1].split(">", 1)[1].split("<", 1)[0]
    return container.write({**parts, "docProps/core.xml": core.replace(stamp, "2024-03-05T00:00:00Z").encode()})


if __name__ == "__main__":
    for maker in MAKERS:
        (HERE / f"{maker.__name__.replace('_', '-')}.xlsx").write_bytes(workbook(maker))
