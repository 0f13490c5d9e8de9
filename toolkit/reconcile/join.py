"""Joining two registers: each row of the one that may have many finds its row in the one that has each piece once.

One pass, with dictionaries. Nothing is chosen between several candidates: they are listed as a question.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.records import Record

Keys = Callable[[Record], Iterable[Hashable]]


@dataclass(frozen=True, slots=True)
class Tier:
    """One way of knowing a row: what it is called, the keys of either side.

    ``unique``: a key that two rows have says nothing. ``certain``: False where the key only raises a question.
    ``alone``: False where it only tells which of several is meant. ``fits``: what else must not contradict.
    """

    words: str
    one: Keys
    many: Keys
    unique: bool = False
    certain: bool = True
    alone: bool = True
    fits: Callable[[Record, Record], bool] | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A row that may belong to any of several rows, or not certainly to the one."""

    record: Record
    candidates: Sequence[Record]
    by: str


@dataclass(slots=True)
class Joined:
    """What a join found: the rows of each one (by its ``id``), how many by which key, the questions, and the rest."""

    found: dict[int, list[Record]] = field(default_factory=lambda: defaultdict(list))
    keys: Counter[str] = field(default_factory=Counter)
    questions: list[Question] = field(default_factory=list)
    strays: list[Record] = field(default_factory=list)


def join(ones: Sequence[Record], manys: Sequence[Record], tiers: Sequence[Tier]) -> Joined:
    """Find for each of ``manys`` its row among ``ones``, by the first tier that knows any."""
    indexes = _Indexes(ones, tiers)
    joined = Joined()
    for many in manys:
        for number, tier in enumerate(tiers):
            candidates = indexes.candidates(number, many) if tier.alone else ()
            if not candidates:
                continue
            by = tier.words
            if len(candidates) > 1:
                candidates, by = indexes.narrowed(candidates, many, number)
            if len(candidates) == 1 and tier.certain:
                joined.found[id(candidates[0])].append(many)
                joined.keys[by] += 1
            else:
                joined.questions.append(Question(many, candidates, by))
            break
        else:
            joined.strays.append(many)
    return joined


class _Indexes:
    """The ones by the keys of each tier; an index is made when the first row needs it."""

    def __init__(self, ones: Sequence[Record], tiers: Sequence[Tier]) -> None:
        self._ones = ones
        self._tiers = tiers
        self._made: dict[int, Mapping[Hashable, list[Record]]] = {}

    def candidates(self, number: int, many: Record) -> Sequence[Record]:
        """The ones that share a key with a row, each once. A list in the index is never copied: it may be long."""
        tier = self._tiers[number]
        lists = [rows for key in tier.many(many) if (rows := self._index(number).get(key))]
        if not lists:
            return ()
        fits = tier.fits
        if len(lists) == 1:
            return [one for one in lists[0] if fits(one, many)] if fits else lists[0]
        found = {id(one): one for rows in lists for one in rows if not fits or fits(one, many)}
        return list(found.values())

    def _index(self, number: int) -> Mapping[Hashable, list[Record]]:
        made = self._made.get(number)
        if made is not None:
            return made
        tier = self._tiers[number]
        index: dict[Hashable, list[Record]] = {}
        for one in self._ones:
            for key in tier.one(one):
                index.setdefault(key, []).append(one)
        if tier.unique:
            index = {key: rows for key, rows in index.items() if len(rows) == 1}
        self._made[number] = index
        return index

    def narrowed(self, candidates: Sequence[Record], many: Record, number: int) -> tuple[Sequence[Record], str]:
        """Several candidates by one key: those that another certain key also names, if that leaves just one."""
        first = self._tiers[number]
        for other, tier in enumerate(self._tiers[number + 1 :], number + 1):
            if not tier.certain:
                continue
            rivals = self.candidates(other, many)
            # The shorter list is looked through: either may hold half of the register.
            short, sought = (candidates, tier) if len(candidates) < len(rivals) else (rivals, first)
            keys = set(sought.many(many))
            both = [one for one in short if not keys.isdisjoint(sought.one(one))] if rivals else []
            if len(both) == 1:
                return both, f"{first.words}, then {tier.words}"
        return candidates, first.words
