"""A house whose pieces are all sold, each with a complete past: every one of them can have its dossier."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bench.measure import cost
from torture.register import FIRST, STEMS, write

AS_AT = "2026-10-31"
STOCK = (
    "Stock No", "Description", "Category", "Brand", "Model", "Reference", "Serial", "Year", "Condition", "Ownership",
    "Status", "Metal", "Case diameter", "Bought from", "Date in", "Purchase invoice", "Watch Register", "Date checked",
    "Cost", "Currency", "Insured value", "Valuation date", "Valuer", "Box", "Papers", "Date sold", "Sold price",
    "Buyer", "Sales invoice", "Photo",
)  # fmt: skip
PAST = (
    "Stock No", "Event", "Date", "Until", "From", "To", "Place", "Evidence", "Document no", "Certainty",
)  # fmt: skip
SALES = ("Invoice", "Date", "Type", "Stock no", "Brand", "Serial", "Price", "Currency", "Client", "Client code")
CLIENTS = ("Client no", "Title", "First name", "Surname", "Address", "Town", "Postcode", "Country")
SOLD = dt.date(2026, 9, 1)


def stock(count: int, photographs: int) -> Iterator[list[object]]:
    """So many watches; the house bought each from a person and sold it to another in September."""
    named = "; ".join(f"view-{number}.jpg" for number in range(1, photographs + 1))
    for number in range(1, count + 1):
        sold = SOLD + dt.timedelta(days=number % 29)
        yield [
            f"W{number:04}", "silvered dial, baton markers", "watch", "Ravelle", f"Alba {number}", f"20{number:04}",
            f"{671042 + 37 * number}", 1951 + number % 20, "vintage", "owned", "sold", "18 ct yellow gold", "35 mm",
            f"Mrs {FIRST[number % 12]} {STEMS[number % 7]}croft", dt.date(2026, 3, 1 + number % 28), f"P26-{number}",
            "No Match", dt.date(2026, 8, 20), 4000 + 11 * number, "GBP", 7000 + 17 * number, dt.date(2026, 4, 2),
            "Harcombe & Vane", "no", "yes", sold, 7000 + 19 * number, f"C{number:04}", f"MC26-{number:04}", named,
        ]  # fmt: skip


def past(count: int) -> Iterator[list[object]]:
    """Who had each watch before, and on what evidence: five rows a piece."""
    for number in range(1, count + 1):
        piece, made, surname = f"W{number:04}", 1951 + number % 20, STEMS[number % 7] + "croft"
        first, heir = f"Colonel Ivo {surname}, Bath", f"Mrs {FIRST[number % 12]} {surname}"
        paper = f"EX-{number}"
        yield [piece, "Made", str(made), "", "", "Ravelle SA", "Geneva", "Extract from the archives", paper, "certain"]
        yield [piece, "Sold", str(made + 1), "1991", "Ravelle SA", first, "", "Extract from the archives", paper,
               "certain"]  # fmt: skip
        yield [piece, "By descent", "1991", "", first, heir, "", "Letter of the family", f"L-{number}", "stated"]
        yield [piece, "Serviced", "2004", "", "", "", "Bath", "Service invoice", f"2004/{number}", "certain"]
        yield [piece, "Exhibited", "2012", "", "", "", "London", "Catalogue", f"no. {number}", "certain"]


def sales(count: int) -> Iterator[list[object]]:
    """The sale of each."""
    for row in stock(count, 0):
        number, day, price, client, invoice = row[0], row[25], row[26], row[27], row[28]
        yield [invoice, day, "Sale", number, row[3], row[6], price, "GBP", _name(str(client)), client]


def clients(count: int) -> Iterator[list[object]]:
    """Whom they were sold to."""
    for number in range(1, count + 1):
        code = f"C{number:04}"
        title, first, surname = _name(code).split()
        yield [code, title, first, surname, f"{number} Quay Street", "London", f"SW{number % 9 + 1} 2AB",
               "United Kingdom"]  # fmt: skip


def _name(code: str) -> str:
    """The client under a code."""
    number = int(code[1:])
    title, surname = ("Mr", "Mrs", "Dr")[number % 3], f"{STEMS[number // 12 % 12]}{'abcdefgh'[number % 8]}ey"
    return f"{title} {FIRST[number % 12]} {surname}"


def photograph(number: int, pixels: tuple[int, int]) -> bytes:
    """A photograph as a camera leaves it: grain and light, turned by its properties, with the place it was taken."""
    grain = Image.effect_noise(pixels, 24)
    light = Image.linear_gradient("L").rotate(90 * number).resize(pixels)
    camera = Image.Exif()
    camera[0x010F] = "Camera"
    camera.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 26.0), 3: "W", 4: (0.0, 7.0, 39.0)})
    out = io.BytesIO()
    Image.merge("RGB", (grain, light, Image.blend(grain, light, 0.5))).save(out, "JPEG", quality=92, exif=camera)
    return out.getvalue()


def house(folder: Path, count: int, *, photographs: int = 0, pixels: tuple[int, int] = (4000, 3000)) -> Path:
    """A house of so many sold pieces, mapped as ``boutique init`` proposes; all show the same photographs."""
    registers = folder / "registers"
    registers.mkdir(parents=True)
    write(registers / "Stock.xlsx", "Stock", STOCK, stock(count, photographs))
    write(registers / "Provenance.xlsx", "Provenance", PAST, past(count))
    write(registers / "Sales.xlsx", "Sales", SALES, sales(count))
    write(registers / "Clients.xlsx", "Clients", CLIENTS, clients(count))
    (folder / "evidence").mkdir()
    for number in range(1, photographs + 1):
        (folder / "evidence" / f"view-{number}.jpg").write_bytes(photograph(number, pixels))
    answers = ["--name", "Maison Torture", "--basis", "insured_value", "--house-currency", "GBP"]
    cost([sys.executable, "-m", "toolkit", "init", str(folder), *answers], accept=(0, 3))
    return folder
