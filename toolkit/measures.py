"""What a cell says of a metal: its name, its karat, its parts per thousand."""

from __future__ import annotations

import re
from decimal import Decimal

from toolkit.values import Doubt, Fineness, blank, display, error, fold, plain, spell

# Folded words and symbols -> metal. "or" is gold in French and never the English word: no cell says "gold or".
_METALS = {
    "gold": "gold", "or": "gold", "oro": "gold", "au": "gold", "weissgold": "gold", "gelbgold": "gold",
    "rotgold": "gold", "rosegold": "gold",
    "silver": "silver", "argent": "silver", "silber": "silver", "argento": "silver", "plata": "silver", "ag": "silver",
    "sterling": "silver",
    "platinum": "platinum", "platine": "platinum", "platin": "platinum", "platino": "platinum", "plat": "platinum",
    "pt": "platinum", "palladium": "palladium", "palladio": "palladium", "paladio": "palladium", "pd": "palladium",
    "steel": "steel", "acier": "steel", "stahl": "steel", "titanium": "titanium", "titane": "titanium",
}  # fmt: skip
# Letters beside 18K that name gold and its colour: WG, YG, RG, PG; OB, OJ, OR in French.
_COLOURED_GOLD = frozenset(("wg", "yg", "rg", "pg", "oj", "ob", "gg"))
_KARATS = frozenset((8, 9, 10, 12, 14, 15, 18, 19, 20, 21, 22, 24))
_LEAST, _MOST = 300, 1000
_STERLING = Decimal(925)

_KARAT = re.compile(
    r"(?<![0-9.,])([0-9]{1,2}) ?(?:ct|cts|k|kt|kts|carats?|karats?|kar)(?![a-z])|(?<![a-z])k ?([0-9]{1,2})(?![0-9])"
)
_PARTS = re.compile(r"(?<![0-9.,])([0-9]{3,4}(?:[.,][0-9])?)(?: ?/ ?1000| ?‰)?(?![0-9]|[.,][0-9])")
_FRACTION = re.compile(r"0?[.,]([0-9]{2,3})")
_BARE = re.compile(r"([0-9]{1,2})(?:[.,]0)?")
_PLATED = re.compile(r"plated|plaque|filled|vermeil|vergoldet|dore|placcat")


def fineness(raw: object) -> Fineness | Doubt | None:
    """Metal, karat and parts per thousand of a cell: ``18ct``, ``750``, ``18k/750``, ``Pt950``, ``argent 925``.

    Whether karat and fineness agree, and whether the metal knows them, is for the checks to say.
    """
    if blank(raw):
        return None
    if failed := error(raw):
        return failed
    shown = display(raw)
    body = plain(shown).casefold()
    karats = {Decimal(before or after) for before, after in _KARAT.findall(body)}
    rest = _KARAT.sub(" ", body)
    parts = {Decimal(found.replace(",", ".")) for found in _PARTS.findall(rest)}
    if bare := _BARE.fullmatch(body):
        karats = {Decimal(bare[1])}
    if fraction := _FRACTION.fullmatch(body):
        parts = {Decimal(fraction[1].ljust(3, "0"))}
    named = metals(rest)
    if len(karats) > 1 or len(parts) > 1 or (karats and parts and len(named) > 1):
        return Doubt("several-finenesses", shown, tuple(map(spell, sorted(karats) + sorted(parts))))
    return _judged(shown, next(iter(karats), None), next(iter(parts), None), named)


def metals(text: str) -> set[str]:
    """The metals that the words of a text name; symbols may stand against the figure (``Pt950``)."""
    words = re.findall(r"[a-z]+", fold(text))
    named = {_METALS[word] for word in words if word in _METALS}
    if _PLATED.search(fold(text)):  # what is plated with gold is not gold
        return named - {"gold"} | ({"silver"} if "vermeil" in words else set())
    return named | ({"gold"} if _COLOURED_GOLD & set(words) else set())


def _judged(shown: str, karat: Decimal | None, parts: Decimal | None, metals: set[str]) -> Fineness | Doubt:
    """The finding of a cell, if its figures are such as karats and finenesses have."""
    if _PLATED.search(fold(shown)):  # the karat is that of the layer
        karat = None
    if "sterling" in fold(shown) and parts is None:
        parts = _STERLING
    unlikely = (karat is not None and karat not in _KARATS) or (parts is not None and not _LEAST <= parts <= _MOST)
    if unlikely or not (karat or parts or metals):
        return Doubt("not-a-fineness", shown)
    if karat:  # only gold is counted in karats: "steel and 18ct gold" is told by its gold
        return Fineness("gold", karat, parts)
    return Fineness(metals.pop() if len(metals) == 1 else None, None, parts)
