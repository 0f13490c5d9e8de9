"""A book replaced sheet by sheet: cells, comments, names and the sums of totals rows; the marks stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.figures import number_of
from toolkit.mask.amounts import amounts_in
from toolkit.mask.cells import NOBODYS, Cells
from toolkit.mask.plan import Plan, Total
from toolkit.readers.grid import Book, Grid, Marks, Raw, Runs

_SAID = re.compile(r'"([^"]*)"|((?:\\[^\W_])(?:\\.)*)|(?<=\[\$)([^\]-]+)')
_PENNY = Decimal("0.01")


def masked_book(book: Book, plan: Plan, cells: Cells, file: str) -> Book:
    """The twin of a book under another name."""
    return replace(book, file=file, grids=tuple(_grid(grid, plan, cells, file) for grid in book.grids), notes=())


def _grid(grid: Grid, plan: Plan, cells: Cells, file: str) -> Grid:
    columns: list[list[Raw]] = []
    for number, raws in enumerate(grid.columns, 1):
        made: list[Raw] = []
        for at, raw in enumerate(raws, 1):
            spot = (grid.file, grid.sheet, at)
            row = plan.rows.get(spot)
            if raw is None:
                made.append(None)
            elif spot in plan.heads:
                made.append(cells.words_of(raw) if isinstance(raw, str) else raw)
            else:
                made.append(cells.cell(raw, row, number))
        columns.append(made)
    for total in plan.totals.get((grid.file, grid.sheet), ()):
        _sum(grid, columns, total)
    sheet = None if grid.sheet is None else cells.title(grid.sheet)
    marks = _marks(grid, plan, cells)
    return Grid(file, sheet, columns, marks, grid.state, grid.epoch, lines=grid.lines, kind=grid.kind)


def _marks(grid: Grid, plan: Plan, cells: Cells) -> Marks:
    """The marks with their words replaced: comments, and what a number's format writes beside it."""
    marks = grid.marks
    comments = {}
    for (at, number), text in marks.comments.items():
        row = plan.rows.get((grid.file, grid.sheet, at))
        comments[at, number] = cells.remark(text, row.piece if row else NOBODYS)
    formats = {
        number: Runs(list(runs.starts), [_format(code, cells) for code in runs.values])
        for number, runs in marks.formats.items()
    }
    return replace(marks, comments=comments, formats=formats)


def _format(code: str | None, cells: Cells) -> str | None:
    """A number's format with what it writes replaced: in quotes, letter by letter, or in a currency's place."""

    def other(found: re.Match[str]) -> str:
        if found[1] is not None:
            return f'"{cells.title(found[1])}"'
        if found[3] is not None:
            return cells.title(found[3])
        return "".join(f"\\{letter}" for letter in cells.title(re.sub(r"\\(.)", r"\1", found[2])))

    return None if code is None else _SAID.sub(other, code)


def _sum(grid: Grid, columns: Sequence[list[Raw]], total: Total) -> None:
    """Let a totals row be right, or wrong by about as much, as it was: of its figures, or of those that are numbers."""
    for number in total.columns:
        old = _figure(grid.value(total.row, number))
        if old is None:
            continue
        twin = columns[number - 1]
        made = None
        for rows in (total.rows, total.since):
            for numbers_only in (False, True):
                hers = [raw for row in rows if not (isinstance(raw := grid.value(row, number), str) and numbers_only)]
                theirs = [raw for row in rows if not (isinstance(raw := twin[row - 1], str) and numbers_only)]
                if made is None and abs(old - _added(hers)) <= _PENNY:
                    made = _added(theirs)
                    break
        if made is None:
            since = total.since
            made = _added([twin[row - 1] for row in since])
            made += _off(old - _added([grid.value(row, number) for row in since]))
        twin[total.row - 1] = _like(made, grid, total.row, number)


def _off(difference: Decimal) -> Decimal:
    """Another difference of the same size and sign."""
    return (difference * Decimal("1.25")).quantize(_PENNY if difference % 1 else Decimal(1)) or difference


def _figure(raw: Raw) -> Decimal | None:
    if isinstance(raw, str):
        found = amounts_in(raw)
        return found[0] if len(found) == 1 else None
    return number_of(raw)


def _added(raws: Sequence[Raw]) -> Decimal:
    return sum((figure for raw in raws if (figure := _figure(raw)) is not None), Decimal(0))


def _like(amount: Decimal, grid: Grid, row: int, number: int) -> Raw:
    raw = grid.value(row, number)
    if isinstance(raw, str):
        found = amounts_in(raw)
        return raw if not found else re.sub(r"\d[\d.,'’ ]*\d|\d", format(amount, "f"), raw, count=1)
    return int(amount) if isinstance(raw, int) and amount == amount.to_integral_value() else float(amount)
