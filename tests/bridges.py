"""Two schedules of one house and the bridge between them, made in memory by the program's own steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from toolkit import house as houses
from toolkit.house import House
from toolkit.reconcile.schedule_lines import LastSchedule, last_schedule
from toolkit.records import Piece, Registers, Sale, Source, TableRead
from toolkit.reports.insurance import Bridge, BridgeRow, Schedule, Step
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_total import facts
from toolkit.values import Money, When

SEPTEMBER, OCTOBER = "2026-09-30", "2026-10-31"
PLAIN = """
[house]
name = "Maison Aurelle"
currency = "GBP"
language = "{language}"
[insurance]
basis = "{basis}"
vat = "net"
"""
_STOCK = ("stock_no", "brand", "brand_ref", "serial", "description", "category", "ownership", "status", "acquired_date",
          "sale_date", "insured_value", "cost_purchase", "location")  # fmt: skip
_SALES = ("invoice_no", "kind", "sale_date", "stock_no", "serial")
STOCK = Source("stock", "Stock.xlsx", "Montres", {name: chr(65 + at) for at, name in enumerate(_STOCK)}, {})
SALES = Source("sales", "Sales.csv", None, {name: chr(65 + at) for at, name in enumerate(_SALES)}, {})


def plain_house(basis: str = "insured_value", language: str = "en") -> House:
    """A house without files; its registers are given as records."""
    return houses.parse(PLAIN.format(basis=basis, language=language), Path("nowhere"))


def day(text: str) -> When:
    """A day."""
    return When(date.fromisoformat(text), date.fromisoformat(text))


def piece(row: int, number: str, value: str | int = 1000, currency: str = "GBP", **fields: object) -> Piece:
    """A watch held since January, in the safe."""
    told: dict[str, object] = {
        "brand": "Rolex", "brand_ref": f"REF{row}", "serial": f"S{row:06d}", "description": f"Watch of row {row}",
        "category": "watch", "ownership": "owned", "status": "available", "acquired_date": day("2026-01-10"),
        "insured_value": Money(Decimal(value), currency), "location": "Safe 1", "situation": "safe",
    }  # fmt: skip
    return Piece(source=STOCK, row=row, stock_no=number, **(told | fields))  # type: ignore[arg-type]  # fields by name


def sale(row: int, number: str, on: str, kind: str = "sold", **fields: object) -> Sale:
    """A row of the sales register."""
    told: dict[str, object] = {"invoice_no": f"MC26-{row:04d}", "kind": kind, "sale_date": day(on)}
    return Sale(source=SALES, row=row, stock_no=number, **(told | fields))  # type: ignore[arg-type]  # fields by name


def registers(pieces: Iterable[Piece], sales: Iterable[Sale] = ()) -> Registers:
    """A stock register and a sales register of these records."""
    rows, sold = tuple(pieces), tuple(sales)
    tables = tuple(
        TableRead(source, 1, len(found), len(found), (), (), ()) for source, found in ((STOCK, rows), (SALES, sold))
    )
    return Registers(pieces=rows, sales=sold, tables=tables)


def made(found: Registers, house: House, on: str, opening: LastSchedule | None = None) -> Schedule:
    """The schedule of a day."""
    return schedule(found, house, houses.as_at(on, house, datetime.now(UTC)), opening)


def opened(before: Schedule, number: str = "S-2026-001") -> LastSchedule:
    """A schedule as the next one finds it: out of its frozen facts."""
    return last_schedule(number, 1, facts(before), f"documents/schedules/{number}.xlsx")


@dataclass(frozen=True)
class Crossed:
    """A bridge, and how to look at it."""

    bridge: Bridge
    after: Schedule

    def steps(self, number: str) -> dict[str, Step]:
        """The steps of a piece by their causes."""
        return {step.cause: step for step in self.bridge.steps if step.stock_no == number}

    def said(self, number: str) -> str:
        """All that is said of a piece."""
        return " ".join(step.words for step in self.bridge.steps if step.stock_no == number)

    def total(self, currency: str = "GBP") -> BridgeRow:
        """The row of a currency."""
        return next(row for row in self.bridge.totals if row.currency == currency)


def crossed(opening: LastSchedule, found: Registers, house: House, on: str = OCTOBER) -> Crossed:
    """The bridge from an earlier schedule to the one of a day."""
    after = made(found, house, on, opening)
    assert after.bridge
    return Crossed(after.bridge, after)


def unfooted(found: Bridge, *, residue: bool = False) -> list[BridgeRow]:
    """The rows that do not lead from opening to closing, in value or in pieces, or leave something over."""

    def foots(row: BridgeRow) -> bool:
        moved = sum((amount for _, amount in row.moves), Decimal(0))
        opening, came, went, closing = row.units
        return (
            row.opening + moved + row.residue == row.closing
            and opening + came - went == closing
            and (residue or row.residue == 0)
        )

    return [row for row in (*found.rows, *found.totals) if not foots(row)]
