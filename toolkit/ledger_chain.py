"""The chain of the ledger: each entry binds rows to everything before them, so that no later change goes unseen.

An entry names what it covers and holds the SHA-256 of the entry before and of the rows as they were written. Whoever
changes, removes or adds a row around the program leaves an entry that no longer fits, or a row without one. Whoever
cuts the end off, or makes the whole chain anew, is told by the head kept beside the ledger (``toolkit.ledger_head``).
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

# What an entry covers, by its word. Every column by name: a later column must not change an old digest.
ROWS: Mapping[str, tuple[str, ...]] = {
    "number": ("SELECT number, series, sequence, kind, subject, period, edition FROM numbers WHERE number = ?1",),
    # That something was issued is one entry with all of its digests.
    "event": (
        "SELECT id, number, revision, state, at, reason, who FROM events WHERE id = ?1",
        (
            "SELECT number, revision, issues.at, content, facts FROM issues JOIN events USING (number, revision) "
            "WHERE events.id = ?1 AND events.state = 'issued' ORDER BY number"
        ),
        (
            "SELECT number, revision, name, sha256 FROM files JOIN events USING (number, revision) "
            "WHERE events.id = ?1 AND events.state = 'issued' ORDER BY name"
        ),
        (
            "SELECT number, revision, file, sha256 FROM sources JOIN events USING (number, revision) "
            "WHERE events.id = ?1 AND events.state = 'issued' ORDER BY file, sha256"
        ),
    ),
    "judgement": ("SELECT id, mark, verdict, who, at, kind, sheet FROM judgements WHERE id = ?1",),
    "acknowledgement": ("SELECT id, mark, reason, until, who, at, kind, sheet FROM acknowledgements WHERE id = ?1",),
    "check": (
        "SELECT id, verb, at FROM checks WHERE id = ?1",
        "SELECT id, check_id, mark, kind, place FROM changes WHERE check_id = ?1 ORDER BY id",
    ),
    "approval": ("SELECT id, number, revision, reader, message, who, at FROM approvals WHERE id = ?1",),
    "sending": ("SELECT id, approval, address, state, at, answer, who FROM sendings WHERE id = ?1",),
    "decision": ("SELECT id, mark, words, word, who, at, reason, sheet FROM decisions WHERE id = ?1",),
    "scorecard": ("SELECT id, day, card FROM scorecards WHERE id = ?1",),
    "pairing": (
        "SELECT id, register, one, one_tells, other, other_tells, word, who, at, sheet FROM pairings WHERE id = ?1",
    ),
    # No rows: where the chain began in a ledger that had rows already, and what a person accepted as it stood.
    "sealed": (),
    "accepted": (),
}

# Everything that was there before the chain, in the order in which it is bound.
_BEFORE = (
    ("number", "SELECT number, number, NULL FROM numbers ORDER BY rowid"),
    ("event", "SELECT id, number, revision FROM events ORDER BY id"),
    ("judgement", "SELECT id, '', NULL FROM judgements ORDER BY id"),
    ("check", "SELECT id, '', NULL FROM checks ORDER BY id"),
)

# Rows no entry covers, with the number and revision they speak of.
_LOOSE = (
    "SELECT number, NULL FROM numbers WHERE number NOT IN (SELECT key FROM chain WHERE what = 'number')",
    "SELECT number, revision FROM events WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'event')",
    "SELECT '', NULL FROM judgements WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'judgement')",
    (
        "SELECT '', NULL FROM acknowledgements "
        "WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'acknowledgement')"
    ),
    "SELECT '', NULL FROM checks WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'check')",
    (
        "SELECT number, revision FROM approvals "
        "WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'approval')"
    ),
    (
        "SELECT number, revision FROM sendings LEFT JOIN approvals ON approvals.id = approval "
        "WHERE CAST(sendings.id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'sending')"
    ),
    "SELECT '', NULL FROM pairings WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'pairing')",
    "SELECT '', NULL FROM scorecards WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'scorecard')",
    "SELECT DISTINCT '', NULL FROM changes WHERE check_id NOT IN (SELECT id FROM checks)",
    (
        "SELECT number, revision FROM issues "
        "WHERE (number, revision) NOT IN (SELECT number, revision FROM events WHERE state = 'issued')"
    ),
    (
        "SELECT DISTINCT number, revision FROM files "
        "WHERE (number, revision) NOT IN (SELECT number, revision FROM events WHERE state = 'issued')"
    ),
    (
        "SELECT DISTINCT number, revision FROM sources "
        "WHERE (number, revision) NOT IN (SELECT number, revision FROM events WHERE state = 'issued')"
    ),
    "SELECT '', NULL FROM decisions WHERE CAST(id AS TEXT) NOT IN (SELECT key FROM chain WHERE what = 'decision')",
)
_FINDINGS = ("judgement", "acknowledgement", "check", "pairing", "scorecard")
GUARDED = (
    *("numbers", "events", "issues", "files", "sources", "judgements", "acknowledgements", "checks", "changes"),
    *("approvals", "sendings", "pairings", "scorecards", "chain"),
)


class Tip(NamedTuple):
    """The end of the chain: the last entry's position and digest."""

    position: int
    digest: str

    def __str__(self) -> str:
        """As it is kept and shown: ``43 9f86d0…``."""
        return f"{self.position} {self.digest}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """One sign that the ledger, or a copy beside it, is not as the program left it.

    ``number`` and ``revision`` name the document it touches; without a number it touches every one, or none where it
    is ``of_findings``, the memory of checks. ``code`` is ``edited``, ``deleted``, ``added``, ``unguarded``, ``gap``,
    ``cut``, ``file``, ``unknown-copy`` or ``unknown-document``.
    """

    code: str
    words: str
    number: str = ""
    revision: int | None = None
    of_findings: bool = False


def bind(db: sqlite3.Connection, what: str, key: str, number: str = "", revision: int | None = None) -> None:
    """Add the entry of rows just written, in their transaction."""
    before = tip(db)
    digest = _digest(db, before.digest, (what, key, number, revision))
    entry = (before.position + 1, what, key, number, revision, digest)
    db.execute("INSERT INTO chain VALUES (?, ?, ?, ?, ?, ?)", entry)


def bind_all(db: sqlite3.Connection) -> None:
    """Bind what was written before there was a chain."""
    for what, query in _BEFORE:
        for key, number, revision in db.execute(query).fetchall():
            bind(db, what, str(key), number, revision)
    bind(db, "sealed", str(tip(db).position))


def tip(db: sqlite3.Connection) -> Tip:
    """The end of the chain."""
    row = db.execute("SELECT id, digest FROM chain ORDER BY id DESC LIMIT 1").fetchone()
    return Tip(*row) if row else Tip(0, "")


def is_new(db: sqlite3.Connection) -> bool:
    """Whether nothing was recorded since the chain began."""
    return bool(db.execute("SELECT what FROM chain ORDER BY id DESC LIMIT 1").fetchone() == ("sealed",))


def holds(db: sqlite3.Connection, head: Tip) -> bool:
    """Whether the chain has this entry: it ends there or goes on from there."""
    return bool(db.execute("SELECT digest FROM chain WHERE id = ?", (head.position,)).fetchone() == (head.digest,))


def accepted(db: sqlite3.Connection) -> tuple[str, ...]:
    """What people accepted as it stood, in their words."""
    return tuple(row[0] for row in db.execute("SELECT key FROM chain WHERE what = 'accepted' ORDER BY id"))


def troubles(db: sqlite3.Connection) -> Iterator[Trouble]:
    """Every entry that no longer fits its rows, every row without an entry, every guard that is gone."""
    position, before, seen = 0, "", set()
    for number, *covered, digest in db.execute("SELECT * FROM chain ORDER BY id").fetchall():
        whole = number == position + 1
        if not whole:
            lost = number - position - 1
            yield Trouble("deleted", f"{lost} of the ledger's sealed records {'is' if lost == 1 else 'are'} gone.")
        found = _trouble(db, before if whole else None, covered, digest)
        if found:
            seen.add((found.number, found.revision))
            yield found
        position, before = number, digest
    for query in _LOOSE:
        for about in db.execute(query).fetchall():
            if about not in seen:
                seen.add(about)
                yield _record("added", "was not written by this program", *about, of_findings=not about[0])
    yield from _unguarded(db)
    yield from _gaps(db)


def _trouble(db: sqlite3.Connection, before: str | None, covered: list[Any], digest: str) -> Trouble | None:
    """What is wrong with one entry. Without the entry before it (None) only a row that is gone can be told."""
    what, key, number, revision = covered
    rows = ROWS.get(what)
    if rows and not db.execute(rows[0], (key,)).fetchone():
        return _record("deleted", "was removed", number, revision, of_findings=what in _FINDINGS)
    if rows is None or (before is not None and _digest(db, before, (what, key, number, revision)) != digest):
        return _record("edited", "was changed", number, revision, of_findings=what in _FINDINGS)
    return None


def _unguarded(db: sqlite3.Connection) -> Iterator[Trouble]:
    """The tables whose guard against changes is gone."""
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    for table in GUARDED:
        if not {f"{table}_update", f"{table}_delete"} <= there:
            yield Trouble("unguarded", f"The lock on the ledger's table “{table}” was removed.")


def _gaps(db: sqlite3.Connection) -> Iterator[Trouble]:
    """Numbers that are missing in their series."""
    query = "SELECT series, sequence FROM numbers ORDER BY series, sequence"
    last: dict[str, int] = {}
    for series, sequence in db.execute(query):
        for missing in range(last.get(series, 0) + 1, sequence):
            number = f"{series}-{missing:03d}"
            yield Trouble("gap", f"{number} is missing: the ledger has the numbers before and after it.", number)
        last[series] = sequence


def _digest(db: sqlite3.Connection, before: str, covered: tuple[str, str, str, int | None]) -> str:
    """The SHA-256 of the entry before, what is covered, and every row of it."""
    rows = [db.execute(query, (covered[1],)).fetchall() for query in ROWS[covered[0]]]
    whole = json.dumps([before, *covered, rows], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def _record(code: str, became: str, number: str, revision: int | None, *, of_findings: bool) -> Trouble:
    """What became of a record, of a document as people call it."""
    named = f"{number}, revision {revision}" if revision else f"the number {number}" if number else "the whole ledger"
    return Trouble(code, f"A record of {'a check' if of_findings else named} {became}.", number, revision, of_findings)
