"""Occasions for people and for programs, and as a calendar file: what may be written, what is held, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.letters.discretion import NO_OCCASION, Held
from toolkit.letters.history import row_key
from toolkit.letters.letter import Hold, Occasion
from toolkit.other_records import Contact
from toolkit.produce.occasions import Found
from toolkit.reconcile.united import One
from toolkit.show.calendar import Day, calendar_file
from toolkit.show.findings import place_json, places_text
from toolkit.show.trace import when_text

LABELS = {
    "birthday": "Birthday", "wedding": "Wedding anniversary", "purchase": "Anniversary of a purchase",
    "service": "Service due", "warranty": "Guarantee ends", "after-sale": "After a purchase",
    "after-repair": "After a repair", "first-year": "First year as a client", "silence": "Long silence",
    "noted": "A date in the notes",
}  # fmt: skip


def occasions_json(found: Found, calendar: str | None = None) -> dict[str, Any]:
    """Every occasion with its holds, and every client who gets no letter with the reasons, as one object."""
    judged = [(one, ()) for one in found.judged.ready] + [(held.occasion, held.holds) for held in found.judged.held]
    return {
        "schema": "boutique.occasions/1",
        "as_at": found.as_at.isoformat(timespec="minutes"),
        "from": str(found.first),
        "to": str(found.last),
        "issued": [{**_json(one, ()), "number": number} for one, number in found.issued],
        "occasions": [_json(one, holds) for one, holds in sorted(judged, key=lambda pair: _order(pair[0]))],
        "not_written": [
            {**_client_json(one.client), "reasons": [hold_json(hold) for hold in one.reasons]}
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
        "holds": [hold_json(hold) for hold in holds],
    }


def _client_json(one: One) -> dict[str, Any]:
    return {"client": one.client.client_no, "name": called(one), "row": place_json(one.rows[0].place())}


def hold_json(hold: Hold) -> dict[str, Any]:
    """What holds a letter back, as one object."""
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
    if found.issued:
        lines += ["", f"Issued: {len(found.issued)}"]
        lines += [f"  {number}  {_who(one.client)}: {LABELS[one.kind]}, {one.day}" for one, number in found.issued]
    lines += ["", *_others(found), *(["", written] if written else [])]
    return "\n".join(lines)


def _ready(one: Occasion) -> Iterator[str]:
    late = "  LATE" if one.late else ""
    yield f"  {one.write_by}  {_who(one.client)}: {LABELS[one.kind]}, {one.day}{late}"
    yield from _context(one)


def _held(held: Held) -> Iterator[str]:
    yield f"  {held.occasion.day}  {_who(held.occasion.client)}: {LABELS[held.occasion.kind]}"
    for hold in held.holds:
        yield f"    {held_words(hold)}"


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


def held_words(hold: Hold) -> str:
    """What holds a letter back, where, and what releases it."""
    at = f" ({places_text(hold.places)})" if hold.places else ""
    return f"{hold.words}{at}. {hold.releases}"


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


def calendar(found: Found, house: str) -> bytes:
    """The days to write as a calendar (.ics). It names clients by number only: calendars are seen by many."""
    days = (_day(one, house) for one in sorted(found.judged.ready, key=_order))
    return calendar_file("occasions", "Letters to write", days, found.as_at)


def _day(one: Occasion, house: str) -> Day:
    number = _number(one.client)
    return Day(
        named=(house, *map(str, _key(one))),
        on=one.write_by,
        summary=f"Write to {number}: {LABELS[one.kind]}, {one.day}",
        reminder=f"A letter to {number} is to be posted tomorrow",
    )


def _number(one: One) -> str:
    return f"client {one.client.client_no}" if one.client.client_no else f"the client of row {one.rows[0].row}"


def _key(one: Occasion) -> tuple[object, ...]:
    """What names an entry for ever: the client, the occasion and its day."""
    return (*(one.key if one.client.client.client_no else (*row_key(one.client.client), *one.key)), one.day)
