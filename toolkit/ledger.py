"""The ledger: what was reserved, issued, superseded and void, and what was judged. The only user of the database.

A number belongs to one identity for ever; each content of it that is issued is a revision. What
happens to a revision is a row that is never changed. Of the business the ledger knows the identity
and digests only; the documents themselves stand frozen beside it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from toolkit import database, ledger_chain
from toolkit.files import digest, private_folder, read_only, write_folder
from toolkit.findings import ToolkitError
from toolkit.ledger_audit import FACTS, Audited, copies_in
from toolkit.ledger_chain import Tip, Trouble
from toolkit.ledger_head import Head, Seen
from toolkit.ledger_rows import Entry, Identity, Issued, folder_name

__all__ = ["Entry", "Identity", "Issued", "Ledger", "Reservation", "Tip", "Trouble"]

STATE_FOLDER = ".boutique"
LOST = "given by a ledger that was lost"
MOST_LOST = 1000
ABANDONED = "the run that reserved it ended without issuing it"


@dataclass(frozen=True, slots=True)
class Reservation:
    """A number and revision held for one identity, or the document already issued with this content."""

    identity: Identity
    content: str
    number: str
    revision: int
    at: datetime
    resumed: bool = False
    unchanged: Issued | None = None


class Ledger(Audited):
    """The ledger of one house; a context manager. Made by :meth:`open` or :meth:`rehearse`."""

    def __init__(
        self, house: Path, db: sqlite3.Connection, presence: database.Presence | None, seen: Seen | None = None
    ) -> None:
        """Keep the open database; a copy in memory has no ``presence``, and ``seen`` is what stood beside it before."""
        super().__init__(_database_path(house), db, seen)
        self._presence = presence
        self._at: datetime | None = None

    @classmethod
    def open(cls, house: Path) -> Self:
        """Open the ledger for writing; make it where there is none."""
        path = _database_path(house)
        private_folder(path.parent)
        presence = database.Presence(path.with_name("running.lock"))
        try:
            db = database.connect(path)
            Head(path).begin(db)
        except BaseException:
            presence.close()
            raise
        return cls(house, db, presence)

    @classmethod
    def rehearse(cls, house: Path) -> Self:
        """A copy in memory, to read from or to try on: nothing is made or written in the house."""
        path = _database_path(house)
        before, copies = Head(path).read(), copies_in(path.parent / "frozen")
        db = database.copy(path)
        if before is None and Head(path).read():  # made meanwhile
            before = ledger_chain.tip(db)
        return cls(house, db, None, Seen(before, copies))

    def __enter__(self) -> Self:
        """The ledger itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Close the ledger; what killed runs left reserved becomes void, if no other run is at work."""
        if self._presence:
            with suppress(ToolkitError), self._presence.leaving() as alone:  # else the next run tidies up
                if alone and self._at:
                    self._void_abandoned(self._at)
        with suppress(ToolkitError):
            self._follow()
        self._db.close()

    def reserve(
        self, identity: Identity, content: str, series: str, *, at: datetime, overwrite: bool = False
    ) -> Reservation:
        """Hold a number for the content: none if it is issued already, the next revision if another is.

        A new identity takes the next number of the series (``S-2026`` gives ``S-2026-001``). What an
        earlier run reserved and did not issue is taken up again.
        """
        self._at = at
        with self._transaction(passing=True):
            last = self.latest(identity)
            if last and last.content == content and last.state == "issued":
                return Reservation(identity, content, last.number, last.revision, at, unchanged=last)
            if last and not overwrite:
                raise _needs_overwrite(last)
            number = self._number_of(identity) or self._next_number(identity, series)
            revision = last.revision + 1 if last else 1
            state = self._state(number, revision)
            if state is None:
                self._refuse_unknown_copy(number, revision)
            if state != "reserved":
                self._record(number, revision, "reserved", at)
        return Reservation(identity, content, number, revision, at, resumed=state is not None)

    def issue(
        self, held: Reservation, files: Mapping[str, bytes], facts: bytes, sources: Iterable[tuple[str, str]] = ()
    ) -> Issued | None:
        """Freeze copies of the files and record them as issued, superseding the revision before.

        ``sources`` are the files read, with their SHA-256. None means that another run issued the same
        content under this number meanwhile: that one stands, and this one is not needed.
        """
        if not self._presence or FACTS in files:
            raise ValueError("a rehearsal issues nothing; a document's file is not called " + FACTS)
        issued = _issued(held, files, facts, sources)
        key = (held.number, held.revision)
        with self._transaction():
            rival = self.find(*key)
            if rival and rival.content == held.content:
                return None
            if rival:
                raise _overtaken(held)
            # The copy first: a kill from here on leaves a reservation, and the next run takes the copy up.
            private_folder(self.frozen_folder)
            write_folder(self.frozen_folder / issued.folder, {**files, FACTS: facts})
            self._record_issue(issued)
            self._record(*key, "issued", held.at)
            if self._state(held.number, held.revision - 1) == "issued":
                reason = f"revision {held.revision} was issued"
                self._record(held.number, held.revision - 1, "superseded", held.at, reason)
        return issued

    def delivering(self) -> AbstractContextManager[None]:
        """A block in which no other run puts documents of this house in place."""
        return database.one_at_a_time(self.path.with_name("delivery.lock"))

    def void(self, held: Reservation, reason: str) -> None:
        """Record that a reservation was not issued. Its identity keeps the number and may take it up again."""
        with self._transaction():
            if self._state(held.number, held.revision) == "reserved":
                self._record(held.number, held.revision, "void", held.at, reason)

    def withdraw(self, number: str, reason: str, who: str, *, at: datetime) -> Issued:
        """Record that the document in force under a number holds no longer, why, and who decided it."""
        with self._transaction():
            last = self.find(number)
            if last is None or last.state != "issued":
                raise _not_in_force(number, last)
            self._record(number, last.revision, "withdrawn", at, reason, who)
        return replace(last, state="withdrawn")

    def accept(self, reason: str, who: str, *, at: datetime, lost: Iterable[str] = ()) -> None:
        """Go on from a ledger that does not end where it did: a person says why, and the chain keeps it.

        ``lost`` are numbers it gave once and no longer knows: they become void, so that none is given again.
        """
        with database.transaction(self._db, self.path):
            ledger_chain.bind(self._db, "accepted", f"{at.isoformat()} {who}: {reason}")
            for number in sorted(lost):
                self._skip_to(number, at)
        if not self._seen:
            self._head.write(self._db)

    def _skip_to(self, number: str, at: datetime) -> None:
        """Make a number void, and those before it in its series that were never given."""
        series, _, sequence = number.rpartition("-")
        if int(sequence) > self._last_sequence(series) + MOST_LOST:
            raise ToolkitError(
                f"{number} is too far from the numbers this ledger gave to be one of its own.",
                f"Move the document that says so out of the house's folder, or restore a later {STATE_FOLDER} folder.",
                code="unknown",
            )
        while self._last_sequence(series) < int(sequence):
            place = str(self._last_sequence(series) + 1)
            void = self._next_number(Identity("lost", place, series, ""), series)
            self._record(void, 1, "reserved", at)
            self._record(void, 1, "void", at, LOST)

    def serialised(self) -> bytes:
        """The bytes of the database, of one moment, for a backup."""
        return self._db.serialize()

    def frozen(self, issued: Issued) -> dict[str, bytes]:
        """The files as they were issued; a copy that was altered or is gone raises ToolkitError."""
        return {name: self._frozen_file(issued, name, sha256) for name, sha256 in issued.files}

    def frozen_facts(self, issued: Issued) -> bytes:
        """The canonical facts as they were issued."""
        return self._frozen_file(issued, FACTS, issued.facts)

    def _frozen_file(self, issued: Issued, name: str, sha256: str) -> bytes:
        """One frozen file, if it still is what was issued."""
        path = self.frozen_folder / issued.folder / name
        data = read_only(path)
        if digest(data) != sha256:
            raise ToolkitError(
                f"{path} is not what was issued as {issued.number}, revision {issued.revision}: it was altered since.",
                f"Put back the {STATE_FOLDER} folder of your last backup.",
                code="altered",
            )
        return data

    def _void_abandoned(self, at: datetime) -> None:
        """Record as void what is reserved while nobody is at work on it."""
        with self._transaction():
            for entry in self.unfinished():
                self._record(entry.number, entry.revision, "void", at, ABANDONED)

    def _refuse_unknown_copy(self, number: str, revision: int) -> None:
        """Stop where a copy is frozen under a revision the ledger never gave: the ledger is an older one."""
        if (self.frozen_folder / folder_name(number, revision)).exists():
            raise ToolkitError(
                f"A document is frozen as {number}, revision {revision}, which the ledger {self.path} never gave: "
                "the ledger is older than the documents beside it.",
                f"Put back the whole {STATE_FOLDER} folder of your last backup, not the ledger alone.",
                code="damaged",
            )


def _database_path(house: Path) -> Path:
    """Where the ledger of a house stands."""
    return house / STATE_FOLDER / "ledger.sqlite"


def _issued(held: Reservation, files: Mapping[str, bytes], facts: bytes, sources: Iterable[tuple[str, str]]) -> Issued:
    """What a reservation becomes when it is issued with these files."""
    return Issued(
        identity=held.identity,
        number=held.number,
        revision=held.revision,
        at=held.at.isoformat(),
        content=held.content,
        facts=digest(facts),
        files=tuple(sorted((name, digest(data)) for name, data in files.items())),
        sources=tuple(sorted(set(sources))),
        state="issued",
    )


def _needs_overwrite(last: Issued) -> ToolkitError:
    """The error for other content under a number that is issued."""
    what = "withdrawn" if last.state == "withdrawn" else "issued with other content"
    return ToolkitError(
        f"{last.number} was {what} (revision {last.revision}). Nothing was written.",
        f"Add --overwrite to issue revision {last.revision + 1}, which takes its place; the old copy stays frozen.",
        code="exists",
    )


def _overtaken(held: Reservation) -> ToolkitError:
    """The error for a revision that another run issued with other content meanwhile."""
    return ToolkitError(
        f"{held.number}, revision {held.revision} was issued by another command meanwhile, with other content. "
        "Nothing was written.",
        "Run again; --overwrite issues the next revision.",
        code="overtaken",
    )


def _not_in_force(number: str, last: Issued | None) -> ToolkitError:
    """The error for a number under which nothing is in force."""
    if last is None:
        return ToolkitError(
            f"No document was ever issued as {number}.", "'boutique ledger list' shows the numbers.", code="unknown"
        )
    return ToolkitError(f"{number}, revision {last.revision} is {last.state} already.", code=last.state)
