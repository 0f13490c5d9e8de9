"""Rules of trade item numbers: the length and the check digit of a GTIN. A format can only look right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from stdnum import ean

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Kind, Severity, declare

GTIN_DIGIT = declare(
    "gtin-check-digit", Severity.ERROR, "A bar code number (GTIN) with a wrong digit",
    why="A brand's system refuses it, or takes it for another article.",
    message="The last digit of the bar code number {value!r} does not follow from the others, as it must.",
    hint="Scan or read the number from the tag again.",
)  # fmt: skip
GTIN_LENGTH = declare(
    "gtin-length", Severity.WARNING, "A bar code number (GTIN) of the wrong length",
    why="Such a number has 8, 12, 13 or 14 digits; one of 11 has often lost a zero in front.",
    message="The bar code number {value!r} has {count} digits or signs{proposal}.",
    hint="Scan or read the number from the tag again, and format the column as text.",
)  # fmt: skip


def check_gtin(scope: Scope) -> Iterable[Finding]:
    """GTIN-8, 12, 13 and 14: length and check digit (GS1 General Specifications, modulo 10)."""
    for piece in scope.registers.pieces:
        if piece.gtin and (judged := _judged(piece.gtin)):
            kind, proposal = judged
            at, count = piece.place("gtin"), len(_digits(piece.gtin))
            yield kind.at(
                at, piece.gtin, register="stock", subject=piece.stock_no or "", count=count, proposal=proposal
            )


def _digits(gtin: str) -> str:
    return re.sub(r"[\s-]", "", gtin)


@lru_cache(maxsize=1 << 15)  # every piece of a model has its model's number
def _judged(gtin: str) -> tuple[Kind, str] | None:
    """What is wrong with a number, and the number it may be."""
    digits = _digits(gtin)
    if digits.isdigit() and len(digits) in {8, 12, 13, 14}:
        return None if ean.is_valid(digits) else (GTIN_DIGIT, "")
    padded = f"0{digits}"
    valid = len(digits) == 11 and ean.is_valid(padded)
    proposal = f"; with a zero in front, {padded}, its last digit would be right" if valid else ""
    return GTIN_LENGTH, proposal


RULES: tuple[Rule, ...] = (check_gtin,)
