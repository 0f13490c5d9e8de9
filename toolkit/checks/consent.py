"""Rules of what clients allow: objections, deaths and moves as recorded, consents that contradict them, and contacts.

An objection is kept and heeded for ever: it is never a row to delete. What is recorded is told once a sheet, with all
its cells, so that nobody wonders why these clients get no letter.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from toolkit.checks.birthdays import clients
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import FEW, MOST
from toolkit.findings import Finding, Kind, Severity, declare
from toolkit.other_records import Client, Contact
from toolkit.values import fold, fold_code


def _recorded(code: str, title: str, why: str, message: str) -> Kind:
    hint = "Leave the row as it is: it is heeded. If it were deleted, the client might be written to again."
    return declare(
        code, Severity.INFORMATION, title, why=why, message=message, hint=hint, blocks=("letter",)
    )  # fmt: skip


OBJECTED = declare(
    "objected-to-post", Severity.INFORMATION, "An objection to letters",
    why="An objection is absolute: it is kept, never deleted, and every list heeds it.",
    message="The consent to letters reads {value!r}: taken as an objection, kept and heeded.",
    hint="Type no in the column itself and the day of the objection in the notes, so that it is beyond doubt.",
    blocks=("letter",),
)  # fmt: skip
DECEASED = _recorded(
    "client-deceased", "Clients recorded as deceased", "A letter to the dead wounds those who open it.",
    "Clients recorded as deceased in this sheet: {count}. No letter goes to them.",
)  # fmt: skip
GONE_AWAY = _recorded(
    "client-gone-away", "Clients recorded as gone away", "A letter to an old address is opened by a stranger.",
    "Clients recorded as gone away in this sheet: {count}. No letter goes to their address.",
)  # fmt: skip
CONTRADICTION = declare(
    "consent-contradiction", Severity.WARNING, "A consent beside an objection",
    why="The objection is heeded whatever stands beside it; but one of the two cells is wrong.",
    message="The client is {state}, yet the {field} says yes.",
    hint="Type no as the consent if the objection stands; if it was withdrawn in writing, clear it and note the day.",
)  # fmt: skip
UNDATED = declare(
    "consent-undated", Severity.INFORMATION, "Consents without their day",
    why="Whoever relies on a consent has to be able to show when it was given.",
    message="Clients with a consent and no day beside it: {count}, first in this row.",
    hint="Type the day from the form that was signed; ask anew where there is none.",
)  # fmt: skip
CONTACTED = declare(
    "contact-despite-objection", Severity.WARNING, "A contact with somebody who is not to be contacted",
    why="An objection or a death is heeded by everybody in the house, on every channel.",
    message="{contact} with a client who is {state}{since}.",
    hint="Ask how it came about; if the client wrote first, type 'in' in the column for the direction.",
)  # fmt: skip
STRANGER = declare(
    "contact-client-unknown", Severity.WARNING, "A contact whose client number no client has",
    why="What was said to a client is lost with the wrong number, and so is their objection.",
    message="The client number {value!r} is in no row of the clients' register; contacts that name it: {count}.",
    hint="Correct the number, or add the client.",
)  # fmt: skip

CONSENTS = (("consent_post", "consent to letters"), ("consent_email", "consent to e-mail"),
            ("consent_phone", "consent to calls"), ("consent_sms", "consent to messages"))  # fmt: skip
STATES = (("deceased", "recorded as deceased"), ("do_not_contact", "marked as not to be contacted"))
OBJECTION = re.compile(
    r"^(no|n|non|nein|keine?)\b|\b(object\w*|opted? out|opt out|unsubscribed?|refused|refuses|withdr\w+|stop|never|"
    r"oppose\w*|opposition|refus\w*|desabonne\w*|plus de (courrier|lettres?)|widerspr\w+|widerruf\w*|abgelehnt|"
    r"rifiut\w+|revocat\w+|oppost\w+|rechaz\w+|revocad\w+|baja)\b"
)
INWARD = re.compile(r"\b(in|inbound|incoming|entrant|recu|eingehend|ein|entrata|ricevut\w+|entrante|received)\b")


def check_objections(scope: Scope) -> Iterable[Finding]:
    """Consents to letters whose words are neither yes nor no but plainly object."""
    for client in clients(scope):
        doubt = client.doubts.get("consent_post")
        if doubt is not None and OBJECTION.search(fold(doubt.raw)):
            yield OBJECTED.at(client.place("consent_post"), doubt.raw, register="clients")


def check_recorded(scope: Scope) -> Iterable[Finding]:
    """Clients recorded as deceased or gone away: once a sheet, with all their cells."""
    for name, kind in (("deceased", DECEASED), ("gone_away", GONE_AWAY)):
        sheets: dict[int, list[Client]] = defaultdict(list)
        for client in clients(scope):
            if getattr(client, name):
                sheets[id(client.source)].append(client)
        for found in sheets.values():
            yield kind.at([client.place(name) for client in found], len(found), register="clients", count=len(found))


def check_contradictions(scope: Scope) -> Iterable[Finding]:
    """A consent that says yes in the row of a client who is not to be contacted, or who has died."""
    for client in clients(scope):
        state, words = _state(client)
        for name, label in CONSENTS if state else ():
            if getattr(client, name):
                places = (client.place(name), client.place(state))
                yield CONTRADICTION.at(places, "yes", register="clients", field=label, state=words)


def _state(client: Client) -> tuple[str, str]:
    """Why a client is not to be contacted: the field and the words; empty for one who may be."""
    return next(((name, words) for name, words in STATES if getattr(client, name)), ("", ""))


def check_undated_consents(scope: Scope) -> Iterable[Finding]:
    """Consents without a day, once a sheet, where the register has a column for the day."""
    sheets: dict[int, list[Client]] = defaultdict(list)
    for client in clients(scope):
        blank = client.mapped("consent_date") and not client.consent_date and "consent_date" not in client.doubts
        if blank and _consents(client):
            sheets[id(client.source)].append(client)
    for found in sheets.values():
        yield UNDATED.at(found[0].place("consent_date"), len(found), register="clients", count=len(found))


def _consents(client: Client) -> bool:
    return any(getattr(client, name) for name, _ in CONSENTS)


def check_contacts(scope: Scope) -> Iterable[Finding]:
    """Contacts of ours with clients who object or have died: after the day, where it is known, or still planned."""
    barred = {key: client for client in clients(scope) if client.client_no and _state(client)[0]
              for key in (fold_code(client.client_no),)}  # fmt: skip
    for contact in _contacts(scope):
        client = barred.get(fold_code(contact.client_no or ""))
        if client is None or INWARD.search(fold(contact.direction or "")):
            continue
        _, words = _state(client)
        day, plan = contact.contact_date, contact.follow_up
        # The day beside a consent is that of the consent; beside none it is that of the objection.
        since = None if _consents(client) or client.deceased else client.consent_date
        if plan is not None and plan.earliest > scope.today:
            what, name, after = f"A follow-up is planned on {plan.earliest}", "follow_up", ""
        elif day is not None and since is not None and day.earliest > since.latest:
            what, name, after = f"A contact on {day.earliest}", "contact_date", f" since {since.latest}"
        else:
            continue
        places = (contact.place(name), client.place(_state(client)[0]))
        yield CONTACTED.at(places, what, register="contacts", contact=what, state=words, since=after)


def check_contact_clients(scope: Scope) -> Iterable[Finding]:
    """Client numbers of contacts that the clients' register does not have, each once."""
    known = {fold_code(client.client_no) for client in clients(scope) if client.client_no}
    strangers: dict[str, list[Contact]] = defaultdict(list)
    for contact in _contacts(scope) if known else ():
        if contact.client_no and fold_code(contact.client_no) not in known:
            strangers[contact.client_no].append(contact)
    yield from _strangers(strangers, sum(bool(contact.client_no) for contact in _contacts(scope)))


def _strangers(found: Mapping[str, list[Contact]], asked: int) -> Iterable[Finding]:
    """One finding a number; one for all where most of the register is numbered otherwise."""
    rows = [contact for contacts in found.values() for contact in contacts]
    if len(rows) > max(FEW, asked * MOST):
        found = {f"{rows[0].client_no} and others": rows}
    for number, contacts in found.items():
        yield STRANGER.at(contacts[0].place("client_no"), number, register="contacts", count=len(contacts))


def _contacts(scope: Scope) -> Iterable[Contact]:
    return (record for record in scope.registers.others.get("contacts", ()) if isinstance(record, Contact))


RULES: tuple[Rule, ...] = (
    check_objections, check_recorded, check_contradictions, check_undated_consents, check_contacts,
    check_contact_clients,
)  # fmt: skip
