"""The shared strings of a workbook: which are struck through, and whether the sheets can afford their length.

Strike-through set on the letters of a text, not on its cell, is stored with the string. A string is stored
once however many cells show it, so a small file can hold more text than any memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from toolkit.readers.package import Package, true
from toolkit.readers.refusals import damaged, too_large

LONGEST = 1 << 20
"""Bytes of one string with its formatting; Excel holds 32,767 characters in a cell."""
TEXT_LIMIT = 4 << 30
"""Bytes of text in all cells of a sheet."""

_ITEM = b"si>"
_SHOWN = re.compile(rb't=["\']s["\'][^>]*>\s*<(?:\w+:)?v>([0-9]+)')
_HINT = "No honest register holds that. Ask the sender for the original file."


@dataclass(slots=True)
class Strings:
    """Shared strings by number: ``whole`` are struck in every run, ``mixed`` have runs set apart that are not."""

    whole: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    longest: int = 0


def read_strings(package: Package) -> Strings:
    """What the marks need of the shared strings; most workbooks answer after one search."""
    part = package.first(package.root, "sharedStrings")
    if part is None:
        return Strings()
    longest, worth_parsing = _survey(package, part)
    found = _parsed(package, part).found if worth_parsing else Strings()
    found.longest = longest
    return found


def check_weight(package: Package, part: str, filled: int, longest: int) -> None:
    """Refuse a sheet whose cells would unfold shared strings beyond all memory; counted only where it could be."""
    if filled * longest <= TEXT_LIMIT:
        return
    strings = package.first(package.root, "sharedStrings")
    lengths = _parsed(package, strings).lengths if strings else []
    total = 0
    for piece in package.pieces(part):
        # A cell cut in two between pieces is missed: one in a hundred thousand.
        total += sum(lengths[number] for number in map(int, _SHOWN.findall(piece)) if number < len(lengths))
        if b"\x00" in piece[:64]:
            raise too_large(package.file, "a sheet in UTF-16 with longer texts than it should have", _HINT)
    if total > TEXT_LIMIT:
        raise too_large(package.file, f"its cells would unfold to {total >> 30} GB of text", _HINT)


def _survey(package: Package, part: str) -> tuple[int, bool]:
    """The longest string, and whether a strike-through or a document type is mentioned.

    UTF-16 hides both words from a search of bytes, so it counts as mentioning them.
    """
    longest, mentioned, rest = 0, False, b""
    for piece in package.pieces(part):
        text = rest + piece
        mentioned = mentioned or b"strike" in text or b"<!" in text or b"\x00" in piece[:64]
        items = text.split(_ITEM)
        longest = max(longest, *map(len, items))
        rest = items[-1]
        if longest > LONGEST and b"\x00" not in piece[:64]:
            raise too_large(package.file, f"one of its texts has more than {LONGEST:,} characters", _HINT)
    return longest, mentioned


def _parsed(package: Package, part: str) -> _Runs:
    reader = _Runs(package.file)
    try:
        for piece in package.pieces(part):
            reader.parser.Parse(piece)
        reader.parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        raise damaged(package.file, f"{part}: {error}") from error
    return reader


class _Runs:
    """Follows the runs of each string: has it a format of its own, is it struck, has it visible text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Strings()
        self.number = -1
        self.lengths: list[int] = []
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
            self.lengths.append(0)
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
        if self.inside and self.lengths:
            self.lengths[-1] += len(text)
            self.text = self.text or bool(text.strip())

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
