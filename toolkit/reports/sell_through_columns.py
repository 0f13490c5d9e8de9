"""The columns of a sell-through: what each contract's column prints, and what of a row stands in it.

The page, the workbook, the plain file and the brand's own workbook all take their columns from here, so that what a
contract does not ask for stands in none of them. Movements without a column of their own are added up in one, so that
every line still balances.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from toolkit.reports.sell_through import Row, SellThrough

Kind = Literal["text", "code", "count", "rate", "weeks", "number", "money", "currency"]
Value = str | int | Decimal | None

SIGNS: Mapping[str, int] = MappingProxyType({
    "received": 1, "transfers_in": 1, "customer_returns": 1, "sold": -1, "transfers_out": -1, "returned_to_vendor": -1,
    "adjustments": 1, "residue": 1,
})  # fmt: skip
"""How each movement leads from the opening to the closing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One printed column: its key, the contract's column it belongs to, its kind, what of a row stands in it."""

    key: str
    column: str
    kind: Kind
    value: Callable[[Row], Value]


def _units(name: str) -> Part:
    return Part(name, name, "count", lambda row: int(getattr(row.units, name)))


def _age(number: int, key: str) -> Part:
    return Part(key, "ageing", "count", lambda row: row.ageing.buckets[number])


_PARTS = (
    Part("collection", "collection", "text", lambda row: row.collection or None),
    Part("reference", "reference", "code", lambda row: row.reference or None),
    Part("description", "description", "text", lambda row: row.description or None),
    Part("gtin", "gtin", "code", lambda row: row.gtin or None),
    *map(_units, ("opening", "received", "transfers_in", "customer_returns", "sold")),
    *map(_units, ("transfers_out", "returned_to_vendor", "adjustments", "residue", "closing")),
    _units("net_sold"),
    Part("of", "rate", "count", lambda row: row.rate.of),
    Part("rate", "rate", "rate", lambda row: row.rate.value),
    Part("net_sold_before", "net_sold_before", "count", lambda row: row.before.net_sold if row.before else None),
    Part("closing_before", "closing_before", "count", lambda row: row.before.closing if row.before else None),
    Part("cover", "cover", "weeks", lambda row: row.cover.weeks),
    Part("turn", "turn", "number", lambda row: row.turn),
    *(_age(*one) for one in enumerate(("age_90", "age_180", "age_365", "age_730", "age_more"))),
    Part("age_undated", "ageing", "count", lambda row: row.ageing.undated),
    Part("on_order", "on_order", "count", lambda row: row.on_order),
    Part("overdue", "overdue", "count", lambda row: row.overdue),
    Part("currency", "sales", "currency", lambda row: row.sales.currency if row.sales else None),
    Part("sales", "sales", "money", lambda row: row.sales.amount if row.sales else None),
)
KEYS = tuple(key for part in _PARTS for key in (("other", part.key) if part.key == "closing" else (part.key,)))
"""Every printed column there is, in order; the folded movements stand before the closing."""
TEXTS = frozenset(part.key for part in _PARTS if part.kind in ("text", "code"))
"""What tells a line from another, and is no figure."""
ALWAYS = frozenset({"collection", "reference"})
"""Without these no figure would say what it is about."""


def every_row(made: SellThrough) -> tuple[Row, ...]:
    """All rows of a report, sums among them."""
    return (*made.rows, *made.collections, made.total, *made.consigned)


def asked(made: SellThrough) -> frozenset[str]:
    """The contract's columns, with those no line can do without."""
    return frozenset(made.columns) | ALWAYS


def parts(made: SellThrough) -> tuple[Part, ...]:
    """The columns to be printed, in order, with the folded movements before the closing where there are any."""
    wanted = asked(made)
    found = [part for part in _PARTS if part.column in wanted]
    if names := folded(made):
        at = next(number for number, part in enumerate(found) if part.key == "closing")
        found.insert(at, Part("other", "other", "count", lambda row: _other(row, names)))
    return tuple(found)


def folded(made: SellThrough) -> tuple[str, ...]:
    """The movements that happened and have no column: shown as one, so that opening and closing still agree."""
    wanted = asked(made)
    if not {"opening", "closing"} <= wanted:
        return ()
    netted = {"sold", "customer_returns"} if "net_sold" in wanted and "sold" not in wanted else set()
    hidden = [name for name in SIGNS if name not in wanted | netted]
    rows = every_row(made)
    return tuple(name for name in hidden if any(getattr(row.units, name) for row in rows))


def _other(row: Row, names: tuple[str, ...]) -> int:
    return sum(SIGNS[name] * int(getattr(row.units, name)) for name in names)
