"""The brand corner: a workbook of new goods of five invented brands, and of their sales, as a junior keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from zlib import crc32

from toolkit.demo.articles import Article, check_digit, digits
from toolkit.demo.clients import Client
from toolkit.demo.faults import Planting
from toolkit.demo.house import AS_AT
from toolkit.demo.names import table
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet, bytes_of

if TYPE_CHECKING:
    from openpyxl import Workbook

FILE = "Vitrines.xlsx"
STOCK, SALES = "Brand goods", "Brand sales"
OPENED, LAST = date(2024, 11, 4), date(2026, 10, 29)
HAND = Hand("Calibri", 10, "4A3B2A", "FFFFFF", "EFE9DF")
GOODS = (
    Column("stock_no", "Stock no", 10),
    Column("brand", "Brand", 18),
    Column("collection", "Collection", 13),
    Column("model", "Model", 22),
    Column("reference", "Reference", 14),
    Column("serial", "Serial", 13),
    Column("gtin", "GTIN", 15),
    Column("description", "Description", 40),
    Column("category", "Type", 11),
    Column("metal", "Metal", 13),
    Column("fineness", "Fineness", 9),
    Column("weight", "Weight (g)", 9),
    Column("hallmark", "Hallmark", 12),
    Column("condition", "Condition", 11),
    Column("ownership", "Ownership", 12),
    Column("consignor", "Consignor", 20),
    Column("agreed", "Agreed value", 12, POUNDS),
    Column("agreement", "Agreement no", 12),
    Column("agreement_ends", "Agreement ends", 12, DAY),
    Column("return_by", "Return by", 12, DAY),
    Column("commission", "Commission", 10),
    Column("date_in", "Date in", 12, DAY),
    Column("supplier", "Supplier", 22),
    Column("supplier_invoice", "Purchase invoice no", 12),
    Column("cost", "Cost", 11, POUNDS),
    Column("vat", "VAT scheme", 10),
    Column("insured", "Insured value", 12, POUNDS),
    Column("valued_on", "Valued on", 12, DAY),
    Column("retail", "Retail", 11, POUNDS),
    Column("status", "Status", 12),
    Column("expected", "Expected", 12, DAY),
    Column("place", "Location", 16),
    Column("box", "Box", 6),
    Column("papers", "Papers", 8),
    Column("sold_on", "Sale date", 12, DAY),
    Column("sold_for", "Sale price", 11, POUNDS),
    Column("invoice", "Sales invoice", 12),
    Column("buyer", "Sold to", 22),
)
SOLD = (
    Column("invoice", "Invoice", 12),
    Column("on", "Date", 12, DAY),
    Column("kind", "Type", 18),
    Column("stock_no", "Stock no", 10),
    Column("brand", "Brand", 18),
    Column("reference", "Reference", 14),
    Column("serial", "Serial", 13),
    Column("description", "Description", 30),
    Column("list_price", "List price", 11, POUNDS),
    Column("price", "Price", 11, POUNDS),
    Column("currency", "Currency", 9),
    Column("vat", "VAT scheme", 10),
    Column("client", "Client", 22),
    Column("code", "Client code", 11),
    Column("adviser", "Sold by", 12),
    Column("payment", "Payment", 10),
)
CONSIGNED = 4
"""Every fourth piece of a brand that leaves some on consignment is still the brand's."""
ORDERED = 2
PLACES = ("Showcase 7", "Showcase 8", "Showcase 9")


@dataclass(slots=True)
class Sold:
    """One row of sales of the corner."""

    on: date
    kind: str
    price: int
    article: Article
    client: Client
    adviser: str
    payment: str
    invoice: str = ""


def corner(clients: Sequence[Client], rng: Random) -> tuple[list[Article], list[Sold]]:
    """The pieces of all five brands and what was sold and brought back, numbered by date."""
    pieces: list[Article] = []
    sales: list[Sold] = []
    for brand in table("brands")["brand"]:
        made = [_piece(brand, number, rng) for number in range(1, brand["pieces"] + 1)]
        for article in made:
            sales += _traded(article, clients, rng)
        pieces += [*made, *(_ordered(brand, number, rng) for number in range(ORDERED))]
    sales.sort(key=lambda one: (one.on, one.article.stock_no, one.kind))
    counts: dict[int, int] = {}
    for one in sales:
        counts[one.on.year] = counts.get(one.on.year, 0) + 1
        one.invoice = f"MC{one.on:%y}-{7000 + counts[one.on.year]:04d}"
        if one.kind == "Sale" and one.article.sold_on == one.on:
            one.article.invoice = one.invoice
    return pieces, sales


def _piece(brand: Mapping[str, Any], number: int, rng: Random) -> Article:
    """One new piece, bought from its brand or left by it on consignment."""
    models = brand["model"]
    line, reference, model, text, metal, fineness, low, high = models[rng.randrange(len(models))]
    article = Article(f"{brand['first']}{number:03d}", STOCK, brand["category"], brand["name"], model, reference,
                      description=text, metal=metal, fineness=fineness, collection=line)  # fmt: skip
    article.condition, article.box, article.papers = "new", True, True
    article.serial = f"{brand['first']}{digits(rng, 4)}{number:03d}"
    body = f"509{crc32(reference.encode()) % 10**9:09d}"  # one bar code a reference
    article.gtin = body + check_digit(body)
    article.insured = round((low + (high - low) * rng.random()) / 10) * 10
    article.cost = round(article.insured * rng.uniform(0.52, 0.58))
    article.retail = round(article.insured * 1.2 / 10) * 10
    article.date_in = OPENED + timedelta(days=rng.randrange((date(2026, 10, 20) - OPENED).days))
    article.valued_on, article.vat, article.place = article.date_in, "20%", rng.choice(PLACES)
    if fineness:
        article.weight, article.hallmark = round(rng.uniform(4.2, 22.8), 1), f"London {fineness}"
    if brand.get("consigned") and number % CONSIGNED == 0:
        article.ownership, article.consignor, article.cost = "consigned", brand["supplier"], 0
        article.agreement, article.commission = f"DV{article.date_in:%y}-{900 + number}", "30 %"
        article.agreement_ends, article.return_by = AS_AT + timedelta(days=90), AS_AT + timedelta(days=104)
    else:
        article.supplier, article.supplier_invoice = brand["supplier"], f"B{article.date_in:%y}-{digits(rng, 4)}"
    return article


def _ordered(brand: Mapping[str, Any], number: int, rng: Random) -> Article:
    """A piece on order: one is late, one is still to come."""
    article = _piece(brand, brand["pieces"] + 1 + number, rng)
    article.status, article.expected = "ordered", AS_AT + timedelta(days=35 if number else -18)
    article.ownership, article.consignor, article.agreement, article.commission = "own", "", "", ""
    article.agreement_ends = article.return_by = None
    article.supplier, article.serial, article.place, article.supplier_invoice = brand["supplier"], "", "", ""
    return article


def _traded(article: Article, clients: Sequence[Client], rng: Random) -> list[Sold]:
    """What was sold of a piece, some of it brought back, some of that sold again."""
    days = (LAST - article.date_in).days
    if days < 20 or rng.random() < 0.38:
        return []
    first = _sold(article, article.date_in + timedelta(days=rng.randrange(8, min(days, 260))), clients, rng)
    left = (LAST - first.on).days
    if left < 30 or rng.random() < 0.86:
        _gone(article, first)
        return [first]
    back = Sold(first.on + timedelta(days=rng.randrange(5, 25)), "Return from client", -first.price, article,
                first.client, first.adviser, first.payment)  # fmt: skip
    return [first, back]


def _sold(article: Article, on: date, clients: Sequence[Client], rng: Random) -> Sold:
    price = round(article.retail * rng.uniform(0.95, 1.0) / 10) * 10
    adviser, payment = rng.choice(table("people")["adviser"]), rng.choice(["Card", "Transfer", "Amex"])
    client = clients[int(rng.random() * len(clients))]  # as many draws whoever is on the list
    return Sold(on, "Sale", price, article, client, adviser, payment)


def _gone(article: Article, sale: Sold) -> None:
    """The stock's own words about a piece that is sold."""
    article.sold_on, article.sold_for, article.buyer = sale.on, sale.price, sale.client.short
    article.status, article.place = "sold", ""


def workbook(pieces: Sequence[Article], sales: Sequence[Sold], planting: Planting) -> bytes:
    """The workbook's bytes: the goods, then their sales."""

    def write(book: Workbook) -> list[Sheet]:
        """Fill the two sheets."""
        goods = Sheet(FILE, book.create_sheet(STOCK), GOODS, HAND, planting, author="J. Ostrey")
        goods.heading()
        for article in pieces:
            goods.record(article.stock_no, _facts(article))
        sold = Sheet(FILE, book.create_sheet(SALES), SOLD, HAND, planting, author="J. Ostrey")
        sold.heading()
        for number, one in enumerate(sales, 1):
            sold.record(str(number), _row(one))
        goods.sheet.freeze_panes = sold.sheet.freeze_panes = "B2"
        return [goods, sold]

    return bytes_of(write, "Brand corner")


def _facts(article: Article) -> dict[str, object]:
    """A row of goods."""
    coming = article.status == "ordered"
    row: dict[str, object] = {column.key: getattr(article, column.key, None) or None for column in GOODS}
    row |= {
        "condition": "New",
        "ownership": {"own": "Own", "consigned": "Consigned"}[article.ownership],
        "agreed": article.insured if article.ownership == "consigned" else None,
        "status": {"available": "In stock", "sold": "Sold", "ordered": "On order"}[article.status],
        "vat": None if article.ownership == "consigned" else article.vat,
        "box": "Y",
        "papers": "Y",
    }
    if coming:
        row |= dict.fromkeys(("date_in", "insured", "valued_on", "weight", "hallmark", "box", "papers"))
    return row


def _row(one: Sold) -> dict[str, object]:
    """A row of sales."""
    article = one.article
    return {
        "invoice": one.invoice, "on": one.on, "kind": one.kind, "stock_no": article.stock_no, "brand": article.brand,
        "reference": article.reference, "serial": article.serial, "description": article.model,
        "list_price": article.retail if one.price > 0 else None, "price": one.price, "currency": "GBP",
        "vat": "Standard", "client": one.client.short, "code": one.client.number, "adviser": one.adviser,
        "payment": one.payment,
    }  # fmt: skip


CONTRACTS = """
[[brand]]
name = "Delmare Genève"
representative = "Mme Aubert"
email = "c.aubert@delmare.example"
cc = ["etats@delmare.example"]
language = "fr"
since = 2026-08-01
due_working_days = 5

[[brand]]
name = "Thornfield & Daye"
representative = "Mr Hale"
email = "sell-through@thornfield.example"
since = 2026-08-30
calendar = "454"
due_days = 7
formula = "D"
prices = true
columns = ["collection", "reference", "description", "gtin", "opening", "received", "customer_returns", "sold",
           "closing", "net_sold", "rate", "sales"]
formats = ["xlsx", "csv"]

[[brand]]
name = "Verrocchia"
representative = "Signora Bellandi"
email = "bellandi@verrocchia.example"
since = 2026-10-12
calendar = "week"
due_days = 3
formula = "B"
never = ["outlet"]

[[brand]]
name = "Maison Solveig"
representative = "M. Haugen"
email = "haugen@solveig.example"
language = "fr"
since = 2026-09-01
due_day = 10
trailing = 26
consigned = true
formula = "B"

[[brand]]
name = "Kestrel Horology"
representative = "Ms Pryce"
email = "pryce@kestrel.example"
template = "brand forms/Kestrel.xlsx"
since = 2026-04-01
calendar = "fiscal"
fiscal_start = 4
fiscal_named = "ends"
every = "quarter"
due_days = 45
formula = "C"
columns = ["collection", "reference", "description", "opening", "received", "sold", "customer_returns", "closing",
           "rate", "cover", "on_order", "overdue"]
never_fields = ["serial", "stock_no"]
"""
"""What is agreed with each: another calendar, language, formula, other columns; whose prices may be told, and so on."""
