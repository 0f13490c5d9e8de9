"""A round of sending: what may go, what has gone, each message handed over with the ledger told before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from toolkit.files import digest
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.mail import Letter, dated
from toolkit.mail_smtp import Line
from toolkit.outbox import SETTLED, Approval, Delivery, SendState, mark_of

State = Literal["sent", "partly", "refused", "unknown", "not-sent", "waiting", "limit", "drafted", "kept", "dry-run"]
Answer = tuple[str, SendState, str]
"""An address, what became of the letter there, and the server's code or the initials of whoever said so."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter about one issued document, with the message it makes."""

    number: str
    revision: int
    letter: Letter
    message: bytes
    addresses: tuple[str, ...]

    @property
    def reader(self) -> str:
        """The address it is meant for."""
        return self.addresses[0]


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of one parcel, at each address, and why where it did not leave.

    ``waiting`` is for a person's approval, ``limit`` for another day; ``partly`` means that at some address it was
    refused, ``unknown`` that at some address nobody knows.
    """

    parcel: Parcel
    state: State
    answers: tuple[Answer, ...] = ()
    note: str = ""


class Round:
    """One round of sending over one ledger."""

    def __init__(self, house: House, ledger: Ledger, *, now: datetime | None = None, again: bool = False) -> None:
        """Without ``now`` it can only be looked at what stands."""
        self._ledger, self._now, self._again = ledger, now, again
        self._left = int(house["mail.daily_limit"])
        if now:
            today = now.astimezone(house.zone).replace(hour=0, minute=0, second=0, microsecond=0)
            self._left -= ledger.sent_since(today)
        self._broken: ToolkitError | None = None

    def standing(self, one: Parcel) -> Posted | None:
        """What holds of a parcel before anything is sent; None where it may go."""
        answers = self._answers(one)
        states = {state for _, state, _ in answers}
        if states & {"unknown", "attempting"}:
            note = "The line was cut, or the run ended, before the server answered: it may have arrived or not."
            return Posted(one, "unknown", answers, note)
        if not self._going(one):
            return Posted(one, _state(answers), answers)
        issued = self._ledger.find(one.number, one.revision)
        if issued is None or issued.state != "issued":
            held = f"{one.number}, revision {one.revision} is {issued.state if issued else 'not issued'}"
            return Posted(one, "waiting", answers, f"{held}: only a document in force is sent.")
        approval = self._ledger.approved(one.number, one.revision, one.reader)
        if approval is None:
            return Posted(one, "waiting", answers, "Nobody approved it yet.")
        if approval.message != digest(one.message):
            note = f"It is not what {approval.who} approved: a word, a file or an address is another one now."
            return Posted(one, "waiting", answers, note)
        return None

    def go(self, line: Line, one: Parcel) -> Posted:
        """Send a parcel that may go to where it has not been; once the line failed, or at the limit, nothing leaves."""
        # Looked at again: the same document may stand twice in one round.
        if there := self.standing(one):
            return there
        going, approval = self._going(one), self._ledger.approved(one.number, one.revision, one.reader)
        assert approval is not None
        assert self._now is not None
        if self._broken:
            return Posted(one, "not-sent", self._answers(one), self._broken.message)
        if len(going) > self._left:
            note = "The daily limit ([mail] daily_limit) is reached: run again tomorrow."
            return Posted(one, "limit", self._answers(one), note)
        before = partial(self._attempt, approval)
        try:
            # The kept copy, not what this run made: what was approved is what leaves.
            whole = dated(self._ledger.message(approval), self._now)
            said = line.deliver(one.letter.sender[1], going, whole, before)
        except ToolkitError as error:
            if error.status != Exit.OUTSIDE:
                raise
            self._broken = error
            return Posted(one, "not-sent", self._answers(one), error.message)
        self._ledger.record(approval, said, at=self._now)
        answers = self._answers(one)
        return Posted(one, _state(answers), answers)

    def _attempt(self, approval: Approval, going: Sequence[str]) -> None:
        """Write down that the message is about to leave."""
        assert self._now is not None
        self._ledger.attempt(approval, going, at=self._now)
        self._left -= len(going)

    def _going(self, one: Parcel) -> list[str]:
        """The addresses it has still to go to: not where it may have arrived, nor where it was refused for good."""
        there = self._ledger.states(one.number, one.revision)
        return [where for where in one.addresses if self._may_go(there.get(mark_of(where)))]

    def _may_go(self, last: Delivery | None) -> bool:
        if last is None or last.state == "not-sent":
            return True
        for_good = last.state == "refused" and not last.answer.startswith("4")
        return last.state not in SETTLED and (self._again or not for_good)

    def _answers(self, one: Parcel) -> tuple[Answer, ...]:
        there = self._ledger.states(one.number, one.revision)
        found = ((where, there.get(mark_of(where))) for where in one.addresses)
        return tuple((where, last.state, last.answer or last.who) for where, last in found if last)


def _state(answers: Sequence[Answer]) -> State:
    """What became of a parcel, out of what became of it at each address."""
    states = {state for _, state, _ in answers}
    if states & {"unknown", "attempting"}:
        return "unknown"
    if len(states) > 1:
        return "partly"
    only: State = "sent" if states == {"sent"} else "refused" if states == {"refused"} else "not-sent"
    return only
