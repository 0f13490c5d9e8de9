"""Planted faults: what was spoilt, in which cell, and what the owner of the register should hear about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LISTED = ("kind", "file", "sheet", "cell", "row", "what", "say")

NOT_PLANTED: Mapping[str, str] = MappingProxyType(
    {
        "currency-missing": "the house file names the house's currency; in a house without one no figure is in order",
        "differs-throughout": "it takes more than five hundred rows that differ, which would drown everything else",
        "hold-differs": "in England no law says how long a second-hand piece is kept",
        "rows-scrambled": "a sheet of which one column was sorted would contradict itself and every other in each row",
        "stock-numbers-missing": "every series has pieces under the margin scheme, whose stock book asks for its gaps",
    }
)
"""The kinds of finding that one maison cannot show beside all others, each with its reason."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One planted fault, at exactly one cell.

    ``kind`` is a code of the catalogue of findings where one fits. ``what`` is what the cell shows: its value as
    text (empty for a blank cell), or for a mark what the mark is, such as ``struck through`` or ``hidden row``.
    ``row`` is the row of the file, counted from 1. ``brings`` names the kinds that this fault brings with it, in its
    own row or wherever its ``subject`` (a stock number, a client's number) is named.
    """

    kind: str
    file: str
    sheet: str | None
    cell: str
    row: int
    what: str
    say: str
    subject: str = ""
    brings: tuple[str, ...] = ()


@dataclass(slots=True)
class Planting:
    """The faults planted so far, in the order of planting; none are planted in a ``clean`` maison."""

    clean: bool = False
    faults: list[Fault] = field(default_factory=list)
    spots: set[tuple[str, str, str | None, str]] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)

    def add(self, fault: Fault) -> None:
        """Note a fault. Two of one kind at one cell would be a mistake of the demo, so that raises ValueError."""
        spot = (fault.kind, fault.file, fault.sheet, fault.cell)
        if spot in self.spots:
            raise ValueError(f"planted twice: {fault.kind} at {fault.file} {fault.sheet} {fault.cell}")
        if self.clean:
            raise ValueError(f"planted in a clean maison: {fault.kind}")
        self.spots.add(spot)
        self.subjects |= {fault.subject} - {""}
        self.faults.append(fault)

    def json(self) -> bytes:
        """The list as ``planted.json``: one object a fault, readable by people."""
        faults = [{name: getattr(fault, name) for name in LISTED} for fault in self.faults]
        listed = {"schema": "boutique.planted/1", "faults": faults}
        return (json.dumps(listed, ensure_ascii=False, indent=1) + "\n").encode()
