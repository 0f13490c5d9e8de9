"""What is held back from documents, and the cells that release it: which to fill first, and what that gives.

A unit is the smallest thing that is held back: a line of the schedule, a dossier, a piece in a brand's report. It is
released when all it needs is answered, and not before. Insured values are of schedule lines alone, one sum a currency.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from toolkit.findings import Place
from toolkit.reports.unlock_score import Score
from toolkit.values import Money

Kind = Literal["schedule", "dossier", "sell-through"]
"""The documents things are held back from."""


@dataclass(frozen=True, slots=True)
class Need:
    """One answer that something waits for: the cells it is typed in, why, and what to type.

    Several cells are one decision between them: two dates that cannot both be right. ``setting`` names a line of
    ``boutique.toml`` instead of a cell. ``typed`` is False where nothing that can be typed is an answer.
    """

    places: tuple[Place, ...]
    why: str
    hint: str
    typed: bool = True
    setting: str = ""

    @property
    def key(self) -> tuple[frozenset[Place], str]:
        """What makes two needs one: the same cells, or the same setting."""
        return frozenset(self.places), self.setting


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing held back: from which document, the number it goes by, and all that it needs.

    ``value`` is what the piece is insured for, where that is known. ``reader`` is whose report it is, and of which
    period; ``place`` the row it stands on.
    """

    document: Kind
    subject: str
    needs: tuple[Need, ...]
    place: Place
    value: Money | None = None
    reader: str = ""

    @property
    def elsewhere(self) -> tuple[Need, ...]:
        """What it needs that nobody can type."""
        return tuple(need for need in self.needs if not need.typed)


@dataclass(frozen=True, slots=True)
class Tally:
    """How much is held back, or released: units by document, insured values by currency, lines of unknown value."""

    units: Mapping[Kind, int]
    values: Mapping[str, Decimal]
    unvalued: int = 0

    @property
    def all(self) -> int:
        """All units together."""
        return sum(self.units.values())


@dataclass(frozen=True, slots=True)
class Ask:
    """One answer on the list: its cells with their headings and what they read now, and what waits for it.

    ``releases`` are the units that need this answer and none further down the list: with it the last of theirs is
    given. ``waits`` are those that need more below.
    """

    rank: int
    need: Need
    field: str
    heading: str
    read: str
    releases: tuple[Unit, ...]
    waits: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What the first so many answers of the list release together."""

    cells: int
    released: Tally


@dataclass(frozen=True, slots=True)
class Unlock:
    """The whole list, frozen: the answers in order, what some of the first release, what no answer releases."""

    house: str
    accent: str
    as_at: datetime
    asks: tuple[Ask, ...]
    steps: tuple[Step, ...]
    held: Tally
    elsewhere: tuple[Unit, ...]
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()

    def first(self, cells: int) -> Tally:
        """What the first so many answers release together."""
        return tally([unit for ask in self.asks[:cells] for unit in ask.releases])


def tally(units: list[Unit] | tuple[Unit, ...]) -> Tally:
    """How much some units are."""
    counts: dict[Kind, int] = {}
    values: dict[str, Decimal] = {}
    unvalued = 0
    for unit in units:
        counts[unit.document] = counts.get(unit.document, 0) + 1
        if unit.document == "schedule" and unit.value is not None:
            values[unit.value.currency] = values.get(unit.value.currency, Decimal(0)) + unit.value.amount
        unvalued += unit.document == "schedule" and unit.value is None
    return Tally(counts, dict(sorted(values.items())), unvalued)
