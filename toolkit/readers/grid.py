"""The Grid: one sheet as columns of raw values, with the marks that carry meaning beside them.

Raw lists and sparse marks instead of cell objects: a register of 100,000 rows holds three million
cells, and an object for each would cost more than reading the file. Rows and columns are 1-based
everywhere, as the owner of the file sees them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from toolkit.findings import Place, column_letter


@dataclass(frozen=True, slots=True)
class CellError:
    """An error value as the spreadsheet shows it: ``#REF!``, ``#N/A``, ``Loading...``."""

    code: str

    def __str__(self) -> str:
        """The error's text."""
        return self.code


Raw = str | int | float | bool | datetime | date | time | timedelta | CellError | None
"""A raw value. Blank is None, never an empty string; numbers are numbers only if the file says so."""

WORKSHEET = "worksheet"
"""The kind of a sheet that holds cells."""

Cell = tuple[int, int]
"""A 1-based (row, column) pair."""


@dataclass(slots=True)
class Runs:
    """A value per row of one column, kept as runs: (first row, value), in ascending order of rows."""

    starts: list[int] = field(default_factory=list)
    values: list[str | None] = field(default_factory=list)

    def add(self, row: int, value: str | None) -> None:
        """Note the value from ``row`` on; rows come in ascending order."""
        if not self.values or self.values[-1] != value:
            self.starts.append(row)
            self.values.append(value)

    def at(self, row: int) -> str | None:
        """The value that holds at ``row``."""
        index = bisect_right(self.starts, row) - 1
        return self.values[index] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class NamedTable:
    """A table the workbook itself declares: its name, its range, heading included, whether its last row is totals."""

    name: str
    top: int
    left: int
    bottom: int
    right: int
    totals: bool = False


@dataclass(slots=True)
class Marks:
    """What a sheet says beside its values. Everything is sparse; an empty Marks is a plain sheet.

    ``formats`` holds, per column number, the number format of each row where it is not General.
    ``coloured`` maps a cell to its font or fill colour as ``font:RRGGBB`` or ``fill:RRGGBB``; only
    colours that stand out (not black, white, grey or the theme's defaults) are kept.
    ``uncomputed`` are formulas saved without a value; ``sums`` are cells with a SUM or SUBTOTAL formula.
    ``tables`` are the tables the workbook itself declares.
    """

    struck: set[Cell] = field(default_factory=set)
    coloured: dict[Cell, str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[Cell, str] = field(default_factory=dict)
    formats: dict[int, Runs] = field(default_factory=dict)
    uncomputed: set[Cell] = field(default_factory=set)
    sums: set[Cell] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    tables: list[NamedTable] = field(default_factory=list)

    def format_at(self, row: int, column: int) -> str | None:
        """The number format of a cell, or None where it is General or unknown."""
        runs = self.formats.get(column)
        return runs.at(row) if runs else None


@dataclass(slots=True)
class Grid:
    """One sheet: ``columns[c - 1][r - 1]`` is the raw value at 1-based row r, column c.

    ``file`` is the name shown to people, ``sheet`` is None for a text file, ``state`` is ``visible``,
    ``hidden`` or ``very hidden``, ``epoch`` 1900 or 1904. ``notes`` say what was assumed in reading
    (encoding, separator, saved time). All columns have the same length.
    For text files whose records span several lines ``lines[r - 1]`` is the file's line number of row r.
    ``kind`` is ``worksheet``, or what else the workbook calls a sheet without cells (``chartsheet``).
    ``tab`` is the number by which a Google spreadsheet's address names the sheet.
    """

    file: str
    sheet: str | None
    columns: list[list[Raw]]
    marks: Marks = field(default_factory=Marks)
    state: str = "visible"
    epoch: int = 1900
    notes: tuple[str, ...] = ()
    lines: list[int] | None = None
    kind: str = WORKSHEET
    tab: int | None = field(default=None, compare=False)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.columns[0]) if self.columns else 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.columns)

    def value(self, row: int, column: int) -> Raw:
        """The raw value of a cell; None outside the grid."""
        if 1 <= column <= self.width and 1 <= row <= self.height:
            return self.columns[column - 1][row - 1]
        return None

    def row(self, row: int) -> list[Raw]:
        """The raw values of one row."""
        return [column[row - 1] for column in self.columns]

    def place(self, row: int, column: int | None = None) -> Place:
        """The place of a row or a cell."""
        line = self.lines[row - 1] if self.lines else row
        letter = column_letter(column) if column else None
        return Place(self.file, self.sheet, row, letter, None if line == row else line)


@dataclass(frozen=True, slots=True)
class Book:
    """A file as read: its grids in workbook order, hidden ones too, and what was noticed of the file."""

    file: str
    format: str
    grids: tuple[Grid, ...]
    sha256: str
    notes: tuple[str, ...] = ()
