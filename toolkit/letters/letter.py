"""What a letter is before it is words: its occasion, what holds it back, and what it may say. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from toolkit.findings import Place
from toolkit.other_records import Contact
from toolkit.reconcile.united import One
from toolkit.records import Record
from toolkit.values import When

Leap = Literal["28feb", "1mar"]
"""When a client of 29 February keeps the day in a common year."""

Fact = Literal["nth", "piece", "work"]
"""What a letter may name beyond the occasion itself: its number, the piece bought, the work done. Never a price."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A reason to write to a client.

    ``kind`` is one of ``toolkit.letters.occasions.KINDS`` (birthday, wedding, purchase, service, warranty, after-sale,
    after-repair, first-year, silence, noted). ``day`` is the day it falls on in this window, ``write_by`` the last day
    to post a letter that arrives in time, ``late`` whether that day has passed. ``nth`` only where the year is known
    and at least one. ``since`` is the date as the register has it. ``records`` are the rows it rests on (a sale, a
    repair), ``places`` their cells, ``why`` says it in words; ``with_`` names occasions close by that became part of
    this one. ``last`` is what was last said to the client, ``open`` what is still open with her, in words.

    ``say`` is what a letter may name; what is not in it must stand in none. ``why``, ``last`` and ``open`` are for the
    person who writes, and are never printed. ``unsure`` says what about the occasion itself nobody can know from the
    registers, such as a date with two readings; each holds the letter back.
    """

    kind: str
    client: One
    day: date
    write_by: date
    late: bool
    why: str
    nth: int | None = None
    since: When | None = None
    records: tuple[Record, ...] = ()
    places: tuple[Place, ...] = ()
    with_: tuple[Occasion, ...] = ()
    last: Contact | None = None
    open: tuple[str, ...] = ()
    say: frozenset[Fact] = frozenset()
    unsure: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, int]:
        """What no letter is written twice for: client, occasion, year."""
        return (self.client.client.client_no or "", self.kind, self.day.year)


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a letter is held back: the block's code, its words, the cells it rests on, and what would release it.

    ``final`` says that nothing but a change in the registers can release it; else a person may, with a reason.
    """

    code: str
    words: str
    releases: str
    places: tuple[Place, ...] = ()
    final: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be drafted: everything its template may say, decided, and everything a person needs to judge it.

    ``template`` is a file of ``letter_templates``; ``context`` is what it may use, texts only and nested mappings and
    lists of texts. ``address`` are the envelope's lines. ``used`` are the cells of every fact the context holds.
    """

    occasion: Occasion
    language: str
    template: str
    addressee: str
    address: tuple[str, ...]
    salutation: str
    context: Mapping[str, object]
    used: tuple[Place, ...] = ()
    holds: tuple[Hold, ...] = ()
    findings: tuple[str, ...] = field(default=())
