"""Where a piece is, what a count saw and what the last schedule listed, against the stock register; both ways."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.houses import run
from tests.test_reconcile import DAY, Row, found, gone, house, pair, piece, reconciled, sale

IN_MEMO = {"Ownership": "Consigned", "Agreed_value": "4000"}


def job(number: str, **facts: object) -> Row:
    """A repair of the house's own piece, still at the workshop."""
    plain = {"Job no": f"R-{number}", "Client": "House", "Stock no": number, "Work": "Service", "Received": "2026-09-01",
             "Sent": "2026-09-02", "Status": "With workshop"}  # fmt: skip
    return plain | {key.replace("_", " "): value for key, value in facts.items()}


def move(number: str, **facts: object) -> Row:
    """A piece on approval, not back yet."""
    plain = {"Stock no": number, "Moved on": "2026-10-01", "To": "Mrs Bell", "Reason": "On approval",
             "Due back": "2026-11-15"}  # fmt: skip
    return plain | {key.replace("_", " "): value for key, value in facts.items()}


def seen(number: str, **facts: object) -> Row:
    """A piece seen at the count."""
    plain = {"Stock no": number, "Seen": "yes", "Counted on": "2026-10-30", "Counted by": "EH"}
    return plain | {key.replace("_", " "): value for key, value in facts.items()}


def kinds(folder: Path) -> list[str]:
    """The kinds found, in order."""
    return [kind for kind, _ in found(folder)]


# Places


def test_in_the_safe_and_on_approval_or_at_the_workshop(tmp_path: Path) -> None:
    """The stock register's place against an open row of the movements, and of the repairs."""
    folder = house(tmp_path, piece("W1"), piece("W2"), movements=[move("W1")], service=[job("W2")])
    assert sorted(found(folder)) == [("in-two-places", "F2"), ("in-two-places", "F3")]
    first = reconciled(folder)["findings"][0]
    assert first["message"] == (
        "The stock register has it in Safe 1; the movements register has it on approval since 2026-10-01."
    )


def test_at_the_workshop_and_on_approval_at_once(tmp_path: Path) -> None:
    """Two open rows in two registers; a repair that both registers know is one place."""
    away = piece("W1", Status="On approval", Location="Appro, Mrs Bell")
    both = piece("W2", Status="At workshop", Location="Workshop")
    folder = house(
        tmp_path, away, both, movements=[move("W1"), move("W2", Reason="Repair")], service=[job("W1"), job("W2")]
    )
    assert found(folder) == [("in-two-places", "C2")]


@pytest.mark.parametrize(
    "others",
    [
        {
            "movements": [move("W1", Returned="2026-10-05")],
            "service": [job("W1", Collected="2026-09-20", Status="Collected")],
        },
        {"movements": [move("W1", Reason="To safe")], "service": [job("W1", Sent="", Status="Received")]},
        {"movements": [move("W1", Moved_on="2026-12-01")]},
    ],
)
def test_back_again_or_never_away_is_no_fault(tmp_path: Path, others: dict[str, list[Row]]) -> None:
    """Rows that are closed, that stay in the house, or that lie after the day."""
    assert kinds(house(tmp_path, piece("W1"), **others)) == []


def test_how_consigned_goods_came_in_is_no_place(tmp_path: Path) -> None:
    """A memo book may hold what others left with the house: such a row does not send the piece away."""
    folder = house(tmp_path, piece("W1", **IN_MEMO), movements=[move("W1", Reason="Consignment", To="")])
    assert kinds(folder) == []
    assert pair(folder, "consignments")["matched"] == 1


def test_away_by_the_stock_register_alone(tmp_path: Path) -> None:
    """Said only where the house keeps such rows at all."""
    away = piece("W1", Status="On approval", Location="Appro, Mrs Bell")
    assert kinds(house(tmp_path / "a", away, piece("W2"), movements=[move("W2", Returned="2026-10-09")])) == [
        "away-unrecorded"
    ]
    assert (
        kinds(house(tmp_path / "b", away, piece("W2"), movements=[move("W2", Reason="Photo", Returned="2026-10-09")]))
        == []
    )


def test_the_memo_book_against_consigned_pieces(tmp_path: Path) -> None:
    """Only others' goods, pieces on memo and open memos are compared; the rest is left out by name."""
    folder = house(
        tmp_path, piece("W1", **IN_MEMO), piece("W2"), piece("W3", Status="On memo", Location="Memo, Pell & Co"),
        movements=[move("W3", Reason="Memo"), move("W2", Reason="Memo", Returned="2026-10-05")],
    )  # fmt: skip
    left, right = pair(folder, "consignments")["rows"]
    assert (left["matched"]["rows"], left["only"]["rows"]) == (1, 1)
    assert [item["reason"] for item in left["out"]] == ["neither consigned nor on memo"]
    assert [item["reason"] for item in right["out"]] == ["back already"]


# Counts


def test_held_and_not_seen_at_the_count(tmp_path: Path) -> None:
    """Not on its list, or marked as not seen; what was away, sold or not yet acquired was not to be seen."""
    folder = house(
        tmp_path, piece("W1"), piece("W2"), piece("W3"), piece("W4", Status="At workshop", Location="Workshop"),
        piece("W5", Date_in="2026-10-31"), piece("W6"), gone("W7"), piece("W8"),
        counts=[seen("W1"), seen("W2", Seen="no"), seen("W8")], service=[job("W4")],
        movements=[move("W6", Returned="2026-10-31")], sales=[sale("W7")],
    )  # fmt: skip
    assert found(folder) == [("not-counted", "A3"), ("not-counted", "A4")]
    assert [item["message"] for item in reconciled(folder)["findings"]] == [
        "By the registers it was in the house on 2026-10-30; the count has it as not seen.",
        "By the registers it was in the house on 2026-10-30; the count does not have it.",
    ]


def test_a_count_of_a_part_of_the_stock_misses_nothing_outside_it(tmp_path: Path) -> None:
    """Two of five: the other three were not its business."""
    assert kinds(house(tmp_path, *(piece(f"W{n}") for n in range(5)), counts=[seen("W0"), seen("W1")])) == []


def test_only_the_last_count_is_asked(tmp_path: Path) -> None:
    """What an earlier one missed has been seen since, and the other way round."""
    counts = [seen("W1", Counted_on="2026-03-30"), seen("W2"), seen("W1")]
    assert kinds(house(tmp_path, piece("W1"), piece("W2"), counts=counts)) == []
    assert kinds(house(tmp_path / "b", piece("W1"), piece("W2"), counts=[*counts[:2]])) == ["not-counted"]


def test_seen_and_sold(tmp_path: Path) -> None:
    """Seen after its sale, unless it waits for its buyer, came back, or was acquired again since."""
    folder = house(
        tmp_path, gone("W1"), gone("W2", Status="Sold, awaiting collection"), piece("W3"), piece("W4", Date_in="2026-01-01"),
        sales=[sale("W1"), sale("W2"), sale("W3"), sale("W3", Type="Refund", Date="2025-03-20"), sale("W4")],
        counts=[seen(f"W{n}") for n in range(1, 5)],
    )  # fmt: skip
    assert found(folder) == [("counted-but-gone", "A2")]
    assert reconciled(folder)["findings"][0]["places"][1]["cell"] == "B2"


def test_the_place_seen_is_a_difference_and_no_fault(tmp_path: Path) -> None:
    """A tray changed since is listed among the changes only."""
    folder = house(
        tmp_path, piece("W1"), piece("W2"), counts=[seen("W1", Location="safe 1"), seen("W2", Location="Safe 2")]
    )
    assert kinds(folder) == []
    (change,) = pair(folder, "counts")["changed"]
    assert (change["field"], change["left"], change["right"]) == ("location", "Safe 1", "Safe 2")


# The last schedule


@pytest.fixture
def scheduled(tmp_path: Path) -> Path:
    """A house whose schedule of September 2026 is issued: W1 and W2 on it, W3 sold before."""
    folder = house(tmp_path, piece("W1"), piece("W2"), gone("W3"), piece("W4", **IN_MEMO), sales=[sale("W3")])
    made = run("schedule", "--house", folder, "--as-at", "2026-09-30", "--format", "xlsx", "--json")
    assert made.json["state"] == "issued", made.err
    return folder


def rewrite(folder: Path, *stock: Row, sales: list[Row]) -> None:
    """The registers as somebody left them a month later; the house file stays."""
    later = house(folder / "later", *stock, sales=sales)
    for name in ("stock.csv", "sales.csv"):
        (folder / name).write_bytes((later / name).read_bytes())


def test_nothing_has_changed_since_the_last_schedule(scheduled: Path) -> None:
    """Every line is matched, and the schedule is named."""
    made = reconciled(scheduled)
    assert made["schedule"]["number"] == "S-2026-001"
    assert pair(scheduled, "schedule")["matched"] == 3
    assert pair(scheduled, "schedule")["changed"] == []
    assert made["findings"] == []


def test_what_vanished_since_the_last_schedule(scheduled: Path) -> None:
    """A row that is gone without a sale; the one that was sold and then deleted is no fault."""
    rewrite(scheduled, piece("W4", **IN_MEMO), sales=[sale("W3"), sale("W2", Date="2026-10-10")])
    (finding,) = reconciled(scheduled)["findings"]
    assert finding["kind"] == "vanished"
    assert finding["message"] == (
        "Schedule S-2026-001 of 2026-09-30 lists W1 at £5,000.00; the stock register has no such number, and no sale "
        "says where it went."
    )
    place = finding["places"][0]
    assert (place["file"], place["cell"]) == ("documents/schedules/Schedule-2026-09-30.xlsx", None)
    assert (scheduled / place["file"]).exists()


def test_what_the_last_schedule_lacks(scheduled: Path) -> None:
    """Entered later with an earlier date: an error where it is somebody else's, else a warning; new pieces are none."""
    rewrite(
        scheduled, piece("W1"), piece("W2"), gone("W3"), piece("W4", **IN_MEMO), piece("W5"), piece("W6", **IN_MEMO),
        piece("W7", Date_in="2026-10-05"), sales=[sale("W3")],
    )  # fmt: skip
    items = [item for item in reconciled(scheduled)["findings"] if item["kind"] == "not-on-last-schedule"]
    assert [(item["severity"], item["places"][0]["cell"]) for item in items] == [("error", "G7"), ("warning", "G6")]


def test_what_was_revalued_or_moved_is_listed_and_no_fault(scheduled: Path) -> None:
    """Value and place as they are now against those that were issued."""
    rewrite(scheduled, piece("W1", Cost="5500"), piece("W2", Location="Window 1"), gone("W3"), piece("W4", **IN_MEMO),
            sales=[sale("W3")])  # fmt: skip
    made = pair(scheduled, "schedule")
    assert [(item["subject"], item["field"], item["left"], item["right"]) for item in made["changed"]] == [
        ("W1", "value", "£5,500.00", "£5,000.00"), ("W2", "location", "Window 1", "Safe 1"),
    ]  # fmt: skip
    assert reconciled(scheduled)["findings"] == []


def test_a_schedule_made_for_a_later_day_is_not_the_last_one(scheduled: Path) -> None:
    """As at August there is none yet; that is said."""
    made = reconciled(scheduled, "2026-08-31")
    assert made["schedule"] is None
    assert made["remarks"] == ["No schedule was issued by this day: the stock register is compared with none."]


def test_a_frozen_schedule_that_was_altered_is_not_compared(scheduled: Path) -> None:
    """The rest is reconciled all the same, and the reason is given."""
    (facts,) = scheduled.glob(".boutique/frozen/*/facts.json")
    facts.chmod(0o600)
    facts.write_bytes(facts.read_bytes() + b" ")
    made = reconciled(scheduled)
    assert made["schedule"] is None
    assert "altered since" in made["remarks"][0]
    assert [pair["registers"] for pair in made["pairs"]] == [["stock", "sales"]]


def test_the_text_names_every_pair_and_what_to_type(scheduled: Path) -> None:
    """Words for a person: counts that add up, cells, the hint; no word of the trade of programs."""
    rewrite(scheduled, piece("W1"), piece("W4", **IN_MEMO), sales=[sale("W3"), sale("W1")])
    text = run("reconcile", "--house", scheduled, "--as-at", DAY).out
    assert "stock against sales (1 by stock number)" in text
    assert "stock: 2 rows = 1 matched + 1 only here" in text
    assert "sales: 2 rows = 1 matched + 1 only here" in text
    assert "only in sales (1)\n    W3: sales.csv, cell D2" in text
    assert "stock against last schedule" in text
    assert "W2: documents/schedules/Schedule-2026-09-30.xlsx, the total" in text
