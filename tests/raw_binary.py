"""Binary workbooks (.xlsb) written record by record, for no program at hand writes them."""

from __future__ import annotations

from collections.abc import Mapping
from struct import pack

from tests.raw_workbooks import relations, zipped

ROW, BLANK, PACKED, ERROR, TRUTH, DOUBLE, TEXT, SHARED_TEXT = range(8)
RICH = 62


def record(kind: int, content: bytes = b"") -> bytes:
    """One record: its kind and length in seven bits a byte."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, size = b"", len(content)
    while True:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
        if not size:
            return head + length + content


def text(words: str) -> bytes:
    """A text: its length, its letters."""
    return pack("<I", len(words.encode("utf-16-le")) // 2) + words.encode("utf-16-le")


def rich(words: str, *runs: tuple[int, int]) -> bytes:
    """A text with the letters from which a font holds."""
    tail = pack("<I", len(runs)) + b"".join(pack("<HH", *run) for run in runs) if runs else b""
    return bytes([bool(runs)]) + text(words) + tail


def row(number: int, *, hidden: bool = False) -> bytes:
    """The head of a row, counted from 0."""
    return record(ROW, pack("<IIHBBBI", number, 0, 300, 0, 0x10 if hidden else 0, 0, 0))


def cell(kind: int, column: int, content: bytes = b"", style: int = 0) -> bytes:
    """A cell, its column counted from 0."""
    return record(kind, pack("<II", column, style) + content)


def number(column: int, value: float, style: int = 0) -> bytes:
    """A number in eight bytes."""
    return cell(DOUBLE, column, pack("<d", value), style)


def words(column: int, value: str, style: int = 0) -> bytes:
    """A text that stands in its cell."""
    return cell(TEXT, column, text(value), style)


def formula(kind: int, column: int, result: bytes, tokens: bytes = b"\x1e\x01\x00", after: bytes = b"") -> bytes:
    """A formula with its result; ``after`` is what some tokens refer to."""
    return cell(kind, column, result + pack("<HI", 0, len(tokens)) + tokens + pack("<I", len(after)) + after)


def colour(rgb: str) -> bytes:
    """A colour that is spelt out."""
    return b"\x05\x00\x00\x00" + bytes.fromhex(rgb) + b"\xff"


def font(*, struck: bool = False, ink: bytes = b"\0" * 8) -> bytes:
    """A font."""
    return record(43, pack("<HHHHBBBB", 220, 8 if struck else 0, 400, 0, 0, 2, 0, 0) + ink + b"\0" + text("Arial"))


def styles(
    fonts: bytes = b"", fills: bytes = b"", formats: bytes = b"", cells: bytes = b"", more: bytes = b""
) -> bytes:
    """The styles: plain ones first, those of the styles of cells (which count for nothing) before those of cells."""
    plain = record(47, pack("<HHHHHII", 0, 9, 7, 7, 0, 0, 0))
    return (
        record(278) + formats + font() + fonts + record(45, pack("<I", 0) + b"\0" * 64) + fills
        + record(626) + plain + record(627) + record(617) + style() + cells + record(618) + more + record(279)
    )  # fmt: skip


def style(format: int = 0, font: int = 0, fill: int = 0) -> bytes:  # noqa: A002 - the format's own word
    """A style of cells, by its numbers."""
    return record(47, pack("<HHHHHII", 0, format, font, fill, 0, 0, 0))


def sheet(cells: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    """A sheet around its rows."""
    return record(129) + before + record(145) + cells + record(146) + after + record(130)


def workbook(
    first: bytes,
    *,
    style: bytes = b"",
    strings: bytes = b"",
    epoch: int = 1900,
    more: Mapping[str, tuple[bytes, int, str]] | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook's bytes: a first sheet called Stock, ``more`` by name (content, state, kind), and parts of its own."""
    sheets = {"Stock": (first, 0, "worksheet"), **(more or {})}
    listed = b"".join(
        record(156, pack("<II", state, at) + text(f"r{at}") + text(name))
        for at, (name, (_, state, _)) in enumerate(sheets.items(), 1)
    )
    kinds = {f"{kind}{at}": f"sheets/sheet{at}.bin" for at, (_, _, kind) in enumerate(sheets.values(), 1)}
    book = (
        record(131) + record(153, pack("<III", epoch == 1904, 0, 0)) + record(143) + listed + record(144) + record(132)
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(officeDocument="xl/workbook.bin"),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": relations(**kinds, styles="styles.bin", sharedStrings="sharedStrings.bin"),
        "xl/styles.bin": style or styles(),
        "xl/sharedStrings.bin": record(159, b"\0" * 8) + strings + record(160),
    }
    made |= {f"xl/sheets/sheet{at}.bin": content for at, (content, _, _) in enumerate(sheets.values(), 1)}
    return zipped(made | dict(parts or {}))
