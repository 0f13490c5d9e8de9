"""Blank registers: every heading is known, every word of a list is understood, and a filled one is never replaced."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from tests.houses import Ran, run
from tests.office import converted
from toolkit.letters.titles import TITLES
from toolkit.money import known_currency
from toolkit.produce.blank import LANGUAGES, NAMES, name_of
from toolkit.produce.survey import look
from toolkit.readers.identify import find_table
from toolkit.readers.mapping import identify
from toolkit.readers.open import read
from toolkit.readers.parse import Dialect, reader, votes
from toolkit.registers import REGISTERS, Column, register
from toolkit.values import Doubt, fold
from toolkit.vocabulary import situation_of
from tools.blank_declared import PRECISE, sheet
from tools.blank_registers import FIRST, file_of, make

FOLDER = Path(__file__).resolve().parents[1] / "workbook_templates" / "registers"
EVERY = list(product(NAMES, LANGUAGES))


def listed(page: Worksheet) -> Iterator[tuple[str, Any]]:
    """Each drop-down or rule of a sheet with the heading of its column."""
    for rule in page.data_validations.dataValidation:
        area = next(iter(rule.sqref.ranges))
        yield str(page.cell(FIRST - 1, area.min_col).value), rule


def fields(name: str, language: str) -> dict[str, Column]:
    """The column each heading of a blank register is meant for."""
    return {column.heading: column.column for column in sheet(name, language).columns}


def test_there_is_one_for_each_register_and_they_are_what_the_tool_makes() -> None:
    """Eighteen workbooks, nine registers in two languages, each byte for byte."""
    assert set(NAMES) == {item.name for item in REGISTERS}
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(file_of(*one) for one in EVERY)
    stale = [file_of(*one) for one in EVERY if (FOLDER / file_of(*one)).read_bytes() != make(*one)]
    assert not stale, "run: python -m tools.blank_registers"


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_heading_is_surely_known(name: str, language: str) -> None:
    """The blank alone gives each column its meaning; examples and notes are no registers. Filled in, it stays so."""
    path = FOLDER / file_of(name, language)
    wanted = {heading: column.field for heading, column in fields(name, language).items()}
    found, examples, *notes = look(str(path), path.name, Dialect())
    assert found.sheet == name_of(name, language)
    assert found.register == name
    assert {one.heading.text: one.field for one in found.proposals} == wanted
    assert all(one.sure for one in found.proposals)
    assert examples.register is None
    assert "examples" in examples.why
    assert {one.register for one in notes} == {None}
    filled = find_table(read(path).grids[1])
    assert filled is not None
    kind, proposals = identify(filled, Dialect()) or (None, ())
    assert kind is register(name)
    assert {one.heading.text: one.field for one in proposals} == wanted
    assert all(one.sure for one in proposals)


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_word_of_every_list_is_understood(name: str, language: str) -> None:
    """Typed from the list, a word means something to the program: no doubt, no word kept as it stands."""
    page = load_workbook(FOLDER / file_of(name, language)).worksheets[0]
    known = fields(name, language)
    lists = {heading: rule.formula1.strip('"').split(",") for heading, rule in listed(page) if rule.type == "list"}
    assert lists.keys() >= {heading for heading, column in known.items() if column.kind in {"flag", "word"}}
    for heading, words in lists.items():
        for word in words:
            assert understood(known[heading], word), f"{heading}: {word}"


def understood(column: Column, word: str) -> bool:
    """Whether a word of a column's list means something to whatever reads it."""
    if column.field == "title":
        return fold(word) in TITLES
    if column.kind == "currency":
        return known_currency(word, {}) is not None
    if column.kind == "place":
        return situation_of(word, {}) is not None
    value = reader(column, votes(column, [word], []), Dialect())(word, None, "")
    if column.kind == "flag":
        return value is {"yes": True, "oui": True, "no": False, "non": False}.get(word)
    if column.kind == "word":
        return value in (column.vocabulary or ())
    return column.field == "party_type" and not isinstance(value, Doubt)


@pytest.mark.parametrize("name", NAMES)
def test_a_column_keeps_what_is_typed_anywhere_in_it(name: str) -> None:
    """Codes and rough dates stay text, days are days, figures have no currency that would be guessed."""
    page = load_workbook(FOLDER / file_of(name, "en")).worksheets[0]
    for number, column in enumerate(fields(name, "en").values(), 1):
        form = page.column_dimensions[get_column_letter(number)].number_format
        if column.kind == "date" and column.field not in PRECISE:
            assert "yyyy" in form
        elif column.kind == "money":
            assert form == "#,##0.00"
        else:
            assert form == ("General" if column.kind == "number" else "@")
    assert page.freeze_panes == f"B{FIRST}"
    assert page.max_row == FIRST - 1


def test_a_year_typed_alone_into_a_day_is_questioned() -> None:
    """1965 in a cell for days is a day of 1905 to a spreadsheet; a birthday without its year is one of this year."""
    page = load_workbook(FOLDER / "clients.xlsx").worksheets[0]
    rules = {heading: rule for heading, rule in listed(page) if rule.type == "date"}
    assert {int(rule.formula1) for rule in rules.values()} == {3654}
    assert int(rules["Client since"].formula2) > 73000
    assert rules["Birthday"].formula2 == "TODAY()-366"


def test_notes_tell_what_is_needed_and_what_may_be_added() -> None:
    """Every column of the register has its line, and every field the program knows besides has one below."""
    for name, language in EVERY:
        notes = load_workbook(FOLDER / file_of(name, language)).worksheets[2]
        lines = {str(row[0].value): [cell.value for cell in row] for row in notes.iter_rows(min_row=6)}
        told = sheet(name, language)
        for column in told.columns:
            assert lines[column.heading][1] == column.note
            assert all(lines[column.heading][2:5])
        assert {heading for heading, _ in told.added} <= lines.keys()
    needed = {column.column.field for column in sheet("stock", "en").columns if column.need == "must"}
    assert needed >= {"stock_no", "category", "description", "ownership", "status", "insured_value", "currency"}


def test_what_may_be_added_is_known_by_the_heading_the_notes_give(tmp_path: Path) -> None:
    """A column put in under its heading beside the others gets its meaning too, surely."""
    for name, language in EVERY:
        book = Workbook()
        page: Any = book.active
        told = sheet(name, language)
        page.append([column.heading for column in told.columns] + [heading for heading, _ in told.added])
        book.save(tmp_path / "Added.xlsx")
        (seen,) = look(str(tmp_path / "Added.xlsx"), "Added.xlsx", Dialect())
        known = {one.heading.text: one.field for one in seen.proposals if one.sure}
        wrong = {heading: known.get(heading) for heading, item in told.added if known.get(heading) != item.field}
        assert not wrong, (name, language)


def test_lists_and_formats_survive_libreoffice(tmp_path: Path) -> None:
    """Opened and saved there, a blank has its sheets, lists, rules and formats, and every heading its meaning."""
    names = ["stock.xlsx", "clients.fr.xlsx"]
    kept = converted({name: (FOLDER / name).read_bytes() for name in names}, tmp_path)
    for name, data in kept.items():
        before, after = load_workbook(FOLDER / name), load_workbook(io.BytesIO(data))
        assert after.sheetnames == before.sheetnames
        assert after.worksheets[1].protection.sheet
        then = {heading: (rule.type, rule.formula1) for heading, rule in listed(before.worksheets[0])}
        assert {heading: (rule.type, rule.formula1) for heading, rule in listed(after.worksheets[0])} == then
        deepest = min(next(iter(rule.sqref.ranges)).max_row for _, rule in listed(after.worksheets[0]))
        assert deepest >= 1000
        (tmp_path / name).write_bytes(data)
        found = look(str(tmp_path / name), name, Dialect())
        assert [one.register for one in found if one.register] == [name.partition(".")[0]]
        assert all(one.sure and one.field for one in found[0].proposals)


def test_a_sheet_of_that_name_that_is_her_own_is_read(tmp_path: Path) -> None:
    """Only a sheet that says twice that it holds examples is left; a tab called so may be anybody's stock."""
    book = Workbook()
    page: Any = book.active
    page.title = "Examples"
    page.append(["Stock no.", "Description", "Cost", "Date in"])
    page.append(["W1", "Watch", 100, "2026-01-02"])
    book.save(tmp_path / "Own.xlsx")
    assert [one.register for one in look(str(tmp_path / "Own.xlsx"), "Own.xlsx", Dialect())] == ["stock"]


# --- The command -----------------------------------------------------------------------------------


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder with nothing in it."""
    folder = tmp_path / "maison"
    folder.mkdir()
    return folder


def template(house: Path, *arguments: object) -> Ran:
    """``boutique template`` in a house."""
    return run("template", *arguments, "--house", house)


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_blanks_are_set_up_without_a_question_and_told_to_be_empty(house: Path, language: str) -> None:
    """Every register is taken in at once, nothing is asked, and the check says plainly that nothing stands in them."""
    assert template(house, "all", "--language", language).code == 0
    begun = run("init", "--house", house, "--json").json
    assert begun["questions"] == []
    taken = [one["register"] for one in begun["sheets"] if one["register"]]
    assert sorted(taken) == sorted(NAMES)
    assert all(column["sure"] and column["field"] for one in begun["sheets"] for column in one["columns"])
    checked = run("check", "--house", house)
    assert checked.code == 0
    assert checked.out.count("empty, nothing stands below its heading yet") == len(NAMES)
    assert "0 errors, 0 warnings, 0 to know" in checked.out


def test_one_register_goes_where_it_is_said(house: Path) -> None:
    """Into registers without a word, into a folder that is there, under a name of one's own; in French on request."""
    assert template(house, "stock").out.startswith(f"stock: {house / 'registers' / 'Stock.xlsx'}\n")
    assert (house / "registers" / "Stock.xlsx").read_bytes() == (FOLDER / "stock.xlsx").read_bytes()
    told = template(house, "sales", house, "--language", "fr", "--json").json
    assert told["files"] == [{"register": "sales", "language": "fr", "path": str(house / "Ventes.xlsx")}]
    assert template(house, "clients", house / "Kunden.xlsx").code == 0
    assert {path.name for path in house.iterdir()} == {"registers", "Ventes.xlsx", "Kunden.xlsx"}


def test_a_dry_run_writes_nothing(house: Path) -> None:
    """It says where the file would stand."""
    ran = template(house, "all", "--dry-run")
    assert ran.code == 0
    assert "nothing was written" in ran.out
    assert not list(house.iterdir())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("stok",), "There is no register 'stok'."), (("stock", "Stock.xls"), "Call it Stock.xlsx")],
)
def test_a_slip_is_named(house: Path, arguments: tuple[str, ...], words: str) -> None:
    """A register there is none of, a file that would be no workbook."""
    ran = template(house, *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert not list(house.iterdir())


def test_a_register_that_was_filled_in_is_never_replaced(house: Path) -> None:
    """Another file stands until --overwrite; one with rows in it stands whatever is asked."""
    path = house / "registers" / "Stock.xlsx"
    template(house, "stock")
    book = load_workbook(path)
    book.worksheets[2]["A40"] = "a remark among the notes"
    book.save(path)
    assert template(house, "stock").code == 1
    assert template(house, "stock", "--overwrite").code == 0
    assert path.read_bytes() == (FOLDER / "stock.xlsx").read_bytes()
    book = load_workbook(path)
    book.worksheets[0]["A3"] = "W0001"
    book.save(path)
    filled = path.read_bytes()
    for asked in (("stock", "--overwrite"), ("all", "--overwrite"), ("stock", "--overwrite", "--dry-run")):
        ran = template(house, *asked)
        assert ran.code == 1
        assert "holds 1 row; a filled register is never replaced" in ran.err
    assert path.read_bytes() == filled
    assert [one.name for one in path.parent.iterdir()] == ["Stock.xlsx"]
