"""The unlock list as a workbook and as a page: links to the cells, the promise, nothing loaded, nobody kept out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from tests.browser import Window, barriers, launched
from tests.houses import run
from tests.unlock_houses import DAY, house_of, read
from toolkit.produce.unlock import unlock
from toolkit.show.unlock_page import page
from toolkit.show.unlock_workbook import TEMPLATE
from tools.make_workbook_templates import unlock as made_template

ROOT = Path(__file__).resolve().parents[1]
MARKUP = "<script>alert(1)</script>"
ROWS = {
    "A1": {"Date in": "", "Insured value": "87600.50"}, "A2": {"Status": MARKUP}, "A3": {"Insured value": "POA"},
    "A4": {"Status": "missing"}, "A5": {},
}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house with something of everything, whose registers hold what a page must bear."""
    return house_of(tmp_path_factory.mktemp("house"), ROWS)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    yield from launched()


def test_the_workbook_has_a_line_an_answer(house: Path, tmp_path: Path) -> None:
    """Order, cell, what stands there, what it releases and its value as a figure; the head says what ten release."""
    target = tmp_path / "Unlock.xlsx"
    assert run("unlock", "--house", house, "--as-at", DAY, "--workbook", target).code == 3
    book = load_workbook(target)
    sheet = book["Fill in first"]
    head = [cell.value for cell in sheet[6]]
    lines = [dict(zip(head, (cell.value for cell in row), strict=True)) for row in sheet.iter_rows(min_row=7)]
    first = lines[0]
    assert (first["Order"], first["Cell"], first["Column"]) == (1, "H2", "Date in")
    assert (first["Lines"], first["Currency"], float(first["Insured value"])) == (1, "GBP", 87600.5)
    assert "Stock.csv" in first["Where"]
    assert first["Where"].startswith("=HYPERLINK(")
    assert MARKUP.lower() in {str(line["What stands there"]).lower() for line in lines}
    assert (
        "The first 3 answers release 3 lines of the schedule (£88,600.50, and 1 without a value)" in sheet["A5"].value
    )
    assert [row[0].value for row in book["Not by a cell"].iter_rows(min_row=5)] == ["schedule A4"]
    assert {row[2].value for row in book["Completeness"].iter_rows(min_row=5)} >= {"Weight", "Date acquired"}


def test_a_register_or_a_file_that_is_there_is_never_written_over(house: Path, tmp_path: Path) -> None:
    """Refused before anything is written; with --overwrite a file of ours is replaced, a register never."""
    register = house / "Stock.csv"
    before = register.read_bytes()
    ran = run("unlock", "--house", house, "--as-at", DAY, "--html", register, "--overwrite", "--json")
    assert (ran.code, ran.json["error"]["code"]) == (2, "register")
    assert register.read_bytes() == before
    target = tmp_path / "Unlock.html"
    target.write_text("mine", "utf-8")
    assert run("unlock", "--house", house, "--as-at", DAY, "--html", target, "--json").json["error"]["code"] == "exists"
    assert target.read_text("utf-8") == "mine"
    assert run("unlock", "--house", house, "--as-at", DAY, "--html", target, "--overwrite").code == 3
    assert "What to fill in first" in target.read_text("utf-8")


def test_the_page_stands_alone_and_keeps_nobody_out(house: Path, browser: Browser, tmp_path: Path) -> None:
    """Nothing is loaded, nothing complains, no rule of accessibility is broken, in light, dark and on a telephone."""
    html = page(unlock(read(house)))
    window = Window(browser, tmp_path)
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
        opened = window.open(html, width=width, scheme=scheme)
        assert barriers(opened) == []
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert opened.locator("table.answers tbody tr").count() == 3
        assert MARKUP in opened.locator("table.answers").inner_text()
        assert "The first 3 answers release 3 lines of the schedule" in opened.locator(".promise").first.inner_text()
    window.close()


def test_a_house_with_nothing_held_back_is_told_so(browser: Browser, tmp_path: Path) -> None:
    """The page is short and says it."""
    html = page(unlock(read(house_of(tmp_path / "house", {"A1": {}}))))
    window = Window(browser, tmp_path)
    opened = window.open(html)
    assert "No cell holds anything back." in opened.locator("#answers").inner_text()
    assert barriers(opened) == []
    window.close()


def test_the_template_is_made_by_its_tool() -> None:
    """The committed template comes from tools/make_workbook_templates.py, unaltered."""
    assert (ROOT / "workbook_templates" / TEMPLATE).read_bytes() == made_template()
