"""A styled workbook template filled with rows, beside openpyxl writing the same cells with the pattern row's styles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.measure import Row, best, scratch

ROWS = 10_000
ROUNDS = 3
COLUMNS = 30
FIRST = 5
NUMBER_FORMATS = ("@", "d mmm yyyy", "#,##0.00")
Value = str | date | Decimal


def measure(rows: int = ROWS) -> list[Row]:
    """Two rows: CPU seconds and peak memory of a fresh process each."""
    template = scratch() / "template.xlsx"
    make_template(template)
    commands = [
        [sys.executable, "-m", "bench.fill", who, str(template), str(scratch() / f"{who}.xlsx"), str(rows)]
        for who in ("ours", "openpyxl")
    ]
    ours, peer = best(*commands, rounds=ROUNDS)
    what = f"fill a styled template, {rows:,} rows of {COLUMNS} cells"
    return [
        Row(what, "openpyxl, sharing styles", ours.cpu, peer.cpu, "s CPU", 5),
        Row(f"{what}: memory", "openpyxl, sharing styles", ours.peak, peer.peak, "MB", 1.5),
    ]


def make_template(path: Path) -> None:
    """A title, a heading, one styled pattern row with a defined name, a total."""
    from openpyxl import Workbook
    from openpyxl.styles import Border, Font, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lines"
    for column in range(1, COLUMNS + 1):
        sheet.cell(FIRST - 1, column, f"Heading {column}").font = Font(name="EB Garamond", size=9)
        cell = sheet.cell(FIRST, column)
        cell.font = Font(name="EB Garamond", size=10 + column % 2)
        cell.border = Border(bottom=Side(style="thin"))
        cell.number_format = NUMBER_FORMATS[column % len(NUMBER_FORMATS)]
    last = get_column_letter(COLUMNS)
    sheet[f"B{FIRST + 1}"] = f"=SUM(B{FIRST})"
    book.defined_names["lines"] = DefinedName("lines", attr_text=f"Lines!$A${FIRST}:${last}${FIRST}")
    book.defined_names["total"] = DefinedName("total", attr_text=f"Lines!$B${FIRST + 1}")
    book.save(path)


def values(rows: int) -> Iterator[tuple[Value, ...]]:
    """The same rows for both: texts of which some repeat, dates, amounts."""
    begin = date(2020, 1, 1)
    for row in range(rows):
        made: tuple[Value, ...] = (
            f"W-{row:06d}",
            begin + timedelta(days=row % 2000),
            Decimal(row * 137 + 99) / 100,
        )
        yield (*made, "Safe 1, tray 3", begin, Decimal("12.50")) * (COLUMNS // 6)


def ours(template: Path, target: Path, rows: int) -> None:
    """The rows spliced into the sheet."""
    from toolkit.render.xlsx import Formula, Line, Table, fill

    lines = [Line(row) for row in values(rows)]
    target.write_bytes(fill(template.read_bytes(), {"total": Formula(0)}, {"lines": Table(lines)}))


def openpyxl(template: Path, target: Path, rows: int) -> None:
    """The rows as openpyxl cells, each given the pattern's style as cheaply as openpyxl can."""
    from openpyxl import load_workbook

    book = load_workbook(template)
    sheet: Any = book.worksheets[0]
    pattern = [sheet.cell(FIRST, column)._style for column in range(1, COLUMNS + 1)]  # noqa: SLF001 - see above
    for number, row in enumerate(values(rows), FIRST):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column, value)
            cell._style = pattern[column - 1]  # noqa: SLF001
    book.save(target)


if __name__ == "__main__":
    _, who, template_path, target_path, count = sys.argv
    {"ours": ours, "openpyxl": openpyxl}[who](Path(template_path), Path(target_path), int(count))
