"""What a formula of an old workbook adds up, read from its tokens: enough to tell a total from a figure.

Only the outline is kept, written as a formula of today would be: ``SUM(A2:A9)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from struct import unpack_from

from toolkit.readers.grid import Cell

_SUMS = re.compile(rb"\x19\x10|[\x22\x42\x62].(?:\x04\x00|\x58\x01)", re.DOTALL)
"""The token of a sum over one argument, and the calls of SUM (4) and SUBTOTAL (344)."""

_SUM, _SUBTOTAL = 4, 344
_TEXT, _ATTRIBUTES, _CALL = 0x17, 0x19, 0x22
_REFERENCE, _AREA, _NEAR_REFERENCE, _NEAR_AREA, _FAR_REFERENCE, _FAR_AREA = 0x24, 0x25, 0x2C, 0x2D, 0x3A, 0x3B
_ELSEWHERE = 0x01
"""A token that says: my formula stands with another cell, as a shared or an array formula."""

_SIZES = {
    0x02: (4, 4), 0x1C: (1, 1), 0x1D: (1, 1), 0x1E: (2, 2), 0x1F: (8, 8), 0x20: (7, 7), 0x21: (2, 2), 0x22: (3, 3),
    0x23: (4, 14), 0x24: (4, 3), 0x25: (8, 6), 0x26: (6, 6), 0x27: (6, 6), 0x28: (6, 6), 0x29: (2, 2),
    0x2A: (4, 3), 0x2B: (8, 6), 0x2C: (4, 3), 0x2D: (8, 6), 0x39: (6, 24), 0x3A: (6, 17), 0x3B: (10, 20),
    0x3C: (6, 17), 0x3D: (10, 20),
}  # fmt: skip
"""Bytes after each token, in workbooks since 1997 and in those of 1993 and 1995; others have none."""

_HALF = 0x8000
_ROWS_OF_1995 = 0x3FFF


@dataclass(slots=True)
class Sums:
    """The formulas of one sheet that may be totals: the cell, and the outline of what it adds up."""

    found: dict[Cell, str] = field(default_factory=dict)
    _waiting: dict[Cell, list[Cell]] = field(default_factory=dict)

    def formula(self, cell: Cell, tokens: bytes, *, modern: bool) -> None:
        """Take in a cell's own formula."""
        if tokens[:1] == bytes([_ELSEWHERE]) and len(tokens) >= 5:
            row, column = unpack_from("<HH", tokens, 1)
            self._waiting.setdefault((row + 1, column + 1), []).append(cell)
        elif outline := outlined(tokens, cell[0], modern=modern):
            self.found[cell] = outline

    def shared(self, first: Cell, tokens: bytes, *, modern: bool) -> None:
        """Take in a formula that stands with its first cell for many; its references are relative."""
        for cell in self._waiting.pop(first, []):
            if outline := outlined(tokens, cell[0], modern=modern):
                self.found[cell] = outline
        self._later[first] = tokens

    _later: dict[Cell, bytes] = field(default_factory=dict)

    def finish(self, *, modern: bool) -> dict[Cell, str]:
        """The outlines, with the cells that came after the formula they share."""
        for first, cells in self._waiting.items():
            for cell in cells:
                if outline := outlined(self._later.get(first, b""), cell[0], modern=modern):
                    self.found[cell] = outline
        return self.found


def outlined(tokens: bytes, row: int, *, modern: bool) -> str | None:
    """``SUM(...)`` or ``SUBTOTAL(...)`` over the rows the formula names, or None where it adds nothing up."""
    if not _SUMS.search(tokens):
        return None
    call, rows, at = "", [], 0
    while at < len(tokens):
        token = tokens[at]
        kind = token if token < 0x20 else token & 0x1F | 0x20
        size = _size(tokens, at, kind, modern=modern)
        if at + 1 + size > len(tokens):
            break
        if kind == _ATTRIBUTES and tokens[at + 1] & 0x10:
            call = call or "SUM"
        elif kind == _CALL:
            number = unpack_from("<H", tokens, at + 2)[0] & 0x7FFF
            call = "SUBTOTAL" if number == _SUBTOTAL else call or ("SUM" if number == _SUM else "")
        elif span := _rows(tokens, at + 1, kind, row, modern=modern):
            rows.append(f"A{span[0]}:A{span[1]}")
        at += 1 + size
    return f"{call}({','.join(rows)})" if call else None


def _size(tokens: bytes, at: int, kind: int, *, modern: bool) -> int:
    if kind == _TEXT:
        length = tokens[at + 1] if at + 1 < len(tokens) else 0
        wide = modern and at + 2 < len(tokens) and tokens[at + 2] & 1
        return 1 + modern + length * (2 if wide else 1)
    if kind == _ATTRIBUTES:
        choices = tokens[at + 1] & 4 if at + 1 < len(tokens) else 0
        return 3 + ((unpack_from("<H", tokens, at + 2)[0] + 1) * 2 if choices and at + 4 <= len(tokens) else 0)
    if kind == _ELSEWHERE:
        return 4
    return _SIZES.get(kind, (0, 0))[not modern]


def _rows(tokens: bytes, at: int, kind: int, row: int, *, modern: bool) -> tuple[int, int] | None:
    """The first and last row of a reference, 1-based; relative ones counted from the formula's own row."""
    if kind in {_FAR_REFERENCE, _FAR_AREA}:
        at += 2 if modern else 14
    if kind in {_REFERENCE, _NEAR_REFERENCE, _FAR_REFERENCE}:
        spans = (at, at)
    elif kind in {_AREA, _NEAR_AREA, _FAR_AREA}:
        spans = (at, at + 2)
    else:
        return None
    flags = [at + 2, at + 2] if spans[0] == spans[1] else [at + 4, at + 6]
    near = kind in {_NEAR_REFERENCE, _NEAR_AREA}
    found = []
    for place, flag in zip(spans, flags, strict=True):
        number = unpack_from("<H", tokens, place)[0]
        relative = bool((unpack_from("<H", tokens, flag)[0] if modern else number) & _HALF)
        if not modern:
            number &= _ROWS_OF_1995
        found.append((row - 1 + number) % (0x10000 if modern else 0x4000) + 1 if near and relative else number + 1)
    return found[0], found[1]
