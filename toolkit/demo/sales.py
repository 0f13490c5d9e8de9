"""The sales register: a file saved by a French Excel, with semicolons, decimal commas and Windows' own letters."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO

from toolkit.demo.articles import Article
from toolkit.demo.faults import Fault, Planting
from toolkit.demo.trade import Deal
from toolkit.findings import column_letter

FILE = "Sales.csv"
HEADINGS = ("Invoice", "Date", "Type", "Stock no", "Brand", "Reference", "Serial", "Description", "Price", "Currency",
            "Client", "Client code", "Sold by", "Payment", "Remarks")  # fmt: skip


def amount(pounds: float) -> str:
    """A sum as the till prints it: a space that does not break between thousands, a decimal comma."""
    return f"{pounds:,.2f}".replace(",", "\u00a0").replace(".", ",")


def register(deals: Sequence[Deal], listed: Article, planting: Planting) -> bytes:
    """The register's bytes, its faults noted as planted. ``listed`` is sold here and stays in the stock register."""
    rows = [_row(deal) for deal in deals]
    _spoil(Spoiler(rows, planting), deals, listed)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([HEADINGS, *rows])
    return text.getvalue().encode("cp1252")


def _row(deal: Deal) -> list[str]:
    """One deal as a row."""
    piece = deal.article
    known = [piece.brand, piece.reference, piece.serial] if piece else ["", "", ""]
    what = [deal.invoice, f"{deal.on:%d/%m/%Y}", deal.kind, deal.stock_no, *known, deal.description]
    whom = [deal.client.short, deal.client.number, deal.adviser, deal.payment, deal.remarks]
    return [*what, amount(deal.price), "GBP", *whom]


@dataclass(slots=True)
class Spoiler:
    """The register's rows while faults are planted in them."""

    rows: list[list[str]]
    planting: Planting

    def set(self, index: int, **facts: str) -> None:
        """Set cells of a row, by heading with an underscore for a space."""
        for heading, value in facts.items():
            self.rows[index][HEADINGS.index(heading.replace("_", " "))] = value

    def spoil(self, kind: str, index: int, heading: str, value: str, say: str) -> None:
        """Put a faulty value into a cell and note the fault."""
        column = HEADINGS.index(heading)
        self.rows[index][column] = value
        self.planting.add(Fault(kind, FILE, None, f"{column_letter(column + 1)}{index + 2}", index + 2, value, say))


def _spoil(at: Spoiler, deals: Sequence[Deal], listed: Article) -> None:
    """Plant the faults of this register."""
    sundry = [index for index, deal in enumerate(deals) if not deal.article]
    sold = [index for index, deal in enumerate(deals) if deal.kind == "Sale" and deal.article and not deal.article.held]
    _spoil_numbers(at, sundry, [index for index in sold if at.rows[index][3].startswith("00")])
    _spoil_sums(at, sundry, sold[30], deals[sold[30]].price)
    late = max(index for index in sundry if date(2026, 3, 1) < deals[index].on < date(2026, 10, 1))
    at.set(late, Type="Sale", Brand=listed.brand, Reference=listed.reference, Serial=listed.serial)
    at.set(late, Description=listed.model, Price=amount(listed.retail))
    say = "Sold by this register, still in stock by the other."
    at.spoil("sold-still-listed", late, "Stock no", listed.stock_no, say)


def _spoil_numbers(at: Spoiler, sundry: Sequence[int], bags: Sequence[int]) -> None:
    """Stock numbers that lead nowhere, and an invoice number used twice."""
    for index, number in ((sundry[40], "W0999"), (sundry[80], "J0777")):
        at.set(index, Type="Sale")
        at.spoil("sale-without-stock", index, "Stock no", number, "The stock register has no such number.")
    bare = at.rows[bags[3]][3].lstrip("0")
    at.spoil("leading-zeros-lost", bags[3], "Stock no", bare, "The noughts before the number are gone.")
    above = at.rows[sundry[60] - 1][0]
    at.spoil("duplicate-invoice", sundry[60], "Invoice", above, "The number of the invoice above, on another sale.")


def _spoil_sums(at: Spoiler, sundry: Sequence[int], sold: int, price: int) -> None:
    """A price that differs from the stock register's, cash near the limit, guineas."""
    say = "A thousand pounds more than the stock register says."
    at.spoil("sale-price-differs", sold, "Price", amount(price + 1000), say)
    at.set(sundry[100], Payment="Cash", Description="Bespoke ring, second instalment")
    say = "Cash, just under the limit: worth a second look."
    at.spoil("cash-near-limit", sundry[100], "Price", amount(9950), say)
    at.set(sundry[20], Currency="gns")
    say = "The currency column says gns: guineas, no currency of today."
    at.spoil("currency-unknown", sundry[20], "Price", at.rows[sundry[20]][8], say)
