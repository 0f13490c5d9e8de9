"""By what a letter is known for ever: client, occasion and year as a digest; and which letters were sent by it.

Nobody is written twice for one thing. A client whom a person said stands in several rows has the marks of all of them,
so that no judgement of who is who brings a second letter. What a sale or a repair gives reason for is told by its row.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from toolkit.checks.identity import record_key
from toolkit.checks.pieces import dated
from toolkit.ledger import Issued, Ledger
from toolkit.letters.letter import Occasion
from toolkit.other_records import Client
from toolkit.reconcile.signs import Signs
from toolkit.reconcile.united import One

KIND = "letter"
LENGTH = 32
_OF_A_ROW = frozenset({"after-sale", "after-repair", "service", "warranty"})
"""Occasions of which a client may have several a year, each for another sale or repair."""


class Marks:
    """The marks of a house's clients; made once for its register."""

    def __init__(self, rows: Iterable[Client]) -> None:
        """Gather the rows; those without a number of their own are told apart by what else they say."""
        every = tuple(rows)
        signs = Signs(every)
        known = {id(row): signs.of(row) for row in every}
        shared = Counter(sign.mark for sign in known.values())
        self._keys: dict[int, str] = {
            row: sign.mark if shared[sign.mark] == 1 else f"{sign.mark}.{sign.tells}" for row, sign in known.items()
        }

    def clients(self, one: One) -> tuple[str, ...]:
        """What a client is known by: one key a row, in an order that does not depend on which row leads."""
        return tuple(sorted({self._keys[id(row)] for row in one.rows}))

    def key(self, row: Client) -> str:
        """What a row is known by."""
        return self._keys[id(row)]

    def of(self, occasion: Occasion) -> str:
        """The mark of the letter for an occasion."""
        return _digest(self.clients(occasion.client)[0], occasion)

    def alike(self, occasion: Occasion) -> tuple[str, ...]:
        """The marks under which a letter for an occasion may have been sent: one for each row of its client."""
        return tuple(_digest(key, occasion) for key in self.clients(occasion.client))

    def every(self, occasion: Occasion) -> tuple[str, ...]:
        """Every mark that a letter counts for: those of what became part of it too."""
        return tuple(mark for each in (occasion, *occasion.with_) for mark in self.alike(each))


def _digest(key: str, occasion: Occasion) -> str:
    about = ""
    if occasion.kind in _OF_A_ROW and occasion.records:
        about = record_key(occasion.records[0])
    elif occasion.kind == "noted" and occasion.since:
        about = dated(occasion.since)
    said = "\x1e".join((key, occasion.kind, str(occasion.day.year), about))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter that was issued: its row in the ledger, and the facts frozen with it."""

    issued: Issued
    facts: Mapping[str, Any]

    @property
    def day(self) -> date:
        """The day it was issued."""
        return date.fromisoformat(self.issued.at[:10])


def posted(ledger: Ledger) -> tuple[Posted, ...]:
    """Every letter that was issued and was not withdrawn, in the order of their numbers."""
    return tuple(_posted(ledger))


def _posted(ledger: Ledger) -> Iterator[Posted]:
    for issued in ledger.all_issued():
        if issued.identity.kind == KIND and issued.state == "issued":
            yield Posted(issued, json.loads(ledger.frozen_facts(issued)))


def by_mark(letters: Iterable[Posted]) -> Mapping[str, Posted]:
    """The letters issued, by every mark they count for."""
    return {mark: one for one in letters for mark in one.facts["marks"]}


def parts(occasion: Occasion, marks: Marks, sent: Mapping[str, Posted]) -> Iterator[tuple[Occasion, Posted | None]]:
    """An occasion as it is still to be written, and what of it was sent already, each with its letter."""
    left = []
    for part in (occasion, *occasion.with_):
        letter = next((sent[mark] for mark in marks.alike(part) if mark in sent), None)
        if letter is None:
            left.append(part)
        elif part is occasion:
            yield occasion, letter
    if left and left[0] is occasion:
        yield replace(occasion, with_=tuple(left[1:])), None
    elif left:
        yield replace(left[0], with_=tuple(left[1:])), None
