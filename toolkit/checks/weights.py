"""Rules of weights and sizes: above nothing, net within gross, units said, ring sizes with their system."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from toolkit.checks.pieces import heading, plain_figure
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece
from toolkit.values import fold

NOTHING = declare(
    "weight-not-positive", Severity.WARNING, "A weight of zero or less",
    why="A blank says that nobody has weighed the piece; a zero says that it weighs nothing.",
    message="{heading!r} reads {weight} g.",
    hint="Weigh the piece, or leave the cell empty.",
)  # fmt: skip
HEAVIER = declare(
    "net-above-gross", Severity.ERROR, "The metal weighs more than the piece",
    why="The two weights are exchanged or one is a slip, and the metal's weight decides its value.",
    message="The net weight is {net} g, more than the gross weight of {gross} g.",
    hint="Weigh the piece again and correct the wrong one.",
)  # fmt: skip
UNIT = declare(
    "unit-unsaid", Severity.INFORMATION, "Measures without a unit",
    why="A figure without its unit is read by everybody in their own: grams or pennyweights, millimetres or inches.",
    message="The heading {value!r} names no unit of measure{reading}.",
    hint="Put the unit into the heading, such as 'Weight (g)' or 'Case size (mm)'.",
)  # fmt: skip
RING_SIZE = declare(
    "ring-size-system", Severity.WARNING, "Ring sizes that could be of several systems",
    why="A 12 is a wide ring in America and a small one in Italy; a ring made to the wrong one does not fit.",
    message="Ring sizes such as {value!r} that do not say whether they are American, Italian or others: {count}.",
    hint="Put the system into the heading, such as 'Ring size (US)', or after each figure.",
)  # fmt: skip

_WEIGHT_UNIT = re.compile(r"\b(g|gr|grs|gm|gms|grams?|grammes?|gramm|grammi|gramos|dwt|oz|ozt|kg)\b")
_LENGTH_UNIT = re.compile(r"\b(mm|cm|in|inch|inches|zoll|pollici|pulgadas|lignes?)\b")
_BARE = re.compile(r"[\d.,]+(\s*[xX×*/]\s*[\d.,]+)*")
_MEASURES = ("gross_weight", "net_weight", "dimensions")
_SYSTEM = re.compile(
    r"\b(uk|gb|british|us|usa|american|eu|eur|european|fr|french|it|italian|ital|es|de|ch|jp|hk|iso|mm|circumference"
    r"|diameter|circonference|tour de doigt|umfang|durchmesser|innenumfang|circonferenza|diametro|circunferencia)\b"
)
_LETTER = re.compile(r"[a-z]( ?(1 2|½|5|\+))?")
_FIGURE = re.compile(r"([0-9]{1,2})([.,][0-9]{1,2})?( ?(1/2|1/4|3/4|½|¼|¾))?")
LEAST_ROUND, MOST_ROUND = 41, 80
"""Between these a bare figure can only be a circumference in millimetres."""


def check_weights(scope: Scope) -> Iterable[Finding]:
    """Weights above nothing, and the metal no heavier than the piece."""
    for piece in scope.registers.pieces:
        gross, net = piece.gross_weight, piece.net_weight
        if gross is None and net is None:
            continue
        for name, weight in (("gross_weight", gross), ("net_weight", net)):
            if weight is not None and weight <= 0:
                label = heading(piece, name)
                yield NOTHING.at(
                    piece.place(name), weight, register="stock", subject=piece.stock_no or "", heading=label,
                    weight=plain_figure(weight),
                )  # fmt: skip
        if gross is not None and net is not None and net > gross > 0:
            places = [piece.place("net_weight"), piece.place("gross_weight")]
            yield HEAVIER.at(
                places, net, register="stock", subject=piece.stock_no or "", net=plain_figure(net),
                gross=plain_figure(gross),
            )  # fmt: skip


def check_units(scope: Scope) -> Iterable[Finding]:
    """Columns of weights and dimensions whose heading names no unit; said once a table, at the first bare figure."""
    said: set[tuple[int, str]] = set()
    sources = {id(piece.source): piece.source for piece in scope.registers.pieces}
    bare = {key for key, source in sources.items() if any(map(source.letters.get, _MEASURES))}
    for piece in scope.registers.pieces if bare else ():
        measures = (piece.gross_weight, piece.net_weight, piece.dimensions)
        for name, value in zip(_MEASURES, measures, strict=True):
            if value is None or (id(piece.source), name) in said:
                continue
            label = heading(piece, name)
            if reading := _reading(label, value if isinstance(value, str) else ""):
                said.add((id(piece.source), name))
                yield UNIT.at(piece.place(name), label, register="stock", reading=reading)


@lru_cache(maxsize=4096)
def _reading(label: str, dimensions: str) -> str:
    """How a figure under a heading is read where neither it nor the heading names a unit; empty where one does."""
    if not dimensions:
        return "" if _WEIGHT_UNIT.search(fold(label)) else "; its figures are read as grams where they name none"
    if _LENGTH_UNIT.search(fold(label)) or not _BARE.fullmatch(dimensions):
        return ""
    return f"; {dimensions!r} could be millimetres, centimetres or inches"


def check_ring_sizes(scope: Scope) -> Iterable[Finding]:
    """Sizes of rings that neither the heading, the cell nor the figure itself tells the system of; once a table."""
    open_sizes: dict[int, list[Piece]] = defaultdict(list)
    for piece in scope.registers.pieces:
        if piece.category == "ring" and piece.size and _is_open(piece.size, heading(piece, "size")):
            open_sizes[id(piece.source)].append(piece)
    for pieces in open_sizes.values():
        first = pieces[0]
        yield RING_SIZE.at(first.place("size"), first.size, register="stock", count=len(pieces))


@lru_cache(maxsize=4096)
def _is_open(size: str, label: str) -> bool:
    """Whether a size could belong to several systems: a bare figure below the circumferences, or one above them."""
    said = fold(size)
    if _SYSTEM.search(fold(label)) or _SYSTEM.search(said) or _LETTER.fullmatch(said):
        return False
    figure = _FIGURE.fullmatch(size.strip().lower())
    return figure is not None and not LEAST_ROUND <= int(figure[1]) <= MOST_ROUND


RULES: tuple[Rule, ...] = (check_weights, check_units, check_ring_sizes)
