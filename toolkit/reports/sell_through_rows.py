"""A row of the sell-through from its sums: references first, collections and the brand by adding references up.

Every ratio is made from added units, never by adding ratios.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.reports.sell_through import Ageing, Cover, Formula, Rate, Row, Units
from toolkit.reports.sell_through_events import MOVES, SIGNS
from toolkit.values import Money

FEW = 3
"""Below so many pieces under the line a rate says little."""
COUNTS = 14
"""Counts of stock, four weeks apart, whose mean the turn of a year is taken by."""
_FINE = Decimal("0.000001")


@dataclass(slots=True)
class Part:
    """The sums behind one row, which can be added up; figures the registers do not reach back for are None."""

    collection: str
    reference: str
    units: dict[str, int] = field(default_factory=dict)
    before: dict[str, int] | None = None
    trailing: int = 0
    year: int | None = None
    counts: int = 0
    ages: list[int] = field(default_factory=lambda: [0] * 5)
    undated: int = 0
    on_order: int = 0
    overdue: int = 0
    minor: int = 0
    other_money: int = 0
    descriptions: list[str] = field(default_factory=list)
    gtins: list[str] = field(default_factory=list)
    stock_nos: list[str] = field(default_factory=list)
    held: list[tuple[str, int]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say of it: nothing there, nothing happened, nothing on order."""
        return not (any(self.units.values()) or any((self.before or {}).values()) or self.on_order)


@dataclass(frozen=True, slots=True)
class Measure:
    """How the figures of a report are made: its formula, the weeks of cover, and money where it may be told."""

    formula: Formula
    trailing: int
    currency: str
    scale: int


def added(parts: Iterable[Part], collection: str = "") -> Part:
    """Several rows as one, without a reference of its own."""
    found = Part(collection, "")
    for part in parts:
        found.units = _together(found.units, part.units)
        if part.before is not None:
            found.before = _together(found.before or {}, part.before)
        if part.year is not None:
            found.year = (found.year or 0) + part.year
        for name in ("trailing", "counts", "undated", "on_order", "overdue", "minor", "other_money"):
            setattr(found, name, getattr(found, name) + getattr(part, name))
        found.ages = [one + other for one, other in zip(found.ages, part.ages, strict=True)]
        found.stock_nos += part.stock_nos
        found.held += part.held
    return found


def _together(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {name: one.get(name, 0) + other.get(name, 0) for name in (*one, *(key for key in other if key not in one))}


def row(part: Part, measure: Measure) -> Row:
    """The row as it is reported."""
    units = balanced(part.units)
    sales = Money(Decimal(part.minor).scaleb(-measure.scale), measure.currency) if measure.currency else None
    mean = Decimal(part.counts) / COUNTS
    return Row(
        collection=part.collection,
        reference=part.reference,
        description=next(iter(part.descriptions), ""),
        gtin=part.gtins[0] if len(set(part.gtins)) == 1 else "",
        units=units,
        rate=rate(units, measure.formula),
        cover=Cover(_ratio(max(units.closing, 0) * measure.trailing, part.trailing), measure.trailing),
        turn=(Decimal(part.year) / mean).quantize(_FINE) if part.year is not None and mean > 0 else None,
        ageing=Ageing(tuple(part.ages), part.undated),  # type: ignore[arg-type]  # five of them
        on_order=part.on_order,
        overdue=part.overdue,
        sales=sales,
        other_money=part.other_money if sales else 0,
        before=balanced(part.before) if part.before is not None else None,
        stock_nos=tuple(dict.fromkeys(part.stock_nos)),
        held=tuple(sorted(part.held)),
    )


def balanced(sums: dict[str, int]) -> Units:
    """Units with what their moves do not explain of the closing."""
    told = {name: sums.get(name, 0) for name in MOVES}
    opening, closing = sums.get("opening", 0), sums.get("closing", 0)
    moved = sum(SIGNS[name] * units for name, units in told.items())
    return Units(opening=opening, closing=closing, residue=closing - opening - moved, **told)


def _under(units: Units, formula: Formula) -> int:
    """What stands under the line of a formula."""
    if formula == "A":
        return units.opening + units.received + units.transfers_in - units.transfers_out
    if formula == "D":
        return units.net_sold + units.closing
    return units.received if formula == "B" else units.opening


def rate(units: Units, formula: Formula) -> Rate:
    """The sell-through by a formula; without a value where nothing stands under the line, or less than nothing."""
    under = _under(units, formula)
    return Rate(_ratio(units.net_sold, under), units.net_sold, under, few=under < FEW)


def _ratio(over: int, under: int) -> Decimal | None:
    return (Decimal(over) / Decimal(under)).quantize(_FINE) if under > 0 else None


def in_order(parts: Sequence[Part]) -> list[Part]:
    """By collection and reference; what has none comes last."""
    return sorted(parts, key=lambda part: (not part.collection, part.collection.casefold(), not part.reference,
                                           part.reference.casefold(), part.reference))  # fmt: skip
