"""Rules of title, holds and numbers: who sold it, how long it stays, what its serial number can say."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.houses import make, run, table
from toolkit import house as houses
from toolkit.checks.completeness import claimed
from toolkit.checks.holds import hold_ends, is_precious
from toolkit.checks.law.title import HOLDS
from toolkit.checks.pieces import from_private, from_trade
from toolkit.checks.serial_forms import date_code
from toolkit.checks.title import theft_answer
from toolkit.findings import ToolkitError
from toolkit.records import Piece, Source

LAWS = {law.rule: law for law in HOLDS}
AS_AT = "2026-10-31"
STOCK = (
    "Stock No",
    "Category",
    "Description",
    "Condition",
    "Bought from",
    "Purchase invoice",
    "Date in",
    "Cost",
    "Currency",
)
MOVES = ("Stock No", "Item", "Date moved", "From", "To", "Reason", "Due back", "Date returned")
SALES = ("Invoice", "Date", "Stock No", "Description", "Price", "Currency", "Customer")


def found(house: Path, *kinds: str) -> list[dict[str, Any]]:
    """The findings of these kinds that a check of the house prints."""
    listed: list[dict[str, Any]] = run("check", "--house", house, "--as-at", AS_AT, "--json").json["findings"]
    return [finding for finding in listed if finding["kind"] in kinds]


def cells(findings: list[dict[str, Any]]) -> list[str]:
    """The first cell of each finding, sorted."""
    return sorted(finding["places"][0]["cell"] for finding in findings)


@pytest.mark.parametrize(
    ("rule", "acquired", "ends"),
    [
        ("scotland-48-hours", "2026-10-16T15:00", "2026-10-20T15:00"),  # Friday to Tuesday
        ("scotland-48-hours", "2026-10-15T10:00", "2026-10-19T10:00"),  # Thursday to Monday
        ("scotland-48-hours", "2026-10-12T09:30", "2026-10-14T09:30"),  # Monday to Wednesday
        ("scotland-48-hours", "2026-10-17T11:00", "2026-10-21T00:00"),  # a Saturday does not count
        ("scotland-48-hours", "2026-10-18T23:59", "2026-10-21T00:00"),  # nor a Sunday
        ("florida-15-days", "2026-02-20T10:00", "2026-03-07T10:00"),
        ("florida-30-days", "2026-02-01T00:00", "2026-03-03T00:00"),
    ],
)
def test_a_hold_ends_when_the_law_of_the_place_lets_it(rule: str, acquired: str, ends: str) -> None:
    """Hours stand still at the weekend; days are days of the calendar."""
    assert hold_ends(datetime.fromisoformat(acquired), LAWS[rule]) == datetime.fromisoformat(ends)


def test_a_piece_moved_sold_or_given_to_the_workshop_in_its_hold_is_found(tmp_path: Path) -> None:
    """Every register that shows a piece leaving is asked; a way into the safe is no way out."""
    ring = ["Ring", "Gold ring", "Pre-owned", "Ms C. Dell", "", "2026-03-01", 900, "USD"]
    stock = table(STOCK, [[f"J{n}", *ring] for n in range(1, 6)])
    moves = table(
        MOVES,
        [
            ["J1", "Ring", "2026-03-10", "Safe", "Mrs Hale", "Approval", "2026-03-12", "2026-03-12"],
            ["J2", "Ring", "2026-03-10", "Shop", "Safe", "To safe", "", ""],
            ["J3", "Ring", "2026-03-31", "Safe", "Mrs Hale", "Approval", "2026-04-02", "2026-04-02"],
        ],
    )
    sales = table(SALES, [["1", "2026-03-30", "J4", "Gold ring", 1900, "USD", "Mr Hale"]])
    jobs = table(
        ("Job No", "Stock No", "Item", "Date received", "Work", "Status"),
        [["7", "J5", "Ring", "2026-03-05", "Polish", "Ready"]],
    )
    files = {"stock.csv": stock, "movements.csv": moves, "sales.csv": sales, "repairs.csv": jobs}
    house = make(tmp_path / "florida", files, house_jurisdiction="US-FL")
    broken = found(house, "hold-broken")
    assert {finding["severity"] for finding in broken} == {"error"}
    assert Counter((f["places"][0]["file"], f["places"][0]["cell"]) for f in broken) == Counter(
        {("movements.csv", "C2"): 1, ("sales.csv", "B2"): 1, ("repairs.csv", "D2"): 1}
    )
    elsewhere = make(tmp_path / "england", files, house_country="GB")
    assert found(elsewhere, "hold-broken") == []


def test_one_sale_in_two_registers_breaks_a_hold_once(tmp_path: Path) -> None:
    """The stock register tells of the sale; the sales register's row of the same day adds nothing."""
    row = ["J1", "Ring", "Gold ring", "Pre-owned", "Ms C. Dell", "", "2026-03-01", 900, "USD", "2026-03-09"]
    files = {
        "stock.csv": table((*STOCK, "Date sold"), [row]),
        "sales.csv": table(SALES, [["1", "2026-03-09", "J1", "Gold ring", 1900, "USD", "Mr Hale"]]),
    }
    (finding,) = found(make(tmp_path / "h", files, house_jurisdiction="US-FL"), "hold-broken")
    assert finding["places"][0]["file"] == "stock.csv"


def test_trade_knowledge_of_a_hold_only_warns(tmp_path: Path) -> None:
    """A rule that nobody has verified is no error, and says that it is to be verified."""
    stock = table(
        (*STOCK, "Date sold"),
        [["J1", "Ring", "Gold ring", "Pre-owned", "Ms C. Dell", "", "2026-03-01", 900, "USD", "2026-03-02"]],
    )
    (finding,) = found(make(tmp_path / "h", {"stock.csv": stock}, house_jurisdiction="US-CA"), "hold-broken")
    assert finding["severity"] == "warning"
    assert "to be verified with your adviser" in finding["message"]


def test_the_jurisdiction_names_the_country_too() -> None:
    """GB-SCT is in the United Kingdom; a name in place of the code is refused with an example."""
    house = houses.parse('[house]\njurisdiction = "GB-SCT"\n', Path())
    assert (house.jurisdiction, house.country) == ("GB-SCT", "GB")
    assert houses.parse('[house]\ncountry = "FR"\n', Path()).jurisdiction == "FR"
    with pytest.raises(ToolkitError, match="GB-SCT"):
        houses.parse('[house]\njurisdiction = "Scotland"\n', Path())


def _watches(missing: int, of: int) -> str:
    rows = [
        [
            f"W{n:04}",
            "Watch",
            "Watch",
            "Pre-owned",
            "Trade GmbH",
            "" if n <= missing else f"P{n}",
            "2024-03-05",
            900,
            "GBP",
        ]
        for n in range(1, of + 1)
    ]
    return table(STOCK, rows)


def test_a_column_mostly_empty_is_told_once(tmp_path: Path) -> None:
    """Where most rows lack it, the column is meant: one finding at its heading, with the count."""
    (finding,) = found(make(tmp_path / "h", {"stock.csv": _watches(30, 40)}), "purchase-invoice-missing")
    assert finding["places"][0]["cell"] == "F1"
    assert "30 of 40" in finding["message"]


def test_a_column_mostly_filled_is_told_cell_by_cell(tmp_path: Path) -> None:
    """Thirty gaps among a hundred rows are thirty gaps, each at its cell."""
    listed = found(make(tmp_path / "h", {"stock.csv": _watches(30, 100)}), "purchase-invoice-missing")
    assert cells(listed) == sorted(f"F{row}" for row in range(2, 32))


def test_what_holds_a_dossier_back_keeps_every_cell(tmp_path: Path) -> None:
    """Told once or not, each piece without its seller stays found."""
    stock = _watches(0, 30).replace("Trade GmbH", "")
    (finding,) = found(make(tmp_path / "h", {"stock.csv": stock}), "seller-missing")
    assert finding["blocks"] == ["dossier"]
    assert [place["cell"] for place in finding["places"]] == ["E1", *(f"E{row}" for row in range(2, 32))]


def test_a_watch_bought_back_by_the_sales_register_is_one_piece(tmp_path: Path) -> None:
    """Sold in the sales register before it was bought again: no duplicate. Still here when bought again: an error."""
    stock = table(
        ("Stock No", "Category", "Brand", "Reference", "Serial", "Date in", "Cost", "Currency"),
        [
            ["W1", "Watch", "Rolex", "116500LN", "4F7K92Q1", "2020-03-05", 900, "GBP"],
            ["W9", "Watch", "Rolex", "116500LN", "4F7K92Q1", "2024-03-05", 900, "GBP"],
        ],
    )
    sales = table(SALES, [["1", "2022-03-30", "W1", "Watch", 1900, "GBP", "Mr Hale"]])
    assert found(make(tmp_path / "sold", {"stock.csv": stock, "sales.csv": sales}), "duplicate-serial") == []
    late = sales.replace("2022-03-30", "2025-03-30")
    (finding,) = found(make(tmp_path / "here", {"stock.csv": stock, "sales.csv": late}), "duplicate-serial")
    assert (finding["severity"], finding["blocks"]) == ("error", ["dossier"])


@pytest.mark.parametrize(
    ("code", "read"),
    [
        ("VI0928", "month 2 of 1998"),
        ("MB0036", "month 3 of 2006"),
        ("MB1006", "month 10 of 2006"),
        ("MB1036", None),  # no month 13
        ("SD4089", "week 48 of 2009"),
        ("SD5137", "week 53 of 2017"),
        ("SD5147", None),  # no week 54
        ("AR0291", "week 9 of 2021"),
        ("AR1201", None),  # week 10 of 2021, when there were no codes any more
        ("AR1222", None),  # nor in 2022
        ("882VI", "month 2 of 1988"),
        ("VI8811", "month 11 of 1988"),
        ("836", "month 6 of 1983"),
        ("8313", None),
        ("SERIAL1", None),
    ],
)
def test_a_date_code_is_a_month_or_a_week(code: str, read: str | None) -> None:
    """First and third digit are the month, the week from 2007; second and fourth the year; the eighties are plain."""
    said = date_code(code)
    assert (said[0] if said else None) == read


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("No Match", "nothing"),
        ("TWR 48812: no match found", "nothing"),
        ("Not reported", "nothing"),
        ("Keine Treffer", "nothing"),
        ("aucune correspondance", "nothing"),
        ("Match", "match"),
        ("POSSIBLE MATCH - call them", "match"),
        ("reported stolen 2019", "match"),
        ("not stolen", "claim"),
        ("Clear", "claim"),
        ("requested", "other"),
        ("TWR 48812", "other"),
    ],
)
def test_a_theft_register_says_only_what_was_reported_to_it(words: str, answer: str) -> None:
    """No match is nothing reported; a match is a match; what no register can say is a claim."""
    assert theft_answer(words) == answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Full set, 2019", "full set"),
        ("Set complet, boîte et papiers", "set complet"),
        ("not a full set", ""),
        ("No full set", ""),
        ("sans set complet", ""),
        ("full set of links", ""),
        ("a set of six", ""),
    ],
)
def test_full_set_is_a_claim_unless_denied(text: str, words: str) -> None:
    """The claim is found in words, its denial is none."""
    assert claimed(text) == words


@pytest.mark.parametrize(
    ("kind", "name", "private", "trade"),
    [
        ("Private", "A. Vane", True, False),
        (None, "Mrs A. Vane", True, False),
        (None, "M. Dupont", True, False),
        (None, "M & S, Bond Street", False, False),
        (None, "Privatperson, Köln", True, False),
        (None, "Particulier (Lyon)", True, False),
        ("Dealer", "Mrs A. Vane", False, True),
        (None, "Private Label Ltd", False, True),
        (None, "Hartmann Uhren GmbH", False, True),
        (None, "Everard's", False, False),
        (None, None, False, False),
    ],
)
def test_who_sold_it_is_read_from_the_row(kind: str | None, name: str | None, private: bool, trade: bool) -> None:
    """The kind of seller decides; else a company's form, else the words for a private person; else nobody knows."""
    piece = Piece(source=Source("stock", "s.csv", None, {}, {}), row=2, party_type=kind, acquired_from=name)
    assert (from_private(piece), from_trade(piece)) == (private, trade)


@pytest.mark.parametrize(
    ("facts", "precious"),
    [
        ({"category": "ring"}, True),
        ({"category": "loose_stone"}, True),
        ({"category": "watch", "karat": Decimal(18)}, True),
        ({"category": "watch", "fineness": Decimal(750)}, True),
        ({"category": "watch"}, False),
        ({"category": "handbag", "karat": Decimal(18)}, False),
        ({}, False),
    ],
    ids=str,
)
def test_what_the_laws_on_holds_call_precious(facts: dict[str, Any], precious: bool) -> None:
    """Jewels and stones; a watch only of precious metal; a bag never, whatever its lock is made of."""
    piece = Piece(source=Source("stock", "Stock.csv", None, {}, {}), row=2, **facts)
    assert is_precious(piece) is precious
