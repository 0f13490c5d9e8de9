"""From an OpenDocument sheet (.ods) to Grids: its package checked, its styles read, its cells walked once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from toolkit.collector import uncollected
from toolkit.readers.extent import trim
from toolkit.readers.grid import Grid
from toolkit.readers.open_styles import OpenStyles
from toolkit.readers.open_table import Table, Walker
from toolkit.readers.package import Archive, follow, local
from toolkit.readers.refusals import encrypted, foreign

_HINT = (
    "Open it in LibreOffice with the password, choose File, Save As, clear Save with password, and use the new copy."
)
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_SECTIONS = ("styles", "automatic-styles")
_BODY = re.compile(rb"<(?:[\w.-]+:)?body[\s/>]")
_ROOT = re.compile(rb"<((?:[\w.-]+:)?document-content)[\s>]")
_LONGEST_HEAD = 1 << 24


def read_open_document(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet in the document's order, hidden ones too; ``file`` is the name to show."""
    archive = Archive(data, file)
    if archive.has(_MANIFEST) and b"encryption-data" in archive.read(_MANIFEST):
        raise encrypted(file, _HINT)
    styles = OpenStyles(_style_sections(archive))
    walker = Walker(styles, file)
    with uncollected():
        follow(walker.parser, archive.pieces(_CONTENT), file, "its content")
        if not walker.spreadsheet:
            raise foreign(file, "an OpenDocument file that is no spreadsheet", "Copy its table into a workbook.")
        return tuple(_grid(table, file, walker.epoch) for table in walker.tables)


def _style_sections(archive: Archive) -> Iterator[Element]:
    """The common styles, then the automatic ones of the content, which are parsed without its cells."""
    if archive.has(_STYLES):
        yield from (section for section in archive.tree(_STYLES) if local(section.tag) in _SECTIONS)
    yield from (section for section in _before_cells(archive) if local(section.tag) in _SECTIONS)


def _before_cells(archive: Archive) -> Element:
    """The content up to its body as a tree; one spelt in an unusual way is parsed whole."""
    head = b""
    for piece in archive.pieces(_CONTENT):
        head += piece
        body, root = _BODY.search(head), _ROOT.search(head)
        if body and root:
            return archive.parse(head[: body.start()] + b"</" + root[1] + b">", _CONTENT)
        if len(head) > _LONGEST_HEAD:
            break
    return archive.tree(_CONTENT)


def _grid(table: Table, file: str, epoch: int) -> Grid:
    columns, gathering = table.columns, table.gathering
    trim(columns, gathering.marks.uncomputed)
    height, width = len(columns[0]) if columns else 0, len(columns)
    marks = gathering.finish(height, width)
    for first, last in table.hidden_rows:
        marks.hidden_rows.update(range(first, min(last, height) + 1))
    marks.comments = table.comments
    return Grid(file, table.name, columns, marks, "hidden" if table.hidden else "visible", epoch)
