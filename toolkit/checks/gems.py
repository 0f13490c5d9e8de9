"""What stones a row names: diamonds and nothing else, one stone or many, natural or grown in a laboratory."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.checks.pieces import JEWELS
from toolkit.checks.telling import any_of, spoken
from toolkit.records import Piece

_CUTS = any_of(
    r"emerald (cut|shape\w*)|taille emeraude|smaragdschliff|taglio smeraldo|talla esmeralda|perle? de rosee",
)
_DIAMONDS = any_of(
    r"diamonds|diamants|diamanten|brillanten|brillants|diamanti|brillanti|diamantes|brillantes|pave|melee",
)
_DIAMOND = any_of(
    r"(diamond|(labor)?diamant|brillant|diamante|brillante|brilliant)s?|(labor)?diamanten|brillanten|diamanti|brillanti"
)
_OTHER = any_of(
    r"ruby|rubies|rubis|rubin\w*|rubino|rubini|rubi|rubies|sapphires?|saphirs?|saphire|zaffiro|zaffiri",
    r"zafiros?|emeralds?|emeraudes?|smaragde?|smeraldo|smeraldi|esmeraldas?|pearls?|perles?|perlen?|perla",
    r"perle|perlas|opals?|opales?|onyx|topaz\w*|topas\w*|topaze?s?|turquoises?|turkis\w*|coral\w*|corail",
    r"garnets?|grenats?|granat\w*|amethyst\w*|amethyste?s?|aquamarin\w*|aigue marine|tourmalin\w*|spinels?",
    r"spinelles?|tanzanit\w*|peridots?|citrin\w*|quar[tz]z|jade|lapis|malachit\w*|nacre|moonstones?",
    r"tsavorit\w*|alexandrit\w*|morganit\w*|moissanit\w*|zircon\w*|zirkon\w*|cz",
)
_GROWN = any_of(
    r"lab(oratory)? ?(grown|created|made)|lab(oratory)? diamonds?|lgd|man made|cvd|synthetics?|synthetiques?",
    r"de laboratoire|de synthese|(cree?e?|cultivee?)s? en laboratoire|(\w*labor)?gezüchtet\w*|labordiamant\w*",
    r"synthetisch\w*|sintetic[oai]s?|d[aei] laboratorio|(creat|coltivat)[oi] in laboratorio",
    r"(cread|cultivad)[oa]s? en laboratorio",
    # HPHT is also a treatment of natural stones.
    r"hpht(?! (treat\w*|process\w*|anneal\w*|enhanced|traite\w*|behandelt\w*))",
)
_NO = r"(not?|non|nicht|kein\w*|pas|sans|without|ohne|senza|sin|never|aucun\w*|ni|nor|or|any)"
_DENIED = re.compile(rf"\b{_NO} (\w+ )?{_GROWN.pattern}")
_NEXT = r" ((?!and |et |und |e |y |with )\w+ )?"
_BESIDE = re.compile(
    rf"{_GROWN.pattern}{_NEXT}{_DIAMOND.pattern}|{_DIAMOND.pattern}{_NEXT}{_GROWN.pattern}"
    r"|\b(lab(oratory)? diamonds?|labordiamant\w*|lgd)\b"
)


@lru_cache(maxsize=1 << 14)  # a house names its stones in few ways
def only_diamonds(words: str) -> bool:
    """Whether a text names diamonds and no other stone; an emerald cut is no emerald."""
    said = _CUTS.sub(" ", spoken(words))
    return bool(_DIAMOND.search(said)) and not _OTHER.search(said)


@lru_cache(maxsize=1 << 14)
def _several(words: str) -> bool:
    return bool(_DIAMONDS.search(spoken(words)))


def is_diamond(piece: Piece) -> bool:
    """Whether the row's stones are diamonds alone, by the column for stones or, without it, by the description."""
    if piece.stones:
        return only_diamonds(piece.stones)
    told = piece.category in JEWELS or piece.category == "loose_stone"
    return bool(told and piece.description and only_diamonds(piece.description))


def is_one_stone(piece: Piece) -> bool:
    """Whether the carat weight is surely one stone's: loose, with a report, or named in the singular."""
    several = _several(piece.stones or piece.description or "")
    return not several and (piece.category == "loose_stone" or piece.report_no is not None or piece.stones is not None)


def says_grown(words: str) -> bool:
    """Whether a text says of a diamond, or of its only kind of stone, that it was grown in a laboratory."""
    said = spoken(words)
    if not _GROWN.search(said) or _DENIED.search(said):
        return False
    if not _OTHER.search(_CUTS.sub(" ", said)):
        return True
    return bool(_BESIDE.search(said))


def is_grown_diamond(words: str) -> bool:
    """Whether the words for grown stand directly beside the diamond."""
    return bool(_BESIDE.search(spoken(words)))
