"""Dates as spreadsheets count them: days since 1900 or 1904, a moment of the day as a fraction."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

FIRST_DAY = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
"""Day 0 of each epoch, for days after February 1900."""
LEAP_THAT_WAS_NOT = 60
"""The number that the epoch of 1900 spends on 29 February 1900."""

EPOCH_GAP = 1462
"""Days from the first epoch to the second."""

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?)?Z?\Z")
_AFTER = date(1900, 3, 1)
_DAY = timedelta(days=1)
_MILLISECONDS = 86_400_000
_MICROSECOND = timedelta(microseconds=1)


def moment(number: float, epoch: int, *, elapsed: bool = False) -> date | time | timedelta | float:
    """What a number under a date's format stands for; a number that is no day of the calendar stays a number."""
    if not math.isfinite(number):
        return number
    if elapsed:
        return timedelta(milliseconds=round(number * _MILLISECONDS)) if abs(number) < 10**8 else number
    days, rest = divmod(round(number * _MILLISECONDS), _MILLISECONDS)
    clock = timedelta(milliseconds=rest)
    if days == 0:
        return (datetime.combine(_AFTER, time()) + clock).time()
    early = epoch == 1900 and days < LEAP_THAT_WAS_NOT
    if days < 0 or (epoch == 1900 and days == LEAP_THAT_WAS_NOT):
        return number
    try:
        day = FIRST_DAY[epoch] + timedelta(days=days + early)
    except OverflowError:
        return number
    return datetime.combine(day, time()) + clock if rest else day


def serial(when: date | time | timedelta, epoch: int = 1900) -> float:
    """The number that stands for a date, a time or a duration in a workbook of this epoch."""
    if isinstance(when, timedelta):
        return when / _DAY
    days, clock = 0, when
    if not isinstance(when, time):
        day = when.date() if isinstance(when, datetime) else when
        days = (day - FIRST_DAY[epoch]).days - (epoch == 1900 and day < _AFTER)
        if not isinstance(when, datetime):
            return days
        clock = when.time()
    start = datetime.combine(_AFTER, time())
    passed = datetime.combine(_AFTER, clock) - start if isinstance(clock, time) else timedelta()
    return (days * (_DAY // _MICROSECOND) + passed // _MICROSECOND) / (_DAY // _MICROSECOND)


def iso_moment(text: str) -> date | time | None:
    """A date as XML writes it; None where it is none. The first day of the epoch with a time is that time."""
    match = _ISO.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    try:
        clock = time(hour, minute, second, microseconds(match[7]))
        whole = date(year, month, day)
    except ValueError:
        return None
    if whole == FIRST_DAY[1900] and match[4]:
        return clock
    return datetime.combine(whole, clock) if clock != time() else whole


def microseconds(digits: str | None) -> int:
    """The decimals of a second."""
    return int((digits or "").ljust(6, "0")[:6])
