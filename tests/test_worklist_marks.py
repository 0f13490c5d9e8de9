"""Her marks, read back from the worklist: taken, taken back, refused; whoever saved the list, whatever it is called."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.houses import run
from tests.office import converted
from tests.worklists import (
    DAY,
    FUTURE,
    LATER,
    ROWS,
    STRUCK,
    UNDATED,
    ZERO,
    by_kind,
    check,
    fill_in,
    rows_of,
    write,
)  # fmt: skip


def test_her_marks_are_read_back_and_remembered(listed: Path) -> None:
    """Done but still there stays open and says so; not a fault is set apart; who and when are kept."""
    read = check(listed, "--marks", listed / "Work.xlsx").json
    assert read["marks"] == {"read": 2, "new": 2, "undone": 0, "known": 0, "gone": 0, "refused": []}
    for found in (read, check(listed, at=LATER).json):
        done = by_kind(found["findings"])["future-date"]
        assert (done["verdict"], done["by"], done["on"]) == ("done", "AL", DAY)
        (settled,) = found["settled"]
        assert (settled["kind"], settled["by"]) == ("sold-mark", "Camille")
    said = run("check", "--house", listed, "--as-at", DAY).out
    assert f"marked done on {DAY} by AL, still there" in said
    assert "1 called not a fault" in said


def test_a_cleared_mark_is_taken_back(listed: Path) -> None:
    """By the list it was given in, whether that was written anew meanwhile or not."""
    work = listed / "Work.xlsx"
    check(listed, "--marks", work)
    fill_in(work, {FUTURE: ("", "")})
    assert check(listed, "--marks", work).json["marks"]["undone"] == 1
    fill_in(work, {FUTURE: ("done", "AL")})
    check(listed, "--workbook", work, "--overwrite")
    fill_in(work, {FUTURE: ("", ""), STRUCK: ("", "")})
    read = check(listed, "--marks", work).json
    assert read["marks"]["undone"] == 2
    assert (read["settled"], by_kind(read["findings"])["future-date"]["verdict"]) == ([], None)


def test_an_old_list_left_blank_takes_nothing_back(listed: Path) -> None:
    """What was said in one list is not undone by another that never showed it."""
    blank = listed / "Old.xlsx"
    check(listed, "--workbook", blank, at=LATER)
    check(listed, "--marks", listed / "Work.xlsx")
    read = check(listed, "--marks", blank).json
    assert read["marks"]["read"] == 0
    assert [f["kind"] for f in read["settled"]] == ["sold-mark"]


def test_who_made_a_mark(listed: Path) -> None:
    """The row's own initials, else --by, else who last saved the workbook."""
    work = listed / "Work.xlsx"
    read = check(listed, "--marks", work, "--by", "Office", "--dry-run").json
    assert (by_kind(read["findings"])["future-date"]["by"], read["settled"][0]["by"]) == ("AL", "Office")
    assert check(listed, "--marks", work).json["settled"][0]["by"] == "Camille"


def test_a_mark_lapses_with_the_value(listed: Path) -> None:
    """The date is changed to another one in the future: nobody has said anything of that."""
    check(listed, "--marks", listed / "Work.xlsx")
    write(listed / "registers" / "Stock.xlsx", [ROWS[0], ("W2", "Ring", date(2028, 1, 1), None, 800, "GBP"), *ROWS[2:]])
    found = by_kind(check(listed).json["findings"])["future-date"]
    assert (found["state"], found["verdict"]) == ("new", None)


def test_what_must_be_corrected_cannot_be_called_no_fault(listed: Path) -> None:
    """Without the date there is nothing to print: the mark is not taken, and it says what to type."""
    fill_in(listed / "Work.xlsx", {UNDATED: ("not a fault",), ZERO: ("perhaps",)})
    read = check(listed, "--marks", listed / "Work.xlsx").json
    refused = {item["place"]["cell"]: item["reason"] for item in read["marks"]["refused"]}
    assert len(refused) == 2
    assert any("nothing to print instead" in reason and "purchase invoice" in reason for reason in refused.values())
    assert any("'perhaps'" in reason for reason in refused.values())
    assert by_kind(read["findings"])["acquired-undated"]["verdict"] is None


def test_a_list_renamed_sorted_and_retitled_is_still_read(listed: Path) -> None:
    """She renames the file and the sheet, turns the rows round, and heads the column of marks as she likes."""
    book = load_workbook(listed / "Work.xlsx")
    sheet = book["Worklist"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
    for number, row in enumerate(reversed(rows), 7):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    sheet.title = "À faire"
    sheet["L6"] = "Fait ?"
    book.save(listed / "Ma liste.xlsx")
    assert check(listed, "--marks", listed / "Ma liste.xlsx").json["marks"]["new"] == 2


def test_a_line_she_copied_counts_once(listed: Path) -> None:
    """A copy without her mark, above or below, takes nothing back."""
    book = load_workbook(listed / "Work.xlsx")
    sheet = book["Worklist"]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7, max_row=10)]
    bare = [[*line[:11], *[None] * 4, line[15]] for line in lines]
    for row in [*bare, *lines, *bare]:
        sheet.append(row)
    book.save(listed / "Work.xlsx")
    for name in ("new", "known"):
        counts = check(listed, "--marks", listed / "Work.xlsx").json["marks"]
        assert (counts["read"], counts[name]) == (2, 2)


def test_a_list_sorted_in_part_is_not_believed(listed: Path) -> None:
    """Lines whose last column no longer belongs to them would put her mark on another finding."""
    book = load_workbook(listed / "Work.xlsx")
    sheet = book["Worklist"]
    identifiers = [sheet.cell(row, 16).value for row in range(7, 11)]
    for row, identifier in enumerate(reversed(identifiers), 7):
        sheet.cell(row, 16).value = identifier
    book.save(listed / "Work.xlsx")
    read = check(listed, "--marks", listed / "Work.xlsx").json
    assert (read["marks"]["new"], len(read["marks"]["refused"]), read["settled"]) == (0, 2, [])
    assert "sorted in part" in read["marks"]["refused"][0]["reason"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_list_saved_by_libreoffice_is_read(listed: Path, tmp_path: Path, kind: str) -> None:
    """Every mark and every finding's own is there after LibreOffice has saved the list."""
    saved = converted({"Work.xlsx": (listed / "Work.xlsx").read_bytes()}, tmp_path, kind)
    target = listed / f"Saved.{kind}"
    target.write_bytes(saved["Work.xlsx"])
    read = check(listed, "--marks", target).json
    assert (read["marks"]["new"], read["settled"][0]["kind"]) == (2, "sold-mark")


def test_a_file_that_is_no_worklist(house: Path) -> None:
    """One message, and nothing is written over: neither another workbook nor a register."""
    register = house / "registers" / "Stock.xlsx"
    before = register.read_bytes()
    for arguments in (("--marks", register), ("--workbook", register, "--overwrite")):
        ran = check(house, *arguments)
        assert ran.json["error"]["code"] in {"no-worklist", "register"}
        assert register.read_bytes() == before
    other = house / "Other.xlsx"
    shutil.copy(register, other)
    assert check(house, "--workbook", other, "--overwrite").json["error"]["code"] == "no-worklist"
    assert other.read_bytes() == before
    assert check(house, "--workbook", house / "list.csv").code == 2


def test_a_list_is_replaced_only_when_told_to_and_loses_nothing(listed: Path) -> None:
    """Its marks are read first, her remarks stand in the new one, and a list without a finding is still a list."""
    work = listed / "Work.xlsx"
    before = work.read_bytes()
    refused = check(listed, "--workbook", work)
    assert (refused.code, work.read_bytes()) == (1, before)
    assert "none is lost" in refused.json["error"]["hint"]
    assert check(listed, "--workbook", work, "--overwrite").json["marks"]["new"] == 2
    row = next(row for row in rows_of(work) if str(row["What"]).startswith(FUTURE))
    assert (row["Your mark"], row["By"], row["Remark"]) == ("done", "AL", "asked Paul")
    assert [r["Your mark"] for r in rows_of(work, "Not a fault")] == ["not a fault"]
    write(listed / "registers" / "Stock.xlsx", ROWS[:1])
    for _ in range(2):
        assert check(listed, "--workbook", work, "--overwrite").code == 0
