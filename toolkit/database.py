"""The ledger's database file: opening it, one transaction at a time, plain errors.

SQLite with a rollback journal, not WAL: WAL needs shared memory, which network drives lack. Every
transaction that writes takes the lock at its beginning, so two commands wait for each other instead
of failing half-way.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cache
from pathlib import Path

from toolkit.files import FREE_SPACE
from toolkit.findings import ToolkitError
from toolkit.ledger_chain import bind_all
from toolkit.ledger_tables import CHAINED, MIGRATIONS

PATIENCE = 60.0  # seconds one command waits for another
ASK = "Ask for the right to read and write in this folder."
RESTORE = "Put back the .boutique folder of your last backup; documents already printed stay as they are."

# What went wrong, by the family of SQLite's error code (its low byte).
SENTENCES: Mapping[int, tuple[str, str, str]] = {
    sqlite3.SQLITE_FULL: ("disk-full", "the disk is full", FREE_SPACE),
    sqlite3.SQLITE_IOERR: ("disk-full", "the disk did not take or give the data", FREE_SPACE),
    sqlite3.SQLITE_READONLY: ("read-only", "it is read-only", ASK),
    sqlite3.SQLITE_PERM: ("no-permission", "you have no right to", ASK),
    sqlite3.SQLITE_CANTOPEN: ("no-permission", "it cannot be opened", ASK),
    sqlite3.SQLITE_BUSY: ("busy", "another command is using it", "Wait until it has ended, then run again."),
    sqlite3.SQLITE_NOTADB: ("damaged", "it is damaged", RESTORE),
    sqlite3.SQLITE_CORRUPT: ("damaged", "it is damaged", RESTORE),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the database into a sentence: what is wrong with the ledger, what to do."""
    try:
        yield
    except sqlite3.Error as error:
        if isinstance(error, sqlite3.ProgrammingError):
            raise  # a fault of ours, not of the file
        family = getattr(error, "sqlite_errorcode", 0) & 0xFF
        code, why, hint = SENTENCES.get(family, ("damaged", f"the database says “{error}”", RESTORE))
        raise ToolkitError(f"The ledger {path} cannot be used: {why}.", hint, code=code) from error


@contextmanager
def transaction(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Everything in the block happens, or nothing of it; no other command writes meanwhile."""
    with explained(path):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            # A full disk may have rolled back already; a failed rollback is undone by the journal at the next opening.
            with suppress(sqlite3.Error):
                db.execute("ROLLBACK")
            raise


def connect(path: Path) -> sqlite3.Connection:
    """The ledger's database, made or brought to this program's version where need be."""
    with explained(path):
        db = _connection(str(path))
        try:
            _migrate(db, path)
        except BaseException:
            db.close()
            raise
        return db


def copy(path: Path) -> sqlite3.Connection:
    """A copy of the database in memory: whatever is written to it is forgotten."""
    memory = _connection(":memory:")
    with explained(path):
        if path.exists():
            db = _connection(str(path))
            try:
                _check(db, path)
                db.backup(memory)
            finally:
                db.close()
        elif not _frozen_beside(path):
            memory.deserialize(_blank())
        _migrate(memory, path)
    return memory


@cache
def _blank() -> bytes:
    """A ledger in which nothing is written yet, made once: a command looks into a house without one many times."""
    with closing(_connection(":memory:")) as db:
        _write_tables(db, 0)
        return db.serialize()


def _connection(name: str) -> sqlite3.Connection:
    """A connection whose transactions are begun by hand and are on the disk when they end."""
    db = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    return db


def _check(db: sqlite3.Connection, path: Path) -> int:
    """The version of a database that is sound and not newer than this program."""
    problems = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problems != "ok":
        raise ToolkitError(f"The ledger {path} cannot be used: it is damaged.", RESTORE, code="damaged")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise ToolkitError(
            f"The ledger {path} was written by a newer version of this program "
            f"(its form is {version}, this program knows {len(MIGRATIONS)}).",
            "Update this program: pipx upgrade boutique-toolkit",
            code="newer-ledger",
        )
    return version


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    """Apply the migrations that are still missing, all in one transaction."""
    if _check(db, path) == len(MIGRATIONS):
        return
    with transaction(db, path):
        # Looked up again under the lock: another command may have done it while this one waited.
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version == 0 and _frozen_beside(path):
            raise ToolkitError(
                f"The ledger {path} is empty or gone, but frozen documents stand beside it. "
                "Going on would give their numbers a second time.",
                RESTORE,
                code="damaged",
            )
        _write_tables(db, version)


def _write_tables(db: sqlite3.Connection, version: int) -> None:
    """Bring a database of a version to this program's."""
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        for statement in step:
            db.execute(statement)
        if number == CHAINED:
            bind_all(db)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _frozen_beside(path: Path) -> bool:
    """Whether documents were ever frozen in the folder of this ledger."""
    frozen = path.parent / "frozen"
    return frozen.is_dir() and any(frozen.iterdir())


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """One run at a time in the block; the system lets go of the lock even of a run that is killed."""
    with explained(path):
        lock = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close()


class Presence:
    """Tells whether another run is at work in the same house.

    Each run holds a shared lock on an empty database file for as long as it lives; the system lets
    go of it even when the run is killed. Who can have it alone is the only one.
    """

    def __init__(self, path: Path) -> None:
        """Take a share in the lock."""
        self._path = path
        with explained(path):
            self._lock = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            self._share()

    def _share(self) -> None:
        """Begin to read, which holds the shared lock until the transaction ends."""
        self._lock.execute("BEGIN")
        self._lock.execute("SELECT count(*) FROM sqlite_master").fetchone()

    @contextmanager
    def leaving(self) -> Iterator[bool]:
        """Give up the share; True while this run is known to be the only one left."""
        with explained(self._path):
            self._lock.execute("ROLLBACK")
            self._lock.execute("PRAGMA busy_timeout = 0")
            try:
                self._lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                alone = False
            else:
                alone = True
            try:
                yield alone
            finally:
                self._lock.close()

    def close(self) -> None:
        """Give up the share without asking who else is there."""
        self._lock.close()
