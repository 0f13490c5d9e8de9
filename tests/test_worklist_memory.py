"""What a check remembers: marks that survive, what is new, fixed and still open, what a mark releases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.houses import STOCK, make, run, table
from tests.worklists import (
    DAY,
    FUTURE,
    LATER,
    ROWS,
    STRUCK,
    Row,
    check,
    fill_in,
    marks,
    write,
)  # fmt: skip


def test_marks_survive_what_leaves_the_finding_as_it_is(house: Path) -> None:
    """A renamed file and sheet, rows in another order, a row put in, an edited neighbour: the same marks."""
    before = {name.split()[0]: mark for name, mark in marks(house).items()}
    edited = [(number, f"{words}, restored", *rest) for number, words, *rest in ROWS]
    register = house / "registers" / "Stock.xlsx"
    register.unlink()
    write(house / "registers" / "Stock 2026.xlsx", [ROWS[0], *reversed(edited)], "Watches")
    toml = house / "boutique.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("Stock.xlsx", "Stock 2026.xlsx").replace("Montres", "Watches"), "utf-8"
    )
    after = {name.split()[0]: mark for name, mark in marks(house).items() if "duplicate" not in name}
    assert after == before
    assert len(before) == 4


@pytest.mark.parametrize(
    ("row", "kind"),
    [(("W2", "Ring", date(2028, 3, 5), None, 800, "GBP"), "future-date"), (("W9", *ROWS[3][1:]), "acquired-undated")],
)
def test_another_value_or_another_piece_has_another_mark(house: Path, row: Row, kind: str) -> None:
    """What was said of one date, or one piece, is not said of the next."""
    before = marks(house)
    number = 1 if kind == "future-date" else 3
    write(house / "registers" / "Stock.xlsx", [*ROWS[:number], row, *ROWS[number + 1 :]])
    after = marks(house)
    changed = {name.split()[0] for name in before if after.get(name) != before[name]}
    assert changed == {kind}


def test_every_cell_of_a_finding_counts(tmp_path: Path) -> None:
    """Sold before it was acquired: whichever of the two dates is changed, it is another finding."""
    rows = [("W1", "Ring", "2024-03-05", "", 5, "GBP"), ("W2", "Ring", "2024-03-05", "2023-01-01", 5, "GBP")]
    house = make(tmp_path / "house", {"stock.csv": table(STOCK, rows)})
    before = marks(house)["dates-out-of-order D3"]
    rows[1] = ("W2", "Ring", "2024-03-06", "2023-01-01", 5, "GBP")
    (house / "stock.csv").write_text(table(STOCK, rows), "utf-8")
    assert marks(house)["dates-out-of-order D3"] != before


def test_two_rows_alike_have_two_marks(tmp_path: Path) -> None:
    """Even rows that nothing tells apart; and once one of them goes, what was said of either must be said again."""
    twin = ("W7", "Ring", "2027-03-05", "", 800, "GBP")
    house = make(
        tmp_path / "house", {"stock.csv": table(STOCK, [twin, twin, ("W1", "Ring", "2024-01-01", "", 5, "GBP")])}
    )
    both = {name: mark for name, mark in marks(house).items() if name.startswith("future-date")}
    assert len(set(both.values())) == 2
    (house / "stock.csv").write_text(table(STOCK, [twin, ("W1", "Ring", "2024-01-01", "", 5, "GBP")]), "utf-8")
    one = {mark for name, mark in marks(house).items() if name.startswith("future-date")}
    assert len(one) == 1
    assert not one & set(both.values())


def test_a_row_that_shares_its_number_keeps_its_own_mark(tmp_path: Path) -> None:
    """Two pieces under one number trade places in the sheet: what was said of each stays with it."""
    first, second = ("W7", "Ring", "2027-03-05", "", 800, "GBP"), ("W7", "Watch", "2027-03-05", "", 300, "GBP")
    other = ("W1", "Ring", "2024-01-01", "", 5, "GBP")
    house = make(tmp_path / "house", {"stock.csv": table(STOCK, [first, second, other])})
    before = marks(house)
    (house / "stock.csv").write_text(table(STOCK, [second, first, other]), "utf-8")
    after = marks(house)
    assert after["future-date C2"] == before["future-date C3"] != before["future-date C2"] == after["future-date C3"]


def test_new_fixed_and_still_open(house: Path) -> None:
    """The first check compares with nothing; each later one with the last that found otherwise, however often it runs."""
    first = check(house).json
    assert (first["last"], first["fixed"], {f["state"] for f in first["findings"]}) == (None, [], {"open"})
    better = [
        *ROWS[:1],
        ROWS[1],
        ("W3", "Brooch", date(2024, 3, 5), None, 10, "GBP"),
        *ROWS[3:],
        ("W6", "Clip", None, None, 5, "GBP"),
    ]
    write(house / "registers" / "Stock.xlsx", better)
    for _ in range(2):
        later = check(house, at=LATER).json
        assert later["last"].startswith(DAY)
        assert [gone["kind"] for gone in later["fixed"]] == ["zero-money"]
        assert later["fixed"][0]["place"] == "registers/Stock.xlsx, sheet Montres, cell E4"
        assert [f["places"][0]["cell"] for f in later["findings"] if f["state"] == "new"] == ["C7"]
    said = run("check", "--house", house, "--as-at", LATER).out
    assert "1 new, 1 fixed, 3 still open since 2026-10-31" in said


def test_a_dry_run_remembers_nothing(house: Path) -> None:
    """Nor does it write a file; it still fails where a file could not be written."""
    before = sorted(house.rglob("*"))
    assert check(house, "--dry-run", "--workbook", house / "Work.xlsx").code == 3
    assert sorted(house.rglob("*")) == before
    (house / "file").write_text("")
    assert check(house, "--dry-run", "--workbook", house / "file" / "Work.xlsx").code == 1


def test_a_house_that_cannot_remember_is_checked_all_the_same(house: Path) -> None:
    """It says so; but marks that cannot be kept stop the run, and her list stays as it is."""
    (house / ".boutique" / "ledger.sqlite").mkdir()
    ran = check(house, "--workbook", house / "Work.xlsx")
    assert ran.code == 3
    assert "not remembered" in " ".join(ran.json["notes"])
    fill_in(house / "Work.xlsx", {FUTURE: ("done",)})
    before = (house / "Work.xlsx").read_bytes()
    assert check(house, "--workbook", house / "Work.xlsx", "--overwrite").code == 1
    assert (house / "Work.xlsx").read_bytes() == before


def test_a_struck_row_called_no_fault_is_in_the_schedule_again(listed: Path) -> None:
    """Until she says so it stands in doubt; taken back, it stands in doubt again."""

    def total() -> tuple[list[str], list[str]]:
        made = run(
            "schedule", "--house", listed, "--as-at", DAY, "--draft", "--format", "xlsx", "--dry-run", "--json"
        ).json
        return [line["stock_no"] for line in made["lines"]], [line["stock_no"] for line in made["in_doubt"]]

    assert total() == (["W1"], ["W4", "W5"])
    check(listed, "--marks", listed / "Work.xlsx")
    assert total() == (["W1", "W5"], ["W4"])
    fill_in(listed / "Work.xlsx", {STRUCK: ("",)})
    check(listed, "--marks", listed / "Work.xlsx")
    assert total() == (["W1"], ["W4", "W5"])
