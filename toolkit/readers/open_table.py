"""The cells of an OpenDocument sheet, followed through its XML.

Blank cells and rows are stored as repetitions up to the edge of the sheet; a repetition costs nothing
unless it repeats content, and then only as much as an honest sheet may hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from toolkit.readers.grid import Cell, Raw
from toolkit.readers.marks import KEPT_LAYOUTS, Gathering, Layout, Spot
from toolkit.readers.open_styles import OpenStyles
from toolkit.readers.open_text import ENDS, STARTS, CellText
from toolkit.readers.open_values import FORMULA, OFFICE, TABLE, cell_value
from toolkit.readers.refusals import SPARSE, SURE_AREA, Extents, damaged, too_large
from toolkit.readers.strings import Strings

_SKIPPED = frozenset({
    f"{TABLE}tracked-changes", f"{TABLE}dde-links", f"{TABLE}shapes", f"{OFFICE}forms", f"{TABLE}table-source",
})  # fmt: skip
_DRAWN = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
"""Pictures and text boxes lie over the cells; what is written in them is in no cell."""
_STYLE_NAME, _DEFAULT_STYLE = f"{TABLE}style-name", f"{TABLE}default-cell-style-name"
_COLUMNS_REPEATED, _ROWS_REPEATED = f"{TABLE}number-columns-repeated", f"{TABLE}number-rows-repeated"
_COLUMNS_SPANNED, _ROWS_SPANNED = f"{TABLE}number-columns-spanned", f"{TABLE}number-rows-spanned"
_VISIBILITY, _CURRENCY = f"{TABLE}visibility", f"{OFFICE}currency"
_HIDDEN = frozenset({"collapse", "filter"})
_LINKED = re.compile(r"'[a-z]+:[^']*'#")
"""The name of a table that only remembers cells of another file."""
_FIRST = {"1904-01-01": 1904}
_EDGE = 1_048_576
_BLANK_RUN = 64
"""A longer run of blank cells is the rest of the row, and its style no mark."""


@dataclass(slots=True)
class Table:
    """One sheet as it comes in; ``hidden_rows`` are spans."""

    name: str
    hidden: bool
    gathering: Gathering
    columns: list[list[Raw]] = field(default_factory=list)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    comments: dict[Cell, str] = field(default_factory=dict)
    styles: list[tuple[int, str]] = field(default_factory=list)
    right: int = 0
    bottom: int = 0
    stored: int = 0
    allotted: int = 0

    def style(self, column: int) -> str:
        """The style of a column's cells that name none: ``styles`` holds (last column, style)."""
        at = bisect_left(self.styles, (column,))
        return self.styles[at][1] if at < len(self.styles) else ""


class Walker:
    """Follows the elements of a document's content, row by row."""

    def __init__(self, styles: OpenStyles, file: str) -> None:
        """Start with the document's styles; ``file`` is the name to show."""
        self.styles = styles
        self.file = file
        self.tables: list[Table] = []
        self.extents = Extents(file)
        self.spreadsheet = False
        self.epoch = 1900
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._table: Table | None = None
        self._row: dict[str, str] = {}
        self._cells: list[tuple[int, int, CellText]] = []
        self._column = 0
        self._cell: CellText | None = None
        self._skipping = 0
        self._layouts: dict[tuple[Spot, ...], Layout] = {}

    def _doctype(self, *_parts: object) -> None:
        raise damaged(self.file, "its content declares a document type, as entity bombs do")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._skipping or name in _SKIPPED or name.startswith(_DRAWN):
            self._skipping += 1
            return
        if self._cell is not None and name in STARTS:
            STARTS[name](self._cell, attributes)
        elif handler := _STARTS.get(name):
            handler(self, attributes)

    def _end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        if self._cell is not None and name in ENDS:
            ENDS[name](self._cell)
        elif handler := _ENDS.get(name):
            handler(self)

    def _characters(self, text: str) -> None:
        if self._cell is not None and not self._skipping:
            self._cell.write(text)

    # --- the document and its sheets

    def _start_spreadsheet(self, _attributes: dict[str, str]) -> None:
        self.spreadsheet = True

    def _null_date(self, attributes: dict[str, str]) -> None:
        self.epoch = _FIRST.get(attributes.get(f"{TABLE}date-value", ""), 1900)

    def _start_table(self, attributes: dict[str, str]) -> None:
        name = attributes.get(f"{TABLE}name", "")
        if not self.spreadsheet or self._table is not None or _LINKED.match(name):
            self._skipping += 1
            return
        hidden = self.styles.hidden(attributes.get(f"{TABLE}style-name", ""))
        self._table = Table(name, hidden, Gathering(self.styles.looks, Strings()))
        self._layouts.clear()

    def _end_table(self) -> None:
        table, self._table = self._table, None
        if table is not None:
            height = max(map(len, table.columns), default=0)
            self.extents.take(table.name, height, len(table.columns), table.gathering.filled)
            self.tables.append(table)

    def _start_column(self, attributes: dict[str, str]) -> None:
        if self._table is None:
            return
        table, times = self._table, _times(attributes, _COLUMNS_REPEATED)
        first, table.right = table.right + 1, table.right + times
        table.styles.append((table.right, attributes.get(_DEFAULT_STYLE, "")))
        if attributes.get(_VISIBILITY) in _HIDDEN:
            table.gathering.hide_columns(first, table.right)

    # --- rows and cells

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row, self._cells, self._column = attributes, [], 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._cell = CellText(attributes)

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None:
            return
        times = _times(cell.attributes, _COLUMNS_REPEATED)
        self._cells.append((self._column + 1, times, cell))
        self._column += times

    def _end_row(self) -> None:
        table = self._table
        if table is None:
            return
        times = _times(self._row, _ROWS_REPEATED)
        first, table.bottom = table.bottom + 1, table.bottom + times
        if self._row.get(_VISIBILITY) in _HIDDEN:
            table.hidden_rows.append((first, table.bottom))
        row_style = self._row.get(_DEFAULT_STYLE)
        spots: list[Spot] = []
        values: list[tuple[int, int, Raw]] = []
        for column, width, cell in self._cells:
            style = cell.attributes.get(_STYLE_NAME) or row_style or table.style(column)
            number = self.styles.number(style, cell.attributes.get(_CURRENCY, ""))
            value, filled = self._take(table, cell, (first, column), number)
            if width == 1:
                spots.append((column, number, filled))
            elif filled or width <= _BLANK_RUN:
                spots.extend((at, number, filled) for at in range(column, column + width))
            if filled:
                values.append((column, width, value))
        if values:
            self._repeat(table, values, tuple(spots), first, times)

    def _repeat(
        self, table: Table, values: list[tuple[int, int, Raw]], spots: tuple[Spot, ...], first: int, times: int
    ) -> None:
        """Put the row's values in their columns, and its layout to the marks, as often as it is repeated."""
        self._allow(table, values, first, times)
        layout = self._layouts.get(spots)
        if layout is None:
            if len(self._layouts) >= KEPT_LAYOUTS:
                self._layouts.clear()
            layout = self._layouts[spots] = table.gathering.layout(spots, 0)
        columns = table.columns
        for column, width, value in values:
            if column + width - 1 > len(columns):
                columns.extend([] for _ in range(column + width - 1 - len(columns)))
            for cells in columns[column - 1 : column + width - 1]:
                if len(cells) < first - 1:
                    cells.extend([None] * (first - 1 - len(cells)))
                cells.extend([value] * times)
        for row in range(first, first + times):
            table.gathering.row(row, layout)

    def _allow(self, table: Table, values: list[tuple[int, int, Raw]], first: int, times: int) -> None:
        """Refuse a row before its cells are allotted: values repeated without end, or far from all others."""
        filled = times * sum(width for _, width, _ in values)
        table.stored += len(values)
        unfolded = table.gathering.filled + filled
        if unfolded > max(SURE_AREA, table.stored * SPARSE):
            raise too_large(
                f"{self.file}, sheet {table.name}",
                f"row {first} repeats its values over {filled:,} cells",
                "Delete the repeated rows and columns after the last real one, and save.",
            )
        last = first + times - 1
        table.allotted += filled + sum(
            width * max(first - 1 - (len(table.columns[column - 1]) if column <= len(table.columns) else 0), 0)
            for column, width, _ in values
        )
        if table.allotted > SURE_AREA and unfolded * SPARSE < table.allotted:
            right = max(column + width - 1 for column, width, _ in values)
            Extents(self.file).take(table.name, last, max(right, len(table.columns)), unfolded)

    def _take(self, table: Table, cell: CellText, place: Cell, number: int) -> tuple[Raw, bool]:
        """A cell's value, whether it holds anything, and what it says beside the value to the marks."""
        attributes, gathering = cell.attributes, table.gathering
        value = cell_value(attributes, cell.shown, self.styles.looks[number].format) if cell.said else None
        formula = attributes.get(FORMULA)
        if formula is not None:
            gathering.formula(place, formula, None, computed=value is not None or cell.said)
        if cell.comment:
            table.comments[place] = "".join(cell.comment).strip()
        if _ROWS_SPANNED in attributes or _COLUMNS_SPANNED in attributes:
            rows, columns = _times(attributes, _ROWS_SPANNED), _times(attributes, _COLUMNS_SPANNED)
            if rows > 1 or columns > 1:
                gathering.marks.merged.append((*place, place[0] + rows - 1, place[1] + columns - 1))
        if cell.styled and value is not None:
            self._letters(gathering, cell, place)
        return value, value is not None or formula is not None

    def _letters(self, gathering: Gathering, cell: CellText, place: Cell) -> None:
        """Letters struck or not by styles of their own."""
        said = {self.styles.struck(style) if style else None for text, style in cell.pieces if text.strip()}
        if said & {True, False}:
            gathering.strike(place, struck=said == {True})


def _times(attributes: dict[str, str], name: str) -> int:
    """A count of repetitions, at least one, at most the height of a sheet."""
    value = attributes.get(name)
    if value is None or not value.isdecimal():
        return 1
    return min(max(int(value[:9]), 1), _EDGE)


_Start = Callable[[Walker, dict[str, str]], None]
_End = Callable[[Walker], None]
_STARTS: dict[str, _Start] = {
    f"{OFFICE}spreadsheet": Walker._start_spreadsheet,  # noqa: SLF001 - the class's own table of elements
    f"{TABLE}null-date": Walker._null_date,  # noqa: SLF001
    f"{TABLE}table": Walker._start_table,  # noqa: SLF001
    f"{TABLE}table-column": Walker._start_column,  # noqa: SLF001
    f"{TABLE}table-row": Walker._start_row,  # noqa: SLF001
    f"{TABLE}table-cell": Walker._start_cell,  # noqa: SLF001
    f"{TABLE}covered-table-cell": Walker._start_cell,  # noqa: SLF001
}
_ENDS: dict[str, _End] = {
    f"{TABLE}table": Walker._end_table,  # noqa: SLF001
    f"{TABLE}table-row": Walker._end_row,  # noqa: SLF001
    f"{TABLE}table-cell": Walker._end_cell,  # noqa: SLF001
    f"{TABLE}covered-table-cell": Walker._end_cell,  # noqa: SLF001
}
