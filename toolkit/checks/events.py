"""Rules of the register of provenance: a piece's past, event by event, each with its evidence.

Only what cannot be is told: dates that surely contradict each other, an owner who parts twice with one piece, a theft
that nothing undid. A gap is normal and is no fault.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import ProvenanceEvent
from toolkit.values import When, fold, fold_code

UNTIL = declare(
    "event-dates-order", Severity.WARNING, "An event that ends before it begins",
    why="One of the dates is wrong, and the dossier would print an impossible past.",
    message="The event lasts until {value}, but begins {begins}.",
    hint="Correct whichever date is wrong, from the document.",
)  # fmt: skip
ORDER = declare(
    "events-out-of-order", Severity.INFORMATION, "Events of one piece that do not stand in the order of their dates",
    why="The past of a piece is told from the earliest owner known; a date out of its order is often mistyped.",
    message="The event of {value} stands below the one of {above}, though most of this piece's events go forward.",
    hint="Correct the date; if it is right, move the row to its place.",
)  # fmt: skip
MADE = declare(
    "event-before-made", Severity.WARNING, "An event before the piece was made",
    why="Nothing happens to a piece that does not exist; one of the dates, or the stock number, is wrong.",
    message="The event is dated {value}; the event of its making is dated {made}.",
    hint="Correct whichever date is wrong, from the document.",
)  # fmt: skip
PARTED = declare(
    "parted-twice", Severity.WARNING, "An owner who parts with one piece twice",
    why="Nobody sells what they no longer own; either the piece came back to them in between, or a name is wrong.",
    message="{value} parts with {subject} ({again}), and had parted with it before ({first}); nothing says "
    "that it came back.",
    hint="Add the event by which it came back, or correct the name.",
)  # fmt: skip
THEFT = declare(
    "theft-without-recovery", Severity.ERROR, "A theft, and nothing that says it was put right",
    why="A piece once stolen may belong to somebody else; the house cannot show a clean title.",
    message="A theft is recorded ({value}), and no recovery or return to the owner after it.",
    hint="Add the recovery with its document. If there is none, ask your adviser before the piece is offered.",
    blocks=("dossier",),
)  # fmt: skip
EVIDENCE = declare(
    "event-without-evidence", Severity.WARNING, "An event without evidence",
    why="Without evidence a dossier can print it only as told by somebody, not as known.",
    message="No document, file or source stands beside this event.",
    hint="Type the document it rests on, or who said so.",
)  # fmt: skip
PLACE = declare(
    "event-without-place", Severity.INFORMATION, "An event without its place",
    why="A place is part of the past of a piece as museums write it.",
    message="The cell for the place is empty{more}.",
    hint="Type the town, if it is known.",
)  # fmt: skip

PARTING = frozenset({"sale", "gift", "inheritance", "trade_in"})
"""Events by which an owner parts with a piece for good. A consignment or a loan moves custody only, and beside an
auction often stands the house that held it, which may do so again."""
BACK = frozenset({"recovery", "return_"})
_NAMELESS = re.compile(
    r"\b(private|privee?|privat\w*|privad\w*|particul\w*|collect\w*|sammlung|collezion\w*|coleccion\w*|dealer|trade|unknown"
    r"|unbekannt\w*|inconnue?|sconosciut\w*|desconocid\w*|anonym\w*|family|famille|familie|famiglia|familia|estate|vendor"
    r"|owner|heirs?)\b"
)
"""Words for a party that name nobody: two private collections are two owners as likely as one."""


def _pieces(scope: Scope) -> Iterable[list[ProvenanceEvent]]:
    """The events of each piece, in the order of the file: by stock number, else by brand and serial number."""
    found: dict[str, list[ProvenanceEvent]] = defaultdict(list)
    for record in scope.registers.others.get("provenance", ()):
        if isinstance(record, ProvenanceEvent):
            if record.stock_no:
                found[fold_code(record.stock_no)].append(record)
            elif record.serial:
                found[f"{fold(record.brand or '')} {fold_code(record.serial)}"].append(record)
    return found.values()


def _before(one: When | None, other: When | None) -> bool:
    """Whether a date surely lies before another."""
    return one is not None and other is not None and one.latest < other.earliest


def _named(event: ProvenanceEvent) -> str:
    """The piece of an event, as a message names it."""
    return event.stock_no or event.serial or "the piece"


def _said(when: When | None) -> str:
    """A date as precisely as it is known."""
    if when is None:
        return "without a date"
    if when.precision == "year":
        return str(when.earliest.year)
    return f"{when.earliest}" if when.earliest == when.latest else f"{when.earliest} to {when.latest}"


def check_until(scope: Scope) -> Iterable[Finding]:
    """No event ends before it begins."""
    for events in _pieces(scope):
        for event in events:
            if event.date_until and event.event_date and event.date_until.latest < event.event_date.earliest:
                places = (event.place("date_until"), event.place("event_date"))
                begins = _said(event.event_date)
                yield UNTIL.at(
                    places, _said(event.date_until), register="provenance", subject=_named(event), begins=begins
                )


def check_order(scope: Scope) -> Iterable[Finding]:
    """A piece's events stand in the order of their dates; a list that goes backwards throughout is in order too."""
    for events in _pieces(scope):
        dated = [event for event in events if event.event_date]
        steps = list(pairwise(dated))
        back = [pair for pair in steps if _before(pair[1].event_date, pair[0].event_date)]
        forward = [pair for pair in steps if _before(pair[0].event_date, pair[1].event_date)]
        if len(forward) > len(back):
            for above, event in back:
                places = (event.place("event_date"), above.place("event_date"))
                yield ORDER.at(
                    places, _said(event.event_date), register="provenance", subject=_named(event),
                    above=_said(above.event_date),
                )  # fmt: skip


def check_made(scope: Scope) -> Iterable[Finding]:
    """Nothing happens to a piece before it was made."""
    for events in _pieces(scope):
        made = next((event for event in events if event.event == "made" and event.event_date), None)
        for event in events if made else ():
            if made and event is not made and _before(event.event_date, made.event_date):
                places = (event.place("event_date"), made.place("event_date"))
                yield MADE.at(
                    places, _said(event.event_date), register="provenance", subject=_named(event),
                    made=_said(made.event_date),
                )  # fmt: skip


def check_owners(scope: Scope) -> Iterable[Finding]:
    """Whoever parted with a piece parts with it again only after it came back to them."""
    for events in _pieces(scope):
        partings: dict[str, list[ProvenanceEvent]] = defaultdict(list)
        for event in events:
            name = fold(event.from_party or "")
            if name and event.event in PARTING and event.event_date and not _NAMELESS.search(name):
                partings[name].append(event)
        for name, parted in partings.items():
            yield from _again(name, parted, events)


def _again(name: str, parted: Sequence[ProvenanceEvent], events: Sequence[ProvenanceEvent]) -> Iterable[Finding]:
    """The partings of one owner that follow another without the piece having come back."""
    parted = sorted(parted, key=_begins)
    for first, second in pairwise(parted):
        if not _before(first.event_date, second.event_date):
            continue
        between = (event for event in events if event is not first and event is not second)
        if not any(fold(event.to_party or "") == name and _within(event, first, second) for event in between):
            yield PARTED.at(
                (second.place("from_party"), first.place("from_party")), second.from_party, register="provenance",
                subject=_named(second), again=_said(second.event_date), first=_said(first.event_date),
            )  # fmt: skip


def _begins(event: ProvenanceEvent) -> date:
    """The first day an event can have been on, for sorting."""
    return event.event_date.earliest if event.event_date else date.min


def _within(event: ProvenanceEvent, first: ProvenanceEvent, second: ProvenanceEvent) -> bool:
    """Whether an event may lie between two others."""
    return not _before(event.event_date, first.event_date) and not _before(second.event_date, event.event_date)


def check_theft(scope: Scope) -> Iterable[Finding]:
    """A theft is followed by a recovery or a restitution; one without a date may be that."""
    for events in _pieces(scope):
        for theft in (event for event in events if event.event == "theft"):
            undone = any(event.event in BACK and not _before(event.event_date, theft.event_date) for event in events)
            if not undone:
                yield THEFT.at(
                    theft.place("event"), _said(theft.event_date), register="provenance", subject=theft.stock_no or ""
                )


def check_evidence(scope: Scope) -> Iterable[Finding]:
    """Every event has a document, a file or a source beside it, where the register has a column for one."""
    names = ("evidence", "evidence_ref", "source_text")
    judged = (
        (event, EVIDENCE.at(event.place(next(filter(event.mapped, names))), "", register="provenance",
                            subject=event.stock_no or ""))
        if not _says(event, names)
        else (event, None)
        for events in _pieces(scope) for event in events
        if any(map(event.mapped, names))
    )  # fmt: skip
    return told_once(scope, "evidence", judged)


def _says(event: ProvenanceEvent, names: Iterable[str]) -> bool:
    """Whether one of the fields says something, be it in doubt."""
    return any(getattr(event, name) is not None or name in event.doubts for name in names)


def check_places(scope: Scope) -> Iterable[Finding]:
    """A sale, an auction or the making of a piece has its place; said once a sheet."""
    sheets: Mapping[int, list[ProvenanceEvent]] = defaultdict(list)
    for events in _pieces(scope):
        for event in events:
            placed = _says(event, ("place_name",)) or not event.mapped("place_name")
            if event.event in {"made", "sale", "auction"} and not placed:
                sheets[id(event.source)].append(event)
    for events in sheets.values():
        first, more = events[0], f" in {len(events)} events of this sheet, first here" if len(events) > 1 else ""
        yield PLACE.at(first.place("place_name"), "", register="provenance", subject=first.stock_no or "", more=more)


RULES: tuple[Rule, ...] = (
    check_until, check_order, check_made, check_owners, check_theft, check_evidence, check_places,
)  # fmt: skip
