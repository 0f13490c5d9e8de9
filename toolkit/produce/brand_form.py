"""A sell-through in the brand's own workbook: the contract's columns under its headings, all else as it came.

A column is filled where its heading names one of the contract's columns beyond doubt, and no other; what the workbook
has no column for, and what it asks for beyond the contract, is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from toolkit.findings import ToolkitError
from toolkit.produce.foreign_form import (
    NAMED,
    Filled,
    Table,
    a_strangers,
    declared_end,
    finished,
    no_free_row,
    number_format,
    tables,
)
from toolkit.readers.excel import read_workbook
from toolkit.readers.grid import Grid
from toolkit.registers import SELL_THROUGH
from toolkit.render.cells import CellValue
from toolkit.render.placement import Placing, Spot
from toolkit.render.placement_book import Book
from toolkit.render.placement_rows import Free, free_rows, sums
from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_columns import Part, parts
from toolkit.reports.sell_through_words import stated

SUBJECTS = ("reference", "gtin", "description")
FIGURES = ("sold", "net_sold", "closing")
_SINGLE = ("brand", "door", "period", "period_first", "period_last", "as_at", "currency")
_WHOLE = frozenset({"door", "period"})  # the same on every line


def filled(made: SellThrough, template: bytes, name: str) -> Filled:
    """The references in the brand's workbook ``name``. Raises ToolkitError where it cannot be filled rightly."""
    with a_strangers(name):
        return _filled(made, template, name)


def _filled(made: SellThrough, template: bytes, name: str) -> Filled:
    book = Book(template, name)
    table = _table(book, read_workbook(template, name))
    shown = {part.key: part for part in parts(made)}
    fields = {key: column for key, column in table.columns.items() if key in shown or key in _WHOLE}
    free, last = _free(book, table)
    percents = _percents(book, table, fields, free.first)
    rows = [_line(made, shown, fields, row, percents) for row in made.rows]
    placed = [(*row, *(number,) * len(free.numbered)) for number, row in enumerate(rows, 1)]
    placing = Placing(
        table.grid.sheet or "", free.first, last, (*fields.values(), *free.numbered), placed, _cells(made, book),
        len({row.sales.currency for row in made.rows if row.sales}) > 1,
    )  # fmt: skip
    return finished(book, placing, fields, _about(made, table, shown, fields, free))


def _table(book: Book, grids: Sequence[Grid]) -> Table:
    """The table meant for the lines: that of most known headings."""
    named = book.area(NAMED)
    found = tables(book, grids, SELL_THROUGH.name, _is_sell_through)
    if named:
        found = [replace(one, heading=named.first_row - 1) for one in found]
    if not found:
        raise ToolkitError(
            f"{book.name}: no table was found to fill: no row has headings for a reference and for what was sold or is "
            "in stock.",
            "Write the headings as Reference, Sold and Closing stock in one row, with empty rows beneath them.",
            code="template",
        )
    return max(found, key=lambda table: table.score)


def _is_sell_through(fields: Collection[str]) -> bool:
    """Whether headings of these fields can head a sell-through."""
    return not (set(SUBJECTS).isdisjoint(fields) or set(FIGURES).isdisjoint(fields))


def _free(book: Book, table: Table) -> tuple[Free, int]:
    """The free rows under the heading, and the last of them that lines may take."""
    sheet = book.sheet(table.grid.sheet or "")
    keys = [column for key, column in table.columns.items() if key in (*SUBJECTS, *FIGURES)]
    declared = declared_end(table, table.heading)
    free = free_rows(sheet, table.heading, keys, table.columns.values(), declared)
    if free.last < free.first:
        raise no_free_row(book, table.grid, table.heading)
    added = [one for column in table.columns.values() for one in sums(sheet, free, column)]
    if added or table.heading < declared <= free.last:
        return free, max([declared, *(one.last for one in added)])
    return free, free.last - 1 if free.below and free.last > free.first else free.last


def _percents(book: Book, table: Table, fields: Mapping[str, int], row: int) -> Decimal:
    """What a rate is multiplied by: a hundred where the heading says per cent and the number format does not."""
    column = fields.get("rate", 0)
    told = "%" in table.titles.get(column, "")
    shown = "%" in (number_format(book, table.grid.sheet or "", row, column) or "") if column else False
    return Decimal(100 if told and not shown else 1)


def _line(
    made: SellThrough, shown: Mapping[str, Part], fields: Mapping[str, int], row: Row, percents: Decimal
) -> tuple[CellValue, ...]:
    """The cells of a reference, in the order of the workbook's columns."""
    whole = {"door": made.door, "period": made.period.name}
    cells = [whole[key] if key in whole else stated(shown[key], row, made.language) for key in fields]
    return tuple(
        one * percents if key == "rate" and isinstance(one, Decimal) else one
        for key, one in zip(fields, cells, strict=True)
    )


def _cells(made: SellThrough, book: Book) -> dict[Spot, CellValue]:
    """Single values, where the workbook has a cell of that defined name."""
    period = made.period
    told: Mapping[str, CellValue] = {
        "brand": made.brand, "door": made.door, "period": period.name, "period_first": period.first,
        "period_last": period.last, "as_at": made.as_at.date(), "currency": made.currency or None,
    }  # fmt: skip
    spots = ((key, book.area(key)) for key in _SINGLE)
    return {(spot.sheet, spot.first_row, spot.first_column): told[key] for key, spot in spots if spot and told[key]}


def _about(
    made: SellThrough, table: Table, shown: Mapping[str, Part], fields: Mapping[str, int], free: Free
) -> Iterator[str]:
    """What a person should know before the workbook is sent."""
    where = f"the sheet {table.grid.sheet} from row {free.first} on"
    yield f"{len(made.rows):,} references were put into {where}."
    if made.consigned:
        yield f"{len(made.consigned):,} references on consignment are not in it; our own workbook has them apart."
    used = {*fields.values(), *free.numbered}
    if blank := [text for column, text in table.titles.items() if column not in used and text]:
        yield f"Left blank, because the contract does not ask for them or nothing is known of them: {', '.join(blank)}."
    if missing := [key for key in shown if key not in fields]:
        yield f"The workbook has no column for {', '.join(key.replace('_', ' ') for key in missing)}."
