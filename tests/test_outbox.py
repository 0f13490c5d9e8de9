"""The ledger's outbox: approvals and sendings only grow, are bound to all before them, and name nobody."""

from __future__ import annotations

import re
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.post_houses import AT, COPIES, NOW, approve, house, parcels
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.ledger import Ledger
from toolkit.ledger_tables import MIGRATIONS
from toolkit.outbox import Approval
from toolkit.produce import post
from toolkit.produce.backup import backup

STATES = {"sent": ("sent", "250"), "unknown": ("unknown", "cut")}


@pytest.fixture
def where(tmp_path: Path) -> House:
    """A house with one letter that was sent and one of which nobody knows."""
    where = house(tmp_path / "house")
    ready = parcels(where, ["Alba", "Beryl"], cc=COPIES)
    approve(where, ready)
    with Ledger.open(where.folder) as ledger:
        for approval, one, state in zip(ledger.approvals(), ready, STATES.values(), strict=True):
            ledger.attempt(approval, one.addresses, at=NOW)
            ledger.record(approval, dict.fromkeys(one.addresses, state), at=NOW)
    return where


def signs(where: House) -> set[tuple[str, str]]:
    """What the audit finds, by code and document."""
    with Ledger.rehearse(where.folder) as ledger:
        return {(trouble.code, trouble.number) for trouble in ledger.audit()}


def attack(where: House, *statements: str) -> None:
    """Change the ledger around the program, its locks put back afterwards."""
    db = sqlite3.connect(where.folder / ".boutique" / "ledger.sqlite")
    locks = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in locks:
        db.execute(f"DROP TRIGGER {name}")
    for statement in (*statements, *(sql for _, sql in locks)):
        db.execute(statement)
    db.commit()
    db.close()


def kept(where: House) -> list[Path]:
    """The messages beside the ledger."""
    return sorted((where.folder / ".boutique" / "outbox").iterdir())


def test_an_untouched_outbox_is_sound_and_names_nobody(where: House) -> None:
    """Neither an address nor a name nor a word of a letter stands in the ledger; the messages are for their owner."""
    assert signs(where) == set()
    data = (where.folder / ".boutique" / "ledger.sqlite").read_bytes()
    for word in (b"brand.example", b"Aubert", b"Voici"):
        assert word not in data
    assert {path.stat().st_mode & 0o777 for path in kept(where)} == {0o600}
    assert kept(where)[0].parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("statement", "sign"),
    [
        ("UPDATE approvals SET who = 'XY' WHERE id = 1", ("edited", "T-2026-001")),
        ("UPDATE sendings SET state = 'sent' WHERE state = 'unknown'", ("edited", "T-2026-002")),
        ("DELETE FROM sendings WHERE state = 'unknown'", ("deleted", "T-2026-002")),
        (
            "INSERT INTO sendings SELECT NULL, 2, address, 'not-sent', at, '', 'CM' FROM sendings WHERE id = 1",
            ("added", "T-2026-002"),
        ),
        (
            "INSERT INTO approvals SELECT NULL, number, revision, reader, 'f', who, at FROM approvals WHERE id = 2",
            ("added", "T-2026-002"),
        ),
    ],
)
def test_a_row_changed_removed_or_added_is_found_and_named(where: House, statement: str, sign: tuple[str, str]) -> None:
    """Whoever says afterwards that a letter left, or that somebody approved it, is found out."""
    attack(where, statement)
    assert sign in signs(where)


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"other words")])
def test_a_kept_message_that_was_altered_is_found_and_never_leaves(where: House, harm: Callable[[Path], None]) -> None:
    """Also not where it was approved."""
    for path in kept(where):
        harm(path)
    assert signs(where) == {("file", "T-2026-001"), ("file", "T-2026-002")}
    with Ledger.open(where.folder) as ledger, pytest.raises(ToolkitError):
        ledger.message(ledger.approvals()[0])


def test_the_rows_cannot_be_changed_by_chance(where: House) -> None:
    """The tables are locked against it."""
    with sqlite3.connect(where.folder / ".boutique" / "ledger.sqlite") as db:
        for statement in ("UPDATE sendings SET state = 'sent'", "DELETE FROM approvals"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                db.execute(statement)
    db.close()


def test_what_may_have_arrived_is_not_attempted_again(where: House) -> None:
    """Sent, or in doubt: the ledger refuses, whoever asks; what a person found not sent may go."""
    with Ledger.open(where.folder) as ledger:
        for approval in ledger.approvals():
            with pytest.raises(ToolkitError, match="may have arrived already"):
                ledger.attempt(approval, COPIES, at=NOW)
    assert post.resolve(where, "T-2026-002", 1, sent=False, who="CM", at=NOW) == 3
    with Ledger.open(where.folder) as ledger:
        ledger.attempt(ledger.approvals()[1], COPIES, at=NOW)
        ledger.settle(at=NOW)
        states = [one.state for one in ledger.states("T-2026-002", 1).values()]
    assert states == ["not-sent", "unknown", "unknown"]


@pytest.mark.parametrize("who", ["", "  "])
def test_somebody_decides(where: House, who: str) -> None:
    """Nobody is no person."""
    ready = parcels(where, ["Corail"])
    with pytest.raises(ToolkitError, match="Nobody is named"):
        post.approve(where, ready, who, lambda _: None, at=AT)
    with pytest.raises(ToolkitError, match="Nobody is named"):
        post.resolve(where, "T-2026-002", 1, sent=True, who=who, at=NOW)


def test_the_last_approval_holds_and_the_same_is_recorded_once(where: House) -> None:
    """Other words take the place of the first; said again, nothing is added."""
    (first,) = parcels(where, ["Corail"])
    (second,) = parcels(where, ["Corail"], words="Other words.")
    for one in (first, first, second, second, first):
        approve(where, [one])
    with Ledger.rehearse(where.folder) as ledger:
        made = [approval for approval in ledger.approvals() if approval.number == first.number]
        last = ledger.approved(first.number, 1, first.reader)
    assert len(made) == 3
    assert isinstance(last, Approval)
    assert last.message == made[0].message


def test_a_backup_holds_the_messages(where: House, tmp_path: Path) -> None:
    """Unpacked elsewhere it is whole."""
    backup(where.folder, tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as package:
        package.extractall(tmp_path / "restored")
    there = house(tmp_path / "restored")
    assert [path.name for path in kept(there)] == [path.name for path in kept(where)]
    assert signs(there) == set()


def test_a_ledger_from_before_the_outbox_goes_on(tmp_path: Path) -> None:
    """Its documents can be approved from now on."""
    where = house(tmp_path)
    ready = parcels(where, ["Alba"])
    db = sqlite3.connect(tmp_path / ".boutique" / "ledger.sqlite")
    for name in reversed(re.findall(r"CREATE TABLE (\w+)", str(MIGRATIONS[3:]))):
        db.execute(f"DROP TABLE {name}")
    db.execute("PRAGMA user_version = 3")
    db.commit()
    db.close()
    approve(where, ready)
    assert signs(where) == set()
    assert post.review(where, ready)[0].state == "dry-run"
