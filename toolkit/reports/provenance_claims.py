"""Words that a dossier prints only with their evidence, and the disclosure that stands beside a grown diamond.

A text that holds such a word is printed as its author's statement where the cell or a document says whose it is; where
nobody can be named the dossier is withheld at that cell. The word is never replaced and never left out in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from toolkit.checks.completeness import claimed
from toolkit.checks.gems import is_grown_diamond, says_grown
from toolkit.checks.telling import any_of, spoken
from toolkit.findings import Place
from toolkit.reports.provenance_case import Case

_CLAIM = any_of(
    r"authentic\w*|authentiques?|authentifie\w*|authentisch\w*|autentic[oa]s?|guaranteed",
    r"(?<!carte de )garantie?s? (d|de|a)|garanti|garantis|garantiert\w*|garantit[oa]|garantizad[oa]|original",
    r"originals?|originaux|originale?s?|originali",
    r"originell\w*|d origine|unpolished|never polished|not polished|non polie?s?|jamais polie?s?|unpoliert\w*",
    r"mai lucidat[oa]|sin pulir|untreated|unheated|no heat|not heated|non traitee?s?|non chauffee?s?|unbehandelt\w*",
    r"unerhitzt\w*|non trattat[oa]|sin tratar|conflict free|sans conflits?|konfliktfrei\w*|senza conflitti",
    r"libre de conflictos?|ethical(ly)?|ethiques?|ethisch\w*|etic[oa]s?|responsibly sourced|kimberley",
    r"(one|single) owner|un seul proprietaire|premiere main|unico proprietario|erstbesitz|unico dueno",
    r"never stolen|not stolen|jamais volee?|nicht gestohlen|mai rubat[oa]|nunca robad[oa]",
    r"investment(?! (gold|coin|bar))|investissement|wertanlage|kapitalanlage|investimento|inversion",
)
_TREATMENT = any_of(
    r"untreated|unheated|no heat|not heated|non traitee?s?|non chauffee?s?|unbehandelt\w*|unerhitzt\w*|non trattat[oa]",
    r"sin tratar",
)
_ATTRIBUTED = any_of(
    r"according to|stated by|says the (seller|vendor|owner)|as told by|per (the )?(seller|vendor|owner)|selon|d apres",
    r"aux dires|laut|nach angabe\w*|secondo|a detta di|segun",
)


@lru_cache(maxsize=1 << 14)
def claim_in(words: str) -> str:
    """The claim that a text makes and a register alone cannot bear; empty where it makes none."""
    found = _CLAIM.search(spoken(words))
    return found[0] if found else claimed(words)


def vetted(case: Case, words: str, places: Iterable[Place]) -> str:
    """Who states a text that makes a claim: its author by its own words, or a report on the stone; empty for none made.

    Where nobody can be named the dossier is withheld at the cell.
    """
    claim = claim_in(words)
    if not claim:
        return ""
    if _ATTRIBUTED.search(spoken(words)):
        return case.say("by-source-named")
    if _TREATMENT.fullmatch(claim) and case.piece.report_no:
        name = case.laboratory
        return case.say("by-laboratory", laboratory=name) if name else case.say("by-lab-unknown")
    case.withhold(
        f"The cell says {claim!r}, which a dossier prints only with its evidence: {words!r}.", places,
        "Leave the word out, or say in the same cell who states it ('according to the seller').",
    )  # fmt: skip
    return ""


_DIAMOND = re.compile(r"\b(diamonds?|diamants?|diamanten|diamanti?|diamantes?)\b", re.IGNORECASE)
_BRILLIANT = re.compile(r"\b(brillants?|brilliants?|brillanten?|brillanti?|brillantes?)\b", re.IGNORECASE)
_NATURAL = any_of(
    r"(natur\w*|natürlich\w*|genuine|real|veritables?|echt\w*|ver[oa]|mined) (\w+ )?(diam|brill)\w*",
    r"(diam|brill)\w* (\w+ )?(natur\w*|veritables?|verdader\w*)",
)


def disclosed(case: Case, words: str, places: Sequence[Place]) -> str:
    """A text about a laboratory-grown stone, with these words beside the diamond where it names one without them.

    One that calls the grown stone natural withholds the dossier.
    """
    if case.piece.stone_origin != "lab_grown":
        return words
    if _NATURAL.search(spoken(words)):
        case.withhold(
            f"The stone is laboratory-grown, but the cell reads {words!r}.", places,
            "Take the word out, or correct the stone's origin; read the report first.",
        )  # fmt: skip
    if is_grown_diamond(words) or says_grown(words):
        return words
    grown = case.say("grown-beside")

    def beside(found: re.Match[str]) -> str:
        stone = found[0]
        if case.language == "fr":
            return f"{stone} {grown}"
        return f"{grown[:1].upper()}{grown[1:]} {stone.lower()}" if stone[:1].isupper() else f"{grown} {stone}"

    return (_DIAMOND if _DIAMOND.search(words) else _BRILLIANT).sub(beside, words, count=1)
