"""Cell references: what moves, what stays, and what only looks like a reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.findings import column_letter
from toolkit.render.references import Block, Moves, area, column_number, refers, shift, span, spread, translate

# Rows 5 and 6 are patterns: three rows are made from 5, then one from 6, then two from 5 again.
MOVES = Moves((Block(5, 6, 6, {5: ((0, 2), (4, 5)), 6: ((3, 3),)}),))

MOVED = {
    "SUM(B5)": "SUM(B5:B10)",
    "SUM(B5:B6)": "SUM(B5:B10)",
    "$B$6*2": "$B$8*2",
    "A4": "A4",
    "A7+A$8+$A9": "A11+A$12+$A13",
    "SUM(A4:A7)": "SUM(A4:A11)",
    "5:5": "5:10",
    "$7:$9": "$11:$13",
    "SUM(A:A)": "SUM(A:A)",
    "Lines!B7": "Lines!B11",
    "'Lines'!B7": "'Lines'!B11",
    "Other!B7": "Other!B7",
    "'It''s'!B7": "'It''s'!B7",
    "[1]Lines!B7": "[1]Lines!B7",
    '"A7"&A7': '"A7"&A11',
    '"say ""A7"""&A7': '"say ""A7"""&A11',
    "LOG10(A7)": "LOG10(A11)",
    "ATAN2(B7,B8)": "ATAN2(B11,B12)",
    "rate.A7+A7_b+rate7": "rate.A7+A7_b+rate7",
    "Table1[A7]": "Table1[A7]",
    "1E7": "1E7",
}


@pytest.mark.parametrize(("formula", "moved"), MOVED.items())
def test_what_moves(formula: str, moved: str) -> None:
    """References follow their rows; texts, names, functions and other sheets stay."""
    assert shift(formula, "Lines", {"lines": MOVES.rows}) == moved


def test_a_rule_is_relative_to_the_first_row() -> None:
    """A conditional format's formula points at the first row made from its pattern, not at all of them."""
    assert shift("$B5>B7", "Lines", {"lines": MOVES.first}) == "$B5>B11"


def test_ranges_are_spread_over_the_rows_of_their_pattern() -> None:
    """A rule on one pattern row applies to the rows made from it and to no other; an unused pattern's rule is gone."""
    assert spread("A5:C5 D6 A1 A7:B8", MOVES.runs) == "A5:C7 A9:C10 D8 A1 A11:B12"
    assert spread("A5:B5", MOVES.each) == "A5:B5 A6:B6 A7:B7 A9:B9 A10:B10"
    assert spread("A5", Moves((Block(5, 5, 4, {}),)).runs) == ""


def test_a_name_of_an_unused_pattern_points_at_the_block() -> None:
    """A defined name is never lost: without rows of its own it covers those that took its place."""
    assert shift("$A$6", "x", {"x": Moves((Block(5, 6, 3, {5: ((0, 2),)}),)).rows}) == "$A$5:$A$7"


def test_two_blocks_add_up() -> None:
    """What stands below two tables moves by both."""
    moves = Moves((Block(2, 2, 10, {2: ((0, 9),)}), Block(4, 5, 1, {4: ((0, 0),)})))
    assert moves.starts == [2, 13]
    assert [moves.rows(row, row)[0] for row in (1, 3, 6)] == [1, 12, 14]


def test_rows_never_pass_the_last() -> None:
    """A whole column written as rows stays within the sheet."""
    assert MOVES.rows(1, 1_048_576) == (1, 1_048_576)


def test_areas() -> None:
    """What a defined name covers, with or without quotes; anything else is no area."""
    found = area("'Pièces d''été'!$B$3:$D$4")
    assert found is not None
    assert (found.sheet, found.first_row, found.last_row, found.first_column, found.last_column) == (
        "Pièces d'été",
        3,
        4,
        2,
        4,
    )
    assert [area(text) for text in ("#REF!", "B3", "Sheet!$3:$4", "Sheet!A1,Sheet!B2", "42")] == [None] * 5
    assert [span("A5:B7"), span("5:7"), span("x")] == [(5, 7), (5, 7), None]


def test_a_copied_formula() -> None:
    """Copying moves what is relative and leaves what is fixed."""
    assert translate("A1+$A1+A$1+$A$1+SUM(B2:C3)", 2, 1) == "B3+$A3+B$1+$A$1+SUM(C4:D5)"


@given(st.text(alphabet="AB$19!:(),.\"'[] +", max_size=40))
def test_without_moves_nothing_changes(formula: str) -> None:
    """Any text at all comes through unchanged when no row moves."""
    assert shift(formula, "s", {}) == formula
    assert translate(formula, 0, 0).upper() == formula.upper()
    assert isinstance(refers(formula), bool)


@given(st.integers(1, 16_384))
def test_columns_have_letters(number: int) -> None:
    """A column's letters and its number are two names of one thing."""
    assert column_number(column_letter(number)) == number


@given(st.lists(st.sampled_from([3, 4, 5]), min_size=1, max_size=30), st.integers(1, 60))
def test_every_new_row_has_one_origin(rows: list[int], row: int) -> None:
    """Rows outside a block keep their order and their distance; the block takes as many rows as were made."""
    runs: dict[int, tuple[tuple[int, int], ...]] = {}
    for position, pattern in enumerate(rows):
        runs[pattern] = (*runs.get(pattern, ()), (position, position))
    moves = Moves((Block(3, 5, len(rows), runs),))
    made = sorted(number for pattern in (3, 4, 5) for run in moves.runs(pattern, pattern) for number in run[:1])
    assert made == list(range(3, 3 + len(rows)))
    if row < 3 or row > 5:
        assert moves.rows(row, row) == ((row, row) if row < 3 else (row + len(rows) - 3,) * 2)
