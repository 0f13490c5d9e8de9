"""The contacts' register, in German: J. Ostrey's calls and letters, exported by the telephone program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from toolkit.demo.clients import Client
from toolkit.demo.faults import Planting
from toolkit.demo.house import AS_AT
from toolkit.demo.names import table
from toolkit.demo.planter import Planter
from toolkit.demo.text import Text
from toolkit.demo.workbook import Column

FILE = "Kontakte.csv"
COUNT = 64
COLUMNS = (
    Column("date", "Datum"),
    Column("client", "Kunde"),
    Column("client_no", "Kundennummer"),
    Column("channel", "Kontaktart"),
    Column("direction", "Richtung"),
    Column("adviser", "Mitarbeiter"),
    Column("subject", "Betreff"),
    Column("outcome", "Ergebnis"),
    Column("again", "Wiedervorlage"),
    Column("notes", "Bemerkung"),
)
CHANNELS = ("Anruf", "Anruf", "Brief", "E-Mail", "Besuch", "WhatsApp")
TALKS = (
    ("Jahrestag", "freut sich"), ("Reparatur abholbereit", "kommt am Samstag"), ("Neue Uhren", "kein Interesse"),
    ("Perlen neu fädeln", "Auftrag erteilt"), ("Einladung Herbst", "zugesagt"), ("Ring ändern", "meldet sich"),
    ("Schätzung für die Versicherung", "Termin vereinbart"), ("Tasche aufarbeiten", "nicht erreicht"),
)  # fmt: skip


def register(clients: Sequence[Client], rng: Random, planting: Planting) -> bytes:
    """The register's bytes, its faults noted as planted."""
    text = Text(FILE, COLUMNS, planting)
    text.heading()
    days = sorted(date(2026, 1, 12) + timedelta(days=rng.randrange(285)) for _ in range(COUNT))
    contacts = {str(number): _contact(day, rng.choice(clients), rng) for number, day in enumerate(days)}
    for name, contact in contacts.items():
        text.record(name, contact)
    if not planting.clean:
        planter = Planter(text, contacts, step=5)
        planter.plant_table("contacts")
        _spoil(text, planter, clients)
    return text.bytes("cp1252", ";")


def _spoil(text: Text, planter: Planter, clients: Sequence[Client]) -> None:
    """A call to the client whose row says that there are to be none."""
    number = next(fault.subject for fault in text.planting.faults if fault.kind == "consent-contradiction")
    client = next(client for client in clients if client.number == number)
    name = planter.pick({"again": "", "direction": "aus"})
    text.write(name, "client", client.short)
    text.write(name, "client_no", number)
    say = "To be called again, though the client is not to be contacted."
    fault = {"kind": "contact-despite-objection", "key": "again", "value": "16.11.2026", "say": say}
    planter.plant(fault, name)


def _contact(day: date, client: Client, rng: Random) -> dict[str, Any]:
    """One call or letter."""
    subject, outcome = rng.choice(TALKS)
    again = AS_AT + timedelta(days=rng.randrange(6, 60)) if rng.random() < 0.2 else None
    return {
        "date": f"{day:%d.%m.%Y}",
        "client": client.short,
        "client_no": client.number,
        "channel": rng.choice(CHANNELS),
        "direction": rng.choice(["aus", "aus", "ein"]),
        "adviser": rng.choice(table("people")["adviser"]),
        "subject": subject,
        "outcome": outcome,
        "again": f"{again:%d.%m.%Y}" if again else "",
        "notes": rng.choice(["", "", "", "vormittags anrufen", "spricht Französisch"]),
    }
