"""Workbooks become Grids in which every cell stands at its own address and every mark is kept."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from tests.raw_workbooks import relations, sheet, styles, workbook
from toolkit.findings import ToolkitError
from toolkit.readers.excel import read_workbook
from toolkit.readers.grid import CellError, Grid


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes openpyxl saves."""
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


def read_one(data: bytes) -> Grid:
    """The first sheet."""
    return read_workbook(data, "Stock.xlsx")[0]


def made() -> tuple[openpyxl.Workbook, Worksheet]:
    """A new workbook and its sheet."""
    book = openpyxl.Workbook()
    assert isinstance(book.active, Worksheet)
    return book, book.active


def test_values_stand_at_their_address() -> None:
    """A table that begins at C4, with blanks inside, is read at C4."""
    book, active = made()
    active["C4"], active["D4"], active["E6"] = "Ref", 12.5, "last"
    grid = read_one(saved(book))
    assert (grid.height, grid.width) == (6, 5)
    assert [grid.value(4, 3), grid.value(4, 4), grid.value(6, 5)] == ["Ref", 12.5, "last"]
    assert sum(value is not None for column in grid.columns for value in column) == 3
    assert str(grid.place(4, 3)) == "Stock.xlsx, sheet Sheet, cell C4"


def test_values_keep_their_types() -> None:
    """Numbers, dates, times, durations, truth and text are told apart; text stays as typed; blank is None."""
    book, active = made()
    for row, (value, code) in enumerate(
        [
            (7.25, "General"), ("00042", "@"), ("  a ", "General"), (True, "General"), ("", "General"),
            (date(2026, 10, 31), "dd/mm/yyyy"), (datetime(2026, 10, 31, 9, 30), "dd/mm/yyyy hh:mm"),
            (time(14, 2), "hh:mm"), (timedelta(hours=30), "[h]:mm"), (5, '0 "days"'), (5, "#,##0.00\\ [$Dhs]"),
        ],
        1,
    ):  # fmt: skip
        active.cell(row, 1, value).number_format = code
    grid = read_one(saved(book))
    assert grid.columns[0] == [
        7.25, "00042", "  a ", True, None, date(2026, 10, 31), datetime(2026, 10, 31, 9, 30),
        time(14, 2), timedelta(hours=30), 5.0, 5.0,
    ]  # fmt: skip
    assert type(grid.value(6, 1)) is date


def test_the_epoch_of_1904_is_honoured() -> None:
    """The same day is read from a workbook that counts from 1904."""
    book, active = made()
    book.epoch = CALENDAR_MAC_1904
    active["A1"] = date(2026, 10, 31)
    grid = read_one(saved(book))
    assert (grid.epoch, grid.value(1, 1)) == (1904, date(2026, 10, 31))


def test_marks_are_kept() -> None:
    """Strike-through, colours, hidden rows and columns, comments, formats and merged cells, each at its cell."""
    book, active = made()
    for row in range(1, 21):
        active.append([f"W{row}", 100 * row, date(2026, 1, row)])
        active.cell(row, 2).number_format = "[$£-809]#,##0" if row < 8 else "[$€-2] #,##0"
    active["A3"].font = Font(strike=True)
    active["A4"].font = Font(color="FFC00000")
    active["A5"].fill = PatternFill("solid", fgColor="FFFFC7CE")
    active["A6"].fill = PatternFill("solid", fgColor="FFD9D9D9")
    active["B2"].comment = Comment("gift for M, don't tell", "Anne")
    active.row_dimensions[9].hidden = True
    active.column_dimensions["C"].hidden = True
    active.merge_cells("A15:B16")
    marks = read_one(saved(book)).marks
    assert marks.struck == {(3, 1)}
    assert marks.coloured == {(4, 1): "font:C00000", (5, 1): "fill:FFC7CE"}
    assert (marks.hidden_rows, marks.hidden_columns) == ({9}, {3})
    assert marks.comments == {(2, 2): "gift for M, don't tell"}
    assert marks.merged == [(15, 1, 16, 2)]
    assert [marks.format_at(row, 2) for row in (1, 7, 8, 20)] == ["[$£-809]#,##0"] * 2 + ["[$€-2] #,##0"] * 2
    assert marks.format_at(5, 1) is None
    assert 1 not in marks.formats


def test_errors_are_values_of_their_own() -> None:
    """An error cell is neither blank nor text, even where nothing else stands so far out."""
    rows = '<row r="2"><c r="B2" t="e"><f>A1/0</f><v>#DIV/0!</v></c><c r="C2" t="e"><v>#REF!</v></c></row>'
    grid = read_one(workbook(sheet(f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}')))
    assert grid.row(2) == [None, CellError("#DIV/0!"), CellError("#REF!")]


def test_formulas_never_computed_are_not_blank() -> None:
    """A formula saved without a value is marked, and keeps its row; an empty text is a value computed."""
    book, active = made()
    active["A1"], active["B3"] = "Price", "=A1*2"
    grid = read_one(saved(book))
    assert grid.marks.uncomputed == {(3, 2)}
    assert (grid.height, grid.width, grid.value(3, 2)) == (3, 2, None)
    rows = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><f>1+1</f><v>2</v></c></row>'
    assert not read_one(workbook(sheet(rows))).marks.uncomputed


def test_sums_are_found_but_not_across_a_row() -> None:
    """SUM over rows and SUBTOTAL mark a total; a sum across its own row does not; shared formulas follow the first."""
    rows = (
        '<row r="9"><c r="A9"><f>SUM(A2:A8)</f><v>1</v></c><c r="B9"><f>ROUND(SUBTOTAL(9,B2:B8),2)</f><v>1</v></c>'
        '<c r="C9"><f>SUM(A9:B9)</f><v>1</v></c><c r="D9"><f t="shared" ref="D9:E9" si="0">SUM(D2:D8)</f><v>1</v></c>'
        '<c r="E9"><f t="shared" si="0"/><v>1</v></c><c r="F9"><f>SUMIF(A:A,"x",B:B)</f><v>1</v></c></row>'
    )
    assert read_one(workbook(sheet(rows))).marks.sums == {(9, 1), (9, 2), (9, 4), (9, 5)}


def test_text_struck_in_its_letters() -> None:
    """Letters all struck strike the cell; a cell struck but for some of its letters is not struck."""
    struck, plain = "<r><rPr><strike/></rPr><t>W1</t></r>", '<r><rPr><b/></rPr><t xml:space="preserve"> W2</t></r>'
    strings = f"<si>{struck}</si><si>{struck}{plain}</si><si><t>W3</t></si>"
    style = styles(fonts="<font><strike/></font>", xfs='<xf fontId="1"/>')
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1" t="s"><v>1</v></c>'
        '<c r="D1" s="1" t="s"><v>2</v></c></row>'
    )
    grid = read_one(workbook(sheet(rows), style=style, strings=strings))
    assert grid.row(1) == ["W1", "W1 W2", "W1 W2", "W3"]
    assert grid.marks.struck == {(1, 1), (1, 4)}


def test_a_colour_on_most_cells_is_no_mark() -> None:
    """A house that fills its whole sheet with cream has marked nothing; its one red cell is a mark."""
    book, active = made()
    for row in range(1, 11):
        active.append([f"W{row}", "Rolex"])
        for cell in active[row]:
            cell.fill = PatternFill("solid", fgColor="FFFFF2AA")
    active["A4"].fill = PatternFill("solid", fgColor="FFFF0000")
    assert read_one(saved(book)).marks.coloured == {(4, 1): "fill:FF0000"}


def test_formatted_blank_cells_make_no_rows() -> None:
    """One bold empty cell at A12000, and a hidden span to the edge, add nothing to the sheet."""
    book, active = made()
    active["A1"] = "W1"
    active["A12000"].font = Font(bold=True, strike=True)
    grid = read_one(saved(book))
    assert (grid.height, grid.width, grid.marks.struck) == (1, 1, set())
    hidden = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>1</v></c></row>'
    assert read_one(workbook(sheet(rows, before=hidden))).marks.hidden_columns == {2, 3}


def test_the_declared_dimension_is_not_believed() -> None:
    """A sheet that declares a million rows, or one, is read as long as it is."""
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 6))
    for declared in ("A1:XFD1048576", "A1"):
        grid = read_one(workbook(sheet(rows, before=f'<dimension ref="{declared}"/>')))
        assert grid.columns == [[1.0, 2.0, 3.0, 4.0, 5.0]]


def test_a_stray_cell_at_the_far_end_is_refused_by_name() -> None:
    """Two cells at the corners of the sheet would take all memory; the message names the far one."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(ToolkitError, match=r"Stock\.xlsx, sheet Stock: .*XFD1048576") as caught:
        read_one(workbook(sheet(rows)))
    assert caught.value.code == "too-large"
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read_one(workbook(sheet(far))).height == 1


def test_sheets_keep_order_and_state_and_charts_have_no_cells() -> None:
    """Hidden sheets are there and say so; a chart sheet keeps its place in the order, says what it is, and is empty."""
    book, active = made()
    active.title = "Montres"
    book.create_chartsheet("Graph")
    book.create_sheet("Vendu").sheet_state = "hidden"
    book.create_sheet("Codes & prix").sheet_state = "veryHidden"
    grids = read_workbook(saved(book), "Stock.xlsx")
    assert [(grid.sheet, grid.state, grid.kind, grid.width) for grid in grids] == [
        ("Montres", "visible", "worksheet", 0), ("Graph", "visible", "chartsheet", 0),
        ("Vendu", "hidden", "worksheet", 0), ("Codes & prix", "very hidden", "worksheet", 0),
    ]  # fmt: skip


def test_reading_twice_gives_the_same() -> None:
    """The same bytes give equal grids, marks in the same order included."""
    book, active = made()
    for row in range(1, 40):
        active.append([row, f"W{row}"])
        active.cell(row, 2).font = Font(strike=row % 3 == 0)
    first, second = read_one(saved(book)), read_one(saved(book))
    assert (first.columns, repr(first.marks)) == (second.columns, repr(second.marks))


def test_a_number_below_zero_is_no_date() -> None:
    """Under a date's format it stays the number it is; a reader of values makes a time of day of it."""
    style = styles(xfs='<xf numFmtId="14"/>')
    rows = '<row r="1"><c r="A1" s="1"><v>-5.25</v></c><c r="B1" s="1"><f>A1</f><v>-1E-2</v></c><c r="C1"><v>-5</v></c></row>'
    for spelling in (sheet(rows), sheet(rows.replace('"', "'"))):
        assert read_one(workbook(spelling, style=style)).row(1) == [-5.25, -0.01, -5.0]


def test_dates_written_out_are_dates() -> None:
    """ISO dates with or without a time zone, as strict workbooks and web programs store them."""
    style = styles(xfs='<xf numFmtId="22"/>')
    texts = ("2026-10-31", "2026-10-31T14:02:00", "2026-10-31T14:02:00.000Z", "soon")
    cells = "".join(f'<c r="{"ABCD"[at]}1" s="1" t="d"><v>{text}</v></c>' for at, text in enumerate(texts))
    moment = datetime(2026, 10, 31, 14, 2)
    assert read_one(workbook(sheet(f'<row r="1">{cells}</row>'), style=style)).row(1) == [
        moment.date(),
        moment,
        moment,
        "soon",
    ]


def test_many_sparse_sheets_are_refused_together() -> None:
    """Each alone would pass; thirty of them would take all memory."""
    stray = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="4990"><c r="ALL4990"><v>1</v></c></row>')
    assert read_one(workbook(stray)).height == 4990
    names = [f"s{at}" for at in range(30)]
    entries = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(names, 1))
    parts = {f"xl/worksheets/{name}.xml": stray for name in names}
    links = {f"worksheet{at}": f"worksheets/{name}.xml" for at, name in enumerate(names)}
    with pytest.raises(ToolkitError, match="because of its size"):
        read_one(workbook(stray, entries=entries, more=parts | {"xl/_rels/workbook.xml.rels": relations(**links)}))
