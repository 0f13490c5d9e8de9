"""Growth: check, reconcile and schedule: ten to a hundred thousand pieces, as many clients, twice the sales.

Time and memory must grow no faster than the rows.
"""

from __future__ import annotations

import sys

from bench.measure import Cost, cost, scratch
from torture.register import house

SIZES = (10_000, 30_000, 100_000)
SLACK = 1.3  # a ratio of costs may pass the ratio of rows by so much: start-up flatters, a collector does not


def commands(folder: str) -> dict[str, list[str]]:
    """What is run on each size."""
    program = [sys.executable, "-m", "toolkit"]
    return {
        "check": [*program, "check", "--house", folder, "--json"],
        "reconcile": [*program, "reconcile", "--house", folder, "--json"],
        "schedule": [*program, "schedule", "--house", folder, "--as-at", "2026-10-31", "--format", "xlsx"],
    }


def run() -> list[str]:
    """The table, printed as it grows; what grew faster than the rows."""
    seen: dict[str, list[Cost]] = {"check": [], "reconcile": [], "schedule": []}
    print(f"{'pieces':>8}  {'command':10} {'CPU s':>8} {'wall s':>8} {'MB':>7}")
    for rows in SIZES:
        folder = house(scratch() / f"growth-{rows}", rows, people=rows, trade=True)
        for name, command in commands(str(folder)).items():
            one = cost(command, accept=(0, 3))
            seen[name].append(one)
            print(f"{rows:8,}  {name:10} {one.cpu:8.1f} {one.wall:8.1f} {one.peak:7.0f}", flush=True)
    limit = SIZES[-1] / SIZES[0] * SLACK
    return [
        f"{name}: {what} grew {ratio:.1f} times while the rows grew {SIZES[-1] / SIZES[0]:g} times"
        for name, costs in seen.items()
        for what, ratio in (
            ("CPU time", costs[-1].cpu / costs[0].cpu),
            ("memory", costs[-1].peak / costs[0].peak),
        )
        if ratio > limit
    ]
