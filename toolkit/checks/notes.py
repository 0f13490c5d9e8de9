"""Notes and cell comments that ask for discretion: what somebody wrote so that nobody would blunder.

Comments are suppression data. What they say blocks no schedule, but every letter and call must heed it; each is
shown with its cell, and nothing of it is ever printed in a document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Kind, Place, Severity, declare
from toolkit.records import Record
from toolkit.values import fold


def _kind(code: str, title: str, why: str, hint: str) -> Kind:
    message = "The note reads {value!r}."
    return declare(code, Severity.WARNING, title, why=why, message=message, hint=hint)


# The words are folded: no accents, no apostrophes, lower case.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        _kind("deceased-note", "A note of a death", "A letter to the dead, or a greeting to both of a couple, wounds.",
              "Record the death in a column of its own, and see that the salutation names the living alone."),
        re.compile(r"\b(deceased|passed away|died|rip|r i p|widow|widower|late husband|late wife|decede|decedee|"
                   r"veuf|veuve|feu m|verstorben|deceduto|deceduta|fallecido|fallecida)\b"),
    ),
    (
        _kind("do-not-contact-note", "A note that somebody is not to be contacted",
              "An objection is absolute; it must be kept and heeded, not lost in a cell.",
              "Record it in a column of its own, so that every list heeds it."),
        re.compile(r"\b(do not (contact|call|write|mail|email|phone|ring)|don t (contact|call|write|mail|email|phone|ring)|"
                   r"no (mailings?|contact|calls?|letters?)|opted? out|objected|unsubscribed?|"
                   r"ne pas (contacter|appeler|ecrire|relancer)|nicht (anrufen|kontaktieren|schreiben)|"
                   r"non (contattare|chiamare)|no (llamar|contactar))\b"),
    ),
    (
        _kind("secret-gift-note", "A note of a secret", "A gift revealed costs the client.",
              "Keep the piece out of every letter to that household until the gift is given."),
        re.compile(r"\b(don t tell|do not tell|surprise|secret|gift for|present for|not to know|mustn t know|"
                   r"ne pas dire|ne rien dire|cadeau pour|geschenk fur|uberraschung|sorpresa|regalo per|regalo para)\b"),
    ),
    (
        _kind("separation-note", "A note of a separation", "A letter to both of a separated couple wounds twice.",
              "Record whose piece and whose address it is now."),
        re.compile(r"\b(divorced?|divorcing|separated|ex wife|ex husband|divorcee?s?|separee?s?|geschieden|"
                   r"divorziat[oa]|divorciad[oa])\b"),
    ),
    (
        _kind("open-complaint-note", "A note of a complaint", "A cheerful letter to a client in dispute makes it worse.",
              "Settle the complaint, or hold every letter until it is."),
        re.compile(r"\b(complaint|furious|unhappy|dispute|lawyer|solicitor|reclamation|litige|furieux|furieuse|avocat|"
                   r"beschwerde|anwalt|reclamo|avvocato|queja|abogado)\b"),
    ),
)  # fmt: skip


def check_notes(scope: Scope) -> Iterable[Finding]:
    """Every note and comment of every register, read for what it asks."""
    for record in scope.registers.every():
        for place, words in _notes(record):
            folded = fold(words)
            for kind, pattern in KINDS:
                if pattern.search(folded):
                    yield kind.at(place, words.strip(), register=record.source.register, subject=record.stock_no or "")


def _notes(record: Record) -> Iterable[tuple[Place, str]]:
    """The notes of a record with their cells."""
    if record.notes:
        yield record.place("notes"), record.notes
    for column, words in record.comments.items():
        yield replace(record.place(), column=column), words


RULES: tuple[Rule, ...] = (check_notes,)
