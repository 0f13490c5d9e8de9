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
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet, bytes_of

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
    Column("stock_no", "Stock no", 10),
    Column("piece", "Piece", 34),
    Column("serial", "Serial", 14),
    Column("work", "Work", 30),
    Column("workshop", "With", 22),
    Column("quoted", "Quoted on", 12, DAY),
    Column("cost", "Cost to us", 10, POUNDS),
    Column("charge", "Charge", 10, POUNDS),
    Column("status", "Status", 14),
    Column("promised", "Promised", 11, DAY),
    Column("collected", "Collected", 11, DAY),
    Column("notes", "Notes", 34),
)


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
        _spoil(sheet, jobs)
        sheet.sheet.freeze_panes = "B4"
        return [sheet]

    return bytes_of(write, "Repairs")


def _jobs(articles: Sequence[Article], clients: Sequence[Client], rng: Random) -> list[Job]:
    """The jobs in the order they came in; those of pieces at the workshop are the last, and open."""
    open_pieces = [article for article in articles if article.status == "workshop"]
    others = [article for article in articles if article.status == "sold" and article.sheet != "Handbags"]
    rng.shuffle(others)
    pieces = [*others[: COUNT - len(open_pieces)], *open_pieces]
    jobs = []
    for number, article in enumerate(pieces, 1):
        late = article.status == "workshop"
        received = date(2024, 2, 1) + timedelta(days=number * 17)
        if late:
            received = date(2026, 8, 20) + timedelta(days=rng.randrange(60))
        jobs.append(_job(number, article, received, rng.choice(clients), rng))
    return jobs


def _job(number: int, article: Article, received: date, client: Client, rng: Random) -> Job:
    """One job."""
    text, low, high = _work(article, rng)
    charge, done = rng.randrange(low, high, 5), article.status != "workshop"
    house = article.ownership != "customer" and not done
    return {
        "job": f"R{number:04d}",
        "received": received,
        "client": "House" if house else client.short,
        "stock_no": article.stock_no,
        "piece": f"{article.brand} {article.model}".strip() or article.description,
        "serial": article.serial or None,
        "work": text,
        "workshop": rng.choice(table("people")["workshop"]),
        "quoted": _crossed(received + timedelta(days=rng.randrange(2, 9))),
        "cost": round(charge * 0.55),
        "charge": None if house else charge,
        "status": "Collected" if done else "With workshop",
        "promised": received + timedelta(days=35 if done else 80),
        "collected": received + timedelta(days=rng.randrange(24, 60)) if done else None,
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


def _crossed(day: date) -> object:
    """A date as an American file leaves it here: day and month exchanged, or left as text where they could not be."""
    return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}"


def _spoil(sheet: Sheet, jobs: Sequence[Job]) -> None:
    """Plant the faults of this register."""
    text = next(job for job in jobs if isinstance(job["quoted"], str))
    cell = sheet.cell(str(text["job"]), "quoted")
    say = "Text has the month first, true dates have day and month exchanged: imported the American way."
    sheet.note("half-converted-dates", cell.coordinate, str(cell.value), say)
    late = str(
        next(job for job in jobs if job["status"] == "With workshop" and job["received"] < date(2026, 9, 5))["job"]
    )
    sheet.spoil(
        "overdue-repair", late, "promised", date(2026, 9, 30), "Promised for September and still at the workshop."
    )
    closed = [str(job["job"]) for job in jobs if job["status"] == "Collected"]
    sheet.spoil("collected-before-received", closed[7], "collected", date(2023, 5, 2), "Collected before it came.")
    complaint = "Strap marked. Client furious - EH to call"
    sheet.spoil("open-complaint-note", "R0044", "notes", complaint, "A complaint that no letter should cross.")
