"""The country a cell names, in the languages people write addresses in, as its code; and what a country is called."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from toolkit.values import fold

LANGUAGES = ("en", "fr", "de", "it", "es", "nl", "pt", "da", "sv", "pl", "el", "ru", "ar", "ja", "zh", "ko")
# What people write and the Unicode tables do not have. The crown dependencies keep codes of their own there.
_SPELLINGS = {
    "GB": "uk|u k|g b|england|scotland|wales|northern ireland|great britain|britain|angleterre|ecosse|pays de galles|"
    "grande bretagne|schottland|grossbritannien|inghilterra|scozia|gran bretagna|inglaterra|escocia|gran bretana|"
    "united kingdom of great britain and northern ireland|engeland",
    "US": "u s a|u s|usa|us|america|united states of america|united states|etats unis d amerique|amerique|amerika|"
    "vereinigte staaten von amerika|vsa|stati uniti d america|stati uniti america|ee uu|eeuu|ee uu de america",
    "NL": "holland|hollande|olanda|holanda",
    "AE": "uae|u a e|emirates|dubai|abu dhabi|emirats|eau|vae|emirati|eau emirats arabes unis",
    "IE": "eire|republic of ireland|irish republic|rep of ireland",
    "CH": "suisse|schweiz|svizzera|helvetia|schweiz suisse",
    "CZ": "czech republic|republique tcheque|tschechische republik|repubblica ceca|republica checa",
    "KR": "korea|south korea|coree|coree du sud|republic of korea",
    "RU": "russian federation|russia",
    "CN": "pr china|p r china|china prc|prc|peoples republic of china",
    "HK": "hong kong|hongkong|hong kong sar",
    "MO": "macau|macao",
    "SA": "ksa|saudi|kingdom of saudi arabia",
    "TR": "turkey|turquie|turkei|turchia|turquia",
    "MC": "monte carlo|principaute de monaco",
    "CI": "ivory coast",
    "BE": "belgium belgique|belgie belgique",
    "DE": "brd|federal republic of germany",
}


@cache
def _spelled() -> Mapping[str, str]:
    return {fold(word): code for code, words in _SPELLINGS.items() for word in words.split("|")}


@cache
def _names(language: str) -> Mapping[str, str]:
    from babel import Locale

    names = Locale(language).territories
    return {fold(name): code for code, name in names.items() if len(code) == 2 and code not in {"EU", "EZ", "UN", "ZZ"}}


@lru_cache(maxsize=4096)
def country_of(words: str) -> str | None:
    """The country (ISO 3166-1, two letters) that a cell names: its name, a usual short form or a code; else None."""
    from babel.core import get_global

    folded = fold(words).removeprefix("the ")
    if folded in _spelled():
        return _spelled()[folded]
    code = folded.upper()
    if code in _names("en").values():
        return code
    if len(code) == 3 and (known := get_global("territory_aliases").get(code)):
        return str(known[0])
    return next((_names(language)[folded] for language in LANGUAGES if folded in _names(language)), None)


@cache
def country_name(code: str) -> str:
    """What a country is called in an English sentence: ``GB`` is the United Kingdom."""
    from babel import Locale

    name = str(Locale("en").territories.get(code, code))
    return f"the {name}" if name.startswith(("United ", "Netherlands", "Isle ", "Bahamas", "Philippines")) else name
