"""``boutique ledger``: looked up, served again, withdrawn, exported, audited, backed up and restored."""

from __future__ import annotations

import csv
import io
import json
import resource
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.houses import Ran, run
from tests.issued_houses import attack, issued_house, paper, pdf, produce, signs
from toolkit.findings import ToolkitError
from toolkit.ledger import Ledger
from toolkit.show.ledger_export import TEMPLATE
from tools.make_workbook_templates import ledger as made_template

DAY = ("--as-at", "2026-11-15")
WHY = ("--reason", "wrong movement number", "--by", "CM")


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three dossiers, W2 in its second revision; D-2026-004 is void."""
    house = issued_house(tmp_path_factory.mktemp("ledger") / "house")
    paper(house, "W9").write_bytes(b"hers")
    with pytest.raises(ToolkitError):
        produce(house, "W9")
    paper(house, "W9").unlink()
    return house


@pytest.fixture
def house(untouched: Path, tmp_path: Path) -> Path:
    """A copy of the house."""
    return Path(shutil.copytree(untouched, tmp_path / "house"))


def ledger(house: Path, verb: str, *arguments: object) -> Ran:
    """One subcommand on the house."""
    return run("ledger", verb, *arguments, "--house", house)


def numbers(house: Path, *chosen: str) -> list[str]:
    """What a list shows, as number, revision and state."""
    found = ledger(house, "list", *chosen, "--json").json["documents"]
    return [f"{line['number']} r{line['revision']} {line['state']}" for line in found]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_list_shows_every_number_with_its_reason(house: Path) -> None:
    """Every revision, the void one with why; the filters narrow it; words for people say the same."""
    assert numbers(house) == [
        "D-2026-001 r1 issued",
        "D-2026-002 r1 superseded",
        "D-2026-002 r2 issued",
        "D-2026-003 r1 issued",
        "D-2026-004 r1 void",
    ]
    ledger(house, "withdraw", "D-2026-003", *WHY, *DAY)
    assert numbers(house, "--state", "withdrawn") == numbers(house, "--since", "2026-11-01")
    assert numbers(house, "--subject", "w2", "--current") == ["D-2026-002 r2 issued"]
    assert numbers(house, "--until", "2026-10-30") == numbers(house, "--kind", "schedule") == []
    words = ledger(house, "list").out
    assert "not issued: exists" in words
    assert "wrong movement number (CM)" in words
    assert "5 revisions, 1 of them void." in words


def test_a_number_shows_its_history_files_and_sources(house: Path) -> None:
    """Both revisions with their digests, what replaced what; a number never given is an error."""
    found = ledger(house, "show", "D-2026-002", "--json").json
    assert [(event["revision"], event["state"]) for event in found["history"]] == [
        (1, "reserved"), (1, "issued"), (2, "reserved"), (2, "issued"), (1, "superseded"),
    ]  # fmt: skip
    first, second = found["revisions"]
    assert first["facts"] != second["facts"]
    assert [file["name"] for file in second["files"]] == ["W2.pdf", "W2.xlsx"]
    assert second["sources"][0]["file"] == "Stock.xlsx"
    assert second["files"][0]["sha256"] in ledger(house, "show", "D-2026-002").out
    assert (ledger(house, "show", "D-2026-077").code, found["troubles"]) == (1, [])


def test_a_reprint_is_the_frozen_copy(house: Path, tmp_path: Path) -> None:
    """Into its place among the documents or any folder; an earlier revision only into a folder of its own."""
    before = contents(house / "documents")
    paper(house).unlink()
    assert ledger(house, "reprint", "D-2026-001", "--dry-run").code == 0
    assert not paper(house).exists()
    assert ledger(house, "reprint", "D-2026-001").code == 0
    assert contents(house / "documents") == before
    refused = ledger(house, "reprint", "D-2026-002", "--revision", 1)
    assert (refused.code, "superseded" in refused.err, "--to" in refused.err) == (1, True, True)
    served = ledger(house, "reprint", "D-2026-002", "--revision", 1, "--to", tmp_path / "file", "--json").json
    assert served["state"] == "superseded"
    assert contents(tmp_path / "file")["W2.pdf"] == contents(house / ".boutique/frozen/D-2026-002-r1")["W2.pdf"]
    assert contents(house / "documents") == before


@pytest.mark.parametrize("harm", ["altered", "gone", "its row"])
def test_a_copy_that_is_not_what_was_issued_is_not_served(house: Path, tmp_path: Path, harm: str) -> None:
    """Nothing of it is written."""
    copy = house / ".boutique" / "frozen" / "D-2026-001-r1" / "W1.pdf"
    if harm == "its row":
        attack(house, "UPDATE files SET name = 'W7.pdf' WHERE name = 'W1.pdf'")
    elif harm == "gone":
        copy.unlink()
    else:
        copy.write_bytes(copy.read_bytes() + b" ")
    assert ledger(house, "reprint", "D-2026-001", "--to", tmp_path / "to").code == 1
    assert not (tmp_path / "to").exists()


def test_a_withdrawal_is_kept_with_who_and_why(house: Path) -> None:
    """Verify says so, a second one is refused, and the same document can be issued again as a revision."""
    assert ledger(house, "withdraw", "D-2026-001", *WHY, *DAY, "--dry-run").code == 0
    assert run("verify", paper(house), "--house", house).code == 0
    assert "W1.pdf" in ledger(house, "withdraw", "D-2026-001", *WHY, *DAY).out
    assert run("verify", paper(house), "--house", house).code == 11
    last = ledger(house, "show", "D-2026-001", "--json").json["history"][-1]
    assert (last["at"][:10], last["who"], last["reason"]) == ("2026-11-15", "CM", "wrong movement number")
    assert "withdrawn already" in ledger(house, "withdraw", "D-2026-001", *WHY).err
    assert "No document was ever issued" in ledger(house, "withdraw", "D-2026-004", *WHY).err
    with pytest.raises(ToolkitError, match="D-2026-001 was withdrawn"):
        produce(house, "W1")
    again = produce(house, "W1", overwrite=True)
    assert (again.number, again.revision) == ("D-2026-001", 2)
    assert numbers(house, "--subject", "W1") == ["D-2026-001 r1 withdrawn", "D-2026-001 r2 issued"]
    assert signs(house) == set()


@pytest.mark.parametrize("missing", [("--reason", " "), ("--by", " ")])
def test_a_withdrawal_without_a_reason_or_a_name_is_refused(house: Path, missing: tuple[str, str]) -> None:
    """Blank is not said."""
    said = {"--reason": "wrong", "--by": "CM"} | dict([missing])
    ran = ledger(house, "withdraw", "D-2026-001", *(word for pair in said.items() for word in pair))
    assert (ran.code, missing[0] in ran.err) == (2, True)
    assert numbers(house, "--subject", "W1") == ["D-2026-001 r1 issued"]


def test_the_export_holds_every_line_in_each_format(house: Path, tmp_path: Path) -> None:
    """The same lines in a workbook, a CSV Excel opens, and JSON; nothing is overwritten unasked."""
    wanted = [line.split()[0] for line in numbers(house)]
    for suffix in ("xlsx", "csv", "json"):
        assert ledger(house, "export", tmp_path / f"all.{suffix}", *DAY).code == 0
    rows: list[Any] = list(csv.DictReader(io.StringIO((tmp_path / "all.csv").read_text("utf-8-sig"))))
    assert [row["number"] for row in rows] == wanted
    assert json.loads((tmp_path / "all.json").read_text("utf-8"))["documents"][4]["reason"] == "not issued: exists"
    sheet = openpyxl.load_workbook(tmp_path / "all.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"][5:]] == wanted
    assert (sheet["C10"].value, sheet["I10"].value) == ("void", "not issued: exists")
    (tmp_path / "all.csv").write_text("hers", "utf-8")
    assert ledger(house, "export", tmp_path / "all.csv").code == 1
    assert ledger(house, "export", tmp_path / "all.docx").code == 2


def test_the_committed_template_is_what_the_tool_makes() -> None:
    """It comes from tools/make_workbook_templates.py, unaltered."""
    committed = Path(__file__).resolve().parents[1] / "workbook_templates" / TEMPLATE
    assert committed.read_bytes() == made_template()


def test_an_audit_says_what_was_changed_and_which_document(house: Path) -> None:
    """Exit code 0 while all is well, 1 with the document's number once it is not."""
    sound = ledger(house, "audit", "--json")
    assert (sound.code, sound.json["sound"], sound.json["documents"]) == (0, True, 4)
    attack(house, "DELETE FROM events WHERE state = 'superseded'")
    ran = ledger(house, "audit")
    assert (ran.code, "A record of D-2026-002, revision 1 was removed." in ran.out) == (1, True)


def test_an_end_that_was_noted_tells_an_older_ledger(house: Path, tmp_path: Path) -> None:
    """Put back whole, with its head, and its documents moved away: only the note tells."""
    old = shutil.copytree(house / ".boutique", tmp_path / "old")
    produce(house, "W4")
    noted = ledger(house, "audit", "--json").json["end"]
    assert ledger(house, "audit", "--noted", noted).code == 0
    shutil.rmtree(house / ".boutique")
    shutil.copytree(old, house / ".boutique")
    paper(house, "W4").unlink()
    paper(house, "W4", "xlsx").unlink()
    assert ledger(house, "audit").code == 0
    assert ledger(house, "audit", "--noted", noted).code == 1
    assert ledger(house, "audit", "--noted", "no end").code == 2


def test_a_backup_restored_is_the_ledger_of_its_moment(house: Path, tmp_path: Path) -> None:
    """Unpacked in the folder, it is sound; the documents issued since are named, and their numbers never given again."""
    target = tmp_path / "ledger.zip"
    assert ledger(house, "backup", target, "--dry-run").code == 0
    assert not target.exists()
    assert ledger(house, "backup", target).code == 0
    assert ledger(house, "backup", target).code == 1
    assert target.stat().st_mode & 0o077 == 0
    end = ledger(house, "audit", "--json").json["end"]
    produce(house, "W4")
    produce(house, "W5")
    for name in ("W4.pdf", "W4.xlsx"):  # of W4 nothing is left but the gap
        (paper(house).parent / name).unlink()
    shutil.rmtree(house / ".boutique")
    with zipfile.ZipFile(target) as package:
        package.extractall(house)
    found = ledger(house, "audit", "--json")
    assert (found.code, found.json["end"]) == (1, end)
    assert {sign["number"] for sign in found.json["troubles"]} == {"D-2026-006"}
    assert ledger(house, "accept", "--reason", "disk failed", "--by", "CM", *DAY).code == 0
    assert ledger(house, "audit").code == 0
    assert numbers(house, "--kind", "lost") == ["D-2026-005 r1 void", "D-2026-006 r1 void"]
    assert produce(house, "W7").number == "D-2026-007"
    assert run("verify", paper(house, "W5"), "--house", house).code == 13


def test_a_ledger_that_is_not_sound_is_not_backed_up(house: Path, tmp_path: Path) -> None:
    """A good backup is not replaced by a bad one."""
    attack(house, "UPDATE issues SET at = '2025'")
    ran = ledger(house, "backup", tmp_path / "ledger.zip")
    assert (ran.code, "not whole" in ran.err, list(tmp_path.glob("*.zip"))) == (1, True, [])


def test_a_full_disk_leaves_no_half_backup_and_no_half_withdrawal(house: Path, tmp_path: Path) -> None:
    """One sentence, nothing left behind, the backup before it untouched; with room it works."""
    target = tmp_path / "ledger.zip"
    assert ledger(house, "backup", target).code == 0
    whole = target.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(whole) // 2, hard))
    try:
        ran = ledger(house, "backup", target, "--overwrite")
        withdrawal = ledger(house, "withdraw", "D-2026-001", *WHY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (ran.code, "disk" in ran.err, target.read_bytes() == whole) == (1, True, True)
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["ledger.zip"]
    assert (withdrawal.code, "disk" in withdrawal.err) == (1, True)
    assert signs(house) == set()
    assert ledger(house, "withdraw", "D-2026-001", *WHY).code == 0


def test_a_backup_taken_while_commands_run_is_sound(house: Path, tmp_path: Path) -> None:
    """Another process issues documents all the while; every backup audits sound."""
    from tests.test_outcome import ENVIRONMENT, RUNS

    subjects = [f"piece-{number}" for number in range(40)]
    race = subprocess.Popen([*RUNS, "race", str(house), *subjects], env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    held = []
    for number in range(100):
        assert ledger(house, "backup", tmp_path / f"{number}.zip").code == 0
        restored = tmp_path / f"restored-{number}"
        with zipfile.ZipFile(tmp_path / f"{number}.zip") as package:
            package.extractall(restored)
        assert signs(restored) == set()
        with Ledger.rehearse(restored) as copy:
            held.append(len(copy.all_issued()))
        if race.poll() is not None:
            break
    assert race.wait() == 0
    assert held == sorted(held)
    assert len(set(held)) > 2, "the backups were all taken before or after"


def test_a_number_far_beyond_the_series_does_not_void_a_thousand(house: Path) -> None:
    """A forged document in the folder cannot use up the series."""
    (house / "documents" / "forged.pdf").write_bytes(pdf("x", "D-2026-999999 revision 1"))
    ran = ledger(house, "accept", "--reason", "disk failed", "--by", "CM")
    assert (ran.code, "too far" in ran.err) == (1, True)
    assert produce(house, "W7").number == "D-2026-005"
