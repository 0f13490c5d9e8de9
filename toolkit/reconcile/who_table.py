"""The rows of a register as columns of numbers, equal for equal texts: millions of pairs are compared at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from rapidfuzz import process

from toolkit.reconcile.who_person import Person
from toolkit.reconcile.who_words import ORDINAL, PARTICLES, SHORT, skeleton, words

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"
Truth: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"

SHARED_BOXES = frozenset({"info", "office", "contact", "sales", "mail", "hello", "admin", "post", "client", "clients"})
"""What stands before the @ in everybody's address."""


class Column:
    """One text of every row as numbers: equal texts have equal numbers, 0 is unknown; and how often each stands."""

    def __init__(self, *texts: Sequence[str]) -> None:
        """Number the texts of one or more columns that are compared with each other."""
        known: dict[str, int] = {"": 0}
        made = [np.array([known.setdefault(text, len(known)) for text in column], dtype=np.int64) for column in texts]
        self.codes, self.others = made[0], made[1:]
        self.texts = np.array(list(known), dtype=object)
        self.counts = np.bincount(self.codes, minlength=len(known))

    def same(self, a: Numbers, b: Numbers) -> Truth:
        """Which pairs have the same known text."""
        return np.asarray((self.codes[a] == self.codes[b]) & (self.codes[a] > 0))

    def both(self, a: Numbers, b: Numbers) -> Truth:
        """Which pairs have some text on both sides."""
        return np.asarray((self.codes[a] > 0) & (self.codes[b] > 0))

    def alike(self, a: Numbers, b: Numbers, asked: Truth, scorer: Any, least: float) -> Truth:
        """Which of the asked pairs have texts alike by a scorer of rapidfuzz."""
        return alike(self.texts, self.codes[a], self.codes[b], asked & self.both(a, b), scorer, least)

    def often(self, a: Numbers, agreed: Truth) -> Numbers:
        """How many rows have the text on which a pair agrees; 0 where it does not."""
        return np.where(agreed, self.counts[self.codes[a]], 0)


def alike(texts: Numbers, left: Numbers, right: Numbers, asked: Truth, scorer: Any, least: float) -> Truth:
    """Which of the asked pairs of numbers stand for texts alike by a scorer of rapidfuzz."""
    found = np.zeros(len(asked), dtype=bool)
    at = np.flatnonzero(asked)
    if len(at):
        one, other = texts[left[at]].tolist(), texts[right[at]].tolist()
        found[at] = process.cpdist(one, other, scorer=scorer, score_cutoff=least, dtype=np.float32) >= least
    return found


class Table:
    """Every row of one register, its texts numbered once."""

    def __init__(self, people: Sequence[Person]) -> None:
        """Number the texts."""
        self.rows = len(people)
        given = [one.given.split() for one in people]
        self.couple = np.array(["&" in one.given for one in people])
        joined = [one.given.replace(" ", "") for one in people]
        families = [one.family.replace(" ", "") for one in people]
        self.given = Column(joined, families)
        self.family = Column(families)
        self.whole = Column([g + f for g, f in zip(joined, families, strict=True)],
                            [f + g for g, f in zip(joined, families, strict=True)])  # fmt: skip
        firsts = [parts[0] if parts and parts[0] != "&" else "" for parts in given]
        seconds = [parts[1] if len(parts) > 1 and parts[1] != "&" else "" for parts in given]
        self.first = Column(firsts, seconds, [one.partner for one in people])
        self.initial = _letters(firsts)
        self.middle = _letters(seconds)
        self.short = np.array([len(first) == 1 for first in firsts])
        self.known_as = _known_as(firsts)
        parted = [_tell(one.family) for one in people]
        self.ends = Column([parts[-1] for parts in parted], [parts[0] for parts in parted])
        self.sounds = Column([skeleton(family)[:4] for family in families])
        self.begins = Column([first[:3] for first in firsts])
        self.letters = Column(["".join(sorted(g + f)) for g, f in zip(joined, families, strict=True)])
        self.foreign = np.array([one.foreign for one in people])
        self.firm = Column([one.firm for one in people])
        self.firm_words = _several([one.firm_keys() for one in people], 4)[0]
        self.wife = np.array([one.mark == "mrs" for one in people])
        self.mark, self.sex = Column([one.mark for one in people]), Column([one.sex.strip("&") for one in people])
        self.number, self.street = Column([one.number for one in people]), Column([one.street for one in people])
        self.town, self.postcode = Column([one.town for one in people]), Column([one.postcode for one in people])
        self.ordinal = Column([" ".join(m[0] for m in ORDINAL.finditer(one.street)) for one in people])
        doors = [f"{p.number}|{p.street}|{p.postcode or p.town}" if p.street and p.number else "" for p in people]
        self.door = Column(doors)
        self.email = Column([one.email for one in people])
        self.local = Column([_local(one) for one in people])
        self.phones = _several([one.phones for one in people], 3)
        self.codes = _sorts(people)
        self.days = _days(people)
        self.day = Column([one.birthday.earliest.isoformat() if one.birthday and one.birthday.precision == "day"
                           else "" for one in people])  # fmt: skip


def _letters(texts: Sequence[str]) -> Numbers:
    """The first letter of each text as a number."""
    return np.array([ord(text[0]) if text else 0 for text in texts])


def _known_as(firsts: Sequence[str]) -> Numbers:
    """The group of full and short names each first name belongs to, as a number; 0 for none."""
    groups = {group: number for number, group in enumerate(sorted({min(group) for group in SHORT.values()}), 1)}
    ids = {name: groups[min(group)] for name, group in SHORT.items()}
    return np.array([ids.get(first, 0) for first in firsts])


def _tell(family: str) -> list[str]:
    """The words of a surname that tell."""
    return [word for word in family.split() if len(word) > 2 and word not in PARTICLES] or [""]


def _local(one: Person) -> str:
    """What stands before the @, where it is somebody's own: not everybody's box, nor made of the name itself."""
    local = one.email.partition("@")[0].partition("+")[0].replace(".", "")
    surname = one.family.replace(" ", "")
    named = len(surname) > 2 and surname in (local if local.isascii() else "".join(words(local)))
    return local if len(local) > 4 and local not in SHARED_BOXES and not named else ""


def _several(cells: Sequence[tuple[str, ...]], most: int) -> tuple[Numbers, Numbers]:
    """A few texts a row as codes, 0 for none; how often each stands."""
    known: dict[str, int] = {"": 0}
    codes = np.zeros((len(cells), most), dtype=np.int64)
    for row, cell in enumerate(cells):
        for at, text in enumerate(cell[:most]):
            codes[row, at] = known.setdefault(text, len(known))
    return codes, np.bincount(codes.ravel(), minlength=len(known))


def _sorts(people: Sequence[Person]) -> dict[str, Column]:
    """The numbers of each sort, a column each."""
    found = {sort: [""] * len(people) for sort in sorted({sort for one in people for sort, _ in one.codes})}
    for row, one in enumerate(people):
        for sort, number in one.codes:
            found[sort][row] = number
    return {sort: Column(texts) for sort, texts in found.items()}


def _days(people: Sequence[Person]) -> Numbers:
    """Year, month, day, the first and last day it may be, and whether it is known to the day."""
    made = np.zeros((len(people), 6), dtype=np.int64)
    for row, one in enumerate(people):
        if day := one.birthday:
            exact = day.earliest == day.latest
            spans = (day.earliest.toordinal(), day.latest.toordinal(), exact)
            made[row] = (day.earliest.year, day.earliest.month, day.earliest.day, *spans)
    return made
