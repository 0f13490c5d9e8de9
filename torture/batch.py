"""Batches of fifty documents, killed at random moments: the ledger stays whole, the next run completes them.

One is a schedule for each of fifty days, in one process: ``python -m torture.batch HOUSE``. The other is the command
that makes the dossiers of fifty pieces, whose pages two processes set: several numbers are held at any moment.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from bench.measure import environment, scratch
from toolkit.cli import run as run_program
from toolkit.ledger import Ledger
from toolkit.produce.issued import audit
from toolkit.produce.verify import verify
from torture import sold
from torture.register import house

ROWS = 30
DOCUMENTS = 50
KILLS = 100
FIRST = dt.date(2026, 3, 1)
DOUBTFUL = 3  # the register has planted gaps
AS_AT = ("--as-at", sold.AS_AT)
SHORT = """<!DOCTYPE html><html lang="{{ language }}"><head><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>{% for passage in chain %}<p>{{ passage | striptags }}</p>{% endfor %}
<p>{{ number }} {{ imprint }}</p>
</body></html>"""

Command = Callable[[Path], Sequence[str]]
"""The command line of a batch on a house."""


def schedules(folder: Path) -> Sequence[str]:
    """The batch of schedules, in a process of its own."""
    return [sys.executable, "-m", "torture.batch", str(folder)]


def dossiers(folder: Path) -> Sequence[str]:
    """The batch of dossiers."""
    since = f"{sold.SOLD:%Y-%m-%d}"
    return [sys.executable, "-m", "toolkit", "dossier", "--all-sold-since", since, "--house", str(folder), *AS_AT]


def selling(folder: Path) -> Path:
    """A house of fifty sold pieces, with a short page of its own: a kill then meets the ledger oftener than a page."""
    sold.house(folder, DOCUMENTS)
    (folder / "html").mkdir()
    (folder / "html" / "dossier.html").write_text(SHORT, "utf-8")
    return folder


def documents(folder: Path) -> dict[str, str]:
    """The digest of every file a reader could open, by path; hidden ones are a write under way."""
    below = folder / "documents"
    found = (path for path in sorted(below.rglob("*")) if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in found if not path.name.startswith(".")}


def complete(folder: Path, command: Command) -> float:
    """Run a batch to its end; how long it takes."""
    start = time.perf_counter()
    done = subprocess.run(command(folder), env=environment(), capture_output=True, check=False)
    if done.returncode not in (0, DOUBTFUL):
        raise SystemExit(f"the batch fails without any kill: {done.stdout.decode()}{done.stderr.decode()}")
    return time.perf_counter() - start


def kill(folder: Path, command: Command, made: int, pause: float) -> bool:
    """Run a batch, and end it without a word a pause after so many files are in place; whether it still ran.

    By files and not by the clock: another process may slow this one, and a kill that comes too late proves nothing.
    """
    process = subprocess.Popen(command(folder), env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(documents(folder)) < made:
        time.sleep(0.005)
    time.sleep(pause)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return alive


def stated(ledger: Ledger) -> list[tuple[str, int, str, str, str]]:
    """What was issued: number, revision, of what, for when, with which content."""
    every = ledger.all_issued()
    return [(each.number, each.revision, each.identity.subject, each.identity.period, each.content) for each in every]


def wrong_after_kill(folder: Path) -> list[str]:
    """What a kill broke: signs of an unsound ledger, a file that is not a whole issued document."""
    broken = [trouble.words for trouble in audit(folder).troubles]
    with Ledger.rehearse(folder) as ledger:
        strange = (path for path, one in documents(folder).items() if not ledger.by_digest(one))
        broken += [f"{path} is no issued document" for path in strange]
    return broken


def wrong_when_done(folder: Path, expected: Sequence[object]) -> list[str]:
    """What is not as an undisturbed batch leaves it: each number once, nothing void, every document genuine."""
    broken = wrong_after_kill(folder)
    with Ledger.rehearse(folder) as ledger:
        issued = stated(ledger)
        if len(ledger.standing()) != len(issued):
            broken.append(f"{len(ledger.voids())} void and {len(ledger.unfinished())} unfinished numbers")
    if issued != list(expected):
        broken.append(f"other documents than an undisturbed batch issues: {len(issued)}")
    found = documents(folder)
    if len(found) < len(expected):
        broken.append(f"only {len(found)} files are in place")
    probe = random.Random(len(found)).choice(sorted(found))  # noqa: S311 - any will do
    if verify(folder, probe).exit:
        broken.append(f"{probe} is not genuine")
    return broken


def survive(template: Path, command: Command, kills: int) -> list[str]:
    """Kill so many batches, each on a house of its own, and run each again."""
    chance = random.Random(1)  # noqa: S311 - the same moments again
    whole = shutil.copytree(template, scratch() / f"{template.name}-whole")
    seconds = complete(whole, command)
    with Ledger.rehearse(whole) as ledger:
        expected = stated(ledger)
    if len(expected) != DOCUMENTS:
        raise SystemExit(f"the batch makes {len(expected)} documents without any kill")
    broken = [f"undisturbed: {words}" for words in wrong_when_done(whole, expected)]
    files, one = len(documents(whole)), seconds / len(expected)
    alive = 0
    for number in range(kills):
        folder = shutil.copytree(template, scratch() / f"{template.name}-{number}")
        alive += kill(folder, command, chance.randrange(files), chance.uniform(0, 1.5) * one)
        left, made = wrong_after_kill(folder), len(documents(folder))
        complete(folder, command)
        again = wrong_when_done(folder, expected)
        print(f"kill {number + 1} after {made} files: {'; '.join((*left, *again)) or 'whole'}", flush=True)
        broken += [f"kill {number + 1}: {words}" for words in (*left, *again)]
        shutil.rmtree(folder)
    if alive < kills * 0.9:
        broken.append(f"only {alive} of {kills} kills met a batch at work")
    print(f"{alive} kills of a batch of {len(expected)} documents at work, {seconds:.1f} s each undisturbed")
    return broken


def run() -> list[str]:
    """Either batch, killed a hundred times."""
    broken = survive(house(scratch() / "batch", ROWS), schedules, KILLS)
    return broken + survive(selling(scratch() / "dossiers"), dossiers, KILLS)


def main(folder: str) -> int:
    """Make the schedules; the exit code of the worst."""
    worst = 0
    for number in range(DOCUMENTS):
        day = (FIRST + dt.timedelta(days=number)).isoformat()
        with contextlib.redirect_stdout(io.StringIO()):
            code = run_program(["schedule", "--house", folder, "--as-at", day, "--format", "xlsx"])
        if code not in (0, DOUBTFUL):
            return code
        worst = max(worst, code)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
