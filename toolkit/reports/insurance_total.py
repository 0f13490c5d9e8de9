"""Sections, matrices and totals of the schedule, and the proof that they foot."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal

from toolkit.findings import Place, ToolkitError
from toolkit.reports.insurance import Away, History, Line, Matrix, MatrixRow, Schedule, Section, Tally
from toolkit.reports.insurance_bridge_facts import bridge_facts, bridge_figures, bridge_words, unbridged
from toolkit.reports.insurance_limits import unfounded
from toolkit.reports.insurance_policy import policy_facts, policy_figures
from toolkit.reports.insurance_sums import page_figures
from toolkit.values import Money, When
from toolkit.vocabulary import CATEGORY, OWNERSHIP, SITUATION

NOTHING = Tally(0, Decimal(0))


def rank(word: str, vocabulary: Iterable[str]) -> tuple[int, str]:
    """A key that sorts vocabulary words in their order and other words after them by name."""
    order = list(vocabulary)
    return (order.index(word) if word in order else len(order), word.casefold())


def tally(lines: Iterable[Line]) -> Tally:
    """How many lines and what they come to; all of one currency, each with a value."""
    units, value = 0, Decimal(0)
    for line in lines:
        units += 1
        value += line.value.amount if line.value else Decimal(0)
    return Tally(units, value)


def sections(lines: Iterable[Line]) -> tuple[Section, ...]:
    """Lines grouped by ownership, category and currency, in the vocabulary's order."""
    groups: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in lines:
        groups[line.ownership, line.category, _currency(line)].append(line)
    keys = sorted(groups, key=lambda key: (rank(key[0], OWNERSHIP), key[2], rank(key[1], CATEGORY)))
    return tuple(Section(*key, tuple(groups[key]), tally(groups[key])) for key in keys)


def matrices(made: Sequence[Section]) -> tuple[Matrix, ...]:
    """One matrix for each ownership and currency, category by situation."""
    groups: dict[tuple[str, str], list[Section]] = defaultdict(list)
    for section in made:
        groups[section.ownership, section.currency].append(section)
    return tuple(_matrix(ownership, currency, group) for (ownership, currency), group in groups.items())


def _matrix(ownership: str, currency: str, group: Sequence[Section]) -> Matrix:
    words = {line.situation for section in group for line in section.lines}
    situations = tuple(sorted(words, key=lambda word: rank(word, SITUATION)))
    rows = tuple(_row(section.category, section.lines, situations) for section in group)
    every = [line for section in group for line in section.lines]
    return Matrix(ownership, currency, situations, rows, _row("", every, situations))


def _row(category: str, lines: Sequence[Line], situations: Sequence[str]) -> MatrixRow:
    by_situation = tuple(tally(line for line in lines if line.situation == word) for word in situations)
    return MatrixRow(category, by_situation, tally(lines))


def totals(made: Sequence[Section]) -> tuple[tuple[str, Tally], ...]:
    """Units and value of the block Total, for each currency in the order of the alphabet."""
    found: dict[str, Tally] = {}
    for section in made:
        before = found.get(section.currency, NOTHING)
        after = Tally(before.units + section.subtotal.units, before.value + section.subtotal.value)
        found[section.currency] = after
    return tuple(sorted(found.items()))


def _currency(line: Line) -> str:
    return line.value.currency if line.value else ""


def prove(schedule: Schedule) -> None:
    """Recompute every total from the lines alone, by another way round. Raises ToolkitError where one does not foot."""
    lines = [line for section in schedule.sections for line in section.lines]
    blocks = len(lines) + len(schedule.in_doubt) + len(schedule.exceptions) + len(schedule.excluded)
    if blocks != schedule.rows_in:
        raise _unfooted(f"{schedule.rows_in} rows were read, but the blocks hold {blocks}")
    plain: dict[str, Decimal] = {}
    for line in lines:
        if line.value is None or not line.value.currency:
            raise _unfooted(f"{line.stock_no} stands in the total without a value")
        plain[line.value.currency] = plain.get(line.value.currency, Decimal(0)) + line.value.amount
    claims = {
        "the totals": dict.fromkeys(plain, Decimal(0)) | {word: total.value for word, total in schedule.totals},
        "the subtotals": _by_currency((s.currency, s.subtotal.value) for s in schedule.sections),
        "the matrices": _by_currency((m.currency, m.total.total.value) for m in schedule.matrices),
        "the matrices' cells": _by_currency(
            (m.currency, cell.value) for m in schedule.matrices for row in m.rows for cell in row.by_situation
        ),
        "the matrices' columns": _by_currency(
            (m.currency, cell.value) for m in schedule.matrices for cell in m.total.by_situation
        ),
    }
    for name, claimed in claims.items():
        if claimed != plain:
            raise _unfooted(f"{name} come to {claimed}, the lines to {plain}")
    numbers = [line.stock_no for line in lines]
    if len(set(numbers)) != len(numbers):
        raise _unfooted("a stock number stands twice in the total")
    ends = {item.currency: item.months[-1].value for item in schedule.history if item.months[-1].value}
    if schedule.history and ends != {word: value for word, value in plain.items() if value}:
        raise _unfooted(f"the last day of the twelve months comes to {ends}, the lines to {plain}")
    for fault in (*unfounded(schedule), *unbridged(schedule)):
        raise _unfooted(fault)


def _by_currency(figures: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for currency, value in figures:
        found[currency] = found.get(currency, Decimal(0)) + value
    return found


def _unfooted(what: str) -> ToolkitError:
    return ToolkitError(
        f"The schedule does not foot: {what}.",
        "No schedule was made. This is a fault of the program: please report it with 'boutique doctor --json'.",
        code="not-footing",
    )


def facts(schedule: Schedule) -> bytes:
    """The canonical facts: every value the schedule states, without files, cells, number and revision, as JSON."""

    def when(day: When | None) -> list[str] | None:
        return [str(day.earliest), str(day.latest)] if day else None

    def away(item: Away | None) -> list[object] | None:
        return [item.holder, when(item.since), when(item.due_back), item.receipt, item.overdue] if item else None

    def line(item: Line) -> list[object]:
        value = [str(item.value.amount), item.value.currency] if item.value else None
        return [item.stock_no, item.description, item.detail, item.identifiers, item.category, item.ownership,
                item.situation, item.location, value, when(item.valued), list(item.reasons),
                item.by_day, item.at_night, item.owner, away(item.away), item.basis]  # fmt: skip

    content = {
        "kind": "schedule",
        "house": [schedule.house_name, schedule.house_address, schedule.policy, schedule.language],
        "as_at": schedule.as_at.isoformat(timespec="minutes"),
        "closed": schedule.closed,
        "basis": [list(pair) for pair in schedule.basis],
        "vat": schedule.vat,
        "notes": list(schedule.notes),
        "lines": [line(item) for section in schedule.sections for item in section.lines],
        "in_doubt": [line(item) for item in schedule.in_doubt],
        "exceptions": [line(item) for item in schedule.exceptions],
        "excluded": [line(item) for item in schedule.excluded],
        "totals": [[word, total.units, str(total.value)] for word, total in schedule.totals],
        "history": [_history(item) for item in schedule.history],
        **policy_facts(schedule),
        **bridge_facts(schedule),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _history(item: History) -> list[object]:
    months = [[str(month.last_day), month.units, str(month.value), str(month.highest), str(month.highest_on)]
              for month in item.months]  # fmt: skip
    return [item.currency, months, str(item.maximum), str(item.maximum_on), str(item.average), item.undated]


def shown(schedule: Schedule) -> tuple[str, ...]:
    """What the schedule prints by right though a register may keep it back: its figures, pieces, places, reasons."""
    blocks = (schedule.in_doubt, schedule.exceptions, schedule.excluded)
    every = [line for part in (*(section.lines for section in schedule.sections), *blocks) for line in part]
    figures = {*_figures(schedule), *policy_figures(schedule), *bridge_figures(schedule), *page_figures(schedule)}
    figures |= {Decimal(len(block)) for block in blocks}
    words = {text for line in every for text in (line.description, line.detail, line.location, *line.reasons)}
    words |= {line.owner for line in every}
    words |= {text for line in every if line.away for text in (line.away.holder, line.away.receipt)}
    words |= {*schedule.limit_notes, *(words for item in schedule.revaluations for words in item.reasons)}
    words |= {*bridge_words(schedule)}
    words -= {""}
    return (*(format(abs(figure), "f") for figure in sorted(figures)), *sorted(words))


def _figures(value: object) -> Iterator[Decimal]:
    """Every figure in what a schedule is made from, however deep: all of them are there to be printed."""
    if isinstance(value, Money):
        yield value.amount
    elif isinstance(value, Decimal) or type(value) is int:
        yield Decimal(value)
    elif isinstance(value, tuple):
        for each in value:
            yield from _figures(each)
    elif is_dataclass(value) and not isinstance(value, Place | When):
        for one in fields(value):
            yield from _figures(getattr(value, one.name))


def facts_digest(schedule: Schedule) -> str:
    """The SHA-256 of the canonical facts, in hexadecimal."""
    return hashlib.sha256(facts(schedule)).hexdigest()
