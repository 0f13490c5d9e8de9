"""Stock against sales: sold and still listed, sold twice, sold without a sale, returned and still sold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from toolkit.findings import Finding, Severity, declare
from toolkit.reconcile.keys import number_words
from toolkit.reconcile.turns import (
    LEFT,
    awaits_collection,
    bought_after,
    said,
    says_listed,
    says_sold,
)
from toolkit.reconcile.view import Rule, View
from toolkit.records import Piece, Sale
from toolkit.vocabulary import in_words

SOLD_LISTED = declare(
    "sold-still-listed", Severity.ERROR, "Sold, but still listed in stock",
    why="It may be offered to a second client, and every report counts it as stock although it is gone.",
    message="The sales register has it {left} {day}; the stock register {listed}.",
    hint="Look for the piece. If it is gone, type the date sold and the status in the stock register; if it came back, "
    "enter the return in the sales register; if another piece was sold, correct the stock number of the sale.",
    blocks=("sell-through",),
)  # fmt: skip
SOLD_TWICE = declare(
    "sold-twice", Severity.ERROR, "Sold twice, with no return between",
    why="One sale is entered twice, or names the wrong piece: then another piece is sold and still listed.",
    message="The sales register has it {first_left} {first} and {second_left} {second}{invoice}, with no return "
    "between.",
    hint="Compare both rows with their invoices: delete the one that repeats the other, correct the stock number that "
    "is wrong, or enter the return that is missing.",
    blocks=("sell-through",),
)  # fmt: skip
NO_SALE = declare(
    "sold-no-sale", Severity.ERROR, "Sold by the stock register, without a sale",
    why="A sale that is not in the sales register is missing from its totals; or the piece is not sold at all.",
    message="The stock register has it sold{day}{buyer}; the sales register has no sale of it.",
    hint="Enter the sale in the sales register, from its invoice; if it was not sold, clear the date sold and correct "
    "the status.",
    blocks=("sell-through",),
)  # fmt: skip
RETURNED = declare(
    "returned-still-sold", Severity.ERROR, "Returned by the client, but still sold in stock",
    why="The piece is in the house again, and no list of stock or insurance has it.",
    message="The sales register has it returned {day}; the stock register still has it sold{sold}.",
    hint="Clear the date sold and type the status the piece has now, in the stock register; if it was sold again, "
    "enter that sale in the sales register.",
    blocks=("sell-through",),
)  # fmt: skip
RESOLD = declare(
    "returned-and-resold", Severity.INFORMATION, "Returned by a client and sold again",
    why="Nothing is wrong in that order; the second client's papers must not carry the first one's name.",
    message="Sold {first}, returned {back}, sold again {second}.",
    hint="See that the invoice and the warranty card are the second client's; there is nothing to type.",
)  # fmt: skip


def check_listed(view: View) -> Iterable[Finding]:
    """No piece is gone by the sales register and held by the stock register."""
    for piece, _ in view.matched("sales"):
        sale = view.story(piece).out
        if sale is None or sale.sale_date is None or not says_listed(piece) or bought_after(piece, sale):
            continue
        name = "status" if piece.mapped("status") else "sale_date"
        listed = f"has it as {in_words(piece.status)}" if piece.status else "has no date of sale"
        yield SOLD_LISTED.at(
            (piece.place(name), sale.place("stock_no")), piece.status or "", register="stock",
            subject=number_words(piece), left=LEFT.get(sale.kind or "sold", "sold"), day=said(sale.sale_date),
            listed=listed,
        )  # fmt: skip


def check_twice(view: View) -> Iterable[Finding]:
    """No piece is sold twice without coming back between; several of one article under one number may be."""
    for piece, _ in view.matched("sales"):
        pair = view.story(piece).twice()
        if pair is None or (piece.quantity is not None and piece.quantity > 1):
            continue
        first, second = pair
        same = bool(first.invoice_no and first.invoice_no == second.invoice_no)
        yield SOLD_TWICE.at(
            (second.place("stock_no"), first.place("stock_no")), number_words(second), register="sales",
            subject=number_words(piece), severity=Severity.WARNING if same else None,
            first_left=LEFT.get(first.kind or "sold", "sold"), second_left=LEFT.get(second.kind or "sold", "sold"),
            first=said(first.sale_date), second=said(second.sale_date),
            invoice=f", both by invoice {first.invoice_no}" if same else "",
        )  # fmt: skip


def check_sale_missing(view: View) -> Iterable[Finding]:
    """A piece sold since the sales register begins has its sale there."""
    pair = view.pairs.get("sales")
    begins = _begins(view)
    if pair is None or begins is None:
        return
    for piece in pair.only_left:
        assert isinstance(piece, Piece)
        if not says_sold(piece, view.today) or not _since(piece, begins):
            continue
        name = "sale_date" if piece.sale_date else "status"
        yield NO_SALE.at(
            piece.place(name), piece.sale_date.latest if piece.sale_date else piece.status or "", register="stock",
            subject=number_words(piece), day=f" {said(piece.sale_date)}" if piece.sale_date else "",
            buyer=f" to {piece.buyer}" if piece.buyer else "",
        )  # fmt: skip


def _begins(view: View) -> date | None:
    """The first day of the sales register: what was sold before is not in it."""
    sales = view.comparison.scope.registers.sales
    return min((sale.sale_date.earliest for sale in sales if sale.sale_date), default=None)


def _since(piece: Piece, begins: date) -> bool:
    """Whether the sale lies in the time of the sales register; an undated one, if the piece was acquired in it."""
    day = piece.sale_date or piece.acquired_date
    return day is not None and day.earliest >= begins


def check_returned(view: View) -> Iterable[Finding]:
    """A piece that came back is not sold in the stock register."""
    for piece, _ in view.matched("sales"):
        back = view.story(piece).back
        if back is None or back.sale_date is None or awaits_collection(piece) or not says_sold(piece, view.today):
            continue
        if piece.sale_date and piece.sale_date.latest > back.sale_date.earliest:
            continue  # sold again since, of which the sales register knows nothing: the dates are compared elsewhere
        name = "sale_date" if piece.sale_date else "status"
        yield RETURNED.at(
            (piece.place(name), back.place("kind")), piece.sale_date.latest if piece.sale_date else piece.status or "",
            register="stock", subject=number_words(piece), day=said(back.sale_date),
            sold=f" {said(piece.sale_date)}" if piece.sale_date else "",
        )  # fmt: skip


def check_resold(view: View) -> Iterable[Finding]:
    """A piece that was sold, came back and was sold again: said once."""
    for piece, _ in view.matched("sales"):
        run: tuple[Sale, Sale, Sale] | None = view.story(piece).again()
        if run:
            first, back, second = run
            yield RESOLD.at(
                [row.place("stock_no") for row in run], number_words(piece), register="sales",
                subject=number_words(piece), first=said(first.sale_date), back=said(back.sale_date),
                second=said(second.sale_date),
            )  # fmt: skip


RULES: tuple[Rule, ...] = (check_listed, check_twice, check_sale_missing, check_returned, check_resold)
