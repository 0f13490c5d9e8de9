"""The order in which to answer: at each step the fewest answers that release the most.

The best order of all cannot be found in any reasonable time; the greedy one is close, quick and easy to explain. Units
come first, then insured value in the house's own currency: values in others are never set against it.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from toolkit.reports.unlock import Need, Unit

Key = object
Wanted = frozenset[Key]
"""What a unit still needs."""
_SMALL = 6
"""Up to so many answers wanted together, every part of them is asked what it releases."""


def ranked(units: Sequence[Unit], currency: str) -> Iterator[tuple[Need, list[Unit]]]:
    """Each answer once, best first, with the units it is the last answer of. Units that need more than typing: none."""
    typed = [unit for unit in units if unit.needs and not unit.elsewhere]
    order = _Order(typed, currency)
    needs: dict[Key, Need] = {}
    for unit in typed:
        for need in unit.needs:
            needs.setdefault(need.key, need)
    place_in = {key: number for number, key in enumerate(needs)}
    while (wanted := order.best()) is not None:
        released = order.answer(wanted)
        keys = sorted(wanted, key=place_in.__getitem__)
        given: set[Key] = set()
        for key in keys:
            given.add(key)
            yield needs[key], [unit for unit, last in released if last <= given and key in last]


class _Order:
    """The units grouped by what they still need, and the groups by what answering them gives."""

    def __init__(self, units: Iterable[Unit], currency: str) -> None:
        self._currency = currency
        self._groups: dict[Wanted, list[Unit]] = defaultdict(list)
        for unit in units:
            self._groups[frozenset(need.key for need in unit.needs)].append(unit)
        self._with: dict[Key, set[Wanted]] = defaultdict(set)
        self._first: dict[Wanted, int] = {}
        self._heap: list[tuple[float, float, int, Wanted]] = []
        for number, wanted in enumerate(list(self._groups)):
            self._first[wanted] = number
            for key in wanted:
                self._with[key].add(wanted)
        for wanted in list(self._groups):
            self._push(wanted)

    def best(self) -> Wanted | None:
        """What to answer next: the most units for an answer, then the most value, then the order of the registers."""
        while self._heap:
            *gain, first, wanted = heapq.heappop(self._heap)
            if wanted not in self._groups:
                continue
            now = self._gain(wanted)
            if list(now) == gain:
                return wanted
            heapq.heappush(self._heap, (*now, first, wanted))
        return None

    def answer(self, given: Wanted) -> list[tuple[Unit, Wanted]]:
        """Take answers as given: the units they release, each with what it still needed; others need less now."""
        released: list[tuple[Unit, Wanted]] = []
        shrunk: list[Wanted] = []
        touched = sorted({one for key in given for one in self._with[key]}, key=self._first.__getitem__)
        for wanted in touched:
            units, rest = self._groups.pop(wanted), wanted - given
            for key in wanted:
                self._with[key].discard(wanted)
            if not rest:
                released += [(unit, wanted) for unit in units]
                continue
            self._groups[rest] += units
            self._first[rest] = min(self._first.get(rest, self._first[wanted]), self._first[wanted])
            for key in rest:
                self._with[key].add(rest)
            shrunk.append(rest)
        # Whatever holds all of a group that needs less now is worth more than it was.
        for part in shrunk:
            for wanted in set[Wanted].intersection(*(self._with[key] for key in part)):
                self._push(wanted)
        return released

    def _push(self, wanted: Wanted) -> None:
        heapq.heappush(self._heap, (*self._gain(wanted), self._first[wanted], wanted))

    def _gain(self, wanted: Wanted) -> tuple[float, float]:
        """Units and value an answer, as the heap has them: the most is the least."""
        units = [unit for part in self._parts(wanted) for unit in self._groups.get(part, ())]
        values = [unit.value.amount for unit in units if unit.value and unit.value.currency == self._currency]
        return -len(units) / len(wanted), -float(sum(values, Decimal(0)) / len(wanted))

    def _parts(self, wanted: Wanted) -> Iterator[Wanted]:
        """All parts of what is wanted that units may need; of very many answers only single ones and the whole."""
        sizes = range(1, len(wanted) + 1) if len(wanted) <= _SMALL else (1, len(wanted))
        for size in sizes:
            yield from map(frozenset, combinations(wanted, size))
