"""Rules of sets: a row that stands for several pieces. What is a pair by nature, such as earrings, is one piece."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.pieces import alternatives, is_held, plain_figure
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.findings import Finding, Place, Severity, declare
from toolkit.records import Piece
from toolkit.values import fold
from toolkit.vocabulary import CATEGORY, spellings

SEVERAL = declare(
    "several-pieces", Severity.WARNING, "Several pieces in one row",
    why="A row is one piece: of two under one number nobody can say which was sold, lent or lost, and the figure may "
    "be for one of them or for both.",
    message="{how}; the row has one stock number.",
    hint="Give each piece a row and a number of its own, with its own share of the figure; if it is one, reword it.",
)  # fmt: skip

PAIRED = frozenset({"earrings", "cufflinks"})
"""Categories whose pieces come in twos."""

_NUMBERS = "two|three|four|five|six|deux|trois|quatre|zwei|drei|vier|due|tre|quattro|dos|tres|cuatro"
_OF_ONE = "tone|colou?r|row|strand|stone|part|piece"
"""What one piece has several of: a three-stone ring is one ring."""
_TIMES = re.compile(r"(?:^|(?<![0-9])[\s(])x ?([2-9]|1[0-9])\)?[\s.]*(?:$|[,;])", re.IGNORECASE)
"""``x2`` at the end of what is said: "3 x 2 cm" and "2 x 0.50ct" are measures and stones."""


_PERHAPS = re.compile(rf"x ?[0-9]|[0-9] ?x|\bp[aà]|^\W*(?:[2-9]|{_NUMBERS})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _counted() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    """``two bangles`` or ``2x ring`` at the beginning, ``pair of bangles`` anywhere, and the category of each word."""
    known = {words: name for words, name in spellings(CATEGORY, {}).items() if name != "other" and len(words) > 2}
    nouns, plural = alternatives(known), alternatives(words for words in known if words[-1] in "sx")
    times, number = r"(?:[2-9] ?x|x ?[2-9])", rf"(?:{_NUMBERS}|[2-9])"
    first = re.compile(rf"^(?:{times} (?:\w+ ){{0,2}}?({nouns})|{number} (?!{_OF_ONE})(?:\w+ )?({plural}))\b")
    pair = re.compile(rf"\b(?:pair of|paire de|paire d|paar|paio di|par de) (?:\w+ ){{0,2}}?({nouns})\b")
    return first, pair, known


def check_several(scope: Scope) -> Iterable[Finding]:
    """Held pieces whose quantity, or whose description, says that there are several."""
    yield from gathered(found for piece in scope.registers.pieces if is_held(piece) and (found := _several(piece)))


def _several(piece: Piece) -> Finding | None:
    if piece.category in PAIRED and piece.quantity in {None, Decimal(1), Decimal(2)}:
        return None
    if piece.quantity is not None and piece.quantity > 1:
        figure = plain_figure(piece.quantity)
        return _finding(piece.place("quantity"), figure, piece, f"The quantity reads {figure}")
    for name in ("description", "model"):
        words = getattr(piece, name)
        if words and says_several(words):
            return _finding(piece.place(name), words, piece, f"The {name} reads {words!r}")
    return None


def _finding(place: Place, value: str, piece: Piece, how: str) -> Finding:
    return SEVERAL.at(place, value, register="stock", subject=piece.stock_no or "", how=how)


@lru_cache(maxsize=1 << 14)
def says_several(words: str) -> bool:
    """Whether a description names several pieces: ``Gold ring x2``, ``Two gold bangles``, ``Pair of bangles``."""
    if not _PERHAPS.search(words):  # nearly every description
        return False
    if _TIMES.search(words):
        return True
    first, pair, known = _counted()
    folded = fold(words)
    found = first.match(folded) or pair.search(folded)
    return found is not None and known[next(filter(None, found.groups()))] not in PAIRED


RULES: tuple[Rule, ...] = (check_several,)
