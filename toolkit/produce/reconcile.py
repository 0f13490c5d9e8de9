"""Reconciling a house: the registers read, the last schedule issued taken from the ledger, all compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from toolkit.checks.scope import Scope
from toolkit.findings import Finding
from toolkit.house import House
from toolkit.produce.opening import last_issued
from toolkit.produce.reading import Checked
from toolkit.reconcile.compared import Comparison
from toolkit.reconcile.keys import Brands
from toolkit.reconcile.run import Reconciliation, reconcile
from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.records import Registers


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A house whose registers were compared at a moment; ``remarks`` say what could not be compared and why."""

    house: House
    registers: Registers
    as_at: datetime
    found: Reconciliation
    schedule: LastSchedule | None
    remarks: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found between the registers; what each shows by itself is ``boutique check``'s."""
        return self.found.findings


def reconciled(checked: Checked) -> Reconciled:
    """Compare the registers of a house that was read. Nothing is written; the ledger is only read from."""
    house = checked.house
    schedule, remarks = last_issued(house, checked.as_at, strictly=False)
    scope = Scope(checked.registers, house, checked.as_at)
    comparison = Comparison(scope, Brands(house.words.get("brand", {})), schedule)
    return Reconciled(house, checked.registers, checked.as_at, reconcile(comparison), schedule, remarks)

