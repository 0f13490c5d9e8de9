"""Cells in the report page: where they are, as one quiet line, and what they hold, kept from disturbing the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from markupsafe import Markup, escape

from toolkit.findings import Place
from toolkit.show.report_words import WORDS, say

T = TypeVar("T")

_MOST_PLACES = 12
_LONGEST = 300
# Letters that run from right to left, and the invisible signs that turn the direction of what follows.
_TURNING = (
    "\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_TURNS = re.compile(f"[{_TURNING}]")
_RUN = re.compile(f"[{_TURNING}]+(?:[^{_TURNING}A-Za-z]*[{_TURNING}]+)*")
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_APART = Markup("<bdi>{}</bdi>")


@dataclass(frozen=True, slots=True)
class Spot:
    """A sheet of a file and the cells meant in it, in words: ``cells F17, H17``."""

    file: str
    sheet: str
    cells: str


def spots(places: Sequence[Place]) -> tuple[tuple[Spot, ...], str]:
    """The places, sheet by sheet, and how many more there are."""
    shown, left = most(places, _MOST_PLACES)
    found = tuple(
        Spot(file, sheet or "", _cells(list(group)))
        for (file, sheet), group in groupby(shown, key=lambda place: (place.file, place.sheet))
    )
    return found, say("places", n=left) if left else ""


def most(things: Sequence[T], number: int) -> tuple[Sequence[T], int]:
    """The first of many things, and how many are left; one that is left alone is shown too."""
    return (things, 0) if len(things) <= number + 1 else (things[:number], len(things) - number)


def _cells(places: Sequence[Place]) -> str:
    """``cell F17``, ``cells F17, H17``, ``row 12``, ``column F``; nothing where a whole sheet is meant."""
    cells = [place.cell for place in places if place.cell]
    named = [f"{WORDS['cell' if len(cells) == 1 else 'cells']} {', '.join(cells)}"] if cells else []
    for place in places:
        if not place.cell and place.row:
            named.append(say("row", rows=str(place.row)))
        elif not place.cell and place.column:
            named.append(f"{WORDS['column']} {place.column}")
    lines = [say("line", line=str(place.line)) for place in places if place.line]
    return ", ".join([*named, *lines])


def clipped(text: str, longest: int = _LONGEST) -> str:
    """A text no longer than a page bears; what was left out is said."""
    return text if len(text) <= longest else f"{text[:longest].rstrip()} … {say('signs', n=len(text))}"


def whole(text: str) -> str:
    """A sentence whose dates are not broken over two lines."""
    if not _DATE.search(text):
        return text
    return Markup(_DATE.sub(r'<span class="whole">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped first


def isolated(text: str, value: str = "") -> str:
    """A sentence in which what runs from right to left stands apart, so that the words around it keep their order."""
    if text.isascii() or not _TURNS.search(text):
        return text
    if value and _TURNS.search(value) and value in text:
        return _APART.format(value).join(text.split(value))
    at, parts = 0, []
    for run in _RUN.finditer(text):
        parts += [text[at : run.start()], _APART.format(run[0])]
        at = run.end()
    return Markup().join([*parts, text[at:]])
