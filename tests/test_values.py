"""Text, codes and yes/no: what a cell says, and what it cannot say."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.readers.grid import CellError
from toolkit.values import Doubt, blank, code, display, error, exact, flag, fold, fold_code, text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Stock No.", "stock no"),
        ("N° de stock", "no de stock"),
        ("  Prix\u00a0d’achat (€) ", "prix d achat €"),
        ("ÉTÉ—Œuvre", "ete oeuvre"),
        ("Gr\u200boß", "gross"),
        ("US$", "us$"),
    ],
)
def test_fold_compares_words_as_people_do(written: str, folded: str) -> None:
    """Case, accents, odd spaces and punctuation make no difference; currency signs do."""
    assert fold(written) == folded


@given(st.text())
def test_fold_is_its_own_fold(written: str) -> None:
    """Folding twice changes nothing, so a folded word can be a key."""
    assert fold(fold(written)) == fold(written)


def test_fold_code_drops_marks_but_never_exchanges_letters_and_digits() -> None:
    """Spaces, hyphens and dots go; O stays O, 1 stays 1, and a slash still parts."""
    assert fold_code(" w-004\u00a02.a ") == "W0042A"
    assert fold_code("O0I1/5") == "O0I1/5"


@pytest.mark.parametrize(
    ("raw", "number_format", "shown"),
    [
        (None, None, ""),
        (True, None, "TRUE"),
        (1264.0, None, "1264"),
        (0.1 + 0.2, None, "0.3"),
        (42.0, "00000", "00042"),
        (123456.0, "000-000", "123-456"),
        (42, '"W"0000', "W0042"),
        (1234567, "000-000", "1234-567"),
        (12500.0, "#,##0.00", "12500"),
        (0.125, "0.0%", "12.5%"),
        (datetime(2024, 3, 5), None, "2024-03-05"),
        (datetime(2024, 3, 5, 14, 30), None, "2024-03-05 14:30"),
        (date(2024, 3, 5), None, "2024-03-05"),
        (CellError("#REF!"), None, "#REF!"),
    ],
)
def test_display_is_what_a_person_sees(raw: object, number_format: str | None, shown: str) -> None:
    """No idle decimals, no binary noise, leading zeros and letters by the number format."""
    assert display(raw, number_format) == shown


@pytest.mark.parametrize(
    "raw", [None, "", "  ", "\u00a0\u200b", "-", "–", "n/a", "N/A", "nil", "./.", "néant", "?", "tbc"], ids=repr
)
def test_blank_is_whatever_says_nothing(raw: object) -> None:
    """Empty cells, lone dashes and words for unknown."""
    assert blank(raw)
    assert text(raw) is None
    assert code(raw) is None
    assert flag(raw) is None


@pytest.mark.parametrize("raw", [0, 0.0, False, "0", "none", "NA", "x"], ids=repr)
def test_zero_and_no_are_not_blank(raw: object) -> None:
    """Zero is a figure, none an answer, and NA somebody's initials."""
    assert not blank(raw)


def test_text_keeps_lines_and_puts_spaces_in_order() -> None:
    """Line breaks of a note stay; runs of spaces and odd ones do not."""
    assert text("  Gold\u00a0\u00a0 ring\nno box ") == "Gold ring\nno box"
    assert text(3.0) == "3"


@pytest.mark.parametrize(
    ("raw", "number_format", "expected"),
    [
        (1264.0, None, "1264"),
        (42.0, "00000", "00042"),
        ("00042", None, "00042"),
        ("12345E67", None, "12345E67"),
        ("84E61234", None, "84E61234"),
        ("1264[a]", None, "1264[a]"),
        ("5711/1A-010", None, "5711/1A-010"),
        ("116500LN/0001", None, "116500LN/0001"),
        ("2024/0012", None, "2024/0012"),
        ("1,264", None, "1,264"),
        (" '0042\u00a0", None, "0042"),
        ("W0042;", None, "W0042"),
    ],
)
def test_codes_are_text_always(raw: object, number_format: str | None, expected: str) -> None:
    """Leading zeros, letters that look like exponents and slashes survive."""
    assert code(raw, number_format, several=True) == expected


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        (1.2345e71, "number-lost"),
        (1e15, "number-lost"),
        (float("inf"), "number-lost"),
        (116.5, "number-lost"),
        ("1.23E+12", "scientific"),
        ("5E+10", "scientific"),
        (date(2024, 12, 3), "code-became-date"),
        (time(1, 2), "code-became-date"),
        ("W004\u041e", "look-alike"),
        ("#REF!", "error-cell"),
        (CellError("#N/A"), "error-cell"),
    ],
)
def test_codes_a_spreadsheet_has_spoilt_are_doubts(raw: object, doubt: str) -> None:
    """What was typed can no longer be known from the cell."""
    found = code(raw)
    assert isinstance(found, Doubt)
    assert found.code == doubt


def test_a_look_alike_proposes_its_latin_reading() -> None:
    """Cyrillic А, В and С are proposed as Latin, never exchanged."""
    assert code("\u0410\u0412123") == Doubt("look-alike", "\u0410\u0412123", ("AB123",))


@pytest.mark.parametrize(
    ("raw", "parts"),
    [
        ("14393; 2805", ("14393", "2805")),
        ("7727; A2209", ("7727", "A2209")),
        ("W1 / W2", ("W1", "W2")),
        ("A-1, A-2", ("A-1", "A-2")),
        ("1264a, 1265b", ("1264a", "1265b")),
        ("14393\n2805", ("14393", "2805")),
        ("W1 & W2 + W3", ("W1", "W2", "W3")),
        ("W0042/W0043", ("W0042", "W0043")),
        ("W0042 et W0043", ("W0042", "W0043")),
    ],
)
def test_several_stock_numbers_in_a_cell_are_told_apart(raw: str, parts: tuple[str, ...]) -> None:
    """Only where it is asked for: a reference with the same marks stays one code."""
    assert code(raw, several=True) == Doubt("several-codes", raw, parts)
    assert isinstance(code(raw), str)


@pytest.mark.parametrize(
    "raw", ["Y", "yes", "Oui", "ja", "x", "✓", "✔", 1, 1.0, True, "TRUE", "with", "avec", "full set"], ids=repr
)
def test_flag_yes(raw: object) -> None:
    """Every spelling of yes that registers hold."""
    assert flag(raw) is True


@pytest.mark.parametrize(
    "raw", ["N", "no", "non", "Nein", "✗", 0, 0.0, False, "without", "sans", "no box", "sans boîte"], ids=repr
)
def test_flag_no(raw: object) -> None:
    """Every spelling of no; a blank is not one of them."""
    assert flag(raw) is False


@pytest.mark.parametrize("raw", ["maybe", "O", 2, "yes but no card", "2019", date(2024, 1, 1)], ids=repr)
def test_flag_refuses_what_is_neither(raw: object) -> None:
    """A letter O may be oui or nought; a year is no answer."""
    assert flag(raw) in {Doubt("unclear-yes-no", display(raw)), Doubt("unclear-yes-no", display(raw), ("yes", "no"))}


@given(
    st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.dates(), st.times(), st.timedeltas(), st.none())
)
def test_no_cell_makes_the_parsers_of_text_raise(raw: object) -> None:
    """Whatever stands in a cell, the answer is a value, a doubt or None, and the same one each time."""
    for parse in (text, code, flag, display, blank, error):
        assert parse(raw) == parse(raw)  # type: ignore[operator]
    assert isinstance(code(raw, "000-000", several=True), str | Doubt | None)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_keeps_fifteen_digits_and_no_noise(number: float) -> None:
    """The figure is the nearest one of fifteen digits, as a spreadsheet shows it."""
    figure = exact(number)
    assert figure is not None
    assert len(figure.normalize().as_tuple().digits) <= 15 or number != float(figure)
    assert figure == Decimal(format(number, ".15g"))


def test_exact_of_nothing_countable() -> None:
    """Infinity and not-a-number are no figures."""
    assert exact(float("inf")) is None
    assert exact(float("nan")) is None


def test_error_knows_the_words_of_text_files_and_leaves_real_values_alone() -> None:
    """A CSV holds #REF! as text; a date and a number are no errors."""
    assert error("#VALEUR!") == Doubt("error-cell", "#VALEUR!")
    assert error("#12") is None
    assert error(timedelta(1)) is None


@given(st.text(st.characters(max_codepoint=127)))
def test_fold_of_plain_letters_is_that_of_any_text(written: str) -> None:
    """The quick way of a text without accents says what the long way says; a character nobody sees asks for that."""
    assert fold(written) == fold(f"{written}\u200b")
