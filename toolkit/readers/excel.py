"""From a workbook's bytes to Grids: values by calamine, marks by a scan of the package beside them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import time
from itertools import islice

import python_calamine

from toolkit.collector import uncollected
from toolkit.readers.comments import read_comments
from toolkit.readers.extent import reach, trim
from toolkit.readers.grid import WORKSHEET, Grid, Raw
from toolkit.readers.marks import Gathering
from toolkit.readers.named_tables import read_named_tables
from toolkit.readers.package import Package, Sheet
from toolkit.readers.plain_package import for_values
from toolkit.readers.refusals import Extents, damaged, encrypted
from toolkit.readers.scan import Unusual, scan
from toolkit.readers.strings import Strings, check_weight, read_strings
from toolkit.readers.styles import Look, read_looks
from toolkit.readers.walk import walk

BATCH = 4096
"""Rows turned into columns at a time, so that the sheet is not held in both shapes."""


def read_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet in workbook order, hidden ones and charts too; ``file`` is the name to show."""
    package = Package(data, file)
    with uncollected():
        looks, strings, extents = read_looks(package), read_strings(package), Extents(file)
        worksheets = [sheet for sheet in package.sheets if sheet.kind == WORKSHEET]
        gathered = {sheet: _marks(package, sheet, looks, strings, extents) for sheet in worksheets}
        book = _open(package)
        return tuple(_grid(package, book, sheet, gathered.get(sheet)) for sheet in package.sheets)


def _grid(package: Package, book: python_calamine.CalamineWorkbook, sheet: Sheet, gathering: Gathering | None) -> Grid:
    """One sheet: values and error cells in columns, and the marks within their extent; of a chart the name alone."""
    if gathering is None:
        return Grid(package.file, sheet.name, [], state=sheet.state, epoch=package.epoch, kind=sheet.kind)
    columns = _values(book, sheet, package.file)
    _place_errors(columns, gathering)
    trim(columns, gathering.marks.uncomputed)
    marks = gathering.finish(len(columns[0]) if columns else 0, len(columns))
    if sheet.part:
        marks.comments = read_comments(package, sheet.part)
        marks.tables = read_named_tables(package, sheet.part)
    return Grid(package.file, sheet.name, columns, marks, sheet.state, package.epoch)


def _marks(package: Package, sheet: Sheet, looks: Sequence[Look], strings: Strings, extents: Extents) -> Gathering:
    """The sheet's marks, by the fast way where its spelling is known, and a check of its extent."""
    gathering = Gathering(looks, strings)
    if sheet.part is None:
        return gathering
    try:
        scan(package.pieces(sheet.part), gathering)
    except Unusual:
        gathering = Gathering(looks, strings)
        walk(package.pieces(sheet.part), gathering, package.file)
    extents.take(sheet.name, gathering.bottom, gathering.right, gathering.filled)
    check_weight(package, sheet.part, gathering.filled, strings.longest)
    return gathering


def _open(package: Package) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(for_values(package)))
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
    """Put in their cells what calamine reads as blank, errors, as a time of day, numbers below zero, or as text."""
    reach(columns, gathering.errors)
    for (row, column), error in gathering.errors.items():
        columns[column - 1][row - 1] = error
    for (row, column), number in gathering.negatives.items():
        if isinstance(columns[column - 1][row - 1], time):
            columns[column - 1][row - 1] = number
    for (row, column), moment in gathering.moments.items():
        if isinstance(columns[column - 1][row - 1], str):
            columns[column - 1][row - 1] = moment
