"""Words planted in odd places of files that somebody else made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import olefile

COMPOUND = b"\xd0\xcf\x11\xe0"
_SHARED = '<?xml version="1.0" encoding="UTF-8"?><x:sst xmlns:x="s"><x:si>{}</x:si></x:sst>'


def planted(data: bytes, words: str, scratch: Path) -> Iterator[tuple[str, bytes]]:
    """The file with the words in it, once for each odd place that its kind has."""
    if data.startswith(b"PK\3\4"):
        yield from _in_package(data, words)
    elif data.startswith(COMPOUND):
        yield from _in_compound(data, words, scratch)
    else:
        yield "a line behind the last", data + f"\r\nno,{words},no\r\n".encode(_encoding(data))


def _in_package(data: bytes, words: str) -> Iterator[tuple[str, bytes]]:
    halves = words[: len(words) // 2], words[len(words) // 2 :]
    cut = "".join(f"<x:r><x:rPr/><x:t>{half}</x:t></x:r>" for half in halves)
    named = "".join(f"&#{ord(letter)};" for letter in words)
    latin = f'<?xml version="1.0" encoding="ISO-8859-1"?><a>{words}</a>'
    for where, part, content in (
        ("cut in two runs, with a prefix", "xl/sharedStrings9.xml", _SHARED.format(cut).encode()),
        ("letters as numbers", "customXml/item9.xml", f"<a>{named}</a>".encode()),
        ("two bytes a letter", "word/comments9.xml", f"<a><b>{words}</b></a>".encode("utf-16")),
        ("the same without a mark", "xl/comments9.xml", f"<a>{words}</a>".encode("utf-16-le")),
        ("another alphabet", "docProps/custom9.xml", latin.encode("latin-1")),
        ("bytes, one a letter", "xl/printerSettings9.bin", b"\1\2\3\4" + words.encode("latin-1") + b"\5"),
        ("bytes, two a letter", "xl/embeddings/oleObject9.bin", b"\7\0\1" + words.encode("utf-16-le") + b"\0\5"),
        ("an attribute nobody reads", "xl/drawings/drawing9.xml", f'<a x:note="{words}"/>'.encode()),
        ("a comment of the XML", "xl/worksheets/sheet99.xml", f"<worksheet><!-- {words} --></worksheet>".encode()),
    ):
        yield where, _with(data, part, content)
    yield "the comment of the package", _with(data, "a.xml", b"<a/>", comment=words)


def _with(data: bytes, part: str, content: bytes, comment: str = "") -> bytes:
    """The package with one more part."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, content)
        package.comment = comment.encode() or package.comment
    return out.getvalue()


def _in_compound(data: bytes, words: str, scratch: Path) -> Iterator[tuple[str, bytes]]:
    yield "behind its end, two bytes a letter", data + b"\0" * 8 + words.encode("utf-16-le") + b"\0" * 8
    for encoding in ("latin-1", "utf-16-le"):
        scratch.write_bytes(data)
        with olefile.OleFileIO(str(scratch), write_mode=True) as file:
            sizes = {"/".join(path): file.get_size(path) for path in file.listdir()}
            largest = max(sizes, key=sizes.__getitem__, default="")
            if not largest:
                continue
            whole, told = bytearray(file.openstream(largest).read()), f"\0{words}\0".encode(encoding)
            if len(whole) != sizes[largest] or len(whole) < 4096 + len(told):
                continue
            at = len(whole) // 2 & ~1
            whole[at : at + len(told)] = told
            file.write_stream(largest, bytes(whole))
        yield f"in the middle of {largest}, {encoding}", scratch.read_bytes()


def _encoding(data: bytes) -> str:
    """How a text file writes its letters."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16-le" if data[:1] == b"\xff" else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"
