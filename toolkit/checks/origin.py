"""Rules of the origin of diamonds: papers by day and weight, and the statements that pass from dealer to dealer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from toolkit.checks.ages import is_old
from toolkit.checks.gems import is_diamond, is_one_stone
from toolkit.checks.law.goods import DIAMONDS, WARRANTIES, customs
from toolkit.checks.law.row import Law, in_force
from toolkit.checks.pieces import from_private, heading, is_held
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import gathered, told_once
from toolkit.checks.telling import any_of, spoken
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Supplier
from toolkit.records import Piece

NO_ORIGIN = declare(
    "diamond-origin-missing", Severity.WARNING, "A diamond without a paper of its origin",
    why="Russian diamonds are banned whatever country cut them; nobody can show without a paper where this is from.",
    message="A natural diamond of {value} ct, acquired on {day}, has nothing in {heading!r}; since {since} {law}.",
    hint="Type the supplier's statement of origin, or the proof that the stone was outside Russia before the ban; "
    "ask your adviser which is needed.",
    source="gov.uk, notice to importers 2953; idexonline.com, 23 December 2025",
)  # fmt: skip
OLD_STATEMENT = declare(
    "old-warranty-statement", Severity.WARNING, "The former wording of the diamond warranty",
    why="The World Diamond Council's sentence of 2003 was accepted until September 2026; now only the newer counts.",
    message="The statement on diamonds is the former one: {value!r}.",
    hint="Ask the supplier for invoices with the statement that names the WDC System of Warranties Guidelines.",
    source="worlddiamondcouncil.org and rubel-menasche.com on the System of Warranties",
)  # fmt: skip
NO_STATEMENT = declare(
    "no-warranty-statement", Severity.INFORMATION, "A supplier without the diamond warranty",
    why="The statement passes from invoice to invoice; what was bought without it cannot be sold on with it.",
    message="The column for the statement on diamonds says that this supplier gives none.",
    hint="Ask for the World Diamond Council's statement on each invoice, if they supply diamonds.",
)  # fmt: skip
CHAIN = declare(
    "warranty-chain-broken", Severity.INFORMATION, "Diamonds bought from private persons",
    why="The System of Warranties runs between traders; a private person cannot give its statement.",
    message="Natural diamonds bought from private persons in this sheet: {count}.",
    hint="Leave the warranty statement out of their papers; nothing else is to be done.",
    source="awdc.be and worlddiamondcouncil.org on the System of Warranties",
)  # fmt: skip
WARRANTED = declare(
    "warranty-from-private", Severity.WARNING, "A trade warranty from a private person",
    why="The System of Warranties runs between traders; a private person cannot give its statement.",
    message="The diamond was bought from {seller}, a private person, but its paper of origin reads {value!r}.",
    hint="Read the paper: either the seller is a trader, or the statement is not theirs to give.",
    source="awdc.be and worlddiamondcouncil.org on the System of Warranties",
)  # fmt: skip

_NEW = re.compile(r"sow guidelines|system of warranties guidelines|wdc guidelines")
_OLD = re.compile(r"personal knowledge|written guarantees|connaissance personnelle|garanties ecrites")
_STATEMENT = any_of(
    r"sow|wdc|system of warranties|world diamond council|systeme de garanties|kimberley",
)


def statement(words: str) -> str:
    """``new`` or ``old`` for a sentence of the System of Warranties, ``other`` for a mention of it, else empty.

    Both sentences speak of the supplier's guarantees; only the newer one names the guidelines.
    """
    said = spoken(words)
    if _NEW.search(said):
        return "new"
    return "old" if _OLD.search(said) else "other" if _STATEMENT.search(said) else ""


def _natural(scope: Scope) -> Iterator[Piece]:
    """Pieces still here whose stones are natural diamonds."""
    for piece in scope.registers.pieces:
        if piece.stone_origin == "natural" and is_held(piece) and is_diamond(piece):
            yield piece


def check_papers(scope: Scope) -> Iterable[Finding]:
    """Natural diamonds above the weight of the day they were acquired, with nothing in the column for their origin."""
    return told_once(scope, "origin_document", _papers(scope))


def _papers(scope: Scope) -> Iterator[tuple[Piece, Finding | None]]:
    place = customs(scope.house.country)
    for piece in _natural(scope) if place else ():
        if not piece.mapped("origin_document") or piece.carat is None or piece.acquired_date is None:
            continue
        row = _law(place, piece.acquired_date.earliest)
        if row is None or not row.reached(piece.carat) or is_old(piece) or not is_one_stone(piece):
            continue
        blank = piece.origin_document is None and "origin_document" not in piece.doubts
        yield piece, _no_origin(piece, row, piece.acquired_date.earliest) if blank else None


@lru_cache(maxsize=4096)
def _law(place: str, day: date) -> Law | None:
    """The rule on a diamond's origin where and when it was acquired."""
    return in_force(DIAMONDS, "diamond-origin", place, day)


def _no_origin(piece: Piece, row: Law, day: date) -> Finding:
    return NO_ORIGIN.at(
        piece.place("origin_document"), piece.carat, register="stock", subject=piece.stock_no or "", day=day,
        heading=heading(piece, "origin_document"), law=row.words, since=row.since,
    )  # fmt: skip


def check_statements(scope: Scope) -> Iterable[Finding]:
    """Suppliers and stones that still come with the former wording, once its time is over."""
    for supplier in scope.registers.others.get("suppliers", ()):
        given = supplier.warranty_statement if isinstance(supplier, Supplier) else None
        if given == "old" and _is_late(scope.today):
            yield OLD_STATEMENT.at(supplier.place("warranty_statement"), given, register="suppliers")
        elif given == "none":
            yield NO_STATEMENT.at(supplier.place("warranty_statement"), given, register="suppliers")
    for piece in scope.registers.pieces:
        if piece.origin_document is None or piece.acquired_date is None or not _is_late(piece.acquired_date.earliest):
            continue
        if statement(piece.origin_document) == "old":
            at, number = piece.place("origin_document"), piece.stock_no or ""
            yield OLD_STATEMENT.at(at, piece.origin_document, register="stock", subject=number)


@lru_cache(maxsize=4096)
def _is_late(day: date) -> bool:
    """Whether the former wording was past its time on a day."""
    return in_force(WARRANTIES, "old-warranty", "", day) is not None


def check_private(scope: Scope) -> Iterable[Finding]:
    """Natural diamonds bought from private persons: once a table, and by row where a trader's statement is claimed."""
    bought: dict[int, list[Piece]] = {}
    claimed: list[Finding] = []
    for piece in _natural(scope):
        if not from_private(piece):
            continue
        bought.setdefault(id(piece.source), []).append(piece)
        if piece.origin_document and statement(piece.origin_document):
            seller = piece.acquired_from or piece.party_type or ""
            at, number = piece.place("origin_document"), piece.stock_no or ""
            claimed.append(WARRANTED.at(at, piece.origin_document, register="stock", subject=number, seller=seller))
    yield from gathered(claimed)
    for pieces in bought.values():
        field = "acquired_from" if pieces[0].acquired_from else "party_type"
        yield CHAIN.at(pieces[0].place(field), getattr(pieces[0], field), register="stock", count=len(pieces))


RULES: tuple[Rule, ...] = (check_papers, check_statements, check_private)
