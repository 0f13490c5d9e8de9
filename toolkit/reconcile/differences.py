"""What two registers say differently of one piece: serial number, brand, price, date, invoice, buyer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.reconcile.keys import code_key, number_words
from toolkit.reconcile.pairs import Change, Pair
from toolkit.reconcile.view import Rule, View
from toolkit.records import Piece, Sale

SERIAL = declare(
    "serial-differs", Severity.ERROR, "Two registers with different serial numbers for one piece",
    why="A serial number names the piece: papers with the wrong one belong to somebody else's.",
    message="The stock register has serial number {left!r}, the {other} has {right!r}{more}.",
    hint="Read the number on the piece itself and correct the register that is wrong; if both are right, one of the "
    "rows has the wrong stock number.",
    blocks=("dossier",),
)  # fmt: skip
BRAND = declare(
    "brand-differs", Severity.WARNING, "Two registers with different makers or references for one piece",
    why="One of the rows is about another piece: its stock number is probably mistyped.",
    message="The stock register has the {label} {left!r}, the {other} has {right!r}{more}.",
    hint="Compare both rows with the piece; correct the stock number, or the {label}.",
)  # fmt: skip
NUMBER = declare(
    "stock-no-differs", Severity.WARNING, "One serial number under two stock numbers",
    why="Looked up by its number, the piece seems never to have been sold, repaired or moved.",
    message="The {other} has the piece with this serial number as {right!r}; the stock register has it as {left!r}.",
    hint="Look at the piece. Correct the stock number in the {other}; if it is another piece, correct its serial "
    "number there.",
)  # fmt: skip
PRICE = declare(
    "sale-price-differs", Severity.WARNING, "Two registers with different prices for one sale",
    why="The margin, the tax on it and the sell-through follow the price.",
    message="The stock register has it sold for {left}, the sales register for {right}.",
    hint="Compare with the invoice and correct the wrong one.",
)  # fmt: skip
DATE = declare(
    "sale-date-differs", Severity.WARNING, "Two registers with different dates for one sale",
    why="Between the two days, one register has the piece as held and the other as gone.",
    message="The date of the sale is {left} in the stock register and {right} in the sales register.",
    hint="Compare with the invoice and correct the wrong one.",
)  # fmt: skip
INVOICE = declare(
    "sale-invoice-differs", Severity.WARNING, "Two registers with different invoices for one sale",
    why="The invoice is the proof of the sale; one of the numbers leads to another client's.",
    message="The stock register has invoice {left!r}, the sales register {right!r}.",
    hint="Find the invoice and correct the wrong number.",
)  # fmt: skip
BUYER = declare(
    "sale-buyer-differs", Severity.WARNING, "Two registers with different buyers for one sale",
    why="A letter about the piece, or a claim for it, would go to the wrong person.",
    message="The stock register has it sold to {left!r}, the sales register to {right!r}.",
    hint="Compare with the invoice and correct the wrong one.",
)  # fmt: skip
CLIENT = declare(
    "buyer-not-client", Severity.WARNING, "A sale whose client number is somebody else's",
    why="The sale is counted for the wrong client, who may be written to about a piece they never bought.",
    message="The sale is to {left!r}, but client {number} is {right!r}.",
    hint="Compare with the invoice; correct the client number of the sale, or the name.",
)  # fmt: skip

KINDS: Mapping[str, Kind] = MappingProxyType(
    {"serial": SERIAL, "brand": BRAND, "brand_ref": BRAND, "stock_no": NUMBER, "price": PRICE, "sale_date": DATE,
     "invoice_no": INVOICE, "buyer": BUYER}
)  # fmt: skip
CALLED = MappingProxyType(
    {"sales": "sales register", "service": "repairs register", "movements": "movements register", "counts": "count"}
)
"""What a register is called in a message."""


def check_pieces(view: View) -> Iterable[Finding]:
    """Every difference between the stock register and another that is worth a look."""
    for name, other in CALLED.items():
        pair = view.pairs.get(name)
        serials = _serials(pair) if pair else {}
        for item in pair.matched if pair else ():
            branded = {id(row) for row, change in item.changes if change.field == "brand"}
            for row, change in item.changes:
                kind = KINDS.get(change.field)
                if kind and not (change.field == "brand_ref" and id(row) in branded):  # another maker says it all
                    yield kind.at(
                        change.places, change.right, register=name, subject=number_words(item.one), left=change.left,
                        right=change.right, other=other, label=change.label, more=_more(change, serials),
                    )  # fmt: skip


def _serials(pair: Pair) -> Mapping[str, str]:
    """The stock number of each serial number, where one of the changes asks for it."""
    if not any(change.field == "serial" for item in pair.matched for _, change in item.changes):
        return {}
    pieces = [*(item.one for item in pair.matched), *pair.only_left]
    found: dict[str, str] = {}
    for piece in pieces:
        if isinstance(piece, Piece) and piece.serial and piece.stock_no:
            found[code_key(piece.serial)] = piece.stock_no
    return found


def _more(change: Change, serials: Mapping[str, str]) -> str:
    """What helps to see which of the two is wrong."""
    if change.field != "serial":
        return ""
    elsewhere = serials.get(code_key(change.right))
    if elsewhere:
        return f", which is the serial number of {elsewhere}"
    alike = str.maketrans("OI", "01")
    same = code_key(change.left).translate(alike) == code_key(change.right).translate(alike)
    return "; the letter O and the figure 0, or I and 1, are exchanged" if same else ""


def check_clients(view: View) -> Iterable[Finding]:
    """The buyer's name is that of the client whose number the sale gives."""
    pair = view.pairs.get("clients")
    for item in pair.matched if pair else ():
        for row, change in item.changes:
            if change.field == "buyer" and isinstance(row, Sale):
                yield CLIENT.at(
                    (row.place("client_no"), *change.places), row.client_no or "", register="sales",
                    subject=row.stock_no or "", left=change.left, right=change.right, number=row.client_no,
                )  # fmt: skip


RULES: tuple[Rule, ...] = (check_pieces, check_clients)
