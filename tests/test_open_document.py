"""OpenDocument sheets become the same Grids as workbooks, and a repetition up to the edge costs nothing."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta

import pytest

from tests.raw_open_documents import SPACES, document
from tests.raw_workbooks import zipped
from toolkit.findings import ToolkitError
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import CellError, Grid
from toolkit.readers.open_document import read_open_document


def table(rows: str, name: str = "Stock", attributes: str = "") -> str:
    """A sheet."""
    return f'<table:table table:name="{name}" {attributes}>{rows}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    """A row."""
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def cell(shown: str = "", kind: str = "string", attributes: str = "", inside: str = "") -> str:
    """A cell that shows a text."""
    typed = f'office:value-type="{kind}" ' if kind else ""
    return f"<table:table-cell {typed}{attributes}>{inside}<text:p>{shown}</text:p></table:table-cell>"


def figure(value: str, style: str = "", kind: str = "float", more: str = "") -> str:
    """A number."""
    named = f' table:style-name="{style}"' if style else ""
    return cell("?", kind, f'office:value="{value}"{named} {more}')


def read_one(sheets: str, **parts: str) -> Grid:
    """The first sheet."""
    return read_open_document(document(sheets, **parts), "Stock.ods")[0]


def test_values_keep_their_types() -> None:
    """The file says the type of every cell; text keeps its lines and spaces; what cannot be read stays text."""
    grid = read_one(table(
        row(cell("00042"), figure("12.5"), cell("x", "boolean", 'office:boolean-value="true"'), cell("#DIV/0!", attributes='calcext:value-type="error"')) +
        row(
            cell("?", "date", 'office:date-value="2026-10-31"'), cell("?", "date", 'office:date-value="2026-10-31T14:02:00"'),
            cell("?", "time", 'office:time-value="PT14H02M00S"'), cell("?", "time", 'office:time-value="PT30H00M00S" table:style-name="long"'),
        ) +
        row(
            cell('a<text:s text:c="2"/>b<text:line-break/>c</text:p><text:p>d'), cell("1,5", "float", 'office:value="x"'),
            cell("soon", "date", 'office:date-value="0000-00-00"'), "<table:table-cell/>",
        )
    ), styles=(
        '<number:time-style style:name="N1" number:truncate-on-overflow="false"><number:hours/><number:text>:</number:text>'
        '<number:minutes number:style="long"/></number:time-style><style:style style:name="long" style:family="table-cell" style:data-style-name="N1"/>'
    ))  # fmt: skip
    assert [grid.row(number) for number in (1, 2, 3)] == [
        ["00042", 12.5, True, CellError("#DIV/0!")],
        [date(2026, 10, 31), datetime(2026, 10, 31, 14, 2), time(14, 2), timedelta(hours=30)],
        ["a  b\nc\nd", "1,5", "soon", None],
    ]
    assert displayed(grid.value(2, 4), grid.marks.format_at(2, 4)) == "30:00"


STYLES = (
    '<number:currency-style style:name="N2P0"><number:currency-symbol number:language="en" number:country="GB">£</number:currency-symbol>'
    '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:currency-style>'
    '<number:currency-style style:name="N2"><number:text>-</number:text><number:currency-symbol number:language="en" number:country="GB">£</number:currency-symbol>'
    '<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>'
    '<style:map style:condition="value()&gt;=0" style:apply-style-name="N2P0"/></number:currency-style>'
    '<number:currency-style style:name="N3"><number:currency-symbol>$</number:currency-symbol><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:currency-style>'
    '<number:date-style style:name="N4" number:language="fr" number:country="FR"><number:day/><number:text> </number:text>'
    '<number:month number:style="long" number:textual="true"/><number:text> </number:text><number:year number:style="long"/></number:date-style>'
    '<number:percentage-style style:name="N5"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>'
    '<number:number-style style:name="N6"><number:fraction number:min-integer-digits="0" number:min-numerator-digits="1" number:min-denominator-digits="1"/></number:number-style>'
    '<number:number-style style:name="N7"><number:scientific-number number:decimal-places="2" number:min-integer-digits="1" number:min-exponent-digits="2"/></number:number-style>'
    + "".join(f'<style:style style:name="c{at}" style:family="table-cell" style:data-style-name="N{at}"/>' for at in range(2, 8))
    + '<style:style style:name="gone" style:family="table-cell"><style:text-properties style:text-line-through-style="solid" fo:color="#c00000"/></style:style>'
    '<style:style style:name="lit" style:family="table-cell" style:parent-style-name="gone"><style:text-properties style:text-line-through-style="none"/></style:style>'
    '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="away" style:family="table"><style:table-properties table:display="false"/></style:style>'
)  # fmt: skip


def test_number_formats_are_written_as_codes() -> None:
    """What the file spells out part by part shows as in Excel; a dollar without a country takes the cell's currency."""
    grid = read_one(table(row(
        figure("1234.5", "c2", "currency", 'office:currency="GBP"'), figure("-1234.5", "c2", "currency"), figure("9", "c3", "currency", 'office:currency="CAD"'),
        figure("7", "", "currency", 'office:currency="AED"'), cell("?", "date", 'office:date-value="2026-03-01" table:style-name="c4"'),
        figure("0.256", "c5", "percentage"), figure("1.5", "c6"), figure("12345", "c7"),
    )), styles=STYLES)  # fmt: skip
    texts = [displayed(value, grid.marks.format_at(1, column)) for column, value in enumerate(grid.row(1), 1)]
    assert texts == ["£1,234.50", "-£1,234.50", "CAD9", "AED 7.00", "1 mars 2026", "25.6%", "1 1/2", "1.23E+04"]
    assert grid.marks.format_at(1, 1) == "[$£-809]#,##0.00;-[$£-809]#,##0.00"


def test_marks_are_kept() -> None:
    """Strike-through of cells and letters, colours, hidden and filtered rows, columns, sheets, comments, merges, sums."""
    comment = "<office:annotation><dc:creator xmlns:dc='x'>Anne</dc:creator><text:p>gift for M,</text:p><text:p>don't tell</text:p></office:annotation>"
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="1022"/>'
        + row(cell("W1", attributes='table:style-name="gone"'), cell("W2", attributes='table:style-name="lit"', inside=comment), cell("a"))
        + row(cell('<text:span text:style-name="T1">W3</text:span>'), cell('<text:span text:style-name="T1">W</text:span>4'), cell("b"), attributes='table:visibility="filter"')
        + row(cell("W5", attributes='table:number-columns-spanned="2"'), "<table:covered-table-cell/>", cell("c"))
        + row(cell("", "", 'table:formula="of:=1+1"').replace("<text:p></text:p>", ""), figure("3", more='table:formula="of:=SUM([.B1:.B3])"'), cell("d"))
        + row(*(cell("x") for _ in range(3))) * 3
    )  # fmt: skip
    grids = read_open_document(
        document(table(rows) + table(row(cell("W9")), "Old", 'table:style-name="away"'), styles=STYLES), "Stock.ods"
    )
    marks = grids[0].marks
    assert marks.struck == {(1, 1), (2, 1)}
    assert marks.coloured == {(1, 1): "font:C00000", (1, 2): "font:C00000"}
    assert (marks.hidden_rows, marks.hidden_columns, marks.merged) == ({2}, {2}, [(3, 1, 3, 2)])
    assert (marks.comments, marks.uncomputed, marks.sums) == ({(1, 2): "gift for M,\ndon't tell"}, {(4, 1)}, {(4, 2)})
    assert [(grid.sheet, grid.state) for grid in grids] == [("Stock", "visible"), ("Old", "hidden")]


def test_what_lies_over_the_cells_or_elsewhere_is_no_value() -> None:
    """Text boxes, tracked changes and remembered cells of other files are left out; the epoch is read."""
    box = "<draw:custom-shape><text:p>in a box</text:p></draw:custom-shape>"
    other = table(row(cell("far")), "'file:///tmp/other.ods'#Stock")
    changes = f"<table:tracked-changes>{table(row(cell('was')))}</table:tracked-changes>"
    epoch = '<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>'
    (grid,) = read_open_document(
        document(table(row(cell("W1", inside=box), "<table:table-cell>" + box + "</table:table-cell>")) + other, settings=changes + epoch), "a.ods"
    )  # fmt: skip
    assert (grid.columns, grid.epoch) == ([["W1"]], 1904)


EDGE = 'table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'


def test_repetitions_to_the_edge_cost_nothing() -> None:
    """A million blank rows are none; repeated values are there as often as they are repeated."""
    rows = (
        row(cell("W1", attributes='table:number-columns-repeated="2"'), f"<table:table-cell {EDGE[0]}/>", attributes='table:number-rows-repeated="3"')
        + row(f"<table:table-cell {EDGE[0]}/>", attributes=EDGE[1])
    )  # fmt: skip
    start = clock.process_time()
    assert read_one(table(rows)).columns == [["W1"] * 3, ["W1"] * 3]
    assert clock.process_time() - start < 1


HOSTILE = {
    "every cell of the sheet": row(cell("W1", attributes=EDGE[0]), attributes=EDGE[1]),
    "a stray cell": row(cell("W1")) + row(attributes=EDGE[1]) + row(f"<table:table-cell {EDGE[0]}/>", cell("W2")),
    "beyond any sheet": row(attributes=EDGE[1]) * 500 + row(cell("W1")),
}


@pytest.mark.parametrize("rows", HOSTILE.values(), ids=HOSTILE)
def test_a_sheet_that_would_take_all_memory_is_refused(rows: str) -> None:
    """By name, before anything is allotted."""
    with pytest.raises(ToolkitError, match=r"Stock\.ods, sheet Stock: refused because of its size") as caught:
        read_one(table(rows))
    assert caught.value.code == "too-large"


def test_many_sparse_sheets_are_refused_together() -> None:
    """Each alone would pass."""
    stray = (
        row(cell("W1"))
        + row(attributes='table:number-rows-repeated="4990"')
        + row('<table:table-cell table:number-columns-repeated="999"/>', cell("W2"))
    )
    with pytest.raises(ToolkitError, match="because of its size"):
        read_open_document(document("".join(table(stray, f"S{at}") for at in range(30))), "Stock.ods")


REFUSED = {
    "locked": ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "", "encrypted"),
    "bomb": ({}, "<!DOCTYPE x [<!ENTITY a 'b'>]>", "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_locked_and_hostile_documents_are_refused(name: str) -> None:
    """With the way out in the program that made them."""
    parts, before, code = REFUSED[name]
    plain = {
        "content.xml": f"{before}<office:document-content {SPACES}><office:body><office:spreadsheet/></office:body></office:document-content>"
    }
    with pytest.raises(ToolkitError) as caught:
        read_open_document(zipped(plain | parts), "Stock.ods")
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)
    letter = plain["content.xml"].replace("office:spreadsheet", "office:text").removeprefix(before)
    with pytest.raises(ToolkitError, match="no spreadsheet"):
        read_open_document(zipped({"content.xml": letter}), "Letter.odt")
