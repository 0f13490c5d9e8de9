"""One schedule, cold, workbook and PDF: ours beside a plain script with the same libraries, on the same register."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from bench.measure import ROOT, Cost, Row, cost, scratch

AS_AT = "2026-10-31"
IN_DOUBT = 3  # the invented registers hold planted faults, so the schedule says that some lines are in doubt


def house() -> Path:
    """The invented boutique, made once a run."""
    folder = scratch() / "maison"
    if not folder.exists():
        cost([sys.executable, "-m", "toolkit", "demo", str(folder)])
    return folder


def ours(number: int) -> Cost:
    """A first issue of the schedule, in a fresh copy of the house that has issued nothing."""
    fresh = scratch() / f"fresh-{number}"
    shutil.copytree(house(), fresh, ignore=shutil.ignore_patterns(".boutique", "documents"))
    command = [sys.executable, "-m", "toolkit", "schedule", "--house", str(fresh), "--as-at", AS_AT]
    return cost(command, accept=(0, IN_DOUBT))


def peer() -> Cost:
    """The plain script."""
    stock = house() / "registers" / "Stock.xlsx"
    return cost([sys.executable, str(ROOT / "bench" / "plain_schedule.py"), str(stock), str(scratch())])


def measure(rounds: int = 3) -> list[Row]:
    """Two rows: wall seconds and peak memory of one cold run, the best of several after one to warm up."""
    pairs = [(ours(number), peer()) for number in range(rounds + 1)][1:]
    wall = [min(pair[side].wall for pair in pairs) for side in (0, 1)]
    peak = [min(pair[side].peak for pair in pairs) for side in (0, 1)]
    name, script = "one schedule, cold (XLSX and PDF)", "pandas, openpyxl and WeasyPrint in a plain script"
    return [
        Row(name, script, wall[0], wall[1], "s wall", 1, at_most=True),
        Row(f"{name}: memory", script, peak[0], peak[1], "MB", 1, at_most=True),
    ]
