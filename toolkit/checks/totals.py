"""Totals rows as control totals: what the register says its column comes to, against what it does come to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Record, TableRead
from toolkit.values import Money

DISAGREE = declare(
    "totals-disagree", Severity.WARNING, "A totals row that does not add up",
    why="Either a figure above it is text that the sum passes over, or rows were added that it does not take in.",
    message="The total reads {total}; the rows above it come to {sum}.",
    hint="Look whether the formula takes in every row, and for figures typed as text.",
)  # fmt: skip

PENNY = Decimal("0.01")


def check_totals(scope: Scope) -> Iterable[Finding]:
    """Each figure in a totals row equals the sum since the last totals row, or of the whole column above it."""
    for table in scope.registers.tables:
        if table.totals:
            records = scope.registers.every()
            yield from _table(table, {record.row: record for record in records if record.source == table.source})


def _table(table: TableRead, records: Mapping[int, Record]) -> Iterable[Finding]:
    by_field = sorted(table.totals, key=lambda total: (total.field, total.row))
    for name, totals in groupby(by_field, key=lambda total: total.field):
        since = 0
        for total in totals:
            sums = (_sum(records, name, since, total.row), _sum(records, name, 0, total.row))
            nearest = min(sums, key=lambda found: abs(total.amount - found))
            if abs(total.amount - nearest) > PENNY:
                place = table.source.place(total.row, name)
                yield DISAGREE.at(
                    place, total.amount, register=table.source.register, total=f"{total.amount:,.2f}",
                    sum=f"{nearest:,.2f}",
                )  # fmt: skip
            since = total.row


def _sum(records: Mapping[int, Record], name: str, after: int, before: int) -> Decimal:
    """What the figures of a field come to between two rows."""
    found = (getattr(record, name) for row, record in records.items() if after < row < before)
    return sum((money.amount for money in found if isinstance(money, Money)), Decimal(0))


RULES: tuple[Rule, ...] = (check_totals,)
