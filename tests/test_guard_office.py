"""The guard on workbooks and on the insurer's schedule: what is planted is found, what lines print is left alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from tests.houses import make, run, table
from tests.raw_workbooks import changed, with_part
from toolkit.findings import Place, ToolkitError
from toolkit.guard import guarded, search
from toolkit.guard_words import Secret
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.produce.schedule import make as make_schedule

CELL = Place("Sales.csv", None, 4, "C")
NAME = Secret("Ursula Penhallick", "the buyer", CELL)
SHORT = Secret("Orne", "the buyer", CELL)
PAID = tuple(Secret(cost, "the purchase cost", CELL, amount=True, bare=False) for cost in ("8900", "4100", "6150.5"))
KNOWN = (NAME, SHORT, *PAID)


def _book() -> Workbook:
    """A schedule of one line."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Schedule"
    sheet.append(["W1", "Omega, steel wristwatch, 8900 in its serial number", 12500])
    sheet["A3"].number_format = sheet["A4"].number_format = "yyyy-mm-dd"
    sheet["A3"] = 8900  # a day in 1924
    return book


def saved(change: Callable[[Workbook], object] = lambda book: None) -> bytes:
    """The schedule's bytes, with something planted in it."""
    return changed(_book(), change)


def _part(name: str, words: bytes) -> bytes:
    """The schedule with one more part, which no program shows."""
    return with_part(saved(), name, words)


def _hidden_sheet(book: Workbook) -> None:
    """A sheet that Excel does not list."""
    sheet = book.create_sheet("Working")
    sheet.sheet_state = "veryHidden"
    sheet["B7"] = "sold to Ursula Penhallick"


def _note(book: Workbook) -> None:
    """The note on a cell."""
    book["Schedule"]["B1"].comment = Comment("ask Ursula Penhallick", "house")


def _sheet_name(book: Workbook) -> None:
    """A sheet called after a client."""
    book.create_sheet("Orne")


def _name(book: Workbook) -> None:
    """A name with words behind it."""
    book.defined_names["who"] = DefinedName("who", attr_text='"Ursula Penhallick"')


def _properties(book: Workbook) -> None:
    """Who last saved it."""
    book.properties.lastModifiedBy = "Ursula Penhallick"


def _footer(book: Workbook) -> None:
    """The foot of the printed page."""
    book["Schedule"].HeaderFooter.oddFooter.center.text = "for Ursula Penhallick"


def _formula(book: Workbook) -> None:
    """Words inside a formula."""
    book["Schedule"]["D9"] = '=IF(A1="","Ursula Penhallick","")'


def _costs(book: Workbook) -> None:
    """The costs as plain numbers in a hidden column."""
    for row, cost in enumerate((8900, 4100, 12500, 6150.5), 1):
        book["Schedule"].cell(row, 8).value = cost
    book["Schedule"].column_dimensions["H"].hidden = True


def _chance(book: Workbook) -> None:
    """A column of other figures, two of which are costs by chance."""
    for row, figure in enumerate((8900, 1200, 4100, 3, 77000), 1):
        book["Schedule"].cell(row, 8).value = figure


PLANTED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a cell": (lambda: saved(lambda book: book["Schedule"].append(["Ursula Penhallick"])), "sheet Schedule, row 5"),
    "two cells": (lambda: saved(lambda book: book["Schedule"].append(["Ursula", "Penhallick"])), "Schedule, row 5"),
    "a shared string": (
        lambda: _part("xl/sharedStrings.xml", b"<sst><si><r><t>Ursula Pen</t></r><r><t>hallick</t></r></si></sst>"),
        "the texts of its cells",
    ),
    "a hidden sheet": (lambda: saved(_hidden_sheet), "sheet Working (hidden), row 7"),
    "a note": (lambda: saved(_note), "notes"),
    "the name of a sheet": (lambda: saved(_sheet_name), "the names of its sheets and ranges"),
    "a defined name": (lambda: saved(_name), "the names of its sheets and ranges"),
    "a property": (lambda: saved(_properties), "its properties"),
    "a footer": (lambda: saved(_footer), "sheet Schedule"),
    "a formula": (lambda: saved(_formula), "sheet Schedule, row 9"),
    "a column of costs": (lambda: saved(_costs), "sheet Schedule, column H"),
    "a part nobody knows": (lambda: _part("xl/left.bin", b"\1\2sold to Ursula Penhallick\3"), "a hidden part"),
    "a remark in the XML": (lambda: _part("xl/left.xml", b"<a><!-- Ursula Penhallick --></a>"), "a hidden part"),
    "raw text in the XML": (lambda: _part("xl/left.xml", b"<a><![CDATA[Ursula Penhallick]]></a>"), "a hidden part"),
    "the name of a part": (lambda: _part("xl/media/ursula-penhallick.xml", b"<a/>"), "the names of its parts"),
    "a workbook within": (lambda: _part("xl/embeddings/a.xlsx", saved(_properties)), "its properties"),
}


@pytest.mark.parametrize("where", PLANTED)
def test_what_is_planted_in_a_workbook_is_found_at_its_place(where: str) -> None:
    """In every part, shown or not; the place is told as Excel calls it."""
    build, place = PLANTED[where]
    found = search(build(), "Schedule.xlsx", KNOWN)
    assert found, where
    assert all(place in leak.where for leak in found), found


def test_the_plain_workbook_has_nothing() -> None:
    """Digits in a text, the amount of the line, a day written as a date and a sum that equals a cost are none."""
    assert search(saved(), "Schedule.xlsx", KNOWN) == ()
    assert search(saved(_chance), "Schedule.xlsx", KNOWN) == ()


def test_two_parts_of_one_name_are_refused() -> None:
    """Of which a reader would see one: nobody knows which."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = _part("xl/workbook.xml", b"<a/>")
    with pytest.raises(ToolkitError):
        search(twice, "Schedule.xlsx", KNOWN)


STOCK = ("Stock No", "Description", "Brand", "Supplier", "Date in", "Cost", "Insured value", "Currency", "Location",
         "Notes", "Date sold", "Sold to")  # fmt: skip
ROWS = (
    ("W1", "Steel wristwatch", "Daniel Roth", "Mrs Ada Penhallick", "2026-03-02", "8900", "12500", "GBP", "Safe 1",
     "She needed the money for her son", "", ""),
    ("W2", "Gold wristwatch", "Omega", "Tempora SA", "2026-03-05", "12500", "15000", "GBP", "Safe 1", "", "", ""),
    ("P1", "Portrait of Lady Orme by her window", "Omega", "Lady Orme", "2026-03-05", "700", "950", "GBP", "Safe 2", "",
     "", ""),
    ("W3", "Steel chronograph", "Omega", "Tempora SA", "2026-01-05", "4100", "5200", "GBP", "Safe 1", "", "2026-05-06",
     "Mr Daniel Roth"),
    ("W4", "Steel chronograph", "Omega", "Tempora SA", "2026-01-05", "4150", "5250", "GBP", "Safe 1", "", "2026-05-06",
     "Miss Ursula Penhallick"),
)  # fmt: skip


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """A small house with every kind of secret, and its schedule issued."""
    folder = make(tmp_path_factory.mktemp("house"), {"stock.csv": table(STOCK, ROWS)}, insurance_basis="insured_value")
    return read_and_check(*read_house(folder, "2026-10-31"))


@pytest.fixture(scope="module")
def files(checked: Checked) -> dict[str, bytes]:
    """Its schedule as it was released: the guard let it pass."""
    made = make_schedule(checked, ("xlsx", "pdf"))
    assert made.outcome.state == "issued"
    return {path.name: path.read_bytes() for path, _ in made.outcome.files}


def _look(checked: Checked) -> Callable[[dict[str, bytes]], None]:
    """How the schedule is looked at, as its maker does."""
    from toolkit.guard_secrets import secrets
    from toolkit.reports.insurance_build import schedule
    from toolkit.reports.insurance_total import shown

    allowed = shown(schedule(checked.registers, checked.house, checked.as_at))
    return lambda made: guarded(made, secrets(checked.registers, checked.house, "insurer"), allowed)


def _written(files: dict[str, bytes], words: str) -> dict[str, bytes]:
    """The workbook with something written on its second sheet."""
    whole, out = next(data for name, data in files.items() if name.endswith("xlsx")), io.BytesIO()
    book = load_workbook(io.BytesIO(whole))
    book.worksheets[1]["T40"] = words
    book.save(out)
    return {"Schedule.xlsx": out.getvalue()}


def _in_pdf(files: dict[str, bytes], words: str) -> dict[str, bytes]:
    """The PDF with a property."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(next(data for name, data in files.items() if name.endswith("pdf")))) as file:
        file.docinfo["/Subject"] = words
        file.save(out)
    return {"Schedule.pdf": out.getvalue()}


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("from Ada Penhallick", "D2"),
        ("She needed the money for her son", "J2"),
        ("£8,900", "F2"),
        ("Ursula Penhallick", "L6"),
        ("paid 4,100.00", "F5"),
    ],
)
def test_the_insurer_is_not_told_from_whom_to_whom_and_for_how_much(
    checked: Checked, files: dict[str, bytes], words: str, cell: str
) -> None:
    """Sellers, buyers, notes and what was paid, in the workbook and in the PDF, each told with its cell."""
    for planted in (_written(files, words), _in_pdf(files, words)):
        with pytest.raises(ToolkitError, match=f"stock.csv, cell {cell}") as caught:
            _look(checked)(planted)
        assert caught.value.code == "leak"


@pytest.mark.parametrize("words", ["Daniel Roth", "£12,500", "Omega, Portrait of Lady Orme by her window"])
def test_what_a_line_prints_is_no_leak(checked: Checked, files: dict[str, bytes], words: str) -> None:
    """A buyer called like a brand, a cost equal to a value insured, a sitter who sold her portrait."""
    _look(checked)(_written(files, words))
    _look(checked)(_in_pdf(files, words))


def test_a_house_that_insures_at_cost_prints_its_costs(tmp_path: Path) -> None:
    """Where the policy names the cost as the basis, costs are what the schedule is for."""
    folder = make(tmp_path, {"stock.csv": table(STOCK, ROWS)}, insurance_basis="cost")
    assert run("schedule", "--house", folder, "--as-at", "2026-10-31").code in {0, 3}
