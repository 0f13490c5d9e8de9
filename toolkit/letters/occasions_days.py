"""Occasions that come back every year: the birthday and the wedding anniversary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from toolkit.checks.pieces import listed
from toolkit.findings import Place
from toolkit.letters.days import Yearly, falls, is_leap_day, leap_of, said, yearly
from toolkit.letters.history import History
from toolkit.letters.letter import Occasion
from toolkit.letters.window import Reason, Window

FIELDS = ("birthday", "anniversary")


def birthday(history: History, window: Window) -> Iterable[Occasion]:
    """The client's birthday. Which one it is, the person may see; no letter names it."""
    return _yearly(history, window, "birthday", "birthday", "Birthday")


def wedding(history: History, window: Window) -> Iterable[Occasion]:
    """The wedding anniversary: its number only where the year is known, and none of the wedding day itself."""
    for one in _yearly(history, window, "anniversary", "wedding", "Wedding anniversary"):
        yield replace(one, say=frozenset({"nth"}) if one.nth else frozenset())


def _yearly(history: History, window: Window, field: str, kind: str, label: str) -> Iterator[Occasion]:
    known = _known(history, window, field)
    if known is None:
        return
    found, place = known
    leap, ask = leap_of(history.one.rows, window.terms.leap)
    unsure = [f"{label}: {found.unsure}"] if found.unsure else []
    if is_leap_day(found) and ask:
        unsure.append(f"{label}: 29 February, and it is still to be asked on which day it is kept")
    for day in falls(found, window.first, window.last, leap):
        nth = day.year - found.year if found.year else None
        if nth is not None and nth < 1 and (kind == "wedding" or not found.unsure):
            continue
        nth = nth if nth and nth > 0 and not found.unsure else None
        kept = f", kept on {said(day)}" if is_leap_day(found) and (day.month, day.day) != (2, 29) else ""
        on = "29 February" if is_leap_day(found) else said(day).rpartition(" ")[0]
        why = f"{label}, {on}{kept}{_counted(nth, found)}"
        reason = Reason(why, (place,), found.since, nth, unsure=tuple(unsure), ahead=window.terms.arrive_before)
        yield window.occasion(history, kind, day, reason)


def _counted(nth: int | None, found: Yearly) -> str:
    return f": {ordinal(nth)}, of {found.year}" if nth else "; the year is not known" if found.year is None else ""


def _known(history: History, window: Window, field: str) -> tuple[Yearly, Place] | None:
    """The day in the leading row, else in the first that has one; a difference between rows is not settled here."""
    for row in history.one.rows:
        if found := yearly(row, field, window.orders, window.today):
            odd = next((one for one in history.one.at_odds if one.field == field), None)
            if odd:
                found = replace(found, unsure=f"the rows of this client differ: {listed(odd.values)}")
            return found, row.place(field)
    return None


def ordinal(number: int) -> str:
    """A number in its row: ``1st``, ``22nd``, ``13th``."""
    ends = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ends}"
