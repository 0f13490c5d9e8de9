"""The table of currency words: folded, unambiguous, and of codes that exist."""

from __future__ import annotations

from toolkit.currency_words import EVERYDAY, FORMAT_LANGUAGES, SHARED, THREE_DECIMALS, UNMISTAKABLE
from toolkit.money import known_currency
from toolkit.values import fold


def test_words_stand_in_the_form_in_which_they_are_compared() -> None:
    """A word that is not folded would never be found."""
    assert [word for word in (*UNMISTAKABLE, *SHARED) if fold(word) != word] == []


def test_no_word_is_both_unmistakable_and_shared() -> None:
    """The two tables contradict each other nowhere."""
    assert not set(UNMISTAKABLE) & set(SHARED)


def test_every_code_exists() -> None:
    """Each code is one of ISO 4217, past or present."""
    codes = {*UNMISTAKABLE.values(), *FORMAT_LANGUAGES.values(), *THREE_DECIMALS, *(code.upper() for code in EVERYDAY)}
    codes |= {code for group in SHARED.values() for code in group}
    assert [code for code in sorted(codes) if not known_currency(code)] == []
