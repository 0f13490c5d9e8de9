"""Sell-throughs of an invented brand, for the tests of what is made from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from toolkit.calendars import Period
from toolkit.contracts import COLUMNS
from toolkit.findings import Place
from toolkit.reports.insurance import SourceNote
from toolkit.reports.sell_through import (
    Ageing,
    Correction,
    Cover,
    LeftOut,
    Point,
    Rate,
    Row,
    SellThrough,
    Units,
)
from toolkit.values import Money

EVERYTHING = tuple(COLUMNS)
OCTOBER = Period("month", "2026-10", date(2026, 10, 1), date(2026, 10, 31))
BEFORE = Period("month", "2025-10", date(2025, 10, 1), date(2025, 10, 31))


def units(opening: int, received: int, sold: int, **others: int) -> Units:
    """Units whose closing follows from the movements."""
    made = Units(opening=opening, received=received, sold=sold, **others)
    came = made.opening + made.received + made.transfers_in + made.customer_returns + made.adjustments + made.residue
    return replace(made, closing=came - made.sold - made.transfers_out - made.returned_to_vendor)


def rate(made: Units) -> Rate:
    """Formula A."""
    of = made.opening + made.received + made.transfers_in - made.transfers_out
    return Rate(Decimal(made.net_sold) / of if of > 0 else None, made.net_sold, of, few=of < 3)


def row(collection: str, reference: str, made: Units, *, price: int = 4200, last_year: int | None = 1) -> Row:
    """A row with all its figures."""
    old = max(0, made.closing)
    return Row(
        collection=collection,
        reference=reference,
        description=f"Wristwatch {reference}, steel" if reference else "",
        gtin="04006381333931" if reference else "",
        units=made,
        rate=rate(made),
        cover=Cover(Decimal(made.closing) * 13 / made.net_sold if made.net_sold > 0 else None, 13),
        turn=Decimal("1.5") if made.net_sold else None,
        ageing=Ageing((old, 0, 0, 0, 0)),
        on_order=1,
        overdue=0,
        sales=Money(Decimal(price * made.net_sold), "CHF"),
        other_money=0,
        before=Units(opening=last_year, received=1, sold=1, closing=last_year) if last_year is not None else None,
        stock_nos=("W-0138",),
    )


def total(collection: str, rows: Iterable[Row]) -> Row:
    """The sum of rows of one currency."""
    found = list(rows)
    names = [field.name for field in fields(Units)]
    summed = Units(**{name: sum(getattr(one.units, name) for one in found) for name in names})
    before = Units(**{name: sum(getattr(one.before, name) for one in found if one.before) for name in names})
    made = row(collection, "", summed)
    counts = [sum(one.ageing.buckets[at] for one in found) for at in range(5)]
    return replace(
        made,
        ageing=Ageing((counts[0], counts[1], counts[2], counts[3], counts[4])),
        on_order=sum(one.on_order for one in found),
        sales=Money(sum((one.sales.amount for one in found if one.sales), Decimal(0)), "CHF"),
        before=before if any(one.before for one in found) else None,
    )


ROWS = (
    row("Minuit", "3919", units(5, 2, 3, customer_returns=1)),
    row("Minuit", "7120", units(1, 1, 1)),
    row("Océane", "5514.B", units(6, 3, 4, adjustments=-1, residue=1)),
    row("Océane", "5514.S", units(4, 0, 1, transfers_out=1), last_year=None),
    row("Océane", "00551", units(0, 0, 0)),
)


def trend(count: int = 13) -> tuple[Point, ...]:
    """So many months to October 2026."""
    made, first = [], date(2026, 10, 1)
    for number in range(count):
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        made.append(Point(f"{first:%Y-%m}", first, last, (number * 5 + 9) % 8, 11 + number % 5, (number * 3 + 2) % 7))
        first = (first - timedelta(days=1)).replace(day=1)
    return tuple(reversed(made))


def sell_through(rows: tuple[Row, ...] = ROWS, **facts: object) -> SellThrough:
    """The report of these rows, all columns wanted."""
    collections = tuple(dict.fromkeys(one.collection for one in rows))
    whole = SellThrough(
        house_name="Maison Aurelle",
        house_address="12 Example Street, London",
        door="London",
        brand="Delmare Genève",
        representative="Mme Aubert",
        language="en",
        number="T-2026-0004",
        revision=1,
        draft=False,
        facts="7f3a91c2" * 8,
        as_at=datetime(2026, 10, 31, 18, 0),
        period=OCTOBER,
        period_before=BEFORE,
        formula="A",
        formula_words="net sold / (opening + received + net transfers in)",
        currency="CHF",
        columns=EVERYTHING,
        rows=rows,
        collections=tuple(total(name, [one for one in rows if one.collection == name]) for name in collections),
        total=total("", rows),
        consigned=(row("Océane", "5520.X", units(2, 1, 1)),),
        trend=trend(),
        corrections=(
            Correction(
                "T-2026-0003", "5514.B", 7, 6, "A sale of 29 September was entered after the report.",
                (Place("Sales.xlsx", "2026", 214, "C"),),
            ),
        ),
        left_out=(LeftOut("pre-owned pieces", 3, (Place("Stock.xlsx", "Montres", 17),)),),
        notes=("A sale counts on the day of its invoice.",),
        sources=(SourceNote("stock", "Stock.xlsx", "Montres", 20, 16),),
    )  # fmt: skip
    return replace(whole, **facts)  # type: ignore[arg-type]
