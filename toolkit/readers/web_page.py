"""From a web page (HTML), which shop systems export under the name of a workbook, to the one sheet Excel makes of it.

Its tables stand one below the other, and a line of text between them takes a row. Every value is text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from lxml import etree

from toolkit.collector import uncollected
from toolkit.readers.encoding import decode_page
from toolkit.readers.extent import LAST_COLUMN, LAST_ROW, Scattered, trim
from toolkit.readers.grid import Grid, Marks
from toolkit.readers.package import PIECE
from toolkit.readers.page_cells import LINE, PageCell, PageTable, joined
from toolkit.readers.refusals import SAVE_AGAIN, Extents, damaged, foreign, too_large

_BLOCKS = frozenset(
    {"br", "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "hr", "pre", "center", "form", "address",
     "caption", "dt", "dd"}
)  # fmt: skip
_SILENT = frozenset(["script", "style", "head", "title", "select", "noscript", "template", "xml"])
_STRIKING = frozenset({"s", "strike", "del"})
_STRUCK, _HIDDEN = re.compile(r"line-through"), re.compile(r"display\s*:\s*none")
_SPANS = 256
"""Cells that reach down at one time; more would be a trap."""
_FRAMES = frozenset({"frameset", "frame", "iframe"})
_ELSEWHERE = "Its tables stand in other files beside it. Open it in Excel and choose Save As, Excel Workbook (.xlsx)."
_NOTE_MARK = re.compile(r"\bmsocom|\bcomment-indicator")
"""What stands in a cell for its comment."""


def read_web_page(data: bytes, file: str) -> Grid:
    """The one sheet of a page; ``file`` is the name to show."""
    text, encoding = decode_page(data, file)
    reader = _Reader(file)
    # Nothing is fetched, no entity is resolved, and what is too deep or too long is not followed.
    parser = etree.HTMLParser(target=reader, encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    with uncollected():
        try:
            for at in range(0, len(text), PIECE):
                parser.feed(text[at : at + PIECE].encode("utf-8", "replace"))
            parser.close()
        except (etree.LxmlError, ValueError) as error:
            raise damaged(file, f"the page does not hold together ({error})") from error
        if not reader.tables:
            raise foreign(file, "a web page (HTML) without a table", _ELSEWHERE if reader.framed else SAVE_AGAIN)
        return reader.grid(encoding)


class _Reader:
    """Follows the elements of the page; of tables inside tables each is one of its own."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.marks = Marks()
        self.cells = Scattered()
        self.bottom = self.right = self.filled = self.tables = 0
        self.taken = 0
        self.framed = False
        self.open: list[PageTable] = []
        self.silent: list[str] = []
        self.noting = False
        self.strikes: list[str] = []
        self.line: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        handler = _STARTS.get(tag)
        if tag in _SILENT or tag in self.silent[-1:] or (attributes and _is(_NOTE_MARK, attributes, "class")):
            self.silent.append(tag)
        elif tag in _FRAMES:
            self.framed = True
        elif handler:
            handler(self, attributes)
        elif tag in _BLOCKS:
            self._break()
        elif tag in _STRIKING or tag in self.strikes[-1:] or (attributes and _is(_STRUCK, attributes)):
            self.strikes.append(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        handler = _ENDS.get(tag)
        if tag in self.silent[-1:]:
            self.silent.pop()
        elif handler:
            handler(self)
        elif tag in _BLOCKS and tag != "br":
            self._break()
        elif tag in self.strikes[-1:]:
            self.strikes.pop()

    def data(self, text: str) -> None:
        """Letters; those outside of every cell are a line of their own."""
        cell = self.open[-1].cell if self.open else None
        if self.silent:
            return
        if cell is None:
            self.line.append(text)
            return
        if self.noting:
            cell.note.append(text)
            return
        cell.words.append(text)
        shown = len(text.strip())
        cell.letters += shown
        cell.struck += shown if self.strikes else 0

    def close(self) -> None:
        """The page ends, whatever is still open."""
        while self.open:
            self.end_table()
        self._end_line()

    def grid(self, encoding: str) -> Grid:
        """The sheet, once its extent is known to be affordable."""
        Extents(self.file).take("of the page", self.bottom, self.right, self.filled)
        columns = self.cells.columns(self.bottom, self.right)
        trim(columns, ())
        self.marks.hidden_rows = {row for row in self.marks.hidden_rows if row <= self.bottom}
        tables = "1 table" if self.tables == 1 else f"{self.tables} tables, one below the other"
        return Grid(self.file, None, columns, self.marks, notes=(f"a web page: {tables}, read as {encoding}",))

    def _break(self) -> None:
        """A new line: in a cell, or of the page."""
        cell = self.open[-1].cell if self.open else None
        if cell is None:
            self._end_line()
        else:
            cell.words.append(LINE)

    def _end_line(self) -> None:
        """A line outside of every cell takes a row."""
        if words := joined(self.line):
            self._put(self.taken + 1, 1, words)
        self.line = []

    def _put(self, row: int, column: int, words: str) -> None:
        if row > LAST_ROW or column > LAST_COLUMN:
            raise too_large(self.file, "its tables reach beyond the edge of every sheet", SAVE_AGAIN)
        self.cells.put(row, column, words)
        self.bottom, self.right, self.filled = max(self.bottom, row), max(self.right, column), self.filled + 1
        self.taken = max(self.taken, row)

    def start_table(self, _attributes: Mapping[str, str]) -> None:
        """A table begins below what there is; in a cell of another that holds nothing yet, in that cell's row."""
        outer = self.open[-1] if self.open else None
        self.end_cell()
        self._end_line()
        below = max(self.bottom, outer.row - 1) if outer else self.taken + (self.tables > 0)
        self.open.append(PageTable(below))

    def end_table(self) -> None:
        """A table ends; what follows stands below it."""
        if self.open:
            self.end_cell()
            ended = self.open.pop()
            self.tables += ended.holds
            if self.open:
                self.open[-1].row = max(self.open[-1].row, ended.row)

    def start_row(self, attributes: Mapping[str, str]) -> None:
        """A row begins."""
        if not self.open:
            return
        self.end_cell()
        self._end_line()
        table = self.open[-1]
        table.row += 1
        table.column, table.begun, table.struck = 0, True, _is(_STRUCK, attributes)
        self.taken = max(self.taken, table.row)
        table.reaching = [reach for reach in table.reaching if reach[2] >= table.row]
        if _is(_HIDDEN, attributes):
            self.marks.hidden_rows.add(table.row)

    def start_cell(self, attributes: Mapping[str, str]) -> None:
        """A cell begins, to the right of those before it and of those that reach down from above."""
        if not self.open:
            return
        self.end_cell()
        table = self.open[-1]
        if not table.begun:
            self.start_row({})
        column = table.column + 1
        for first, last, _ in sorted(table.reaching):
            column = last + 1 if first <= column <= last else column
        table.column, table.cell = column, PageCell(table.row, column)
        if attributes:
            self._span(table, attributes, column)
        if table.struck or (attributes and _is(_STRUCK, attributes)):
            self.strikes.append("td")

    def _span(self, table: PageTable, attributes: Mapping[str, str], column: int) -> None:
        """Note how far a cell reaches across and down."""
        across, down = _count(attributes, "colspan", LAST_COLUMN), _count(attributes, "rowspan", LAST_ROW)
        table.column = column + across - 1
        if down > 1:
            if len(table.reaching) >= _SPANS:
                raise too_large(self.file, f"more than {_SPANS} of its cells reach down at one time", SAVE_AGAIN)
            table.reaching.append((column, table.column, table.row + down - 1))
        if across > 1 or down > 1:
            self.marks.merged.append((table.row, column, table.row + down - 1, table.column))

    def start_note(self, _attributes: Mapping[str, str]) -> None:
        """A comment on the cell begins."""
        self.noting = True

    def end_note(self) -> None:
        """It ends."""
        self.noting = False

    def end_cell(self) -> None:
        """Keep the cell that is open, if there is one."""
        table = self.open[-1] if self.open else None
        if table is None or table.cell is None:
            return
        cell, table.cell, self.strikes, self.noting = table.cell, None, [], False
        if cell.note and (note := joined(cell.note)):
            self.marks.comments[cell.row, cell.column] = note
        if words := joined(cell.words):
            table.holds = True
            self._put(cell.row, cell.column, words)
            if cell.letters and cell.struck == cell.letters:
                self.marks.struck.add((cell.row, cell.column))


def _is(pattern: re.Pattern[str], attributes: Mapping[str, str], name: str = "style") -> bool:
    """Whether an element's own style, or its class, says so."""
    found = attributes.get(name)
    return bool(found and pattern.search(found.lower()))


def _count(attributes: Mapping[str, str], name: str, most: int) -> int:
    text = (attributes.get(name) or "").strip()
    return min(max(int(text), 1), most) if text.isdecimal() and len(text) < 8 else 1


_STARTS: Mapping[str, Callable[[_Reader, Mapping[str, str]], None]] = {
    "table": _Reader.start_table,
    "tr": _Reader.start_row,
    "td": _Reader.start_cell,
    "th": _Reader.start_cell,
    "comment": _Reader.start_note,
}
_ENDS: Mapping[str, Callable[[_Reader], None]] = {
    "table": _Reader.end_table,
    "td": _Reader.end_cell,
    "th": _Reader.end_cell,
    "comment": _Reader.end_note,
}
