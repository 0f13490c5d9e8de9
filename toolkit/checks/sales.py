"""Rules of the sales register, and of each sale against the piece it sold."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.numbers import by_number, known_numbers
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.values import fold_code
from toolkit.vocabulary import LEAVES, STAYS

NO_NUMBER = declare(
    "sale-without-number", Severity.WARNING, "A sale without a stock number",
    why="It cannot be said which piece was sold, so that piece may still be listed and insured.",
    message="This row of the sales register names no stock number.",
    hint="Type the stock number from the invoice.",
)  # fmt: skip
NOT_IN_STOCK = declare(
    "sale-without-stock", Severity.WARNING, "A sale of a piece the stock register does not have",
    why="Either the number is mistyped, and another piece is still listed as held, or the piece was deleted.",
    message="The sale names stock number {value!r}, which is in no row of the stock register.",
    hint="Correct the number, or restore the piece's row in the stock register.",
)  # fmt: skip
UNDATED = declare(
    "sale-undated", Severity.ERROR, "A sale without its date",
    why="Without the date nobody can say whether the piece was held on the day of the schedule.",
    message="This row of the sales register has no date.",
    hint="Type the date from the invoice.",
    blocks=("schedule",),
)  # fmt: skip
BEFORE = declare(
    "sold-before-acquired", Severity.ERROR, "Sold before it was acquired",
    why="A piece cannot be sold before the house had it; one of the dates, or the stock number, is wrong.",
    message="The sales register has it sold on {value}; the stock register has it acquired on {acquired}.",
    hint="Compare both with the invoices and correct the wrong one.",
    blocks=("schedule",),
)  # fmt: skip
FUTURE = declare(
    "sale-in-future", Severity.WARNING, "A sale dated in the future",
    why="A sale cannot be later than today; the year may be mistyped.",
    message="The date of the sale is {value}, after today ({today}).",
    hint="Correct the date, from the invoice.",
)  # fmt: skip


def check_numbers(scope: Scope) -> Iterable[Finding]:
    """Every sale names a stock number that the stock register has."""
    known = known_numbers(scope.registers.pieces)
    for sale in scope.registers.sales:
        if sale.kind in STAYS:
            continue
        if sale.stock_no is None and "stock_no" not in sale.doubts:
            yield NO_NUMBER.at(sale.place("stock_no"), "", register="sales")
        elif sale.stock_no and fold_code(sale.stock_no) not in known:
            yield NOT_IN_STOCK.at(sale.place("stock_no"), sale.stock_no, register="sales", subject=sale.stock_no)


def check_dates(scope: Scope) -> Iterable[Finding]:
    """Every row has a date, none in the future, none before the piece was acquired."""
    pieces = by_number(scope.registers.pieces)
    for sale in scope.registers.sales:
        number, day = sale.stock_no or "", sale.sale_date
        if day is None:
            if "sale_date" not in sale.doubts:
                yield UNDATED.at(sale.place("sale_date"), "", register="sales", subject=number)
            continue
        if day.earliest > scope.today:
            yield FUTURE.at(sale.place("sale_date"), day.earliest, register="sales", subject=number, today=scope.today)
        for piece in pieces.get(fold_code(number), []) if sale.kind in LEAVES or sale.kind is None else []:
            acquired = piece.acquired_date
            if acquired and day.latest < acquired.earliest:
                places = (sale.place("sale_date"), piece.place("acquired_date"))
                yield BEFORE.at(places, day.latest, register="sales", subject=number, acquired=acquired.earliest)


RULES: tuple[Rule, ...] = (check_numbers, check_dates)
