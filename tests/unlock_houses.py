"""Houses for the tests of the unlock list, and what an office manager would type for each answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from tests.houses import make, table
from toolkit.produce.dossier_files import Evidence
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.produce.workshop import parsed
from toolkit.reports.insurance_build import schedule
from toolkit.reports.provenance import Withheld
from toolkit.reports.provenance_facts import Holdings, dossier
from toolkit.reports.unlock import Ask, Unit
from toolkit.reports.unlock_dossiers import may_be_asked_for

DAY = "2026-10-31"
HEAD = ("Stock No", "Category", "Brand", "Serial No", "Description", "Condition", "Supplier", "Date in", "Date sold",
        "Status", "Location", "Insured value", "Currency", "Notes")  # fmt: skip
Row = Mapping[str, str]
PLAIN: Row = {
    "Category": "ring", "Brand": "Cartier", "Description": "Ring", "Condition": "new", "Supplier": "Hartmann GmbH",
    "Date in": "2024-03-05", "Status": "in stock", "Location": "safe", "Insured value": "1000", "Currency": "GBP",
}  # fmt: skip


def house_of(folder: Path, rows: Mapping[str, Row], **settings: str) -> Path:
    """A house with one register; each row is a plain ring but for what it says otherwise."""
    lines = [[{**PLAIN, **said, "Stock No": said.get("Stock No", number)}.get(name, "") for name in HEAD]
             for number, said in rows.items()]  # fmt: skip
    answers = {"insurance_basis": "insured_value", "house_name": "Maison", **settings}
    return make(folder, {"Stock.csv": table(HEAD, lines)}, **answers)


def read(folder: Path, at: str = DAY) -> Checked:
    """The house as read and checked."""
    house, moment = read_house(folder, at)
    return read_and_check(house, moment)


@dataclass(frozen=True)
class HeldBack:
    """What documents themselves hold back: lines by number, their value, and dossiers."""

    lines: Counter[str]
    values: Counter[str]
    dossiers: frozenset[str]


def held_back(checked: Checked) -> HeldBack:
    """What the schedule and the dossiers of a house hold back, each made as its own command makes it."""
    made = schedule(checked.registers, checked.house, checked.as_at)
    apart = (*made.in_doubt, *made.exceptions)
    values: Counter[str] = Counter()
    for line in apart:
        if line.value:
            values[line.value.currency] += line.value.amount  # type: ignore[assignment]  # exact, and Counters add
    files = Evidence(checked.house.folder, checked.house["dossier.evidence"]).digests
    holdings = Holdings(checked.registers, checked.house, checked.as_at, checked.findings, files, parsed)
    numbers = {
        one.stock_no for one in checked.registers.pieces if one.stock_no and may_be_asked_for(one, checked.house)
    }
    withheld = {number for number in numbers if isinstance(dossier(holdings, number), Withheld)}
    return HeldBack(Counter(line.stock_no for line in apart), values, frozenset(withheld))


def promised(asks: Iterable[Ask]) -> HeldBack:
    """What some answers promise to release."""
    units: list[Unit] = [unit for ask in asks for unit in ask.releases]
    lines = [unit for unit in units if unit.document == "schedule"]
    values: Counter[str] = Counter()
    for unit in lines:
        if unit.value:
            values[unit.value.currency] += unit.value.amount  # type: ignore[assignment]  # as above
    dossiers = frozenset(unit.subject for unit in units if unit.document == "dossier")
    return HeldBack(Counter(unit.subject for unit in lines), values, dossiers)


_TYPED: Mapping[str, Any] = {
    "acquired_date": date(2021, 11, 20), "status": "In stock", "ownership": "Own", "location": "Safe 1",
    "condition": "Pre-owned", "description": "Pièce sobre", "material": "croc-embossed calf", "insured_value": 4100,
    "report_date": date(2024, 3, 5), "gross_weight": 4.2, "box": "yes", "metal": "Or jaune",
}  # fmt: skip
"""What is typed into a field that is wrong, blank or doubtful."""


def answer(ask: Ask, number: int) -> tuple[tuple[str, str, str], Any]:
    """The file, the sheet and the cell that an office manager would fill for an answer, and what she types there.

    Of two cells that cannot both be right the last is corrected; of two serial numbers the first, for another cell
    bears the other out.
    """
    place = ask.need.places[-1]
    field = ask.field.rsplit(", ", maxsplit=1)[-1]
    if field == "status" and "sale_date" in ask.field:  # sold, with no date: she types the day
        place, typed = ask.need.places[0], date(2026, 9, 1)
    elif " Elsewhere it is " in ask.need.hint:
        typed = ask.need.hint.rsplit(" Elsewhere it is ")[1].rstrip(".")
    elif field in {"serial", "stock_no"}:
        place, typed = ask.need.places[0 if field == "serial" else -1], f"ZX{700 + number}"
    elif field == "stone_origin":  # the description says grown
        typed = "synthétique"
    else:
        typed = _TYPED[field]
    assert place.sheet
    assert place.cell
    return (place.file, place.sheet, place.cell), typed


def fill_in(folder: Path, asks: Iterable[Ask]) -> None:
    """Type the answers into the workbooks of a house."""
    by_file: dict[str, list[tuple[str, str, Any]]] = {}
    for number, ask in enumerate(asks):
        (file, sheet, cell), typed = answer(ask, number)
        by_file.setdefault(file, []).append((sheet, cell, typed))
    for file, cells in by_file.items():
        book = load_workbook(folder / file)
        for sheet, cell, typed in cells:
            book[sheet][cell].value = typed
        book.save(folder / file)


def sum_of(values: Mapping[str, object]) -> dict[str, Decimal]:
    """Sums that are not nought."""
    return {currency: Decimal(str(amount)) for currency, amount in values.items() if amount}
