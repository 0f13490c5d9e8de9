"""Reads a file by what it is, whatever its name says, or refuses it by name with the way out."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import datetime
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.readers.delimited import read_delimited
from toolkit.readers.grid import Book, Grid
from toolkit.readers.refusals import SAVE_AGAIN, damaged, foreign

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_SHEETS = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")

_SIGNATURES = (
    (b"%PDF", "a PDF", "Ask for the workbook the PDF was printed from."),
    (b"{\\rtf", "a word-processor document (RTF)", SAVE_AGAIN),
    (b"ID;P", "a SYLK file", SAVE_AGAIN),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it first, then name the file inside."),
    (b"7z\xbc\xaf", "a compressed file (7-Zip)", "Unpack it first, then name the file inside."),
    (b"Rar!", "a compressed file (RAR)", "Unpack it first, then name the file inside."),
    (b"\x89PNG", "a picture", "Ask for the workbook the picture shows."),
    (b"\xff\xd8\xff", "a picture", "Ask for the workbook the picture shows."),
    (b"GIF8", "a picture", "Ask for the workbook the picture shows."),
    (b"SQLite format 3", "a database (SQLite)", "Export the table as .csv or .xlsx."),
)

_MARKUP = (
    (re.compile(rb"<\?xml[^>]*>.*urn:schemas-microsoft-com:office:spreadsheet", re.DOTALL), "an XML spreadsheet 2003"),
    (re.compile(rb"<(?:!doctype html|html|head|body|table|meta|style)\b", re.IGNORECASE), "a web page (HTML)"),
    (re.compile(rb"<\?xml"), "an XML file"),
)

_PACKAGES = (
    ("xl/workbook.bin", "a binary workbook (.xlsb)", SAVE_AGAIN),
    ("word/document.xml", "a Word document", "Copy its table into a workbook and save that as .xlsx."),
    ("ppt/presentation.xml", "a presentation", "Ask for the workbook behind it."),
    ("index/document.iwa", "an Apple Numbers file", "In Numbers choose File, Export To, Excel, and use the new file."),
    ("index.zip", "an Apple Numbers file", "In Numbers choose File, Export To, Excel, and use the new file."),
)


def read(path: Path, shown: str | None = None) -> Book:
    """Read a register's file whole, opened for reading only; ``shown`` is its name in messages."""
    file = shown or path.name
    data = _bytes(path, file)
    digest = hashlib.sha256(data).hexdigest()
    notes = _open_elsewhere(path)
    if workbook := _workbook(data, file):
        return Book(file, workbook[0], workbook[1], digest, notes)
    _refuse_foreign(data, file)
    grid, kind = read_delimited(data, file)
    return Book(file, kind, (grid,), digest, (*grid.notes, *notes))


def _workbook(data: bytes, file: str) -> tuple[str, tuple[Grid, ...]] | None:
    """The format and the sheets of a workbook, None where the file is none; each reader loads when it is needed."""
    if data.startswith(_ZIP):
        kind = _package(data, file)
        if kind == "ods":
            from toolkit.readers.open_document import read_open_document

            return kind, read_open_document(data, file)
        from toolkit.readers.excel import read_workbook

        return kind, read_workbook(data, file)
    if data.startswith((_COMPOUND, *_OLD_SHEETS)):
        from toolkit.readers.old_excel import read_old_stream, read_old_workbook

        return "xls", (read_old_workbook if data.startswith(_COMPOUND) else read_old_stream)(data, file)
    return None


def _bytes(path: Path, file: str) -> bytes:
    if path.name.startswith("~$"):
        raise foreign(
            file,
            "the lock file Excel keeps while a workbook is open",
            f"Name the workbook itself: {path.name[2:]}",
        )
    try:
        if path.is_dir():
            raise ToolkitError(
                f"{file}: this is a folder, not a file",
                "Name one file in it, for example with a slash and the file's name after the folder.",
                code="unreadable",
            )
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(error, path, file) from error
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ToolkitError(
            f"{file}: the file is empty",
            "If it should not be, the copy or the download was cut off: fetch it again.",
            code="empty",
        )
    return data


def _unreadable(error: OSError, path: Path, file: str) -> ToolkitError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        folder = path.parent
        near = sorted(entry.name for entry in folder.iterdir() if entry.is_file()) if folder.is_dir() else []
        there = f"In {folder.name or 'that folder'} there are: {', '.join(near[:8])}." if near else "Check the folder."
        return ToolkitError(f"{file}: there is no such file", there, code="not-found")
    if isinstance(error, PermissionError):
        return ToolkitError(
            f"{file}: you have no right to read this file",
            "Ask its owner for the right to read it, or copy it to a folder of your own.",
            code="unreadable",
        )
    return ToolkitError(
        f"{file}: the file could not be read ({error.strerror or error})",
        "If it stands on a network drive or in the cloud, copy it to this computer and try again.",
        code="unreadable",
    )


def _open_elsewhere(path: Path) -> tuple[str, ...]:
    """Say so where a lock file shows the workbook open: what is read is what was last saved."""
    programs = {f"~${path.name}": "Excel", f".~lock.{path.name}#": "LibreOffice"}
    for lock, program in programs.items():
        if path.with_name(lock).exists():
            saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            return (f"open in {program}: read as last saved {saved:%Y-%m-%d %H:%M}; newer edits unseen",)
    return ()


def _package(data: bytes, file: str) -> str:
    """What a package holds: ``xlsx``, ``xlsm`` or ``ods``; what is no workbook is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.replace("\\", "/").lstrip("/").lower() for name in archive.namelist()}
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(file, "it begins like a workbook but its contents cannot be listed") from error
    if "[content_types].xml" not in names and "content.xml" in names:
        return "ods"
    if not any(name.endswith("workbook.xml") for name in names):
        for part, what, hint in _PACKAGES:
            if part in names:
                raise foreign(file, what, hint)
        if "_rels/.rels" not in names:
            raise foreign(file, "a ZIP archive", "Unpack it first, then name the workbook inside.")
    return "xlsm" if any(name.endswith("vbaproject.bin") for name in names) else "xlsx"


def _refuse_foreign(data: bytes, file: str) -> None:
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise foreign(file, what, hint)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    for pattern, what in _MARKUP:
        if pattern.match(start):
            raise foreign(file, what)
