"""One way to measure everything: a fresh process, its CPU and wall seconds, its peak memory; the best of several."""

from __future__ import annotations

import atexit
import functools
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process cost: CPU seconds (its own and its children's), wall seconds, peak memory in MB."""

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: ours beside the peer's in one unit, and the ratio to reach (or, ``at_most``, to stay under)."""

    name: str
    peer_name: str
    ours: float
    peer: float
    unit: str
    target: float
    at_most: bool = False

    @property
    def ratio(self) -> float:
        """How many times less than the peer's cost ours is; ``at_most``: what part or multiple of the peer's it is."""
        return self.ours / self.peer if self.at_most else self.peer / self.ours

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio <= self.target if self.at_most else self.ratio >= self.target

    def cells(self) -> tuple[str, ...]:
        """The row of a table for people."""
        aim = f"at most {self.target:g}x" if self.at_most else f"at least {self.target:g}x"
        figures = (f"{self.ours:.3g} {self.unit}", f"{self.peer:.3g} {self.unit}", f"{self.ratio:.2f}x")
        return (self.name, figures[0], self.peer_name, *figures[1:], aim, "met" if self.met else "missed")


HEADINGS = ("What", "Ours", "Peer", "Its cost", "Ratio", "Target", "")


@functools.cache
def scratch() -> Path:
    """A folder for the whole run, gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="boutique-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def environment() -> dict[str, str]:
    """One in which bytecode is kept: without it every start takes two or three times as long, ours and the peer's."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(scratch() / "bytecode"), "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}


def cost(command: Sequence[str], *, cwd: Path | None = None, accept: Sequence[int] = (0,)) -> Cost:
    """Run a command once and say what it cost. Raises SystemExit where it fails, with what it printed."""
    note = scratch() / "note"
    launcher = [sys.executable, "-I", "-S", str(ROOT / "bench" / "launch.py"), str(note)]
    done = subprocess.run(
        [*launcher, *command], cwd=cwd or scratch(), env=environment(), capture_output=True, text=True, check=True
    )
    code, cpu, wall, peak = note.read_text(encoding="ascii").split()
    if int(code) not in accept:
        raise SystemExit(f"{' '.join(command)}: exit code {code}\n{done.stdout}{done.stderr}")
    megabyte = 1024**2 if sys.platform == "darwin" else 1024
    return Cost(float(cpu), float(wall), int(peak) / megabyte)


def best(*commands: Sequence[str], rounds: int, accept: Sequence[int] = (0,)) -> list[Cost]:
    """The least cost of each command over several rounds, the commands in turn, after one round that only warms up."""
    seen = [[cost(command, accept=accept) for command in commands] for _ in range(rounds + 1)][1:]
    return [least(column) for column in zip(*seen, strict=True)]


def least(costs: Sequence[Cost]) -> Cost:
    """The least of each figure over several runs of one command."""
    return Cost(min(one.cpu for one in costs), min(one.wall for one in costs), min(one.peak for one in costs))
