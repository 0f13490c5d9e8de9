"""Occasions of a house: its registers read, every occasion found and judged, duplicates that nobody judged in mind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from toolkit.house import House
from toolkit.letters.batch import Beside, batch
from toolkit.letters.discretion import Held, Preflight, preflight
from toolkit.letters.history import histories
from toolkit.letters.letter import Occasion
from toolkit.letters.occasions import of_histories
from toolkit.other_records import Client
from toolkit.produce.asked_day import asked_day
from toolkit.produce.letters_marks import Marks, Posted, by_mark, parts
from toolkit.produce.letters_memory import remembered
from toolkit.produce.reading import Checked, read_and_check
from toolkit.records import Record

AHEAD = timedelta(days=31)
"""How far ahead is looked where no day is given."""


@dataclass(frozen=True, slots=True)
class Found:
    """The occasions between two days, judged; ``issued`` are those whose letter went out, each with its number."""

    first: date
    last: date
    as_at: datetime
    judged: Preflight
    issued: tuple[tuple[Occasion, str], ...] = ()


def find(house: House, as_at: datetime, first: str | None = None, last: str | None = None) -> Found:
    """Every occasion between two days, from today for 31 days where none are given, each with what holds it back."""
    begins, ends = span(as_at, first, last)
    checked = read_and_check(house, as_at)
    rows = [row for row in checked.registers.others.get("clients", ()) if isinstance(row, Client)]
    memory, marks = remembered(house.folder), Marks(rows)
    found = judge(checked, begins, ends, memory.sent(rows, marks, as_at.date()))
    return _without_sent(found, marks, by_mark(memory.posted))


def _without_sent(found: Found, marks: Marks, sent: Mapping[str, Posted]) -> Found:
    """The same, where nothing is to be written that was: what was sent of an occasion is no part of it any more."""
    ready = [(left, letter) for one in found.judged.ready for left, letter in parts(one, marks, sent)]
    held = [(left, letter, one.holds) for one in found.judged.held for left, letter in parts(one.occasion, marks, sent)]
    judged = replace(
        found.judged,
        ready=tuple(left for left, letter in ready if not letter),
        held=tuple(Held(left, holds) for left, letter, holds in held if not letter),
    )
    issued = [*ready, *((left, letter) for left, letter, _ in held)]
    return replace(found, judged=judged, issued=tuple((one, letter.issued.number) for one, letter in issued if letter))


def span(as_at: datetime, first: str | None, last: str | None) -> tuple[date, date]:
    """The days that are meant. Raises ToolkitError (usage) for what is no date."""
    begins = asked_day("--from", first) or as_at.date()
    return begins, asked_day("--to", last) or begins + AHEAD


def judge(checked: Checked, first: date, last: date, sent: Mapping[str, date] | None = None) -> Found:
    """The same, of registers that are read; ``sent`` is the day of the last letter to each client, by number."""
    house, as_at = checked.house, checked.as_at
    known = histories(checked.registers)
    found = of_histories(known, checked.registers, house, (first, last), as_at)
    beside = Beside(sent or {}, tuple(unjudged(checked)), checked.findings)
    judged = preflight(batch(found, checked.registers, house, as_at, beside, known))
    return Found(first, last, as_at, judged)


def unjudged(checked: Checked) -> Iterator[tuple[Record, Record]]:
    """Pairs of clients' rows that may be one person and that nobody has judged."""
    from toolkit.reconcile.who import candidates

    for one in candidates(checked.registers, checked.house):  # which knows what was judged
        if one.register == "clients" and one.relation == "same":
            yield one.left, one.right
