"""Everything the registers say of one piece or one client: its records, and what happened in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.house import House
from toolkit.other_records import Client, Contact, Job, Movement
from toolkit.reconcile.biography import Event, Impossible, told
from toolkit.reconcile.keys import Brands, code_key
from toolkit.reconcile.lives import Lives, together
from toolkit.reconcile.turns import Turn, turn
from toolkit.reconcile.united import AtOdds, One, clients, household_of
from toolkit.records import Record, Registers, Sale
from toolkit.values import fold


@dataclass(frozen=True, slots=True)
class Trace:
    """One piece or one client: what it is called, its records, its events in order of time, what cannot be.

    Of a client in several rows ``at_odds`` says where they differ; ``household`` names who lives with the client.
    """

    subject: Literal["piece", "client"]
    title: str
    records: tuple[Record, ...]
    events: tuple[Event, ...]
    impossible: tuple[Impossible, ...] = ()
    at_odds: tuple[AtOdds, ...] = ()
    household: tuple[Client, ...] = ()


def trace_piece(registers: Registers, wanted: str, house: House) -> Trace | None:
    """What is said of the piece with this stock number or serial number; None where no register knows it."""
    found = Lives(registers, Brands(house.words.get("brand", {}))).of(wanted)
    if not found:
        return None
    life = together(found)
    one = told(life, house["house.name"])
    first = life.pieces[0] if life.pieces else None
    what = (first.brand, first.model or first.description, first.brand_ref) if first else ()
    title = ", ".join([" / ".join(one.numbers), *dict.fromkeys(text for text in what if text)])
    records = (*life.pieces, *life.others)
    return Trace("piece", title, records, one.events, one.impossible)


def client_name(client: Client) -> str:
    """A client as the register names them."""
    parts = (client.title, client.first_name, client.surname)
    return client.name or " ".join(part for part in parts if part) or client.company or client.client_no or "no name"


def clients_called(registers: Registers, wanted: str) -> list[One]:
    """The clients a word means: by number; else by the whole name; else by every word of it."""
    known = clients(registers)
    key, folded = code_key(wanted), fold(wanted)
    numbered = [one for one in known if key in map(code_key, one.numbers)]
    if numbered:
        return numbered
    named = [(one, fold(client_name(row))) for one in known for row in one.rows]
    exact = [one for one, name in named if folded in {name, name.partition(" ")[2]}]
    words = set(folded.split())
    found = exact or [one for one, name in named if words and words <= set(name.split())]
    return list({id(one): one for one in found}.values())


def trace_client(registers: Registers, one: One) -> Trace:
    """What is said of a client: all its rows, every row with a number of theirs, and rows without one in their name."""
    numbers = {code_key(number) for number in one.numbers}
    parts = {fold(" ".join(filter(None, (row.first_name, row.surname)))) for row in one.rows}
    names = (parts | {fold(client_name(row)) for row in one.rows}) - {""}
    records = [*one.rows, *(record for record in registers.every() if _about(record, numbers, names))]
    events = sorted((event for record in records for event in _events(record)), key=_when)
    title = ", ".join([*([" / ".join(one.numbers)] if one.numbers else []), client_name(one.client)])
    household = tuple(other.client for other in household_of(registers, one))
    return Trace("client", title, tuple(records), tuple(events), (), one.at_odds, household)


def _about(record: Record, numbers: set[str], names: set[str]) -> bool:
    if isinstance(record, Client):
        return False
    theirs = getattr(record, "client_no", None)
    if theirs:
        return code_key(theirs) in numbers
    called = getattr(record, "buyer", None) or getattr(record, "client", None)
    return bool(called) and fold(called) in names


def _when(event: Event) -> date:
    return event.date.earliest if event.date else date.max


def _events(record: Record) -> Iterator[Event]:
    """What a row says happened to a client, as the client lived it."""
    if isinstance(record, Client):
        yield from _of_client(record)
    elif isinstance(record, Sale):
        verb = {Turn.OUT: "bought", Turn.BACK: "returned"}.get(turn(record), (record.kind or "row").replace("_", " "))
        what = _joined(record.stock_no, record.brand, record.model or record.description)
        used = ("sale_date", "stock_no", "price")
        yield Event(record.sale_date, "sold", f"{verb} {what}".strip(), record, used, record.price)
    elif isinstance(record, Job):
        what = _joined(record.brand, record.piece)
        yield Event(record.received, "serviced", f"left for repair: {what or record.work or 'no description'}", record,
                    ("received", "piece"), record.price)  # fmt: skip
        if record.collected:
            yield Event(record.collected, "serviced", "collected after repair", record, ("collected",))
    elif isinstance(record, Movement):
        words = f"{(record.reason or 'moved').replace('_', ' ')}: {_joined(record.stock_no, record.piece)}"
        yield Event(record.moved_date, "moved", words, record, ("moved_date", "stock_no"), record.value)
    elif isinstance(record, Contact):
        words = _joined((record.channel or "contact").replace("_", " "), record.adviser, record.subject, record.outcome)
        yield Event(record.contact_date, "event", words, record, ("contact_date", "subject"))


def _of_client(client: Client) -> Iterable[Event]:
    moments = (
        ("client_since", "client since"),
        ("last_purchase", "last purchase, by the clients' register"),
        ("last_contact", "last contact, by the clients' register"),
        ("consent_date", "consent given"),
    )
    for name, words in moments:
        if getattr(client, name):
            yield Event(getattr(client, name), "event", words, client, (name,))


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)
