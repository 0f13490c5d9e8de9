"""The value a piece is insured at: which field holds it on the house's basis, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.money import covers_several
from toolkit.checks.pieces import is_held, is_owned
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record
from toolkit.registers import STOCK
from toolkit.settings import BASIS_FIELDS
from toolkit.values import Money
from toolkit.vocabulary import GONE

MISSING = declare(
    "missing-value", Severity.ERROR, "A held piece without a value",
    why="An insurer pays nothing for a piece whose value was not declared.",
    message="The {field} is empty.",
    hint="Type the figure from the invoice or the valuation.",
    blocks=("schedule",),
)  # fmt: skip

BEFORE = declare(
    "valued-before-acquired", Severity.INFORMATION, "A value older than the purchase",
    why="A value set before the house bought the piece is another's, or one of the dates is wrong.",
    message="It was valued on {value}, but acquired on {acquired}.",
    hint="Correct the wrong date; if the valuation came with the piece, have it valued again.",
)  # fmt: skip

OTHERS = frozenset({"consigned_in", "memo_in"})
"""Ownerships insured at the value agreed with the owner."""

CLIENTS = frozenset({"customer_repair", "deposit_held"})
"""Ownerships of clients' goods, insured at their declared value."""


def value_fields(piece: Piece, basis: str) -> tuple[str, ...]:
    """The fields that may hold the insured value of a piece, in order; those the register has no column for left out.

    The house's own stock has exactly one: the field of ``basis``. Goods of others are insured at the agreed value,
    else at the insured value; clients' goods at the insured value; sold goods awaiting delivery at the price they
    were sold for, else as own stock.
    """
    own = BASIS_FIELDS[basis]
    ownership = ownership_of(piece)
    if ownership in OTHERS:
        names: tuple[str, ...] = ("agreed_value", "insured_value", own)
    elif ownership in CLIENTS:
        names = ("insured_value", own)
    elif ownership == "customer_collection":
        names = ("sale_price", own)
    else:
        names = (own,)
    return tuple(dict.fromkeys(name for name in names if piece.mapped(name)))


def ownership_of(piece: Piece) -> str | None:
    """The ownership that decides the basis: a piece sold but not delivered is the client's to collect."""
    return "customer_collection" if piece.status == "sold_not_delivered" else piece.ownership


def value_of(piece: Piece, basis: str) -> tuple[str | None, Money | None]:
    """The first field of ``value_fields`` with a value, and the value; a doubtful cell ends the search.

    A figure that the notes say is for several pieces is no value of this one.
    """
    for name in value_fields(piece, basis):
        money: Money | None = getattr(piece, name)
        if money is not None or name in piece.doubts:
            return name, None if covers_several(piece) else money
    return None, None


def check_values(scope: Scope) -> Iterable[Finding]:
    """Every piece that is not gone has a figure on the house's basis."""
    basis = scope.house["insurance.basis"]
    if not basis:
        return
    for piece in scope.registers.pieces:
        fields = value_fields(piece, basis)
        if piece.status in GONE or piece.sale_date or "sale_date" in piece.doubts or not fields:
            continue
        name, _ = value_of(piece, basis)
        if name is None:
            column = STOCK.column(fields[0])
            label = column.label if column else fields[0]
            yield MISSING.at(piece.place(fields[0]), "", register="stock", subject=piece.stock_no or "", field=label)


def check_valuation_dates(scope: Scope) -> Iterable[Finding]:
    """The house's own pieces were valued after they were acquired."""
    return told_once(scope, "valuation_date", _valuation_dates(scope))


def _valuation_dates(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        valued, acquired = piece.valuation_date, piece.acquired_date
        if valued and acquired and is_held(piece) and is_owned(piece, scope.house):
            yield piece, BEFORE.at(
                (piece.place("valuation_date"), piece.place("acquired_date")), valued.latest, register="stock",
                subject=piece.stock_no or "", acquired=acquired.earliest,
            ) if valued.latest < acquired.earliest else None  # fmt: skip


RULES: tuple[Rule, ...] = (check_values, check_valuation_dates)
