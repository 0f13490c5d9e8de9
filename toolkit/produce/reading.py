"""Reading and checking a house: the steps every document begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from toolkit import house as houses
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.findings import Finding
from toolkit.house import House
from toolkit.readers.load import load
from toolkit.records import Registers


@dataclass(frozen=True, slots=True)
class Checked:
    """A house as read and checked at a moment."""

    house: House
    registers: Registers
    findings: tuple[Finding, ...]
    as_at: datetime


def read_house(folder: Path, as_at: str | None, **settings: str | None) -> tuple[House, datetime]:
    """The house and the moment called today; ``settings`` such as ``insurance_basis`` override the house file's."""
    house = houses.read(folder)
    overrides = {name.replace("_", ".", 1): value for name, value in settings.items() if value}
    house = houses.with_settings(house, overrides)
    return house, houses.as_at(as_at, house, datetime.now(UTC))


def read_and_check(house: House, as_at: datetime) -> Checked:
    """Read every register of the house and apply every rule."""
    registers = load(house)
    return Checked(house, registers, check(Scope(registers, house, as_at)), as_at)
