"""A column sorted without the others: what the memory of the sheet shows of rows that no longer belong together.

A sort applied to one column only is the worst accident of a spreadsheet: every cell is right, and no row is. Where the
sheet was read before, its memory tells: a column holds what it held, but beside other stock numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from toolkit.findings import Finding, Severity, declare
from toolkit.readers.identify import Table
from toolkit.readers.memory import digest
from toolkit.registers import Register
from toolkit.remembered import Sketch

SCRAMBLED = declare(
    "rows-scrambled", Severity.WARNING, "Rows that no longer belong together",
    why="A sort applied to one column only leaves every cell as it was and no row: each number then stands beside "
    "another piece, and every document says so.",
    message="The column {value!r} does not go with the others: {how}.",
    hint="Restore the file as it was before the sort, or close it without saving if it is still open; then compare "
    "some pieces with their papers before anything is printed. If the rows are right, mark this as not a fault.",
)  # fmt: skip

COMPARED = 20
"""Fewer pieces in common prove nothing."""

DISTINCT = 0.5
"""So many different values to a piece a column must hold: of words that come again and again, nothing can be told."""

STAYS = 0.9
"""From this share of a column's former values on, it still holds what it held."""

PLACES = frozenset({"stock_no", "location", "night_location"})
"""The numbers themselves, and where pieces lie: a safe is rearranged, and every tray then holds another piece."""

MOVED = 0.5
"""Up to this share of the values beside their former numbers, they were moved, and not corrected here and there."""


def sorted_apart(
    table: Table, register: Register, columns: Mapping[str, int], before: Sketch | None
) -> Iterable[Finding]:
    """Columns that hold what they held beside other stock numbers; the numbers themselves, where all others do."""
    if before is None or "stock_no" not in columns:
        return
    rows = _rows(table, columns["stock_no"], before)
    if len(rows) < COMPARED:
        return
    numbers = {number for name, number in columns.items() if name not in PLACES}
    telling = [
        (heading.text, heading.column, cells)
        for heading in table.headings
        if heading.column in numbers and (cells := before.columns.get(heading.text)) and _telling(cells, rows)
    ]
    moved = {text: column for text, column, cells in telling if _moved(table, column, cells, rows)}
    if len(moved) > 1 and len(moved) == len(telling):  # each went its own way, or the numbers went theirs
        head = next(h for h in table.headings if h.column == columns["stock_no"])
        moved = {head.text: head.column}
    for text, column in moved.items():
        place = table.grid.place(table.header_rows[-1], column)
        how = f"of {len(rows)} pieces that were here last time most now stand beside another's entry"
        yield SCRAMBLED.at(place, text, register=register.name, how=how)


def _rows(table: Table, key: int, before: Sketch) -> dict[int, int]:
    """The rows of the remembered pieces, by their place in the memory; numbers that come twice tell nothing."""
    cells = table.grid.columns[key - 1]
    here = [(digest(cells[row - 1]), row) for row in table.rows]
    once = Counter(number for number, _ in here)
    places = {number: at for at, number in enumerate(before.keys)}
    return {places[number]: row for number, row in here if number in places and once[number] == 1}


def _telling(cells: Sequence[str], rows: Mapping[int, int]) -> bool:
    """Whether a column held nearly as many different things as pieces."""
    held = [cells[at] for at in rows if cells[at]]
    return len(held) >= COMPARED and len(set(held)) >= DISTINCT * len(held)


def _moved(table: Table, column: int, cells: Sequence[str], rows: Mapping[int, int]) -> bool:
    """Whether a column's former values are nearly all still in it, and mostly in other rows."""
    now = table.grid.columns[column - 1]
    held = [(cells[at], digest(now[row - 1])) for at, row in rows.items() if cells[at]]
    if sum(old == new for old, new in held) > MOVED * len(held):
        return False
    there = Counter(digest(now[row - 1]) for row in table.rows)
    stays = sum(min(count, there[old]) for old, count in Counter(old for old, _ in held).items())
    return stays >= STAYS * len(held)
