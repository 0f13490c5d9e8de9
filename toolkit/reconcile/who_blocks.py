"""Which pairs of rows are worth comparing at all: those that share a telephone, a birthday, a name and initial..."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from toolkit.reconcile.who_table import Numbers, Table

CROWD = 24
"""Rows that share a key; a larger crowd shares nothing that tells, and its true pairs share something rarer too."""

_ROOM = 1 << 31  # two numbers below it fit into one


def pairs(table: Table) -> tuple[Numbers, Numbers]:
    """Every pair that shares a key, once, the lower row first."""
    found = [met for key in _keys(table) for met in _met(key, table.rows)]
    both = np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    both = both[np.diff(both, prepend=-1) > 0]
    return both // table.rows, both % table.rows


def _keys(table: Table) -> Iterator[tuple[Numbers, ...]]:
    """What a row shares with a row that may be the same: one key is enough, all of its parts known and alike.

    A part of several columns may agree in any of them.
    """
    family, given, initial, sound = table.family.codes, table.begins.codes, table.initial, table.sounds.codes
    street, number, town, postcode = (
        column.codes for column in (table.street, table.number, table.town, table.postcode)
    )
    year, month, day = (table.days[:, part] * table.days[:, 5] for part in range(3))
    yield family, initial + 1
    yield sound, given
    yield (table.letters.codes,)
    yield np.stack([table.ends.codes, table.ends.others[0]], axis=1), initial + 1
    yield sound, initial, town
    yield sound, year, month
    yield sound, month, day
    yield given, year, month
    yield given, year, day
    yield year, month, day
    yield number, street
    yield number, postcode
    yield (table.email.codes,)
    yield (table.local.codes,)
    yield (table.firm_words,)
    yield (table.phones[0],)
    yield from ((column.codes,) for column in table.codes.values())


def _met(key: tuple[Numbers, ...], rows: int) -> Iterator[Numbers]:
    """The pairs of rows with an equal key, each pair as one number."""
    wide = key[0].shape[1] if key[0].ndim > 1 else 1
    row = np.repeat(np.arange(rows), wide)
    whole, known = np.zeros(len(row), dtype=np.int64), np.ones(len(row), dtype=bool)
    for part in key:
        column = part.ravel() if part.ndim > 1 else np.repeat(part, wide)
        known &= column > 0
        whole = whole * (int(column.max(initial=0)) + 1) + column
        if whole.max(initial=0) >= _ROOM:
            whole = np.unique(whole, return_inverse=True)[1].ravel()
    at = np.flatnonzero(known)
    order = at[np.argsort(whole[at], kind="stable")]
    starts = np.flatnonzero(np.diff(whole[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    for size in np.unique(sizes[(sizes > 1) & (sizes <= CROWD)]):
        groups = row[order[starts[sizes == size][:, None] + np.arange(size)]]
        left, right = np.triu_indices(size, 1)
        low, high = groups[:, left].ravel(), groups[:, right].ravel()
        apart = low != high
        yield low[apart] * rows + high[apart]
