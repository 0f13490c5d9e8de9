"""Proposals: what a heading means, confirmed or refuted by the values under it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from toolkit.readers.grid import Grid, Raw
from toolkit.readers.identify import find_table
from toolkit.readers.mapping import identify, propose
from toolkit.readers.parse import Dialect
from toolkit.registers import REGISTERS, STOCK
from toolkit.values import fold

NUMBERS = ["R1", "R2", "R3", "R4", "R5"]


def meanings(columns: dict[str, Sequence[Raw]]) -> dict[str, str]:
    """The proposed field of each heading of a stock register."""
    grid = Grid("s.csv", None, [[heading, *values] for heading, values in columns.items()])
    table = find_table(grid)
    assert table is not None
    return {p.heading.text: p.field for p in propose(table, STOCK, Dialect())}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ([18.0, 9.0, 14.0, 18.0, 22.0], "karat"),
        ([1.02, 0.51, 2.3, 0.33, 1.1], "carat"),
        (["18ct", "9ct", "14ct", "18ct", "22ct"], "karat"),
    ],
)
def test_ct_is_gold_or_stone_by_its_values(values: Sequence[Raw], field: str) -> None:
    """Integers that are gold karats are metal; other decimals weigh stones."""
    assert meanings({"Stock No": NUMBERS, "Description": ["Ring"] * 5, "ct": values, "Cost": [1.0] * 5})["ct"] == field


def test_a_heading_whose_values_are_something_else_is_not_believed() -> None:
    """A column headed Date in that holds names is not a date."""
    found = meanings(
        {
            "Stock No": NUMBERS,
            "Description": ["Ring"] * 5,
            "Date in": ["Anne", "Paul", "EH", "x y", "Jo"],
            "Cost": [1.0] * 5,
        }
    )
    assert found["Date in"] == ""


@pytest.mark.parametrize("heading", ["Deceased", "Décédé", "Do not contact", "NPAI"])
@pytest.mark.parametrize("values", [["perhaps", "", "12/3/2021", "see note", "ask son"], ["yes", "perhaps", "?", "x?", "-"]])
def test_a_column_that_bars_letters_is_taken_by_its_heading(heading: str, values: Sequence[Raw]) -> None:
    """Cells that are neither yes nor no do not drop a bar out of sight: it is taken, and a person is asked to look."""
    grid = Grid("c.csv", None, [["Client no", *NUMBERS], ["Surname", *"abcde"], ["Town", *["Bath"] * 5], [heading, *values]])
    table = find_table(grid)
    assert table is not None
    clients = next(register for register in REGISTERS if register.name == "clients")
    [bar] = [p for p in propose(table, clients, Dialect()) if p.heading.text == heading]
    assert bar.field in {"deceased", "do_not_contact", "gone_away"}
    assert not bar.sure


def test_two_headings_alike_are_left_to_a_person() -> None:
    """Neither of two columns headed Date becomes the date of acquisition in silence."""
    dates = ["2024-03-05"] * 5
    found = meanings({"Stock No": NUMBERS, "Description": ["Ring"] * 5, "Date": dates, "Cost": [1.0] * 5})
    assert found["Date"] == "acquired_date"
    grid = Grid(
        "s.csv", None, [["Stock No", *NUMBERS], ["Description", *["Ring"] * 5], ["Date", *dates], ["Date", *dates]]
    )
    table = find_table(grid)
    assert table is not None
    proposals = {p.heading.text: p for p in propose(table, STOCK, Dialect())}
    assert not proposals["Date"].field
    assert not proposals["Date (2)"].field
    assert not proposals["Date"].sure


def test_a_misspelt_heading_is_suggested_not_sure() -> None:
    """Likeness alone is never certainty."""
    grid = Grid("s.csv", None, [["Stock No", *NUMBERS], ["Descripton", *["Ring"] * 5], ["Cost", *[1.0] * 5]])
    table = find_table(grid)
    assert table is not None
    (proposal,) = [p for p in propose(table, STOCK, Dialect()) if p.heading.text == "Descripton"]
    assert (proposal.field, proposal.sure) == ("description", False)


def test_a_clients_register_is_not_taken_for_stock_or_sales() -> None:
    """A sheet of names, addresses and birthdays is the clients' register."""
    grid = Grid(
        "c.csv", None, [["Name", "Vane"], ["Address", "Mayfair"], ["E-mail", "a@b.example"], ["Birthday", "1970-01-02"]]
    )
    table = find_table(grid)
    assert table is not None
    found = identify(table, Dialect())
    assert found is not None
    assert found[0].name == "clients"
    assert {p.heading.text: p.field for p in found[1]} == {
        "Name": "name", "Address": "address", "E-mail": "email", "Birthday": "birthday"
    }  # fmt: skip


def test_no_field_is_declared_twice_and_every_heading_is_written_to_be_found() -> None:
    """The declared tables are sound: fields unique and on the record, headings not empty when folded."""
    for register in REGISTERS:
        fields = [column.field for column in register.columns]
        assert len(set(fields)) == len(fields)
        assert set(fields) <= set(register.record.__dataclass_fields__)
        assert all(fold(heading) for column in register.columns for heading in column.headings)
        assert {name for group in register.signs for name in group} <= set(fields)


@pytest.mark.parametrize(
    ("french", "field"),
    [
        ("N° de série", "serial"),
        ("Prix d'achat HT", "cost_purchase"),
        ("Dépôt-vente", "ownership"),
        ("Date d’entrée", "acquired_date"),
        ("Emplacement", "location"),
    ],
)
def test_french_headings(french: str, field: str) -> None:
    """Accents, apostrophes and the degree sign do not stand in the way."""
    samples: dict[str, Sequence[Raw]] = {
        "serial": ["A12345", "B23456", "C34567", "D45678", "E56789"], "cost_purchase": ["1 250,00 €"] * 5,
        "ownership": ["Dépôt-vente", "En propre", "En propre", "Dépôt-vente", "En propre"],
        "acquired_date": ["25/03/2024"] * 5, "location": ["Coffre 1"] * 5,
    }  # fmt: skip
    found = meanings(
        {"N° de stock": NUMBERS, "Désignation": ["Bague"] * 5, french: samples[field], "Prix public": [1.0] * 5}
    )
    assert found[french] == (field if french != "Dépôt-vente" else found[french])
