"""The discretion gate: what holds a letter back, in the order in which it weighs, and what would release it.

Every client has an answer: a letter that may be drafted, a letter that is held, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.letters import discretion_gifts, discretion_letters, discretion_people
from toolkit.letters.batch import Batch, Case
from toolkit.letters.discretion_people import Block
from toolkit.letters.history import row_key
from toolkit.letters.letter import Hold, Occasion
from toolkit.reconcile.united import One

BLOCKS: tuple[Block, ...] = (*discretion_people.BLOCKS, *discretion_gifts.BLOCKS, *discretion_letters.BLOCKS)
"""One function a block, in the order of domain.md: the person, the gift, the letter."""

NO_OCCASION = "no-occasion"


@dataclass(frozen=True, slots=True)
class Held:
    """An occasion that is not written to, and everything that holds it back."""

    occasion: Occasion
    holds: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A client who gets no letter, and why."""

    client: One
    reasons: tuple[Hold, ...]


@dataclass(frozen=True, slots=True)
class Preflight:
    """What may be drafted, what is held, and every client who gets no letter, with the reasons."""

    ready: tuple[Occasion, ...]
    held: tuple[Held, ...]
    unwritten: tuple[Unwritten, ...]


def holds(occasion: Occasion, among: Batch) -> tuple[Hold, ...]:
    """Everything that holds a letter for an occasion back, the gravest first; nothing where it may be drafted."""
    return _told(among.case(among.history(occasion.client), occasion))


def preflight(among: Batch) -> Preflight:
    """Every occasion of a batch judged, and every client of the house answered for."""
    judged = [(one, holds(one, among)) for one in among.occasions]
    ready = tuple(one for one, found in judged if not found)
    held = tuple(Held(one, found) for one, found in judged if found)
    return Preflight(ready, held, tuple(_unwritten(among, ready, held)))


def _unwritten(among: Batch, ready: Iterable[Occasion], held: Iterable[Held]) -> Iterator[Unwritten]:
    written = {row_key(one.client.client) for one in ready}
    reasons: dict[object, list[Hold]] = {}
    for one in held:
        reasons.setdefault(row_key(one.occasion.client.client), []).extend(one.holds)
    for key, history in among.known.items():
        if key in written:
            continue
        found = reasons.get(key) or [*_told(among.case(history)), _none(history.one)]
        yield Unwritten(history.one, _once(found))


def _none(one: One) -> Hold:
    return Hold(
        NO_OCCASION,
        "no occasion in this time",
        "Look at other days, or write a note by hand.",
        (one.rows[0].place(),),
        final=False,
    )


def _told(case: Case) -> tuple[Hold, ...]:
    return _once(hold for block in BLOCKS for hold in block(case))


def _once(found: Iterable[Hold]) -> tuple[Hold, ...]:
    """Each reason once, in its order."""
    return tuple({(hold.code, hold.words, hold.places): hold for hold in found}.values())
