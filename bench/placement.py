"""A broker's own workbook filled by its headings, beside openpyxl writing the same cells with a blank row's styles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.measure import Row, best, scratch

ROWS = 10_000
ROUNDS = 3
FIRST = 5
BLANKS = 20
HEADINGS = (
    "Stock no",
    "Description",
    "Serial",
    "Category",
    "Ownership",
    "Location",
    "Currency",
    "Sum insured",
    "Valued",
)
FORMATS = {8: "#,##0.00", 9: "dd/mm/yyyy"}


def measure(rows: int = ROWS) -> list[Row]:
    """Two rows: CPU seconds and peak memory of a fresh process each."""
    template = scratch() / "broker.xlsx"
    make_form(template)
    commands = [
        [sys.executable, "-m", "bench.placement", who, str(template), str(scratch() / f"{who}-broker.xlsx"), str(rows)]
        for who in ("ours", "openpyxl")
    ]
    ours, peer = best(*commands, rounds=ROUNDS)
    what = f"fill a broker's workbook by its headings, {rows:,} lines"
    return [
        Row(what, "openpyxl, sharing styles", ours.cpu, peer.cpu, "s CPU", 2),
        Row(f"{what}: memory", "openpyxl, sharing styles", ours.peak, peer.peak, "MB", 1),
    ]


def make_form(path: Path) -> None:
    """A title, headings, styled blank rows, a total that adds them up."""
    from openpyxl import Workbook
    from openpyxl.styles import Border, Font, Side

    book = Workbook()
    sheet: Any = book.worksheets[0]
    sheet.title = "Schedule"
    sheet["A1"] = "Schedule of stock"
    for column, words in enumerate(HEADINGS, 1):
        sheet.cell(FIRST - 1, column, words).font = Font(bold=True)
        for row in range(FIRST, FIRST + BLANKS):
            cell = sheet.cell(row, column)
            cell.font, cell.border = Font(name="Arial", size=9), Border(bottom=Side(style="thin"))
            cell.number_format = FORMATS.get(column, "@")
    sheet.cell(FIRST + BLANKS, 1, "Total")
    sheet.cell(FIRST + BLANKS, 8, f"=SUM(H{FIRST}:H{FIRST + BLANKS - 1})")
    book.save(path)


def values(rows: int) -> Iterator[tuple[str, str, str, Decimal, date]]:
    """The same lines for both: number, description, serial, value, day."""
    for row in range(rows):
        day = date(2020, 1, 1) + timedelta(days=row % 2000)
        told = f"Chronograph wristwatch, steel, 40 mm, dial {row % 97} · 2019 · box and papers"
        yield f"W-{row:06d}", told, f"{row * 7919:08d}", Decimal(row * 137 + 99) / 100, day


def ours(template: Path, target: Path, rows: int) -> None:
    """Our schedule, placed."""
    from toolkit.produce.broker import filled
    from toolkit.reports.insurance import Line, Schedule
    from toolkit.reports.insurance_total import sections, totals
    from toolkit.values import Money, When

    made = sections(
        Line(number, told, "", serial, "watch", "owned", "safe", "Safe 1, tray 3", Money(value, "GBP"),
             When(day, day), (), ())
        for number, told, serial, value, day in values(rows)
    )  # fmt: skip
    schedule = Schedule(
        "Maison", "", "", "en", "", 0, draft=True, facts="", as_at=datetime(2026, 10, 31, 18), basis=(), vat="",
        notes=(), sections=made, matrices=(), totals=totals(made), in_doubt=(), exceptions=(), excluded=(),
        rows_in=rows, sources=(),
    )  # fmt: skip
    target.write_bytes(filled(schedule, template.read_bytes(), template.name).data)


def openpyxl(template: Path, target: Path, rows: int) -> None:
    """The lines as openpyxl cells, each given the blank row's style as cheaply as openpyxl can."""
    from openpyxl import load_workbook

    book = load_workbook(template)
    sheet: Any = book.worksheets[0]
    pattern = [sheet.cell(FIRST, column)._style for column in range(1, len(HEADINGS) + 1)]  # noqa: SLF001 - see above
    for number, (stock_no, told, serial, value, day) in enumerate(values(rows), FIRST):
        cells = (stock_no, told, serial, "Watches", "Own stock", "Safe 1, tray 3", "GBP", value, day)
        for column, cell_value in enumerate(cells, 1):
            cell = sheet.cell(number, column, cell_value)
            cell._style = pattern[column - 1]  # noqa: SLF001
    sheet.cell(FIRST + rows, 1, "Total")
    sheet.cell(FIRST + rows, 8, f"=SUM(H{FIRST}:H{FIRST + rows - 1})")
    book.save(target)


if __name__ == "__main__":
    _, who, template_path, target_path, count = sys.argv
    {"ours": ours, "openpyxl": openpyxl}[who](Path(template_path), Path(target_path), int(count))
