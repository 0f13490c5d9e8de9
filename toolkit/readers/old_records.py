"""The stream of records inside an old workbook (.xls), checked before it is believed.

Every sheet is walked once: sheets that overlap are refused, so that a small file cannot unfold, and records
that carry no values and no marks are made unknown, so that nothing in them can trip the reader of values.
"""

from __future__ import annotations

import io
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import PurePath
from struct import Struct

import olefile

from toolkit.readers.grid import WORKSHEET, Cell
from toolkit.readers.old_formulas import OF_1995, OF_1997, Sums
from toolkit.readers.refusals import damaged, encrypted, foreign

BEGINNINGS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
MODERN = 0x0600
"""The version since 1997; 0x0500 is that of 1993 and 1995."""
EARLY = {0x0009: "Excel 2", 0x0209: "Excel 3", 0x0409: "Excel 4"}
"""How the files of 1987 to 1992 begin: one sheet and nothing around it."""

_BROKEN = (OSError, ValueError, IndexError, TypeError, AttributeError, OverflowError, RecursionError, MemoryError)
"""What olefile raises over a storage that does not hold together."""
_HEAD = Struct("<HH")
_PLACE = Struct("<HH")
_OFFSET = Struct("<iBB")
_SHORT = Struct("<H")
_END, _BOUNDSHEET, _FILEPASS, _FORMULA, _SHARED, _ARRAY = 0x0A, 0x85, 0x2F, 0x06, 0x4BC, 0x221
_SHEET = 0x10
_KINDS = {0: WORKSHEET, 1: "macrosheet", 2: "chartsheet"}
STATES = {1: "hidden", 2: "very hidden"}
_DRAWN = frozenset({0x1C, 0x5D, 0x1B6})
"""Notes, and the shapes and texts they are drawn with."""
_UNKNOWN = b"\xff\xff"
_KEPT = BEGINNINGS | {
    _END, _BOUNDSHEET, _FORMULA, _SHARED, _ARRAY,
    0x22, 0x31, 0x3C, 0x42, 0x92, 0xE0, 0xFC, 0x41E,  # date mode, fonts, continued, code page, palette, styles, texts
    0x206, 0x406, 0x201, 0x203, 0x204, 0x205, 0x207, 0x27E, 0xBD, 0xBE, 0xD6, 0xFD,  # cells
    0x36, 0x37, 0x236, 0x208, 0x7D, 0xE5, *_DRAWN,  # tables, rows, columns, merged cells
}  # fmt: skip
_KEPT_EARLY = {
    _END, *range(9), 0x1C, 0x1E, 0x1F, 0x20, 0x22, 0x24, 0x31, 0x3C, 0x42, 0x43, 0x44, 0x45, 0x56, 0x5E, 0x7D, 0x92,
    *range(0x200, 0x209), 0x206, 0x231, 0x243, 0x27E, 0x406, 0x41E, 0x443,
}  # fmt: skip
"""The same for the early files, whose numbers are others."""
_FORMULA_OF_EXCEL_4 = 0x0406


@dataclass(frozen=True, slots=True)
class OldSheet:
    """One entry of an old workbook's list of sheets; ``sums`` are outlines of formulas that may be totals."""

    kind: str
    name: str = ""
    state: str = "visible"
    sums: dict[Cell, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OldBook:
    """The records to read values from, the sheets in workbook order, and whether it is of 1997 or later."""

    records: bytes
    sheets: tuple[OldSheet, ...]


def stream_names(data: bytes) -> set[str]:
    """The names of a compound file's parts in small letters."""
    with olefile.OleFileIO(io.BytesIO(data)) as found:
        return {"/".join(path).lower() for path in found.listdir()}


def find_stream(data: bytes, file: str) -> bytes | None:
    """The workbook inside a compound file, None where there is none; what is locked or damaged is refused."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as found:
            names = {"/".join(path).lower(): path for path in found.listdir()}
            if "encryptedpackage" in names:
                raise encrypted(file)
            path = names.get("workbook") or names.get("book")
            return found.openstream(path).read() if path else None
    except _BROKEN as error:
        raise damaged(file, "its compound storage does not hold together") from error


def read_records(stream: bytes, file: str) -> OldBook:
    """Walk the whole stream; workbooks with a password, and what is no table of cells, are refused by name."""
    if len(stream) < 8 or _HEAD.unpack_from(stream)[0] not in BEGINNINGS:
        raise damaged(file, "its records do not begin like a workbook")
    code, version = _HEAD.unpack_from(stream)[0], _SHORT.unpack_from(stream, 4)[0]
    if code in EARLY:
        if _SHORT.unpack_from(stream, 6)[0] != _SHEET:
            raise foreign(file, f"a chart, a macro or a bound workbook of {EARLY[code]}")
        return _Walk(stream, file, modern=False, kept=_KEPT_EARLY).early()
    if version not in {MODERN, 0x0500}:
        raise damaged(file, "it is of no version of Excel there has been")
    walk = _Walk(stream, file, modern=version == MODERN)
    entries = walk.globals()
    seen = 0
    for start, _, entry in sorted((start, at, entry) for at, (start, entry) in enumerate(entries)):
        if entry.kind != WORKSHEET:
            continue
        if start < seen:
            raise damaged(file, "two of its sheets share their records")
        seen = walk.sheet(start, entry.sums)
    return OldBook(bytes(walk.copy), tuple(entry for _, entry in entries))


def without_drawings(book: OldBook) -> OldBook:
    """The same records but for what is drawn over the cells, comments too: broken drawings must not cost the values."""
    copy, at = bytearray(book.records), 0
    while at + 4 <= len(copy):
        code, length = _HEAD.unpack_from(copy, at)
        if code in _DRAWN:
            copy[at : at + 2] = _UNKNOWN
        at += 4 + length
    return OldBook(bytes(copy), book.sheets)


class _Walk:
    """Goes over the records, one at a time, and makes unknown what is not needed."""

    def __init__(self, stream: bytes, file: str, *, modern: bool, kept: Container[int] = _KEPT) -> None:
        self.stream = stream
        self.copy = bytearray(stream)
        self.file = file
        self.modern = modern
        self.kept = kept

    def early(self) -> OldBook:
        """The one sheet of a file before 1993, called as the file is."""
        sheet, at = OldSheet(WORKSHEET, PurePath(self.file).stem), 0
        sums = Sums(OF_1995)
        while at + 4 <= len(self.stream):
            code, length = _HEAD.unpack_from(self.stream, at)
            if code == _FILEPASS:
                raise encrypted(self.file)
            if code == _END:
                sheet.sums.update(sums.finish())
                return OldBook(bytes(self.copy), (sheet,))
            if code == _FORMULA_OF_EXCEL_4:
                self._formula(sums, self.stream[at + 4 : at + 4 + length], head=18)
            if at:
                self._prune(at, code)
            at += 4 + length
        raise damaged(self.file, "its sheet breaks off before its end")

    def globals(self) -> list[tuple[int, OldSheet]]:
        """Where every sheet starts, and its entry; a password ends it."""
        found: list[tuple[int, OldSheet]] = []
        at = 0
        while at + 4 <= len(self.stream):
            code, length = _HEAD.unpack_from(self.stream, at)
            if code == _FILEPASS:
                raise encrypted(self.file)
            if code == _BOUNDSHEET and length > 6:
                found.append(self._entry(self.stream[at + 4 : at + 4 + length]))
            if code == _END:
                return found
            self._prune(at, code)
            at += 4 + length
        raise damaged(self.file, "its list of sheets breaks off")

    def _entry(self, record: bytes) -> tuple[int, OldSheet]:
        """One entry of the list of sheets; the name matters only where xlrd reads nothing."""
        start, state, kind = _OFFSET.unpack_from(record)
        wide = self.modern and len(record) > 7 and record[7] & 1
        letters = record[8:] if self.modern else record[7:]
        name = letters[: record[6] * (2 if wide else 1)].decode("utf-16-le" if wide else "cp1252", "replace")
        return start, OldSheet(_KINDS.get(kind, "module"), name, STATES.get(state & 3, "visible"))

    def sheet(self, start: int, found: dict[Cell, str]) -> int:
        """Where a sheet ends; its sums go to ``found``, a chart inside it is passed over."""
        stream, sums, at, depth = self.stream, Sums(OF_1997 if self.modern else OF_1995), start, 0
        while at >= 0 and at + 4 <= len(stream):
            code, length = _HEAD.unpack_from(stream, at)
            if code in BEGINNINGS:
                depth += 1
            inner = depth > 1
            if code == _END:
                depth -= 1
            elif not inner and code == _FORMULA:
                self._formula(sums, stream[at + 4 : at + 4 + length])
            elif not inner and code in {_SHARED, _ARRAY}:
                self._shared(sums, code, stream[at + 4 : at + 4 + length])
            self._prune(at, 0 if inner else code)
            at += 4 + length
            if not depth:
                found.update(sums.finish())
                return int(at)
        raise damaged(self.file, "a sheet breaks off before its end")

    def _prune(self, at: int, code: int) -> None:
        if code not in self.kept:
            self.copy[at : at + 2] = _UNKNOWN

    def _formula(self, sums: Sums, record: bytes, head: int = 22) -> None:
        if len(record) >= head:
            row, column = _PLACE.unpack_from(record)
            size = _SHORT.unpack_from(record, head - 2)[0]
            sums.formula((row + 1, column + 1), record[head : head + size])

    def _shared(self, sums: Sums, code: int, record: bytes) -> None:
        head = 8 if code == _SHARED else 12
        if len(record) >= head + 2:
            row, column = _SHORT.unpack_from(record)[0], record[4]
            size = _SHORT.unpack_from(record, head)[0]
            sums.shared((row + 1, column + 1), record[head + 2 : head + 2 + size])
