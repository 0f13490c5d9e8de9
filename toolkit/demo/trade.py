"""Three years of the maison's trade: what was sold, returned and exchanged, where each piece lies, and sundry sales."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from toolkit.demo.articles import Article
from toolkit.demo.clients import Client
from toolkit.demo.names import table

FIRST_DAY, LAST_DAY = date(2024, 1, 9), date(2026, 10, 24)
SOLD = {"Watches": 28, "Joaillerie": 36, "Handbags": 26}
RETURNED = 9
EXCHANGED = 3
TO_COLLECT = 4
CUSTOMERS = 4
SUNDRY = 126
GOODS = ("Alligator", "Calf", "Travel", "Winder")
"""How the sundries begin that are goods; the others are services."""

PLACES = {
    "Watches": ["Safe 1, tray {}"] * 3 + ["Safe 2, tray {}"] * 2 + ["Showcase {}"] * 2 + ["Window 1"],
    "Joaillerie": ["Coffre 1, plateau {}"] * 3
    + ["Coffre 2, plateau {}"] * 2
    + ["Vitrine {}", "Tiroir {}", "Devanture"],
    "Handbags": ["Stockroom, shelf {}"] * 4 + ["Showcase {}"] * 2 + ["Safe 3", "Window 2"],
    "Annex": ["Stockroom, shelf 9"],
}
"""Where pieces lie, as often as they lie there: mostly in the safe, few in the window."""

AWAY = {
    "Watches": {"appro": "Appro, with client", "workshop": "Workshop: J. Aldous", "memo out": "Memo, Pellworth & Sons"},
    "Joaillerie": {"appro": "Chez client", "workshop": "Atelier Vernhes", "memo out": "Confié, Pierres du Léman"},
    "Handbags": {"appro": "Appro, with client", "workshop": "Workshop: bag spa", "memo out": "Memo, Leather Exchange"},
}


@dataclass(slots=True)
class Deal:
    """One row of the sales register: a sale, a return, an exchange, or a sundry sale without a stock number."""

    on: date
    kind: str
    price: int
    client: Client
    adviser: str
    payment: str
    article: Article | None = None
    description: str = ""
    remarks: str = ""
    invoice: str = ""
    stock_no: str = ""
    final: bool = False

    @property
    def goods(self) -> bool:
        """Whether a piece of the stock register was sold and is gone."""
        return self.kind == "Sale" and self.article is not None and not self.article.held

    @property
    def margin(self) -> bool:
        """Whether the piece was bought under the margin scheme."""
        return self.article is not None and self.article.vat == "margin"

    @property
    def taxed_in(self) -> bool:
        """Whether the piece was bought with VAT."""
        return self.article is not None and self.article.vat == "standard"


def put_away(articles: Sequence[Article], rng: Random) -> None:
    """Give every piece in the house its place."""
    for article in articles:
        away = AWAY.get(article.sheet, {}).get(article.status)
        article.place = away or rng.choice(PLACES[article.sheet]).format(rng.randrange(1, 7))


def history(articles: Sequence[Article], clients: Sequence[Client], rng: Random, again: Random | None) -> list[Deal]:
    """Every deal of the period in order of date, with its invoice; the pieces sold are marked so.

    With ``again``, one piece that came back is sold once more, which is in order and worth knowing.
    """
    deals: list[Deal] = []
    for sheet, count in SOLD.items():
        stock = [article for article in articles if article.sheet == sheet and article.ordinary]
        rng.shuffle(stock)
        deals.extend(_sell(article, clients, rng) for article in stock[:count])
    consigned = next(one for one in articles if one.ownership == "consigned" and one.date_in < date(2026, 1, 1))
    deals.append(_sell(consigned, clients, rng))
    held = [article for article in articles if article.ordinary and article.date_in < date(2025, 6, 1)]
    rng.shuffle(held)
    for article in held[:RETURNED]:
        deals.extend(_sell_and_return(article, clients, rng))
    for article in [one for one in held if one.ordinary and not one.traded][:EXCHANGED]:
        deals.extend(_exchange(article, articles, clients, rng))
    if again:
        back = deals[-1 - 3 * EXCHANGED]
        deals.append(_sell_again(back, again))
    free = [article for article in held if article.ordinary and not article.traded]
    _left_to_collect(free[-TO_COLLECT:], clients, deals, rng)
    _left_by_customers(free[-TO_COLLECT - CUSTOMERS : -TO_COLLECT])
    deals.extend(_sundry(clients, rng) for _ in range(SUNDRY))
    return _invoiced(deals)


def _deal(on: date, kind: str, price: int, client: Client, rng: Random, article: Article | None = None) -> Deal:
    """A deal with its adviser and means of payment."""
    payment = rng.choice(["Card", "Card", "Transfer", "Transfer", "Amex", "Cash" if abs(price) < 1000 else "Card"])
    deal = Deal(on, kind, price, client, rng.choice(table("people")["adviser"]), payment, article)
    if article:
        deal.stock_no = article.stock_no
        deal.description = " ".join(filter(None, [article.model, article.description]))
    return deal


def _sell(article: Article, clients: Sequence[Client], rng: Random, *, earliest: date = FIRST_DAY) -> Deal:
    """Sell a piece some weeks after it came in, at or a little under its ticket."""
    start = max(earliest, article.date_in + timedelta(days=12))
    article.sold_on = start + timedelta(days=rng.randrange(max(1, (LAST_DAY - start).days)))
    article.sold_for = round(article.retail * rng.uniform(0.93, 1.0) / 10) * 10
    article.status, article.place = "sold", ""
    client = rng.choice(clients)
    article.buyer, article.buyer_no = client.short, client.number
    return _deal(article.sold_on, "Sale", article.sold_for, client, rng, article)


def _sell_and_return(article: Article, clients: Sequence[Client], rng: Random) -> list[Deal]:
    """A sale taken back within the month: the piece is in stock again."""
    sale = _sell(article, clients, rng, earliest=date(2025, 1, 6))
    day = min(sale.on + timedelta(days=rng.randrange(4, 28)), LAST_DAY)
    back = _deal(day, "Return from client", -sale.price, sale.client, rng, article)
    back.remarks = rng.choice(["Changed her mind", "Wrong size", "Gift not wanted", "Unsuitable"])
    article.sold_on, article.sold_for, article.buyer, article.status = None, 0, "", "available"
    article.buyer_no, article.traded = "", True
    put_away([article], rng)
    return [sale, back]


def _sell_again(back: Deal, rng: Random) -> Deal:
    """A piece that came back, sold once more to the same client."""
    article = back.article
    if article is None:
        raise ValueError("what came back is no piece of the stock")
    return _sell(article, [back.client], rng, earliest=back.on + timedelta(days=20))


def _exchange(article: Article, articles: Sequence[Article], clients: Sequence[Client], rng: Random) -> list[Deal]:
    """A sale taken back against another piece, both on the day of the exchange."""
    sale, back = _sell_and_return(article, clients, rng)
    free = (one for one in articles if one.ordinary and not one.traded and one.sheet == article.sheet)
    other = next(one for one in free if one.date_in < back.on)
    out = _sell(other, [sale.client], rng, earliest=back.on)
    out.on = other.sold_on = back.on
    out.kind, out.remarks = "Exchange", f"Against {article.stock_no}"
    back.remarks = f"Exchange, see {other.stock_no}"
    return [sale, back, out]


def _left_to_collect(pieces: Sequence[Article], clients: Sequence[Client], deals: list[Deal], rng: Random) -> None:
    """Pieces sold this month and still in the safe for their buyers."""
    for article in pieces:
        deal = _sell(article, clients, rng, earliest=date(2026, 10, 2))
        article.status, article.ownership, deal.remarks = "to collect", "to collect", "To be collected"
        put_away([article], rng)
        deals.append(deal)


def _left_by_customers(pieces: Sequence[Article]) -> None:
    """Customers' own goods in for repair: in the house's care, at a declared value, never for sale."""
    for article in pieces:
        article.ownership, article.status, article.cost, article.retail = "customer", "workshop", 0, 0
        article.supplier = article.supplier_invoice = ""
        article.place = AWAY[article.sheet]["workshop"]
        article.notes = {"Joaillerie": "Bien client, en réparation"}.get(article.sheet, "Customer's own, in for repair")


def _sundry(clients: Sequence[Client], rng: Random) -> Deal:
    """A sale of a strap, a service, an engraving: no piece of the stock register."""
    text, low, high = rng.choice(table("people")["sundry"])
    on = FIRST_DAY + timedelta(days=rng.randrange((LAST_DAY - FIRST_DAY).days))
    kind = "Sundry" if text.startswith(GOODS) else "Service"
    deal = _deal(on, kind, rng.randrange(low, high, 5), rng.choice(clients), rng)
    deal.description = text
    return deal


def _invoiced(deals: list[Deal]) -> list[Deal]:
    """The deals in order of date, numbered year by year; both sides of an exchange share a number."""
    deals.sort(key=lambda deal: (deal.on, deal.stock_no, deal.description, deal.client.number, deal.kind))
    counts: dict[int, int] = {}
    shared: dict[str, str] = {}
    for deal in deals:
        pair = deal.remarks.removeprefix("Against ") if deal.kind == "Exchange" else deal.stock_no
        key = f"{pair} {deal.on}"
        if "xchange" not in deal.remarks + deal.kind or key not in shared:
            counts[deal.on.year] = counts.get(deal.on.year, 0) + 1
            shared[key] = f"MC{deal.on:%y}-{counts[deal.on.year]:04d}"
        deal.invoice = shared[key]
        if deal.article and deal.article.sold_on == deal.on and deal.price > 0:
            deal.article.invoice = deal.invoice
    for deal in {deal.client.number: deal for deal in deals}.values():
        deal.final = True
    return deals
