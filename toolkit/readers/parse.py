"""From the raw cells of a mapped column to values: votes over the whole column, then each distinct cell once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.dates import date_order, when
from toolkit.measures import fineness
from toolkit.money import currency as currency_code
from toolkit.money import money, number, number_style
from toolkit.readers.grid import CellError, Raw
from toolkit.registers import Column
from toolkit.values import Currencies, DateOrder, Doubt, NumberStyle, code, flag, fold, text
from toolkit.vocabulary import YES_NO, spellings

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Votes:
    """What a whole column decided about its cells, and how it was decided."""

    style: NumberStyle = field(default_factory=NumberStyle)
    order: DateOrder = field(default_factory=DateOrder)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a house writes: its currencies, its own words by field, the workbook's epoch."""

    currencies: Currencies = field(default_factory=Currencies)
    words: Mapping[str, Words] = field(default_factory=dict)
    epoch: int = 1900


def votes(column: Column, raws: Sequence[Raw], currencies: Sequence[str]) -> Votes:
    """The column's votes: decimal mark (and old money per currency word) of figures, day and month order of dates."""
    if column.kind in {"money", "number"}:
        return Votes(style=number_style(dict.fromkeys(zip(raws, currencies, strict=True))))
    if column.kind == "date":
        return Votes(order=date_order(raws))
    return Votes()


def reader(column: Column, votes: Votes, dialect: Dialect) -> Callable[[Raw, str | None, str], object]:
    """A function from (raw, number format, currency word) to a value, a Doubt or None for blank."""
    parse = _parser(column, votes, dialect)

    def read(raw: Raw, number_format: str | None, word: str) -> object:
        if isinstance(raw, CellError):
            return Doubt("error-cell", str(raw))
        return parse(raw, number_format, word)

    return read


def _parser(  # noqa: PLR0911 - one return a kind of column
    column: Column, votes: Votes, dialect: Dialect
) -> Callable[[Raw, str | None, str], object]:
    own = dialect.words.get(column.field, {})
    if column.kind == "money":
        return lambda raw, fmt, word: money(raw, votes.style, word, dialect.currencies, fmt)
    if column.kind == "date":
        return lambda raw, fmt, word: when(raw, votes.order, dialect.epoch)
    if column.kind == "code":
        several = column.field == "stock_no"
        return lambda raw, fmt, word: code(raw, fmt, several=several)
    if column.kind == "flag":
        known = spellings(column.vocabulary or YES_NO, own)
        return lambda raw, fmt, word: _flag(raw, known)
    if column.kind == "number":
        return lambda raw, fmt, word: number(raw, votes.style, column.units)
    if column.kind == "metal":
        return lambda raw, fmt, word: _metal(column.field, raw)
    if column.kind == "word" and column.vocabulary is not None:
        known = spellings(column.vocabulary, own)
        return lambda raw, fmt, word: word_of(raw, known)
    return lambda raw, fmt, word: text(raw)


def word_of(raw: Raw, known: Words) -> str | Doubt | None:
    """The vocabulary word of a cell: exactly a known spelling, or a Doubt that keeps what was read."""
    content = text(raw)
    if content is None:
        return None
    return known.get(fold(content)) or Doubt("unknown-word", content)


def _flag(raw: Raw, known: Words) -> object:
    """Yes, no or unknown; a word that surely means neither may mean one in this column or in this house."""
    found = flag(raw)
    word = known.get(fold(found.raw)) if isinstance(found, Doubt) else None
    return word == "yes" if word else found


def _metal(name: str, raw: Raw) -> object:
    """The metal's words, or the karat or fineness that a cell names."""
    if name == "metal":
        return text(raw)
    measured = fineness(raw)
    if measured is None or isinstance(measured, Doubt):
        return measured
    return measured.karat if name == "karat" else measured.fineness


def row_currency(raw: Raw, currencies: Currencies) -> str:
    """The currency word of a row's currency cell, as a code where it is known."""
    content = text(raw)
    return currency_code(content, currencies) if content else ""
