"""From a workbook's bytes to Grids: values by calamine, marks by a scan of the package beside them."""

from __future__ import annotations

import gc
import io
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

import python_calamine

from toolkit.findings import column_letter
from toolkit.readers.comments import read_comments
from toolkit.readers.grid import Cell, Grid, Raw
from toolkit.readers.marks import Gathering
from toolkit.readers.package import Package, Sheet
from toolkit.readers.refusals import damaged, encrypted, too_large
from toolkit.readers.scan import Unusual, scan
from toolkit.readers.strings import Strings, check_weight, read_strings
from toolkit.readers.styles import Look, read_looks
from toolkit.readers.walk import walk

SURE_AREA = 5_000_000
"""Cells from A1 to the last filled one that need no second thought: calamine allots memory for the rectangle."""
SPARSE = 50
"""Beyond that one cell in so many must be filled."""
AREA_LIMIT = 400_000_000
BATCH = 4096
"""Rows turned into columns at a time, so that the sheet is not held in both shapes."""


def read_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every worksheet in workbook order, hidden ones too; ``file`` is the name to show."""
    package = Package(data, file)
    with _uncollected():
        looks, strings = read_looks(package), read_strings(package)
        sheets = [sheet for sheet in package.sheets if sheet.kind == "worksheet"]
        gathered = [_marks(package, sheet, looks, strings) for sheet in sheets]
        book = _open(package)
        return tuple(_grid(package, book, *pair) for pair in zip(sheets, gathered, strict=True))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector of cycles: millions of values come in, none in a cycle, and it would walk them all."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _grid(package: Package, book: python_calamine.CalamineWorkbook, sheet: Sheet, gathering: Gathering) -> Grid:
    """One sheet: values and error cells in columns, and the marks within their extent."""
    columns = _values(book, sheet, package.file)
    _place_errors(columns, gathering)
    _trim(columns, gathering)
    marks = gathering.finish(len(columns[0]) if columns else 0, len(columns))
    if sheet.part:
        marks.comments = read_comments(package, sheet.part)
    return Grid(package.file, sheet.name, columns, marks, sheet.state, package.epoch)


def _marks(package: Package, sheet: Sheet, looks: Sequence[Look], strings: Strings) -> Gathering:
    """The sheet's marks, by the fast way where its spelling is known, and a check of its extent."""
    gathering = Gathering(looks, strings)
    if sheet.part is None:
        return gathering
    try:
        scan(package.pieces(sheet.part), gathering)
    except Unusual:
        gathering = Gathering(looks, strings)
        walk(package.pieces(sheet.part), gathering, package.file)
    area = gathering.bottom * gathering.right
    if area > AREA_LIMIT or (area > SURE_AREA and gathering.filled * SPARSE < area):
        raise _stretched(package.file, sheet.name, gathering.bottom, gathering.right)
    check_weight(package, sheet.part, gathering.filled, strings.longest)
    return gathering


def _stretched(file: str, sheet: str, height: int, width: int) -> Exception:
    return too_large(
        f"{file}, sheet {sheet}",
        f"its cells reach to {column_letter(width)}{height}, {height:,} rows by {width:,} columns, and most are blank",
        "In Excel press Ctrl+End to find the stray cell, delete the rows and columns after the last real one, "
        "and save.",
    )


def _open(package: Package) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(package.for_values()))
    except python_calamine.PasswordError as error:
        raise encrypted(package.file) from error
    except BaseException as error:
        raise _refused(error, package.file) from error


def _refused(error: BaseException, file: str) -> BaseException:
    """The refusal for what calamine raised: its own errors, and a panic, which is no Exception."""
    if isinstance(error, python_calamine.CalamineError | OSError) or type(error).__name__ == "PanicException":
        return damaged(file, "its contents do not fit together")
    return error


def _values(book: python_calamine.CalamineWorkbook, sheet: Sheet, file: str) -> list[list[Raw]]:
    """The sheet's values as columns that begin at A1; calamine leaves out blank columns on the left."""
    try:
        found = book.get_sheet_by_name(sheet.name)
        if found.start is None:
            return []
        columns: list[list[Raw]] = [[] for _ in range(found.width)]
        rows = found.iter_rows()
        while batch := list(islice(rows, BATCH)):
            for column, values in zip(columns, zip(*batch, strict=True), strict=True):
                column.extend([None if value == "" else value for value in values] if "" in values else values)
    except BaseException as error:
        raise _refused(error, file) from error
    left: list[list[Raw]] = [[None] * len(columns[0]) for _ in range(found.start[1])]
    return left + columns


def _place_errors(columns: list[list[Raw]], gathering: Gathering) -> None:
    """Put the error values in their cells: calamine reads them as blank."""
    _reach(columns, gathering.errors)
    for (row, column), error in gathering.errors.items():
        columns[column - 1][row - 1] = error


def _reach(columns: list[list[Raw]], cells: Collection[Cell]) -> tuple[int, int]:
    """Make the columns long and many enough to hold the cells; the cells' own height and width."""
    height = max((row for row, _ in cells), default=0)
    width = max((column for _, column in cells), default=0)
    columns.extend([] for _ in range(width - len(columns)))
    full = max(height, len(columns[0]) if columns else 0)
    for values in columns:
        values.extend([None] * (full - len(values)))
    return height, width


def _trim(columns: list[list[Raw]], gathering: Gathering) -> None:
    """Drop blank rows and columns at the end; a formula never computed counts as content."""
    height, width = _reach(columns, gathering.marks.uncomputed)
    while len(columns) > width and not any(value is not None for value in columns[-1]):
        columns.pop()
    last = max((_last(values) for values in columns), default=0)
    for values in columns:
        del values[max(last, height) :]


def _last(values: list[Raw]) -> int:
    return next((at for at in range(len(values), 0, -1) if values[at - 1] is not None), 0)
