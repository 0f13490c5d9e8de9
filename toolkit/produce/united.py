"""What people said of rows, applied on reading: whose rows are one client, and who lives together. No row is changed.

Answers are followed through: who is the same as somebody is the same as everybody that one is. Where that contradicts
another answer, the whole group is left apart and the contradiction told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.ledger import Ledger
from toolkit.pairings import Pairing, Sign, Word
from toolkit.reconcile.signs import NUMBERS, Signs
from toolkit.records import Record, Registers

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """The last word on two rows, found again in the registers; ``left`` stands before ``right``."""

    left: Record
    right: Record
    word: Word
    who: str
    at: str
    sheet: str = ""


class Rows:
    """The rows of people in their order, and the signs by which they are known again; made once for the registers."""

    def __init__(self, registers: Registers) -> None:
        """Number the rows; their signs are made when they are asked for."""
        self.registers = registers
        self._signs: dict[str, Signs] = {}
        every = (record for name in NUMBERS for record in registers.others.get(name, ()))
        self._order = {id(record): number for number, record in enumerate(every)}

    def order(self, record: Record) -> int:
        """Where a row stands among all rows of people."""
        return self._order[id(record)]

    def sign(self, record: Record) -> Sign:
        """The sign of a row."""
        return self._of(record.source.register).of(record)

    def meant(self, said: Pairing, taken: frozenset[str] = frozenset()) -> tuple[Record, Record] | None:
        """The two rows that an answer is about, in their order; None where one is gone or cannot be told."""
        if said.register not in NUMBERS:
            return None
        found = self._of(said.register).pair(said.one, said.other, taken)
        return self.ordered(*found) if found else None

    def ordered(self, one: Record, other: Record) -> tuple[Record, Record]:
        """Two rows in their order."""
        return (one, other) if self.order(one) < self.order(other) else (other, one)

    def pairing(self, answer: Answer) -> Pairing:
        """An answer as the ledger keeps it."""
        signs = self.sign(answer.left), self.sign(answer.right)
        return Pairing(answer.left.source.register, *signs, answer.word, answer.who, answer.at, answer.sheet)

    def _of(self, register: str) -> Signs:
        if register not in self._signs:
            self._signs[register] = Signs(self.registers.others.get(register, ()))
        return self._signs[register]


class Said:
    """Everything that was said of rows, as far as they are there.

    ``standing`` are the answers in force by pair of rows, ``gone`` counts answers of which a row is there no more,
    ``at_odds`` are groups of answers that contradict each other: none of their rows is united.
    """

    def __init__(self, rows: Rows, pairings: Sequence[Pairing]) -> None:
        """Find the rows again, and follow the answers through."""
        self.rows = rows
        self.standing: dict[Pair, Answer] = {}
        self.gone = 0
        self.at_odds: list[tuple[Answer, ...]] = []
        self._find(pairings)
        self.united = self._united()
        self._root = {id(row): id(group[0]) for group in self.united for row in group}
        self.households = self._households()
        told = (answer for answer in self.standing.values() if answer.word != "same")
        self._apart = {self._roots(answer.left, answer.right) for answer in told}

    def _find(self, pairings: Sequence[Pairing]) -> None:
        """The last word on each pair."""
        taken = frozenset(sign.mark for said in pairings for sign in (said.one, said.other))
        lost: set[tuple[Sign, Sign]] = set()
        for said in pairings:
            found = self.rows.meant(said, taken)
            if found is None:
                (lost.discard if said.word == "undone" else lost.add)((said.one, said.other))
            elif said.word == "undone":
                self.standing.pop(_key(*found), None)
            else:
                self.standing[_key(*found)] = Answer(*found, said.word, said.who, said.at, said.sheet)
        self.gone = len(lost)

    def of(self, left: Record, right: Record) -> Answer | None:
        """The answer in force for two rows, if there is one."""
        return self.standing.get(_key(*self.rows.ordered(left, right)))

    def settled(self, left: Record, right: Record) -> bool:
        """Whether the answers say already that two rows are one, or of two: nothing is left to ask."""
        roots = self._roots(left, right)
        return bool(self.of(left, right)) or roots[0] == roots[1] or roots in self._apart

    def apply(self) -> Registers:
        """The registers, with the groups of rows that are one and those that live together."""
        apart = tuple((said.left, said.right) for said in self.standing.values() if said.word == "different")
        return replace(self.rows.registers, united=self.united, households=self.households, apart=apart)

    def _roots(self, left: Record, right: Record) -> Pair:
        one, other = self._root.get(id(left), id(left)), self._root.get(id(right), id(right))
        return min(one, other), max(one, other)

    def _united(self) -> tuple[tuple[Record, ...], ...]:
        """The groups of rows that are one; those that contradict themselves are told and left out."""
        groups = self._joined(lambda answer: answer.word == "same", ())
        return self._sound(groups, lambda answer: answer.word != "same")

    def _households(self) -> tuple[tuple[Record, ...], ...]:
        """The groups of rows that live together, each with every row of its people."""
        groups = self._joined(lambda answer: answer.word == "household", self.united)
        return self._sound(groups, lambda answer: answer.word == "different")

    def _joined(
        self, wanted: Callable[[Answer], bool], groups: Iterable[tuple[Record, ...]]
    ) -> list[tuple[Record, ...]]:
        """The groups that answers of one kind make, starting from groups that are known; in the order of their rows."""
        member: dict[int, list[Record]] = {}
        for group in groups:
            together = list(group)
            member |= {id(row): together for row in group}
        joined: set[int] = set()
        for answer in filter(wanted, self.standing.values()):
            one = member.setdefault(id(answer.left), [answer.left])
            other = member.setdefault(id(answer.right), [answer.right])
            if one is not other:
                one += other
                member |= {id(row): one for row in other}
            joined |= set(map(id, one))
        made = {id(group): group for row, group in member.items() if row in joined}
        sorted_groups = (tuple(sorted(group, key=self.rows.order)) for group in made.values())
        return sorted(sorted_groups, key=lambda group: self.rows.order(group[0]))

    def _sound(
        self, groups: Sequence[tuple[Record, ...]], against: Callable[[Answer], bool]
    ) -> tuple[tuple[Record, ...], ...]:
        """The groups without an answer against them; of the others the answers are told."""
        sound: list[tuple[Record, ...]] = []
        inside = {id(row): number for number, group in enumerate(groups) for row in group}
        within: dict[int, list[Answer]] = defaultdict(list)
        for answer in self.standing.values():
            number = inside.get(id(answer.left))
            if number is not None and number == inside.get(id(answer.right)):
                within[number].append(answer)
        for number, group in enumerate(groups):
            if any(map(against, within[number])):
                self.at_odds.append(tuple(within[number]))
            else:
                sound.append(group)
        return tuple(sound)


def united(house: Path, registers: Registers) -> Registers:
    """The registers as they were read, with what people said of their rows; as they are where nothing was.

    So too where the memory cannot be read: then nothing is one that stands in two rows, and whoever needs the ledger
    says what ails it.
    """
    if not any(registers.others.get(name) for name in NUMBERS):
        return registers
    try:
        with Ledger.rehearse(house) as ledger:
            pairings = ledger.pairings()
    except ToolkitError:
        return registers
    return Said(Rows(registers), pairings).apply() if pairings else registers


def _key(left: Record, right: Record) -> Pair:
    return id(left), id(right)
