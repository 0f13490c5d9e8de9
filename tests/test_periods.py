"""Dates in words: five languages, and spans from a quarter to circa."""

from __future__ import annotations

from datetime import date

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from toolkit.periods import LANGUAGES, full_year, in_words, month
from toolkit.values import Doubt, When, fold


def test_no_month_name_means_two_months() -> None:
    """Full and short names of five languages agree on their month."""
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                assert month(fold(name)) == number, (language, name)
    assert month("jui") is None
    assert month("juill") == 7
    assert month("x") is None


@given(
    st.dates(date(1900, 1, 2), date(2100, 12, 31)),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["d MMMM yyyy", "d MMM yyyy", "EEEE d MMMM yyyy", "MMMM d, yyyy", "d-MMM-yyyy"]),
)
def test_written_dates_come_back(day: date, language: str, pattern: str) -> None:
    """Any day, written out in any of the languages."""
    assert in_words(format_date(day, pattern, language)) == When(day, day)


def span(first: tuple[int, int, int], last: tuple[int, int, int], precision: str) -> When:
    """A span of days."""
    return When(date(*first), date(*last), precision)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("1er mai 2023", span((2023, 5, 1), (2023, 5, 1), "day")),
        ("April 3rd, 2022", span((2022, 4, 3), (2022, 4, 3), "day")),
        ("3 de marzo de 2024", span((2024, 3, 3), (2024, 3, 3), "day")),
        ("5-Mar-24", span((2024, 3, 5), (2024, 3, 5), "day")),
        ("Mar-24", span((2024, 3, 1), (2024, 3, 31), "month")),
        ("Mar '98", span((1998, 3, 1), (1998, 3, 31), "month")),
        ("mars 2024", span((2024, 3, 1), (2024, 3, 31), "month")),
        ("Q1 2024", span((2024, 1, 1), (2024, 3, 31), "quarter")),
        ("Q1 24", span((2024, 1, 1), (2024, 3, 31), "quarter")),
        ("4Q98", span((1998, 10, 1), (1998, 12, 31), "quarter")),
        ("T1 2024", span((2024, 1, 1), (2024, 3, 31), "quarter")),
        ("1er trimestre 2024", span((2024, 1, 1), (2024, 3, 31), "quarter")),
        ("spring 2019", span((2019, 3, 1), (2019, 6, 21), "season")),
        ("été 2019", span((2019, 6, 1), (2019, 9, 23), "season")),
        ("hiver 2019", span((2018, 12, 1), (2020, 3, 20), "season")),
        ("winter 2019/20", span((2019, 12, 1), (2020, 3, 20), "season")),
        ("1960s", span((1960, 1, 1), (1969, 12, 31), "decade")),
        ("années 60", span((1960, 1, 1), (1969, 12, 31), "decade")),
        ("late 1960's", span((1960, 1, 1), (1969, 12, 31), "decade")),
        ("circa 1965", span((1960, 1, 1), (1970, 12, 31), "circa")),
        ("c.1965", span((1960, 1, 1), (1970, 12, 31), "circa")),
        ("1965 ca", span((1960, 1, 1), (1970, 12, 31), "circa")),
        ("~1965", span((1960, 1, 1), (1970, 12, 31), "circa")),
        ("vers 1960s", span((1955, 1, 1), (1974, 12, 31), "circa")),
    ],
)
def test_spans_keep_their_precision(raw: str, expected: When) -> None:
    """The earliest and the latest day that the words allow."""
    assert in_words(raw) == expected


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        ("29 février 2023", "no-such-date"),
        ("24-Mar", "no-year"),
        ("May", "no-year"),
        ("March 3rd", "no-year"),
        ("March 24", "ambiguous-date"),
        ("avant 1950", "open-date"),
        ("pre-1950", "open-date"),
        ("after May 2020", "open-date"),
        ("<1950", "open-date"),
        ("1965?", "uncertain-date"),
        ("[1878]", "uncertain-date"),
        ("vers mars 2019", "uncertain-date"),
        ("c. 2199", "far-date"),
        ("Q1 1200", "far-date"),
    ],
)
def test_words_in_doubt(raw: str, doubt: str) -> None:
    """What words leave open is never closed by a guess."""
    found = in_words(raw)
    assert isinstance(found, Doubt)
    assert found.code == doubt


@pytest.mark.parametrize("raw", ["sold", "jui 2020", "Cartier 2019", "20s", "March May 2020", "", "autumn", "Q5 2024"])
def test_other_words_are_no_date(raw: str) -> None:
    """A brand that begins with a c is not circa."""
    assert in_words(raw) is None


def test_two_digits_pivot() -> None:
    """The last year that two digits may mean."""
    assert [full_year(digits) for digits in ("49", "50", "1850")] == [2049, 1950, 1850]


@given(st.text("0123456789 cQTs-.~'abeirlmnopv", max_size=16))
def test_no_words_make_the_reader_raise(raw: str) -> None:
    """Near misses of every form."""
    assert in_words(raw) == in_words(raw)
