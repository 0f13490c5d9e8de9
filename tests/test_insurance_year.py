"""A year of the demo maison bridged month by month; then ten faults in its registers, each in the bridge with its words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.bridges import OCTOBER, SEPTEMBER, Crossed, crossed, made, opened, unfooted
from tests.houses import run
from tests.maisons import Shelf, clean
from toolkit import house as houses
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.other_records import Job
from toolkit.produce.opening import from_file, last_issued, opening
from toolkit.produce.reading import read_house
from toolkit.readers.load import load
from toolkit.records import Registers
from toolkit.reports.insurance import Bridge, Schedule

MONTHS = ("2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31",
          "2026-06-30", "2026-07-31", "2026-08-31", SEPTEMBER, OCTOBER)  # fmt: skip


@pytest.fixture(scope="module")
def folder(shelf: Shelf) -> Path:
    """The clean maison, its columns mapped; only read."""
    return shelf.look(clean)


@pytest.fixture(scope="module")
def year(folder: Path) -> tuple[Schedule, ...]:
    """Twelve schedules, each bridged from the one before."""
    house, registers = read(folder)
    found: list[Schedule] = []
    for on in MONTHS:
        found.append(made(registers, house, on, opened(found[-1], f"S-{on}") if found else None))
    return tuple(found)


def read(folder: Path) -> tuple[House, Registers]:
    """A house and its registers."""
    house, _ = read_house(folder, OCTOBER)
    return house, load(house)


# --- A year ---------------------------------------------------------------------------------------


def test_every_month_foots_to_the_penny(year: tuple[Schedule, ...]) -> None:
    """Eleven bridges, each from the closing of the one before, by category and in all, with no residue."""
    bridges = [one.bridge for one in year[1:]]
    assert all(bridges)
    for before, after in pairwise(year):
        assert after.bridge
        assert unfooted(after.bridge) == []
        stated = {currency: (tally.units, tally.value) for currency, tally in before.totals}
        assert {row.currency: (row.units[0], row.opening) for row in after.bridge.totals} == stated
        assert sum(row.closing for row in after.bridge.rows) == sum(row.closing for row in after.bridge.totals)
        assert not {"vanished", "out"} & {step.cause for step in after.bridge.steps}, after.as_at


def test_what_is_new_in_a_month_was_acquired_in_it(folder: Path, year: tuple[Schedule, ...]) -> None:
    """Counted the other way round, from the registers alone: what came in in a month and is in its total."""
    registers = read(folder)[1]
    jobs = [job for job in registers.others["service"] if isinstance(job, Job)]
    acquired = {piece.stock_no: piece.acquired_date.earliest for piece in registers.pieces if piece.acquired_date}
    acquired |= {job.job_no: job.received.earliest for job in jobs if job.received}
    for month, after in zip(MONTHS, year[1:], strict=False):
        assert after.bridge
        since, until = date.fromisoformat(month), after.as_at.date()
        listed = {line.stock_no for section in after.sections for line in section.lines}
        expected = {number for number in listed if since < acquired.get(number, date.min) <= until}
        come = {step.stock_no for step in after.bridge.steps if step.cause in {"new", "transfer_in"}}
        returned = {step.stock_no for step in after.bridge.steps if "Returned by the client" in step.words}
        assert come - returned == expected, month
        assert all(step.words and step.places for step in after.bridge.steps)


# --- Ten faults -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def spoilt(folder: Path, year: tuple[Schedule, ...], tmp_path_factory: pytest.TempPathFactory) -> Crossed:
    """October after ten slips in the registers, bridged from September as it was issued."""
    there = tmp_path_factory.mktemp("spoilt") / "maison"
    shutil.copytree(folder, there)
    rows = {piece.stock_no: piece for piece in read(folder)[1].pieces}
    path = there / "registers" / "Stock.xlsx"
    book = load_workbook(path, data_only=True)  # the results of its formulas; written back, they are plain figures

    def at(number: str, name: str) -> Any:
        place = rows[number].place(name)
        return book[place.sheet or ""][place.cell or ""]

    at("J0104", "insured_value").value = 163500  # a nought too many
    at("J0144", "status").value = "Vendu"  # gone, without a date
    at("J0134", "category").value = "bague"  # another category
    at("W0011", "stock_no").value = "W0023"  # one number, two places
    at("W0069", "status").value, at("W0069", "sale_date").value = "Returned to supplier", datetime(2026, 10, 7)
    at("W0080", "insured_value").number_format, at("W0080", "currency").value = "[$€-2] #,##0", "EUR"
    other = {"brand": "Omega", "brand_ref": "2577", "serial": "13571113", "model": "Seamaster", "metal": "Steel",
             "description": "Silver dial", "acquired_date": datetime(2026, 10, 9)}  # fmt: skip
    for name, value in other.items():  # the number given to another piece
        at("W0096", name).value = value
    for name in rows["J0087"].source.letters:  # entered late, over the row of a piece sold long ago
        at("J0002", name).value = at("J0087", name).value
    at("J0002", "stock_no").value = "J0999"
    book["Joaillerie"].delete_rows(rows["J0039"].row)  # the lost ring
    book.save(path)
    with (there / "registers" / "Sales.csv").open("a", encoding="cp1252", newline="") as sales:  # and still listed
        sales.write("MC26-0098;12/10/2026;Sale;W0042;;;;A watch;1;15 000,00;;15 000,00;GBP;Margin\r\n")
    house, registers = read(there)
    return crossed(opened(year[-2]), registers, house)


PLANTED = (
    ("J0039", {"vanished"}, "no sale says where it went"),
    ("W0023", {"reclassified"}, "the number stands in 2 rows"),
    ("W0069", {"returned"}, "Returned to its owner on 7 Oct 2026"),
    ("J0104", {"revalued"}, "exactly 10 times the other"),
    ("W0042", {"sold"}, "Sold on 12 Oct 2026, invoice MC26-0098. The stock register still has it as: reserved."),
    ("W0080", {"currency"}, "the same in another currency"),
    ("W0096", {"vanished", "new"}, "stands for another piece now"),
    ("J0144", {"reclassified"}, "recorded as sold, with no date"),
    ("J0999", {"new"}, "entered late"),
    ("J0134", {"reclassified"}, "Its category was pendants, and is rings"),
)


@pytest.mark.parametrize(("number", "causes", "words"), PLANTED, ids=[number for number, _, _ in PLANTED])
def test_each_fault_is_in_the_bridge(spoilt: Crossed, number: str, causes: set[str], words: str) -> None:
    """Ten slips, each under its cause with the words that tell it."""
    assert set(spoilt.steps(number)) - {"moved"} == causes
    assert words in spoilt.said(number)


def test_spoilt_or_not_it_foots(spoilt: Crossed) -> None:
    """What vanished comes first; nothing is left over in either currency."""
    assert unfooted(spoilt.bridge) == []
    assert [step.stock_no for step in spoilt.bridge.steps if step.cause == "vanished"] == ["W0096", "J0039"]
    assert spoilt.bridge.steps[0].cause == "vanished"
    assert {row.currency for row in spoilt.bridge.totals} == {"GBP", "EUR"}


# --- From a file ----------------------------------------------------------------------------------


def told(found: Bridge) -> tuple[object, ...]:
    """All that a bridge says but where it was read; a workbook may not say the basis that a value's words rest on."""
    steps = (replace(step, places=(), words="" if step.cause == "revalued" else step.words) for step in found.steps)
    return found.rows, found.totals, tuple(steps)


def test_a_bridge_from_our_own_workbook_is_that_of_the_ledger(folder: Path, tmp_path: Path) -> None:
    """September issued; October bridged from the ledger and from the workbook alone is one bridge."""
    there = tmp_path / "maison"
    shutil.copytree(folder, there)
    ran = run("schedule", "--house", there, "--as-at", SEPTEMBER, "--format", "xlsx")
    assert ran.code in {0, 3}, ran.err
    house, registers = read(there)
    moment = houses.as_at(OCTOBER, house, datetime.now(UTC))
    issued, remarks = opening(house, moment)
    assert issued
    assert remarks == ()
    named, _ = opening(house, moment, str(there / "documents" / "schedules" / f"Schedule-{SEPTEMBER}.xlsx"))
    assert named
    assert named.day == issued.day
    ours, theirs = crossed(issued, registers, house), crossed(named, registers, house)
    assert told(theirs.bridge) == told(ours.bridge)
    assert last_issued(house, issued.as_at, strictly=True)[0] is None
    same, _ = last_issued(house, issued.as_at, strictly=False)
    assert same == issued


LAYOUT = """Property insured at 31 August,,,
Item,Description of goods,Kept at,Sum insured
{lines}
,,Total,{total}
"""


def test_a_brokers_layout(folder: Path, tmp_path: Path) -> None:
    """Numbers, descriptions and sums in somebody's own columns: bridged, and what it does not say is in the notes."""
    house, registers = read(folder)
    august = made(registers, house, "2026-08-31")
    lines = [line for section in august.sections for line in section.lines if line.value]
    rows = "\n".join(f'{one.stock_no},"{one.description}",,{one.value.amount}' for one in lines if one.value)
    total = sum((one.value.amount for one in lines if one.value), Decimal(0))
    for name, figure in (("Versicherung.csv", total), ("Wrong 2026-08-31.csv", total + 500)):
        (tmp_path / name).write_text(LAYOUT.format(lines=rows, total=figure), "utf-8")
    plain = crossed(from_file(str(tmp_path / "Versicherung.csv"), house), registers, house, SEPTEMBER)
    assert unfooted(plain.bridge) == []
    assert plain.bridge.as_at is None
    causes = {step.cause for step in plain.bridge.steps}
    assert causes <= {"new", "sold", "transfer_in", "returned", "revalued"}  # one is valued at its price since its sale
    assert sum("Versicherung.csv" in note for note in plain.bridge.notes) == 3
    wrong = crossed(from_file(str(tmp_path / "Wrong 2026-08-31.csv"), house), registers, house, SEPTEMBER)
    assert wrong.total().residue == -500
    assert any("The difference stands as the residue" in note for note in wrong.bridge.notes)


def test_a_file_without_a_schedule(folder: Path, tmp_path: Path) -> None:
    """A file that is none says what a schedule needs."""
    path = tmp_path / "List.csv"
    path.write_text("Name,Telephone\nAshdown,020 7946 0100\nBell,020 7946 0101\n", "utf-8")
    with pytest.raises(ToolkitError, match=r"No schedule was found in List\.csv"):
        from_file(str(path), read(folder)[0])
