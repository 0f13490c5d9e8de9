"""A known exception stays quiet for a time and releases nothing; a new one, a changed one, a lapsed one is heard."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.houses import STOCK, Ran, make, run, table
from tests.issued_houses import attack, signs
from tests.office import converted
from tests.worklists import (
    DAY,
    FUTURE,
    LATER,
    ROWS,
    STRUCK,
    UNDATED,
    ZERO,
    Row,
    by_kind,
    check,
    fill_in,
    marks,
    rows_of,
    write,
)  # fmt: skip
from toolkit.findings import ToolkitError
from toolkit.judgements import Judgement, Verdict
from toolkit.ledger import Ledger

WHY, OTHER = "the sale is agreed, this is its day", "the jeweller is asked"
SPRING, SUMMER, AFTER = date(2027, 3, 31), date(2027, 6, 30), "2027-04-01"


@pytest.fixture
def house(house: Path) -> Path:
    """The house with a worklist, nothing in it marked."""
    check(house, "--workbook", house / "Work.xlsx")
    return house


def say(house: Path, *words: str | date, start: str = FUTURE, at: str = DAY, work: str = "Work.xlsx") -> Any:
    """Write her words (mark, by, remark, until) into the list and have it read."""
    fill_in(house / work, {start: words})
    return check(house, "--marks", house / work, at=at).json


def kinds(found: Any, key: str = "acknowledged") -> list[str]:
    """The kinds of the findings under a key."""
    return sorted(finding["kind"] for finding in found[key])


def refusal(read: Any) -> tuple[str, str]:
    """The cell and the reason of the one mark not taken."""
    (refused,) = read["marks"]["refused"]
    return refused["place"]["cell"], refused["reason"]


def held(house: Path) -> tuple[list[str], list[str], list[str]]:
    """What a draft schedule counts, has in doubt, and cannot value."""
    made = run("schedule", "--house", house, "--as-at", DAY, "--draft", "--format", "xlsx", "--dry-run", "--json").json
    blocks = (made["lines"], made["in_doubt"], made["exceptions"])
    return tuple([line["stock_no"] for line in block] for block in blocks)  # type: ignore[return-value]


def test_a_known_finding_is_apart_with_its_reason_and_its_last_day(house: Path) -> None:
    """In the run that reads it and in later ones; the others are counted without it; one line says so."""
    for found in (say(house, "known", "AL", WHY, SPRING), check(house, at=LATER).json):
        (known,) = found["acknowledged"]
        assert {name: known[name] for name in ("kind", "verdict", "reason", "by", "on", "until")} == {
            "kind": "future-date", "verdict": "known", "reason": WHY, "by": "AL", "on": DAY, "until": "2027-03-31",
        }  # fmt: skip
        assert "future-date" not in kinds(found, "findings")
    said = run("check", "--house", house, "--as-at", DAY).out
    assert "1 known for now, until 2027-03-31 (--all lists it)" in said
    assert (WHY in said, WHY in run("check", "--house", house, "--as-at", DAY, "--all").out) == (False, True)


def test_it_is_heard_again_after_its_last_day(house: Path) -> None:
    """On the day itself it is quiet still; after it everybody is told whose word has lapsed, in every form."""
    say(house, "known", "AL", WHY, SPRING, start=STRUCK)
    assert kinds(check(house, at="2027-03-31").json) == ["sold-mark"]
    files = ("--workbook", house / "Late.xlsx", "--html", house / "Late.html")
    heard = by_kind(check(house, *files, at=AFTER).json["findings"])["sold-mark"]
    assert (heard["verdict"], heard["by"], heard["until"]) == (None, "AL", "2027-03-31")
    said = run("check", "--house", house, "--as-at", AFTER).out
    assert "acknowledged by AL until 2027-03-31, that day has passed" in said
    line = next(line for line in rows_of(house / "Late.xlsx") if str(line["What"]).startswith(STRUCK))
    assert "Acknowledged by AL until 31 Mar 2027; that day has passed." in line["What is found"]
    assert (line["Your mark"], line["By"], line["Remark"], line["Until"]) == (None, None, WHY, None)
    assert "Acknowledged by AL until 31 Mar 2027; that day has passed" in (house / "Late.html").read_text("utf-8")


def test_lists_of_before_do_not_acknowledge_it_again(house: Path) -> None:
    """Neither the list it was said in, nor one that showed it, nor another; a list that shows that it lapsed does."""
    check(house, "--workbook", house / "Twin.xlsx", at=LATER)
    fill_in(house / "Twin.xlsx", {STRUCK: ("known", "BC", WHY)})
    say(house, "known", "AL", WHY, start=STRUCK)
    check(house, "--workbook", house / "Shown.xlsx")
    late = "2027-05-01"
    for name in ("Work.xlsx", "Shown.xlsx", "Twin.xlsx"):
        read = check(house, "--marks", house / name, at=late).json
        assert (kinds(read), read["marks"]["new"]) == ([], 0)
    check(house, "--workbook", house / "Late.xlsx", at=late)
    read = say(house, "known", "AL", WHY, start=STRUCK, at=late, work="Late.xlsx")
    assert (read["acknowledged"][0]["until"], read["acknowledged"][0]["on"]) == ("2027-11-01", late)


def test_without_a_day_it_is_half_a_year_or_what_the_house_says(house: Path) -> None:
    """The last of a month stays the last of a month; three years are the most a house may set."""
    assert say(house, "known", "AL", WHY)["acknowledged"][0]["until"] == "2027-04-30"
    toml = house / "boutique.toml"
    text = toml.read_text("utf-8")
    toml.write_text(text.replace('acknowledged_months = "6"', 'acknowledged_months = "2"'), "utf-8")
    known = by_kind(say(house, "known", "AL", OTHER, start=ZERO)["acknowledged"])
    assert {kind: one["until"] for kind, one in known.items()} == {
        "future-date": "2027-04-30",
        "zero-money": "2026-12-31",
    }
    for wrong in ("0", "37", "ever"):
        toml.write_text(text.replace('acknowledged_months = "6"', f'acknowledged_months = "{wrong}"'), "utf-8")
        assert (
            check(house)
            .json["error"]["message"]
            .endswith(f"acknowledged_months is '{wrong}'; write it like 6, and no more than 36.")
        )


def test_it_survives_a_renamed_file_and_another_order(house: Path) -> None:
    """Rows turned round, the file and the sheet renamed, a neighbour edited: still quiet."""
    say(house, "known", "AL", WHY, SPRING)
    (house / "registers" / "Stock.xlsx").unlink()
    turned = [(number, f"{words}, restored", *rest) for number, words, *rest in reversed(ROWS)]
    write(house / "registers" / "Stock 2026.xlsx", turned, "Watches")
    toml = house / "boutique.toml"
    text = toml.read_text("utf-8").replace("Stock.xlsx", "Stock 2026.xlsx").replace("Montres", "Watches")
    toml.write_text(text, "utf-8")
    assert kinds(check(house).json) == ["future-date"]


def test_a_changed_value_and_a_new_one_are_heard(house: Path) -> None:
    """Another date in that cell, the same fault in another row: nobody knows of either."""
    say(house, "known", "AL", WHY, SPRING)
    stock = house / "registers" / "Stock.xlsx"
    write(stock, [*ROWS, ("W6", "Clip", date(2027, 3, 5), None, 5, "GBP")])
    found = check(house).json
    assert [f["places"][0]["cell"] for f in found["findings"] if f["kind"] == "future-date"] == ["C7"]
    changed: Row = ("W2", "Ring", date(2027, 3, 6), None, 800, "GBP")
    write(stock, [ROWS[0], changed, *ROWS[2:]])
    found = check(house).json
    assert (kinds(found), by_kind(found["findings"])["future-date"]["until"]) == ([], None)


def test_it_comes_back_known_while_its_day_lasts(house: Path) -> None:
    """Corrected and spoilt again within the term: it is the same exception."""
    say(house, "done", "AL")
    say(house, "known", "AL", WHY, SPRING)
    better: Row = ("W2", "Ring", date(2024, 3, 5), None, 800, "GBP")
    write(house / "registers" / "Stock.xlsx", [ROWS[0], better, *ROWS[2:]])
    assert kinds(check(house, at=LATER).json) == []
    write(house / "registers" / "Stock.xlsx")
    assert kinds(check(house, at=LATER).json) == ["future-date"]


def test_documents_still_hold_back(house: Path) -> None:
    """Not a fault released the struck row; known instead, it is in doubt again, and the check still ends in doubt."""
    say(house, "not a fault", "AL", start=STRUCK)
    assert held(house)[:2] == (["W1", "W5"], ["W4"])
    say(house, "known", "AL", WHY, SPRING, start=STRUCK)
    read = say(house, "known", "AL", OTHER, SPRING, start=UNDATED)
    assert (kinds(read), read["settled"]) == (["acquired-undated", "sold-mark"], [])
    assert held(house)[:2] == (["W1"], ["W4", "W5"])
    say(house, "known", "AL", OTHER, SPRING, start=ZERO)
    ran = run("check", "--house", house, "--as-at", DAY)
    assert ran.code == 3
    assert "0 errors, 1 warning, 0 to know; none of them holds anything back" in ran.out
    assert (
        "3 known for now, the first until 2027-03-31; of them 3 hold a line back from the schedule all the same"
        in ran.out
    )


def test_it_is_taken_back(house: Path) -> None:
    """By clearing the mark where it was given or shown, and by name on the command line."""
    for work in ("Work.xlsx", "Shown.xlsx"):
        assert kinds(say(house, "known", "AL", WHY, SPRING)) == ["future-date"]
        check(house, "--workbook", house / "Shown.xlsx", "--overwrite")
        (line,) = rows_of(house / "Shown.xlsx", "Known")
        assert (line["Your mark"], line["By"], line["Remark"], line["Until"].date()) == ("known", "AL", WHY, SPRING)
        read = say(house, "", "", WHY, SPRING, work=work)
        assert (kinds(read), read["marks"]["undone"]) == ([], 1)
    mark = marks(house)["future-date C3"]
    assert check(house, "--take-back", mark).json["error"]["code"] == "usage"
    assert kinds(check(house, "--acknowledge", mark, "--reason", WHY, "--by", "AL").json) == ["future-date"]
    assert kinds(check(house, "--take-back", mark, "--by", "AL").json) == []


def test_two_people(house: Path) -> None:
    """The later word holds, and a list of before does not bring the earlier one back; the ledger has both."""
    say(house, "known", "AL", WHY, SPRING)
    check(house, "--workbook", house / "Hers.xlsx")
    read = say(house, "known", "BC", OTHER, SUMMER, work="Hers.xlsx")["acknowledged"][0]
    assert (read["by"], read["reason"], read["until"]) == ("BC", OTHER, "2027-06-30")
    for name in ("Work.xlsx", "Hers.xlsx"):
        again = check(house, "--marks", house / name).json
        assert (again["marks"]["new"], again["marks"]["known"]) == (0, 1)
        assert again["acknowledged"][0]["by"] == "BC"
    check(house, "--workbook", house / "Shown.xlsx")
    assert say(house, "done", "CD", "", "", work="Shown.xlsx")["acknowledged"] == []
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    rows = db.execute("SELECT who, reason, until FROM acknowledgements ORDER BY id").fetchall()
    assert rows == [("AL", WHY, "2027-03-31"), ("BC", OTHER, "2027-06-30")]


def test_a_better_reason_alone_is_taken(house: Path) -> None:
    """In the list that gave it; the last day stays."""
    say(house, "known", "AL", WHY, SPRING)
    known = say(house, "known", "AL", OTHER)["acknowledged"][0]
    assert (known["reason"], known["until"]) == (OTHER, "2027-03-31")


@pytest.mark.parametrize(
    ("words", "cell", "reason"),
    [
        (("known", "AL", ""), "N", "needs a reason"),
        (("known", "AL", WHY, "soon"), "O", "'soon' is no day; write the day like 30 April 2027."),
        (("known", "AL", WHY, "03/04/2027"), "O", "'03/04/2027' can be 2027-04-03 or 2027-03-04;"),
        (("known", "AL", WHY, "April 2027"), "O", "'April 2027' is no single day;"),
        (("known", "AL", WHY, date(2026, 10, 30)), "O", "2026-10-30 is past"),
        (("known", "AL", WHY, date(2036, 1, 1)), "O", "2029-10-31 is the last day it can be"),
        (("", "AL", WHY, SPRING), "L", "a last day is named, and no mark"),
    ],
)
def test_what_cannot_be_taken_names_its_cell(
    house: Path, words: tuple[str | date, ...], cell: str, reason: str
) -> None:
    """No reason, no day, two days, a day that is over, for ever: the finding is heard as before."""
    read = say(house, *words)
    where, why = refusal(read)
    assert (where[0], reason in why, kinds(read)) == (cell, True, [])


@pytest.mark.parametrize("until", ["30 April 2027", "30/04/27", "2027-04-30", date(2027, 4, 30)])
def test_a_day_as_people_write_it(house: Path, until: str | date) -> None:
    """In words, in figures that can mean but one day, as Excel's own."""
    assert say(house, "known", "AL", WHY, until)["acknowledged"][0]["until"] == "2027-04-30"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--acknowledge", "MARK"),
        ("--acknowledge", "MARK", "--reason", " "),
        ("--acknowledge", "MARK", "--reason", WHY, "--until", "whenever"),
        ("--acknowledge", "MARK", "--reason", WHY, "--until", "2026-01-01"),
        ("--acknowledge", "0123456789abcdef", "--reason", WHY),
        ("--acknowledge", "MARK", "--take-back", "MARK", "--reason", WHY),
        ("--reason", WHY),
    ],
)
def test_a_command_that_cannot_be_meant(house: Path, arguments: tuple[str, ...]) -> None:
    """It is refused as a whole, and nothing is kept."""
    mark = marks(house)["future-date C3"]
    before = (house / ".boutique" / "ledger.sqlite").read_bytes()
    ran = check(house, *(mark if word == "MARK" else word for word in arguments))
    assert (ran.code, ran.json["error"]["code"]) == (2, "usage")
    assert (house / ".boutique" / "ledger.sqlite").read_bytes() == before


def test_the_command_line_needs_no_workbook(house: Path) -> None:
    """Marks as --all prints them; a dry run keeps nothing; another run reads it back."""
    said = run("check", "--house", house, "--as-at", DAY, "--all").out
    mark = marks(house)["future-date C3"]
    assert f"(mark {mark})" in said
    arguments = ("--acknowledge", mark, "--reason", WHY, "--until", "2027-03-31", "--by", "AL")
    assert kinds(check(house, *arguments, "--dry-run").json) == ["future-date"]
    assert kinds(check(house).json) == []
    check(house, *arguments)
    assert kinds(check(house).json) == ["future-date"]


def test_reconcile_acknowledges_as_check_does(tmp_path: Path) -> None:
    """A sale that the stock register does not know of is apart in the next reconciliation."""
    sales = table(("Invoice", "Stock No", "Date", "Price", "Currency"), [("I1", "W1", "2026-01-05", "10", "GBP")])
    stock = table(STOCK, [("W1", "Ring", "2024-03-05", "", "5", "GBP"), ("W2", "Clip", "2024-03-05", "", "5", "GBP")])
    house = make(tmp_path / "house", {"stock.csv": stock, "sales.csv": sales})

    def reconcile(*arguments: object) -> Ran:
        return run("reconcile", "--house", house, "--as-at", DAY, "--json", *arguments)

    finding = reconcile().json["findings"][0]
    reconcile("--acknowledge", finding["mark"], "--reason", WHY, "--by", "AL")
    after = reconcile().json
    assert [one["mark"] for one in after["acknowledged"]] == [finding["mark"]]
    assert finding["mark"] not in {one["mark"] for one in after["findings"]}


def test_a_list_from_before_is_still_read(house: Path) -> None:
    """It has no column for a last day; her marks in it are taken, and known means the house's own term."""
    from openpyxl import load_workbook

    book = load_workbook(house / "Work.xlsx")
    for name in ("Worklist", "Not a fault"):
        sheet = book[name]
        column = next(cell.column for row in sheet.iter_rows(max_row=6) for cell in row if cell.value == "Until")
        sheet.delete_cols(column)
        sheet.cell(6 if name == "Worklist" else 4, column - 3).value = "Fait ?"
    sheet = book["Worklist"]
    row = next(cell.row for cell in sheet["C"] if str(cell.value).startswith(FUTURE))
    for column, word in zip("LMN", ("known", "AL", WHY), strict=True):
        sheet[f"{column}{row}"] = word
    book.save(house / "Work.xlsx")
    assert check(house, "--marks", house / "Work.xlsx").json["acknowledged"][0]["until"] == "2027-04-30"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_last_day_survives_libreoffice(house: Path, tmp_path: Path, kind: str) -> None:
    """The day is a date in the saved list too, and a list that shows it says nothing new."""
    say(house, "known", "AL", WHY, SPRING)
    check(house, "--workbook", house / "Shown.xlsx")
    saved = converted({"Shown.xlsx": (house / "Shown.xlsx").read_bytes()}, tmp_path, kind)
    (house / f"Saved.{kind}").write_bytes(saved["Shown.xlsx"])
    read = check(house, "--marks", house / f"Saved.{kind}").json
    assert (read["marks"]["new"], read["marks"]["known"], read["marks"]["refused"]) == (0, 1, [])


def test_a_list_replaced_shows_it_in_a_sheet_of_its_own(house: Path) -> None:
    """Apart from what is called not a fault, counted in the head, with what it still holds back."""
    fill_in(house / "Work.xlsx", {UNDATED: ("known", "AL", WHY, SPRING), STRUCK: ("not a fault", "BC")})
    check(house, "--workbook", house / "Work.xlsx", "--overwrite", "--html", house / "Page.html")
    (known,) = rows_of(house / "Work.xlsx", "Known")
    assert (known["What"], known["State"]) == ("A piece without its date of acquisition", "apart")
    assert known["Held back from"] == "schedule"
    assert [row["By"] for row in rows_of(house / "Work.xlsx", "Not a fault")] == ["BC"]
    page = (house / "Page.html").read_text("utf-8")
    assert WHY in page[page.index('aria-labelledby="known"') : page.index('aria-labelledby="aside"')]


AT = f"{DAY}T18:00:00+00:00"


def word(verdict: Verdict, reason: str = "", until: str = "") -> Judgement:
    """What somebody said of one finding."""
    return Judgement("a" * 16, verdict, "AL", AT, "future-date", "11112222", reason, until)


def test_the_last_word_holds_whichever_table_it_stands_in(tmp_path: Path) -> None:
    """Not a fault, known, done, known: each replaces the one before, and taking back leaves nothing of any."""
    words = [
        word("not-a-fault"), word("known", WHY, "2027-03-31"), word("done"), word("known", OTHER, "2027-06-30"),
        word("undone"),
    ]  # fmt: skip
    with Ledger.open(tmp_path) as ledger:
        for one in words:
            ledger.judge([one])
            assert ledger.judgements() == {one.mark: one}


@pytest.mark.parametrize("one", [word("known", "", "2027-03-31"), word("known", WHY)])
def test_the_ledger_refuses_what_has_no_reason_or_no_end(tmp_path: Path, one: Judgement) -> None:
    """Whoever asks, and nothing of the same go is kept."""
    with Ledger.open(tmp_path) as ledger:
        with pytest.raises(ToolkitError):
            ledger.judge([word("done"), one])
        assert not ledger.judgements()


@pytest.mark.parametrize(
    ("deed", "sign"),
    [
        ("UPDATE acknowledgements SET until = '2099-01-01'", "edited"),
        ("DELETE FROM acknowledgements", "deleted"),
        (
            "INSERT INTO acknowledgements SELECT 9, 'b', reason, until, who, at, kind, sheet FROM acknowledgements",
            "added",
        ),
    ],
)
def test_it_is_sealed_as_everything_in_the_ledger(house: Path, deed: str, sign: str) -> None:
    """A longer term, a lost row, a row put in: refused by the database, found by the audit."""
    say(house, "known", "AL", WHY, SPRING)
    assert signs(house) == set()
    if sign != "added":
        db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
        with pytest.raises(sqlite3.IntegrityError, match="only grows"):
            db.execute(deed)
        db.close()
    attack(house, deed)
    assert (sign, "") in signs(house)


def test_it_is_in_the_backup(house: Path, tmp_path: Path) -> None:
    """A house restored from its backup knows of it still."""
    say(house, "known", "AL", WHY, SPRING)
    assert run("ledger", "backup", tmp_path / "Backup.zip", "--house", house).code == 0
    state = house / ".boutique"
    state.rename(house / "lost")
    assert kinds(check(house, "--dry-run").json) == []
    with zipfile.ZipFile(tmp_path / "Backup.zip") as package:
        package.extractall(house)
    assert kinds(check(house).json) == ["future-date"]


def test_the_ledger_holds_no_value(house: Path) -> None:
    """Her reason stands there; what the cell held does not."""
    say(house, "known", "AL", WHY, SPRING)
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    rows = json.dumps(db.execute("SELECT * FROM acknowledgements").fetchall())
    assert WHY in rows
    assert "2027-03-05" not in rows
