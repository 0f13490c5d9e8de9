"""The finished twin searched for whatever was hers: read again from its bytes, by a way that did not write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from toolkit.mask.letters import bare
from toolkit.mask.words import SHOWING, WORD
from toolkit.values import fold_code

_MARKUP = re.compile(r"<[^>]*>")
_SAID = re.compile(r'\bname="([^"]*)"')
_FORMAT = re.compile(r'\bformatCode="([^"]*)"')
_WRITTEN = re.compile(r'"([^"]*)"|\[\$([^\]-]+)|((?:\\.)+)')
"""What a number's format writes beside the number."""
_CHUNK = re.compile(r"[^\s;,|<>\"'()]+")
_PART = re.compile(r"[^\W_]+")
_CELL = re.compile(r"[|;,\t\r\n]")
_SHORTEST_CODE, _FIGURES, _LEAST_FIGURES = 4, 6, 3


@dataclass(frozen=True, slots=True)
class Hers:
    """What must not stand in the twin: words, numbers as they are compared, and amounts."""

    words: frozenset[str]
    codes: frozenset[str]
    amounts: frozenset[Decimal]

    @property
    def count(self) -> int:
        """How many things are looked for."""
        return len(self.words) + len(self.codes) + len(self.amounts)


def left_in(files: Mapping[str, bytes], hers: Hers, codes: Iterable[str], amounts: Iterable[Decimal]) -> list[str]:
    """What of hers is left, each with its file; ``codes`` and ``amounts`` are those of the twin's own cells for them.

    A short number of figures alone is looked for among the numbers only: anywhere else it may be a day or a size.
    """
    telling = {code for code in hers.codes if len(code) >= (_FIGURES if code.isdigit() else _SHORTEST_CODE)
               and sum(map(str.isdigit, code)) >= _LEAST_FIGURES}  # fmt: skip
    found = []
    for name, data in files.items():
        for text in (name, *_texts(data)):
            found += [f"{name}: {word}" for word in WORD.findall(text)
                      if len(word) >= SHOWING and bare(word) in hers.words]  # fmt: skip
            pieces = (*_CHUNK.findall(text), *_PART.findall(text), *_CELL.split(text))
            found += [f"{name}: {code}" for code in pieces if fold_code(code.strip(".:!?[] ")) in telling]
    found += [f"number: {code}" for code in codes
              if len(code) >= _SHORTEST_CODE and fold_code(code) in hers.codes]  # fmt: skip
    found += [f"amount: {amount}" for amount in amounts if abs(amount) in hers.amounts]
    return list(dict.fromkeys(found))


def _texts(data: bytes) -> Iterator[str]:
    """Everything a file of the twin says."""
    if not data.startswith(b"PK\3\4"):
        yield _decoded(data)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for info in package.infolist():
            text = _decoded(package.read(info))
            yield " ".join(map(unescape, _SAID.findall(text) if "/styles" not in info.filename else ()))
            for code in map(unescape, _FORMAT.findall(text)):
                yield " | ".join("".join(said).replace("\\", "") for said in _WRITTEN.findall(code))
            yield unescape(_MARKUP.sub(" | ", text))


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16") if data[:2] not in {b"\xff\xfe", b"\xfe\xff"} else ("utf-16",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")
