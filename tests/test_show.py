"""``boutique show``: one piece or one client, everything in order of time, each with its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import make, run, table

STOCK = table(
    ("Stock No", "Brand", "Ref", "Serial", "Description", "Date in", "Bought from", "Cost", "Currency", "Status", "Date sold", "Notes"),
    [
        ("W1", "Omega", "2998", "123456", "Speedmaster", "2019-03-05", "Dealer A", "4000", "GBP", "sold", "2020-01-10", ""),
        ("W7", "Omega", "2998", "123456", "Speedmaster", "2024-06-01", "Mrs Ash", "5000", "GBP", "available", "", "a scratch on the lug"),
        ("W8", "Rolex", "1016", "777777", "Explorer", "2024-06-02", "Dealer B", "tbc?", "GBP", "available", "", ""),
    ],
)  # fmt: skip
SALES = table(
    ("Invoice", "Date", "Type", "Stock No", "Price", "Currency", "Client", "Client code"),
    [
        ("I1", "2020-01-10", "Sale", "W1", "6000", "GBP", "A. Ash", "C1"),
        ("I2", "2021-01-10", "Sale", "W99", "100", "GBP", "A. Ash", "C2"),
    ],
)
CLIENTS = table(
    ("Client no", "Title", "First name", "Surname", "Town", "Telephone", "Client since"),
    [
        ("C1", "Mrs", "Ada", "Ash", "London", "+44 20 7946 0011", "2018-01-01"),
        ("C2", "Mr", "Abel", "Ash", "London", "+44 20 7946 0012", "2018-01-01"),
        ("C3", "Dr", "Zoë", "van der Berg", "Leeds", "+44 20 7946 0013", "2018-01-01"),
    ],
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house that sold a watch and bought it back."""
    folder = tmp_path_factory.mktemp("show") / "house"
    files = {"stock.csv": STOCK, "sales.csv": SALES, "clients.csv": CLIENTS}
    return make(folder, files, house_currency="GBP")


def shown(house: Path, *arguments: str) -> dict:  # type: ignore[type-arg]  # JSON
    """One object."""
    return run("show", *arguments, "--house", house, "--as-at", "2026-10-31", "--json").json


@pytest.mark.parametrize("wanted", ["W7", "w-7", "W1", "123456"])
def test_a_piece_is_one_life_under_all_its_numbers(house: Path, wanted: str) -> None:
    """Bought, sold, bought back: one story under either stock number or the serial number, in order of time."""
    found = shown(house, wanted)
    assert found["subject"] == "piece"
    assert [(event["date"], event["kind"]) for event in found["events"]] == [
        ("2019-03-05", "acquired"),
        ("2020-01-10", "sold"),
        ("2024-06-01", "acquired"),
    ]
    assert {place["cell"] for place in found["events"][1]["places"]} == {"B2", "D2", "E2"}


def test_every_filled_cell_is_said_with_its_address(house: Path) -> None:
    """Each field of each row that speaks of the piece, and nothing of others."""
    found = shown(house, "W7")
    rows = {(record["place"]["file"], record["place"]["row"]): record for record in found["records"]}
    assert set(rows) == {("stock.csv", 2), ("stock.csv", 3), ("sales.csv", 2)}
    cells = {field["cell"]: field["value"] for field in rows["stock.csv", 3]["fields"]}
    assert cells["A3"] == "W7"
    assert cells["H3"] == "£5,000.00"
    assert cells["L3"] == "a scratch on the lug"
    assert "K3" not in cells


def test_a_doubtful_cell_is_shown_as_it_reads_with_its_finding(house: Path) -> None:
    """The value is what stands in the cell, and the finding says what to do."""
    ran = run("show", "W8", "--house", house, "--as-at", "2026-10-31")
    assert ran.code == 0
    assert "tbc?" in ran.out
    assert "stock.csv, cell H4" in ran.out.partition("What is wrong or doubtful")[2]


def test_a_client_by_number_or_name_with_what_they_bought(house: Path) -> None:
    """Rows with the client's number; another client of the same name is left out."""
    for wanted in ("C1", "Mrs Ada Ash", "ada ash"):
        found = shown(house, wanted)
        assert found["title"] == "C1, Mrs Ada Ash"
        assert [event["words"] for event in found["events"]] == ["client since", "bought W1"]
    assert shown(house, "zoe berg")["title"] == "C3, Dr Zoë van der Berg"


def test_several_clients_are_named_and_none_is_chosen(house: Path) -> None:
    """Two of one surname: a question, with their numbers."""
    ran = run("show", "Ash", "--house", house)
    assert ran.code == 2
    assert "C1, Mrs Ada Ash" in ran.err
    assert "C2, Mr Abel Ash" in ran.err


def test_nobody_and_nothing_is_one_sentence(house: Path) -> None:
    """A number no register has; a stock number among clients."""
    for arguments in (("W404",), ("W7", "--client"), ("",)):
        ran = run("show", *arguments, "--house", house)
        assert ran.code == 1
        assert ran.err.startswith("Error: No register knows")
