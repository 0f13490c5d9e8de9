"""Which people of a register may be one, or of one household: the pairs worth a person's time, and those beyond doubt.

It works on plain :class:`Person` values, so that any list of people can be asked about, not only a register.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.collector import uncollected
from toolkit.reconcile.likeness import Relation
from toolkit.reconcile.who_blocks import pairs
from toolkit.reconcile.who_compare import compare
from toolkit.reconcile.who_estimate import Scores, estimate
from toolkit.reconcile.who_fields import FIELDS
from toolkit.reconcile.who_person import Person
from toolkit.reconcile.who_table import Numbers, Table, Truth

ASK, ASK_HOME = 0.0, 3.0
"""Binary odds from which a pair is worth a question: evens for one person, eight to one for a household."""

NAMESAKE, INITIAL = -6.0, -2.0
"""The same of two rows with one name at one door, and with one initial: one in sixty-five, one in five."""

SURE = 6.63
"""Binary odds of 99 to 1 for the least sure pair: of all that are sure fewer than five in a thousand are wrong."""


FULL = 0.1
"""Repeats to a row from which the whole name and the town are enough: relatives of one name in one town, one to two
thousand rows at most, are then two hundred times rarer."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two people by their places in the list, the lower first: what they may be, the odds, and each field's weight.

    ``odds`` is a binary logarithm; ``prior`` and the weights add up to it. A field that says nothing has no weight.
    """

    left: int
    right: int
    relation: Relation
    odds: float
    sure: bool
    prior: float
    weights: tuple[tuple[str, float], ...]


@uncollected()
def alike(
    people: Sequence[Person],
    united: Iterable[Sequence[int]] = (),
    settled: Iterable[tuple[int, int]] = (),
    *,
    homes: bool = True,
) -> tuple[Alike, ...]:
    """The pairs that may be one person or one household, the likeliest first.

    Rows of a group in ``united`` are known to be one; pairs in ``settled`` (and all between their groups) to be two.
    Beside the sure pairs, as few are asked about as answer for all: of three rows that may be one, two pairs.
    """  # fmt: skip
    if len(people) < 2:
        return ()
    order = np.array(sorted(range(len(people)), key=lambda row: people[row].order()))
    table = Table([people[row] for row in order])
    low, high = pairs(table)
    levels, often = compare(table, low, high)
    scores = estimate(table, levels, often, homes=homes)
    left, right = np.minimum(order[low], order[high]), np.maximum(order[low], order[high])
    sure = _beyond_doubt(_by_name(levels), scores, table.short[low])
    groups = _Groups(len(people), united)
    known = groups.joined(left, right)
    apart = {groups.pair(one, other) for one, other in settled}
    ends = zip(left.tolist(), right.tolist(), strict=True)
    two = np.array([groups.pair(one, other) in apart for one, other in ends] if apart else np.zeros(len(left)), bool)
    known |= two
    sure &= ~known
    sure &= ~_torn(left, right, sure | (known & ~two), two | (scores.one < -SURE), len(people))
    for one, other in zip(left[sure].tolist(), right[sure].tolist(), strict=True):
        groups.join(one, other)
    return tuple(_chosen(left, right, levels, scores, sure, groups, known))


def _beyond_doubt(level: dict[str, Numbers], scores: Scores, initials: Truth) -> Truth:
    """Which pairs are sure: the odds, the name and something beside the name, and nothing that speaks against it."""
    given, family, firm, code = level["given"], level["family"], level["firm"], level["codes"]
    birthday, mail = level["birthday"] == 1, level["email"] == 1
    first, last = np.isin(given, (1, 2, 3)), np.isin(family, (1, 2))
    reached = np.isin(level["address"], (1, 2)) | (level["phone"] == 1) | np.isin(level["email"], (1, 2)) | (code == 1)
    named = (first & last) | (last & np.isin(given, (0, 4)) & (birthday | mail))
    # One who married, or whose surname was misheard; never twins, who differ in the first name alone.
    renamed = birthday & (first | (code == 1)) & reached
    trading = np.isin(firm, (1, 2)) & (family == 0) & (given == 0)
    against = ((level["mark"] > 1) | (level["sex"] == 2) | (level["partner"] == 2) | (level["birthday"] == 4)
               | ((code == 3) & ~birthday))  # fmt: skip
    beside = reached | np.isin(level["birthday"], (1, 2))
    if scores.repeats > FULL:
        beside |= (level["address"] == 4) & (((given == 1) & (family == 1) & ~initials) | (firm == 1))
    return np.asarray((scores.one >= SURE) & (named | renamed | trading) & beside & ~against)


def _by_name(levels: Numbers) -> dict[str, Numbers]:
    return dict(zip((field.name for field in FIELDS), levels, strict=True))


def _namesakes(level: dict[str, Numbers], scores: Scores) -> Truth:
    """Which pairs share a door and a name, and little else speaks for one: father and son, or one person after all."""
    door = np.isin(level["family"], (1, 2)) & (level["address"] == 1) & (level["sex"] != 2)
    whole = np.isin(level["given"], (1, 2)) & (scores.one >= NAMESAKE)
    return np.asarray(door & (whole | ((level["given"] == 4) & (scores.one >= INITIAL))))


def _under_one_roof(level: dict[str, Numbers]) -> Truth:
    """Which pairs share a door and more: a surname, a partner, a telephone, an e-mail. Flats share a door too."""
    more = np.isin(level["family"], (1, 2, 3)) | (level["partner"] == 2) | (level["phone"] == 1) | (level["email"] == 1)
    return np.asarray((level["address"] == 1) & more)


class _Groups:
    """Rows that are one, by the first of them."""

    def __init__(self, rows: int, united: Iterable[Sequence[int]]) -> None:
        self._first = list(range(rows))
        for group in united:
            for row in group[1:]:
                self.join(group[0], row)

    def of(self, row: int) -> int:
        """The row that stands for the group."""
        while self._first[row] != row:
            self._first[row] = self._first[self._first[row]]
            row = self._first[row]
        return row

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; False where they were one before."""
        low, high = self.pair(one, other)
        self._first[high] = low
        return low != high

    def pair(self, one: int, other: int) -> tuple[int, int]:
        """The rows that stand for two groups, in their order."""
        first, second = self.of(one), self.of(other)
        return (first, second) if first < second else (second, first)

    def copy(self) -> _Groups:
        """The same groups, to be joined further."""
        return _Groups(len(self._first), [(first, row) for row, first in enumerate(self._first)])

    def joined(self, left: Numbers, right: Numbers) -> Truth:
        """Which pairs are within one group."""
        root = np.array([self.of(row) for row in range(len(self._first))])
        return np.asarray(root[left] == root[right])


def _torn(left: Numbers, right: Numbers, joined: Truth, two: Truth, rows: int) -> Truth:
    """Which pairs stand in a chain that also joins two people: nothing in such a chain is beyond doubt."""
    groups = _Groups(rows, zip(left[joined].tolist(), right[joined].tolist(), strict=True))
    root = np.array([groups.of(row) for row in range(rows)])
    within = root[left] == root[right]
    torn = np.zeros(rows, dtype=bool)
    torn[root[left[within & two & ~joined]]] = True
    return np.asarray(within & torn[root[left]])


def _chosen(  # noqa: PLR0913, PLR0917 - the columns of one table
    left: Numbers, right: Numbers, levels: Numbers, scores: Scores, sure: Truth, groups: _Groups, known: Truth
) -> Iterable[Alike]:
    """Every sure pair, and of the others the likeliest that join all groups worth asking about."""
    level = _by_name(levels)
    one = ((scores.one >= ASK) | _namesakes(level, scores)) & ~known & (level["mark"] < 3)
    home = ~one & (scores.home >= ASK_HOME) & _under_one_roof(level) & ~known
    at = np.flatnonzero(one | home)
    odds = np.where(one, scores.one, scores.home)
    reached = {"same": groups, "household": groups.copy()}
    # Equal odds keep the order of the pairs, which is not that of the file.
    for pair in at[np.lexsort((-odds[at], ~one[at], ~sure[at]))].tolist():
        relation: Relation = "same" if one[pair] else "household"
        ends, even = (int(left[pair]), int(right[pair])), float(odds[pair])
        if not reached[relation].join(*ends) and not sure[pair]:
            continue
        beyond = bool(sure[pair]) or (relation == "household" and even >= SURE)
        yield Alike(*ends, relation, even, beyond, *_waterfall(relation, even, levels[:, pair], scores, pair))


def _waterfall(
    relation: Relation, odds: float, level: Numbers, scores: Scores, pair: int
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """Prior and weights, against strangers or against the other relation, whichever is the likelier."""
    same, house = scores.same[:, pair], scores.house[:, pair]
    this, other, against = (same, house, scores.home) if relation == "same" else (house, same, scores.one)
    # Where the other relation has more than half of what is left, the fields are weighed against it.
    rival = against[pair] > -odds - 1 and other.sum() > 0
    weight = this - other if rival else this
    said = tuple((FIELDS[at].name, float(weight[at])) for at in np.flatnonzero(level > 0).tolist())
    return odds - sum(weight for _, weight in said), said
