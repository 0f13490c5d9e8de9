"""Amounts: the column's vote, the currency, and refusal with the readings where a figure leaves a question."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from toolkit.money import currency, known_currency, money, number, number_style
from toolkit.readers.grid import CellError
from toolkit.values import Currencies, Doubt, Money, NumberStyle

KNOEDLER = Path(__file__).resolve().parents[2] / "shared" / "outside" / "knoedler"
NONE, POINT, COMMA = NumberStyle(), NumberStyle("."), NumberStyle(",")
LONDON = Currencies("GBP")
LOCALES = ("en_GB", "fr_FR", "de_DE", "de_CH")
AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)


def gbp(amount: str) -> Money:
    """Pounds sterling."""
    return Money(Decimal(amount), "GBP")


# --- Figures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("£12,500.-", gbp("12500")),
        ("CHF 1'250.00", Money(Decimal(1250), "CHF")),
        ("CHF 12’500.–", Money(Decimal(12500), "CHF")),
        ("1.250,00 €", Money(Decimal(1250), "EUR")),
        ("€ 9\u202f500", Money(Decimal(9500), "EUR")),
        ("12\u00a0500,00\u00a0€", Money(Decimal(12500), "EUR")),
        ("EUR 12.500,-", Money(Decimal(12500), "EUR")),
        ("Fr.500", Money(Decimal(500), "fr")),
        ("SFr. 1'200.-", Money(Decimal(1200), "CHF")),
        ("500 eur", Money(Decimal(500), "EUR")),
        ("1,234,567", gbp("1234567")),
        ("0", gbp("0")),
        ("-£1,200.50", gbp("-1200.50")),
        ("'1250", gbp("1250")),
        (0.1 + 0.2, gbp("0.3")),
        (-3, gbp("-3")),
        (0.0, gbp("0")),
    ],
    ids=repr,
)
def test_amounts_that_leave_no_question(raw: object, expected: Money) -> None:
    """Signs, groups, cents and dashes as three countries write them."""
    assert money(raw, NONE, "", LONDON) == expected


@pytest.mark.parametrize("raw", [None, "", " \u00a0", "-", "–", "n/a", "?"], ids=repr)
def test_blank_is_never_zero(raw: object) -> None:
    """A blank price is unknown."""
    assert money(raw, NONE, "", LONDON) is None
    assert number(raw) is None


@pytest.mark.parametrize(
    ("raw", "doubt", "readings"),
    [
        ("12.500", "ambiguous-number", ("12500", "12.500")),
        ("12,500", "ambiguous-number", ("12500", "12.500")),
        ("(1,200)", "bracketed", ("-1200", "1200")),
        ("£(300)", "bracketed", ("-300", "300")),
        ("[375]", "bracketed", ("375",)),
        ("12k", "abbreviated", ("12000",)),
        ("€1.5 mio", "abbreviated", ("1500000.0",)),
        ("POA", "no-figure", ()),
        ("p.o.a.", "no-figure", ()),
        ("tbc", "no-figure", ()),
        ("Prix sur demande", "no-figure", ()),
        ("111.12.3", "old-money", ("111.6125",)),
        ("2 x 500", "several-figures", ("2", "500")),
        ("500+300", "several-figures", ("500", "300")),
        ("500/600", "several-figures", ("500", "600")),
        ("500\n600", "several-figures", ("500", "600")),
        ("12500 ou 13000", "several-figures", ("12500", "13000")),
        ("2019 500", "several-figures", ("2019", "500")),
        ("£500 EUR", "two-currencies", ("500 EUR", "500 GBP")),
        ("approx 500", "uncertain-figure", ("500",)),
        ("c. 500", "uncertain-figure", ("500",)),
        ("~500", "uncertain-figure", ("500",)),
        ("500?", "uncertain-figure", ("500",)),
        ("500-", "uncertain-figure", ("500", "-500")),
        ("500 incl. VAT", "figure-with-words", ("500",)),
        ("12o", "figure-with-words", ("12",)),
        ("500 all", "figure-with-words", ("500",)),
        ("BLACKHORSE", "cost-code", ()),
        ("PX", "not-a-figure", ()),
        ("10-51431-5007", "cost-code", ()),
        ("SOLD", "not-a-figure", ()),
        ("EUR", "not-a-figure", ()),
        ("1.2.3.4", "not-a-figure", ()),
        ("1,00,000", "not-a-figure", ()),
        ("1.25E+04", "scientific", ()),
        ("50%", "percent-in-money", ()),
        ("14/03/2024", "date-in-money", ()),
        (date(2024, 3, 14), "date-in-money", ()),
        (time(1, 2), "date-in-money", ()),
        (True, "not-a-figure", ()),
        (float("nan"), "number-lost", ()),
        (1e16, "number-lost", ()),
        (CellError("#REF!"), "error-cell", ()),
    ],
    ids=repr,
)
def test_amounts_in_doubt(raw: object, doubt: str, readings: tuple[str, ...]) -> None:
    """Each kind of doubt, with what the cell may mean."""
    found = money(raw, NONE, "", LONDON)
    assert isinstance(found, Doubt)
    assert (found.code, found.readings) == (doubt, readings)


def test_a_percentage_format_is_no_amount() -> None:
    """0.2 shown as 20% is a rate."""
    assert money(0.2, NONE, "", LONDON, "0%") == Doubt("percent-in-money", "20%")


# --- The vote -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "decimal"),
    [
        (["1,234.50", "12,500"], "."),
        (["1.234,50", "12.500"], ","),
        (["12.50"], "."),
        (["12,5"], ","),
        (["£12,500.-"], "."),
        (["1'234.50"], "."),
        (["1.234.567"], ","),
        (["1,234", "500", None, 12.5, "POA", "20,5%"], None),
    ],
    ids=repr,
)
def test_the_column_votes(values: list[object], decimal: str | None) -> None:
    """Only values that can be read one way have a vote; true numbers have none."""
    assert number_style((value, "") for value in values).decimal == decimal


def test_a_contradicted_vote_decides_nothing_and_says_so() -> None:
    """Both marks are proved: the sure values stand, the others stay in doubt."""
    style = number_style([("1,234.50", ""), ("1.234,50", "")])
    assert style.decimal is None
    assert style.evidence.startswith("two ways")
    assert "1,234.50" in style.evidence
    assert "1.234,50" in style.evidence
    assert money("1.234,50", style, "", LONDON) == gbp("1234.50")
    assert isinstance(money("1.234", style, "", LONDON), Doubt)


def test_the_vote_resolves_thousands_but_not_three_decimals_of_money() -> None:
    """In a column with points, 12,500 is thousands and 12.500 a slip; dinars do have three decimals."""
    assert money("12,500", POINT, "", LONDON) == gbp("12500")
    assert money("12.500", COMMA, "", LONDON) == gbp("12500")
    assert money("12.500", POINT, "", LONDON) == Doubt("ambiguous-number", "12.500", ("12500", "12.500"))
    assert money("12.500", POINT, "KWD", LONDON) == Money(Decimal("12.5"), "KWD")
    assert number("12.500", POINT) == Decimal("12.5")


@given(st.lists(AMOUNTS, min_size=1), st.sampled_from(LOCALES))
def test_a_formatted_column_comes_back(amounts: list[Decimal], locale: str) -> None:
    """Whatever a locale writes with cents is voted for and read back exactly."""
    column = [format_decimal(amount, "#,##0.00", locale) for amount in amounts]
    style = number_style((raw, "") for raw in column)
    assert [money(raw, style, "", LONDON) for raw in column] == [Money(amount, "GBP") for amount in amounts]


@given(
    st.decimals(min_value=0, max_value=10**9, places=0), st.sampled_from(LOCALES), st.sampled_from([NONE, POINT, COMMA])
)
def test_a_vote_of_another_column_never_makes_a_wrong_amount(amount: Decimal, locale: str, style: NumberStyle) -> None:
    """Whole thousands under any vote are read right or doubted: never a thousandth of the price."""
    found = money(format_decimal(amount, "#,##0", locale), style, "", LONDON)
    assert isinstance(found, Doubt) or found == Money(amount, "GBP")


@given(st.integers(-(10**13), 10**13))
def test_numeric_cells_carry_no_binary_noise(cents: int) -> None:
    """A price in a numeric cell is the price that was typed."""
    assert money(cents / 100, NONE, "", LONDON) == Money(Decimal(cents) / 100, "GBP")


# --- Currencies ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "house", "code"),
    [
        ("£", "", "GBP"),
        ("€", "", "EUR"),
        ("euros", "", "EUR"),
        ("eur", "", "EUR"),
        ("CHF.-", "", "CHF"),
        ("HK$", "", "HKD"),
        ("US dollars", "", "USD"),
        ("HRK", "", "HRK"),
        ("DEM", "", "DEM"),
        ("hrk", "", "hrk"),
        ("$", "USD", "USD"),
        ("$", "AUD", "AUD"),
        ("dollars", "GBP", "dollars"),
        ("francs", "CHF", "CHF"),
        ("Francs", "", "francs"),
        ("pounds", "GBP", "GBP"),
        ("livres", "GBP", "GBP"),
        ("kr", "", "kr"),
        (" Thalers ", "", "thalers"),
    ],
)
def test_currency_words(word: str, house: str, code: str) -> None:
    """Codes and unmistakable signs; a shared sign is the house's currency or stays the raw word."""
    assert currency(word, Currencies(house)) == code


def test_declared_words_come_first_and_codes_stay_what_they_are() -> None:
    """The house file overrules even an unmistakable sign; a declared code read again is itself."""
    known = Currencies("USD", {"Francs": "FRF", "£": "IEP", "thalers": "THL"})
    assert [currency(word, known) for word in ("francs", "£", "Thalers", "THL")] == ["FRF", "IEP", "THL", "THL"]
    assert money("500 thalers", NONE, "", known) == Money(Decimal(500), "THL")
    assert known_currency("THL", known)
    assert not known_currency("THL")
    assert not known_currency("thalers", known)
    assert not known_currency("")


@pytest.mark.parametrize(
    ("number_format", "code"),
    [
        ("[$£-809]#,##0", "GBP"),
        ('#,##0 "€"', "EUR"),
        ("_-[$CHF-807] * #,##0.00", "CHF"),
        ("[$$-409]#,##0", "USD"),
        ("[$$-C09]#,##0", "AUD"),
        ("$#,##0", "$"),
        ("[Red]#,##0.00", "JPY"),
        ("dd/mm/yyyy", "JPY"),
        (None, "JPY"),
    ],
)
def test_the_currency_may_live_only_in_the_number_format(number_format: str | None, code: str) -> None:
    """A sign in the format is the cell's; without one the house's currency holds."""
    assert money(5.0, NONE, "", Currencies("JPY"), number_format) == Money(Decimal(5), code)


@pytest.mark.parametrize(
    ("raw", "word", "expected"),
    [
        ("£500", "EUR", None),
        ("£500", "GBP", "GBP"),
        ("£500", "pounds", "GBP"),
        ("$500", "AUD", "AUD"),
        ("$500", "dollars", "dollars"),
        ("$500", "EUR", None),
        ("500", "thalers", "thalers"),
        ("$500 USD", "", "USD"),
        ("500", "", "NOK"),
    ],
)
def test_cell_and_row_must_agree(raw: str, word: str, expected: str | None) -> None:
    """A shared sign is the row's currency; a sign of another one is a contradiction, not a choice."""
    found = money(raw, NONE, word, Currencies("NOK"))
    if expected is None:
        assert isinstance(found, Doubt)
        assert found.code == "two-currencies"
    else:
        assert found == Money(Decimal(500), expected)


def test_a_format_against_the_rows_currency_is_a_contradiction() -> None:
    """Pounds shown in the cell, euros in the column beside it."""
    assert money(5.0, NONE, "EUR", LONDON, "[$£-809]#,##0") == Doubt("two-currencies", "5", ("5 EUR", "5 GBP"))


# --- Old money ----------------------------------------------------------------------------------


def test_old_money_spreads_its_doubt_to_two_part_figures_of_the_same_word() -> None:
    """Where 111.12.3 stands in pounds, 75.12 in pounds may be shillings; dollars are untouched."""
    style = number_style([("111.12.3", "Pounds"), ("75.12", "pounds"), ("99.50", "dollars")])
    assert style.old_money == {"pounds"}
    assert style.decimal == "."
    known = Currencies("USD")
    assert money("75.12", style, "pounds", known) == Doubt("old-money", "75.12", ("75.6", "75.12"))
    assert money(75.12, style, "pounds", known) == Doubt("old-money", "75.12", ("75.6", "75.12"))
    assert money("115.1", style, "pounds", known) == Doubt("old-money", "115.1", ("115.05", "115.5", "115.1"))
    assert money("75.50", style, "pounds", known) == Money(Decimal("75.50"), "pounds")
    assert money("75.12", style, "dollars", known) == Money(Decimal("75.12"), "USD")
    assert money("75.12", POINT, "pounds", known) == Money(Decimal("75.12"), "pounds")


def test_a_dealers_book_of_the_nineteenth_century() -> None:
    """Ten thousand costs: every bracket and every old sum is a doubt, and all else an amount in its currency."""
    if not KNOEDLER.exists():
        pytest.skip("needs ../shared/outside/knoedler")
    with (KNOEDLER / "stock.csv").open(encoding="utf-8-sig", newline="") as lines:
        cells = [(row["Cost"], row["Cur."]) for row in csv.DictReader(lines)]
    known = Currencies("USD", {"francs": "FRF", "marks": "DEM", "thalers": "THL"})
    style = number_style(cells)
    found = {cell: money(cell[0], style, cell[1], known) for cell in set(cells)}
    doubts = Counter(value.code for cell in cells if isinstance(value := found[cell], Doubt))
    assert doubts == {"old-money": 19, "bracketed": 7}
    sums = {cell: value.amount for cell, value in found.items() if isinstance(value, Money)}
    assert all(Decimal(raw) == amount for (raw, _), amount in sums.items())


# --- Numbers ------------------------------------------------------------------------------------

GRAMS, CARATS = ("g", "gr", "dwt", "ozt"), ("ct", "cts", "carat(s)")


@pytest.mark.parametrize(
    ("raw", "units", "expected"),
    [
        ("3.5g", GRAMS, "3.5"),
        ("3,5 gr.", GRAMS, "3.5"),
        ("2.25 dwt", GRAMS, "3.49914114"),
        ("1 ozt", GRAMS, "31.1034768"),
        ("3.5g/2.25dwt", GRAMS, "3.5"),
        ("2.01ct", CARATS, "2.01"),
        ("0.375 carats", CARATS, "0.375"),
        ("x2", ("x", "pcs"), "2"),
        ("2 pcs", ("x", "pcs"), "2"),
        (2.25, GRAMS, "2.25"),
        ("-3 g", GRAMS, "-3"),
    ],
    ids=repr,
)
def test_numbers_with_their_units(raw: object, units: tuple[str, ...], expected: str) -> None:
    """Accepted units are taken off; troy weights come back as grams."""
    assert number(raw, NONE, units) == Decimal(expected)


@pytest.mark.parametrize(
    ("raw", "units", "doubt"),
    [
        ("3.5g", CARATS, "unit"),
        ("2.01ct", GRAMS, "unit"),
        ("3.5g/3dwt", GRAMS, "unit"),
        ("1ct TDW", CARATS, "total-weight"),
        ("1.234", CARATS, "ambiguous-number"),
        ("approx 3g", GRAMS, "uncertain-figure"),
        ("(3)", GRAMS, "bracketed"),
        ("3/4 of 5", GRAMS, "several-figures"),
        ("none of it", GRAMS, "not-a-figure"),
        (True, GRAMS, "not-a-figure"),
        (date(2024, 3, 2), GRAMS, "date-in-money"),
        (float("inf"), GRAMS, "number-lost"),
    ],
    ids=repr,
)
def test_numbers_in_doubt(raw: object, units: tuple[str, ...], doubt: str) -> None:
    """A unit of another column, two weights that disagree, the weight of all stones."""
    found = number(raw, NONE, units)
    assert isinstance(found, Doubt)
    assert found.code == doubt


# --- Whatever stands in a cell -------------------------------------------------------------------

STYLES = st.sampled_from([NONE, POINT, COMMA, NumberStyle(".", "", frozenset({"", "£"}))])
CELLS = st.one_of(st.text(), st.text("0123456789.,'-()[] £€$kx/½", max_size=14), st.floats(), st.integers(), st.dates())


@given(CELLS, STYLES, st.text(max_size=6), st.one_of(st.none(), st.text(max_size=12)))
def test_no_cell_makes_money_raise(raw: object, style: NumberStyle, word: str, number_format: str | None) -> None:
    """The answer is an amount, a doubt or None, and the same one each time."""
    found = money(raw, style, word, LONDON, number_format)
    assert found == money(raw, style, word, LONDON, number_format)
    assert found is None or isinstance(found, Money | Doubt)
    assert number(raw, style, ("g", "ct")) == number(raw, style, ("g", "ct"))
    assert number_style([(raw, word)]) == number_style([(raw, word)])


@given(st.text("0123456789., bghjloqvwx", min_size=1, max_size=12).filter(lambda text: any(c.isalpha() for c in text)))
def test_letters_that_are_no_currency_never_become_an_amount(raw: str) -> None:
    """12o, 5b0 and cost words stay out of every total."""
    assert not isinstance(money(raw, POINT, "", LONDON), Money)
