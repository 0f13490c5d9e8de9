"""A register of invented clients of any size, with the truth beside it: households, twins, namesakes, repeats.

One client in twelve stands in it twice or thrice, as offices write them: moved, married, misheard, abbreviated.
Names are made of syllables, a few common and most rare, as in life. The same size makes the same register.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from toolkit.other_records import Client
from toolkit.records import Source
from toolkit.values import When

HEADINGS = ("Client no", "Title", "First name", "Surname", "Address", "Town", "Postcode", "Telephone", "E-mail",
            "Birthday")  # fmt: skip
FIELDS = ("client_no", "title", "first_name", "surname", "street", "town", "postcode", "phone", "email", "birthday")
_STARTS = ("Al", "Bran", "Cor", "Dal", "Es", "Fen", "Gar", "Hol", "Is", "Jar", "Kel", "Lor", "Mar", "Nor", "Os", "Pel",
           "Quin", "Ros", "Sten", "Tor", "Ul", "Ver", "Wes", "Yar", "Zel")  # fmt: skip
_MIDDLES = ("", "a", "e", "i", "an", "en", "il", "or", "um", "ess", "am", "ol", "ing")
_ENDS = ("by", "court", "dale", "ford", "gard", "ham", "ier", "lund", "mont", "nier", "ovic", "qvist", "rini", "son",
         "ström", "tier", "vaux", "well", "wicz", "é")  # fmt: skip
_WOMEN = (
    "Ada Anne Anna Bea Carla Clara Dora Edith Elsa Emma Eva Flora Greta Hanna Helen Ida Ines Jane Joan Julia Kate "
    "Laura Lea Lena Lucy Maria Marie Mary Mia Nina Nora Olga Paula Rosa Ruth Sara Sofia Tessa Vera Zoë"
)
_MEN = (
    "Adam Alan Bruno Carl Daniel David Edward Emil Erik Felix Frank Fred Georg Hans Henry Hugo Ivo Jan Jean John Jon "
    "Karl Leo Louis Luc Marc Mark Max Nils Noah Oscar Otto Paul Peter René Simon Thomas Tom Victor William"
)
_ROADS = ("Street", "Road", "Avenue", "Lane", "Gardens", "Terrace", "Square", "Court")
_SHORT = {"Street": "St", "Road": "Rd", "Avenue": "Ave", "Lane": "Ln", "Gardens": "Gdns", "Terrace": "Terr."}
_HOSTS = ("post.example", "mail.example", "letters.example")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the register and whose it is: the number of the person and of the household."""

    person: int
    household: int
    title: str = ""
    first: str = ""
    surname: str = ""
    street: str = ""
    town: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    birthday: date | None = None


class _World:
    """Where people, streets and names come from."""

    def __init__(self, rows: int) -> None:
        self.chance = random.Random(rows)  # noqa: S311 - the same register again; nothing here is secret
        self.surnames = [s + m + e for s in _STARTS for m in _MIDDLES for e in _ENDS]
        self.chance.shuffle(self.surnames)
        self.common = list(accumulate(1 / (rank + 20) for rank in range(len(self.surnames))))
        self.towns = [self._word() for _ in range(60)]
        self.streets = [f"{self._word()} {self.chance.choice(_ROADS)}" for _ in range(max(rows // 12, 40))]
        self.number = 0
        self.taken: set[str] = set()

    def _word(self) -> str:
        return (self.chance.choice(_STARTS) + self.chance.choice(_MIDDLES) + self.chance.choice(_ENDS)).capitalize()

    def surname(self) -> str:
        return self.chance.choices(self.surnames, cum_weights=self.common)[0]

    def first(self, *, woman: bool) -> str:
        return self.chance.choice((_WOMEN if woman else _MEN).split())

    def settle(self, row: Row, address: Sequence[str]) -> Row:
        return replace(row, street=address[0], town=address[1], postcode=address[2])

    def address(self) -> tuple[str, str, str]:
        street = self.chance.randrange(len(self.streets))
        town = self.towns[street % len(self.towns)]
        postcode = f"{town[:2].upper()}{street % 20 + 1} {street % 9}{'ABDEFG'[street % 6]}Z"
        return f"{self.chance.randrange(1, 120)} {self.streets[street]}", town, postcode

    def telephone(self) -> str:
        return f"+44 7{self.chance.randrange(10**9):09}"

    def email(self, first: str, surname: str, year: int) -> str:
        """An address of one's own, as free as they still are."""
        host, sign = self.chance.choice(_HOSTS), self.chance.choice(("", str(self.number % 100), str(year)))
        made = f"{first}.{surname}{sign}@{host}".lower()
        while made in self.taken:
            made = f"{first}.{surname}{self.chance.randrange(10_000)}@{host}".lower()
        self.taken.add(made)
        return made

    def person(
        self, household: int, *, woman: bool, surname: str, address: tuple[str, str, str], not_: str = ""
    ) -> Row:
        self.number += 1
        first = self.first(woman=woman)
        while first == not_:
            first = self.first(woman=woman)
        born = date(1935, 1, 1) + timedelta(days=self.chance.randrange(25_000))
        return Row(self.number, household, self.chance.choice(("Mrs", "Ms", "Dr") if woman else ("Mr", "Mr", "Dr")),
                   first, surname, *address, phone=self.telephone(), birthday=born,
                   email=self.email(first, surname, born.year))  # fmt: skip


def clients(count: int) -> list[Row]:
    """So many rows in the order of chance, with the truth in each."""
    world = _World(count)
    rows: list[Row] = []
    household = 0
    while len(rows) < count:
        household += 1
        members = _household(world, household)
        for member in members:
            rows.append(_kept(world, member))
            again = world.chance.random()
            rows += [_again(world, member) for _ in range(2 if again < 0.015 else 1 if again < 0.08 else 0)]
    rows = rows[:count]
    world.chance.shuffle(rows)
    return rows


def _household(world: _World, number: int) -> list[Row]:
    """One person, a couple, a couple with a child, father and son of one name, or twins."""
    chance, surname, address = world.chance, world.surname(), world.address()
    first = world.person(number, woman=chance.random() < 0.5, surname=surname, address=address)
    members, kind = [first], chance.random()
    if kind < 0.3:
        partner = world.person(number, woman=first.title not in {"Mrs", "Ms"}, address=address,
                               surname=surname if chance.random() < 0.8 else world.surname())  # fmt: skip
        same = chance.random()
        members.append(replace(partner, phone=first.phone if same < 0.5 else partner.phone,
                               email=first.email if same < 0.12 else partner.email))  # fmt: skip
    if 0.2 < kind < 0.3:
        child = world.person(number, woman=chance.random() < 0.5, surname=surname, address=address, not_=first.first)
        members.append(replace(child, birthday=date(1980, 1, 1) + timedelta(days=chance.randrange(9000))))
    if 0.28 < kind < 0.3:
        one = members[-1]
        twin = world.person(number, woman=chance.random() < 0.5, surname=surname, address=address, not_=one.first)
        members.append(replace(twin, birthday=one.birthday, phone=one.phone))
    if 0.3 < kind < 0.304:
        son = world.person(number, woman=False, surname=surname, address=address)
        born = date(1975, 1, 1) + timedelta(days=chance.randrange(9000))
        members.append(replace(son, first=first.first, title=first.title, birthday=born, phone=first.phone))
    return members


def _kept(world: _World, row: Row) -> Row:
    """A row with the blanks that every register has."""
    chance = world.chance
    made = replace(
        row, birthday=row.birthday if chance.random() < 0.6 else None, title=row.title if chance.random() < 0.9 else "",
        email=row.email if chance.random() < 0.75 else "", phone=row.phone if chance.random() < 0.85 else "",
    )  # fmt: skip
    return made if chance.random() < 0.93 else replace(made, street="", postcode="")


def _again(world: _World, row: Row) -> Row:
    """The same person written down another day by another hand."""
    chance = world.chance
    made = row
    if chance.random() < 0.25:
        made = world.settle(made, world.address())
    if chance.random() < 0.25:
        made = replace(made, phone=world.telephone())
    elif chance.random() < 0.5:
        made = replace(made, phone=made.phone.replace("+44 ", "0"))
    if chance.random() < 0.2:
        made = replace(made, email=world.email(row.surname, row.first[:1], row.person))
    if chance.random() < 0.3:
        road = made.street.rpartition(" ")
        made = replace(made, street=f"{road[0]} {_SHORT.get(road[2], road[2])}")
    return _kept(world, _named_otherwise(world, _mistyped(world, made)))


def _named_otherwise(world: _World, row: Row) -> Row:
    """The name as another hand has it: by an initial, in capitals, turned round, by marriage, without accents."""
    kind = world.chance.random()
    if kind < 0.12:
        return replace(row, first=f"{row.first[0]}.")
    if kind < 0.2:
        return replace(row, surname=row.surname.upper())
    if kind < 0.24:
        return replace(row, first=row.surname, surname=row.first)
    if kind < 0.27 and row.title == "Mrs":
        return replace(row, surname=world.surname())
    if kind < 0.32:
        return replace(row, first=f"{row.first} {world.first(woman=row.title != 'Mr')}")
    return row


def _mistyped(world: _World, row: Row) -> Row:
    """A slip of the hand in one field, sometimes two."""
    for _ in range(world.chance.choice((0, 0, 1, 1, 2))):
        name = world.chance.choice(("first", "surname", "street", "town", "postcode", "phone", "birthday"))
        value = getattr(row, name)
        if isinstance(value, date):
            row = replace(row, birthday=value.replace(day=world.chance.randrange(1, 29)))
        elif value:
            slipped: dict[str, Any] = {name: _slip(world.chance, value)}
            row = replace(row, **slipped)
    return row


def _slip(chance: random.Random, text: str) -> str:
    """One letter lost, doubled, exchanged with the next, or another."""
    at = chance.randrange(len(text))
    kind = chance.randrange(4)
    if kind == 0 and len(text) > 2:
        return text[:at] + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    digit = text[at].isdigit()
    return text[:at] + chance.choice("0123456789" if digit else "aeinorst") + text[at + 1 :]


def records(rows: Sequence[Row]) -> Iterator[Client]:
    """The rows as the clients' register holds them."""
    letters = dict(zip(FIELDS, "ABCDEFGHIJ", strict=True))
    source = Source("clients", "Clients.csv", None, letters, dict(zip(FIELDS, HEADINGS, strict=True)))
    for number, row in enumerate(rows, 2):
        yield Client(
            source=source, row=number, client_no=f"C{number:06}", title=row.title or None, first_name=row.first or None,
            surname=row.surname or None, street=row.street or None, town=row.town or None,
            postcode=row.postcode or None, phone=row.phone or None, email=row.email or None,
            birthday=When(row.birthday, row.birthday) if row.birthday else None,
        )  # fmt: skip
