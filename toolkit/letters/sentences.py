"""A letter's text as sentences, in English and French: an abbreviation, an initial or a number ends none."""

from __future__ import annotations

import re
from collections.abc import Iterator

ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "st", "no", "nos", "ref", "réf", "prof", "rev", "hon", "capt", "col", "gen", "sgt", "lt",
    "jr", "sr", "bt", "esq", "co", "ltd", "inc", "dept", "approx", "vol", "ed", "fig", "m", "mm", "mme", "mmes", "mlle",
    "mlles", "mgr", "me", "vve", "av", "bd", "p", "pp", "s", "art", "janv", "févr", "avr", "juil", "sept", "oct", "nov",
    "déc", "jan", "feb", "mar", "apr", "aug", "dec",
})  # fmt: skip
"""Words that a full stop shortens, in lower case."""

_END = re.compile(r"[.!?…]+[»”’\")\]]*(?=\s|$)")
_LAST = re.compile(r"[\w’'-]+$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, in their order; a line ends one as a full stop does, for paragraphs and addresses."""
    return tuple(part for line in text.splitlines() for part in _of_line(line))


def _of_line(line: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(line):
        if _goes_on(line, start, end):
            continue
        part = line[start : end.end()].strip()
        if part:
            yield part
        start = end.end()
    rest = line[start:].strip()
    if rest:
        yield rest


def _goes_on(line: str, start: int, end: re.Match[str]) -> bool:
    """Whether a full stop is part of a word: an abbreviation, an initial, or one before a small letter."""
    after = line[end.end() :].lstrip()
    if end[0] != ".":  # only a single full stop shortens a word
        return bool(after) and after[0].islower() and end[0].startswith(("…", "..."))
    word = _LAST.search(line[start : end.start()])
    if word is None:
        return False
    short = word[0].lower() in ABBREVIATIONS or (len(word[0]) == 1 and word[0].isupper())
    return bool(after) and (short or after[0].islower())
