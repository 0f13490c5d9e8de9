"""Every mapped column of a table parsed: votes over the column, then each distinct cell once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TypeVar

from toolkit.money import format_currency
from toolkit.readers.grid import Raw
from toolkit.readers.identify import Table
from toolkit.readers.parse import Dialect, Votes, reader, row_currency, votes
from toolkit.records import ControlTotal
from toolkit.registers import Column, Register
from toolkit.values import Doubt, Money

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Parsed:
    """Values by field, one a data row, in the order of ``Table.rows``; and what the columns voted, in words."""

    values: Mapping[str, Sequence[object]]
    notes: tuple[str, ...]
    totals: tuple[ControlTotal, ...] = ()


def parse_columns(table: Table, kind: Register, columns: Mapping[str, int], dialect: Dialect) -> Parsed:
    """Parse the mapped columns. ``columns`` maps a field to its 1-based column number."""
    words = _currency_words(table, columns, dialect)
    values: dict[str, list[object]] = {}
    notes: list[str] = []
    totals: list[ControlTotal] = []
    for column in kind.columns:
        number = columns.get(column.field)
        if number is None:
            continue
        cells = table.grid.columns[number - 1]
        raws = [cells[row - 1] for row in table.rows]
        own = [""] * len(words) if column.kind == "money" and _has_own_currency(table, number, dialect) else words
        vote = votes(column, raws, own)
        notes.extend(_said(column, vote))
        values[column.field] = _parse(table, column, number, raws, own, vote, dialect)
        if column.kind == "money":
            totals.extend(_totals(table, column, number, vote, dialect))
    return Parsed(values, tuple(notes), tuple(totals))


def _totals(table: Table, column: Column, number: int, vote: Votes, dialect: Dialect) -> Iterable[ControlTotal]:
    """The figures of the totals rows in a column of money, read as the column writes them; doubts are none."""
    read = reader(column, vote, dialect)
    for row in table.totals:
        figure = read(table.grid.value(row, number), table.grid.marks.format_at(row, number), "")
        if isinstance(figure, Money):
            yield ControlTotal(row, column.field, figure.amount)


OWN = 0.9
"""The share of a column's figures that must be formatted in one currency for the column to have its own."""


def _has_own_currency(table: Table, number: int, dialect: Dialect) -> bool:
    """Whether a column of figures is formatted in one currency throughout.

    Then the row's currency column is about another figure: a cost in francs beside insured values all in pounds.
    """
    formats = table.grid.marks.formats.get(number)
    if formats is None:
        return False
    cells = table.grid.columns[number - 1]
    found = Counter(
        format_currency(formats.at(row), "", dialect.currencies)
        for row in table.rows
        if isinstance(cells[row - 1], int | float)
    )
    word, count = max(found.items(), key=lambda item: item[1], default=("", 0))
    return bool(word) and count >= OWN * found.total()


def _said(column: Column, vote: Votes) -> Iterable[str]:
    """What a vote found, in words, where it found something."""
    for evidence in (vote.order.evidence, vote.style.evidence):
        if evidence:
            yield f"{column.label}: {evidence}"


def _currency_words(table: Table, columns: Mapping[str, int], dialect: Dialect) -> list[str]:
    """The currency of each data row as its currency column says; empty where there is none."""
    number = columns.get("currency")
    if number is None:
        return [""] * len(table.rows)
    cells = table.grid.columns[number - 1]
    memo: dict[Raw, str] = {}
    words: list[str] = []
    for row in table.rows:
        raw = cells[row - 1]
        if raw not in memo:
            memo[raw] = row_currency(raw, dialect.currencies)
        words.append(memo[raw])
    return words


_TEXTS = frozenset({str, type(None)})


def _once(keys: Sequence[Key], value: Callable[[Key], object]) -> list[object]:
    """The value of every key, made once for each distinct one."""
    known = {key: value(key) for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]


def _parse(  # noqa: PLR0913, PLR0917 - the parts of one column, used once
    table: Table, column: Column, number: int, raws: Sequence[Raw], words: Sequence[str], vote: Votes, dialect: Dialect
) -> list[object]:
    """The values of one column; formulas saved without a value are doubts, not blanks."""
    read = reader(column, vote, dialect)
    formats = table.grid.marks.formats.get(number)
    money = column.kind == "money"
    if not (money or formats) and _TEXTS.issuperset(map(type, raws)):
        values = _once(raws, lambda raw: None if raw is None else read(raw, None, ""))
    else:  # the type tells 1 from 1.0 and from true
        shown = map(formats.at, table.rows) if formats else repeat(None)
        cells = zip(raws, words if money else repeat(""), shown, map(type, raws), strict=False)
        values = _once(list(cells), lambda cell: None if cell[0] is None else read(cell[0], cell[2], cell[1]))
    if table.grid.marks.uncomputed:
        for index, row in enumerate(table.rows):
            if (row, number) in table.grid.marks.uncomputed:
                values[index] = Doubt("uncomputed-formula", "a formula without its result")
    return values
