"""A description made ready for patterns: the same length, so that every place found is a place in her own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

LONGEST = 2000
"""Letters of a description that are read: no description of a piece is longer, and what is longer is something else."""


def words_of(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


_ODD = {"’": "'", "‘": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "×": "x", "º": "°", "\t": " "}
_MARK = re.compile(r"[;|()\[\]\n•·,.]+| - ")
_SHORT = words_of("ref no nr c ca cal approx env est mvt n co ser cert diam wt mod inv st")
"""Words whose full stop ends no clause."""
_LAST_WORD = re.compile(r"[a-z]+$")
_WORD = re.compile(r"[a-z]+")
_BEFORE = re.compile(r"([a-z0-9'’½]+)[^a-z0-9]*$")
_BEHIND = re.compile(r"[^a-z0-9]*([a-z0-9'½]+)")
_DOUBT = re.compile(
    r"\?|\b(?:probabl\w*|possibl[ye]\w*|perhaps|maybe|believed|presum\w*|apparently|attribut\w*|thought|said to"
    r"|sans doute|peut[- ]etre|suppos\w*|vraisembl\w*|later|replac\w*|rempla[cç]\w*|missing|lacking|manqu\w*|lost"
    r"|perdu\w*|convert\w*|formerly|originally|resized?|was|were|ask|demander|cannot|unknown|inconnu\w*|tbc"
    r"|unconfirmed|unsure|verif\w*|a confirmer|to be (?:checked|confirmed|verified)|to check|similar|semblable|would"
    r"|could|might|should|not|pas|never|jamais)\b"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a description says of one field: the value as that column would hold it, and the words it comes from."""

    field: str
    value: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Text:
    """A description, and the same in small letters without accents, letter for letter."""

    text: str
    low: str

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """First and last place of each clause: commas, brackets, full stops and semicolons part them."""
        found, begin = [], 0
        for mark in _MARK.finditer(self.low):
            if self._parts(mark):
                found.append((begin, mark.start()))
                begin = mark.end()
        return tuple((start, end) for start, end in (*found, (begin, len(self.low))) if self.low[start:end].strip())

    def _parts(self, mark: re.Match[str]) -> bool:
        """Whether a sign ends a clause: not a decimal mark, nor the full stop of a short form."""
        before, after = self.low[: mark.start()], self.low[mark.end() : mark.end() + 1]
        if mark[0] == ",":
            return not (before[-1:].isdigit() and after.isdigit())
        if mark[0] != ".":
            return True
        word = _LAST_WORD.search(before[-8:])
        return after in {"", " "} and not (word and word[0] in _SHORT)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every run of plain letters in it: what tells whether a rule need look at all."""
        return frozenset(_WORD.findall(self.low))

    @cached_property
    def doubtful(self) -> tuple[tuple[int, int], ...]:
        """The clauses that take back or doubt what they say: nothing is taken from them."""
        if not _DOUBT.search(self.low):
            return ()
        return tuple((start, end) for start, end in self.clauses if _DOUBT.search(self.low, start, end + 1))

    def clause_at(self, at: int) -> tuple[int, int]:
        """The clause around a place."""
        return next(((start, end) for start, end in self.clauses if start <= at < end), (at, at))

    def is_doubtful(self, at: int) -> bool:
        """Whether the clause around a place doubts or denies."""
        return any(start <= at <= end for start, end in self.doubtful)

    def beside(self, start: int, end: int, before: int, after: int) -> tuple[str, str]:
        """The plain letters on either side of a place: so many before it and behind it, or fewer at the text's ends."""
        return self.low[max(0, start - before) : start], self.low[end : end + after]

    def said(self, field: str, start: int, end: int, value: str | None = None) -> Proposal:
        """A proposal from a place; without a value it is the words themselves, their spaces in order."""
        words = " ".join(self.text[start:end].split())
        return Proposal(field, words if value is None else value, start, end, words)


def word_before(text: Text, at: int) -> tuple[str, bool]:
    """The last word of the clause before a place, and whether it is written as a name; "" where there is none."""
    start, _ = text.clause_at(at)
    words = _BEFORE.search(text.low, start, at)
    return (words[1], text.text[words.start(1)].isupper() and not text.text.isupper()) if words else ("", False)


def word_after(text: Text, at: int) -> tuple[str, bool]:
    """The first word of the same clause behind a place, and whether it is written as a name."""
    _, end = text.clause_at(at - 1)
    words = _BEHIND.match(text.low, at, max(at, end))
    return (words[1], text.text[words.start(1)].isupper() and not text.text.isupper()) if words else ("", False)


def made_ready(text: str) -> Text:
    """The text for patterns. A letter that has no single plain form stays as it is."""
    low = text.lower() if text.isascii() else "".join(map(_even, text))
    return Text(text, low)


_PLAIN: dict[str, str] = {}


def _even(letter: str) -> str:
    """One letter as one plain letter."""
    found = _PLAIN.get(letter)
    if found is None:
        small = _ODD.get(letter) or letter.lower()
        bare = unicodedata.normalize("NFD", small)[:1] if len(small) == 1 else letter
        found = " " if letter.isspace() else bare if len(bare) == 1 else letter
        if len(_PLAIN) < 4096:
            _PLAIN[letter] = found
    return found


def found(pattern: re.Pattern[str], text: Text) -> Iterator[re.Match[str]]:
    """Every match of a pattern outside the clauses that doubt or deny."""
    for match in pattern.finditer(text.low):
        if not text.is_doubtful(match.start()):
            yield match
