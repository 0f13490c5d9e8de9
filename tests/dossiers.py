"""Small houses whose pieces have a past, and how tests look into their dossiers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from tests.houses import make, table
from toolkit.findings import Place
from toolkit.produce.reading import read_and_check, read_house
from toolkit.readers.prose import parse
from toolkit.reports.provenance import Dossier, Edition, Fact, Section, Withheld
from toolkit.reports.provenance_facts import Holdings, dossier

STOCK = (
    "Stock No", "Description", "Category", "Brand", "Model", "Reference", "Serial", "Year", "Condition", "Ownership",
    "Status", "Metal", "Leather", "Stones", "Natural/lab grown", "Carat weight", "Colour", "Clarity", "Lab", "Report no",
    "Report date", "Bought from", "Seller type", "Date in", "Purchase invoice", "Consignor", "Agreement no", "CITES",
    "Diamond origin", "Watch Register", "Date checked", "Hold until", "Cost", "Currency", "Insured value",
    "Valuation date", "Valuer", "Box", "Papers", "Card serial", "Full set", "Photo", "Notes",
)  # fmt: skip
EVENTS = ("Stock No", "Event", "Date", "Until", "From", "To", "Place", "Evidence", "Document no", "According to",
          "Certainty", "May be named", "Remarks")  # fmt: skip
SALES = ("Invoice no", "Date", "Type", "Stock No", "Customer", "Price", "Currency", "VAT")
JOBS = ("Job no", "Client", "Stock No", "Piece", "Received", "Returned", "Workshop", "Work done", "Invoice no")
SUPPLIERS = ("Supplier no", "Supplier", "Kind", "Town", "Terms", "VAT no", "SOW statement")
CLIENTS = ("Client no", "First name", "Surname", "Street", "Town", "Postcode")

WATCH: Mapping[str, str] = {
    "Stock No": "W1", "Description": "silvered dial", "Category": "Watch", "Brand": "Ravelle", "Model": "Alba",
    "Serial": "671042", "Year": "1951", "Condition": "Vintage", "Ownership": "owned", "Status": "available",
    "Metal": "Yellow gold 18ct", "Bought from": "Mrs Honoria Whitcombe", "Date in": "2026-03-11",
    "Purchase invoice": "P26-1", "Watch Register": "No Match", "Date checked": "2026-10-20", "Cost": "8900",
    "Currency": "GBP", "Box": "no", "Papers": "yes", "Card serial": "671042",
}  # fmt: skip
PAST: tuple[Mapping[str, str], ...] = (
    {"Event": "Made", "Date": "1951", "To": "Ravelle SA", "Place": "Geneva", "Evidence": "Extract from the archives",
     "Document no": "EX-9", "Certainty": "certain"},
    {"Event": "Sold", "Date": "1951", "From": "Ravelle SA", "To": "Colonel Ambrose Thackeray, London",
     "Until": "1991", "Evidence": "Extract from the archives", "Document no": "EX-9", "Certainty": "stated"},
    {"Event": "Serviced", "Date": "2004", "Place": "Bath", "Evidence": "Service invoice", "Document no": "2004/118",
     "Certainty": "certain"},
    {"Event": "By descent", "Date": "2019", "From": "Lady Winifred Ashdown, Bath", "To": "Mrs Honoria Whitcombe",
     "Evidence": "Letter of the family", "Document no": "L-8"},
)  # fmt: skip
PRIVATE = ("Thackeray", "Ashdown", "Whitcombe", "Honoria", "Ambrose", "Winifred")


def lines(heading: tuple[str, ...], rows: Any) -> str:
    """Rows given by heading, as a register."""
    return table(heading, [[row.get(name, "") for name in heading] for row in rows])


class Small:
    """A small house and its dossiers."""

    def __init__(self, folder: Path, *pieces: Mapping[str, str], **registers: Any) -> None:
        """Write the registers that are given and read them."""
        files = {"Stock.csv": lines(STOCK, pieces or (WATCH,))}
        names = {"past": ("Provenance.csv", EVENTS), "sales": ("Sales.csv", SALES), "jobs": ("Repairs.csv", JOBS),
                 "suppliers": ("Suppliers.csv", SUPPLIERS), "clients": ("Clients.csv", CLIENTS)}  # fmt: skip
        for key, (name, heading) in names.items():
            if key in registers:
                rows = registers[key]
                files[name] = lines(heading, [{"Stock No": "W1"} | row for row in rows] if key == "past" else rows)
        settings = {"house_name": "Maison Corvane", "house_currency": "GBP"} | registers.get("settings", {})
        make(folder, files, **settings)
        for name, content in registers.get("evidence", {}).items():
            path = folder / "evidence" / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        house, at = read_house(folder, "2026-10-31")
        checked = read_and_check(house, at)
        found = sorted(path for path in (folder / "evidence").glob("*") if path.is_file())
        digests = {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
        self.holdings = Holdings(checked.registers, house, at, checked.findings, digests, parse)

    def made(self, stock_no: str = "W1", edition: Edition = "client", **asked: Any) -> Dossier:
        """The dossier; a withheld one fails the test with its reasons."""
        result = dossier(self.holdings, stock_no, edition, **asked)
        assert isinstance(result, Dossier), result
        return result

    def withheld(self, stock_no: str = "W1", edition: Edition = "client", **asked: Any) -> list[tuple[str, str]]:
        """The first cell and the words of each reason."""
        result = dossier(self.holdings, stock_no, edition, **asked)
        assert isinstance(result, Withheld), "not withheld"
        assert all(reason.hint for reason in result.reasons)
        return [(str(reason.places[0]) if reason.places else "", reason.words) for reason in result.reasons]


def texts(value: object) -> Iterator[str]:
    """Every text anywhere in a frozen value, but those of places."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)
    elif is_dataclass(value) and not isinstance(value, type | Place):
        for one in fields(value):
            yield from texts(getattr(value, one.name))


def the(section: Section | None, key: str) -> Fact:
    """The fact of a section under a key."""
    assert section is not None
    return next(fact for fact in section.facts if fact.key == key)


def cell(heading: tuple[str, ...], name: str, row: int = 2, file: str = "Stock.csv") -> str:
    """Where a heading's cell stands, in the words of a message."""
    from toolkit.findings import column_letter

    return f"{file}, cell {column_letter(heading.index(name) + 1)}{row}"


RING: Mapping[str, str] = {
    "Stock No": "R1", "Description": "Diamond solitaire", "Category": "Ring", "Brand": "Ravelle", "Condition": "New",
    "Ownership": "owned", "Status": "available", "Metal": "Platinum 950", "Stones": "Round brilliant diamond",
    "Natural/lab grown": "lab grown", "Carat weight": "0.996", "Colour": "E", "Clarity": "VS1", "Lab": "IGI",
    "Report no": "LG612345678", "Report date": "2025-06-12", "Bought from": "Atelier Vernhes SARL",
    "Date in": "2026-01-10", "Purchase invoice": "A-1", "Currency": "GBP",
}  # fmt: skip


BAG: Mapping[str, str] = {
    "Stock No": "B1", "Description": "Top handle bag", "Category": "Handbag", "Brand": "Ravelle", "Serial": "J 713 FC",
    "Condition": "Pre-owned", "Ownership": "owned", "Status": "available", "Leather": "Crocodylus porosus",
    "Bought from": "Private seller (Paris)", "Date in": "2024-11-16", "CITES": "24FR0750-R", "Colour": "Craie",
}  # fmt: skip
