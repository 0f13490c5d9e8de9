"""Registers against each other: every pair there is, every rule, and the proof that no row was lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from toolkit.checks.off import wanted
from toolkit.collector import uncollected
from toolkit.findings import Finding, Severity, declare
from toolkit.reconcile import counted, differences, insured, orders, places, sold
from toolkit.reconcile.compared import Comparison, pairs
from toolkit.reconcile.figures import sales_figures
from toolkit.reconcile.pairs import Pair, unfooted
from toolkit.reconcile.view import Rule, View
from toolkit.records import Registers

THROUGHOUT = declare(
    "differs-throughout", Severity.WARNING, "Two registers that disagree nearly everywhere",
    why="Correcting cell by cell would never end: the two are kept in different ways, or a column means another thing.",
    message="{count} of {rows} rows compared: {title}. The first is {first}.",
    hint="See with 'boutique map' that both columns mean what you think, then decide which register is right; "
    "'boutique reconcile --all' shows every row.",
)  # fmt: skip

RULES: tuple[Rule, ...] = (
    *sold.RULES, *differences.RULES, *places.RULES, *counted.RULES, *insured.RULES, *orders.RULES,
)  # fmt: skip

MANY = 500
"""Findings of one kind in one register above which the share of rows decides whether they are one finding."""

MOST = 0.5

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The pairs compared, by the name of the second register, and what was found."""

    pairs: Mapping[str, Pair]
    findings: tuple[Finding, ...]


def reconcile(comparison: Comparison) -> Reconciliation:
    """Compare the registers and apply every rule; errors first, then by the order of the files."""
    with uncollected():
        return _reconciled(comparison)


def _reconciled(comparison: Comparison) -> Reconciliation:
    made = dict(pairs(comparison))
    view = View(comparison, made)
    registers = comparison.scope.registers
    _prove(registers, made)
    every = _gathered((finding for rule in RULES for finding in rule(view)), made)
    found = wanted(every, comparison.scope.house.off)
    if "sales" in made:
        made["sales"] = replace(made["sales"], figures=sales_figures(view, made["sales"]))
    order = {(t.source.file, t.source.sheet): n for n, t in enumerate(registers.tables)}
    return Reconciliation(made, tuple(sorted(found, key=lambda finding: _key(finding, order))))


def _key(finding: Finding, order: Mapping[tuple[str, str | None], int]) -> tuple[int, int, int, str]:
    place = finding.places[0]
    return (_WEIGHT[finding.severity], order.get((place.file, place.sheet), -1), place.row or 0, place.column or "")


def _gathered(findings: Iterable[Finding], made: Mapping[str, Pair]) -> Iterable[Finding]:
    """Findings as they are; a kind that most rows of a register share is said once, at its first cell."""
    groups: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.kind.code, finding.register].append(finding)
    for (_, register), members in groups.items():
        rows = max((pair.left.matched.rows for pair in made.values()), default=0)
        if len(members) > MANY and len(members) > MOST * rows:
            first = members[0]
            yield THROUGHOUT.at(
                first.places, first.kind.code, register=register, count=len(members), rows=rows,
                title=first.kind.title[:1].lower() + first.kind.title[1:], first=first.subject or str(first.places[0]),
            )  # fmt: skip
        else:
            yield from members


def _prove(registers: Registers, made: Mapping[str, Pair]) -> None:
    """Every row of every file is a record or left out by name, and every record is in a class of its pair."""
    records: dict[str, int] = defaultdict(int)
    for table in registers.tables:
        if table.rows_in != table.records + len(table.excluded):
            raise unfooted(f"of {table.rows_in} rows of {table.source.file}, {table.records} were read")
        records[table.source.register] += table.records
    for pair in made.values():
        for side in (pair.left, pair.right):
            if side.register in records and side.all.rows != records[side.register]:
                raise unfooted(f"of {records[side.register]} rows of {side.register}, {side.all.rows} were compared")
