"""Which fields a heading may name: exactly, written another way, or nearly.

Each register has a lexicon of its declared headings, made once. A heading says "number" in many ways (``N° facture``,
``Rechnungsnr.``, ``Invoice #``), with or without articles, in another order, with the register's own subject beside
it (``Item description``), with an alternative (``Marke / Hersteller``) or cut short (``Tipo pag.``). Two headings that
differ in no more than that mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from toolkit.readers.headings import Heading, bare
from toolkit.registers import Column, register
from toolkit.values import fold

NEAR = 88
"""How alike (0 to 100) a heading must be to a declared one to suggest it."""

SHORTEST = 7
"""Shorter headings are too easily like another: one letter makes "Store" of "stored"."""

RANK = 0.6
"""What each place further down a field's list of headings takes from the score."""

Known = Mapping[str, tuple[tuple[Column, int], ...]]

_NUMBER = frozenset({"no", "nr", "n", "num", "numero", "number", "nummer", "nro", "nbr"})
_ARTICLES = frozenset(
    {"the", "of", "s", "de", "du", "d", "des", "la", "le", "les", "l", "en", "di", "del", "della", "dello", "dell",
     "il", "lo", "el", "los", "las", "der", "die", "das", "dem", "den"}
)  # fmt: skip
_SIDE_WORDS = frozenset(
    {"ht", "ttc", "eur", "chf", "gbp", "usd", "inkl", "exkl", "incl", "excl", "included", "vorhanden", "enthalten",
     "inclus", "incluso", "incluido"}
)  # fmt: skip
_COMPOUND = re.compile(r"(?<=\w\w\w)(nummer|nr)\b")
_WEAK = frozenset(
    {"no", "id", "name", "nom", "nome", "nombre", "date", "datum", "data", "fecha", "type", "code", "codice", "codigo"}
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The declared headings of a register, folded, in their loose form, and in that form without its subject."""

    exact: Known
    loose: Known
    plain: Known


@cache
def lexicon(name: str) -> Lexicon:
    """The lexicon of a register. A rank is the place of a heading among those of its language."""
    forms: tuple[dict[str, dict[str, tuple[Column, int]]], ...] = ({}, {}, {})
    for column in register(name).columns:
        for language in column.languages:
            for rank, text in enumerate(language):
                folded = fold(text)
                for known, form in zip(forms, (folded, loosely(folded), subjectless(folded, name)), strict=True):
                    before = known.setdefault(form, {}).get(column.field)
                    if form and (before is None or rank < before[1]):
                        known[form][column.field] = (column, rank)
    return Lexicon(*({text: tuple(found.values()) for text, found in known.items()} for known in forms))


@cache
def loosely(folded: str) -> str:
    """A folded heading's words in alphabetical order, without articles, currency or a final 1, "number" as ``no``."""
    words = _COMPOUND.sub(" no", folded).split()
    kept = [word for word in words if word not in _ARTICLES | _SIDE_WORDS | _NUMBER]
    if len(kept) > 1 and kept[-1] == "1":
        kept.pop()  # the first of several, as in "Telefon 1"
    if not kept:
        return folded
    return " ".join(sorted({*kept, *({"no"} if any(word in _NUMBER for word in words) else ())}))


@cache
def subjectless(folded: str, name: str) -> str:
    """The loose form without the words for what the register is about; empty where too little is left to tell."""
    kept = [word for word in loosely(folded).split() if word not in register(name).about]
    return "" if set(kept) <= _WEAK else " ".join(kept)


def candidates(heading: Heading, name: str) -> Iterable[tuple[float, Column, str]]:
    """Fields a heading may name, with a score: 100 for a declared heading, less for one written another way."""
    known = lexicon(name)
    seen: set[str] = set()
    for score, text, reason, table in _readings(heading, known, name):
        for column, rank in table.get(text, ()) if text else ():
            if column.field not in seen:
                seen.add(column.field)
                yield score - RANK * rank, column, reason
    for found in (*_either(heading.own, known), *_short(heading.own, known), *_near(bare(heading.text), known)):
        if found[1].field not in seen:
            seen.add(found[1].field)
            yield found


def _readings(heading: Heading, known: Lexicon, name: str) -> list[tuple[float, str, str, Known]]:
    """The ways to read a heading, the surest first. A ``#`` says that it is a number."""
    text, one = heading.text.replace("#", " no "), heading.own.replace("#", " no ")
    full, own, plain = fold(text), fold(one), bare(text)
    another = "its heading, written another way"
    readings: list[tuple[float, str, str, Known]] = [
        (100, full, "its heading", known.exact),
        (96, plain, "its heading without the unit", known.exact),
        (94, loosely(plain), another, known.loose),
        (88, subjectless(plain, name), another, known.plain),
    ]
    if not heading.group and own != full:
        readings.insert(0, (100, own, "its heading", known.exact))  # the second of two alike: a rival, no silent loser
    if heading.group:
        reason = "its heading under the group title"
        readings.append((90, own, reason, known.exact))
        readings.append((86, bare(one), reason, known.exact))
        readings.append((84, loosely(own), reason, known.loose))
    return readings


def _either(text: str, known: Lexicon) -> Iterable[tuple[float, Column, str]]:
    """The field that every side of a ``/`` names."""
    sides = [known.loose.get(loosely(fold(side)), ()) for side in text.split("/")]
    if len(sides) < 2:
        return
    for column, rank in sides[0]:
        if all(any(other.field == column.field for other, _ in side) for side in sides[1:]):
            yield 88 - RANK * rank, column, "both words of its heading"


def _short(text: str, known: Lexicon) -> Iterable[tuple[float, Column, str]]:
    """The field whose declared heading the words cut short by a point stand for, where it is one field only."""
    words = re.findall(r"[^\W\d_]+\.?", text)
    if len(words) < 2 or not any(word.endswith(".") and len(word) > 3 for word in words):
        return
    shape = re.compile(" ".join(fold(word) + (r"\w*" if word.endswith(".") else "") for word in words))
    found = {form: columns for form, columns in known.exact.items() if shape.fullmatch(form)}
    fields = {column.field for columns in found.values() for column, _ in columns}
    for form, columns in found.items():
        if len(fields) == 1:
            yield 84, columns[0][0], f"its heading is short for '{form}'"
            return


def _near(plain: str, known: Lexicon) -> Iterable[tuple[float, Column, str]]:
    """Fields whose declared headings are spelled nearly like this one; only ever a suggestion."""
    from rapidfuzz import fuzz, process

    if len(plain) < SHORTEST:
        return
    best: dict[str, tuple[float, Column, str]] = {}
    for text, near, _ in process.extract(plain, known.exact.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=None):
        for column, _ in known.exact[text]:
            if column.field not in best:
                best[column.field] = (near / 2, column, f"its heading is like '{text}' ({near:.0f} of 100)")
    yield from best.values()
