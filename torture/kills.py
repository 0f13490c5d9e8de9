"""Kills: a schedule ended at any moment leaves all of a document or nothing of it, and can be run again."""

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
from torture.register import house

ROWS = 300
KILLS = 200
DOUBTFUL = 3  # the register has planted gaps


def _command(folder: Path, name: str, *arguments: str) -> list[str]:
    """One command of the program on that house."""
    return [sys.executable, "-m", "toolkit", name, "--house", str(folder), *arguments]


def _documents(folder: Path) -> dict[str, str]:
    """Digests of every file a reader could open, hidden ones (a write under way) left out, by name."""
    below = folder / "documents"
    return {
        str(path.relative_to(below)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(below.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(below).parts)
    }


def _complete(folder: Path) -> tuple[dict[str, str], float]:
    """What an undisturbed run makes, and how long it takes."""
    start = time.perf_counter()
    command = _command(folder, "schedule", "--as-at", "2026-10-31", "--format", "xlsx")
    done = subprocess.run(command, env=environment(), capture_output=True, check=False)
    if done.returncode not in (0, DOUBTFUL):
        raise SystemExit(f"the schedule fails without any kill: {done.stderr.decode()}")
    return _documents(folder), time.perf_counter() - start


def run() -> list[str]:
    """Kill so many runs at moments spread over the whole of one; each house is then run to its end and compared."""
    chance = random.Random(1)  # noqa: S311 - the same moments again
    template = house(scratch() / "kills", ROWS)
    registers = sha256((template / "registers" / "Stock.xlsx").read_bytes()).hexdigest()
    _complete(shutil.copytree(template, scratch() / "kills-warm"))
    expected, seconds = _complete(shutil.copytree(template, scratch() / "kills-whole"))
    broken = []
    for number in range(KILLS):
        folder = shutil.copytree(template, scratch() / f"kills-{number}")
        command = _command(folder, "schedule", "--as-at", "2026-10-31", "--format", "xlsx")
        process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 1.1) * seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = _documents(folder)
        if any(expected.get(name) != digest for name, digest in left.items()):
            broken.append(f"kill {number}: a half-written or different file was left")
        again, _ = _complete(folder)
        if again != expected:
            broken.append(f"kill {number}: the next run made other documents than an undisturbed one")
        if sha256((folder / "registers" / "Stock.xlsx").read_bytes()).hexdigest() != registers:
            broken.append(f"kill {number}: the register changed")
        shutil.rmtree(folder)
    print(f"{KILLS} kills within {seconds:.1f} s each")
    return broken
