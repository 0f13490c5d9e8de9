"""``boutique sellthrough``: the demo's five brands, in one round, with their letters; one withheld stops no other."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import openpyxl
import pytest

from tests.houses import Ran, run
from tests.maisons import Shelf, clean
from toolkit.mail import opened

DOCUMENTS = Path("documents") / "sell-through"
AS_AT = ("--as-at", "2026-10-31")


@pytest.fixture
def folder(tmp_path: Path, shelf: Shelf) -> Path:
    """The clean maison, its registers mapped, nothing issued, nothing remembered of its columns."""
    shelf.take(clean, tmp_path)
    rmtree(tmp_path / ".boutique")
    return tmp_path


def sell(folder: Path, *arguments: object) -> Ran:
    """Run the command on the house, without Pango's pages: those have their own tests."""
    return run("sellthrough", *arguments, "--house", folder, *AS_AT)


def typed(folder: Path, sheet: str, cell: str, value: object) -> None:
    """Type into the corner's workbook."""
    path = folder / "registers" / "Vitrines.xlsx"
    book = openpyxl.load_workbook(path)
    book[sheet][cell] = value
    book.save(path)


def test_all_that_is_due_in_one_round(folder: Path) -> None:
    """Every contract's report under a number of its own, the table of all first; again, all are unchanged."""
    first = sell(folder, "--all", "--format", "xlsx,csv", "--json")
    assert first.code == 0, first.out
    reports = first.json["reports"]
    assert first.json["schema"] == "boutique.sellthrough/1"
    assert {report["brand"] for report in reports} == {
        "Delmare Genève", "Thornfield & Daye", "Verrocchia", "Maison Solveig", "Kestrel Horology",
    }  # fmt: skip
    assert {report["state"] for report in reports} == {"issued"}
    assert len({report["number"] for report in reports}) == len(reports) == 11
    assert (folder / DOCUMENTS / "Sell-through-Delmare-Genève-2026-10.xlsx").is_file()
    again = sell(folder, "--all", "--format", "csv")
    assert again.out.startswith("Brand")
    assert again.out.count(" unchanged: ") == 5
    assert "issued." not in again.out


def test_each_file_says_what_its_contract_wants(folder: Path) -> None:
    """Prices for the one brand that may be told, bar codes as text, no column that was not asked for."""
    sell(folder, "Thornfield & Daye", "Kestrel Horology", "--format", "csv")
    told = {path.name: path.read_text("utf-8") for path in (folder / DOCUMENTS).glob("*.csv")}
    (name,) = (name for name in told if name.startswith("Sell-through-Thornfield"))
    rows = list(csv.DictReader(io.StringIO(told[name])))
    assert {row["currency"] for row in rows} == {"GBP"}
    assert all(len(row["gtin"]) == 13 for row in rows)
    assert all(row["formula"] == "D" for row in rows)
    (name,) = (name for name in told if name.startswith("Sell-through-Kestrel"))
    assert {"net_sales", "cover_weeks", "gtin"} & set(told[name].splitlines()[0].split(",")) == {"cover_weeks"}


def test_a_brands_own_workbook_says_what_the_plain_file_says(folder: Path) -> None:
    """Its headings, its title and its blank rows as they came; under them the contract's figures and nothing else."""
    assert sell(folder, "Kestrel Horology", "--format", "xlsx,csv").code == 0
    stem = folder / DOCUMENTS / "Sell-through-Kestrel-Horology-FY2027-Q2"
    told = list(csv.DictReader(io.StringIO(stem.with_suffix(".csv").read_text("utf-8"))))
    sheet = openpyxl.load_workbook(stem.with_suffix(".xlsx")).worksheets[0]
    heading, *rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert heading[0] == "Reference"
    fields = ("reference", "description", "opening", "received", "sold", "customer_returns", "closing")
    found = [[str(value) for value in row] for row in rows if row[0]]
    assert found == [[line[field] for field in fields] for line in told]
    assert len(found) >= 3


def test_the_letter_is_in_the_representatives_language(folder: Path) -> None:
    """A draft beside the report, French for Mme Aubert, with the files; the same again changes nothing."""
    ran = sell(folder, "Delmare Genève", "--format", "csv,eml", "--json")
    assert ran.code == 0, ran.err
    (report,) = ran.json["reports"]
    path = Path(report["letter"]["path"])
    letter = opened(path.read_bytes())
    assert letter.words.startswith("Mme Aubert,")
    assert "octobre 2026" in letter.heading["Subject"]
    assert set(letter.enclosed) == {"Sell-through-Delmare-Genève-2026-10.csv"}
    before = path.read_bytes()
    again = sell(folder, "Delmare Genève", "--format", "csv", "--email", "draft", "--json")
    assert again.json["reports"][0]["letter"]["draft"] == "unchanged"
    assert path.read_bytes() == before


def test_one_withheld_stops_no_other(folder: Path) -> None:
    """A client's name in the words of a piece: that brand is withheld with the cell, the others are made."""
    buyer = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")["Brand sales"]["M2"].value
    sheet = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")["Brand goods"]
    row = next(row[0].row for row in sheet.iter_rows(min_row=2)
               if row[1].value == "Delmare Genève" and row[29].value == "In stock")  # fmt: skip
    typed(folder, "Brand goods", f"D{row}", f"Minuit for {buyer}")
    typed(folder, "Brand goods", f"E{row}", "A new reference")
    ran = sell(folder, "Delmare Genève", "Maison Solveig", "--format", "csv")
    assert ran.code == 3
    assert "Delmare Genève, October 2026: withheld." in ran.out
    assert "the buyer" in ran.out
    assert buyer not in ran.out
    assert "1 of 2 reports made, 1 withheld." in ran.out
    assert not list((folder / DOCUMENTS).glob("*Delmare*"))
    assert list((folder / DOCUMENTS).glob("*Solveig*"))
    assert sell(folder, "Delmare Genève", "--format", "csv").code == 3


def test_a_sale_entered_late_is_corrected_in_the_next_report(folder: Path) -> None:
    """September is issued, then a piece turns out to be sold in it: October says so, with the cell for the house."""
    assert sell(folder, "Delmare Genève", "--period", "2026-09", "--format", "csv").code == 0
    sheet = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")["Brand goods"]
    row = next(row for row in sheet.iter_rows(min_row=2) if row[1].value == "Delmare Genève"
               and row[29].value == "In stock" and row[21].value < datetime(2026, 6, 1))  # fmt: skip
    typed(folder, "Brand goods", f"AD{row[0].row}", "Sold")
    typed(folder, "Brand goods", f"AI{row[0].row}", datetime(2026, 9, 28))
    ran = sell(folder, "Delmare Genève", "--period", "2026-10", "--format", "csv", "--json")
    (report,) = ran.json["reports"]
    (correction,) = report["corrections"]
    assert correction["number"] == "T-2026-001"
    assert correction["reported"] - correction["now"] == 1
    assert correction["places"][0]["cell"].endswith(str(row[0].row))


def test_a_draft_and_a_dry_run_take_no_number(folder: Path) -> None:
    """Before the month is over only a draft is made; a dry run writes nothing."""
    early = ("sellthrough", "Delmare Genève", "--period", "2026-10", "--house", folder, "--as-at", "2026-10-20",
             "--format", "csv")  # fmt: skip
    assert run(*early).code == 1
    assert run(*early, "--draft").code == 0
    assert [path.name for path in (folder / DOCUMENTS).iterdir()] == ["Sell-through-Delmare-Genève-2026-10-draft.csv"]
    ran = sell(folder, "Verrocchia", "--format", "csv", "--dry-run", "--json")
    assert ran.json["reports"][0]["state"] == "dry-run"
    assert len(list((folder / DOCUMENTS).iterdir())) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "No brand is named"),
        (("Delmar Geneve",), "Did you mean 'Delmare Genève'?"),
        (("Delmare Genève", "--period", "2026-13"), "2026-13"),
        (("Delmare Genève", "--format", "docx"), "--format 'docx' is not known"),
        (("Delmare Genève", "--approve"), "Nobody says who decides"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_a_sentence(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    """Each slip of the command line: exit code 2, and what was probably meant."""
    ran = sell(folder, *arguments)
    assert ran.code == 2, ran.out
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_figure_changed_needs_a_revision(folder: Path) -> None:
    """Issued, then the registers say otherwise: refused until asked for, then revision 2."""
    assert sell(folder, "Delmare Genève", "--format", "csv").code == 0
    sheet = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")["Brand goods"]
    row = next(row[0].row for row in sheet.iter_rows(min_row=2)
               if row[1].value == "Delmare Genève" and row[29].value == "In stock")  # fmt: skip
    typed(folder, "Brand goods", f"C{row}", "Aurore")
    assert sell(folder, "Delmare Genève", "--format", "csv").code == 1
    ran = sell(folder, "Delmare Genève", "--format", "csv", "--overwrite", "--json")
    assert ran.json["reports"][0]["revision"] == 2


def test_a_letter_waits_until_somebody_approved_what_she_could_see(folder: Path) -> None:
    """Made just now it is not approved; seen, it is, and until then it waits with exit code 4."""
    settings = folder / "boutique.toml"
    words = settings.read_text("utf-8")
    assert "[mail]\n" in words
    told = '[mail]\nhost = "mail.corvane.example"\n'
    words = re.sub(r"\[mail\](?:\n(?!\[)[^\n]*)*", lambda found: re.sub(r"\nhost = [^\n]*", "", found[0]), words)
    words = words.replace("[mail]\n", told, 1)
    settings.write_text(words, "utf-8")
    asked = ("Delmare Genève", "--format", "csv")
    first = sell(folder, *asked, "--approve", "--by", "Camille R.")
    assert "Not approved: it was made just now." in first.out
    assert first.code == 4
    assert sell(folder, *asked, "--email", "send", "--json").json["reports"][0]["letter"]["state"] == "waiting"
    seen = sell(folder, *asked, "--approve", "--by", "Camille R.", "--json")
    assert seen.json["reports"][0]["letter"]["approved"] is True
    assert seen.code == 0


def test_what_the_brand_s_workbook_could_not_take_is_told_every_time(folder: Path) -> None:
    """Also when nothing changed since, and when another format is asked for: she may have missed it."""
    form = openpyxl.Workbook()
    assert form.active is not None
    form.active.append(["Reference", "Sold", "Closing stock", "Display rating"])
    form.active.append([None])
    form.save(folder / "solveig.xlsx")
    house = folder / "boutique.toml"
    told = house.read_text("utf-8")
    house.write_text(told.replace('name = "Maison Solveig"', 'name = "Maison Solveig"\ntemplate = "solveig.xlsx"'), "utf-8")
    assert told != house.read_text("utf-8")
    said = [sell(folder, "Maison Solveig", *asked, "--json").json["reports"][0]
            for asked in (("--format", "xlsx,csv"), ("--format", "xlsx,csv"), ("--format", "csv"))]  # fmt: skip
    assert [one["state"] for one in said] == ["issued", "unchanged", "unchanged"]
    assert "Display rating" in " ".join(said[0]["notes"])
    assert said[0]["notes"] == said[1]["notes"] == said[2]["notes"]
