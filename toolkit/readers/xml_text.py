"""The XML of a package's part in UTF-8, whatever it was written in: what comes after knows nothing else."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"),
)  # fmt: skip
"""How wide encodings begin, with a mark or without; the widest first, for their beginnings hold those of the others."""

_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_SINGLE = re.compile(r"(?:iso-8859-|windows-|cp)[0-9]{1,4}|koi8-[ru]|macintosh|shift_jis|euc-(?:jp|kr)|gb\w{1,5}|big5")
"""Encodings of text: Python knows others by name, which unpack or compute."""
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


START = 256
"""How many bytes tell what a part is written in."""


def in_utf8(start: bytes) -> bool:
    """Whether a part that begins like this is UTF-8, or at least none of the encodings known here."""
    return _encoding(start) is None


def as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces of an XML part in UTF-8, without the declaration that says otherwise. Raises UnicodeError."""
    following = iter(pieces)
    first = next(following, b"")
    encoding = _encoding(first)
    if encoding is None:
        yield first
        yield from following
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    yield _DECLARATION.sub("", decoder.decode(first)).encode()
    for piece in following:
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _encoding(start: bytes) -> str | None:
    """What a part is written in; None where it is UTF-8, or a matter for the parser."""
    wide = next((name for mark, name in _WIDE if start.startswith(mark)), None)
    declared = _DECLARED.match(start)
    if wide or declared is None:
        return wide
    name = declared[1].decode("ascii", "replace").lower()
    try:
        return codecs.lookup(name).name if _SINGLE.fullmatch(name) else None
    except LookupError:
        return None
