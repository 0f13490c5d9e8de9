"""Who is who: one client written twice in every way offices write, and two people whom nothing may unite."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.houses import STOCK, run, table
from tests.maisons import Shelf, messy
from toolkit import house
from toolkit.other_records import Client, Supplier
from toolkit.readers.load import load
from toolkit.reconcile.likeness import Likeness
from toolkit.reconcile.who import candidates
from toolkit.records import Record, Registers, Source
from toolkit.values import When
from torture.people import clients, records

COLUMNS = (
    "client_no", "title", "name", "first_name", "surname", "suffix", "company", "vat_no", "spouse", "street", "town",
    "postcode", "address", "phone", "mobile", "email", "birthday", "iban",
)  # fmt: skip
LETTERS = {name: chr(ord("A") + number) for number, name in enumerate(COLUMNS)}
HOME = {"street": "14 Halcyon Row", "town": "London", "postcode": "W1K 0ZX"}
ELSEWHERE = {"street": "3 Carrow Yard", "town": "Bath", "postcode": "BA1 0ZX"}
ANNA = {"first_name": "Anna", "surname": "Wolstencraft"}
BORN = {"birthday": "1961-03-09"}


@pytest.fixture(scope="module")
def a_house(tmp_path_factory: pytest.TempPathFactory) -> house.House:
    """Any house."""
    return house.parse("", tmp_path_factory.mktemp("house"))


def when(text: str) -> When:
    """A day, a year, or a month."""
    if len(text) == 4:
        return When(date(int(text), 1, 1), date(int(text), 12, 31), "year")
    return When(date.fromisoformat(text), date.fromisoformat(text))


def row(number: int, register: str = "clients", **fields: str) -> Record:
    """One row of a register."""
    known: dict[str, Any] = {key: when(text) if key == "birthday" else text for key, text in fields.items()}
    source = Source(register, f"{register}.csv", None, LETTERS, {})
    return (Client if register == "clients" else Supplier)(source=source, row=number, **known)


@cache
def neighbours() -> tuple[Record, ...]:
    """A boutique's other clients; none of them is in there twice."""
    known = {one.person: record for one, record in zip(clients(150), records(clients(150)), strict=True)}
    return tuple(known.values())


def found(a_house: house.House, *fields: dict[str, str], register: str = "clients") -> list[Likeness]:
    """What is found among these rows, in a boutique with 150 others."""
    mine = [row(1000 + number, register, **one) for number, one in enumerate(fields)]
    others = neighbours() if register == "clients" else ()
    rows = {id(one) for one in mine}
    made = candidates(Registers(others={register: (*others, *mine)}), a_house)
    return [one for one in made if id(one.left) in rows or id(one.right) in rows]


SAME = {
    "capitals and no accent": ({"first_name": "Clémence", "surname": "Dubrésil"} | HOME,
                               {"first_name": "CLEMENCE", "surname": "DUBRESIL"} | HOME),
    "first name and surname exchanged": (ANNA | HOME, {"first_name": "Wolstencraft", "surname": "Anna"} | HOME),
    "an initial": (ANNA | HOME | {"phone": "+44 7700 900123"},
                   {"first_name": "A.", "surname": "Wolstencraft", "phone": "07700 900123"} | HOME),
    "an initial more": (ANNA | HOME, {"first_name": "Anna M.", "surname": "Wolstencraft"} | HOME),
    "a slip in the surname": (ANNA | HOME, {"first_name": "Anna", "surname": "Wolstencarft"} | HOME),
    "one cell with a comma": (ANNA | HOME, {"name": "Wolstencraft, Anna"} | HOME),
    "one cell with a title": (ANNA | HOME, {"name": "Mrs Anna Wolstencraft"} | HOME),
    "a double name parted": ({"first_name": "Mei-Lin", "surname": "O'Farrelly"} | HOME,
                             {"first_name": "Meilin", "surname": "O Farrelly"} | HOME),
    "half of a double surname": ({"first_name": "Ottoline", "surname": "Dalmeny-Croft"} | HOME | BORN,
                                 {"first_name": "Ottoline", "surname": "Croft"} | HOME | BORN),
    "letters of another script": ({"first_name": "Александр", "surname": "Веревкин"} | HOME,
                                  {"first_name": "Alexander", "surname": "Verevkin"} | HOME),
    "Arabic, and as it is signed": ({"first_name": "ليلى", "surname": "الراشدي"} | HOME | {"email": "layla.r@post.example"},
                                    {"first_name": "Layla", "surname": "Al-Rashidi"} | HOME | {"email": "layla.r@post.example"}),
    "characters without a space, in another order": ({"name": "田中花子"} | HOME, {"first_name": "花子", "surname": "田中"} | HOME),
    "moved house, same telephone": (ANNA | HOME | {"phone": "+33 1 99 00 12 34"}, ANNA | ELSEWHERE | {"mobile": "01 99 00 12 34"}),
    "married": (ANNA | HOME | BORN, {"first_name": "Anna", "surname": "Garthwaite"} | HOME | BORN),
    "a short name": ({"first_name": "William", "surname": "Vanterpole"} | HOME | {"email": "wv@post.example"},
                     {"first_name": "Bill", "surname": "Vanterpole"} | HOME | {"email": "wv@post.example"}),
    "a birthday with day and month exchanged": (ANNA | BORN | HOME, ANNA | {"birthday": "1961-09-03"} | HOME),
    "a street abbreviated, a postcode short of its zero": (
        ANNA | {"street": "11 Marchmain Terrace", "town": "Boston", "postcode": "02108"},
        ANNA | {"street": "11 Marchmain Terr.", "town": "Boston", "postcode": "2108"}),
    "the address in one cell": (ANNA | HOME, ANNA | {"address": "14 Halcyon Row, London W1K 0ZX"}),
    "a firm by its legal form": ({"company": "Van Cleef & Partners LLP"} | HOME, {"company": "Van Cleef and Partners"} | HOME),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME)
def test_one_client_written_twice_is_found(a_house: house.House, case: str) -> None:
    """However the second hand wrote it, the pair comes back as one, and nothing else does."""
    made = found(a_house, *SAME[case])
    assert [(one.relation, one.left.row, one.right.row) for one in made] == [("same", 1000, 1001)]


TWO = {
    "twins": (ANNA | HOME | BORN, {"first_name": "Beatrix", "surname": "Wolstencraft"} | HOME | BORN),
    "a couple with one telephone and e-mail": (
        ANNA | HOME | {"title": "Mrs", "phone": "020 7946 0519", "email": "wolstencrafts@post.example"},
        {"title": "Mr", "first_name": "Tobias", "surname": "Wolstencraft", "phone": "+44 20 7946 0519",
         "email": "wolstencrafts@post.example"} | HOME),
    "Mr A. and Mrs A.": ({"title": "Mr", "first_name": "A.", "surname": "Wolstencraft"} | HOME,
                         {"title": "Mrs", "first_name": "A.", "surname": "Wolstencraft"} | HOME),
    "partners of two names": (ANNA | HOME | {"spouse": "Tobias"},
                              {"first_name": "Tobias", "surname": "Garthwaite", "spouse": "Anna"} | HOME),
    "the couple's row and the husband's": (
        {"title": "Mr & Mrs", "first_name": "Aldous & Verity", "surname": "Kirtlebridge"} | HOME,
        {"title": "Mr", "first_name": "Aldous", "surname": "Kirtlebridge"} | HOME),
    "a wife by her husband's name": ({"name": "Kirtlebridge, Aldous"} | HOME, {"name": "Kirtlebridge, Aldous, Mrs."} | HOME),
    "father and son": ({"name": "Kirtlebridge, Aldous, Sr."} | HOME, {"name": "Kirtlebridge, Aldous, Jr."} | HOME),
}  # fmt: skip


@pytest.mark.parametrize("case", TWO)
def test_two_of_a_household_are_told_as_two(a_house: house.House, case: str) -> None:
    """Sharing all but a first name, a title or a mark makes a household, never one client."""
    assert {one.relation for one in found(a_house, *TWO[case])} == {"household"}


UNSURE = {
    "one name at two addresses": (ANNA | HOME, ANNA | ELSEWHERE),
    "father and son of one name, by their birthdays": (ANNA | HOME | BORN, ANNA | HOME | {"birthday": "1988-07-21"}),
    "a mark on one side": ({"name": "Kirtlebridge, Aldous"} | HOME, {"name": "Kirtlebridge, Aldous, Jr."} | HOME),
    "initials at one door": ({"first_name": "G.", "surname": "Wolstencraft"} | HOME,
                             {"first_name": "Gideon", "surname": "Wolstencraft"} | HOME),
    "no first name": ({"surname": "Wolstencraft"} | HOME, ANNA | HOME),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSURE)
def test_what_two_people_may_share_is_never_sure(a_house: house.House, case: str) -> None:
    """It may be asked; it is not taken for one."""
    assert not [one for one in found(a_house, *UNSURE[case]) if one.sure and one.relation == "same"]


NOTHING = {
    "flats of one house": (ANNA | HOME, {"first_name": "Tobias", "surname": "Garthwaite"} | HOME),
    "streets of one name": (ANNA | HOME, {"first_name": "Beatrix", "surname": "Wolstencraft", "street": "14 Halcyon Row",
                                          "town": "London", "postcode": "SE1 0ZX"}),
    "numbered streets": ({"first_name": "Ada", "surname": "Smith", "street": "5 W. 57th St.", "town": "New York"},
                         {"first_name": "Emil", "surname": "Smith", "street": "5 W. 56th St.", "town": "New York"}),
    "names of nobody": ({"first_name": "Private", "surname": "Private"} | HOME,
                        {"first_name": "Private", "surname": "Private"} | ELSEWHERE),
    "a firm and its namesake": ({"company": "Garthwaite Ltd"}, {"first_name": "Anna", "surname": "Garthwaite"}),
}  # fmt: skip


@pytest.mark.parametrize("case", NOTHING)
def test_what_strangers_share_is_not_asked(a_house: house.House, case: str) -> None:
    """A question costs her time."""
    assert found(a_house, *NOTHING[case]) == []


def test_much_evidence_makes_sure(a_house: house.House) -> None:
    """Name, address, telephone and birthday alike: no need to ask."""
    both = ANNA | HOME | BORN | {"phone": "07700 900123"}
    (one,) = found(a_house, both | {"client_no": "C1"}, both | {"client_no": "C9", "postcode": "W1K0ZX"})
    assert one.sure
    assert one.probability > 0.99


def test_very_common_names_need_more_than_the_name(a_house: house.House) -> None:
    """Nine John Smiths in nine towns are no question; two of them with one telephone are."""
    towns = [(one.street, one.town, one.postcode) for one in neighbours() if isinstance(one, Client) and one.street]
    smiths: list[dict[str, str]] = [
        {
            "first_name": "John",
            "surname": "Smith",
            "street": street or "",
            "town": town or "",
            "postcode": postcode or "",
        }
        for street, town, postcode in towns[:9]
    ]
    assert found(a_house, *smiths) == []
    smiths[3] |= {"phone": "07700 900123"}
    smiths[5] |= {"phone": "+44 7700 900123"}
    assert {(one.left.row, one.right.row) for one in found(a_house, *smiths)} == {(1003, 1005)}


SUPPLIERS = (
    {"name": "Leather Exchange Ltd", "address": "Unit 4, Tallow Court, Leeds LS9 0ZX"},
    {"name": "Hartmann Uhren GmbH", "address": "Ahornweg 4, 79999 Musterau"},
    {"name": "Private seller (Paris)"}, {"name": "Private, by appointment"}, {"name": "Fennel Couriers"},
    {"name": "Tempora Genève SA", "vat_no": "CHE-999.999.996", "address": "Rue du Lac 90, 1299 Genève"},
)  # fmt: skip


@pytest.mark.parametrize(
    ("again", "of"),
    [
        ({"name": "LEATHER EXCHANGE LIMITED", "address": "Unit 4, Tallow Ct, Leeds"}, 1000),
        ({"name": "Uhren Hartmann", "address": "Ahornweg 4, 79999 Musterau"}, 1001),
        ({"name": "Chronos du Léman SARL", "vat_no": "CHE 999999996", "address": "Rue du Lac 90, 1299 Genève"}, 1005),
    ],
    ids=["legal form", "word order", "renamed, with its VAT number"],
)
def test_a_supplier_entered_again_is_found(a_house: house.House, again: dict[str, str], of: int) -> None:
    """By the words of its own, its address, its numbers; a new name is asked about, never taken as sure."""
    (one,) = found(a_house, *SUPPLIERS, again, register="suppliers")
    assert (one.register, one.relation, one.left.row, one.right.row) == ("suppliers", "same", of, 1006)
    assert not (one.sure and of == 1005)


def test_suppliers_of_one_kind_are_not_one(a_house: house.House) -> None:
    """Two private sellers, two firms at one address with numbers of their own."""
    beside = {"name": "Léman Gems SA", "vat_no": "CHE 999999119", "address": "Rue du Lac 90, 1299 Genève"}
    assert found(a_house, *SUPPLIERS, beside, register="suppliers") == []


def test_the_evidence_adds_up_and_has_its_cells(a_house: house.House) -> None:
    """Prior and weights make the logarithm of the odds; each piece of evidence shows both values and both cells."""
    made = candidates(Registers(others={"clients": tuple(records(clients(400)))}), a_house)
    assert {one.relation for one in made} == {"same", "household"}
    for one in made:
        odds = one.prior + sum(piece.weight for piece in one.evidence)
        assert 1 / (1 + 2**-odds) == pytest.approx(one.probability)
        assert all(piece.label and len(piece.places) == 2 for piece in one.evidence)
    (one,) = found(a_house, *SAME["moved house, same telephone"])
    phone, street = (
        next(piece for piece in one.evidence if piece.label == label) for label in ("telephone", "address")
    )
    assert (phone.left, phone.right) == ("+33 1 99 00 12 34", "01 99 00 12 34")
    assert [str(place.column) for place in phone.places] == [LETTERS["phone"], LETTERS["mobile"]]
    assert (street.left, street.right) == ("14 Halcyon Row, London, W1K 0ZX", "3 Carrow Yard, Bath, BA1 0ZX")


def told(made: tuple[Likeness, ...]) -> set[tuple[frozenset[int], str, bool, float]]:
    """What was found, whatever the order of the rows."""
    return {
        (frozenset((one.left.row, one.right.row)), one.relation, one.sure, round(one.probability, 6)) for one in made
    }


def test_the_order_of_the_rows_changes_nothing(a_house: house.House) -> None:
    """The same pairs, the same probabilities, whichever way the register is sorted; the left row stands first."""
    rows = list(records(clients(400)))
    before = candidates(Registers(others={"clients": tuple(rows)}), a_house)
    Random(7).shuffle(rows)  # noqa: S311 - any other order
    after = candidates(Registers(others={"clients": tuple(rows)}), a_house)
    assert told(before) == told(after)
    assert len(before) > 50
    at = {id(one): number for number, one in enumerate(rows)}
    assert all(at[id(one.left)] < at[id(one.right)] for one in after)


def test_an_unrelated_client_changes_no_sure_pair(a_house: house.House) -> None:
    """One row more, of somebody else: what was sure stays so."""
    rows = tuple(records(clients(400)))
    more = row(9000, first_name="Perpetua", surname="Quennell-Iversholt", **ELSEWHERE)

    def sure(registers: Registers) -> set[tuple[int, int]]:
        made = candidates(registers, a_house)
        return {(one.left.row, one.right.row) for one in made if one.sure and one.relation == "same"}

    before = sure(Registers(others={"clients": rows}))
    assert before == sure(Registers(others={"clients": (*rows, more)}))
    assert len(before) > 10


def test_what_was_said_is_not_asked_again(a_house: house.House) -> None:
    """United rows are one, a household is known, rows said to be two stay two: no pair of them comes back."""
    one, other = (row(1000 + n, **(ANNA | home)) for n, home in enumerate((HOME, ELSEWHERE)))
    third = row(1002, first_name="Tobias", surname="Garthwaite", spouse="Anna", **HOME)
    plain = {"others": {"clients": (*neighbours(), one, other, third)}}

    def mine(**said: Any) -> set[frozenset[int]]:
        made = candidates(Registers(**plain, **said), a_house)
        return {frozenset((found.left.row, found.right.row)) for found in made if found.right.row >= 1000}

    assert mine() == {frozenset((1000, 1001)), frozenset((1000, 1002))}
    assert mine(united=((one, other),)) == {frozenset((1000, 1002))}
    assert mine(apart=((one, other),)) == {frozenset((1000, 1002))}
    assert mine(households=((one, third),)) == {frozenset((1000, 1001))}


def test_what_a_person_parted_is_joined_by_no_third_row(a_house: house.House) -> None:
    """Three rows alike in everything are sure; said two to be different, each pair with the third is a question."""
    both = ANNA | HOME | BORN | {"phone": "07700 900123"}
    one, other, third = (row(1000 + n, **both, client_no=f"C{n}") for n in range(3))
    plain = {"others": {"clients": (*neighbours(), one, other, third)}}

    def sure(**said: Any) -> set[frozenset[int]]:
        made = candidates(Registers(**plain, **said), a_house)
        return {frozenset((found.left.row, found.right.row)) for found in made if found.sure and found.left.row >= 1000}

    assert {frozenset((1000, 1001)), frozenset((1001, 1002))} <= sure()
    assert sure(apart=((one, third),)) == set()


def test_few_questions_answer_for_many_rows(a_house: house.House) -> None:
    """Four rows that may be one make three questions; after a no, the pair behind it is asked."""
    rare = {"first_name": "Perpetua", "surname": "Iversholt"}
    rows = tuple(row(1000 + n, **(rare | {"town": town})) for n, town in enumerate(("Bath", "Bath", "Bath", "Bath")))
    registers = Registers(others={"clients": (*neighbours(), *rows)})

    def asked(registers: Registers) -> set[frozenset[int]]:
        return {
            frozenset((one.left.row, one.right.row)) for one in candidates(registers, a_house) if one.right.row > 999
        }

    first = asked(registers)
    assert len(first) == 3
    pair = next(iter(first))
    left, right = (next(one for one in rows if one.row == number) for number in pair)
    again = asked(Registers(others=registers.others, apart=((left, right),)))
    assert pair not in again
    assert len(again) == 3


@pytest.mark.parametrize("rows", [(), ({},), ({}, {}), (ANNA,), ({"first_name": "?"}, {"surname": "{{ 7*7 }}"})])
def test_a_register_with_hardly_anything_in_it(a_house: house.House, rows: tuple[dict[str, str], ...]) -> None:
    """Empty registers, empty rows, rows of nobody: nothing is found, and nothing fails."""
    others = {"clients": tuple(row(number, **fields) for number, fields in enumerate(rows))}
    assert candidates(Registers(others=others), a_house) == ()


def test_the_demo_has_what_was_planted_and_no_more(shelf: Shelf, tmp_path: Path) -> None:
    """Of the clients and suppliers the planted ones are asked about or sure, and one couple is told; nobody else is one."""
    for name in ("Clients.xlsx", "Suppliers.csv"):
        (tmp_path / name).write_bytes((shelf.look(messy) / "registers" / name).read_bytes())
    (tmp_path / "Stock.csv").write_text(table(STOCK, [("A1", "Ring", "2026-01-05", "", "900", "GBP")]), "utf-8")
    assert run("init", tmp_path).code in {0, 3}
    read = house.read(tmp_path)
    names = {("same", "Nightingall", "Nightingale"), ("same", "DUBRESIL", "Dubrésil"),
             ("same", "Leather Exchange Ltd", "Leather Exchange Limited"),
             ("same", "Auction, Lyon & Crewe", "Vente aux enchères, Lyon & Crewe"),
             ("household", "Lindqvarn", "Lindqvarn")}  # fmt: skip
    made = {
        (one.relation, *(str(getattr(side, "surname", None) or side.name) for side in (one.left, one.right)))
        for one in candidates(load(read), read)
    }
    assert names <= made
    assert {name for name in made - names if name[0] == "same"} == set()
