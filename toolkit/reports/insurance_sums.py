"""What the pages beside the lines add up: by place day and night, off the premises, by owner, by cause.

Every sum is of one currency. Pages, workbook and the guard's list of figures that are rightly printed take them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from toolkit.render.chart import beneath
from toolkit.reports.insurance import CAUSES, Cause, Line, Schedule, Step, Tally
from toolkit.reports.insurance_situations import OFF, by_day, by_night, in_total, now
from toolkit.vocabulary import OWNERSHIP, SITUATION

OWNED = "owned"
NOTHING = Tally(0, Decimal(0))
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Place:
    """One situation in one currency: what is there by day, and what at night."""

    situation: str
    currency: str
    by_day: Tally
    at_night: Tally


@dataclass(frozen=True, slots=True)
class Owned:
    """What one owner has with the house under one ownership, in one currency."""

    ownership: str
    owner: str
    currency: str
    tally: Tally
    stock_nos: tuple[str, ...]


def tallied(lines: Iterable[Line], key: Callable[[Line], Key]) -> dict[Key, Tally]:
    """Units and value of lines by a key that holds their currency; a line without a value counts nowhere."""
    units: dict[Key, int] = defaultdict(int)
    values: dict[Key, Decimal] = defaultdict(Decimal)
    for line in lines:
        if line.value:
            group = key(line)
            units[group] += 1
            values[group] += line.value.amount
    return {group: Tally(number, values[group]) for group, number in units.items()}


def currency(line: Line) -> str:
    """The currency of a line's value; empty without one."""
    return line.value.currency if line.value else ""


def by_currency(lines: Iterable[Line]) -> Mapping[str, Tally]:
    """Lines added up, each currency by itself, in the order of their codes."""
    return dict(sorted(tallied(lines, currency).items()))


def is_moved_at_night(line: Line) -> bool:
    """Whether a piece is elsewhere while the house is closed."""
    return by_day(line) != by_night(line)


def places(made: Schedule) -> tuple[Place, ...]:
    """Where the total is by day and at night; nothing where no piece is put away, or nothing says so."""
    lines = list(in_total(made))
    if not any(map(is_moved_at_night, lines)):
        return ()
    day, night = (
        tallied(lines, lambda line, where=where: (currency(line), where(line)))  # type: ignore[misc]
        for where in (by_day, by_night)
    )
    keys = sorted({*day, *night}, key=lambda key: (key[0], _rank(key[1], SITUATION)))
    return tuple(Place(word, code, day.get((code, word), NOTHING), night.get((code, word), NOTHING))
                 for code, word in keys)  # fmt: skip


def is_away(line: Line, made: Schedule) -> bool:
    """Whether a piece is off the premises at the moment, as far as the registers say."""
    return line.away is not None or now(line, made) in OFF


def away(made: Schedule) -> Mapping[str, tuple[Line, ...]]:
    """The pieces of the total off the premises, by situation; within one by holder, then the first to leave."""
    found: dict[str, list[Line]] = defaultdict(list)
    for line in in_total(made):
        if is_away(line, made):
            found[line.situation].append(line)
    order = sorted(found, key=lambda word: _rank(word, SITUATION))
    return {word: tuple(sorted(found[word], key=_left)) for word in order}


def away_beside(made: Schedule) -> tuple[str, ...]:
    """The stock numbers of pieces off the premises that are in doubt or to complete."""
    return tuple(line.stock_no for line in (*made.in_doubt, *made.exceptions) if is_away(line, made))


def owners(made: Schedule) -> tuple[Owned, ...]:
    """Others' property by ownership, owner and currency; an owner nobody names comes last."""
    lines = [line for line in in_total(made) if line.ownership != OWNED]
    numbers: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for line in lines:
        numbers[_owned(line)].append(line.stock_no)
    sums = tallied(lines, _owned)
    keys = sorted(sums, key=lambda key: (_rank(key[0], OWNERSHIP), not key[1], key[1].casefold(), key[2]))
    return tuple(Owned(*key, sums[key], tuple(numbers[key])) for key in keys)


def steps(made: Schedule) -> Iterator[tuple[Cause, tuple[Step, ...]]]:
    """The bridge's steps by cause, in the order of causes."""
    found: dict[Cause, list[Step]] = defaultdict(list)
    for step in made.bridge.steps if made.bridge else ():
        found[step.cause].append(step)
    return ((cause, tuple(found[cause])) for cause in CAUSES if cause in found)


def changed(told: Iterable[Step]) -> Mapping[str, Decimal]:
    """What steps change the total by, in each currency."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for step in told:
        for value, sign in ((step.before, -1), (step.after, 1)):
            if value:
                sums[value.currency] += sign * value.amount
    return dict(sorted(sums.items()))


def page_figures(made: Schedule) -> Iterator[Decimal]:
    """Every figure that the pages and sheets beside the lines print and that stands in no field of the schedule."""
    tallies = [tally for place in places(made) for tally in (place.by_day, place.at_night)]
    tallies += [owned.tally for owned in owners(made)]
    tallies += by_currency(line for line in in_total(made) if line.ownership != OWNED).values()
    off = away(made)
    for lines in (*off.values(), [line for group in off.values() for line in group]):
        tallies += by_currency(lines).values()
    yield from (figure for tally in tallies for figure in (tally.value, Decimal(tally.units)))
    for _, told in steps(made):
        yield from changed(told).values()
        yield Decimal(len(told))
    yield from (beneath((*(month.value for month in one.months), one.average)) for one in made.history if one.months)


def _owned(line: Line) -> tuple[str, str, str]:
    return line.ownership, line.owner, currency(line)


def _left(line: Line) -> tuple[str, str, str]:
    """By holder, then by the day it left."""
    if line.away is None:
        return "", "", line.stock_no
    since = line.away.since.earliest.isoformat() if line.away.since else ""
    return line.away.holder.casefold(), since, line.stock_no


def _rank(word: str, vocabulary: Iterable[str]) -> tuple[int, str]:
    order = list(vocabulary)
    return (order.index(word) if word in order else len(order), word.casefold())
