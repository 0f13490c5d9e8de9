"""Small houses for occasions: clients, sales, repairs and contacts as tables of a few columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.houses import make, table
from toolkit.house import House
from toolkit.letters.batch import Beside, batch
from toolkit.letters.discretion import Preflight, preflight
from toolkit.letters.letter import Hold, Occasion
from toolkit.letters.occasions import occasions
from toolkit.produce.reading import read_and_check, read_house
from toolkit.records import Record, Registers

CLIENT = {
    "Client no": "C1", "Title": "Mrs", "First name": "Ada", "Surname": "Vane", "Salutation": "", "Company": "", "Partner": "",
    "Address": "4 Linnet Walk", "Town": "London", "Postcode": "SW3 1AA", "Country": "", "Birthday": "", "Anniversary": "",
    "Leap day kept": "", "Client since": "", "Last contact": "", "VIP": "", "Letters by post": "yes", "Do not contact": "",
    "Gone away": "", "Deceased": "no", "Notes": "",
}  # fmt: skip
SALE = {
    "Invoice": "V1", "Date": "2025-12-10", "Type": "Sale", "Stock no": "W1", "Brand": "Delmare", "Category": "watch",
    "Description": "automatic watch", "Price": "4200", "Client": "", "Client code": "C1", "Gift": "no", "Gift for": "",
    "Occasion": "", "Balance": "", "Delivered": "", "Remarks": "",
}  # fmt: skip
JOB = {
    "Job no": "R1", "Received": "2026-09-01", "Client": "", "Client no": "C1", "Piece": "Delmare watch", "Work": "Full service",
    "Status": "", "Promised": "", "Collected": "", "Warranty until": "", "Notes": "",
}  # fmt: skip
CONTACT = {
    "Date": "2026-09-01", "Client": "", "Client no": "C1", "Channel": "phone", "Direction": "out", "Subject": "news",
    "Outcome": "", "Follow up": "", "Notes": "",
}  # fmt: skip
STOCK = ("Stock No", "Description", "Date in", "Cost", "Currency")
Row = Mapping[str, object]


@dataclass(frozen=True)
class Looked:
    """A house as read, and the days asked about."""

    house: House
    registers: Registers
    found: tuple[Occasion, ...]
    judged: Preflight

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """Each occasion as its kind and day."""
        return [(one.kind, str(one.day)) for one in self.found]

    def days(self, kind: str) -> dict[str, str]:
        """The day of one kind of occasion, by client number."""
        return {one.client.client.client_no or "": str(one.day) for one in self.found if one.kind == kind}

    @property
    def codes(self) -> dict[str, list[str]]:
        """What holds each client's letter back, by client number; an empty list where it may be drafted."""
        told = {one.client.client.client_no or "": [] for one in self.judged.ready}
        for held in self.judged.held:
            told[held.occasion.client.client.client_no or ""] = codes(held.holds)
        return told


def codes(holds: Sequence[Hold]) -> list[str]:
    """The codes of holds, each once, in their order."""
    return list(dict.fromkeys(hold.code for hold in holds))


def people(*given: Row) -> list[Row]:
    """Clients C1, C2 and so on, each in a house of her own."""
    return [{"Client no": f"C{number}", "Address": f"{number} Elm Row", **one} for number, one in enumerate(given, 1)]


def rows(blank: Row, given: Sequence[Row]) -> str:
    """A register with the columns of ``blank``."""
    return table(tuple(blank), [tuple({**blank, **row}.values()) for row in given])


def look(  # noqa: PLR0913 - a house in one call, each part named
    folder: Path,
    clients: Sequence[Row],
    *,
    sales: Sequence[Row] = (),
    jobs: Sequence[Row] = (),
    contacts: Sequence[Row] = (),
    first: str = "2026-12-01",
    last: str = "2026-12-31",
    as_at: str = "2026-10-31",
    letters: Mapping[str, str] | None = None,
    sent: Mapping[str, date] | None = None,
    likely: Sequence[tuple[str, str]] = (),
) -> Looked:
    """The occasions of a house between two days; ``letters`` are settings of ``[letters]``, ``likely`` client numbers."""
    files = {
        "Stock.csv": table(STOCK, [("S1", "Gold ring", "2020-01-01", "100", "GBP")]),
        "Clients.csv": rows(CLIENT, clients),
    }
    given = (("Sales.csv", SALE, sales), ("Repairs.csv", JOB, jobs), ("Contacts.csv", CONTACT, contacts))
    files |= {name: rows(blank, some) for name, blank, some in given if some}
    settings = {f"letters_{key}": value for key, value in (letters or {}).items()}
    make(folder, files, house_country="GB", house_timezone="Europe/London", house_currency="GBP", **settings)
    house, moment = read_house(folder, as_at)
    checked = read_and_check(house, moment)
    found = occasions(checked.registers, house, date.fromisoformat(first), date.fromisoformat(last), moment)
    numbered: dict[str, Record] = {getattr(one, "client_no", ""): one for one in checked.registers.others["clients"]}
    pairs = tuple((numbered[one], numbered[other]) for one, other in likely)
    beside = Beside(sent or {}, pairs, checked.findings)
    return Looked(house, checked.registers, found, preflight(batch(found, checked.registers, house, moment, beside)))
