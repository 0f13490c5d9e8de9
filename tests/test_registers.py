"""Small registers, one defect each: the golden record beside each says what is read, left out and found.

``pytest --regold`` writes the golden files anew; their diff is the review.
"""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.registers.make_workbooks import MAKERS, workbook
from toolkit import house as houses
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.findings import Finding
from toolkit.produce.setup import plan
from toolkit.readers.load import load
from toolkit.records import Record
from toolkit.values import Money, When

HERE = Path(__file__).parent / "registers"
SAMPLES = sorted(path for path in HERE.iterdir() if path.suffix in {".csv", ".xlsx"})
AS_AT = datetime(2026, 10, 31, 18, tzinfo=UTC)
LAW_OF = {
    "gb-sct-": {"house.jurisdiction": "GB-SCT"},
    "us-fl-": {"house.jurisdiction": "US-FL"},
    "gb-": {"house.country": "GB"},
}
"""A register whose name begins so is of a house under that law; the first that fits."""
BESIDE = {"clients", "suppliers", "sales", "service", "movements", "provenance", "counts"}
"""Words in the name of a register that is loaded beside a stock register: there is no house without one."""
PLAIN = {"source", "row", "doubts", "marks", "comments", "section", "described"}


def _shown(value: object) -> str:
    """A value as the golden file has it."""
    if isinstance(value, Money):
        return f"{value.amount} {value.currency or '(no currency)'}"
    if isinstance(value, When):
        return f"{value.earliest}" if value.earliest == value.latest else f"{value.earliest}..{value.latest}"
    return repr(value) if isinstance(value, str) else str(value)


def _record(record: Record) -> list[str]:
    """A record, one line a field, each with its cell."""
    lines = [f"row {record.row}" + "".join(f" [{mark}]" for mark in sorted(record.marks))]
    if record.section:
        lines[0] += f" under {record.section!r}"
    for item in fields(record):
        value = getattr(record, item.name)
        if item.name not in PLAIN and value is not None:
            cell = record.place(item.name).cell or "from its context"
            lines.append(f"  {item.name} = {_shown(value)}  ({cell})")
    lines += [f"  {name} ? {doubt.code} {doubt.raw!r} {list(doubt.readings)}" for name, doubt in record.doubts.items()]
    lines += [f"  comment {column}: {words!r}" for column, words in record.comments.items()]
    return lines


def _finding(found: Finding) -> list[str]:
    """A finding with all that stands in it."""
    where = ", ".join(place.cell or f"row {place.row}" for place in found.places)
    about = f" of {found.subject}" if found.subject else ""
    held = f", held back from {' and '.join(found.blocks)}" if found.blocks else ""
    first = f"{found.severity}: {found.kind.code} in {found.register or 'no register'} at {where}{about}{held}"
    return [first, f"  reads {found.value!r}", f"  {found.message}", f"  -> {found.hint}"]


def golden(sample: Path, folder: Path) -> str:
    """What the program makes of a register left to itself: the mapping, the records, the exclusions, the findings."""
    shutil.copy(sample, folder / sample.name)
    if BESIDE & set(sample.stem.split("-")):
        shutil.copy(HERE / "ct-gold-or-stone.csv", folder / "stock.csv")
    answers = {"insurance.basis": "cost"} if "insured" not in sample.read_text("latin-1").lower() else {}
    law = next((settings for name, settings in LAW_OF.items() if sample.stem.startswith(name)), {})
    made = plan(folder, (), answers | law, {})
    house = houses.parse(made.text, folder)
    registers = load(house)
    lines = []
    for sheet in made.sheets:
        lines.append(f"{sheet.register}: {sheet.why}")
        lines += [f"  {p.heading.text!r} -> {p.field or '(not used)'}" for p in sheet.proposals]
    for table in registers.tables:
        assert table.rows_in == table.records + len(table.excluded)
        lines.append(f"{table.rows_in} rows in, {table.records} records")
        lines += [f"  row {item.row}: {item.reason}" for item in table.excluded]
        lines += [f"  {note}" for note in table.notes]
    for record in registers.every():
        lines += _record(record)
    for found in check(Scope(registers, house, AS_AT)):
        lines += _finding(found)
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_register_reads_as_its_golden_record_says(
    sample: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """What is read, left out and found is exactly what the golden file beside the register says."""
    text = golden(sample, tmp_path)
    record = sample.with_suffix(sample.suffix + ".golden.txt")
    if request.config.getoption("--regold"):
        record.write_text(text, "utf-8")
    assert text == record.read_text("utf-8")


def test_every_golden_record_has_its_register() -> None:
    """No golden file stays behind when its register goes."""
    names = {path.name for path in SAMPLES}
    assert {path.name.removesuffix(".golden.txt") for path in HERE.glob("*.golden.txt")} == names


def test_the_workbooks_are_what_their_maker_makes() -> None:
    """Each workbook here can be read as code: made anew, it has the same bytes."""
    made = {f"{maker.__name__.replace('_', '-')}.xlsx": workbook(maker) for maker in MAKERS}
    assert made == {path.name: path.read_bytes() for path in HERE.glob("*.xlsx")}
