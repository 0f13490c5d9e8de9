"""Rules of clients' days: birthdays no living person has, children, 29 February, and dates in an impossible order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Client
from toolkit.values import When

BIRTHDAY = declare(
    "birthday-unlikely", Severity.WARNING, "A birthday that no client has",
    why="A wrong year makes a letter to a child or to the dead; a greeting on a wrong day is worse than none.",
    message="The {field} reads {value}, {because}.",
    hint="Correct the year; if only day and month are known, type them without a year, such as 14 March.",
)  # fmt: skip
MINOR = declare(
    "minor", Severity.ERROR, "A client under eighteen",
    why="No letter that sells goes to a child; write to a parent, if they agreed.",
    message="The birthday reads {value}: under eighteen on {today}.",
    hint="Correct the birthday if it is wrong; otherwise write only to a parent who has a row of their own.",
    blocks=("letter",),
)  # fmt: skip
LEAP = declare(
    "leap-birthday", Severity.INFORMATION, "A birthday on 29 February",
    why="Three years in four have no such day, and people differ in which day they keep instead.",
    message="The {field} is on 29 February.",
    hint="Ask whether 28 February or 1 March is kept, and note it.",
)  # fmt: skip
ORDER = declare(
    "client-dates-order", Severity.WARNING, "A client's dates in an impossible order",
    why="One of the two dates is wrong, and letters count from them.",
    message="{first} is {value}, but {second} is {other}.",
    hint="Correct whichever date is wrong, from the client's own letter or form.",
)  # fmt: skip
FUTURE = declare(
    "client-date-future", Severity.WARNING, "A date of a client that has not come yet",
    why="What has happened cannot be later than today; the year may be mistyped.",
    message="The {field} is {value}, after today ({today}).",
    hint="Correct the date; if it is a plan, keep it in the notes.",
)  # fmt: skip

OLDEST = 115
"""Years: fewer than one in a hundred million lives longer, so the year is a slip."""

ADULT = 18
"""Years. Not a law of one country but the custom of the trade: nobody younger is written to."""

BIRTHDAYS = (("birthday", "birthday"), ("spouse_birthday", "spouse's birthday"))
PAST = (("client_since", "start of the account"), ("last_contact", "last contact"),
        ("last_purchase", "last purchase"), ("consent_date", "date of consent"))  # fmt: skip
ORDERED = (
    ("client_since", "Client since", "last_purchase", "the last purchase"),
    ("client_since", "Client since", "last_contact", "the last contact"),
    ("birthday", "The birthday", "anniversary", "the wedding anniversary"),
    ("birthday", "The birthday", "client_since", "the start as a client"),
)
YEARLESS_LEAP = re.compile(r"29[-./ ]+0?2[-./]?|0?2[-./ ]+29|29[.]? *f[eé][bv][a-zé]*[.]?|f[eé]b[a-z]*[.]? *29(th)?",
                           re.IGNORECASE)  # fmt: skip


def clients(scope: Scope) -> Iterator[Client]:
    """Every row of the clients' register."""
    return (record for record in scope.registers.others.get("clients", ()) if isinstance(record, Client))


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March for 29 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def check_birthdays(scope: Scope) -> Iterable[Finding]:
    """Birthdays after today, or so long ago that nobody has them."""
    for client in clients(scope):
        for name, label in BIRTHDAYS:
            day = getattr(client, name)
            if day is None:
                continue
            because = (
                "after today" if day.earliest > scope.today
                else f"more than {OLDEST} years ago" if years_after(day.latest, OLDEST) < scope.today
                else ""
            )  # fmt: skip
            if because:
                yield BIRTHDAY.at(client.place(name), _said(day), register="clients", field=label, because=because)


def check_minors(scope: Scope) -> Iterable[Finding]:
    """Clients who are surely not of age today, however roughly the birthday is known."""
    for client in clients(scope):
        day = client.birthday
        if day is not None and day.earliest <= scope.today < years_after(day.earliest, ADULT):
            yield MINOR.at(client.place("birthday"), _said(day), register="clients", today=scope.today)


def check_leap_days(scope: Scope) -> Iterable[Finding]:
    """Birthdays on 29 February, with their year or without."""
    for client in clients(scope):
        for name, label in BIRTHDAYS:
            day, doubt = getattr(client, name), client.doubts.get(name)
            exact = day is not None and day.precision == "day" and (day.earliest.month, day.earliest.day) == (2, 29)
            if exact or (doubt is not None and YEARLESS_LEAP.fullmatch(doubt.raw.strip())):
                read = day.earliest if exact else doubt.raw  # type: ignore[union-attr]  # one of the two is there
                yield LEAP.at(client.place(name), read, register="clients", field=label)


def check_order(scope: Scope) -> Iterable[Finding]:
    """A purchase before the client was one, a wedding before the birth: surely so, not perhaps."""
    for name, label, later, words in ORDERED:
        both = (client for client in clients(scope) if _both(client, name, later, scope.today))
        yield from told_once(scope, name, ((client, _order(client, (name, label), (later, words))) for client in both))


def _both(client: Client, name: str, later: str, today: date) -> bool:
    """Whether both days are known, and the first is not one that is told of already."""
    first = getattr(client, name)
    return first is not None and getattr(client, later) is not None and first.earliest <= today


def _order(client: Client, early: tuple[str, str], late: tuple[str, str]) -> Finding | None:
    first, second = getattr(client, early[0]), getattr(client, late[0])
    if first.earliest <= second.latest:
        return None
    places = (client.place(early[0]), client.place(late[0]))
    return ORDER.at(places, _said(first), register="clients", first=early[1], second=late[1], other=_said(second))


def check_future(scope: Scope) -> Iterable[Finding]:
    """What has happened between house and client lies before tomorrow."""
    for client in clients(scope):
        for name, label in PAST:
            day = getattr(client, name)
            if day is not None and day.earliest > scope.today:
                yield FUTURE.at(client.place(name), _said(day), register="clients", field=label, today=scope.today)


def _said(day: When) -> str:
    """A date as closely as it is known."""
    if day.earliest == day.latest:
        return day.earliest.isoformat()
    whole = day.earliest.month == 1 and day.latest + timedelta(days=1) == date(day.earliest.year + 1, 1, 1)
    return str(day.earliest.year) if whole and day.earliest.day == 1 else f"{day.earliest} to {day.latest}"


RULES: tuple[Rule, ...] = (check_birthdays, check_minors, check_leap_days, check_order, check_future)
