"""What a person said of the findings, applied before documents see them: the one place where it is.

A finding she called no fault no longer stands, and holds nothing back; a mark on a row that it was about is taken off.
Where a document would have nothing to print, her word is not enough: the register must be corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.checks.identity import marks
from toolkit.checks.stock import HIDDEN, SOLD_MARK
from toolkit.findings import Finding, ToolkitError
from toolkit.ledger import Ledger
from toolkit.produce.marks import may_be_settled, verdict_of
from toolkit.records import Piece, Registers

Spot = tuple[str, str | None, int | None]
LIFTED: Mapping[str, frozenset[str]] = {
    SOLD_MARK.code: frozenset({"struck", "red", "coloured"}),
    HIDDEN.code: frozenset({"hidden"}),
}
"""The marks on a row that a kind of finding is about."""


def judged(
    house: Path, registers: Registers, findings: Sequence[Finding]
) -> tuple[Registers, tuple[Finding, ...]]:
    """The registers without the row marks called no fault, and the findings that still stand.

    Both as they are where the memory cannot be read: whatever is in doubt stays in doubt, and whoever needs the
    ledger says what ails it.
    """
    settled = _settled(house, registers, findings)
    if not settled:
        return registers, tuple(findings)
    standing = tuple(finding for at, finding in enumerate(findings) if at not in settled)
    return _lifted(registers, [findings[at] for at in sorted(settled)]), standing


def _settled(house: Path, registers: Registers, findings: Sequence[Finding]) -> set[int]:
    """Which of the findings, by their order, a person called no fault and may."""
    try:
        with Ledger.rehearse(house) as ledger:
            said = ledger.judgements()
    except ToolkitError:
        return set()
    no_fault = {mark for mark, judgement in said.items() if verdict_of(judgement) == "not-a-fault"}
    if not no_fault:
        return set()
    known = enumerate(zip(marks(findings, registers), findings, strict=True))
    return {at for at, (mark, finding) in known if mark in no_fault and may_be_settled(finding)}


def _lifted(registers: Registers, settled: Iterable[Finding]) -> Registers:
    """The registers without the marks on rows that settled findings are about."""
    lifted: dict[Spot, frozenset[str]] = defaultdict(frozenset)
    for finding in settled:
        if finding.kind.code in LIFTED:
            place = finding.places[0]
            lifted[place.file, place.sheet, place.row] |= LIFTED[finding.kind.code]
    if not lifted:
        return registers
    return replace(registers, pieces=tuple(_without(piece, lifted) for piece in registers.pieces))


def _without(piece: Piece, lifted: Mapping[Spot, frozenset[str]]) -> Piece:
    taken = lifted.get((piece.source.file, piece.source.sheet, piece.row))
    return replace(piece, marks=piece.marks - taken) if taken else piece
