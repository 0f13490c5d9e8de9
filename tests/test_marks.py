"""What counts as a total, and how layouts become runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.marks import Gathering, sums_rows
from toolkit.readers.strings import Strings
from toolkit.readers.styles import Look

LOOKS = [Look(), Look("0.00"), Look("[$£-809]#,##0"), Look(struck=True), Look(colour="font:FF0000")]


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        ("SUM(F2:F8)", True), ("sum($F$2:$F$8)", True), ("SUBTOTAL(109,F9:F9)", True), ("SUM(F:F)", True),
        ("SUM(Stock[Prix])", True), ("F2+SUM(F3:F4)", True), ("ROUND(SUM(F2:F8),2)", True), ("SUM(F8:F8)", True),
        ("SUM(F9:H9)", False), ("SUM(F9,$G9)", False), ("SUMIF(A:A,1,B:B)", False), ("SUMPRODUCT(A1:A2)", False),
        ("DSUM(A1:B9,1,C1)", False), ("F2*1.2", False), ("", False),
    ],
)  # fmt: skip
def test_sums_over_other_rows_are_totals(formula: str, wanted: bool) -> None:
    """In row 9, a sum of other rows is a total; a sum across row 9 itself is a figure of the piece."""
    assert sums_rows(formula, 9) is wanted


@given(st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 4), max_size=4), max_size=30))
def test_formats_colours_and_strikes_are_those_of_the_cells(rows: list[dict[int, int]]) -> None:
    """Whatever the rows, every cell has the format, strike and colour of its own style."""
    gathering = Gathering(LOOKS, Strings())
    for number, cells in enumerate(rows, 1):
        gathering.row(number, gathering.layout([(column, style, True) for column, style in cells.items()], 0))
    marks = gathering.finish(len(rows), 4)
    spots = [(row, column, LOOKS[style]) for row, cells in enumerate(rows, 1) for column, style in cells.items()]
    assert all(marks.format_at(row, column) == look.format for row, column, look in spots)
    assert marks.struck == {(row, column) for row, column, look in spots if look.struck}
    red = {(row, column): look.colour for row, column, look in spots if look.colour}
    assert marks.coloured == ({} if len(red) * 2 > max(len(spots), 8) else red)
    assert (gathering.cells, gathering.filled) == (len(spots), len(spots))
    assert gathering.right == max((column for _, column, _ in spots), default=0)
