"""The records of a binary workbook's parts (.xlsb): their numbers, their bytes, the texts inside them.

Nothing a record says of its own length is believed before it is compared with what is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from struct import Struct, error

from toolkit.readers.refusals import damaged

Part = tuple[int, bytes, int, int]
"""A record: its kind, the bytes it stands in, and where it begins and ends there."""

LONG = Struct("<I")
SHORT = Struct("<H")
SPAN = Struct("<IIII")
"""First and last row, first and last column, counted from 0."""
BROKEN = (error, IndexError, UnicodeDecodeError)
"""What a record that does not hold what it should raises."""

_LONGEST_HEAD = 6
_LONGEST = 1 << 22
"""Bytes of one record: the longest text of a cell takes 64 kilobytes."""
_NONE = 0xFFFFFFFF


def records(pieces: Iterable[bytes], file: str, part: str) -> Iterator[Part]:
    """Every record of a part, given a piece at a time; one that is cut off is refused."""
    rest = b""
    for piece in pieces:
        block, at = rest + piece if rest else piece, 0
        size = len(block)
        while True:
            head = _head(block, at) if at + _LONGEST_HEAD <= size else None
            if head is None or head[2] > size:
                break
            yield head[0], block, head[1], head[2]
            at = head[2]
        rest = block[at:]
        if len(rest) > _LONGEST:
            raise damaged(file, f"its part {part} has a record longer than any")
    yield from _last(rest, file, part)


def _last(block: bytes, file: str, part: str) -> Iterator[Part]:
    """The records in the last few bytes, where a head may be shorter than the longest."""
    at = 0
    while at < len(block):
        try:
            kind, start, end = _head(block, at)
        except IndexError:
            end = len(block) + 1
        if end > len(block):
            raise damaged(file, f"its part {part} breaks off")
        yield kind, block, start, end
        at = end


def _head(block: bytes, at: int) -> tuple[int, int, int]:
    """A record's kind, where its content begins and where it ends: seven bits a byte, two bytes and four at most."""
    kind = block[at]
    at += 1
    if kind & 0x80:
        kind = kind & 0x7F | (block[at] & 0x7F) << 7
        at += 1
    length = block[at]
    at += 1
    if length & 0x80:
        length &= 0x7F
        for shift in (7, 14, 21):
            byte = block[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if not byte & 0x80:
                break
    return kind, at, at + length


def text(block: bytes, at: int, end: int) -> tuple[str, int]:
    """The text that begins at a place, and where it ends; an absent one is empty."""
    (length,) = LONG.unpack_from(block, at)
    stop = at + 4
    if length == _NONE:
        return "", stop
    stop += 2 * length
    if stop > end:
        raise IndexError
    return block[at + 4 : stop].decode("utf-16-le", "replace"), stop


def rich(block: bytes, at: int, end: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text with its runs: from which letter on which font holds."""
    words, stop = text(block, at + 1, end)
    if not block[at] & 1:
        return words, ()
    (count,) = LONG.unpack_from(block, stop)
    if stop + 4 + 4 * count > end:
        raise IndexError
    spots = (stop + 4 + 4 * number for number in range(count))
    return words, tuple((SHORT.unpack_from(block, spot)[0], SHORT.unpack_from(block, spot + 2)[0]) for spot in spots)
