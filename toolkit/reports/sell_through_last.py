"""The report issued before, and what the registers say otherwise of its closing now, reference by reference."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.findings import Place
from toolkit.reconcile.keys import code_key
from toolkit.render.wording import when
from toolkit.reports.sell_through import Correction
from toolkit.reports.sell_through_books import Item
from toolkit.reports.sell_through_events import SIGNS, Move
from toolkit.reports.sell_through_notes import sentence

Counted = dict[str, int]
"""Pieces by the house's own number, folded."""


@dataclass(frozen=True, slots=True)
class LastReport:
    """An issued report: its number, its last day, and by reference what it counted at the closing, piece by piece."""

    number: str
    last: date
    closing: Mapping[str, int]
    held: Mapping[str, Counted]
    spelled: Mapping[str, str]


def last_report(number: str, facts: bytes) -> LastReport:
    """The report whose canonical facts these are."""
    told: dict[str, Any] = json.loads(facts)
    closing: dict[str, int] = defaultdict(int)
    held: dict[str, Counted] = defaultdict(dict)
    spelled: dict[str, str] = {}
    for one in told["rows"]:
        key = code_key(one["reference"])
        spelled.setdefault(key, one["reference"])
        closing[key] += one["units"]["closing"]
        for name, units in one["held"]:
            held[key][code_key(name)] = held[key].get(code_key(name), 0) + units
    return LastReport(number, date.fromisoformat(told["period"][3]), dict(closing), dict(held), spelled)


def corrections(last: LastReport, items: Sequence[Item], every: Sequence[Item], language: str) -> Iterator[Correction]:
    """Every reference whose closing in the last report is not what the registers now say of that day."""
    return _Compared(last, items, every, language).corrections()


Cause = tuple[str, str, tuple[Place, ...]]
"""Why one piece is counted otherwise: the key of a sentence, its one fact, the cells."""


class _Compared:
    """The last report beside the registers of today, on its last day."""

    def __init__(self, last: LastReport, items: Sequence[Item], every: Sequence[Item], language: str) -> None:
        self._last, self._language = last, language
        self._items: dict[str, list[Item]] = defaultdict(list)
        for item in every:
            self._items[code_key(item.number)].append(item)
        self._now: dict[str, int] = defaultdict(int)
        self._held: dict[str, Counted] = defaultdict(dict)
        self._spelled = dict(last.spelled)
        for item in items:
            units = item.on(last.last)
            if units:
                key, number = code_key(item.reference), code_key(item.number)
                self._spelled.setdefault(key, item.reference)
                self._now[key] += units
                self._held[key][number] = self._held[key].get(number, 0) + units
        self._reported_under = {number: key for key, held in last.held.items() for number in held}

    def corrections(self) -> Iterator[Correction]:
        """Each reference that differs, in the order of the alphabet."""
        keys = {*self._last.closing, *self._now}
        for key in sorted(keys):
            reported, now = self._last.closing.get(key, 0), self._now.get(key, 0)
            before, after = self._last.held.get(key, {}), self._held.get(key, {})
            if reported == now and before.keys() == after.keys():
                continue
            causes = [(units, self._cause(key, number, units)) for number, units in _changed(before, after)]
            if reported == now and not causes:
                continue
            words, places = self._told(causes, abs(now - reported))
            yield Correction(self._last.number, self._spelled.get(key, ""), reported, now, words, places)

    def _cause(self, key: str, number: str, units: int) -> Cause:
        """Why a piece is counted otherwise; ``units`` below nought: it was reported and is not there now."""
        items = self._items.get(number, [])
        cells = tuple(item.place for item in items)
        if units > 0:
            was = self._reported_under.get(number, key)
            if was != key:
                return "sell-since-was", self._spelled.get(was, ""), cells
        else:
            under = next((one for one, held in self._held.items() if number in held and one != key), None)
            if under is not None:
                return "sell-since-renamed", self._spelled.get(under, ""), cells
        found = self._gone(items, cells) if units < 0 else None
        return found or self._move(items, 1 if units > 0 else -1) or ("sell-since-unknown", "", cells)

    def _gone(self, items: Sequence[Item], cells: tuple[Place, ...]) -> Cause | None:
        """Why a piece that was reported counts no more, where nothing dated took it away."""
        if not items:
            return "sell-since-gone", "", ()
        if any(item.out or item.consigned for item in items):
            why = next((item.out for item in items if item.out), "sell-consigned-untold")
            return "sell-since-out", sentence(why, self._language), cells
        if any(item.on(self._last.last) is None for item in items):
            return "sell-since-doubt", "", cells
        return None

    def _move(self, items: Iterable[Item], sign: int) -> Cause | None:
        """The last dated thing by the day that took a piece away, or brought it."""
        moves = [move for item in items for move in item.moves
                 if move.when.latest <= self._last.last and _sign(move) == sign]  # fmt: skip
        if not moves:
            return None
        move = max(moves, key=lambda one: one.when.latest)
        return f"sell-since-{move.kind}", sentence_day(move, self._language), (move.place,)

    def _told(self, causes: Sequence[tuple[int, Cause]], by: int) -> tuple[str, tuple[Place, ...]]:
        """The causes in words, alike ones together, and all their cells."""
        alike: dict[tuple[str, str], int] = defaultdict(int)
        places: list[Place] = []
        for units, (key, fact, cells) in causes:
            alike[key, fact] += abs(units)
            places += cells
        words = [sentence(key, self._language, n=n, day=fact, reference=fact, why=fact)
                 for (key, fact), n in alike.items()]  # fmt: skip
        return "; ".join(words) or sentence("sell-since-unknown", self._language, n=by), tuple(dict.fromkeys(places))


def sentence_day(move: Move, language: str) -> str:
    """The day of a move, as documents write it."""
    return when(move.when, language)


def _sign(move: Move) -> int:
    signed = SIGNS[move.kind] * move.units
    return (signed > 0) - (signed < 0)


def _changed(before: Counted, after: Counted) -> Iterator[tuple[str, int]]:
    for number in sorted({*before, *after}):
        units = after.get(number, 0) - before.get(number, 0)
        if units:
            yield number, units
