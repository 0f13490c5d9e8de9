"""The cells and tables of a web page while they are read, and how their words are joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LINE = "\x00"
"""Stands among the words of a cell where a new line begins; no page can hold it."""
_UNEVEN = re.compile(rf"[\t\r\n\f{LINE}]|  ")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class PageCell:
    """A cell as it comes in: its words, and how many letters of them are struck."""

    row: int
    column: int
    words: list[str] = field(default_factory=list)
    note: list[str] = field(default_factory=list)
    struck: int = 0
    letters: int = 0


@dataclass(slots=True)
class PageTable:
    """A table as it comes in: where it is, its open cell, and the cells above that reach down (columns, last row)."""

    row: int
    column: int = 0
    begun: bool = False
    struck: bool = False
    holds: bool = False
    cell: PageCell | None = None
    reaching: list[tuple[int, int, int]] = field(default_factory=list)


def joined(words: list[str]) -> str:
    """The words as a page shows them: spaces run together, lines kept."""
    text = "".join(words)
    if not _UNEVEN.search(text):
        return text.strip()
    lines = text.split(LINE)
    return "\n".join(" ".join(part for part in _SPACE.split(line) if part) for line in lines).strip()
