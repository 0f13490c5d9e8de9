"""How the rows of one client become the record documents use: the row latest known leads, others fill what it lacks.

What belongs together is taken together: an address, a name, a spouse with her birthday never come from two rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from toolkit.checks.identity import said
from toolkit.other_records import Client
from toolkit.reconcile.fields import code_differs, date_differs, text_differs, words
from toolkit.records import Record
from toolkit.values import Money, When, fold

NAMED = ("name", "first_name", "surname", "company")
UNITS = (
    NAMED,
    ("address", "street", "street2", "town", "region", "postcode", "country"),
    ("spouse", "spouse_birthday", "anniversary"),
)
"""Fields that one row gives together, or none of them."""
CALLED = ("title", "suffix", "salutation")
"""What goes with a surname: a title from before her marriage is none with her name of today."""
BARS = ("do_not_contact", "gone_away", "deceased")
CONSENTS = ("consent_post", "consent_email", "consent_phone", "consent_sms")
SEEN = ("last_contact", "last_purchase", "consent_date")
_OWN = frozenset({*(field.name for field in fields(Record)), "client_no"})
"""What a row has for itself: it says nothing of the client."""
_CODES = frozenset({"phone", "mobile", "phone_work", "postcode", "vat_no", "ring_size", "wrist_size"})
PLAIN = tuple(
    field.name
    for field in fields(Client)
    if field.name not in {*_OWN, *CALLED, *BARS, *CONSENTS, *(name for unit in UNITS for name in unit)}
)


FILLED = tuple(field.name for field in fields(Client) if field.name not in _OWN)
"""Everything a row may say of a client."""


def latest(client: Client) -> date:
    """The last day a row itself speaks of."""
    days = [day.earliest for name in SEEN if (day := getattr(client, name))]
    return max(days, default=date.min)


def fullness(client: Client) -> int:
    """How many fields a row fills."""
    return sum(getattr(client, name) is not None for name in FILLED)


def merged(rows: Sequence[Client]) -> Client:
    """The record of rows that are one client, of which the first leads."""
    lead, *rest = rows
    filled: dict[str, Any] = {}
    for unit in UNITS:
        whole = next((row for row in rows if any(_says(row, name) for name in unit)), lead)
        filled |= {name: getattr(whole, name) for name in unit}
    surname = _surname(lead)
    alike = [lead, *(row for row in rest if _surname(row) == surname)]
    filled |= {name: _first(alike, name) for name in CALLED}
    filled |= {name: _first(rows, name) for name in PLAIN}
    filled |= {name: _last(rows, name) for name in SEEN}
    filled["client_since"] = min(_days(rows, "client_since"), key=lambda day: day.earliest, default=None)
    filled |= {name: _any(rows, name, bar=True) for name in BARS}
    filled |= {name: _any(rows, name, bar=False) for name in CONSENTS}
    filled["client_no"] = _first(rows, "client_no")
    filled["notes"] = "\n".join(dict.fromkeys(row.notes for row in rows if row.notes)) or None
    filled["marks"] = frozenset[str]().union(*(row.marks for row in rows))
    return replace(lead, **filled, doubts=_doubts(rows, filled))


def differing(rows: Sequence[Client]) -> Iterable[tuple[str, tuple[Client, ...]]]:
    """The fields in which rows differ beyond spelling, each with the first row of each value."""
    doubtful = frozenset(name for row in rows for name in row.doubts)
    for name in FILLED:
        known = {value for row in rows if (value := getattr(row, name)) is not None}
        if len(known) < 2 and name not in doubtful:  # nearly every field
            continue
        kept: list[Client] = []
        for row in rows:
            if said(row, name) and all(_differs(row, other, name) for other in kept):
                kept.append(row)
        if len(kept) > 1:
            yield name, tuple(kept)


def shown(record: Record, name: str) -> str:
    """What a row's cell says, as a person reads it."""
    value = getattr(record, name, None)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return said(record, name) if value is None else words(value)


def _says(row: Client, name: str) -> bool:
    return getattr(row, name) is not None or name in row.doubts


def _first(rows: Iterable[Client], name: str) -> Any:
    return next((value for row in rows if (value := getattr(row, name)) is not None), None)


def _days(rows: Iterable[Client], name: str) -> list[When]:
    return [day for row in rows if (day := getattr(row, name))]


def _last(rows: Iterable[Client], name: str) -> When | None:
    return max(_days(rows, name), key=lambda day: day.earliest, default=None)


def _any(rows: Iterable[Client], name: str, *, bar: bool) -> bool | None:
    """What bars in any row holds; else what is known, but nothing where a cell may bar and cannot be read."""
    rows = tuple(rows)
    values = [getattr(row, name) for row in rows]
    if bar in values:
        return bar
    return None if any(name in row.doubts for row in rows) or (not bar) not in values else not bar


def _doubts(rows: Sequence[Client], filled: Mapping[str, Any]) -> Mapping[str, Any]:
    """The doubts that are left: of the leading row, and of anything that may bar, where no other row answers."""
    found = {name: doubt for row in reversed(rows) for name, doubt in row.doubts.items() if name in (*BARS, *CONSENTS)}
    found |= rows[0].doubts
    return {name: doubt for name, doubt in found.items() if filled.get(name) is None}


def _surname(client: Client) -> str:
    return fold(client.surname or client.name or "")


def _differs(one: Client, other: Client, name: str) -> bool:
    """Whether two cells that both say something say different things."""
    left, right = getattr(one, name), getattr(other, name)
    if isinstance(left, When) and isinstance(right, When):
        return date_differs(left, right)
    if isinstance(left, Money | bool) or isinstance(right, Money | bool):
        return bool(left != right)
    differs = code_differs if name in _CODES else text_differs
    return differs(said(one, name), said(other, name))
