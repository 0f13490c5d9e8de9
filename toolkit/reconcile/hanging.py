"""What hangs on a row of people: how many sales, repairs and other rows name it, and what the sales come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from toolkit.other_records import Client, Contact, Job, Movement, Supplier
from toolkit.reconcile.keys import code_key
from toolkit.reconcile.united import names_of
from toolkit.records import Piece, Record, Registers, Sale
from toolkit.values import fold

WORDS: Mapping[type[Record], str] = {
    Sale: "sale", Job: "repair", Contact: "contact", Movement: "movement", Piece: "piece"
}  # fmt: skip
"""What a row that names somebody is called."""


@dataclass(slots=True)
class Hanging:
    """So many rows of each kind, and the money of the sales by currency."""

    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    money: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    @property
    def rows(self) -> int:
        """How many rows in all."""
        return sum(self.counts.values())

    def add(self, other: Hanging) -> None:
        """Count what hangs on another row too."""
        for word, count in other.counts.items():
            self.counts[word] += count
        for currency, amount in other.money.items():
            self.money[currency] += amount


class Hangings:
    """What hangs on each number and name; gathered once."""

    def __init__(self, registers: Registers) -> None:
        """Count every row that names a client or a supplier."""
        self._found: dict[tuple[str, str], Hanging] = defaultdict(Hanging)
        self._folded: dict[str, str] = {}
        for record in registers.every():
            for key in dict.fromkeys(self._keys(record)):
                hanging = self._found[key]
                hanging.counts[WORDS[type(record)]] += 1
                if isinstance(record, Sale) and record.price:
                    hanging.money[record.price.currency] += record.price.amount

    def of(self, *rows: Record) -> Hanging:
        """What hangs on some rows together."""
        whole = Hanging()
        for key in dict.fromkeys(key for row in rows for key in _own(row)):
            if key in self._found:
                whole.add(self._found[key])
        return whole

    def _keys(self, record: Record) -> Iterator[tuple[str, str]]:
        """Whom a row names: a client by number, else by name; suppliers by name."""
        if isinstance(record, Sale | Job | Contact | Movement):
            named = getattr(record, "buyer", None) or getattr(record, "client", None)
            if record.client_no:
                yield "number", code_key(record.client_no)
            elif named:
                yield "client", self._fold(named)
        if isinstance(record, Job) and record.workshop:
            yield "supplier", self._fold(record.workshop)
        if isinstance(record, Piece):
            yield from (("supplier", self._fold(name)) for name in (record.acquired_from, record.consignor) if name)

    def _fold(self, text: str) -> str:
        if text not in self._folded:
            self._folded[text] = fold(text)
        return self._folded[text]


def _own(row: Record) -> Iterator[tuple[str, str]]:
    """By what other rows name this one."""
    if isinstance(row, Client):
        if row.client_no:
            yield "number", code_key(row.client_no)
        yield from (("client", name) for name in names_of(row))
    elif isinstance(row, Supplier) and row.name:
        yield "supplier", fold(row.name)
