"""How a contract is written in ``boutique.toml``: addresses, lists, calendars, due dates; a slip is one sentence."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePath, PureWindowsPath
from typing import Literal

from toolkit.addresses import mailbox
from toolkit.calendars import EVERY, Calendar, Every, Reckoning
from toolkit.house_tables import Document, nearest, wrong
from toolkit.policy_words import word

DueKind = Literal["due_working_days", "due_days", "due_day"]
DUE: dict[DueKind, tuple[int, int]] = {"due_working_days": (1, 90), "due_days": (0, 366), "due_day": (1, 31)}
"""The three ways of writing a due date, and the figures that make sense in each."""
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """When a report is due: so many working days or days after the period's last day, or a day of the month after it.

    Working days are Monday to Friday: public holidays are not known here, so a due date is rather too early.
    """

    kind: DueKind
    number: int

    def after(self, last: date) -> date:
        """The day a report is due whose period ended on ``last``."""
        if self.kind == "due_days":
            return last + timedelta(days=self.number)
        if self.kind == "due_day":
            year, month = last.year + last.month // 12, last.month % 12 + 1
            return date(year, month, min(self.number, monthrange(year, month)[1]))
        found, left = last, self.number
        while left:
            found += _DAY
            left -= found.weekday() < _SATURDAY
        return found


def due(item: Document, reckoning: Reckoning, name: str) -> Due:
    """The due date of a contract: exactly one way of writing it."""
    given = [kind for kind in DUE if kind in item]
    if len(given) != 1:
        raise wrong(f"{name} needs one line that says when a report is due: {', '.join(f'{kind} = 5' for kind in DUE)}")
    kind, value = given[0], item[given[0]]
    least, most = DUE[kind]
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise wrong(f"{name}: {kind} is {value!r}; write a whole number from {least} to {most}, such as {kind} = 5")
    if kind == "due_day" and reckoning.every == "week":
        raise wrong(f"{name}: due_day is for reports of a month or more; write due_days = 3 for a weekly one")
    return Due(kind, value)


def reckoned(item: Document, name: str) -> Reckoning:
    """How a brand counts time."""
    calendar: Calendar = word(item, "calendar", tuple(EVERY), "month", name)  # type: ignore[assignment] # one of them
    can = EVERY[calendar]
    usual = "month" if "month" in can else can[0]
    every: Every = word(item, "every", can, usual, name)  # type: ignore[assignment] # one of them
    if calendar not in ("fiscal", "445"):
        for key in ("fiscal_start", "fiscal_named"):
            if key in item:
                raise wrong(f'{name}: {key} is for calendar = "fiscal" or "445", and this one is {calendar!r}')
        return Reckoning(calendar, every)
    start = item.get("fiscal_start")
    if not isinstance(start, int) or isinstance(start, bool) or not 1 <= start <= 12:
        raise wrong(
            f"{name}: fiscal_start is {start!r}; write the month the brand's year begins in, such as 4 for April"
        )
    if start > 1 and "fiscal_named" not in item:
        raise wrong(
            f'{name} needs fiscal_named: "ends" where a year from April 2026 to March 2027 is called 2027, '
            '"begins" where it is called 2026'
        )
    named = word(item, "fiscal_named", ("begins", "ends"), "ends", name)
    return Reckoning(calendar, every, start, "begins" if named == "begins" else "ends")


def line(item: Document, key: str, name: str) -> str:
    """A text of one line; empty where the contract does not say."""
    value = item.get(key, "")
    if not isinstance(value, str) or len(value.splitlines()) > 1:
        raise wrong(f'{name}: {key} is {value!r}; write one line in quotes, such as {key} = "…"')
    return value.strip()


def address(value: object, key: str, name: str) -> str:
    """An e-mail address as it travels; empty for none."""
    found = mailbox(value) if isinstance(value, str) else None
    if value == "" or found:
        return found or ""
    raise wrong(f"{name}: {key} is {value!r}; write it like sales@example.com, without a name")


def texts(item: Document, key: str, name: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """A list of texts, each once; one alone may stand without brackets. With ``known``, no others."""
    value = item.get(key, [])
    given = [value] if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
        raise wrong(f'{name}: {key} is a list in quotes, like ["…", "…"]')
    for one in given:
        if known and one not in known:
            raise wrong(f"{name}: {key} has {one!r}, which is not known{nearest(one, list(known))}")
        if given.count(one) > 1:
            raise wrong(f"{name}: {key} has {one!r} twice")
    return tuple(one.strip() for one in given)


def flag(item: Document, key: str, name: str, *, default: bool) -> bool:
    """Yes or no."""
    return word(item, key, ("yes", "no"), "yes" if default else "no", name) == "yes"


def whole(item: Document, key: str, name: str, allowed: Sequence[int], default: int) -> int:
    """One of some whole numbers."""
    value = item.get(key, default)
    if isinstance(value, bool) or value not in allowed or not isinstance(value, int):
        raise wrong(f"{name}: {key} is {value!r}; it can be {', '.join(map(str, allowed))}")
    return value


def file(item: Document, key: str, name: str, endings: Sequence[str]) -> str:
    """The name of a file in the house's folder; empty for none."""
    value = line(item, key, name)
    if not value:
        return ""
    path = PurePath(value)
    if path.suffix.lower() not in endings or path.is_absolute() or PureWindowsPath(value).drive or ".." in path.parts:
        raise wrong(f"{name}: {key} is {value!r}; name a file ({' or '.join(endings)}) from the house's folder")
    return value
