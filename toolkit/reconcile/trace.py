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
from toolkit.records import Record, Registers, Sale
from toolkit.values import fold


@dataclass(frozen=True, slots=True)
class Trace:
    """One piece or one client: what it is called, its records, its events in order of time, what cannot be."""

    subject: Literal["piece", "client"]
    title: str
    records: tuple[Record, ...]
    events: tuple[Event, ...]
    impossible: tuple[Impossible, ...] = ()


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


def clients_called(registers: Registers, wanted: str) -> list[Client]:
    """The clients a word means: by number; else by the whole name; else by every word of it."""
    clients = [record for record in registers.others.get("clients", ()) if isinstance(record, Client)]
    key, folded = code_key(wanted), fold(wanted)
    numbered = [client for client in clients if client.client_no and code_key(client.client_no) == key]
    if numbered:
        return numbered
    named = [(client, fold(client_name(client))) for client in clients]
    exact = [client for client, name in named if folded in {name, name.partition(" ")[2]}]
    words = set(folded.split())
    return exact or [client for client, name in named if words and words <= set(name.split())]


def trace_client(registers: Registers, client: Client) -> Trace:
    """What is said of a client: every row with their number, and rows without a number that bear their whole name."""
    number = code_key(client.client_no or "")
    names = {fold(client_name(client)), fold(" ".join(filter(None, (client.first_name, client.surname))))} - {""}
    others = (record for record in registers.every() if record is not client)
    records = [client, *(record for record in others if _about(record, number, names))]
    events = sorted((event for record in records for event in _events(record)), key=_when)
    title = f"{client.client_no}, {client_name(client)}" if client.client_no else client_name(client)
    return Trace("client", title, tuple(records), tuple(events))


def _about(record: Record, number: str, names: set[str]) -> bool:
    if isinstance(record, Client):
        return False
    theirs = getattr(record, "client_no", None)
    if theirs:
        return bool(number) and code_key(theirs) == number
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
