"""Finished lines put into somebody's own workbook: into its blank rows first, then into rows put in between them.

What stands below moves down only where the blank rows do not suffice, and everything that refers to it follows.
Texts are written into the cells themselves, never into the workbook's list of texts: so that part, like every other
that the lines do not touch, stays byte for byte as it came. Formulas below get the result they come to with our
lines; one that cannot be told here is left without a result, and the workbook is recalculated when it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.cells import CellValue
from toolkit.render.placement_book import Book
from toolkit.render.placement_results import Results
from toolkit.render.placement_rows import Refilled, plan
from toolkit.render.references import LAST_ROW, Block, Moves, Rows, Run, runs_of, shift
from toolkit.render.sheet import Sheet, serialise
from toolkit.render.xlsx import drop_calculation_chain, move_attached

Spot = tuple[str, int, int]
"""A cell: its sheet's name, its row, its column."""


@dataclass(frozen=True, slots=True)
class Placing:
    """What goes where: ``lines`` into the free rows ``first`` to ``last`` of a sheet, single values into ``cells``.

    ``columns`` are the columns that the cells of a line take, in their order. None leaves a cell as it is.
    ``mixed`` says that the amounts are of several currencies, so that no formula may add them up.
    """

    sheet: str
    first: int
    last: int
    columns: tuple[int, ...]
    lines: Sequence[Sequence[CellValue]]
    cells: Mapping[Spot, CellValue]
    mixed: bool = False


@dataclass(slots=True)
class Reaching(Moves):
    """Moves under which a range that holds the first line holds all of them, however many rows it had."""

    free: int = 0

    def rows(self, first: int, last: int) -> Run:
        """As for any move; a range from the first line (or above it) into the free rows reaches to the last line."""
        if first == last and any(block.first <= first <= block.last != block.first for block in self.blocks):
            return self.first(first, last)  # one row of several stays one
        low, high = Moves.rows(self, first, last)
        for block, start in zip(self.blocks, self.starts, strict=True):
            if first < last and first <= block.first <= last <= self.free:
                high = max(high, start + block.size - 1)
        return low, high


def place(book: Book, placing: Placing) -> tuple[bytes, bool]:
    """The workbook with the lines in it, and whether every formula's result is in it too.

    Raises ToolkitError where they do not fit in.
    """
    with container.sound(book.name):
        sheet = book.sheet(placing.sheet)
        for (name, row, column), value in placing.cells.items():
            book.sheet(name).put(row, column, value)
        refilled = plan(sheet, placing.first, placing.last, placing.columns, placing.lines)
        here = _moves(sheet, placing, refilled)
        results = Results(
            book.sheets,
            sheet.name,
            refilled,
            placing.columns,
            placing.lines,
            placing.cells,
            book.references(),
            placing.mixed,
        )
        open_results = results.settle()
        moves = {key: here if key == sheet.name.casefold() else Moves() for key in book.sheets}
        rows: dict[str, Rows] = {key: move.rows for key, move in moves.items()}
        shifting = here.rows(1, LAST_ROW // 2)[1] != LAST_ROW // 2
        parts = dict(book.parts)
        pieces: dict[str, Iterator[bytes]] = {}
        for key, found in book.sheets.items():
            if found is sheet or key in results.touched or (shifting and _mentions(found, sheet.name)):
                found.move(moves)
                blocks = {here.starts[0]: refilled.rows(found.pen)} if found is sheet and here.blocks else {}
                pieces[book.paths[key]] = found.written(blocks)
        for key, found in book.sheets.items():
            move_attached(parts, book.paths[key], found.name, {key: moves[key]}, moves)
        _move_caches(book, parts, sheet.name, rows)
        _renew(book, parts, rows, recalculate=open_results)
        if shifting or refilled.grown or refilled.overwrites:
            drop_calculation_chain(parts)
    return container.write({**parts, **pieces}), not open_results


def _moves(sheet: Sheet, placing: Placing, refilled: Refilled) -> Reaching:
    """Where the rows of the sheet go."""
    if not placing.lines:
        return Reaching()
    size = len(placing.lines)
    block = Block(placing.first, refilled.last, size, runs_of(pattern.row for pattern in refilled.patterns))
    moves = Reaching((block,), free=placing.last)
    if moves.rows(1, max([*sheet.rows, 1]))[1] >= LAST_ROW:
        raise ToolkitError(
            f"{placing.sheet}: {size:,} lines do not fit into an Excel sheet of {LAST_ROW:,} rows.",
            "Send the schedule as a PDF or in our own workbook.",
            code="too-long",
        )
    return moves


def _mentions(sheet: Sheet, name: str) -> bool:
    """Whether another sheet names the one that is filled, in whatever place."""
    return name.replace("'", "''").casefold() in unescape(sheet.part.decode("utf-8", "replace")).casefold()


def _move_caches(book: Book, parts: container.Parts, sheet: str, rows: Mapping[str, Rows]) -> None:
    """Move the range a pivot table was made from."""
    for path in [path for path in parts if "pivotCacheDefinition" in path and path.endswith(".xml")]:
        root = book.parse(path)
        found = False
        for source in root.iterfind("{*}cacheSource/{*}worksheetSource"):
            if (source.get("sheet") or "").casefold() == sheet.casefold() and source.get("ref"):
                moved = shift(source.get("ref"), sheet, rows)
                found = found or moved != source.get("ref")
                source.set("ref", moved)
        if found:
            parts[path] = serialise(root)


def _renew(book: Book, parts: container.Parts, rows: Mapping[str, Rows], *, recalculate: bool) -> None:
    """Move the defined names, print areas and titles among them; ask for recalculation where a result is open."""
    changed = False
    for item in book.root.iterfind("{*}definedNames/*"):
        moved = shift(item.text or "", "", rows)
        changed, item.text = changed or moved != (item.text or ""), moved
    if recalculate:
        settings = book.calculation()
        changed = changed or settings.get("fullCalcOnLoad") != "1"
        settings.set("fullCalcOnLoad", "1")
    if changed:
        parts[book.path] = serialise(book.root)
