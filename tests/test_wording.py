"""The words of documents: every vocabulary word has a label, money keeps its digits, dates say what is known."""

from __future__ import annotations

import string
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.findings import ToolkitError
from toolkit.render import wording
from toolkit.render.fonts import missing_glyphs
from toolkit.render.phrases import LABELS, SENTENCES
from toolkit.values import When
from toolkit.vocabulary import CATEGORY, CONDITION, OWNERSHIP, SITUATION, STATUS

NBSP = "\u00a0"


@pytest.mark.parametrize("vocabulary", [CATEGORY, CONDITION, OWNERSHIP, SITUATION, STATUS])
def test_every_vocabulary_word_has_a_label_in_each_language(vocabulary: dict[str, object]) -> None:
    """A word of the trade never reaches a document as its code."""
    for word in vocabulary:
        english, french = LABELS[word]
        assert english
        assert french
        assert "_" not in english + french


def test_a_word_of_no_vocabulary_stays_as_the_register_has_it() -> None:
    """The raw word stands until it is answered."""
    assert wording.label("vitrine du fond", "en") == "vitrine du fond"


def test_the_house_faces_can_write_every_fixed_word() -> None:
    """No sentence of ours withholds a document."""
    everything = " ".join(words for book in (LABELS, SENTENCES) for pair in book.values() for words in pair)
    assert missing_glyphs(everything) == set()


def test_both_languages_ask_for_the_same_facts() -> None:
    """A translation that drops a fact drops a figure."""
    for key, pair in SENTENCES.items():
        fields = [{field for _, field, _, _ in string.Formatter().parse(words) if field} for words in pair]
        assert fields[0] == fields[1], key


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("1234.5", "GBP", "en", "£1,234.50"),
        ("-1234.5", "GBP", "en", "−£1,234.50"),
        ("1234.5", "FRF", "en", f"FRF{NBSP}1,234.50"),
        ("1234.5", "FRF", "fr", f"1{NBSP}234,50{NBSP}FRF"),
        ("1234.5", "francs", "en", f"1,234.50{NBSP}francs"),
        ("1234", "JPY", "en", "JP¥1,234"),
        ("1234", "KWD", "en", f"KWD{NBSP}1,234.000"),
        ("1234.5", "EUR", "fr", f"1{NBSP}234,50{NBSP}€"),
        ("1234.5", "", "en", "1,234.50"),
        ("12.345", "GBP", "en", "£12.345"),
        ("987654321.00", "CHF", "en", f"CHF{NBSP}987,654,321.00"),
    ],
)
def test_money(amount: str, currency: str, language: str, expected: str) -> None:
    """Signs for codes that have one, the code or the raw word for the rest, the currency's own decimals."""
    assert wording.money(Decimal(amount), currency, language) == expected


def test_whole_amounts_may_leave_out_their_decimals_and_others_not() -> None:
    """A shorter figure is never another figure."""
    assert wording.money(Decimal("1234.00"), "GBP", "en", minor=False) == "£1,234"
    assert wording.money(Decimal("1234.50"), "GBP", "en", minor=False) == "£1,234.5"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_figure_reads_back_as_the_amount(amount: Decimal) -> None:
    """Nothing is rounded in being printed."""
    shown = wording.figure(amount, "GBP", "en")
    assert Decimal(shown.replace(",", "").replace("−", "-")) == amount
    french = wording.figure(amount, "EUR", "fr")
    assert Decimal(french.replace(NBSP, "").replace(",", ".").replace("−", "-")) == amount


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9), st.text(max_size=8))
def test_the_house_faces_can_write_every_amount(amount: Decimal, word: str) -> None:
    """Figures bring no space or sign of their own that has no glyph."""
    shown = wording.money(amount, word, "fr").replace(word, "")
    assert missing_glyphs(shown) == set()


@pytest.mark.parametrize(
    ("first", "last", "precision", "english", "french"),
    [
        ((2026, 10, 31), (2026, 10, 31), "day", "31 Oct 2026", "31 oct. 2026"),
        ((2026, 10, 1), (2026, 10, 31), "month", "Oct 2026", "oct. 2026"),
        ((2026, 1, 1), (2026, 12, 31), "year", "2026", "2026"),
        ((2026, 4, 1), (2026, 6, 30), "quarter", "Q2 2026", "T2 2026"),
        ((2019, 6, 1), (2019, 8, 31), "season", "summer 2019", "été 2019"),
        ((2019, 12, 1), (2020, 2, 29), "season", "winter 2019–2020", "hiver 2019–2020"),
        ((1920, 1, 1), (1929, 12, 31), "decade", "1920s", "années 1920"),
        ((1920, 1, 1), (1930, 12, 31), "circa", "circa 1925", "vers 1925"),
    ],
)
def test_a_date_says_no_more_than_is_known(
    first: tuple[int, int, int], last: tuple[int, int, int], precision: str, english: str, french: str
) -> None:
    """A year is not printed as its first of January."""
    day = When(date(*first), date(*last), precision)
    assert (wording.when(day, "en"), wording.when(day, "fr")) == (english, french)


def test_long_dates() -> None:
    """The French first of the month is an ordinal, the eleventh is not."""
    assert wording.long_date(date(2026, 10, 31), "en") == "31 October 2026"
    assert wording.long_date(date(2026, 2, 1), "fr") == "1er février 2026"
    assert wording.long_date(date(2026, 2, 11), "fr") == "11 février 2026"
    assert wording.moment(datetime(2026, 10, 31, 18, 5), "en") == "31 October 2026, 18:05"


def test_counts() -> None:
    """French counts nought in the singular."""
    assert [wording.pieces(n, "en") for n in (0, 1, 1204)] == ["0 pieces", "1 piece", "1,204 pieces"]
    assert [wording.pieces(n, "fr") for n in (0, 1, 1204)] == ["0 pièce", "1 pièce", f"1{NBSP}204 pièces"]


def test_a_language_we_do_not_write_is_refused() -> None:
    """The house file may name one; the error says which there are."""
    with pytest.raises(ToolkitError) as refused:
        wording.label("watch", "de")
    assert "en, fr" in refused.value.hint
