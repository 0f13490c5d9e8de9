"""From an earlier schedule to this one, item by item: opening, what came, what went, what changed, closing.

The steps are told piece by piece; the residue is found the other way round, from the closing total and the total that
the earlier schedule states itself, so that a figure nobody can explain is printed and not hidden.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from toolkit.reconcile.schedule_lines import LastSchedule
from toolkit.records import Registers
from toolkit.render.bridge_words import told
from toolkit.render.wording import label, money
from toolkit.reports.insurance import CAUSES, Bridge, BridgeRow, Cause, Schedule, Step, Tally
from toolkit.reports.insurance_bridge_basis import Bases, in_language
from toolkit.reports.insurance_bridge_deeds import Span
from toolkit.reports.insurance_bridge_known import Known
from toolkit.reports.insurance_bridge_pairs import How, Pair, pairs
from toolkit.reports.insurance_bridge_steps import Teller, category_before
from toolkit.reports.insurance_total import NOTHING, rank
from toolkit.vocabulary import CATEGORY

MOVES: tuple[Cause, ...] = tuple(cause for cause in CAUSES if cause != "moved")
"""The causes that change a value."""

Key = tuple[str, str]
"""A currency and a category; no category for all of a currency."""


def bridge(opening: LastSchedule, made: Schedule, registers: Registers) -> Bridge:
    """The bridge from an earlier schedule to the one that is made, by currency, by category and item by item."""
    known = Known(registers)
    found = pairs(opening, made, known)
    bases = Bases.of(opening, made)
    span = Span(opening.day, made.as_at.date(), made.language, opening.dated)
    teller = Teller(known, span, bases)
    steps = tuple(sorted((step for pair in found for step in teller.steps(pair)), key=_order))
    lines = _opening(found)
    return Bridge(
        source=opening.number,
        as_at=opening.as_at if opening.dated else None,
        rows=tuple(_rows(lines, _closing(made), steps)),
        totals=tuple(_totals(opening, lines, made, steps)),
        steps=steps,
        notes=tuple(_notes(opening, made, found, bases)),
        revision=opening.revision,
    )


def _order(step: Step) -> int:
    """By cause; within one the order of the schedules stands."""
    return CAUSES.index(step.cause)


# --- Rows -----------------------------------------------------------------------------------------


def _opening(found: Iterable[Pair]) -> Mapping[Key, Tally]:
    """The earlier total by currency and category, from its lines."""
    sums: dict[Key, Tally] = defaultdict(lambda: NOTHING)
    for pair in found:
        if pair.before and pair.before.block == "lines" and pair.before.value:
            value, key = pair.before.value, (pair.before.value.currency, category_before(pair))
            sums[key] = Tally(sums[key].units + 1, sums[key].value + value.amount)
    return sums


def _closing(made: Schedule) -> Mapping[Key, Tally]:
    """This total by currency and category, from its sections."""
    sums: dict[Key, Tally] = defaultdict(lambda: NOTHING)
    for section in made.sections:
        key, tally = (section.currency, section.category), section.subtotal
        sums[key] = Tally(sums[key].units + tally.units, sums[key].value + tally.value)
    return sums


def _rows(opening: Mapping[Key, Tally], closing: Mapping[Key, Tally], steps: Sequence[Step]) -> Iterator[BridgeRow]:
    """One row for each currency and category that either schedule or a step has."""
    moves, pieces = _moved(steps, by_category=True)
    keys = {*opening, *closing, *moves}
    for key in sorted(keys, key=lambda key: (key[0], rank(key[1], CATEGORY))):
        yield _row(key, opening.get(key, NOTHING), closing.get(key, NOTHING), moves[key], pieces[key])


def _totals(
    opening: LastSchedule, lines: Mapping[Key, Tally], made: Schedule, steps: Sequence[Step]
) -> Iterator[BridgeRow]:
    """One row for each currency, from the total that the earlier schedule states itself."""
    summed = by_currency(lines)
    stated = {one.currency: one for one in opening.totals}
    closing = dict(made.totals)
    moves, pieces = _moved(steps, by_category=False)
    for currency in sorted({*summed, *stated, *closing, *(key[0] for key in moves)}):
        opened = summed.get(currency, NOTHING)
        if currency in stated:
            units = stated[currency].units
            opened = Tally(opened.units if units is None else units, stated[currency].value)
        key = (currency, "")
        yield _row(key, opened, closing.get(currency, NOTHING), moves[key], pieces[key])


def by_currency(sums: Mapping[Key, Tally]) -> dict[str, Tally]:
    """Sums by currency and category added up by currency."""
    found: dict[str, Tally] = defaultdict(lambda: NOTHING)
    for (currency, _), tally in sums.items():
        found[currency] = Tally(found[currency].units + tally.units, found[currency].value + tally.value)
    return found


Moves = Mapping[Cause, Decimal]
Pieces = tuple[int, int]


def _moved(steps: Sequence[Step], *, by_category: bool) -> tuple[Mapping[Key, Moves], Mapping[Key, Pieces]]:
    """What the steps move of each row, by cause, and how many pieces came and went.

    Of one piece that went out of a category and into another, neither came nor went for the currency as a whole.
    """
    moves: dict[Key, dict[Cause, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    units: dict[tuple[Key, Cause, str], int] = defaultdict(int)
    for step in steps:
        for value, sign in ((step.before, -1), (step.after, 1)):
            if value:
                key = (value.currency, step.category if by_category else "")
                moves[key][step.cause] += sign * value.amount
                units[key, step.cause, step.stock_no or step.description] += sign
    pieces: dict[Key, Pieces] = defaultdict(lambda: (0, 0))
    for (key, _, _), net in units.items():
        came, went = pieces[key]
        pieces[key] = (came + max(net, 0), went + max(-net, 0))
    return moves, pieces


def _row(key: Key, opening: Tally, closing: Tally, moves: Moves, pieces: Pieces) -> BridgeRow:
    """A row; its residue is what no step explains."""
    moved = tuple((cause, moves.get(cause, Decimal(0))) for cause in MOVES)
    residue = closing.value - opening.value - sum((amount for _, amount in moved), Decimal(0))
    return BridgeRow(key[1], key[0], opening.value, moved, residue, closing.value,
                     (opening.units, *pieces, closing.units))  # fmt: skip


# --- Notes ----------------------------------------------------------------------------------------


def _notes(opening: LastSchedule, made: Schedule, found: Sequence[Pair], bases: Bases) -> Iterator[str]:
    """What else changed between the two, and what the earlier one did not say."""
    language = made.language
    yield from _stated(opening, found, language)
    for name, then, now in bases.every():
        yield told("note-basis", language, ownership=label(name, language), old=then, new=now)
    if opening.policy and made.policy and opening.policy != made.policy:
        yield told("note-policy", language, then=opening.policy, now=made.policy)
    vat = in_language(opening.vat, opening.language, language)
    if vat and vat != made.vat:
        yield told("note-vat", language, then=vat, now=made.vat)
    if opening.from_file:
        yield from _of_file(opening, found, language)


def _stated(opening: LastSchedule, found: Sequence[Pair], language: str) -> Iterator[str]:
    """Where the earlier schedule's own total is not the sum of its lines."""
    summed = by_currency(_opening(found))
    for one in opening.totals:
        lines = summed.get(one.currency, NOTHING).value
        if lines != one.value:
            yield told("note-stated", language, source=opening.number, stated=money(one.value, one.currency, language),
                       lines=money(lines, one.currency, language))  # fmt: skip


def _of_file(opening: LastSchedule, found: Sequence[Pair], language: str) -> Iterator[str]:
    """What a file in anybody's layout leaves open."""
    source = opening.number
    if not opening.dated:
        yield told("note-undated", language, source=source)
    if not opening.totals:
        yield told("note-no-total", language, source=source)
    unvalued = [line for line in opening.lines if line.block == "exceptions" and line.value is None]
    if unvalued:
        rows = ", ".join(f"{line.row}" for line in unvalued[:12]) + (", …" if len(unvalued) > 12 else "")
        yield told("note-unvalued", language, source=source, count=len(unvalued), rows=rows)
    if any(not line.category for line in opening.lines):
        yield told("note-no-categories", language, source=source)
    if not opening.basis:
        yield told("note-no-basis", language, source=source)
    by_words = sum(pair.how is How.WORDS for pair in found)
    if by_words:
        yield told("note-words", language, source=source, count=by_words)
