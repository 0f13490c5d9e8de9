"""The ledger's memory of checks: what was said of findings, and what stood at the last check."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from toolkit.findings import ToolkitError
from toolkit.judgements import Judgement, Verdict
from toolkit.ledger import Ledger
from toolkit.ledger_tables import MIGRATIONS

SEPTEMBER, OCTOBER, NOVEMBER = (
    datetime.fromisoformat(f"2026-{month}-30T18:00:00+00:00") for month in ("09", "10", "11")
)
ONE, TWO, THREE = ("a" * 16, "b" * 16, "c" * 16)


def found(*marks: str, at: str = "F17") -> dict[str, tuple[str, str]]:
    """Findings of one kind at a cell each."""
    return dict.fromkeys(marks, ("future-date", f"Stock.xlsx, sheet Montres, cell {at}"))


def said(mark: str, verdict: Verdict, who: str = "AL") -> Judgement:
    """What somebody said in October."""
    return Judgement(mark, verdict, who, OCTOBER.isoformat(), "future-date", "11112222")


def test_the_last_word_holds(tmp_path: Path) -> None:
    """What was said is there in another session; later words come after earlier ones, and none is lost."""
    with Ledger.open(tmp_path) as ledger:
        ledger.judge([said(ONE, "done"), said(TWO, "not-a-fault", "Camille")])
        ledger.judge([said(ONE, "undone", "BC")])
    with Ledger.rehearse(tmp_path) as ledger:
        known = ledger.judgements()
    assert known[TWO] == said(TWO, "not-a-fault", "Camille")
    assert known[ONE] == said(ONE, "undone", "BC")
    rows = sqlite3.connect(tmp_path / ".boutique" / "ledger.sqlite").execute("SELECT mark, verdict FROM judgements")
    assert rows.fetchall() == [(ONE, "done"), (TWO, "not-a-fault"), (ONE, "undone")]


def test_a_rehearsal_keeps_nothing(tmp_path: Path) -> None:
    """What is tried on a copy is forgotten with it."""
    with Ledger.rehearse(tmp_path) as ledger:
        ledger.judge([said(ONE, "done")])
        ledger.remember_check("check", OCTOBER, found(ONE))
        assert ledger.judgements()
    with Ledger.rehearse(tmp_path) as ledger:
        assert not ledger.judgements()
        assert ledger.since("check", [ONE]) is None
    assert not (tmp_path / ".boutique").exists()


def test_the_same_check_twice_is_compared_with_the_same_one_before(tmp_path: Path) -> None:
    """Before the first there is nothing; after it each list is held against the last that differs."""
    with Ledger.open(tmp_path) as ledger:
        assert ledger.since("check", [ONE, TWO]) is None
        for _ in range(2):
            ledger.remember_check("check", SEPTEMBER, found(ONE, TWO))
            assert ledger.since("check", [ONE, TWO]) is None
        for _ in range(2):
            last = ledger.since("check", [TWO, THREE])
            assert last is not None
            assert (last.at, set(last.found)) == (SEPTEMBER, {ONE, TWO})
            ledger.remember_check("check", OCTOBER, found(TWO, THREE))
        ledger.remember_check("check", NOVEMBER, found(ONE, TWO))
        again = ledger.since("check", [ONE, TWO])
        assert again is not None
        assert (again.at, set(again.found)) == (OCTOBER, {TWO, THREE})


def test_a_check_that_found_nothing_is_remembered_too(tmp_path: Path) -> None:
    """Then everything found later is new since that day."""
    with Ledger.open(tmp_path) as ledger:
        ledger.remember_check("check", SEPTEMBER, {})
        last = ledger.since("check", [ONE])
        assert last is not None
        assert (last.at, dict(last.found)) == (SEPTEMBER, {})


def test_only_what_changed_is_kept(tmp_path: Path) -> None:
    """The same again adds no row; else one row for each finding that came, went or moved."""
    with Ledger.open(tmp_path) as ledger:
        ledger.remember_check("check", SEPTEMBER, found(ONE, TWO))
        ledger.remember_check("check", OCTOBER, found(ONE, TWO, at="F18"))
        ledger.remember_check("check", NOVEMBER, {**found(ONE, THREE), **found(TWO, at="F18")})
        ledger.remember_check("reconcile", NOVEMBER, found(ONE))
    db = sqlite3.connect(tmp_path / ".boutique" / "ledger.sqlite")
    assert db.execute("SELECT verb, at FROM checks ORDER BY id").fetchall() == [
        ("check", SEPTEMBER.isoformat()), ("check", NOVEMBER.isoformat()), ("reconcile", NOVEMBER.isoformat()),
    ]  # fmt: skip
    assert sorted(db.execute("SELECT check_id, mark FROM changes").fetchall()) == [
        (1, ONE), (1, TWO), (2, TWO), (2, THREE), (3, ONE),
    ]  # fmt: skip


def test_done_is_closed_once_the_finding_is_gone(tmp_path: Path) -> None:
    """Should the same fault come back, nobody has said that it is done; a not-a-fault stays said."""
    with Ledger.open(tmp_path) as ledger:
        ledger.remember_check("check", SEPTEMBER, found(ONE, TWO, THREE))
        ledger.judge([said(ONE, "done"), said(TWO, "not-a-fault"), said(THREE, "done")])
        ledger.remember_check("check", OCTOBER, found(THREE))
        assert {mark: item.verdict for mark, item in ledger.judgements().items()} == {
            ONE: "fixed", TWO: "not-a-fault", THREE: "done",
        }  # fmt: skip


@pytest.mark.parametrize("deed", ["UPDATE {} SET id = 9", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["judgements", "checks", "changes"])
def test_nothing_that_was_said_or_found_can_be_changed(tmp_path: Path, table: str, deed: str) -> None:
    """The database itself refuses, whoever asks."""
    with Ledger.open(tmp_path) as ledger:
        ledger.judge([said(ONE, "done")])
        ledger.remember_check("check", OCTOBER, found(ONE))
    db = sqlite3.connect(tmp_path / ".boutique" / "ledger.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        db.execute(deed.format(table))


def test_a_ledger_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    """A house that has issued documents keeps them, and learns to remember checks."""
    folder = tmp_path / ".boutique"
    folder.mkdir(mode=0o700)
    db = sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)
    for statement in MIGRATIONS[0]:
        db.execute(statement)
    db.execute("PRAGMA user_version = 1")
    db.execute("INSERT INTO numbers VALUES ('S-2026-001', 'S-2026', 1, 'schedule', 'house', '2026-10-31', 'insurer')")
    db.close()
    with Ledger.open(tmp_path) as ledger:
        ledger.judge([said(ONE, "done")])
        assert ledger.judgements()[ONE].verdict == "done"
        assert ledger._rows("SELECT number FROM numbers") == [("S-2026-001",)]


def test_another_word_is_refused(tmp_path: Path) -> None:
    """Half of what was said in one go is never kept."""
    with Ledger.open(tmp_path) as ledger:
        with pytest.raises(ToolkitError):
            ledger.judge([said(ONE, "done"), said(TWO, "perhaps")])  # type: ignore[arg-type]
        assert not ledger.judgements()
