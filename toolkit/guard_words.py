"""Finding words and amounts in what a finished document says, however they are set, and leaving ordinary ones alone.

A text is compared folded and without its spaces, so a name broken over two lines, hyphenated, letterspaced or accented
is still that name. What keeps false alarms away: a find begins and ends where words do, unless it is long; an amount
counts where it is written as one; and what a document prints rightly is passed as allowed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import accumulate, chain

from toolkit.findings import Place
from toolkit.values import fold

SHORTEST = 4
"""Letters and digits below which a word is not looked for: half of all pages hold any three letters."""

LONG = 8
"""Letters from which a find needs no word's edge: nothing else holds them by chance."""

_BREAK = "\0"
_CODES = "GBP|EUR|USD|CHF|JPY|CHf"
_SIGN = rf"[£€¥]|\$(?!Build)|(?<![A-Za-z])(?:{_CODES}|Fr\.?)"
_BEFORE = re.compile(rf"(?:{_SIGN})[ \u00a0\u202f]?\Z")
_DECIMALS = r"(?P<cents>[.,]\d{1,2})?(?![.,]?\d)(?![ \u00a0\u202f]?%)"
_YEARS = range(1500, 2101)
_CODE = frozenset("-/#_")
_LEAST = 100
_LEAST_BARE = 1000
_LEAST_DIGITS = 3
_MOST_DIGITS = 12
_LONGEST_SIGN = 5
_LEAST_OF_COLUMN = 3
_RUN, _STEP = 5, 4
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def _amounts(groups: str) -> re.Pattern[str]:
    """How an amount is written whose thousands are parted by one of ``groups``.

    It begins with its first digit, so that a search runs over the letters between at full speed. "0.217" is no 217, and
    what a sign of per cent follows is no amount.
    """
    start = rf"\d(?:(?<!\w\d)|(?<=(?:{_CODES})\d))(?<!\d[.,]\d)"
    return re.compile(
        rf"(?P<whole>{start}(?:(?<!0)\d{{0,2}}(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*|\d*)){_DECIMALS}"
        rf"(?P<after>[ \u00a0\u202f]?(?:{_SIGN}))?"
    )


# Two cells of a table that stand beside each other read like one amount with a space; so both readings count.
_WRITTEN = (_amounts(",.'’\u00a0\u202f\u2009"), _amounts(" \u00a0\u202f\u2009"))


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not stand in a document: its words, what it is (``why``), and the cell that holds it.

    ``amount`` says that the words are an amount in plain digits, which is found however it is printed. ``bare`` counts
    it even where only digits stand there; where those may be a reference or a serial number, it is False. ``sworn``
    words are looked for however short they are: somebody was promised that they do not stand there. A ``whole`` code
    is found as one word alone: the figures of a table, one after another, read like any code of digits. ``coded`` words
    are letters for a figure: no text that is allowed may hold them as they are spelt.
    """

    words: str
    why: str
    place: Place | None = None
    amount: bool = False
    bare: bool = True
    sworn: bool = False
    whole: bool = False
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret found: where in the file, what it is, and the cell it comes from; never the secret itself."""

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words found in a file and where. ``rough`` are bytes that may be no words at all: only long finds count there.

    ``column`` are the numbers of a workbook's column: one may be a cost by chance, most of them are not.
    """

    where: str
    words: str
    rough: bool = False
    column: bool = False


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """Texts folded, without spaces, one after another: ``edges`` are where words begin and end.

    ``grams`` are the runs of letters that begin at every fourth letter. Wherever a long word stood, its own runs from
    one of its first four letters on would be among them: thousands are told to be absent without being sought.
    """

    letters: str
    edges: frozenset[int]
    starts: tuple[int, ...]
    grams: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> _Squeezed:
        """Squeeze the texts, each apart from the next."""
        words: list[str] = []
        firsts: list[int] = []
        for text in texts:
            firsts.append(len(words))
            words += _folded(text.words)
            words.append(_BREAK)
        letters, edges = "".join(words), tuple(accumulate(map(len, words), initial=0))
        starts = tuple(edges[first] for first in firsts)
        grams = frozenset(letters[at : at + _RUN] for at in range(0, len(letters), _STEP))
        return cls(letters, frozenset(edges), starts, grams)

    def finds(self, word: str, *, anywhere: bool) -> Iterator[int]:
        """Where a squeezed word stands; ``anywhere`` also within other words."""
        at = self.letters.find(word) if self._may_hold(word) else -1
        while at >= 0:
            if anywhere or (at in self.edges and at + len(word) in self.edges):
                yield at
            at = self.letters.find(word, at + 1)

    def _may_hold(self, word: str) -> bool:
        """Whether a word can stand anywhere, by its runs; one too short to have a run of each kind always can."""
        if len(word) < _RUN + _STEP - 1:
            return True
        last = len(word) - _RUN + 1
        return any(
            all(word[at : at + _RUN] in self.grams for at in range(first, last, _STEP)) for first in range(_STEP)
        )


def _folded(words: str) -> list[str]:
    """The words of a text, folded one by one: most come again and again."""
    return list(chain.from_iterable(map(_parts, words.split())))


@lru_cache(maxsize=1 << 16)
def _parts(word: str) -> tuple[str, ...]:
    """One word folded; it may be several then, as "d'achat" is."""
    return tuple(fold(word).split())


def squeezed(words: str) -> str:
    """Words as they are compared: folded, without spaces."""
    return "".join(_folded(words))


def _is_long(parts: Sequence[str]) -> bool:
    """Whether nothing else holds a word by chance: "I. de Vere" stands in "Visconti de Vere", and digits in others."""
    word = "".join(parts)
    return len(word) >= LONG and not word.isdigit() and min(len(parts[0]), len(parts[-1])) > 1


def spells(text: str, code: str) -> bool:
    """Whether a text has a code among its words as it is spelt; one that is all in capitals spells every word so."""
    return not text.isupper() and any(alone(word) == code for word in text.split())


def alone(word: str) -> str:
    """A word without the brackets and stops around it."""
    return word.strip("()[],;:./")


class Sought:
    """Secrets and what is allowed, made ready once for all files of a document."""

    def __init__(self, secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> None:
        """Fold every word once."""
        permitted, known = tuple(allowed), tuple(secrets)
        self._allowed = {squeezed(words): words for words in permitted}
        words = [(_folded(secret.words), secret) for secret in known if not secret.amount]
        self._words = [("".join(parts), _is_long(parts), secret) for parts, secret in words]
        self._wanted: dict[Decimal, list[Secret]] = {}
        amounts = [secret for secret in known if secret.amount]
        printed = {value for words in permitted if amounts for value, _, _ in _printed(words)}
        self._figures = {Decimal(words) for words in permitted if _FIGURE.fullmatch(words)}
        for secret in amounts:
            exact = Decimal(secret.words)
            for value in {exact, exact.quantize(Decimal(1), ROUND_HALF_UP)} - printed:
                if value >= _LEAST:
                    self._wanted.setdefault(value, []).append(secret)
        self._bare = any(secret.bare for secret in amounts)

    def leaks(self, texts: Sequence[Text]) -> tuple[Leak, ...]:
        """Every secret that stands in a text and is no part of something allowed, once for each place of the file."""
        found = [*self._names(texts), *self._sums(texts)]
        order = {text.where: number for number, text in reversed(list(enumerate(texts)))}
        return tuple(sorted(dict.fromkeys(found), key=lambda leak: order[leak.where]))

    def _names(self, texts: Sequence[Text]) -> Iterator[Leak]:
        """The names, codes and sentences found."""
        page = _Squeezed.of(texts)
        for word, anywhere, secret in self._words:
            places = list(page.finds(word, anywhere=anywhere)) if len(word) >= SHORTEST or secret.sworn else []
            spans = list(self._spans(page, word, secret)) if places else []
            for at in places:
                text = texts[bisect_left(page.starts, at + 1) - 1]
                inside = any(start <= at and at + len(word) <= end for start, end in spans)
                broken = secret.whole and any(edge in page.edges for edge in range(at + 1, at + len(word)))
                if not inside and not broken and (len(word) >= LONG or not text.rough):
                    yield Leak(text.where, secret.why, _cell(secret))

    def _spans(self, page: _Squeezed, word: str, secret: Secret) -> Iterator[tuple[int, int]]:
        """Where something allowed stands that holds the word."""
        for longer, spelt in self._allowed.items():
            if word in longer and not (secret.coded and spells(spelt, secret.words)):
                yield from ((at, at + len(longer)) for at in page.finds(longer, anywhere=len(longer) >= LONG))

    def _sums(self, texts: Sequence[Text]) -> Iterator[Leak]:
        """The amounts found."""
        for text in texts if self._wanted else ():
            if text.rough:
                continue
            written = list(_printed(text.words, bare=self._bare))
            found = [(value, shaped) for value, shaped, cells in written
                     if value in self._wanted and not (cells and set(cells) <= self._figures)]  # fmt: skip
            by_chance = text.column and (len(dict(found)) < _LEAST_OF_COLUMN or 2 * len(found) <= len(written))
            for value, shaped in found:
                for secret in self._wanted[value]:
                    alone = secret.bare and value >= _LEAST_BARE and value not in _YEARS
                    if alone or (shaped and not by_chance):
                        yield Leak(text.where, secret.why, _cell(secret))


def _printed(words: str, *, bare: bool = True) -> Iterator[tuple[Decimal, bool, tuple[Decimal, ...]]]:
    """Every number in a text with whether it is written as an amount: thousands parted, cents, or a currency beside.

    Without ``bare``, only those that are. Last come the figures it is made of where a plain space parts them: they may
    be two cells of a table that stand beside each other.
    """
    for pattern in _WRITTEN:
        for match in pattern.finditer(words):
            written, start = match["whole"], match.start()
            if len(written) < _LEAST_DIGITS:
                continue
            shaped = bool(match["group"] or match["cents"] or match["after"])
            shaped = shaped or bool(_BEFORE.search(words[max(0, start - _LONGEST_SIGN) : start]))
            if not shaped and not (bare and _stands_alone(words, start, match.end())):
                continue
            whole = re.sub(r"\D", "", written) if match["group"] else written
            if len(whole) <= _MOST_DIGITS:
                cents = (match["cents"] or "")[1:] or "0"
                yield Decimal(f"{whole}.{cents}"), shaped, _cells(written, cents)


def _cells(written: str, cents: str) -> tuple[Decimal, ...]:
    """The figures that a plain space parts in what reads like one amount."""
    *before, last = written.split(" ")
    return tuple(Decimal(part) for part in (*before, f"{last}.{cents}")) if before else ()


def _stands_alone(words: str, start: int, end: int) -> bool:
    """Whether digits are no part of a code."""
    before, after = words[start - 1 : start] if start else "", words[end : end + 1]
    return not (before in _CODE or after in _CODE or after.isalpha())


def _cell(secret: Secret) -> str:
    """The register's cell in words."""
    return str(secret.place) if secret.place else "the house's own settings"
