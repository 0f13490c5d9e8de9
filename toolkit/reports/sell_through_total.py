"""The facts of a sell-through, their digest, its number, and the proof that every line of it balances."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields, replace
from decimal import Decimal

from toolkit.calendars import Period
from toolkit.findings import ToolkitError
from toolkit.reports.sell_through import Row, SellThrough, Units
from toolkit.reports.sell_through_rows import rate

_UNITS = tuple(one.name for one in fields(Units))


def numbered(draft: SellThrough, number: str, revision: int) -> SellThrough:
    """The report under its number and revision; the same facts."""
    return replace(draft, number=number, revision=revision, draft=not number)


def prove(made: SellThrough) -> None:
    """Balance every line, and add the lines up another way. Raises ToolkitError where one does not foot."""
    for fault in _faults(made):
        raise ToolkitError(
            f"The sell-through of {made.brand} does not foot: {fault}.",
            "No report was made. This is a fault of the program: please report it with 'boutique doctor --json'.",
            code="not-footing",
        )


def _faults(made: SellThrough) -> Iterator[str]:
    for one in (*made.rows, *made.collections, made.total, *made.consigned):
        yield from _of_row(one, made)
    yield from _of_sums("the lines", made.rows, made.total)
    yield from _of_sums("the collections", made.collections, made.total)
    for one in made.collections:
        yield from _of_sums(
            f"the lines of {one.collection}", [row for row in made.rows if row.collection == one.collection], one
        )
    if made.trend and made.trend[-1].on_hand != made.total.units.closing:
        yield f"the trend ends with {made.trend[-1].on_hand}, the closing is {made.total.units.closing}"


def _of_row(one: Row, made: SellThrough) -> Iterator[str]:
    name = " ".join(part for part in (one.collection, one.reference) if part) or made.brand
    for units in (one.units, one.before):
        if units and _balance(units) != units.closing:
            yield f"{name} comes to {_balance(units)}, its closing is {units.closing}"
    if sum(one.ageing.buckets) + one.ageing.undated != one.units.closing:
        yield f"the ages of {name} do not come to its closing"
    if sum(units for _, units in one.held) != one.units.closing:
        yield f"the pieces of {name} do not come to its closing"
    if one.rate != rate(one.units, made.formula):
        yield f"the rate of {name} is not that of its units"


def _balance(units: Units) -> int:
    came = units.opening + units.received + units.transfers_in + units.customer_returns + units.adjustments
    return came - units.sold - units.transfers_out - units.returned_to_vendor + units.residue


def _of_sums(what: str, rows: Sequence[Row], total: Row) -> Iterator[str]:
    """Where figures of several rows do not add up to those of their sum."""
    for name in _UNITS:
        if sum(getattr(row.units, name) for row in rows) != getattr(total.units, name):
            yield f"{name} of {what} is not that of their sum"
        then = sum(getattr(row.before, name) for row in rows if row.before)
        if then != (getattr(total.before, name) if total.before else 0):
            yield f"{name} of {what} a year before is not that of their sum"
    for name in ("on_order", "overdue", "other_money"):
        if sum(getattr(row, name) for row in rows) != getattr(total, name):
            yield f"{name} of {what} is not that of their sum"
    money = sum((row.sales.amount for row in rows if row.sales), Decimal(0))
    if total.sales and money != total.sales.amount:
        yield f"the sales of {what} are not those of their sum"


def facts(made: SellThrough) -> bytes:
    """The canonical facts: every value the report states, without number and revision, as JSON.

    The house's own numbers of what is on hand stand in them, so that the next report can say what changed since. They
    are for the ledger and never for the brand.
    """

    def line(one: Row) -> dict[str, object]:
        return {
            "collection": one.collection, "reference": one.reference, "description": one.description,
            "gtin": one.gtin, "units": asdict(one.units),
            "rate": [_text(one.rate.value), one.rate.sold, one.rate.of],
            "cover": [_text(one.cover.weeks), one.cover.over],
            "turn": _text(one.turn), "ageing": [*one.ageing.buckets, one.ageing.undated],
            "orders": [one.on_order, one.overdue],
            "sales": [str(one.sales.amount), one.sales.currency, one.other_money] if one.sales else None,
            "before": asdict(one.before) if one.before else None, "held": [list(pair) for pair in one.held],
        }  # fmt: skip

    content = {
        "kind": "sell-through",
        "house": [made.house_name, made.house_address, made.door],
        "brand": [made.brand, made.representative, made.language],
        "as_at": made.as_at.isoformat(timespec="minutes"),
        "period": _period(made.period),
        "period_before": _period(made.period_before) if made.period_before else None,
        "formula": [made.formula, made.formula_words],
        "currency": made.currency,
        "columns": list(made.columns),
        "rows": [line(one) for one in made.rows],
        "total": line(made.total),
        "consigned": [line(one) for one in made.consigned],
        "trend": [[p.label, str(p.first), str(p.last), p.sold, p.on_hand, p.sold_before] for p in made.trend],
        "corrections": [[c.number, c.reference, c.reported, c.now, c.words] for c in made.corrections],
        "left_out": [[one.reason, one.units] for one in made.left_out],
        "notes": list(made.notes),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _period(period: Period) -> list[str]:
    return [period.calendar, period.name, period.first.isoformat(), period.last.isoformat()]


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else str(figure)


def facts_digest(made: SellThrough) -> str:
    """The SHA-256 of the canonical facts."""
    return hashlib.sha256(facts(made)).hexdigest()


def shown(made: SellThrough) -> tuple[str, ...]:
    """What the report prints by right though a register may keep it back: its figures and the words of its rows."""
    rows = (*made.rows, *made.collections, made.total, *made.consigned)
    figures = {figure for row in rows for figure in _figures(row)}
    figures |= {Decimal(value) for point in made.trend for value in (point.sold, point.on_hand, point.sold_before or 0)}
    figures |= {Decimal(value) for one in made.corrections for value in (one.reported, one.now)}
    words = {text for row in rows for text in (row.collection, row.reference, row.description, row.gtin)}
    words |= {*made.notes, *(one.words for one in made.corrections)}
    return (*(format(abs(figure), "f") for figure in sorted(figures)), *sorted(words - {""}))


def _figures(row: Row) -> Iterable[Decimal]:
    for units in (row.units, row.before):
        if units:
            yield from (Decimal(getattr(units, name)) for name in (*_UNITS, "net_sold"))
    yield from map(Decimal, (*row.ageing.buckets, row.ageing.undated, row.on_order, row.overdue, row.other_money))
    yield Decimal(row.rate.of)
    if row.sales:
        yield row.sales.amount
