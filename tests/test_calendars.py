"""Calendars: periods tile the years without a hole or an overlap, and like meets like a year before."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.calendars import (
    EVERY,
    Period,
    Reckoning,
    comparison,
    following,
    latest_ended,
    parse_period,
    period_before,
    period_on,
    periods,
    preceding,
    reckoning_of,
    weeks,
)
from toolkit.findings import ToolkitError
from toolkit.render.calendar_words import title

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
DAY = timedelta(days=1)
LONG = (2000, 2006, 2012, 2017, 2023, 2028, 2034)
"""The years of 53 weeks of the NRF's calendar, from 2000 to 2035."""

APRIL = Reckoning("fiscal", "month", 4, "ends")


def reckonings() -> list[Reckoning]:
    """Every calendar cut in every way; fiscal years from several months, named both ways."""
    plain = [Reckoning(calendar, every) for calendar in EVERY for every in EVERY[calendar]]
    fiscal = [
        Reckoning(calendar, every, start, named)  # type: ignore[arg-type] # the words of the types
        for calendar in ("fiscal", "445")
        for every in EVERY[calendar]  # type: ignore[index] # as above
        for start in (2, 4, 7, 12)
        for named in ("begins", "ends")
    ]
    return plain + fiscal


def named(text: str) -> Period:
    """A period by its name, where the name needs no calendar beside it."""
    return parse_period(text)


@pytest.mark.parametrize("reckoning", reckonings(), ids=str)
def test_periods_tile_the_calendar(reckoning: Reckoning) -> None:
    """From 1990 to 2060 each period begins the day after the one before it, and each name stands once."""
    found = periods(reckoning, FIRST, LAST)
    assert found[0].first <= FIRST
    assert found[-1].last >= LAST
    assert all(one.last + DAY == other.first for one, other in pairwise(found))
    assert all(one.first <= one.last for one in found)
    assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize("reckoning", reckonings(), ids=str)
def test_a_name_is_its_period(reckoning: Reckoning) -> None:
    """What a period is called leads back to it, and to how its calendar counts."""
    for one in periods(reckoning, date(2022, 1, 1), date(2030, 12, 31)):
        assert parse_period(one.name.lower(), reckoning) == one
        own = reckoning_of(one)
        assert (own.calendar, own.every) == (reckoning.calendar, reckoning.every)
        assert period_on(own, one.first) == one
        if reckoning.start > 1:
            assert own == reckoning


@given(st.sampled_from(reckonings()), st.dates(FIRST, LAST))
def test_a_day_lies_in_its_period_and_between_its_neighbours(reckoning: Reckoning, day: date) -> None:
    """The period of a day holds it; the one after and the one before touch it."""
    one = period_on(reckoning, day)
    assert one.first <= day <= one.last
    assert preceding(following(one)) == one
    assert following(one).first == one.last + DAY


@given(st.sampled_from(reckonings()), st.dates(FIRST, LAST))
def test_the_latest_period_is_over_and_the_next_is_not(reckoning: Reckoning, day: date) -> None:
    """On the evening of its last day a period is over, and not before."""
    one = latest_ended(reckoning, day)
    assert one.last <= day < following(one).last


@given(st.sampled_from(reckonings()), st.dates(FIRST, LAST))
def test_weeks_are_whole_and_each_belongs_to_one_period(reckoning: Reckoning, day: date) -> None:
    """A week is seven days, ends in its period, and follows the last week of the period before."""
    one = period_on(reckoning, day)
    found = weeks(one)
    assert all(week.last - week.first == 6 * DAY and one.first <= week.last <= one.last for week in found)
    chain = [*weeks(preceding(one)), *found, *weeks(following(one))]
    assert all(a.last + DAY == b.first for a, b in pairwise(chain))


@given(st.sampled_from(reckonings()), st.dates(FIRST, LAST))
def test_retail_periods_meet_as_many_weeks_on_the_same_weekdays(reckoning: Reckoning, day: date) -> None:
    """In weeks the year before lies 52 weeks back, or 53 where ISO weeks meet by number; months meet their months."""
    one = period_on(reckoning, day)
    before = period_before(one)
    back = (one.first - before.first).days
    if reckoning.calendar in ("454", "445"):
        assert (back, before.last - before.first) == (364, one.last - one.first)
    elif reckoning.calendar == "week":
        assert back in (364, 371)
        assert before.last - before.first == 6 * DAY
    else:
        assert (before.first.month, before.first.day) == (one.first.month, one.first.day)
        assert one.first.year - before.first.year == 1
        assert (before.last + DAY).day == 1


def test_the_years_of_53_weeks_are_the_published_ones() -> None:
    """From 2000 to 2035, and every year begins on a Sunday and ends on a Saturday within three days of 31 January."""
    years = {year: named(f"NRF{year}") for year in range(2000, 2036)}
    assert tuple(year for year, one in years.items() if (one.last - one.first).days + 1 == 53 * 7) == LONG
    for year, one in years.items():
        assert (one.first.weekday(), one.last.weekday()) == (6, 5)
        assert abs((one.last - date(year + 1, 1, 31)).days) <= 3


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("NRF2024", date(2024, 2, 4), date(2025, 2, 1)),
        ("NRF2025", date(2025, 2, 2), date(2026, 1, 31)),
        ("NRF2026", date(2026, 2, 1), date(2027, 1, 30)),
        ("NRF2027", date(2027, 1, 31), date(2028, 1, 29)),
        ("NRF2028", date(2028, 1, 30), date(2029, 2, 3)),
        ("NRF2026-P01", date(2026, 2, 1), date(2026, 2, 28)),
        ("NRF2026-P02", date(2026, 3, 1), date(2026, 4, 4)),
        ("NRF2026-P09", date(2026, 10, 4), date(2026, 10, 31)),
        ("NRF2028-P12", date(2028, 12, 31), date(2029, 2, 3)),
        ("NRF2026-W37", date(2026, 10, 11), date(2026, 10, 17)),
        ("NRF2026-Q3", date(2026, 8, 2), date(2026, 10, 31)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-W44", date(2026, 10, 26), date(2026, 11, 1)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
    ],
)
def test_known_periods(name: str, first: date, last: date) -> None:
    """Days as the published calendars have them."""
    assert (named(name).first, named(name).last, named(name).name) == (first, last, name)


@pytest.mark.parametrize(
    ("reckoning", "name", "first", "last"),
    [
        (APRIL, "FY2027-M07", date(2026, 10, 1), date(2026, 10, 31)),
        (Reckoning("fiscal", "month", 4, "begins"), "FY2026-M07", date(2026, 10, 1), date(2026, 10, 31)),
        (APRIL, "FY2027-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        (APRIL, "FY2027-H1", date(2026, 4, 1), date(2026, 9, 30)),
        (APRIL, "FY2027", date(2026, 4, 1), date(2027, 3, 31)),
        (Reckoning("fiscal", "month", 2, "ends"), "FY2027-M01", date(2026, 2, 1), date(2026, 2, 28)),
        (Reckoning("fiscal"), "FY2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        (Reckoning("445", "month", 4, "begins"), "445-2026-P01", date(2026, 3, 29), date(2026, 4, 25)),
        (Reckoning("445", "month", 4, "begins"), "445-2026-P03", date(2026, 5, 24), date(2026, 6, 27)),
    ],
)
def test_known_fiscal_periods(reckoning: Reckoning, name: str, first: date, last: date) -> None:
    """A year named after its end or its beginning, cut in months, quarters, halves, or weeks in fours and fives."""
    one = parse_period(name, reckoning)
    assert (one.first, one.last, one.name) == (first, last, name)


@pytest.mark.parametrize(
    ("name", "before", "first", "last", "how"),
    [
        ("2026-10", "2025-10", date(2025, 10, 1), date(2025, 10, 31), "same"),
        ("2024-02", "2023-02", date(2023, 2, 1), date(2023, 2, 28), "same"),
        ("NRF2026-P09", "NRF2025-P09", date(2025, 10, 5), date(2025, 11, 1), "same"),
        ("NRF2024-W01", "NRF2023-W02", date(2023, 2, 5), date(2023, 2, 11), "restated"),
        ("NRF2024-W52", "NRF2023-W53", date(2024, 1, 28), date(2024, 2, 3), "restated"),
        ("NRF2024-P01", "NRF2023-P01 restated", date(2023, 2, 5), date(2023, 3, 4), "restated"),
        ("NRF2024", "NRF2023 restated", date(2023, 2, 5), date(2024, 2, 3), "restated"),
        ("NRF2023-W52", "NRF2022-W52", date(2023, 1, 22), date(2023, 1, 28), "same"),
        ("NRF2023-W53", "NRF2023-W01", date(2023, 1, 29), date(2023, 2, 4), "week-53"),
        ("NRF2023-P12", "NRF2022-P12 restated", date(2023, 1, 1), date(2023, 2, 4), "week-53"),
        ("NRF2023-P11", "NRF2022-P11", date(2022, 11, 27), date(2022, 12, 31), "same"),
        ("2026-W44", "2025-W44", date(2025, 10, 27), date(2025, 11, 2), "same"),
        ("2026-W53", "2026-W01", date(2025, 12, 29), date(2026, 1, 4), "week-53"),
        ("2027-W01", "2026-W01", date(2025, 12, 29), date(2026, 1, 4), "same"),
    ],
)
def test_the_year_before(name: str, before: str, first: date, last: date, how: str) -> None:
    """By name; after a year of 53 weeks shifted by one; a 53rd week meets the one 52 weeks back."""
    one = named(name)
    assert period_before(one) == Period(one.calendar, before, first, last)
    assert comparison(one) == how


def test_a_restated_year_is_tiled_by_its_restated_periods() -> None:
    """Week 1 of the year of 53 weeks is in no comparison of the year after, and the other 52 are each in one."""
    months = [period_before(named(f"NRF2024-P{number:02d}")) for number in range(1, 13)]
    assert months[0].first == named("NRF2023-W02").first
    assert months[-1].last == named("NRF2023-W53").last
    assert all(one.last + DAY == other.first for one, other in pairwise(months))
    assert [week.name for week in weeks(months[0])] == [f"NRF2023-W{number:02d}" for number in range(2, 6)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-13", "12 such periods"),
        ("2026-00", "12 such periods"),
        ("2025-W53", "52 such periods"),
        ("NRF2026-W53", "52 such periods"),
        ("NRF2026-M09", "no period"),
        ("NRF2026-Q5", "4 such periods"),
        ("FY2026-M03", "no period"),
        ("445-2026-P01", "no period"),
        ("2026", "no period"),
        ("2026-Q1", "no period"),
        ("10/2026", "no period"),
        ("October", "no period"),
        ("", "no period"),
        ("2026-10 ; x", "no period"),
        ("NRF2023-P01 restated", "no period"),
    ],
)
def test_what_is_no_period_is_refused_with_examples(text: str, said: str) -> None:
    """A slip of the keyboard is a usage error that shows how periods are written."""
    with pytest.raises(ToolkitError, match=said) as caught:
        parse_period(text)
    assert caught.value.status == 2
    assert "NRF2026-P09" in caught.value.hint


@pytest.mark.parametrize("year", ["0000", "0001", "1599", "3000", "9999"])
@pytest.mark.parametrize("form", ["{}-01", "{}-W01", "NRF{}", "NRF{}-P12", "FY{}"])
def test_a_year_out_of_reach_is_refused_in_words(year: str, form: str) -> None:
    """A slip in the year is a usage error, also where no date could be reckoned."""
    with pytest.raises(ToolkitError, match="no year this calendar reaches"):
        parse_period(form.format(year), APRIL)


@pytest.mark.parametrize("year", ["1600", "2999"])
@pytest.mark.parametrize("form", ["{}-01", "{}-W01", "NRF{}", "NRF{}-P12", "FY{}", "{}-12", "{}-W52"])
def test_the_first_and_the_last_year_are_whole(year: str, form: str) -> None:
    """At the edge of what may be asked for, a period has a year before and a period after it."""
    one = parse_period(form.format(year), APRIL)
    assert period_before(one).last < following(one).first


def test_a_period_in_words() -> None:
    """As headings name it, in both languages; the first of a month in French is 1er."""
    assert title(named("2026-10"), "en") == "October 2026"
    assert title(named("2026-10"), "fr") == "octobre 2026"
    assert title(named("2026-W01"), "en") == "week 1 of 2026 (29 December 2025 to 4 January 2026)"
    assert title(named("NRF2026-P10"), "en") == "NRF 2026, period 10 (1 November 2026 to 28 November 2026)"
    assert title(named("NRF2026-P10"), "fr") == "NRF 2026, période 10 (du 1er novembre 2026 au 28 novembre 2026)"
    assert title(parse_period("FY2027-Q3", APRIL), "fr").startswith("exercice 2027, trimestre 3 (du 1er octobre 2026")
    assert title(named("NRF2026"), "en") == "NRF 2026 (1 February 2026 to 30 January 2027)"
    assert title(period_before(named("NRF2024-P01")), "en") == "5 February 2023 to 4 March 2023"
