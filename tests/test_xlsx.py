"""Filling a workbook template: rows take their place, everything below moves, everything else stays as it was."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table as ExcelTable

from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.cells import FORBIDDEN
from toolkit.render.xlsx import KEEP, CellValue, Formula, Line, Table, fill

SHEET = "xl/worksheets/sheet1.xml"
NAMES = {
    "title": "Lines!$A$1",
    "lines": "Lines!$A$5:$C$5",
    "number": "Lines!$A$5",
    "value": "Lines!$B$5",
    "total": "Lines!$B$7",
}


def template(names: Mapping[str, str] = NAMES) -> bytes:
    """A sheet with a pattern row and everything around it that must move; a second sheet that refers to it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lines"
    sheet["A1"], sheet["A4"], sheet["B4"], sheet["C4"] = "Title", "No.", "Value", "Double"
    sheet["A5"], sheet["B5"], sheet["C5"] = "sample", 5, "=B5*2"
    sheet["A5"].font, sheet["B5"].number_format = Font(bold=True), "#,##0.00"
    sheet["B7"], sheet["C7"], sheet["A8"], sheet["A10"] = "=SUM(B5)", "=SUM(value)", "note", "below"
    sheet["A5"].alignment = Alignment(wrap_text=True)
    sheet.merge_cells("A8:C8")
    sheet.auto_filter.ref = "A4:C5"
    sheet.print_area, sheet.print_title_rows, sheet.freeze_panes = "A1:C8", "4:4", "A5"
    sheet.conditional_formatting.add("B5", FormulaRule(formula=["$B5>$B$7"], font=Font(italic=True)))
    validation = DataValidation(type="list", formula1="$A$10:$A$10")
    validation.add("C5")
    sheet.add_data_validation(validation)
    sheet["A8"].hyperlink = "https://example.com/"
    sheet["A10"].comment = Comment("see below", "house")
    sheet.oddFooter.left.text = "{title} &D"
    other = book.create_sheet("Other")
    other["A1"] = "=SUM(Lines!B5)+Lines!B7"
    for name, target in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=target)
    saved = io.BytesIO()
    book.save(saved)
    return container.write(container.read(saved.getvalue(), "template"))


TEMPLATE = template()
ROWS: tuple[tuple[CellValue, ...], ...] = (
    ("W-1", Decimal("10.10"), Formula(Decimal("20.20"))),
    ("W-2", Decimal("0.05"), Formula(Decimal("0.10"))),
    ("W-3", Decimal(300), Formula(Decimal(600))),
)
TOTAL = Formula(Decimal("310.15"))


def filled(
    rows: Sequence[Sequence[CellValue]] = ROWS, data: bytes = TEMPLATE, values: Mapping[str, CellValue] | None = None
) -> bytes:
    """The template with lines."""
    given_values = {"title": "Stock & more", "total": TOTAL} if values is None else values
    return fill(data, given_values, {"lines": Table([Line(row) for row in rows])}, name="lines.xlsx")


def opened(data: bytes, *, results: bool = False) -> Any:
    """The workbook as openpyxl reads it: formulas, or the results beside them."""
    return load_workbook(io.BytesIO(data), data_only=results)


def part(data: bytes, name: str = SHEET) -> str:
    """One part as text."""
    return container.read(data, "filled")[name].decode()


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """A template with something replaced in one part."""
    parts = container.read(data, "template")
    assert old in parts[name].decode()
    parts[name] = parts[name].decode().replace(old, new).encode()
    return container.write(parts)


def test_lines_stand_where_the_pattern_stood() -> None:
    """Each line is a row with the pattern's styles; what it holds can be read back."""
    sheet = opened(filled(), results=True)["Lines"]
    assert [[cell.value for cell in row] for row in sheet["A5:C7"]] == [
        ["W-1", 10.1, 20.2],
        ["W-2", 0.05, 0.1],
        ["W-3", 300, 600],
    ]
    assert all(row[0].font.b and row[1].number_format == "#,##0.00" for row in sheet["A5:C7"])
    assert (sheet["A1"].value, sheet["B9"].value, sheet["A12"].value) == ("Stock & more", 310.15, "below")


def test_formulas_follow() -> None:
    """A pattern's formula speaks of its own row, one that spans the table of all rows, on other sheets too."""
    book = opened(filled())
    assert [book["Lines"][cell].value for cell in ("C5", "C7", "B9", "C9")] == [
        "=B5*2",
        "=B7*2",
        "=SUM(B5:B7)",
        "=SUM(value)",
    ]
    assert book["Other"]["A1"].value == "=SUM(Lines!B5:B7)+Lines!B9"


def test_everything_below_moves() -> None:
    """Merged cells, filters, formats, validations, links, comments, print set-up and names stay with their rows."""
    book = opened(filled())
    sheet = book["Lines"]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A10:C10"]
    assert sheet.auto_filter.ref == "A4:C7"
    assert (sheet.print_area, sheet.print_title_rows) == ("'Lines'!$A$1:$C$10", "$4:$4")
    (formats,) = sheet.conditional_formatting
    assert (str(formats.sqref), formats.rules[0].formula) == ("B5:B7", ["$B5>$B$9"])
    (validation,) = sheet.data_validations.dataValidation
    assert (str(validation.sqref), validation.formula1) == ("C5:C7", "$A$12:$A$12")
    assert sheet["A10"].hyperlink.target == "https://example.com/"
    assert sheet["A12"].comment.text == "see below"
    assert book.defined_names["value"].attr_text == "Lines!$B$5:$B$7"
    assert sheet.dimensions == "A1:C12"


def test_what_hangs_on_the_sheet_moves() -> None:
    """A chart below the lines moves down and draws all of them; a comment's frame and a page break move too."""
    book = opened(TEMPLATE)
    sheet = book["Lines"]
    chart = BarChart()
    chart.add_data(Reference(sheet, range_string="Lines!$B$5:$B$5"))
    sheet.add_chart(chart, "A12")
    sheet.row_breaks.append(Break(id=8))
    saved = io.BytesIO()
    book.save(saved)
    data = filled(data=saved.getvalue())
    assert "'Lines'!$B$5:$B$7" in part(data, "xl/charts/chart1.xml")
    assert re.findall(r"<(?:\w+:)?row>(\d+)</", part(data, "xl/drawings/drawing1.xml")) == ["13"]
    assert '<brk id="10"' in part(data)
    vml = next(name for name in container.read(data, "filled") if name.endswith(".vml"))
    assert re.findall(r":Row>(\d+)</", part(data, vml)) == ["11"]


def test_the_page_foot_takes_values() -> None:
    """A name in braces in a header or footer is replaced; an ampersand in the value is no command to Excel."""
    assert "&amp;LStock &amp;&amp; more &amp;D" in part(filled())
    long = filled(values={"title": "x" * 400, "total": TOTAL})
    footer = re.search(r"<oddFooter>(.*?)</oddFooter>", part(long))
    assert footer is not None
    assert len(footer[1].replace("&amp;", "&")) <= 255


def test_other_parts_stay_byte_for_byte() -> None:
    """What filling has no business with comes through as it was: styles, theme, a picture, a part unknown to anyone."""
    parts = container.read(TEMPLATE, "template") | {
        "xl/media/mark.png": b"\x89PNG\x00\xff",
        "custom/odd.bin": b"\x00" * 9,
    }
    after = container.read(filled(data=container.write(parts)), "filled")
    assert list(after) == list(parts)
    touched = {name for name in parts if after[name] != parts[name]}
    expected = {SHEET, "xl/worksheets/sheet2.xml", "xl/workbook.xml", "docProps/app.xml"}
    assert expected <= touched
    assert {name for name in touched - expected if "comment" not in name.lower() and ".vml" not in name} == set()


def test_the_same_input_gives_the_same_bytes() -> None:
    """Twice is the same, so that a workbook made again is known to be unchanged."""
    assert filled() == filled()


def test_no_line_leaves_a_blank_row() -> None:
    """A table without lines keeps one empty row of its style, so that names and sums still have something to mean."""
    book = opened(filled(()))
    assert [cell.value for cell in book["Lines"][5]] == [None, None, None]
    assert book["Lines"]["B7"].value == "=SUM(B5)"
    assert book.defined_names["value"].attr_text == "Lines!$B$5"


def test_results_need_no_recalculation() -> None:
    """Where every result is given, Excel is not asked to compute; a formula of the house's own makes it compute."""
    sources = {"title": "t", "total": TOTAL}
    alone = changed(TEMPLATE, "xl/worksheets/sheet2.xml", "<f>SUM(Lines!B5)+Lines!B7</f>", "")
    known = changed(alone, SHEET, "<f>SUM(value)</f>", "")
    assert "fullCalcOnLoad" in part(known, "xl/workbook.xml")
    assert "fullCalcOnLoad" not in part(filled(data=known, values=sources), "xl/workbook.xml")
    assert 'fullCalcOnLoad="1"' in part(filled(values=sources), "xl/workbook.xml")


def test_a_result_nobody_gave_is_not_left_standing() -> None:
    """The house's own formula beside the table is kept; the result it had in the template is not."""
    stale = changed(TEMPLATE, SHEET, "<f>SUM(value)</f><v></v>", "<f>SUM(value)</f><v>999</v>")
    assert "999" not in part(filled(data=stale))


def test_a_plain_value_takes_the_place_of_a_formula() -> None:
    """And a result without a formula to carry it stands as a value."""
    book = opened(filled(values={"title": Formula(5), "total": Decimal(3)}))
    assert (book["Lines"]["A1"].value, book["Lines"]["B9"].value) == (5, 3)


def as_excel(found: re.Match[str]) -> str:
    """The letter that Excel reads for ``_x0041_``."""
    return chr(int(found[1], 16))


@settings(max_examples=40, deadline=None)
@example(["_x005F_", "_x0041_", "_x005f_x0041_", "_x_x0041_", "__x0041__"])
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5))
def test_any_text_stays_text(texts: list[str]) -> None:
    """Formulas, signs, markup, line ends, control characters: what a register holds arrives as text, nothing runs."""
    book = opened(filled([(text, None, None) for text in texts]))
    for row, text in enumerate(texts, 5):
        shown = FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        cell = book["Lines"].cell(row, 1)
        assert re.sub("_x([0-9A-Fa-f]{4})_", as_excel, cell.value or "") == shown
        assert cell.data_type in ("s", "inlineStr", "n" if not shown else "s")


def test_dates() -> None:
    """A day Excel can count is a date; an earlier one is text; the other epoch counts its own way."""
    rows = [(date(2026, 10, 31), date(1876, 5, 4), None)]
    assert [cell.value for cell in opened(filled(rows))["Lines"][5]][:2] == [46326, "1876-05-04"]
    mac = changed(TEMPLATE, "xl/workbook.xml", "<workbookPr/>", '<workbookPr date1904="1"/>')
    assert opened(filled(rows, mac))["Lines"]["A5"].value == 44864


def test_columns_by_name() -> None:
    """Lines follow the columns' names, wherever the house moved the columns; a column of its own is repeated."""
    moved = template({**NAMES, "number": "Lines!$B$5", "value": "Lines!$A$5"})
    table = Table([Line(("W-1", Decimal(2))), Line(("W-2", Decimal(3)))], ("number", "value"))
    sheet = opened(fill(moved, {}, {"lines": table}))["Lines"]
    assert [[cell.value for cell in row] for row in sheet["A5:C6"]] == [[2, "W-1", "=B5*2"], [3, "W-2", "=B6*2"]]


def test_several_patterns() -> None:
    """Rows of different kinds come in any order; a subtotal's formula means the lines just above it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Lines"
    sheet["A2"], sheet["A3"], sheet["B3"], sheet["A4"], sheet["B4"] = "heading", "line", 1, "sum", "=SUM(B3)"
    sheet.merge_cells("A2:B2")
    sheet["A6"] = "=SUM(B3:B4)"
    for name, rows in (("all", "2:$B$4"), ("heading", "2:$B$2"), ("line", "3:$B$3"), ("sum", "4:$B$4")):
        book.defined_names[name] = DefinedName(name, attr_text=f"Lines!$A${rows}")
    saved = io.BytesIO()
    book.save(saved)
    lines = [Line((KEEP,), "heading"), Line(("a", 1), "line"), Line(("b", 2), "line"), Line((KEEP, Formula(3)), "sum")]
    lines += [Line(("second",), "heading"), Line(("c", 7), "line"), Line(("sum", Formula(7)), "sum")]
    result = opened(fill(saved.getvalue(), {}, {"all": Table(lines)}))["Lines"]
    assert [cell.value for cell in result["A"][1:8]] == ["heading", "a", "b", "sum", "second", "c", "sum"]
    assert [result[cell].value for cell in ("B5", "B8", "A10")] == ["=SUM(B3:B4)", "=SUM(B7)", "=SUM(B3:B8)"]
    assert sorted(str(merged) for merged in result.merged_cells.ranges) == ["A2:B2", "A6:B6"]


def test_rows_are_as_tall_as_their_text() -> None:
    """A wrapped text of several lines makes its row taller by its lines; Excel may fit each row anew."""
    rows = dict(re.findall(r'<row r="(\d)"([^>]*)>', part(filled([("short",), ("a long text that wraps " * 3,)]))))
    one, several = (float(rows[row].split('ht="')[1].rstrip('"')) for row in "56")
    assert 15 < one < several
    assert "customHeight" not in rows["5"] + rows["6"]


def prefixed(data: bytes) -> bytes:
    """The template as some programs write it: every element of the sheet with a prefix."""
    text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", part(data)).replace(" xmlns=", " xmlns:x=")
    return container.write({**container.read(data, "template"), SHEET: text.encode()})


def unnumbered(data: bytes) -> bytes:
    """The template with rows and cells that leave out their addresses, as they may where none is skipped."""
    text = part(data)
    first = re.sub(r'(<row r="4">)(.*?)(</row>)', lambda m: m[1] + re.sub(r' r="[A-C]4"', "", m[2]) + m[3], text)
    return container.write({**container.read(data, "template"), SHEET: first.replace('<row r="5"', "<row").encode()})


def shared(data: bytes) -> bytes:
    """The template with two formulas written as one, as Excel does."""
    text = part(data)
    text = text.replace("<f>SUM(B5)</f>", '<f t="shared" ref="B7:C7" si="0">SUM(B5)</f>')
    text = text.replace("<f>SUM(value)</f>", '<f t="shared" si="0"/>')
    return container.write({**container.read(data, "template"), SHEET: text.encode()})


@pytest.mark.parametrize("rewritten", [prefixed, unnumbered])
def test_other_ways_to_write_the_same_sheet(rewritten: Any) -> None:
    """A template saved by another program fills to the same cells."""
    ours, other = (
        opened(filled(), results=True)["Lines"],
        opened(filled(data=rewritten(TEMPLATE)), results=True)["Lines"],
    )
    assert [[cell.value for cell in row] for row in other] == [[cell.value for cell in row] for row in ours]


def test_shared_formulas_are_written_out() -> None:
    """A formula told by its distance from another would mean the wrong rows once rows are put in."""
    sheet = opened(filled(data=shared(TEMPLATE)))["Lines"]
    assert (sheet["B9"].value, sheet["C9"].value) == ("=SUM(B5:B7)", "=SUM(C5:C7)")


def test_an_excel_table_grows() -> None:
    """Where the house made the lines an Excel table (Ctrl+T), it still covers them all."""
    book = opened(TEMPLATE)
    book["Lines"].auto_filter.ref = None
    book["Lines"].add_table(ExcelTable(displayName="Stock", ref="A4:C5"))
    saved = io.BytesIO()
    book.save(saved)
    table = opened(filled(data=saved.getvalue()))["Lines"].tables["Stock"]
    assert (table.ref, table.autoFilter.ref) == ("A4:C7", "A4:C7")


def test_the_calculation_chain_goes() -> None:
    """It lists formulas by cell; left as it was, Excel would call the file damaged."""
    parts = container.read(TEMPLATE, "template")
    parts["xl/calcChain.xml"] = b"<calcChain/>"
    for name, before, added in (
        ("[Content_Types].xml", "</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="x"/>'),
        ("xl/_rels/workbook.xml.rels", "</Relationships>", '<Relationship Id="c" Type="t" Target="calcChain.xml"/>'),
    ):
        parts[name] = parts[name].decode().replace(before, added + before).encode()
    after = container.read(filled(data=container.write(parts)), "filled")
    assert not [name for name, content in after.items() if "calcChain" in name or b"calcChain" in content]


def test_properties() -> None:
    """The document's own properties hold its number, where a program looks for it first."""
    book = opened(fill(TEMPLATE, {}, {}, properties={"title": "Schedule", "identifier": "S-2026-1"}))
    assert (book.properties.title, book.properties.identifier) == ("Schedule", "S-2026-1")


def refused(data: bytes, values: Mapping[str, CellValue], tables: Mapping[str, Table]) -> str:
    """The message with which a template is refused."""
    with pytest.raises(ToolkitError) as caught:
        fill(data, values, tables, name="house/lines.xlsx")
    assert (caught.value.code, bool(caught.value.hint)) == ("template", True)
    return caught.value.message


def test_a_missing_name_is_named() -> None:
    """The house removed a name while restyling: the message says which, and in which file."""
    assert "house/lines.xlsx: the defined name owner is missing" in refused(TEMPLATE, {"owner": "x"}, {})
    assert "pieces" in refused(TEMPLATE, {}, {"pieces": Table([])})
    assert "#REF!" in refused(template({**NAMES, "lines": "#REF!"}), {}, {"lines": Table([])})


def test_what_cannot_be_filled_is_refused() -> None:
    """Two tables in one row, a pattern outside its table, a file that is no workbook, a damaged sheet."""
    double = template({**NAMES, "again": "Lines!$A$5:$C$6"})
    assert "share row 5" in refused(double, {}, {"lines": Table([]), "again": Table([])})
    assert "title" in refused(TEMPLATE, {}, {"lines": Table([Line((), "title")])})
    assert "not an Excel workbook" in refused(container.write({"word/document.xml": b"<w/>"}), {}, {})
    assert "damaged" in refused(changed(TEMPLATE, SHEET, "</row>", "<row>"), {}, {})


def test_patterns_the_house_spoilt_are_refused() -> None:
    """Cells merged over two kinds of rows; a subtotal that stands before anything it could sum."""
    names = {"all": "Lines!$A$5:$C$6", "line": "Lines!$A$5:$C$5", "sum": "Lines!$A$6:$C$6"}
    merged = changed(template(names), SHEET, 'ref="A8:C8"', 'ref="A5:A6"')
    lines = [Line(("a", 1, Formula(2)), "line"), Line(("sum",), "sum")]
    assert "several pattern rows" in refused(merged, {}, {"all": Table(lines)})
    early = changed(template(names), SHEET, '<c r="C5"><f>B5*2</f>', '<c r="C5"><f>SUM(B6)</f>')
    assert "nothing of that kind stands above" in refused(early, {}, {"all": Table([*lines])})


def test_a_formula_of_the_line_itself() -> None:
    """A line may bring its own formula; without a result for the pattern's own it is a mistake."""
    sheet = opened(filled([("a", Formula(3, "1+2"), Formula(6, "B5+B5"))]))["Lines"]
    assert (sheet["B5"].value, sheet["C5"].value) == ("=1+2", "=B5+B5")
    with pytest.raises(ValueError, match="only together with its result"):
        filled([("a", 1, KEEP)])


def test_a_line_too_wide_is_a_mistake() -> None:
    """A cell that has no column is never dropped in silence."""
    with pytest.raises(ValueError, match="4 cells for a table of 3 columns"):
        filled([("a", 1, 2, 3)])


def test_more_rows_than_excel_holds() -> None:
    """Said before anything is written."""
    lines = (Line(()),) * 1_048_576
    with pytest.raises(ToolkitError, match="1,048,576 rows"):
        fill(TEMPLATE, {}, {"lines": Table(lines)})
