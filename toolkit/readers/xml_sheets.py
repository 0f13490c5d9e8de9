"""From an XML spreadsheet of 2003 to Grids: the text form of Excel 2002 and 2003, which many programs still export."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from xml.parsers import expat

from toolkit.collector import uncollected
from toolkit.readers.extent import LAST_COLUMN, LAST_ROW, Scattered, trim
from toolkit.readers.format_codes import is_elapsed
from toolkit.readers.grid import Cell, CellError, Grid, Raw
from toolkit.readers.marks import Gathering, Spot
from toolkit.readers.package import PIECE, follow
from toolkit.readers.refusals import Extents, damaged
from toolkit.readers.serials import iso_moment, moment, serial
from toolkit.readers.strings import Strings
from toolkit.readers.xml_styles import NamedStyles
from toolkit.readers.xml_text import as_utf8

_STATES = {"SheetHidden": "hidden", "SheetVeryHidden": "very hidden"}
_RELATIVE = re.compile(r"\bR(?:\[(-?\d{1,7})\]|(\d{1,7}))?C(?:\[-?\d{1,7}\]|\d{1,7})?(?![\w(])")
_ZERO_DAY = "1899-12-31T"
_OFFICE = "urn:schemas-microsoft-com:office:"


def read_xml_sheets(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet in the file's order, hidden ones too; ``file`` is the name to show."""
    reader = _Reader(file)
    pieces = (data[at : at + PIECE] for at in range(0, len(data), PIECE))
    with uncollected():
        follow(reader.parser, as_utf8(pieces), file, "it")
        extents = Extents(file)
        return tuple(sheet.grid(file, reader.epoch, extents) for sheet in reader.sheets)


class _Sheet:
    """A sheet as it comes in."""

    def __init__(self, name: str, styles: NamedStyles) -> None:
        self.name = name
        self.state = "visible"
        self.gathering = Gathering(styles.looks, Strings())
        self.elapsed = [look.format is not None and is_elapsed(look.format) for look in styles.looks]
        self.cells = Scattered()
        self.column_styles: dict[int, int] = {}
        self.dates: list[tuple[Cell, str, int]] = []
        self.row = self.column = 0
        self.spots: list[Spot] = []

    def grid(self, file: str, epoch: int, extents: Extents) -> Grid:
        """Values in columns, marks beside them; dates are counted now that the epoch is known."""
        gathering = self.gathering
        for (row, column), text, style in self.dates:
            self.cells.put(row, column, _moment(text, epoch, elapsed=style < len(self.elapsed) and self.elapsed[style]))
        height, width = gathering.bottom, gathering.right
        extents.take(self.name, height, width, gathering.filled)
        columns = self.cells.columns(height, width)
        trim(columns, gathering.marks.uncomputed)
        marks = gathering.finish(len(columns[0]) if columns else 0, len(columns))
        return Grid(file, self.name, columns, marks, self.state, epoch)


class _Reader:
    """Follows the elements of the file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.epoch = 1900
        self.styles = NamedStyles()
        self.sheets: list[_Sheet] = []
        self.row_style = self.style = self.span = 0
        self.cell: Cell = (0, 0)
        self.kind, self.formula = "", ""
        self.words: list[str] = []
        self.sink: list[str] | None = None
        self.comment: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    @property
    def sheet(self) -> _Sheet:
        """The sheet being read."""
        if not self.sheets:
            raise damaged(self.file, "it has a cell outside of every sheet")
        return self.sheets[-1]

    def _doctype(self, *_parts: object) -> None:
        raise damaged(self.file, "it declares a document type, as entity bombs do")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, word = name.rpartition("}")
        handler = _STARTS.get(word) if namespace.startswith(_OFFICE) else None
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        if handler:
            handler(self, plain)
        elif not self.sheets:
            self.styles.take(word, plain)

    def _end(self, name: str) -> None:
        namespace, _, word = name.rpartition("}")
        handler = _ENDS.get(word) if namespace.startswith(_OFFICE) else None
        if handler:
            handler(self)

    def _text(self, text: str) -> None:
        if self.sink is not None:
            self.sink.append(text)

    def _number(self, attributes: Mapping[str, str], name: str, default: int, most: int) -> int:
        """A count or a place; one beyond the edge of every sheet is refused."""
        text = attributes.get(name, "")
        number = int(text) if text.isdecimal() and len(text) < 9 else default
        if number > most:
            raise damaged(self.file, f"a cell stands beyond the edge of a sheet ({name} {number})")
        return number

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        self.sheets.append(_Sheet(attributes.get("Name", ""), self.styles))

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        sheet = self.sheet
        first = self._number(attributes, "Index", sheet.column + 1, LAST_COLUMN)
        if first <= sheet.column:
            raise damaged(self.file, "its columns are out of order")
        sheet.column = min(first + self._number(attributes, "Span", 0, LAST_COLUMN), LAST_COLUMN)
        if attributes.get("Hidden") == "1":
            sheet.gathering.hide_columns(first, sheet.column)
        if "StyleID" in attributes:
            style = self.styles.number(attributes["StyleID"])
            sheet.column_styles.update(dict.fromkeys(range(first, sheet.column + 1), style))

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        sheet = self.sheet
        row = self._number(attributes, "Index", sheet.row + 1, LAST_ROW)
        if not sheet.row < row <= LAST_ROW:
            raise damaged(self.file, f"its rows are out of order (row {row})")
        sheet.row, sheet.column, sheet.spots = row, 0, []
        self.row_style = self.styles.number(attributes.get("StyleID", ""))
        self.span = self._number(attributes, "Span", 0, LAST_ROW)
        if attributes.get("Hidden") == "1":
            sheet.gathering.marks.hidden_rows.update(range(row, min(row + self.span, LAST_ROW) + 1))

    def _end_row(self) -> None:
        sheet = self.sheet
        sheet.gathering.take(sheet.row, sheet.spots)
        sheet.row += self.span

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        sheet = self.sheet
        column = self._number(attributes, "Index", sheet.column + 1, LAST_COLUMN)
        if not sheet.column < column <= LAST_COLUMN or not sheet.row:
            raise damaged(self.file, f"the cells of row {sheet.row} are out of order")
        own = attributes.get("StyleID")
        self.style = self.styles.number(own) if own else self.row_style or sheet.column_styles.get(column, 0)
        self.cell = sheet.row, column
        across = self._number(attributes, "MergeAcross", 0, LAST_COLUMN)
        down = self._number(attributes, "MergeDown", 0, LAST_ROW)
        if across or down:
            sheet.gathering.marks.merged.append((*self.cell, sheet.row + down, column + across))
        sheet.column = column + across
        self.kind, self.formula, self.words = "", attributes.get("Formula", ""), []

    def _end_cell(self) -> None:
        sheet, text = self.sheet, "".join(self.words)
        if self.formula:
            sheet.gathering.formula(self.cell, _absolute(self.formula, self.cell[0]), None, computed=bool(self.kind))
        sheet.spots.append((self.cell[1], self.style, bool(self.kind or self.formula)))
        if self.kind == "DateTime":
            sheet.dates.append((self.cell, text.strip(), self.style))
        elif self.kind and (value := _value(self.kind, text)) is not None:
            sheet.cells.put(*self.cell, value)

    def _start_data(self, attributes: Mapping[str, str]) -> None:
        if self.comment is None:
            self.kind = attributes.get("Type", "String")
            self.sink = self.words
        else:
            self.sink = self.comment

    def _end_data(self) -> None:
        self.sink = None

    def _start_comment(self, _attributes: Mapping[str, str]) -> None:
        self.comment = []

    def _end_comment(self) -> None:
        if self.comment:
            self.sheet.gathering.marks.comments[self.cell] = "".join(self.comment).strip()
        self.comment = None

    def _start_words(self, _attributes: Mapping[str, str]) -> None:
        self.words = self.sink = []

    def _end_visible(self) -> None:
        self.sheet.state = _STATES.get("".join(self.words).strip(), "visible")
        self.sink = None

    def _end_epoch(self) -> None:
        self.epoch = 1900 if "".join(self.words).strip() in {"0", "False"} else 1904
        self.sink = None


def _value(kind: str, text: str) -> Raw:
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text or None
    if kind == "Boolean":
        return text.strip() not in {"0", "", "False"}
    return CellError(text.strip()) if kind == "Error" else text or None


def _moment(text: str, epoch: int, *, elapsed: bool) -> Raw:
    """A date as written; the day before the first is that of times without a date."""
    found = iso_moment(text)
    if found is None:
        return text or None
    if text.startswith(_ZERO_DAY):
        return moment(serial(datetime.fromisoformat(text), 1900), 1900, elapsed=elapsed)
    return moment(serial(found, epoch), epoch, elapsed=True) if elapsed else found


def _absolute(formula: str, row: int) -> str:
    """A formula whose addresses are relative (``R[-3]C``), with their rows as numbers."""
    return _RELATIVE.sub(lambda found: f"A{found[2] or row + int(found[1] or 0)}", formula)


_STARTS: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    "Worksheet": _Reader._start_sheet,  # noqa: SLF001 - the class's own table of elements
    "Column": _Reader._start_column,  # noqa: SLF001
    "Row": _Reader._start_row,  # noqa: SLF001
    "Cell": _Reader._start_cell,  # noqa: SLF001
    "Data": _Reader._start_data,  # noqa: SLF001
    "Comment": _Reader._start_comment,  # noqa: SLF001
    "Visible": _Reader._start_words,  # noqa: SLF001
    "Date1904": _Reader._start_words,  # noqa: SLF001
}
_ENDS: Mapping[str, Callable[[_Reader], None]] = {
    "Row": _Reader._end_row,  # noqa: SLF001
    "Cell": _Reader._end_cell,  # noqa: SLF001
    "Data": _Reader._end_data,  # noqa: SLF001
    "Comment": _Reader._end_comment,  # noqa: SLF001
    "Visible": _Reader._end_visible,  # noqa: SLF001
    "Date1904": _Reader._end_epoch,  # noqa: SLF001
}
