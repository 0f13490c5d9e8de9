"""What a schedule states of its bridge: the canonical facts, the proof that it foots, and the figures it prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from toolkit.reports.insurance import BridgeRow, Schedule, Step
from toolkit.values import Money


def bridge_facts(schedule: Schedule) -> Mapping[str, object]:
    """The canonical facts of the bridge, without cells; nothing for a schedule that has none."""
    found = schedule.bridge
    if found is None:
        return {}
    moment = found.as_at.isoformat(timespec="minutes") if found.as_at else None
    return {
        "bridge": {
            "source": found.source,
            "revision": found.revision,
            "as_at": moment,
            "totals": [_row(row) for row in found.totals],
            "rows": [_row(row) for row in found.rows],
            "steps": [_step(step) for step in found.steps],
            "notes": list(found.notes),
        }
    }


def _row(row: BridgeRow) -> list[object]:
    moves = [[cause, str(amount)] for cause, amount in row.moves]
    return [row.currency, row.category, str(row.opening), moves, str(row.residue), str(row.closing), list(row.units)]


def _step(step: Step) -> list[object]:
    values = [_money(step.before), _money(step.after)]
    return [step.cause, step.stock_no, step.description, step.category, step.ownership, *values, step.words]


def _money(value: Money | None) -> list[str] | None:
    return [str(value.amount), value.currency] if value else None


Sums = Mapping[tuple[str, str | None], Decimal]
"""Amounts by currency and category, and by currency alone (the category is then None)."""


def unbridged(schedule: Schedule) -> Iterator[str]:
    """What of the bridge does not foot, in words: recomputed from the lines of the schedule and the steps alone."""
    found = schedule.bridge
    if found is None:
        return
    lines = [(section.category, line.value) for section in schedule.sections for line in section.lines]
    closing = _added((category, value, 1) for category, value in lines)
    moved = _added(
        (step.category, value, sign) for step in found.steps for value, sign in ((step.before, -1), (step.after, 1))
    )
    rows = [(row, (row.currency, row.category)) for row in found.rows]
    for row, key in (*rows, *((row, (row.currency, None)) for row in found.totals)):
        where = f"the bridge in {row.currency or 'no currency'} {row.category}".rstrip()
        claimed = sum((amount for _, amount in row.moves), Decimal(0))
        if row.opening + claimed + row.residue != row.closing:
            yield f"{where} does not lead from opening to closing"
        if claimed != moved[key]:
            yield f"{where} moves {claimed}, its steps {moved[key]}"
        if row.closing != closing[key]:
            yield f"{where} closes with {row.closing}, the lines with {closing[key]}"


def _added(amounts: Iterable[tuple[str, Money | None, int]]) -> Sums:
    """Signed amounts by currency and category, and by currency."""
    sums: dict[tuple[str, str | None], Decimal] = defaultdict(Decimal)
    for category, value, sign in amounts:
        if value:
            for name in (category, None):
                sums[value.currency, name] += sign * value.amount
    return sums


def bridge_figures(schedule: Schedule) -> Iterable[Decimal]:
    """Every figure the bridge prints."""
    found = schedule.bridge
    if found is None:
        return ()
    rows = (*found.rows, *found.totals)
    figures = [figure for row in rows for figure in (row.opening, row.residue, row.closing, *map(Decimal, row.units))]
    figures += [amount for row in rows for _, amount in row.moves]
    return figures + [value.amount for step in found.steps for value in (step.before, step.after) if value]


def bridge_words(schedule: Schedule) -> Iterable[str]:
    """Every sentence the bridge prints, and the pieces it names."""
    found = schedule.bridge
    if found is None:
        return ()
    return (*found.notes, *(words for step in found.steps for words in (step.words, step.description)))
