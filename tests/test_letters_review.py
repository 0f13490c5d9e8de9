"""The review workbook: her answers are read back whatever became of the rows, and only for the words she read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.letter_houses import Maison, maison


@pytest.fixture
def house(tmp_path: Path) -> Maison:
    """Four clients with a birthday in December, drafted."""
    made = maison(tmp_path / "house")
    made.draft()
    return made


def sheet(path: Path) -> Any:
    """The review opened as somebody opens it."""
    return load_workbook(path)


def columns(tab: Any) -> dict[str, int]:
    """The columns of the letters by their heading."""
    return {cell.value: cell.column for cell in tab[6] if cell.value}


def answer(house: Maison, answers: dict[str, tuple[str, str]], *, shuffled: bool = False) -> None:
    """Answer letters by client in the review, and save it."""
    book = sheet(house.review)
    tab = book["Letters"]
    named = columns(tab)
    for row in range(7, tab.max_row + 1):
        client = str(tab.cell(row, named["Client"]).value).split("\n")[0]
        if client in answers:
            tab.cell(row, named["Answer"]).value, tab.cell(row, named["Note"]).value = answers[client]
            tab.cell(row, named["By"]).value = "EH"
    if shuffled:
        width = tab.max_column
        rows = [[tab.cell(row, column).value for column in range(1, width + 1)] for row in range(7, tab.max_row + 1)]
        for row, values in enumerate(reversed(rows), 7):
            for column, value in enumerate(values, 1):
                tab.cell(row, column).value = value
    book.save(house.review)


def test_the_review_has_a_row_for_each_letter_and_for_each_client_without_one(tmp_path: Path) -> None:
    """Text, reason, cells; on the second sheet everybody else with the reason."""
    made = maison(tmp_path / "house", ({"Surname": "Vane"}, {"Surname": "Marsh", "Birthday": "1970-06-01"},
                                       {"Surname": "Quill", "Do not contact": "yes"}))  # fmt: skip
    made.draft()
    book = sheet(made.review)
    named = columns(book["Letters"])
    row = {heading: book["Letters"].cell(7, column).value for heading, column in named.items()}
    assert "Dear Mrs Vane," in row["The letter"]
    assert "Clients.csv: " in row["Source cells"]
    assert [cell.value for cell in book["Not written to"]["A"][4:]] == ["C3", "C2"]
    assert "not to be contacted" in book["Not written to"]["C5"].value


def test_answers_are_read_back_in_any_order(house: Maison) -> None:
    """Yes, no and words of her own, in rows turned upside down; by whom stands in the ledger."""
    answer(house, {"C1": ("yes", ""), "C2": ("no", "abroad"), "C3": ("Edit", "We miss your laugh.")}, shuffled=True)
    code, said = house.run("review", "--marks", str(house.review))
    assert said["answers"] == {"taken": 2, "own_words": 1, "known": 0, "gone": 0, "refused": []}
    assert code == 4
    stands = {one["client"]: one for one in said["letters"]}
    assert (stands["C1"]["state"], stands["C1"]["decision"]["by"]) == ("approved", "EH")
    assert stands["C2"]["state"] == "refused"
    assert "We miss your laugh." in stands["C3"]["text"]
    assert stands["C4"]["state"] == "waiting"


def test_the_same_review_again_says_nothing_new(house: Maison) -> None:
    """Read twice, nothing is added; cleared, the answer is taken back."""
    answer(house, {"C1": ("yes", ""), "C3": ("edit", "We miss your laugh.")})
    house.run("review", "--marks", str(house.review))
    assert house.run("review", "--marks", str(house.review))[1]["answers"] == {
        "taken": 0, "own_words": 0, "known": 2, "gone": 0, "refused": []
    }  # fmt: skip
    answer(house, {"C1": ("", "")})
    house.run("review", "--marks", str(house.review))
    assert house.states()["C1"] == "waiting"


def test_an_answer_does_not_pass_to_other_words(house: Maison) -> None:
    """The register changed between the list and the answer: the yes is refused with its cell, others are taken."""
    answer(house, {"C1": ("yes", ""), "C2": ("yes", "")})
    house.change(1, "Address", "9 Cedar Lane")
    code, said = house.run("review", "--marks", str(house.review))
    assert code == 3
    assert [one["reason"][:40] for one in said["answers"]["refused"]] == ["The letter to C1 has other words by now "]
    assert said["answers"]["refused"][0]["place"]["cell"]
    assert house.states() == {"C1": "waiting", "C2": "approved", "C3": "waiting", "C4": "waiting"}


def test_a_list_sorted_in_part_is_told(house: Maison) -> None:
    """Answers moved against their letters are nobody's answers."""
    book = sheet(house.review)
    tab = book["Letters"]
    named = columns(tab)
    first, second = (tab.cell(row, named["The letter"]).value for row in (7, 8))
    tab.cell(7, named["The letter"]).value, tab.cell(8, named["The letter"]).value = second, first
    book.save(house.review)
    answer(house, {"C1": ("yes", ""), "C2": ("yes", ""), "C3": ("yes", "")})
    said = house.run("review", "--marks", str(house.review))[1]["answers"]
    assert said["taken"] == 1
    assert ["no longer in one piece" in one["reason"] for one in said["refused"]] == [True, True]


def test_answers_not_read_yet_are_not_written_over(house: Maison) -> None:
    """A new draft does not throw her answers away; read, or told to, it does."""
    answer(house, {"C1": ("yes", "")})
    before = house.review.read_bytes()
    code, said = house.draft()
    assert (code, said["error"]["code"]) == (1, "exists")
    assert house.review.read_bytes() == before
    house.run("review", "--marks", str(house.review))
    assert house.draft()[0] == 4
    assert sheet(house.review)["Letters"].cell(7, columns(sheet(house.review)["Letters"])["State"]).value == "to answer"


def test_odd_words_and_missing_ones_are_refused(house: Maison) -> None:
    """“Maybe” is no answer; “edit” needs words."""
    answer(house, {"C1": ("maybe", ""), "C2": ("edit", "")})
    said = house.run("review", "--marks", str(house.review))[1]["answers"]
    assert ["no answer" in said["refused"][0]["reason"], "under Note" in said["refused"][1]["reason"]] == [True, True]


def test_some_other_workbook_is_no_review(house: Maison, tmp_path: Path) -> None:
    """A workbook without the column of marks is refused in words."""
    book = sheet(house.review)
    book["Letters"].delete_cols(14)
    book.save(tmp_path / "Other.xlsx")
    code, said = house.run("review", "--marks", str(tmp_path / "Other.xlsx"))
    assert (code, said["error"]["code"]) == (1, "no-review")


def test_the_same_desk_makes_the_same_review(house: Maison) -> None:
    """No clock and no chance: drafted again, not a byte differs."""
    before = {path: path.read_bytes() for path in (*house.drafts, house.review)}
    house.draft("--overwrite")
    assert {path: path.read_bytes() for path in before} == before
