"""All rules over all registers: reading's own findings first, then every rule of every module, most severe first."""

from __future__ import annotations

from toolkit.checks import (
    birthdays,
    cash,
    cells,
    codes,
    completeness,
    consent,
    consignment,
    costs,
    counts,
    currencies,
    described,
    emails,
    events,
    future,
    gaps,
    hallmarks,
    holds,
    house_rules,
    identifiers,
    jobs,
    margin_scheme,
    metals,
    money,
    movements,
    names,
    notes,
    origin,
    postal,
    reports,
    sale_order,
    sale_sums,
    sales,
    salutations,
    scrambled,
    serials,
    sets,
    stock,
    stock_book,
    stones,
    telephones,
    title,
    totals,
    trade_numbers,
    valuation,
    weights,
    wildlife,
    wording,
)
from toolkit.checks.off import wanted
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity

RULES: tuple[Rule, ...] = (
    *cells.RULES, *codes.RULES, *scrambled.RULES, *stock.RULES, *sets.RULES, *money.RULES, *currencies.RULES,
    *valuation.RULES, *sales.RULES, *totals.RULES, *notes.RULES,
    *metals.RULES, *hallmarks.RULES, *weights.RULES, *stones.RULES, *reports.RULES, *wildlife.RULES, *origin.RULES,
    *wording.RULES, *trade_numbers.RULES,
    *names.RULES, *salutations.RULES, *postal.RULES, *telephones.RULES, *emails.RULES, *identifiers.RULES,
    *birthdays.RULES, *consent.RULES,
    *title.RULES, *holds.RULES, *costs.RULES, *margin_scheme.RULES, *stock_book.RULES, *gaps.RULES, *serials.RULES,
    *consignment.RULES, *completeness.RULES, *described.RULES,
    *sale_order.RULES, *sale_sums.RULES, *cash.RULES, *jobs.RULES, *movements.RULES, *events.RULES, *counts.RULES,
    *future.RULES, *house_rules.RULES,
)  # fmt: skip

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFORMATION: 2}


def check(scope: Scope) -> tuple[Finding, ...]:
    """Every finding, errors before warnings before information, in the order of the files within each.

    Kinds that the house has switched off are left out. Raises ToolkitError for one that cannot be.
    """
    every = (*scope.registers.findings, *(finding for rule in RULES for finding in rule(scope)))
    found = wanted(every, scope.house.off)
    order = {(t.source.file, t.source.sheet): n for n, t in enumerate(scope.registers.tables)}
    return tuple(sorted(found, key=lambda finding: _key(finding, order)))


def _key(finding: Finding, order: dict[tuple[str, str | None], int]) -> tuple[int, int, int, str]:
    place = finding.places[0]
    return (_WEIGHT[finding.severity], order.get((place.file, place.sheet), -1), place.row or 0, place.column or "")
