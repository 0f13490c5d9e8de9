"""Rules of currencies by day: an amount in money that had ended when it was paid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.checks.law.currencies import ENDED, SOURCE, SUCCESSOR
from toolkit.checks.pieces import dated, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered
from toolkit.findings import Finding, Severity, declare
from toolkit.registers import register
from toolkit.values import Money, When

ENDED_CURRENCY = declare(
    "currency-ended", Severity.WARNING, "A currency that had ended by then",
    why="The column went over to another currency in the middle: an old word beside a new figure, or a date that is "
    "wrong, makes the amount worth something else.",
    message="The {field} is {amount}, of {day}; {value} was money until {last}, and {successor} came after it.",
    hint="Compare with the paper of that day and correct the currency, the amount or the date.",
    source=SOURCE,
)  # fmt: skip

PAID = {
    "stock": (("cost_purchase", "acquired_date"), ("sale_price", "sale_date"), ("insured_value", "valuation_date")),
    "sales": (("price", "sale_date"),),
}
"""Figures of each register that belong to a day of their row."""


def check_ended(scope: Scope) -> Iterable[Finding]:
    """Amounts of a day on which their currency was money no more."""
    yield from gathered(_ended(scope))


def _ended(scope: Scope) -> Iterator[Finding]:
    for record in (*scope.registers.pieces, *scope.registers.sales):
        name = record.source.register
        for field, day_field in PAID[name]:
            money, day = getattr(record, field), getattr(record, day_field)
            if not (isinstance(money, Money) and money.currency in ENDED and isinstance(day, When)):
                continue
            last = ENDED[money.currency]
            if day.earliest > last:
                column = register(name).column(field)
                yield ENDED_CURRENCY.at(
                    (record.place(field), record.place(day_field)), money.currency, register=name,
                    subject=record.stock_no or "", field=column.label if column else field, amount=spelled(money),
                    day=dated(day), last=last, successor=SUCCESSOR,
                )  # fmt: skip


RULES: tuple[Rule, ...] = (check_ended,)
