"""Rules of hallmarks: what must have one before it is sold in Britain, and marks that say another fineness."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.ages import is_old
from toolkit.checks.law.goods import HALLMARKS
from toolkit.checks.law.row import Law, in_force
from toolkit.checks.metals import metal_of, stated
from toolkit.checks.pieces import BAGS, heading, is_held, plain_figure
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.checks.standards import AGREE_WITHIN
from toolkit.checks.telling import any_of, spoken
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece

MISSING = declare(
    "hallmark-missing", Severity.ERROR, "A piece of precious metal without a hallmark",
    why="In the United Kingdom a piece may be sold as gold, silver, platinum or palladium only with a hallmark, "
    "unless it is exempt.",
    message="It is {metal} of {weight} g, but {heading!r} {reading}. The law of the United Kingdom asks for a "
    "hallmark from {least} g, since {since}.",
    hint="Read the hallmark on the piece and type it. If it is exempt, type why, such as 'exempt: made before 1950'; "
    "if it has none, have the assay office mark it before it is sold.",
    source="hallmarkingconvention.org, UK profile; Hallmarking Act 1973",
)  # fmt: skip
CONFLICT = declare(
    "hallmark-fineness-conflict", Severity.ERROR, "The hallmark and the fineness disagree",
    why="The mark on the piece decides what it may be called; one of the two cells is a slip.",
    message="The hallmark reads {value!r}, but the fineness is {parts} parts per thousand.",
    hint="Read the hallmark on the piece and correct the wrong cell.",
)  # fmt: skip

NOT_FOR_SALE = frozenset({"customer_repair", "customer_collection", "deposit_held"})
"""Ownerships of goods that the house keeps for others and does not offer."""

_NONE = re.compile(
    r"(none|no|no hallmarks?|not hallmarked|unhallmarked|unmarked|without|missing|not marked|to be hallmarked|aucun|non"
    r"|sans( poincon)?|non poinconnee?|ohne( punze| stempel)?|keine?|nein|ungestempelt|nessuno?|senza( punzone)?|sin"
    r"( contraste)?|ninguno|no contrastado)"
)
_EXEMPT = any_of(
    r"exempt\w*|underweight|under weight|below weight|pre 19[0-4]\d|pre 1950|dispense|befreit|esente|exento",
)
_MARKS = "333|375|417|500|583|585|625|750|800|830|835|850|875|900|916|917|925|950|958|990|999"
_MARK = re.compile(rf"(?<![\d.,])({_MARKS})(?![\d.,])")


def check_missing(scope: Scope) -> Iterable[Finding]:
    """An article of one precious metal, heavy enough, with a column for its hallmark that names none."""
    return told_once(scope, "hallmark", _asked(scope))


def _asked(scope: Scope) -> Iterator[tuple[Piece, Finding | None]]:
    """Every piece that needs a hallmark in the house's country, with the finding where it has none."""
    rows = {
        metal: row
        for metal in ("gold", "silver", "platinum", "palladium")
        if (row := in_force(HALLMARKS, f"hallmark-{metal}", scope.house.country, scope.today))
    }
    for piece in scope.registers.pieces if rows else ():
        if not piece.mapped("hallmark") or piece.category in BAGS or "hallmark" in piece.doubts:
            continue
        row, metal, weight = _required(piece, rows)
        if row is None or weight is None:
            continue
        if piece.hallmark and not _is_none(piece.hallmark):
            yield piece, None
        elif not _is_exempt(piece):
            yield piece, _missing(piece, row, metal, weight)


def _required(piece: Piece, rows: dict[str, Law]) -> tuple[Law | None, str, Decimal | None]:
    """The row of law that asks for a hallmark, the metal and the weight; None where none does or nobody can say."""
    _, _, metal = stated(piece)
    mixed = piece.metal is not None and not metal_of(piece.metal)[3]
    weight = piece.gross_weight if piece.net_weight is None else piece.net_weight
    row = rows.get(metal or "")
    if row is None or mixed or piece.ownership in NOT_FOR_SALE or weight is None or not row.reached(weight):
        return None, "", None
    return row, metal or "", weight


@lru_cache(maxsize=4096)
def _is_none(hallmark: str) -> bool:
    """Whether a cell says in words that there is no hallmark."""
    return bool(_NONE.fullmatch(spoken(hallmark)))


def _is_exempt(piece: Piece) -> bool:
    """Whether the row says that the piece is old, or gives another reason for which it needs no hallmark."""
    return is_old(piece) or bool(_EXEMPT.search(spoken(f"{piece.description or ''} {piece.notes or ''}")))


def _missing(piece: Piece, row: Law, metal: str, weight: Decimal) -> Finding:
    """The finding; a warning where the piece has left, or where its vintage may lie before the law."""
    milder = not is_held(piece) or (piece.condition == "vintage" and piece.year_made is None)
    return MISSING.at(
        piece.place("hallmark"), piece.hallmark or "", register="stock", subject=piece.stock_no or "",
        severity=Severity.WARNING if milder else None, metal=metal, weight=plain_figure(weight),
        least=plain_figure(row.amount), since=row.since,
        heading=heading(piece, "hallmark"), reading=f"reads {piece.hallmark!r}" if piece.hallmark else "is empty",
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _mark(hallmark: str) -> int | None:
    """The one fineness that a hallmark states."""
    marks = set(_MARK.findall(hallmark))
    return int(marks.pop()) if len(marks) == 1 else None


def check_conflict(scope: Scope) -> Iterable[Finding]:
    """A hallmark with one figure of fineness in it agrees with the fineness beside it."""
    for piece in scope.registers.pieces:
        if piece.hallmark and piece.fineness:
            mark = _mark(piece.hallmark)
            if mark and abs(mark - piece.fineness) > AGREE_WITHIN:
                places = [piece.place("hallmark"), piece.place("fineness")]
                yield CONFLICT.at(
                    places, piece.hallmark, register="stock", subject=piece.stock_no or "",
                    parts=plain_figure(piece.fineness),
                )  # fmt: skip


RULES: tuple[Rule, ...] = (check_missing, check_conflict)
