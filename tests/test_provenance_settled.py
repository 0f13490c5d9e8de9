"""A finding that a person called no fault holds no dossier back; taken back, it does again; and two pieces stay two."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.dossiers import PAST, STOCK, WATCH, Small, lines, texts
from tests.houses import make, run, table
from tests.worklists import fill_in

DAY = "2026-10-31"
NEW = {
    **WATCH,
    "Year": "2019",
    "Condition": "New",
    "Reference": "RA-7",
    "Card serial": "",
    "Date checked": "2026-10-20",
}
TWIN = {
    **NEW,
    "Stock No": "W2",
    "Bought from": "Mr Lucian Farrow",
    "Date in": "2025-02-03",
    "Purchase invoice": "P25-2",
}
SHARED = "One serial number on several"


def asked(house: Path, *arguments: object) -> Any:
    """The dossiers of both watches, as one object each."""
    return run("dossier", *arguments, "--house", house, "--as-at", DAY, "--dry-run", "--json").json["dossiers"]


def check(house: Path, *arguments: object) -> Any:
    """A check that reads or writes a worklist."""
    return run("check", "--house", house, "--as-at", DAY, "--json", *arguments).json


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Two watches of one number in stock at once."""
    return make(tmp_path / "house", {"Stock.csv": lines(STOCK, (NEW, TWIN))}, house_name="Maison", house_currency="GBP")


def test_not_a_fault_releases_the_dossier_and_taking_it_back_withholds_it_again(house: Path) -> None:
    """Through the commands: withheld, a worklist, her mark, released; the mark cleared, withheld."""
    work = house / "Work.xlsx"
    held = asked(house, "W1", "W2")
    assert [each["state"] for each in held] == ["withheld", "withheld"]
    assert "the same brand, reference and serial number" in held[0]["withheld"][0]["message"]
    check(house, "--workbook", work)
    fill_in(work, {SHARED: ("done", "AL")})
    assert check(house, "--marks", work)["marks"]["new"] == 1
    assert [each["state"] for each in asked(house, "W1", "W2")] == ["withheld", "withheld"], "done is not: no fault"
    fill_in(work, {SHARED: ("not a fault", "AL")})
    read = check(house, "--marks", work)
    assert [found["kind"] for found in read["settled"]] == ["duplicate-serial"]
    assert [each["state"] for each in asked(house, "W1", "W2")] == ["dry-run", "dry-run"]
    fill_in(work, {SHARED: ("", "")})
    assert check(house, "--marks", work)["marks"]["undone"] == 1
    assert [each["state"] for each in asked(house, "W1", "W2")] == ["withheld", "withheld"]


def test_what_must_be_corrected_stays_withheld(house: Path) -> None:
    """A seller who is missing cannot be called no fault: there would be nothing to print."""
    (house / "Stock.csv").write_text(lines(STOCK, ({**WATCH, "Bought from": ""},)), "utf-8")
    work = house / "Work.xlsx"
    check(house, "--workbook", work)
    fill_in(work, {"A second-hand piece without": ("not a fault", "AL")})
    assert "this cannot stand" in check(house, "--marks", work)["marks"]["refused"][0]["reason"]
    assert [each["state"] for each in asked(house, "W1")] == ["withheld"]
    assert "seller-missing" in {found["kind"] for found in check(house)["findings"]}


def test_two_old_pieces_of_one_number_are_told_apart(tmp_path: Path) -> None:
    """Both are here at once, so neither is the other's past: no owner, job or event of one is told of the other."""
    old = {**WATCH, "Card serial": "", "Date checked": "2026-10-20"}
    twin = {**old, "Stock No": "W2", "Bought from": "Mr Lucian Farrow", "Date in": "2025-02-03",
            "Purchase invoice": "P25-2"}  # fmt: skip
    jobs = [{"Job no": "R-5", "Stock No": "W2", "Received": "2025-03-01", "Work done": "New crystal"}]
    told = Small(tmp_path / "two", old, twin, past=PAST, jobs=jobs)
    mine, other = (" ".join(texts(told.made(number, "internal"))) for number in ("W1", "W2"))
    assert not {"Farrow", "P25-2", "crystal"} & set(mine.replace(",", " ").split())
    assert "Whitcombe" not in other
    assert "Thackeray" not in other
    assert "New crystal" in other
    event = [*PAST, {"Stock No": "W2", "Event": "Sold", "Date": "1960", "From": "A dealer", "To": "Mr Odo Perrin"}]
    assert "Perrin" not in " ".join(texts(Small(tmp_path / "event", old, twin, past=event).made("W1", "internal")))


def test_a_row_that_may_be_about_either_of_two_pieces_withholds_both(tmp_path: Path) -> None:
    """A job known by the shared serial number alone: the cell is named, and her number in it releases both."""
    old = {**WATCH, "Card serial": "", "Date checked": "2026-10-20"}
    twin = {**old, "Stock No": "W2", "Date in": "2025-02-03", "Purchase invoice": "P25-2"}
    for number, state in (("", "withheld"), ("W2", "dry-run")):
        jobs = table(("Job no", "Stock No", "Brand", "Serial", "Received", "Work done"),
                     [("R-5", number, "Ravelle", "671042", "2025-03-01", "New crystal")])  # fmt: skip
        files = {"Stock.csv": lines(STOCK, (old, twin)), "Repairs.csv": jobs}
        house = make(tmp_path / state, files, house_name="Maison", house_currency="GBP")
        made = asked(house, "W1", "W2")
        assert [each["state"] for each in made] == [state, state]
        cells = [(held["place"]["file"], held["place"]["cell"]) for each in made for held in each["withheld"]]
        assert cells == ([("Repairs.csv", "D2")] * 2 if state == "withheld" else [])
