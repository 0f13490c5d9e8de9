"""The rows that lines are written into: which are free, and what each new row is made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from toolkit.findings import ToolkitError
from toolkit.render.cells import REMEMBERED, CellValue, Pen
from toolkit.render.fitting import TRUE
from toolkit.render.references import LAST_ROW, REFERENCE, Match, column_number, span
from toolkit.render.rows import Pattern, height
from toolkit.render.sheet import Element, Sheet


class Free(NamedTuple):
    """The free rows under a heading, both ends included (``last`` below ``first``: none), and what ends them.

    ``below`` is the first row that is not free, 0 where nothing stands below; ``numbered`` are columns in which the
    rows are numbered from 1 beforehand; ``hidden`` says that some of them are hidden.
    """

    first: int
    last: int
    below: int
    numbered: tuple[int, ...]
    hidden: bool


@dataclass(frozen=True, slots=True)
class Refilled:
    """The rows of a block: the pattern of each, and the lines. ``last`` is the last row of the form it replaces."""

    home: str
    first: int
    last: int
    patterns: tuple[Pattern, ...]
    lines: Sequence[Sequence[CellValue]]

    @property
    def grown(self) -> int:
        """By how many rows what stands below moves down."""
        return len(self.lines) - (self.last - self.first + 1)

    @property
    def has_formulas(self) -> bool:
        """Whether any row is made with a formula of the form's own."""
        return any(slot.formula for pattern in {id(item): item for item in self.patterns}.values()
                   for slot in pattern.slots)  # fmt: skip

    @property
    def overwrites(self) -> bool:
        """Whether a formula of the form's own gives way to a value."""
        return any(slot.formula and slot.nth >= 0 for pattern in self.patterns for slot in pattern.slots)

    def rows(self, pen: Pen) -> Iterator[str]:
        """The XML of every row, in order."""
        for number, (pattern, line) in enumerate(zip(self.patterns, self.lines, strict=True), self.first):
            yield self._row(pen, number, pattern, line)

    def _row(self, pen: Pen, number: int, pattern: Pattern, line: Sequence[CellValue]) -> str:
        p, remembered, body = pen.prefix, pen.remembered, pen.body
        parts = [f'<{p}row r="{number}"{pattern.attributes}{height(pattern.wrapped, line)}>']
        for letter, style, nth, formula, content, _, _ in pattern.slots:
            value = line[nth] if nth >= 0 else None
            if value is not None:
                written = (remembered.get(value) if type(value) in REMEMBERED else None) or body(value)
            elif formula:
                written = pen.calculated(self._formula(formula, number - pattern.row), None)
            else:
                written = content
            parts.append(f'<{p}c r="{letter}{number}"{style}{written}')
        parts.append(f"</{p}row>")
        return "".join(parts)

    def _formula(self, formula: str, down: int) -> str:
        """A formula copied so many rows down, as Excel copies it; what points below the lines follows."""
        return REFERENCE.sub(partial(self._copied, down), formula) if down or self.grown else formula

    def _copied(self, down: int, match: Match) -> str:
        sheet = match["sheet"] or ""
        own = sheet.strip("'!").replace("''", "'").casefold() in ("", self.home.casefold())
        first, last = (match["r1"], match["r2"]) if match["c1"] else (match["r3"], match["r4"])
        if first is None:
            return match[0]
        ends = [(match["c1"] or "", first, self.last + 1)]
        ends += [(match["c2"] or "", last, self.last)] if last else []
        return sheet + ":".join(column + self._moved(row, down, edge, own=own) for column, row, edge in ends)

    def _moved(self, row: str, down: int, edge: int, *, own: bool) -> str:
        """The row of a reference: a fixed one stays unless it lies from ``edge`` on, another goes down with its row."""
        number, fixed = int(row.lstrip("$")), row.startswith("$")
        if own and number > self.last:
            number += self.grown
        elif fixed:
            number += self.grown if own and number >= edge else 0
        else:
            number += down
        return ("$" if fixed else "") + str(min(max(number, 1), LAST_ROW))


def free_rows(sheet: Sheet, heading: int, keys: Iterable[int], known: Iterable[int], least: int = 0) -> Free:
    """The rows under a heading that wait for lines.

    Free is a row whose ``keys`` (columns that every line fills) are blank, and that holds elsewhere only formulas,
    numbers that count the rows, or what the form says beforehand in other ``known`` columns. ``least`` is the last
    row that the form sets aside for lines, whether anything is in it or not.
    """
    wanted, others = set(keys), set(known)
    cells = {row: filled(element) for row, element in sheet.rows.items() if row > heading}
    bottom = max(cells, default=heading)
    counted: set[int] | None = None
    row = heading + 1
    while row <= max(bottom, heading + 1, least):
        found = cells.get(row, {})
        if wanted & set(found):
            break
        constants = {column for column, cell in found.items() if cell.find("{*}f") is None} - others
        counting = {column for column in constants if found[column].findtext("{*}v") == str(row - heading)
                    and found[column].get("t", "n") == "n"}  # fmt: skip
        if constants - counting or (counted is not None and counting != counted):
            break
        counted = counting
        row += 1
    hidden = any(sheet.rows[at].get("hidden") in TRUE for at in range(heading + 1, row) if at in sheet.rows)
    return Free(heading + 1, row - 1, row if row <= bottom else 0, tuple(sorted(counted or ())), hidden)


def filled(row: Element) -> dict[int, Element]:
    """The cells of a row that hold anything, by column."""
    found = {}
    for cell in row:
        if cell.find("{*}f") is not None or cell.findtext("{*}v") or "".join(cell.itertext("{*}t")).strip():
            found[column_number(cell.get("r").rstrip("0123456789"))] = cell
    return found


class Sum(NamedTuple):
    """A formula below the free rows that adds up a column of them: its cell, its text, the last row it takes in."""

    cell: str
    text: str
    last: int


def sums(sheet: Sheet, free: Free, column: int) -> list[Sum]:
    """The formulas below the free rows that refer to a column of them from the first on."""
    found: list[Sum] = []
    for row, element in sheet.rows.items():
        for formula in element.iterfind("{*}c/{*}f") if row > free.last else ():
            for match in REFERENCE.finditer(formula.text or ""):
                rows = span(match[0].rpartition("!")[2])
                one = free.first < free.last and match["c2"] is None  # a cell of several is no column added up
                if one or not match["c1"] or not rows or not rows[0] <= free.first <= rows[1] <= free.last:
                    continue
                ends = [column_number(match[key].strip("$")) for key in ("c1", "c2" if match["c2"] else "c1")]
                if ends[0] <= column <= ends[1]:
                    found.append(Sum(formula.getparent().get("r"), formula.text, rows[1]))
    return found


def plan(sheet: Sheet, first: int, last: int, columns: Sequence[int], lines: Sequence[Sequence[CellValue]]) -> Refilled:
    """Each line with the row it is written into or, beyond the blank rows, the row its own is made from.

    New rows go in above the last blank one, which may carry a closing rule; striped rows go on striped.
    """
    end = min(last, first + len(lines) - 1)
    places = {column: nth for nth, column in enumerate(columns)}
    _refuse_arrays(sheet, first, end)
    own = [_shown(sheet.pattern(row, places)) for row in range(first, end + 1)]
    if not own or len(own) == len(lines):
        return Refilled(sheet.name, first, end, tuple(own), lines)
    extra = len(lines) - len(own)
    sources = own[-3:-1] or own[:1]
    if len(sources) == 2 and (len(own) == 3 or _alike(*sources)):
        sources = sources[1:]
    between = [sources[number % len(sources)] for number in range(extra)]
    made = (*own[:-1], *between, own[-1]) if len(own) > 1 else (*own, *between)
    return Refilled(sheet.name, first, end, made, lines)


def _shown(pattern: Pattern) -> Pattern:
    """The pattern of a row that is not hidden: a line nobody sees is a line lost."""
    return Pattern(pattern.row, pattern.attributes.replace(' hidden="1"', "").replace(' hidden="true"', ""),
                   pattern.fixed, pattern.slots, pattern.live)  # fmt: skip


def _alike(one: Pattern, other: Pattern) -> bool:
    """Whether two rows look the same."""
    styles = [[(slot.letter, slot.style) for slot in pattern.slots] for pattern in (one, other)]
    return styles[0] == styles[1] and one.attributes == other.attributes


def _refuse_arrays(sheet: Sheet, first: int, last: int) -> None:
    """Refuse what cannot be copied row by row."""
    for row in range(first, last + 1):
        for formula in sheet.rows[row].iterfind("{*}c/{*}f") if row in sheet.rows else ():
            if formula.get("t") in ("array", "dataTable"):
                raise ToolkitError(
                    f"{sheet.name}, {formula.getparent().get('r')}: a formula over several cells stands where the "
                    "lines go.",
                    "Replace it in the broker's workbook with one formula a row, or delete it.",
                    code="template",
                )
