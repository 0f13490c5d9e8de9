"""By what a row of people is known again in next month's file: renamed, sorted, with another address or telephone.

The mark is the digest of the row's own key: its number, else its name. What else tells the row from others of that key
is kept in four hexadecimal digits a field: enough to tell rows apart, too few to find a telephone number from.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import permutations, product

from toolkit.checks.identity import LENGTH, record_key, said
from toolkit.pairings import Sign
from toolkit.records import Record
from toolkit.values import fold

NUMBERS = {"clients": "client_no", "suppliers": "supplier_no"}
"""The registers of people, and the field that numbers them."""

_TELLS = (
    (("name",), ("first_name", "surname"), ("company",)),
    (("birthday",), ("vat_no",), ("company_no",)),
    (("email",),),
    (("mobile",), ("phone",), ("phone_work",)),
    (("postcode",), ("address",), ("street", "town")),
)
"""What tells two rows of one key apart; of each the first that is filled."""
_BLANK = "-"
_NUMERIC = frozenset({"mobile", "phone", "phone_work"})
_TAIL = 9  # digits of a telephone that its country code does not change
_CROWD = 40  # rows of one name, beyond which no pair of them is looked for


class Signs:
    """The rows of one register by their signs; made once."""

    def __init__(self, records: Iterable[Record]) -> None:
        """Gather the rows by their marks."""
        self._groups: dict[str, list[Record]] = defaultdict(list)
        self._marks: dict[int, str] = {}
        for record in records:
            mark = hashlib.sha256(record_key(record).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]
            self._marks[id(record)] = mark
            self._groups[mark].append(record)
        self._known: dict[int, tuple[str, ...]] = {}
        self._named: dict[str, list[Record]] | None = None

    def of(self, record: Record) -> Sign:
        """The sign of a row; of rows alike in everything, the order in the file tells them apart."""
        mark = self._marks[id(record)]
        return Sign(mark, ".".join((*self._tells(record), str(self._nth(record, self._groups[mark])))))

    def pair(self, one: Sign, other: Sign, taken: frozenset[str]) -> tuple[Record, Record] | None:
        """The two rows that were meant, in the order of the signs; None where one is gone or cannot be told.

        ``taken`` are marks of rows that are spoken of themselves: they are not taken for a row that is gone.
        """
        if one.mark == other.mark and one.mark in self._groups:
            group = self._groups[one.mark]
            options: Iterator[tuple[Record, ...]] = permutations(group, 2) if len(group) <= _CROWD else iter(())
        else:
            options = product(self._rows(one, taken), self._rows(other, taken))
        scored = sorted(
            ((self._fit(one, a) + self._fit(other, b), a, b) for a, b in options if a is not b),
            key=lambda item: -item[0],
        )
        if not scored or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        _, left, right = scored[0]
        return (left, right) if self._likely(one, left) and self._likely(other, right) else None

    def _rows(self, sign: Sign, taken: frozenset[str]) -> list[Record]:
        """The rows that may be meant: those of the mark, else of the same name whose key was changed."""
        group = self._groups.get(sign.mark)
        if group:
            return group
        name = sign.tells.split(".")[0]
        return [
            record
            for record in (self._by_name().get(name, ()) if name != _BLANK else ())
            if self._marks[id(record)] not in taken and self._agreeing(sign, record)[0] > 1
        ]

    def _by_name(self) -> dict[str, list[Record]]:
        """Every row by the tell of its name; made only where a row is looked for whose key was changed."""
        if self._named is None:
            self._named = defaultdict(list)
            for group in self._groups.values():
                for record in group:
                    self._named[self._tells(record)[0]].append(record)
        return self._named

    def _fit(self, sign: Sign, record: Record) -> int:
        """How well a row fits: what agrees less what differs, then its order among rows alike."""
        agree, differ = self._agreeing(sign, record)
        nth = str(self._nth(record, self._groups[self._marks[id(record)]]))
        return 4 * (agree - differ) + (sign.tells.rpartition(".")[2] == nth)

    def _likely(self, sign: Sign, record: Record) -> bool:
        """Whether the row still is the one meant: a number or a name may have passed to somebody else."""
        agree, differ = self._agreeing(sign, record)
        numbered = bool(said(record, NUMBERS[record.source.register]))
        return differ <= 1 or agree > (0 if numbered else 1)

    def _agreeing(self, sign: Sign, record: Record) -> tuple[int, int]:
        """How many tells agree and how many differ; a blank says nothing."""
        then, now = sign.tells.split(".")[: len(_TELLS)], self._tells(record)
        both = [(a, b) for a, b in zip(then, now, strict=False) if _BLANK not in (a, b)]
        agree = sum(a == b for a, b in both)
        return agree, len(both) - agree

    def _nth(self, record: Record, group: list[Record]) -> int:
        """The order of a row among those of its key that nothing tells apart, from 1."""
        if len(group) == 1:
            return 1
        alike = [row for row in group if self._tells(row) == self._tells(record)]
        return 1 + next(at for at, row in enumerate(alike) if row is record)

    def _tells(self, record: Record) -> tuple[str, ...]:
        found = self._known.get(id(record))
        if found is None:
            found = self._known[id(record)] = tuple(_tell(record, choices) for choices in _TELLS)
        return found


def _tell(record: Record, choices: tuple[tuple[str, ...], ...]) -> str:
    """Four digits of the first choice that is filled."""
    for names in choices:
        words = " ".join(filter(None, (_folded(record, name) for name in names)))
        if words:
            return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:4]
    return _BLANK


def _folded(record: Record, name: str) -> str:
    text = said(record, name)
    return re.sub(r"\D", "", text)[-_TAIL:] if name in _NUMERIC else fold(text)
