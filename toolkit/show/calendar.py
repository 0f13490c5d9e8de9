"""Days as a calendar (.ics): each entry is named for ever, so that reading a file in again changes no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

_REMINDER = timedelta(hours=-15)
"""Nine in the morning of the day before."""


@dataclass(frozen=True, slots=True)
class Day:
    """An entry for a whole day. ``named`` is what it is known by, ``reminder`` what is said the day before."""

    named: tuple[str, ...]
    on: date
    summary: str
    description: str = ""
    reminder: str = ""


def calendar_file(kind: str, title: str, days: Iterable[Day], as_at: datetime) -> bytes:
    """The calendar of these days, in their order. ``kind`` tells the program's calendars apart, ``title`` is shown."""
    from icalendar import Alarm, Calendar, Event

    made = Calendar()
    made.add("prodid", f"-//boutique-toolkit//{kind}//EN")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", title)
    for day in days:
        event = Event()
        mark = hashlib.sha256("\0".join(day.named).encode()).hexdigest()[:32]
        event.add("uid", f"{mark}@{kind}.invalid")
        event.add("dtstamp", as_at.astimezone(UTC))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.summary)
        if day.description:
            event.add("description", day.description)
        event.add("transp", "TRANSPARENT")
        if day.reminder:
            reminder = Alarm()
            reminder.add("action", "DISPLAY")
            reminder.add("description", day.reminder)
            reminder.add("trigger", _REMINDER)
            event.add_component(reminder)
        made.add_component(event)
    return bytes(made.to_ical())
