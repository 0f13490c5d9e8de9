"""Rules of title: from whom a second-hand piece was bought, on which paper, and what a theft register said.

A register of thefts answers whether a piece was reported to it by a day. It never says that a piece was not stolen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from toolkit.checks.pieces import CONSIGNED, from_private, heading, is_blank, is_held, is_owned, second_hand
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.records import Piece, Record
from toolkit.values import fold
from toolkit.vocabulary import AWAY, in_words

SELLER = declare(
    "seller-missing", Severity.ERROR, "A second-hand piece without its seller",
    why="Without the name of the person it was bought from, the house cannot show that the piece was theirs to sell.",
    message="The piece is {condition}, but {heading!r} does not say from whom it was bought.",
    hint="Type the seller's name from the purchase invoice, spelt as on their papers.",
    blocks=("dossier",),
)  # fmt: skip
INVOICE = declare(
    "purchase-invoice-missing", Severity.WARNING, "A second-hand piece without its purchase invoice",
    why="The invoice is the proof of purchase; an insurer, the police and the tax office ask for it by number.",
    message="The piece is {condition} and bought from {seller}, but {heading!r} is empty.",
    hint="Type the number of the seller's invoice, or of the one the house made out itself.",
)  # fmt: skip
IDENTITY = declare(
    "seller-identity-missing", Severity.WARNING, "A private seller without an identity document",
    why="Where a second-hand register is kept, it names the document by which a private seller proved who they are.",
    message="The piece was bought from a private person ({seller}), but {heading!r} is empty.",
    hint="Type the kind of document and its number as it was seen, such as Passport 5…21.",
)  # fmt: skip
CHECK_OLD = declare(
    "theft-check-old", Severity.INFORMATION, "A theft register that was asked long ago",
    why="Thefts are reported late; a check says only what was in that register on its day.",
    message="The theft register was last asked on {value}, {days} days before {today}; the piece is still for sale.",
    hint="Have it checked again before the piece is sold, and type the new date and result.",
)  # fmt: skip
CHECK_UNDATED = declare(
    "theft-check-undated", Severity.WARNING, "A theft register check without its date",
    why="A check is true of one day only; without the day it says nothing.",
    message="The theft register check reads {value!r}, but {heading!r} is empty.",
    hint="Type the date on the register's answer.",
)  # fmt: skip
CHECK_MATCH = declare(
    "theft-check-match", Severity.ERROR, "A theft register check that does not say No Match",
    why="A piece that somebody reported as lost or stolen must not be shown or sold until the register has answered.",
    message="The theft register check reads {value!r}; it does not say 'No Match'.",
    hint="Set the piece aside and ask the register; if it was no match, type its answer word for word.",
    blocks=("dossier",),
    may_stand=True,
)  # fmt: skip
CHECK_WORDS = declare(
    "theft-check-words", Severity.INFORMATION, "A theft register check in words that say too much",
    why="A register can only say that a piece was not reported to it by that date; no register says 'not stolen'.",
    message="The theft register check reads {value!r}, which no such register can say.",
    hint="Type the register's own words, such as 'No Match', with its name and the number of its answer.",
)  # fmt: skip

CHECK_LASTS = timedelta(days=90)
"""How long a theft register's answer is taken as recent: the house's own prudence, no law."""

FOR_SALE = frozenset({"available", "reserved", *AWAY})
"""Statuses of a piece that is offered, or out and coming back to be."""

_NO = r"\b(no|not|non|nil|zero|0|un|aucune?|keine?|nessuna?|sin|ninguna?) ?(a |possible |direct )?"
_NOTHING = re.compile(
    _NO + r"(match|matched|matches|matching|hits?|records?|reported|registered|listed|found|treffer|correspondances?"
    r"|corrispondenz[ae]|coincidencias?)\b|\bunmatched\b|\bnegativ\w*\b"
)
_MATCH = re.compile(
    r"\b(match|matched|matches|hit|treffer|correspondance|corrispondenza|coincidencia|positive)\b"
    r"|\breported (as )?(stolen|lost)\b"
)
_CLAIM = re.compile(
    r"\b(not|non|pas|nicht|no) (stolen|lost|volee?|gestohlen|rubat[oa]|robad[oa])\b"
    r"|\b(clear|cleared|clean|legit|genuine)\b"
)


def check_sellers(scope: Scope) -> Iterable[Finding]:
    """A second-hand piece of the house's own names the party it was bought from."""
    return told_once(scope, "acquired_from", _sellers(scope))


def _sellers(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in second_hand(scope):
        if piece.mapped("acquired_from"):
            yield piece, _blank(SELLER, piece, "acquired_from") if is_blank(piece, "acquired_from") else None


def check_invoices(scope: Scope) -> Iterable[Finding]:
    """A second-hand piece bought from the trade has a purchase invoice; a private person may give none."""
    return told_once(scope, "purchase_invoice_no", _invoices(scope))


def _invoices(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in second_hand(scope):
        if piece.mapped("purchase_invoice_no") and piece.acquired_from and not from_private(piece):
            missing = is_blank(piece, "purchase_invoice_no")
            yield piece, _blank(INVOICE, piece, "purchase_invoice_no") if missing else None


def check_identities(scope: Scope) -> Iterable[Finding]:
    """A private seller's identity document is noted, where the register has a column for it."""
    return told_once(scope, "seller_id", _identities(scope))


def _identities(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        if piece.mapped("seller_id") and is_owned(piece, scope.house) and from_private(piece):
            yield piece, _blank(IDENTITY, piece, "seller_id") if is_blank(piece, "seller_id") else None


def _blank(kind: Kind, piece: Piece, field: str) -> Finding:
    """A finding at an empty cell of a second-hand piece."""
    return kind.at(
        piece.place(field), "", register="stock", subject=piece.stock_no or "", heading=heading(piece, field),
        condition=in_words(piece.condition or ""), seller=piece.acquired_from or piece.party_type or "",
    )  # fmt: skip


def check_theft_checks(scope: Scope) -> Iterable[Finding]:
    """What a theft register answered is dated, in its own words, and no match."""
    for piece in scope.registers.pieces:
        if not piece.stolen_check:
            continue
        answer = theft_answer(piece.stolen_check)
        number, at = piece.stock_no or "", piece.place("stolen_check")
        if answer in {"match", "claim"}:
            kind = CHECK_MATCH if answer == "match" else CHECK_WORDS
            yield kind.at(at, piece.stolen_check, register="stock", subject=number)
        if answer in {"nothing", "claim"} and is_blank(piece, "stolen_check_date"):
            at, words = piece.place("stolen_check_date"), heading(piece, "stolen_check_date")
            yield CHECK_UNDATED.at(at, piece.stolen_check, register="stock", subject=number, heading=words)


@lru_cache(maxsize=4096)
def theft_answer(words: str) -> str:
    """What a register's answer says: ``nothing`` reported, a ``match``, a ``claim`` no register makes, or ``other``."""
    folded = fold(words)
    if _NOTHING.search(folded):
        return "nothing"
    if _MATCH.search(folded):
        return "match"
    return "claim" if _CLAIM.search(folded) else "other"


def check_theft_check_dates(scope: Scope) -> Iterable[Finding]:
    """A theft register's answer about a piece for sale is recent."""
    return told_once(scope, "stolen_check_date", _old_checks(scope))


def _old_checks(scope: Scope) -> Iterable[tuple[Record, Finding | None]]:
    for piece in scope.registers.pieces:
        asked = piece.stolen_check_date
        for_sale = is_held(piece) and (piece.status is None or piece.status in FOR_SALE)
        if asked and for_sale and (is_owned(piece, scope.house) or piece.ownership in CONSIGNED):
            age = scope.today - asked.latest
            yield piece, CHECK_OLD.at(
                piece.place("stolen_check_date"), asked.latest, register="stock", subject=piece.stock_no or "",
                days=age.days, today=scope.today,
            ) if age > CHECK_LASTS else None  # fmt: skip


RULES: tuple[Rule, ...] = (
    check_sellers, check_invoices, check_identities, check_theft_checks, check_theft_check_dates,
)  # fmt: skip
