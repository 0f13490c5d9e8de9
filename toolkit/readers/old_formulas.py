"""What a formula of an old or a binary workbook adds up, read from its tokens: enough to tell a total from a figure.

Only the outline is kept, written as a formula of today would be: ``SUM(A2:A9)``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from struct import Struct, unpack_from

from toolkit.readers.grid import Cell

_SUMS = re.compile(rb"\x19\x10|[\x22\x42\x62].(?:\x04\x00|\x58\x01)", re.DOTALL)
"""The token of a sum over one argument, and the calls of SUM (4) and SUBTOTAL (344)."""

_SUM, _SUBTOTAL = 4, 344
_TEXT, _ATTRIBUTES, _CALL = 0x17, 0x19, 0x22
_REFERENCE, _AREA, _NEAR_REFERENCE, _NEAR_AREA, _FAR_REFERENCE, _FAR_AREA = 0x24, 0x25, 0x2C, 0x2D, 0x3A, 0x3B
_ELSEWHERE = 0x01
"""A token that says: my formula stands with another cell, as a shared or an array formula."""

_PLAIN_SIZES = {0x01: 4, 0x1C: 1, 0x1D: 1, 0x1E: 2, 0x1F: 8, 0x21: 2, 0x22: 3, 0x29: 2}
_HALF = 0x8000


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one age of workbooks writes its tokens.

    ``sizes`` are the bytes after each token that has any, ``row`` how a row's number is written, ``rows`` how many rows
    a sheet has, ``far`` what stands before an address on another sheet. ``row_flags`` says that a row's own number, not
    its column's, tells whether it is relative; ``length`` is what stands before the letters of a text, which are
    always ``wide`` or say so themselves.
    """

    sizes: Mapping[int, int]
    row: Struct
    rows: int
    far: int
    length: Struct
    row_flags: bool = False
    wide: bool = False


def _sizes(single: int, double: int, far: int, others: Mapping[int, int]) -> Mapping[int, int]:
    """Bytes after the tokens: an address takes ``single``, a range ``double``, on another sheet ``far`` more."""
    here = dict.fromkeys((0x24, 0x2A, 0x2C), single) | dict.fromkeys((0x25, 0x2B, 0x2D), double)
    there = dict.fromkeys((0x3A, 0x3C), far + single) | dict.fromkeys((0x3B, 0x3D), far + double)
    return {**_PLAIN_SIZES, **dict.fromkeys((0x26, 0x27, 0x28), 6), **here, **there, **others}


_NAMES_OF_1995 = {0x02: 4, 0x20: 7, 0x23: 14, 0x39: 24}
OF_1995 = Dialect(_sizes(3, 6, 14, _NAMES_OF_1995), Struct("<H"), 0x4000, 14, Struct("<B"), row_flags=True)
_NAMES_OF_1997 = {0x02: 4, 0x20: 7, 0x23: 4, 0x39: 6}
OF_1997 = Dialect(_sizes(4, 8, 2, _NAMES_OF_1997), Struct("<H"), 0x10000, 2, Struct("<BB"))
_NAMES_OF_2007 = {0x18: 13, 0x20: 14, 0x23: 4, 0x39: 6}
OF_2007 = Dialect(_sizes(6, 12, 2, _NAMES_OF_2007), Struct("<I"), 0x100000, 2, Struct("<H"), wide=True)
"""Workbooks of 1993 and 1995, those until 2003, and the binary ones since 2007 (.xlsb)."""


@dataclass(slots=True)
class Sums:
    """The formulas of one sheet that may be totals: the cell, and the outline of what it adds up."""

    dialect: Dialect
    found: dict[Cell, str] = field(default_factory=dict)
    _waiting: dict[Cell, list[Cell]] = field(default_factory=dict)
    _later: dict[Cell, bytes] = field(default_factory=dict)

    def formula(self, cell: Cell, tokens: bytes) -> None:
        """Take in a cell's own formula."""
        row = self.dialect.row
        if tokens[:1] == bytes([_ELSEWHERE]) and len(tokens) >= 3 + row.size:
            first = row.unpack_from(tokens, 1)[0] + 1, unpack_from("<H", tokens, 1 + row.size)[0] + 1
            self._waiting.setdefault(first, []).append(cell)
        elif outline := outlined(tokens, cell[0], self.dialect):
            self.found[cell] = outline

    def shared(self, first: Cell, tokens: bytes) -> None:
        """Take in a formula that stands with its first cell for many; its references are relative."""
        for cell in self._waiting.pop(first, []):
            if outline := outlined(tokens, cell[0], self.dialect):
                self.found[cell] = outline
        self._later[first] = tokens

    def finish(self) -> dict[Cell, str]:
        """The outlines, with the cells that came after the formula they share."""
        for first, cells in self._waiting.items():
            for cell in cells:
                if outline := outlined(self._later.get(first, b""), cell[0], self.dialect):
                    self.found[cell] = outline
        return self.found


def outlined(tokens: bytes, row: int, dialect: Dialect) -> str | None:
    """``SUM(...)`` or ``SUBTOTAL(...)`` over the rows the formula names, or None where it adds nothing up."""
    if not _SUMS.search(tokens):
        return None
    call, rows, at = "", [], 0
    while at < len(tokens):
        token = tokens[at]
        kind = token if token < 0x20 else token & 0x1F | 0x20
        size = _size(tokens, at, kind, dialect)
        if at + 1 + size > len(tokens):
            break
        if kind == _ATTRIBUTES and tokens[at + 1] & 0x10:
            call = call or "SUM"
        elif kind == _CALL:
            number = unpack_from("<H", tokens, at + 2)[0] & 0x7FFF
            call = "SUBTOTAL" if number == _SUBTOTAL else call or ("SUM" if number == _SUM else "")
        elif span := _rows(tokens, at + 1, kind, row, dialect):
            rows.append(f"A{span[0]}:A{span[1]}")
        at += 1 + size
    return f"{call}({','.join(rows)})" if call else None


def _size(tokens: bytes, at: int, kind: int, dialect: Dialect) -> int:
    if kind == _TEXT:
        head = dialect.length
        if at + 1 + head.size > len(tokens):
            return head.size
        length, *wide = head.unpack_from(tokens, at + 1)
        letter = 2 if dialect.wide or (wide and wide[0] & 1) else 1
        return int(head.size + length * letter)
    if kind == _ATTRIBUTES:
        choices = tokens[at + 1] & 4 if at + 1 < len(tokens) else 0
        return 3 + ((unpack_from("<H", tokens, at + 2)[0] + 1) * 2 if choices and at + 4 <= len(tokens) else 0)
    return dialect.sizes.get(kind, 0)


def _rows(tokens: bytes, at: int, kind: int, row: int, dialect: Dialect) -> tuple[int, int] | None:
    """The first and last row of a reference, 1-based; relative ones counted from the formula's own row."""
    if kind in {_FAR_REFERENCE, _FAR_AREA}:
        at += dialect.far
    wide = dialect.row.size
    if kind in {_REFERENCE, _NEAR_REFERENCE, _FAR_REFERENCE}:
        spots, flags = (at, at), (at + wide, at + wide)
    elif kind in {_AREA, _NEAR_AREA, _FAR_AREA}:
        spots, flags = (at, at + wide), (at + 2 * wide, at + 2 * wide + 2)
    else:
        return None
    first, last = (_number(tokens, spot, flag, dialect) for spot, flag in zip(spots, flags, strict=True))
    near = kind in {_NEAR_REFERENCE, _NEAR_AREA}
    return _counted(first, row, dialect, near=near), _counted(last, row, dialect, near=near)


def _number(tokens: bytes, spot: int, flag: int, dialect: Dialect) -> tuple[int, bool]:
    """A row's number as written, and whether it is relative."""
    number = dialect.row.unpack_from(tokens, spot)[0]
    marked = number if dialect.row_flags else unpack_from("<H", tokens, flag)[0]
    return number % dialect.rows, bool(marked & _HALF)


def _counted(found: tuple[int, bool], row: int, dialect: Dialect, *, near: bool) -> int:
    number, relative = found
    return (row - 1 + number) % dialect.rows + 1 if near and relative else number + 1
