"""The insurance schedule from registers to blocks: what is held, in doubt, wanting and left out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.houses import STOCK, Ran, make, run, table

SALES = ("Stock No", "Transaction", "Sold to", "Date", "Price", "Currency")


def schedule(folder: Path, day: str = "2026-10-31", *more: object) -> Ran:
    """The schedule's dry run as JSON."""
    return run("schedule", "--house", folder, "--as-at", day, "--dry-run", "--format", "xlsx", "--json", *more)


def blocks(folder: Path, day: str = "2026-10-31") -> dict[str, list[str]]:
    """The stock numbers of each block."""
    made = schedule(folder, day).json
    named = {
        "total": made["lines"],
        "doubt": made["in_doubt"],
        "exception": made["exceptions"],
        "out": made["excluded"],
    }
    assert made["rows_in"] == sum(map(len, named.values()))
    return {name: [line["stock_no"] for line in lines] for name, lines in named.items()}


def house(folder: Path, rows: Sequence[Sequence[object]], sales: Sequence[Sequence[object]] = ()) -> Path:
    """A house with these stock rows and sales."""
    files = {"stock.csv": table(STOCK, rows)}
    if sales:
        files["sales.csv"] = table(SALES, sales)
    return make(folder, files)


@pytest.mark.parametrize(
    ("acquired", "sold", "day", "block"),
    [
        ("2024-03-05", "", "2026-10-31", "total"),
        ("2026-10-31", "", "2026-10-31", "total"),
        ("2026-11-01", "", "2026-10-31", "out"),
        ("2024-03-05", "2026-10-31", "2026-10-31", "out"),
        ("2024-03-05", "2026-11-01", "2026-10-31", "total"),
        ("2024", "", "2026-10-31", "total"),
        ("2026", "", "2026-10-31", "doubt"),
        ("2027", "", "2026-10-31", "out"),
        ("2024-03-05", "2025", "2026-10-31", "out"),
        ("2024-03-05", "2026", "2026-10-31", "doubt"),
        ("2024-03-05", "2027", "2026-10-31", "total"),
        ("", "", "2026-10-31", "doubt"),
        ("", "2025-01-01", "2026-10-31", "out"),
        ("2024-03-05", "yes", "2026-10-31", "doubt"),
        ("2024-03-05", "2024-01-01", "2026-10-31", "doubt"),
    ],
)
def test_held_means_acquired_by_the_day_and_not_out_by_it(
    tmp_path: Path, acquired: str, sold: str, day: str, block: str
) -> None:
    """Dates are intervals: certain where they lie on one side of the day, in doubt where they straddle it."""
    others = [(f"Z{n}", "Ring", "2020-01-05", "2020-02-06", 100, "GBP") for n in range(8)]
    folder = house(tmp_path, [("R1", "Ring", acquired, sold, 900, "GBP"), *others])
    assert "R1" in blocks(folder, day)[block]


@pytest.mark.parametrize(
    ("events", "block"),
    [
        ([("Sold", "2026-10-30")], "out"),
        ([("Sold", "2026-11-30")], "total"),
        ([("Sold", "")], "doubt"),
        ([("Sold", "2026-10-01"), ("Refund", "2026-10-20")], "total"),
        ([("Sold", "2026-10-01"), ("Refund", "2026-10-20"), ("Sold", "2026-10-25")], "out"),
        ([("Returned", "2026-10-01")], "doubt"),
        ([("Returned", "2026-12-01")], "total"),
        ([("Deposit", "2026-10-01")], "total"),
        ([("Returned to supplier", "2026-10-01")], "out"),
        ([("", "2026-10-01")], "doubt"),
        ([("Sold", "2019-10-01")], "doubt"),
    ],
)
def test_the_sales_register_says_what_left(tmp_path: Path, events: list[tuple[str, str]], block: str) -> None:
    """A sale takes a piece out, a return brings it back; a word nobody declared leaves it in doubt."""
    sales = [("R1", kind, "Mrs A. Vane", day, 1500, "GBP") for kind, day in events]
    sales += [(f"X{n}", "Sold", "Mr B", "2020-01-05", 10, "GBP") for n in range(6)]
    folder = house(tmp_path, [("R1", "Ring", "2024-03-05", "", 900, "GBP")], sales)
    assert blocks(folder)[block] == ["R1"]


def test_one_number_on_two_rows_is_in_doubt_twice(tmp_path: Path) -> None:
    """A piece listed twice is never insured twice, nor one of the two chosen."""
    folder = house(tmp_path, [(number, "Ring", "2024-03-05", "", 900, "GBP") for number in ("R1", "R-1", "R2")])
    assert blocks(folder) == {"total": ["R2"], "doubt": ["R1", "R-1"], "exception": [], "out": []}


@pytest.mark.parametrize("cost", ["", "POA", "0", "-5", "12k", "[375]", "(900)"])
def test_no_usable_value_is_an_exception_with_its_cell(tmp_path: Path, cost: str) -> None:
    """A held piece whose figure cannot be used stands beside the total, with the cell to fill."""
    rows = [
        ("R1", "Ring", "2024-03-05", "", cost, "GBP"),
        *[(f"Z{n}", "Ring", "2024-03-05", "", 1, "GBP") for n in range(6)],
    ]
    made = schedule(house(tmp_path, rows)).json
    (line,) = made["exceptions"]
    assert line["stock_no"] == "R1"
    assert line["places"][0]["cell"] == "E2"
    assert line["reasons"]
    assert made["totals"] == {"GBP": {"units": 6, "value": "6"}}


def test_currencies_are_never_added_together(tmp_path: Path) -> None:
    """Each currency has its own total, an undeclared word its own under the word."""
    rows = [("R1", "Ring", "2024-03-05", "", "10.50", "GBP"), ("R2", "Ring", "2024-03-05", "", "20.25", "EUR"),
            ("R3", "Ring", "2024-03-05", "", "30", "thalers"), ("R4", "Ring", "2024-03-05", "", "0.01", "GBP")]  # fmt: skip
    totals = schedule(house(tmp_path, rows)).json["totals"]
    assert {word: (total["units"], Decimal(total["value"])) for word, total in totals.items()} == {
        "EUR": (1, Decimal("20.25")),
        "GBP": (2, Decimal("10.51")),
        "thalers": (1, Decimal(30)),
    }


def test_a_figure_for_a_lot_is_never_counted_for_each_of_its_rows(tmp_path: Path) -> None:
    """The note "for all 7" makes the figure an exception, not seven times the money."""
    heading = (*STOCK, "Note")
    rows = [(f"R{n}", "Painting", "2024-03-05", "", 7000, "GBP", "for all 7" if n < 8 else "") for n in range(1, 10)]
    made = schedule(make(tmp_path, {"stock.csv": table(heading, rows)})).json
    assert len(made["exceptions"]) == 7
    assert made["totals"]["GBP"] == {"units": 2, "value": "14000"}


def test_goods_of_others_stand_apart_at_their_agreed_value(tmp_path: Path) -> None:
    """Consigned, memo, repair and sold-but-not-delivered goods each have their own group and basis."""
    heading = ("Stock No", "Description", "Ownership", "Status", "Location", "Date in", "Date sold", "Cost", "Agreed value",
               "Insured value", "Price sold", "Currency")  # fmt: skip
    rows = [
        ("R1", "Ring", "Own", "In stock", "Safe 1", "2024-03-05", "", 100, "", 150, "", "GBP"),
        ("R2", "Ring", "Consigned", "In stock", "Safe 1", "2024-03-05", "", "", 200, 250, "", "GBP"),
        ("R3", "Ring", "Customer's goods", "At workshop", "Safe 1", "2024-03-05", "", "", "", 300, "", "GBP"),
        ("R4", "Ring", "Own", "Sold not delivered", "Safe 2", "2024-03-05", "2026-10-01", 350, "", 400, 500, "GBP"),
        ("R5", "Ring", "Own", "On memo", "Safe 2", "2024-03-05", "", 600, "", 650, "", "GBP"),
    ]
    made = schedule(make(tmp_path, {"stock.csv": table(heading, rows)})).json
    stands = {line["stock_no"]: (line["ownership"], line["situation"], line["value"]) for line in made["lines"]}
    assert stands == {
        "R1": ("owned", "safe", "100"),
        "R2": ("consigned_in", "safe", "200"),
        "R3": ("customer_repair", "workshop", "300"),
        "R4": ("customer_collection", "safe", "500"),
        "R5": ("owned", "memo_out", "600"),
    }


def test_exit_three_while_anything_is_open_and_zero_when_nothing_is(tmp_path: Path) -> None:
    """In doubt and exceptions are what exit code 3 stands for."""
    good = house(tmp_path / "good", [("R1", "Ring", "2024-03-05", "", 900, "GBP")])
    open_ = house(
        tmp_path / "open", [("R1", "Ring", "2024-03-05", "", 900, "GBP"), ("", "Ring", "2024-03-05", "", 1, "GBP")]
    )
    assert schedule(good).code == 0
    assert schedule(open_).code == 3


def test_without_a_basis_of_value_no_schedule_is_made(tmp_path: Path) -> None:
    """The whole is refused where the basis is missing, and says what to type."""
    folder = house(tmp_path, [("R1", "Ring", "2024-03-05", "", 900, "GBP")])
    text = (folder / "boutique.toml").read_text("utf-8").replace('basis = "cost"', "")
    (folder / "boutique.toml").write_text(text, "utf-8")
    ran = run("schedule", "--house", folder, "--as-at", "2026-10-31")
    assert ran.code == 1
    assert "basis" in ran.err
    assert not (folder / "documents").exists()
    assert schedule(folder, "2026-10-31", "--basis", "cost").code == 0


def issue(folder: Path, *more: object) -> Any:
    """Issue the workbook and return the JSON."""
    return run("schedule", "--house", folder, "--as-at", "2026-10-31", "--format", "xlsx", "--json", *more).json


def test_the_same_again_is_unchanged_and_other_content_is_the_next_revision(tmp_path: Path) -> None:
    """A number belongs to its day; equal content takes no new one, other content needs --overwrite."""
    rows = [("R1", "Ring", "2024-03-05", "", 900, "GBP")]
    folder = house(tmp_path, rows)
    first = issue(folder)
    register = (folder / "stock.csv").read_bytes()
    bytes_first = {file["path"]: Path(file["path"]).read_bytes() for file in first["files"]}
    second = issue(folder)
    assert (first["number"], first["state"], second["state"]) == ("S-2026-001", "issued", "unchanged")
    assert second["files"] == first["files"]
    assert {path: Path(path).read_bytes() for path in bytes_first} == bytes_first
    (folder / "stock.csv").write_text(table(STOCK, [*rows, ("R2", "Ring", "2024-03-06", "", 50, "GBP")]), "utf-8")
    refused = run("schedule", "--house", folder, "--as-at", "2026-10-31", "--format", "xlsx")
    assert refused.code == 1
    assert "--overwrite" in refused.err
    third = issue(folder, "--overwrite")
    assert (third["number"], third["revision"], third["state"]) == ("S-2026-001", 2, "issued")
    assert register != (folder / "stock.csv").read_bytes()


def test_only_a_cell_the_schedule_uses_changes_its_facts(tmp_path: Path) -> None:
    """The digest of the facts follows the cells used, and nothing else."""
    heading = (*STOCK, "Supplier")
    row = ["R1", "Ring", "2024-03-05", "", 900, "GBP", "Mr X"]

    def facts(**change: object) -> str:
        cells = [change.get(name.split()[0].lower(), cell) for name, cell in zip(heading, row, strict=True)]
        folder = make(
            tmp_path / str(len(list(tmp_path.iterdir()))), {"stock.csv": table(heading, [cells])}, house_name="M"
        )
        return str(schedule(folder).json["facts"])

    plain = facts()
    assert facts(supplier="Mr Y") == plain
    assert len({plain, facts(cost=901), facts(description="Ring, gold"), facts(currency="EUR")}) == 4


def test_a_draft_has_no_number_and_leaves_no_trace_in_the_ledger(tmp_path: Path) -> None:
    """A draft is printed, not issued."""
    folder = house(tmp_path, [("R1", "Ring", "2024-03-05", "", 900, "GBP")])
    made = issue(folder, "--draft")
    assert (made["number"], made["state"]) == ("", "draft")
    assert not (folder / ".boutique" / "ledger.sqlite").exists()
    assert [path.name for path in (folder / "documents" / "schedules").iterdir()] == ["Schedule-2026-10-31-draft.xlsx"]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Everything is rendered, nothing is written."""
    folder = house(tmp_path, [("R1", "Ring", "2024-03-05", "", 900, "GBP")])
    before = sorted(path.name for path in folder.iterdir())
    assert schedule(folder).json["state"] == "dry-run"
    assert sorted(path.name for path in folder.iterdir()) == before


def test_another_format_of_the_same_schedule_is_a_revision_of_its_own(tmp_path: Path) -> None:
    """Issued as a workbook alone, the PDF is not slipped under the same revision, and the message says so."""
    folder = house(tmp_path, [("R1", "Ring", "2024-03-05", "", 900, "GBP")])
    issue(folder)
    day = ("--house", folder, "--as-at", "2026-10-31")
    refused = run("schedule", *day, "--format", "pdf")
    assert refused.code == 1
    assert "in XLSX only" in refused.err
    both = run("schedule", *day, "--overwrite", "--json").json
    assert "error" not in both, both
    assert (both["revision"], len(both["files"])) == (2, 2)
    again = run("schedule", *day, "--format", "pdf", "--json").json
    assert (again["state"], again["files"]) == ("unchanged", both["files"])


@pytest.mark.parametrize(
    ("note", "several"),
    [("for all 7", True), ("for the pair", True), ("for numbers 418, 426-428", True), ("for 5 paintings", True),
     ("for 4", True), ("for the 2 Rousseau", True), ("shared", True), ("Prix du lot", True), ("pour les deux", True),
     ("kept for the client", False), ("reserved for 2 weeks", False), ("a gift for both parents", False),
     ("asked for 1500", False), ("viewing for 12 November", False), ("pour les f\u00eates", False)],
)  # fmt: skip
def test_only_a_note_of_several_pieces_makes_a_lot(tmp_path: Path, note: str, several: bool) -> None:
    """A note with the word "for" in it does not take a sound piece out of the total."""
    row = ("R1", "Ring", "2024-03-05", "", 900, "GBP", note)
    made = schedule(make(tmp_path, {"stock.csv": table((*STOCK, "Note"), [row])})).json
    assert [line["stock_no"] for line in made["exceptions" if several else "lines"]] == ["R1"]
