"""Workbooks as an office keeps them, written so that the same contents give the same bytes.

openpyxl stamps the hour of saving and leaves formulas without values; both are put right in the finished package:
every member gets one fixed time, and every formula but the ones meant to be uncomputed gets its value.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from toolkit.demo.faults import Fault, Planting

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

STAMP = (1980, 1, 1, 0, 0, 0)
SAVED = datetime(2026, 10, 30, 17, 42)
POUNDS = '"£"#,##0'
DAY = "dd/mm/yyyy"
FORMULA = re.compile(rb'(<c r="([A-Z]+\d+)"[^>]*>)<f>(.*?)</f><v ?(?:/>|></v>)</c>')


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an office sheet: the fact it holds, its heading, its width, its number format, its group."""

    key: str
    heading: str
    width: float = 12
    format: str = "General"
    group: str = ""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """The hand a sheet is kept in: face, size, and the colours of its heading and of its section rows."""

    face: str
    size: float
    heading_fill: str
    heading_ink: str
    section_fill: str
    line: str = "D9D4CB"

    def font(self, **more: object) -> Font:
        """The sheet's font, with what differs."""
        return Font(**{"name": self.face, "size": self.size, **more})  # type: ignore[arg-type]  # openpyxl's own names


@dataclass
class Sheet:
    """A sheet being written row by row, which remembers where each record and each column stands."""

    file: str
    sheet: Worksheet
    columns: Sequence[Column]
    hand: Hand
    planting: Planting
    row: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    cached: dict[str, float] = field(default_factory=dict)
    author: str = "EH"

    def __post_init__(self) -> None:
        """Set the widths and the page."""
        self._looks: dict[int, Any] = {}  # openpyxl's numbers of a cell's font, border and the rest
        self._font = self.hand.font()
        self._border = Border(bottom=Side(style="hair", color=self.hand.line))
        self._flow = [self._alignment(column) for column in self.columns]
        for number, column in enumerate(self.columns, 1):
            spot = self.sheet.column_dimensions[get_column_letter(number)]
            spot.width, spot.hidden = column.width, column.hidden
        self.sheet.page_setup.orientation, self.sheet.page_setup.paperSize = "landscape", 8
        self.sheet.page_setup.fitToWidth, self.sheet.page_setup.fitToHeight = 1 + len(self.columns) // 25, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&A, page &P of &N"))

    @staticmethod
    def _alignment(column: Column) -> Alignment:
        """Wrapped where the column is wide, centred where it is narrow or holds dates, else a little off the line."""
        if column.format == DAY or column.width < 10:
            return Alignment(horizontal="center", vertical="top")
        if column.format == "General":
            return Alignment(horizontal="left", vertical="top", wrap_text=column.width > 40, indent=1)
        return Alignment(vertical="top")

    def letter(self, key: str) -> str:
        """The letter of the column that holds a fact."""
        return get_column_letter([column.key for column in self.columns].index(key) + 1)

    def cell(self, record: str, key: str) -> Cell:
        """The cell that holds one fact of one record."""
        return self._at(self.rows[record], [column.key for column in self.columns].index(key) + 1)

    def _at(self, row: int, number: int) -> Cell:
        """The cell at a row and a column number; those that a merge has swallowed take their style as well."""
        return cast("Cell", self.sheet.cell(row, number))

    def line(
        self, text: str = "", size: float = 0, *, bold: bool = False, italic: bool = False, ink: str = "3A362F"
    ) -> None:
        """A line of text above or between the tables; no text, a blank row."""
        self.row += 1
        if text:
            cell = self.sheet.cell(self.row, 1, text)
            cell.font = self.hand.font(size=size or self.hand.size, bold=bold, italic=italic, color=ink)

    def heading(self) -> None:
        """The heading: one line, or two with merged groups where any column belongs to a group."""
        grouped = any(column.group for column in self.columns)
        first, last = self.row + 1, self.row + (2 if grouped else 1)
        for number, column in enumerate(self.columns, 1):
            self.sheet.cell(first, number, column.group or column.heading)
            if column.group:
                self.sheet.cell(last, number, column.heading)
        for row in range(first, last + 1):
            self.sheet.row_dimensions[row].height = 20 if grouped else 32
            for number in range(1, len(self.columns) + 1):
                self._head(self._at(row, number))
        if grouped:
            self._merge_heading(first, last)
        self.row = last

    def _head(self, cell: Cell) -> None:
        """Dress one heading cell."""
        cell.font = self.hand.font(bold=True, color=self.hand.heading_ink)
        cell.fill = PatternFill("solid", fgColor=self.hand.heading_fill)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _merge_heading(self, first: int, last: int) -> None:
        """Merge group names across their columns, and the other headings over both lines."""
        number = 1
        while number <= len(self.columns):
            group = self.columns[number - 1].group
            end = number
            while group and end < len(self.columns) and self.columns[end].group == group:
                end += 1
                self.sheet.cell(first, end).value = None
            below = first if group else last
            self.sheet.merge_cells(start_row=first, start_column=number, end_row=below, end_column=end)
            number = end + 1

    def section(self, text: str) -> None:
        """A row that names the part of the register below it."""
        self.line(text, bold=True)
        for number in range(1, len(self.columns) + 1):
            self.sheet.cell(self.row, number).fill = PatternFill("solid", fgColor=self.hand.section_fill)

    def record(self, name: str, facts: Mapping[str, object]) -> None:
        """A row of the register."""
        self.row += 1
        self.rows[name] = self.row
        for number, column in enumerate(self.columns, 1):
            cell = self._at(self.row, number)
            cell.value = facts.get(column.key)  # type: ignore[assignment]  # a mapping of many kinds of facts
            self._dress(cell, number)

    def _dress(self, cell: Cell, number: int) -> None:
        """Give a cell its column's look: the first is dressed piece by piece, the others take after it."""
        column, first = self.columns[number - 1], self._looks.get(number)
        if first is None:
            cell.font, cell.border, cell.alignment = self._font, self._border, self._flow[number - 1]
            if column.format != "General":
                cell.number_format = column.format
            self._looks[number] = copy(cell._style)  # type: ignore[attr-defined]  # noqa: SLF001 - openpyxl's one way to share
            return
        own = cell.number_format  # a date has one from its value
        cell._style = copy(first)  # type: ignore[attr-defined]  # noqa: SLF001 - as above
        if column.format == "General":
            cell.number_format = own

    def total(self, label: str, values: Mapping[str, tuple[object, float | None]]) -> None:
        """A row of totals: for each fact a figure, or a formula and the value it was saved with."""
        self.line(label, bold=True)
        for key, (content, shown) in values.items():
            cell = self.sheet[f"{self.letter(key)}{self.row}"]
            cell.value, cell.number_format, cell.font = content, POUNDS, self.hand.font(bold=True)
            cell.border = Border(top=Side(style="thin"))
            if shown is not None:
                self.cached[cell.coordinate] = shown

    def sum_of(self, key: str, first: int, last: int) -> float:
        """The sum of a column between two rows, as a spreadsheet adds: text counts for nothing."""
        values = (self.sheet[f"{self.letter(key)}{row}"].value for row in range(first, last + 1))
        return float(sum(value for value in values if isinstance(value, (int, float))))

    def at(self, record: str, key: str) -> tuple[str, int]:
        """The address and the row of the cell that holds one fact of one record."""
        return f"{self.letter(key)}{self.rows[record]}", self.rows[record]

    def read(self, record: str, key: str) -> object:
        """What that cell holds."""
        return self.cell(record, key).value

    def write(self, record: str, key: str, value: object, number_format: str = "") -> None:
        """Put a value into that cell, in another number format where one is given."""
        cell = self.cell(record, key)
        cell.value = value  # type: ignore[assignment]  # any value a person may type
        if number_format:
            cell.number_format = number_format

    def mark(self, record: str, what: str) -> None:
        """Mark a whole record as offices do: ``struck through``, ``red fill``, ``hidden row``."""
        row = self.rows[record]
        if what == "hidden row":
            self.sheet.row_dimensions[row].hidden = True
        for number in range(1, len(self.columns) + 1):
            cell = self.sheet.cell(row, number)
            if what == "struck through":
                cell.font = self.hand.font(strike=True)
            if what == "red fill":
                cell.fill = PatternFill("solid", fgColor="F4B6B0")

    def comment(self, record: str, key: str, text: str) -> None:
        """Leave a comment on a cell."""
        self.cell(record, key).comment = Comment(text, self.author, height=60, width=220)

    def note(self, kind: str, record: str, key: str, what: str, say: str, brings: tuple[str, ...] = ()) -> None:
        """Note a fault at a cell of this sheet."""
        cell, row = self.at(record, key)
        self.planting.add(Fault(kind, self.file, self.sheet.title, cell, row, what, say, record, brings))


def shown(value: object) -> str:
    """A planted value as ``planted.json`` states it."""
    if value is None:
        return ""
    return value.isoformat()[:10] if isinstance(value, date) else str(value)


def bytes_of(write: Callable[[Workbook], Sequence[Sheet]], title: str) -> bytes:
    """The bytes of a workbook whose sheets ``write`` has filled."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = write(book)
    book.properties.creator, book.properties.title = "EH", title
    book.properties.created = SAVED
    plain = BytesIO()
    book.save(plain)
    cached = {f"xl/worksheets/sheet{number}.xml": sheet.cached for number, sheet in enumerate(sheets, 1)}
    return _settled(plain, cached)


def _settled(plain: BytesIO, cached: Mapping[str, Mapping[str, float]]) -> bytes:
    """The package again with fixed times and with the values of its formulas."""
    settled = BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", SAVED.isoformat().encode() + b"Z", content)
            if name in cached:
                content = _with_values(content, cached[name])
            member = zipfile.ZipInfo(name, STAMP)
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(member, content)
    return settled.getvalue()


def _with_values(sheet: bytes, cached: Mapping[str, float]) -> bytes:
    """The sheet's XML with the values its formulas were last computed to; the others stay without."""

    def fill(found: re.Match[bytes]) -> bytes:
        """One formula cell, with its value where it has one."""
        value = cached.get(found[2].decode())
        inner = b"<f>" + found[3] + b"</f>"
        return found[1] + inner + (f"<v>{value!r}</v>".encode() if value is not None else b"") + b"</c>"

    return FORMULA.sub(fill, sheet)
