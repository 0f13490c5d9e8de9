"""What a rule sees: the records, the house, and the moment it calls today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from toolkit.findings import Finding
from toolkit.house import House
from toolkit.records import Registers


@dataclass(frozen=True, slots=True)
class Scope:
    """The registers as read, the house, and the as-at moment."""

    registers: Registers
    house: House
    as_at: datetime

    @property
    def today(self) -> date:
        """The day every rule calls today."""
        return self.as_at.date()


Rule = Callable[[Scope], Iterable[Finding]]
"""One rule, one function: it takes the whole scope and yields what it found."""
