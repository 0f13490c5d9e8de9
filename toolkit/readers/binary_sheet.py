"""One sheet of a binary workbook (.xlsb): its records followed once, values into columns, marks beside them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from struct import Struct

from toolkit.readers.binary_records import BROKEN, LONG, SPAN, records, rich, text
from toolkit.readers.binary_styles import Styles, Texts
from toolkit.readers.extent import LAST_COLUMN, LAST_ROW, Scattered, trim
from toolkit.readers.format_codes import is_elapsed
from toolkit.readers.grid import Cell, CellError, Marks, Raw
from toolkit.readers.marks import Gathering, Spot
from toolkit.readers.old_formulas import OF_2007, Sums
from toolkit.readers.refusals import Extents, damaged
from toolkit.readers.serials import moment
from toolkit.readers.strings import Strings, all_struck

_ROW, _BLANK, _RICH_TEXT, _SHEET_END = 0, 1, 62, 130
_SHORT_FIRST, _SHORT_LAST, _SHORT_GAP = 12, 18, 11
"""Cells without a column follow the one before them; their numbers are those of others, eleven higher."""
_FORMULA_FIRST, _FORMULA_LAST = 8, 11
_ARRAY, _SHARED, _COLUMN, _MERGED = 426, 427, 60, 176
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x10, 0x01
_DOUBLE = Struct("<d")
_WHOLE = Struct("<i")
_COLUMN_HEAD = Struct("<IIIIH")
_STYLE_MASK = 0xFFFFFF
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip


class BinarySheet:
    """Follows the records of a sheet, and keeps values and marks until its extent is known."""

    def __init__(self, styles: Styles, texts: Texts, epoch: int) -> None:
        """Start with the workbook's styles and texts."""
        self.styles = styles
        self.texts = texts
        self.epoch = epoch
        self.gathering = Gathering(styles.looks, Strings())
        self.sums = Sums(OF_2007)
        self.cells = Scattered()
        self.elapsed = {
            at: look.format is not None and is_elapsed(look.format)
            for at, look in enumerate(styles.looks)
            if at in self.gathering.dated
        }
        self.spots: list[Spot] = []
        self.row = self.column = 0

    def follow(self, pieces: Iterable[bytes], file: str, part: str) -> None:
        """Take in the whole sheet; one that breaks off or does not hold together is refused."""
        ended = False
        try:
            for kind, block, start, end in records(pieces, file, part):
                if kind == _ROW:
                    self._start_row(block, start, end)
                elif kind <= _SHORT_LAST or kind == _RICH_TEXT:
                    self._cell(kind, block, start, end)
                elif handler := _OTHERS.get(kind):
                    handler(self, block[start:end])
                elif kind == _SHEET_END:
                    ended = True
                    break
            self._end_row()
        except BROKEN as error:
            raise damaged(file, f"its part {part} does not hold together") from error
        if not ended:
            raise damaged(file, f"its part {part} breaks off")
        for cell, outline in self.sums.finish().items():
            self.gathering.formula(cell, outline, None, computed=True)

    def finish(self, extents: Extents, sheet: str) -> tuple[list[list[Raw]], Marks]:
        """The values in columns and the marks, once the extent is known to be affordable."""
        gathering = self.gathering
        height, width = gathering.bottom, gathering.right
        extents.take(sheet, height, width, gathering.filled)
        columns = self.cells.columns(height, width)
        trim(columns, ())
        return columns, gathering.finish(len(columns[0]) if columns else 0, len(columns))

    def _start_row(self, block: bytes, start: int, end: int) -> None:
        """End the row before; rows come in order, and never two of one number."""
        self._end_row()
        row = LONG.unpack_from(block, start)[0] + 1
        if not self.row < row <= LAST_ROW or start + 12 > end:
            raise IndexError
        self.row = row
        if block[start + 11] & _HIDDEN_ROW:
            self.gathering.marks.hidden_rows.add(row)

    def _end_row(self) -> None:
        self.gathering.take(self.row, self.spots)
        self.column, self.spots = 0, []

    def _cell(self, kind: int, block: bytes, start: int, end: int) -> None:
        """A cell: its place and style, then its value. A short one stands beside the one before it."""
        if _SHORT_FIRST <= kind <= _SHORT_LAST:
            kind, column, start = kind - _SHORT_GAP, self.column + 1, start + 4
        else:
            column, start = LONG.unpack_from(block, start)[0] + 1, start + 8
        style = LONG.unpack_from(block, start - 4)[0] & _STYLE_MASK
        if not 0 < column <= LAST_COLUMN or not self.row or start > end:
            raise IndexError
        self.column = column
        self.spots.append((column, style, kind != _BLANK))
        if kind == _BLANK:
            return
        value, stop = _VALUES[kind](self, block, start, end, style)
        if stop > end:
            raise IndexError
        if _FORMULA_FIRST <= kind <= _FORMULA_LAST:
            self.sums.formula((self.row, column), _tokens(block, stop + 2, end))
        if value is not None:
            self.cells.put(self.row, column, value)

    def _number(self, number: float, style: int) -> Raw:
        if not math.isfinite(number):
            return CellError("#NUM!")  # no spreadsheet can show it
        elapsed = self.elapsed.get(style)
        return number if elapsed is None else moment(number, self.epoch, elapsed=elapsed)

    def _packed(self, block: bytes, at: int, _end: int, style: int) -> tuple[Raw, int]:
        """A number in four bytes: the last two bits say whether it is whole, and whether it counts hundredths."""
        (bits,) = _WHOLE.unpack_from(block, at)
        number = float(bits >> 2) if bits & 2 else _DOUBLE.unpack(b"\0\0\0\0" + _WHOLE.pack(bits & ~3))[0]
        return self._number(number / 100 if bits & 1 else number, style), at + 4

    def _double(self, block: bytes, at: int, _end: int, style: int) -> tuple[Raw, int]:
        return self._number(_DOUBLE.unpack_from(block, at)[0], style), at + 8

    def _error(self, block: bytes, at: int, _end: int, _style: int) -> tuple[Raw, int]:
        return CellError(_ERRORS.get(block[at], f"#ERR{block[at]}")), at + 1

    def _truth(self, block: bytes, at: int, _end: int, _style: int) -> tuple[Raw, int]:
        return block[at] != 0, at + 1

    def _text(self, block: bytes, at: int, end: int, _style: int) -> tuple[Raw, int]:
        words, stop = text(block, at, end)
        return words or None, stop

    def _shared_text(self, block: bytes, at: int, _end: int, style: int) -> tuple[Raw, int]:
        """A text by its number among the shared ones, perhaps with letters struck."""
        (number,) = LONG.unpack_from(block, at)
        if number in self.texts.runs:
            struck = self.texts.struck(number, own=self._struck(style))
            self.gathering.strike((self.row, self.column), struck=struck)
        return self.texts.words[number] or None, at + 4

    def _rich_text(self, block: bytes, at: int, end: int, style: int) -> tuple[Raw, int]:
        words, runs = rich(block, at, end)
        if runs:
            struck = all_struck(words, runs, self.styles.strikes, own=self._struck(style))
            self.gathering.strike((self.row, self.column), struck=struck)
        return words or None, end

    def _struck(self, style: int) -> bool:
        return style < len(self.styles.looks) and self.styles.looks[style].struck

    def _columns(self, content: bytes) -> None:
        first, last, _, _, flags = _COLUMN_HEAD.unpack_from(content)
        if flags & _HIDDEN_COLUMN:
            self.gathering.hide_columns(first + 1, last + 1)

    def _merge(self, content: bytes) -> None:
        top, bottom, left, right = SPAN.unpack_from(content)
        self.gathering.marks.merged.append((top + 1, left + 1, bottom + 1, right + 1))

    def _common_formula(self, content: bytes) -> None:
        self.sums.shared(self._corner(content), _tokens(content, SPAN.size, len(content)))

    def _array_formula(self, content: bytes) -> None:
        self.sums.shared(self._corner(content), _tokens(content, SPAN.size + 1, len(content)))

    @staticmethod
    def _corner(content: bytes) -> Cell:
        top, _, left, _ = SPAN.unpack_from(content)
        return top + 1, left + 1


def _tokens(block: bytes, at: int, end: int) -> bytes:
    """The tokens of a formula, and behind them what some of them refer to; none where they do not fit."""
    if at + 4 > end:
        return b""
    size = LONG.unpack_from(block, at)[0]
    stop = at + 4 + size
    return block[at + 4 : stop] + block[stop + 4 : end] if stop <= end else b""


_VALUES: Mapping[int, Callable[[BinarySheet, bytes, int, int, int], tuple[Raw, int]]] = {
    2: BinarySheet._packed,  # noqa: SLF001 - the class's own table of records
    3: BinarySheet._error,  # noqa: SLF001
    4: BinarySheet._truth,  # noqa: SLF001
    5: BinarySheet._double,  # noqa: SLF001
    6: BinarySheet._text,  # noqa: SLF001
    7: BinarySheet._shared_text,  # noqa: SLF001
    8: BinarySheet._text,  # noqa: SLF001
    9: BinarySheet._double,  # noqa: SLF001
    10: BinarySheet._truth,  # noqa: SLF001
    11: BinarySheet._error,  # noqa: SLF001
    _RICH_TEXT: BinarySheet._rich_text,  # noqa: SLF001
}
_OTHERS: Mapping[int, Callable[[BinarySheet, bytes], None]] = {
    _ARRAY: BinarySheet._array_formula,  # noqa: SLF001
    _SHARED: BinarySheet._common_formula,  # noqa: SLF001
    _COLUMN: BinarySheet._columns,  # noqa: SLF001
    _MERGED: BinarySheet._merge,  # noqa: SLF001
}
"""What each record holds that is of any use here; all others are passed over."""
