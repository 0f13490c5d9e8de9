"""The columns as a workbook: written, corrected as a person would, and taken back whatever became of the file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.houses import Ran, run
from tests.office import converted
from toolkit.produce import setup
from toolkit.render import container
from toolkit.show.mapping_book import TEMPLATE
from tools.make_workbook_templates import mapping as made_template

ROOT = Path(__file__).resolve().parents[1]
STOCK = {
    "Stock no": "W1", "Brand": "Omega", "Ref": "311.30", "Model nam": "Speedmaster", "Price": 3900, "Cost": "1,250.00",
    "Date in": "2024-03-05", "Status": "Sold", "Odds": "x", "=cmd|' /C calc'!A0": "=1+1", 'A "b"; [c]': "y",
}  # fmt: skip
CLIENTS = {"Client no": "C1", "Surname": "Durand", "Town": "Paris", "Deceased": "ask son", "Birthday": "1970-01-02"}
FIRST = 7
"""The row of the first line."""
Edit = Callable[[Any], object]


def register(path: Path, sheet: str, cells: Mapping[str, object], rows: int = 6) -> None:
    """A register of one sheet: a heading, and the same row with other numbers; texts stay texts."""
    book = Workbook()
    page: Any = book.active
    page.title = sheet
    page.append(list(cells))
    for number in range(rows):
        page.append([f"{value}{number}" if nth == 0 else value for nth, value in enumerate(cells.values())])
    for cell in (cell for row in page.iter_rows() for cell in row if isinstance(cell.value, str)):
        cell.data_type = "s"
    book.save(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with two registers, and the list of its columns."""
    folder = tmp_path_factory.mktemp("made") / "house"
    (folder / "registers").mkdir(parents=True)
    register(folder / "registers" / "Stock.xlsx", "Montres", STOCK)
    register(folder / "registers" / "Clients.xlsx", "Clients", CLIENTS)
    answers = {"insurance.basis": "cost", "house.name": "Maison Corvane", "house.currency": "GBP"}
    setup.write(setup.plan(folder, (), answers, {}), overwrite=True)
    assert run("map", "--house", folder, "--workbook", folder / "Columns.xlsx").code == 0
    return folder


@pytest.fixture
def house(made: Path, tmp_path: Path) -> Path:
    """A copy of it that may be changed."""
    return shutil.copytree(made, tmp_path / "house")


def lines(path: Path) -> dict[str, dict[str, Any]]:
    """The lines of a list by heading of the register, with the row each stands in."""
    page = load_workbook(path)["Columns"]
    heads = [str(cell.value) for cell in page[FIRST - 1]]
    found = (dict(zip(heads, (cell.value for cell in row), strict=True)) | {"row": row[0].row}
             for row in page.iter_rows(min_row=FIRST))  # fmt: skip
    return {str(line["Heading"]): line for line in found}


def edit(path: Path, change: Edit) -> None:
    """Change the sheet of columns, and save."""
    book = load_workbook(path)
    change(book["Columns"])
    book.save(path)


def say(house: Path, meanings: Mapping[str, object]) -> None:
    """Write meanings beside headings."""

    def written(page: Any) -> None:
        for row in page.iter_rows(min_row=FIRST):
            if row[3].value in meanings:
                row[4].value = meanings[row[3].value]

    edit(house / "Columns.xlsx", written)


def accept(house: Path, *more: object) -> Ran:
    """Take the list."""
    return run("map", "--house", house, "--accept", house / "Columns.xlsx", *more)


def told(house: Path) -> list[str]:
    """The house file's lines."""
    return (house / "boutique.toml").read_text("utf-8").splitlines()


def moved(ran: Ran) -> list[tuple[str, str | None, str | None]]:
    """What was changed: heading, from, to."""
    return [(one["heading"], one["from"], one["to"]) for one in ran.json["changes"]]


# --- Written --------------------------------------------------------------------------------------


def test_every_column_has_a_line_those_to_look_at_first(made: Path) -> None:
    """Heading, letter, meaning in plain words, how sure, why, samples, what is read of the first; a link to the cell."""
    found = lines(made / "Columns.xlsx")
    assert [line["How sure"] for line in found.values()] == ["please look"] * 2 + ["not known"] * 3 + ["sure"] * 11
    assert set(list(found)[:2]) == {"Deceased", "Model nam"}
    assert set(found) == {*STOCK, *CLIENTS}
    cost = found["Cost"]
    assert (cost["Register"], cost["Column"], cost["Meaning"]) == ("Stock register", "F", "purchase cost")
    assert (cost["Samples"], cost["What is read from the first"]) == ("1,250.00", "£1,250.00")
    assert cost["Where"].startswith("=HYPERLINK(\"registers/Stock.xlsx#'Montres'!F1\"")
    assert found["Deceased"]["What is read from the first"] == "ask son  (neither yes nor no)"
    assert found["Model nam"]["Why"].startswith("Its heading is like 'model name'")
    assert found["Odds"]["Meaning"] == "not used"
    page = load_workbook(made / "Columns.xlsx")["Columns"]
    assert [page[cell].value for cell in ("A3", "B3", "C3", "E3")] == [2, 16, 13, 3]
    assert "holds samples" in page["A2"].value


def test_what_a_register_says_is_never_a_formula_of_the_list(made: Path) -> None:
    """A heading or a sample that begins like a formula is a text; only the links are formulas."""
    page = load_workbook(made / "Columns.xlsx")["Columns"]
    formulas = {cell.column for row in page.iter_rows() for cell in row if cell.data_type == "f"}
    assert formulas == {2}
    assert page.cell(lines(made / "Columns.xlsx")["=cmd|' /C calc'!A0"]["row"], 8).value == "=1+1"


def test_the_drop_down_offers_the_meanings_of_the_lines_own_register(made: Path) -> None:
    """It leads to the rows of that register in the sheet Meanings, the first of which is "not used"."""
    book = load_workbook(made / "Columns.xlsx")
    [choice] = book["Columns"].data_validations.dataValidation
    assert str(choice.sqref) == "E7:E22"
    assert choice.formula1 == ("OFFSET(meaning_word,MATCH($A7,meaning_register,0)-1,0,COUNTIF(meaning_register,$A7),1)")
    rows = [(row[0].value, row[1].value) for row in book["Meanings"].iter_rows(min_row=5)]
    registers = [name for name, _ in rows]
    assert registers == sorted(registers, key=registers.index)
    assert {word for name, word in rows if name == "Clients' register"} >= {"not used", "surname", "birthday"}
    assert rows[registers.index("Clients' register")][1] == "not used"


def test_the_template_is_what_the_tool_makes() -> None:
    """The committed template comes from tools/make_workbook_templates.py, unaltered."""
    committed = (ROOT / "workbook_templates" / TEMPLATE).read_bytes()
    assert container.read(made_template(), "made") == container.read(committed, "committed")


def test_the_same_columns_give_the_same_bytes(house: Path) -> None:
    """No clock, no chance."""
    assert run("map", "--house", house, "--workbook", house / "Again.xlsx").code == 0
    assert (house / "Again.xlsx").read_bytes() == (house / "Columns.xlsx").read_bytes()


def test_corrections_are_never_written_over(house: Path) -> None:
    """A list she corrected is kept until it was taken; a register is never a target."""
    say(house, {"Odds": "notes"})
    again = ("map", "--house", house, "--workbook", house / "Columns.xlsx")
    assert run(*again, "--json").json["error"]["code"] == "exists"
    kept = run(*again, "--overwrite")
    assert (kept.code, "a line was corrected and not taken yet" in kept.err) == (1, True)
    assert accept(house).code == 0
    assert run(*again, "--overwrite").code == 0
    assert lines(house / "Columns.xlsx")["Odds"]["How sure"] == "as set"
    stock = house / "registers" / "Stock.xlsx"
    refused = run("map", "--house", house, "--workbook", stock, "--overwrite", "--json")
    assert (refused.code, refused.json["error"]["code"]) == (2, "register")


# --- Taken ----------------------------------------------------------------------------------------


def test_what_she_corrected_is_taken_and_nothing_else_is_touched(house: Path) -> None:
    """Old and new meaning are told; every other line of the house file stays, comments too; a dry run writes nothing."""
    before = told(house)
    say(house, {"Price": "insured value", "Odds": "notes", "Ref": "not used"})
    tried = accept(house, "--dry-run")
    assert "A dry run: boutique.toml was not written." in tried.out
    assert told(house) == before
    taken = accept(house)
    assert taken.code == 0
    for words in ("registers/Stock.xlsx, sheet Montres:", "Price: retail price -> insured value",
                  "Odds: not used -> notes", "Ref: maker's reference -> not used"):  # fmt: skip
        assert words in taken.out
    changed = [(old, new) for old, new in zip(before, told(house), strict=True) if old != new]
    assert sorted(new.partition("  # ")[0] for _, new in changed) == [
        'Odds = "notes"' if old.startswith("Odds") else new.partition("  # ")[0] for old, new in sorted(changed)
    ]
    assert [old.partition("#")[2] for old, _ in changed] == [new.partition("#")[2] for _, new in changed]
    assert len(changed) == 3
    assert "says nothing new" in accept(house).out


def test_an_untouched_list_changes_nothing(house: Path) -> None:
    """Not a byte; and it undoes nothing that was said elsewhere since."""
    before = (house / "boutique.toml").read_bytes()
    assert moved(accept(house, "--json")) == []
    assert (house / "boutique.toml").read_bytes() == before
    assert run("map", "stock", "--house", house, "--set", "Price=insured_value").code == 0
    say(house, {"Odds": "notes"})
    assert moved(accept(house, "--json")) == [("Odds", "", "notes")]
    assert run("map", "stock", "--house", house, "--json").json["sources"][0]["columns"][4]["field"] == "insured_value"


def test_two_columns_change_places(house: Path) -> None:
    """What one gives up the other may take, in one go."""
    say(house, {"Ref": "model", "Model nam": "maker's reference"})
    found = moved(accept(house, "--json"))
    assert sorted(found) == [("Model nam", "model", "brand_ref"), ("Ref", "brand_ref", "model")]
    assert run("check", "--house", house, "--as-at", "2026-10-31").code in {0, 3}


def _sorted_by_heading(page: Any) -> None:
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST)]
    for number, values in enumerate(sorted(rows, key=lambda row: str(row[3])[::-1]), FIRST):
        for column, value in enumerate(values, 1):
            page.cell(number, column).value = value
            page.cell(number, column).data_type = "f" if column == 2 else "n" if value is None else "s"


def _filtered(page: Any) -> None:
    page.auto_filter.add_filter_column(4, ["notes"])
    for row in range(FIRST, page.max_row):
        page.row_dimensions[row].hidden = True


def _others_deleted(page: Any) -> None:
    for row in range(page.max_row, FIRST - 1, -1):
        if page.cell(row, 5).value != "Notes" or page.cell(row, 1).value != "Stock register":
            page.delete_rows(row)


def _column_put_in(page: Any) -> None:
    page.insert_cols(5, 2)
    page.cell(FIRST - 1, 5).value = "My own remarks"


def _heading_in_french(page: Any) -> None:
    page["E6"].value = "Signification"


def _headings_gone(page: Any) -> None:
    page.delete_rows(1, FIRST - 1)


def _columns_gone(page: Any) -> None:
    page.delete_cols(6, 4)


@pytest.mark.parametrize(
    "change",
    [_sorted_by_heading, _filtered, _others_deleted, _column_put_in, _heading_in_french, _headings_gone, _columns_gone],
)
def test_whatever_became_of_the_rows_and_columns(house: Path, change: Edit) -> None:
    """A line is known by its mark, her column by its heading, else by its place."""
    say(house, {"Odds": "Notes"})
    edit(house / "Columns.xlsx", change)
    assert moved(accept(house, "--json")) == [("Odds", "", "notes")]


def test_a_list_saved_by_libreoffice(house: Path) -> None:
    """Another program wrote every part of the file anew; what she said is taken all the same, her list still helps her."""
    say(house, {"Odds": "notes", "=cmd|' /C calc'!A0": "collection", 'A "b"; [c]': "hallmark"})
    path = house / "Columns.xlsx"
    path.write_bytes(converted({path.name: path.read_bytes()}, house)[path.name])
    assert sorted(moved(accept(house, "--json"))) == sorted(
        [("Odds", "", "notes"), ("=cmd|' /C calc'!A0", "", "collection"), ('A "b"; [c]', "", "hallmark")]
    )
    [choice] = load_workbook(path)["Columns"].data_validations.dataValidation
    assert choice.formula1.startswith("OFFSET(meaning_word,MATCH($A7,meaning_register,0)")


def test_a_meaning_typed_by_hand(house: Path) -> None:
    """In any capitals, or by the name the house file has."""
    say(
        house,
        {"Price": "INSURED  Value", "Odds": "gross_weight", 'A "b"; [c]': "Net metal weight, g", "Ref": "Not Used"},
    )
    assert {heading: field for heading, _, field in moved(accept(house, "--json"))} == {
        "Price": "insured_value", "Odds": "gross_weight", 'A "b"; [c]': "net_weight", "Ref": ""
    }  # fmt: skip


WRONG = {
    "Odds": ("Serial nunber", "did you mean 'serial number'?"), "Brand": ("Prix d'achat", "did you mean 'purchase cost'?"),
    "Ref": ("birthday", "it is one of the clients' register"), "Status": (17, "is no meaning of the stock register"),
    "Cost": ("=cmd|'/C calc'!A0", "is no meaning of the stock register"),
    "Town": ("nothing like it", "is no meaning of the clients' register. Choose one from the list in the cell."),
}  # fmt: skip


def test_what_is_no_meaning_is_refused_with_its_cell(house: Path) -> None:
    """Each with what was probably meant; nothing of the list is taken."""
    before = told(house)
    say(house, {heading: word for heading, (word, _) in WRONG.items()} | {"Price": "insured value"})
    ran = accept(house)
    assert (ran.code, told(house)) == (1, before)
    found = lines(house / "Columns.xlsx")
    for heading, (_, words) in WRONG.items():
        cell = f"Columns.xlsx, sheet Columns, cell E{found[heading]['row']}: "
        assert [words in line for line in ran.err.splitlines() if cell in line] == [True]
    assert "6 lines cannot be" in ran.err


def test_a_blank_meaning_is_asked_about(house: Path) -> None:
    """Blank is unknown, not "not used"; where nothing stood but "not used" it is the same."""
    say(house, {"Odds": None})
    assert moved(accept(house, "--json")) == []
    say(house, {"Price": None})
    ran = accept(house)
    assert (ran.code, "it is blank: choose a meaning, or 'not used'" in ran.err) == (1, True)


def test_one_meaning_twice_is_refused_with_both_cells(house: Path) -> None:
    """In one sheet; the other may stand in a line she never touched, or in none at all."""
    say(house, {"Odds": "model"})
    found = lines(house / "Columns.xlsx")
    cells = {f"E{found[heading]['row']}" for heading in ("Odds", "Model nam")}
    ran = accept(house)
    assert ran.code == 1
    assert all(cell in ran.err for cell in cells)
    assert "cannot both be the model" in ran.err
    edit(house / "Columns.xlsx", lambda page: page.delete_rows(found["Model nam"]["row"]))
    assert "a column that is not in this list" in accept(house).err


def test_what_a_register_goes_by_is_said_where_it_is_gone(house: Path) -> None:
    """The number, and the basis of the schedule's values; a register without any meaning is refused."""
    say(house, {"Stock no": "not used", "Cost": "not used"})
    ran = accept(house, "--json")
    assert ran.code == 0
    assert ran.json["notes"] == [
        f"registers/Stock.xlsx, sheet Montres: no column is the {lost}" for lost in (
            "stock number or serial number any more, and the stock register goes by it.",
            "purchase cost any more, and the schedule goes by cost: the price paid for the piece alone.",
        )
    ]  # fmt: skip
    say(house, dict.fromkeys(CLIENTS, "not used"))
    refused = accept(house)
    assert (refused.code, "could not be read" in refused.err) == (1, True)


# --- When something else changed ------------------------------------------------------------------


def renamed(house: Path, headings: Mapping[str, str]) -> None:
    """The stock register with other headings."""
    path = house / "registers" / "Stock.xlsx"
    book = load_workbook(path)
    for cell in book["Montres"][1]:
        cell.value = headings.get(str(cell.value), cell.value)
        cell.data_type = "s"
    book.save(path)


def test_what_became_of_a_renamed_column_is_proposed_in_the_list(house: Path) -> None:
    """The old heading is let go, the new one takes its place; the reason stands beside both, and nothing is taken before."""
    path = house / "registers" / "Stock.xlsx"
    register(path, "Montres", {**STOCK, "Price": 1})
    book = load_workbook(path)
    for number, row in enumerate(book["Montres"].iter_rows(min_row=2)):
        row[4].value = 3000 + number
    book.save(path)
    assert run("init", house, "--overwrite").code == 0
    renamed(house, {"Price": "PP", "Odds": "Oddments"})
    assert run("map", "--house", house, "--workbook", house / "Columns.xlsx", "--overwrite").code == 0
    found = lines(house / "Columns.xlsx")
    states = {
        heading: (line["How sure"], line["Meaning"]) for heading, line in found.items() if line["row"] < FIRST + 3
    }
    assert states == {"Price": ("gone", "not used"), "PP": ("new", "retail price"), "Oddments": ("new", "not used")}
    assert "Odds" not in found  # it was not used, and nothing is lost with it
    assert found["PP"]["Why"] == "'PP' holds 100% of what 'Price' held."
    taken = accept(house)
    assert "Price: retail price -> taken out, it is gone from the sheet" in taken.out
    assert "PP: new -> retail price" in taken.out
    assert any(line.startswith('PP = "ticket_price"') and "holds 100%" in line for line in told(house))
    assert not any(line.startswith("Price =") for line in told(house))


def test_a_heading_that_is_gone_since_is_told(house: Path) -> None:
    """Which column it became is not guessed; a line she left alone stops nothing."""
    say(house, {"Price": "insured value"})
    renamed(house, {"Price": "Betrag", "Ref": "Rf"})
    ran = accept(house)
    assert ran.code == 1
    row = lines(house / "Columns.xlsx")["Price"]["row"]
    assert (
        f"Columns.xlsx, sheet Columns, cell E{row}: registers/Stock.xlsx, sheet Montres has no column 'Price'"
        in ran.err
    )
    assert "it has: Stock no, Brand" in ran.err
    say(house, {"Price": "retail price", "Odds": "notes"})
    assert moved(accept(house, "--json")) == [("Odds", "", "notes")]


def test_a_new_column_takes_over_from_one_that_is_gone(house: Path) -> None:
    """Her word for the new heading is enough; the old one, which no sheet has, gives way and is told."""
    renamed(house, {"Model nam": "Zzz"})
    assert run("map", "--house", house, "--workbook", house / "Columns.xlsx", "--overwrite").code == 0
    say(house, {"Model nam": "model", "Zzz": "model"})
    assert sorted(moved(accept(house, "--json"))) == [("Model nam", "model", None), ("Zzz", None, "model")]


def test_a_column_boutique_toml_names_no_more_is_told(house: Path) -> None:
    """Such as one of a sheet that was taken out of the house file; left alone it stops nothing."""
    text = (house / "boutique.toml").read_text("utf-8")
    start = text.index('[[source]]\nregister = "clients"')
    end = text.find("[[source]]", start + 5)
    (house / "boutique.toml").write_text(text[:start] + (text[end:] if end > 0 else ""), "utf-8")
    say(house, {"Odds": "notes"})
    assert moved(accept(house, "--json")) == [("Odds", "", "notes")]
    say(house, {"Town": "region"})
    ran = accept(house)
    assert (ran.code, "neither boutique.toml nor the sheet has this column any more" in ran.err) == (1, True)


def test_a_line_in_pieces_and_a_line_twice_are_refused(house: Path) -> None:
    """A line whose heading belongs to another, and a copied line with another meaning."""
    found = lines(house / "Columns.xlsx")
    odds, price = found["Odds"]["row"], found["Price"]["row"]

    def swapped(page: Any) -> None:
        page.cell(odds, 4).value, page.cell(price, 4).value = "Price", "Odds"
        page.cell(odds, 5).value = "notes"

    edit(house / "Columns.xlsx", swapped)
    assert "no longer in one piece" in accept(house).err

    def copied(page: Any) -> None:
        page.cell(odds, 4).value, page.cell(price, 4).value = "Odds", "Price"
        end = page.max_row + 1
        for column in range(1, 11):
            page.cell(end, column).value = page.cell(odds, column).value
        page.cell(end, 5).value = "collection"

    edit(house / "Columns.xlsx", copied)
    ran = accept(house)
    assert f"twice, with two meanings: see E{odds} too" in ran.err


# --- No list of this house ------------------------------------------------------------------------


def test_a_correction_in_a_line_that_lost_its_sign_is_told(house: Path) -> None:
    """Typed over or pasted elsewhere: a correction is never passed over in silence; an untouched line stops nothing."""
    row = lines(house / "Columns.xlsx")["Odds"]["row"]
    edit(house / "Columns.xlsx", lambda page: page.cell(row, 10, "xxx"))
    assert accept(house).code == 0
    say(house, {"Odds": "notes"})
    ran = accept(house)
    assert (ran.code, "lost its sign in the narrow last column" in ran.err) == (1, True)


def test_a_list_of_another_house_is_refused(house: Path) -> None:
    """Even where the other house has the same registers."""
    text = (house / "boutique.toml").read_text("utf-8")
    (house / "boutique.toml").write_text(text.replace("Maison Corvane", "Maison Ostrelle"), "utf-8")
    ran = accept(house, "--json")
    assert (ran.code, ran.json["error"]["code"]) == (1, "other-house")


def _workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    book = Workbook()
    page: Any = book.active
    for row in rows:
        page.append(list(row))
    book.save(path)


def test_what_is_no_list_at_all_is_refused(house: Path) -> None:
    """An empty workbook, a register, a worklist's look-alike, no file: a sentence and no traceback."""
    _workbook(house / "Empty.xlsx", ())
    _workbook(house / "Other.xlsx", (("Heading", "Meaning"), ("Price", "insured value")))
    for name, code in (("Empty.xlsx", "no-mapping"), ("Other.xlsx", "no-mapping"), ("registers/Stock.xlsx", "no-mapping"),
                       ("None.xlsx", "not-found")):  # fmt: skip
        ran = run("map", "--house", house, "--accept", house / name, "--json")
        assert (ran.code, ran.json["error"]["code"]) == (1, code)
    edit(house / "Columns.xlsx", lambda page: page.delete_rows(FIRST, 99))
    assert moved(accept(house, "--json")) == []


def test_accept_without_a_file_follows_what_is_proposed(house: Path) -> None:
    """As before; the register may stand before or behind it."""
    renamed(house, {"Price": "Retail price"})
    for words in (("stock", "--accept", "--dry-run"), ("--accept", "stock", "--dry-run"), ("--accept",)):
        ran = run("map", "--house", house, *words, "--json")
        columns = next(one["columns"] for one in ran.json["sources"] if one["register"] == "stock")
        assert {"Retail price": "ticket_price"}.items() <= {one["heading"]: one["field"] for one in columns}.items()
    assert any(line.startswith('"Retail price" = "ticket_price"') for line in told(house))
