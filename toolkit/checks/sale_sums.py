"""Rules of the sums of one sale: its price, its discount, its VAT, its deposit and balance.

Only figures that stand in the row are compared, and only in one currency. Where nearly every row of a sheet disagrees,
the columns mean something else than they say, and that is told once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from toolkit.checks.law.row import Law, in_force
from toolkit.checks.law.title import VAT_RATES
from toolkit.checks.money import VAT_MIXED
from toolkit.checks.numbering import split
from toolkit.checks.pieces import counted, is_blank, same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.checks.stock_book import booked_numbers
from toolkit.findings import Finding, Severity, declare
from toolkit.money import money
from toolkit.records import Record, Sale
from toolkit.values import Currencies, Money, NumberStyle, fold_code
from toolkit.vocabulary import in_words

NO_PRICE = declare(
    "sale-without-price", Severity.WARNING, "A sale without its price",
    why="The sale is missing from every total, and nobody can say what the piece fetched.",
    message="The cell for the price of this sale is empty.",
    hint="Type the price from the invoice.",
)  # fmt: skip
DISCOUNT = declare(
    "discount-disagrees", Severity.WARNING, "A price that is not the list price less the discount",
    why="One of the three is mistyped, or a discount was given that the row does not show.",
    message="The price is {value}; the list price {listed} less the discount {discount!r} would be {expected}.",
    hint="Compare with the invoice and correct the one that is wrong.",
)  # fmt: skip
VAT = declare(
    "vat-disagrees", Severity.WARNING, "VAT that does not follow from the price",
    why="The VAT return is added up from this column.",
    message="The VAT is {value} on a price of {price}; {expected}.",
    hint="Compare with the invoice: correct the VAT, the price or the VAT treatment, and ask your adviser if in doubt.",
    source="gov.uk, VAT rates",
)  # fmt: skip
DEPOSIT = declare(
    "deposit-disagrees", Severity.WARNING, "A deposit and a balance that do not make the price",
    why="The client is asked for too much or too little.",
    message="The deposit {value} and the balance {balance} make {sum}; the price is {price}.",
    hint="Correct the one that is wrong; when the balance has been paid, type 0 there.",
)  # fmt: skip

SOLD = frozenset({"sold", "exchanged", None})
"""Kinds of row that are a sale; a register without kinds holds sales."""
PENNIES = Decimal("0.05")
UNIT = Decimal(1)
NO_VAT = frozenset({"zero", "none"})


def check_prices(scope: Scope) -> Iterable[Finding]:
    """Every sale has a price, where the register has a column for it."""
    judged = (
        (sale, NO_PRICE.at(sale.place("price"), "", register="sales", subject=sale.stock_no or ""))
        if sale.price is None and "price" not in sale.doubts
        else (sale, None)
        for sale in scope.registers.sales
        if sale.kind in SOLD and sale.mapped("price")
    )
    return told_once(scope, "price", judged)


def check_prices_in_stock(scope: Scope) -> Iterable[Finding]:
    """The same where the stock register itself says what was sold, and no row of the sales register has it."""
    elsewhere = {fold_code(sale.stock_no) for sale in scope.registers.sales if sale.stock_no}
    booked = booked_numbers(scope)  # the rules of the stock book ask for these
    judged = (
        (piece, NO_PRICE.at(piece.place("sale_price"), "", register="stock", subject=piece.stock_no or ""))
        if is_blank(piece, "sale_price")
        else (piece, None)
        for piece in scope.registers.pieces
        if piece.sale_date is not None and piece.status in SOLD_OUT and piece.mapped("sale_price")
        and fold_code(piece.stock_no or "") not in elsewhere and split(piece.stock_no or "") not in booked
    )  # fmt: skip
    return told_once(scope, "sale_price", judged)


SOLD_OUT = frozenset({"sold", "sold_not_delivered", None})
"""Statuses beside which a date of sale means a sale; a register without statuses has sales alone."""


def check_discounts(scope: Scope) -> Iterable[Finding]:
    """The price is the list price less the discount, where all three can be read."""
    return told_once(scope, "discount", _discounts(scope))


def _discounts(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for sale in scope.registers.sales:
        price, listed = sale.price, sale.list_price
        if sale.kind not in SOLD or not sale.discount or not (price and listed) or not same_currency(price, listed):
            continue
        readings = _off(sale.discount, scope.house["house.currency"])
        allowed = [_less(listed.amount, kind, figure, room) for kind, figure, room in readings]
        if not allowed:
            continue
        found = None
        if not any(abs(price.amount - expected) <= slack for expected, slack in allowed):
            found = DISCOUNT.at(
                [sale.place(name) for name in ("price", "list_price", "discount")], spelled(price), register="sales",
                subject=sale.stock_no or "", listed=spelled(listed), discount=sale.discount,
                expected=spelled(Money(allowed[0][0], price.currency)),
            )  # fmt: skip
        yield sale, found


_PER_CENT = re.compile(r"[-–−]?\s*([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*(?:%|percent|per cent|p\.?c\.?)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _off(words: str, currency: str) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """What a discount may mean: per cent, or a sum, with half a unit of the last figure typed as its room."""
    if found := _PER_CENT.fullmatch(words.strip()):
        places = len(found[2] or "")
        return (("percent", Decimal(f"{found[1]}.{found[2] or 0}"), Decimal(5).scaleb(-1 - places)),)
    read = money(words.strip().lstrip("-–−"), NumberStyle(), "", Currencies(currency))
    if not isinstance(read, Money):
        return ()
    half = Decimal("0.5")
    # A bare figure is a sum, per cent, or the fraction a cell formatted as per cent holds.
    return (("sum", read.amount, Decimal(0)), ("percent", read.amount, half), ("percent", read.amount * 100, half))


def _less(listed: Decimal, kind: str, figure: Decimal, room: Decimal) -> tuple[Decimal, Decimal]:
    """The price after a discount, and how far a real one may lie from it."""
    if kind == "sum":
        return listed - figure, PENNIES
    return (listed * (100 - figure) / 100).quantize(Decimal("0.01")), listed * room / 100 + UNIT


def check_vat(scope: Scope) -> Iterable[Finding]:
    """VAT at the standard rate of the day of the sale, the price being with or without it; none where none is due."""
    return told_once(scope, "vat_amount", _vat(scope))


def _vat(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for sale in scope.registers.sales:
        price, vat = sale.price, sale.vat_amount
        if not (price and vat) or not same_currency(price, vat) or sale.kind not in SOLD | {"service"}:
            continue
        expected = _expected(sale, abs(price.amount), scope.house.country)
        if not expected:
            continue
        figures, words = expected
        found = None
        if not any(abs(abs(vat.amount) - figure) <= PENNIES for figure in figures):
            found = VAT.at(
                [sale.place("vat_amount"), sale.place("price")], spelled(vat), register="sales",
                subject=sale.stock_no or "", price=spelled(price), expected=words,
            )  # fmt: skip
        yield sale, found


def check_vat_sides(scope: Scope) -> Iterable[Finding]:
    """Prices of one sheet that by their VAT leave it out, where most by theirs include it, or the other way about."""
    sides: dict[int, tuple[list[Sale], list[Sale]]] = defaultdict(lambda: ([], []))
    for sale in scope.registers.sales:
        price, vat = sale.price, sale.vat_amount
        if not (price and vat and vat.amount) or not same_currency(price, vat) or sale.vat_treatment != "standard":
            continue
        expected = _expected(sale, abs(price.amount), scope.house.country)
        fits = [abs(abs(vat.amount) - figure) <= PENNIES for figure in expected[0]] if expected else []
        if sum(fits) == 1:
            sides[id(sale.source)][fits.index(True)].append(sale)
    for inside, on_top in sides.values():
        few, many = sorted((inside, on_top), key=len)
        words = ("includes", "leave it out") if few is inside else ("leaves out", "include it")
        how = f"VAT; {counted(len(many), 'other row')} {words[1]}"
        for sale in few if len(many) >= MANY * len(few) else ():
            yield _side(sale, f"{words[0]} {how}")


MANY = 3
"""So many times as many prices on the one side make those on the other the odd ones."""


def _side(sale: Sale, words: str) -> Finding:
    price, vat = (spelled(figure) if figure else "" for figure in (sale.price, sale.vat_amount))
    return VAT_MIXED.at(
        (sale.place("price"), sale.place("vat_amount")), price, register="sales", subject=sale.stock_no or "",
        how=f"By its VAT of {vat} the price {price} {words}", rest="",
    )  # fmt: skip


def _expected(sale: Sale, price: Decimal, country: str) -> tuple[tuple[Decimal, ...], str] | None:
    """The VAT a price can bear, in figures and words; None where no rule is known."""
    if sale.vat_treatment in NO_VAT:
        return (Decimal(0),), f"the VAT treatment is {in_words(sale.vat_treatment)!r}, so there should be none"
    if sale.vat_treatment != "standard" or not country or not sale.sale_date:
        return None
    law = _rate(country, sale.sale_date.latest)
    if law is None or law is not _rate(country, sale.sale_date.earliest):
        return None
    inside, on_top = (price * law.amount / part for part in (100 + law.amount, Decimal(100)))
    return (inside, on_top), (
        f"at {law.amount} per cent (since {law.since}) it would be {inside:,.2f} if the price includes it, "
        f"{on_top:,.2f} if not"
    )


@lru_cache(maxsize=16384)
def _rate(country: str, day: date) -> Law | None:
    """The standard rate of VAT in a country on a day."""
    return in_force(VAT_RATES, "vat-rate", country, day)


def check_deposits(scope: Scope) -> Iterable[Finding]:
    """Deposit and balance make the price; a balance of nothing says that it was paid."""
    return told_once(scope, "balance", _deposits(scope))


def _deposits(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for sale in scope.registers.sales:
        price, deposit, balance = sale.price, sale.deposit, sale.balance
        if sale.kind not in SOLD or not (price and deposit and balance) or not balance.amount:
            continue
        if not same_currency(price, deposit, balance):
            continue
        found, total = None, deposit.amount + balance.amount
        if abs(total - price.amount) > PENNIES:
            found = DEPOSIT.at(
                [sale.place(name) for name in ("deposit", "balance", "price")], spelled(deposit), register="sales",
                subject=sale.stock_no or "", balance=spelled(balance), price=spelled(price),
                sum=spelled(Money(total, price.currency)),
            )  # fmt: skip
        yield sale, found


RULES: tuple[Rule, ...] = (
    check_prices, check_prices_in_stock, check_discounts, check_vat, check_vat_sides, check_deposits,
)  # fmt: skip
