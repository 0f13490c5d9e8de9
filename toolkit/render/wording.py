"""The fixed words of documents in English and French: labels of vocabulary words, sentences, dates and money.

Every sentence a document prints without a register behind it stands here, so that it can be read, corrected and
translated in one place. Money keeps every digit it was given: a figure is never rounded to be printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, get_currency_precision, get_currency_symbol

from toolkit.findings import ToolkitError
from toolkit.render.phrases import LABELS, SENTENCES
from toolkit.values import When

MINUS = "−"
NONE = "–"
_LOCALES = {"en": "en_GB", "fr": "fr_FR"}
_COLUMN = {"en": 0, "fr": 1}
_CODE = re.compile(r"[A-Z]{3}")
# Spaces the house's text face has no glyph for; both forms are unbreakable.
_SPACES = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "-": MINUS})
_DATED = {"day": "d MMM y", "month": "MMM y"}
# Months in which a season begins: a season is named after its first day.
_SEASONS = {12: "winter", 1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring", 6: "summer", 7: "summer",
            8: "summer", 9: "autumn", 10: "autumn", 11: "autumn"}  # fmt: skip


@lru_cache(maxsize=8)
def _locale(language: str) -> Locale:
    """The locale documents of a language are set in."""
    if language not in _LOCALES:
        raise ToolkitError(
            f"Documents cannot be written in the language {language!r}.",
            f"Set language in [house] of boutique.toml to one of: {', '.join(_LOCALES)}.",
            code="language",
        )
    return Locale.parse(_LOCALES[language])


def label(word: str, language: str) -> str:
    """A vocabulary word as a document shows it (``loose_stone``: ``Loose stones``); any other word as it is."""
    _locale(language)
    found = LABELS.get(word)
    return found[_COLUMN[language]] if found else word


def text(key: str, language: str, **facts: object) -> str:
    """A fixed sentence with its facts put in. Where ``n`` is a fact, the key's singular is used as it should be."""
    _locale(language)
    if "n" in facts:
        number = int(str(facts["n"]))
        # French counts nothing and one alike in the singular; English only one.
        singular = number == 1 or (language == "fr" and number == 0)
        key = f"{key}.one" if singular else f"{key}.many"
        facts = {**facts, "n": figure(Decimal(number), "", language, minor=False)}
    return SENTENCES[key][_COLUMN[language]].format_map(facts)


def is_code(currency: str) -> bool:
    """Whether a currency is written as a code (``GBP``, ``FRF``) and not as the register's own word."""
    return _CODE.fullmatch(currency) is not None


def sign(currency: str, language: str) -> str:
    """The sign a currency is headed with: ``£``, ``FRF`` where there is no sign, the raw word where no code."""
    mark = get_currency_symbol(currency, _locale(language)) if is_code(currency) else currency
    # A bare letter (French writes F for the old franc) does not say which currency it is.
    return mark if len(mark) > 1 or not mark.isalpha() else currency


@lru_cache(maxsize=64)
def _pattern(digits: int) -> str:
    """The number pattern with so many decimals."""
    return "#,##0" + ("." + "0" * digits if digits else "")


@lru_cache(maxsize=256)
def _minor_units(currency: str) -> int:
    """How many decimals a currency is written with: two for pounds and for words nobody declared, none for yen."""
    return get_currency_precision(currency) if is_code(currency) else 2


def is_whole(amounts: Iterable[Decimal]) -> bool:
    """Whether no amount has a part of a unit, so that all of them may be shown without decimals."""
    return all(amount == amount.to_integral_value() for amount in amounts)


def figure(amount: Decimal, currency: str, language: str, *, minor: bool = True) -> str:
    """An amount without its sign. ``minor=False`` leaves out empty decimals, and only empty ones."""
    spelled = -int(amount.normalize().as_tuple().exponent)
    digits = max(spelled, _minor_units(currency) if minor else 0)
    number = format_decimal(amount, _pattern(digits), _locale(language), decimal_quantization=False)
    return number.translate(_SPACES)


def money(amount: Decimal, currency: str, language: str, *, minor: bool = True) -> str:
    """An amount with its currency: ``£1,234.50``, ``FRF 1,234.50``, ``1 234,50 €``, ``1,234.50 francs``."""
    number = figure(abs(amount), currency, language, minor=minor)
    minus = MINUS if amount < 0 else ""
    mark = sign(currency, language)
    if not currency:
        return minus + number
    if not is_code(currency) or language == "fr":
        return f"{minus}{number}\u00a0{mark}"
    # Letters need a space between themselves and the figure, signs do not.
    gap = "\u00a0" if mark[-1].isalpha() else ""
    return f"{minus}{mark}{gap}{number}"


def pieces(number: int, language: str) -> str:
    """``1 piece``, ``1,204 pieces``."""
    return text("pieces", language, n=number)


def long_date(day: date, language: str) -> str:
    """``31 October 2026``; in French the first of a month is ``1er``."""
    words = format_date(day, "d MMMM y", _locale(language))
    return words.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else words


def short_date(day: date, language: str) -> str:
    """``31 Oct 2026``, ``31 oct. 2026``."""
    return format_date(day, _DATED["day"], _locale(language))


def month(day: date, language: str, *, short: bool = False) -> str:
    """``October 2026``, or ``Oct`` alone."""
    return format_date(day, "MMM" if short else "MMMM y", _locale(language))


def moment(instant: datetime, language: str) -> str:
    """``31 October 2026, 18:00``; French writes the hour with its letter, ``18 h`` and ``18 h 05``."""
    time = f"{instant:%H:%M}"
    if language == "fr":
        time = f"{instant.hour}\u00a0h" + (f"\u00a0{instant:%M}" if instant.minute else "")
    return text("moment", language, day=long_date(instant, language), time=time)


@lru_cache(maxsize=4096)
def when(day: When, language: str) -> str:
    """A date as precisely as it is known: ``31 Oct 2026``, ``Oct 2026``, ``2026``, ``circa 1925``, ``1920s``."""
    first, last = day.earliest, day.latest
    if day.precision in _DATED:
        return format_date(first, _DATED[day.precision], _locale(language))
    if day.precision == "season":
        years = f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"
        return text(_SEASONS[first.month], language, year=years)
    year = (first.year + last.year) // 2 if day.precision == "circa" else first.year
    return text(day.precision, language, year=year, quarter=(first.month + 2) // 3)
