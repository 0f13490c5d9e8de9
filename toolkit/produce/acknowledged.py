"""Findings a person knows of and bears with: why, and until which day. After it each is heard again.

It is never for ever, and it releases nothing: a document goes by the register, whoever knows of the slip in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.calendars import months_after
from toolkit.dates import when
from toolkit.judgements import Judgement
from toolkit.settings import LONGEST_TERM
from toolkit.values import Doubt, When, display

_PIVOT = 2099
"""A last day lies ahead: two digits of a year mean this century."""
_DAY = "write the day like 30 April 2027."


@dataclass(frozen=True, slots=True)
class Term:
    """How long a finding may stay quiet: today, and the months where no last day is named."""

    on: date
    months: int

    @property
    def usual(self) -> date:
        """The last day where none is named."""
        return months_after(self.on, self.months)

    def against(self, until: date | str | None) -> str:
        """Why a last day cannot be taken, in words; empty where it can, and where it is blank."""
        if isinstance(until, str):
            return until
        if until is None:
            return ""
        if until < self.on:
            return f"{until.isoformat()} is past, so it would never be quiet; {_DAY}"
        latest = months_after(self.on, LONGEST_TERM)
        if until > latest:
            return f"{until.isoformat()} is too far away; {latest.isoformat()} is the last day it can be."
        return ""


def day(raw: object, epoch: int = 1900) -> date | str | None:
    """The day a cell names; None where it is blank, and the reason in words where it names none, or two."""
    found = when(raw, epoch=epoch, pivot=_PIVOT)
    if isinstance(found, When):
        return found.earliest if found.precision == "day" else f"{display(raw)!r} is no single day; {_DAY}"
    if isinstance(found, Doubt):
        ways = f" can be {' or '.join(found.readings)}" if len(found.readings) > 1 else " is no day"
        return f"{found.raw!r}{ways}; {_DAY}"
    return None


def lapsed(said: Judgement | None, on: date) -> bool:
    """Whether a finding was acknowledged, and its last day is over."""
    return said is not None and said.verdict == "known" and date.fromisoformat(said.until) < on
