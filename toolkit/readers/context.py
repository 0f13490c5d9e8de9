"""What a sheet's name says of its rows: a period (``Jan 2026``), a brand (``Rolex``), or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from toolkit.dates import when
from toolkit.periods import month
from toolkit.registers import Register
from toolkit.values import DateOrder, When, fold
from toolkit.vocabulary import BRAND_ALIASES

BRANDS = (
    "a lange sohne|arpels|asprey|audemars piguet|balenciaga|baume mercier|bell ross|blancpain|bottega veneta|boucheron|"
    "breguet|breitling|buccellati|bulgari|bvlgari|burberry|cartier|celine|chanel|chaumet|chloe|chopard|corum|"
    "damiani|david webb|de beers|dior|dolce gabbana|fendi|f p journe|franck muller|fred|garrard|georg jensen|"
    "girard perregaux|givenchy|glashutte original|goyard|graff|grand seiko|gucci|h moser|harry winston|hermes|"
    "hublot|iwc|iwc schaffhausen|jacob co|jaeger lecoultre|jean schlumberger|lalique|loewe|longines|louis vuitton|"
    "mauboussin|mb f|messika|mikimoto|montblanc|moynat|nomos|omega|oris|panerai|parmigiani|patek philippe|piaget|"
    "pomellato|prada|rado|richard mille|roberto coin|roger dubuis|rolex|saint laurent|seiko|suzanne belperron|"
    "tag heuer|tasaki|tiffany|tissot|tudor|ulysse nardin|vacheron constantin|valentino|van cleef arpels|verdura|"
    "versace|zenith"
)
"""Houses of the trade, folded: a sheet named after one holds its pieces."""

_SEPARATORS = re.compile(r"[\s_.,()\[\]-]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COPY_NUMBER = re.compile(r"\s*\([0-9]+\)$")


def sheet_context(
    sheet: str | None, kind: Register, columns: Mapping[str, int], words: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    """Fields that a sheet's name gives every row of it, and the name itself where it is a period.

    The brand is given only where the register has no column of brands; ``words`` are the house's own brand names.
    """
    if not sheet:
        return {}, ""
    name = _COPY_NUMBER.sub("", sheet).strip()
    title = sheet if period(name) or month(fold(name)) else ""
    if "brand" in columns or kind.column("brand") is None:
        return {}, title
    bare = _without_period(name)
    known = fold(bare) in _brands() or fold(bare) in {*words, *map(fold, words.values())}
    return ({"brand": bare} if known else {}), title


@cache
def _brands() -> frozenset[str]:
    return frozenset((*BRANDS.split("|"), *BRAND_ALIASES, *BRAND_ALIASES.values()))


@cache
def period(name: str) -> When | None:
    """The month, quarter or year that a name is or ends or begins with: ``Jan 2026``, ``Stock 2025``."""
    whole = when(name, DateOrder())
    if isinstance(whole, When):
        return whole
    parts = [part for part in _SEPARATORS.split(name) if part]
    for size in (2, 1):
        for piece in (parts[-size:], parts[:size]):
            text = " ".join(piece)
            if len(piece) == size and _YEAR.search(text) and isinstance(found := when(text, DateOrder()), When):
                return found
    return None


def _without_period(name: str) -> str:
    """A name without the month and year it ends with."""
    parts = name.split()
    for size in (2, 1):
        rest = parts[:-size]
        if rest and isinstance(when(" ".join(parts[-size:]), DateOrder()), When):
            return " ".join(rest)
    return name
