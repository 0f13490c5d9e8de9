"""The shared strings of a workbook: which are struck through, and whether the sheets can afford their length.

Strike-through set on the letters of a text, not on its cell, is stored with the string. A string is stored
once however many cells show it, so a small file can hold more text than any memory.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from xml.parsers import expat

from toolkit.readers.package import Package, follow, true
from toolkit.readers.refusals import damaged, too_large

LONGEST = 1 << 20
"""Bytes of one string with its formatting; Excel holds 32,767 characters in a cell."""
TEXT_LIMIT = 4 << 30
"""Bytes of text in all cells of a sheet."""

_ITEM = b"si>"
_PROMISED = re.compile(rb"""\suniqueCount\s*=\s*["']\+?([0-9]+)""")
_HEAD = 4096
_DIGITS = 20
_SHOWN = re.compile(rb't=["\']s["\'][^>]*>\s*<(?:\w+:)?v>([0-9]+)')
_HINT = "No honest register holds that. Ask the sender for the original file."


@dataclass(slots=True)
class Strings:
    """Shared strings by number: ``whole`` are struck in every run, ``mixed`` have runs set apart that are not."""

    whole: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    longest: int = 0


def all_struck(text: str, runs: Iterable[tuple[int, int]], strikes: Container[int], *, own: bool) -> bool:
    """Whether every letter that shows is struck; ``runs`` say from which letter which font holds, ``own`` before."""
    bounds = [(0, own), *((start, font in strikes) for start, font in runs), (len(text), False)]
    return {struck for (start, struck), (end, _) in pairwise(bounds) if text[start:end].strip()} == {True}


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
    if total > TEXT_LIMIT:
        raise too_large(package.file, f"its cells would unfold to {total >> 30} GB of text", _HINT)


def _survey(package: Package, part: str) -> tuple[int, bool]:
    """The longest string, and whether a strike-through or a document type is mentioned.

    A part that promises more strings than it has bytes is refused: the reader of values makes room for all beforehand.
    """
    longest, mentioned, rest, promised, size = 0, False, b"", 0, 0
    for piece in package.pieces(part):
        if not size and (count := _PROMISED.search(piece[:_HEAD])):
            promised = int(count[1][:_DIGITS])
        size += len(piece)
        text = rest + piece
        mentioned = mentioned or b"strike" in text or b"<!" in text
        items = text.split(_ITEM)
        longest = max(longest, *map(len, items))
        rest = items[-1]
        if longest > LONGEST:
            raise too_large(package.file, f"one of its texts has more than {LONGEST:,} characters", _HINT)
    if promised > size:
        raise damaged(package.file, f"it promises {promised:,} texts and holds far fewer")
    return longest, mentioned


def _parsed(package: Package, part: str) -> _Runs:
    reader = _Runs(package.file)
    follow(reader.parser, package.pieces(part), package.file, f"its part {part}")
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
