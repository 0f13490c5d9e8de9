"""Text files: the separator is found, rows keep their numbers, values stay as typed."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from toolkit.findings import ToolkitError
from toolkit.readers.delimited import read_delimited
from toolkit.readers.grid import Grid


def grid_of(text: str) -> Grid:
    """The grid of a text in UTF-8."""
    return read_delimited(text.encode(), "stock.csv")[0]


@pytest.mark.parametrize(
    ("text", "separator", "width"),
    [
        ("Ref;Prix;Coût\nW1;1,5;2,5\nW2;3,5;4,5\n", ";", 3),
        ("Prix;Coût\n1,5;2,5\n3,5;4,5\n", ";", 2),
        ('Ref,Notes,Price\nW1,14393; 2805,"1,200"\nW2,1; 2,5\n', ",", 3),
        ("Ref\tNotes\nW1\tsteel, box; papers\nW2\tgold, box\n", "tab", 2),
        ("Ref|Brand\nW1|Rolex\n", "|", 2),
        ("Maison Anne\nStock, October\n\nRef;Brand;Price\nW1;Rolex;1,50\nW2;Omega;2,50\nW3;Omega;1\n", ";", 3),
        ('"Ref;x","Brand"\n"W;1","Rolex"\n"W;2","Omega"\n', ",", 2),
        ("id,name,age\n1101,John\n1102,Julie,26,Potatoes\n", ",", 4),
    ],
)  # fmt: skip
def test_the_separator_is_found(text: str, separator: str, width: int) -> None:
    """Decimal commas, lists in a cell, titles above and ragged rows do not mislead; the choice is stated."""
    grid = grid_of(text)
    assert grid.notes == (f"read as UTF-8, separator {separator}",)
    assert grid.width == width


def test_one_column_has_no_separator() -> None:
    """A list of stock numbers is one column."""
    grid, kind = read_delimited(b"Ref\nW1\nW2\n", "stock.txt")
    assert (grid.columns, kind, grid.notes) == (
        [["Ref", "W1", "W2"]],
        "txt",
        ("read as UTF-8, no separator, one column",),
    )


def test_a_declared_separator_is_honoured() -> None:
    """Excel's own first line is obeyed and is no row; places below know the line of the text."""
    grid = grid_of("sep=|\r\nRef|a,b,c\r\nW1|d,e,f\r\n")
    assert grid.columns == [["Ref", "W1"], ["a,b,c", "d,e,f"]]
    assert str(grid.place(2, 1)) == "stock.csv, cell A2 (line 3 of the text)"


def test_values_stay_as_typed() -> None:
    """Zeros, spaces, formulas and numbers stay text; only nothing is blank."""
    grid = grid_of('Ref,Note,Sum\n00042," a ",=SUM(A1)\n1e5,"say ""hi""",\n')
    assert grid.columns == [["Ref", "00042", "1e5"], ["Note", " a ", 'say "hi"'], ["Sum", "=SUM(A1)", None]]


def test_rows_keep_their_numbers() -> None:
    """Blank lines are rows; a line break in quotation marks moves lines, not rows."""
    grid = grid_of('Ref,Note\n\nW1,"two\nlines"\nW2,x\n\n\n')
    assert grid.columns == [["Ref", None, "W1", "W2"], ["Note", None, "two\nlines", "x"]]
    assert grid.lines == [1, 2, 3, 5]
    assert (grid.place(3).line, grid.place(4).line) == (None, 5)
    assert grid_of("Ref,Note\nW1,x\n").lines is None


def test_short_rows_are_filled_and_ends_trimmed() -> None:
    """Short rows are blank at the end; separators after the last value make no column."""
    assert grid_of("a,b,c,,\n1,2\n3,4,5,,\n,,,,\n").columns == [["a", "1", "3"], ["b", "2", "4"], ["c", None, "5"]]


def test_nul_characters_are_left_out_and_said() -> None:
    """A few NULs from an old export do not spoil the values."""
    grid = grid_of("Ref,Brand\nW1,Ro\x00lex\n" + "W2,Omega\n" * 50)
    assert grid.value(2, 2) == "Rolex"
    assert "NUL characters left out" in grid.notes


def test_a_quotation_never_closed_is_refused_with_its_line() -> None:
    """Every row below would vanish into one cell: the line is named."""
    with pytest.raises(ToolkitError, match=r"stock.csv: .* line 3 opens a quotation mark") as caught:
        grid_of('Ref,Note\nW1,x\nW2,"7 inch\nW3,y\nW4,z\n')
    assert caught.value.code == "damaged"


def test_a_long_field_is_read() -> None:
    """Beyond the csv module's usual limit, which stays as it was."""
    before = csv.field_size_limit()
    assert grid_of(f'Ref,Note\nW1,"{"x" * 300_000}"\n').value(2, 2) == "x" * 300_000
    assert csv.field_size_limit() == before


def test_a_row_out_of_all_proportion_is_refused() -> None:
    """One row of a million fields would make a million columns."""
    with pytest.raises(ToolkitError, match="row 2 has 1,000,001 fields") as caught:
        grid_of("a,b\n" + "," * 1_000_000 + "x\n" + "1,2\n" * 100)
    assert caught.value.code == "too-large"


FIELDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from(",;\t|\"\n' é€"), max_size=8
)


@given(st.lists(st.lists(FIELDS, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_any_table_comes_back_under_a_declared_separator(rows: list[list[str]], separator: str) -> None:
    """What the csv module writes is read back value for value, whatever is in the cells."""
    assume(all(any(row) for row in rows[-1:]))
    output = io.StringIO()
    output.write(f"sep={separator}\n")
    csv.writer(output, delimiter=separator, lineterminator="\n").writerows(rows)
    grid = grid_of(output.getvalue())
    found = [grid.row(number) + [None] * (3 - grid.width) for number in range(1, grid.height + 1)]
    assert found == [[value or None for value in row] for row in rows]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """No bytes whatever raise anything but a refusal."""
    with suppress(ToolkitError):
        grid, _ = read_delimited(data, "stock.csv")
        assert all(len(column) == grid.height for column in grid.columns)
