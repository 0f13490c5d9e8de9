"""How tall a row must be for the text in it, judged from column widths and type sizes.

Excel fits rows to wrapped text when it opens a file, but not where cells are merged; LibreOffice fits none when it
converts. So a row whose text wraps is given a height, slightly generous, and every other row is left to the program.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

PADDING = 0.7  # what a cell keeps free at its sides, in digits
LEADING = 1.36  # a line's height over its type size
AIR = 5.0  # points between the last line and the rule beneath
DEFAULT_SIZE = 11.0
DEFAULT_WIDTH = 8.43
TRUE = ("1", "true")

# Letter widths in digits, much alike in all text faces; the scripts of East Asia take two.
NARROW, USUAL, CAPITAL, WIDE, SQUARE = 0.57, 0.98, 1.4, 1.6, 2.1
FIRST_SQUARE = "\u2e80"
SURE = 0.47  # a text of fewer letters than this part of the room is never measured: it fits
WIDTHS = {
    **dict.fromkeys("ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÇÈÉÊËÎÏÔÖÙÛÜ", CAPITAL),
    **dict.fromkeys("mwMW%œæ—", WIDE),
    **dict.fromkeys("0123456789", 1.0),
    **dict.fromkeys("fijlrtI .,:;!|'’()[]·-", NARROW),
}


class Fitting:
    """The type sizes and the wrapping of a workbook's cell formats."""

    def __init__(self, styles: Any | None) -> None:
        """Read them from the root of the styles part; without one nothing wraps."""
        self.formats: list[tuple[float, bool]] = []
        if styles is None:
            return
        sizes = [_size(face) for face in styles.iterfind("{*}fonts/{*}font")]
        for item in styles.iterfind("{*}cellXfs/{*}xf"):
            alignment = item.find("{*}alignment")
            wraps = alignment is not None and alignment.get("wrapText") in TRUE
            self.formats.append((sizes[int(item.get("fontId", "0"))] if sizes else DEFAULT_SIZE, wraps))

    @property
    def body(self) -> float:
        """The type size column widths are counted in: that of the first cell format."""
        return self.formats[0][0] if self.formats else DEFAULT_SIZE

    def room(self, style: int, width: float) -> tuple[float, float]:
        """How many digits a line holds in a cell of that format and width, 0 where it does not wrap; its height."""
        size, wraps = self.formats[style] if style < len(self.formats) else (DEFAULT_SIZE, False)
        return (max(1.0, (width - PADDING) * self.body / size) if wraps else 0.0), size * LEADING


@lru_cache(maxsize=20_000)
def lines_of(text: str, room: float) -> int:
    """How many lines a text takes that breaks between words, or within one longer than a line."""
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            width = breadth(word)
            if used and used + NARROW + width > room:
                lines, used = lines + 1, 0.0
            used += width + (NARROW if used else 0)
            lines += max(0, math.ceil(used / room) - 1)
            used = used if used <= room else used % room
    return lines


def breadth(word: str) -> float:
    """The width of a word in digits."""
    return sum(WIDTHS.get(letter, SQUARE if letter >= FIRST_SQUARE else USUAL) for letter in word)


def _size(face: Any) -> float:
    size = face.find("{*}sz")
    return float(size.get("val", DEFAULT_SIZE)) if size is not None else DEFAULT_SIZE
