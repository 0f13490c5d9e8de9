"""Ways to break a file that know how it is built: parts of an archive, records, markup, marks of a text."""

from __future__ import annotations

import csv
import io
import re
import tomllib
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from struct import pack, pack_into, unpack_from

import olefile

from tests import raw_records

_TAG = re.compile(rb"<[^<>]{1,400}>")
_ATTRIBUTE = re.compile(rb'[\w:]+="([^"<>]*)"')
_TEXT = re.compile(rb">([^<>]+)<")
_NUMBERS = (
    b"0", b"-1", b"1", b"2147483647", b"4294967296", b"99999999999999999999", b"-9223372036854775809", b"1e999",
    b"-1e308", b"NaN", b"INF", b"", b" ", b"1.5", "\u0663".encode(), "\u00b2".encode(), b"1_000", b"0x10", b"1048577",
    b"16385", b"-0", b"60", b"2958466", b"-657435", b"0.999999999", b"9" * 400,
)  # fmt: skip
_WORDS = (
    b"A1", b"XFD1048576", b"XFE1", b"A0", b"a1", b"$A$1", b"A1:B2", b"B2:A1", b"1", b"ZZZZ9", b"true", b"false", b"on",
    b"s", b"n", b"e", b"b", b"d", b"str", b"inlineStr", b"../../etc/passwd", b"http://127.0.0.1/x", b"#N/A", b"#REF!",
    b"2026-02-30", b"2026-10-31T24:00:00", b"0000-00-00", b"99999-01-01", b"P9999999999D", b"PT25H61M61.5S", b"PT1H",
    b"General", b"[h]:mm:ss", b"[$-F400]h:mm", b"yyyy\\-mm", b"0.00E+00", b"[Red][<1]0;;;@", b"_(* #,##0_)", b"# ?/?",
    b"_x000D_", b"_x0041_", b"&#x0;", b"&#10;", b"&lt;", b"&bogus;", b"<!-- -->", b"<![CDATA[x]]>", b"]]>", b"<?x?>",
    b'<!DOCTYPE a [<!ENTITY b "c">]>', b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80", b"\xf0\x9f\x92\x8e",
    b"x" * 40_000,
)  # fmt: skip
_DELIMITERS = (
    b'"', b'""', b";", b",", b"\t", b"|", b"\r", b"\n", b"\r\n", b"\x00", b"\x1f", b"sep=;\n", b'sep="\r\n', b"sep=\n",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x85", "\u2028".encode(), b"\x1a", b"'", b"=1+1", b'"\n' * 50,
    b";" * 3000,
)  # fmt: skip
_ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman", "cp850", "shift_jis",
    "gb18030", "koi8-r", "utf-7", "latin-1", "cp037",
)  # fmt: skip
_INTEGERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def broken(chance: Random, files: Mapping[str, Sequence[bytes]], kinds: Sequence[str]) -> tuple[str, bytes]:
    """One broken file and its kind."""
    kind = chance.choice(kinds)
    data = chance.choice(files[kind])
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = _WAYS[kind](chance, data) if chance.random() < 0.85 else of_bytes(chance, data)
    return kind, data


def of_bytes(chance: Random, data: bytes) -> bytes:
    """Bytes changed without a thought of what they are."""
    copy = bytearray(data) or bytearray(b"\0")
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(copy) + 1)
        size = chance.choice((1, 2, 4, 16, 200))
        way = chance.randrange(6)
        if way == 0 and at < len(copy):
            copy[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            copy[at:at] = chance.randbytes(size)
        elif way == 2:
            del copy[at : at + size]
        elif way == 3:
            copy[at:at] = copy[at : at + size] * chance.choice((1, 2, 300))
        elif way == 4:
            width, code = chance.choice(((1, "<B"), (2, "<H"), (4, "<I")))
            copy[at : at + width] = pack(code, chance.choice(_INTEGERS) % 256**width)
        elif len(copy) > 1:
            del copy[chance.randrange(1, len(copy)) :]
        copy = copy or bytearray(b"\0")
    return bytes(copy)


def of_package(chance: Random, data: bytes) -> bytes:
    """A ZIP archive whose parts are broken after they were inflated; one that cannot be opened, by its bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(info.filename, archive.read(info)) for info in archive.infolist() if info.file_size < 2**20]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return of_bytes(chance, data)
    if not parts:
        return of_bytes(chance, data)
    at = chance.choices(range(len(parts)), [_weight(name) for name, _ in parts])[0]
    name, content = parts[at]
    way = chance.randrange(12)
    if way < 8:
        inner = of_binary if name.endswith(".bin") else of_markup if b"<" in content[:200] else of_bytes
        parts[at] = (name, inner(chance, content))
    elif way == 8:
        del parts[at]
    elif way == 9:
        parts[at] = (
            chance.choice((name.upper(), "/" + name, name.replace("/", "\\"), name + "x", "../" + name)),
            content,
        )
    elif way == 10:
        parts.append((name, chance.choice(parts)[1]))
    else:
        encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp037"))
        parts[at] = (name, content.decode("utf-8", "replace").encode(encoding, "replace"))
    return _packed(chance, parts)


def _weight(name: str) -> int:
    """How often a part is chosen: those with values and their meaning before pictures and themes."""
    said = name.lower()
    heavy = ("sheet", "content.xml", "styles", "sharedstrings", "workbook", "comments", "table")
    return 6 if any(word in said for word in heavy) else 1


def _packed(chance: Random, parts: Sequence[tuple[str, bytes]]) -> bytes:
    """The parts as an archive again, deflated or stored."""
    output = io.BytesIO()
    way = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(), zipfile.ZipFile(output, "w", way) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are meant
        for name, content in parts:
            info = zipfile.ZipInfo(name or "x")
            info.compress_type = way
            archive.writestr(info, content)
    return output.getvalue()


def of_markup(chance: Random, content: bytes) -> bytes:
    """XML broken as XML: values exchanged, elements lost, doubled, moved, renamed; sometimes its bare bytes."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        way = chance.randrange(8)
        places = list((_ATTRIBUTE if way < 3 else _TEXT if way == 3 else _TAG).finditer(content))
        if not places or way == 7:
            content = of_bytes(chance, content)
            continue
        found = chance.choice(places)
        tag = chance.choice(places)[0]
        if way <= 3:
            new = chance.choice(chance.choice((_NUMBERS, _WORDS, [one[1] for one in places])))
            content = content[: found.start(1)] + new + content[found.end(1) :]
        elif way == 4:
            content = content[: found.start()] + content[found.end() :]
        elif way == 5:
            content = content[: found.end()] + tag + content[found.end() :]
        else:
            content = content[: found.start()] + chance.choice((tag, *_WORDS)) + content[found.end() :]
    return content


def of_records(chance: Random, data: bytes) -> bytes:
    """An old workbook whose records are broken one by one; the compound file around them, by its bytes."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as opened:
            names = {name[0].lower(): name for name in opened.listdir() if len(name) == 1}
            stream = opened.openstream(names.get("workbook") or names["book"]).read()
    except Exception:  # noqa: BLE001 - a broken compound file provokes anything at all in olefile
        return of_bytes(chance, data)
    records, at = [], 0
    while at + 4 <= len(stream):
        code, size = unpack_from("<HH", stream, at)
        records.append((code, bytearray(stream[at + 4 : at + 4 + size])))
        at += 4 + size
    for _ in range(chance.choice((1, 2, 5)) if records else 0):
        _change(chance, records)
    broken_stream = b"".join(pack("<HH", code, len(body) % 65_536) + body for code, body in records)
    return raw_records.compound({"Workbook": broken_stream})


def of_binary(chance: Random, content: bytes) -> bytes:
    """A part of a binary workbook whose records are broken one by one; their sizes are made to fit."""
    records, at = [], 0
    while at < len(content):
        code, at = _stretched(content, at, 2)
        size, at = _stretched(content, at, 4)
        records.append((code, bytearray(content[at : at + size])))
        at += size
    for _ in range(chance.choice((1, 2, 5)) if records else 0):
        _change(chance, records)
    return b"".join(_stretch(code) + _stretch(len(body)) + body for code, body in records)


def _stretched(content: bytes, at: int, most: int) -> tuple[int, int]:
    """A number written in seven bits a byte, and where it ends."""
    number = 0
    for place, byte in enumerate(content[at : at + most]):
        number |= (byte & 0x7F) << 7 * place
        at += 1
        if not byte & 0x80:
            break
    return number, at


def _stretch(number: int) -> bytes:
    made = bytearray()
    while number > 0x7F:  # seven bits a byte, the eighth says that more follow
        made.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*made, number))


def _change(chance: Random, records: list[tuple[int, bytearray]]) -> None:
    """One record broken, lost, doubled, moved or called something else."""
    at = chance.randrange(len(records))
    code, body = records[at]
    way = chance.randrange(8)
    if way < 3 and len(body) >= 2:
        pack_into("<H", body, chance.randrange(len(body) - 1), chance.choice(_INTEGERS) % 65_536)
    elif way < 5:
        records[at] = (code, bytearray(of_bytes(chance, bytes(body))[:8000]))
    elif way == 5 and len(records) > 1:
        del records[at]
    elif way == 6:
        records.insert(chance.randrange(len(records)), (code, body[:]))
    else:
        records[at] = (chance.choice(records)[0], body)


def of_text(chance: Random, data: bytes) -> bytes:
    """A text with marks put in, or in another encoding."""
    if chance.random() < 0.3:
        return data.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")
    copy = bytearray(data)
    for _ in range(chance.choice((1, 2, 6, 30))):
        at = chance.randrange(len(copy) + 1)
        copy[at : at + chance.choice((0, 0, 1, 5))] = chance.choice(chance.choice((_DELIMITERS, _NUMBERS, _WORDS)))
    return bytes(copy)


def of_cells(chance: Random, data: bytes) -> bytes:
    """A register in which cells say what cells say elsewhere, or what the values' seeds say."""
    rows = list(csv.reader(io.StringIO(data.decode("utf-8", "replace"), newline="")))
    if chance.random() < 0.1 or len(rows) < 2:
        return of_text(chance, data)
    words = [line for seeds in _SEEDS.values() for seed in seeds for line in seed.split("\n")]
    for _ in range(chance.choice((1, 5, 40))):
        row = chance.choice(rows[1:])
        if row:
            others = chance.choice(chance.choice(rows) or [""])
            row[chance.randrange(len(row))] = chance.choice((*words, others, "", f"{chance.uniform(-1e9, 1e9):.2f}"))
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


_SEEDS: Mapping[str, Sequence[str]] = tomllib.loads(Path(__file__).with_name("fuzz_seeds.toml").read_text("utf-8"))
_WAYS: Mapping[str, Callable[[Random, bytes], bytes]] = {
    "xlsx": of_package, "xlsm": of_package, "xlsb": of_package, "ods": of_package, "xls": of_records, "csv": of_text,
    "stock": of_cells,
    **dict.fromkeys(("worklist", "review", "letter", "form"), of_package),
}  # fmt: skip
