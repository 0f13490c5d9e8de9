"""Registers against each other: every row in one class, every key told, every sum footing, every rule both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.houses import make, run, table

STOCK = ("Stock No", "Brand", "Reference", "Serial", "Status", "Location", "Date in", "Cost", "Currency", "Ownership",
         "Agreed value", "Date sold", "Sale price", "Buyer")  # fmt: skip
SALES = ("Invoice", "Date", "Type", "Stock no", "Brand", "Reference", "Serial", "Price", "Currency", "Client",
         "Client code")  # fmt: skip
CLIENTS = ("Client no", "Name", "Address", "E-mail", "Telephone")
JOBS = ("Job no", "Client", "Stock no", "Brand", "Serial", "Work", "Received", "Sent", "Status", "Collected")
MOVES = ("Stock no", "Serial", "Moved on", "To", "Reason", "Due back", "Returned")
COUNTS = ("Stock no", "Serial", "Seen", "Counted on", "Location", "Counted by")
DAY = "2026-10-31"

Row = Mapping[str, object]


def piece(number: str, **facts: object) -> Row:
    """A Rolex in the safe since 2024, of which a test changes what it is about."""
    plain = {"Stock No": number, "Brand": "Rolex", "Reference": "116610LN", "Serial": f"Z40{number}", "Status": "Available",
             "Location": "Safe 1", "Date in": "2024-01-15", "Cost": "5000", "Currency": "GBP", "Ownership": "Owned"}  # fmt: skip
    return plain | {key.replace("_", " "): value for key, value in facts.items()}


def gone(number: str, **facts: object) -> Row:
    """The same, sold to Mrs Ashcombe."""
    sold = {
        "Status": "Sold",
        "Location": "",
        "Date_sold": "2025-03-01",
        "Sale_price": "7500",
        "Buyer": "Mrs A. Ashcombe",
    }
    return piece(number, **(sold | facts))


def sale(number: str, **facts: object) -> Row:
    """Its sale."""
    plain = {"Invoice": f"I-{number}", "Date": "2025-03-01", "Type": "Sale", "Stock no": number, "Price": "7500",
             "Currency": "GBP", "Client": "Mrs Ada Ashcombe", "Client code": "C1"}  # fmt: skip
    return plain | {key.replace("_", " "): value for key, value in facts.items()}


def rows(heading: Sequence[str], records: Sequence[Row]) -> str:
    """Records as a register's text."""
    return table(heading, [[record.get(name, "") for name in heading] for record in records])


def house(folder: Path, *stock: Row, **others: Sequence[Row]) -> Path:
    """A house with its stock register and others, by name."""
    headings = {"sales": SALES, "clients": CLIENTS, "service": JOBS, "movements": MOVES, "counts": COUNTS}
    files = {"stock.csv": rows(STOCK, stock)}
    files |= {f"{name}.csv": rows(headings[name], records) for name, records in others.items()}
    return make(folder, files)


def reconciled(folder: Path, day: str = DAY) -> Any:
    """The one object of ``reconcile --json``."""
    return run("reconcile", "--house", folder, "--as-at", day, "--json").json


def found(folder: Path, day: str = DAY) -> list[tuple[str, str]]:
    """Each finding as its kind and its first cell."""
    return [(item["kind"], item["places"][0]["cell"]) for item in reconciled(folder, day)["findings"]]


def pair(folder: Path, second: str = "sales", first: str = "stock") -> Any:
    """One pair."""
    return next(pair for pair in reconciled(folder)["pairs"] if pair["registers"] == [first, second])


def classes(side: Mapping[str, Any]) -> dict[str, Any]:
    """How many rows of a side are in each class, and the reasons of those left out."""
    named = {name: side[name]["rows"] for name in ("in", "matched", "only", "ambiguous")}
    return named | {item["reason"]: item["rows"] for item in side["out"]}


# Keys and classes


def test_every_row_is_in_one_class_and_the_sums_are_those_of_the_registers(tmp_path: Path) -> None:
    """Matched, only here, to be decided and left out add up to the rows and to the money of each register."""
    folder = house(
        tmp_path, gone("W1"), piece("W2"), piece("W3", Serial="A9999"), piece("W3", Serial="B9999"),
        piece("", Serial="", Cost="70"),
        sales=[sale("W1"), sale("W3"), sale("W9", Price="100"), sale("W2", Type="Deposit", Price="50"), sale("")],
    )  # fmt: skip
    left, right = pair(folder)["rows"]
    assert classes(left) == {
        "in": 5,
        "matched": 1,
        "only": 1,
        "ambiguous": 2,
        "neither stock number nor serial number": 1,
    }
    stays = "a deposit, a cancellation or a service: it moves no piece"
    assert classes(right) == {
        "in": 5, "matched": 1, "only": 1, "ambiguous": 1, stays: 1, "neither stock number nor serial number": 1,
    }  # fmt: skip
    assert left["in"]["totals"] == {"GBP": "20070"}
    assert right["in"]["totals"] == {"GBP": "22650"}
    assert [right[name]["totals"]["GBP"] for name in ("matched", "only", "ambiguous")] == ["7500", "100", "7500"]


def test_a_row_is_known_by_its_number_then_by_the_makers_marks_then_by_a_serial_nobody_else_has(tmp_path: Path) -> None:
    """The key that was used is told, and a stock number that differs is a change."""
    folder = house(
        tmp_path, gone("w-1"), gone("W2"), gone("W3"),
        sales=[
            sale("W 1"),
            sale("", Brand="Rolex", Reference="116610LN", Serial="Z40W2"),
            sale("X3", Serial="z40-w3"),
        ],
    )  # fmt: skip
    made = pair(folder)
    assert made["keys"] == {"stock number": 1, "brand, reference and serial number": 1, "serial number": 1}
    assert [(item["field"], item["left"], item["right"]) for item in made["changed"]] == [("stock_no", "W3", "X3")]
    assert ("stock-no-differs", "A4") in found(folder)


def test_a_serial_number_that_two_pieces_have_or_another_brand_contradicts_decides_nothing(tmp_path: Path) -> None:
    """Serial numbers restart: alone they join only where nothing else has them and nothing contradicts."""
    folder = house(
        tmp_path, piece("W1", Serial="7700123"), piece("W2", Serial="7700123", Reference="5711"), piece("W3"),
        sales=[sale("", Serial="7700123"), sale("", Serial="Z40W3", Brand="Omega")],
    )  # fmt: skip
    assert classes(pair(folder)["rows"][1]) == {"in": 2, "matched": 0, "only": 2, "ambiguous": 0}


def test_bags_are_not_joined_by_their_date_code(tmp_path: Path) -> None:
    """Many bags share one."""
    text = table(("Stock No", "Category", "Brand", "Reference", "Serial", "Date in", "Cost"),
                 [("B1", "Handbag", "Louis Vuitton", "M40156", "SD1149", "2024-01-01", "900")])  # fmt: skip
    sales = rows(SALES, [sale("", Brand="Louis Vuitton", Reference="M40156", Serial="SD1149")])
    made = pair(make(tmp_path, {"stock.csv": text, "sales.csv": sales}))
    assert made["matched"] == 0


def test_two_rows_under_one_number_are_a_question_with_both_unless_the_serial_number_decides(tmp_path: Path) -> None:
    """Nothing is chosen: both candidates are listed with their cells."""
    twins = (piece("W1", Serial="Z4001"), piece("W1", Serial="Z4002"))
    asked = reconciled(house(tmp_path / "a", *twins, sales=[sale("W1")]))
    (question,) = asked["ambiguous"]
    assert question["registers"] == ["stock", "sales"]
    assert question["place"]["cell"] == "D2"
    assert [item["place"]["cell"] for item in question["candidates"]] == ["A2", "A3"]
    told = pair(house(tmp_path / "b", *twins, sales=[sale("W1", Brand="Rolex", Reference="116610LN", Serial="Z4002")]))
    assert told["keys"] == {"stock number, then brand, reference and serial number": 1}
    assert [item["place"]["cell"] for item in told["only_left"]] == ["A2"]


def test_one_of_several_numbers_and_a_number_without_its_noughts_are_questions(tmp_path: Path) -> None:
    """Likely is not certain."""
    folder = house(tmp_path, piece("W1; W2", Serial=""), piece("00376", Serial=""), sales=[sale("W2"), sale("376")])
    made = reconciled(folder)
    assert [(item["subject"], item["by"]) for item in made["ambiguous"]] == [
        ("W2", "one of several stock numbers"), ("376", "stock number without its leading zeros"),
    ]  # fmt: skip
    assert made["findings"] == []


def test_what_lies_after_the_day_takes_no_part(tmp_path: Path) -> None:
    """With an earlier --as-at a later sale is left out, by name, and nothing is missed."""
    folder = house(tmp_path, gone("W1"), sales=[sale("W1")])
    made = reconciled(folder, "2025-01-31")
    assert classes(made["pairs"][0]["rows"][1])["dated after 2025-01-31"] == 1
    assert made["findings"] == []


# Stock against sales


def test_what_agrees_gives_no_finding(tmp_path: Path) -> None:
    """Sold and sold, held and never sold, sold and returned and held: spelled differently, and in order."""
    folder = house(
        tmp_path, gone("W1"), piece("W2"), piece("W3"), gone("W4", Buyer="C1", Status="Sold, awaiting collection"),
        sales=[sale("w1", Serial="z40 w1", Brand="ROLEX", Reference="116610"), sale("W3"), sale("W4"),
               sale("W3", Type="Refund", Date="2025-03-09", Price="-7500")],
    )  # fmt: skip
    assert found(folder) == []


def test_sold_and_still_listed(tmp_path: Path) -> None:
    """Gone by the sales register, available in stock: both cells."""
    folder = house(tmp_path, piece("W1"), sales=[sale("W1")])
    (finding,) = reconciled(folder)["findings"]
    assert finding["kind"] == "sold-still-listed"
    assert [place["cell"] for place in finding["places"]] == ["E2", "D2"]
    assert finding["message"] == "The sales register has it sold on 2025-03-01; the stock register has it as available."
    assert finding["blocks"] == ["sell-through"]
    assert run("reconcile", "--house", folder, "--as-at", DAY).code == 3


def test_a_register_that_says_nothing_of_sales_is_not_blamed_for_it(tmp_path: Path) -> None:
    """Without a column for status or date of sale the stock register lists everything that ever was."""
    stock = table(("Stock No", "Description", "Date in", "Cost"), [("W1", "Watch", "2024-01-01", "5")])
    folder = make(tmp_path, {"stock.csv": stock, "sales.csv": rows(SALES, [sale("W1")])})
    assert found(folder) == []


def test_a_sale_before_the_acquisition_is_left_to_check(tmp_path: Path) -> None:
    """Bought back, or a mistake: reconcile does not say that it is still listed."""
    assert found(house(tmp_path, piece("W1"), sales=[sale("W1", Date="2020-03-01")])) == []


@pytest.mark.parametrize(
    ("second", "severity"),
    [({"Date": "2025-06-01", "Invoice": "I-77"}, "error"), ({"Date": "2025-06-01"}, "warning"), ({}, "warning")],
)
def test_sold_twice(tmp_path: Path, second: Row, severity: str) -> None:
    """Two sales with no return between; under one invoice it is probably one sale entered twice."""
    folder = house(tmp_path, gone("W1"), sales=[sale("W1"), sale("W1", **second)])
    (twice,) = reconciled(folder)["findings"]  # which of the two the stock register means is not asked
    assert (twice["kind"], twice["severity"]) == ("sold-twice", severity)
    assert [place["cell"] for place in twice["places"]] == ["D3", "D2"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_sold_returned_and_sold_again_is_no_fault_in_whatever_order_the_rows_stand(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """Also where the return and the new sale are of one day; it is worth knowing, once."""
    told = [
        sale("W1", Date="2025-01-10", Invoice="I-1"),
        sale("W1", Date="2025-03-01", Type="Refund", Price="-7500", Invoice="I-2"),
        sale("W1", Date="2025-03-01", Invoice="I-3"),
    ]
    folder = house(tmp_path, gone("W1"), sales=[told[number] for number in order])
    assert [kind for kind, _ in found(folder)] == ["returned-and-resold"]


def test_a_row_whose_kind_is_not_known_leaves_it_open_whether_a_piece_was_sold_twice(tmp_path: Path) -> None:
    """Nothing is guessed: it may be the return."""
    told = [sale("W1", Date="2025-01-10"), sale("W1", Date="2025-02-10", Type="Zurrück?"), sale("W1")]
    assert found(house(tmp_path, gone("W1"), sales=told)) == []


def test_several_of_one_article_may_be_sold_under_one_number(tmp_path: Path) -> None:
    """A register with quantities numbers articles, not pieces."""
    stock = table(("Stock No", "Description", "Quantity", "Date in", "Cost"), [("S1", "Strap", "5", "2024-01-01", "5")])
    folder = make(tmp_path, {"stock.csv": stock, "sales.csv": rows(SALES, [sale("S1"), sale("S1", Date="2025-05-01")])})
    assert found(folder) == []


def test_sold_without_a_sale(tmp_path: Path) -> None:
    """Only what was sold since the sales register begins can be missing from it."""
    folder = house(
        tmp_path, gone("W1"), gone("W2", Date_sold="2025-05-01"), gone("W3", Date_sold="2024-11-30"),
        sales=[sale("W1", Date="2025-03-01")],
    )  # fmt: skip
    (finding,) = reconciled(folder)["findings"]
    assert (finding["kind"], finding["places"][0]["cell"]) == ("sold-no-sale", "L3")
    assert "sold on 2025-05-01 to Mrs A. Ashcombe" in finding["message"]


def test_returned_and_still_sold(tmp_path: Path) -> None:
    """The piece is in the house, and no list has it."""
    folder = house(
        tmp_path, gone("W1"), sales=[sale("W1"), sale("W1", Type="Refund", Date="2025-03-20", Price="-7500")]
    )
    assert found(folder) == [("returned-still-sold", "L2")]


@pytest.mark.parametrize(
    ("fact", "kind", "cell"),
    [
        ({"Price": "7050"}, "sale-price-differs", "M2"),
        ({"Currency": "EUR"}, "sale-price-differs", "M2"),
        ({"Date": "2025-03-02"}, "sale-date-differs", "L2"),
        ({"Client": "Mr Bell"}, "sale-buyer-differs", "N2"),
        ({"Serial": "Z40W7"}, "serial-differs", "D2"),
        ({"Brand": "Omega", "Reference": "311.30"}, "brand-differs", "B2"),
        ({"Reference": "126710BLRO"}, "brand-differs", "C2"),
    ],
)
def test_what_the_two_registers_say_differently_of_one_sale(tmp_path: Path, fact: Row, kind: str, cell: str) -> None:
    """One difference, one finding, at the stock register's cell first."""
    assert found(house(tmp_path, gone("W1"), sales=[sale("W1", **fact)])) == [(kind, cell)]


def test_a_serial_number_that_is_another_pieces_or_misread_says_so(tmp_path: Path) -> None:
    """What helps to see which row is wrong."""
    folder = house(tmp_path, gone("W1", Serial="Z4OO1"), gone("W2"), piece("W3"),
                   sales=[sale("W1", Serial="Z4001"), sale("W2", Serial="Z40W3")])  # fmt: skip
    assert [item["message"] for item in reconciled(folder)["findings"]] == [
        (
            "The stock register has serial number 'Z4OO1', the sales register has 'Z4001'; the letter O and the figure 0, "
            "or I and 1, are exchanged."
        ),
        "The stock register has serial number 'Z40W2', the sales register has 'Z40W3', which is the serial number of W3.",
    ]


def test_a_difference_in_most_rows_is_said_once(tmp_path: Path) -> None:
    """Prices kept net in one register and gross in the other are one question, not hundreds."""
    stock = [gone(f"W{number}") for number in range(600)]
    folder = house(tmp_path, *stock, sales=[sale(f"W{number}", Price="9000") for number in range(600)])
    (finding,) = reconciled(folder)["findings"]
    assert finding["kind"] == "differs-throughout"
    assert finding["message"].startswith("600 of 600 rows compared")
    assert len(pair(folder)["changed"]) == 600


# Sales against clients


def test_buyers_are_found_by_number_then_by_name_then_told_apart_by_address(tmp_path: Path) -> None:
    """A name that two clients share is a question unless the sale's address is one of theirs."""
    people = [{"Client no": "C1", "Name": "Ada Ashcombe", "E-mail": "a@example.com"}, {"Name": "Bob Bell", "Address": "1 Row, Bath"},
              {"Name": "Bob Bell", "Address": "2 Row, York"}, {"Client no": "C4", "Name": "Zoe Zahn"}]  # fmt: skip
    text = table((*SALES, "Address"), [
        [sale("W1", **facts).get(name, "") for name in SALES] + [address] for facts, address in (
            ({}, ""), ({"Client_code": "", "Client": "bob BELL"}, "2 Row, York"), ({"Client_code": "", "Client": "Bob Bell"}, ""),
            ({"Client_code": "C4"}, ""), ({"Client_code": "", "Client": ""}, ""), ({"Client_code": "C9", "Client": "Zoe Zahn"}, ""))
    ])  # fmt: skip
    folder = make(
        tmp_path, {"stock.csv": rows(STOCK, [piece("W5")]), "sales.csv": text, "clients.csv": rows(CLIENTS, people)}
    )
    made = pair(folder, "clients", "sales")
    assert made["keys"] == {"client number": 2, "name, then address": 1}
    assert classes(made["rows"][0]) == {"in": 6, "matched": 3, "only": 1, "ambiguous": 1, "names no client": 1}
    assert ("buyer-not-client", "K5") in found(folder)
