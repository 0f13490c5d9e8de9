"""The worklist as a workbook: a line a finding, a link to its very cell, room for her mark."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.houses import STOCK, make, run, table
from tests.sheets_fixtures import serving
from tests.worklists import LATER, ROWS, check, rows_of, write
from toolkit.produce import setup
from toolkit.render import container
from toolkit.show.worklist import TEMPLATE
from tools.make_workbook_templates import worklist as made_template

ROOT = Path(__file__).resolve().parents[1]


def test_a_line_of_the_worklist(house: Path) -> None:
    """What, where, what was read, why, what to type, what it holds back; and a link from the list's folder to the cell."""
    check(house, "--workbook", house / "lists" / "Work.xlsx")
    lines = {str(line["What"]): line for line in rows_of(house / "lists" / "Work.xlsx")}
    line = lines["A piece without its date of acquisition"]
    assert (line["State"], line["Weight"], line["Cell"], line["Stock no."]) == ("open", "error", "C5", "W4")
    assert line["Where"] == ('=HYPERLINK("../registers/Stock.xlsx#\'Montres\'!C5","registers/Stock.xlsx, Montres")')
    assert line["What to type"] == "Type the date from the purchase invoice or the consignment note."
    assert line["Held back from"] == "schedule"
    assert (line["Your mark"], line["By"], line["Remark"]) == (None, None, None)
    assert re.fullmatch(r"[0-9a-f]{16}-[0-9a-f]{8}", line["id"])
    assert lines["A date in the future"]["What was read"] == "2027-03-05"
    assert [line["Weight"] for line in lines.values()] == ["error", "warning", "warning", "warning"]


def test_the_title_block_and_the_ways_of_the_sheet(listed: Path) -> None:
    """The figures count the lines; the heading stays in sight; a choice of marks is offered in every line."""
    check(listed, "--workbook", listed / "Work.xlsx", "--overwrite")
    write(listed / "registers" / "Stock.xlsx", [*ROWS[:2], *ROWS[3:], ("W6", "Clip", None, None, 5, "GBP")])
    check(listed, "--workbook", listed / "Work.xlsx", "--overwrite", at=LATER)
    book = load_workbook(listed / "Work.xlsx")
    sheet = book["Worklist"]
    figures = {sheet.cell(4, column).value: sheet.cell(3, column).value for column in range(1, 11)}
    assert [figures[name] for name in ("Errors", "Warnings", "To know", "New", "Still open", "Fixed")] == [
        2,
        1,
        0,
        1,
        2,
        1,
    ]
    assert [figures[name] for name in ("Marked done, still there", "Not a fault")] == [1, 1]
    assert "30 November 2026" in sheet["A2"].value
    assert "31 October 2026" in sheet["A2"].value
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("A7", "A6:P9", "$6:$6")
    assert sheet.page_setup.orientation == "landscape"
    (choice,) = sheet.data_validations.dataValidation
    assert (choice.formula1, str(choice.sqref)) == ('"done,not a fault,known"', "L7:L9")
    assert book.active.title == "Worklist"
    assert [row["What"] for row in rows_of(listed / "Work.xlsx", "Fixed")] == ["A figure of zero"]
    assert {row["Kind"] for row in rows_of(listed / "Work.xlsx", "What it means")} == {
        "acquired-undated", "future-date", "sold-mark",
    }  # fmt: skip


def test_what_was_read_stays_text(tmp_path: Path) -> None:
    """A cell that looks like a formula or a number is text in the list, and cannot do anything there."""
    odd = '=HYPERLINK("http://example.invalid","x")'
    plain = [(f"W{number}", "Ring", "2024-01-01", "", 5, "GBP") for number in range(9)]
    rows = [("007", odd, "2024-01-01", "", odd, "GBP"), *plain]
    house = make(tmp_path / "house", {"stock.csv": table(STOCK, rows)})
    check(house, "--workbook", house / "Work.xlsx")
    sheet = load_workbook(house / "Work.xlsx")["Worklist"]
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(str(text).startswith('=HYPERLINK("stock.csv",') for text in formulas)
    assert any(cell.value == odd and cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_register_at_an_odd_path_is_still_linked(tmp_path: Path) -> None:
    """Quotes in a sheet's name are doubled; a # in a file's name does not cut the link short."""
    (tmp_path / "house").mkdir()
    write(tmp_path / "house" / "Stock #1.xlsx", sheet="Paul's")
    setup.write(setup.plan(tmp_path / "house", (), {"insurance.basis": "cost"}, {}), overwrite=True)
    check(tmp_path / "house", "--workbook", tmp_path / "house" / "Work.xlsx")
    assert rows_of(tmp_path / "house" / "Work.xlsx")[0]["Where"].startswith("=HYPERLINK(\"Stock %231.xlsx#'Paul''s'!")


def test_the_same_list_has_the_same_bytes(house: Path) -> None:
    """Nothing of the clock or the machine is in it."""
    for name in ("one", "two"):
        check(house, "--workbook", house / name / "Work.xlsx")
    assert (house / "one" / "Work.xlsx").read_bytes() == (house / "two" / "Work.xlsx").read_bytes()


def test_the_template_is_what_the_tool_makes() -> None:
    """The committed template comes from tools/make_workbook_templates.py, unaltered."""
    committed = (ROOT / "workbook_templates" / TEMPLATE).read_bytes()
    assert container.read(made_template(), "made") == container.read(committed, "committed")
    names = ["Worklist", "Who is who", "Not a fault", "Known", "Fixed", "What it means"]
    assert load_workbook(io.BytesIO(committed)).sheetnames == names


def test_a_line_of_a_google_spreadsheet_opens_its_tab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Address, tab and cell; the same without Google, from the kept copy."""
    write(tmp_path / "Stock.xlsx")
    for server in serving(tmp_path, monkeypatch):
        url = server.upload((tmp_path / "Stock.xlsx").read_bytes(), "The stock")
        assert run("init", tmp_path / "house", "--source", url, "--basis", "cost").code == 0
        links = []
        for name, more in (("online", ()), ("kept", ("--offline",))):
            target = tmp_path / "house" / f"{name}.xlsx"
            assert check(tmp_path / "house", "--workbook", target, *more).code == 3
            links.append({line["Cell"]: line["Where"] for line in rows_of(target)})
        assert re.match(r'=HYPERLINK\("https://docs\.google\.com/[^"]+/edit#gid=\d+&range=C5"', links[0]["C5"])
        assert links[0] == links[1]
