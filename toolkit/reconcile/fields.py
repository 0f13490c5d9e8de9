"""Two rows of one piece, field by field: what differs beyond spelling. A blank or doubtful cell never does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.reconcile.keys import Brands, code_key, name_words
from toolkit.reconcile.pairs import Change
from toolkit.reconcile.turns import story
from toolkit.records import Piece, Record, Sale
from toolkit.render.wording import money
from toolkit.values import Money, When, fold

Differs = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """One field to compare: its name and words, the field on either side, and when two values differ."""

    name: str
    label: str
    left: str
    right: str
    differs: Differs


def money_differs(left: Money, right: Money) -> bool:
    """Another amount, or another currency; a figure without currency is compared by its amount alone."""
    other_currency = bool(left.currency and right.currency and left.currency != right.currency)
    return left.amount != right.amount or other_currency


def date_differs(left: When, right: When) -> bool:
    """No day is both."""
    return left.latest < right.earliest or right.latest < left.earliest


def code_differs(left: str, right: str) -> bool:
    """Another code; spaces, hyphens and case are no difference."""
    return code_key(left) != code_key(right)


def reference_differs(left: str, right: str) -> bool:
    """Another reference; one that holds the other (116610LN, 116610) is no difference."""
    a, b = code_key(left), code_key(right)
    return a not in b and b not in a


def text_differs(left: str, right: str) -> bool:
    """Another text; case, accents and punctuation are no difference."""
    return fold(left) != fold(right)


def name_differs(left: str, right: str) -> bool:
    """No word of one name is in the other."""
    a, b = name_words(left), name_words(right)
    return bool(a and b) and a.isdisjoint(b)


def brand_field(brands: Brands, left: str = "brand", right: str = "brand") -> Field:
    """The brand, by its words and its short forms."""

    def differs(one: str, other: str) -> bool:
        a, b = brands.key(one), brands.key(other)
        return a != b and set(a.split()).isdisjoint(b.split())

    return Field("brand", "brand", left, right, differs)


SERIAL = Field("serial", "serial number", "serial", "serial", code_differs)
REFERENCE = Field("brand_ref", "maker's reference", "brand_ref", "brand_ref", reference_differs)
NUMBER = Field("stock_no", "stock number", "stock_no", "stock_no", code_differs)
PLACE = Field("location", "place", "location", "location", text_differs)
SOLD = (
    Field("price", "price", "sale_price", "price", money_differs),
    Field("sale_date", "date of sale", "sale_date", "sale_date", date_differs),
    Field("invoice_no", "sales invoice", "sales_invoice_no", "invoice_no", code_differs),
)
"""What the stock register and the sales register both say of the sale that stands."""


def changes(one: Record, other: Record, fields: Iterable[Field]) -> Iterable[tuple[Record, Change]]:
    """The fields that differ between two rows."""
    for item in fields:
        left, right = getattr(one, item.left, None), getattr(other, item.right, None)
        if left is None or right is None or left == right or not item.differs(left, right):
            continue
        places = (one.place(item.left), other.place(item.right))
        yield other, Change(item.name, item.label, words(left), words(right), places)


def sale_changes(one: Record, rows: tuple[Record, ...], marks: tuple[Field, ...]) -> Iterable[tuple[Record, Change]]:
    """A piece against its sales: the maker's marks with each, what was agreed with the sale that stands."""
    for row in rows:
        yield from changes(one, row, marks)
    if isinstance(one, Piece) and (one.sale_date or one.sale_price or one.buyer or one.sales_invoice_no):
        told = story(row for row in rows if isinstance(row, Sale))
        if told.out and told.twice() is None:  # of two sales, either may be the one that is meant
            yield from changes(one, told.out, SOLD)
            yield from _buyer(one, told.out)


def _buyer(piece: Piece, sale: Sale) -> Iterable[tuple[Record, Change]]:
    """The buyer, by name or by client number: the stock register may hold either."""
    if not piece.buyer or not sale.buyer:
        return
    if sale.client_no and code_key(sale.client_no) == code_key(piece.buyer):
        return
    if name_differs(piece.buyer, sale.buyer):
        places = (piece.place("buyer"), sale.place("buyer"))
        yield sale, Change("buyer", "buyer", piece.buyer, sale.buyer, places)


def words(value: object) -> str:
    """A value as a message has it."""
    if isinstance(value, Money):
        return money(value.amount, value.currency, "en")
    if isinstance(value, When):
        if value.earliest == value.latest:
            return value.earliest.isoformat()
        return f"{value.earliest.isoformat()} to {value.latest.isoformat()}"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
