"""Figures as people write them: their readings by either mark, and what stands around them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.figures import evidence, figures_in, old_money, old_pair, readings, unit_word, written


@pytest.mark.parametrize(
    ("figure", "point", "comma"),
    [
        ("500", "500", "500"),
        ("1,234", "1234", "1.234"),
        ("1.234", "1.234", "1234"),
        ("1,234.50", "1234.50", None),
        ("1.234,50", None, "1234.50"),
        ("1'234.50", "1234.50", None),
        ("9 500", "9500", "9500"),
        ("9 500,000", None, "9500.000"),
        ("1.234.567", None, "1234567"),
        ("12,5", None, "12.5"),
        ("0.375", "0.375", None),
        ("1234.567", "1234.567", None),
        (".75", "0.75", None),
        ("1.2.3.4", None, None),
        ("1,23,456", None, None),
        ("1 234'567", None, None),
        ("12 5000", None, None),
    ],
)
def test_a_figure_has_the_readings_its_marks_allow(figure: str, point: str | None, comma: str | None) -> None:
    """Thousands come in threes, parted by one mark; all else is malformed."""
    expected = {mark: Decimal(text) for mark, text in ((".", point), (",", comma)) if text}
    assert readings(figure) == expected


@given(
    st.decimals(min_value=0, max_value=10**12, places=2),
    st.sampled_from([(",", "."), (".", ","), ("'", "."), (" ", ",")]),
)
def test_grouped_figures_with_cents_prove_their_mark(amount: Decimal, marks: tuple[str, str]) -> None:
    """A figure with two decimals is read one way only, whatever parts its thousands."""
    group, mark = marks
    figure = f"{amount:,.2f}".replace(",", "G").replace(".", mark).replace("G", group)
    assert readings(figure) == {mark: amount}
    assert evidence(figure) == mark


@pytest.mark.parametrize(
    ("text", "figure", "before", "after"),
    [
        ("£12,500.-", "12,500.00", "£", ""),
        ("CHF 1’250.–", "1'250.00", "CHF", ""),
        ("€ 9\u202f500", "9 500", "€", ""),
        ("Fr.500", "500", "Fr", ""),
        ("12k", "12", "", "k"),
        ("W1", "1", "W", ""),
        ("500½", "500", "", "½"),
    ],
)
def test_one_figure_and_its_surroundings(text: str, figure: str, before: str, after: str) -> None:
    """The dash for no cents belongs to the figure; letters and signs stand beside it."""
    found = written(text)
    assert found is not None
    assert (found.figure, found.before, found.after) == (figure, before, after)


def test_dashes_and_brackets_are_seen() -> None:
    """A minus before, a dash after, a bracket around."""
    flags = {text: written(text) for text in ("-£5", "£ -5", "5 -", "(5)", "£[5]", "(about) 5")}
    assert {text for text, found in flags.items() if found and found.negative} == {"-£5", "£ -5"}
    assert {text for text, found in flags.items() if found and found.dash_after} == {"5 -"}
    assert {text for text, found in flags.items() if found and found.bracketed} == {"(5)", "£[5]"}


@pytest.mark.parametrize("text", ["", "none", "2 x 500", "500\n600", "9" * 60])
def test_no_figure_or_several_are_not_one(text: str) -> None:
    """A line break never joins two figures, and sixty digits are no amount."""
    assert written(text) is None


def test_figures_in_lists_each() -> None:
    """Every figure as written."""
    assert figures_in("12500 ou 13 000,50") == ("12500", "13 000,50")


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("111.12.3", "111.6125"),
        ("1.11.6", "1.575"),
        ("5.0.3½", "5.0146"),
        ("1.20.0", None),
        ("1.2.12", None),
        ("1.5", None),
    ],
)
def test_pounds_shillings_and_pence(text: str, pounds: str | None) -> None:
    """Twenty shillings a pound, twelve pence a shilling, farthings as fractions."""
    assert old_money(text) == (Decimal(pounds) if pounds else None)


def test_pounds_and_shillings_may_have_lost_a_zero() -> None:
    """75.1 is one shilling, or ten whose zero a spreadsheet dropped; 75.50 is neither."""
    assert list(old_pair("75.12")) == [Decimal("75.6")]
    assert list(old_pair("75.1")) == [Decimal("75.05"), Decimal("75.5")]
    assert list(old_pair("75.50")) == []


def test_units_compare_without_dots_and_spaces() -> None:
    """``Ct.`` and ``carat(s)`` are spellings of units."""
    assert unit_word(" Ct. ") == "ct"
    assert unit_word("carat(s)") == "carats"
