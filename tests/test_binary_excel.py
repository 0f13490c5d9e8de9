"""Binary workbooks become the same Grids as others, and whatever is wrong with one is said in one line."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from struct import pack

import pytest

from tests.raw_binary import (
    BLANK,
    PACKED,
    RICH,
    SHARED_TEXT,
    TRUTH,
    cell,
    colour,
    font,
    formula,
    number,
    record,
    rich,
    row,
    sheet,
    style,
    styles,
    text,
    words,
    workbook,
)
from tests.raw_workbooks import relations
from toolkit.findings import ToolkitError
from toolkit.readers.binary_excel import read_binary_workbook
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import CellError, Grid, NamedTable

SUM_OF_ROWS = b"\x25" + pack("<IIHH", 1, 6, 0xC002, 0xC002) + b"\x19\x10\x00\x00"
"""SUM(C2:C7)."""
SUM_ACROSS = b"\x25" + pack("<IIHH", 7, 7, 0xC000, 0xC001) + b"\x19\x10\x00\x00"
"""SUM(A8:B8)."""
ELSEWHERE = b"\x01" + pack("<I", 8)
"""My formula stands with row 9."""


def read_one(data: bytes) -> Grid:
    """The first sheet."""
    return read_binary_workbook(data, "Stock.xlsb")[0]


def test_values_keep_their_types_and_their_address() -> None:
    """Text in its three places, numbers in their two, dates, times, durations, truth and errors, results of formulas."""
    looks = styles(
        formats=record(44, pack("<H", 164) + text("[h]:mm")), cells=style(14) + style(20) + style(164) + style(4)
    )
    cells = (
        row(3) + words(2, "Réf") + number(3, 12.5) + cell(SHARED_TEXT, 4, pack("<I", 0)) + cell(RICH, 5, rich("sold"))
        + row(4) + number(2, 46326, 1) + number(3, 0.75, 2) + number(4, 1.25, 3) + number(5, 1234.5, 4)
        + row(6) + cell(TRUTH, 2, b"\x01") + cell(3, 3, b"\x2a") + cell(BLANK, 4) + cell(PACKED, 5, pack("<i", 1950 << 2 | 3))
        + row(7) + formula(9, 2, pack("<d", 7.0)) + formula(8, 3, text("sold")) + formula(10, 4, b"\0") + formula(11, 5, b"\x17")
        + row(9) + record(13, pack("<Ii", 0, -3 << 2 | 2)) + record(17, pack("<I", 0) + text("short"))
    )  # fmt: skip
    grid = read_one(workbook(sheet(cells), style=looks, strings=record(19, rich("Prix"))))
    assert [grid.row(line)[2:] for line in (4, 5, 7, 8)] == [
        ["Réf", 12.5, "Prix", "sold"], [date(2026, 10, 31), time(18), timedelta(hours=30), 1234.5],
        [True, CellError("#N/A"), None, 19.5], [7.0, "sold", False, CellError("#REF!")],
    ]  # fmt: skip
    assert grid.row(10)[:3] == [-3.0, "short", None]
    assert [displayed(raw, grid.marks.format_at(5, at), 1900) for at, raw in enumerate(grid.row(5), 1)][2:] == [
        "10/31/26", "18:00", "30:00", "1,234.50",
    ]  # fmt: skip
    assert (grid.height, grid.width, str(grid.place(4, 3))) == (10, 6, "Stock.xlsb, sheet Stock, cell C4")


def test_the_epoch_of_1904() -> None:
    """The same day is read from a workbook that counts from 1904."""
    grid = read_one(workbook(sheet(row(0) + number(0, 46326 - 1462, 1)), style=styles(cells=style(14)), epoch=1904))
    assert (grid.epoch, grid.value(1, 1)) == (1904, date(2026, 10, 31))


def test_marks_are_kept() -> None:
    """Strike-through of cells and of letters, colours, hidden rows and columns, merged cells, formats, totals."""
    looks = styles(
        fonts=font(struck=True) + font(ink=colour("C00000")),
        fills=record(45, pack("<I", 1) + colour("FFC7CE") + b"\0" * 56),
        cells=style(font=1) + style(font=2) + style(fill=1) + style(format=4),
    )
    texts = record(19, rich("W4 sold", (0, 1))) + record(19, rich("W5 W6", (3, 0)))
    cells = (
        row(0) + words(0, "plain") + words(1, "x") + row(1) + words(0, "W1", 1) + row(2, hidden=True) + words(0, "W2", 2)
        + row(3) + words(0, "W3", 3) + number(2, 5, 4) + row(4) + cell(SHARED_TEXT, 0, pack("<I", 0))
        + row(5) + cell(SHARED_TEXT, 0, pack("<I", 1), 1) + row(7) + formula(9, 0, pack("<d", 1), SUM_ACROSS)
        + row(8) + formula(9, 1, pack("<d", 1), ELSEWHERE, pack("<I", 1))
        + record(427, pack("<IIII", 8, 8, 1, 2) + pack("<I", len(SUM_OF_ROWS)) + SUM_OF_ROWS + pack("<I", 0))
        + formula(9, 2, pack("<d", 1), ELSEWHERE, pack("<I", 1))
    )  # fmt: skip
    before = record(390) + record(60, pack("<IIIIH", 1, 16383, 2560, 0, 1)) + record(391)
    after = record(177, pack("<I", 1)) + record(176, pack("<IIII", 14, 15, 0, 1)) + record(178)
    marks = read_one(workbook(sheet(cells, before=before, after=after), style=looks, strings=texts)).marks
    assert marks.struck == {(2, 1), (5, 1)}
    assert marks.coloured == {(3, 1): "font:C00000", (4, 1): "fill:FFC7CE"}
    assert (marks.hidden_rows, marks.hidden_columns) == ({3}, {2, 3})
    assert (marks.merged, marks.sums) == ([(15, 1, 16, 2)], {(9, 2), (9, 3)})
    assert (marks.format_at(4, 3), marks.format_at(1, 1)) == ("#,##0.00", None)


def test_what_stands_beside_the_cells() -> None:
    """Notes, threads with their replies, and the tables the workbook declares."""
    note = (
        record(635, pack("<IIIII", 0, 1, 1, 1, 1) + b"\0" * 16) + record(637, rich("gift for M", (0, 0))) + record(636)
    )
    table = pack("<IIII", 0, 5, 0, 2) + pack("<IIII", 0, 1, 1, 1) + b"\0" * 32 + text("Tableau1") + text("Montres")
    thread = (
        '<ThreadedComments><threadedComment ref="A1"><text>why?</text></threadedComment>'
        '<threadedComment ref="A1"><text>sold</text></threadedComment></ThreadedComments>'
    )
    parts = {
        "xl/sheets/_rels/sheet1.bin.rels": relations(comments="../c.bin", table="../t.bin", threadedComment="../n.xml"),
        "xl/c.bin": record(628) + note + record(629), "xl/t.bin": record(343, table), "xl/n.xml": thread,
    }  # fmt: skip
    marks = read_one(workbook(sheet(row(0) + words(0, "Réf")), parts=parts)).marks
    assert marks.comments == {(2, 2): "gift for M", (1, 1): "why?\nsold"}
    assert marks.tables == [NamedTable("Montres", 1, 1, 6, 3, totals=True)]


def test_broken_comments_and_tables_do_not_cost_the_values() -> None:
    """The cells are read; that the comments are not is said."""
    parts = {
        "xl/sheets/_rels/sheet1.bin.rels": relations(comments="../c.bin", table="../t.bin"),
        "xl/c.bin": record(635, b"\0" * 9), "xl/t.bin": record(343, b"\0" * 20),
    }  # fmt: skip
    grid = read_one(workbook(sheet(row(0) + words(0, "Réf")), parts=parts))
    assert (grid.columns, grid.notes, grid.marks.tables) == ([["Réf"]], ("its comments could not be read",), [])


def test_sheets_keep_order_and_state() -> None:
    """Hidden sheets are there and say so; a chart keeps its place and has no cells."""
    empty = sheet(b"")
    more = {"Graph": (record(129), 0, "chartsheet"), "Vendu": (empty, 1, "worksheet"), "Prix": (empty, 2, "worksheet")}
    grids = read_binary_workbook(workbook(sheet(row(0) + words(0, "W1")), more=more), "Stock.xlsb")
    assert [(grid.sheet, grid.state, grid.kind, grid.width) for grid in grids] == [
        ("Stock", "visible", "worksheet", 1), ("Graph", "visible", "chartsheet", 0),
        ("Vendu", "hidden", "worksheet", 0), ("Prix", "very hidden", "worksheet", 0),
    ]  # fmt: skip


REFUSED = {
    "a text that does not exist": (sheet(row(0) + cell(SHARED_TEXT, 0, pack("<I", 7))), "damaged"),
    "a text longer than its record": (sheet(row(0) + cell(6, 0, pack("<I", 1 << 30))), "damaged"),
    "a cell beyond the last column": (sheet(row(0) + number(1 << 14, 1)), "damaged"),
    "rows out of order": (sheet(row(4) + number(0, 1) + row(4) + number(0, 2)), "damaged"),
    "a cell before the first row": (sheet(number(0, 1)), "damaged"),
    "a sheet cut off": (sheet(row(0) + words(0, "W1"))[:-2], "damaged"),
    "a record cut off": (sheet(row(0) + words(0, "W1"))[:-9], "damaged"),
    "a record of a quarter of a gigabyte": (record(129) + b"\x05\xff\xff\xff\x7f", "damaged"),
    "a stray cell at the far end": (sheet(row(0) + number(0, 1) + row((1 << 20) - 1) + number((1 << 14) - 1, 1)), "too-large"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(name: str) -> None:
    """Each with its file's name and a way out."""
    content, code = REFUSED[name]
    with pytest.raises(ToolkitError, match=r"Stock\.xlsb") as caught:
        read_one(workbook(content))
    assert (caught.value.code, bool(caught.value.hint)) == (code, True)


def test_damage_anywhere_is_a_refusal_or_a_reading() -> None:
    """Whatever bytes are turned in any part, nothing but a refusal comes out."""
    chance = random.Random(11)  # noqa: S311 - damage by chance, the same each time
    cells = b"".join(
        row(at) + words(0, f"W{at}") + number(1, at / 7, 1) + formula(9, 2, pack("<d", 1), SUM_OF_ROWS)
        for at in range(8)
    )
    looks = styles(cells=style(14), fonts=font(struck=True))
    outcomes = set()
    for turn in range(400):
        pieces = [bytearray(sheet(cells)), bytearray(looks), bytearray(record(19, rich("W", (0, 1))))]
        for _ in range(chance.randint(1, 6)):
            spoilt = pieces[turn % 3]
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            read_one(workbook(bytes(pieces[0]), style=bytes(pieces[1]), strings=bytes(pieces[2])))
            outcomes.add("read")
        except ToolkitError as error:
            outcomes.add(error.code)
    assert {"read", "damaged"} <= outcomes
