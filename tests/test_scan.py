"""The fast scan and the parser find the same marks, and the fast scan knows what it does not know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.raw_workbooks import MAIN, sheet, styles, workbook
from toolkit.findings import ToolkitError
from toolkit.readers.comments import cell_of
from toolkit.readers.excel import read_workbook
from toolkit.readers.grid import CellError, Marks
from toolkit.readers.marks import Gathering
from toolkit.readers.package import Package
from toolkit.readers.scan import Unusual, scan
from toolkit.readers.strings import read_strings
from toolkit.readers.styles import read_looks
from toolkit.readers.walk import walk

OUTSIDE = Path(__file__).parents[2] / "shared" / "outside" / "workbooks"

STYLE = styles(
    fonts='<font><strike/></font><font><color rgb="FFFF0000"/></font>',
    xfs='<xf fontId="1"/><xf fontId="2"/><xf numFmtId="4"/><xf numFmtId="164" fontId="1"/>',
    formats='<numFmt numFmtId="164" formatCode="[$£-809]#,##0"/>',
)
STRINGS = "<si><r><rPr><strike/></rPr><t>W1</t></r></si><si><t>W2</t></si>"
CELLS = (
    '<c r="{}"{}/>', '<c r="{}"{}><v>5</v></c>', '<c r="{}"{} t="s"><v>0</v></c>', '<c r="{}"{} t="e"><v>#N/A</v></c>',
    '<c r="{}"{}><f>SUM(A1:A2)</f></c>', '<c r="{}"{}><f>SUM(A1:A2)</f><v>3</v></c>', '<c r="{}"{}><f>1+1</f><v/></c>',
    '<c r="{}"{} t="str"><f>""</f><v></v></c>', '<c r="{}"{} t="inlineStr"><is><t>a t="e" b</t></is></c>',
    '<c r="{}" t="str"{}><v>x</v></c>', '<c r="{}"{} t="e"/>', '<c r="{}"{} cm="1" t="str"><f t="array" ref="A1">F()</f></c>',
)  # fmt: skip


def gathered(data: bytes, *, fast: bool, piece: int = 0) -> tuple[Marks, dict[tuple[int, int], CellError], int]:
    """The marks, errors and number of cells of the first sheet, by one way or the other."""
    package = Package(data, "Stock.xlsx")
    part = package.sheets[0].part
    assert part
    gathering = Gathering(read_looks(package), read_strings(package))
    whole = b"".join(package.pieces(part))
    size = piece or len(whole)
    pieces = [whole[at : at + size] for at in range(0, len(whole), size)]
    if fast:
        scan(pieces, gathering)
    else:
        walk(pieces, gathering, "Stock.xlsx")
    return gathering.finish(gathering.bottom, gathering.right), gathering.errors, gathering.cells


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Rows of a sheet: gaps, hidden and styled rows, every kind of cell in every style."""
    text, number = "", 0
    for _ in range(draw(st.integers(0, 6))):
        number += draw(st.integers(1, 12))
        head = draw(
            st.sampled_from(["", ' hidden="1"', ' s="1" customFormat="1"', ' s="4"', ' spans="1:4" hidden="0"'])
        )
        letters = draw(st.lists(st.sampled_from(["A", "B", "C", "Z", "AA"]), unique=True).map(lambda some: sorted(some, key=lambda one: (len(one), one))))  # fmt: skip
        cells = "".join(
            draw(st.sampled_from(CELLS)).format(
                f"{letter}{number}", draw(st.sampled_from(["", ' s="1"', ' s="2"', ' s="4"']))
            )
            for letter in letters
        )
        text += f'<row r="{number}"{head}>{cells}</row>' if cells else f'<row r="{number}"{head}/>'
    return text


@given(rows(), st.integers(40, 400))
def test_both_ways_agree(text: str, piece: int) -> None:
    """On any sheet in the common spelling, cut into pieces anywhere, both ways find the same."""
    after = '<mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells>'
    data = workbook(sheet(text, before='<cols><col min="2" max="3" hidden="1"/></cols>', after=after), style=STYLE, strings=STRINGS)  # fmt: skip
    assert gathered(data, fast=True, piece=piece) == gathered(data, fast=False, piece=piece)


PLAIN = sheet(
    '<row r="1" hidden="1"><c r="A1" s="1" t="s"><v>1</v></c><c r="B1" s="3"><v>2</v></c></row>'
    '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>SUM(B1:B1)</f></c></row>',
    after='<mergeCells><mergeCell ref="A4:B5"/></mergeCells>',
)
SPELLINGS = {
    "prefixed": re.sub(r"<(/?)(?=[a-z])", r"<\1x:", PLAIN).replace("xmlns=", "xmlns:x="),
    "single quotes": PLAIN.replace('"', "'"),
    "comment inside": PLAIN.replace("<sheetData>", "<sheetData><!-- by hand -->"),
    "no references": re.sub(r' r="[A-Z]*[0-9]+"', "", PLAIN),
    "line breaks": PLAIN.replace("<c r", "<c\n r").replace("<row r", "<row\n  r"),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_unusual_spellings_give_the_same_marks(name: str) -> None:
    """What the fast scan refuses is read by the parser, with the marks and values of the common spelling."""
    common = workbook(PLAIN, style=STYLE, strings=STRINGS)
    strange = workbook(SPELLINGS[name], style=STYLE, strings=STRINGS)
    with pytest.raises(Unusual):
        gathered(strange, fast=True)
    wanted, found = read_workbook(common, "Stock.xlsx")[0], read_workbook(strange, "Stock.xlsx")[0]
    assert (found.columns, found.marks) == (wanted.columns, wanted.marks)
    assert wanted.marks.struck == {(1, 1)}
    assert wanted.value(2, 1) == CellError("#REF!")


ENCODED = {
    "UTF-16": ("\ufeff" + PLAIN).encode("utf-16-le"),
    "UTF-16 without a mark": PLAIN.encode("utf-16-be"),
    "UTF-32": ("\ufeff<?xml version='1.0' encoding='UTF-32'?>" + PLAIN).encode("utf-32-be"),
    "declared Latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?>' + PLAIN,
    "declared unknown": '<?xml version="1.0" encoding="x-none"?>' + PLAIN,
}


@pytest.mark.parametrize("name", ENCODED)
def test_other_encodings_give_the_same_grid(name: str) -> None:
    """What a sheet is written in changes nothing; an encoding nobody knows is refused."""
    strange = workbook(ENCODED[name], style=STYLE, strings=STRINGS)
    if name == "declared unknown":
        with pytest.raises(ToolkitError) as caught:
            read_workbook(strange, "Stock.xlsx")
        assert caught.value.code == "damaged"
        return
    wanted, found = read_workbook(workbook(PLAIN, style=STYLE, strings=STRINGS), "Stock.xlsx"), read_workbook(strange, "Stock.xlsx")
    assert found == wanted


def test_attributes_in_any_order_stay_fast() -> None:
    """Type before style, as some exporters write, needs no parser."""
    turned = PLAIN.replace('s="1" t="s"', 't="s" s="1"')
    assert gathered(workbook(turned, style=STYLE), fast=True) == gathered(workbook(PLAIN, style=STYLE), fast=True)


def test_style_numbers_like_the_row_number_are_not_confused() -> None:
    """Row 2 with style 2, row 12 with style 12: the reference loses its row, the style keeps its number."""
    many = styles(xfs="".join(f'<xf numFmtId="{number}"/>' for number in range(1, 23)))
    text = "".join(f'<row r="{row}"><c r="A{row}" s="{row}"><v>1</v></c></row>' for row in (2, 9, 12, 22))
    marks, _, _ = gathered(workbook(sheet(text), style=many), fast=True)
    assert [marks.format_at(row, 1) for row in (2, 9, 12, 22)] == ["0.00", "0%", "# ?/?", "m/d/yy h:mm"]


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_are_read_exactly(row: int, column: int) -> None:
    """Every address of a sheet gives back its row and column."""
    from toolkit.findings import column_letter

    assert cell_of(f"{column_letter(column)}{row}") == (row, column)
    assert cell_of(f"${column_letter(column)}${row}") == (row, column)


def test_a_document_type_in_a_sheet_is_refused() -> None:
    """An entity bomb in a sheet is refused before it unfolds."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>' + PLAIN
    with pytest.raises(ToolkitError, match="document type") as caught:
        read_workbook(workbook(bomb), "Stock.xlsx")
    assert caught.value.code == "damaged"


def test_a_sheet_that_breaks_off_is_refused() -> None:
    """Half a sheet is never taken for the whole."""
    with pytest.raises(ToolkitError, match="breaks off"):
        read_workbook(workbook(PLAIN[: len(PLAIN) // 2]), "Stock.xlsx")
    assert MAIN in PLAIN


@pytest.mark.skipif(not OUTSIDE.exists(), reason="../shared is absent")
def test_both_ways_agree_on_other_peoples_workbooks() -> None:
    """On every workbook of the collection in the common spelling, both ways find the same; most are in it."""
    compared = 0
    for path in sorted(OUTSIDE.rglob("*.xls[xm]")):
        try:
            fast = gathered(path.read_bytes(), fast=True)
        except (ToolkitError, Unusual):
            continue
        assert fast == gathered(path.read_bytes(), fast=False), path.name
        compared += 1
    assert compared > 50
