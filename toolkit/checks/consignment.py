"""Rules of consignment: whose a piece is, at what value, until when, and who has a piece that is out."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.pieces import CONSIGNED, heading, is_blank, is_held, is_owned, listed, same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Place, Severity, declare
from toolkit.records import Piece, Record
from toolkit.values import Money, fold, fold_code
from toolkit.vocabulary import AWAY, GONE, in_words

INCOMPLETE = declare(
    "consignment-incomplete", Severity.WARNING, "A consigned piece without its agreement",
    why="Goods of others are insured at the value agreed with their owner; without owner and value a claim stalls.",
    message="The piece is consigned, but nothing is recorded of {missing}.",
    hint="Type what is missing, each in its own column, from the consignment agreement.",
)  # fmt: skip
ENDED = declare(
    "agreement-ended", Severity.WARNING, "A consignment agreement that has ended",
    why="After its last day the house keeps and offers the piece without its owner's leave, and perhaps without cover.",
    message="The agreement ended on {value}, and the piece is still here on {today}.",
    hint="Have the agreement renewed and type its new last day, or give the piece back and type the day it went.",
)  # fmt: skip
OVERDUE = declare(
    "return-overdue", Severity.WARNING, "A piece that should be back",
    why="A piece kept past its day is a debt to its owner; one of the house's own that is late may be lost.",
    message="The piece was {where} by {value}; today ({today}) nothing says that this has happened.",
    hint="Ask where it is; then type the new day, or the day it came back.",
)  # fmt: skip
ABOVE = declare(
    "agreed-above-price", Severity.WARNING, "An agreed value above the retail price",
    why="The house would owe its owner more than a buyer is asked for; one of the two is often mistyped.",
    message="The value agreed with its owner is {value}, the retail price {price}.",
    hint="Compare both with the consignment agreement, and correct the wrong one.",
)  # fmt: skip
BELOW = declare(
    "sold-below-agreed", Severity.WARNING, "A consigned piece sold below its agreed value",
    why="Its owner is owed the agreed value whatever it was sold for, unless they agreed to less.",
    message="It was sold for {value}; the value agreed with its owner is {agreed}.",
    hint="Compare both with the agreement and the invoice, and correct the wrong one; if both are right, keep the "
    "owner's consent with the papers.",
)  # fmt: skip
HOLDER = declare(
    "holder-missing", Severity.WARNING, "A piece that is out, and nobody is named",
    why="An insurer asks who had the piece; a blank is no answer.",
    message="The status says that the piece is {value}, but {heading!r} does not say who has it.",
    hint="Type the name of the client, the colleague, the workshop or the courier.",
)  # fmt: skip

_LACKING = (
    ("consignor", "its owner"), ("agreed_value", "its agreed value"), ("agreement_ref", "the agreement's number"),
    ("commission", "the commission"),
)  # fmt: skip

NET = frozenset({"net", "auszahlung", "netto", "neto"})
"""Words of a heading under which stands what the owner is to receive."""


def check_agreements(scope: Scope) -> Iterable[Finding]:
    """A consigned piece names its owner, its agreed value, its agreement and the commission, where columns exist."""
    return told_once(scope, "ownership", _agreements(scope))


def _agreements(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.ownership in CONSIGNED and piece.status not in GONE:
            gaps = [words for name, words in _LACKING if is_blank(piece, name) and not _needless(piece, name)]
            yield piece, INCOMPLETE.at(
                piece.place("ownership"), "", register="stock", subject=piece.stock_no or "", missing=listed(gaps)
            ) if gaps else None  # fmt: skip


def _needless(piece: Piece, name: str) -> bool:
    """A commission is not agreed for a brand's memo, nor where the owner is owed a fixed net sum."""
    net = not NET.isdisjoint(fold(heading(piece, "agreed_value")).split())
    return name == "commission" and (piece.ownership == "memo_in" or net)


def check_days(scope: Scope) -> Iterable[Finding]:
    """No agreement has ended, and no piece is late, while the stock register still has it."""
    today = scope.today
    for piece in scope.registers.pieces:
        ends, due = piece.agreement_expiry, piece.return_by
        if not (ends or due) or not is_held(piece):
            continue
        number, consigned = piece.stock_no or "", piece.ownership in CONSIGNED
        if consigned and ends and ends.latest < today:
            place = piece.place("agreement_expiry")
            yield ENDED.at(place, ends.latest, register="stock", subject=number, today=today)
        away = piece.status in AWAY and is_owned(piece, scope.house)
        if (consigned or away) and due and due.latest < today and due != ends:
            where = "to go back to its owner" if consigned else "due back here"
            place = piece.place("return_by")
            yield OVERDUE.at(place, due.latest, register="stock", subject=number, today=today, where=where)


def check_values(scope: Scope) -> Iterable[Finding]:
    """The value agreed with the owner is not above the price that buyers are asked."""
    return told_once(scope, "agreed_value", _values(scope))


def _values(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        agreed, price = piece.agreed_value, piece.ticket_price
        if piece.ownership in CONSIGNED and is_held(piece) and agreed and price and same_currency(agreed, price):
            yield piece, ABOVE.at(
                (piece.place("agreed_value"), piece.place("ticket_price")), spelled(agreed), register="stock",
                subject=piece.stock_no or "", price=spelled(price),
            ) if 0 < price.amount < agreed.amount else None  # fmt: skip


def check_proceeds(scope: Scope) -> Iterable[Finding]:
    """A consigned piece was sold for at least what was agreed with its owner, by either register."""
    consigned = [p for p in scope.registers.pieces if p.ownership in CONSIGNED and p.agreed_value]
    pieces = {fold_code(piece.stock_no): piece for piece in consigned if piece.stock_no}
    sold: dict[str, tuple[Place, Money, str]] = {}
    for sale in scope.registers.sales if pieces else ():
        key = fold_code(sale.stock_no) if sale.stock_no else ""
        if key in pieces and sale.price and sale.kind in {None, "sold"}:
            sold[key] = sale.place("price"), sale.price, "sales"
    for key, piece in pieces.items():
        if piece.sale_price and key not in sold:
            sold[key] = piece.place("sale_price"), piece.sale_price, "stock"
    for key, (place, price, register) in sold.items():
        agreed = pieces[key].agreed_value
        if agreed and same_currency(price, agreed) and 0 < price.amount < agreed.amount:
            places = (place, pieces[key].place("agreed_value"))
            subject = pieces[key].stock_no or ""
            yield BELOW.at(places, spelled(price), register=register, subject=subject, agreed=spelled(agreed))


def check_holders(scope: Scope) -> Iterable[Finding]:
    """A piece whose status says that it is out names who has it, where the register has such a column."""
    return told_once(scope, "custodian", _holders(scope))


def _holders(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.status in AWAY and is_held(piece) and piece.mapped("custodian"):
            yield piece, HOLDER.at(
                (piece.place("custodian"), piece.place("status")), in_words(piece.status or ""),
                register="stock", subject=piece.stock_no or "", heading=heading(piece, "custodian"),
            ) if is_blank(piece, "custodian") else None  # fmt: skip


RULES: tuple[Rule, ...] = (
    check_agreements, check_days, check_values, check_proceeds, check_holders,
)  # fmt: skip
