"""Rules of serial numbers: what looks right for the maker and the year, and what the card says beside the watch.

A form is only ever plausible. The letter O is never taken for the digit 0, nor I for 1: that is proposed, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from toolkit.checks.pieces import BAGS, listed
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.serial_forms import (
    FORMS,
    GUESS,
    LAST_CODE,
    ROLEX_LETTERS,
    SerialForm,
    date_code,
    in_years,
    year_made,
)
from toolkit.checks.spread import told_once
from toolkit.checks.stock import brand_key
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Piece, Record
from toolkit.values import fold_code

FORM = declare(
    "serial-unusual", Severity.WARNING, "A serial number of an unusual form",
    why="A lost or mistyped sign names another piece, and no archive or theft register will find this one.",
    message="{brand} serial numbers are known as {words}; this reads {value!r}{cause}.",
    hint="Read the number on the piece again and correct it if it differs; the form alone proves nothing either way.",
)  # fmt: skip
YEAR = declare(
    "serial-year", Severity.INFORMATION, "A serial number and a year that do not go together",
    why="One of the two may be mistyped, or the case was exchanged; a buyer's expert will ask.",
    message="{brand} numbers like {value!r} are of {years}; the year made reads {made!r}.",
    hint="Compare both with the papers and correct the wrong one; public lists of numbers may be a year or two out.",
)  # fmt: skip
CARD = declare(
    "card-serial-differs", Severity.ERROR, "The card and the piece have different numbers",
    why="A card with another number belongs to another piece; sold with it, the two bring a claim.",
    message="The serial number of the piece reads {value!r}, that of its card {card!r}{cause}.",
    hint="Read both numbers again; if they differ, take the card from this piece.",
    blocks=("dossier",),
)  # fmt: skip
CODE = declare(
    "date-code-odd", Severity.WARNING, "A date code that does not read as a date",
    why="The code inside a Louis Vuitton bag tells when it was made; a mistyped one tells a wrong story to its buyer.",
    message="The date code reads {value!r}: {reason}.",
    hint="Read the code in the bag again and correct it if it differs; leave the cell empty where the bag has none.",
)  # fmt: skip

_PLAIN = re.compile(r"(?=.*[0-9])[A-Z0-9]+")
_ALIKE = str.maketrans("OI", "01")
VUITTON = "louis vuitton"


@lru_cache(maxsize=64)
def forms_of(brand: str, category: str | None) -> tuple[SerialForm, ...]:
    """The forms known of a maker's goods; a watchmaker's piece without a category is taken for a watch."""
    return tuple(form for form in FORMS if form.brand == brand and (category or "watch") in form.categories)


def _of(code: str, forms: tuple[SerialForm, ...]) -> tuple[SerialForm, ...]:
    """The forms that a folded number has."""
    return tuple(form for form in forms if form.pattern.fullmatch(code))


def check_forms(scope: Scope) -> Iterable[Finding]:
    """A serial number has a form that its maker used when the piece was made."""
    return told_once(scope, "serial", _judged(scope))


def _judged(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    own = scope.house.words.get("brand", {})
    for piece in scope.registers.pieces:
        brand = brand_key(piece.brand, own) if piece.serial else ""
        forms = forms_of(brand, piece.category)
        code = fold_code(piece.serial or "") if forms else ""
        if not _PLAIN.fullmatch(code):  # "not legible", "see notes": nothing that has a form
            continue
        fitting = _of(code, forms)
        yield piece, _year(piece, brand, code, fitting) if fitting else _unusual(piece, code, forms)


def _unusual(piece: Piece, code: str, forms: tuple[SerialForm, ...]) -> Finding:
    """A number that has none of its maker's forms; what it may be with digits for letters is said, never done."""
    digits = code.translate(_ALIKE)
    cause = f"; with digits for the letters O and I it would be {digits}" if _of(digits, forms) else ""
    return FORM.at(
        piece.place("serial"), piece.serial, register="stock", subject=piece.stock_no or "", brand=piece.brand,
        words=listed([form.words for form in forms], "or"), cause=cause,
    )  # fmt: skip


def _year(piece: Piece, brand: str, code: str, fitting: tuple[SerialForm, ...]) -> Finding | None:
    """A number whose form, or whose first letter, is of other years than the piece."""
    made = year_made(piece.year_made)
    spans = [(form.since, form.until) for form in fitting]
    if brand == "rolex" and len(code) == 7 and code[0] in ROLEX_LETTERS:  # a letter and six digits
        spans = [ROLEX_LETTERS[code[0]]]
    if made is None or any(in_years(made, since, until) for since, until in spans):
        return None
    return YEAR.at(
        (piece.place("serial"), piece.place("year_made")), piece.serial, register="stock", subject=piece.stock_no or "",
        brand=piece.brand, years=" or ".join(_years(since, until) for since, until in spans), made=piece.year_made,
    )  # fmt: skip


def _years(since: int | None, until: int | None) -> str:
    if since is None:
        return f"up to about {until}"
    return f"about {since} to {until}" if until else f"about {since} and later"


def check_cards(scope: Scope) -> Iterable[Finding]:
    """The number on the card is the number on the piece."""
    for piece in scope.registers.pieces:
        if piece.serial and piece.card_serial and fold_code(piece.serial) != fold_code(piece.card_serial):
            alike = fold_code(piece.serial).translate(_ALIKE) == fold_code(piece.card_serial).translate(_ALIKE)
            cause = "; they would agree if the letters O and I were digits" if alike else ""
            yield CARD.at(
                (piece.place("card_serial"), piece.place("serial")), piece.serial, register="stock",
                subject=piece.stock_no or "", card=piece.card_serial, cause=cause,
            )  # fmt: skip


def check_date_codes(scope: Scope) -> Iterable[Finding]:
    """A Louis Vuitton date code reads as a month or a week, not long after the piece was made or bought."""
    return told_once(scope, "serial", _codes(scope))


def _codes(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    own = scope.house.words.get("brand", {})
    for piece in scope.registers.pieces:
        if piece.serial and piece.category in BAGS and brand_key(piece.brand, own) == VUITTON:
            code = fold_code(piece.serial)
            reason = _odd(piece, code) if _PLAIN.fullmatch(code) else ""
            yield piece, CODE.at(
                piece.place("serial"), piece.serial, register="stock", subject=piece.stock_no or "", reason=reason
            ) if reason else None  # fmt: skip


def _odd(piece: Piece, code: str) -> str:
    """What does not fit in a date code; nothing where it reads well."""
    read, made = date_code(code), year_made(piece.year_made)
    if made and made[0] > LAST_CODE.year:
        return f"pieces made after {LAST_CODE:%B %Y} carry none, and the year made reads {piece.year_made}"
    if read is None:
        return "it is none of the ways in which the maker wrote a month or a week"
    words, year = read
    if piece.acquired_date and year > piece.acquired_date.latest.year:
        return f"it says {words}, after the piece was acquired on {piece.acquired_date.latest}"
    if made and not made[0] - GUESS <= year <= made[1] + GUESS:
        return f"it says {words}, but the year made reads {piece.year_made}"
    return ""


RULES: tuple[Rule, ...] = (check_forms, check_cards, check_date_codes)
