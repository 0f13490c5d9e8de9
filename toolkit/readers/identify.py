"""The tables of a sheet: heading rows, rows, and the rows that are not pieces, with reasons.

A heading row is found by what it looks like (mostly text, no word twice, followed by rows of other types) and by
the headings it is known to use. Title lines, logos and dates above it are skipped. Every non-blank row below it,
down to the next table, is either a data row or an exclusion with a reason: nothing is dropped in silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from toolkit.collector import uncollected
from toolkit.readers.body import OUTSIDE, REPEATED, SECTION, TOTALS, sort_rows
from toolkit.readers.grid import Grid
from toolkit.readers.headings import Heading, bare, is_known, known_headings
from toolkit.readers.regions import Region, regions
from toolkit.readers.shapes import Window, lines
from toolkit.records import Exclusion

__all__ = [
    "OUTSIDE", "REPEATED", "SECTION", "TOTALS", "Heading", "Table", "bare", "find_table", "find_tables",
    "known_headings",
]  # fmt: skip

ANY_COLUMN = 1 << 14
"""As far as a spreadsheet reaches: the last table of a row of tables owns what lies to its right."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet. ``rows`` are data rows, ``sections`` the last section row above each, if any.

    ``totals`` are the totals rows: their figures are control totals. ``first`` and ``last`` are the columns it may
    reach over (a sheet of one table: all), ``score`` says how much its heading looks like one.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    excluded: tuple[Exclusion, ...]
    sections: dict[int, str] = field(default_factory=dict)
    totals: tuple[int, ...] = ()
    why: str = ""
    first: int = 1
    last: int = ANY_COLUMN
    score: float = 0.0

    @property
    def rows_in(self) -> int:
        """Non-blank rows below the heading: records plus listed exclusions, always."""
        return len(self.rows) + len(self.excluded)

    @property
    def range(self) -> str:
        """The table's place as a spreadsheet writes it, from its heading to its last row: ``A4:E13``."""
        columns = [heading.column for heading in self.headings]
        bottom = max((*self.header_rows, *self.rows[-1:], *(item.row for item in self.excluded[-1:])))
        return Window(self.grid, self.first, self.last).address(self.header_rows[0], bottom, min(columns), max(columns))


def find_tables(grid: Grid) -> tuple[Table, ...]:
    """Every table of a sheet, from the left and from the top; none where no heading row can be told from the rest."""
    window = Window(grid, 1, grid.width)
    with uncollected():
        tables = tuple(_table(region) for region in regions(window, lines(grid)))
    if len(tables) < 2:
        return tables
    return tuple(replace(table, why=f"table {table.range}: {table.why}") for table in tables)


def find_table(grid: Grid) -> Table | None:
    """The table of a sheet whose heading looks most like one, or None."""
    return max(find_tables(grid), key=lambda table: (table.score, -table.header_rows[0]), default=None)


def _table(region: Region) -> Table:
    head, window = region.head, region.window
    headings = head.headings
    totals = frozenset({head.named.bottom}) if head.named and head.named.totals else frozenset[int]()
    body = sort_rows(window, headings, region.body, totals, region.title)
    hits = sum(is_known(heading.text) or is_known(heading.own) for heading in headings)
    rows = head.rows
    where = f"row {rows[0]}" if len(rows) == 1 else f"rows {rows[0]}-{rows[-1]}"
    why = f"the heading is in {where}: {len(headings)} columns, {hits} of them known headings"
    if head.named:
        why = f"{why}; it is the table {head.named.name!r} of the workbook"
    return Table(
        window.grid, rows, headings, tuple(body.rows), tuple(body.excluded), body.sections, tuple(body.totals), why,
        window.first, window.last if window.last < window.grid.width else ANY_COLUMN, head.score,
    )  # fmt: skip
