"""Notes and cell comments that ask for discretion: what somebody wrote so that nobody would blunder.

Comments are suppression data. What they say blocks no schedule, but every letter and call must heed it; each is
shown with its cell, and nothing of it is ever printed in a document.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from toolkit.checks.note_words import said
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Kind, Place, Severity, declare
from toolkit.other_records import Contact
from toolkit.records import Record, Sale
from toolkit.values import fold, fold_code


def _kind(code: str, title: str, why: str, hint: str) -> Kind:
    message = "The note reads {value!r}."
    return declare(code, Severity.WARNING, title, why=why, message=message, hint=hint)


KINDS = {
    kind.code: kind
    for kind in (
        _kind("deceased-note", "A note of a death", "A letter to the dead, or a greeting to both of a couple, wounds.",
              "Record the death in a column of its own, and see that the salutation names the living alone."),
        _kind("do-not-contact-note", "A note that somebody is not to be contacted",
              "An objection is absolute; it must be kept and heeded, not lost in a cell.",
              "Record it in a column of its own, so that every list heeds it."),
        _kind("secret-gift-note", "A note that asks for secrecy", "A gift revealed costs the client.",
              "Keep the piece out of every letter to that household until the gift is given."),
        _kind("separation-note", "A note of a separation", "A letter to both of a separated couple wounds twice.",
              "Type whose piece and whose address it is now."),
        _kind("open-complaint-note", "A note of a complaint", "A cheerful letter to a client in dispute makes it worse.",
              "Settle the complaint, or hold every letter until it is."),
        _kind("legal-dispute-note", "A note of lawyers or a court", "Whatever is written to the other side may be read out.",
              "Write nothing to the client without whoever handles the matter."),
        _kind("gone-away-note", "A note that an address is wrong", "A letter to an old address is opened by a stranger.",
              "Correct the address, or record in a column of its own that the client has gone away."),
        _kind("press-note", "A note that a client is of the press", "What is written to a journalist may be published.",
              "Decide who writes to the press, and keep the client out of ordinary letters."),
        _kind("employee-note", "A note that a client works for the house", "A letter to a colleague as to a client looks foolish.",
              "Keep the row out of letters; record it in the column for the standing."),
        _kind("competitor-note", "A note that a client is a competitor", "What a letter offers, the other house then knows.",
              "Keep the row out of letters; record it in the column for the standing."),
        _kind("under-age-note", "A note that a client is under age", "No letter that sells goes to a child.",
              "Record the birthday, and write to a parent if they agreed."),
    )
}  # fmt: skip
RECIPIENTS = declare(
    "two-recipients", Severity.WARNING, "Gifts to two people in one client's history",
    why="A letter that thanks for the wrong gift reveals one recipient to the other.",
    message="Gifts to {count} different people stand in this client's sales.",
    hint="Mention no gift to this client; let the adviser who knows them write.",
)  # fmt: skip

PEOPLE = ("clients", "contacts")
DEATH = re.compile(r"\bRIP\b|†")
"""In capitals it is no tear in the leather."""

WORD = re.compile(r"[a-z0-9]+")
NAMED = re.compile(r"(?<=\w )(Surprise|Secret)(?!\S* (for|party))\b")
"""In the stock register a capital within the sentence is a model's name: the Surprise brooch."""


def check_notes(scope: Scope) -> Iterable[Finding]:
    """Every note and comment of every register, read for what it asks."""
    for record in scope.registers.every():
        register = record.source.register
        for place, words in notes_of(record):
            for code in heard(words, register):
                yield KINDS[code].at(place, words.strip(), register=register, subject=record.stock_no or "")


def heard(note: str, register: str) -> Iterable[str]:
    """The codes of the kinds that a note of a register is."""
    plain = DEATH.sub(" r.i.p. ", note)
    plain = NAMED.sub("", plain) if register == "stock" else plain
    return said(_words(plain), people=register in PEOPLE)


def _words(text: str) -> list[str]:
    """The folded words of a note; plain English text needs no tables of letters for it."""
    return WORD.findall(text.lower()) if text.isascii() else fold(text).split()


def notes_of(record: Record) -> Iterable[tuple[Place, str]]:
    """The notes of a record with their cells; what was said to a client is a note too."""
    if record.notes:
        yield record.place("notes"), record.notes
    if isinstance(record, Contact):
        for name in ("subject", "outcome"):
            words = getattr(record, name)
            if words:
                yield record.place(name), words
    for column, words in record.comments.items():
        yield replace(record.place(), column=column), words


def check_recipients(scope: Scope) -> Iterable[Finding]:
    """Two different recipients of gifts among one client's purchases, by number, else by name."""
    gifts: dict[str, dict[str, Sale]] = defaultdict(dict)
    for sale in scope.registers.sales:
        client = fold_code(sale.client_no or "") or fold(sale.buyer or "")
        if client and sale.gift_recipient:
            gifts[client].setdefault(fold(sale.gift_recipient), sale)
    for sales in gifts.values():
        if len(sales) > 1:
            places = [sale.place("gift_recipient") for sale in sales.values()]
            first = next(iter(sales.values()))
            yield RECIPIENTS.at(places, first.gift_recipient, register="sales", count=len(sales))


RULES: tuple[Rule, ...] = (check_notes, check_recipients)
