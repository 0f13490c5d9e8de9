"""Releases in processes of their own: killed at a given moment, or several at once. Started by test_outcome.

``kill FROM TO STEP`` kills a run at its n-th moment (an audit event of Python or a statement of
SQLite), looks at what it left, runs again, and looks again. ``race HOUSE NAME ...`` releases documents.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from toolkit.files import digest
from toolkit.ledger import Identity, Ledger
from toolkit.produce.outcome import Document, Outcome, release

FOLDER = "documents"
SIZE = 3000  # bytes a file, so that one write is several for a small buffer
EVENTS = ("open", "os.", "sqlite3.", "shutil.", "glob.")


def produce(house: Path, subject: str, content: str, *, overwrite: bool = False, dry_run: bool = False) -> Outcome:
    """Release one small document of two files that print their number, revision and content."""

    def render(number: str, revision: int) -> dict[str, bytes]:
        text = f"{number} r{revision} {content}\n".encode()
        return {f"{subject}.xlsx": text * (SIZE // len(text)), f"{subject}.pdf": text}

    document = Document(
        identity=Identity("schedule", subject, "2026-10-31", "insurer"),
        series="S-2026",
        content=digest(content.encode()),
        folder=house / FOLDER,
        facts=content.encode(),
        at=datetime(2026, 10, 31, 18, 0),
        sources=(("Stock.xlsx", "0" * 64),),
    )
    return release(house, document, render, overwrite=overwrite, dry_run=dry_run)


def work(house: Path) -> None:
    """A run worth killing: a new document, then the next revision of one that is issued."""
    produce(house, "ring", "two")
    produce(house, "watch", "two", overwrite=True)


def die_at(moment: int) -> Callable[[str], None]:
    """A function that kills this process without a word when it is called the n-th time."""
    count = 0

    def step(_: str) -> None:
        nonlocal count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def watch(step: Callable[[str], None]) -> None:
    """Call ``step`` at each moment of this process from now on."""
    connect = sqlite3.connect

    def traced(*args: Any, **options: Any) -> sqlite3.Connection:
        db = connect(*args, **options)
        db.set_trace_callback(step)
        return db

    def hook(event: str, _: tuple[object, ...]) -> None:
        if event.startswith(EVENTS):
            step(event)

    sqlite3.connect = traced
    sys.addaudithook(hook)


def run_killed(house: Path, moment: int) -> bool:
    """Run the work in a child that dies at the moment; False if it ended before."""
    child = os.fork()
    if child == 0:
        try:
            watch(die_at(moment))
            work(house)
            os._exit(0)
        finally:
            os._exit(1)  # never back into the parent's code
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or status == 0, f"moment {moment}: the run failed by itself"
    return os.WIFSIGNALED(status)


def look(house: Path) -> None:
    """What must hold at every moment: a sound ledger, true frozen copies, no half-written document."""
    whole = {data for folder in (house / ".boutique" / "frozen").iterdir() for data in contents(folder).values()}
    with Ledger.rehearse(house) as ledger:
        assert ledger.audit() == ()
        known = {entry.number for entry in ledger.history()}
        assert known == {f"S-2026-{index + 1:03d}" for index in range(len(known))}
        for number in known:
            issued = ledger.find(number)
            if issued:
                ledger.frozen(issued)
                ledger.frozen_facts(issued)
    for name, data in contents(house / FOLDER).items():
        assert name.startswith(".") or data in whole, f"{name} is not a whole document"


def look_done(house: Path) -> None:
    """What must hold after the run again: everything issued once, in its place, nothing left over."""
    look(house)
    with Ledger.rehearse(house) as ledger:
        assert not ledger.unfinished()
        assert not ledger.voids()
        issued = [entry for entry in ledger.history() if entry.state == "issued"]
        assert [(entry.number, entry.revision) for entry in issued] == [
            ("S-2026-001", 1),
            ("S-2026-002", 1),
            ("S-2026-001", 2),
        ]
        expected = {}
        for number in ("S-2026-001", "S-2026-002"):
            last = ledger.find(number)
            assert last is not None
            expected.update(ledger.frozen(last))
    assert contents(house / FOLDER) == expected
    assert not list((house / ".boutique" / "frozen").glob(".*"))
    assert len(list((house / ".boutique" / "frozen").iterdir())) == len(issued)


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def kill(first: int, last: int, step: int) -> None:
    """Kill at each of the moments; write how many of them were in the run."""
    killed = 0
    for moment in range(first, last, step):
        with tempfile.TemporaryDirectory() as name:
            house = Path(name)
            produce(house, "watch", "one")
            alive = not run_killed(house, moment)
            look(house)
            work(house)
            look_done(house)
            if alive:
                break
            killed += 1
    sys.stdout.write(f"{killed}\n")


def race(house: Path, subjects: list[str]) -> None:
    """Release the documents, writing each number with its state."""
    for subject in subjects:
        outcome = produce(house, subject, "one")
        sys.stdout.write(f"{subject} {outcome.number} {outcome.state}\n")


if __name__ == "__main__":
    if sys.argv[1] == "kill":
        kill(*map(int, sys.argv[2:5]))
    else:
        race(Path(sys.argv[2]), sys.argv[3:])
