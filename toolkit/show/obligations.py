"""What is owed to the brands, for people and for programs, and as a calendar file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.names import as_typed
from toolkit.produce.obligations import Obligation
from toolkit.render.calendar_words import title
from toolkit.show.calendar import Day, calendar_file

_STATES = {
    "not-made": "not made", "withdrawn": "withdrawn, to be made again: issued", "issued": "issued", "sent": "sent",
    "refused": "refused by the mail server", "unknown": "sent perhaps, nobody knows whether it arrived:",
}  # fmt: skip


def obligations_json(found: Sequence[Obligation], as_at: datetime, calendar: Path | None) -> dict[str, Any]:
    """All that is owed, and what is done, as one object."""
    return {
        "schema": "boutique.obligations/1",
        "as_at": as_at.isoformat(timespec="minutes"),
        "obligations": [_json(one) for one in found],
        "calendar": str(calendar) if calendar else None,
    }


def _json(one: Obligation) -> dict[str, Any]:
    period = one.period
    return {
        "brand": one.contract.brand,
        "representative": one.contract.representative or None,
        "email": one.contract.email or None,
        "period": {
            "calendar": period.calendar,
            "name": period.name,
            "first": str(period.first),
            "last": str(period.last),
        },
        "ended": one.ended,
        "due": str(one.due),
        "overdue": one.overdue,
        "done": one.done,
        "state": one.state,
        "number": one.issued.number if one.issued else None,
        "revision": one.issued.revision if one.issued else None,
        "issued_at": one.issued.at if one.issued else None,
        "sent_at": one.delivery.at if one.delivery and one.state == "sent" else None,
    }


def obligations_text(found: Sequence[Obligation], as_at: datetime, calendar: str = "") -> str:
    """What is overdue, what is to do, and of each brand the last that was done."""
    lines = [f"As at {as_at:%Y-%m-%d %H:%M}."]
    if not found:
        lines += ["", "Nothing is owed to a brand. A [[brand]] of boutique.toml says what is agreed with one."]
    last = {one.contract.brand: one for one in found if one.done}
    parts = {
        "Overdue": [one for one in found if one.overdue],
        "To do": [one for one in found if not one.done and not one.overdue],
        "Done": list(last.values()),
    }
    for name, part in parts.items():
        lines += ["", name, *(line for one in part for line in _lines(one))] if part else []
    return "\n".join([*lines, *(["", calendar] if calendar else [])])


def _lines(one: Obligation) -> Iterator[str]:
    """One report: to whom, on what, when, how far it is; and the command to type."""
    reader = f" ({one.contract.representative})" if one.contract.representative else ""
    yield f"  {one.contract.brand}{reader}: {title(one.period, 'en')}; due {one.due}{_late(one)}; {_state(one)}"
    if one.ended and not one.done:
        way = "" if one.state in ("not-made", "withdrawn") else " --email send"
        yield f"    boutique sellthrough {as_typed(one.contract.brand)} --period {one.period.name}{way}"


def _late(one: Obligation) -> str:
    days = (one.today - one.due).days
    return f", {days} {'day' if days == 1 else 'days'} ago" if one.overdue else ""


def _state(one: Obligation) -> str:
    if not one.ended and one.issued is None:
        return "the period is not over"
    words = _STATES[one.state]
    if one.issued:
        words = f"{one.issued.number}, revision {one.issued.revision}, {words} {one.since}"
    return f"{words}, not sent" if one.state == "issued" and one.sends else words


def calendar(found: Sequence[Obligation], as_at: datetime, house: str) -> bytes:
    """What is owed as a calendar (.ics): a day each."""
    ordered = sorted(found, key=lambda one: (one.due, one.contract.brand, one.period.name))
    return calendar_file("obligations", "Sell-through reports", (_day(one, house) for one in ordered), as_at)


def _day(one: Obligation, house: str) -> Day:
    """The entry of one report: known by the house, the brand and the period."""
    brand = one.contract.brand
    return Day(
        named=(house, brand, one.period.name),
        on=one.due,
        summary=f"{'Done' if one.done else 'Due'}: sell-through for {brand}, {one.period.name}",
        description=f"{title(one.period, 'en')}: {_state(one)}.",
        reminder="" if one.done else f"Sell-through for {brand} is due tomorrow",
    )
