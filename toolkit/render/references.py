"""Cell references as formulas write them: read, moved where rows were put in, stretched over the rows made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from toolkit.findings import column_letter

LAST_ROW = 1_048_576

Rows = Callable[[int, int], tuple[int, int]]
"""From the first and last row of a reference in the template to those in the filled sheet."""

Run = tuple[int, int]
"""A run of rows, first and last."""

# A text comes first, so that "A1" in quotes is never taken for a cell. The guards around a reference keep
# LOG10(...), matrix.r1, Table[K5] and [1]Sheet!A1 (another workbook's cell) out.
REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?<![\w.$\\\[\]!'])
      (?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
      (?: (?P<c1>\$?[A-Za-z]{1,3}) (?P<r1>\$?[1-9]\d{0,6}) (?: : (?P<c2>\$?[A-Za-z]{1,3}) (?P<r2>\$?[1-9]\d{0,6}) )?
        | (?P<r3>\$?[1-9]\d{0,6}) : (?P<r4>\$?[1-9]\d{0,6}) )
      (?![\w.(\[!])
    """,
    re.VERBOSE,
)
Match = re.Match[str]


def column_number(letters: str) -> int:
    """The 1-based number of a column's letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a sheet, as a defined name covers it."""

    sheet: str
    first_row: int
    last_row: int
    first_column: int
    last_column: int


def area(reference: str) -> Area | None:
    """The rectangle that ``Schedule!$A$5:$L$6`` names, or None where the text is anything else."""
    match = REFERENCE.fullmatch(reference.strip())
    if match is None or match["sheet"] is None or match["c1"] is None:
        return None
    first_row, last_row = _row(match["r1"]), _row(match["r2"] or match["r1"])
    first, last = (column_number(match[key].lstrip("$")) for key in ("c1", "c2" if match["c2"] else "c1"))
    return Area(_sheet(match["sheet"]), first_row, last_row, first, last)


@dataclass(frozen=True, slots=True)
class Block:
    """Template rows ``first`` to ``last`` that give way to ``size`` new ones.

    ``runs`` holds, per pattern row, the runs of new rows made from it, counted from 0 at the block's start.
    """

    first: int
    last: int
    size: int
    runs: Mapping[int, tuple[Run, ...]]


@dataclass(slots=True)
class Moves:
    """Where every row of one sheet goes when its blocks, in ascending order, are filled."""

    blocks: tuple[Block, ...] = ()
    starts: list[int] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Find the new first row of every block."""
        grown = 0
        for block in self.blocks:
            self.starts.append(block.first + grown)
            grown += block.size - (block.last - block.first + 1)

    def runs(self, first: int, last: int) -> tuple[Run, ...]:
        """The new rows of ``first`` to ``last``: the runs made from it where it is one pattern row, else one run."""
        for block, start in zip(self.blocks, self.starts, strict=True):
            if first == last and block.first <= first <= block.last:
                return tuple((start + low, start + high) for low, high in block.runs.get(first, ()))
        return (self.rows(first, last),)

    def each(self, first: int, last: int) -> tuple[Run, ...]:
        """As ``runs``, every row of a pattern by itself."""
        runs = self.runs(first, last)
        return tuple((row, row) for low, high in runs for row in range(low, high + 1)) if first == last else runs

    def rows(self, first: int, last: int) -> Run:
        """The new rows of ``first`` to ``last`` as one run from the uppermost to the lowest."""
        return self._edge(first, last, first), self._edge(first, last, last, lowest=True)

    def first(self, first: int, last: int) -> Run:
        """As ``rows``, but a pattern row becomes only the first row made from it: for rules relative to it."""
        return self._edge(first, first, first), self._edge(last, last, last)

    def within(self, first: int, last: int) -> bool:
        """Whether both rows lie in one block."""
        return any(block.first <= first and last <= block.last for block in self.blocks)

    def _edge(self, first: int, last: int, edge: int, *, lowest: bool = False) -> int:
        """The new row of one end of a range; inside a block, the outermost row of the patterns it covers."""
        grown = 0
        for block, start in zip(self.blocks, self.starts, strict=True):
            if edge > block.last:
                grown = start + block.size - block.last - 1
            elif edge >= block.first:
                covered = range(max(first, block.first), min(last, block.last) + 1)
                spots = [row for pattern in covered for run in block.runs.get(pattern, ()) for row in run]
                # A pattern nothing was made from points at the whole block, never at a lost reference.
                spots = spots or [0, block.size - 1]
                return start + (max(spots) if lowest else min(spots))
        return min(edge + grown, LAST_ROW)


def shift(formula: str, home: str, moves: Mapping[str, Rows]) -> str:
    """The formula after rows have moved: ``moves`` by sheet name in lower case, ``home`` for bare references."""
    return REFERENCE.sub(partial(_shifted, home=home, moves=moves), formula)


def span(reference: str) -> Run | None:
    """The first and last row of one reference; None for a text that is none."""
    match = REFERENCE.fullmatch(reference)
    return _rows_of(match) if match and (match["c1"] or match["r3"]) else None


def refers(formula: str) -> bool:
    """Whether a formula holds a reference at all; one made of names alone needs no rewriting per row."""
    return any(match["c1"] or match["r3"] for match in REFERENCE.finditer(formula))


def spread(ranges: str, runs: Callable[[int, int], tuple[Run, ...]]) -> str:
    """A list of ranges (``A5:L5 B7``) with every pattern row replaced by the runs made from it."""
    written: list[str] = []
    for item in ranges.split():
        match = REFERENCE.fullmatch(item)
        if match is None or match["c1"] is None:
            written.append(item)
        else:
            written += (_written(match, *run) for run in runs(*_rows_of(match)))
    return " ".join(written)


def translate(formula: str, rows: int, columns: int) -> str:
    """The formula as it reads when copied so many rows down and columns across."""

    def moved(match: Match) -> str:
        if match["c1"] is None:
            return match[0]
        cells = [(match["c1"], match["r1"])] + ([(match["c2"], match["r2"])] if match["c2"] else [])
        return (match["sheet"] or "") + ":".join(_copied(*cell, rows, columns) for cell in cells)

    return REFERENCE.sub(moved, formula)


def _row(text: str) -> int:
    return int(text.lstrip("$"))


def _sheet(prefix: str) -> str:
    """The sheet's name out of ``'It''s'!``."""
    name = prefix[:-1]
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _rows_of(match: Match) -> Run:
    first = _row(match["r1"] or match["r3"])
    last = _row(match["r2"] or match["r4"] or match["r1"])
    return min(first, last), max(first, last)


def _shifted(match: Match, home: str, moves: Mapping[str, Rows]) -> str:
    if match["c1"] is None and match["r3"] is None:
        return match[0]
    rows = moves.get((_sheet(match["sheet"]) if match["sheet"] else home).casefold())
    return _written(match, *rows(*_rows_of(match))) if rows else match[0]


def _written(match: Match, first: int, last: int) -> str:
    """The reference with new rows, its dollar signs kept; one cell becomes a range where it now covers several."""
    sheet = match["sheet"] or ""
    if match["c1"] is None:
        return f"{sheet}{_dollar(match['r3'])}{first}:{_dollar(match['r4'])}{last}"
    start = f"{sheet}{match['c1']}{_dollar(match['r1'])}{first}"
    if match["c2"] is None and first == last:
        return start
    return f"{start}:{match['c2'] or match['c1']}{_dollar(match['r2'] or match['r1'])}{last}"


def _dollar(text: str) -> str:
    return "$" if text.startswith("$") else ""


def _copied(column: str, row: str, rows: int, columns: int) -> str:
    letters = column if column.startswith("$") else column_letter(column_number(column) + columns)
    return letters + (row if row.startswith("$") else str(int(row) + rows))


def runs_of(rows: Iterable[int]) -> dict[int, tuple[Run, ...]]:
    """The runs of equal pattern rows, by pattern row."""
    runs: dict[int, tuple[Run, ...]] = {}
    position = 0
    for row, group in groupby(rows):
        size = sum(1 for _ in group)
        runs[row] = (*runs.get(row, ()), (position, position + size - 1))
        position += size
    return runs
