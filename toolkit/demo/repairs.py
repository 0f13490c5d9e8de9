"""The repairs' workbook: some sixty jobs, half of them customers' own goods, with dates that once crossed the ocean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.demo.articles import Article
from toolkit.demo.clients import Client
from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet, bytes_of, shown

if TYPE_CHECKING:
    from openpyxl import Workbook

Job = dict[str, Any]

FILE = "Repairs.xlsx"
COUNT = 60
HAND = Hand("Calibri", 10, "E9DFC7", "3A362F", "F4EFE3")
COLUMNS = (
    Column("job", "Job no", 9),
    Column("received", "Received", 11, DAY),
    Column("client", "Client", 24),
    Column("client_no", "Client no", 10),
    Column("stock_no", "Stock no", 10),
    Column("piece", "Piece", 34),
    Column("serial", "Serial", 14),
    Column("work", "Work", 30),
    Column("workshop", "With", 22),
    Column("quoted", "Quoted on", 12, DAY),
    Column("estimate", "Estimate", 10, POUNDS),
    Column("approved", "Approved on", 12, DAY),
    Column("cost", "Cost to us", 10, POUNDS),
    Column("charge", "Charge", 10, POUNDS),
    Column("status", "Status", 14),
    Column("promised", "Promised", 11, DAY),
    Column("collected", "Collected", 11, DAY),
    Column("notes", "Notes", 34),
    Column("declared", "Declared value", 14, POUNDS),
)
LAST_SALE = date(2026, 7, 1)
"""What was sold until then may have come back for a service that is long done."""


def workbook(articles: Sequence[Article], clients: Sequence[Client], rng: Random, planting: Planting) -> bytes:
    """The workbook's bytes, its faults noted as planted."""
    jobs = _jobs(articles, clients, rng)

    def write(book: Workbook) -> list[Sheet]:
        """Fill the one sheet."""
        sheet = Sheet(FILE, book.create_sheet("Jobs"), COLUMNS, HAND, planting)
        sheet.line("Repairs & service", 14, bold=True)
        sheet.line("Customers' goods stay in Safe 1 until collected", italic=True)
        sheet.heading()
        for job in jobs:
            sheet.record(str(job["job"]), job)
        if not planting.clean:
            _spoil(sheet, jobs)
        sheet.sheet.freeze_panes = "B4"
        return [sheet]

    return bytes_of(write, "Repairs")


def _jobs(articles: Sequence[Article], clients: Sequence[Client], rng: Random) -> list[Job]:
    """The jobs in the order they came in: pieces sold that came back for a service, and those at the workshop now."""
    open_pieces = [article for article in articles if article.status == "workshop"]
    sold = [
        article for article in articles
        if article.status == "sold" and article.sheet != "Handbags" and article.sold_on and article.sold_on < LAST_SALE
    ]  # fmt: skip
    rng.shuffle(sold)
    jobs = [_job(article, clients, rng) for article in (*sold[: COUNT - len(open_pieces)], *open_pieces)]
    jobs.sort(key=lambda job: (job["received"], job["stock_no"]))
    jobs.append(_her_own(clients[0]))
    for number, job in enumerate(jobs, 1):
        job["job"] = f"R{number:04d}"
    return jobs


def _her_own(client: Client) -> Job:
    """A client's own ring, never bought here: it stands in no other register, and is in the house's care."""
    return {
        "received": date(2026, 10, 28),
        "client": client.short,
        "client_no": client.number,
        "stock_no": None,
        "piece": "Sapphire ring, platinum, family piece",
        "serial": None,
        "work": "Ring sizing",
        "workshop": None,
        "quoted": date(2026, 10, 28),
        "estimate": 140,
        "approved": date(2026, 10, 29),
        "cost": None,
        "charge": None,
        "status": "Received",
        "promised": date(2026, 11, 14),
        "collected": None,
        "notes": None,
        "declared": 4200,
    }


def _job(article: Article, clients: Sequence[Client], rng: Random) -> Job:
    """One job: a client's, on what was bought here or left here, or the house's own."""
    text, low, high = _work(article, rng)
    charge, done = rng.randrange(low, high, 5), article.status == "sold"
    house = article.ownership != "customer" and not done
    client = next((one for one in clients if one.number == article.buyer_no), None) or rng.choice(clients)
    received = article.away_since or article.date_in
    if done and article.sold_on:
        received = article.sold_on + timedelta(days=rng.randrange(12, 60))
    quoted = received + timedelta(days=rng.randrange(1, 4))
    return {
        "received": received,
        "client": "House" if house else client.short,
        "client_no": None if house else client.number,
        "stock_no": article.stock_no,
        "piece": f"{article.brand} {article.model}".strip() or article.description,
        "serial": article.serial or None,
        "work": text,
        "workshop": article.custodian or rng.choice(table("people")["workshop"]),
        "quoted": quoted,
        "estimate": charge,
        "approved": quoted + timedelta(days=rng.randrange(3)),
        "cost": round(charge * 0.55),
        "charge": None if house else charge,
        "status": "Collected" if done else "With workshop",
        "promised": article.away_until or received + timedelta(days=35),
        "collected": received + timedelta(days=rng.randrange(24, 34)) if done else None,
        "declared": None if house else article.insured or None,
        "notes": rng.choice([None, None, None, "Old parts returned", "Water test passed", "Client abroad until May"]),
    }


def _work(article: Article, rng: Random) -> tuple[str, int, int]:
    """What is done to a piece of that kind, and for how much."""
    words = {"Watches": ["Watch service", "Cleaning", "Replacement battery"], "Handbags": ["Bag spa"]}
    fits = words.get(article.sheet, ["Rhodium", "Engraving", "Cleaning"])
    if article.category == "bague":
        fits = ["Ring sizing", *fits]
    if "Perles" in article.stones:
        fits = ["Pearl restringing"]
    text, low, high = rng.choice([row for row in table("people")["sundry"] if row[0].startswith(tuple(fits))])
    return text, low, high


def _spoil(sheet: Sheet, jobs: Sequence[Job]) -> None:
    """Plant the faults of this register: a column that crossed the ocean, then the table's."""
    planter = Planter(sheet, {str(job["job"]): job for job in jobs})
    for name, job in planter.records.items():
        sheet.write(name, "quoted", _crossed(job["quoted"]))
    planter.plant_table("repairs")
    say = "Imported the American way: true dates have day and month exchanged, the others are left as text."
    for name in planter.records:
        day = sheet.read(name, "quoted")
        if isinstance(day, date) and day.day != day.month:
            sheet.note("half-converted-date", name, "quoted", shown(day), say)


def _crossed(day: date) -> date | str:
    """A date as an American file leaves it here: day and month exchanged, or left as text where they could not be."""
    return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}"
