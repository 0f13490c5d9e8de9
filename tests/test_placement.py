"""A broker's own workbook filled: our lines under its headings, and nothing of the rest lost, moved wrongly or stale."""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from tests.broker_book import BUTTONS, DRAWING, FIRST, HEADER, SHEET, broker_book
from tests.office import converted, without_results
from tests.test_insurance_workbook import line, schedule
from toolkit.findings import ToolkitError
from toolkit.produce.broker import filled
from toolkit.produce.foreign_form import Filled
from toolkit.render import container
from toolkit.reports.insurance import Schedule

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

PLAIN = ("Stock no", "Description", "Sum insured")
CALCULATED = ("xl/worksheets/sheet2.xml",)  # the summary: its results follow from ours


def lines(count: int, **facts: object) -> Schedule:
    """A schedule of so many lines."""
    return schedule([line(number, **facts) for number in range(1, count + 1)])  # type: ignore[arg-type]


def form(
    headings: Sequence[object] = PLAIN, *, at: int = 2, cells: Mapping[str, object] | None = None, names: str = ""
) -> bytes:
    """A plain workbook: headings in a row, cells by address, the name ``lines`` for some of them."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Form"
    for column, words in enumerate(headings, 1):
        sheet.cell(at, column, words)
    for address, value in (cells or {}).items():
        sheet[address] = value
    if names:
        book.defined_names["lines"] = DefinedName("lines", attr_text=f"Form!{names}")
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opened(data: bytes, sheet: str = "Form", *, values: bool = True) -> Any:
    """A sheet of a filled workbook."""
    return load_workbook(io.BytesIO(data), data_only=values)[sheet]


def fill(made: Schedule, template: bytes, name: str = "Form.xlsx") -> Filled:
    """Short for the call under test."""
    return filled(made, template, name)


def refusal(made: Schedule, template: bytes, name: str = "Form.xlsx") -> ToolkitError:
    """The sentence a workbook is refused with."""
    with pytest.raises(ToolkitError) as caught:
        filled(made, template, name)
    assert caught.value.hint
    assert "\n" not in caught.value.message
    return caught.value


def changed(before: bytes, after: bytes) -> set[str]:
    """The parts that are not byte for byte what they were, or gone, or new."""
    old, new = container.read(before, "before"), container.read(after, "after")
    return {part for part in {*old, *new} if old.get(part) != new.get(part)}


def frame(part: bytes) -> bytes:
    """A sheet's XML without its rows, in one spelling."""
    root = copy.deepcopy(etree.fromstring(part))
    data = root.find("{*}sheetData")
    data.clear()
    return bytes(etree.tostring(root, method="c14n"))


def test_every_other_part_stays_byte_for_byte() -> None:
    """With blank rows enough only the sheets with our lines, and with sums over them, are written at all."""
    template = broker_book(10)
    result = fill(lines(6), template)
    assert changed(template, result.data) == {SHEET, *CALCULATED}
    before, after = container.read(template, "before"), container.read(result.data, "after")
    assert frame(before[SHEET]) == frame(after[SHEET])
    assert list(before) == list(after)


def test_the_lines_stand_under_their_headings() -> None:
    """Every line in order, in the column that means it, with the total, the count and the labelled cells."""
    made = lines(6)
    sheet = opened(fill(made, broker_book(10)).data, "Schedule")
    held = [item for section in made.sections for item in section.lines]
    rows = list(sheet.iter_rows(min_row=FIRST, max_row=FIRST + 9, max_col=8, values_only=True))
    assert [row[0] for row in rows] == [item.stock_no for item in held] + [None] * 4
    assert [row[5] for row in rows[:6]] == [float(item.value.amount) for item in held if item.value]
    assert rows[0][2] == "00084361"
    assert rows[0][6] == datetime(2026, 2, 3)
    assert sheet["F17"].value == float(made.totals[0][1].value)
    assert sheet["D17"].value == 6
    assert (sheet["B2"].value, sheet["B3"].value, sheet["G3"].value) == ("Maison Aurelle", "JB 104 882", "GBP")
    assert sheet["G2"].value == datetime(2026, 10, 31)


def test_what_stands_below_follows() -> None:
    """More lines than blank rows: total, notes, rules, print area, pictures, buttons and names move down together."""
    template = broker_book(5)
    result = fill(lines(14), template)
    sheet = opened(result.data, "Schedule", values=False)
    assert sheet["F21"].value == "=SUM(F7:F20)"
    assert sheet["I21"].value == "=SUM(I7:I20)"
    assert [sheet.cell(row, 9).value for row in range(7, 21)] == [f"=F{row}*$I$3" for row in range(7, 21)]
    assert {"A21:C21", "A23:I23", "A1:I1"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert {str(rule.sqref) for rule in sheet.conditional_formatting} == {"F7:F20", "F21"}
    assert str(sheet.data_validations.dataValidation[0].sqref) == "D7:D20"
    assert sheet.print_area == "'Schedule'!$A$1:$I$23"
    assert sheet.print_title_rows == "$5:$6"
    parts = container.read(result.data, "after")
    text = parts[SHEET].decode()
    assert "<xm:f>Schedule!F7:F20</xm:f>" in text
    assert "<xm:sqref>I7:I20</xm:sqref>" in text
    assert re.findall(r":row [^>]*>(\d+)<", text) == ["24", "26"]
    assert b"6, 0, 24, 0, 8, 0, 26, 0" in parts[BUTTONS]
    assert re.findall(rb"<a:row>(\d+)</a:row>", parts[DRAWING])[-2:] == [b"24", b"27"]
    assert b"Schedule'!$F$7:$F$20" in parts["xl/charts/chart1.xml"]
    assert b'ref="A6:I20"' in parts["xl/pivotCache/pivotCacheDefinition1.xml"]
    assert load_workbook(io.BytesIO(result.data)).defined_names["TotalInsured"].attr_text == "Schedule!$F$21"


def test_growing_touches_only_what_refers_to_rows() -> None:
    """Texts, styles, pictures, header picture, controls, custom parts: none is written again."""
    template = broker_book(5)
    moved = {"xl/workbook.xml", "xl/calcChain.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", DRAWING, BUTTONS,
             "xl/charts/chart1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"}  # fmt: skip
    assert changed(template, fill(lines(14), template).data) == {SHEET, *CALCULATED, *moved}
    assert {HEADER, "customXml/item1.xml", "xl/sharedStrings.xml", "xl/styles.xml"} <= set(
        container.read(template, "before")
    )


@pytest.mark.parametrize(("blanks", "count"), [(1, 1), (1, 7), (2, 2), (2, 9), (3, 4), (4, 3), (12, 11), (12, 40)])
def test_the_total_takes_in_every_line(blanks: int, count: int) -> None:
    """However many rows were left blank, the sum reaches from the first line to the last, and its result is ours."""
    made = lines(count)
    result = fill(made, broker_book(blanks))
    total = FIRST + max(blanks, count)
    assert opened(result.data, "Schedule", values=False).cell(total, 6).value == f"=SUM(F{FIRST}:F{total - 1})"
    assert opened(result.data, "Schedule").cell(total, 6).value == float(made.totals[0][1].value)
    assert opened(result.data, "Summary")["B1"].value == float(made.totals[0][1].value)


def test_new_rows_go_on_striped_and_the_closing_rule_stays_last() -> None:
    """Rows put in look like those above them, and the last row keeps the rule that closes the table."""
    sheet = opened(fill(lines(12), broker_book(6)).data, "Schedule")
    fills = [sheet.cell(row, 1).fill.fgColor.rgb for row in range(FIRST, FIRST + 11)]
    assert all(one != other for one, other in pairwise(fills))
    rules = [sheet.cell(row, 1).border.bottom.style for row in range(FIRST, FIRST + 12)]
    assert rules == ["hair"] * 11 + ["medium"]
    assert sheet.cell(FIRST + 8, 6).number_format == "#,##0.00"


def test_libreoffice_comes_to_the_same_totals(tmp_path: Path) -> None:
    """Opened and recalculated by another program: no error, and every total equals ours."""
    made = {"few.xlsx": (lines(6), 10), "many.xlsx": (lines(30), 5)}
    results = {name: without_results(fill(given, broker_book(blanks)).data) for name, (given, blanks) in made.items()}
    for name, data in converted(results, tmp_path).items():
        given, blanks = made[name]
        total = given.totals[0][1]
        row = FIRST + max(blanks, total.units)
        sheet = opened(data, "Schedule")
        assert sheet.cell(row, 6).value == pytest.approx(float(total.value), abs=0.001)
        assert sheet.cell(row, 4).value == total.units
        assert sheet.cell(row, 9).value == pytest.approx(float(total.value) * 0.002, abs=0.001)
        every = [
            cell for one in load_workbook(io.BytesIO(data), data_only=True) for values in one.values for cell in values
        ]
        assert not [cell for cell in every if isinstance(cell, str) and cell.startswith(("#", "Err:"))]


def test_macros_stay_byte_for_byte() -> None:
    """A workbook with macros keeps them, its kind and its ending."""
    template = broker_book(5, macros=True)
    result = fill(lines(9), template, "Form.xlsm")
    before, after = container.read(template, "before"), container.read(result.data, "after")
    assert after["xl/vbaProject.bin"] == before["xl/vbaProject.bin"]
    assert b"macroEnabled.main+xml" in after["[Content_Types].xml"]
    assert (result.suffix, fill(lines(9), broker_book(5)).suffix) == (".xlsm", ".xlsx")


def test_a_text_like_a_formula_stays_a_text() -> None:
    """What a register says is written as it says it: never computed, no zero lost."""
    made = schedule([line(1, stock_no="00042", description='=HYPERLINK("http://example.org")')])
    sheet = opened(fill(made, form()).data, values=False)
    assert [cell.data_type for cell in sheet[3]][:2] == ["s", "s"]
    assert (sheet["A3"].value, sheet["B3"].value[:10]) == ("00042", "=HYPERLINK")


def test_what_a_line_says_beyond_the_columns_stands_in_the_description() -> None:
    """No column for the number or the serial: the description says them, for a piece must be told from others."""
    sheet = opened(fill(lines(1), form(("Description", "Sum insured"))).data)
    assert sheet["A3"].value.startswith("W-0001 · Chronograph")
    assert sheet["A3"].value.endswith("00084361")


def test_french_headings() -> None:
    """A workbook in another language is understood the same."""
    headings = ("N° de stock", "Désignation", "Propriété", "Lieu", "Valeur assurée", "Devise", "Date d’estimation")
    result = fill(replace(lines(2), language="fr"), form(headings, cells={"A1": "N° de police"}))
    sheet = opened(result.data)
    assert [cell.value for cell in sheet[3]][2:6] == ["Stock en propre", "Safe 1, tray 3", 1000.01, "GBP"]
    assert sheet["G3"].value == "3 févr. 2026"  # the column has no format of dates
    assert sheet["B1"].value == "JB 104 882"


def test_a_filled_label_is_left_and_told() -> None:
    """A date the broker's workbook holds already is not overwritten, and she is told that it differs."""
    result = fill(lines(1), form(at=4, cells={"A1": "As at", "B1": "30 September 2026", "A2": "Policy no", "B2": None}))
    sheet = opened(result.data)
    assert (sheet["B1"].value, sheet["B2"].value) == ("30 September 2026", "JB 104 882")
    assert any("Form, B1" in note and "30 September 2026" in note for note in result.notes)


def test_a_name_says_where_the_lines_go() -> None:
    """The defined name ``lines`` decides, and names of single cells take their values."""
    book = load_workbook(io.BytesIO(form(at=2, cells={"A9": "Signed"}, names="$A$4:$C$6")))
    book.defined_names["as_at"] = DefinedName("as_at", attr_text="Form!$E$1")
    sheet = opened(fill(lines(5), saved(book)).data)
    numbers = [sheet.cell(row, 1).value for row in range(3, 10)]
    assert numbers == [None, "W-0001", "W-0004", "W-0002", "W-0005", "W-0003", None]
    assert sheet["A11"].value == "Signed"
    assert sheet["E1"].value == "31 October 2026, 18:00"


def test_rows_counted_beforehand_are_counted_on() -> None:
    """A column of 1, 2, 3 is no column of stock numbers; new rows are counted further."""
    cells = {f"A{row}": row - 2 for row in range(3, 6)} | {"B6": "Total", "C6": "=SUM(C3:C5)"}
    sheet = opened(fill(lines(5), form(("No.", "Description", "Value"), cells=cells)).data)
    assert [sheet.cell(row, 1).value for row in range(3, 8)] == [1, 2, 3, 4, 5]
    assert sheet["B3"].value.startswith("W-000")
    assert sheet["C8"].value == float(lines(5).totals[0][1].value)


def test_a_blank_total_is_filled() -> None:
    """A row headed Total with no formula takes our total."""
    sheet = opened(fill(lines(4), form(cells={"A6": "Total"})).data)
    assert sheet["C8"].value == float(lines(4).totals[0][1].value)
    assert sheet["A8"].value == "Total"


@pytest.mark.parametrize("count", [2, 9])
def test_an_excel_table_grows_with_its_lines(count: int) -> None:
    """A table with a totals row: its range, and a total that names its column, take in every line."""
    book = load_workbook(io.BytesIO(form(cells={"A7": "Total", "C7": "=SUBTOTAL(109,Stock[Sum insured])"})))
    table = Table(displayName="Stock", ref="A2:C7", totalsRowCount=1)
    book["Form"].add_table(table)
    result = fill(lines(count), saved(book))
    total = 3 + max(4, count)
    assert opened(result.data, values=False).tables["Stock"].ref == f"A2:C{total}"
    assert opened(result.data).cell(total, 3).value == float(lines(count).totals[0][1].value)


def test_a_sum_over_a_name_is_known_too() -> None:
    """A total that adds up a named range; the name follows the lines."""
    book = load_workbook(io.BytesIO(form(cells={"E1": "=SUM(Insured)"})))
    book.defined_names["Insured"] = DefinedName("Insured", attr_text="Form!$C$3:$C$20")
    made = lines(30)
    result = fill(made, saved(book))
    assert opened(result.data)["E1"].value == float(made.totals[0][1].value)
    reached = load_workbook(io.BytesIO(result.data)).defined_names["Insured"].attr_text
    assert int(reached.rpartition("$")[2]) >= 32
    assert (
        "several currencies"
        in refusal(
            schedule([line(1), line(2, currency="EUR")]),
            saved(load_workbook(io.BytesIO(form((*PLAIN, "Currency"), cells={"F1": "=SUM(C3:C99)"})))),
        ).message
    )


def test_an_empty_schedule_leaves_the_form_as_it_is() -> None:
    """No line: the sum is zero, and no row changes."""
    result = fill(schedule([]), broker_book(5))
    assert opened(result.data, "Schedule")["F12"].value == 0
    assert result.notes[0].startswith("0 lines")


def test_two_currencies_need_a_column() -> None:
    """Amounts of two currencies never share a column that does not say which, nor a sum."""
    made = schedule([line(1), line(2, currency="EUR")])
    assert "EUR and GBP" in refusal(made, form()).message
    headings = (*PLAIN, "Currency")
    summed = form(headings, cells={"A8": "Total", "C8": "=SUM(C3:C7)"})
    assert "C8: the formula =SUM(C3:C7) would add up amounts in several" in refusal(made, summed).message
    told = opened(fill(made, form(headings)).data)
    assert {(told.cell(row, 3).value, told.cell(row, 4).value) for row in (3, 4)} == {
        (1000.01, "GBP"),
        (2000.02, "EUR"),
    }


@pytest.mark.parametrize("titled", ["Sum insured (EUR)", "Sum insured €"])
def test_a_column_in_another_currency_is_refused(titled: str) -> None:
    """Pounds under a heading of euros would be believed."""
    assert "EUR" in refusal(lines(1), form((*PLAIN[:2], titled))).message
    assert fill(schedule([line(1, currency="EUR")]), form((*PLAIN[:2], titled))).columns["C"] == "value"


def test_a_format_in_another_currency_is_refused() -> None:
    """So would a sign that the cells' number format adds."""
    book = load_workbook(io.BytesIO(form()))
    sheet: Any = book["Form"]
    sheet["C3"].number_format = "[$€-2] #,##0"
    assert "shows its figures in EUR" in refusal(lines(1), saved(book)).message


def test_lines_already_there_are_refused() -> None:
    """Last month's lines and ours would be taken for one schedule."""
    direct = form(cells={"A3": "W-1", "B3": "Watch", "C3": 100})
    assert "A3 holds W-1" in refusal(lines(1), direct).message
    assert "A5 holds W-1" in refusal(lines(1), form(cells={"A5": "W-1", "B5": "Watch", "C5": 100})).message


def test_a_sum_over_some_of_the_lines_is_refused() -> None:
    """A total that leaves out lines is worse than none."""
    cells = {"A7": "Total", "C7": "=C3+C4+C5+C6"}
    error = refusal(lines(6), form(cells=cells))
    assert "C7" in error.message
    assert "=SUM(C3:C6)" in error.hint


def test_what_has_no_table_is_refused() -> None:
    """Nothing is put in where no heading says what belongs there."""
    assert "no table was found" in refusal(lines(1), form(("Colour", "Size"))).message


def test_a_hidden_sheet_is_not_filled() -> None:
    """Only what the broker sees is meant for the lines."""
    book = load_workbook(io.BytesIO(form()))
    book.create_sheet("Front")
    book["Form"].sheet_state = "hidden"
    assert "no table" in refusal(lines(1), saved(book)).message


def test_other_kinds_of_files_are_refused() -> None:
    """An old workbook, an OpenDocument one, no workbook at all: one sentence each, with what to do."""
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert ".xls" in refusal(lines(1), old, "Form.xls").message
    locked = old + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refusal(lines(1), locked).message
    open_document = container.write({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"})
    assert ".ods" in refusal(lines(1), open_document, "Form.ods").message
    assert "no Excel workbook" in refusal(lines(1), b"Description,Value\n").message


def test_hostile_workbooks_are_refused() -> None:
    """A bomb, an entity, a sheet without end, one part twice: refused before anything is unfolded."""
    template = broker_book(5)
    parts = container.read(template, "form")
    bomb = container.write({**parts, "xl/media/image9.png": bytes(300 << 20)})
    assert "unfold" in refusal(lines(1), bomb).message
    entity = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
    for part in (DRAWING, SHEET, "customXml/item1.xml", "xl/workbook.xml"):
        assert "document type" in refusal(lines(1), container.write({**parts, part: entity})).message
    wide = parts[SHEET].replace(b"</sheetData>", b'<row r="1048570"><c r="XFD1048570"><v>1</v></c></row></sheetData>')
    assert "size" in refusal(lines(1), container.write({**parts, SHEET: wide})).message
    twice = io.BytesIO(template)
    with zipfile.ZipFile(twice, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(SHEET, parts[SHEET])
    assert "twice" in refusal(lines(1), twice.getvalue()).message


@pytest.mark.parametrize("wrong", [b"x", b"-1", b"99999999999", b"#REF!", b""])
def test_a_damaged_workbook_is_told_in_a_sentence(wrong: bytes) -> None:
    """Whatever stands where a number or a range should stand, there is a sentence or a filled workbook, no traceback."""
    parts = container.read(broker_book(4), "form")
    for attribute in (b' ref="A1:I1"', b' s="2"', b' r="9"', b' sqref="F7:F10"', b' min="1"', b' count="5"'):
        damaged = parts[SHEET].replace(attribute, attribute[: attribute.index(b'"') + 1] + wrong + b'"')
        try:
            fill(lines(8), container.write({**parts, SHEET: damaged}))
        except ToolkitError as error:
            assert error.hint  # noqa: PT017 - either outcome is right


def test_a_formula_in_a_heading_is_read_as_it_shows() -> None:
    """The heading counts as it was last shown; it is never computed here."""
    template = form((*PLAIN[:2], '="Sum "&"insured"'))
    assert "no table" in refusal(lines(1), template).message
    parts = container.read(template, "form")
    parts[SHEET] = re.sub(rb'<c r="C2"[^>]*><f>(.*?)</f><v ?/?>(</v>)?</c>',
                          rb'<c r="C2" t="str"><f>\1</f><v>Sum insured</v></c>', parts[SHEET])  # fmt: skip
    assert fill(lines(1), container.write(parts)).columns["C"] == "value"


def test_the_same_workbook_twice() -> None:
    """Same input, same bytes."""
    assert fill(lines(14), broker_book(5)).data == fill(lines(14), broker_book(5)).data


def test_notes_say_what_is_not_in_it() -> None:
    """Columns left blank, pieces beside the total, what the workbook has no column for: each is said."""
    notes = " ".join(fill(lines(6), broker_book(10)).notes)
    assert "3 pieces in doubt or to complete" in notes
    assert "Remarks" in notes
    assert "2 are not own stock" in notes
    assert "pivot table" in notes
    plain = " ".join(fill(lines(2), form()).notes)
    assert "amounts are in GBP" in plain


def test_every_amount_to_the_penny() -> None:
    """Amounts are written digit by digit, not as binary fractions."""
    made = schedule([line(1, value=None)][:0] + [line(number) for number in (3, 7)])
    text = container.read(fill(made, form()).data, "after")[SHEET].decode()
    assert {Decimal(found) for found in re.findall(r'<c r="C[34]"[^>]*><v>([^<]+)</v>', text)} == {
        Decimal("3000.03"), Decimal("7000.07"),
    }  # fmt: skip
    assert date(2026, 10, 31) == made.as_at.date()
