"""The registers as a person judged them: a mark on a row that she called no fault is taken off before documents see it.

Nothing else she says changes a record: where a document would have nothing to print, the register must be corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.checks.identity import marks
from toolkit.checks.stock import HIDDEN, SOLD_MARK
from toolkit.findings import Finding, ToolkitError
from toolkit.ledger import Ledger
from toolkit.records import Piece, Registers

Spot = tuple[str, str | None, int | None]
LIFTED: Mapping[str, frozenset[str]] = {
    SOLD_MARK.code: frozenset({"struck", "red"}),
    HIDDEN.code: frozenset({"hidden"}),
}
"""The marks on a row that a kind of finding is about."""


def judged(house: Path, registers: Registers, findings: Sequence[Finding]) -> Registers:
    """The registers without the row marks called no fault; as they are where the memory cannot be read."""
    asked = [finding for finding in findings if finding.kind.code in LIFTED]
    if not asked:
        return registers
    try:
        with Ledger.rehearse(house) as ledger:
            said = ledger.judgements()
    except ToolkitError:
        return registers  # every row in doubt stays in doubt, and whoever needs the ledger says what ails it
    lifted: dict[Spot, frozenset[str]] = defaultdict(frozenset)
    for mark, finding in zip(marks(asked, registers), asked, strict=True):
        if mark in said and said[mark].verdict == "not-a-fault":
            place = finding.places[0]
            lifted[place.file, place.sheet, place.row] |= LIFTED[finding.kind.code]
    if not lifted:
        return registers
    return replace(registers, pieces=tuple(_without(piece, lifted) for piece in registers.pieces))


def _without(piece: Piece, lifted: Mapping[Spot, frozenset[str]]) -> Piece:
    taken = lifted.get((piece.source.file, piece.source.sheet, piece.row))
    return replace(piece, marks=piece.marks - taken) if taken else piece
