"""The ledger: one number an identity, revisions that supersede, a history that only grows."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from toolkit.files import digest
from toolkit.findings import ToolkitError
from toolkit.ledger import ABANDONED, Identity, Issued, Ledger, Reservation
from toolkit.ledger_tables import MIGRATIONS

AT = datetime.fromisoformat("2026-10-31T18:00:00+00:00")
OCTOBER = Identity("schedule", "house", "2026-10-31", "insurer")
NOVEMBER = Identity("schedule", "house", "2026-11-30", "insurer")
FILES = {"Schedule.xlsx": b"sheet", "Schedule.pdf": b"page"}
SOURCES = (("Stock.xlsx", digest(b"stock")), ("Sales.csv", digest(b"sales")))


def reserve(
    ledger: Ledger, identity: Identity = OCTOBER, content: str = "one", *, overwrite: bool = False
) -> Reservation:
    """Reserve in the series of 2026."""
    return ledger.reserve(identity, digest(content.encode()), "S-2026", at=AT, overwrite=overwrite)


def issue(ledger: Ledger, identity: Identity = OCTOBER, content: str = "one", *, overwrite: bool = False) -> Issued:
    """Reserve and issue the usual files."""
    issued = ledger.issue(reserve(ledger, identity, content, overwrite=overwrite), FILES, content.encode(), SOURCES)
    assert issued is not None
    return issued


def story(ledger: Ledger) -> list[tuple[str, int, str]]:
    """The history without its times and reasons."""
    return [(entry.number, entry.revision, entry.state) for entry in ledger.history()]


def test_an_issued_document_is_found_with_all_its_digests(tmp_path: Path) -> None:
    """What is read back, in another session, is what was issued; the frozen copy is the files."""
    with Ledger.open(tmp_path) as ledger:
        issued = issue(ledger)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.find("S-2026-001") == ledger.latest(OCTOBER) == issued
        assert ledger.find("S-2026-001", 1) == issued
        assert ledger.frozen(issued) == FILES
        assert ledger.frozen_facts(issued) == b"one"
        assert ledger.find("S-2026-001", 2) is ledger.find("S-2026-002") is ledger.latest(NOVEMBER) is None
    assert issued.identity == OCTOBER
    assert issued.at == "2026-10-31T18:00:00+00:00"
    assert issued.files == (("Schedule.pdf", digest(b"page")), ("Schedule.xlsx", digest(b"sheet")))
    assert issued.sources == tuple(sorted(SOURCES))


def test_the_same_content_again_takes_no_number_and_no_row(tmp_path: Path) -> None:
    """Unchanged is the document issued before; the history does not grow."""
    with Ledger.open(tmp_path) as ledger:
        issued = issue(ledger)
        before = ledger.history()
        again = reserve(ledger)
        assert again.unchanged == issued
        assert (again.number, again.revision) == ("S-2026-001", 1)
        assert ledger.history() == before


def test_other_content_is_the_next_revision_and_needs_overwrite(tmp_path: Path) -> None:
    """The revision before is superseded by a row of its own and keeps its frozen copy."""
    with Ledger.open(tmp_path) as ledger:
        first = issue(ledger)
        before = ledger.history()
        with pytest.raises(ToolkitError, match="S-2026-001 was issued with other content") as caught:
            reserve(ledger, content="two")
        assert "--overwrite" in caught.value.hint
        assert ledger.history() == before
        second = issue(ledger, content="two", overwrite=True)
        assert (second.number, second.revision, second.state) == ("S-2026-001", 2, "issued")
        former = ledger.find("S-2026-001", 1)
        assert former is not None
        assert former.state == "superseded"
        assert ledger.frozen(first) == FILES
        assert story(ledger)[-3:] == [
            ("S-2026-001", 2, "reserved"),
            ("S-2026-001", 2, "issued"),
            ("S-2026-001", 1, "superseded"),
        ]


def test_content_that_returns_is_a_revision_of_its_own(tmp_path: Path) -> None:
    """One, two, one again: the third is revision 3, since revision 2 is what the reader has."""
    with Ledger.open(tmp_path) as ledger:
        for content in ("one", "two", "one"):
            issue(ledger, content=content, overwrite=True)
        last = ledger.latest(OCTOBER)
        assert last is not None
        assert (last.revision, last.content) == (3, digest(b"one"))


def test_each_part_of_the_identity_takes_a_number_of_its_own(tmp_path: Path) -> None:
    """Kind, subject, period and edition each make another document; the series has no gap."""
    identities = [
        OCTOBER,
        NOVEMBER,
        Identity("dossier", "house", "2026-10-31", "insurer"),
        Identity("schedule", "W0042", "2026-10-31", "insurer"),
        Identity("schedule", "house", "2026-10-31", "internal"),
    ]
    with Ledger.open(tmp_path) as ledger:
        numbers = [issue(ledger, identity).number for identity in identities]
        assert numbers == ["S-2026-001", "S-2026-002", "S-2026-003", "S-2026-004", "S-2026-005"]
        other = ledger.reserve(Identity("dossier", "W1", "2026", "client"), "c", "D-2026", at=AT)
        assert other.number == "D-2026-001"


def test_a_reservation_is_resumed_with_the_same_number(tmp_path: Path) -> None:
    """What a run left reserved is taken up by the next run of that document, whatever its content."""
    with Ledger.open(tmp_path) as other, Ledger.open(tmp_path) as ledger:
        assert not reserve(other).resumed
        held = reserve(ledger, content="two")
        assert held.resumed
        assert (held.number, held.revision) == ("S-2026-001", 1)
        assert story(ledger) == [("S-2026-001", 1, "reserved")]


def test_a_void_keeps_its_number_for_its_document(tmp_path: Path) -> None:
    """A void is recorded with its reason; another document gets another number, this one its own again."""
    with Ledger.open(tmp_path) as ledger:
        ledger.void(reserve(ledger), "not issued: disk-full")
        (void,) = ledger.voids()
        assert (void.number, void.revision, void.identity) == ("S-2026-001", 1, OCTOBER)
        assert void.reason == "not issued: disk-full"
        assert issue(ledger, NOVEMBER).number == "S-2026-002"
        assert issue(ledger, OCTOBER).number == "S-2026-001"
        assert ledger.voids() == ()


def test_what_is_issued_cannot_become_void(tmp_path: Path) -> None:
    """A late void of a reservation that was issued meanwhile changes nothing."""
    with Ledger.open(tmp_path) as ledger:
        held = reserve(ledger)
        ledger.issue(held, FILES, b"one")
        before = ledger.history()
        ledger.void(held, "too late")
        assert ledger.history() == before


def test_an_abandoned_reservation_becomes_void_once_nobody_is_at_work(tmp_path: Path) -> None:
    """As long as another run is alive its reservation stays; the last run to leave records the void."""
    with Ledger.open(tmp_path) as ledger:
        with Ledger.open(tmp_path) as other:
            reserve(other, NOVEMBER)
        assert [entry.number for entry in ledger.unfinished()] == ["S-2026-001"]
        issue(ledger, OCTOBER)
    with Ledger.rehearse(tmp_path) as ledger:
        assert ledger.unfinished() == ()
        assert [(entry.number, entry.reason) for entry in ledger.voids()] == [("S-2026-001", ABANDONED)]


def test_the_second_of_two_runs_with_the_same_content_is_not_needed(tmp_path: Path) -> None:
    """Two runs hold the same reservation: the first issues, the second learns that it stands."""
    with Ledger.open(tmp_path) as first, Ledger.open(tmp_path) as second:
        mine, theirs = reserve(first), reserve(second)
        assert first.issue(mine, FILES, b"one") is not None
        assert second.issue(theirs, {"Schedule.pdf": b"rendered otherwise"}, b"one") is None
        issued = second.find("S-2026-001")
        assert issued is not None
        assert second.frozen(issued) == FILES


def test_the_second_of_two_runs_with_other_content_is_refused(tmp_path: Path) -> None:
    """It may not replace what the first issued; the message says what to do."""
    with Ledger.open(tmp_path) as first, Ledger.open(tmp_path) as second:
        mine, theirs = reserve(first), reserve(second, content="two")
        first.issue(mine, FILES, b"one")
        with pytest.raises(ToolkitError, match="issued by another command meanwhile"):
            second.issue(theirs, {"Schedule.pdf": b"two"}, b"two")
        issued = second.find("S-2026-001")
        assert issued is not None
        assert second.frozen(issued) == FILES


@pytest.mark.parametrize("table", ["numbers", "events", "issues", "files", "sources"])
def test_no_row_can_be_changed_or_deleted(tmp_path: Path, table: str) -> None:
    """The database itself refuses, whoever asks."""
    with Ledger.open(tmp_path) as ledger:
        issue(ledger)
        path = ledger.path
    db = sqlite3.connect(path)
    update, delete = f"UPDATE {table} SET number = 'S-2026-999'", f"DELETE FROM {table}"
    for statement in (update, delete):
        with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
            db.execute(statement)
    db.close()


def test_a_rehearsal_leaves_no_trace(tmp_path: Path) -> None:
    """A copy gives the number the next run would take, makes no file, and issues nothing."""
    with Ledger.rehearse(tmp_path) as copy:
        held = reserve(copy)
        assert held.number == "S-2026-001"
        with pytest.raises(ValueError, match="rehearsal"):
            copy.issue(held, FILES, b"one")
    assert list(tmp_path.iterdir()) == []
    with Ledger.open(tmp_path) as ledger:
        issue(ledger)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with Ledger.rehearse(tmp_path) as copy:
        assert reserve(copy, NOVEMBER).number == "S-2026-002"
        assert reserve(copy, content="two", overwrite=True).revision == 2
        assert reserve(copy).unchanged is not None
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_state_of_a_house_is_private(tmp_path: Path) -> None:
    """Only the owner may enter the folder the ledger and the frozen copies stand in."""
    with Ledger.open(tmp_path) as ledger:
        issue(ledger)
        assert ledger.frozen_folder.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / ".boutique").stat().st_mode & 0o777 == 0o700


def test_an_altered_or_missing_frozen_copy_is_refused(tmp_path: Path) -> None:
    """A reprint serves what was issued or nothing."""
    with Ledger.open(tmp_path) as ledger:
        issued = issue(ledger)
        copy = ledger.frozen_folder / issued.folder / "Schedule.pdf"
        copy.write_bytes(b"page, amended")
        with pytest.raises(ToolkitError, match="is not what was issued as S-2026-001, revision 1") as caught:
            ledger.frozen(issued)
        assert caught.value.code == "altered"
        copy.unlink()
        with pytest.raises(ToolkitError) as caught:
            ledger.frozen(issued)
        assert caught.value.code == "not-found"


@pytest.mark.parametrize("damage", ["garbage", "cut", "zeros", "empty", "gone"])
def test_a_damaged_ledger_is_refused_with_the_way_out(tmp_path: Path, damage: str) -> None:
    """Whatever became of the file, no number is given from it, and the backup is named."""
    with Ledger.open(tmp_path) as ledger:
        issue(ledger)
        path = ledger.path
    whole = path.read_bytes()
    pieces = {"garbage": b"no database" * 500, "cut": whole[:9000], "zeros": whole[:4096] + bytes(40_000), "empty": b""}
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(pieces[damage])
    for way in (Ledger.open, Ledger.rehearse):
        with pytest.raises(ToolkitError) as caught:
            way(tmp_path)
        assert caught.value.code == "damaged"
        assert "backup" in caught.value.hint
        assert str(path) in caught.value.message


def test_an_older_ledger_beside_newer_documents_is_refused(tmp_path: Path) -> None:
    """A ledger put back alone would give numbers a second time: the frozen copies tell."""
    with Ledger.open(tmp_path) as ledger:
        issue(ledger)
        path = ledger.path
    backup = path.read_bytes()
    with Ledger.open(tmp_path) as ledger:
        issue(ledger, NOVEMBER)
        issue(ledger, content="two", overwrite=True)
    path.write_bytes(backup)
    with Ledger.open(tmp_path) as ledger:
        for identity in (NOVEMBER, OCTOBER):
            with pytest.raises(ToolkitError, match="or it is an older copy") as caught:
                reserve(ledger, identity, "three", overwrite=True)
            assert "backup" in caught.value.hint
        assert story(ledger) == [("S-2026-001", 1, "reserved"), ("S-2026-001", 1, "issued")]


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """This program does not touch a form it does not know, and says how to update."""
    with Ledger.open(tmp_path) as ledger:
        path = ledger.path
    db = sqlite3.connect(path)
    db.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    db.close()
    before = path.read_bytes()
    for way in (Ledger.open, Ledger.rehearse):
        with pytest.raises(ToolkitError, match="written by a newer version") as caught:
            way(tmp_path)
        assert caught.value.code == "newer-ledger"
        assert "pipx upgrade" in caught.value.hint
    assert path.read_bytes() == before


def test_a_house_that_is_not_there(tmp_path: Path) -> None:
    """Opening says so; nothing is made."""
    with pytest.raises(ToolkitError) as caught:
        Ledger.open(tmp_path / "nowhere")
    assert caught.value.code == "not-found"
    assert list(tmp_path.iterdir()) == []
