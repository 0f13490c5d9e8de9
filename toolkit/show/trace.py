"""One piece or one client for people and for programs: the story in order of time, then every row, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any

from toolkit.doubts import DOUBTS
from toolkit.findings import Finding
from toolkit.reconcile.biography import Event
from toolkit.reconcile.fields import words
from toolkit.reconcile.trace import Trace, client_name
from toolkit.reconcile.united import AtOdds
from toolkit.records import Record
from toolkit.registers import Column, register
from toolkit.show.findings import finding_json, place_json, places_text
from toolkit.values import Doubt, When
from toolkit.vocabulary import in_words

PLAIN = {field.name for field in fields(Record)} - {"stock_no", "notes"}
"""What a record has beside the fields of its register."""


def when_text(day: When | None) -> str:
    """A date as precisely as it is known: 2024-03-05, 2024-03, 1951, 1950 to 1959; empty where there is none."""
    if day is None:
        return ""
    if day.precision in {"day", "month", "year"}:
        return day.earliest.isoformat()[: {"day": 10, "month": 7, "year": 4}[day.precision]]
    about = "c. " if day.precision == "circa" else ""
    return (
        f"{about}{day.earliest.year} to {day.latest.year}"
        if day.earliest.year != day.latest.year
        else str(day.earliest.year)
    )


def statements(record: Record) -> Iterator[tuple[str, str, str, str | None]]:
    """Every field a row fills, in the order of its columns: field, label, value in words, column letter or None."""
    known = register(record.source.register)
    for column in known.columns:
        value = record.doubts.get(column.field, getattr(record, column.field, None))
        if value is not None:
            yield column.field, column.label, value_text(column, value), record.place(column.field).column


def value_text(column: Column, value: object) -> str:
    """What was read of a cell, in words; of one that could not be known what stands there, and why."""
    if isinstance(value, Doubt):
        why = DOUBTS[value.code].title if value.code in DOUBTS else value.code
        return f"{value.raw}  ({why[:1].lower()}{why[1:]})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, When):
        return when_text(value)
    return in_words(str(value)) if column.vocabulary else words(value)


def trace_text(trace: Trace, findings: Sequence[Finding]) -> str:
    """The story, the rows, and what is wrong with them."""
    blocks = [trace.title]
    if trace.events:
        blocks.append("In order of time\n" + "\n".join(_event_text(event) for event in trace.events))
    if trace.impossible:
        flags = [f"  {flag.words}; {places_text(flag.places)}" for flag in trace.impossible]
        blocks.append("What cannot be\n" + "\n".join(flags))
    if trace.household:
        named = [f"  {client_name(client)}: {client.place()}" for client in trace.household]
        blocks.append("In one household with\n" + "\n".join(named))
    if trace.at_odds:
        blocks.append("Where the rows of this client differ\n" + "\n".join(map(_odds_text, trace.at_odds)))
    blocks.append("What the registers say")
    blocks += [_record_text(record) for record in trace.records]
    if findings:
        lines = [
            f"  {finding.severity.value}  {places_text(finding.places)}\n    {finding.message}\n    -> {finding.hint}"
            for finding in findings
        ]
        blocks.append("What is wrong or doubtful\n" + "\n".join(lines))
    return "\n\n".join(blocks)


def _odds_text(odds: AtOdds) -> str:
    both = " / ".join(f"{value} ({place})" for value, place in zip(odds.values, odds.places, strict=True))
    column = register("clients").column(odds.field)
    return f"  {column.label if column else odds.field}: {both}"


def _event_text(event: Event) -> str:
    money = f"  {words(event.money)}" if event.money else ""
    return f"  {when_text(event.date) or 'not dated':<12}  {event.words}{money}\n  {'':<12}  {event.places[0]}"


def _record_text(record: Record) -> str:
    marks = f"  [{', '.join(sorted(record.marks))}]" if record.marks else ""
    lines = [f"  {record.place()}{marks}"]
    rows = [
        (f"{letter}{record.row}" if letter else "-", label, f"{value}{_from_words(record, name)}")
        for name, label, value, letter in statements(record)
    ]
    wide = max((len(label) for _, label, _ in rows), default=0)
    lines += [f"    {cell:<7} {label:<{wide}}  {value}" for cell, label, value in rows]
    lines += [f"    {column}{record.row:<6} comment: {text}" for column, text in record.comments.items()]
    return "\n".join(lines)


def _from_words(record: Record, name: str) -> str:
    """The words of the description that a value was read from."""
    words = record.described.get(name)
    return f"  (the description: {words!r})" if words else ""


def trace_json(trace: Trace, findings: Sequence[Finding], as_at: str) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.show/1",
        "as_at": as_at,
        "subject": trace.subject,
        "title": trace.title,
        "events": [
            {
                "date": event.date.earliest.isoformat() if event.date else None,
                "until": event.date.latest.isoformat() if event.date else None,
                "kind": event.kind, "words": event.words,
                "amount": str(event.money.amount) if event.money else None,
                "currency": event.money.currency if event.money else None,
                "places": [place_json(place) for place in event.places],
            }
            for event in trace.events
        ],
        "impossible": [
            {"words": flag.words, "places": [place_json(place) for place in flag.places]} for flag in trace.impossible
        ],
        **_people_json(trace),
        "records": [
            {
                "register": record.source.register,
                "place": place_json(record.place()),
                "marks": sorted(record.marks),
                "comments": dict(record.comments),
                "fields": [
                    {"field": name, "label": label, "value": value, "cell": f"{letter}{record.row}" if letter else None,
                     "words": record.described.get(name)}
                    for name, label, value, letter in statements(record)
                ],
            }
            for record in trace.records
        ],
        "findings": [finding_json(finding) for finding in findings],
    }  # fmt: skip


def _people_json(trace: Trace) -> dict[str, Any]:
    """What is said of a client alone: where its rows differ, and who lives with it."""
    odds = [
        {"field": item.field, "values": list(item.values), "places": [place_json(place) for place in item.places]}
        for item in trace.at_odds
    ]
    home = [{"name": client_name(client), "place": place_json(client.place())} for client in trace.household]
    return {"at_odds": odds, "household": home}
