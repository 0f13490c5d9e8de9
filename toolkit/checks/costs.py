"""Rules of the two costs: what was paid for the piece alone, and what it cost with all that was added.

The first is the margin scheme's figure, the second the house's own. Neither is ever worked out of the other in silence.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from toolkit.checks.pieces import heading, is_held, same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record

LANDED = declare(
    "landed-cost-differs", Severity.WARNING, "A landed cost that does not add up",
    why="The two costs feed two different profits, and a schedule may be made on either.",
    message="The landed cost reads {value}; the purchase cost {cost}{added} comes to {sum}.",
    hint="Correct whichever of the figures is wrong, from the invoices.",
)  # fmt: skip
ABOVE = declare(
    "cost-above-price", Severity.WARNING, "A purchase cost above the retail price",
    why="A house rarely means to sell below cost: the columns may be exchanged, or a digit slipped.",
    message="The purchase cost is {value}, above the retail price of {price}.",
    hint="Correct the wrong figure; if it is to be sold at a loss, mark this as not a fault.",
)  # fmt: skip
CONSIGNED = declare(
    "consigned-with-cost", Severity.WARNING, "A purchase cost on a consigned piece",
    why="A consigned piece was not bought: a cost puts it into the stock's value and into the wrong VAT.",
    message="The piece is consigned, but {heading!r} reads {value}.",
    hint="Type the figure as the agreed value and clear the cost, if it is what the owner is to receive; if the house "
    "has bought the piece, correct the ownership.",
)  # fmt: skip

PENNY = Decimal("0.01")


def check_landed(scope: Scope) -> Iterable[Finding]:
    """Landed cost is the purchase cost and what was added."""
    return told_once(scope, "cost_landed", _landed(scope))


def _landed(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        cost, landed, added = piece.cost_purchase, piece.cost_landed, piece.cost_addons
        figures = (cost, landed, added) if added else (cost, landed)
        if cost is None or landed is None or not same_currency(*figures) or "cost_addons" in piece.doubts:
            continue
        total = cost.amount + (added.amount if added else 0)
        # A register without a column for what was added may well hold a landed cost above the purchase cost.
        known = piece.mapped("cost_addons") or landed.amount < cost.amount
        if not known or abs(total - landed.amount) <= PENNY:
            yield piece, None
            continue
        names = [name for name in ("cost_landed", "cost_purchase", "cost_addons") if piece.mapped(name)]
        yield piece, LANDED.at(
            [piece.place(name) for name in names], spelled(landed), register="stock", subject=piece.stock_no or "",
            cost=spelled(cost), sum=f"{total:,.2f}",
            added=f" and {spelled(added)} added" if added else " with nothing added",
        )  # fmt: skip


def check_price(scope: Scope) -> Iterable[Finding]:
    """A held piece is offered for at least what was paid for it."""
    return told_once(scope, "ticket_price", _price(scope))


def _price(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        cost, price = piece.cost_purchase, piece.ticket_price
        if cost and price and same_currency(cost, price) and price.amount > 0 and is_held(piece):
            yield piece, ABOVE.at(
                (piece.place("cost_purchase"), piece.place("ticket_price")), spelled(cost), register="stock",
                subject=piece.stock_no or "", price=spelled(price),
            ) if cost.amount > price.amount else None  # fmt: skip


def check_consigned(scope: Scope) -> Iterable[Finding]:
    """A consigned piece has no purchase cost: the house did not buy it."""
    return told_once(scope, "cost_purchase", _consigned(scope))


def _consigned(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.ownership == "consigned_in" and is_held(piece):
            yield piece, _with_cost(piece)


def _with_cost(piece: Piece) -> Finding | None:
    cost = piece.cost_purchase
    if not cost or cost.amount <= 0:
        return None
    return CONSIGNED.at(
        (piece.place("cost_purchase"), piece.place("ownership")), spelled(cost), register="stock",
        subject=piece.stock_no or "", heading=heading(piece, "cost_purchase"),
    )  # fmt: skip


RULES: tuple[Rule, ...] = (check_landed, check_price, check_consigned)
