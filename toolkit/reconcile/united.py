"""Clients and suppliers as people, not rows: the rows a person said are one, seen as one. Nothing is written back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import permutations

from toolkit.findings import Place
from toolkit.other_records import Client
from toolkit.reconcile.keys import code_key, name_words
from toolkit.reconcile.merged import differing, fullness, latest, merged, shown
from toolkit.records import Record, Registers
from toolkit.values import When, fold

HOME = 12
"""Clients at one address beyond which it is a hotel, an office or a word that stands for no address."""


@dataclass(frozen=True, slots=True)
class AtOdds:
    """A field in which the rows of one client differ: the values as written and their cells."""

    field: str
    values: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class One:
    """One client: the record every document uses, the rows it stands for (the first leads), and where they differ.

    A bar in any row holds for the client: deceased, gone away, not to be contacted, a consent refused.
    """

    client: Client
    rows: tuple[Client, ...]
    at_odds: tuple[AtOdds, ...] = ()

    def place(self, field: str) -> Place:
        """The cell that holds a field of the client, in whichever row; that of the leading row where none does."""
        value = getattr(self.client, field)
        holds = (row for row in self.rows if value is not None and getattr(row, field) == value)
        return next(holds, self.rows[0]).place(field)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Every client number it bears, in the order of its rows."""
        return tuple(dict.fromkeys(row.client_no for row in self.rows if row.client_no))

    @property
    def names(self) -> frozenset[str]:
        """The ways its whole name is written, folded."""
        return frozenset(name for row in self.rows for name in names_of(row))


def written(client: Client) -> tuple[str, ...]:
    """The whole names a row gives a client, with the title where there is one."""
    parts = " ".join(filter(None, (client.title, client.first_name, client.surname))) if client.surname else ""
    return tuple(filter(None, (client.name, parts, client.company)))


def names_of(client: Client) -> tuple[str, ...]:
    """The ways in which a client's name may be written elsewhere, folded: whole, in parts, either way round."""
    title, first, surname = (
        fold(words) if words else "" for words in (client.title, client.first_name, client.surname)
    )
    whole = (f"{first} {surname}", f"{title} {first} {surname}", f"{surname} {first}") if surname else ()
    said = (fold(words) if words else "" for words in (client.name, client.company))
    return tuple(dict.fromkeys(" ".join(name.split()) for name in (*said, *whole) if name))


def clients(registers: Registers) -> tuple[One, ...]:
    """Every client once, in the order of the register."""
    return _index(_Kept(registers)).ones


def client_of(registers: Registers, record: Record) -> One | None:
    """The client a sale, a repair, a contact or a movement is about; None where the registers do not say which."""
    return _index(_Kept(registers)).of(record)


def household_of(registers: Registers, one: One) -> tuple[One, ...]:
    """The other clients whom a person said, or the registers say, live in one household with this one."""
    return _index(_Kept(registers)).household(one)


class _Index:
    """The clients of a house by row, number and name; made once, then each question is one look-up."""

    def __init__(self, registers: Registers) -> None:
        rows = [row for row in registers.others.get("clients", ()) if isinstance(row, Client)]
        self._registers = registers
        self.by_row: dict[int, One] = {}
        self.ones = tuple(self._ones(rows))
        self._by_number: dict[str, list[One]] = defaultdict(list)
        for one in self.ones:
            for number in {code_key(number) for number in one.numbers}:
                self._by_number[number].append(one)

    def _ones(self, rows: Iterable[Client]) -> Iterator[One]:
        """Every client, at its first row."""
        groups: dict[int, tuple[Client, ...]] = {}
        for group in self._registers.united:
            members = tuple(row for row in group if isinstance(row, Client))
            groups |= {id(row): members for row in members}
        grouped = (row for group in groups.values() for row in group)
        seen = _last_seen(self._registers, {code_key(row.client_no) for row in grouped if row.client_no})
        for row in rows:
            if id(row) in self.by_row:
                continue
            one = _one(groups[id(row)], seen) if id(row) in groups else One(row, (row,))
            self.by_row |= {id(member): one for member in one.rows}
            yield one

    def of(self, record: Record) -> One | None:
        """By the row itself, else by number, else by a name that is one client's alone, or at that address."""
        if isinstance(record, Client):
            return self.by_row.get(id(record))
        number: str | None = getattr(record, "client_no", None)
        called = fold(getattr(record, "buyer", None) or getattr(record, "client", None) or "")
        if number and (found := self._by_number.get(code_key(number))):
            return _only(found, called, record)
        named = self._by_name.get(called, ()) if called else []
        return _only([one for one in named if not (number and one.numbers)], "", record)

    def household(self, one: One) -> tuple[One, ...]:
        """As a person said, else those whose rows name each other as spouses at one address."""
        return tuple(other for other in self._together.get(id(one), ()) if other is not one)

    @cached_property
    def _by_name(self) -> dict[str, list[One]]:
        """The clients by every way their names are written: made where a row without number is asked about."""
        named: dict[str, list[One]] = defaultdict(list)
        for one in self.ones:
            for name in one.names:
                named[name].append(one)
        return named

    @cached_property
    def _together(self) -> dict[int, list[One]]:
        """The households, by each of their clients."""
        together: dict[int, list[One]] = {}
        for group in self._registers.households:
            members = list({id(one): one for row in group if (one := self.by_row.get(id(row)))}.values())
            together |= {id(one): members for one in members}
        at: dict[str, list[One]] = defaultdict(list)
        for one in self.ones:
            if home := _home(one.client):
                at[home].append(one)
        apart = {frozenset(id(self.by_row.get(id(row))) for row in pair) for pair in self._registers.apart}
        for neighbours in (found for found in at.values() if len(found) <= HOME):
            for one, other in permutations(neighbours, 2):
                said = frozenset((id(one), id(other))) in apart
                if one.client.spouse and not said and _is_spouse(one.client, other.client):
                    _join(together, one, other)
        return together


def _join(together: dict[int, list[One]], one: One, other: One) -> None:
    """Put two clients, and whoever lives with either, into one household."""
    first, second = together.get(id(one), [one]), together.get(id(other), [other])
    if first is not second:
        whole = [*first, *second]
        together |= {id(member): whole for member in whole}


def _home(client: Client) -> str:
    """Where a client lives, for comparison; nothing where street or town is not known."""
    street = fold(client.street or "")
    parts = (street, fold(client.postcode or client.town or "")) if street else (fold(client.address or ""),)
    return " ".join(parts) if all(parts) else ""


def _is_spouse(client: Client, other: Client) -> bool:
    """Whether the spouse a row names is another client of the address: by first and last name, or first name alone."""
    named, known = name_words(client.spouse or ""), name_words(" ".join(names_of(other)))
    surname = name_words(client.surname or "")
    first = name_words(other.first_name or "") or known - surname
    return bool(named) and named <= known | surname and bool(named & first) and bool(known & (surname | named - first))


def _one(rows: tuple[Client, ...], seen: dict[str, date]) -> One:
    """Rows that are one client: the latest known leads, of equals the fullest, then the first."""

    def known(row: Client) -> tuple[date, int]:
        return max(latest(row), seen.get(code_key(row.client_no or ""), date.min)), fullness(row)

    lead = max(rows, key=known)
    ordered = (lead, *(row for row in rows if row is not lead))
    odds = tuple(
        AtOdds(name, tuple(shown(row, name) for row in kept), tuple(row.place(name) for row in kept))
        for name, kept in differing(ordered)
    )
    return One(merged(ordered), ordered, odds)


def _last_seen(registers: Registers, numbers: set[str]) -> dict[str, date]:
    """The last day anything happened under each of some client numbers."""
    seen: dict[str, date] = {}
    for record in registers.every() if numbers else ():
        number: str | None = None if isinstance(record, Client) else getattr(record, "client_no", None)
        if number and (key := code_key(number)) in numbers:
            for name in ("sale_date", "received", "moved_date", "contact_date"):
                day = getattr(record, name, None)
                if isinstance(day, When):
                    seen[key] = max(seen.get(key, date.min), day.earliest)
    return seen


def _only(found: list[One], called: str, record: Record) -> One | None:
    """The one that is meant; of several who share a number or a name, the one whose name or address fits alone."""
    if len(found) < 2:
        return found[0] if found else None
    named = [one for one in found if called in one.names] if called else []
    if len(named) == 1:
        return named[0]
    sent = fold(getattr(record, "buyer_address", None) or "")
    there = [one for one in named or found if sent and sent in {fold(row.address or "") for row in one.rows}]
    return there[0] if len(there) == 1 else None


class _Kept:
    """Registers as a key: the very same ones, for they are too large to be compared."""

    __slots__ = ("registers",)

    def __init__(self, registers: Registers) -> None:
        self.registers = registers

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Kept) and other.registers is self.registers

    def __hash__(self) -> int:
        return id(self.registers)


@lru_cache(maxsize=2)
def _index(kept: _Kept) -> _Index:
    """The index of some registers; kept, for documents ask for one client after another."""
    return _Index(kept.registers)
