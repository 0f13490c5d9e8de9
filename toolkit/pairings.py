"""What people said of two rows: one client, one household, two different ones; the ledger's memory of who is who.

Rows are only ever added, and the last word on a pair holds. They hold signs of rows (digests): never a name.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

Word = Literal["same", "household", "different", "undone"]
"""What is said of two rows; ``undone`` takes back what was said."""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """By what a row is known again: the digest of its own key, and short digests of what else tells it from others."""

    mark: str
    tells: str


@dataclass(frozen=True, slots=True)
class Pairing:
    """What a person said of two rows of one register.

    ``at`` is the as-at moment of the run that took the answer, ``sheet`` the number of the worklist it was read from.
    """

    register: str
    one: Sign
    other: Sign
    word: Word
    who: str
    at: str
    sheet: str = ""


class Pairings(Rows):
    """The part of the ledger that remembers who is who."""

    def pair(self, pairings: Iterable[Pairing]) -> None:
        """Add what was said of pairs, all or nothing."""
        with self._transaction():
            for said in pairings:
                signs = (said.one.mark, said.one.tells, said.other.mark, said.other.tells)
                made = self._rows(
                    "INSERT INTO pairings (register, one, one_tells, other, other_tells, word, who, at, sheet) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
                    *(said.register, *signs, said.word, said.who, said.at, said.sheet),
                )
                bind(self._db, "pairing", str(made[0][0]))

    def pairings(self) -> tuple[Pairing, ...]:
        """Everything that was said of pairs, in order; the last word on each holds."""
        rows = self._rows(
            "SELECT register, one, one_tells, other, other_tells, word, who, at, sheet FROM pairings ORDER BY id"
        )
        return tuple(Pairing(row[0], Sign(*row[1:3]), Sign(*row[3:5]), *row[5:]) for row in rows)
