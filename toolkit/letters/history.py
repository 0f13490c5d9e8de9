"""What the registers know of one client before somebody writes to her: purchases, repairs, talks, who lives with her.

Nothing here is printed. It is what a person would look up before writing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from toolkit.checks.consent import INWARD
from toolkit.checks.jobs import is_overdue
from toolkit.checks.pieces import dated, spelled
from toolkit.findings import Place
from toolkit.other_records import Client, Contact, Job
from toolkit.reconcile.united import One, client_of, clients, household_of
from toolkit.records import Record, Registers, Sale
from toolkit.values import When, fold, fold_code

RowKey = tuple[str, str | None, int]

CLOSED = frozenset({"collected", "refused"})
"""What became of a job that is no longer open."""


@dataclass(frozen=True, slots=True)
class History:
    """One client, the others of her household, and her sales, jobs and contacts in the order of their files."""

    one: One
    household: tuple[One, ...] = ()
    sales: tuple[Sale, ...] = ()
    jobs: tuple[Job, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def client(self) -> Client:
        """The record that stands for her."""
        return self.one.client

    @property
    def shared(self) -> bool:
        """Whether somebody else may open her letters: another client, or a partner in her own row."""
        return bool(self.household) or any(row.spouse for row in self.one.rows)

    def records(self) -> Iterator[Record]:
        """Every row about her."""
        yield from (*self.one.rows, *self.sales, *self.jobs, *self.contacts)


@dataclass(slots=True)
class _Gathered:
    sales: list[Sale] = field(default_factory=list)
    jobs: list[Job] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)


def row_key(record: Record) -> RowKey:
    """What names a row of a register."""
    return (record.source.file, record.source.sheet, record.row)


def histories(registers: Registers) -> tuple[History, ...]:
    """Every client with what the registers know of her, in the order of the register."""
    ones = clients(registers)
    gathered: dict[RowKey, _Gathered] = defaultdict(_Gathered)
    for record in (*registers.sales, *registers.others.get("service", ()), *registers.others.get("contacts", ())):
        one = client_of(registers, record)
        if one is None:
            continue
        known = gathered[row_key(one.client)]
        if isinstance(record, Sale):
            known.sales.append(record)
        elif isinstance(record, Job):
            known.jobs.append(record)
        elif isinstance(record, Contact):
            known.contacts.append(record)
    houses = _by_address(ones)
    return tuple(_history(registers, one, gathered.get(row_key(one.client), _Gathered()), houses) for one in ones)


def _history(registers: Registers, one: One, known: _Gathered, houses: Mapping[str, list[One]]) -> History:
    others = {row_key(other.client): other for other in household_of(registers, one)}
    others |= {row_key(other.client): other for other in houses.get(address_key(one.client), ())}
    others.pop(row_key(one.client), None)
    return History(one, tuple(others.values()), tuple(known.sales), tuple(known.jobs), tuple(known.contacts))


def _by_address(ones: Iterable[One]) -> Mapping[str, list[One]]:
    found: dict[str, list[One]] = defaultdict(list)
    for one in ones:
        if key := address_key(one.client):
            found[key].append(one)
    return found


def address_key(client: Client) -> str:
    """What names a front door: street, second line and postcode, or the whole address; empty where it is not known."""
    if client.street and client.postcode:
        return " ".join((fold(client.street), fold(client.street2 or ""), fold_code(client.postcode)))
    return fold(client.address or "")


def purchases(history: History) -> Iterator[Sale]:
    """What she bought and kept: no returns, no services, no cancelled sale, nothing brought back since."""
    back = {_piece(sale): sale.sale_date for sale in history.sales if sale.kind == "client_return"}
    for sale in history.sales:
        negative = sale.price is not None and sale.price.amount <= 0
        if sale.kind not in (None, "sold", "exchanged") or "kind" in sale.doubts or negative or sale.sale_date is None:
            continue
        returned = back.get(_piece(sale))
        if _piece(sale) not in back or (returned and returned.earliest < sale.sale_date.earliest):
            yield sale


def _piece(sale: Sale) -> str:
    """What names the piece of a sale: its number, else its serial, else its invoice."""
    return fold_code(sale.stock_no or sale.serial or sale.invoice_no or f"row {sale.row} {sale.source.file}")


def outward(contact: Contact) -> bool:
    """Whether it was the house that wrote or called."""
    return INWARD.search(fold(contact.direction or "")) is None


def last_contact(history: History, today: date) -> Contact | None:
    """What was last said, by either side."""
    past = [one for one in history.contacts if one.contact_date and one.contact_date.earliest <= today]
    return max(past, key=lambda one: _day(one.contact_date), default=None)


def _day(when: When | None) -> date:
    return when.latest if when else date.min


def open_matters(history: History, today: date) -> tuple[tuple[str, Place], ...]:
    """What is open with her: repairs, balances, promises to come back to her; in words, each with its cell."""
    return (*_jobs(history, today), *_balances(history), *_follow_ups(history, today))


def _jobs(history: History, today: date) -> Iterator[tuple[str, Place]]:
    for job in history.jobs:
        if job.collected or job.job_status in CLOSED or "collected" in job.doubts:
            continue
        what = f"repair {job.job_no}" if job.job_no else f"repair of {job.piece or 'a piece'}"
        if job.job_status == "ready":
            yield f"{what}: ready, not collected", job.place("job_status")
        elif job.promised and is_overdue(job, today):
            yield f"{what}: promised for {dated(job.promised)}, not back", job.place("promised")
        else:
            until = f", promised for {dated(job.promised)}" if job.promised else ""
            yield f"{what}: in work{until}", job.place("job_no")


def _balances(history: History) -> Iterator[tuple[str, Place]]:
    for sale in history.sales:
        if sale.balance is not None and sale.balance.amount > 0 and sale.delivered is None:
            on = f"invoice {sale.invoice_no}" if sale.invoice_no else f"row {sale.row} of the sales"
            yield f"{on}: balance of {spelled(sale.balance)}, no day of delivery", sale.place("balance")


def _follow_ups(history: History, today: date) -> Iterator[tuple[str, Place]]:
    for contact in history.contacts:
        day = contact.follow_up
        if day is None or contact.contact_date is None:
            continue
        answered = any(_day(other.contact_date) > _day(contact.contact_date) and outward(other)
                       and _day(other.contact_date) <= today for other in history.contacts)  # fmt: skip
        if not answered:
            about = f" about {contact.subject}" if contact.subject else ""
            yield f"to be contacted again{about} on {dated(day)}", contact.place("follow_up")
