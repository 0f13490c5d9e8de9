"""The rows of the ledger: typed records out of the tables and into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from toolkit import database
from toolkit.ledger_chain import Tip, bind
from toolkit.ledger_head import Head, Seen

FILES = "SELECT name, sha256 FROM files WHERE number = ? AND revision = ? ORDER BY name"
SOURCES = "SELECT file, sha256 FROM sources WHERE number = ? AND revision = ? ORDER BY file"

_LAST = "id IN (SELECT max(id) FROM events GROUP BY number, revision)"

State = Literal["reserved", "void", "issued", "superseded", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a number belongs to: the kind of document, its subject, as-at or period, and who reads it.

    ``subject`` is a stock number, a brand or ``house``, never a client's name.
    """

    kind: str
    subject: str
    period: str
    edition: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One revision as it was issued: digests of its content, facts, files and sources. ``state`` is today's."""

    identity: Identity
    number: str
    revision: int
    at: str
    content: str
    facts: str
    files: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str], ...]
    state: State

    @property
    def folder(self) -> str:
        """The name of the folder its frozen copy stands in."""
        return folder_name(self.number, self.revision)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the history: what happened to which revision, when, why, and, where a person decided, who."""

    number: str
    revision: int
    identity: Identity
    state: State
    at: str
    reason: str
    who: str = ""


def folder_name(number: str, revision: int) -> str:
    """The name of the folder that holds the frozen copy of a revision."""
    return f"{number}-r{revision}"


def _order(number: str) -> tuple[str, int, str]:
    """What a number is sorted by: ``S-2026-1000`` follows ``S-2026-999``."""
    series, _, sequence = number.rpartition("-")
    return series, len(sequence), sequence


class Rows:
    """Reading and adding rows. Nothing here decides; :class:`toolkit.ledger.Ledger` does."""

    def __init__(self, path: Path, db: sqlite3.Connection, seen: Seen | None = None) -> None:
        """Keep the open database and its path, which errors name; of a copy to read also what was seen before it."""
        self.path = path
        self._db = db
        self._head = Head(path)
        self._seen = seen
        self._proven = False

    @contextmanager
    def _transaction(self, *, passing: bool = False) -> Iterator[None]:
        """A block of which everything happens or nothing; then the head follows, at once unless it is ``passing``."""
        with database.transaction(self._db, self.path):
            if not self._proven:
                self._head.require(self._db, self._known_head())
            # A copy is held against its head once, as it was read: what is tried on it afterwards has none.
            self._proven = self._seen is not None
            yield
        if not passing:
            self._follow()

    def _follow(self) -> None:
        """Bring the head to the end of the chain."""
        if not self._seen:
            with database.explained(self.path):
                self._head.advance(self._db)

    def _known_head(self) -> Tip | None:
        """How far the ledger is known to have come."""
        return self._seen.head if self._seen else self._head.read()

    def latest(self, identity: Identity) -> Issued | None:
        """The last revision issued of an identity."""
        number = self._number_of(identity)
        return self.find(number) if number else None

    def find(self, number: str, revision: int | None = None) -> Issued | None:
        """What was issued under a number: the given revision, or the last one."""
        rows = self._rows(
            "SELECT revision, at, content, facts FROM issues WHERE number = ? AND revision = coalesce(?, revision) "
            "ORDER BY revision DESC LIMIT 1",
            number,
            revision,
        )
        if not rows:
            return None
        found, at, content, facts = rows[0]
        return Issued(
            identity=self._identity(number),
            number=number,
            revision=found,
            at=at,
            content=content,
            facts=facts,
            files=tuple(self._rows(FILES, number, found)),
            sources=tuple(self._rows(SOURCES, number, found)),
            state=self._state(number, found) or "issued",
        )

    def _identity(self, number: str) -> Identity:
        """The identity a number belongs to; nothing in each part where its row was taken out of the ledger."""
        rows = self._rows("SELECT kind, subject, period, edition FROM numbers WHERE number = ?", number)
        return Identity(*rows[0]) if rows else Identity("", "", "", "")

    def history(self, number: str | None = None) -> tuple[Entry, ...]:
        """Everything that ever happened, or happened to one number, in its order."""
        return self._entries("number = ?", number) if number else self._entries("TRUE")

    def standing(self) -> tuple[Entry, ...]:
        """The last event of every revision, by number and revision: the register of all that was ever numbered."""
        # As text: a ledger that was tampered with may hold a word where a revision belongs.
        return tuple(sorted(self._entries(_LAST), key=lambda e: (_order(e.number), str(e.revision).zfill(9))))

    def all_issued(self) -> tuple[Issued, ...]:
        """Every revision ever issued, by number and revision."""
        keys = self._rows("SELECT number, revision FROM issues ORDER BY revision")
        found = (self.find(*key) for key in sorted(keys, key=lambda key: _order(key[0])))
        return tuple(issued for issued in found if issued)

    def by_digest(self, sha256: str) -> tuple[tuple[str, int], ...]:
        """The number and revision of everything issued that has a file of these bytes."""
        return tuple(self._rows("SELECT number, revision FROM files WHERE sha256 = ? ORDER BY 1, 2", sha256))

    def by_name(self, name: str) -> tuple[str, ...]:
        """The numbers under which a file of this name was issued."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT number FROM files WHERE name = ? ORDER BY 1", name))

    def knows(self, number: str) -> bool:
        """Whether the number was ever given."""
        return bool(self._rows("SELECT 1 FROM numbers WHERE number = ?", number))

    def voids(self) -> tuple[Entry, ...]:
        """The revisions that were reserved and are void, with the reason."""
        return self._entries(f"state = 'void' AND {_LAST}")

    def unfinished(self) -> tuple[Entry, ...]:
        """The revisions that are reserved and not issued: a run is at work, or was killed."""
        return self._entries(f"state = 'reserved' AND {_LAST}")

    def _entries(self, which: str, *values: object) -> tuple[Entry, ...]:
        """The events that fulfil a condition, in their order."""
        rows = self._rows(
            "SELECT number, revision, kind, subject, period, edition, state, at, reason, who "  # noqa: S608 - all ours
            f"FROM events JOIN numbers USING (number) WHERE {which} ORDER BY id",
            *values,
        )
        return tuple(Entry(row[0], row[1], Identity(*row[2:6]), *row[6:]) for row in rows)

    def _state(self, number: str, revision: int) -> State | None:
        """The last thing that happened to a revision; None where nothing ever did."""
        rows = self._rows(
            "SELECT state FROM events WHERE number = ? AND revision = ? ORDER BY id DESC LIMIT 1", number, revision
        )
        return rows[0][0] if rows else None

    def _number_of(self, identity: Identity) -> str | None:
        """The number that belongs to an identity."""
        rows = self._rows(
            "SELECT number FROM numbers WHERE kind = ? AND subject = ? AND period = ? AND edition = ?",
            identity.kind,
            identity.subject,
            identity.period,
            identity.edition,
        )
        return rows[0][0] if rows else None

    def _next_number(self, identity: Identity, series: str) -> str:
        """Give the identity the next number of the series, for ever."""
        sequence = self._last_sequence(series) + 1
        number = f"{series}-{sequence:03d}"
        belongs = (identity.kind, identity.subject, identity.period, identity.edition)
        self._rows("INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?)", number, series, sequence, *belongs)
        bind(self._db, "number", number, number)
        return number

    def _last_sequence(self, series: str) -> int:
        """How far a series has come."""
        return int(self._rows("SELECT coalesce(max(sequence), 0) FROM numbers WHERE series = ?", series)[0][0])

    def _record(self, number: str, revision: int, state: State, at: datetime, reason: str = "", who: str = "") -> None:
        """Add what happened to a revision, bound to all that happened before."""
        event = (number, revision, state, at.isoformat(), reason, who)
        made = self._rows("INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?, ?) RETURNING id", *event)
        bind(self._db, "event", str(made[0][0]), number, revision)

    def _record_issue(self, issued: Issued) -> None:
        """Add the digests of an issued revision, before the event that binds them."""
        key = (issued.number, issued.revision)
        self._rows("INSERT INTO issues VALUES (?, ?, ?, ?, ?)", *key, issued.at, issued.content, issued.facts)
        for name, sha256 in issued.files:
            self._rows("INSERT INTO files VALUES (?, ?, ?, ?)", *key, name, sha256)
        for file, sha256 in issued.sources:
            self._rows("INSERT INTO sources VALUES (?, ?, ?, ?)", *key, file, sha256)

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement; the rows it finds."""
        with database.explained(self.path):
            return self._db.execute(query, values).fetchall()
