"""All rules over all registers: reading's own findings first, then every rule of every module, most severe first."""

from __future__ import annotations

from toolkit.checks import cells, codes, material, money, notes, people, sales, stock, totals, valuation
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity

RULES: tuple[Rule, ...] = (
    *cells.RULES, *codes.RULES, *stock.RULES, *money.RULES, *valuation.RULES, *material.RULES, *sales.RULES,
    *totals.RULES, *notes.RULES, *people.RULES,
)  # fmt: skip

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}


def check(scope: Scope) -> tuple[Finding, ...]:
    """Every finding, errors before warnings before information, in the order of the files within each."""
    found = [*scope.registers.findings, *(finding for rule in RULES for finding in rule(scope))]
    order = {(t.source.file, t.source.sheet): n for n, t in enumerate(scope.registers.tables)}
    return tuple(sorted(found, key=lambda finding: _key(finding, order)))


def _key(finding: Finding, order: dict[tuple[str, str | None], int]) -> tuple[int, int, int, str]:
    place = finding.places[0]
    return (_WEIGHT[finding.severity], order.get((place.file, place.sheet), -1), place.row or 0, place.column or "")
