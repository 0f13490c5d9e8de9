"""A house with registers of any size: plausible watches, jewels and bags, a few a mess; clients and sales to fit."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from bench.measure import cost

HEADINGS = (
    "Stock No", "Category", "Brand", "Reference", "Serial", "Description", "Metal", "Fineness", "Ownership", "Status",
    "Location", "Date in", "Cost", "Currency", "Insured value", "Retail", "Date sold", "Sold price", "Buyer", "Notes",
)  # fmt: skip
SALES = (
    "Invoice", "Date", "Type", "Stock no", "Brand", "Serial", "Price", "Currency", "Client", "Client code", "Payment",
)  # fmt: skip
CLIENTS = (
    "Client no", "Title", "First name", "Surname", "Address", "Town", "Postcode", "Country", "Telephone", "E-mail",
    "Birthday", "Client since", "Letters by post", "Notes",
)  # fmt: skip
BRANDS = (("Rolex", "watch"), ("Omega", "watch"), ("Cartier", "ring"), ("Boucheron", "necklace"), ("Hermès", "handbag"))
PLACES = ("Safe 1, tray 3", "Safe 2", "Window", "Showcase 4", "Workshop")
FIRST = ("Ada", "Bruno", "Clara", "Dora", "Emil", "Flora", "Georg", "Hanna", "Ivo", "Jana", "Karl", "Lena")
STEMS = ("Ash", "Birch", "Crane", "Dale", "Elm", "Ford", "Grove", "Hill", "Isle", "Kirk", "Lane", "Moor")
ENDS = ("bury", "combe", "don", "field", "gate", "ham", "ley", "mere", "ton", "well", "wick", "worth")
START = dt.date(2015, 1, 5)
MESS_EVERY = 97  # one row in so many has no value, so that the blocks beside the total are not empty


def write(path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A workbook of these rows under a title."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append([f"{title} register"])
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    book.save(path)


def pieces(count: int) -> list[list[object]]:
    """So many pieces, the same for the same number: acquired some day, about a third of them sold some time after."""
    chance = random.Random(count)  # noqa: S311 - a seed makes the same register again; nothing here is secret
    return [_piece(number, chance) for number in range(1, count + 1)]


def _piece(number: int, chance: random.Random) -> list[object]:
    brand, category = chance.choice(BRANDS)
    bought = START + dt.timedelta(days=chance.randrange(4000))
    sold = bought + dt.timedelta(days=chance.randrange(1, 300)) if chance.random() < 1 / 3 else None
    cost_price = chance.randrange(500, 60_000)
    value = None if number % MESS_EVERY == 0 else cost_price * 1.6
    return [
        f"S{number:06}", category, brand, f"{chance.randrange(1000, 9999)}", f"{chance.getrandbits(36):09X}",
        f"{brand} {category} no. {number}", "gold", 750, "owned", "sold" if sold else "available",
        chance.choice(PLACES), bought, cost_price, "GBP", value, cost_price * 2,
        sold, cost_price * 1.9 if sold else None, None, None,
    ]  # fmt: skip


def clients(count: int) -> Iterable[list[object]]:
    """So many clients: invented names, one address each, a few notes."""
    chance = random.Random(count)  # noqa: S311 - as above
    for number in range(1, count + 1):
        first, surname = chance.choice(FIRST), chance.choice(STEMS) + chance.choice(ENDS)
        yield [
            f"C{number:06}", chance.choice(("Mr", "Mrs", "Dr")), first, surname, f"{number % 90 + 1} {surname} Street",
            "London", f"SW{number % 9 + 1} {number % 8 + 1}AB", "United Kingdom", f"+44 20 7946 {number % 1000:04}",
            f"{first}.{surname}{number}@post.example".lower(),
            dt.date(1940 + number % 60, number % 12 + 1, number % 28 + 1),
            dt.date(2012 + number % 12, 5, 1), "Yes" if number % 11 else "No", "",
        ]  # fmt: skip


def sales(stock: Sequence[Sequence[object]], people: int) -> Iterable[list[object]]:
    """Six rows for each sold piece, all of one story: deposit, sale, return, deposit, sale, service."""
    story = (
        (-9, "Deposit", 0.1), (-8, "Sale", 1.0), (-5, "Return from client", 1.0), (-2, "Deposit", 0.1),
        (0, "Sale", 1.0), (30, "Service", 0.01),
    )  # fmt: skip
    invoice = 0
    for row in stock:
        if not isinstance(day := row[16], dt.date):
            continue
        client = hash_of(str(row[0])) % people + 1
        for after, kind, share in story:
            invoice += 1
            price = round(float(str(row[17])) * share, 2)
            when = max(day + dt.timedelta(days=after), row[11]) if isinstance(row[11], dt.date) else day
            yield [f"I{invoice:07}", when, kind, row[0], row[2], row[4], price, "GBP", "", f"C{client:06}", "Card"]


def hash_of(text: str) -> int:
    """A number from a text, the same in every process."""
    return sum(position * ord(letter) for position, letter in enumerate(text, 1))


def house(folder: Path, rows: int, *, people: int = 0, trade: bool = False) -> Path:
    """A house with that stock, mapped as ``boutique init`` proposes; with clients and sales where asked for."""
    registers = folder / "registers"
    registers.mkdir(parents=True)
    stock = pieces(rows)
    write(registers / "Stock.xlsx", "Stock", HEADINGS, stock)
    if people:
        write(registers / "Clients.xlsx", "Clients", CLIENTS, clients(people))
    if trade:
        write(registers / "Sales.xlsx", "Sales", SALES, sales(stock, people or 1))
    answers = ["--name", "Maison Torture", "--basis", "insured_value", "--house-currency", "GBP"]
    cost([sys.executable, "-m", "toolkit", "init", str(folder), *answers], accept=(0, 3))
    return folder
