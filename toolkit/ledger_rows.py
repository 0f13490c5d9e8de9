"""The rows of the ledger: typed records out of the tables and into them."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from toolkit import database

FILES = "SELECT name, sha256 FROM files WHERE number = ? AND revision = ? ORDER BY name"
SOURCES = "SELECT file, sha256 FROM sources WHERE number = ? AND revision = ? ORDER BY file"

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
    """One row of the history: what happened to which revision, when, and why."""

    number: str
    revision: int
    identity: Identity
    state: State
    at: str
    reason: str


def folder_name(number: str, revision: int) -> str:
    """The name of the folder that holds the frozen copy of a revision."""
    return f"{number}-r{revision}"


class Rows:
    """Reading and adding rows. Nothing here decides; :class:`toolkit.ledger.Ledger` does."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        """Keep the open database and its path, which errors name."""
        self.path = path
        self._db = db

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
        """The identity a number belongs to."""
        return Identity(*self._rows("SELECT kind, subject, period, edition FROM numbers WHERE number = ?", number)[0])

    def history(self) -> tuple[Entry, ...]:
        """Everything that ever happened, in its order."""
        return self._entries(None)

    def voids(self) -> tuple[Entry, ...]:
        """The revisions that were reserved and are void, with the reason."""
        return self._entries("void")

    def unfinished(self) -> tuple[Entry, ...]:
        """The revisions that are reserved and not issued: a run is at work, or was killed."""
        return self._entries("reserved")

    def _entries(self, state: State | None) -> tuple[Entry, ...]:
        """All events, or the last events of the revisions in one state, in their order."""
        rows = self._rows(
            "SELECT number, revision, kind, subject, period, edition, state, at, reason "
            "FROM events JOIN numbers USING (number) WHERE ?1 IS NULL "
            "OR state = ?1 AND id IN (SELECT max(id) FROM events GROUP BY number, revision) ORDER BY id",
            state,
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
        sequence = self._rows("SELECT coalesce(max(sequence), 0) + 1 FROM numbers WHERE series = ?", series)[0][0]
        number = f"{series}-{sequence:03d}"
        belongs = (identity.kind, identity.subject, identity.period, identity.edition)
        self._rows("INSERT INTO numbers VALUES (?, ?, ?, ?, ?, ?, ?)", number, series, sequence, *belongs)
        return number

    def _record(self, number: str, revision: int, state: State, at: datetime, reason: str = "") -> None:
        """Add what happened to a revision."""
        event = (number, revision, state, at.isoformat(), reason)
        self._rows("INSERT INTO events VALUES (NULL, ?, ?, ?, ?, ?)", *event)

    def _record_issue(self, issued: Issued) -> None:
        """Add the digests of an issued revision."""
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
