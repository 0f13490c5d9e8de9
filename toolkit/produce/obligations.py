"""What is owed to which brand and when: the periods of every contract, and what the ledger says became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from toolkit.calendars import Period
from toolkit.contracts import Contract
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.ledger import Identity, Issued, Ledger
from toolkit.outbox import Delivery, SendState, mark_of
from toolkit.values import fold

KIND, EDITION = "sell-through", "brand"
AHEAD = timedelta(days=31)
"""How far ahead is looked where no day is given."""
FARTHEST = timedelta(days=3 * 366)

State = Literal["not-made", "withdrawn", "issued", "refused", "unknown", "sent"]
"""How far a report has come; of an ``unknown`` one nobody knows whether it arrived, and a person has to say."""
_SENDING: Mapping[SendState, State] = {
    "sent": "sent", "refused": "refused", "not-sent": "issued", "unknown": "unknown", "attempting": "unknown",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Obligation:
    """One report owed to one brand. ``issued`` is the revision in force, or the last one where it was withdrawn.

    ``delivery`` is what became of that revision at the representative's address; ``sends`` says whether it is this
    program that sends.
    ``ended`` says whether the period is over. What is ``done`` is no longer owed.
    """

    contract: Contract
    period: Period
    due: date
    ended: bool
    today: date
    issued: Issued | None = None
    delivery: Delivery | None = None
    sends: bool = False

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.issued is None:
            return "not-made"
        if self.issued.state != "issued":
            return "withdrawn"
        return _SENDING[self.delivery.state] if self.delivery else "issued"

    @property
    def since(self) -> str:
        """The day of its state: when it was sent or refused, else when it was issued; nothing where it was not made."""
        told = self.delivery if self.state in ("sent", "refused", "unknown") else self.issued
        return told.at[:10] if told else ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do: sent, or issued where it leaves the house by other hands."""
        return self.state == "sent" or (self.state == "issued" and not self.sends)

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return not self.done and self.due < self.today


def identity(contract: Contract, period: Period) -> Identity:
    """What the number of a report belongs to."""
    return Identity(KIND, contract.brand, period.name, EDITION)


def over(house: House, as_at: datetime) -> date:
    """The last day that is over: today from closing time on, else yesterday."""
    today = as_at.date()
    return today if as_at.time() >= house.closing else today - timedelta(days=1)


def obligations(house: House, as_at: datetime, until: date | None = None) -> tuple[Obligation, ...]:
    """Every report owed up to a day, 31 days ahead where none is given: overdue first, then by due date; done last."""
    until = until or as_at.date() + AHEAD
    if until > as_at.date() + FARTHEST:
        raise ToolkitError(
            f"--until {until} is too far ahead.", "Look at most three years ahead.", status=Exit.USAGE, code="usage"
        )
    with Ledger.rehearse(house.folder) as ledger:
        found = [
            _obligation(house, ledger, contract, period, as_at)
            for contract in house.contracts
            for period in contract.owed(over(house, as_at), until)
        ]
    return tuple(sorted(found, key=lambda one: (one.done, not one.overdue, one.due, fold(one.contract.brand))))


def _obligation(house: House, ledger: Ledger, contract: Contract, period: Period, as_at: datetime) -> Obligation:
    issued = ledger.latest(identity(contract, period))
    letters = ledger.states(issued.number, issued.revision) if issued else {}
    return Obligation(
        contract=contract,
        period=period,
        due=contract.due_on(period),
        ended=period.last <= over(house, as_at),
        today=as_at.date(),
        issued=issued,
        delivery=letters.get(mark_of(contract.email)),
        sends=bool(contract.email and house["mail.host"]),
    )
