"""The monthly round: what goes out, what changed, what to mend first; twice gives the same, and nothing half done."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.houses import Ran, make, run, table
from toolkit.mail import opened
from toolkit.produce.round import closing_day
from toolkit.produce.schedule_letter import unseen
from toolkit.show.round import MOST

STOCK = ("Stock No", "Description", "Ownership", "Consignor", "Status", "Location", "Held by", "Date in", "Date sold",
         "Insured value", "Currency")  # fmt: skip
Row = tuple[object, ...]
RING: Row = ("R1", "Gold ring", "Owned", "", "In stock", "Safe 1", "", "2024-03-05", "", 60000, "GBP")
WATCH: Row = ("R2", "Steel watch", "Owned", "", "In stock", "Window", "", "2024-03-05", "", 30000, "GBP")
LENT: Row = ("R3", "Pearl necklace", "Consigned", "Lady Ashdown", "On approval", "With client", "Mrs A. Vane", "2024-03-05", "", 9600,
             "GBP")  # fmt: skip
OLD: tuple[Row, ...] = tuple(
    (f"Z{n}", "Ring", "Owned", "", "Sold", "Safe 1", "", "2020-01-05", "2020-02-06", 100, "GBP") for n in range(6)
)
POLICY = """
[[policy]]
reference = "JB/26/0419"
from = 2026-01-01
currency = "GBP"
average = "yes"
sum_insured = 80000
excess = 1000

[policy.limits]
premises = 100000
single_article = 50000
approval = 10000
window = 40000
window_at_night = 40000
"""
SETTINGS = {"insurance_basis": "insured_value", "house_name": "Maison Corvane", "house_currency": "GBP",
            "insurance_broker_email": "placing@broker.example"}  # fmt: skip
MONTH = ("--month", "2026-10", "--format", "xlsx,eml")


def house(folder: Path, *rows: Row, **settings: str) -> Path:
    """A house with a policy and these pieces in stock."""
    make(folder, {"stock.csv": table(STOCK, [*rows, *OLD])}, **{**SETTINGS, **settings})
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + POLICY, "utf-8")
    return folder


def restock(folder: Path, *rows: Row) -> None:
    """Other pieces in the same register."""
    (folder / "stock.csv").write_text(table(STOCK, [*rows, *OLD]), "utf-8")


def schedule(folder: Path, *more: object) -> Ran:
    """The command."""
    return run("schedule", "--house", folder, *more)


def files(folder: Path) -> dict[str, str]:
    """Every file under documents with its digest."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (folder / "documents").rglob("*.*")}


def letter(folder: Path, name: str = "Schedule-2026-10-31-letter.eml") -> Any:
    """The draft, read back."""
    return opened((folder / "documents" / "schedules" / name).read_bytes())


@pytest.mark.parametrize(
    ("month", "as_at", "moment"),
    [("2026-11", None, "2026-11-30"), ("2024-02", None, "2024-02-29"), ("2026-12", None, "2026-12-31"),
     ("2026-11", "2026-11-12", "2026-11-12"), ("2026-11", "2026-11-30T12:00", "2026-11-30T12:00")],
)  # fmt: skip
def test_a_month_closes_on_its_last_day(month: str, as_at: str | None, moment: str) -> None:
    """The last day's closing, or the day that is named within the month."""
    assert closing_day(month, as_at) == moment


@pytest.mark.parametrize("more", [("--month", "2026-13"), ("--month", "November"), ("--month", "2026-1"),
                                  ("--month", "2026-10", "--as-at", "2026-11-01")])  # fmt: skip
def test_what_is_no_month_is_mistyped(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Exit code 2, and nothing is made."""
    ran = schedule(house(tmp_path, RING), *more)
    assert ran.code == 2
    assert not (tmp_path / "documents").exists()


def test_a_round_says_what_goes_out_what_changed_and_where_the_files_are(tmp_path: Path) -> None:
    """In no more than 25 lines: the vanished piece first, the bridge, the limits, the cells, the files, the draft."""
    folder = house(tmp_path, RING, WATCH, LENT)
    assert schedule(folder, "--as-at", "2026-09-30", "--format", "xlsx").code == 3  # one piece is above a limit
    restock(folder, RING, ("R2", *WATCH[1:9], "", "GBP"))
    ran = schedule(folder, *MONTH)
    assert ran.code == 3
    lines = ran.out.splitlines()
    assert len(lines) <= 1 + sum(MOST.values()) == 25
    assert lines[0] == "Round of 2026-10, as at 2026-10-31 18:00. Schedule S-2026-002, revision 1: issued."
    assert "Goes out    £60,000.00 for 1 piece" in lines
    assert "Changed     Vanished: R3, Pearl necklace, £9,600.00" in lines
    assert "£99,600.00, vanished −£9,600.00, reclassified −£30,000.00 = £60,000.00" in ran.out
    assert "Above the limit: any one article, R1: £60,000.00 against £50,000.00 (120.0%)" in ran.out
    assert "stock.csv, cell J3: R2, no insured value: type it" in ran.out
    assert "Schedule-2026-10-31.xlsx" in ran.out
    assert "Schedule-2026-10-31-letter.eml  a draft to placing@broker.example, not sent" in ran.out


def test_json_has_the_round_beside_the_schedule(tmp_path: Path) -> None:
    """The bridge is a map by currency that adds up; without --month there is no round."""
    folder = house(tmp_path, RING, WATCH, LENT)
    first = schedule(folder, "--as-at", "2026-09-30", "--format", "xlsx", "--json").json
    assert "round" not in first
    assert first["bridge"] is None
    restock(folder, RING, ("R4", "Brooch", "Owned", "", "In stock", "Safe 1", "", "2026-10-05", "", 1200.5, "GBP"))
    made = schedule(folder, *MONTH, "--json").json
    bridge = made["bridge"]
    assert bridge == {
        "opening_number": "S-2026-001", "opening": {"GBP": "99600.00"}, "new": {"GBP": "1200.50"},
        "transfers_in": {"GBP": "0.00"}, "sold": {"GBP": "0.00"}, "returned": {"GBP": "0.00"}, "out": {"GBP": "0.00"},
        "vanished": {"GBP": "39600.00"}, "reclassified": {"GBP": "0.00"}, "revalued": {"GBP": "0.00"},
        "fx": {"GBP": "0.00"}, "closing": {"GBP": "61200.50"}, "residue": {"GBP": "0.00"},
    }  # fmt: skip
    told = made["round"]
    assert (told["month"], sorted(told["vanished"]), told["residue"]) == ("2026-10", ["R2", "R3"], {})
    assert [limit["key"] for limit in told["breaches"]] == ["single_article"]
    assert told["letter"]["to"] == "placing@broker.example"
    assert {step["stock_no"] for step in made["changes"]} == {"R2", "R3", "R4"}
    assert all(step["words"] for step in made["changes"])
    assert made["limits"]
    assert made["history"][0]["currency"] == "GBP"


def test_a_round_is_remembered_as_a_check(tmp_path: Path) -> None:
    """It says what is new and fixed since the last check, and the next check goes on from it; a dry run does not."""
    folder = house(tmp_path, RING, ("R2", *WATCH[1:9], "", "GBP"))
    first = run("check", "--house", folder, "--as-at", "2026-09-30", "--json").json
    unvalued = [one for one in first["findings"] if one["places"][0]["cell"] == "J3"]
    assert unvalued
    restock(folder, RING, WATCH, ("R5", "Brooch", "Owned", "", "In stock", "Safe 1", "", "2027-10-05", "", 900, "GBP"))
    assert "since 2026-09-30" in schedule(folder, *MONTH, "--dry-run").out
    assert run("check", "--house", folder, "--as-at", "2026-10-30", "--dry-run", "--json").json["last"][:10] == "2026-09-30"
    told = schedule(folder, *MONTH, "--json").json["round"]["check"]
    assert told["since"][:10] == "2026-09-30"
    assert told["new"] > 0
    assert told["fixed"] >= len(unvalued)
    restock(folder, RING, WATCH, ("R5", "Brooch", "Owned", "", "In stock", "Safe 1", "", "2026-10-05", "", 900, "GBP"))
    after = run("check", "--house", folder, "--as-at", "2026-11-02", "--json").json
    assert after["last"][:10] == "2026-10-31"
    assert after["fixed"]
    # In September the brooch lies in the future: an older month, made later, is not what the next check goes on from.
    older = schedule(folder, "--month", "2026-09", "--format", "xlsx", "--json").json["round"]["check"]
    assert (older["since"], older["new"]) == (None, None)
    again = run("check", "--house", folder, "--as-at", "2026-11-03", "--json").json
    assert again["last"][:10] == "2026-10-31"


def test_a_second_round_changes_nothing(tmp_path: Path) -> None:
    """Unchanged, byte for byte; a file that was lost is put back, the draft too."""
    folder = house(tmp_path, RING, WATCH)
    first = schedule(folder, *MONTH, "--json").json
    before = files(folder)
    second = schedule(folder, *MONTH, "--json").json
    assert (first["state"], second["state"]) == ("issued", "unchanged")
    assert (first["letter"]["state"], second["letter"]["state"]) == ("written", "unchanged")
    assert files(folder) == before
    for path in (folder / "documents" / "schedules").iterdir():
        path.unlink()  # as if the run had been killed before it put them in place
    assert schedule(folder, *MONTH).code == 3
    assert files(folder) == before


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """Not the documents, not the draft, not the ledger."""
    folder = house(tmp_path, RING)
    before = sorted(path.name for path in folder.iterdir())
    made = schedule(folder, *MONTH, "--dry-run", "--json").json
    assert (made["state"], made["letter"]["state"]) == ("dry-run", "dry-run")
    assert sorted(path.name for path in folder.iterdir()) == before
    schedule(folder, *MONTH)
    written = files(folder)
    assert made["letter"]["sha256"] == written["Schedule-2026-10-31-letter.eml"]
    assert schedule(folder, *MONTH, "--dry-run", "--json").json["letter"]["state"] == "dry-run"
    assert files(folder) == written


def test_two_rounds_at_once_issue_one_schedule(tmp_path: Path) -> None:
    """Whoever is second finds it issued."""
    folder = house(tmp_path, RING, WATCH)
    command = [sys.executable, "-m", "toolkit", "schedule", "--house", str(folder), *MONTH, "--json"]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    answers = [Ran(one.wait(), out.decode(), "") for one in running for out in [one.communicate()[0]]]
    assert [ran.code for ran in answers] == [3, 3]
    assert {ran.json["number"] for ran in answers} == {"S-2026-001"}
    assert sorted(ran.json["state"] for ran in answers) == ["issued", "unchanged"]
    assert set(files(folder)) == {"Schedule-2026-10-31.xlsx", "Schedule-2026-10-31-letter.eml"}


# --- The draft ------------------------------------------------------------------------------------


def test_the_letter_is_one_a_maison_would_send(tmp_path: Path) -> None:
    """What it comes to, what changed, which limits; no client, owner or holder by name."""
    folder = house(tmp_path, RING, WATCH, LENT, insurance_broker_name="Mr Harcourt", house_address="19 Halcyon Row, London")
    schedule(folder, "--as-at", "2026-09-30", "--format", "xlsx")
    restock(folder, RING, ("R2", *WATCH[1:8], "2026-10-12", *WATCH[9:]), LENT)
    schedule(folder, *MONTH)
    read = letter(folder)
    assert read.heading["Subject"] == "Insurance schedule as at 31 October 2026 – Maison Corvane – policy JB/26/0419 – S-2026-002"
    assert read.words.startswith("Dear Mr Harcourt,")
    assert "£69,600.00 for 2 pieces" in read.words
    assert "Since our schedule as at 30 September 2026 (S-2026-001):" in read.words
    assert "from £99,600.00 to £69,600.00: −£30,000.00 sold." in read.words
    assert "any one article, R1: £60,000.00 against £50,000.00" in read.words
    assert "on approval: £9,600.00 against £10,000.00" in read.words
    assert "19 Halcyon Row, London" in read.words
    for name in ("Vane", "Ashdown"):
        assert name not in read.words
        assert name not in read.heading["Subject"]
    workbook = (folder / "documents" / "schedules" / "Schedule-2026-10-31.xlsx").read_bytes()
    assert read.enclosed == {"Schedule-2026-10-31.xlsx": workbook}


def test_the_letter_speaks_the_brokers_language(tmp_path: Path) -> None:
    """French words and figures for a French broker, whatever the house's own language."""
    folder = house(tmp_path, RING, insurance_broker_language="fr")
    schedule(folder, *MONTH)
    read = letter(folder)
    assert read.words.startswith("Madame, Monsieur,")
    assert "60\u00a0000,00\u00a0£" in read.words
    assert not {"Dear", "Enclosed", "above"} & set(read.words.replace(",", " ").split())


def test_a_draft_to_nobody_is_made_and_said(tmp_path: Path) -> None:
    """Without an address there is a draft all the same; a wrong one is refused when the house file is read."""
    folder = house(tmp_path / "none", RING, insurance_broker_email="")
    ran = schedule(folder, *MONTH, "--json")
    assert ran.json["letter"]["to"] is None
    assert any("broker_email" in note for note in ran.json["notes"])
    assert "To" not in letter(folder).heading
    text = (folder / "boutique.toml").read_text("utf-8")
    (folder / "boutique.toml").write_text(text.replace('broker_email = ""', 'broker_email = "a@b.example, c@d.example"'), "utf-8")
    refused = schedule(folder, *MONTH)
    assert refused.code == 1
    assert "broker_email" in refused.err


def test_what_she_changed_in_the_draft_is_hers(tmp_path: Path) -> None:
    """Her words stay until --overwrite; a draft of a former revision is replaced, for it would mislead."""
    folder = house(tmp_path, RING)
    schedule(folder, *MONTH)
    path = folder / "documents" / "schedules" / "Schedule-2026-10-31-letter.eml"
    ours = path.read_bytes()
    hers = ours.replace(b"Dear Sir or Madam", b"Dear James")
    path.write_bytes(hers)
    kept = schedule(folder, *MONTH, "--json").json
    assert (kept["letter"]["state"], path.read_bytes()) == ("kept", hers)
    assert any("left as it is" in note for note in kept["notes"])
    schedule(folder, *MONTH, "--overwrite")
    assert path.read_bytes() == ours
    restock(folder, RING, WATCH)
    schedule(folder, *MONTH, "--overwrite")
    path.write_bytes(hers)  # as if the run had been killed before it wrote the draft of the second revision
    again = schedule(folder, *MONTH, "--json").json
    assert (again["revision"], again["letter"]["state"]) == (2, "written")
    assert letter(folder).heading["Message-ID"] == "<S-2026-001.r2@draft.invalid>"


def test_all_that_a_draft_says_is_looked_at(tmp_path: Path) -> None:
    """Its heading, its words, and every enclosure but the very files that were looked at already."""
    folder = house(tmp_path, RING)
    schedule(folder, *MONTH)
    data = (folder / "documents" / "schedules" / "Schedule-2026-10-31-letter.eml").read_bytes()
    workbook = letter(folder).enclosed["Schedule-2026-10-31.xlsx"]
    looked = unseen("letter.eml", data, {"any.xlsx": workbook})
    assert list(looked) == ["letter.eml"]
    words = looked["letter.eml"].decode()
    assert "To: placing@broker.example" in words
    assert "Dear Sir or Madam" in words
    assert list(unseen("letter.eml", data, {})) == ["letter.eml", "Schedule-2026-10-31.xlsx"]
