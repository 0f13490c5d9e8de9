"""The margin scheme for second-hand goods in the United Kingdom: its two sums, and the rules that compare them.

Margin is the selling price less the price paid for the piece alone, and never below nothing; VAT is a fraction of it.
Repairs, servicing and carriage are no part of the purchase price. That goods are second-hand puts nothing under the
scheme: only what the register says does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from toolkit.checks.law.row import Law, in_force
from toolkit.checks.law.title import SCHEME_SOURCE, VAT_RATES
from toolkit.checks.pieces import same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record, Sale
from toolkit.values import Money, fold, fold_code
from toolkit.vocabulary import LEAVES

INELIGIBLE = declare(
    "margin-after-vat", Severity.ERROR, "Bought with VAT, sold under the margin scheme",
    why="In the United Kingdom goods bought with VAT on the invoice are outside it: VAT is due on the whole price.",
    message="The sale is under the margin scheme; the stock register has the piece bought with {value} VAT.",
    hint="Look at the purchase invoice, correct the treatment that is wrong, and speak with the house's adviser.",
    source=SCHEME_SOURCE,
)  # fmt: skip
GOODS = declare(
    "margin-goods", Severity.ERROR, "Goods that the margin scheme does not take",
    why="Loose stones, precious metal and investment gold are outside the scheme; a ring set with stones is not.",
    message="The piece is {value}, which the margin scheme of the United Kingdom leaves out, but its VAT treatment "
    "says margin scheme.",
    hint="Correct the category or the VAT treatment, and speak with the house's adviser.",
    source=SCHEME_SOURCE,
)  # fmt: skip
MARGIN = declare(
    "margin-differs", Severity.WARNING, "A margin that is not price less purchase price",
    why="The scheme's margin leaves repairs and other costs out; a smaller margin pays too little VAT.",
    message="The margin reads {value}; {price} less the purchase price of {cost} is {margin}{cause}.",
    hint="Correct the wrong figure; keep the house's own profit after repairs in a column of its own.",
    source=SCHEME_SOURCE,
)  # fmt: skip
VAT = declare(
    "margin-vat-differs", Severity.WARNING, "VAT that does not follow from the margin",
    why="VAT under the scheme is a fixed part of the margin, and nothing where there is no margin.",
    message="The VAT reads {value}; a margin of {margin} gives {vat} ({rule}; in the United Kingdom, since "
    "{since}){cause}.",
    hint="Correct the wrong figure, and have the sum verified with your adviser.",
    source=SCHEME_SOURCE,
)  # fmt: skip

PENNY = Decimal("0.01")
CHARGED = {"standard": "standard", "import_": "import"}
BULLION = re.compile(
    r"\b(bullion|krugerrands?|ingots?|lingots?|goldbarren|lingott[oi]|lingotes?|gold bars?|investment gold)\b"
)
_MARGIN = re.compile(r"marg")


def margin_of(sale_price: Decimal, purchase_price: Decimal) -> Decimal:
    """The margin of one piece: what it was sold for less what was paid for it alone, and never below nothing."""
    return max(Decimal(0), sale_price - purchase_price)


def vat_of(margin: Decimal, rate: Law) -> Decimal:
    """The VAT in a margin, at the rate of the day of sale, rounded to the penny for each piece."""
    return (margin * rate.amount / (100 + rate.amount)).quantize(PENNY, ROUND_HALF_UP)


@lru_cache(maxsize=8192)
def rate_on(day: date, country: str) -> Law | None:
    """The rate in force on a day where the scheme is known; None elsewhere, and nothing is worked out."""
    return in_force(VAT_RATES, "vat-rate", country, day)


def check_goods(scope: Scope) -> Iterable[Finding]:
    """Loose stones and bullion are not under the margin scheme."""
    if scope.house.country != "GB":
        return
    for piece in scope.registers.pieces:
        if piece.vat_treatment == "margin" and (what := _outside(piece)):
            places = [piece.place(name) for name in ("vat_treatment", "category") if piece.mapped(name)]
            yield GOODS.at(places, what, register="stock", subject=piece.stock_no or "")


def _outside(piece: Piece) -> str:
    """What makes a piece goods of the kind that the scheme leaves out; nothing for what is worn."""
    if piece.category == "loose_stone":
        return "a loose stone"
    found = BULLION.search(fold(piece.description or "")) if piece.category in {None, "other"} else None
    return f"bullion ({found[0]})" if found else ""


def check_eligible(scope: Scope) -> Iterable[Finding]:
    """A piece that was bought with VAT is not sold under the margin scheme."""
    for sale, piece in _under_scheme(scope):
        charged = CHARGED.get(piece.vat_treatment or "") if sale.vat_treatment == "margin" else None
        if charged:
            # Imported antiques, unlike other imports, may be put under the scheme.
            antique = charged == "import" and piece.condition == "antique"
            yield INELIGIBLE.at(
                (sale.place("vat_treatment"), piece.place("vat_treatment")), charged, register="sales",
                subject=sale.stock_no or "", severity=Severity.WARNING if antique else None,
            )  # fmt: skip


def check_margins(scope: Scope) -> Iterable[Finding]:
    """A stated margin is the selling price less the purchase price, without repairs."""
    return told_once(scope, "margin", _margins(scope))


def _margins(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for sale, piece in _under_scheme(scope):
        stated, price, cost = sale.margin, sale.price, piece.cost_purchase
        # A column of profits is the house's own figure: it may leave out what it likes.
        named = _MARGIN.search(fold(sale.source.headings.get("margin", "")))
        if not (named and stated and price and cost and same_currency(stated, price, cost)):
            continue
        margin = margin_of(price.amount, cost.amount)
        # A loss written as a loss is no mistake: its VAT is nothing either way.
        if min(abs(stated.amount - margin), abs(stated.amount - price.amount + cost.amount)) <= PENNY:
            yield sale, None
            continue
        yield sale, MARGIN.at(
            (sale.place("margin"), sale.place("price"), piece.place("cost_purchase")), spelled(stated),
            register="sales", subject=sale.stock_no or "", price=spelled(price), cost=spelled(cost),
            margin=spelled(Money(margin, price.currency)), cause=_repairs(piece, price, stated),
        )  # fmt: skip


def _repairs(piece: Piece, price: Money, stated: Money) -> str:
    """The usual cause of a margin too small: repairs and other costs were taken off as well."""
    landed = piece.cost_landed.amount if piece.cost_landed else None
    if landed is None and piece.cost_purchase and piece.cost_addons:
        landed = piece.cost_purchase.amount + piece.cost_addons.amount
    if landed is None or abs(price.amount - landed - stated.amount) > PENNY:
        return ""
    taken = "repairs were taken off, which the scheme leaves out"
    cost = spelled(Money(landed, price.currency))
    return f"; it is the price less the landed cost of {cost}: {taken}"


def check_vat(scope: Scope) -> Iterable[Finding]:
    """Stated VAT is the fraction of the margin in force on the day of sale; a penny of rounding is left alone."""
    return told_once(scope, "vat_amount", _vats(scope))


def _vats(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    country = scope.house.country
    for sale, piece in _under_scheme(scope):
        stated, price, cost, day = sale.vat_amount, sale.price, piece.cost_purchase, sale.sale_date
        rate = rate_on(day.earliest, country) if day else None
        certain = day and rate and rate == rate_on(day.latest, country)
        if not (certain and rate and stated and price and cost and same_currency(stated, price, cost)):
            continue
        margin = margin_of(price.amount, cost.amount)
        due, whole = vat_of(margin, rate), vat_of(price.amount, rate)
        if abs(stated.amount - due) <= PENNY:
            yield sale, None
            continue
        cause = "; it is the VAT on the whole price" if abs(stated.amount - whole) <= PENNY else ""
        yield sale, VAT.at(
            (sale.place("vat_amount"), sale.place("price"), piece.place("cost_purchase")), spelled(stated),
            register="sales", subject=sale.stock_no or "", margin=spelled(Money(margin, price.currency)),
            vat=spelled(Money(due, price.currency)), rule=rate.words, since=rate.since, cause=cause,
        )  # fmt: skip


def _under_scheme(scope: Scope) -> Iterable[tuple[Sale, Piece]]:
    """Each sale under the scheme in the United Kingdom, as it says or as its piece does, with the one piece it sold."""
    if scope.house.country != "GB":
        return
    wanted = {fold_code(s.stock_no) for s in scope.registers.sales if s.vat_treatment == "margin" and s.stock_no}
    pieces: dict[str, list[Piece]] = {}
    for piece in scope.registers.pieces:
        if piece.stock_no and (wanted or piece.vat_treatment == "margin"):
            pieces.setdefault(fold_code(piece.stock_no), []).append(piece)
    for sale in scope.registers.sales if pieces else ():
        found = pieces.get(fold_code(sale.stock_no), []) if sale.stock_no else []
        sold = sale.kind is None or sale.kind in LEAVES
        if sold and len(found) == 1 and (sale.vat_treatment or found[0].vat_treatment) == "margin":
            yield sale, found[0]


RULES: tuple[Rule, ...] = (check_goods, check_eligible, check_margins, check_vat)
