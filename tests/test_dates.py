"""Dates: the column's vote, each cell after it, and a doubt with both readings where nothing decides."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.dates import date_order, when
from toolkit.readers.grid import CellError
from toolkit.values import DateOrder, Doubt, When

DMY, MDY = DateOrder("dmy"), DateOrder("mdy")
REGISTER_DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))


def at(year: int, month: int, day: int) -> When:
    """One day."""
    return When(date(year, month, day), date(year, month, day))


def test_a_day_above_twelve_votes_for_the_whole_column() -> None:
    """One sure value decides; values that could be either only follow."""
    assert date_order(["05/03/2024", "25.12.2023", None, "sold"]).order == "dmy"
    assert date_order(["05/03/2024", "12/25/2023"]).order == "mdy"
    assert date_order(["2024-03-05", "2024-12-01"]).order == "ymd"
    assert date_order(["05/03/2024", "06/07/2024"]) == DateOrder()
    assert "25.12.2023" in date_order(["05/03/2024", "25.12.2023"]).evidence


def test_votes_for_both_orders_contradict() -> None:
    """No order then, and the evidence shows one value of each."""
    found = date_order(["25/03/2024", "12/25/2023"])
    assert (found.order, found.contradicted) == (None, True)
    assert "25/03/2024" in found.evidence
    assert "12/25/2023" in found.evidence


@pytest.mark.parametrize(("others", "strays", "order"), [(30, 1, "dmy"), (29, 1, None), (60, 2, None)])
def test_a_single_vote_against_very_many_is_a_slip_of_its_cell(others: int, strays: int, order: str | None) -> None:
    """The column keeps its order and the one cell is a doubt; fewer, or two against, and the column is in doubt."""
    found = date_order([*["25/03/2024"] * others, *["12/25/2023"] * strays])
    assert found.order == order
    assert "12/25/2023" in found.evidence
    assert when("05/03/2024", found) == (at(2024, 3, 5) if order else Doubt("ambiguous-date", "05/03/2024", ("2024-03-05", "2024-05-03")))
    if order:
        assert when("12/25/2023", found) == Doubt("against-the-column", "12/25/2023", ("2023-12-25",))


def test_a_half_converted_column_is_named_and_its_true_dates_are_doubts() -> None:
    """True dates only up to the 12th beside texts only above it: day and month were exchanged on import."""
    column = [date(2024, 3, 5), date(2024, 4, 6), date(2024, 1, 2), "25/12/2023", "31/01/2024"]
    order = date_order(column)
    assert order.order == "dmy"
    assert order.contradicted
    assert order.evidence.startswith("day and month probably exchanged")
    assert when(column[0], order) == Doubt("half-converted-date", "2024-03-05", ("2024-03-05", "2024-05-03"))
    assert when("25/12/2023", order) == at(2023, 12, 25)
    assert when(date(2024, 4, 4), order) == at(2024, 4, 4)


@pytest.mark.parametrize("extra", [date(2024, 3, 20), "05/03/2024"], ids=repr)
def test_a_column_is_not_half_converted_against_its_evidence(extra: object) -> None:
    """A true date late in a month, or a text early in one, is the counterproof."""
    column = [date(2024, 3, 5), date(2024, 4, 6), date(2024, 1, 2), "25/12/2023", extra]
    assert not date_order(column).contradicted


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2024-03-05", at(2024, 3, 5)),
        ("2024/03/05", at(2024, 3, 5)),
        ("2024-03-05T10:00:00Z", at(2024, 3, 5)),
        ("2024-03-05 00:00:00", at(2024, 3, 5)),
        ("20240305", at(2024, 3, 5)),
        ("05/05/2024", at(2024, 5, 5)),
        ("25/12/23", at(2023, 12, 25)),
        ("12/25/2023", at(2023, 12, 25)),
        ("25. 12. 1998", at(1998, 12, 25)),
        ("98/03/05", at(1998, 3, 5)),
        (date(2024, 3, 5), at(2024, 3, 5)),
        (datetime(2024, 3, 5, 9, 30), at(2024, 3, 5)),
        ("1899-12-31", at(1899, 12, 31)),
        ("1878-08", When(date(1878, 8, 1), date(1878, 8, 31), "month")),
        ("02/2024", When(date(2024, 2, 1), date(2024, 2, 29), "month")),
        ("1878", When(date(1878, 1, 1), date(1878, 12, 31), "year")),
        (1878.0, When(date(1878, 1, 1), date(1878, 12, 31), "year")),
        (2019, When(date(2019, 1, 1), date(2019, 12, 31), "year")),
    ],
    ids=repr,
)
def test_dates_that_speak_for_themselves(raw: object, expected: When) -> None:
    """No vote is needed, and a year stays a year."""
    assert when(raw) == expected


@pytest.mark.parametrize(
    ("raw", "order", "doubt", "readings"),
    [
        ("05/03/2024", DateOrder(), "ambiguous-date", ("2024-03-05", "2024-05-03")),
        (
            "05/03/2024",
            DateOrder(None, "contradicted", contradicted=True),
            "ambiguous-date",
            ("2024-03-05", "2024-05-03"),
        ),
        ("12/25/2023", DMY, "against-the-column", ("2023-12-25",)),
        ("25/12/2023", MDY, "against-the-column", ("2023-12-25",)),
        ("31/02/2024", DMY, "no-such-date", ()),
        ("02/30/2024", MDY, "no-such-date", ()),
        ("2023-02-29", DateOrder(), "no-such-date", ()),
        ("1900-01-00", DateOrder(), "placeholder-date", ()),
        ("01/01/1900", DMY, "placeholder-date", ()),
        (date(1900, 1, 1), DateOrder(), "placeholder-date", ()),
        (0.0, DateOrder(), "placeholder-date", ()),
        ("0999-01-01", DateOrder(), "far-date", ()),
        ("3024-03-05", DateOrder(), "far-date", ()),
        (45123.0, DateOrder(), "serial-number", ("2023-07-16", "2027-07-17")),
        ("45123", DateOrder(), "serial-as-text", ("2023-07-16", "2027-07-17")),
        (60, DateOrder(), "not-a-date", ()),
        (True, DateOrder(), "not-a-date", ()),
        (time(1, 2), DateOrder(), "not-a-date", ()),
        ("sold", DateOrder(), "not-a-date", ()),
        ("5/3/4", DateOrder(), "not-a-date", ()),
        ("14/02", DateOrder(), "no-year", ()),
        ("1960-65", DateOrder(), "several-dates", ()),
        ("1960–1965", DateOrder(), "several-dates", ()),
        (CellError("#REF!"), DateOrder(), "error-cell", ()),
    ],
    ids=repr,
)
def test_dates_in_doubt(raw: object, order: DateOrder, doubt: str, readings: tuple[str, ...]) -> None:
    """Each kind of doubt, with what the cell may mean."""
    found = when(raw, order)
    assert isinstance(found, Doubt)
    assert (found.code, found.readings) == (doubt, readings)


def test_the_epoch_puts_its_own_reading_first_and_has_its_own_zero() -> None:
    """In a workbook of the 1904 calendar a lone number counts from 1904."""
    found = when(45123.0, epoch=1904)
    assert isinstance(found, Doubt)
    assert found.readings == ("2027-07-17", "2023-07-16")
    assert when(date(1904, 1, 1), epoch=1904) == Doubt("placeholder-date", "1904-01-01")
    assert when(date(1904, 1, 1)) == at(1904, 1, 1)


def test_the_pivot_decides_two_digit_years() -> None:
    """49 is 2049 and 50 is 1950, unless the pivot says otherwise."""
    assert when("25/12/49") == at(2049, 12, 25)
    assert when("25/12/50") == at(1950, 12, 25)
    assert when("25/12/50", pivot=2069) == at(2050, 12, 25)


@given(
    st.lists(REGISTER_DAYS, min_size=1), st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%m/%d/%Y", "%m-%d-%y", "%Y-%m-%d"])
)
def test_a_column_comes_back_as_it_was_or_is_in_doubt(days: list[date], pattern: str) -> None:
    """Dates written in one way come back, or are doubts with the true reading where no value decides."""
    column = [day.strftime(pattern) for day in days]
    order = date_order(column)
    assert not order.contradicted
    for day, raw in zip(days, column, strict=True):
        found = when(raw, order)
        if isinstance(found, Doubt):
            assert order.order is None
            assert day.isoformat() in found.readings
        else:
            assert found == When(day, day)


@given(
    st.one_of(
        st.text(), st.text("0123456789-/. ", max_size=12), st.floats(), st.integers(), st.dates(), st.datetimes()
    ),
    st.sampled_from([DateOrder(), DMY, MDY, DateOrder("ymd"), DateOrder("dmy", "half-converted", contradicted=True)]),
)
def test_no_cell_makes_when_raise(raw: object, order: DateOrder) -> None:
    """Whatever stands in the cell; and a span never ends before it begins."""
    found = when(raw, order)
    assert found == when(raw, order)
    if isinstance(found, When):
        assert found.earliest <= found.latest
    assert date_order([raw, raw]).order in {None, "dmy", "mdy", "ymd"}
