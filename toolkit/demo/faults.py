"""Planted faults: what was spoilt, in which cell, and what the owner of the register should hear about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault, at exactly one cell.

    ``kind`` is a code of the catalogue of findings where one fits. ``what`` is what the cell shows: its value as
    text (empty for a blank cell), or for a mark what the mark is, such as ``struck through`` or ``hidden row``.
    ``row`` is the row of the file, counted from 1.
    """

    kind: str
    file: str
    sheet: str | None
    cell: str
    row: int
    what: str
    say: str


@dataclass(slots=True)
class Planting:
    """The faults planted so far, in the order of planting."""

    faults: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Note a fault. Two of one kind at one cell would be a mistake of the demo, so that raises ValueError."""
        if any((fault.kind, fault.file, fault.sheet, fault.cell) == spot for spot in self._spots()):
            raise ValueError(f"planted twice: {fault.kind} at {fault.file} {fault.sheet} {fault.cell}")
        self.faults.append(fault)

    def _spots(self) -> Iterator[tuple[str, str, str | None, str]]:
        """Kind and place of each fault."""
        return ((fault.kind, fault.file, fault.sheet, fault.cell) for fault in self.faults)

    def json(self) -> bytes:
        """The list as ``planted.json``: one object a fault, readable by people."""
        listed = {"schema": "boutique.planted/1", "faults": [asdict(fault) for fault in self.faults]}
        return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
