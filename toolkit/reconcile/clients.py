"""Sales against clients: each sale's buyer in the register of clients, by client number, else by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.checks.scope import Scope
from toolkit.other_records import Client
from toolkit.reconcile.fields import words
from toolkit.reconcile.join import Keys, Tier
from toolkit.reconcile.keys import code_key, name_words
from toolkit.reconcile.pairs import Change, Pair, compare, sift
from toolkit.reconcile.united import clients, names_of
from toolkit.records import Record, Sale
from toolkit.values import Money, fold

NUMBER = "client number"
NAME = "name"


SAME = "the same client as another row, as you said"


def client_pair(scope: Scope, sales: Sequence[Sale], rows: Sequence[Client]) -> Pair:
    """Clients on the one side, their sales on the other; shown as sales against clients.

    Rows that a person said are one client take part as one, by the numbers and names of all of them.
    """
    members = {id(one.rows[0]): one.rows for one in clients(scope.registers)}

    def every(keys: Keys) -> Keys:
        return lambda client: tuple(dict.fromkeys(key for row in members[id(client)] for key in keys(row)))

    def why(record: Record) -> str:
        assert isinstance(record, Sale)
        if record.sale_date and record.sale_date.earliest > scope.today:
            return f"dated after {scope.today.isoformat()}"
        return "" if record.buyer or record.client_no else "names no client"

    tiers = (
        Tier(NUMBER, every(_number), _number),
        Tier(NAME, every(_named), _buyer),
        Tier("address", every(_addresses), _sent_to, alone=False),
    )

    def unfit(record: Record) -> str:
        assert isinstance(record, Client)
        if id(record) not in members:
            return SAME
        return "" if any(_number(row) or names_of(row) for row in members[id(record)]) else "no name"

    def differ(one: Record, found: tuple[Record, ...]) -> Iterable[tuple[Record, Change]]:
        return _differ(members[id(one)], found)

    made = compare(sift("clients", rows, unfit), sift("sales", sales, why), tiers, (_nothing, _price), differ)
    return replace(made, left=made.right, right=made.left, only_left=made.only_right, only_right=made.only_left,
                   figures=_figures(sales))  # fmt: skip


def _number(record: Record) -> tuple[str, ...]:
    number: str | None = getattr(record, "client_no", None)
    return (code_key(number),) if number else ()


def _named(record: Record) -> tuple[tuple[str, bool], ...]:
    """The names, for a sale without client number; for one whose number is nobody's, only if the client has none."""
    assert isinstance(record, Client)
    names = names_of(record)
    alone = () if _number(record) else tuple((name, True) for name in names)
    return (*((name, False) for name in names), *alone)


def _buyer(record: Record) -> tuple[tuple[str, bool], ...]:
    assert isinstance(record, Sale)
    return ((fold(record.buyer), bool(record.client_no)),) if record.buyer else ()


def _addresses(record: Record) -> tuple[str, ...]:
    """Where a client lives; with a name that several share, it tells which is meant."""
    assert isinstance(record, Client)
    return (fold(record.address),) if record.address else ()


def _sent_to(record: Record) -> tuple[str, ...]:
    assert isinstance(record, Sale)
    return (fold(record.buyer_address),) if record.buyer_address else ()


def _nothing(_record: Record) -> Money | None:
    return None


def _price(record: Record) -> Money | None:
    return record.price if isinstance(record, Sale) else None


def _differ(rows: Sequence[Client], sales: Iterable[Record]) -> Iterable[tuple[Record, Change]]:
    """The buyer's name against the client's, where the number joins them; the address against the register's."""
    one = rows[0]
    spelled = (name for row in rows for name in (row.name, row.first_name, row.surname, row.company, row.spouse))
    known = frozenset[str]().union(*(name_words(name) for name in spelled if name))
    shown = one.name or " ".join(part for part in (one.first_name, one.surname) if part) or one.company or ""
    at = "name" if one.name else "surname" if one.surname else "company"
    addresses = {fold(row.address) for row in rows if row.address}
    for sale in sales:
        assert isinstance(sale, Sale)
        if sale.buyer and known and name_words(sale.buyer) and known.isdisjoint(name_words(sale.buyer)):
            places = (sale.place("buyer"), one.place(at))
            yield sale, Change("buyer", "buyer", sale.buyer, shown, places)
        if sale.buyer_address and addresses and fold(sale.buyer_address) not in addresses:
            row = next(row for row in rows if row.address)
            places = (sale.place("buyer_address"), row.place("address"))
            yield sale, Change("address", "address", words(sale.buyer_address), words(row.address), places)


def _figures(sales: Sequence[Sale]) -> dict[str, int]:
    """How many buyers there are, and how many of them the sales give more than one address."""
    addresses: dict[str, set[str]] = {}
    for sale in sales:
        if sale.buyer:
            known = addresses.setdefault(fold(sale.buyer), set())
            if sale.buyer_address:
                known.add(fold(sale.buyer_address))
    several = sum(len(known) > 1 for known in addresses.values())
    return {"buyers": len(addresses), "buyers with several addresses": several}
