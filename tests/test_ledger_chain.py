"""The chain of the ledger: whatever is changed around the program is found, and named by its document."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.issued_houses import AT, attack, issued_house, paper, produce, signs
from toolkit import ledger_chain
from toolkit.findings import ToolkitError
from toolkit.judgements import Judgement
from toolkit.ledger import Ledger
from toolkit.ledger_tables import MIGRATIONS
from toolkit.produce.verify import verify


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house nobody tampers with; each test takes a copy."""
    house = issued_house(tmp_path_factory.mktemp("chain") / "house")
    with Ledger.open(house) as ledger:
        ledger.judge([Judgement("m1", "done", "CM", AT.isoformat(), "no-cost")])
        ledger.remember_check("check", AT, {"m1": ("no-cost", "Stock.xlsx, cell F17")})
    return house


@pytest.fixture
def house(untouched: Path, tmp_path: Path) -> Path:
    """A copy of the house."""
    return Path(shutil.copytree(untouched, tmp_path / "house"))


def test_an_untouched_ledger_is_sound(house: Path) -> None:
    """No sign at all, and every document is vouched for."""
    assert signs(house) == set()
    assert [verify(house, str(paper(house, name))).verdict for name in ("W1", "W2", "W3")] == ["genuine"] * 3


ROWS = {
    "a state edited": ("UPDATE events SET state = 'issued' WHERE state = 'superseded'", "edited", "D-2026-002"),
    "a date edited": ("UPDATE issues SET at = '2025' WHERE number = 'D-2026-001'", "edited", "D-2026-001"),
    "a digest edited": ("UPDATE files SET sha256 = 'x' WHERE number = 'D-2026-001'", "edited", "D-2026-001"),
    "a source edited": ("UPDATE sources SET file = 'x' WHERE number = 'D-2026-003'", "edited", "D-2026-003"),
    "a subject edited": ("UPDATE numbers SET subject = 'W9' WHERE number = 'D-2026-001'", "edited", "D-2026-001"),
    "a type edited": ("UPDATE events SET revision = 'x' WHERE number = 'D-2026-001'", "edited", "D-2026-001"),
    "an event deleted": ("DELETE FROM events WHERE state = 'superseded'", "deleted", "D-2026-002"),
    "a file deleted": ("DELETE FROM files WHERE name = 'W1.pdf'", "edited", "D-2026-001"),
    "an issue deleted": ("DELETE FROM issues WHERE number = 'D-2026-003'", "edited", "D-2026-003"),
    "a number deleted": ("DELETE FROM numbers WHERE number = 'D-2026-001'", "deleted", "D-2026-001"),
    "an event added": (
        "INSERT INTO events VALUES (NULL, 'D-2026-001', 1, 'withdrawn', '2026', 'x', 'x')", "added", "D-2026-001",
    ),
    "a file added": ("INSERT INTO files VALUES ('D-2026-001', 1, 'z.pdf', 'x')", "edited", "D-2026-001"),
    "a file added to nothing": ("INSERT INTO files VALUES ('D-2026-001', 9, 'z.pdf', 'x')", "added", "D-2026-001"),
    "a judgement edited": ("UPDATE judgements SET who = 'XX'", "edited", ""),
    "a judgement deleted": ("DELETE FROM judgements", "deleted", ""),
    "a finding edited": ("UPDATE changes SET place = 'x'", "edited", ""),
    "a check deleted": ("DELETE FROM checks", "deleted", ""),
    "a seal edited": ("UPDATE chain SET digest = 'x' WHERE number = 'D-2026-003'", "edited", "D-2026-003"),
    "a seal deleted": ("DELETE FROM chain WHERE what = 'number' AND number = 'D-2026-002'", "added", "D-2026-002"),
}  # fmt: skip


@pytest.mark.parametrize("case", ROWS)
def test_a_row_changed_removed_or_added_is_found_and_named(house: Path, case: str) -> None:
    """The audit names the document; verify never vouches for it, and still does for another."""
    statement, code, number = ROWS[case]
    attack(house, statement)
    assert (code, number) in signs(house)
    subject = {"D-2026-001": "W1", "D-2026-002": "W2", "D-2026-003": "W3"}.get(number)
    if subject:
        assert verify(house, str(paper(house, subject))).exit in (12, 13)
        assert verify(house, number).exit in (12, 13)
    if "seal" not in case:
        other = paper(house, "W1" if subject == "W3" else "W3")
        assert verify(house, str(other)).exit == 0


def last_rows(house: Path) -> None:
    """Cut the last record off: its rows and its seal, leaving no row that lacks one."""
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    ((what, key),) = db.execute("SELECT what, key FROM chain ORDER BY id DESC LIMIT 1").fetchall()
    db.close()
    table = {"event": "events", "check": "checks", "judgement": "judgements"}[what]
    attack(
        house, *(["DELETE FROM changes"] if table == "checks" else []), f"DELETE FROM {table} WHERE id = {key}",
        "DELETE FROM chain WHERE id = (SELECT max(id) FROM chain)",
    )  # fmt: skip


def no_head(house: Path) -> None:
    """Remove the head."""
    (house / ".boutique" / "head").unlink()


def blank_head(house: Path) -> None:
    """Empty the head."""
    (house / ".boutique" / "head").write_bytes(b"")


def made_anew(house: Path) -> None:
    """Edit a row, then seal everything anew as the program itself would."""
    attack(house, "UPDATE issues SET at = '2025'", "DELETE FROM chain")
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite", isolation_level=None)
    db.execute("BEGIN")
    ledger_chain.bind_all(db)
    db.execute("COMMIT")
    db.close()


@pytest.mark.parametrize("cut", [last_rows, no_head, blank_head, made_anew])
def test_an_end_that_was_cut_off_is_found_and_stops_the_next_number(house: Path, cut: Callable[[Path], None]) -> None:
    """Audit and verify say so, no number is given, the proof stays; a person may accept it, which is kept."""
    cut(house)
    assert {code for code, _ in signs(house)} == {"cut"}
    assert verify(house, str(paper(house, "W1"))).exit == 12
    before = {path: path.read_bytes() for path in house.rglob("*") if path.is_file()}
    with pytest.raises(ToolkitError, match="cannot be used") as caught:
        produce(house, "W9")
    assert (caught.value.code, "backup" in caught.value.hint) == ("damaged", True)
    assert {path: path.read_bytes() for path in house.rglob("*") if path.is_file()} == before
    with Ledger.open(house) as ledger:
        ledger.accept("disk failed", "CM", at=AT)
        assert ledger.accepted() == (f"{AT.isoformat()} CM: disk failed",)
    assert produce(house, "W9").number == "D-2026-004"
    assert signs(house) == set()


def test_a_lock_that_was_removed_is_found(house: Path) -> None:
    """The rows still fit, so the documents are vouched for; the audit says which lock is gone."""
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    db.execute("DROP TRIGGER issues_update")
    db.commit()
    db.close()
    assert signs(house) == {("unguarded", "")}
    assert verify(house, str(paper(house))).exit == 0


def frozen(house: Path, folder: str, name: str) -> Path:
    """A frozen file."""
    return house / ".boutique" / "frozen" / folder / name


def test_two_frozen_files_exchanged_are_found(house: Path) -> None:
    """Both are named, with whose they are; the paper itself is genuine, the copy is not served."""
    first, second = frozen(house, "D-2026-001-r1", "W1.pdf"), frozen(house, "D-2026-003-r1", "W3.pdf")
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert signs(house) == {("file", "D-2026-001"), ("file", "D-2026-003")}
    found = verify(house, str(paper(house)))
    assert found.exit == 0
    assert "W3.pdf of D-2026-003, revision 1: the two were exchanged" in found.troubles[0].words
    assert verify(house, "D-2026-001").exit == 12
    assert verify(house, "D-2026-002").exit == 0


@pytest.mark.parametrize("name", ["W1.pdf", "facts.json"])
@pytest.mark.parametrize("harm", ["one bit", "gone", "one more"])
def test_a_frozen_copy_that_is_not_what_was_issued_is_found(house: Path, name: str, harm: str) -> None:
    """One bit in one byte is enough; so is a file too few or too many."""
    path = frozen(house, "D-2026-001-r1", name)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    if harm == "gone":
        path.unlink()
    else:
        (path if harm == "one bit" else path.with_name("extra.pdf")).write_bytes(data)
    assert signs(house) == {("file", "D-2026-001")}
    assert verify(house, "D-2026-001").exit == 12


def test_the_frozen_copy_of_a_lost_record_is_found(house: Path) -> None:
    """The rows of a whole document are taken out of an older ledger: its copy still stands there."""
    shutil.copytree(frozen(house, "D-2026-001-r1", ""), frozen(house, "D-2026-007-r2", ""))
    assert signs(house) == {("unknown-copy", "D-2026-007")}


def test_a_missing_number_is_found(house: Path) -> None:
    """A series made anew without one of its numbers."""
    attack(house, "UPDATE numbers SET number = 'D-2026-009', sequence = 9 WHERE number = 'D-2026-003'")
    assert {("gap", f"D-2026-00{number}") for number in (3, 4, 8)} < signs(house)


def test_a_ledger_from_before_the_chain_is_sealed_once(house: Path) -> None:
    """Its rows are bound as they are when this program first opens it; later changes to them are found."""
    db = sqlite3.connect(house / ".boutique" / "ledger.sqlite")
    for statement in (
        *(f"DROP TABLE {name}" for name in reversed(re.findall(r"CREATE TABLE (\w+)", str(MIGRATIONS[2:])))),
        *(f"DROP TRIGGER {table}_{deed}" for table in ("events",) for deed in ("update", "delete")),
        "ALTER TABLE events DROP COLUMN who",
        *(step for step in MIGRATIONS[0] if "TRIGGER events_" in step),
        "PRAGMA user_version = 2",
    ):
        db.execute(statement)
    db.commit()
    db.close()
    (house / ".boutique" / "head").unlink()
    assert signs(house) == set()
    assert produce(house, "W4").number == "D-2026-004"
    assert signs(house) == set()
    attack(house, "UPDATE issues SET at = '2025' WHERE number = 'D-2026-001'")
    assert signs(house) == {("edited", "D-2026-001")}


def test_an_older_ledger_is_found_and_a_backup_of_the_whole_is_not(house: Path, tmp_path: Path) -> None:
    """The file alone is told by the head; the folder put back whole is consistent until a newer document is seen."""
    state = house / ".boutique"
    old = shutil.copytree(state, tmp_path / "old")
    produce(house, "W4")
    shutil.copy(old / "ledger.sqlite", state / "ledger.sqlite")
    assert {code for code, _ in signs(house)} == {"cut", "unknown-copy"}
    shutil.rmtree(state)
    shutil.copytree(old, state)
    assert signs(house) == set()
    assert verify(house, str(paper(house, "W4"))).exit == 13


def test_a_head_left_a_step_behind_by_a_kill_is_no_sign(house: Path) -> None:
    """The record is written before the head: the next record mends it."""
    head = house / ".boutique" / "head"
    old = head.read_bytes()
    produce(house, "W4")
    new = head.read_bytes()
    head.write_bytes(old)
    assert signs(house) == set()
    assert produce(house, "W4").state == "unchanged"
    assert head.read_bytes() == new != old
