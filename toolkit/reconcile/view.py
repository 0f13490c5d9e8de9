"""What a rule of reconciliation sees: the pairs, each piece's rows of the other registers, and its story of sales."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from toolkit.findings import Finding
from toolkit.other_records import Job, Movement
from toolkit.reconcile.compared import Comparison
from toolkit.reconcile.pairs import Pair
from toolkit.reconcile.turns import Story, story
from toolkit.records import Piece, Record, Sale

UNTOLD = Story()


@dataclass(frozen=True)
class View:
    """The pairs of one run, by the name of the second register, and what was compared."""

    comparison: Comparison
    pairs: Mapping[str, Pair]

    @property
    def today(self) -> date:
        """The day every rule calls today."""
        return self.comparison.scope.today

    @cached_property
    def _rows(self) -> Mapping[str, Mapping[int, tuple[Record, ...]]]:
        return {name: pair.rows_of() for name, pair in self.pairs.items()}

    @cached_property
    def _stories(self) -> dict[int, Story]:
        return {}

    def rows(self, piece: Piece, name: str) -> tuple[Record, ...]:
        """The rows of another register that are about a piece."""
        return self._rows.get(name, {}).get(id(piece), ())

    def story(self, piece: Piece) -> Story:
        """What the sales register says of a piece, in order of time."""
        found = self._stories.get(id(piece))
        if found is None:
            rows = self.rows(piece, "sales")
            found = story(row for row in rows if isinstance(row, Sale)) if rows else UNTOLD
            self._stories[id(piece)] = found
        return found

    def matched(self, name: str) -> Iterator[tuple[Piece, tuple[Record, ...]]]:
        """The pieces that have rows in a register, with these rows."""
        pair = self.pairs.get(name)
        for item in pair.matched if pair else ():
            if isinstance(item.one, Piece):
                yield item.one, item.rows

    def moves(self, piece: Piece) -> Iterator[Movement]:
        """The movements of a piece."""
        return (row for row in self.rows(piece, "movements") if isinstance(row, Movement))

    def jobs(self, piece: Piece) -> Iterator[Job]:
        """The repairs of a piece."""
        return (row for row in self.rows(piece, "service") if isinstance(row, Job))


Rule = Callable[[View], Iterable[Finding]]
"""One rule, one function: it takes the whole view and yields what it found."""
