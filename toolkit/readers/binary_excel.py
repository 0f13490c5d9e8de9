"""From a binary workbook (.xlsb) to Grids: parts found by their relations as in any package, records instead of XML."""

from __future__ import annotations

from toolkit.collector import uncollected
from toolkit.findings import ToolkitError
from toolkit.readers.binary_records import BROKEN, LONG, SPAN, records, rich, text
from toolkit.readers.binary_sheet import BinarySheet
from toolkit.readers.binary_styles import Styles, Texts, read_styles, read_texts
from toolkit.readers.comments import NO_COMMENTS, read_comments
from toolkit.readers.grid import WORKSHEET, Cell, Grid, NamedTable
from toolkit.readers.named_tables import MOST
from toolkit.readers.package import Related, Sheet
from toolkit.readers.refusals import Extents, damaged

_SHEET, _PROPERTIES = 156, 153
_STATES = {1: "hidden", 2: "very hidden"}
_COMMENT, _COMMENT_TEXT, _TABLE = 635, 637, 343
_TABLE_NAMES = 64
"""Where the names of a declared table begin."""


class BinaryPackage(Related):
    """A binary workbook's package: its sheets, in the order of the workbook."""

    usual_root = "xl/workbook.bin"

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and read the list of sheets; ``file`` is the name to show."""
        super().__init__(data, file)
        self.epoch = 1900
        self.sheets: list[Sheet] = []
        related = self.related(self.root)
        try:
            for kind, block, start, end in records(self.pieces(self.root), file, self.root):
                if kind == _PROPERTIES and LONG.unpack_from(block, start)[0] & 1:
                    self.epoch = 1904
                elif kind == _SHEET:
                    key, stop = text(block, start + 8, end)
                    word, part = related.get(key, (WORKSHEET, ""))
                    state = _STATES.get(LONG.unpack_from(block, start)[0] & 3, "visible")
                    self.sheets.append(Sheet(text(block, stop, end)[0], state, word, part if self.has(part) else None))
        except BROKEN as error:
            raise damaged(file, "its list of sheets does not hold together") from error


def read_binary_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet in workbook order, hidden ones and charts too; ``file`` is the name to show."""
    package, extents = BinaryPackage(data, file), Extents(file)
    with uncollected():
        styles = read_styles(package)
        texts = read_texts(package, styles.strikes)
        return tuple(_grid(package, sheet, styles, texts, extents) for sheet in package.sheets)


def _grid(package: BinaryPackage, sheet: Sheet, styles: Styles, texts: Texts, extents: Extents) -> Grid:
    """One sheet; of a chart the name alone."""
    file, epoch = package.file, package.epoch
    if sheet.kind != WORKSHEET:
        return Grid(file, sheet.name, [], state=sheet.state, epoch=epoch, kind=sheet.kind)
    if sheet.part is None:
        raise damaged(file, f"its sheet {sheet.name} is missing")
    walk = BinarySheet(styles, texts, epoch)
    walk.follow(package.pieces(sheet.part), file, sheet.part)
    columns, marks = walk.finish(extents, sheet.name)
    marks.tables = _tables(package, sheet.part)
    try:
        marks.comments = read_comments(package, sheet.part, _notes)
    except (*BROKEN, ToolkitError):  # broken comments must not cost the values
        return Grid(file, sheet.name, columns, marks, sheet.state, epoch, (NO_COMMENTS,))
    return Grid(file, sheet.name, columns, marks, sheet.state, epoch)


def _notes(package: Related, part: str) -> list[tuple[Cell, str]]:
    """The notes of a part: a record says where, the next what."""
    found: list[tuple[Cell, str]] = []
    cell: Cell | None = None
    for kind, block, start, end in records(package.pieces(part), package.file, part):
        if kind == _COMMENT:
            top, _, left, _ = SPAN.unpack_from(block, start + 4)
            cell = top + 1, left + 1
        elif kind == _COMMENT_TEXT and cell:
            found.append((cell, rich(block, start, end)[0].strip()))
    return found


def _tables(package: Related, part: str) -> list[NamedTable]:
    """The tables the workbook declares on a sheet that have a heading row, from the top."""
    parts = [path for word, path in package.related(part).values() if word == "table" and package.has(path)]
    found = [table for path in sorted(parts)[:MOST] if (table := _table(package, path))]
    return sorted(found, key=lambda table: (table.top, table.left))


def _table(package: Related, part: str) -> NamedTable | None:
    try:
        return _declared(package, part)
    except (*BROKEN, ToolkitError):  # a broken part is no evidence at all
        return None


def _declared(package: Related, part: str) -> NamedTable | None:
    for kind, block, start, end in records(package.pieces(part), package.file, part):
        if kind == _TABLE:
            top, bottom, left, right = SPAN.unpack_from(block, start)
            headings, totals = LONG.unpack_from(block, start + 24)[0], LONG.unpack_from(block, start + 28)[0]
            own, stop = text(block, start + _TABLE_NAMES, end)
            shown, _ = text(block, stop, end)
            if headings:
                return NamedTable(shown or own, top + 1, left + 1, bottom + 1, right + 1, totals=bool(totals))
    return None
