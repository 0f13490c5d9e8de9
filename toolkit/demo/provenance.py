"""The register of provenance: what is known of the past of a few pieces, event by event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import Column, Hand, Sheet, bytes_of

if TYPE_CHECKING:
    from openpyxl import Workbook

Event = dict[str, Any]

FILE = "Provenance.xlsx"
TOLD = 9
HOUSE = "Maison Corvane"
HAND = Hand("Cambria", 10, "4A3B2A", "FFFFFF", "EFE8DD")
COLUMNS = (
    Column("stock_no", "Stock no", 10),
    Column("piece", "Piece", 34),
    Column("event", "Event", 16),
    Column("date", "When", 16),
    Column("until", "Until", 10),
    Column("from", "From", 30),
    Column("to", "To", 30),
    Column("where", "Where", 16),
    Column("evidence", "Evidence", 26),
    Column("reference", "Document no", 14),
    Column("certainty", "Certainty", 12),
    Column("notes", "Remarks", 40),
)
EXTRACT = ("Extract from the archives", "EX-96-671042", "certain")
LETTER, SERVICE = "W0042-letter-1991.pdf", "W0042-service-invoice-2004.jpg"
CALATRAVA = (
    ("Made", "1951", "", "Patek Philippe SA", "Genève", *EXTRACT),
    ("Sold", "1951", "Patek Philippe SA", "Retailer, Geneva", "Genève", *EXTRACT),
    ("Sold", "1951", "Retailer, Geneva", "Private collection, London", "London", LETTER, "L-91/3", "stated"),
    ("Serviced", "2004", "", "", "Surrey", SERVICE, "2004/118", "certain"),
    ("By descent", "2019", "Private collection, Surrey", "The vendor", "Surrey", "Letter of 2026", "L-26/8", "stated"),
    ("Sold", "11/03/2026", "The vendor", HOUSE, "London", "Purchase invoice", "P26-0311", "certain"),
)  # fmt: skip
"""W0042: nothing is known between the collection in London, last seen in 1991, and Surrey in 2004.

Two rows name the scan of their document; the others are told by the stock number in the name of the file.
"""


def workbook(articles: Sequence[Article], rng: Random, planting: Planting) -> bytes:
    """The workbook's bytes, its faults noted as planted."""
    events = {f"{number}": event for number, event in enumerate(_events(articles, rng), 1)}

    def write(book: Workbook) -> list[Sheet]:
        """Fill the one sheet, a blank row between pieces."""
        sheet = Sheet(FILE, book.create_sheet("History"), COLUMNS, HAND, planting)
        sheet.line("Provenance: what we know, and how", 14, bold=True)
        sheet.line()
        sheet.heading()
        before = ""
        for name, event in events.items():
            if before and event["stock_no"] != before:
                sheet.line()
            before = str(event["stock_no"])
            sheet.record(name, event)
        if not planting.clean:
            Planter(sheet, events, step=4).plant_table("provenance")
        return [sheet]

    return bytes_of(write, "Provenance")


def _events(articles: Sequence[Article], rng: Random) -> Iterator[Event]:
    """The Calatrava's past, then that of a few vintage pieces: made, owned, bought."""
    calatrava = next(article for article in articles if article.stock_no == "W0042")
    for what, when, giver, taker, where, evidence, reference, certainty in CALATRAVA:
        day: object = date(2026, 3, 11) if when == "11/03/2026" else when
        yield _event(calatrava, what, day, giver, taker, where) | {
            "evidence": evidence, "reference": reference, "certainty": certainty,
        }  # fmt: skip
    old = [a for a in articles if a.ordinary and a.condition == "vintage" and a.supplier_invoice and not a.traded]
    for article in rng.sample(old, TOLD):
        yield from _past(article, rng)


def _past(article: Article, rng: Random) -> Iterator[Event]:
    """Made, in a collection for long, sold to the house."""
    year = int(article.year[-4:]) if article.year[-4:].isdigit() else int(rng.choice(["1948", "1955", "1961"]))
    where = rng.choice(["Bath", "Paris", "London"])
    owner = f"{rng.choice(['Private collection', 'Family of the first owner'])}, {where}"
    maker = article.brand or "Unsigned workshop"
    yield _event(article, "Made", f"circa {year}", "", "", "Europe") | _proof("Mark of the maker", "", "stated")
    bought = year + rng.randrange(1, 12)
    letter = _proof("Letter of the vendor", f"L-{bought}", "stated")
    yield _event(article, "Sold", str(bought), maker, owner, where) | letter
    paper = _proof("Purchase invoice", article.supplier_invoice, "certain")
    yield _event(article, "Sold", article.date_in, owner, HOUSE, "London") | paper


def _proof(evidence: str, reference: str, certainty: str) -> Event:
    return {"evidence": evidence, "reference": reference or None, "certainty": certainty}


def _event(article: Article, what: str, when: object, giver: str, taker: str, where: str) -> Event:
    """One event."""
    piece = " ".join(filter(None, [article.brand, article.model, article.reference]))
    return {
        "stock_no": article.stock_no, "piece": piece, "event": what, "date": when, "from": giver or None,
        "to": taker or None, "where": where or None, "maker": article.brand, "branded": article.brand != "Non signé",
    }  # fmt: skip
