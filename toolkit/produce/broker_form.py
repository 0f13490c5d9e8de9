"""Where a schedule goes in a broker's own workbook: its sheet, its headings, its free rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from toolkit.findings import ToolkitError, column_letter
from toolkit.money import currency, format_currency, known_currency
from toolkit.produce.foreign_form import NAMED, Table, declared_end, no_free_row, number_format, tables
from toolkit.readers.grid import Grid
from toolkit.registers import SCHEDULE
from toolkit.render.placement_book import Book
from toolkit.render.placement_rows import Free, Sum, filled, free_rows, sums
from toolkit.values import Currencies, fold

SOURCELESS = frozenset({"brand", "brand_ref", "notes"})
"""Fields the schedule does not hold apart: maker and reference stand in the description. Another meaning goes first."""
KEYS = ("stock_no", "description", "value", "serial", "identifiers")
"""Fields that a line has and a blank row has not."""
COUNTING = frozenset(
    {"no", "n", "nr", "number", "numero", "item", "item no", "line no", "line", "ref", "position", "pos"}
)
"""Headings that may number the rows instead of naming the pieces."""

TOTAL = re.compile(r"(grand )?total[ei]?\b|somme\b|summe\b|gesamt|somma\b|suma\b|sum insured\b")
_MONEY = re.compile(r"[£€₣¥]|[A-Z]{0,2}\$|\b[A-Z]{3}(?=\s*\)|\s*\]|\s*$)")
_BEYOND = frozenset({"ALL", "TOP", "TRY", "CUP", "PEN"})  # codes that are English words first


@dataclass(frozen=True, slots=True)
class Form:
    """A table to be filled: its sheet and heading row, the column of each field, its free rows, and their end.

    ``unknown`` are headings that mean nothing to us; ``numbering`` the columns in which rows are counted; ``sums`` the
    formulas that add up the values; ``stated`` the currency that heading or number format name, empty for none.
    """

    sheet: str
    heading: int
    columns: Mapping[str, int]
    titles: Mapping[int, str]
    free: Free
    last: int
    unknown: tuple[str, ...]
    sums: tuple[Sum, ...]
    stated: str


def find(book: Book, grids: Sequence[Grid]) -> Form:
    """The table of the workbook that is meant for the lines. Raises ToolkitError where there is none to fill."""
    named = book.area(NAMED)
    found = tables(book, grids, SCHEDULE.name, _is_schedule, SOURCELESS)
    if not found:
        raise ToolkitError(
            f"{book.name}: no table was found to fill: no row has headings for a description (or a stock number) and "
            "for the value.",
            "Write the headings as Description and Sum insured in one row, with empty rows beneath them.",
            code="template",
        )
    best = max(found, key=lambda table: table.score)
    if named is None:
        return _form(book, best, best.heading)
    form = _form(book, best, named.first_row - 1, named.last_row)
    end = max([named.last_row, *(one.last for one in form.sums)])
    return replace(form, last=min(end, form.free.last))


def _is_schedule(fields: Collection[str]) -> bool:
    """Whether headings of these fields can head a schedule."""
    return "value" in fields and not {"description", "stock_no", "serial", "identifiers"}.isdisjoint(fields)


def _form(book: Book, table: Table, heading: int, set_aside: int = 0) -> Form:
    """The table with its free rows, from the row after ``heading`` on. Raises ToolkitError where there is none.

    ``set_aside`` is the last row the form keeps for lines; where Excel knows the range as a table, that says it.
    """
    grid, columns, titles = table.grid, table.columns, table.titles
    sheet = book.sheet(grid.sheet or "")
    keys = [columns[name] for name in KEYS if name in columns]
    declared = declared_end(table, heading)
    set_aside = max(set_aside, declared)
    free = free_rows(sheet, heading, keys, columns.values(), set_aside)
    counting = columns.get("stock_no")
    if free.last < free.first and counting and fold(titles.get(counting, "")) in COUNTING:
        left = {name: column for name, column in columns.items() if name != "stock_no"}
        again = free_rows(sheet, heading, [column for column in keys if column != counting], left.values(), set_aside)
        if counting in again.numbered:
            columns, free = left, again
    if free.last < free.first:
        raise _taken(book, grid, heading, free.first)
    total = tuple(sums(sheet, free, columns["value"]))
    if free.below and not total:
        _refuse_lines(book, grid, columns, heading, free.below)
    if total or heading < declared <= free.last:
        last = max([declared, *(one.last for one in total)])
    else:  # a blank row stays between the lines and what stands below
        last = free.last - 1 if free.below and free.last > free.first else free.last
    used = {*columns.values(), *free.numbered, *_computed(book, grid, free.first)}
    unknown = tuple(text for column, text in titles.items() if column not in used)
    return Form(grid.sheet or "", heading, columns, titles, free, last, unknown, total,
                _stated(book, grid, columns["value"], titles, free.first))  # fmt: skip


def _computed(book: Book, grid: Grid, row: int) -> set[int]:
    """The columns of a row that hold formulas of the form's own."""
    element = book.sheet(grid.sheet or "").rows.get(row)
    return set(filled(element)) if element is not None else set()


def _taken(book: Book, grid: Grid, heading: int, row: int) -> ToolkitError:
    held = next((f"{column_letter(column)}{row} holds {grid.value(row, column)!s:.40}"
                 for column in range(1, grid.width + 1) if grid.value(row, column) is not None), "")  # fmt: skip
    return no_free_row(book, grid, heading, held)


def _refuse_lines(book: Book, grid: Grid, columns: Mapping[str, int], heading: int, row: int) -> None:
    """Refuse where lines stand below the free rows: somebody's lines and ours would be taken for one schedule."""
    value = grid.value(row, columns["value"])
    words = [fold(str(found)) for column in range(1, grid.width + 1)
             if isinstance(found := grid.value(row, column), str)]  # fmt: skip
    if isinstance(value, int | float) and words and not any(map(TOTAL.match, words)):
        raise _taken(book, grid, heading, row)


def _stated(book: Book, grid: Grid, column: int, titles: Mapping[int, str], row: int) -> str:
    """The currency the value column itself names, in its heading or its number format."""
    for word in _MONEY.findall(titles.get(column, "")):
        code = currency(word, Currencies())
        if word not in _BEYOND and known_currency(code):
            return code
    shown = format_currency(number_format(book, grid.sheet or "", row, column), "", Currencies())
    return shown if known_currency(shown) else ""
