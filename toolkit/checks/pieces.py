"""What a row of the stock register says of a piece, in the questions that several rules ask alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.scope import Scope
from toolkit.house import House
from toolkit.records import Piece
from toolkit.values import Money, When, fold
from toolkit.vocabulary import GONE

SECOND_HAND = frozenset({"pre_owned", "vintage", "antique"})
"""Conditions of goods that somebody owned before. New goods may be second-hand in law; nothing is inferred."""

CONSIGNED = frozenset({"consigned_in", "memo_in"})
"""Ownerships of goods that others left with the house to sell."""

JEWELS = frozenset({"ring", "earrings", "necklace", "pendant", "bracelet", "brooch", "cufflinks"})
"""Categories of jewellery: goods described by metal and weight."""

BAGS = frozenset({"handbag", "small_leather"})
"""Categories of leather goods."""

_PRIVATE = re.compile(
    r"\b(privat\w*|prive|privee|particulier\w*|particular\w*)\b"
    r"|^(mr|mrs|ms|miss|m(?= [a-z]{3})|mme|mlle|madame|monsieur|herr|frau|sig|signor|signora|sr|sra|dr|sir|lady|lord"
    r"|estate of|succession)\b"
)
_TRADE = re.compile(
    r"\b(dealer|trade|brand|auction|auctioneers?|retailer|wholesaler?|supplier|manufacturer|marque|negociant|confrere"
    r"|handler|hersteller|auktion\w*|encheres|asta|subasta|commerciante|fabricante|ltd|limited|plc|inc|llc|gmbh|ag|sarl"
    r"|sas|sa|srl|spa|sl|bv|nv)\b"
)


def is_owned(piece: Piece, house: House) -> bool:
    """Whether the piece is the house's own, by its row or, where the register has no such column, by the house file."""
    return (piece.ownership if piece.mapped("ownership") else house["defaults.ownership"]) == "owned"


def is_held(piece: Piece) -> bool:
    """Whether the stock register lists the piece as still here or out on the house's behalf."""
    return piece.status not in GONE and piece.sale_date is None and "sale_date" not in piece.doubts


def is_blank(piece: Piece, *fields: str) -> bool:
    """Whether the register has a column for at least one of the fields, and none of them says anything."""
    said = any(getattr(piece, name) is not None or name in piece.doubts for name in fields)
    return not said and any(piece.mapped(name) for name in fields)


def from_private(piece: Piece) -> bool:
    """Whether the row says that a private person sold it: by the kind of seller, or by a title before the name."""
    return _kind_of_seller(piece.party_type or "", piece.acquired_from or "") == "private"


def from_trade(piece: Piece) -> bool:
    """Whether the row says that a dealer, a brand or an auction sold the piece."""
    return _kind_of_seller(piece.party_type or "", piece.acquired_from or "") == "trade"


@lru_cache(maxsize=4096)
def _kind_of_seller(kind: str, name: str) -> str:
    """``private``, ``trade`` or nothing: the kind of party decides, else a company's form, else the words."""
    for words in (fold(kind), fold(name)):
        if _TRADE.search(words):
            return "trade"
        if _PRIVATE.search(words):
            return "private"
    return ""


def heading(piece: Piece, field: str) -> str:
    """The heading under which the register keeps a field."""
    return piece.source.headings.get(field, field)


def same_currency(*figures: Money | None) -> bool:
    """Whether all figures are known and in one currency, so that they may be compared at all."""
    return all(figures) and len({figure.currency for figure in figures if figure}) == 1


def spelled(figure: Money) -> str:
    """A figure as a message writes it: ``1,500.00 GBP``."""
    return f"{figure.amount:,.2f} {figure.currency}".strip()


def dated(when: When) -> str:
    """A date as a message writes it, no closer than it is known: ``2024-03-05``, ``2024``, or its first and last."""
    if when.precision == "year":
        return str(when.earliest.year)
    return f"{when.earliest}" if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def plain_figure(figure: Decimal) -> str:
    """A bare figure as a message writes it: ``750``, ``916.7``, ``1,250``."""
    return f"{figure.normalize():,f}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its word: ``1 cell``, ``3 cells``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Several words as a sentence has them: ``a, b and c``."""
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def alternatives(words: Iterable[str]) -> str:
    """Words as the alternatives of a pattern, the longest first: a shorter one may be the beginning of another."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def second_hand(scope: Scope) -> Iterable[Piece]:
    """The house's own pieces that had an owner before."""
    for piece in scope.registers.pieces:
        if piece.condition in SECOND_HAND and is_owned(piece, scope.house):
            yield piece
