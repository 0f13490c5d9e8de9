"""One cell changed: exactly the documents that use it change, and no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from toolkit.demo import maison, story
from toolkit.files import write_all
from toolkit.house import House
from toolkit.produce.reading import read_house
from toolkit.readers.load import load
from toolkit.records import Record, Registers, Source
from toolkit.registers import SCHEDULED
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_total import facts_digest

STOCK = "registers/Stock.xlsx"
SEPTEMBER, OCTOBER = "schedule of September", "schedule of October"
NEITHER: frozenset[str] = frozenset()
BOTH = frozenset({SEPTEMBER, OCTOBER})

Digest = Callable[[Registers, House], str]


def _schedule(day: str) -> Digest:
    """The digest of the facts of a schedule at closing time of a day."""
    return lambda registers, house: facts_digest(
        schedule(registers, house, datetime.fromisoformat(f"{day}T18:00+00:00"))
    )


# Every kind of document that carries a digest of its facts joins here: a dossier of one piece, a sell-through.
DOCUMENTS: dict[str, Digest] = {SEPTEMBER: _schedule("2026-09-30"), OCTOBER: _schedule("2026-10-31")}


@dataclass
class Maison:
    """The demo's house with its stock in memory, and the digests of its documents as they stand."""

    folder: Path
    house: House
    stock: Any
    registers: Registers
    before: dict[str, str]

    def digests(self) -> dict[str, str]:
        """The documents' digests as the registers are now, the stock as it is in memory."""
        self.stock.save(self.folder / STOCK)
        registers = load(self.house, SCHEDULED)  # what the documents above are made from
        return {name: digest(registers, self.house) for name, digest in DOCUMENTS.items()}

    def changed(self) -> frozenset[str]:
        """The documents whose facts are no longer what they were."""
        now = self.digests()
        return frozenset(name for name in DOCUMENTS if now[name] != self.before[name])

    @contextmanager
    def cell(self, record: Record, field: str, value: object) -> Iterator[None]:
        """Within, one cell of the stock register holds another value, and nothing else is different."""
        cell = self.stock[record.source.sheet][f"{_letter(record.source, field)}{record.row}"]
        was, cell.value = cell.value, value(cell.value) if callable(value) else value
        assert cell.value != was
        try:
            yield
        finally:
            cell.value = was


def _letter(source: Source, field: str) -> str:
    """The column of a field."""
    return source.letters[field]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Maison:
    """The clean maison, its registers mapped, its stock written once by the library that will change it."""
    folder = tmp_path_factory.mktemp("perturbed") / "maison"
    write_all({folder / name: content for name, content in maison.registers(clean=True)[0].items()}, overwrite=False)
    story.september(folder, overwrite=False)
    story.map_columns(folder, clean=True)
    stock = openpyxl.load_workbook(folder / STOCK)
    stock.save(folder / STOCK)
    house, _ = read_house(folder, "2026-10-31")
    made = Maison(folder, house, stock, load(house, SCHEDULED), {})
    made.before = made.digests()
    return made


def _watch(made: Maison) -> Record:
    """A watch of the house that both schedules hold."""
    day = datetime.fromisoformat("2026-09-30T18:00+00:00")
    held = {
        line.stock_no
        for section in schedule(made.registers, made.house, day).sections
        for line in section.lines
        if line.ownership == "owned"
    }
    return next(
        piece
        for piece in made.registers.pieces
        if piece.stock_no in held and piece.source.sheet == "Watches" and piece.status != "sold" and piece.serial
    )


def _longer(value: object) -> object:
    """Another value of the same kind."""
    return value + 10 if isinstance(value, int | float) else f"{value or ''} X1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stock_no", "W9999"),
        ("brand", _longer),
        ("model", _longer),
        ("brand_ref", _longer),
        ("serial", _longer),
        ("description", _longer),
        ("metal", "Platinum"),
        ("insured_value", _longer),
        ("location", "Safe 9"),
        ("status", "Sold"),
        ("valuation_date", datetime(2024, 1, 5)),
        ("year_made", 1931),
    ],
)
def test_a_cell_that_is_used_changes_every_document_that_uses_it(demo: Maison, field: str, value: object) -> None:
    """Twelve cells of one watch: each changes both schedules, for both hold the watch."""
    with demo.cell(_watch(demo), field, value):
        assert demo.changed() == BOTH


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("movement_no", "M 1"),
        ("acquired_from", "Somebody else"),
        ("purchase_invoice_no", "P-1"),
        ("cost_purchase", _longer),
        ("cost_landed", _longer),
        ("cost_code", "QQQQ"),
        ("ticket_price", _longer),
        ("custodian", "Somebody"),
        ("seller_id", "Passport ..999"),
        ("photo", "other.jpg"),
        ("stolen_check", "Register X"),
    ],
)
def test_a_cell_that_no_document_uses_changes_none(demo: Maison, field: str, value: object) -> None:
    """Eleven cells of the same watch, its cost and seller among them: no schedule changes."""
    with demo.cell(_watch(demo), field, value):
        assert demo.changed() == NEITHER


def test_a_cell_of_october_changes_october_alone(demo: Maison) -> None:
    """A return of October that moves into November: the one schedule loses the piece, the other never had it."""
    back = next(
        sale
        for sale in demo.registers.sales
        if sale.kind == "client_return" and sale.sale_date and str(sale.sale_date.earliest).startswith("2026-10")
    )
    path = demo.folder / back.source.file
    was = path.read_bytes()
    lines = was.split(b"\n")
    row = lines[back.row - 1]
    lines[back.row - 1] = row.replace(b"/10/2026", b"/11/2026")
    assert lines[back.row - 1] != row
    path.write_bytes(b"\n".join(lines))
    try:
        assert demo.changed() == frozenset({OCTOBER})
    finally:
        path.write_bytes(was)
