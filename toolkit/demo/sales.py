"""The sales register: a file saved by a French Excel, with semicolons, decimal commas and Windows' own letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.planter import Planter
from toolkit.demo.text import Text
from toolkit.demo.trade import Deal
from toolkit.demo.workbook import Column

FILE = "Sales.csv"
HEADINGS = {
    "invoice": "Invoice", "date": "Date", "kind": "Type", "stock_no": "Stock no", "brand": "Brand",
    "reference": "Reference", "serial": "Serial", "description": "Description", "quantity": "Qty",
    "list_price": "List price", "discount": "Discount", "price": "Price", "currency": "Currency",
    "scheme": "VAT scheme", "vat": "VAT amount", "margin": "Margin", "client": "Client", "client_no": "Client code",
    "adviser": "Sold by", "payment": "Payment", "cash": "Cash", "deposit": "Deposit", "balance": "Balance",
    "delivered": "Delivered", "gift": "Gift",
    "recipient": "Gift for", "remarks": "Remarks",
}  # fmt: skip
COLUMNS = tuple(Column(key, heading) for key, heading in HEADINGS.items())
FRACTION = Decimal(6)
"""VAT at a fifth is a sixth of what includes it."""


def amount(pounds: float | Decimal) -> str:
    """A sum as the till prints it: a space that does not break between thousands, a decimal comma."""
    return f"{pounds:,.2f}".replace(",", "\u00a0").replace(".", ",")


def register(deals: Sequence[Deal], listed: Article, planting: Planting) -> bytes:
    """The register's bytes, its faults noted as planted. ``listed`` is sold here and stays in the stock register."""
    text = Text(FILE, COLUMNS, planting)
    text.heading()
    for number, deal in enumerate(deals):
        text.record(str(number), facts(deal, number))
    if not planting.clean:
        _spoil(text, deals, listed)
    return text.bytes("cp1252", ";")


def facts(deal: Deal, number: int) -> dict[str, object]:
    """One deal as a row."""
    piece = deal.article
    scheme, margin, vat = taxed(deal)
    row: dict[str, object] = {
        "invoice": deal.invoice, "date": f"{deal.on:%d/%m/%Y}", "kind": deal.kind, "stock_no": deal.stock_no,
        "brand": piece.brand if piece else "", "reference": piece.reference if piece else "",
        "serial": piece.serial if piece else "", "description": deal.description, "quantity": 1,
        "price": amount(deal.price), "currency": "GBP", "scheme": scheme, "vat": amount(vat),
        "margin": "" if margin is None else amount(margin), "client": deal.client.short,
        "client_no": deal.client.number,
        "adviser": deal.adviser, "payment": deal.payment,
        "cash": amount(deal.price) if deal.payment == "Cash" else "", "remarks": deal.remarks,
    }  # fmt: skip
    return row | (_terms(deal, piece, number) if piece and deal.price > 0 else {})


def taxed(deal: Deal) -> tuple[str, Decimal | None, Decimal]:
    """The VAT scheme of a deal, its margin where it has one, and the VAT in it."""
    price, sign = Decimal(abs(deal.price)), 1 if deal.price > 0 else -1
    margin = max(Decimal(0), price - deal.article.cost) if deal.article and deal.article.vat == "margin" else None
    vat = ((price if margin is None else margin) / FRACTION).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return "Standard" if margin is None else "Margin", None if margin is None else sign * margin, sign * vat


def _terms(deal: Deal, piece: Article, number: int) -> dict[str, object]:
    """List price, what was taken off it, how it was paid and handed over, and for whom it was."""
    row: dict[str, object] = {"list_price": amount(piece.retail)}
    if piece.retail > deal.price:
        row["discount"] = amount(piece.retail - deal.price)
    paid_first = number % 6 == 0 and deal.price > 4000
    if paid_first:
        row |= {"deposit": amount(round(deal.price / 5)), "balance": amount(deal.price - round(deal.price / 5))}
    if piece.status != "to collect":
        row["delivered"] = f"{deal.on + timedelta(days=2 if paid_first else 0):%d/%m/%Y}"
    if number % 17 == 0:
        row |= {"gift": "Yes", "recipient": "her mother" if number % 2 else "a godson"}
    return row


def _spoil(text: Text, deals: Sequence[Deal], listed: Article) -> None:
    """Plant the faults of this register: those that need two registers or two rows first, then the table's."""
    records = {str(number): deal for number, deal in enumerate(deals)}
    planter = Planter(text, records, step=11, plain=lambda deal: deal.kind != "Exchange")
    late = planter.pick({"kind": ["Sundry", "Service"], "on": {"over": date(2026, 3, 1), "under": date(2026, 10, 1)}})
    deal = replace(records[late], kind="Sale", article=listed, stock_no=listed.stock_no, price=listed.retail)
    for key, value in facts(replace(deal, description=listed.model, payment="Card"), int(late)).items():
        text.write(late, key, value)
    say = "Sold by this register, still in stock by the other."
    planter.plant({"kind": "sold-still-listed", "key": "stock_no", "say": say, "brings": ("counted-but-gone",)}, late)
    _sold_before(text, planter)
    bag = planter.pick({"goods": True, "stock_no": "~003"})
    bare = {"kind": "leading-zeros-lost", "key": "stock_no", "value": records[bag].stock_no.lstrip("0"),
            "say": "The noughts before the number are gone.", "brings": ["sale-without-stock"]}  # fmt: skip
    planter.plant(bare, bag)
    dear = planter.pick({"goods": True, "price": {"over": 3000}})
    for key, value in facts(replace(records[dear], price=records[dear].price + 1000), int(dear)).items():
        text.write(dear, key, value)
    text.write(dear, "list_price", text.read(dear, "price"))
    text.write(dear, "discount", None)
    say = "A thousand pounds more than the stock register says."
    planter.plant({"kind": "sale-price-differs", "key": "price", "say": say}, dear)
    twice = planter.pick({"kind": ["Sundry", "Service"]})
    above = text.read(str(int(twice) - 1), "invoice")
    say = "The number of the invoice above, on another sale."
    planter.plant({"kind": "duplicate-invoice", "key": "invoice", "value": above, "say": say}, twice)
    _split(text, planter)
    _two_gifts(text, planter)
    planter.plant_table("sales")


def _sold_before(text: Text, planter: Planter) -> None:
    """A piece sold twice, one returned and still sold by the stock register, one bought by another, one sold again."""
    twice, other = (planter.pick({"goods": True}) for _ in range(2))
    spare, slip = (planter.pick({"kind": ["Sundry", "Service"], "on": {"over": date(2026, 9, 1)}}) for _ in range(2))
    copies = ((spare, planter.records[twice], 1), (slip, planter.records[other], -1))
    for name, deal, sign in copies:
        row = planter.records[name]
        kind = "Sale" if sign > 0 else "Return from client"
        copy = replace(deal, on=row.on, invoice=row.invoice, kind=kind, price=sign * deal.price)
        for key, value in facts(copy, int(name)).items():
            text.write(name, key, value)
    say = "Sold for the second time, with no return between."
    brings = ("sale-date-differs", "sale-invoice-differs")
    planter.plant({"kind": "sold-twice", "key": "stock_no", "say": say, "brings": brings}, spare)
    say = "Taken back, and the stock register still has it sold."
    planter.plant({"kind": "returned-still-sold", "key": "kind", "say": say}, slip)
    again = next(name for name, deal in planter.records.items() if deal.goods and deal.article.traded)
    planter.taken.add(again)
    say = "Sold, returned and sold again: in order, and worth knowing."
    planter.plant({"kind": "returned-and-resold", "key": "stock_no", "say": say}, again)
    wrong = planter.pick({"goods": True})
    buyer = next(deal.client for deal in planter.records.values() if deal.client is not planter.records[wrong].client)
    text.write(wrong, "client_no", buyer.number)
    say = "Another buyer than the stock register's."
    planter.plant({"kind": "sale-buyer-differs", "key": "client", "value": buyer.short, "say": say}, wrong)


def _split(text: Text, planter: Planter) -> None:
    """One client's cash in two parts on one day, each below the limit."""
    first = planter.pick({"kind": ["Sundry", "Service"], "on": {"over": date(2026, 7, 1)}})
    second = planter.pick({"kind": ["Sundry", "Service"], "on": {"over": date(2026, 7, 1)}})
    cash = {"price": amount(6200), "vat": amount(Decimal("1033.33")), "cash": amount(6200), "payment": "Cash"}
    shared = {key: text.read(first, key) for key in ("date", "client", "client_no")}
    for name in (first, second):
        for key, value in {**cash, **shared, "description": "Bespoke ring"}.items():
            text.write(name, key, value)
    say = "Two payments in notes on one day, together above the limit."
    planter.plant({"kind": "cash-split", "key": "cash", "say": say}, first)


def _two_gifts(text: Text, planter: Planter) -> None:
    """Two gifts of one client, for two people."""
    first: dict[str, str] = {}
    for name, deal in planter.records.items():
        if not deal.goods or name in planter.taken:
            continue
        if deal.client.number in first:
            break
        first[deal.client.number] = name
    for row, whom in ((first[deal.client.number], "his wife"), (name, "Miss V.")):
        text.write(row, "gift", "Yes")
        text.write(row, "recipient", whom)
        planter.taken.add(row)
    say = "A gift for his wife, and one for Miss V.: no letter may mix them up."
    planter.plant({"kind": "two-recipients", "key": "recipient", "say": say}, first[deal.client.number])
