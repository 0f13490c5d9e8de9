"""Reading and checking a house: the steps every document begins with."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import toolkit.reconcile.run  # noqa: F401 - declares the kinds of finding that [checks] off may name as well
from toolkit import house as houses
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.collector import uncollected
from toolkit.findings import Finding
from toolkit.house import Copies, House
from toolkit.produce.judged import judged
from toolkit.produce.united import united
from toolkit.readers.load import load
from toolkit.records import Registers


@dataclass(frozen=True, slots=True)
class Checked:
    """A house as read and checked at a moment, and as a person judged it.

    ``findings`` are those that stand, and what every document goes by; ``found`` are all, those she called no fault
    among them. The registers are without the row marks that she called no fault, and know which rows are one client.
    """

    house: House
    registers: Registers
    findings: tuple[Finding, ...]
    as_at: datetime
    found: tuple[Finding, ...]


def read_house(
    folder: Path, as_at: str | None, *, copies: Copies = Copies.LEAVE, **settings: str | None
) -> tuple[House, datetime]:
    """The house and the moment called today; ``settings`` such as ``insurance_basis`` override the house file's."""
    house = replace(houses.read(folder), copies=copies)
    overrides = {name.replace("_", ".", 1): value for name, value in settings.items() if value}
    house = houses.with_settings(house, overrides)
    return house, houses.as_at(as_at, house, datetime.now(UTC))


def read_and_check(house: House, as_at: datetime, only: Collection[str] = ()) -> Checked:
    """Read every register of the house, or only some, and apply every rule."""
    registers = united(house.folder, load(house, only))
    with uncollected():
        found = check(Scope(registers, house, as_at))
    told, standing = judged(house.folder, registers, found)
    return Checked(house, told, standing, as_at, found)
