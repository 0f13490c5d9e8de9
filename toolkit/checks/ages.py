"""How old a piece is, as its row says: the years it names, and whether it is beyond the rules of new goods."""

from __future__ import annotations

import re
from functools import lru_cache

from toolkit.checks.telling import any_of, spoken
from toolkit.records import Piece

OLD = 1950
"""Pieces made before this year follow standards and exemptions of their own."""

_YEAR = re.compile(r"\b(1[5-9]\d\d|20\d\d)(s|er)?\b")
_ERA = re.compile(
    any_of(
        r"georgian|regency|victorian|edwardian|belle epoque|art nouveau|art deco|jugendstil|biedermeier|napoleon iii",
        r"antique|antik|antic[oa]|antigu[oa]|liberty|modernismo|(1[5-9]th|x[iv]*e|1[5-9]) (century|siecle|jahrhundert)",
    ).pattern
    + r"(?! (style|stil|inspired|revival|cut|cushion|finish|look))"  # new goods in an old manner
)
_DATED = any_of(r"(circa|c|ca|vers|um|anno|dated|hacia|intorno al) 1[5-9]\d\d(s|er)?", r"1[5-9]\d0(s|er)")
"""How a description dates a piece; a bare 1675 may be a watch's reference."""


def made(piece: Piece) -> tuple[int, int] | None:
    """The earliest and latest year in which the row says the piece was made; None where it does not."""
    return _years(piece.year_made) if piece.year_made else None


@lru_cache(maxsize=4096)
def _years(words: str) -> tuple[int, int] | None:
    """The years that a text names; a decade has ten."""
    found = [(int(year), int(year) + (9 if decade else 0)) for year, decade in _YEAR.findall(words)]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


def is_old(piece: Piece) -> bool:
    """Whether the row says that the piece is antique or was made before 1950: by its condition, its year, its words."""
    if piece.condition == "antique":
        return True
    if years := made(piece):
        return years[1] < OLD
    words = spoken(f"{piece.description or ''} {piece.year_made or ''}")
    dated = _years(" ".join(match[0] for match in _DATED.finditer(words)))
    return dated[1] < OLD if dated else bool(_ERA.search(words))
