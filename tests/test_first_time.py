"""A first-time user's path: blanks filled with ten pieces and five clients, then the commands of the guide as written."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.first_rows import TYPED, type_in
from tests.houses import Ran, run

GUIDE = Path(__file__).resolve().parents[1] / "docs" / "first-registers.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
QUICKER = {"schedule": ("--format", "xlsx"), "sellthrough": ("--format", "xlsx"), "letters issue": ("--no-pdf",)}
"""What spares the test a minute of setting pages: their own tests look at them."""


def steps() -> Iterator[tuple[str, str]]:
    """The guide's blocks, line by line where they are commands."""
    for kind, text in BLOCK.findall(GUIDE.read_text("utf-8")):
        yield from ((kind, line) for line in text.splitlines()) if kind == "sh" else ((kind, text),)


def typed(line: str) -> Ran:
    """A command as the guide has it, made quicker."""
    program, *words = shlex.split(line)
    assert program == "boutique"
    return run(*words, *next((more for name, more in QUICKER.items() if line.startswith(f"boutique {name}")), ()))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, as the current one, on a day in November."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOUTIQUE_AS_AT", "2026-11-02")
    return tmp_path


def test_from_blank_registers_to_the_four_documents(folder: Path) -> None:
    """Every command of the guide does what it says: nothing is asked, nothing is in doubt, one letter waits for her."""
    said: dict[str, Ran] = {}
    for kind, text in steps():
        if kind == "toml":
            house = folder / "boutique.toml"
            house.write_text(f"{house.read_text('utf-8')}\n{text}", "utf-8")
            continue
        said[" ".join(text.split()[1:3])] = typed(text)
        if text == "boutique template all":
            type_in(folder / "registers")
    codes = {name: ran.code for name, ran in said.items()}
    assert codes == {
        "template all": 0, "init --name": 0, "check": 0, "schedule": 0, "dossier W0001": 0, "sellthrough Aurelle": 0,
        "letters draft": 4, "letters approve": 3, "letters issue": 3,
    }  # fmt: skip
    assert "Questions" not in said["init --name"].out
    assert "0 errors, 0 warnings" in said["check"].out
    assert "8 pieces  £44,500.00" in said["schedule"].out
    assert "In doubt          0 rows" in said["schedule"].out
    assert re.search(r"Aurelle +2026-10 +3 +0 +1 +0 +2 +33%", said["sellthrough Aurelle"].out)
    assert "Let the adviser write a sentence of her own" in said["letters draft"].out
    made = {path.relative_to(folder / "documents").as_posix() for path in (folder / "documents").rglob("*.*")}
    assert made >= {
        "schedules/Schedule-2026-11-02.xlsx", "dossiers/Dossier-W0001-client.pdf",
        "sell-through/Sell-through-Aurelle-2026-10.xlsx", "letters/L-2026-001 C0002 birthday.docx",
    }  # fmt: skip


def test_every_cell_that_was_typed_is_read_as_it_was_meant(folder: Path) -> None:
    """Registers set up while they are blank and filled in later: each value comes back under its field, none in doubt."""
    run("template", "all")
    assert run("init").code == 0
    type_in(folder / "registers")
    checked = run("check", "--json").json
    rows = {one["file"]: (one["rows_in"], one["records"]) for one in checked["registers"]}
    for name, lines in TYPED.items():
        assert rows[f"registers/{name}.xlsx"] == (len(lines), len(lines))
    assert {one["severity"] for one in checked["findings"]} <= {"information"}
    shown = run("show", "W0001").out
    for words in ("0671042", "Gentleman’s wristwatch, silvered dial", "2026-03-11", "1951-03", "c. 2014 to 2024"):
        assert words in shown


def test_an_empty_stock_register_takes_no_number(folder: Path) -> None:
    """A schedule of nothing is not issued: it would tell the insurer that nothing is held."""
    run("template", "all")
    run("init")
    ran = run("schedule", "--format", "xlsx")
    assert ran.code == 1
    assert "The stock register is empty" in ran.err
    assert not (folder / "documents").exists()
    type_in(folder / "registers")
    assert "Schedule S-2026-001, revision 1: issued." in run("schedule", "--format", "xlsx").out


def test_letters_without_the_houses_address_say_what_is_wanting(folder: Path) -> None:
    """No cell of a client is at fault: the draft says what the house has to write down, and how many wait for it."""
    run("template", "all")
    type_in(folder / "registers")
    run("init")
    ran = run("letters", "draft", "--from", "2026-12-01", "--to", "2026-12-31")
    assert "2 of them because the letter would not say whom it comes from." in ran.out
    assert "Write name and address of the house in boutique.toml" in ran.out


def test_a_brand_without_a_contract_is_told_the_lines_to_write(folder: Path) -> None:
    """Pasted at the end of boutique.toml as they are shown, they make the report."""
    run("template", "all")
    type_in(folder / "registers")
    run("init")
    ran = run("sellthrough", "Aurelle")
    assert ran.code == 2
    lines = ran.err.partition("[[brand]]")
    house = folder / "boutique.toml"
    house.write_text(f"{house.read_text('utf-8')}\n{lines[1]}{lines[2]}", "utf-8")
    assert run("sellthrough", "Aurelle", "--format", "csv").code == 0


def test_a_slip_in_typing_is_named_by_its_cell(folder: Path) -> None:
    """A word that is on no list, a figure in words, one number twice: the check names workbook, sheet and cell."""
    run("template", "all")
    type_in(folder / "registers")
    path = folder / "registers" / "Stock.xlsx"
    book = load_workbook(path)
    page = book["Stock"]
    at = {str(cell.value): cell.column_letter for cell in page[2]}
    page[f"{at['Status']}4"] = "on the moon"
    page[f"{at['Insured value']}5"] = "about five"
    page[f"{at['Stock no.']}6"] = "W0001"
    page[f"{at['Date in']}3"] = date(2027, 3, 1)
    book.save(path)
    run("init")
    found = run("check", "--json").json["findings"]
    cells = {place["cell"] for one in found if one["severity"] != "information" for place in one["places"]}
    assert cells >= {f"{at['Status']}4", f"{at['Insured value']}5", f"{at['Stock no.']}6", f"{at['Date in']}3"}
