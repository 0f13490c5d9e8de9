"""An XML spreadsheet of 2003 becomes the same Grids as any workbook."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import CellError, Grid
from toolkit.readers.open import read
from toolkit.readers.xml_sheets import read_xml_sheets

STYLES = (
    '<Style ss:ID="Default"><NumberFormat/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>'
    '<Style ss:ID="h"><NumberFormat ss:Format="[h]:mm"/></Style><Style ss:ID="t"><NumberFormat ss:Format="hh:mm"/></Style>'
    '<Style ss:ID="m"><NumberFormat ss:Format="&quot;CHF&quot;\\ #,##0.00"/></Style>'
    '<Style ss:ID="s"><Font ss:StrikeThrough="1"/></Style><Style ss:ID="child" ss:Parent="m"><Font ss:Color="#C00000"/></Style>'
    '<Style ss:ID="f"><Interior ss:Color="#FFC7CE" ss:Pattern="Solid"/></Style>'
)


def written(sheets: str, styles: str = STYLES) -> bytes:
    """A whole file."""
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel" '
        f'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>{styles}</Styles>{sheets}</Workbook>'
    )
    return text.encode()


def sheet(rows: str, *, name: str = "Stock", before: str = "", after: str = "") -> str:
    """A sheet around its rows."""
    return f'<Worksheet ss:Name="{name}"><Table>{before}{rows}</Table>{after}</Worksheet>'


def data(kind: str, value: str, more: str = "") -> str:
    """A cell."""
    return f'<Cell {more}><Data ss:Type="{kind}">{value}</Data></Cell>'


def read_one(rows: str, **around: str) -> Grid:
    """The first sheet."""
    return read_xml_sheets(written(sheet(rows, **around)), "Stock.xml")[0]


def test_values_keep_their_types_and_their_address() -> None:
    """Text, numbers, dates, times, durations, truth and errors; skipped rows and cells; text with letters set apart."""
    rows = (
        f'<Row ss:Index="3">{data("String", "Réf", """ss:Index="2" """)}{data("Number", "12.5")}</Row>'
        f'<Row ss:Span="1">{data("DateTime", "2026-10-31T00:00:00.000", """ss:StyleID="d" """)}'
        f'{data("DateTime", "1899-12-31T18:00:00.000", """ss:StyleID="t" """)}{data("DateTime", "1900-01-01T06:00:00.000", """ss:StyleID="h" """)}'
        f'{data("DateTime", "2026-10-31T09:30:00.000", """ss:StyleID="d" """)}</Row>'
        f'<Row>{data("Boolean", "1")}{data("Error", "#N/A")}{data("Number", "1234.5", """ss:StyleID="m" """)}'
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">W1 <B>sold</B></ss:Data></Cell></Row>'
    )
    grid = read_one(rows)
    assert [grid.row(row) for row in (3, 4, 5, 6)] == [
        [None, "Réf", 12.5, None],
        [date(2026, 10, 31), time(18), timedelta(hours=30), datetime(2026, 10, 31, 9, 30)],
        [None] * 4,
        [True, CellError("#N/A"), 1234.5, "W1 sold"],
    ]
    assert displayed(grid.value(6, 3), grid.marks.format_at(6, 3)) == "CHF 1,234.50"
    assert displayed(grid.value(4, 1), grid.marks.format_at(4, 1)) == "10/31/26"


def test_marks_are_kept() -> None:
    """Strike-through, colours, formats handed down, hidden rows and columns, comments, merged cells, totals."""
    rows = (
        f'<Row ss:Hidden="1">{data("String", "W1", """ss:StyleID="s" """)}{data("Number", "5", """ss:StyleID="child" """)}</Row>'
        f'<Row>{data("String", "W2", """ss:StyleID="f" """)}<Cell ss:MergeAcross="1" ss:MergeDown="1"><Data ss:Type="String">x</Data>'
        '<Comment ss:Author="Anne"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>Anne:</B> gift for M</ss:Data></Comment></Cell></Row>'
        '<Row><Cell ss:Formula="=SUM(R[-2]C:R[-1]C)"><Data ss:Type="Number">7</Data></Cell></Row>'
        '<Row><Cell ss:Formula="=SUM(RC[1]:RC[2])"><Data ss:Type="Number">7</Data></Cell><Cell ss:Index="3" ss:Formula="=R1C1*2"/></Row>'
    )
    marks = read_one(rows, before='<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/><Column ss:StyleID="m"/>').marks
    assert (marks.struck, marks.coloured) == ({(1, 1)}, {(1, 2): "font:C00000", (2, 1): "fill:FFC7CE"})
    assert (marks.hidden_rows, marks.hidden_columns) == ({1}, {2, 3})
    assert marks.comments == {(2, 2): "Anne: gift for M"}
    assert (marks.merged, marks.sums, marks.uncomputed) == ([(2, 2, 3, 3)], {(3, 1)}, {(4, 3)})
    assert marks.format_at(1, 2) == '"CHF"\\ #,##0.00'


def test_sheets_keep_order_state_and_epoch(tmp_path: Path) -> None:
    """Hidden sheets say so; an epoch of 1904 is the file's; the file is known by what it is."""
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>{}</Visible></WorksheetOptions>'
    sheets = (
        sheet(f"<Row>{data('String', 'W1')}</Row>") + sheet("", name="Vendu", after=hidden.format("SheetHidden"))
        + sheet("", name="Prix &amp; codes", after=hidden.format("SheetVeryHidden"))
    )  # fmt: skip
    epoch = '<ExcelWorkbook xmlns="urn:schemas-microsoft-com:office:excel"><Date1904/></ExcelWorkbook>'
    (tmp_path / "Export.xls").write_bytes(written(epoch + sheets))
    book = read(tmp_path / "Export.xls")
    assert (book.format, [(grid.sheet, grid.state, grid.epoch) for grid in book.grids]) == (
        "xml", [("Stock", "visible", 1904), ("Vendu", "hidden", 1904), ("Prix & codes", "very hidden", 1904)],
    )  # fmt: skip
    text = written(sheets).decode().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>')
    (tmp_path / "Wide.xml").write_bytes(text.encode("utf-16"))
    assert read(tmp_path / "Wide.xml").grids[0].columns == [["W1"]]


ROW = f"<Row>{data('Number', '1')}</Row>"
REFUSED = {
    "cut off": (written(sheet(ROW))[:-20], "damaged"),
    "a document type": (
        written(sheet(ROW)).replace(b"<Workbook", b"<!DOCTYPE x [<!ENTITY a 'b'>]><Workbook"),
        "damaged",
    ),
    "a row out of order": (written(sheet(ROW + ROW.replace("<Row", '<Row ss:Index="1"'))), "damaged"),
    "beyond the edge": (written(sheet(ROW.replace("<Row", '<Row ss:Index="1048577"'))), "damaged"),
    "columns again": (
        written(sheet(ROW, before='<Column ss:Index="9"/><Column ss:Index="2" ss:Span="16000"/>')),
        "damaged",
    ),
    "a stray cell": (
        written(sheet(ROW + ROW.replace("<Row", '<Row ss:Index="1048576"').replace("<Cell", '<Cell ss:Index="16384"'))),
        "too-large",
    ),
    "no sheet": (written("<Row/>"), "damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    """Each with its file's name and a way out."""
    content, code = REFUSED[name]
    with pytest.raises(ToolkitError, match=r"Stock\.xml") as caught:
        read_xml_sheets(content, "Stock.xml")
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)
