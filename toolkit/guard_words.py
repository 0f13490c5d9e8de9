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

from toolkit.findings import Place
from toolkit.values import fold

SHORTEST = 4
"""Letters and digits below which a word is not looked for: half of all pages hold any three letters."""

LONG = 8
"""Letters from which a find needs no word's edge: nothing else holds them by chance."""

_BREAK = "\0"
_SIGN = r"[£$€¥]|(?<![A-Za-z])(?:GBP|EUR|USD|CHF|JPY|CHf|Fr\.?)"
_DECIMALS = r"(?P<cents>[.,]\d{1,2})?(?![.,]?\d)"
_YEARS = range(1500, 2101)
_CODE = frozenset("-/#_")
_LEAST_BARE = 1000


def _amounts(groups: str) -> re.Pattern[str]:
    """How an amount is written whose thousands are parted by one of ``groups``."""
    return re.compile(
        rf"(?P<before>{_SIGN})?[ \u00a0\u202f]?(?<![\w])(?<!\d[.,])"
        rf"(?P<whole>\d{{1,3}}(?:(?P<group>[{groups}])\d{{3}}(?:(?P=group)\d{{3}})*)|\d+){_DECIMALS}"
        rf"(?P<after>[ \u00a0\u202f]?(?:{_SIGN}))?"
    )


# Two cells of a table that stand beside each other read like one amount with a space; so both readings count.
_WRITTEN = (_amounts(",.'’\u00a0\u202f\u2009"), _amounts(" \u00a0\u202f\u2009"))


@dataclass(frozen=True, slots=True)
class Secret:
    """What must not stand in a document: its words, what it is (``why``), and the cell that holds it.

    ``amount`` says that the words are an amount in plain digits, which is found however it is printed. ``bare`` counts
    it even where only digits stand there; where those may be a reference or a serial number, it is False.
    """

    words: str
    why: str
    place: Place | None = None
    amount: bool = False
    bare: bool = True


@dataclass(frozen=True, slots=True)
class Leak:
    """A secret found: where in the file, what it is, and the cell it comes from; never the secret itself."""

    where: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words found in a file and where. ``rough`` are bytes that may be no words at all: only long finds count there."""

    where: str
    words: str
    rough: bool = False


@dataclass(frozen=True, slots=True)
class _Squeezed:
    """Texts folded, without spaces, one after another: ``edges`` are where words begin and end."""

    letters: str
    edges: frozenset[int]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> _Squeezed:
        """Squeeze the texts, each apart from the next."""
        pieces: list[str] = []
        edges: set[int] = set()
        starts: list[int] = []
        at = 0
        for text in texts:
            starts.append(at)
            for word in (*fold(text.words).split(), _BREAK):
                edges |= {at, at + len(word)}
                pieces.append(word)
                at += len(word)
        return cls("".join(pieces), frozenset(edges), tuple(starts))

    def finds(self, word: str, *, anywhere: bool) -> Iterator[int]:
        """Where a squeezed word stands; ``anywhere`` also within other words."""
        at = self.letters.find(word)
        while at >= 0:
            if anywhere or (at in self.edges and at + len(word) in self.edges):
                yield at
            at = self.letters.find(word, at + 1)


def squeezed(words: str) -> str:
    """Words as they are compared: folded, without spaces."""
    return fold(words).replace(" ", "")


def leaks(texts: Sequence[Text], secrets: Iterable[Secret], allowed: Iterable[str] = ()) -> tuple[Leak, ...]:
    """Every secret that stands in a text and is no part of something allowed, once for each place of the file."""
    permitted = tuple(allowed)
    known = tuple(secrets)
    found = [*_words(texts, [one for one in known if not one.amount], permitted)]
    found += _sums(texts, [one for one in known if one.amount], permitted)
    order = {text.where: number for number, text in reversed(list(enumerate(texts)))}
    return tuple(sorted(dict.fromkeys(found), key=lambda leak: order[leak.where]))


def _words(texts: Sequence[Text], secrets: Sequence[Secret], allowed: Iterable[str]) -> Iterator[Leak]:
    """The names, codes and sentences found."""
    page = _Squeezed.of(texts)
    permitted = {squeezed(words) for words in allowed}
    for secret in secrets:
        word = squeezed(secret.words)
        if len(word) < SHORTEST:
            continue
        places = list(page.finds(word, anywhere=len(word) >= LONG and not word.isdigit()))
        spans = list(_spans(page, word, permitted)) if places else []
        for at in places:
            text = texts[bisect_left(page.starts, at + 1) - 1]
            inside = any(start <= at and at + len(word) <= end for start, end in spans)
            if not inside and (len(word) >= LONG or not text.rough):
                yield Leak(text.where, secret.why, _cell(secret))


def _spans(page: _Squeezed, word: str, permitted: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where something allowed stands that holds the word."""
    for longer in permitted:
        if word in longer:
            yield from ((at, at + len(longer)) for at in page.finds(longer, anywhere=len(longer) >= LONG))


def _sums(texts: Sequence[Text], secrets: Sequence[Secret], allowed: Iterable[str]) -> Iterator[Leak]:
    """The amounts found."""
    permitted = {value for words in allowed for value, _ in _printed(words)}
    wanted: dict[Decimal, list[Secret]] = {}
    for secret in secrets:
        exact = Decimal(secret.words)
        for value in {exact, exact.quantize(Decimal(1), ROUND_HALF_UP)} - permitted:
            if value >= 100:
                wanted.setdefault(value, []).append(secret)
    if not wanted:
        return
    for text in texts:
        if text.rough:
            continue
        for value, shaped in _printed(text.words):
            for secret in wanted.get(value, ()):
                if shaped or (secret.bare and value >= _LEAST_BARE and value not in _YEARS):
                    yield Leak(text.where, secret.why, _cell(secret))


def _printed(words: str) -> Iterator[tuple[Decimal, bool]]:
    """Every number in a text with whether it is written as an amount: thousands parted, cents, or a currency beside."""
    for pattern in _WRITTEN:
        for match in pattern.finditer(words):
            whole = re.sub(r"\D", "", match["whole"])
            cents = (match["cents"] or "")[1:]
            if len(whole) > 12:
                continue
            shaped = any(match[part] for part in ("group", "cents", "before", "after"))
            before, after = words[: match.start()][-1:], words[match.end() :][:1]
            if not shaped and (before in _CODE or after in _CODE or after.isalpha()):
                continue  # part of a code
            yield Decimal(f"{whole}.{cents or 0}"), shaped


def _cell(secret: Secret) -> str:
    """The register's cell in words."""
    return str(secret.place) if secret.place else "the house's own settings"
