"""A workbook of somebody else's to be filled: the table meant in it, what its headings say, and the finished file.

A broker's form and a brand's differ in what they ask for; how a table is found and filled is the same, and stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from toolkit.findings import ToolkitError, column_letter
from toolkit.readers.grid import Grid
from toolkit.readers.headings import Heading, read_headings
from toolkit.readers.likeness import candidates
from toolkit.readers.refusals import damaged
from toolkit.readers.shapes import Window, lines
from toolkit.render.placement import Placing, place
from toolkit.render.placement_book import Book

LOOK = 80
"""How many rows from the top may hold the headings."""
SURE = 80
"""How surely (of 100) a heading must name a field: a heading that is only spelled alike fills no column."""
NAMED = "lines"
"""The defined name by which the workbook may say where the lines go."""
_MACROS = "vbaproject.bin"


@dataclass(frozen=True, slots=True)
class Filled:
    """The workbook filled: its bytes, the ending its name needs (``.xlsm`` keeps its macros), and what to know of it.

    ``columns`` says which column took which field, for the log: ``F`` to ``value``.
    """

    data: bytes
    suffix: str
    sheet: str
    columns: Mapping[str, str]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A heading row that could head the lines: how good it is, where it stands, what its columns mean."""

    score: float
    grid: Grid
    heading: int
    columns: dict[str, int]
    titles: dict[int, str]


def tables(
    book: Book,
    grids: Sequence[Grid],
    register: str,
    fits: Callable[[Collection[str]], bool],
    sourceless: frozenset[str] = frozenset(),
) -> list[Table]:
    """The heading rows that could head the lines of a register, those that ``fits`` says of by their fields.

    They stand on the sheet of the defined name :data:`NAMED` and above it, where there is one; else on any visible
    sheet. ``sourceless`` are fields we have nothing for: another meaning of their heading goes first.
    """
    named = book.area(NAMED)

    def offered(grid: Grid) -> bool:
        sheet = (grid.sheet or "").casefold()
        return sheet in book.sheets and (sheet == named.sheet.casefold() if named else grid.state == "visible")

    found = [one for grid in grids if offered(grid) for one in _tables(grid, register, fits, sourceless)]
    return [one for one in found if named is None or one.heading < named.first_row]


def _tables(
    grid: Grid, register: str, fits: Callable[[Collection[str]], bool], sourceless: frozenset[str]
) -> Iterator[Table]:
    window = Window(grid, 1, grid.width)
    for row, shape in lines(grid)[:LOOK]:
        if len(shape.texts) < 2:  # one heading is a title
            continue
        rows, headings = read_headings(window, row, shape)
        columns = _assigned(headings, register, sourceless)
        if fits(columns.keys()):
            titles = {heading.column: heading.own for heading in headings}
            yield Table(len(columns) + len(columns) / len(headings), grid, rows[-1], columns, titles)


def _assigned(headings: Iterable[Heading], register: str, sourceless: frozenset[str]) -> dict[str, int]:
    """The column of each field, no field and no column twice, the surest first."""
    claims = sorted(
        (column.field in sourceless, -score, heading.column, column.field)
        for heading in headings
        for score, column, _ in candidates(heading, register)
        if score >= SURE
    )
    found: dict[str, int] = {}
    for *_, number, name in claims:
        if name not in found and number not in found.values():
            found[name] = number
    return found


def declared_end(table: Table, heading: int) -> int:
    """The last row of the range that Excel knows as a table under that heading; nought where it knows none."""
    return next((one.bottom - one.totals for one in table.grid.marks.tables if one.top == heading), 0)


def no_free_row(book: Book, grid: Grid, heading: int, held: str = "") -> ToolkitError:
    """The error for a table that has no empty row under its headings; ``held`` says what stands there."""
    return ToolkitError(
        f"{book.name}, sheet {grid.sheet}: there is no empty row under the headings in row {heading}"
        f"{f'; {held}' if held else ''}.",
        "Take out the lines it already holds, leave one empty row or more under the headings, and run again.",
        code="template",
    )


def number_format(book: Book, sheet: str, row: int, column: int) -> str | None:
    """The number format of a cell of the form; None for General."""
    element = book.sheet(sheet).rows.get(row)
    address = f"{column_letter(column)}{row}"
    cell = next((cell for cell in element if cell.get("r") == address), None) if element is not None else None
    style = int(cell.get("s", "0")) if cell is not None else 0
    return book.looks[style].format if style < len(book.looks) else None


def finished(book: Book, placing: Placing, columns: Mapping[str, int], notes: Iterable[str]) -> Filled:
    """The workbook with what is to be placed in it; ``columns`` are the fields that were placed."""
    data, calculated = place(book, placing)
    told = list(notes)
    if not calculated:
        told.append("Formulas of the workbook's own are worked out when it is opened in Excel: open and save it once.")
    suffix = ".xlsm" if any(part.lower().endswith(_MACROS) for part in book.parts) else ".xlsx"
    named = {column_letter(column): name for name, column in sorted(columns.items(), key=lambda item: item[1])}
    return Filled(data, suffix, placing.sheet, named, tuple(told))


@contextmanager
def a_strangers(name: str) -> Iterator[None]:
    """Within, whatever a workbook breaks is told as damage: what its XML may have wrong cannot all be foreseen."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise damaged(name, "its parts do not fit together") from error
