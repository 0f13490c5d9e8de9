"""What ``boutique schedule`` is asked for: another opening, a broker's workbook, pages of pieces, a loss."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.broker_book import broker_book
from tests.test_round import LENT, RING, WATCH, files, house, letter, restock, schedule
from toolkit.readers.excel import read_workbook

DAY = ("--as-at", "2026-10-31")
XLSX = (*DAY, "--format", "xlsx")


def test_the_bridge_begins_with_a_file_that_is_named(tmp_path: Path) -> None:
    """An earlier schedule in any layout instead of the one in the ledger; the file's digest goes into the ledger."""
    folder = house(tmp_path / "house", RING, WATCH)
    former = tmp_path / "Broker list 2026-09-30.csv"
    former.write_text("Ref,Item,Sum insured,Currency\nR1,Gold ring,55000,GBP\nR9,Brooch,700,GBP\n", "utf-8")
    made = schedule(folder, *XLSX, "--since", former, "--json").json
    bridge = made["bridge"]
    assert bridge["opening_number"] == former.name
    assert (bridge["opening"], bridge["vanished"], bridge["revalued"]) == ({"GBP": "55700.00"}, {"GBP": "700.00"}, {"GBP": "5000.00"})
    assert schedule(folder, *XLSX, "--since", former, "--json").json["state"] == "unchanged"
    alone = schedule(folder, *XLSX)
    assert alone.code == 1
    assert "S-2026-001 was issued with --since: it is bridged from Broker list 2026-09-30.csv." in alone.err
    assert "or add --overwrite to issue revision 2, which begins with no earlier schedule" in alone.err
    shown = shutil.copy(former, tmp_path / "Broker list 2026-11-30.csv")
    refused = schedule(folder, *XLSX, "--since", shown)
    assert refused.code == 2
    assert "not before 2026-10-31" in refused.err


def test_an_issued_schedule_keeps_its_opening(tmp_path: Path) -> None:
    """What is issued for a day between changes nothing by itself; it is said, and --overwrite bridges anew."""
    folder = house(tmp_path, RING, WATCH)
    for day in ("2026-09-30", "2026-10-31", "2026-10-15"):
        assert schedule(folder, "--as-at", day, "--format", "xlsx", "--json").json["state"] == "issued"
    again = schedule(folder, *XLSX, "--json").json
    assert (again["state"], again["bridge"]["opening_number"]) == ("unchanged", "S-2026-001")
    assert any("S-2026-003" in note and "--overwrite" in note for note in again["notes"])
    anew = schedule(folder, *XLSX, "--overwrite", "--json").json
    assert (anew["revision"], anew["bridge"]["opening_number"]) == (2, "S-2026-003")


def test_a_revised_opening_is_named_with_its_revision(tmp_path: Path) -> None:
    """The bridge of an issued schedule still leads from the revision it was made with."""
    folder = house(tmp_path, RING)
    schedule(folder, "--as-at", "2026-09-30", "--format", "xlsx")
    schedule(folder, *XLSX)
    restock(folder, RING, WATCH)
    assert schedule(folder, "--as-at", "2026-09-30", "--format", "xlsx", "--overwrite", "--json").json["revision"] == 2
    restock(folder, RING)
    again = schedule(folder, *XLSX, "--json").json
    assert (again["state"], again["bridge"]["opening"]) == ("unchanged", {"GBP": "60000.00"})
    assert any("S-2026-001, revision 1" in note and "S-2026-001, revision 2" in note for note in again["notes"])
    anew = schedule(folder, *XLSX, "--overwrite", "--json").json
    assert (anew["revision"], anew["bridge"]["vanished"]) == (2, {"GBP": "30000.00"})


def test_the_brokers_workbook_is_filled_beside_ours_and_sent(tmp_path: Path) -> None:
    """By option or by the house file; his goes with the letter, its bytes decide on unchanged, what was left is told."""
    folder = house(tmp_path, RING, WATCH)
    (folder / "Form.xlsm").write_bytes(broker_book(macros=True))
    made = schedule(folder, *DAY, "--format", "xlsx,eml", "--template", folder / "Form.xlsm", "--json").json
    name = "Schedule-2026-10-31-broker S-2026-001.xlsm"
    assert set(files(folder)) == {"Schedule-2026-10-31.xlsx", name, "Schedule-2026-10-31-letter.eml"}
    assert list(letter(folder).enclosed) == [name]
    assert any("2 lines were put into" in note for note in made["notes"])
    sheet = next(grid for grid in read_workbook(letter(folder).enclosed[name], name) if grid.sheet == "Schedule")
    assert [sheet.value(row, 1) for row in (7, 8)] == ["R1", "R2"]
    toml = folder / "boutique.toml"
    toml.write_text(toml.read_text("utf-8").replace('workbook = ""', 'workbook = "Form.xlsm"'), "utf-8")
    assert schedule(folder, *XLSX, "--json").json["state"] == "unchanged"
    (folder / "Form.xlsm").write_bytes(broker_book(blanks=12, macros=True))
    refused = schedule(folder, *XLSX)
    assert refused.code == 1
    assert "--overwrite" in refused.err
    verified = schedule(folder, *DAY, "--template", "no.xls")
    assert verified.code == 1
    assert ".xlsx or .xlsm" in verified.err


def test_the_facts_as_a_file_are_what_the_document_is_known_by(tmp_path: Path) -> None:
    """The SHA-256 of the JSON is the one every page of the schedule prints."""
    folder = house(tmp_path, RING)
    made = schedule(folder, *DAY, "--format", "xlsx,json", "--json").json
    data = (folder / "documents" / "schedules" / "Schedule-2026-10-31.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == made["facts"]
    assert schedule(folder, *DAY, "--format", "json", "--json").json["state"] == "unchanged"


def test_chosen_pieces_have_a_page_with_their_photograph(tmp_path: Path) -> None:
    """By number and by worth; an unknown number is refused before anything is made."""
    folder = house(tmp_path, RING, WATCH)
    (folder / "evidence").mkdir()
    Image.new("RGB", (60, 40), "navy").save(folder / "evidence" / "R2-front.jpg")
    chosen = (*DAY, "--draft", "--format", "pdf", "--overwrite")
    schedule(folder, *chosen)
    plain = pictured(folder)
    schedule(folder, *chosen, "--pages", "r2", "--pages-above", "50000")
    assert len(pictured(folder)) == len(plain) + 2
    assert not any(plain)
    assert any(pictured(folder))
    refused = schedule(folder, *DAY, "--pages", "R99")
    assert refused.code == 1
    assert "R99" in refused.err
    assert schedule(folder, *DAY, "--pages-above", "much").code == 2


def pictured(folder: Path) -> list[int]:
    """How many photographs each page of the draft has."""
    with pikepdf.open(folder / "documents" / "schedules" / "Schedule-2026-10-31-draft.pdf") as file:
        return [len(page.get_images()) for page in file.pages]


@pytest.mark.parametrize(
    ("situation", "loss", "paid", "capped"),
    [("premises", "10000", "7888.89", None), ("window", "GBP 50000", "40000.00", "window_at_night"),
     ("on approval", "20000.00", "10000.00", "approval")],
)  # fmt: skip
def test_a_loss_is_thought_through_and_nothing_is_written(
    tmp_path: Path, situation: str, loss: str, paid: str, capped: str | None
) -> None:
    """10,000 x 80,000 / 90,000 less 1,000 under average; the limit of the place caps it."""
    folder = house(tmp_path, RING, WATCH)
    before = sorted(path.name for path in folder.rglob("*"))
    made = schedule(folder, *DAY, "--loss", loss, "--situation", situation, "--json").json
    assert made["payments"] == [{"average": True, "amount": paid, "capped": capped}]
    assert made["value_at_risk"] == "90000"
    told = schedule(folder, *DAY, "--loss", loss, "--situation", situation)
    assert told.code == 0
    assert "With an average clause" in told.out
    assert sorted(path.name for path in folder.rglob("*")) == before


@pytest.mark.parametrize(
    ("more", "said"),
    [(("--loss", "much"), "not an amount"), (("--loss", "-5"), "not an amount"), (("--loss", "0"), "not an amount"),
     (("--loss", "12.500"), "12500 or 12.500"), (("--loss", "EUR 5"), "in EUR"),
     (("--loss", "5", "--situation", "windw"), "Did you mean window?"), (("--format", "docx"), "--format")],
)  # fmt: skip
def test_what_cannot_be_meant_is_mistyped(tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    """Exit code 2, and a sentence that says what can be typed."""
    ran = schedule(house(tmp_path, RING), *DAY, *more)
    assert (ran.code, said in ran.err) == (2, True), ran.err


def test_a_loss_without_a_policy_cannot_be_said(tmp_path: Path) -> None:
    """No policy is in force on that day."""
    ran = schedule(house(tmp_path, RING), "--as-at", "2025-12-31", "--loss", "5")
    assert ran.code == 1
    assert "No policy" in ran.err


def test_exit_three_for_what_has_vanished_or_is_above_a_limit(tmp_path: Path) -> None:
    """Both are doubts to be settled; a draft of a letter is none."""
    folder = house(tmp_path, WATCH, ("R3", *LENT[1:9], 5000, "GBP"))
    assert schedule(folder, *DAY, "--format", "xlsx,eml").code == 0
    restock(folder, WATCH)
    assert schedule(folder, "--as-at", "2026-11-30", "--format", "xlsx").code == 3
    restock(folder, WATCH, RING)
    assert schedule(folder, "--as-at", "2026-12-31", "--format", "xlsx", "--dry-run").code == 3
