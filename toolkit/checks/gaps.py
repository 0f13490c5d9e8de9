"""Rules of the numbers that are nowhere: rows deleted once the piece was sold, or moved to a list nobody reads."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.checks.numbering import gap_finding, missing, numbered, runs
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.stock_book import booked_numbers
from toolkit.findings import Finding, Severity, declare

NOWHERE = declare(
    "stock-numbers-missing", Severity.INFORMATION, "Stock numbers that are in no register",
    why="A row that was deleted or moved away takes its piece out of every list: nobody looks for what no list has.",
    message="Between {first} and {last} these numbers are in no register: {value}.",
    hint="Look whether the rows stand on another sheet or in an older file; if the numbers were never used, leave it.",
)  # fmt: skip

LEAST = 20
"""So many numbers a run must have before a gap in it means anything."""

FEW = 0.1
"""Up to this share of a run the missing numbers are odd; from there on the house deletes rows or numbers freely."""


def check_missing_numbers(scope: Scope) -> Iterable[Finding]:
    """A few numbers missing in a long run that is else complete; the margin scheme's own series are asked for there."""
    numbers = numbered(scope.registers.every())
    booked = {name for name, _ in booked_numbers(scope)}
    for name in sorted(set(numbers) - booked):
        for run in runs(sorted(numbers[name])):
            gaps = missing(run)
            count = sum(last - first + 1 for first, last in gaps)
            if gaps and len(run) >= LEAST and count <= FEW * len(run):
                yield gap_finding(NOWHERE, name, run, gaps, numbers[name])


RULES: tuple[Rule, ...] = (check_missing_numbers,)
