"""Reads a file by what it is, whatever its name says, or refuses it by name with the way out."""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.readers.delimited import read_delimited
from toolkit.readers.fetch import fetch, open_elsewhere
from toolkit.readers.grid import Book, Grid
from toolkit.readers.package import member, unzipped
from toolkit.readers.refusals import damaged, foreign
from toolkit.readers.signatures import COMPOUND, foreign_kind, package_kind

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")

_START = 4096
_ROOT = re.compile(rb"(?:\s|<\?.*?\?>|<!--.*?-->|<!\w[^>\[]*>|<!\[.*?\]>)*<(?:[\w.-]+:)?(\w+)[\s>/]", re.DOTALL)
"""The first element of a text in markup, whatever stands before it."""
_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
_PAGE = frozenset(b"html head body table meta style title div center font script link form tbody tr p span b".split())

Sheets = tuple[str, tuple[Grid, ...], tuple[str, ...]]
"""A workbook's format, its sheets, and how it was opened."""


def read(path: Path, shown: str | None = None) -> Book:
    """Read a register's file whole, opened for reading only; ``shown`` is its name in messages."""
    file = shown or path.name
    data = fetch(path, file)
    digest = hashlib.sha256(data).hexdigest()
    kind, grids, notes = _workbook(data, file) or _marked_up(data, file) or _text(data, file)
    return Book(file, kind, grids, digest, (*notes, *open_elsewhere(path)))


def _workbook(data: bytes, file: str) -> Sheets | None:
    """A workbook, None where the file is none; one behind a password is opened with a password that is known."""
    try:
        return _open_workbook(data, file)
    except ToolkitError as error:
        if error.code != "encrypted" or data.startswith(_ZIP):
            raise
    from toolkit.readers.locked import opened

    content, notes = opened(data, file)
    found = _open_workbook(content, file)
    if found is None:
        raise damaged(file, "what its password opens is no workbook")
    return found[0], found[1], notes


def _open_workbook(data: bytes, file: str) -> Sheets | None:
    """The sheets of a workbook of any age; each reader loads when it is needed."""
    if data.startswith(_ZIP):
        kind = _package(data, file)
        if kind == "ods":
            from toolkit.readers.open_document import read_open_document as read_it
        elif kind == "xlsb":
            from toolkit.readers.binary_excel import read_binary_workbook as read_it
        else:
            from toolkit.readers.excel import read_workbook as read_it
        return kind, read_it(data, file), ()
    if data.startswith((COMPOUND, *_OLD_SHEETS)):
        from toolkit.readers.old_excel import read_old_stream, read_old_workbook

        return "xls", (read_old_workbook if data.startswith(COMPOUND) else read_old_stream)(data, file), ()
    return None


def _marked_up(data: bytes, file: str) -> Sheets | None:
    """The tables of a web page or the sheets of an XML spreadsheet, None where the file is neither."""
    start = data[:_START].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    root = _ROOT.match(start)
    if root is None:
        return None
    if root[1] == b"Workbook" and _SPREADSHEET in start:
        from toolkit.readers.xml_sheets import read_xml_sheets

        return "xml", read_xml_sheets(data, file), ()
    if root[1].lower() in _PAGE:
        from toolkit.readers.web_page import read_web_page

        grid = read_web_page(data, file)
        return "html", (grid,), grid.notes
    return None


def _text(data: bytes, file: str) -> Sheets:
    """A text file's one sheet; what is known to be something else is refused."""
    if found := foreign_kind(data):
        raise foreign(file, *found)
    grid, kind = read_delimited(data, file)
    return kind, (grid,), grid.notes


def _package(data: bytes, file: str) -> str:
    """What a package holds: ``xlsx``, ``xlsm``, ``xlsb`` or ``ods``; what is no workbook is refused."""
    with unzipped(data, file) as archive:
        names = set(map(member, archive.namelist()))
    if "[content_types].xml" not in names and "content.xml" in names:
        return "ods"
    last = {posixpath.basename(name) for name in names}
    if "workbook.bin" in last and "workbook.xml" not in last:
        return "xlsb"
    if "workbook.xml" not in last:
        if found := package_kind(names):
            raise foreign(file, *found)
        if "_rels/.rels" not in names:
            raise foreign(file, "a ZIP archive", "Unpack it first, then name the workbook inside.")
    return "xlsm" if "vbaproject.bin" in last else "xlsx"
