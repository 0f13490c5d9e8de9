"""The united client: which row leads, what others fill, which bars hold, and whose sale is whose."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.dossiers import PAST, WATCH, Small, texts
from tests.houses import run
from tests.people_houses import ABEL, ADA, ADA_OLD, DAY, ZOE, house
from tests.test_judging import say
from toolkit.guard_secrets import secrets
from toolkit.other_records import Client, Job
from toolkit.reconcile.united import One, client_of, clients, household_of
from toolkit.records import Registers, Sale, Source
from toolkit.values import Doubt, Money, When

CLIENTS = Source("clients", "Clients.xlsx", "Clients", {"surname": "C", "phone": "G", "address": "E"}, {})
SALES = Source("sales", "Sales.xlsx", "Sales", {}, {})


def client(row: int, **fields: object) -> Client:
    """One row of the register."""
    return Client(source=CLIENTS, row=row, **fields)  # type: ignore[arg-type] # fields by name


def day(text: str) -> When:
    """One day."""
    return When(date.fromisoformat(text), date.fromisoformat(text))


def one_of(*rows: Client, **registers: object) -> One:
    """The one client that these rows are."""
    (one,) = clients(Registers(others={"clients": rows}, united=(rows,), **registers))  # type: ignore[arg-type]
    return one


def test_a_client_in_one_row_is_that_row() -> None:
    """Nothing is made of it: the very record, in the order of the register."""
    rows = (client(2, client_no="C1"), client(3, client_no="C2"))
    found = clients(Registers(others={"clients": rows}))
    assert [one.client for one in found] == list(rows)
    assert all(one.client is row and one.rows == (row,) for one, row in zip(found, rows, strict=True))


def test_the_row_latest_known_leads_and_others_fill_what_it_lacks() -> None:
    """The last contact decides, not the fuller row; an e-mail comes from the older one, its place is that row's."""
    old = client(2, surname="Ash", first_name="Ada", email="a@example.com", phone="1", tier="gold",
                 last_contact=day("2019-01-01"))  # fmt: skip
    new = client(9, surname="Ash", first_name="Ada", phone="2", last_contact=day("2026-01-01"))
    one = one_of(old, new)
    assert one.rows == (new, old)
    assert (one.client.phone, one.client.email, one.client.tier) == ("2", "a@example.com", "gold")
    assert (one.client.row, one.place("email").row, one.place("phone").cell) == (9, 2, "G9")
    (odds,) = [odds for odds in one.at_odds if odds.field == "phone"]
    assert (odds.values, [place.cell for place in odds.places]) == (("2", "1"), ["G9", "G2"])


def test_a_sale_under_its_number_tells_which_row_is_the_latest() -> None:
    """What happened under a number counts as its row's last sign of life."""
    rows = (client(2, client_no="C1", phone="1", tier="gold"), client(3, client_no="C2", phone="2"))
    sale = Sale(source=SALES, row=2, client_no="c-2", sale_date=day("2026-05-01"))
    assert one_of(*rows, sales=(sale,)).client.phone == "2"
    assert one_of(*rows).client.phone == "1"


def test_an_address_a_name_and_a_spouse_never_come_from_two_rows() -> None:
    """A street from one row and a town from another would be an address where nobody lives."""
    new = client(2, first_name="Ada", surname="Brown", street="4 Rill Lane", last_contact=day("2026-01-01"))
    old = client(3, title="Miss", first_name="Ada", surname="Smith", town="Leeds", street="9 Ford St", spouse="Ed",
                 spouse_birthday=day("1970-01-01"))  # fmt: skip
    one = one_of(new, old).client
    assert (one.street, one.town, one.surname, one.title) == ("4 Rill Lane", None, "Brown", None)
    assert (one.spouse, one.spouse_birthday) == ("Ed", day("1970-01-01"))
    assert one_of(new, replace(old, surname="Brown")).client.title == "Miss"


@pytest.mark.parametrize("bar", ["deceased", "gone_away", "do_not_contact"])
def test_a_bar_in_any_row_holds(bar: str) -> None:
    """In the oldest row, against a plain no in the leading one; and a cell that may bar is not passed over."""
    lead = client(2, phone="1", last_contact=day("2026-01-01"), **{bar: False})
    assert getattr(one_of(lead, client(3, **{bar: True})).client, bar) is True
    assert getattr(one_of(lead, client(3)).client, bar) is False
    doubtful = one_of(lead, client(3, doubts={bar: Doubt("unclear", "perhaps")})).client
    assert getattr(doubtful, bar) is None
    assert doubtful.doubts[bar].raw == "perhaps"


def test_a_consent_refused_in_any_row_is_refused() -> None:
    """Given in one and refused in another: refused. Given in one and blank in another: given."""
    given = client(2, consent_post=True)
    assert one_of(given, client(3, consent_post=False)).client.consent_post is False
    assert one_of(given, client(3)).client.consent_post is True


def test_spelling_is_no_difference() -> None:
    """Case, accents, and spaces in a telephone number are the same thing said twice."""
    one = one_of(client(2, surname="Müller", phone="020 7946 0011"), client(3, surname="MULLER", phone="02079460011"))
    assert one.at_odds == ()


def test_whose_a_row_is() -> None:
    """By number; by a name that is one client's alone; by an address among namesakes; else nobody is named."""
    ada, twin, old = (
        client(2, client_no="C1", first_name="Ada", surname="Ash", address="1 Lane"),
        client(3, client_no="C2", first_name="Ada", surname="Ash", address="2 Road"),
        client(4, client_no="C3", first_name="Ada", surname="Grey"),
    )
    registers = Registers(others={"clients": (ada, twin, old)}, united=((ada, old),))

    def whose(**fields: object) -> list[int]:
        found = client_of(registers, Sale(source=SALES, row=2, **fields))  # type: ignore[arg-type]
        return [row.row for row in found.rows] if found else []

    assert whose(client_no="c3") == [2, 4]
    assert whose(buyer="Ada Grey") == [2, 4]
    assert whose(buyer="ada ash") == []
    assert whose(buyer="Ada Ash", buyer_address="2 road") == [3]
    assert whose(buyer="Ada Ash", client_no="C9") == []
    job = client_of(registers, Job(source=SALES, row=3, client="Grey Ada"))
    assert job is not None
    assert job.rows[0] is ada
    assert client_of(registers, old) is job


def test_a_household_as_said_and_as_the_registers_say() -> None:
    """A spouse named in a row is the client of that name at that address, unless a person said otherwise."""
    ada = client(2, first_name="Ada", surname="Ash", address="1 Lane", spouse="Abel")
    abel = client(3, first_name="Abel", surname="Ash", address="1 Lane")
    far = client(4, first_name="Abel", surname="Ash", address="7 Road")
    kit = client(5, first_name="Kit", surname="Ash", address="1 Lane")
    registers = Registers(others={"clients": (ada, abel, far, kit)})

    def with_(told: Registers, row: Client) -> list[int]:
        one = client_of(told, row)
        assert one is not None
        return [other.rows[0].row for other in household_of(told, one)]

    assert (with_(registers, ada), with_(registers, abel), with_(registers, far)) == ([3], [2], [])
    assert with_(replace(registers, apart=((ada, abel),)), ada) == []
    assert with_(replace(registers, households=((ada, kit),)), abel) == [2, 5]


def test_show_tells_everything_of_the_united_client(tmp_path: Path) -> None:
    """Both rows, the sales under both numbers and under the name, where the rows differ, who lives there."""
    folder = house(tmp_path / "house")
    before = run("show", "C1", "--house", folder, "--as-at", DAY, "--json").json
    assert {record["place"]["file"] for record in before["records"]} == {"clients.csv", "sales.csv"}
    assert sum(record["register"] == "sales" for record in before["records"]) == 2
    say(folder, "C1", "C7", "same")
    for wanted in ("C1", "C7", "Ada Grey"):
        found = run("show", wanted, "--client", "--house", folder, "--as-at", DAY, "--json").json
        assert found["title"] == "C1 / C7, Mrs Ada Ashcombe"
        assert sorted(record["place"]["row"] for record in found["records"] if record["register"] == "clients") == [
            2,
            3,
        ]
        assert sum(record["register"] == "sales" for record in found["records"]) == 3
        assert {"surname", "street"} <= {odds["field"] for odds in found["at_odds"]}
        assert [other["place"]["row"] for other in found["household"]] == [5]
    said = run("show", "C7", "--house", folder, "--as-at", DAY).out
    assert "Where the rows of this client differ" in said
    assert "surname: Ashcombe (clients.csv, cell D2) / Grey (clients.csv, cell D3)" in said


def test_reconciling_takes_the_united_client_as_one(tmp_path: Path) -> None:
    """Sales in a name that two rows bear are no question any more, and every row still is in one class."""
    twice = (ADA, ("C8", *ADA[1:4], "9 Ford Street, Leeds", *ADA[5:]), ADA_OLD, ABEL, ZOE)
    folder = house(tmp_path / "house", twice)

    def pair() -> dict:  # type: ignore[type-arg] # JSON
        ran = run("reconcile", "--house", folder, "--as-at", DAY, "--json", "--dry-run").json
        return next(found for found in ran["pairs"] if found["registers"] == ["sales", "clients"])

    assert len(pair()["ambiguous"]) == 1
    say(folder, "C1", "C8", "same")
    found = pair()
    assert (found["ambiguous"], found["only_left"]) == ([], [])
    right = found["rows"][1]
    assert right["in"]["rows"] == len(twice)
    assert [block["rows"] for block in right["out"]] == [1]


def test_many_clients_are_indexed_at_once() -> None:
    """The index is made once; each question after it is a look-up. Many times what it takes is allowed."""
    rows = tuple(
        client(number, client_no=f"C{number}", first_name="Ada", surname=f"Ash{number}", address=f"{number // 2} Lane",
               spouse=f"Ada Ash{number + 1}") for number in range(2, 20_002)
    )  # fmt: skip
    sales = tuple(Sale(source=SALES, row=n, client_no=f"C{n}", price=Money(1, "GBP")) for n in range(2, 20_002))  # type: ignore[arg-type]
    registers = Registers(
        others={"clients": rows}, sales=sales, united=tuple(zip(rows[:9000:4], rows[2:9000:4], strict=True))
    )
    start = time.perf_counter()
    assert len(clients(registers)) == 17_750
    assert all(client_of(registers, sale) for sale in sales)
    assert time.perf_counter() - start < 10


ENGRAVED = "engraved inside with the name Dunmore"


def spelled_in_two_rows(folder: Path) -> Small:
    """A watch once sold to Ada Ashcombe, who stands in another row as Mrs Dunmore: that name is on the watch."""
    clients_rows = [{"Client no": "C1", "First name": "Ada", "Surname": "Ashcombe"},
                    {"Client no": "C2", "First name": "Ada", "Surname": "Dunmore"}]  # fmt: skip
    sale = {"Invoice no": "I1", "Date": "2026-09-01", "Type": "Sale", "Stock No": "W1", "Customer": "Ada Ashcombe",
            "Price": "9000", "Currency": "GBP"}  # fmt: skip
    piece = {**WATCH, "Description": ENGRAVED, "Status": "sold"}
    return Small(folder, piece, past=PAST, sales=[sale], clients=clients_rows)


def test_a_dossier_keeps_every_spelling_of_the_united_client(tmp_path: Path) -> None:
    """The buyer's other name is nobody's until it was said to be hers; then a client's copy may not hold it."""
    small = spelled_in_two_rows(tmp_path / "house")
    assert ENGRAVED in " ".join(texts(small.made()))
    say(tmp_path / "house", "C1", "C2", "same")
    after = spelled_in_two_rows(tmp_path / "house")
    assert any("'dunmore'" in words for _, words in after.withheld())


def test_the_guard_looks_for_the_other_surname_of_the_united_client(tmp_path: Path) -> None:
    """In documents about the piece alone, once it was said to be hers; a surname by itself is too common elsewhere."""
    house_file = spelled_in_two_rows(tmp_path / "house").holdings.house
    ada, other = (
        client(2, client_no="C1", title="Mrs", first_name="Ada", surname="Ashcombe"),
        client(3, client_no="C2", title="Mrs", first_name="Ada", surname="Dunmore"),
    )
    sale = Sale(source=SALES, row=2, stock_no="W1", client_no="C1")
    apart = Registers(others={"clients": (ada, other)}, sales=(sale,))

    def looked_for(registers: Registers, stock_no: str) -> set[str]:
        return {secret.words for secret in secrets(registers, house_file, "client", (stock_no,))} & {
            "Ashcombe",
            "Dunmore",
        }

    assert looked_for(apart, "W1") == {"Ashcombe"}
    assert looked_for(replace(apart, united=((ada, other),)), "W1") == {"Ashcombe", "Dunmore"}
    assert looked_for(replace(apart, united=((ada, other),)), "W2") == set()
