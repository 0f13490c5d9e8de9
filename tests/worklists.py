"""A small house and its worklists, for the tests of both: five pieces, four findings, each of another kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from tests.houses import STOCK, Ran, run
from toolkit.produce import setup

DAY, LATER = "2026-10-31", "2026-11-30"
Row = tuple[object, ...]
ROWS: tuple[Row, ...] = (
    ("W1", "Wristwatch", date(2024, 3, 5), None, 900, "GBP"),
    ("W2", "Ring", date(2027, 3, 5), None, 800, "GBP"),  # a date in the future: a warning
    ("W3", "Brooch", date(2024, 3, 5), None, 0, "GBP"),  # a figure of zero
    ("W4", "Pendant", None, None, 700, "GBP"),  # no date of acquisition: holds back
    ("W5", "Bangle", date(2024, 3, 5), None, 600, "GBP"),  # struck: may mean sold
)
FUTURE, ZERO = "A date in the future", "A figure of zero"
UNDATED, STRUCK = "A piece without its date of acq", "A mark that often"
"""How the titles of the four begin."""


def write(path: Path, rows: Sequence[Row] = ROWS, sheet: str = "Montres", struck: str = "W5") -> None:
    """The stock register as a workbook; one row is struck through."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    page.append(list(STOCK))
    for row in rows:
        page.append(list(row))
        if row[0] == struck:
            for cell in page[page.max_row]:
                cell.font = Font(strike=True)
    book.save(path)


def house_of(folder: Path, rows: Sequence[Row] = ROWS) -> Path:
    """A house with that register."""
    (folder / "registers").mkdir(parents=True)
    write(folder / "registers" / "Stock.xlsx", rows)
    setup.write(setup.plan(folder, (), {"insurance.basis": "cost", "house.name": "Maison"}, {}), overwrite=True)
    return folder


def check(house: Path, *arguments: object, at: str = DAY) -> Ran:
    """A check as one object."""
    return run("check", "--house", house, "--as-at", at, "--json", *arguments)


def by_kind(findings: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Findings by their kind; the sample has one of each."""
    return {finding["kind"]: finding for finding in findings}


def marks(house: Path) -> dict[str, str]:
    """The mark of each finding by kind and cell."""
    found = check(house, "--dry-run").json
    every = (*found["findings"], *found["settled"], *found["acknowledged"])
    return {f"{f['kind']} {f['places'][0]['cell']}": f["mark"] for f in every}


def fill_in(path: Path, answers: Mapping[str, tuple[str | date, ...]], target: Path | None = None) -> None:
    """Write her marks (mark, by, remark, until) beside findings, by the start of their title, as Excel would save them."""
    book = load_workbook(path)
    for sheet in book:
        heads = {cell.value: cell.column for row in sheet.iter_rows(max_row=8) for cell in row if cell.value}
        if "Your mark" not in heads:
            continue
        for row in range(1, sheet.max_row + 1):
            title = str(sheet.cell(row, heads["What"]).value)
            for start, words in answers.items():
                if title.startswith(start):
                    for name, word in zip(("Your mark", "By", "Remark", "Until"), words, strict=False):
                        sheet.cell(row, heads[name]).value = word or None
    book.properties.lastModifiedBy = "Camille"
    book.save(target or path)


def listed_of(house: Path) -> Path:
    """The house with a worklist, Work.xlsx, in which two findings are marked."""
    assert check(house, "--workbook", house / "Work.xlsx").code == 3
    fill_in(house / "Work.xlsx", {FUTURE: ("done", "AL", "asked Paul"), STRUCK: ("not a fault", "")})
    return house


def rows_of(path: Path, sheet: str = "Worklist") -> list[dict[str, Any]]:
    """The lines of a sheet by heading; the last column, whose heading is the list's number, under ``id``."""
    page = load_workbook(path)[sheet]
    top = next(row[0].row for row in page.iter_rows() if any(cell.value == "What" for cell in row))
    heads = [cell.value for cell in page[top]]
    heads[-1] = "id" if str(heads[-1]).startswith("worklist") else heads[-1]
    lines = [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=top + 1)]
    return [line for line in lines if line["What"]]
