"""Reconciling a house: the registers read, the last schedule issued taken from the ledger, all compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from toolkit.checks.scope import Scope
from toolkit.findings import Finding, ToolkitError
from toolkit.house import House
from toolkit.ledger import Issued, Ledger
from toolkit.produce.reading import Checked
from toolkit.produce.schedule import FOLDER
from toolkit.reconcile.compared import Comparison
from toolkit.reconcile.keys import Brands
from toolkit.reconcile.run import Reconciliation, reconcile
from toolkit.reconcile.schedule_lines import LastSchedule, last_schedule
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
    schedule, remarks = _last(house, checked.as_at)
    scope = Scope(checked.registers, house, checked.as_at)
    comparison = Comparison(scope, Brands(house.words.get("brand", {})), schedule)
    return Reconciled(house, checked.registers, checked.as_at, reconcile(comparison), schedule, remarks)


def _last(house: House, as_at: datetime) -> tuple[LastSchedule | None, tuple[str, ...]]:
    """The last schedule issued by the moment; a frozen copy that cannot be read is a remark, and no pair."""
    try:
        with Ledger.rehearse(house.folder) as ledger:
            issued = _issued(ledger, as_at)
            if issued is None:
                return None, ("No schedule was issued by this day: the stock register is compared with none.",)
            facts = ledger.frozen_facts(issued)
    except ToolkitError as error:
        return None, (f"The last schedule could not be compared: {error.message} {error.hint}".strip(),)
    name = next((name for name, _ in issued.files if name.endswith(".xlsx")), issued.files[0][0])
    return last_schedule(issued.number, issued.revision, facts, (FOLDER / name).as_posix()), ()


def _issued(ledger: Ledger, as_at: datetime) -> Issued | None:
    """The schedule for the latest moment that is not after ``as_at``, in its last revision, unless it was withdrawn."""
    moments = {
        entry.identity: datetime.fromisoformat(entry.identity.period)
        for entry in ledger.history()
        if entry.identity.kind == "schedule" and entry.state == "issued"
    }
    past = sorted((moment, identity.period, identity) for identity, moment in moments.items() if moment <= as_at)
    for _, _, identity in reversed(past):
        issued = ledger.latest(identity)
        if issued and issued.state == "issued":
            return issued
    return None
