"""From a cell to a value: the result types, text, codes, yes/no/unknown. Money, dates and measures stand beside it.

The parsers of these modules never raise for any content of a cell. They return None for a cell that says
nothing, and a :class:`Doubt` for one that cannot be read with certainty. Results depend on the type of the
raw value too (``1``, ``1.0`` and ``True`` are equal in Python): a memo of results needs the type in its key.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from toolkit import doubts

DOUBTS: Mapping[str, doubts.Explanation] = doubts.DOUBTS


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency: ISO 4217, a declared code, or the raw word until it is declared."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class When:
    """A date as precisely as it is known: the earliest and the latest day it can mean.

    ``precision`` is ``day``, ``month``, ``year``, ``quarter``, ``season``, ``decade`` or ``circa``.
    """

    earliest: date
    latest: date
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that cannot be known from the cell: why (a code from DOUBTS), what was read, what it may mean."""

    code: str
    raw: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fineness:
    """What a cell says of a metal: ``gold``, ``silver``, ``platinum``...; karat; parts per thousand."""

    metal: str | None = None
    karat: Decimal | None = None
    fineness: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """How a column writes numbers: its decimal mark ('.', ',' or None where no value decides) and the evidence.

    ``old_money`` holds the folded currency words beside which pounds.shillings.pence were seen.
    """

    decimal: str | None = None
    evidence: str = ""
    old_money: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column writes numeric dates: 'dmy', 'mdy', 'ymd' or None where no value decides, and the evidence.

    ``contradicted`` without an order: values speak for both orders. ``contradicted`` with an order: the column is
    half-converted (the evidence says so): its true dates probably have day and month exchanged.
    """

    order: str | None = None
    evidence: str = ""
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class Currencies:
    """Words and signs to currency codes: the house's declared ones over the unmistakable ones.

    ``declared`` is ``[currencies]`` of the house file (``francs`` -> ``FRF``); ``house`` is the house's own
    currency, which also decides a sign that several currencies share.
    """

    house: str = ""
    declared: Mapping[str, str] = field(default_factory=dict)


Examples = Iterable[object]

_ODD_SPACES = dict.fromkeys((*range(0x2000, 0x200B), 0xA0, 0x1680, 0x202F, 0x205F, 0x3000), " ")
_INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), 0x200E, 0x200F))
_ASCII_WORDS = {number: " " for number in range(128) if not chr(number).isalnum() and chr(number) != "$"}
_LETTERS = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "n°": "no", "’": "'"}


def _words(*lines: str) -> frozenset[str]:
    """The words of the lines, parted by ``|``."""
    return frozenset("|".join(lines).split("|"))


_ERRORS = _words(
    "#ref!|#n/a|#div/0!|#value!|#name?|#null!|#num!|#spill!|#calc!|#error!|#getting_data|loading...|loading…",
    "#nom?|#valeur!|#nul!|#nombre!|#wert!|#bezug!|#nv|#zahl!",
)
_ERRORS_BEGIN = "#lL"
_UNKNOWN = _words(
    "n/a|n.a.|n.a|nil|néant|neant|./.|tbc|tba|tbd|t.b.c.|t.b.a.|unknown|unk.|not known|to be confirmed",
    "inconnu|inconnue|non connu|sans objet|s/o|à confirmer|unbekannt|k.a.",
)
_YES = _words(
    "y|yes|true|ok|o k|x|1|with|present|included|complete|full set|fullset",
    "oui|vrai|avec|inclus|complet|set complet|j|ja|wahr|mit|vorhanden|si|con|vero|incluso|presente|verdadero|incluido",
)
_NO = _words(
    "n|no|false|0|without|none|missing|non|faux|sans|aucun|aucune|nein|falsch|ohne|fehlt|nicht vorhanden|kein|keine",
    "senza|falso|assente|nessuno|nessuna|sin|ausente|falta|ninguno|ninguna",
)
_PARTS = _words(
    "box|boxes|papers|paper|card|certificate|warranty|set|any|all|boite|boites|ecrin|papiers|certificat|carte",
    "garantie|karton|papiere|schachtel|etui|zertifikat|scatola|astuccio|garanzia|certificato|caja|estuche|papeles|garantia",
)
_LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo")
_SCIENTIFIC = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+[0-9]+")
_SEVERAL = re.compile(r"\s*[;\n]\s*|\s+[&+]\s+")
_PERHAPS_SEVERAL = re.compile(r"\s+/\s+|\s*,\s*|\s+(?:and|et|und)\s+|/")
_FORMAT_PARTS = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|([0#?])|([-/() ])|(.)')
_LONGEST = 40  # digits that anybody would want to see
_LIMIT = 10**15  # from here on a spreadsheet no longer holds every digit


def plain(text: str) -> str:
    """Text with odd spaces made plain and invisible characters removed; line breaks stay."""
    if text.isascii():
        return text.strip()
    return text.translate(_ODD_SPACES).translate(_INVISIBLE).strip()


@lru_cache(maxsize=8192)  # a column's words and currencies come again on every row
def fold(text: str) -> str:
    """The form in which words are compared: no case, accents, punctuation or odd spaces; currency signs stay."""
    if text.isascii():  # nearly every text: nothing in it has an accent or another form
        return " ".join(text.lower().translate(_ASCII_WORDS).split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", plain(text)).casefold())
    for letter, spelling in _LETTERS.items():
        folded = folded.replace(letter, spelling)
    kept = (c if c.isalnum() or unicodedata.category(c) in {"Sc", "Mn", "Mc"} else " "
            for c in folded if not "\u0300" <= c <= "\u036f")  # fmt: skip
    return unicodedata.normalize("NFKC", " ".join("".join(kept).split()))


def fold_code(text: str) -> str:
    """The form in which codes are compared: upper case, no spaces, hyphens, dots or quotes; O is never 0."""
    if text.isascii() and text.isalnum():  # nearly every code
        return text.upper()
    bare = re.sub(r"[\s.·_'’\-‐-―−]+", "", unicodedata.normalize("NFKC", plain(text)))
    return unicodedata.normalize("NFKC", bare.upper())  # some letters fall apart as capitals


def exact(number: float | Decimal) -> Decimal | None:
    """A number as it was typed, without binary noise (15 significant digits); None if it is infinite or none."""
    if not math.isfinite(number):
        return None
    figure = Decimal(format(number, ".15g")) if isinstance(number, float) else Decimal(number)
    return Decimal(0) if figure.is_zero() else Decimal(format(figure, "f"))


def spell(figure: Decimal) -> str:
    """A figure in plain digits, never in scientific notation."""
    return format(figure, "f")


def error(raw: object) -> Doubt | None:
    """The doubt of a cell that shows an error of the spreadsheet, also where a text file holds its words."""
    if isinstance(raw, str):
        if raw.isascii() and raw.lstrip()[:1] not in _ERRORS_BEGIN:  # nearly every text: no need to look it up
            return None
        return Doubt("error-cell", raw) if plain(raw).casefold() in _ERRORS else None
    known = raw is None or isinstance(raw, bool | int | float | Decimal | date | time | timedelta)
    return None if known else Doubt("error-cell", str(raw))


def blank(raw: object) -> bool:
    """Whether a cell says nothing: empty, only spaces or dashes, or a word for unknown."""
    if raw is None:
        return True
    if not isinstance(raw, str):
        return False
    words = plain(raw).casefold()
    return not words.strip(" \t\n\r-–—‐?/._'") or words in _UNKNOWN


def display(raw: object, number_format: str | None = None) -> str:
    """A raw value as a person sees it: no idle decimals, dates as 2024-03-05, TRUE, leading zeros by the format."""
    if isinstance(raw, str):
        return raw
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, int | float | Decimal):
        figure = exact(raw)
        return str(raw) if figure is None or len(spell(figure)) > _LONGEST else _formatted(figure, number_format or "")
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time() == time() else raw.isoformat(" ", "minutes")
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def _formatted(figure: Decimal, number_format: str) -> str:
    """A figure by the formats that change what it says: leading zeros, literal letters, per cent."""
    if "%" in number_format:
        return f"{spell((figure * 100).normalize())}%"
    tokens = _FORMAT_PARTS.findall(number_format.partition(";")[0])
    pattern = [digit or quoted or escaped or mark for quoted, escaped, digit, mark, _ in tokens]
    places = [index for index, token in enumerate(tokens) if token[2]]
    whole = figure == figure.to_integral_value() and figure >= 0
    if not whole or any(other for *_, other in tokens) or "".join(pattern).strip(" ()") in {"", "0", "#"}:
        return spell(figure)
    digits = list(spell(figure.to_integral_value()))
    for index in reversed(places):
        idle = "0" if pattern[index] == "0" else ""
        pattern[index] = "".join(digits) if index == places[0] and digits else digits.pop() if digits else idle
    return "".join(pattern).strip()


def text(raw: object) -> str | None:
    """The cell's text with its spaces in order; None where it says nothing."""
    if blank(raw):
        return None
    return re.sub(r"[ \t]+", " ", plain(display(raw))) or None


def code(raw: object, number_format: str | None = None, *, several: bool = False) -> str | Doubt | None:
    """A code (stock number, serial, report number) as text. ``several`` also looks for more than one in the cell."""
    if isinstance(raw, str) and raw.isascii() and raw.isalnum() and raw.casefold() not in _UNKNOWN:
        return raw  # nearly every code: nothing in it could be parted, lost or mistaken
    if blank(raw) or (failed := error(raw)):
        return None if blank(raw) else failed
    if isinstance(raw, date | time | timedelta):
        return Doubt("code-became-date", display(raw))
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        figure = exact(raw)
        if figure is None or abs(figure) >= _LIMIT or figure != figure.to_integral_value():
            return Doubt("number-lost", display(raw))
    return _code_from_text(plain(display(raw, number_format)).lstrip("'’").strip(" ;,"), several=several)


def _code_from_text(written: str, *, several: bool) -> str | Doubt | None:
    """The code in a text, or why it cannot be one."""
    if _SCIENTIFIC.fullmatch(written):
        return Doubt("scientific", written)
    parts = _parts(written) if several else ()
    if len(parts) > 1:
        return Doubt("several-codes", written, parts)
    latin = written.translate(_LOOK_ALIKES)
    if latin != written and not re.search("[\u0370-\u052f]", latin):
        return Doubt("look-alike", written, (latin,))
    return " ".join(written.split()) or None


def _parts(written: str) -> tuple[str, ...]:
    """The codes in one cell. A slash or comma parts codes only where both sides have the shape of whole codes."""
    certain = tuple(part for part in _SEVERAL.split(written) if part)
    if len(certain) > 1 or re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+", written):
        return certain
    parts = tuple(part for part in _PERHAPS_SEVERAL.split(written) if part)
    shapes = {re.sub(r"[0-9]+", "9", re.sub(r"[^\W\d_]+$", "", part.upper())) for part in parts}
    numbered = all(re.search(r"[0-9]", part) for part in parts)
    # "2024/0012" and "116500LN/0001" are one code: a bare slash needs the same letters in front, "W0042/W0043".
    bare = re.search(r"\S/\S", written) and not all(re.match(r"[^\W\d_]", part) for part in parts)
    return parts if len(shapes) == 1 and numbered and not bare else (written,)


def flag(raw: object) -> bool | Doubt | None:
    """Yes, no, or None for unknown; a doubt for words that surely mean neither."""
    if blank(raw) or (failed := error(raw)):
        return None if blank(raw) else failed
    shown = display(raw)
    if plain(shown) in {"✓", "✔", "☑", "√", "✅", "+"}:
        return True
    if plain(shown) in {"✗", "✘", "☐", "❌"}:
        return False
    words = fold(shown)
    if words in _YES or words in _NO:
        return words in _YES
    first, *rest = words.split() or [""]
    if rest and set(rest) <= _PARTS and first in (_YES | _NO) - {"x", "1", "0"}:
        return first in _YES
    return Doubt("unclear-yes-no", shown, ("yes", "no") if words in {"o", "yes no", "y n"} else ())
