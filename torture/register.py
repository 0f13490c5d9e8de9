"""A house with a stock register of any size: plausible watches, jewels and bags, a few of them a mess."""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path

import openpyxl

from bench.measure import cost

HEADINGS = (
    "Stock No", "Category", "Brand", "Reference", "Serial", "Description", "Metal", "Fineness", "Ownership", "Status",
    "Location", "Date in", "Cost", "Currency", "Insured value", "Retail", "Date sold", "Sold price", "Buyer", "Notes",
)  # fmt: skip
BRANDS = (("Rolex", "watch"), ("Omega", "watch"), ("Cartier", "ring"), ("Boucheron", "necklace"), ("Hermès", "handbag"))
PLACES = ("Safe 1, tray 3", "Safe 2", "Window", "Showcase 4", "Workshop")
START = dt.date(2015, 1, 5)
MESS_EVERY = 97  # one row in so many has no value, so that the blocks beside the total are not empty


def write(path: Path, rows: int) -> None:
    """A workbook of so many rows, the same for the same number."""
    chance = random.Random(rows)  # noqa: S311 - a seed makes the same register again; nothing here is secret
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Stock")
    sheet.append(["Stock register"])
    sheet.append(HEADINGS)
    for number in range(1, rows + 1):
        sheet.append(_row(number, chance))
    book.save(path)


def _row(number: int, chance: random.Random) -> list[object]:
    """One piece: acquired some day, about a third of them sold some time after."""
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


def house(folder: Path, rows: int) -> Path:
    """A house with that register, its columns as ``boutique init`` proposes them."""
    registers = folder / "registers"
    registers.mkdir(parents=True)
    write(registers / "Stock.xlsx", rows)
    answers = ["--name", "Maison Torture", "--basis", "insured_value", "--house-currency", "GBP"]
    cost([sys.executable, "-m", "toolkit", "init", str(folder), *answers], accept=(0, 3))
    return folder
