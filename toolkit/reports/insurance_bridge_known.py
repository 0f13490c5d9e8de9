"""What the registers know of the pieces a bridge crosses: rows, sales, jobs and movements by number and by marks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.other_records import Job, Listed, Movement
from toolkit.reconcile.keys import LEAST, SHARED, Brands, Marks, code_key, number_key
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.reports.insurance import Line
from toolkit.values import fold

_PARTS = re.compile(r"[·;,|\n]")
_LIKE = 0.5
"""The share of the shorter description's words that two descriptions of one piece have in common."""


@dataclass(frozen=True, slots=True)
class Held:
    """A line of the schedule that is made, and its block: ``lines``, ``in_doubt``, ``exceptions``, ``excluded``."""

    line: Line
    block: str


class Known:
    """The registers, looked up by what a line of a schedule says of a piece."""

    def __init__(self, registers: Registers) -> None:
        """Index each register once."""
        self._brands = Brands({})
        self._rows: dict[tuple[str, str | None, int], Piece] = {}
        self._pieces: dict[str, list[Piece]] = defaultdict(list)
        self._sales: dict[str, list[Sale]] = defaultdict(list)
        self._moves: dict[str, list[Movement]] = defaultdict(list)
        self._jobs: dict[str, list[Job]] = defaultdict(list)
        self._job_rows: dict[tuple[str, str | None, int], Job] = {}
        self._marked: dict[tuple[str, str], list[Piece | Sale]] = defaultdict(list)
        for piece in registers.pieces:
            self._rows[piece.source.file, piece.source.sheet, piece.row] = piece
            self._pieces[number_key(piece)].append(piece)
        for sale in registers.sales:
            self._sales[number_key(sale)].append(sale)
        for record in (*registers.pieces, *registers.sales):
            assert isinstance(record, Piece | Sale)
            if marks := self._marks(record):
                self._marked[marks.brand, marks.serial].append(record)
        for other in _all(registers.others):
            if isinstance(other, Movement):
                self._moves[number_key(other)].append(other)
            elif isinstance(other, Job):
                self._job_rows[other.source.file, other.source.sheet, other.row] = other
                self._jobs[code_key(other.job_no or "")].append(other)

    def _marks(self, record: Record) -> Marks | None:
        marks = self._brands.marks(record)
        return marks if marks and marks.brand else None

    def piece(self, line: Line) -> Piece | None:
        """The row of the stock register a line was made from; None for a line of another register."""
        rows = (self._rows.get((place.file, place.sheet, place.row)) for place in line.places if place.row)
        found = next((row for row in rows if row), None)
        named = self._pieces.get(code_key(line.stock_no), ()) if line.stock_no else ()
        return found or (named[0] if len(named) == 1 else None)

    def sales(self, number: str | None) -> Sequence[Sale]:
        """The rows of the sales register under a number."""
        return self._sales.get(code_key(number), ()) if number else ()

    def movements(self, number: str | None) -> Sequence[Movement]:
        """The rows of the register of movements under a number."""
        return self._moves.get(code_key(number), ()) if number else ()

    def job(self, line: Line) -> Job | None:
        """The row of the service register a line was made from."""
        rows = (self._job_rows.get((place.file, place.sheet, place.row)) for place in line.places if place.row)
        return next((row for row in rows if row), None)

    def job_named(self, number: str | None) -> Job | None:
        """The job of a number as a schedule has it (``4711``, ``job 4711``), where there is one only."""
        words = (number or "").split()
        for key in ("".join(words), *words[-1:]):
            found = self._jobs.get(code_key(key), []) if key else []
            if len(found) == 1:
                return found[0]
        return None

    def same_marks(self, piece: Piece) -> Iterator[Piece | Sale]:
        """Every other row of stock and sales with the piece's brand and serial number, and no other reference."""
        marks = self._marks(piece)
        if marks is None:
            return
        for record in self._marked.get((marks.brand, marks.serial), ()):
            other = self._marks(record)
            if record is not piece and other and other.fits(marks):
                yield record


def _all(others: Mapping[str, tuple[Record, ...]]) -> Iterable[Record]:
    return (record for name in ("service", "movements") for record in others.get(name, ()))


def described(listed: Listed) -> str:
    """What an earlier schedule says a piece is."""
    return ", ".join(filter(None, (listed.brand, listed.brand_ref, listed.description)))


def marks_words(item: Listed | Line) -> str:
    """A line's serial and report numbers as they read."""
    if isinstance(item, Line):
        return item.identifiers
    return " · ".join(filter(None, (item.serial, item.identifiers)))


def tokens(item: Listed | Line) -> frozenset[str]:
    """A line's serial and report numbers, for comparison; none of a bag, whose date code others share."""
    if item.category in SHARED:
        return frozenset()
    parts = [part.split() for part in _PARTS.split(marks_words(item))]
    codes = [code_key("".join(words[at:])) for words in parts for at in range(len(words))]
    return frozenset(code for code in codes if len(code) >= LEAST and any(char.isdigit() for char in code))


def alike(first: str, second: str) -> bool:
    """Whether two descriptions may be of one piece: half of the words of the shorter stand in the other."""
    one, other = set(fold(first).split()), set(fold(second).split())
    return not one or not other or len(one & other) >= _LIKE * min(len(one), len(other))


def slip(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether a code of the one is a code of the other but for a letter or two: typed again, not another number."""
    from rapidfuzz.distance import OSA

    return any(OSA.distance(a, b, score_cutoff=2) <= (1 if len(a) < 6 else 2) for a in first for b in second)
