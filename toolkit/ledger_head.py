"""The head of the ledger: how far its chain had come, kept in a file beside it.

A chain shows every change but one: its own end cut off, or all of it put back as it was last month. The head tells.
It is written after each record; a run killed in between leaves it a step behind, which the next record mends, and
never ahead.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from toolkit import database
from toolkit.files import read_only, write_all
from toolkit.findings import ToolkitError
from toolkit.ledger_chain import Tip, Trouble, holds, is_new, tip

NAME = "head"
HINT = (
    "Put back the whole .boutique folder of your last backup, not a part of it. Where there is none, read what "
    "'boutique ledger audit' says; 'boutique ledger accept' goes on from what is there, and records that."
)


class Seen(NamedTuple):
    """What stood beside a ledger before it was copied to be read: other runs may go on meanwhile."""

    head: Tip | None
    copies: tuple[str, ...]


class Head:
    """The head of one ledger."""

    def __init__(self, ledger: Path) -> None:
        """Know where it is kept."""
        self.path = ledger.with_name(NAME)
        self._ledger = ledger

    def read(self) -> Tip | None:
        """What was last written; None where there is no file, and an end no chain has where it says nothing."""
        try:
            position, digest = read_only(self.path).decode("ascii", "replace").split()
            return Tip(int(position), digest)
        except ToolkitError:
            return None
        except ValueError:
            return Tip(0, "")

    def begin(self, db: sqlite3.Connection) -> None:
        """Write the head of a ledger in which nothing was recorded yet: from then on it must be there."""
        if self.read() is None and is_new(db):
            self.write(db)

    def advance(self, db: sqlite3.Connection) -> None:
        """Bring the head to the end of the chain. Where it cannot be written, the next record writes it.

        A head the chain does not hold stays as it is: it is the proof of what is missing.
        """
        head = self.read()
        if head and head != tip(db) and holds(db, head):
            with suppress(ToolkitError):
                self.write(db)

    def write(self, db: sqlite3.Connection) -> None:
        """Write the end of the chain as it is now; one run at a time, so that no older end replaces a newer one."""
        with database.one_at_a_time(self.path.with_name(f"{NAME}.lock")):
            end = f"{tip(db)}\n".encode()
            write_all({self.path: end}, overwrite=True)

    def require(self, db: sqlite3.Connection, head: Tip | None) -> None:
        """Raise ToolkitError where the ledger ends before the head: it would give numbers a second time."""
        if found := trouble(db, head):
            raise ToolkitError(f"The ledger {self._ledger} cannot be used: {found.words}", HINT, code="damaged")


def trouble(db: sqlite3.Connection, head: Tip | None) -> Trouble | None:
    """What the head says against the ledger."""
    end = tip(db).position
    if head is None:
        if is_new(db):
            return None
        return Trouble("cut", f"the file {NAME} beside it is gone, and nothing else shows that it is complete.")
    if holds(db, head):
        return None
    if end < head.position:
        why = "the last ones were removed, or it is an older copy"
        return Trouble("cut", f"it holds {end} sealed records, and {head.position} had been written: {why}.")
    return Trouble("cut", f"it was made anew: its sealed record {head.position} is not the one that was written.")
