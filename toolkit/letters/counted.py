"""Small numbers as words: ten years, the tenth; from twenty-one on in figures, as letters print them."""

from __future__ import annotations

_EN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_FR = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
    "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_EN_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
_FR_NTH = (
    "premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième",
    "dixième", "onzième", "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième",
    "dix-huitième", "dix-neuvième", "vingtième",
)  # fmt: skip
_ENDS = {1: "st", 2: "nd", 3: "rd"}


def years(number: int, language: str) -> str:
    """``ten years``, ``a year``, ``25 years``; ``dix ans``, ``un an``."""
    if language == "fr":
        word = _FR[number - 1] if 1 <= number <= len(_FR) else str(number)
        return f"{word}\u00a0an{'s' if number > 1 else ''}"
    if number == 1:
        return "a year"
    return f"{_EN[number - 1] if 1 <= number <= len(_EN) else number} years"


def nth(number: int, language: str) -> str:
    """``tenth``, ``25th``; ``dixième``, ``25e``."""
    table = _FR_NTH if language == "fr" else _EN_NTH
    if 1 <= number <= len(table):
        return table[number - 1]
    if language == "fr":
        return f"{number}e"
    return f"{number}{'th' if number % 100 in (11, 12, 13) else _ENDS.get(number % 10, 'th')}"
