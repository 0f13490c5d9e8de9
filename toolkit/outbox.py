"""What people approved for sending, and what became of it at each address: the ledger's outbox.

An approval is of one message, by the digest of its bytes, and the message is kept beside the ledger. An attempt is
written down before it is made; where its end was never written, nobody knows what became of it, and a person says.
The rows hold digests of addresses, never an address or a name: those stand in the kept message alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from toolkit import database
from toolkit.files import digest, private_folder, read_only, standing, write_all
from toolkit.findings import ToolkitError
from toolkit.ledger_chain import bind
from toolkit.ledger_rows import Rows

OUTBOX = "outbox"
SendState = Literal["attempting", "sent", "refused", "unknown", "not-sent"]
"""What became of a message at one address. ``attempting`` without a later row is a run that was ended midway."""
SETTLED: frozenset[SendState] = frozenset({"sent", "attempting", "unknown"})
"""States in which a message may have arrived: it never goes there again by itself."""

_APPROVALS = "SELECT id, number, revision, reader, message, who, at FROM approvals"
_SENDINGS = (
    "SELECT number, revision, address, state, sendings.at, answer, sendings.who, approval "
    "FROM sendings JOIN approvals ON approvals.id = approval"
)


@dataclass(frozen=True, slots=True)
class Approval:
    """A message about one issued document, approved by a person; ``message`` is the SHA-256 of its bytes.

    ``reader`` is the digest of the address it is meant for: what was approved last for a document and reader holds.
    """

    id: int
    number: str
    revision: int
    reader: str
    message: str
    who: str
    at: str

    @property
    def file(self) -> str:
        """The name of the kept message."""
        return f"{self.message}.eml"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a document at one address: ``answer`` is the server's code, ``who`` a person who said so."""

    number: str
    revision: int
    address: str
    state: SendState
    at: str
    answer: str
    who: str
    approval: int


def mark_of(address: str) -> str:
    """What stands in the ledger for an address: the same for the same address, and nobody's name."""
    return digest(address.casefold().encode())


class Outbox(Rows):
    """The part of the ledger that knows what may leave, what left, and of what nobody knows."""

    @property
    def outbox_folder(self) -> Path:
        """Where approved messages stand."""
        return self.path.parent / OUTBOX

    def posting(self) -> AbstractContextManager[None]:
        """A block in which no other run sends from this house."""
        return database.one_at_a_time(self.path.with_name("post.lock"))

    def approve(self, document: tuple[str, int], reader: str, message: bytes, who: str, *, at: datetime) -> Approval:
        """Keep the message and record that a person approved it; nothing where it is approved already."""
        number, revision = document
        # The copy first: after a kill in between it is only a file that nobody asks for.
        private_folder(self.outbox_folder)
        path = self.outbox_folder / f"{digest(message)}.eml"
        if standing(path) != message:
            write_all({path: message}, overwrite=True)
            path.chmod(0o600)
        with self._transaction():
            last = self.approved(number, revision, reader)
            if last and last.message == digest(message):
                return last
            self._require_issued(number, revision)
            row = (number, revision, mark_of(reader), digest(message), who, at.isoformat())
            made = self._rows("INSERT INTO approvals VALUES (NULL, ?, ?, ?, ?, ?, ?) RETURNING id", *row)[0][0]
            bind(self._db, "approval", str(made), number, revision)
        return Approval(made, *row)

    def approvals(self) -> tuple[Approval, ...]:
        """Everything that was ever approved, in its order."""
        return tuple(Approval(*row) for row in self._rows(f"{_APPROVALS} ORDER BY id"))

    def approved(self, number: str, revision: int, reader: str) -> Approval | None:
        """What was approved last for a document and reader."""
        query = f"{_APPROVALS} WHERE number = ? AND revision = ? AND reader = ? ORDER BY id DESC LIMIT 1"
        rows = self._rows(query, number, revision, mark_of(reader))
        return Approval(*rows[0]) if rows else None

    def message(self, approval: Approval) -> bytes:
        """The message as it was approved; ToolkitError where its copy was altered or is gone."""
        path = self.outbox_folder / approval.file
        data = read_only(path)
        if digest(data) != approval.message:
            raise ToolkitError(
                f"{path} is not the message that was approved: it was altered since. Nothing was sent.",
                "Look at the letter again and approve it again.",
                code="altered",
            )
        return data

    def deliveries(self) -> tuple[Delivery, ...]:
        """What became of every document at every address it went to."""
        return _last(self._rows(f"{_SENDINGS} ORDER BY sendings.id"))

    def states(self, number: str, revision: int) -> Mapping[str, Delivery]:
        """What became of one document at each address it went to, by the mark of the address."""
        query = f"{_SENDINGS} WHERE number = ? AND revision = ? ORDER BY sendings.id"
        return {delivery.address: delivery for delivery in _last(self._rows(query, number, revision))}

    def attempt(self, approval: Approval, addresses: Iterable[str], *, at: datetime) -> None:
        """Write down that the message is about to go to these addresses. ToolkitError where it may have arrived."""
        wanted = [mark_of(address) for address in addresses]
        with self._transaction(passing=True):
            there = self.states(approval.number, approval.revision)
            if any(mark in there and there[mark].state in SETTLED for mark in wanted):
                raise ToolkitError(
                    f"{approval.number}, revision {approval.revision} may have arrived already. Nothing was sent.",
                    code="sent",
                )
            self._require_issued(approval.number, approval.revision)
            for mark in wanted:
                self._add_sending(approval, mark, "attempting", at)

    def record(self, approval: Approval, states: Mapping[str, tuple[SendState, str]], *, at: datetime) -> None:
        """Add what became of the message at each address: its state, and the code the server answered with."""
        with self._transaction():
            for address, (state, answer) in states.items():
                self._add_sending(approval, mark_of(address), state, at, answer)

    def settle(self, *, at: datetime) -> None:
        """Record as unknown what a run began and never ended; only while no other run is sending."""
        with self._transaction():
            for delivery in self.deliveries():
                if delivery.state == "attempting":
                    self._add_sending(self._approval(delivery.approval), delivery.address, "unknown", at, "ended")

    def resolve(self, delivery: Delivery, *, sent: bool, who: str, at: datetime) -> None:
        """Record what a person found out about a message of which nobody knew whether it arrived."""
        with self._transaction():
            now = self.states(delivery.number, delivery.revision).get(delivery.address)
            if now is None or now.state not in {"unknown", "attempting"}:
                raise ToolkitError(f"What became of {delivery.number} is known already.", code="known")
            state: SendState = "sent" if sent else "not-sent"
            self._add_sending(self._approval(delivery.approval), delivery.address, state, at, who=who)

    def sent_since(self, moment: datetime) -> int:
        """To how many addresses something went, or may have gone, since a moment."""
        rows = self._rows("SELECT at FROM sendings WHERE state = 'attempting'")
        return sum(datetime.fromisoformat(at) >= moment for (at,) in rows)

    def _approval(self, number: int) -> Approval:
        return Approval(*self._rows(f"{_APPROVALS} WHERE id = ?", number)[0])

    def _require_issued(self, number: str, revision: int) -> None:
        """Stop where the document is not in force: nothing else is ever sent."""
        state = self._state(number, revision)
        if state != "issued":
            raise ToolkitError(
                f"{number}, revision {revision} is {state or 'not issued'}: only a document in force is sent.",
                "Issue it, then look at the letter and approve it.",
                code="not-in-force",
            )

    def _add_sending(
        self, approval: Approval, mark: str, state: SendState, at: datetime, answer: str = "", who: str = ""
    ) -> None:
        row = (approval.id, mark, state, at.isoformat(), answer, who)
        made = self._rows("INSERT INTO sendings VALUES (NULL, ?, ?, ?, ?, ?, ?) RETURNING id", *row)
        bind(self._db, "sending", str(made[0][0]), approval.number, approval.revision)


def _last(rows: Iterable[tuple[Any, ...]]) -> tuple[Delivery, ...]:
    """The last row of each document and address, in the order in which each was first tried."""
    return tuple({row[:3]: Delivery(*row) for row in rows}.values())
