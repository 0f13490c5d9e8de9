"""Gathers the marks of one sheet from its rows, whichever way the sheet's XML is read.

The rows of a register share a few layouts (the same columns in the same styles), so a layout is worked
out once and a row costs one lookup.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from toolkit.readers.format_codes import is_date
from toolkit.readers.grid import Cell, CellError, Marks, Runs
from toolkit.readers.serials import iso_moment
from toolkit.readers.strings import Strings
from toolkit.readers.styles import PLAIN, Look

KEPT_LAYOUTS = 2048
"""Layouts remembered at a time, so that a sheet in which no two rows agree stays cheap."""

_SUM = re.compile(r"(?<![A-Z0-9_.])(SUM|SUBTOTAL|AGGREGATE)\s*\(", re.IGNORECASE)
_ROW = re.compile(r"(?<![A-Za-z])\$?[A-Za-z]{1,3}\$?([0-9]+)(?![0-9(])")


Spot = tuple[int, int | None, bool]
"""A cell of a row: its column, the style it names (None where it names none), whether it holds anything."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The cells of a row with what their styles say: formats by column, struck columns, colours by column.

    ``count`` is the number of cells, ``filled`` of those that hold something, ``reach`` the last such column.
    """

    formats: dict[int, str | None]
    struck: tuple[int, ...]
    coloured: tuple[tuple[int, str], ...]
    count: int
    filled: int
    reach: int


class Gathering:
    """The marks of one sheet as they come in, row by row; and how far its filled cells reach."""

    def __init__(self, looks: Sequence[Look], strings: Strings) -> None:
        """Start with the workbook's styles and its struck strings."""
        self.looks = looks
        self.strings = strings
        self.marks = Marks()
        self.errors: dict[Cell, CellError] = {}
        self.negatives: dict[Cell, float] = {}
        self.moments: dict[Cell, date | time] = {}
        self.dated = frozenset(number for number, look in enumerate(looks) if is_date(look.format))
        self.cells = self.filled = self.bottom = self.right = 0
        self._hidden_columns: list[tuple[int, int]] = []
        self._layouts: dict[tuple[tuple[Spot, ...], int], Layout] = {}
        self._previous: Layout | None = None
        self._formats: dict[int, str | None] = {}
        self._noted: list[tuple[int, Layout]] = []
        self._unstruck: set[Cell] = set()
        self._restruck: set[Cell] = set()
        self._shared: dict[str, bool] = {}

    def layout(self, spots: Sequence[Spot], default: int) -> Layout:
        """The layout of a row; ``default`` is the row's own style, for cells that name none."""
        looks = [(column, self._look(default if style is None else style)) for column, style, _ in spots]
        filled = [column for column, _, holds in spots if holds]
        return Layout(
            formats={column: look.format for column, look in looks},
            struck=tuple(column for column, look in looks if look.struck),
            coloured=tuple((column, look.colour) for column, look in looks if look.colour),
            count=len(spots),
            filled=len(filled),
            reach=max(filled, default=0),
        )

    def _look(self, style: int) -> Look:
        return self.looks[style] if style < len(self.looks) else PLAIN

    def take(self, number: int, spots: Sequence[Spot], default: int = 0) -> None:
        """Take in one row by its cells; rows that agree share one layout."""
        key = (tuple(spots), default)
        layout = self._layouts.get(key)
        if layout is None:
            if len(self._layouts) >= KEPT_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[key] = self.layout(*key)
        self.row(number, layout)

    def row(self, number: int, layout: Layout) -> None:
        """Take in one row."""
        self.cells += layout.count
        if layout.filled:
            self.filled += layout.filled
            self.bottom = max(self.bottom, number)
        if layout.struck or layout.coloured:
            self._noted.append((number, layout))
        if layout is self._previous:
            return
        self._previous = layout
        self.right = max(self.right, layout.reach)
        if layout.formats.items() <= self._formats.items():
            return
        for column, code in layout.formats.items():
            if self._formats.get(column) != code:
                self.marks.formats.setdefault(column, Runs()).add(number, code)
        self._formats.update(layout.formats)

    def hide_columns(self, first: int, last: int) -> None:
        """Note a span of hidden columns; it may reach to the edge of the sheet."""
        self._hidden_columns.append((first, last))

    def formula(self, cell: Cell, text: str, shared: str | None, *, computed: bool) -> None:
        """Note a formula: saved without a value, or a sum over other rows."""
        if not computed:
            self.marks.uncomputed.add(cell)
        verdict = sums_rows(text, cell[0])
        if shared is not None:
            # Only the first cell of a shared formula carries its text.
            verdict = self._shared.setdefault(shared, verdict)
        if verdict:
            self.marks.sums.add(cell)

    def error(self, cell: Cell, code: str) -> None:
        """Note an error value."""
        self.errors[cell] = CellError(code)

    def negative(self, cell: Cell, style: int, number: float) -> None:
        """Note a number below zero under a date's format, which is no date: readers of values lose its sign."""
        if style in self.dated:
            self.negatives[cell] = number

    def moment(self, cell: Cell, text: str) -> None:
        """Note a date written out; the reader of values leaves one with a time zone as text."""
        if found := iso_moment(text):
            self.moments[cell] = found

    def string(self, cell: Cell, number: int) -> None:
        """Note a cell that holds a shared string struck in whole or in part."""
        if number in self.strings.whole:
            self._restruck.add(cell)
        elif number in self.strings.mixed:
            self._unstruck.add(cell)

    def strike(self, cell: Cell, *, struck: bool) -> None:
        """Note that the letters of a cell's text are struck, or that some are not whatever the cell's style says."""
        (self._restruck if struck else self._unstruck).add(cell)

    def finish(self, height: int, width: int) -> Marks:
        """The marks within the sheet's extent. A colour on most cells is the house's taste, not a mark."""
        marks = self.marks
        tints = Counter(colour for _, layout in self._noted for _, colour in layout.coloured)
        usual = {colour for colour, times in tints.items() if times * 2 > max(self.cells, 8)}
        for row, layout in self._noted:
            if row > height:
                continue
            marks.struck.update((row, column) for column in layout.struck if column <= width)
            marks.coloured.update(
                ((row, column), colour) for column, colour in layout.coloured
                if column <= width and colour not in usual
            )  # fmt: skip
        marks.struck -= self._unstruck
        marks.struck |= self._restruck
        for first, last in self._hidden_columns:
            marks.hidden_columns.update(range(first, min(last, width) + 1))
        marks.formats = {c: marks.formats[c] for c in sorted(marks.formats) if any(marks.formats[c].values)}
        return marks


def sums_rows(formula: str, row: int) -> bool:
    """Whether a formula adds up other rows: a total, not a sum across its own row (``=SUM(F2:H2)`` in row 2)."""
    match = _SUM.search(formula)
    if match is None:
        return False
    rows = {int(number) for number in _ROW.findall(formula)}
    return match[1].upper() != "SUM" or rows != {row}
