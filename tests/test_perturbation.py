"""One cell changed: exactly the documents that use it change, and no other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from pathlib import Path
from shutil import copytree
from typing import Any

import openpyxl
import pytest

from tests.maisons import Shelf, clean, messy
from toolkit.house import House
from toolkit.other_records import Job
from toolkit.produce.dossier_files import Evidence
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.readers.prose import parse
from toolkit.records import Record, Sale
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_total import facts_digest
from toolkit.reports.provenance import Edition, Withheld
from toolkit.reports.provenance_facts import Holdings, dossier
from toolkit.reports.sell_through_build import sell_through

AS_AT = "2026-10-31"
WATCH, RING = "W0042", "J0005"
"""A watch in the house, with its past; a ring that is sold, with its report and a job."""
TEXTS = {"Sales.csv": ("cp1252", ";"), "Kontakte.csv": ("cp1252", ";"), "Suppliers.csv": ("utf-8-sig", ","),
         "Stock-take 2026-10-30.txt": ("utf-16", "\t")}  # fmt: skip
"""The registers that are texts, as each is written."""


@dataclass(frozen=True)
class Read:
    """The registers as they stand, read and checked once for every document."""

    checked: Checked
    holdings: Holdings


Digest = Callable[[Read], str]


def _schedule(day: str) -> Digest:
    """The digest of the facts of a schedule at closing time of a day."""
    at = datetime.fromisoformat(f"{day}T18:00+00:00")
    return lambda read: facts_digest(schedule(read.checked.registers, read.checked.house, at))


def _dossier(stock_no: str, edition: Edition) -> Digest:
    """The digest of the facts of a dossier, the house's own with the valuation; or why it is withheld."""

    def digest(read: Read) -> str:
        told = dossier(read.holdings, stock_no, edition, value=edition == "internal")
        return " ".join(reason.words for reason in told.reasons) if isinstance(told, Withheld) else told.facts

    return digest


def _sell_through(brand: str, period: str) -> Digest:
    """The digest of the facts of a brand's report on a period."""

    def digest(read: Read) -> str:
        house = read.checked.house
        contract = house.contract(brand)
        return sell_through(read.checked.registers, house, contract, contract.period(period), read.checked.as_at).facts

    return digest


# Every kind of document that carries a digest of its facts joins here.
EDITIONS: tuple[Edition, Edition] = ("client", "internal")
DOCUMENTS: Mapping[str, Digest] = {
    "September": _schedule("2026-09-30"),
    "October": _schedule(AS_AT),
    "Delmare": _sell_through("Delmare Genève", "2026-10"),
    "Thornfield": _sell_through("Thornfield & Daye", "NRF2026-P09"),
    **{f"{number} {edition}": _dossier(number, edition) for number, edition in product((WATCH, RING), EDITIONS)},
}
NONE: frozenset[str] = frozenset()
SCHEDULES = frozenset({"September", "October"})
OURS = frozenset({f"{WATCH} internal"})
WATCHES = OURS | {f"{WATCH} client"}
DELMARE, THORNFIELD = frozenset({"Delmare"}), frozenset({"Thornfield"})
RING_OURS = frozenset({f"{RING} internal"})
RINGS = RING_OURS | {f"{RING} client"}


class Sheet:
    """One register's file in memory: a workbook, or the cells of a text; written the same way each time."""

    def __init__(self, path: Path) -> None:
        """Read the file, and write it once by the library that will change it."""
        self.path = path
        self._book: Any = None if path.name in TEXTS else openpyxl.load_workbook(path)
        self._rows: list[list[Any]] = []
        if self._book is None:
            encoding, delimiter = TEXTS[path.name]
            self._rows = list(csv.reader(io.StringIO(path.read_bytes().decode(encoding)), delimiter=delimiter))
        self.save()
        self.before = path.read_bytes()

    def save(self) -> None:
        """Write the cells as they are now."""
        if self._book is not None:
            self._book.save(self.path)
            return
        encoding, delimiter = TEXTS[self.path.name]
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter).writerows(self._rows)
        self.path.write_bytes(out.getvalue().encode(encoding))

    def put(self, record: Record, name: str, value: object) -> object:
        """Put a value into the cell of a record's field, and return what it held."""
        letter = record.source.letters[name]
        if self._book is not None:
            cell = self._book[record.source.sheet][f"{letter}{record.row}"]
            was, cell.value = cell.value, value(cell.value) if callable(value) else value
            return was
        row, at = self._rows[record.row - 1], openpyxl.utils.column_index_from_string(letter) - 1
        was, row[at] = row[at], value(row[at]) if callable(value) else value
        return was


@dataclass
class Maison:
    """The demo's house with the registers that tests change in memory, and the digests of its documents."""

    folder: Path
    house: House
    as_at: datetime
    sheets: dict[str, Sheet] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def read(self) -> Read:
        """Every register as it is now, read once."""
        checked = read_and_check(self.house, self.as_at)
        evidence = Evidence(self.folder, checked.house["dossier.evidence"])
        holdings = Holdings(checked.registers, checked.house, checked.as_at, checked.findings, evidence.digests, parse)
        return Read(checked, holdings)

    def digests(self) -> dict[str, str]:
        """The documents' digests as the registers are now."""
        read = self.read()
        return {name: digest(read) for name, digest in DOCUMENTS.items()}

    def changed(self) -> frozenset[str]:
        """The documents whose facts are no longer what they were."""
        now = self.digests()
        return frozenset(name for name in DOCUMENTS if now[name] != self.before[name])

    @contextmanager
    def cells(self, record: Record, *names: str, value: object) -> Iterator[None]:
        """Within, cells of a row hold another value, and nothing else is different."""
        file = record.source.file
        sheet = self.sheets.get(file) or self.sheets.setdefault(file, Sheet(self.folder / file))
        was = {name: sheet.put(record, name, value) for name in names}
        try:
            sheet.save()
            assert sheet.path.read_bytes() != sheet.before
            yield
        finally:
            for name, former in was.items():
                sheet.put(record, name, former)
            sheet.path.write_bytes(sheet.before)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, shelf: Shelf) -> Maison:
    """The clean maison, its registers mapped, with the evidence."""
    folder = shelf.take(clean, tmp_path_factory.mktemp("perturbed") / "maison")
    copytree(shelf.look(messy) / "evidence", folder / "evidence")
    made = Maison(folder, *read_house(folder, AS_AT))
    made.before = made.digests()
    return made


@pytest.fixture(scope="module")
def rows(demo: Maison) -> Mapping[str, Record]:
    """The rows that tests change, by what they are."""
    read = demo.read()
    registers = read.checked.registers
    ((_, watch),) = read.holdings.pieces(WATCH)
    ((told, ring),) = read.holdings.pieces(RING)
    sale = next(one for one in told.others if isinstance(one, Sale))
    job = next(one for one in told.others if isinstance(one, Job))
    past = [event for event in registers.others["provenance"] if event.stock_no == WATCH]
    goods = {brand: [piece for piece in registers.pieces if piece.brand == brand and not piece.sale_date
                     and piece.status == "available" and piece.ownership == "owned"]
             for brand in ("Delmare Genève", "Thornfield & Daye")}  # fmt: skip
    told_price = next(one for one in registers.sales if one.brand == "Thornfield & Daye" and one.price
                      and one.sale_date and str(one.sale_date.earliest) >= "2026-10-04")  # fmt: skip
    neighbour = next(piece for piece in registers.pieces if piece.source.sheet == "Watches" and piece is not watch)

    def of(register: str, name: str, value: object) -> Record:
        return next(one for one in registers.others[register] if getattr(one, name) == value)

    return {
        "watch": watch, "ring": ring, "sale": sale, "job": job, "neighbour": neighbour,
        "goods": goods["Delmare Genève"][0], "bag": goods["Thornfield & Daye"][0], "told price": told_price,
        "making": past[0], "collection": past[2], "service": past[3], "descent": past[4],
        "client": of("clients", "client_no", sale.client_no),
        "workshop": of("suppliers", "name", job.workshop),
        "count": of("counts", "stock_no", WATCH), "contact": registers.others["contacts"][0],
        "another's past": next(one for one in registers.others["provenance"] if one.stock_no != WATCH),
    }  # fmt: skip


def _longer(value: object) -> object:
    """Another value of the same kind."""
    return value + 10 if isinstance(value, int | float) else f"{value or ''} X1"


@pytest.mark.parametrize(
    ("row", "name", "value", "documents"),
    [
        ("watch", "stock_no", "W9999", SCHEDULES | WATCHES),
        ("watch", "model", _longer, SCHEDULES | WATCHES),
        ("watch", "serial", _longer, SCHEDULES | WATCHES),
        ("watch", "description", _longer, SCHEDULES | WATCHES),
        ("watch", "insured_value", _longer, SCHEDULES | OURS),
        ("watch", "location", "Safe 9", SCHEDULES),
        ("watch", "status", "Sold", SCHEDULES),
        ("watch", "box", "Yes", SCHEDULES | WATCHES),
        ("watch", "card_serial", _longer, WATCHES),
        ("watch", "stolen_check_date", datetime(2026, 10, 21), WATCHES),
        ("watch", "photo", "W0042-other.jpg", WATCHES),
        ("watch", "acquired_from", "Mrs Honoria Whitcombe", OURS),
        ("watch", "cost_purchase", _longer, OURS),
        ("watch", "notes", "ask EH", OURS),
        ("making", "event_date", 1950, WATCHES),
        ("collection", "to_party", "Colonel Ambrose Thackeray, London", OURS),
        ("collection", "to_party", "Private collection, Bath", WATCHES),
        ("collection", "certainty", "possibly", WATCHES),
        ("service", "place_name", "Kent", WATCHES),
        ("descent", "notes", "told on the telephone", OURS),
        ("ring", "hallmark", "London 925", RINGS),
        ("ring", "report_date", datetime(2025, 9, 8), RINGS),
        ("sale", "invoice_no", "MC26-0999", RINGS),
        ("sale", "vat_treatment", "Margin", RINGS),
        ("sale", "price", "14011,00", RING_OURS),
        ("sale", "buyer", "Mr Odo Perrin", RING_OURS),
        ("job", "work", "Polishing", RINGS),
        ("job", "collected", datetime(2026, 4, 24), SCHEDULES | RINGS),
        ("job", "piece", _longer, SCHEDULES),
        ("job", "workshop", "Atelier Perrin", RING_OURS),
        ("goods", "brand_ref", "9999.99", SCHEDULES | DELMARE),
        ("goods", "collection", "Aurore", SCHEDULES | DELMARE),
        ("goods", "acquired_date", datetime(2026, 10, 13), SCHEDULES | DELMARE),
        ("goods", "insured_value", _longer, SCHEDULES),
        ("bag", "brand_ref", "TD-999", SCHEDULES | THORNFIELD),
        ("told price", "price", _longer, THORNFIELD),
    ],
)
def test_a_cell_changes_the_documents_that_use_it_and_no_other(
    demo: Maison, rows: Mapping[str, Record], row: str, name: str, value: object, documents: frozenset[str]
) -> None:
    """A name that a client may not read changes the house's copy alone; nothing of one piece changes another's."""
    with demo.cells(rows[row], name, value=value):
        assert demo.changed() == documents


UNUSED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("watch", ("seller_id", "cost_code", "ticket_price", "custodian", "gtin", "vat_treatment", "commission")),
    ("sale", ("list_price", "discount", "salesperson", "payment_method", "gift_recipient", "notes")),
    ("job", ("client", "estimate", "cost", "price", "notes")),
    ("goods", ("cost_purchase", "ticket_price", "acquired_from", "purchase_invoice_no")),
    ("told price", ("salesperson", "payment_method", "buyer", "client_no")),
    ("making", ("piece",)),
    ("another's past", ("to_party", "place_name", "evidence", "notes")),
    ("client", ("surname", "first_name", "spouse", "town", "birthday", "consent_post", "consent_email", "notes")),
    ("workshop", ("address", "vat_no", "terms", "notes", "contact")),
    ("count", ("location", "counted_by", "notes")),
    ("contact", ("client", "subject", "outcome", "notes")),
)


@pytest.mark.parametrize(("row", "names"), UNUSED)
def test_cells_that_no_document_uses_change_none(
    demo: Maison, rows: Mapping[str, Record], row: str, names: tuple[str, ...]
) -> None:
    """Every cell of a row that no document uses, all at once: whom else it names, what it cost, what she wishes."""
    with demo.cells(rows[row], *names, value=_longer):
        assert demo.changed() == NONE


def test_another_piece_changes_no_dossier_but_its_own(demo: Maison, rows: Mapping[str, Record]) -> None:
    """The line of a neighbour stands in both schedules; no dossier of another piece hears of it."""
    with demo.cells(rows["neighbour"], "model", "serial", value=_longer):
        assert demo.changed() == SCHEDULES


def test_a_cell_of_october_changes_october_alone(demo: Maison) -> None:
    """A return of October that moves into November: the one schedule loses the piece, the other never had it."""
    back = next(
        sale
        for sale in demo.read().checked.registers.sales
        if sale.source.file.endswith("Sales.csv") and sale.kind == "client_return" and sale.sale_date and str(sale.sale_date.earliest).startswith("2026-10")
    )
    with demo.cells(back, "sale_date", value=lambda day: day.replace("/10/2026", "/11/2026")):
        assert demo.changed() == frozenset({"October"})
