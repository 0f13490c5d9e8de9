"""Rules of sales, repairs, movements, provenance and counts: what they tell, and what they leave alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.houses import make, table
from toolkit.checks import counts, events, future, jobs, movements, sale_order, sale_sums
from toolkit.checks.numbers import departures
from toolkit.checks.scope import Scope
from toolkit.produce.reading import read_house
from toolkit.readers.load import load

STOCK = table(
    ("Stock No", "Description", "Type", "Ownership", "Status", "Date in", "Date sold", "Cost", "Currency"),
    [
        ("W1", "Diver", "Watch", "Owned", "In stock", "2024-01-05", "", "900", "GBP"),
        ("W2", "Diver", "Watch", "Owned", "Sold", "2024-01-05", "2024-06-01", "900", "GBP"),
        ("E3", "Studs", "Earrings", "Owned", "Sold", "2024-01-05", "2024-06-01", "900", "GBP"),
        ("R4", "Ring", "Ring", "Consigned", "In stock", "2024-01-05", "", "900", "GBP"),
    ],
)
MODULES = (sale_order, sale_sums, jobs, movements, events, counts, future)
SALES = ("Invoice", "Date", "Transaction", "Stock No", "Description", "Qty", "List price", "Discount", "Price", "Currency",
         "VAT treatment", "VAT amount", "Deposit", "Balance due", "Customer", "Customer No", "Delivered")  # fmt: skip
REPAIRS = ("Job no", "Received", "Client", "Stock no", "Piece", "Work", "Quote", "Quote accepted", "Charge", "Currency",
           "Status", "Promised", "Back", "Collected")  # fmt: skip
MOVED = ("Stock no", "Piece", "Date out", "From", "To", "Reason", "Due back", "Returned", "Receipt no")
PAST = ("Stock no", "Piece", "Event", "Date", "From", "To", "Evidence")
COUNT = ("Stock no", "Piece", "Seen", "Counted qty", "Expected", "Difference", "Date counted", "Location")


def told(folder: Path, **registers: tuple[Sequence[str], Sequence[Sequence[object]]]) -> list[tuple[str, str | None]]:
    """Kind and first cell of what these rules find in a house with some stock and these registers."""
    files = {f"{name}.csv": table(heading, rows) for name, (heading, rows) in registers.items()}
    make(folder, {"stock.csv": STOCK} | files, house_country="GB")
    house, as_at = read_house(folder, "2026-10-31")
    scope = Scope(load(house), house, as_at)
    assert {table.source.register for table in scope.registers.tables} == {"stock", *registers}
    found = [finding for module in MODULES for rule in module.RULES for finding in rule(scope)]
    return [(finding.kind.code, finding.places[0].cell) for finding in found]


def sale(invoice: str, day: str, piece: str = "", price: object = 1000, **more: object) -> list[object]:
    """A row of the sales register; ``more`` by heading, with an underscore for a space."""
    row: dict[str, object] = dict.fromkeys(SALES, "")
    row |= {"Invoice": invoice, "Date": day, "Transaction": "Sale", "Stock No": piece, "Description": "A piece", "Qty": 1,
            "Price": price, "Currency": "GBP", "Customer": "Mrs A. Berry"}  # fmt: skip
    row |= {name.replace("_", " "): value for name, value in more.items()}
    return list(row.values())


@pytest.mark.parametrize(
    "rows",
    [
        [sale("A1", "2024-06-01", "W2"), sale("A1", "2024-06-01", "E3"), sale("A1", "2024-06-01", "", Transaction="Service")],
        [sale("A1", "2024-06-01", "W2"), sale("A1", "2024-08-01", "W2", -1000, Transaction="Refund")],
        [sale("A1", "2024-06-01", "W2", 400), sale("A1", "2024-07-01", "W2", 600)],
        [sale("A1", "2024-05-01", "", 100, Transaction="Deposit"), sale("A1", "2024-06-01", "W2")],
        [sale("A1", "2026-09-01", "", 100, Transaction="Deposit")],
        [sale("A1", "2024-05-01", "W2", Qty=1), sale("A2", "2024-06-01", "E3", Qty=2)],
        [sale("A1", "2024-06-01", "W2", 900, List_price=1000, Discount="10%")],
        [sale("A1", "2024-06-01", "W2", 905, List_price=1000, Discount="9.5%")],
        [sale("A1", "2024-06-01", "W2", 904, List_price=1000, Discount="10%")],
        [sale("A1", "2024-06-01", "W2", 900, List_price=1000, Discount="£100")],
        [sale("A1", "2024-06-01", "W2", 900, List_price=1000, Discount="0.1")],
        [sale("A1", "2024-06-01", "W2", 850, List_price=1000, Discount="staff, as agreed")],
        [sale("A1", "2024-06-01", "W2", 1200, VAT_treatment="Standard", VAT_amount=200)],
        [sale("A1", "2024-06-01", "W2", 1000, VAT_treatment="Standard", VAT_amount=200)],
        [sale("A1", "2010-06-01", "W2", 1175, VAT_treatment="Standard", VAT_amount=175)],
        [sale("A1", "2024-06-01", "W2", 1200, VAT_treatment="Margin", VAT_amount=50)],
        [sale("A1", "2024-06-01", "W2", 1000, Deposit=300, Balance_due=700)],
        [sale("A1", "2024-06-01", "W2", 1000, Deposit=300, Balance_due=0)],
        [sale("A1", "2024-06-01", "W2", Delivered="2024-06-01")],
        [sale("A1", "2024-06-01", "W2", Delivered="June 2024")],
        [sale("A1", "2024-06-01", "W2", ""), sale("A2", "2024-06-01", "E3", "", Transaction="Cancelled")][1:],
    ],
)  # fmt: skip
def test_sales_as_houses_write_them_are_left_alone(tmp_path: Path, rows: list[list[object]]) -> None:
    """Invoices of several lines, credit notes, instalments, deposits, pairs, discounts and VAT in every usual form."""
    assert told(tmp_path, sales=(SALES, rows)) == []


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([sale("A1", "2024-06-01", "W2"), sale("a 1", "2024-06-02", "E3")], [("duplicate-invoice", "A2")]),
        ([sale("A1", "2024-06-01", "W2", 901, List_price=1000, Discount="£100")], [("discount-disagrees", "I2")]),
        ([sale("A1", "2010-06-01", "W2", 1200, VAT_treatment="Standard", VAT_amount=200)], [("vat-disagrees", "L2")]),
        ([sale("A1", "2024-06-01", "W2", VAT_treatment="Zero", VAT_amount=20)], [("vat-disagrees", "L2")]),
        ([sale("A1", "2024-06-01", "W2", Qty=2)], [("quantity-not-one", "F2")]),
        ([sale("A1", "2024-06-01", "W2", Qty=0)], [("quantity-not-one", "F2")]),
        ([sale("A1", "2022-06-01", "E3"), sale("A2", "2024-06-01", "W2", -5, Transaction="Refund")],
         [("return-without-sale", "D3")]),
        ([sale("A1", "2024-06-01", "W2"), sale("A2", "2024-07-01", "W2", -1000.01, Transaction="Refund")],
         [("refund-exceeds-price", "I3")]),
    ],
)  # fmt: skip
def test_sales_that_cannot_be_right_are_told(
    tmp_path: Path, rows: list[list[object]], found: list[tuple[str, str]]
) -> None:
    """Each at its cell, a penny or a day beyond what is left alone above."""
    assert told(tmp_path, sales=(SALES, rows)) == found


def test_a_column_that_means_something_else_is_told_once(tmp_path: Path) -> None:
    """Two hundred rows whose discount is not taken off are a habit of the house, not two hundred slips."""
    rows = [sale(f"A{n}", "2024-06-01", "", 1000, List_price=1000, Discount="10%") for n in range(200)]
    assert told(tmp_path, sales=(SALES, rows)) == [("discount-disagrees", "H1")]


def test_a_client_number_is_one_of_the_clients_register_where_there_is_one(tmp_path: Path) -> None:
    """Without a clients' register there is nothing to compare with."""
    rows = [sale("A1", "2024-06-01", "W2", Customer_No="c-1"), sale("A2", "2024-06-01", "E3", Customer_No="C9")]
    people = (("Client no", "Surname", "First name", "Telephone"), [("C1", "Berry", "A.", "020 7946 0148")])
    assert told(tmp_path / "with", sales=(SALES, rows), clients=people) == [("client-number-unknown", "P3")]
    assert told(tmp_path / "without", sales=(SALES, rows)) == []


def job(number: str, received: str, client: str = "Mrs A. Berry", **more: object) -> list[object]:
    """A row of the service register, collected a fortnight later unless ``more`` says otherwise."""
    row: dict[str, object] = dict.fromkeys(REPAIRS, "")
    row |= {"Job no": number, "Received": received, "Client": client, "Piece": "Watch", "Work": "Service",
            "Currency": "GBP", "Status": "Collected", "Promised": "2026-03-20", "Collected": "2026-03-25"}  # fmt: skip
    row |= {name.replace("_", " "): value for name, value in more.items()}
    return list(row.values())


@pytest.mark.parametrize(
    "rows",
    [
        [job("J1", "2026-03-01"), job("J1", "2026-03-01", Work="Strap")],
        [job("J1", "2026-03-01", Collected="")],
        [job("J1", "2026-03-01", Status="Ready", Collected="", Promised="2026-10-20")],
        [job("J1", "2026-03-01", "House", Stock_no="W1", Status="", Back="2026-03-20", Collected="")],
        [job("J1", "2026-03-01", "", Stock_no="W1")],
        [job("J1", "2026-03-01", "Mrs A. Berry", Stock_no="W2")],
        [job("J1", "2026-03-01", Quote=400, Charge=400), job("J2", "2026-03-01", Quote=400, Quote_accepted="2026-03-02", Charge=500)],
        [job("J1", "March 2026", Collected="2026-03-02")],
        [job("J1", "2026-10-01", Status="With workshop", Promised="2026-10-31", Collected="")],
    ],
)  # fmt: skip
def test_repairs_as_houses_write_them_are_left_alone(tmp_path: Path, rows: list[list[object]]) -> None:
    """Several lines of a job, the house's own pieces, sold pieces back for service, a promise that ends today."""
    assert told(tmp_path, service=(REPAIRS, rows)) == []


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (job("J1", "2026-03-01", Collected="2026-02-28"), "collected-before-received"),
        (job("J1", "2026-03-01", Promised="2026-02-28"), "job-dates-order"),
        (job("J1", "2026-10-01", Status="With workshop", Promised="2026-10-30", Collected=""), "overdue-repair"),
        (job("J1", "2026-03-01", Status="Ready", Collected="", Back="2026-08-01"), "ready-not-collected"),
        (job("J1", "2026-03-01", ""), "job-without-client"),
        (job("J1", "2026-03-01", "", Stock_no="W2"), "job-without-client"),
        (job("J1", "2026-03-01", Piece=""), "job-not-described"),
        (job("J1", "2026-03-01", Quote=400, Charge=400.01), "estimate-exceeded"),
        (job("J1", "2026-03-01", Collected="2026-11-01"), "happened-in-future"),
    ],
)
def test_repairs_that_cannot_be_right_are_told(tmp_path: Path, row: list[object], kind: str) -> None:
    """One fault, one finding."""
    assert [code for code, _ in told(tmp_path, service=(REPAIRS, [row]))] == [kind]


def out(piece: str, day: str, reason: str = "On approval", **more: object) -> list[object]:
    """A row of the register of movements."""
    row: dict[str, object] = dict.fromkeys(MOVED, "")
    row |= {"Stock no": piece, "Piece": "Watch", "Date out": day, "From": "Safe", "To": "Mrs A. Berry", "Reason": reason,
            "Due back": "2026-12-20", "Returned": "2026-10-20", "Receipt no": "M1"}  # fmt: skip
    row |= {name.replace("_", " "): value for name, value in more.items()}
    return list(row.values())


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([out("W1", "2026-10-01")], []),
        ([out("W1", "2026-10-01", Returned="")], []),
        ([out("W1", "2026-10-01", Due_back="2026-10-31", Returned="")], []),
        ([out("W1", "2026-10-01", Due_back="2026-10-30", Returned="")], ["movement-overdue"]),
        ([out("W1", "2026-10-01", Returned="2026-09-30")], ["returned-before-moved"]),
        ([out("W1", "2026-10-01"), out("W1", "2026-10-21", Returned="")], []),
        ([out("W1", "2026-10-01"), out("W1", "2026-10-19", Returned="")], ["moved-out-twice"]),
        ([out("W1", "2026-10-01", Returned=""), out("W1", "2026-10-19")], ["moved-out-twice"]),
        ([out("W1", "2026-10-01", "Transfer", Returned=""), out("W1", "2026-10-19", "Transfer")], []),
        ([out("W1", "2026-10-01", Returned="", Receipt_no="")], ["movement-without-receipt"]),
        ([out("W1", "2026-10-01", Receipt_no="")], []),
        ([out("W2", "2026-10-01")], ["moved-after-sold"]),
        ([out("W2", "2026-10-01", "Repair")], []),
        ([out("W2", "2024-05-01", Returned="2024-05-02")], []),
        ([out("W1", "2023-10-01", Returned="2023-10-02")], ["moved-before-acquired"]),
        ([out("W7", "2026-10-01")], ["stock-number-unknown"]),
        ([out("W1", "2026-10-01", Returned="2026-11-01")], ["happened-in-future"]),
    ],
)
def test_movements(tmp_path: Path, rows: list[list[object]], kinds: list[str]) -> None:
    """What is out and back, and what cannot be."""
    assert [code for code, _ in told(tmp_path, movements=(MOVED, rows))] == kinds


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([("W1", "Watch", "Made", "1925", "", "Corvane", "Archive"), ("W1", "Watch", "Sale", "1925", "Corvane", "A", "Bill")], []),
        ([("W1", "Watch", "Sale", "1990", "A", "B", "Bill"), ("W1", "Watch", "Sale", "1960", "C", "A", "Bill")], []),
        ([("W1", "Watch", "Sale", "1960", "A", "B", "Bill"), ("W1", "Watch", "Sale", "1970", "B", "A", "Bill"),
          ("W1", "Watch", "Gift", "1980", "A", "C", "Letter")], []),
        ([("W1", "Watch", "Sale", "1960", "A", "B", "Bill"), ("W1", "Watch", "Gift", "1980", "A", "C", "Letter")],
         ["parted-twice"]),
        ([("W1", "Watch", "Sale", "1960", "Private collection", "B", "Bill"),
          ("W1", "Watch", "Sale", "1980", "Private collection", "C", "Bill")], []),
        ([("W1", "Watch", "Auction", "1960", "Sale room", "B", "Lot"), ("W1", "Watch", "Auction", "1980", "Sale room", "C", "Lot")], []),
        ([("W1", "Watch", "Consignment", "1960", "A", "B", "Bill"), ("W1", "Watch", "Sale", "1961", "A", "C", "Bill")], []),
        ([("W1", "Watch", "Theft", "1960", "A", "", "Report")], ["theft-without-recovery"]),
        ([("W1", "Watch", "Theft", "1960", "A", "", "Report"), ("W1", "Watch", "Recovery", "", "", "A", "Report")], []),
        ([("W1", "Watch", "Recovery", "1950", "", "A", "Report"), ("W1", "Watch", "Theft", "1960", "A", "", "Report")],
         ["theft-without-recovery"]),
        ([("W1", "Watch", "Sale", "1920", "X", "A", "Bill"), ("W1", "Watch", "Made", "1925", "", "X", "Archive")],
         ["event-before-made"]),
        ([("W1", "Watch", "Sale", "1960", "A", "B", "")], ["event-without-evidence"]),
        ([("W7", "Watch", "Sale", "1960", "A", "B", "Bill")], ["stock-number-unknown"]),
    ],
)  # fmt: skip
def test_events(tmp_path: Path, rows: list[tuple[str, ...]], kinds: list[str]) -> None:
    """A past is told as impossible only where it is; a gap, two unnamed owners and a return are none of that."""
    assert [code for code, _ in told(tmp_path, provenance=(PAST, rows))] == kinds


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([("W1", "Watch", "yes", 1, 1, 0, "2026-10-30", "Safe 1"), ("R4", "Ring", "no", 0, 1, -1, "2026-10-30", "")], []),
        ([("W1", "Watch", "yes", 1, 1, 0, "2026-10-30", "Safe 1"), ("w-1", "Watch", "no", 0, 0, 0, "2026-10-30", "Window")], []),
        ([("W1", "Watch", "yes", 1, 1, 0, "2026-10-30", "Safe 1"), ("w-1", "Watch", "yes", 1, 1, 0, "2026-10-31", "Window")],
         ["counted-twice"]),
        ([("W1", "Watch", "yes", 1, 1, 0, "2026-04-30", "Safe 1"), ("W1", "Watch", "yes", 1, 1, 0, "2026-10-30", "Safe 1")], []),
        ([("R4", "Ring", "no", 0, 1, 1, "2026-10-30", "")], []),
        ([("R4", "Ring", "no", 0, 1, 2, "2026-10-30", "")], ["count-does-not-add-up"]),
        ([("R4", "Ring", "yes", 0, 1, 1, "2026-10-30", "")], ["count-contradicts"]),
        ([("W7", "Watch", "yes", 1, 0, 1, "2026-10-30", "Safe 1")], ["counted-unknown"]),
        ([("W7", "Watch", "no", 0, 0, 0, "2026-10-30", "Safe 1")], []),
        ([("", "Bracelet", "yes", 1, 0, 1, "2026-10-30", "Safe 1")], ["counted-unknown"]),
    ],
)  # fmt: skip
def test_counts(tmp_path: Path, rows: list[tuple[object, ...]], kinds: list[str]) -> None:
    """Each piece once in one count, known, and the sums right."""
    assert [code for code, _ in told(tmp_path, counts=(COUNT, rows))] == kinds


def test_a_piece_that_came_back_or_is_held_has_not_left(tmp_path: Path) -> None:
    """The last sale counts, unless a return follows it or the stock register still holds the piece."""
    rows = [
        sale("A1", "2024-06-01", "W1"), sale("A2", "2024-06-01", "W2"), sale("A3", "2024-07-01", "W2", Transaction="Refund"),
        sale("A4", "2024-08-01", "E3"),
    ]  # fmt: skip
    make(tmp_path, {"stock.csv": STOCK, "sales.csv": table(SALES, rows)})
    house, _ = read_house(tmp_path, "2026-10-31")
    left = departures(load(house))
    assert {number: f"{day}" for number, (day, _) in left.items()} == {"E3": "2024-08-01"}
