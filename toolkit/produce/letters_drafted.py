"""A letter on the desk as values: its words, what changed in them, where it stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import Literal

from toolkit.correspondence import Decision
from toolkit.findings import Exit
from toolkit.letters.discretion import Unwritten
from toolkit.letters.letter import Hold, Letter
from toolkit.letters.likeness import Alike
from toolkit.letters.sentences import sentences
from toolkit.other_records import Client
from toolkit.produce.reading import Checked

State = Literal["waiting", "approved", "refused", "held", "issued", "revoked"]
"""Where a letter stands. ``revoked``: it was approved, in other words than it has now."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that was changed: how it read and how it reads; empty where it was put in or taken out."""

    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter on the desk.

    ``text`` is everything a reader sees: letterhead, body, foot, the envelope's lines; ``words`` the digest to which
    an approval is bound. ``base_text`` is what registers and template say now; it differs from ``text`` only where
    somebody ``edited`` the draft in Word, and then ``differences`` lead from it to ``text``, and ``since`` from what
    was last drafted to what would be now. ``body`` is the letter without letterhead, foot and envelope, ``own`` the
    adviser's own paragraph. ``holds`` is everything that holds it back, ``decision`` what was last said of it.
    ``path`` is where its draft stands or would stand, ``data`` the letter's bytes, ``on_disk`` the digest of what
    stands there. ``number`` is that of the letter once it is issued.
    """

    letter: Letter
    mark: str
    text: str
    words: str
    base_text: str
    state: State
    path: Path
    data: bytes
    body: str = ""
    own: str = ""
    edited: bool = False
    differences: tuple[Difference, ...] = ()
    since: tuple[Difference, ...] = ()
    holds: tuple[Hold, ...] = ()
    alike: tuple[Alike, ...] = ()
    decision: Decision | None = None
    number: str = ""
    on_disk: str = ""

    @property
    def client(self) -> str:
        """The client's number; of one without a number the beginning of the letter's mark."""
        return self.letter.occasion.client.client.client_no or self.mark[:8]

    @property
    def may_be_approved(self) -> bool:
        """Whether a person's word is enough, with a reason where something holds the letter back."""
        return self.state != "issued" and not any(hold.final for hold in self.holds)


@dataclass(frozen=True, slots=True)
class Letters:
    """The desk: every letter that may be decided, and every client who gets none with the reasons.

    ``checked`` are the registers they were made from.
    """

    first: date
    last: date
    as_at: datetime
    drafted: tuple[Drafted, ...]
    unwritten: tuple[Unwritten, ...]
    checked: Checked
    notes: tuple[str, ...] = field(default=())

    def of(self, mark: str) -> Drafted | None:
        """The letter of a mark."""
        return next((one for one in self.drafted if one.mark == mark), None)

    def clients(self) -> tuple[Client, ...]:
        """The rows of the clients' register."""
        return tuple(row for row in self.checked.registers.others.get("clients", ()) if isinstance(row, Client))

    def status(self) -> int:
        """The exit code that tells of the desk: a letter that waits for an answer, else one held, else nothing."""
        states = {one.state for one in self.drafted}
        held = Exit.IN_DOUBT if "held" in states else Exit.DONE
        return Exit.WAITING if states & {"waiting", "revoked"} else held


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters: from the first day to the last (ISO), kinds of occasion, one client's number; empty wants all."""

    first: str = ""
    last: str = ""
    kinds: tuple[str, ...] = ()
    client: str = ""


def words_of(*texts: str) -> str:
    """The digest of a letter's words; of an edited one also of the words that registers and template give now."""
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def differences(was: str, now: str) -> tuple[Difference, ...]:
    """What changed from one text to another, sentence by sentence."""
    return tuple(_changed(sentences(was), sentences(now))) if was != now else ()


def _changed(was: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Difference]:
    for deed, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if deed != "equal":
            yield from (Difference(old, new) for old, new in zip_longest(was[a:b], now[c:d], fillvalue=""))


def codes(holds: Iterable[Hold]) -> str:
    """What holds a letter back, as a decision in spite of it remembers: ``cooling, household``."""
    return ", ".join(sorted(hold.code for hold in holds))
