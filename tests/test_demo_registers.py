"""The demo maison: the same bytes each time, every planted fault where the list says, and the bulk of it clean."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple
from PIL import Image

from tests.maisons import Shelf, messy
from toolkit.demo.faults import Fault
from toolkit.demo.house import AS_AT
from toolkit.demo.maison import build, write
from toolkit.findings import ToolkitError

SHEETS = {"Watches": 168, "Joaillerie": 196, "Handbags": 105}
TEXTS = {
    "Sales.csv": ("cp1252", ";"),
    "Suppliers.csv": ("utf-8-sig", ","),
    "Kontakte.csv": ("cp1252", ";"),
    "Stock-take 2026-10-30.txt": ("utf-16", "\t"),
}
"""The registers kept as text: their encoding and what parts their cells."""
DIGESTS = (
    "import hashlib; from toolkit.demo.maison import build; "
    "print({name: hashlib.sha256(content).hexdigest() for name, content in build()[0].items()})"
)


class Books(dict[str, openpyxl.Workbook]):
    """The workbooks among some files by their names, each opened when it is first asked for."""

    def __init__(self, files: Mapping[str, bytes], *, data_only: bool = False) -> None:
        """Open none yet."""
        super().__init__()
        self._files = {Path(name).name: data for name, data in files.items()}
        self._data_only = data_only

    def __missing__(self, name: str) -> openpyxl.Workbook:
        """Open one, and keep it."""
        self[name] = openpyxl.load_workbook(BytesIO(self._files[name]), data_only=self._data_only)
        return self[name]


@dataclass(frozen=True)
class Built:
    """The maison built once, its workbooks opened with and without their formulas."""

    files: Mapping[str, bytes]
    faults: tuple[Fault, ...]
    books: Mapping[str, openpyxl.Workbook]
    values: Mapping[str, openpyxl.Workbook]

    def rows(self, name: str, encoding: str, separator: str) -> list[list[str]]:
        """The rows of a text register."""
        return list(csv.reader(StringIO(self.files[f"registers/{name}"].decode(encoding)), delimiter=separator))

    @property
    def sales(self) -> list[dict[str, str]]:
        """The sales register, row by row."""
        heading, *rows = self.rows("Sales.csv", "cp1252", ";")
        return [dict(zip(heading, row, strict=True)) for row in rows]


@pytest.fixture(scope="module")
def maison() -> Built:
    """The maison, built once for all tests."""
    return _built(*build())


@pytest.fixture(scope="module")
def twin() -> Built:
    """Its clean twin, in which every register agrees with every other."""
    return _built(*build(clean=True))


def _built(files: Mapping[str, bytes], faults: tuple[Fault, ...]) -> Built:
    """A maison with its workbooks."""
    return Built(files, faults, Books(files), Books(files, data_only=True))


def _shown(value: object) -> str:
    """A cell's value as the list of faults states it."""
    if value is None:
        return ""
    return value.isoformat()[:10] if isinstance(value, (date, datetime)) else str(value)


def _holds(cell: Cell, computed: Cell, fault: Fault) -> bool:
    """Whether a cell of a workbook holds what the fault says it does."""
    marks = {
        "struck through": cell.font.strike,
        "red fill": cell.fill.fgColor.rgb == "00F4B6B0",
        "hidden row": cell.parent.row_dimensions[cell.row].hidden,
    }
    if fault.what in marks:
        return bool(marks[fault.what])
    if fault.what.startswith("comment: "):
        return cell.comment is not None and cell.comment.text == fault.what.removeprefix("comment: ")
    kinds = {"uncomputed-formula": "f", "error-cell": "e"}
    if cell.data_type != kinds.get(fault.kind, cell.data_type):
        return False
    if fault.kind == "uncomputed-formula" and computed.value is not None:
        return False
    return _shown(cell.value) == fault.what


def _stock(maison: Built) -> dict[str, dict[str, object]]:
    """The rows of the stock workbook by their stock numbers, read with headings found as a person finds them."""
    found: dict[str, dict[str, object]] = {}
    for sheet, number in (("Watches", "Stock no"), ("Joaillerie", "N° de stock"), ("Handbags", "Stock no")):
        rows = list(maison.values["Stock.xlsx"][sheet].iter_rows(values_only=True))
        first = next(index for index, row in enumerate(rows) if row[0] == number)
        keys = [
            " ".join(str(part) for part in pair if part) for pair in _pairs(rows, first, grouped=sheet == "Watches")
        ]
        for row in rows[first + 1 :]:
            if sum(value is not None for value in row) > 8 and row[0] != number and "Date" not in row:
                code = f"{row[0]:05d}" if isinstance(row[0], int) else str(row[0])
                found.setdefault(code, dict(zip(keys, row, strict=True)))
    return found


def _pairs(rows: list[tuple[object, ...]], first: int, *, grouped: bool) -> list[tuple[object, object]]:
    """The heading of each column: its group, filled to the right, and the line below it."""
    group: object = None
    pairs: list[tuple[object, object]] = []
    below = rows[first + 1] if grouped else (None,) * len(rows[first])
    for above, under in zip(rows[first], below, strict=True):
        group = above or group
        pairs.append((group if under else above, under))
    return pairs


def test_same_maison_in_another_process(maison: Built) -> None:
    """Two runs give the same bytes, whatever order Python keeps sets and hashes in."""
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", DIGESTS], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == str({name: hashlib.sha256(data).hexdigest() for name, data in maison.files.items()})


def test_every_planted_fault_is_where_the_list_says(maison: Built) -> None:
    """Each planted cell is opened, in the workbook or the text file, and holds what the list says."""
    wrong = []
    for fault in maison.faults:
        if fault.sheet is None:
            row, column = coordinate_to_tuple(fault.cell)
            held = row == fault.row and maison.rows(fault.file, *TEXTS[fault.file])[row - 1][column - 1] == fault.what
        else:
            cell = maison.books[fault.file][fault.sheet][fault.cell]
            held = cell.row == fault.row and _holds(cell, maison.values[fault.file][fault.sheet][fault.cell], fault)
        if not held:
            wrong.append(fault)
    assert not wrong


def test_the_list_is_the_file(maison: Built) -> None:
    """``planted.json`` lists each fault once, with a sentence to say."""
    listed = json.loads(maison.files["planted.json"])["faults"]
    assert (
        len(listed)
        == len(maison.faults)
        == len({(fault["kind"], fault["file"], fault["sheet"], fault["cell"]) for fault in listed})
    )
    assert all(fault["say"].endswith((".", "?")) for fault in listed)


def test_the_twin_s_list_is_empty(twin: Built) -> None:
    """Nothing is planted in it."""
    assert json.loads(twin.files["planted.json"])["faults"] == []


def test_counts(maison: Built) -> None:
    """A house of the size promised."""
    stock = _stock(maison)
    sheets = Counter(code[0] for code in stock if re.fullmatch(r"[WJ]\d{4}|\d{5}", code))
    planted = Counter(
        fault.sheet
        for fault in maison.faults
        if fault.kind in {"missing-stock-no", "duplicate-stock-no", "several-codes"}
    )
    assert sheets["W"] + planted["Watches"] == SHEETS["Watches"]
    assert sheets["J"] + planted["Joaillerie"] == SHEETS["Joaillerie"]
    assert sheets["0"] + planted["Handbags"] == SHEETS["Handbags"]
    assert 240 <= len(maison.sales) <= 260
    assert maison.books["Clients.xlsx"]["Clients"].max_row == 152 + 3
    assert maison.books["Repairs.xlsx"]["Jobs"].max_row == 61 + 3
    assert len(maison.rows("Suppliers.csv", "utf-8-sig", ",")) == 21


def test_the_bulk_is_clean(maison: Built) -> None:
    """Outside the planted cells every piece has an insured value, a status and a place unless it was sold."""
    stock = _stock(maison)
    held = [row for row in stock.values() if str(row.get("Status") or row.get("Statut")) not in {"Sold", "Vendu"}]
    values = [row.get("Insured value") or row.get("Valeur assurée") for row in held]
    places = [row.get("Location") or row.get("Emplacement") or row.get("Where") for row in held]
    assert sum(isinstance(value, int) and value > 0 for value in values) >= 339 + 8
    assert all(places)


def test_sales_agree_with_the_stock(twin: Built) -> None:
    """A piece sold by its own row stands in the sales register on that day, at that price, under that invoice."""
    stock, agreed = _stock(twin), 0
    for sale in twin.sales:
        piece = stock.get(sale["Stock no"], {})
        invoice = piece.get("Sale Invoice") or piece.get("Facture") or piece.get("Invoice")
        if invoice == sale["Invoice"] and not sale["Price"].startswith("-"):
            price = piece.get("Sale Price") or piece.get("Prix vendu") or piece.get("Sold for")
            day = piece.get("Sale Date") or piece.get("Vendu le") or piece.get("Date sold")
            assert isinstance(day, datetime)
            assert sale["Price"].replace("\u00a0", "") == f"{price},00"
            assert sale["Date"] == f"{day:%d/%m/%Y}"
            agreed += 1
    assert agreed > 85


def test_returns_follow_their_sales(twin: Built) -> None:
    """Nothing comes back that was not sold before, and at no other price."""
    sold: dict[str, str] = {}
    returned = 0
    for sale in twin.sales:
        if sale["Price"].startswith("-"):
            assert sold[sale["Stock no"]] == sale["Price"].removeprefix("-")
            returned += 1
        sold[sale["Stock no"]] = sale["Price"]
    assert returned == 12


def test_nothing_is_later_than_the_registers(twin: Built) -> None:
    """No date in the stock workbook lies after the day it was kept up to, but the ends of agreements."""
    ahead = {"Agreement ends", "Return by", "Fin de contrat"}
    sheets = {"Watches": (5, 6), "Joaillerie": (5,), "Handbags": (4,), "Annex": (3,)}
    for name, heads in sheets.items():
        sheet = twin.books["Stock.xlsx"][name]
        late = {
            str(sheet.cell(row, cell.column).value)
            for line in sheet.iter_rows()
            for cell in line
            if isinstance(cell.value, datetime) and cell.value.date() > AS_AT
            for row in heads
            if sheet.cell(row, cell.column).value
        }
        assert late <= ahead


def test_formulas_carry_their_values_but_the_planted_one(maison: Built) -> None:
    """Totals were computed when the workbook was last saved, and rightly."""
    uncomputed = {(fault.sheet, fault.cell) for fault in maison.faults if fault.kind == "uncomputed-formula"}
    empty, sums = set(), 0
    for sheet in maison.books["Stock.xlsx"]:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            value = maison.values["Stock.xlsx"][sheet.title][cell.coordinate].value
            if value is None:
                empty.add((sheet.title, cell.coordinate))
            elif found := re.fullmatch(r"=SU.*?([A-Z]+)(\d+):[A-Z]+(\d+)\)", cell.value):
                column, first, last = found.groups()
                raw = [sheet[f"{column}{row}"].value for row in range(int(first), int(last) + 1)]
                assert value == sum(one for one in raw if isinstance(one, (int, float)))
                sums += 1
    assert empty == uncomputed
    assert sums >= 9


def test_no_serial_looks_like_a_power_of_ten_by_chance(maison: Built) -> None:
    """Only the planted serial numbers were lost to scientific notation."""
    texts = (str(cell.value) for sheet in maison.books["Stock.xlsx"] for row in sheet.iter_rows() for cell in row)
    powers = [text for text in texts if re.fullmatch(r"\d+(\.\d+)?[eE]\+?\d+", text)]
    assert sorted(powers) == ["1.2345e+71", "3.58E+07"]


def test_evidence_is_small_and_some_of_it_knows_its_place(maison: Built) -> None:
    """Photographs weigh under 60 kB, are named by the register, and some carry co-ordinates to be stripped."""
    photos = {
        name: data for name, data in maison.files.items() if name.startswith("evidence/") and name.endswith(".jpg")
    }
    located = [name for name, data in photos.items() if Image.open(BytesIO(data)).getexif().get_ifd(0x8825)]
    assert max(len(data) for name, data in photos.items() if "invoice" not in name) < 60_000
    assert len(located) == 4
    named = {str(row["Photo"]) for row in _stock(maison).values() if row.get("Photo")}
    assert len(named) == 11
    assert {f"evidence/{name}" for name in named} <= set(photos)


def test_the_piece_of_the_dossier(maison: Built) -> None:
    """W0042 is in stock, with two owners and a gap in its notes."""
    watch = _stock(maison)["W0042"]
    assert watch["Status"] == "Reserved"
    assert "1991" in str(watch["Notes"])
    assert "2004" in str(watch["Notes"])


def test_write_makes_the_whole_folder_and_keeps_what_is_there(shelf: Shelf, maison: Built, tmp_path: Path) -> None:
    """Every file is written as it was built; a register changed since is not overwritten unasked."""
    written = shelf.take(messy, tmp_path / "maison")
    assert {path for path in written.rglob("*") if path.is_file()} == {written / name for name in maison.files}
    assert all((written / name).read_bytes() == data for name, data in maison.files.items())
    (tmp_path / "maison" / "registers" / "Sales.csv").write_text("mine")
    with pytest.raises(ToolkitError):
        write(tmp_path / "maison")
    assert (tmp_path / "maison" / "registers" / "Sales.csv").read_text() == "mine"
