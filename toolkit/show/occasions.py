"""Occasions for people and for programs, and as a calendar file: what may be written, what is held, and why."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, timedelta
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.letters.discretion import NO_OCCASION, Held
from toolkit.letters.history import row_key
from toolkit.letters.letter import Hold, Occasion
from toolkit.other_records import Contact
from toolkit.produce.occasions import Found
from toolkit.reconcile.united import One
from toolkit.show.findings import place_json, places_text
from toolkit.show.trace import when_text

LABELS = {
    "birthday": "Birthday", "wedding": "Wedding anniversary", "purchase": "Anniversary of a purchase",
    "service": "Service due", "warranty": "Guarantee ends", "after-sale": "After a purchase",
    "after-repair": "After a repair", "first-year": "First year as a client", "silence": "Long silence",
    "noted": "A date in the notes",
}  # fmt: skip
_REMINDER = timedelta(hours=-15)
"""Nine in the morning of the day before."""


def occasions_json(found: Found, calendar: str | None = None) -> dict[str, Any]:
    """Every occasion with its holds, and every client who gets no letter with the reasons, as one object."""
    judged = [(one, ()) for one in found.judged.ready] + [(held.occasion, held.holds) for held in found.judged.held]
    return {
        "schema": "boutique.occasions/1",
        "as_at": found.as_at.isoformat(timespec="minutes"),
        "from": str(found.first),
        "to": str(found.last),
        "occasions": [_json(one, holds) for one, holds in sorted(judged, key=lambda pair: _order(pair[0]))],
        "not_written": [
            {**_client_json(one.client), "reasons": [_hold_json(hold) for hold in one.reasons]}
            for one in found.judged.unwritten
        ],
        "calendar": calendar,
    }


def _order(one: Occasion) -> tuple[Any, ...]:
    file, sheet, row = row_key(one.client.client)
    return one.write_by, one.day, file, sheet or "", row, one.kind


def _json(one: Occasion, holds: Sequence[Hold]) -> dict[str, Any]:
    return {
        "kind": one.kind,
        **_client_json(one.client),
        "day": str(one.day),
        "write_by": str(one.write_by),
        "late": one.late,
        "nth": one.nth,
        "since": when_text(one.since) or None,
        "why": one.why,
        "say": sorted(one.say),
        "unsure": list(one.unsure),
        "with": [{"kind": other.kind, "day": str(other.day), "why": other.why} for other in one.with_],
        "last": _contact_json(one.last) if one.last else None,
        "open": list(one.open),
        "places": [place_json(place) for place in one.places],
        "holds": [_hold_json(hold) for hold in holds],
    }


def _client_json(one: One) -> dict[str, Any]:
    return {"client": one.client.client_no, "name": called(one), "row": place_json(one.rows[0].place())}


def _hold_json(hold: Hold) -> dict[str, Any]:
    places = [place_json(place) for place in hold.places]
    return {"code": hold.code, "words": hold.words, "releases": hold.releases, "final": hold.final, "places": places}


def _contact_json(contact: Contact) -> dict[str, Any]:
    return {
        "date": when_text(contact.contact_date),
        "channel": contact.channel,
        "subject": contact.subject,
        "outcome": contact.outcome,
        "adviser": contact.adviser,
        "place": place_json(contact.place()),
    }


def called(one: One) -> str:
    """A client's name as the register writes it."""
    client = one.client
    parts = (client.title, client.first_name, client.surname) if client.surname else (client.title, client.name)
    return " ".join(filter(None, parts)) or client.company or "no name"


def occasions_text(found: Found, written: str = "") -> str:
    """What may be written, in the order of the days to write; what is held, and why; how many have no occasion."""
    judged = found.judged
    lines = [f"As at {found.as_at:%Y-%m-%d %H:%M}; occasions from {found.first} to {found.last}."]
    lines += ["", f"May be written: {len(judged.ready)}"]
    lines += [line for one in judged.ready for line in _ready(one)]
    lines += ["", f"Held: {len(judged.held)}"]
    lines += [line for held in judged.held for line in _held(held)]
    lines += ["", *_others(found), *(["", written] if written else [])]
    return "\n".join(lines)


def _ready(one: Occasion) -> Iterator[str]:
    late = "  LATE" if one.late else ""
    yield f"  {one.write_by}  {_who(one.client)}: {LABELS[one.kind]}, {one.day}{late}"
    yield from _context(one)


def _held(held: Held) -> Iterator[str]:
    yield f"  {held.occasion.day}  {_who(held.occasion.client)}: {LABELS[held.occasion.kind]}"
    for hold in held.holds:
        yield f"    {hold.words}{_at(hold)}. {hold.releases}"


def _context(one: Occasion) -> Iterator[str]:
    """What a person should know before writing."""
    yield f"    {one.why}{f' ({places_text(one.places)})' if one.places else ''}"
    for other in one.with_:
        yield f"    and {LABELS[other.kind]}, {other.day}: {other.why}"
    if one.last:
        words = ", ".join(filter(None, (one.last.channel, one.last.subject, one.last.outcome)))
        yield f"    last: {when_text(one.last.contact_date)}, {words} ({one.last.place()})"
    for words in one.open:
        yield f"    open: {words}"


def _at(hold: Hold) -> str:
    return f" ({places_text(hold.places)})" if hold.places else ""


def _who(one: One) -> str:
    number = f" ({one.client.client_no})" if one.client.client_no else ""
    return f"{called(one)}{number}"


def _others(found: Found) -> Iterator[str]:
    """The clients without an occasion: how many, and how many of them could not be written to at all."""
    rest = [one for one in found.judged.unwritten if any(hold.code == NO_OCCASION for hold in one.reasons)]
    codes = Counter(one.reasons[0].code for one in rest if one.reasons[0].code != NO_OCCASION)
    yield f"Without an occasion in this time: {counted(len(rest), 'client')}."
    if codes:
        barred = ", ".join(f"{code.replace('-', ' ')} {number}" for code, number in sorted(codes.items()))
        yield f"Of these, not to be written to anyhow: {barred}. --json names each, with the cell."


def calendar_file(found: Found, house: str) -> bytes:
    """The days to write as a calendar (.ics). It names clients by number only: calendars are seen by many."""
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", "-//boutique-toolkit//occasions//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "Letters to write")
    for one in sorted(found.judged.ready, key=_order):
        event = Event()
        event.add("uid", f"{_digest((house, *map(str, _key(one))))}@occasions.invalid")
        event.add("dtstamp", found.as_at.astimezone(UTC))
        event.add("dtstart", one.write_by)
        event.add("dtend", one.write_by + timedelta(days=1))
        event.add("summary", f"Write to {_number(one.client)}: {LABELS[one.kind]}, {one.day}")
        event.add("transp", "TRANSPARENT")
        reminder = Alarm()
        reminder.add("action", "DISPLAY")
        reminder.add("description", f"A letter to {_number(one.client)} is to be posted tomorrow")
        reminder.add("trigger", _REMINDER)
        event.add_component(reminder)
        made.add_component(event)
    return bytes(made.to_ical())


def _number(one: One) -> str:
    return f"client {one.client.client_no}" if one.client.client_no else f"the client of row {one.rows[0].row}"


def _key(one: Occasion) -> tuple[object, ...]:
    """What names an entry for ever: the client, the occasion and its day."""
    return (*(one.key if one.client.client.client_no else (*row_key(one.client.client), *one.key)), one.day)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
