"""Who is who: the rows of clients and of suppliers that may be one, each with the evidence for and against it.

Nothing is decided here. What is ``sure`` may be accepted together; of the rest a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from toolkit.collector import uncollected
from toolkit.findings import Place
from toolkit.house import House
from toolkit.other_records import Addressed
from toolkit.reconcile.likeness import Evidence, Likeness
from toolkit.reconcile.who_pairs import Alike, alike
from toolkit.reconcile.who_person import Person, person, telephones
from toolkit.records import Record, Registers
from toolkit.values import When

REGISTERS = ("clients", "suppliers")
_COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    "given": (("first_name", "first name"), ("name", "name"), ("surname", "surname")),
    "family": (("surname", "surname"), ("name", "name"), ("company", "company")),
    "firm": (("company", "company"), ("name", "name"), ("surname", "surname")),
    "mark": (("suffix", "letters after the name"), ("name", "name"), ("surname", "surname")),
    "sex": (("title", "title"), ("name", "name")),
    "partner": (("spouse", "partner"), ("first_name", "first name"), ("name", "name")),
    "birthday": (("birthday", "birthday"),),
    "email": (("email", "e-mail"),),
}
"""The columns a field may have been read from, and their words; the first that is filled is shown."""

_ADDRESS = ("street", "street2", "town", "postcode")
_PHONES = ("phone", "mobile", "phone_work")
_CODES = (("vat_no", "VAT number"), ("company_no", "company number"), ("eori", "EORI number"), ("iban", "IBAN"),
          ("client_no", "client number"))  # fmt: skip


def candidates(registers: Registers, house: House) -> tuple[Likeness, ...]:  # noqa: ARG001 - nothing of a house decides it yet
    """Clients, then suppliers, that may be one person, firm or household; the surest of each first.

    What a person said already (``registers.united``, ``households``, ``apart``) is not asked again. Of rows that may
    all be one, as few pairs come back as answer for all of them; after a no, the next run has the next pair.
    """
    with uncollected():
        return tuple(found for register in REGISTERS for found in _of(registers, register))


def _of(registers: Registers, register: str) -> Iterator[Likeness]:
    """The candidates of one register."""
    records = [record for record in registers.others.get(register, ()) if isinstance(record, Addressed)]
    people = [person(record) for record in records]
    rows = {id(record): row for row, record in enumerate(records)}
    united, homes, apart = (
        [[rows[id(record)] for record in group if id(record) in rows] for group in groups]
        for groups in (registers.united, registers.households, registers.apart)
    )
    settled = [pair for group in (*homes, *apart) for pair in combinations(group, 2)]
    for pair in alike(people, [group for group in united if group], settled, homes=register == "clients"):
        yield _likeness(register, records, people, pair)


def _likeness(register: str, records: list[Addressed], people: list[Person], pair: Alike) -> Likeness:
    left, right = records[pair.left], records[pair.right]
    evidence: dict[tuple[str, str], Evidence] = {}
    for field, weight in pair.weights:
        one = _shown(field, left, people[pair.left], people[pair.right])
        other = _shown(field, right, people[pair.right], people[pair.left])
        # Of a name in one cell, first name and surname are one piece of evidence.
        key = (one[0], other[0])
        before = evidence[key].weight if key in evidence else 0.0
        places = (left.place(one[0]), right.place(other[0]))
        evidence[key] = Evidence(one[0], one[1], one[2], other[2], weight + before, _cells(places))
    probability = 1 / (1 + 2**-pair.odds)
    return Likeness(register, pair.relation, left, right, probability, pair.sure, pair.prior, tuple(evidence.values()))


def _cells(places: tuple[Place, Place]) -> tuple[Place, ...]:
    return places if places[0] != places[1] else places[:1]


def _shown(field: str, record: Record, own: Person, other: Person) -> tuple[str, str, str]:
    """The column a field was read from, its words, and the value as it stands there."""
    if field == "address":
        parts = [str(value) for name in _ADDRESS if (value := getattr(record, name, None))]
        first = next((name for name in _ADDRESS if getattr(record, name, None)), "address")
        return first, "address", ", ".join(parts) or str(getattr(record, "address", None) or "")
    if field == "phone":
        return _phone(record, own, other)
    if field == "codes":
        return _code(record, own, other)
    for name, label in _COLUMNS[field]:
        if value := getattr(record, name, None):
            return name, label, _said(value)
    return _COLUMNS[field][0][0], _COLUMNS[field][0][1], ""


def _said(value: object) -> str:
    if isinstance(value, When):
        exact = value.earliest == value.latest
        return value.earliest.isoformat() if exact else f"{value.earliest.isoformat()} to {value.latest.isoformat()}"
    return str(value)


def _phone(record: Record, own: Person, other: Person) -> tuple[str, str, str]:
    """The telephone that both rows have, else the first."""
    shared = set(own.phones) & set(other.phones)
    filled = [(name, str(value)) for name in _PHONES if (value := getattr(record, name, None))]
    met = [(name, value) for name, value in filled if shared & set(telephones(value))]
    name, value = (met or filled or [("phone", "")])[0]
    return name, "telephone", value


def _code(record: Record, own: Person, other: Person) -> tuple[str, str, str]:
    """The number that both rows have, else the first sort that both fill."""
    shared = {sort for sort, _ in set(own.codes) & set(other.codes)}
    both = shared or ({sort for sort, _ in own.codes} & {sort for sort, _ in other.codes})
    name, label = next(((name, label) for name, label in _CODES if name in both), _CODES[0])
    return name, label, str(getattr(record, name, None) or "")
