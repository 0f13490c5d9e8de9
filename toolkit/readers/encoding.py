"""Which encoding a text file is in: decided from its bytes, and named so that it can be said."""

from __future__ import annotations

import codecs
import re
import string
from operator import itemgetter

from toolkit.readers.refusals import foreign

_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks; UTF-32 first, for its mark begins with that of UTF-16."""

_WIDE = (
    ("utf-32-le", "UTF-32", (1, 2, 3)),
    ("utf-32-be", "UTF-32", (0, 1, 2)),
    ("utf-16-le", "UTF-16", (1, 3)),
    ("utf-16-be", "UTF-16", (0, 2)),
)
"""Without a mark, wide encodings show by where their zero bytes stand, counted modulo four."""

_WESTERN = (("cp1252", "Windows-1252"), ("mac_roman", "Mac OS Roman"), ("cp850", "DOS 850"))
_EXPECTED = frozenset("àâäáãåæçèéêëìíîïñòóôöõøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ£€¥°²³½¼¾’‘“”–—…«»·®™©´§±×\u00a0")
"""What registers in western Europe hold beyond ASCII."""
_BEYOND = re.compile(r"[^\x00-\x7f]")
_CONVINCING = 0.7
_FEW = 8
_SAMPLE = 1 << 16
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEAD = 8192
_PAGE_TEXTS = re.compile(
    r"utf-?8|iso-?8859-?\d{1,2}|windows-?\d{3,4}|cp\d{3,4}|us-ascii|macintosh|shift_jis|euc-\w\w|gb\w+|big5"
)
"""Encodings a page may name: Python knows others by name, which unpack or compute."""
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b\x00"))
_BINARY = 0.02


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text and the name of its encoding; binary files are refused."""
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), name
    for encoding, name, zeros in _WIDE:
        if _zeros(data, zeros):
            return data.decode(encoding, "replace"), name
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _BINARY * len(sample):
        raise foreign(file, "a binary file of an unknown kind")
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _eight_bits(data)


def decode_page(data: bytes, file: str) -> tuple[str, str]:
    """The text of a web page: in the encoding it names, where it begins with no mark and that encoding fits."""
    said = _CHARSET.search(data[:_HEAD])
    name = said[1].decode("ascii", "replace").lower() if said else ""
    if _PAGE_TEXTS.fullmatch(name) and not data.startswith(tuple(mark for mark, _, _ in _MARKS)):
        try:
            # What pages call Latin-1 has been Windows' own table for as long as there have been browsers.
            codec = "cp1252" if name in {"iso-8859-1", "us-ascii"} else codecs.lookup(name).name
            return data.decode(codec), codec.upper()
        except (LookupError, UnicodeDecodeError):
            pass  # it is not what it says
    return decode(data, file)


def _zeros(data: bytes, places: tuple[int, ...]) -> bool:
    """Whether zero bytes fill these places of every four, and hardly any other."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    counts = [sample[place::4].count(0) for place in range(4)]
    quarter = len(sample) // 4
    inside = min(counts[place] for place in places)
    outside = max((counts[place] for place in range(4) if place not in places), default=0)
    return quarter > 0 and inside * 2 > quarter and outside * 10 < quarter


def _eight_bits(data: bytes) -> tuple[str, str]:
    """The western encoding in which the accents make sense, or what a statistical guess prefers."""
    shares = [(_sense(data.decode(encoding, "replace")), encoding, name) for encoding, name in _WESTERN]
    share, encoding, name = max(shares, key=itemgetter(0))  # the first of equals: Windows before the others
    if share < _CONVINCING or _mostly_beyond_ascii(data):
        from charset_normalizer import from_bytes  # slow to load, and seldom needed

        best = from_bytes(data[: _SAMPLE * 4]).best()
        if best is not None and best.encoding != "ascii" and not best.encoding.startswith("utf"):
            return data.decode(best.encoding, "replace"), best.encoding.replace("_", "-")
    return data.decode(encoding, "replace"), name


def _mostly_beyond_ascii(data: bytes) -> bool:
    """Whether more letters are accented than plain, as in no western language but in Russian, Greek or Japanese."""
    high = len(data.translate(None, bytes(range(0x80))))
    plain = len(data) - len(data.translate(None, string.ascii_letters.encode()))
    return high > max(plain, _FEW)


def _sense(text: str) -> float:
    """The share of the characters beyond ASCII that a western register would hold, in a likely place."""
    places = [match.start() for match in _BEYOND.finditer(text)]
    good = sum(_likely(text[at - 1 : at], text[at], text[at + 1 : at + 2]) for at in places)
    return good / len(places) if places else 0.0


def _likely(before: str, character: str, after: str) -> bool:
    """Whether a character beyond ASCII stands where one would: the wrong table gives "montrÈs", "MÅller", "œ100"."""
    if character not in _EXPECTED:
        return False
    if character.isupper() and before.isalpha():
        return before.isupper() and not after.islower()
    if character.isalpha():
        return not (before.isdigit() or after.isdigit())
    return character == "’" or not (before.isalpha() and after.isalpha())
