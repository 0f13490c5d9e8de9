"""How sure it is that two rows are one: Fellegi and Sunter's weights, learned from the register itself, no labels.

Every pair is of one person, of two people of one household, or of strangers. Strangers are learned from pairs at
random; what one person's rows have in common from the pairs that are surely one, beside what is expected beforehand,
which decides alone where a house is small. The rate of pairs is a rate over all pairs, not over those compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from toolkit.reconcile.who_compare import compare
from toolkit.reconcile.who_fields import BIRTHDAY, FAMILY, FIELDS, FIRM, GIVEN, HOUSEHOLDS, ONES, Field
from toolkit.reconcile.who_table import Numbers, Table

ROWS, PAIRS, OTHERS = 100, 40, 50
"""What these expectations weigh, as if so many rows, pairs of one person and pairs of strangers had been seen."""

UNSEEN = 10
"""The same of one value: that no other row has a name tells that it is rare, also where names in general repeat."""

SAMPLE, ROUNDS, RARE, NEVER = 40_000, 10, 1e-5, -40.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Of each pair the binary logarithm of the odds that it is one person, and that it is one household.

    ``same`` and ``house`` hold, by field, the logarithms of how much likelier its level is than between strangers.
    ``repeats`` is how many pairs of one person there are to a row.
    """

    one: Numbers
    home: Numbers
    same: Numbers
    house: Numbers
    repeats: float


def estimate(table: Table, levels: Numbers, often: Numbers, *, homes: bool = True) -> Scores:
    """The scores of the compared pairs of a register; firms have no households."""
    rows = table.rows
    every = rows * (rows - 1) / 2
    spelled = 8 ** np.arange(len(FIELDS), dtype=np.int64) @ levels.astype(np.int64)
    _, at, counts = np.unique(spelled, return_index=True, return_counts=True)
    patterns, (at_random, share) = levels[:, at], _at_random(table)
    learned = [np.array([0.0, *field.same]) for field in FIELDS]
    expected = np.array([ONES, HOUSEHOLDS if homes else 0.0])
    rate = expected * rows / every
    # At first any level may owe as many of its pairs as are expected to be no strangers.
    related = [np.full(len(field.same), expected.sum() * rows + 1) for field in FIELDS]
    for _ in range(ROUNDS):
        strangers = [_mix(field.stranger, np.maximum(seen - known * share, 0), OTHERS)
                     for field, seen, known in zip(FIELDS, at_random, related, strict=True)]  # fmt: skip
        odds = _odds(*_weights(patterns, learned, strangers), rate)
        # Pairs in doubt teach nothing.
        one, home = (np.where(of > 0, counts / (1 + np.exp2(-of)), 0) for of in odds)
        learned = [_mix(field.same, _counted(level, one * (not field.known), field), PAIRS)
                   for field, level in zip(FIELDS, patterns, strict=True)]  # fmt: skip
        related = [_counted(level, one + home, field) for field, level in zip(FIELDS, patterns, strict=True)]
        rate = (np.array([one.sum(), home.sum() if homes else 0]) + expected * ROWS) / (rows + ROWS) * rows / every
    same, house = _weights(levels, learned, strangers, often, rows)
    return Scores(*_odds(same, house, rate), same, house, float(rate[0] * every / rows))


def _at_random(table: Table) -> tuple[list[Numbers], float]:
    """How often each level stands among pairs at random, and what part of all pairs these are."""
    every = table.rows * (table.rows - 1) // 2
    if every <= SAMPLE:
        a, b = np.triu_indices(table.rows, 1)
    else:
        a, b = np.random.default_rng(table.rows).integers(0, table.rows, (2, SAMPLE))
        a, b = a[a != b], b[a != b]
    levels, _ = compare(table, a, b)
    ones = np.ones(len(a))
    return [_counted(level, ones, field) for field, level in zip(FIELDS, levels, strict=True)], len(a) / every


def _counted(level: Numbers, pairs: Numbers, field: Field) -> Numbers:
    """How many pairs have each level of a field; level 0, unknown, left out."""
    return np.bincount(level, pairs, len(field.same) + 1)[1:]


def _mix(expected: Sequence[float], seen: Numbers, weight: float) -> Numbers:
    """What was seen of each level, beside what was expected; level 0, unknown, first."""
    return np.array([0.0, *(np.array(expected) * weight + seen) / (weight + seen.sum())])


def _weights(
    levels: Numbers,
    learned: Sequence[Numbers],
    strangers: Sequence[Numbers],
    often: Numbers | None = None,
    rows: int = 0,
) -> tuple[Numbers, Numbers]:
    """By field and pair how much likelier the level is for one person, and for one household, than for strangers.

    Where a value is agreed on, strangers agree by how often just this one stands (the pair itself left out).
    """  # fmt: skip
    same, house = np.zeros(levels.shape), np.zeros(levels.shape)
    for number, field in enumerate(FIELDS):
        level, base = levels[number], np.maximum(strangers[number], RARE)[levels[number]]
        if often is not None:
            others = (np.maximum(often[number] - 2, 0) + UNSEEN * base) / (rows + UNSEEN)
            base = np.where(often[number] > 0, np.maximum(others, RARE), base)
        common = np.array([0.0, *field.common])[level]
        with np.errstate(divide="ignore", invalid="ignore"):
            same[number] = np.where(level > 0, np.log2(learned[number][level] / base), 0)
            home = np.log2(field.share * common / base + 1 - field.share)
            house[number] = np.where(level > 0, home, 0)
    # Twins have two names, and a son another birthday than his father: no household explains both alike.
    house[BIRTHDAY, (levels[BIRTHDAY] == 1) & np.isin(levels[GIVEN], (1, 2))] = 0
    # A firm lives with nobody; people of one firm may.
    house[FIRM, (levels[FIRM] > 0) & (levels[GIVEN] == 0) & (levels[FAMILY] == 0)] = NEVER
    return same, house


def _odds(same: Numbers, house: Numbers, rate: Numbers) -> tuple[Numbers, Numbers]:
    """The logarithms of the odds of one person, and of one household, against all else."""
    with np.errstate(divide="ignore"):
        one, home = same.sum(axis=0) + np.log2(rate[0]), house.sum(axis=0) + np.log2(rate[1])
        stranger = np.log2(1 - rate.sum())
    return one - np.logaddexp2(home, stranger), home - np.logaddexp2(one, stranger)
