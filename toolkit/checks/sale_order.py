"""Rules of the sales register row against row: invoices, returns, deposits, deliveries, clients, quantities, gifts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from toolkit.checks.numbers import by_number
from toolkit.checks.pieces import counted, same_currency, spelled
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Client, Job, Movement
from toolkit.records import Record, Sale
from toolkit.values import Money, When, fold, fold_code

INVOICE = declare(
    "duplicate-invoice", Severity.WARNING, "One invoice number on different sales",
    why="An invoice is one sale to one client on one day; two under one number cannot both be the one in the file.",
    message="The invoice number {value!r} stands on {count} rows, of different {what}.",
    hint="Type on each row the number of its own invoice.",
)  # fmt: skip
RETURN = declare(
    "return-without-sale", Severity.WARNING, "A return of a piece that was not sold",
    why="Either the stock number is another piece's, which then seems to be back, or the sale was never entered.",
    message="{value} comes back on {day}, but no row of this register sells it before.",
    hint="Correct the stock number, or add the row of the sale.",
)  # fmt: skip
REFUND = declare(
    "refund-exceeds-price", Severity.WARNING, "More paid back than was paid",
    why="A client gets back what the piece was sold for, at most.",
    message="{value} was paid back; the piece was sold for {price}.",
    hint="Compare with the credit note and the invoice, and correct the wrong figure.",
)  # fmt: skip
OPEN_DEPOSIT = declare(
    "deposit-open", Severity.INFORMATION, "A deposit that nothing followed",
    why="A deposit is the client's money until there is a sale or it is paid back.",
    message="The deposit of {value} was taken on {day}, {age} ago; nothing was sold or paid back since.",
    hint="Add the row of the sale or of the refund; if the piece is still on order, nothing is to be done.",
)  # fmt: skip
DELIVERED = declare(
    "delivered-before-sold", Severity.WARNING, "Delivered before it was sold",
    why="One of the dates is wrong; where the piece went out on approval first, the movement says so.",
    message="Delivered on {value}, but sold on {sold}.",
    hint="Correct whichever date is wrong, from the invoice and the delivery note.",
)  # fmt: skip
CLIENT = declare(
    "client-number-unknown", Severity.WARNING, "A client number the clients' register does not have",
    why="What this client bought is then missing from their history, or stands in another's.",
    message="The client number {value!r} is in no row of the clients' register.",
    hint="Correct the number, or add the client.",
)  # fmt: skip
QUANTITY = declare(
    "quantity-not-one", Severity.WARNING, "Not one of a numbered piece",
    why="A stock number names one piece; it cannot be sold twice over in one row.",
    message="The row sells {value} of {subject}, which is one piece.",
    hint="Type 1, or give each further piece its own row with its own stock number.",
)  # fmt: skip
GIFT = declare(
    "gift-without-recipient", Severity.INFORMATION, "A gift, but not for whom",
    why="A letter that thanks the wrong one of a couple gives the gift away.",
    message="The sale is marked as a gift; who it is for is empty.",
    hint="Type who the gift is for, if it is known.",
)  # fmt: skip

SALES = frozenset({"sold", "exchanged", None})
INVOICED = SALES | {"service"}
PAIRS = frozenset({"earrings", "cufflinks"})
BEGINNING = timedelta(days=365)
"""Within its first year, a register may well take back what an earlier one sold."""
PATIENCE = timedelta(days=180)
"""How long a deposit may wait for its piece before it is mentioned."""


def check_invoices(scope: Scope) -> Iterable[Finding]:
    """One invoice number, one client, one day. Credit notes, deposits and cancellations may repeat it."""
    alone: dict[str, Sale] = {}
    repeated: dict[str, list[Sale]] = {}
    for sale in scope.registers.sales:
        if sale.invoice_no and sale.kind in INVOICED:
            number = fold_code(sale.invoice_no)
            if number in alone:
                repeated.setdefault(number, [alone[number]]).append(sale)
            else:
                alone[number] = sale
    judged = ((sale, _invoice(repeated[number]) if number in repeated else None) for number, sale in alone.items())
    return told_once(scope, "invoice_no", judged)


def _invoice(sales: Sequence[Sale]) -> Finding | None:
    """What is wrong with the rows of one invoice number."""
    first = sales[0]
    others = [sale for sale in sales[1:] if not _same_piece(first, sale)]
    what = [
        words
        for words, differs in (
            ("clients", any(_other_client(first, sale) for sale in others)),
            ("days", any(_apart(first.sale_date, sale.sale_date) for sale in others)),
        )
        if differs
    ]
    if not what:
        return None
    places = [sale.place("invoice_no") for sale in sales]
    return INVOICE.at(places, first.invoice_no, register="sales", count=len(sales), what=" and ".join(what))


def _same_piece(one: Sale, other: Sale) -> bool:
    """Two rows of one piece to one client: instalments of one invoice."""
    same = one.stock_no and other.stock_no and fold_code(one.stock_no) == fold_code(other.stock_no)
    return bool(same) and not _other_client(one, other)


def _other_client(one: Sale, other: Sale) -> bool:
    """Whether two rows surely name two clients: by number, else by name."""
    if one.client_no and other.client_no:
        return fold_code(one.client_no) != fold_code(other.client_no)
    return bool(one.buyer and other.buyer) and fold(one.buyer or "") != fold(other.buyer or "")


def _apart(one: When | None, other: When | None) -> bool:
    """Whether two dates surely differ."""
    return bool(one and other) and not (one.earliest <= other.latest and other.earliest <= one.latest)  # type: ignore[union-attr]  # both are there


def check_returns(scope: Scope) -> Iterable[Finding]:
    """What a client brings back was sold before, and for no less than is paid back."""
    returns = [sale for sale in scope.registers.sales if sale.kind == "client_return" and sale.stock_no]
    if not returns:
        return
    sold = by_number(sale for sale in scope.registers.sales if sale.kind in SALES)
    began = min((sale.sale_date.earliest for sale in scope.registers.sales if sale.sale_date), default=scope.today)
    for back in returns:
        number, day = back.stock_no or "", back.sale_date
        before = [sale for sale in sold.get(fold_code(number), ()) if not _after(sale.sale_date, day)]
        if not before:
            if day and day.earliest - began > BEGINNING:
                yield RETURN.at(back.place("stock_no"), number, register="sales", subject=number, day=day.earliest)
            continue
        price, paid = before[-1].price, back.price
        if price and paid and same_currency(price, paid) and abs(paid.amount) > price.amount > 0:
            places = (back.place("price"), before[-1].place("price"))
            repaid = spelled(Money(abs(paid.amount), paid.currency))
            yield REFUND.at(places, repaid, register="sales", subject=number, price=spelled(price))


def _after(one: When | None, other: When | None) -> bool:
    """Whether a date is surely later than another."""
    return one is not None and other is not None and one.earliest > other.latest


def check_deposits(scope: Scope) -> Iterable[Finding]:
    """A deposit is followed by a sale, a return or a cancellation, of the piece or to the client."""
    deposits = [sale for sale in scope.registers.sales if sale.kind == "deposit" and sale.sale_date]
    if not deposits:
        return
    last: dict[str, When] = {}
    for sale in scope.registers.sales:
        if sale.kind != "deposit" and sale.sale_date:
            for key in _keys(sale):
                if key not in last or last[key].latest < sale.sale_date.latest:
                    last[key] = sale.sale_date
    for deposit in deposits:
        taken = deposit.sale_date
        followed = any(key in last and taken and last[key].latest >= taken.earliest for key in _keys(deposit))
        if taken and not followed and scope.today - taken.latest > PATIENCE:
            figure = deposit.price or deposit.deposit
            name = "price" if deposit.price else "deposit"
            yield OPEN_DEPOSIT.at(
                deposit.place(name), spelled(figure) if figure else "unknown amount", register="sales",
                subject=deposit.stock_no or "", day=taken.latest, age=counted((scope.today - taken.latest).days, "day"),
            )  # fmt: skip


def _keys(sale: Sale) -> Iterable[str]:
    """What joins a deposit to the row that closes it."""
    if sale.stock_no:
        yield f"piece {fold_code(sale.stock_no)}"
    if sale.invoice_no:
        yield f"invoice {fold_code(sale.invoice_no)}"
    if sale.client_no:
        yield f"client {fold_code(sale.client_no)}"
    elif sale.buyer:
        yield f"buyer {fold(sale.buyer)}"


def check_deliveries(scope: Scope) -> Iterable[Finding]:
    """Nothing is delivered before it is sold."""
    judged = ((sale, _delivery(sale)) for sale in scope.registers.sales if sale.kind in SALES and sale.delivered)
    return told_once(scope, "delivered", judged)


def _delivery(sale: Sale) -> Finding | None:
    if not _after(sale.sale_date, sale.delivered) or not (sale.sale_date and sale.delivered):
        return None
    places = (sale.place("delivered"), sale.place("sale_date"))
    return DELIVERED.at(
        places, sale.delivered.latest, register="sales", subject=sale.stock_no or "", sold=sale.sale_date.earliest
    )


def check_clients(scope: Scope) -> Iterable[Finding]:
    """Every client number of sales, jobs and movements is one of the clients' register, where there is one."""
    others = scope.registers.others
    clients = (record for record in others.get("clients", ()) if isinstance(record, Client))
    known = {fold_code(client.client_no) for client in clients if client.client_no}
    if not known:
        return ()
    records = (*scope.registers.sales, *others.get("service", ()), *others.get("movements", ()))
    judged = ((record, _client(record, record.client_no, known)) for record in records
              if isinstance(record, Sale | Job | Movement) and record.client_no)  # fmt: skip
    return told_once(scope, "client_no", judged)


def _client(record: Record, number: str, known: set[str]) -> Finding | None:
    if fold_code(number) in known:
        return None
    return CLIENT.at(record.place("client_no"), number, register=record.source.register, subject=record.stock_no or "")


def check_quantities(scope: Scope) -> Iterable[Finding]:
    """A row that sells a numbered piece sells one; a pair is two, and a lot as many as the stock register says."""
    odd = [
        sale
        for sale in scope.registers.sales
        if sale.stock_no and sale.kind in SALES and sale.quantity is not None and abs(sale.quantity) != 1
    ]
    if not odd:
        return
    pieces = by_number(scope.registers.pieces)
    for sale in odd:
        known = pieces.get(fold_code(sale.stock_no or ""), [])
        several = any(piece.quantity not in {None, Decimal(1)} for piece in known)
        pair = sale.quantity == 2 and (sale.category in PAIRS or any(piece.category in PAIRS for piece in known))
        if known and not several and not pair:
            yield QUANTITY.at(
                sale.place("quantity"), f"{sale.quantity:f}", register="sales", subject=sale.stock_no or ""
            )


def check_gifts(scope: Scope) -> Iterable[Finding]:
    """A gift says for whom, where the register has a column for it."""
    judged = (
        (sale, GIFT.at(sale.place("gift_recipient"), "", register="sales", subject=sale.stock_no or ""))
        if sale.gift_recipient is None and "gift_recipient" not in sale.doubts
        else (sale, None)
        for sale in scope.registers.sales
        if sale.gift and sale.mapped("gift_recipient")
    )
    return told_once(scope, "gift_recipient", judged)


RULES: tuple[Rule, ...] = (
    check_invoices, check_returns, check_deposits, check_deliveries, check_clients, check_quantities, check_gifts,
)  # fmt: skip
