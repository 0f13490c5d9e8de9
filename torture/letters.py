"""Letters: drafting, approving and issuing ended at any moment lose no letter, write none twice, and touch no edit."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from bench.measure import environment, scratch
from tests.letter_houses import AS_AT, Maison, edit, maison, replace
from toolkit.cli import run as run_program
from toolkit.ledger import Ledger

LETTERS = 12
KILLS = 100
ROOT = Path(__file__).resolve().parents[1]
STEPS = (
    ("draft", "--overwrite", "--from", "2026-12-01", "--to", "2026-12-31"),
    ("approve", "--all", "--by", "CM"),
    ("issue", "--no-pdf"),
)
USUAL = (0, 3, 4)
"""Exit codes that tell of letters, not of a failure."""
NAMES = ("Vane", "Lacombe", "Marsh", "Quill", "Thorne", "Ashby", "Calder", "Drayton", "Ellis", "Fenwick", "Garrick",
         "Hollis")  # fmt: skip


def _house(folder: Path) -> Maison:
    """A house with drafts, one of them edited in Word, and a register that was changed under all of them since."""
    shutil.rmtree(folder, ignore_errors=True)
    made = maison(
        folder, [{"Surname": name, "Birthday": f"1970-12-{10 + at}"} for at, name in enumerate(NAMES[:LETTERS])]
    )
    made.draft()
    edit(made.drafts[2], replace("warmest wishes", "fondest wishes"))
    for row in range(1, LETTERS + 1):
        made.change(row, "Adviser", "Jonas Ostrey")
    return made


def _chain(folder: str) -> int:
    """Draft, approve, issue, one after the other; the first exit code that tells of a failure."""
    told = (run_program(["letters", *step, "--house", folder, "--as-at", AS_AT, "--quiet"]) for step in STEPS)
    return next((code for code in told if code not in USUAL), 0)


def _run(folder: Path, kept: dict[str, str]) -> subprocess.Popen[bytes]:
    """The whole of it in a process of its own; ``kept`` is the environment in which bytecode is kept."""
    command = [sys.executable, "-m", "torture.letters", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _left(folder: Path) -> dict[str, str]:
    """Digests of every draft and document; hidden ones (a write under way) are left out.

    So is the review: drafted anew once letters are approved, it says so.
    """
    files = (path for below in ("documents", "letters") for path in sorted((folder / below).rglob("*")))
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.is_file() and not path.name.startswith(".") and path.name != "Review.xlsx"
    }


def _broken(folder: Path, expected: dict[str, str], register: bytes) -> list[str]:
    """The promises that do not hold of a house whose run was ended and begun again."""
    left = _left(folder)
    broken = [f"{name} differs or is missing" for name in expected if left.get(name) != expected[name]]
    broken += [f"{name} should not be there" for name in left if name not in expected]
    with Ledger.rehearse(folder) as ledger:
        broken += [trouble.words for trouble in ledger.audit() if trouble.code != "gap"]
        marks = [one.identity.subject for one in ledger.all_issued() if one.identity.kind == "letter"]
    if len(marks) != len(set(marks)) or len(marks) != LETTERS:
        broken.append(f"{len(marks)} letters issued, of {len(set(marks))} occasions")
    if (folder / "Clients.csv").read_bytes() != register:
        broken.append("the register changed")
    return broken


def run() -> list[str]:
    """Kill so many runs at moments spread over the whole of one; each house is then run to its end and compared."""
    chance = random.Random(1)  # noqa: S311 - the same moments again
    template = _house(scratch() / "letters").folder
    register = (template / "Clients.csv").read_bytes()
    whole = shutil.copytree(template, scratch() / "letters-whole")
    kept = environment()
    _run(shutil.copytree(template, scratch() / "letters-warm"), kept).wait()
    start = time.perf_counter()
    _run(whole, kept).wait()
    seconds, expected = time.perf_counter() - start, _left(whole)
    broken = [f"undisturbed: {words}" for words in _broken(whole, expected, register)]
    for number in range(KILLS):
        folder = scratch() / f"letters-{number}"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template, folder)
        process = _run(folder, kept)
        time.sleep(chance.uniform(0.1, 1.0) * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        if code := _run(folder, kept).wait():
            broken.append(f"kill {number}: the next run ended with {code}")
        broken += [f"kill {number}: {words}" for words in _broken(folder, expected, register)]
        shutil.rmtree(folder)
    print(f"{KILLS} kills within {seconds:.1f} s each, {LETTERS} letters")
    return broken


if __name__ == "__main__":
    sys.exit(_chain(sys.argv[1]))
