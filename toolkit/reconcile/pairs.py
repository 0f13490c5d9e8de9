"""What comparing two registers leaves: every row of either in exactly one class, and totals that prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.findings import Place, ToolkitError
from toolkit.reconcile.join import Question, Tier, join
from toolkit.records import Record
from toolkit.values import Money

Worth = Callable[[Record], Money | None]


@dataclass(frozen=True, slots=True)
class Change:
    """A field that two rows of one piece have differently: its name, both values in words, both cells."""

    field: str
    label: str
    left: str
    right: str
    places: tuple[Place, Place]


@dataclass(frozen=True, slots=True)
class Matched:
    """One row and the rows of the other register that are about the same, and what differs between them."""

    one: Record
    rows: tuple[Record, ...]
    changes: tuple[tuple[Record, Change], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """So many rows, worth so much in each currency."""

    rows: int
    money: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Side:
    """One register's part in a comparison: all its rows, and the classes they fell into."""

    register: str
    all: Block
    matched: Block
    only: Block
    ambiguous: Block
    out: Mapping[str, Block]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two registers compared. ``ones`` is the name of the side that has each piece (or client) once.

    ``out_left`` and ``out_right`` hold rows that take no part, each with its reason.
    """

    left: Side
    right: Side
    ones: str
    matched: tuple[Matched, ...]
    only_left: tuple[Record, ...]
    only_right: tuple[Record, ...]
    ambiguous: tuple[Question, ...]
    keys: Mapping[str, int]
    figures: Mapping[str, int] = field(default_factory=dict)

    def rows_of(self) -> Mapping[int, tuple[Record, ...]]:
        """The matched rows of each one, by its ``id``."""
        return {id(item.one): item.rows for item in self.matched}


@dataclass(frozen=True, slots=True)
class Stack:
    """The rows that a register brings to a comparison: those that take part, and those left out with the reason."""

    register: str
    taking: Sequence[Record]
    out: Sequence[tuple[Record, str]] = ()


def sift(register: str, records: Iterable[Record], reason: Callable[[Record], str]) -> Stack:
    """Part the rows that take part from those with a reason not to."""
    taking: list[Record] = []
    out: list[tuple[Record, str]] = []
    for record in records:
        why = reason(record)
        if why:
            out.append((record, why))
        else:
            taking.append(record)
    return Stack(register, taking, out)


Differ = Callable[[Record, tuple[Record, ...]], Iterable[tuple[Record, Change]]]


def _nothing(_one: Record, _rows: tuple[Record, ...]) -> Iterable[tuple[Record, Change]]:
    return ()


def compare(
    ones: Stack, manys: Stack, tiers: Sequence[Tier], worth: tuple[Worth, Worth], differ: Differ = _nothing
) -> Pair:
    """Compare two registers, the one with each piece once on the left. Raises ToolkitError where a row is lost."""
    joined = join(ones.taking, manys.taking, tiers)
    lists = {id(question.candidates): question.candidates for question in joined.questions}
    asked = {id(candidate) for candidates in lists.values() for candidate in candidates}
    matched: list[Matched] = []
    only: list[Record] = []
    open_ones: list[Record] = []
    for one in ones.taking:
        found = joined.found.get(id(one))
        if found:
            rows = tuple(found)
            matched.append(Matched(one, rows, tuple(differ(one, rows))))
        else:
            (open_ones if id(one) in asked else only).append(one)
    found_rows = [record for item in matched for record in item.rows]
    questions = [question.record for question in joined.questions]
    left = _side(ones, [item.one for item in matched], only, open_ones, worth[0])
    right = _side(manys, found_rows, joined.strays, questions, worth[1])
    return Pair(
        left,
        right,
        ones.register,
        tuple(matched),
        tuple(only),
        tuple(joined.strays),
        tuple(joined.questions),
        joined.keys,
    )


def _side(
    stack: Stack, matched: Sequence[Record], only: Sequence[Record], ambiguous: Sequence[Record], worth: Worth
) -> Side:
    out: dict[str, list[Record]] = {}
    for record, reason in stack.out:
        out.setdefault(reason, []).append(record)
    every = [*stack.taking, *(record for record, _ in stack.out)]
    values = {id(record): worth(record) for record in every}
    side = Side(
        stack.register, _block(every, values), _block(matched, values), _block(only, values), _block(ambiguous, values),
        {reason: _block(records, values) for reason, records in out.items()},
    )  # fmt: skip
    _prove(side, {id(record) for record in (*matched, *only, *ambiguous, *(record for record, _ in stack.out))})
    return side


def _block(records: Sequence[Record], values: Mapping[int, Money | None]) -> Block:
    money: dict[str, Decimal] = {}
    for record in records:
        value = values[id(record)]
        if value is not None:
            money[value.currency] = money.get(value.currency, Decimal(0)) + value.amount
    return Block(len(records), money)


def _prove(side: Side, distinct: set[int]) -> None:
    """Every row in one class, and the money of the classes that of the whole."""
    classes = (side.matched, side.only, side.ambiguous, *side.out.values())
    rows = sum(block.rows for block in classes)
    if not rows == side.all.rows == len(distinct):
        raise unfooted(f"of {side.all.rows} rows of {side.register}, {rows} are accounted for")
    money: dict[str, Decimal] = {}
    for block in classes:
        for currency, amount in block.money.items():
            money[currency] = money.get(currency, Decimal(0)) + amount
    if money != side.all.money:
        raise unfooted(f"the values of {side.register} come to {side.all.money}, those of its classes to {money}")


def unfooted(what: str) -> ToolkitError:
    """The error for a comparison that lost a row or a sum."""
    return ToolkitError(
        f"The registers cannot be reconciled: {what}.",
        "Nothing was made. This is a fault of the program: please report it with 'boutique doctor --json'.",
        code="not-footing",
    )
