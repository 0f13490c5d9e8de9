"""The fixed words of the dossier in English and French: its headings, labels, statuses, sentences and dates.

Every sentence a dossier prints without a register behind it stands in the phrase book beside this module
(``dossier_phrases``), so that it can be read, corrected and translated in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from toolkit.findings import Place
from toolkit.render.dossier_phrases import KINDS_OF_PIECE, PHRASES
from toolkit.render.wording import figure, label, long_date, when
from toolkit.values import When

_COLUMN = {"en": 0, "fr": 1}
_EXACT = frozenset({"day", "month", "year"})
_PLAIN = frozenset({
    "yellow", "white", "rose", "pink", "red", "grey", "gray", "black", "brown", "green", "blue", "gold", "silver",
    "steel", "stainless", "platinum", "palladium", "titanium", "bronze", "brass", "ceramic", "carbon", "enamel",
    "leather", "calf", "calfskin", "lambskin", "crocodile", "alligator", "lizard", "ostrich", "python", "canvas",
    "circa", "about", "or", "jaune", "blanc", "gris", "noir", "argent", "acier", "inoxydable", "platine", "titane",
    "céramique", "laiton", "émail", "cuir", "veau", "agneau", "autruche", "lézard", "toile", "vers", "environ",
})  # fmt: skip


def say(key: str, language: str, **facts: object) -> str:
    """A fixed sentence with its facts put in; with ``n`` the singular is used as it should be."""
    if "n" in facts:
        number = int(str(facts["n"]))
        key = f"{key}.one" if number == 1 or (language == "fr" and number == 0) else f"{key}.many"
        facts = {**facts, "n": figure(Decimal(number), "", language, minor=False)}
    return PHRASES[key][_COLUMN[language]].format_map(facts)


def kind_of_piece(category: str | None, language: str) -> str:
    """What one piece of a category is called (``watch``: ``Watch``); another word as it is."""
    found = KINDS_OF_PIECE.get(category or "")
    return found[_COLUMN[language]] if found else label(category or "", language)


def dated(day: When, language: str) -> str:
    """A date in full: ``11 March 2026``, ``March 2026``, ``1951``, ``circa 1925``."""
    if day.precision == "day":
        return long_date(day.earliest, language)
    if day.precision == "month":
        return long_date(day.earliest, language).partition(" ")[2]
    return when(day, language)


def day_words(day: date, language: str) -> str:
    """One day in full."""
    return long_date(day, language)


def bounded(sense: str, day: When, language: str) -> str:
    """A date in its sense: ``by 2004``, ``until at least 1991``, ``after 1960``; an empty sense is the date alone.

    French binds a day, a year and a rough date each with a word of its own.
    """
    words = dated(day, language)
    if not sense:
        return words
    form = day.precision if day.precision == "day" else "year" if day.precision in _EXACT else "rough"
    return say(f"{sense}-{form}", language, date=words)


def capital(words: str) -> str:
    """The words with a capital at their head."""
    return words[:1].upper() + words[1:]


def small(words: str) -> str:
    """The words without a capital at their head, for the middle of a sentence."""
    return words[:1].lower() + words[1:]


def within(words: str) -> str:
    """The words behind others in a line: ``Yellow gold 18ct`` without its capital, ``Everose`` and ``Togo`` with it."""
    head, space, rest = words.partition(" ")
    return f"{head.lower()}{space}{within(rest)}" if head.lower() in _PLAIN and head.istitle() else words


def listed(words: Sequence[str], language: str) -> str:
    """Several words as a sentence has them: ``a, b and c``."""
    last = say("and", language).join(filter(None, (", ".join(words[:-1]), *words[-1:])))
    return last if len(words) > 1 else "".join(words)


def cells(places: Iterable[Place], language: str) -> str:
    """Places as a footnote has them: ``Stock.xlsx, sheet Montres, cells F17, H17; Sales.csv, row 4``."""

    def sheet(place: Place) -> tuple[str, str]:
        return place.file, place.sheet or ""

    said: list[str] = []
    for (file, name), group in groupby(dict.fromkeys(places), key=sheet):
        found = list(group)
        parts = [file, say("sheet-name", language, sheet=name) if name else ""]
        known = [place.cell for place in found if place.cell]
        rows = [str(place.row) for place in found if not place.cell and place.row]
        if known:
            parts.append(say("cell-names", language, n=len(known), cells=", ".join(known)))
        if rows:
            parts.append(say("row-names", language, n=len(rows), rows=", ".join(rows)))
        said.append(", ".join(part for part in parts if part))
    return "; ".join(said)
