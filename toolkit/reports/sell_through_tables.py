"""The tables of a printed sell-through: as few as its columns have room in, every figure set before the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from toolkit.render.wording import NONE, figure, sign, text
from toolkit.reports.sell_through import Row, SellThrough
from toolkit.reports.sell_through_columns import SIGNS, TEXTS, Part, every_row, parts
from toolkit.reports.sell_through_words import count, percent, subject, tenth, weeks

MOST_ROWS = 300
"""Beyond so many references nobody reads paper: the collections stand there, the workbook has every line."""
_ROOM = 11
_DENSE = 8
_SHORT = 16  # lines of a table that is not broken between pages
_UNIT, _MILLIMETRES = 14.0, 116.0  # the widest plain column; what all columns of figures may take of a page
_WIDE = {"rate": 2, "sales": 2}
_GROUPS = (
    ("st_moves", frozenset({"opening", *SIGNS, "other", "closing"})),
    ("st_measures", frozenset({"net_sold", "rate", "net_sold_before", "closing_before", "cover", "turn", "sales"})),
    ("st_stock", frozenset({"age_90", "age_180", "age_365", "age_730", "age_more", "age_undated",
                            "on_order", "overdue"})),
)  # fmt: skip
_KEPT = frozenset({"opening", "received", "sold", "closing", "net_sold", "rate", "cover"})
"""Columns that are printed even where they hold nothing but noughts."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure; ``small`` stands before it, quieter."""

    words: str
    small: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of one column, and how wide it is in parts of the room."""

    words: str
    width: int


@dataclass(frozen=True, slots=True)
class Line:
    """A reference, or a sum; ``kind`` is ``line``, ``subtotal`` or ``total``."""

    kind: str
    collection: str
    reference: str
    detail: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table with its heading; ``unit`` is the width of a plain column in millimetres.

    ``whole`` says that it is short enough to stand on one page, ``grouped`` that there are collections.
    """

    heading: str
    columns: tuple[Heading, ...]
    lines: tuple[Line, ...]
    unit: str
    dense: bool
    whole: bool
    grouped: bool


def is_folded(made: SellThrough) -> bool:
    """Whether paper shows the collections alone."""
    return len(made.rows) > MOST_ROWS


def tables(made: SellThrough) -> tuple[Table, ...]:
    """The tables of what was sold in."""
    return _tables(made, made.rows, made.collections, made.total)


def consigned(made: SellThrough) -> tuple[Table, ...]:
    """The movements of pieces that are still the brand's; none where there are none."""
    if not made.consigned:
        return ()
    return _tables(made, made.consigned, (), None, text("st_consigned", made.language))[:1]


def left_blank(made: SellThrough) -> tuple[str, ...]:
    """The headings of columns that hold nothing this time."""
    shown = {part.key for part in _printed(made)}
    found = (part for part in parts(made) if part.kind in ("count", "money") and part.key not in ("of", "currency"))
    return tuple(_heading(part, made).words.replace("\u00ad", "") for part in found if part.key not in shown)


def _printed(made: SellThrough) -> list[Part]:
    """The columns with something in them, and those no report does without."""
    rows = every_row(made)
    figures = [part for part in parts(made) if part.key not in TEXTS | {"of", "currency"}]
    return [part for part in figures if part.key in _KEPT or any(part.value(row) for row in rows)]


def _tables(
    made: SellThrough, rows: Sequence[Row], sums: Sequence[Row], whole: Row | None, title: str = ""
) -> tuple[Table, ...]:
    """The rows in as many tables as their columns need; what a piece is stands in the first."""
    return tuple(
        _table(made, title or text(key, made.language), columns,
               tuple(_lines(made, columns, rows, sums, whole, detailed=not number)), first=not number)
        for number, (key, columns) in enumerate(_packed(made))
    )  # fmt: skip


def _table(made: SellThrough, heading: str, columns: list[Part], lines: tuple[Line, ...], *, first: bool) -> Table:
    """A table whose columns share the room there is; the first stands beneath the charts, where there is less."""
    taken = sum(map(_width, columns))
    return Table(
        heading=heading,
        columns=tuple(_heading(part, made) for part in columns),
        lines=lines,
        unit=f"{min(_UNIT, _MILLIMETRES / taken):.1f}",
        dense=taken > _DENSE,
        grouped=any(row.collection for row in (*made.rows, *made.consigned)),
        whole=len(lines) <= (_SHORT // 2 if first else _SHORT),
    )


def _packed(made: SellThrough) -> list[tuple[str, list[Part]]]:
    """The groups of columns, joined while there is room for them."""
    packed: list[tuple[str, list[Part]]] = []
    for key, names in _GROUPS:
        columns = [part for part in _printed(made) if part.key in names]
        if packed and sum(map(_width, [*packed[-1][1], *columns])) <= _ROOM:
            packed[-1][1].extend(columns)
        elif columns:
            packed.append((key if packed else "st_moves", columns))
    return packed


def _width(part: Part) -> int:
    return _WIDE.get(part.key, 1)


def _heading(part: Part, made: SellThrough) -> Heading:
    if part.key == "sales" and made.currency:
        return Heading(text("st_sales_in", made.language, sign=sign(made.currency, made.language)), 2)
    return Heading(text(f"st_{part.key}", made.language), _width(part))


def _lines(
    made: SellThrough,
    columns: list[Part],
    rows: Sequence[Row],
    sums: Sequence[Row],
    whole: Row | None,
    *,
    detailed: bool,
) -> Iterator[Line]:
    """The references under their collections, the sum of each, the sum of all."""
    language = made.language
    described = detailed and "description" in made.columns
    coded = detailed and "gtin" in made.columns
    for collection, group in groupby(() if is_folded(made) else rows, key=lambda row: row.collection):
        members = list(group)
        for number, row in enumerate(members):
            named = subject(row, language)
            told = (row.description if described and row.description != named else "", row.gtin if coded else "")
            shown = collection if not number else ""
            yield Line("line", shown, named, " · ".join(filter(None, told)), _cells(columns, row, language))
        summed = next((row for row in sums if row.collection == collection), None)
        if summed and collection and len(members) > 1 and len(sums) > 1:
            words = text("st_subtotal", language, collection=collection)
            yield Line("subtotal", words, "", "", _cells(columns, summed, language))
    if is_folded(made):
        for row in sums:
            named = "" if row.collection else text("st_no_collection", language)
            yield Line("line", row.collection, named, "", _cells(columns, row, language))
    if whole:
        yield Line("total", text("st_all", language), "", "", _cells(columns, whole, language))


def made_in(row: Row) -> str:
    """The currency of a row's sales."""
    return row.sales.currency if row.sales else ""


def _cells(columns: list[Part], row: Row, language: str) -> tuple[Cell, ...]:
    return tuple(_cell(part, row, language) for part in columns)


def _cell(part: Part, row: Row, language: str) -> Cell:
    """One figure in words: a dash for none, the pieces beside every percentage."""
    value = part.value(row)
    if part.kind == "rate":
        behind = text("st_few", language, sold=count(row.rate.sold, language), of=count(row.rate.of, language))
        plain = row.rate.value is None or row.rate.few
        return Cell(percent(row.rate, language), "" if plain else behind)
    if part.kind == "weeks":
        return Cell(weeks(row.cover, language) if row.units.closing or row.cover.weeks is not None else NONE)
    if value is None or value == 0:
        return Cell(NONE)
    if isinstance(value, Decimal):
        return Cell(figure(value, made_in(row), language) if part.kind == "money" else tenth(value, language))
    return Cell(count(value, language) if isinstance(value, int) else value)
