"""The clients' register: about 150 invented people, some of whom a careless letter would hurt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.workbook import Column, Hand, Sheet, bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook

FILE = "Clients.xlsx"
COUNT = 152
HAND = Hand("Calibri", 10, "3F4A4F", "FFFFFF", "E8EBEC")
COLUMNS = (
    Column("number", "Client no", 10),
    Column("title", "Title", 10),
    Column("first", "First name(s)", 20),
    Column("surname", "Surname", 24),
    Column("partner", "Partner", 22),
    Column("street", "Address", 28),
    Column("town", "Town", 16),
    Column("postcode", "Postcode", 11),
    Column("country", "Country", 15),
    Column("telephone", "Telephone", 22),
    Column("email", "E-mail", 34),
    Column("language", "Language", 10),
    Column("birthday", "Birthday", 12, "dd/mm/yyyy"),
    Column("anniversary", "Anniversary", 12, "dd/mm/yyyy"),
    Column("since", "Client since", 12),
    Column("adviser", "Adviser", 11),
    Column("post", "Letters by post", 16),
    Column("notes", "Notes", 44),
)
SPOTS = {"leap-birthday": "birthday", "minor": "birthday", "objected-to-post": "post", "open-complaint-note": "notes"}
"""In which column each trap stands; the others stand at the surname."""


@dataclass(slots=True)
class Client:
    """One row of the clients' register, and the trap it is, if it is one."""

    number: str
    title: str
    first: str
    surname: str
    partner: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    country: str = ""
    telephone: str = ""
    email: str = ""
    language: str = "English"
    birthday: object = None
    anniversary: object = None
    since: str = ""
    adviser: str = ""
    post: str = "Yes"
    notes: str = ""
    comment: str = ""
    kind: str = ""
    say: str = ""

    @property
    def trades(self) -> bool:
        """Whether the sales ledger, which knows no letters but Western ones, can name the client."""
        named = self.kind not in {"no-name", "template-in-name"}
        return named and all(ord(letter) < 0x17F for letter in self.surname)

    @property
    def short(self) -> str:
        """The name as the sales ledger writes it."""
        return f"{self.title} {self.first[:1]}. {self.surname}" if self.title and self.first else self.surname


def invent(rng: Random) -> list[Client]:
    """The clients: the ones written by hand in among the generated ones."""
    written = table("clients")["client"]
    made = []
    for number in range(1, COUNT + 1):
        client = _client(f"C{number:04d}", rng)
        if number % 6 == 0 and number // 6 <= len(written):
            _rewrite(client, written[number // 6 - 1])
        made.append(client)
    return made


def _client(number: str, rng: Random) -> Client:
    """A client of invented name, address and dates."""
    people = table("people")
    woman = rng.random() < 0.52
    first, surname = rng.choice(people["first_f" if woman else "first_m"]), rng.choice(people["surname"])
    title = rng.choice(["Mrs", "Ms", "Mrs", "Dr"] if woman else ["Mr", "Mr", "Mr", "Dr"])
    client = Client(number, title, first, surname)
    client.street = f"{rng.randrange(1, 60)} {rng.choice(people['street'])}"
    client.town, client.postcode = rng.choice(people["town"])
    if rng.random() < 0.14:
        client.town, client.postcode, client.country = rng.choice(people["abroad"])
        client.language = "English" if client.country == "USA" else "French"
    if rng.random() < 0.2:
        client.first, client.notes = f"{first[0]}.", ""
    if rng.random() < 0.25:
        client.partner = rng.choice(people["first_m" if woman else "first_f"])
    client.telephone, client.email = _reach(first, surname, rng)
    client.birthday = _day(rng, 1938, 1998) if rng.random() < 0.6 else None
    client.anniversary = _day(rng, 1975, 2022) if client.partner and rng.random() < 0.6 else None
    client.since, client.adviser = str(rng.randrange(2008, 2026)), rng.choice(people["adviser"])
    client.post = rng.choice(["Yes", "Yes", "Yes", "y", "✓", "No", ""])
    return client


def _reach(first: str, surname: str, rng: Random) -> tuple[str, str]:
    """A telephone number as offices write them, and an e-mail address."""
    mobile = f"{rng.randrange(100, 999)}"
    manner = rng.choice(["07700 900{}", "+44 7700 900{}", "020 7946 0{}", "+44(0)7700-900{}", "7700900{}"])
    plain = unicodedata.normalize("NFD", f"{first[0]}.{surname}".lower())
    name = "".join(letter for letter in plain if letter.isascii() and (letter.isalpha() or letter == "."))
    return manner.format(mobile), f"{name}@example.{rng.choice(['com', 'org', 'net'])}" if rng.random() < 0.85 else ""


def _day(rng: Random, first: int, last: int) -> object:
    """A date, sometimes without its year, as text."""
    day = date(first, 1, 1) + timedelta(days=rng.randrange((last - first) * 365))
    return f"{day:%d/%m}" if rng.random() < 0.12 else day


def _rewrite(client: Client, written: dict[str, Any]) -> None:
    """Put one written by hand in the place of a generated one; what he does not say stays."""
    client.partner, client.notes, client.first, client.anniversary = "", "", "", None
    client.email = ""
    for key, value in written.items():
        setattr(client, key, value)


def workbook(clients: Sequence[Client], planting: Planting) -> bytes:
    """The clients' workbook, its traps noted as planted."""

    def write(book: Workbook) -> list[Sheet]:
        """Fill the one sheet."""
        sheet = Sheet(FILE, book.create_sheet("Clients"), COLUMNS, HAND, planting)
        sheet.line("Clients", 14, bold=True)
        sheet.line("Private and confidential. Do not print. Last tidied: spring 2025", italic=True)
        sheet.heading()
        for client in clients:
            _row(sheet, client)
        sheet.sheet.freeze_panes = f"E{sheet.rows[clients[0].number]}"
        return [sheet]

    return bytes_of(write, "Clients")


def _row(sheet: Sheet, client: Client) -> None:
    """One client, with the comment left on the surname."""
    sheet.record(client.number, {column.key: getattr(client, column.key) or None for column in COLUMNS})
    cell = sheet.cell(client.number, SPOTS.get(client.kind, "surname"))
    if client.comment:
        sheet.comment(client.number, "surname", client.comment)
    if client.kind:
        what = f"comment: {client.comment}" if client.comment else str(cell.value)
        sheet.note(client.kind, cell.coordinate, what, client.say)
