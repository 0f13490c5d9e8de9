"""The rows of a table: each made from a pattern row of the template, its formulas told where they now stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from toolkit.findings import ToolkitError
from toolkit.render.cells import KEEP, REMEMBERED, CellValue, Formula, Pen
from toolkit.render.fitting import AIR, SURE, lines_of
from toolkit.render.references import Rows, Run, shift


class Line(NamedTuple):
    """A row to be written: its cells, and the defined name of its pattern row (default: the table's first row)."""

    cells: Sequence[CellValue]
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The lines that take a table's place in the template.

    ``columns`` are defined names; a line's cells go to their columns in that order, whatever order the house gave
    the columns in Excel. Without them the cells go to the columns of the table's own name, from left to right.
    """

    lines: Sequence[Line]
    columns: tuple[str, ...] = ()


class Slot(NamedTuple):
    """One cell of a pattern row: its column, its style, which of a line's cells it takes, what it holds itself.

    ``room`` is how many digits a line of wrapped text holds (0: it does not wrap), ``leading`` a line's height.
    """

    letter: str
    style: str
    nth: int
    formula: str
    content: str
    room: float = 0
    leading: float = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """A template row that new rows are made from.

    ``fixed``: the house set its height. ``live``: its formulas hold references to be moved row by row.
    """

    row: int
    attributes: str
    fixed: bool
    slots: tuple[Slot, ...]
    live: bool

    @property
    def wrapped(self) -> tuple[Slot, ...]:
        """The cells that decide the height of a new row."""
        return () if self.fixed else tuple(slot for slot in self.slots if slot.room and slot.nth >= 0)

    @property
    def unknown(self) -> bool:
        """Whether the house put a formula of its own into the pattern, whose results nobody gives us."""
        return any(slot.formula and slot.nth < 0 for slot in self.slots)

    @property
    def width(self) -> int:
        """How many cells a line of this pattern has."""
        return 1 + max((slot.nth for slot in self.slots), default=-1)


@dataclass(slots=True)
class Writer:
    """Writes the rows of one block, from row ``start`` on the sheet ``home``."""

    pen: Pen
    home: str
    start: int
    patterns: Mapping[str, Pattern]
    everywhere: Mapping[str, Rows]
    latest: dict[int, Run] = field(default_factory=dict)
    measures: dict[int, tuple[int, tuple[Slot, ...]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find once what would be found for every row."""
        self.measures = {pattern.row: (pattern.width, pattern.wrapped) for pattern in self.patterns.values()}

    def rows(self, lines: Sequence[Line]) -> Iterator[str]:
        """The XML of every row, in order."""
        before = 0
        for number, line in enumerate(lines, self.start):
            pattern = self.patterns[line.pattern]
            first = self.latest[before][0] if pattern.row == before else number
            self.latest[pattern.row] = (first, number)
            before = pattern.row
            yield self._row(number, pattern, line)

    def _row(self, number: int, pattern: Pattern, line: Line) -> str:
        p = self.pen.prefix
        remembered, body = self.pen.remembered, self.pen.body
        width, wrapped = self.measures[pattern.row]
        cells = _padded(line.cells, width)
        parts = [f'<{p}row r="{number}"{pattern.attributes}{height(wrapped, cells)}>']
        for slot in pattern.slots:
            letter, style, nth, formula, content, _, _ = slot
            value = cells[nth] if nth >= 0 else KEEP
            if formula and (value is KEEP or isinstance(value, Formula)):
                written = self._formula(number, pattern, slot, value)
            elif value is KEEP:
                written = content
            else:
                written = (remembered.get(value) if type(value) in REMEMBERED else None) or body(value)
            parts.append(f'<{p}c r="{letter}{number}"{style}{written}')
        parts.append(f"</{p}row>")
        return "".join(parts)

    def _formula(self, number: int, pattern: Pattern, slot: Slot, value: CellValue) -> str:
        """The pattern's own formula on a new row, unless the line brings another."""
        if slot.nth >= 0 and not isinstance(value, Formula):
            raise ValueError(f"column {slot.letter}: a formula is kept only together with its result")
        if isinstance(value, Formula) and value.text:
            return self.pen.body(value)
        if not pattern.live:
            return self.pen.calculated(slot.formula, value)
        own: Rows = partial(self._here, pattern.row, number)
        here = {**self.everywhere, self.home.casefold(): own}
        return self.pen.calculated(shift(slot.formula, self.home, here), value)

    def _here(self, own: int, number: int, first: int, last: int) -> Run:
        """Where a formula points: its own row, or the nearest rows above that were made from another pattern."""
        if first == last == own:
            return number, number
        members = {pattern.row for pattern in self.patterns.values()}
        if not members & set(range(first, last + 1)):
            return self.everywhere[self.home.casefold()](first, last)
        runs = [self.latest[row] for row in range(first, last + 1) if row in self.latest]
        if not runs:
            raise ToolkitError(
                f"The template's formula in row {own} of {self.home} points at row {first}, and nothing of that kind "
                "stands above it.",
                "Put the formula back as it was in the built-in template.",
                code="template",
            )
        return min(run[0] for run in runs), max(run[1] for run in runs)


def _padded(cells: Sequence[CellValue], width: int) -> Sequence[CellValue]:
    if len(cells) > width:
        raise ValueError(f"a line of {len(cells)} cells for a table of {width} columns")
    return cells if len(cells) == width else (*cells, *(None,) * (width - len(cells)))


def height(wrapped: Sequence[Slot], cells: Sequence[CellValue]) -> str:
    """The height of a row that may hold several lines of text: what the longest takes, and some air."""
    tallest = 0.0
    for slot in wrapped:
        text = cells[slot.nth]
        long = type(text) is str and (len(text) > slot.room * SURE or "\n" in text)
        lines = lines_of(text, slot.room) if long and isinstance(text, str) else 1
        tallest = max(tallest, lines * slot.leading + AIR)
    return f' ht="{tallest:.2f}"' if tallest else ""
