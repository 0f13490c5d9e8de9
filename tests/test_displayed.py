"""The text a cell shows is Excel's own, whatever its number format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.readers.displayed import displayed
from toolkit.readers.grid import CellError, Raw
from toolkit.readers.serials import moment, serial

MOMENT = datetime(2026, 10, 31, 14, 5, 6, 760000)
PHONE = "[<=9999999]###\\-####;\\(###\\)\\ ###\\-####"
ACCOUNTS = '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)'

SHOWN: dict[str, list[tuple[Raw, str | None, str]]] = {
    "General": [
        (None, None, ""), (True, "0.00", "TRUE"), (False, None, "FALSE"), (CellError("#N/A"), "0", "#N/A"),
        (5, None, "5"), (-12.5, None, "-12.5"), (0.1 + 0.2, None, "0.3"), (1 / 3, None, "0.333333333"),
        (12345678901, None, "12345678901"), (123456789012, None, "1.23457E+11"), (99999999999.9, None, "1E+11"),
        (1234567.891234, None, "1234567.891"), (-12345678.123456, None, "-12345678.12"), (0.00001, None, "0.00001"),
        (0.000123456789, None, "0.000123457"), (1.23456789e-7, None, "1.23457E-07"), (1e-10, None, "1E-10"),
        (2.2250738585072e-308, None, "2.2251E-308"), (5, 'General" pcs"', "5 pcs"), (-5, "General", "-5"),
    ],
    "digits": [
        (1.005, "0.00", "1.01"), (0.285, "0.00", "0.29"), (-2.5, "0", "-3"), (12.5, ".00", "12.50"), (0.5, "#.##", ".5"),
        (1234567.5, "#,##0.00", "1,234,567.50"), (0, "#,###", ""), (7, "000", "007"), (1234567, '0.0,,"M"', "1.2M"),
        (0.256, "0.0%", "25.6%"), (123456789, "000\\-00\\-0000", "123-45-6789"), (5551234, PHONE, "555-1234"),
        (2125551234, PHONE, "(212) 555-1234"), (1500, "#,##0 Dhs", "1,500 Dhs"), (5.25, "0.0??", "5.25 "),
        (12, "[$£-809]#,##0.00", "£12.00"), (12, "#,##0\\ [$EUR]", "12 EUR"), (3, '"No. "0_)', "No. 3 "),
        (1e15, "#,##0", "1,000,000,000,000,000"), (123456, "0.00E+00", "1.23E+05"), (0.00012, "0.0E-0", "1.2E-4"),
        (123456.789, "##0.0E+0", "123.5E+3"), (12345.6789, "##0.0E+0", "12.3E+3"), (9.999, "0.0E+0", "1.0E+1"),
    ],
    "fractions": [
        (12345.6789, "# ?/?", "12345 2/3"), (0.5, "?/?", "1/2"), (1.5, "?/?", "3/2"), (12.34, "# ??/16", "12  5/16"),
        (5, "# ?/?", "5 "), (0, "# ?/?", "0 "), (-1.25, "# ?/4", "-1 1/4"), (2.02, "# ??/100", "2  2/100"),
    ],
    "sections": [
        (-1234.5, ACCOUNTS, " $(1,235)"), (0, ACCOUNTS, " $- "), ("W1", ACCOUNTS, " W1 "), (-5, "0;", ""), (5, ";;;", ""),
        ("W1", ";;;", ""), ("W1", '"x "@', "x W1"), ("W1", "0.00", "W1"), (10, '[<10]#" Wow"', "10"), (7, '[<10]#" Wow"', "7 Wow"),
        (11, '[=10]#" Wow";0.0', "11.0"), (150, "[Red][>100]0;[Blue][<0]-0;0.0", "150"), (-3, "[>100]0;[<0]-0;0.0", "-3"),
        (50, "[>100]0;[<0]-0;0.0", "50.0"), (-5, "[<= 0]0;0.0", "5"), (-5, "[>100]0;0.0", "-5.0"), (5, "@", "5"),
    ],
    "dates": [
        (date(2026, 10, 31), "m/d/yy", "10/31/26"), (date(2026, 10, 31), "dddd, d mmmm yyyy", "Saturday, 31 October 2026"),
        (date(2026, 3, 1), "[$-40C]d mmmm yyyy", "1 mars 2026"), (date(2026, 3, 1), "mmmmm\\-yy", "M-26"),
        (MOMENT, "h:mm:ss.0 AM/PM", "2:05:06.8 PM"), (MOMENT, "hh:mm", "14:05"), (MOMENT, "mm:ss", "05:07"), (MOMENT, "m/d h:m a/p", "10/31 2:5 p"),
        (MOMENT, "yyyy-mm-dd\\Thh:mm", "2026-10-31T14:05"), (time(18), "h:mm AM/PM", "6:00 PM"), (time(0), "h AM/PM", "12 AM"),
        (timedelta(hours=30, minutes=2), "[h]:mm", "30:02"), (timedelta(minutes=61, seconds=5), "[mm]:ss", "61:05"),
        (0, "m/d/yyyy", "1/0/1900"), (60, "m/d/yyyy", "2/29/1900"), (-1, "m/d/yyyy", "########"), (3e6, "yyyy", "########"),
        (46326, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "Saturday, October 31, 2026"), (46326, "[$-1070000]d/m/yyyy", "31/10/2569"),
        (date(1866, 3, 12), "m/d/yyyy", "3/12/1866"), (date(2026, 10, 31), "General", "46326"), (date(2026, 10, 31), None, "2026-10-31"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("raw", "code", "text"), [case for cases in SHOWN.values() for case in cases])
def test_what_a_cell_shows(raw: Raw, code: str | None, text: str) -> None:
    """Each value under its format."""
    assert displayed(raw, code) == text


def test_the_epoch_of_1904() -> None:
    """The same number is another day, and days before the first have a minus."""
    assert displayed(44864, "m/d/yyyy", 1904) == "10/31/2026"
    assert displayed(date(2026, 10, 31), "0", 1904) == "44864"
    assert displayed(-1, "m/d/yyyy", 1904) == "-1/2/1904"


@settings(deadline=None)
@given(st.floats(0, 2_958_465.9), st.sampled_from([1900, 1904]))
def test_numbers_and_moments_are_two_names_of_one_thing(number: float, epoch: int) -> None:
    """A number becomes the moment it stands for and comes back within a millisecond."""
    found = moment(number, epoch)
    if not isinstance(found, float):
        assert abs(serial(found, epoch) - number) * 86_400 < 0.001


@settings(deadline=None)  # the names of months load once
@given(
    st.one_of(st.floats(), st.integers(), st.text(), st.datetimes(), st.times(), st.timedeltas(), st.booleans()),
    st.text(alphabet='0#?.,%/E+-eymdhsagb[]<>=$;@"\\_* 19APM:€', max_size=24),
    st.sampled_from([1900, 1904]),
)
def test_no_format_is_beyond_it(raw: Raw, code: str, epoch: int) -> None:
    """Any format at all, however broken, gives a text."""
    assert isinstance(displayed(raw, code, epoch), str)
