"""The clients' register: about 150 invented people, some of whom a careless letter would hurt."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, Column, Hand, Sheet, bytes_of, shown

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
    Column("suffix", "Suffix", 8),
    Column("salutation", "Salutation", 22),
    Column("partner", "Partner", 22),
    Column("company", "Company", 24),
    Column("vat_no", "VAT no", 16),
    Column("street", "Address", 28),
    Column("town", "Town", 16),
    Column("postcode", "Postcode", 11),
    Column("country", "Country", 15),
    Column("telephone", "Telephone", 22),
    Column("email", "E-mail", 34),
    Column("language", "Language", 10),
    Column("birthday", "Birthday", 12, DAY),
    Column("anniversary", "Anniversary", 12, DAY),
    Column("since", "Client since", 12),
    Column("last_contact", "Last contact", 12, DAY),
    Column("adviser", "Adviser", 11),
    Column("post", "Letters by post", 16),
    Column("mailing", "E-mail consent", 10),
    Column("agreed_on", "Consent date", 12, DAY),
    Column("stop", "Do not contact", 10),
    Column("gone", "Gone away", 8),
    Column("dead", "Deceased", 8),
    Column("notes", "Notes", 44),
)
GUESTS = (Column("number", "Client no", 10), Column("name", "Name", 30), Column("town", "Town", 16),
          Column("email", "E-mail", 34), Column("language", "Language", 10))  # fmt: skip
ABROAD = {"France": "+33 1 99 00 12 34", "USA": "+1 212 555 0142"}
"""Numbers kept free for fiction, in the countries that keep some."""
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
    suffix: str = ""
    salutation: str = ""
    company: str = ""
    vat_no: str = ""
    last_contact: date | None = None
    mailing: str = ""
    agreed_on: date | None = None
    stop: str = ""
    gone: str = ""
    dead: str = ""
    kind: str = ""
    say: str = ""
    brings: tuple[str, ...] = ()
    written: bool = False

    @property
    def ordinary(self) -> bool:
        """Whether the client was generated, so that a fault may be planted in the row."""
        return not self.written

    @property
    def birthday_known(self) -> bool:
        """Whether the birthday is known with its year."""
        return isinstance(self.birthday, date)

    @property
    def trades(self) -> bool:
        """Whether the sales ledger, which knows no letters but Western ones, can name the client."""
        named = bool(self.surname) and self.kind not in {"no-name", "template-in-name"}
        return named and all(ord(letter) < 0x17F for letter in self.surname)

    @property
    def short(self) -> str:
        """The name as the sales ledger writes it."""
        return f"{self.title} {self.first[:1]}. {self.surname}" if self.title and self.first else self.surname


def invent(rng: Random, *, clean: bool = False) -> list[Client]:
    """The clients: the ones written by hand in among the generated ones; in a clean maison without the traps."""
    written = table("clients")["client"]
    made = []
    for number in range(1, COUNT + 1):
        client = _client(f"C{number:04d}", rng)
        if number % 6 == 0 and number // 6 <= len(written):
            by_hand = written[number // 6 - 1]
            if not (clean and "kind" in by_hand):
                _rewrite(client, by_hand)
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
    if client.country:
        client.telephone = ABROAD.get(client.country, "")
    client.birthday = _day(rng, 1938, 1998) if rng.random() < 0.6 else None
    client.anniversary = _day(rng, 2018, 2026) if client.partner and rng.random() < 0.6 else None
    client.since, client.adviser = str(rng.randrange(2008, 2026)), rng.choice(people["adviser"])
    client.post = rng.choice(["Yes", "Yes", "Yes", "y", "✓", ""])
    client.mailing = "Yes" if client.email and rng.random() < 0.5 else ""
    if client.mailing or client.post:
        client.agreed_on = date(2024, 5, 25) + timedelta(days=rng.randrange(800))
    if rng.random() < 0.4:
        client.last_contact = date(2026, 1, 10) + timedelta(days=rng.randrange(285))
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
    client.email, client.written = "", True
    for key, value in written.items():
        setattr(client, key, tuple(value) if key == "brings" else value)


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
        if not planting.clean:
            Planter(sheet, {client.number: client for client in clients}, step=5).plant_table("clients")
        sheet.sheet.freeze_panes = f"E{sheet.rows[clients[0].number]}"
        return [sheet, _guests(book, planting)]

    return bytes_of(write, "Clients")


def _guests(book: Workbook, planting: Planting) -> Sheet:
    """The guests of the autumn evening, who are no clients yet; half of them were typed by somebody else."""
    sheet = Sheet(FILE, book.create_sheet("Guests"), GUESTS, HAND, planting)
    sheet.heading()
    for number, (name, town, email) in enumerate(table("clients")["guest"], 1):
        first, surname = name.split(" ", 1)
        turned = number % 2 == 0 and not planting.clean
        facts = {"name": f"{surname}, {first}" if turned else name, "town": town, "email": email, "language": "English"}
        sheet.record(f"G{number:02d}", facts | {"number": f"G{number:02d}"})
    if not planting.clean:
        say = "Some names begin with the surname, the others with the first name."
        sheet.note("names-in-two-orders", "G02", "name", str(sheet.read("G02", "name")), say)
    return sheet


def _row(sheet: Sheet, client: Client) -> None:
    """One client, with the comment left on the surname."""
    sheet.record(client.number, {column.key: getattr(client, column.key) or None for column in COLUMNS})
    key = SPOTS.get(client.kind, "surname")
    if client.comment:
        sheet.comment(client.number, key, client.comment)
    if client.kind:
        what = f"comment: {client.comment}" if client.comment else shown(sheet.read(client.number, key))
        sheet.note(client.kind, client.number, key, what, client.say, client.brings)
