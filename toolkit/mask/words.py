"""Words replaced by invented ones: the same word always by the same, a slip of the hand by the same slip."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from toolkit.checks.name_words import COMMON
from toolkit.mask.known import Known
from toolkit.mask.letters import Chance, accents, bare, drawn, dressed
from toolkit.mask.near import Near, parted
from toolkit.reconcile.who_words import STREET_ENDS

WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[ .\u00a0\u202f]{1,3}[^\W\d_](?![^\W\d_])){3,}")
"""A word set letter by letter, as in a title."""
_TITLES = "|".join(sorted(COMMON - {"m", "sr", "sig"}))
_TITLED = re.compile(rf"\b(?i:{_TITLES})\b\.? ?&? ?((?:(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w'’-]*)[ \t\xa0]?)+)")
_STREET = re.compile(
    rf"\b\d+[a-z]?,? ((?:[A-ZÀ-Þ][\w'’-]* ){{1,3}})(?=(?i:{'|'.join(sorted(STREET_ENDS))})\b)"
    r"|\b\d+(?: ?bis| ?ter)?,? (?i:rue|avenue|boulevard|quai|place|via|calle|viale)((?: [^\W\d_][\w'’-]*){1,5})"
)
"""A street behind the number of its house."""
_TRIES = 200
SHOWING = 3
"""Letters from which an invented word may not be a word of hers, nor one the program knows."""


def _called(text: str) -> frozenset[int]:
    """Where the words of a name begin, behind a title or in a street: Mrs Rose is no colour, nor is 1 Rose St."""
    names = (found.span(found.lastindex or 0) for named in (_TITLED, _STREET) for found in named.finditer(text))
    words = (word for start, end in names for word in WORD.finditer(text, start, end))
    return frozenset(word.start() for word in words if bare(word[0]) not in COMMON)


class Words:
    """The invented word of every word of a house."""

    def __init__(self, chance: Chance, known: Known, hers: Iterable[str]) -> None:
        """Invent a word for each of hers, the frequent first: a slip is one of a word that is written more often."""
        self._chance, self._known = chance, known
        written = Counter(hers)
        counts, self._accented = Counter[str](), defaultdict[str, set[int]](set)
        for word, times in written.items():
            counts[bare(word)] += times
            self._accented[bare(word)] |= accents(word)
        self.hers = frozenset(counts)
        self._salts: Counter[str] = Counter()
        self._like: dict[str, str] = {}
        near = Near()
        for word in sorted(counts, key=lambda word: (-counts[word], word)):
            other = near.of(word)
            if other is not None:
                self._like[word] = other
            near.add(word)
        self._made: dict[str, str] = {}

    def again(self, words: Iterable[str]) -> None:
        """Invent other words for these: with the former a rule saw what it had not seen before."""
        for word in map(bare, words):
            self._salts[word] += 1
            self._salts[self._like.get(word, word)] += 1
        self._made.clear()

    def word(self, word: str) -> str:
        """The invented word, with the capitals and accents of hers."""
        return dressed(self._plain(bare(word)), word)

    def knows(self, text: str) -> bool:
        """Whether the program knows every word of a text."""
        return all(self._known.kept(word) == len(word) for word in WORD.findall(text))

    def text(self, text: str, known: Known | None = None, masked: frozenset[str] = frozenset()) -> str:
        """A text with its words replaced but those that are known; ``masked`` are known and replaced all the same."""
        keeps = known or self._known
        text = _SPACED.sub(self._spread, text)
        named = _called(text)
        return WORD.sub(lambda found: self._kept(found, keeps, masked, named), text)

    def _spread(self, found: re.Match[str]) -> str:
        """A letterspaced word replaced as the word it is."""
        letters = iter(self.word("".join(WORD.findall(found[0]))))
        return WORD.sub(lambda _: next(letters), found[0])

    def _kept(self, found: re.Match[str], known: Known, masked: frozenset[str], named: frozenset[int]) -> str:
        word = found[0]
        whole = found.start() in named or (word[:1].isupper() and bare(word) in masked)
        stays = 0 if whole else known.kept(word)
        return word[:stays] + self.word(word)[stays:] if stays < len(word) else word

    def _plain(self, plain: str) -> str:
        """The invented letters of a bare word."""
        made = self._made.get(plain)
        if made is None:
            other = self._like.get(plain)
            made = self._made[plain] = self._slipped(plain, other) if other is not None else self._invented(plain)
        return made

    def _invented(self, plain: str) -> str:
        start = self._salts[plain] * _TRIES
        tries: Iterator[str] = (
            drawn(self._chance, plain, start + salt, self._accented.get(plain, ())) for salt in range(_TRIES)
        )
        first = next(tries)
        return next((made for made in chain([first], tries) if self._free(made, plain)), first)

    def _free(self, made: str, plain: str) -> bool:
        """Whether an invented word is neither hers nor one that a rule would take for something."""
        if len(plain) < SHOWING:
            return made != plain or not plain.isalpha()
        return made not in self.hers and not self._known.kept(made)

    def _slipped(self, plain: str, other: str) -> str:
        """The invented word of another with the slip that parts the two."""
        start, end = parted(plain, other)
        model = self._plain(other)
        head, tail, middle = model[:start], model[len(other) - end :], plain[start : len(plain) - end]
        tries: Iterator[str] = (
            drawn(self._chance, middle, self._salts[plain] + salt) if middle else "" for salt in range(_TRIES)
        )
        if len(plain) == len(other) and middle == other[start : start + 2][::-1]:
            tries = chain([model[start : start + 2][::-1]], tries)
        made = (head + changed + tail for changed in tries)
        found = next((one for one in made if one != model and len(one) == len(plain) and self._free(one, plain)), None)
        return found or self._invented(plain)
