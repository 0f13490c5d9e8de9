"""Values that workbooks like to change, where they were put, and whether a reader finds each in its place."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from random import Random

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from toolkit.readers.grid import CellError, Grid
from toolkit.render.cells import ESCAPED

Places = Mapping[tuple[int, int], object]
"""Values by row and column."""

LONGEST = "x" * 32_767
TEXTS = (
    "007", "=1+1", "+44 20 7946 0000", "-10%", "@x", "1E5", "1e400", "TRUE", "VRAI", "#N/A", "#REF!", "31/10/2026",
    "23:59:60", "1,5", "1 234,50", "0x10", "nan", "inf", "-", " leading", "trailing ", "  ", " ", "\n", "\t", "a\nb",
    "a\n\nb\n", "\ta\t\tb", '"quoted"', 'a "word" in it', '"', "'apostrophe", "''", "שלום עולם", "مرحبا", "💎 ring",
    "e\u0301", "🇬🇧", "\U0010ffff", "\u200b", "\ufeff", "\u2028", "\x85", "\xa0", "\xad", "\x7f", "\u202eabc", "<b>&amp;</b>",
    "]]>", "<!-- x -->", "&#10;", "_x000D_", "_x0041_", "__x0041_", "_x005F_x0041_", "_X0041_", "_x00", "sep=;", "a;b,c\td|e",
    "№ 5 — “x”", "%s {0} {{x}}", "\\n", "None", "NULL", "Σ ß ŉ ǆ", "ﬁ", "１２３",
)  # fmt: skip
NUMBERS: tuple[float | Decimal, ...] = (
    0, 1, -1, -0.0, 0.1, 0.1 + 0.2, 1 / 3, 123456789012345, 1234567890123456, 12345678901234567, 2**53 + 1,
    5e-324, 2.2250738585072014e-308, 1e306, -1e300, 99.99999999999999, Decimal("12345678901234567.89"), Decimal("1E-30"),
    Decimal("10.10"), Decimal(-0),
)  # fmt: skip
ERRORS = tuple(map(CellError, ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!")))
FIRST_DAY = date(1900, 3, 1)
"""Before it, programs do not agree on the number of a day."""
_DAYS = (FIRST_DAY, date(2026, 10, 31), date.max, datetime(2026, 10, 31, 23, 59, 59), time(23, 59, 59), time(0, 0, 1))
_SHEETS, _CELLS = 4, 120
_MASKED_TWICE = "_x005F_x0041_"
"""LibreOffice reads it as it is, and forgets half of its mask when it writes."""


def same(grid: Grid, expected: Places) -> None:
    """Each value in its place with its type, and nothing anywhere else."""
    found = placed(grid)
    wanted = {place: value for place, value in expected.items() if value is not None}
    assert found.keys() == wanted.keys()
    assert {place: (value, wanted[place]) for place, value in found.items() if not alike(value, wanted[place])} == {}


def placed(grid: Grid) -> dict[tuple[int, int], object]:
    """What a sheet holds, by place."""
    cells = ((row, column, value) for column, raws in enumerate(grid.columns, 1) for row, value in enumerate(raws, 1))
    return {(row, column): value for row, column, value in cells if value is not None}


def alike(found: object, wanted: object) -> bool:
    """Whether a value is what was written: a number to the last bit, anything else with its very type."""
    if isinstance(wanted, int | float | Decimal) and not isinstance(wanted, bool):
        return isinstance(found, int | float) and not isinstance(found, bool) and found == float(wanted)
    return type(found) is type(wanted) and found == wanted


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """A value in a cell as what it is: openpyxl takes ``=1`` for a formula, and does not mask what Excel unmasks."""
    cell = sheet.cell(row, column)
    cell.value = str(value) if isinstance(value, CellError) else value  # type: ignore[assignment]
    if isinstance(value, str):
        cell.value = ESCAPED.sub("_x005F_", value)
    cell.data_type = "e" if isinstance(value, CellError) else "s" if isinstance(value, str) else cell.data_type


def fifteen(number: float | Decimal) -> float:
    """The number in the digits that every program writes."""
    return float(f"{float(number):.15g}")


def saved(book: Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def strewn() -> tuple[bytes, list[Places]]:
    """A workbook whose first sheet has every text and number once, and whose others have all kinds strewn about."""
    chance = Random(7)  # noqa: S311 - the same cells again
    texts = [text for text in TEXTS if text != _MASKED_TWICE]
    kinds = (texts, tuple(map(fifteen, NUMBERS)), (True, False), ERRORS, _DAYS)
    first = {(row, 1): text for row, text in enumerate((*texts, LONGEST), 1)}
    sheets: list[Places] = [first | {(row, 2): number for row, number in enumerate(kinds[1], 1)}]
    for _ in range(_SHEETS):
        places = ((chance.randrange(1, 80), chance.randrange(1, 30)) for _ in range(_CELLS))
        sheets.append({place: chance.choice(chance.choice(kinds)) for place in places})
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, cells in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for (row, column), value in cells.items():
            put(sheet, row, column, value)
    return saved(book), sheets
