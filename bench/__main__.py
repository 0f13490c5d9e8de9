"""Every comparison: ``python -m bench`` prints all and keeps them, ``python -m bench start`` prints one.

A comparison is a function that returns rows; it stands in BENCHES in the order of the table.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib import metadata

from bench import dossier, fill, letters, pdf, placement, reading, rules, schedule, sell_through, start, who
from bench.measure import HEADINGS, ROOT, Row

PAGE = ROOT / "docs" / "benchmarks.md"
PEERS = ("docxtpl", "openpyxl", "pandas", "frictionless", "pandera", "weasyprint", "click", "python-calamine")
INTRODUCTION = """# Benchmarks

Ratios against a named peer, both run side by side in fresh processes on the same machine by `make bench`,
which writes this page.
Seconds depend on the machine and on what else it does; the ratios are what counts.
"""


BENCHES: dict[str, Callable[[], list[Row]]] = {
    "start": start.measure,
    "reading": reading.measure,
    "rules": rules.measure,
    "fill": fill.measure,
    "placement": placement.measure,
    "pdf": pdf.measure,
    "dossier": dossier.measure,
    "schedule": schedule.measure,
    "sell_through": sell_through.measure,
    "who": who.measure,
    "letters": letters.measure,
}


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(row.cells() for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def machine() -> str:
    """What the figures were measured on, without naming the machine."""
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PEERS)
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {versions}."


def main(names: Sequence[str]) -> int:
    """Measure what was named, or everything; only a complete run is kept. 1 where a target is missed."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"There is no comparison called {unknown[0]}; there are: {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    rows: list[Row] = []
    for name in names or BENCHES:
        found = BENCHES[name]()
        print(table(found), flush=True)
        rows += found
    if not names:
        PAGE.write_text(f"{INTRODUCTION}\n{machine()}\n\n{table(rows)}", encoding="utf-8")
        print(f"Kept in {PAGE.relative_to(ROOT)}.")
    return 0  # a missed target is read in the table; a clock never fails a run


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
