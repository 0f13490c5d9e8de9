"""Two rows side by side, field by field: how far they agree, as small numbers to be counted. Whole columns at once.

Level 0 is unknown and says nothing; the other levels stand in ``FIELDS`` beside what is expected of them.
"""

from __future__ import annotations

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Indel, JaroWinkler

from toolkit.reconcile.who_table import Numbers, Table, Truth, alike


def compare(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """Of every field (in the order of ``FIELDS``) and pair the level, and how often the value agreed on stands."""
    names = _names(table, a, b)
    rest = (_marks(table, a, b), _sexes(table, a, b), _partners(table, a, b), _birthdays(table, a, b),
            _addresses(table, a, b), _phones(table, a, b), _emails(table, a, b), _codes(table, a, b))  # fmt: skip
    made = (*names, *rest)
    return np.stack([level for level, _ in made]).astype(np.int8), np.stack([often for _, often in made])


def _names(table: Table, a: Numbers, b: Numbers) -> tuple[tuple[Numbers, Numbers], ...]:
    given, family = _given(table, a, b), _family(table, a, b)
    swapped = _swapped(table, a, b, given, family)
    given[swapped], family[swapped] = 3, 2
    # Letters of two scripts: that they differ says nothing, for each has several forms in the other.
    apart = table.foreign[a] != table.foreign[b]
    sounds = apart & table.sounds.same(a, b)
    family[apart & (family == 4)], given[apart & (given == 5)] = 0, 0
    family[sounds] = 2
    # A firm beside a person is another party, unless the person's row names the firm.
    person, trade = (
        (table.family.codes > 0) & (table.firm.codes == 0),
        (table.family.codes == 0) & (table.firm.codes > 0),
    )
    family[(person[a] & trade[b]) | (trade[a] & person[b])] = 4
    by_first = np.where(given == 2, table.first.counts[table.first.codes[a]], 0)
    given_often = np.where(given == 1, table.given.counts[table.given.codes[a]], by_first)
    return (given, given_often), (family, table.family.often(a, family == 1)), (_firm(table, a, b), _never(a))


def _never(a: Numbers) -> Numbers:
    """Of fields in which one value is as common as another."""
    return np.zeros(len(a), dtype=np.int64)


def _given(table: Table, a: Numbers, b: Numbers) -> Numbers:
    """1 the same, 2 with more on one side, 3 nearly, 4 initial or short name, 5 another, 6 one of a couple."""
    both, same = table.given.both(a, b), table.given.same(a, b)
    first, (second, _) = table.first.codes, table.first.others
    level = np.where(both, 5, 0)
    crossed = ((first[a] == second[b]) & (first[a] > 0)) | ((first[b] == second[a]) & (first[b] > 0))
    letters = (table.initial[a] == table.initial[b]) & (table.short[a] | table.short[b])
    nick = (table.known_as[a] == table.known_as[b]) & (table.known_as[a] > 0)
    level[both & (crossed | letters | nick)] = 4
    undecided = both & ~same & (level == 5) & ~table.short[a] & ~table.short[b]
    near = table.first.alike(a, b, undecided, JaroWinkler.normalized_similarity, 0.88)
    near |= table.given.alike(a, b, undecided & ~near, JaroWinkler.normalized_similarity, 0.9)
    level[near] = 3
    level[both & table.first.same(a, b) & ~table.short[a]] = 2
    middles = (table.middle[a] > 0) & (table.middle[b] > 0) & (table.middle[a] != table.middle[b])
    level[both & middles & np.isin(level, (2, 4)) & ~crossed] = 5
    level[same] = 1
    level[both & (table.couple[a] != table.couple[b])] = 6
    return level


def _family(table: Table, a: Numbers, b: Numbers) -> Numbers:
    """1 the same, 2 nearly, 3 one of two surnames, 4 another."""
    both, same = table.family.both(a, b), table.family.same(a, b)
    ends, starts = table.ends.codes, table.ends.others[0]
    level = np.where(both, 4, 0)
    parts = (ends[a] == ends[b]) | (ends[a] == starts[b]) | (starts[a] == ends[b]) | (starts[a] == starts[b])
    level[both & parts & (ends[a] > 0) & (ends[b] > 0)] = 3
    near = table.family.alike(a, b, both & ~same, JaroWinkler.normalized_similarity, 0.88)
    level[near] = 2
    level[same] = 1
    return level


def _swapped(table: Table, a: Numbers, b: Numbers, given: Numbers, family: Numbers) -> Truth:
    """Which pairs agree once first name and surname change places, or once they are written as one word."""
    g, f = table.given.codes, table.given.others[0]
    plain, turned = table.whole.codes, table.whole.others[0]
    whole = (plain[a] == turned[b]) | (plain[b] == turned[a]) | (plain[a] == plain[b])
    asked = (given == 5) & (family == 4) & (g[a] > 0) & (g[b] > 0)
    texts, scorer = table.given.texts, JaroWinkler.normalized_similarity
    across = alike(texts, g[a], f[b], asked, scorer, 0.9)
    across &= alike(texts, f[a], g[b], across, scorer, 0.9)
    return np.asarray(across | (whole & (plain[a] > 0) & (family > 1)) | (whole & (plain[a] > 0) & (family == 0)
                      & (table.family.codes[a] + table.family.codes[b] > 0)))  # fmt: skip


def _firm(table: Table, a: Numbers, b: Numbers) -> Numbers:
    """1 the same, 2 nearly, 3 in part, 4 another. A name that stands often is of a firm entered often."""
    both, same = table.firm.both(a, b), table.firm.same(a, b)
    level = np.where(both, 4, 0)
    one, other = table.firm_words[a], table.firm_words[b]
    shared = ((one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)).any(axis=2).sum(axis=1)
    level[(both & (shared > 1)) | table.firm.alike(a, b, both & ~same, fuzz.token_set_ratio, 80)] = 3
    level[table.firm.alike(a, b, both & ~same, fuzz.ratio, 88)] = 2
    level[same] = 1
    return level


def _marks(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same mark, 2 on one side only, 3 another: son and father; or a wife's on one side only."""
    one, other = table.mark.codes[a] > 0, table.mark.codes[b] > 0
    level = np.where((one & other) | (table.wife[a] != table.wife[b]), 3, np.where(one | other, 2, 0))
    level[table.mark.same(a, b)] = 1
    return level, _never(a)


def _sexes(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same, 2 the other."""
    level = np.where(table.sex.both(a, b), np.where(table.sex.same(a, b), 1, 2), 0)
    return level, _never(a)


def _partners(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same partner, 2 partners of each other, 3 another partner."""
    first, (_, partner) = table.first.codes, table.first.others
    level = np.where((partner[a] > 0) & (partner[b] > 0), np.where(partner[a] == partner[b], 1, 3), 0)
    each = ((partner[a] == first[b]) & (partner[a] > 0)) | ((partner[b] == first[a]) & (partner[b] > 0))
    level[each] = 2
    return level, _never(a)


def _birthdays(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same day, 2 one slip of the hand beside it, 3 the same as far as it is known, 4 another."""
    one, other = table.days[a], table.days[b]
    both, exact = (one[:, 0] > 0) & (other[:, 0] > 0), (one[:, 5] & other[:, 5]).astype(bool)
    overlap = (one[:, 3] <= other[:, 4]) & (other[:, 3] <= one[:, 4])
    level = np.where(both, np.where(overlap & ~exact, 3, 4), 0)
    parts = (one[:, :3] == other[:, :3]).sum(axis=1)
    turned = (one[:, 0] == other[:, 0]) & (one[:, 1] == other[:, 2]) & (one[:, 2] == other[:, 1])
    level[both & exact & ((parts == 2) | turned)] = 2
    same = both & exact & (parts == 3)
    level[same] = 1
    return level, table.day.often(a, same)


def _addresses(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same door, 2 the same street, 3 the same postcode, 4 the same town, 5 another."""
    streets, towns, codes = (column.both(a, b) for column in (table.street, table.town, table.postcode))
    level = np.where(streets | towns | codes, 5, 0)
    town = table.town.same(a, b)
    street = table.street.same(a, b)
    street |= table.street.alike(a, b, streets & ~street, Indel.normalized_similarity, 0.85)
    postcode, number = table.postcode.same(a, b), table.number.same(a, b)
    # The name of a house comes and goes beside that of the street.
    street |= table.street.alike(a, b, streets & ~street & (postcode | number), fuzz.token_set_ratio, 88)
    street &= table.ordinal.codes[a] == table.ordinal.codes[b]
    # Where a street or a number agrees, the rest of the address may have a slip in it.
    asked = street | number
    town |= table.town.alike(a, b, asked & ~town, JaroWinkler.normalized_similarity, 0.9)
    near = table.postcode.alike(a, b, asked & ~postcode, OSA.normalized_similarity, 0.74)
    area, unknown = town | postcode | near, ~towns & ~codes
    unnumbered = (table.number.codes[a] == 0) & (table.number.codes[b] == 0)
    level[town] = 4
    level[postcode] = 3
    level[(street & (area | number)) | (number & postcode & ~streets)] = 2
    # Large towns have several streets of one name: two postcodes that are not a slip apart are two doors.
    one_door = (area & ~(codes & ~postcode & ~near)) | unknown
    level[street & (number | unnumbered) & one_door] = 1
    return level, table.door.often(a, table.door.same(a, b))


def _phones(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 a telephone number in common, 2 none."""
    codes, counts = table.phones
    one, other = codes[a], codes[b]
    met = (one[:, :, None] == other[:, None, :]) & (one[:, :, None] > 0)
    same = met.any(axis=(1, 2))
    level = np.where((one[:, 0] > 0) & (other[:, 0] > 0), 2, 0)
    level[same] = 1
    shared = np.where(met.any(axis=2), counts[one], np.iinfo(np.int64).max).min(axis=1)
    return level, np.where(same, shared, 0)


def _emails(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 the same, 2 the same name at another house, 3 another."""
    same = table.email.same(a, b)
    level = np.where(table.email.both(a, b), 3, 0)
    level[table.local.same(a, b)] = 2
    level[same] = 1
    return level, table.email.often(a, same)


def _codes(table: Table, a: Numbers, b: Numbers) -> tuple[Numbers, Numbers]:
    """1 a number in common of which everybody has an own, 2 one slip of the hand beside it, 3 another."""
    level, often = np.zeros(len(a), dtype=np.int64), np.zeros(len(a), dtype=np.int64)
    for sort, column in table.codes.items():
        if sort != "client_no":  # one client under two numbers is what is looked for
            level[column.both(a, b) & (level == 0)] = 3
            level[column.alike(a, b, level == 3, OSA.normalized_similarity, 0.84)] = 2
        same = column.same(a, b)
        level[same] = 1
        often = np.maximum(often, column.often(a, same))
    return level, often
