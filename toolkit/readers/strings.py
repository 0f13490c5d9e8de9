"""The shared strings of a workbook, read for one thing only: texts struck through in whole or in part.

Strike-through set on the letters of a text, not on its cell, is stored with the string.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.parsers import expat

from toolkit.readers.package import Package, true
from toolkit.readers.refusals import damaged


@dataclass(slots=True)
class Struck:
    """Shared strings by number: ``whole`` are struck in every run, ``mixed`` have runs set apart that are not."""

    whole: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)


def read_struck(package: Package) -> Struck:
    """Which shared strings are struck; most workbooks answer after one search for the word."""
    part = package.first(package.root, "sharedStrings")
    if part is None or not _worth_parsing(package.pieces(part)):
        return Struck()
    reader = _Runs(package.file)
    try:
        for piece in package.pieces(part):
            reader.parser.Parse(piece, False)
        reader.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(package.file, f"{part}: {error}") from error
    return reader.found


def _worth_parsing(pieces: Iterable[bytes]) -> bool:
    """Whether a strike-through or a document type is mentioned; UTF-16 hides both from a search of bytes."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        if b"strike" in text or b"<!" in text or b"\x00" in piece[:64]:
            return True
        rest = piece[-8:]
    return False


class _Runs:
    """Follows the runs of each string: has it a format of its own, is it struck, has it visible text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Struck()
        self.number = -1
        self.runs: list[tuple[bool, bool]] = []  # of each run with text: its own format, struck
        self.format, self.struck, self.text, self.inside = False, False, False, False
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def _doctype(self, *_parts: object) -> None:
        raise damaged(self.file, "its texts declare a document type, as entity bombs do")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self.number += 1
            self.runs = []
        elif name == "r":
            self.format, self.struck, self.text = False, False, False
        elif name == "rPr":
            self.format = True
        elif name == "strike":
            self.struck = true(attributes.get("val", "1"))
        elif name == "t":
            self.inside = True

    def _characters(self, text: str) -> None:
        self.text = self.text or (self.inside and bool(text.strip()))

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name == "t":
            self.inside = False
        elif name == "r" and self.text:
            self.runs.append((self.format, self.struck))
        elif name == "si" and self.runs:
            if all(struck for _, struck in self.runs):
                self.found.whole.add(self.number)
            elif any(formatted and not struck for formatted, struck in self.runs):
                self.found.mixed.add(self.number)
