"""Who a party is, and by which words an edition may name them: the house, the maker, the trade, a private person.

A name nobody vouches for is a private person's. A client's copy names makers, auction houses and museums; it names
neither the house's suppliers nor a private person who has not agreed to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from toolkit.house import House
from toolkit.other_records import ProvenanceEvent, Supplier
from toolkit.records import Registers
from toolkit.render.dossier_words import say
from toolkit.reports.provenance_names import (
    AT_SALE,
    AUCTION,
    DWELLING,
    FIRM,
    HERS,
    HIS,
    HOUSES_OF_SALE,
    INSTITUTION,
    NAMELESS,
    PLACES,
    SMALL,
    TITLE,
    TRADE,
    VENDOR,
    WORKS,
)
from toolkit.values import fold

Nature = Literal["house", "maker", "public", "supplier", "private"]
_PARTS = re.compile(r"\s*(?:,|;|\(|\)|\bin\b|\bà\b)\s*")
_TOWN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Party:
    """A party as a register names it: its words, what it is, whether it is named at all, and its town where known."""

    words: str
    nature: Nature
    named: bool = True
    vendor: bool = False
    town: str = ""
    kind: str = ""  # of a supplier: ``auction``, ``maker``, ``workshop``, ``dealer``

    @property
    def private(self) -> bool:
        """Whether the party is a private person, or may be one."""
        return self.nature == "private"

    @property
    def key(self) -> str:
        """The party for comparison: a name without its title and town, anything else by all its words."""
        if self.nature in {"house", "maker"}:
            return self.nature
        if not self.named:
            return "vendor" if self.vendor else fold(self.words)
        first = fold(TITLE.sub("", _PARTS.split(self.words)[0]))
        return fold(self.words) if set(first.split()) <= NAMELESS | SMALL else first

    def at_odds(self, other: Party) -> bool:
        """Whether the titles of two say that they are not one person: Lord Thackeray and Lady Thackeray."""
        mine, theirs = (self._titles(), other._titles())
        return bool(mine & HERS and theirs & HIS) or bool(mine & HIS and theirs & HERS)

    def _titles(self) -> set[str]:
        found = TITLE.match(_PARTS.split(self.words)[0])
        return set(fold(found[0]).replace("sig ra", "signora").split()) if found else set()


class People:
    """What the registers know of names: suppliers, brands, towns; the house itself."""

    def __init__(self, registers: Registers, house: House) -> None:
        """Gather the names and towns of every register once."""
        self._house = fold(house["house.name"])
        self._brands = {fold(piece.brand) for piece in registers.pieces if piece.brand}
        self._suppliers: dict[str, str] = {}
        for piece in registers.pieces:
            for name in filter(None, (piece.acquired_from, piece.consignor)):
                self._suppliers.setdefault(_bare(name), piece.party_type or "")
        for record in registers.others.get("suppliers", ()):
            if isinstance(record, Supplier) and record.name:
                self._suppliers[_bare(record.name)] = record.party_type or self._suppliers.get(_bare(record.name), "")
        self._towns = PLACES | set(_towns(registers, house))

    def party(self, words: str, brand: str | None = None, kind: str | None = None) -> Party:
        """The party that a cell names. ``brand`` is the maker of the piece, ``kind`` the kind of party if recorded."""
        first, town, folded = _PARTS.split(words)[0], self.town(words), fold(words)
        if self._house and (folded == self._house or fold(first) == self._house):
            return Party(words, "house")
        nameless = self._is_nameless(words)
        supplied = self._suppliers.get(_bare(words))
        kind = kind or supplied or ""
        if nameless and VENDOR.search(folded):
            return Party(words, "private", named=False, vendor=True, town=town)
        if not TITLE.match(words) and self._is(first, {fold(brand or "")}):
            return Party(words, "maker", town=town)
        nature = self._nature(words, kind, supplied=supplied is not None, nameless=nameless)
        return Party(words, nature, named=not nameless, town=town, kind=_trade_of(f"{kind} {words}"))

    def _nature(self, words: str, kind: str, *, supplied: bool, nameless: bool) -> Nature:
        """What a party is that is neither the house nor the maker; a title before a name is a person's."""
        folded, first = fold(words), _PARTS.split(words)[0]
        if _is_private_kind(kind) or (TITLE.match(words) and not _is_trade_kind(kind)):
            return "private"
        if nameless:
            return "supplier" if supplied and TRADE.search(folded) else "public" if TRADE.search(folded) else "private"
        if supplied:
            trade = _is_trade_kind(kind) or TRADE.search(folded) or FIRM.search(words) or self._is(first, self._brands)
            return "supplier" if trade else "private"
        known = self._is_sale_room(fold(first)) or self._is(first, self._brands)
        return "public" if known or INSTITUTION.search(folded) or FIRM.search(words) else "private"

    def _is_sale_room(self, folded: str) -> bool:
        """Whether the words are an auction house known by its name, with or without its town."""
        room = AT_SALE.sub("", folded)
        found = (house for house in HOUSES_OF_SALE if room == house or room.startswith(f"{house} "))
        return any(room == house or room.removeprefix(f"{house} ") in self._towns for house in found)

    @staticmethod
    def _is(words: str, brands: set[str]) -> bool:
        """Whether the words are one of the brands, with or without a company's form."""
        return bool({fold(words), fold(FIRM.sub("", words))} & (brands - {""}))

    def _is_nameless(self, words: str) -> bool:
        """Whether every word is one that names nobody, or a known place."""
        parts = [part for part in _PARTS.split(words) if part]
        rest = [part for part in parts if fold(part) not in self._towns]
        told = [word for part in rest for word in fold(part).split()]
        return all(word in NAMELESS or word in SMALL for word in told) and any(word in NAMELESS for word in told)

    def town(self, words: str) -> str:
        """The town that a text ends with, if it is a known place; never a word that could be a name."""
        parts = [part for part in _PARTS.split(words) if part]
        for part in reversed(parts[1:]):
            if fold(part) in self._towns:
                return part.strip()
        return ""

    def name(self, words: str) -> str:
        """The name in a party's words for comparison, with its title and without a known place."""
        return " ".join(fold(part) for part in _PARTS.split(words) if part and not self.is_place(part))

    def is_place(self, words: str) -> bool:
        """Whether a text is a known place and nothing else."""
        return fold(words) in self._towns

    def shown(self, party: Party, language: str, *, internal: bool, consent: bool, brand: str | None = None) -> str:
        """The words by which an edition names a party, without a capital where they are ours."""
        free = party.nature in {"house", "public"} or (party.private and consent)
        if party.named and (internal or free):
            return party.words
        if party.vendor:
            return say("vendor", language)
        if party.nature == "maker":
            return (brand or party.words) if _bare(party.words) in self._suppliers else party.words
        if party.private:
            return say("private-town" if party.town else "private", language, town=party.town)
        return party.words if party.nature == "public" else say(party.kind or "dealer", language)


def _bare(words: str) -> str:
    """A name for comparison, without what stands beside it: ``Pellworth & Sons (trade)``, ``Vente Christie's``."""
    bare = AT_SALE.sub("", fold(re.sub(r"\(.*?\)", "", words)))
    return bare or fold(words)


def _is_private_kind(kind: str) -> bool:
    folded = fold(kind)
    return any(word in NAMELESS and word not in WORKS and not TRADE.search(word) for word in folded.split())


def _is_trade_kind(kind: str) -> bool:
    return bool(TRADE.search(fold(kind)))


@lru_cache(maxsize=4096)
def _trade_of(words: str) -> str:
    """What kind of trader the words tell of: a key of the phrase book."""
    folded = fold(words)
    for key, pattern in (
        ("auction-house", AUCTION),
        ("the-maker", r"brand|marque|maker|manufacturer|hersteller|marke|fabricante"),
        ("workshop", r"workshop|atelier|werkstatt|laboratorio|taller"),
    ):
        if re.search(rf"\b({pattern})\b", folded):
            return key
    return "dealer"


def _towns(registers: Registers, house: House) -> Iterable[str]:
    """Places that the registers know as such: towns of suppliers, and where events took place.

    Where clients live is left out: a dossier says nothing for which somebody else's address is needed.
    """
    for name in ("suppliers", "provenance"):
        for record in registers.others.get(name, ()):
            if isinstance(record, Supplier) and record.town:
                yield fold(record.town)
            elif isinstance(record, ProvenanceEvent) and (town := town_of(record.place_name or "")):
                yield fold(town)
    yield from (fold(part) for part in house["house.address"].split(",") if not re.search(r"\d", part))


def town_of(place: str) -> str:
    """The town in a place as recorded; empty for a house, an address or a person's name."""
    last = place.rpartition(",")[2].strip()
    plain = last and not re.search(r"\d", last) and len(last.split()) <= _TOWN_WORDS
    return last if plain and not TITLE.match(last) and not DWELLING.search(fold(last)) else ""
