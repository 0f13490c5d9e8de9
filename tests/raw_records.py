"""Old workbooks (.xls) written record by record, for what no program of today would write."""

from __future__ import annotations

from struct import pack

SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
END = pack("<HH", 0x0A, 0)


def record(code: int, data: bytes = b"") -> bytes:
    """One record."""
    return pack("<HH", code, len(data)) + data


def begin(kind: int, version: int = 0x0600) -> bytes:
    """The beginning of the list of sheets (5), of a sheet (0x10) or of a chart (0x20)."""
    return record(0x0809, pack("<HHHHII", version, kind, 0, 1997, 0, 0x06))


def text(words: str) -> bytes:
    """A text as records hold it: its length, its width, its letters."""
    return pack("<HB", len(words), 1) + words.encode("utf-16-le")


def font(*, struck: bool = False, colour: int = 0x7FFF) -> bytes:
    """A font."""
    name = "Arial"
    head = pack("<HHHHHBBBB", 200, 8 if struck else 0, colour, 400, 0, 0, 0, 0, 0)
    return record(0x31, head + pack("<BB", len(name), 0) + name.encode())


def style(*, font: int = 0, format: int = 0, fill: int | None = None) -> bytes:  # noqa: A002 - the format's own word
    """A cell style; ``fill`` is a colour of the palette."""
    colours = 0x20C0 if fill is None else fill | 0x2000
    return record(
        0xE0, pack("<HHHBBBBIIH", font, format, 1, 0x20, 0, 0, 0xFC, 0, 0 if fill is None else 1 << 26, colours)
    )


def number_format(key: int, code: str) -> bytes:
    """A number format of the workbook's own."""
    return record(0x41E, pack("<H", key) + text(code))


def label(row: int, column: int, words: str, look: int = 0) -> bytes:
    """A text in a cell; rows and columns count from 0."""
    return record(0x204, pack("<HHH", row, column, look) + text(words))


def number(row: int, column: int, value: float, look: int = 0) -> bytes:
    """A number in a cell."""
    return record(0x203, pack("<HHHd", row, column, look, value))


def formula(row: int, column: int, result: bytes, tokens: bytes = b"\x1e\x01\x00") -> bytes:
    """A formula and its result of eight bytes."""
    return record(0x06, pack("<HHH", row, column, 0) + result + pack("<HIH", 0, 0, len(tokens)) + tokens)


def stream(*sheets: tuple[str, bytes], head: bytes = b"", styles: bytes = b"", version: int = 0x0600) -> bytes:
    """A workbook's records: each sheet is its name (``-`` before it hides it, ``*`` makes it a chart) and its cells."""
    shared = begin(5, version) + head + font() * 4 + styles
    entries = [_entry(name, 0, version) for name, _ in sheets]
    start = len(shared) + sum(map(len, entries)) + len(END)
    listed, bodies = b"", b""
    for name, cells in sheets:
        body = begin(0x20 if name.startswith("*") else 0x10, version) + cells + END
        listed += _entry(name, start + len(bodies), version)
        bodies += body
    return shared + listed + END + bodies


def _entry(name: str, start: int, version: int) -> bytes:
    plain = name.lstrip("-*")
    letters = (
        pack("<BB", len(plain), 0) + plain.encode() if version >= 0x0600 else pack("<B", len(plain)) + plain.encode()
    )
    return record(0x85, pack("<iBB", start, name.startswith("-"), 2 if name.startswith("*") else 0) + letters)


def early(age: int, cells: bytes, kind: int = 0x10) -> bytes:
    """A file of Excel 2, 3 or 4: the records of one sheet and nothing around them."""
    code, size = {2: (0x0009, 4), 3: (0x0209, 6), 4: (0x0409, 6)}[age]
    return record(code, pack("<HHH", 0, kind, 0)[:size]) + cells + END


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file of Microsoft with these streams."""
    padded = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    lengths = {name: -(-len(data) // SECTOR) for name, data in padded.items()}
    folders = -(-(len(padded) + 1) // 4)
    size = sum(lengths.values()) + folders
    tables = -(-size // (SECTOR // 4 - 1))
    chain = [_FAT] * tables + [*range(tables + 1, tables + folders), _END]
    entries, at, bodies = _folder("Root Entry", 5, 1, _END, 0), tables + folders, b""
    for position, (name, data) in enumerate(padded.items(), 1):
        following = position + 1 if position < len(padded) else _FREE
        entries += _folder(name, 2, _FREE, at, len(data), following)
        chain += [*range(at + 1, at + lengths[name]), _END]
        bodies += data.ljust(lengths[name] * SECTOR, b"\0")
        at += lengths[name]
    fat = b"".join(pack("<I", entry) for entry in chain).ljust(tables * SECTOR, b"\xff")
    places = [*range(tables), *([_FREE] * (109 - tables))]
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, _END, 0, _END, 0)
    )
    return head + pack("<109I", *places) + fat + entries.ljust(folders * SECTOR, b"\0") + bodies


def _folder(name: str, kind: int, child: int, start: int, size: int, following: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return letters.ljust(64, b"\0") + pack(
        "<HBBIII36xIII", len(letters), kind, 1, _FREE, following, child, start, size, 0
    )
