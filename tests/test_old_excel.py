"""Old workbooks become the same Grids as new ones, and whatever is wrong with one is said in one line."""

from __future__ import annotations

import random
from datetime import date, time, timedelta
from struct import pack

import pytest

from tests.raw_records import (
    begin,
    compound,
    early,
    font,
    formula,
    label,
    number,
    number_format,
    record,
    stream,
    style,
    text,
)  # fmt: skip
from toolkit.findings import ToolkitError
from toolkit.readers.grid import CellError, Grid
from toolkit.readers.old_excel import read_old_stream, read_old_workbook

BLANK = b"\x00" * 8
TEXT_RESULT, TRUTH, ERROR = (
    b"\x00" * 6 + b"\xff\xff",
    b"\x01\x00\x01" + b"\x00" * 3 + b"\xff\xff",
    b"\x02\x00\x17" + b"\x00" * 3 + b"\xff\xff",
)
SUM_OF_ROWS = b"\x25\x01\x00\x06\x00\x02\xc0\x02\xc0\x19\x10\x00\x00"
"""SUM(C2:C7)."""
SUM_ACROSS = b"\x25\x07\x00\x07\x00\x00\xc0\x01\xc0\x19\x10\x00\x00"
"""SUM(A8:B8)."""


def read_one(cells: bytes, *, head: bytes = b"", styles: bytes = b"") -> Grid:
    """The first sheet of a workbook with these cells."""
    return read_old_workbook(compound({"Workbook": stream(("Stock", cells), head=head, styles=styles)}), "Stock.xls")[0]


def test_values_keep_their_types() -> None:
    """Text, numbers, dates, times, durations, truth, errors and results of formulas, each at its own address."""
    styles = number_format(164, "[h]:mm") + style() + style(format=14) + style(format=20) + style(format=164)
    cells = b"".join([
        label(3, 2, "Réf"), number(3, 3, 12.5), number(4, 2, 46326, 1), number(4, 3, 0.75, 2), number(4, 4, 1.25, 3),
        record(0x205, pack("<HHHBB", 5, 2, 0, 1, 0)), record(0x205, pack("<HHHBB", 5, 3, 0, 0x2A, 1)),
        formula(6, 2, pack("<d", 7.0)), formula(6, 3, TEXT_RESULT), record(0x207, text("sold")),
        formula(6, 4, TRUTH), formula(6, 5, ERROR), number(7, 2, -3.0, 1),
    ])  # fmt: skip
    grid = read_one(cells, styles=styles)
    assert [grid.row(row)[2:] for row in range(4, 9)] == [
        ["Réf", 12.5, None, None], [date(2026, 10, 31), time(18), timedelta(hours=30), None],
        [True, CellError("#N/A"), None, None], [7.0, "sold", True, CellError("#REF!")], [-3.0, None, None, None],
    ]  # fmt: skip
    assert (grid.height, grid.width, grid.row(1)) == (8, 6, [None] * 6)
    assert [grid.marks.format_at(5, column) for column in (3, 4, 5)] == ["m/d/yy", "h:mm", "[h]:mm"]


def test_the_epoch_of_1904() -> None:
    """The same day is read from a workbook that counts from 1904."""
    grid = read_one(number(0, 0, 46326 - 1462, 1), head=record(0x22, b"\x01\x00"), styles=style() + style(format=14))
    assert (grid.epoch, grid.value(1, 1)) == (1904, date(2026, 10, 31))


def test_marks_are_kept() -> None:
    """Strike-through of cells and of letters, colours, hidden rows and columns, merged cells."""
    styles = font(struck=True) + font(colour=10) + style() + style(font=5) + style(font=6) + style(fill=13)
    rich = record(0xD6, pack("<HHH", 3, 0, 0) + text("W4") + pack("<HHH", 1, 0, 5))
    part = record(0xD6, pack("<HHH", 4, 0, 0) + text("W5") + pack("<HHH", 1, 1, 5))
    cells = b"".join([
        record(0x7D, pack("<HHHHHH", 1, 1, 2000, 0, 1, 0)), record(0x208, pack("<HHHHHHI", 2, 0, 2, 255, 0, 0, 0x20)),
        label(0, 0, "W1", 1), label(0, 1, "x"), label(1, 0, "W2", 2), label(1, 1, "y", 3), label(2, 0, "W3"), rich, part,
        *(label(row, 1, "z") for row in range(2, 9)), record(0xE5, pack("<HHHHH", 1, 5, 6, 0, 1)),
    ])  # fmt: skip
    marks = read_one(cells, styles=styles).marks
    assert marks.struck == {(1, 1), (4, 1)}
    assert marks.coloured == {(2, 1): "font:FF0000", (2, 2): "fill:FFFF00"}
    assert (marks.hidden_rows, marks.hidden_columns, marks.merged) == ({3}, {2}, [(6, 1, 7, 2)])


def test_totals_are_told_from_figures() -> None:
    """A sum over rows is a total, one across its own row is not; a shared formula counts for each of its cells."""
    shared = b"\x2d\xfa\xff\xff\xff\x00\xc0\x00\xc0\x19\x10\x00\x00"
    pointer = b"\x01" + pack("<HH", 8, 3)
    cells = b"".join([
        formula(7, 2, pack("<d", 9.0), SUM_OF_ROWS), formula(7, 3, pack("<d", 9.0), SUM_ACROSS),
        formula(8, 3, pack("<d", 1.0), pointer), record(0x4BC, pack("<HHBBBBH", 8, 8, 3, 4, 0, 2, len(shared)) + shared),
        formula(8, 4, pack("<d", 1.0), pointer), formula(8, 5, pack("<d", 1.0)),
    ])  # fmt: skip
    assert read_one(cells).marks.sums == {(8, 3), (9, 4), (9, 5)}


def test_sheets_keep_order_and_state_and_charts_are_named() -> None:
    """Hidden sheets say so, and a chart is a sheet without cells; a chart inside a sheet ends nothing."""
    chart = begin(0x20) + record(0x203, pack("<HHHd", 0, 0, 0, 99.0)) + record(0x0A)
    cells = label(0, 0, "W1") + chart + label(1, 0, "W2")
    grids = read_old_workbook(
        compound({"BOOK": stream(("A", cells), ("*Graph", b""), ("-Z", label(0, 0, "W3")))}), "a.xls"
    )
    assert [(grid.sheet, grid.state, grid.kind) for grid in grids] == [
        ("A", "visible", "worksheet"), ("Graph", "visible", "chartsheet"), ("Z", "hidden", "worksheet"),
    ]  # fmt: skip
    assert (grids[0].columns, grids[2].columns) == ([["W1", "W2"]], [["W3"]])


def test_what_is_drawn_over_the_cells_never_costs_their_values() -> None:
    """A note that breaks off leaves a remark, not a refusal; blank cells and huge declared extents add nothing."""
    broken = record(0x1C, b"\x00") + record(0x5D, b"\x15\x00") + record(0x200, pack("<IIHHH", 0, 65536, 0, 256, 0))
    grid = read_one(label(0, 0, "W1") + broken + record(0x201, pack("<HHH", 60000, 200, 0)))
    assert (grid.columns, grid.notes) == ([["W1"]], ("its comments could not be read",))


REFUSED = {
    "1990.xls": (b"\x09\x02\x06\x00\x00\x02\x10\x00\x00\x00", "damaged", "breaks off before its end"),
    "1992.xls": (early(4, record(0x2F, b"\0" * 4)), "encrypted", "protected with a password"),
    "1993.xls": (b"\x09\x08\x08\x00\x00\x03\x10\x00\x00\x00\x00\x00", "damaged", "of no version of Excel"),
    "cut.xls": (stream(("Stock", label(0, 0, "W1")))[:-20], "damaged", "damaged"),
    "locked.xls": (stream(("Stock", b""), head=record(0x2F, b"\x00" * 6)), "encrypted", "protected with a password"),
    "far.xls": (stream(("Stock", number(0, 0, 1.0) + number(65535, 255, 1.0))), "too-large", "IV65536"),
    "bad.xls": (stream(("Stock", record(0xFD, b"\x00" * 10))), "damaged", "do not fit together"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused_by_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its cause and a way out, and nothing of the library's own remarks."""
    content, code, words = REFUSED[name]
    with pytest.raises(ToolkitError, match=words) as caught:
        read_old_stream(content, name)
    assert (caught.value.code, caught.value.message.split(":")[0].split(",")[0], bool(caught.value.hint)) == (
        code,
        name,
        True,
    )
    assert capsys.readouterr() == ("", "")


def test_files_of_the_first_excels() -> None:
    """One sheet without a list of sheets, called as the file is: texts, numbers, dates by the file's own formats, sums."""
    formats = record(0x1E, b"\x07General") + record(0x1E, b"\x0add/mm/yyyy")
    second = record(4, pack("<HH3sB", 0, 0, b"\0\0\0", 2) + b"W1") + record(3, pack("<HH3sd", 1, 0, b"\0\0\0", 7.5)) + record(2, pack("<HH3sH", 2, 0, b"\0\0\0", 5))
    third = (
        record(0x231, pack("<HHH", 200, 0, 0x7FFF) + b"\x05Arial") + formats
        + record(0x243, pack("<BBHHHHH", 0, 0, 0, 0, 0, 0, 0)) + record(0x243, pack("<BBHHHHH", 0, 1, 0, 0, 0, 0, 0))
        + record(0x200, pack("<HHHHH", 0, 3, 0, 2, 0)) + record(0x204, pack("<HHHH", 0, 0, 0, 2) + b"W1") + number(1, 0, 46326, 1)
    )  # fmt: skip
    fourth = record(0x204, pack("<HHHH", 0, 2, 0, 2) + b"W1") + record(
        0x406, pack("<HHH", 8, 2, 0) + pack("<d", 7) + pack("<HH", 0, 11) + b"\x25\x01\xc0\x06\xc0\x02\x02\x19\x10\0\0"
    )
    grids = [read_old_stream(early(age, cells), f"Stock{age}.xls")[0] for age, cells in ((2, second), (3, third), (4, fourth))]
    assert [(grid.sheet, grid.columns[-1][:1]) for grid in grids] == [("Stock2", ["W1"]), ("Stock3", ["W1"]), ("Stock4", ["W1"])]
    assert (grids[0].columns, grids[1].columns) == ([["W1", 7.5, 5.0]], [["W1", date(2026, 10, 31)]])
    assert (grids[2].marks.sums, grids[2].value(9, 3)) == ({(9, 3)}, 7.0)


def test_a_compound_file_without_a_workbook_is_foreign() -> None:
    """A letter is not a damaged workbook; a workbook locked with a password is locked."""
    for streams, code in (({"WordDocument": b"x"}, "foreign"), ({"EncryptedPackage": b"x"}, "encrypted")):
        with pytest.raises(ToolkitError) as caught:
            read_old_workbook(compound(streams), "a.xls")
        assert caught.value.code == code


def test_sheets_that_share_their_records_are_refused() -> None:
    """A thousand entries that point at one sheet would unfold a small file."""
    whole = stream(("A", label(0, 0, "W1")), ("B", label(0, 0, "W2")))
    first, second = (whole.index(record(0x85, b"")[:2], at) for at in (0, whole.index(b"\x85\x00") + 2))
    twice = whole[: second + 4] + whole[first + 4 : first + 8] + whole[second + 8 :]
    with pytest.raises(ToolkitError, match="share their records"):
        read_old_stream(twice, "a.xls")


def test_a_storage_with_sectors_beyond_all_size_is_damaged() -> None:
    """Small streams in sectors of 2 to the power of 6662 bytes: more than any number of bytes can be."""
    whole = bytearray(compound({"Workbook": stream(("A", label(0, 0, "W1")))}))
    whole[0x20:0x22], whole[0x3C:0x44] = b"\x06\x1a", pack("<II", 0, 1)
    for name, *place in (("Root Entry", 1, 4096), ("Workbook", 0, 64)):
        at = whole.index(name.encode("utf-16-le"))
        whole[at + 0x74 : at + 0x7C] = pack("<II", *place)
    with pytest.raises(ToolkitError) as caught:
        read_old_workbook(bytes(whole), "a.xls")
    assert caught.value.code == "damaged"


def test_damage_anywhere_is_a_refusal_or_a_reading() -> None:
    """Whatever bytes are turned, nothing but a refusal comes out."""
    styles = number_format(164, "#,##0.00") + style() + style(format=164) + style(format=14)
    cells = b"".join(label(row, 0, f"W{row}") + number(row, 1, row / 7, row % 3) for row in range(20))
    whole, chance = compound({"Workbook": stream(("A", cells), ("B", cells), styles=styles)}), random.Random(7)  # noqa: S311 - damage by chance, the same each time
    outcomes = set()
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        try:
            read_old_workbook(bytes(spoilt), "a.xls")
            outcomes.add("read")
        except ToolkitError as error:
            outcomes.add(error.code)
    assert {"read", "damaged"} <= outcomes
