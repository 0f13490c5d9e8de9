"""Which cells of each row hold anything: rows of one shape are looked at once, however many there are.

A register of 100,000 rows has a handful of shapes. The shape of a row is told by the types of its values, which
costs a fraction of looking at each cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.findings import column_letter
from toolkit.readers.grid import CellError, Grid, Raw

BATCH = 8192
_BLANK = type(None)


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The columns of a row that hold anything, and those of them that hold text.

    ``wordy`` says whether it holds texts alone, and at least two; ``lone`` whether it holds one thing only.
    """

    filled: tuple[int, ...]
    texts: tuple[int, ...]
    wordy: bool
    lone: bool


def _shape(filled: tuple[int, ...], texts: tuple[int, ...]) -> Shape:
    return Shape(filled, texts, len(filled) == len(texts) > 1, len(filled) == 1)


Line = tuple[int, Shape]
"""A row that is not blank: its number and its shape."""


@dataclass(frozen=True, slots=True)
class Window:
    """A span of columns of a grid, both ends included: where a table is looked for."""

    grid: Grid
    first: int
    last: int

    @property
    def columns(self) -> range:
        """The numbers of its columns."""
        return range(self.first, self.last + 1)

    def text(self, row: int, column: int) -> str:
        """A cell's text on one line; a number (a year over a column) as it is shown."""
        value = self.grid.value(row, column)
        if value is None or isinstance(value, CellError):
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return " ".join(str(value).split())

    def named(self, row: int) -> list[int]:
        """The columns in which a row holds a text to show."""
        return [column for column in self.columns if self.text(row, column)]

    def address(self, top: int, bottom: int, left: int, right: int) -> str:
        """A range as a spreadsheet writes it: ``A4:E13``."""
        return f"{column_letter(left)}{top}:{column_letter(right)}{bottom}"


def lines(grid: Grid) -> list[Line]:
    """Every row that is not blank. Cells of nothing but spaces are blank; formulas never computed are not."""
    known = _Shapes()
    found: list[Line] = []
    uncomputed: dict[int, list[tuple[int, int]]] = {}
    for row, column in grid.marks.uncomputed:
        uncomputed.setdefault((row - 1) // BATCH, []).append((row, column))
    for number, start in enumerate(range(0, grid.height, BATCH)):
        types = [_types(column[start : start + BATCH]) for column in grid.columns]
        for row, column in uncomputed.get(number, ()):
            if row <= grid.height and column <= grid.width and types[column - 1][row - 1 - start] is _BLANK:
                types[column - 1][row - 1 - start] = object
        rows = enumerate(zip(*types, strict=True), start + 1)
        found += [(row, shape) for row, key in rows if (shape := known[key]).filled]
    return found


class _Shapes(dict[tuple[type, ...], Shape]):
    """Each shape by the types of its row, made when it is first met."""

    def __missing__(self, key: tuple[type, ...]) -> Shape:
        filled = tuple(column for column, kind in enumerate(key, 1) if kind is not _BLANK)
        shape = self[key] = _shape(filled, tuple(column for column in filled if key[column - 1] is str))
        return shape


def _types(values: Sequence[Raw]) -> list[type]:
    """The type of each value; that of a text of nothing but spaces is the type of a blank."""
    types: list[type] = list(map(type, values))
    if str in types and _has_spaces(values, types):
        for at in [at for at, value in enumerate(values) if type(value) is str and value.isspace()]:
            types[at] = _BLANK
    return types


def _has_spaces(values: Sequence[Raw], types: Sequence[type]) -> bool:
    """Whether any text is nothing but spaces; without a look at each value where the column is all text."""
    pure = types.count(str) + types.count(_BLANK) == len(types)
    texts = filter(None, values) if pure else (value for value in values if type(value) is str)
    return True in map(str.isspace, texts)  # type: ignore[arg-type]  # a pure column holds texts and None only


def narrow(found: Sequence[Line], first: int, last: int) -> list[Line]:
    """The rows that hold anything between two columns, as they look there."""
    known: dict[Shape, Shape] = {}
    result = []
    for row, shape in found:
        inner = known.get(shape)
        if inner is None:
            inner = known[shape] = _shape(
                tuple(column for column in shape.filled if first <= column <= last),
                tuple(column for column in shape.texts if first <= column <= last),
            )
        if inner.filled:
            result.append((row, inner))
    return result


def used(found: Sequence[Line]) -> set[int]:
    """The columns that hold anything at all."""
    columns: set[int] = set()
    for shape in {shape for _, shape in found}:
        columns.update(shape.filled)
    return columns
