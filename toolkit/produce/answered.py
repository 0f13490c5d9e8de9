"""A list she answered, opened again: its lines by what stands in their last column, and her columns beside them.

Whatever became of file, sheets, headings and the order of the rows, and whichever program saved it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from toolkit.findings import Place
from toolkit.readers.grid import Grid
from toolkit.values import fold


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one sheet: by row what their last column says, and the columns that were found, by name."""

    grid: Grid
    rows: Mapping[int, re.Match[str]]
    columns: Mapping[str, int]

    def text(self, row: int, name: str) -> str:
        """What stands in a column of a line; empty where the column is not there."""
        return text(self.grid, row, self.columns[name]) if name in self.columns else ""

    def place(self, row: int, name: str) -> Place:
        """Where it stands."""
        return self.grid.place(row, self.columns[name])


def lines(
    grid: Grid, identifier: re.Pattern[str], hers: Mapping[str, str], named: Mapping[str, str], later: str = ""
) -> Lines:
    """The lines of a sheet, none where it is no list. The last column is the one with most identifiers.

    ``hers`` are her columns with their headings, in the order in which they stand before the last one: where a heading
    is gone, its place tells. ``named`` are others, found by heading alone; ``later`` one of hers that older lists lack.
    """
    counts = {
        number: sum(isinstance(raw, str) and bool(identifier.fullmatch(raw.strip())) for raw in column)
        for number, column in enumerate(grid.columns, 1)
    }
    last = max(counts, key=lambda number: counts[number], default=0)
    if not last or not counts[last]:
        return Lines(grid, {}, {})
    rows = {row: found for row in range(1, grid.height + 1) if (found := identifier.fullmatch(text(grid, row, last)))}
    return Lines(grid, rows, _columns(_headings(grid, min(rows), {**hers, **named}.values()), last, hers, named, later))


def _headings(grid: Grid, first: int, known: Iterable[str]) -> dict[str, int]:
    """The columns of the heading above the first line, by their folded words: the nearest row with one of ours."""
    wanted = set(map(fold, known))
    for row in range(first - 1, 0, -1):
        found = {fold(text(grid, row, column)): column for column in range(1, grid.width + 1)}
        if not wanted.isdisjoint(found):
            return found
    return {}


def _columns(
    found: Mapping[str, int], last: int, hers: Mapping[str, str], named: Mapping[str, str], later: str
) -> dict[str, int]:
    columns = {key: found[fold(words)] for key, words in named.items() if fold(words) in found}
    places = list(hers)
    if later and last > 1 and found.get(fold(hers[places[places.index(later) - 1]])) == last - 1:
        places.remove(later)
    for distance, key in enumerate(places):
        columns[key] = found.get(fold(hers[key]), last - len(places) + distance)
    return columns


def holds(grids: Iterable[Grid], number: re.Pattern[str]) -> bool:
    """Whether a list's own number stands in one of the sheets: a list of ours, even without a line."""
    cells = (raw for grid in grids for column in grid.columns for raw in column)
    return any(isinstance(raw, str) and number.fullmatch(raw.strip()) for raw in cells)


def text(grid: Grid, row: int, column: int) -> str:
    """What stands in a cell, as a text without the spaces and carriage returns around and within its lines."""
    raw = grid.value(row, column)
    return "" if raw is None else str(raw).replace("_x000D_", "").strip()
