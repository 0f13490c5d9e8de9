"""How far a sheet reaches: its columns made long enough for every mark, and cut after the last value."""

from __future__ import annotations

from collections.abc import Collection

from toolkit.readers.grid import Cell, Raw

LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
"""Where Excel's sheets end."""


class Scattered:
    """Values with their places, in columns only when the extent is known: a stray cell far out costs nothing before."""

    def __init__(self) -> None:
        """Start with no value."""
        self._columns: dict[int, tuple[list[int], list[Raw]]] = {}

    def put(self, row: int, column: int, value: Raw) -> None:
        """Keep a value."""
        kept = self._columns.get(column) or self._columns.setdefault(column, ([], []))
        kept[0].append(row)
        kept[1].append(value)

    def columns(self, height: int, width: int) -> list[list[Raw]]:
        """The values within the extent in columns, blank between them."""
        made: list[list[Raw]] = [[None] * height for _ in range(width)]
        for number, (rows, values) in self._columns.items():
            column = made[number - 1]
            for row, value in zip(rows, values, strict=True):
                column[row - 1] = value
        return made


def reach(columns: list[list[Raw]], cells: Collection[Cell]) -> tuple[int, int]:
    """Make the columns long and many enough to hold the cells; the cells' own height and width."""
    height = max((row for row, _ in cells), default=0)
    width = max((column for _, column in cells), default=0)
    columns.extend([] for _ in range(width - len(columns)))
    full = max(height, max(map(len, columns), default=0))
    for values in columns:
        values.extend([None] * (full - len(values)))
    return height, width


def trim(columns: list[list[Raw]], uncomputed: Collection[Cell]) -> None:
    """Drop blank rows and columns at the end; a formula never computed counts as content."""
    height, width = reach(columns, uncomputed)
    while len(columns) > width and not any(value is not None for value in columns[-1]):
        columns.pop()
    last = max((_last(values) for values in columns), default=0)
    for values in columns:
        del values[max(last, height) :]


def _last(values: list[Raw]) -> int:
    return next((at for at in range(len(values), 0, -1) if values[at - 1] is not None), 0)
