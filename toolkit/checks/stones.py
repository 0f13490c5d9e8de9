"""Rules of stones: carat weights as laboratories round them, colour and clarity in the words of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.gems import is_diamond
from toolkit.checks.pieces import heading, plain_figure
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.checks.standards import CLARITY_GRADE, COLOUR_GRADE, HUNDREDTH, carat_as_stated, squeezed
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece
from toolkit.values import fold

CARAT = declare(
    "carat-out-of-range", Severity.WARNING, "A carat weight beyond belief",
    why="A slipped decimal makes a stone ten times its weight, and its value many times more.",
    message="The carat weight reads {carat} ct, which is not believable.",
    hint="Type it again from the laboratory report or the purchase invoice.",
)  # fmt: skip
ROUNDED = declare(
    "carat-rounding", Severity.WARNING, "A carat weight rounded otherwise than laboratories do",
    why="Laboratories round up only where the third decimal is a nine; a stone just below a whole carat is not one.",
    message="The carat weight reads {value}, but {heading!r} gives {exact} ct, which is stated as {stated} ct.",
    hint="Type {stated}, or correct the weight in the text if that is the slip.",
    source="gia.edu on the rounding of carat weights",
)  # fmt: skip
COLOUR = declare(
    "colour-unusual", Severity.WARNING, "A diamond's colour that is no grade",
    why="Diamonds are graded D to Z, or as fancy with a hue; anything else is a slip or the house's own word.",
    message="The colour of the diamond reads {value!r}; grades run from D to Z, or say fancy and the hue.",
    hint="Type the grade from the laboratory report.",
)  # fmt: skip
CLARITY = declare(
    "clarity-unusual", Severity.WARNING, "A diamond's clarity that is no grade",
    why="Clarity is FL, IF (or LC), VVS, VS, SI, and I (or P); anything else is a slip or the house's own word.",
    message="The clarity of the diamond reads {value!r}, which is none of the usual grades.",
    hint="Type the grade from the laboratory report.",
)  # fmt: skip
NOT_GIA = declare(
    "clarity-not-gia", Severity.WARNING, "SI3 with a GIA report",
    why="GIA has no grade SI3; such a stone is SI2 or I1, or the report is another laboratory's.",
    message="The clarity reads {value!r}, but the laboratory is GIA, which has no such grade.",
    hint="Read the report and correct the clarity or the laboratory.",
    source="trade practice, to be verified",
)  # fmt: skip
SWAPPED = declare(
    "colour-clarity-swapped", Severity.WARNING, "Colour and clarity exchanged",
    why="A description printed from these cells names grades that do not exist.",
    message="The colour reads {colour!r} and the clarity {clarity!r}; they look exchanged.",
    hint="Type the colour (D to Z) and the clarity (FL to I3), each under its own heading.",
)  # fmt: skip

HEAVIEST = Decimal(100)
"""Carats above which a weight is asked about: such stones exist, slipped decimals are commoner."""

NEAR = Decimal("0.02")
"""A weight in the text that is further from the carat column's is another stone's or a total, and nobody's slip."""

_EXACT = re.compile(r"(?<![\d.,])(\d{1,2}[.,]\d{3})\s?-?(?:cts?|carats?|karat|carati|quilates)\b", re.IGNORECASE)
_HUES = re.compile(
    r"fancy|fantaisie|fantasie|fantasia|intense?|vivid|light|deep|dark|faint|yellow|jaune|gelb|giallo|amarill|pink|rose|rosa|blue"
    r"|bleu|blau|blu|azul|green|vert|grun|verde|brown|brun|braun|marron|orange|arancio|naranja|red|rouge|rot|rosso|rojo|grey|gray"
    r"|gris|grau|grigio|black|noir|schwarz|nero|negro|white|blanc|weiss|bianc|champagne|cognac|violet|purple|chameleon|milky|salt"
    r"|river|wesselton|crystal|cape|tinted|getont|colou?rless|incolore|farblos|lilac|olive|canary|mixed|various|divers|mel"
)
_CLARITY_WORDS = re.compile(
    r"flawless|clean|lupenrein|pur|pure|puro|pura|included|clarity enhanced|lc|mixed|various|loupe|piqu|vv?s|si|eye"
)
_COLOUR_LETTER = re.compile(r"[D-HJ-OQ-Z]")
_SI3 = re.compile(r"SI-?3")
_TEN_POINTS = "AGS"
"""This laboratory graded colour and clarity in figures from 0 to 10."""


def check_carat(scope: Scope) -> Iterable[Finding]:
    """A carat weight is above zero and below what is known by name."""
    for piece in scope.registers.pieces:
        if piece.carat is not None and not 0 < piece.carat <= HEAVIEST:
            carat, number = plain_figure(piece.carat), piece.stock_no or ""
            yield CARAT.at(piece.place("carat"), piece.carat, register="stock", subject=number, carat=carat)


def check_rounding(scope: Scope) -> Iterable[Finding]:
    """A weight of two decimals against the one weight of three decimals in the same row's words."""
    for piece in scope.registers.pieces:
        if piece.carat is None:
            continue
        for name in ("stones", "description", "notes"):
            words = getattr(piece, name)
            found = _EXACT.findall(words) if words and ("." in words or "," in words) else ()
            if not found or not 0 < piece.carat <= HEAVIEST or piece.carat % HUNDREDTH:
                continue
            exact = Decimal(found[0].replace(",", ".")) if len(found) == 1 else None
            if exact is None or abs(exact - piece.carat) > NEAR or carat_as_stated(exact) == piece.carat:
                continue
            places = [piece.place("carat"), piece.place(name)]
            yield ROUNDED.at(
                places, piece.carat, register="stock", subject=piece.stock_no or "", heading=heading(piece, name),
                exact=exact, stated=carat_as_stated(exact),
            )  # fmt: skip
            break


def check_grades(scope: Scope) -> Iterable[Finding]:
    """Colour and clarity of diamonds: grades as they are written, each in its own column."""
    graded = (piece for piece in scope.registers.pieces if piece.colour is not None or piece.clarity is not None)
    return gathered(finding for piece in graded for finding in _grades(piece))


def _grades(piece: Piece) -> Iterable[Finding]:
    colour, clarity, number = piece.colour, piece.clarity, piece.stock_no or ""
    if _is_plain(colour, clarity) or piece.laboratory == _TEN_POINTS:
        return
    if _are_swapped(colour or "", clarity or ""):
        places = [piece.place(name) for name in ("colour", "clarity") if piece.mapped(name)]
        yield SWAPPED.at(places, f"{colour or ''} {clarity or ''}".strip(), register="stock", subject=number,
                         colour=colour or "", clarity=clarity or "")  # fmt: skip
        return
    if clarity and piece.laboratory == "GIA" and _SI3.search(squeezed(clarity)):
        yield NOT_GIA.at(piece.place("clarity"), clarity, register="stock", subject=number)
    if not is_diamond(piece) or piece.stone_origin == "lab_grown":  # Premium and Standard are for the rule of reports
        return
    if colour and not _is_colour(colour):
        yield COLOUR.at(piece.place("colour"), colour, register="stock", subject=number)
    if clarity and not _is_clarity(clarity):
        yield CLARITY.at(piece.place("clarity"), clarity, register="stock", subject=number)


@lru_cache(maxsize=4096)
def _is_plain(colour: str | None, clarity: str | None) -> bool:
    """Whether both are grades in their own columns, or nothing; SI3 is one to ask the laboratory about."""
    graded = (colour is None or _is_colour(colour)) and (clarity is None or _is_clarity(clarity))
    return graded and not _are_swapped(colour or "", clarity or "") and not _SI3.search(squeezed(clarity or ""))


@lru_cache(maxsize=4096)
def _are_swapped(colour: str, clarity: str) -> bool:
    """Whether the colour is a clarity of more than one letter, or the clarity is a letter that only colours have."""
    grade = squeezed(colour)
    misplaced = len(grade) > 1 and bool(CLARITY_GRADE.fullmatch(grade))
    return misplaced or bool(_COLOUR_LETTER.fullmatch(squeezed(clarity)))


@lru_cache(maxsize=4096)
def _is_colour(words: str) -> bool:
    parts = [squeezed(part) for part in re.split(r"[/,;\s]+", words) if part]  # "G VS1" in the one column there is
    graded = all(COLOUR_GRADE.fullmatch(part) or CLARITY_GRADE.fullmatch(part) for part in parts)
    return graded or bool(COLOUR_GRADE.fullmatch(squeezed(words)) or _HUES.search(fold(words)))


@lru_cache(maxsize=4096)
def _is_clarity(words: str) -> bool:
    return bool(CLARITY_GRADE.fullmatch(squeezed(words)) or _CLARITY_WORDS.search(fold(words)))


RULES: tuple[Rule, ...] = (check_carat, check_rounding, check_grades)
