"""What people decided of letters: the ledger's memory of drafts approved, refused, taken back.

A decision is of one letter and of its exact words, by their digest: other words are another letter, of which nothing
has been said. Rows are only ever added, and the last word on a letter holds. They hold digests: never a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

Word = Literal["yes", "no", "undone"]
"""What is said of a letter; ``undone`` takes back what was said."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of one letter.

    ``mark`` is the digest of client, occasion and year, ``words`` that of everything a reader sees. ``reason`` is why a
    letter goes out that something held back; ``at`` is the as-at moment of the run, ``sheet`` the number of the review
    workbook it was read from.
    """

    mark: str
    words: str
    word: Word
    who: str
    at: str
    reason: str = ""
    sheet: str = ""


class Correspondence(Rows):
    """The part of the ledger that remembers what was decided of letters."""

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Add what was said, all or nothing."""
        with self._transaction():
            for said in decisions:
                made = self._rows(
                    "INSERT INTO decisions (mark, words, word, who, at, reason, sheet) VALUES (?, ?, ?, ?, ?, ?, ?) "
                    "RETURNING id",
                    *(said.mark, said.words, said.word, said.who, said.at, said.reason, said.sheet),
                )
                bind(self._db, "decision", str(made[0][0]))

    def every_decision(self) -> tuple[Decision, ...]:
        """Everything that was said of letters, in its order."""
        rows = self._rows("SELECT mark, words, word, who, at, reason, sheet FROM decisions ORDER BY id")
        return tuple(Decision(*row) for row in rows)

    def decisions(self) -> Mapping[str, Decision]:
        """What was last said of each letter, by its mark; what was taken back is not among them."""
        last = {said.mark: said for said in self.every_decision()}
        return {mark: said for mark, said in last.items() if said.word != "undone"}
