"""``boutique reconcile`` and who is who: flags, one object, a sheet to answer in, a conversation, the ledger's memory."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.houses import Ran, run
from tests.office import converted
from tests.people_houses import ABEL, ADA, ADA_BARE, ADA_OLD, DAY, ZOE, house
from tests.terminal import talk

OLD_ZOE = ("C8", *ZOE[1:4], "9 Ford Street, Leeds", "LS1 4AP", ZOE[6], ZOE[7], ZOE[8], *[""] * 4)
FIRST = ("Ivo", "Nell", "Odo", "Una", "Rhys", "Maud", "Lev", "Ines", "Hugo", "Clio")
LAST = ("Brook", "Carver", "Dunmore", "Elwood", "Fenwick", "Garth", "Hollin", "Ingram")


def crowd() -> Iterator[tuple[str, ...]]:
    """Eighty clients who have nothing to do with each other."""
    for number, (first, last) in enumerate((first, last) for last in LAST for first in FIRST):
        town, code = divmod(number, 9)
        yield (
            f"D{number}", "", first, last, f"{number + 3} {last} Road", f"BS{town + 1} {code}AB",
            f"+44 117 496 {number * 37:04}", f"{first}{number}@example.org".lower(),
            f"19{50 + number % 40}-{number % 12 + 1:02}-{number % 27 + 1:02}", *[""] * 4,
        )  # fmt: skip


ROWS = (ADA, ADA_OLD, ADA_BARE, ABEL, ZOE, OLD_ZOE, *crowd())
ZOES = ("C3", "C8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The house; Zoë stands in two rows, which nearly all agree."""
    return house(tmp_path / "house", ROWS)


def reconcile(folder: Path, *arguments: object) -> Ran:
    """One run as one object."""
    return run("reconcile", "--house", folder, "--as-at", DAY, "--json", *arguments)


def rows_of(item: Mapping[str, Any]) -> set[int]:
    """The rows of a pair."""
    return {place["row"] for place in item["members"]}


def of(items: list[dict[str, Any]], *rows: int) -> dict[str, Any]:
    """The pair of these rows."""
    (found,) = [item for item in items if "members" in item and rows_of(item) == set(rows)]
    return found


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The lines of the sheet by heading; the last column under ``id``."""
    page = load_workbook(path)["Who is who"]
    heads = [cell.value or "id" for cell in page[4]]
    return [
        dict(zip(heads, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=5) if row[0].value
    ]


def answer(path: Path, rows: tuple[int, int], word: str | None, target: Path | None = None) -> None:
    """Choose an answer beside a pair, as she would."""
    book = load_workbook(path)
    page = book["Who is who"]
    heads = {cell.value: cell.column for cell in page[4]}
    for line in page.iter_rows(min_row=5):
        sides = [str(line[heads[name] - 1].value) for name in ("One row says", "The other says")]
        if all(side.startswith(f"row {row}:") for side, row in zip(sides, rows, strict=True)):
            line[heads["Answer"] - 1].value = word
            line[heads["Remark"] - 1].value = "asked her"
    book.properties.lastModifiedBy = "Camille"
    book.save(target or path)


def test_a_pair_is_found_with_its_reasons_and_nothing_is_united_unasked(folder: Path) -> None:
    """Two rows of one person: rows, a likelihood, the cells that speak for it and against it; no judgement yet."""
    found = reconcile(folder, "--dry-run").json
    pair = of([*found["duplicates"], *found["ambiguous"]], 6, 7)
    assert (pair["register"], pair["judgement"]) == ("clients", None)
    assert 0 < pair["score"] <= 1
    assert any(reason["weight"] > 0 for reason in pair["reasons"])
    assert {"field", "label", "left", "right", "weight", "places"} == set(pair["reasons"][0])
    assert all(item["judgement"] is None for item in found["duplicates"])
    assert found["judged"] == []


def test_flags_answer_and_take_back(folder: Path) -> None:
    """By number, by place, and back; never asked again, in whatever order the rows are named."""
    made = reconcile(folder, "--same", *ZOES, "--different", "C1", "clients.csv, row 5", "--by", "AL").json
    judgement = of(made["duplicates"], 6, 7)["judgement"]
    assert (judgement["verdict"], judgement["who"], judgement["at"][:10]) == ("same", "AL", DAY)
    assert made["answers"]["new"] == 2
    again = reconcile(folder).json
    assert of(again["judged"], 2, 5)["judgement"]["verdict"] == "different"
    for item in again["ambiguous"]:
        assert "members" not in item or rows_of(item) not in ({6, 7}, {2, 5})
    back = reconcile(folder, "--undo", "C8", "C3").json
    assert back["answers"]["undone"] == 1
    assert of([*back["duplicates"], *back["ambiguous"]], 6, 7)["judgement"] is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--same", "C1", "C1"), "the same row"),
        (("--same", "C1", "C99"), "No row of clients or suppliers"),
        (("--household", "Ada Ashcombe", "C2"), "2 rows are called 'Ada Ashcombe'"),
    ],
)
def test_what_cannot_be_meant_is_refused(folder: Path, words: tuple[str, ...], said: str) -> None:
    """One message, exit code 2, and nothing is kept."""
    ran = reconcile(folder, *words)
    assert ran.code == 2
    assert said in ran.json["error"]["message"]
    assert not (folder / ".boutique" / "ledger.sqlite").exists()


def test_a_dry_run_keeps_no_answer(folder: Path) -> None:
    """It shows what would be, and forgets it."""
    assert reconcile(folder, "--same", *ZOES, "--dry-run").json["answers"]["new"] == 1
    assert reconcile(folder).json["judged"] == []


def test_what_is_sure_is_taken_at_once(folder: Path) -> None:
    """Every sure pair, each with who said so; a second time there is nothing left to take."""
    sure = [item for item in reconcile(folder, "--dry-run").json["duplicates"] if item["judgement"] is None]
    made = reconcile(folder, "--confident", "--by", "CM").json
    assert made["answers"]["new"] >= len(sure)
    assert all(item["judgement"]["who"] == "CM" for item in made["duplicates"])
    assert reconcile(folder, "--confident").json["answers"]["new"] == 0


def test_the_sheet_holds_both_rows_the_reasons_and_room_for_the_answer(folder: Path) -> None:
    """Links to both rows, each field of either, how likely it is after each reason, a choice of three words."""
    reconcile(folder, "--workbook", folder / "Work.xlsx", "--household", "C1", "C2", "--by", "AL")
    line = next(line for line in lines_of(folder / "Work.xlsx") if str(line["One row says"]).startswith("row 6:"))
    assert "row 6: C3, Dr Zoë van der Berg" in line["One row says"]
    assert "1 Mill Road, York" in line["One row says"]
    assert "9 Ford Street, Leeds" in line["The other says"]
    assert "clients.csv" in line["One row"]
    assert line["Why: how likely after each reason"].startswith("to begin with: ")
    assert line["Answer"] is None
    told = next(line for line in lines_of(folder / "Work.xlsx") if line["State"] == "answered")
    assert (told["Answer"], told["By"]) == ("household", "AL")
    page = load_workbook(folder / "Work.xlsx")["Who is who"]
    (choice,) = page.data_validations.dataValidation
    assert choice.formula1 == '"same,household,different"'


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_answers_in_the_sheet_are_read_back(folder: Path, tmp_path: Path, kind: str) -> None:
    """After LibreOffice saved it, by who saved it; then a cleared answer is taken back, and an old list takes none."""
    work, blank = folder / "Work.xlsx", folder / "Blank.xlsx"
    run("reconcile", "--house", folder, "--as-at", "2026-11-30", "--workbook", blank)
    reconcile(folder, "--workbook", work)
    answer(work, (6, 7), "same")
    saved = converted({"Work.xlsx": work.read_bytes()}, tmp_path, kind)
    (folder / f"Saved.{kind}").write_bytes(saved["Work.xlsx"])
    house(folder, (OLD_ZOE, *reversed(ROWS[:5]), *crowd()), name="Kunden.csv")
    made = reconcile(folder, "--marks", folder / f"Saved.{kind}").json
    assert made["answers"]["new"] == 1
    assert of(made["duplicates"], 2, 3)["judgement"]["verdict"] == "same"
    assert reconcile(folder, "--marks", blank).json["answers"]["undone"] == 0
    house(folder, ROWS)
    reconcile(folder, "--workbook", work, "--overwrite")
    answer(work, (6, 7), None)
    assert reconcile(folder, "--marks", work).json["answers"]["undone"] == 1


def test_a_check_keeps_the_answers_it_reads_beside(folder: Path) -> None:
    """The list is one file: whichever command reads it, no answer is lost; her remarks stay in the next list."""
    work = folder / "Work.xlsx"
    reconcile(folder, "--workbook", work)
    answer(work, (6, 7), "same")
    run("check", "--house", folder, "--as-at", DAY, "--marks", work)
    assert of(reconcile(folder).json["judged"], 6, 7)["judgement"]["who"] == "Camille"
    reconcile(folder, "--workbook", work, "--overwrite")
    line = next(line for line in lines_of(work) if line["State"] == "answered")
    assert (line["Answer"], line["Remark"]) == ("same", "asked her")


def test_a_line_that_was_torn_apart_is_not_believed(folder: Path) -> None:
    """The last column of another line, or a word that is none: told with the cell, and nothing is kept."""
    work = folder / "Work.xlsx"
    reconcile(folder, "--workbook", work, "--same", "C1", "C7", "--same", *ZOES)
    book = load_workbook(work)
    page = book["Who is who"]
    last = page.max_column
    told = [row for row in range(5, page.max_row + 1) if page.cell(row, 1).value == "answered"]
    one, other = (page.cell(row, last) for row in told)
    one.value, other.value = other.value, one.value
    for row in told:
        page.cell(row, last - 3).value = "different"
    book.save(work)
    made = reconcile(folder, "--marks", work).json
    assert made["answers"]["new"] == 0
    assert ["in one piece" in item["reason"] for item in made["answers"]["refused"]] == [True, True]


def test_the_conversation_asks_and_keeps(folder: Path) -> None:
    """On a terminal, both rows side by side; what was answered is there in the next run, with who."""
    command = [
        sys.executable,
        "-m",
        "toolkit",
        "reconcile",
        "--house",
        str(folder),
        "--as-at",
        DAY,
        "--judge",
        "--by",
        "AL",
    ]
    said, code = talk(command, {"are sure. Take them all?": "y", "What are they?": "\r", "(1 to decide)": "\r"})
    assert code in {0, 3}, said
    assert any(item["judgement"]["who"] == "AL" for item in reconcile(folder).json["judged"])


def test_without_a_terminal_nothing_is_asked(folder: Path) -> None:
    """It says which flags answer."""
    ran = run("reconcile", "--house", folder, "--as-at", DAY, "--judge")
    assert ran.code in {0, 3}
    assert "--same" in ran.err


def test_the_ledger_shows_what_was_said(folder: Path) -> None:
    """Every word with its day and who said it, of the rows where they are today; taken back too."""
    reconcile(folder, "--same", *ZOES, "--by", "AL")
    reconcile(folder, "--undo", *ZOES, "--by", "CM")
    said = run("ledger", "answers", "--house", folder).out
    assert re.search(rf"{DAY}  AL +one and the same +C3, .*clients\.csv, row 6\) / C8, .*row 7\)", said)
    assert re.search(rf"{DAY}  CM +taken back", said)
    told = run("ledger", "answers", "--house", folder, "--json").json
    assert [item["verdict"] for item in told["answers"]] == ["same", "undone"]
    assert run("ledger", "audit", "--house", folder).code == 0


def test_text_is_short_and_says_how_to_answer(folder: Path) -> None:
    """A paragraph: what is in force, what is sure, what is asked, and the way to answer each."""
    reconcile(folder, "--same", *ZOES, "--by", "AL")
    said = run("reconcile", "--house", folder, "--as-at", DAY, "--dry-run").out
    part = said.partition("who is who")[2].partition("\n\n")[0]
    assert "1 answer in force: 1 one and the same" in part
    assert part.count("\n") < 20
