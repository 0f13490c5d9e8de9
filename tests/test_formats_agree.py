"""What LibreOffice saves in three formats is read as the same: a register, and values strewn over sheets."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from tests.office import converted
from tests.strewn import same, strewn
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import Book, Grid
from toolkit.readers.open import read


def register() -> bytes:
    """A stock book with everything that carries meaning beside its values."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Montres"
    sheet.append(["Réf", "Prix", "Entrée", "Heure", "Vendu", "Notes"])
    for row in range(2, 42):
        sheet.append(
            [
                f"W{row:05d}",
                row * 1250.5,
                date(2026, 1, row % 28 + 1),
                datetime(2026, 1, 2, 9, row),
                row % 3 == 0,
                "ok  à voir",
            ]
        )
        sheet.cell(row, 2).number_format = "[$£-809]#,##0.00" if row % 2 else '#,##0.00" CHF"'
        sheet.cell(row, 3).number_format = "dd/mm/yyyy"
        sheet.cell(row, 4).number_format = "dd/mm/yy hh:mm"
    sheet["A5"].font, sheet["A6"].font = Font(strike=True), Font(color="FFC00000")
    sheet["B7"].fill = PatternFill("solid", fgColor="FFFFC7CE")
    sheet["A8"].comment = Comment("gift for M, don't tell", "Anne")
    sheet["F9"], sheet["F10"] = "=1/0", time(14, 2)
    sheet["F10"].number_format = "hh:mm"
    sheet.row_dimensions[12].hidden = True
    sheet.column_dimensions["D"].hidden = True
    sheet.merge_cells("E14:F14")
    sheet["B42"], sheet["C42"] = "=SUM(B2:B41)", "=SUM(A42:B42)"
    book.create_sheet("Vieux").sheet_state = "hidden"
    book["Vieux"]["C3"] = 7
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def facts(grid: Grid) -> dict[str, object]:
    """What a reader must find, whatever the format."""
    marks = grid.marks
    return {
        "sheet": (grid.sheet, grid.state, grid.epoch),
        "values": repr(grid.columns),
        "texts": [
            [displayed(raw, marks.format_at(row, at), grid.epoch) for row, raw in enumerate(column, 1)]
            for at, column in enumerate(grid.columns, 1)
        ],
        "struck": marks.struck, "coloured": marks.coloured, "hidden": (marks.hidden_rows, marks.hidden_columns),
        "comments": marks.comments, "merged": marks.merged, "sums": marks.sums, "uncomputed": marks.uncomputed,
    }  # fmt: skip


KINDS = ("xlsx", "xls", "ods")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Book]:
    """Both workbooks as LibreOffice saved them in each format, read."""
    folder, found = tmp_path_factory.mktemp("saved"), {}
    for kind in KINDS:
        (folder / kind).mkdir()
        files = {"Stock.xlsx": register(), "Strewn.xlsx": strewn()[0]}
        for name, data in converted(files, folder / kind, kind).items():
            path = (folder / name).with_suffix(f".{kind}")
            path.write_bytes(data)
            found[path.stem, kind] = read(path)
    return found


def test_three_formats_one_register(saved: dict[tuple[str, str], Book]) -> None:
    """Values, texts and marks of .xls and .ods are those of .xlsx."""
    assert [saved["Stock", kind].format for kind in KINDS] == list(KINDS)
    found = {kind: [facts(grid) for grid in saved["Stock", kind].grids] for kind in KINDS}
    for kind in ("xls", "ods"):
        for ours, theirs in zip(found[kind], found["xlsx"], strict=True):
            assert {key: ours[key] for key in ours if ours[key] != theirs[key]} == {}, kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_survives_the_journey(saved: dict[tuple[str, str], Book], kind: str) -> None:
    """Written by one program, saved by another in each format, read here: the value, its type, its place."""
    for grid, cells in zip(saved["Strewn", kind].grids, strewn()[1], strict=True):
        same(grid, cells)
