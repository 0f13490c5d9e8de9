"""The value a piece is insured at: which field holds it on the basis of its class, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from toolkit.checks.money import covers_several
from toolkit.checks.pieces import is_held, is_owned
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record
from toolkit.registers import STOCK
from toolkit.valued import COLLECTION, Basis, Terms
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


@dataclass(frozen=True, slots=True)
class Worth:
    """What a piece is insured for: the field with the figure (None: none has one), the basis, and the value."""

    field: str | None
    basis: Basis | None
    value: Money | None


def bases_of(piece: Piece, terms: Terms) -> tuple[Basis, ...]:
    """The bases a piece may be valued on, in order; those the register has no column for left out."""
    return tuple(one for one in terms.bases(ownership_of(piece), piece.category) if piece.mapped(one.field))


def value_fields(piece: Piece, terms: Terms) -> tuple[str, ...]:
    """The fields that may hold the insured value of a piece, in order; fields without a column left out."""
    return tuple(dict.fromkeys(one.field for one in bases_of(piece, terms)))


def ownership_of(piece: Piece) -> str | None:
    """The ownership that decides the basis: a piece sold but not delivered is the client's to collect."""
    return COLLECTION if piece.status == "sold_not_delivered" else piece.ownership


def worth(piece: Piece, terms: Terms) -> Worth:
    """What a piece is insured for, by the first of its bases with a figure; a doubtful cell ends the search.

    A figure that the notes say is for several pieces is no value of this one. A percentage is added to the penny, or
    to whatever the currency's smallest coin is.
    """
    bases = bases_of(piece, terms)
    for one in bases:
        money: Money | None = getattr(piece, one.field)
        if money is not None or one.field in piece.doubts:
            return Worth(one.field, one, None if covers_several(piece) else _raised(money, one.percent))
    return Worth(None, bases[0] if bases else None, None)


def value_of(piece: Piece, terms: Terms) -> tuple[str | None, Money | None]:
    """The field with the figure a piece is insured for, and the value."""
    found = worth(piece, terms)
    return found.field, found.value


def _raised(money: Money | None, percent: Decimal) -> Money | None:
    if money is None or not percent:
        return money
    coin = Decimal(1).scaleb(-_digits(money.currency))
    return Money((money.amount * (100 + percent) / 100).quantize(coin, ROUND_HALF_UP), money.currency)


@lru_cache(maxsize=64)
def _digits(currency: str) -> int:
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def check_values(scope: Scope) -> Iterable[Finding]:
    """Every piece that is not gone has a figure on the basis of its class."""
    terms = scope.house.terms(scope.today)
    if not terms.own:
        return
    for piece in scope.registers.pieces:
        fields = value_fields(piece, terms)
        ordered = piece.status == "incoming" and piece.acquired_date is None
        if piece.status in GONE or piece.sale_date or "sale_date" in piece.doubts or not fields or ordered:
            continue
        name, _ = value_of(piece, terms)
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
