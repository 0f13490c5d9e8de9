"""All records of one physical piece brought together: by stock number, and by brand, reference and serial number.

A piece that was sold and bought back has two stock numbers and one serial number: its rows are one life.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from toolkit.reconcile.keys import Brands, Marks, code_key, number_key
from toolkit.records import Piece, Record, Registers

TOLD = ("service", "movements", "provenance", "counts")
"""The registers beside stock and sales that tell of pieces."""


@dataclass(slots=True)
class Life:
    """The records of one piece: its rows in the stock register, and every other record that names it."""

    pieces: list[Piece] = field(default_factory=list)
    others: list[Record] = field(default_factory=list)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its stock numbers, in the order of the records."""
        named = (record.stock_no for record in (*self.pieces, *self.others))
        return tuple(dict.fromkeys(number for number in named if number))


def together(lives: Iterable[Life]) -> Life:
    """Several lives told as one: rows with one number that are different pieces, which a register cannot tell apart."""
    found = list(lives)
    others = {id(record): record for life in found for record in life.others}
    return Life([piece for life in found for piece in life.pieces], list(others.values()))


class Lives:
    """Every life of a house's registers, found in one pass over them."""

    def __init__(self, registers: Registers, brands: Brands) -> None:
        """Index the stock register first; then each other record finds its piece, or begins a life of its own."""
        self._brands = brands
        self.all: list[Life] = []
        self._by_number: dict[str, list[Life]] = defaultdict(list)
        self._by_serial: dict[str, list[tuple[Marks, Life]]] = defaultdict(list)
        self._pieces(registers.pieces)
        told = (record for name in TOLD for record in registers.others.get(name, ()))
        for record in (*registers.sales, *told):
            for life in self._lives_of(record):
                life.others.append(record)

    def _pieces(self, pieces: Iterable[Piece]) -> None:
        """The stock register: rows of one maker's marks are one life, other rows one each."""
        for marks, group in groups(pieces, self._brands):
            self._begin(group, marks)

    def _begin(self, pieces: list[Piece], marks: Marks | None) -> Life:
        life = Life(pieces)
        self.all.append(life)
        for key in dict.fromkeys(number_key(piece) for piece in pieces):
            if key:
                self._by_number[key].append(life)
        if marks:
            self._by_serial[marks.serial].append((marks, life))
        return life

    def _lives_of(self, record: Record) -> list[Life]:
        """The life of a record: by number, narrowed by serial; else by serial; else a new one if it names a piece."""
        number, marks = number_key(record), self._brands.marks(record)
        found = self._by_number.get(number, []) if number else []
        same = [life for other, life in self._by_serial.get(marks.serial, ()) if other.fits(marks)] if marks else []
        if found:
            both = [life for life in found if any(life is other for other in same)]
            return both if len(found) > 1 and both else found
        if len(same) == 1:
            if number:
                self._by_number[number].append(same[0])
            return same
        if not number and not marks:
            return []
        life = self._begin([], marks)
        if number:
            self._by_number[number].append(life)
        return [life]

    def of(self, wanted: str) -> list[Life]:
        """The lives under a stock number, else under a serial number."""
        key = code_key(wanted.strip())
        return self._by_number.get(key) or [life for _, life in self._by_serial.get(key, ())]

    def __iter__(self) -> Iterator[Life]:
        """Every life, those of the stock register first."""
        return iter(self.all)


def groups(pieces: Iterable[Piece], brands: Brands) -> Iterator[tuple[Marks | None, list[Piece]]]:
    """The rows of the stock register by the piece they are about: brand, serial number and reference are one piece."""
    by_marks: dict[tuple[str, str], list[tuple[Marks, Piece]]] = defaultdict(list)
    for piece in pieces:
        marks = brands.marks(piece)
        if marks and marks.brand:
            by_marks[marks.brand, marks.serial].append((marks, piece))
        else:
            yield marks, [piece]
    for rows in by_marks.values():
        yield from _by_reference(rows)


def _by_reference(rows: list[tuple[Marks, Piece]]) -> Iterable[tuple[Marks, list[Piece]]]:
    """Rows of one brand and serial number: one piece, unless their references differ."""
    if len(rows) == 1:
        return ((rows[0][0], [rows[0][1]]),)
    groups: dict[str, list[tuple[Marks, Piece]]] = {}
    for marks, piece in rows:
        groups.setdefault(marks.reference, []).append((marks, piece))
    named: Mapping[str, list[tuple[Marks, Piece]]] = {key: group for key, group in groups.items() if key}
    if len(named) <= 1:
        whole = next(iter(named.values()), rows)
        return ((whole[0][0], [piece for _, piece in rows]),)
    return tuple((group[0][0], [piece for _, piece in group]) for group in groups.values())
