"""From the last schedule to this one as printed: a line on the cover, then by category, then piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from toolkit.render.wording import MINUS, NONE, figure, is_whole, label, moment, money, sign, text
from toolkit.reports.insurance import CAUSES, Bridge, BridgeRow, Cause, Schedule, Step
from toolkit.reports.insurance_leaves import Cell, Column, Group, Leaf, plain, spots, summed
from toolkit.reports.insurance_sums import changed, steps
from toolkit.reports.insurance_words import count
from toolkit.values import Money

CAME: tuple[Cause, ...] = ("new", "transfer_in")
WENT: tuple[Cause, ...] = ("vanished", "sold", "returned", "out")
_ALWAYS: tuple[Cause, ...] = ("vanished", "new", "sold")
_MOST_MOVED = 200
_DENSE = 96  # characters of figures that a row has room for at the usual size


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """The bridge of one currency on the cover."""

    currency: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BridgeTable:
    """The bridge on the cover: its headings, a line a currency, and from what it begins."""

    intro: str
    headings: tuple[str, ...]
    lines: tuple[BridgeLine, ...]


def on_cover(schedule: Schedule) -> BridgeTable | None:
    """The bridge in one line for each currency: opening, came, went, every other cause there is, residue, closing."""
    bridge, language = schedule.bridge, schedule.language
    if bridge is None or not bridge.totals:
        return None
    rest = [cause for cause in CAUSES if cause not in (*CAME, *WENT, "moved") and _occurs(cause, bridge.totals)]
    parts: list[tuple[Cause, ...]] = [CAME, WENT, *((cause,) for cause in rest)]
    headings = ["opening", "came", "went", *(f"cause_{cause}" for cause in rest), "residue", "closing"]
    lines = []
    for row in _ordered(bridge):
        minor = not is_whole((row.opening, row.closing, row.residue, *(amount for _, amount in row.moves)))
        moved = (sum((_moves(row).get(cause, Decimal(0)) for cause in part), Decimal(0)) for part in parts)
        told = (_signed(amount, row.currency, language, minor=minor) for amount in moved)
        opening, closing = (figure(it, row.currency, language, minor=minor) for it in (row.opening, row.closing))
        cells = (opening, *told, _exact(row.residue, row.currency, language), closing)
        lines.append(BridgeLine(sign(row.currency, language), cells))
    return BridgeTable(since(bridge, language), tuple(text(key, language) for key in headings), tuple(lines))


def since(bridge: Bridge, language: str) -> str:
    """Which schedule the bridge begins with, and of when."""
    if bridge.as_at is None:
        return text("bridge_undated", language, source=bridge.source)
    return text("bridge_intro", language, source=bridge.source, moment=moment(bridge.as_at, language))


def leaves(schedule: Schedule) -> Iterator[Leaf]:
    """The bridge by category, then piece by piece; nothing without an earlier schedule."""
    if schedule.bridge is not None:
        yield _by_category(schedule, schedule.bridge)
        yield _by_piece(schedule)


def _by_category(schedule: Schedule, bridge: Bridge) -> Leaf:
    """One row a category, one total a currency; a cause nothing happened by has no column."""
    language = schedule.language
    shown = [cause for cause in CAUSES if cause != "moved" and (cause in _ALWAYS or _occurs(cause, bridge.rows))]
    headings = ["opening", *(f"cause_{cause}" for cause in shown), "residue", "closing", "units"]
    several = len(bridge.totals) > 1
    groups, widest = [], 0
    for total in _ordered(bridge):
        rows = [row for row in bridge.rows if row.currency == total.currency]
        words = [label(row.category, language) for row in rows]
        made = [_row(row, word, shown, language) for row, word in zip(rows, words, strict=True)]
        last = _row(total, text("total", language), shown, language)
        widest = max(widest, *(sum(len(cell.words) for cell in row[1:]) for row in (*made, last)))
        heading = sign(total.currency, language) if several else ""
        groups.append(Group(heading, tuple(made), (last,)))
    return Leaf(
        heading=text("bridge", language),
        intro=since(bridge, language),
        columns=(Column(text("category", language), 34), *(summed(text(key, language)) for key in headings)),
        groups=tuple(groups),
        notes=bridge.notes,
        dense=widest > _DENSE,
    )


def _ordered(bridge: Bridge) -> Sequence[BridgeRow]:
    """The currencies, that of most pieces first."""
    return sorted(bridge.totals, key=lambda row: (-row.units[3], row.currency))


def _row(row: BridgeRow, words: str, shown: Iterable[Cause], language: str) -> tuple[Cell, ...]:
    """Opening, the causes, the residue, closing, and how many pieces there are now."""
    moves = _moves(row)
    minor = not is_whole((row.opening, row.closing, *moves.values()))
    causes = (
        Cell(_signed(moves.get(cause, Decimal(0)), row.currency, language, minor=minor),
             attention=cause == "vanished" and bool(moves.get(cause)))
        for cause in shown
    )  # fmt: skip
    opening, closing = (figure(amount, row.currency, language, minor=minor) for amount in (row.opening, row.closing))
    residue = Cell(_exact(row.residue, row.currency, language), attention=bool(row.residue))
    return Cell(words), Cell(opening), *causes, residue, Cell(closing), Cell(count(row.units[3], language))


def _by_piece(schedule: Schedule) -> Leaf:
    """Every change with its words and its cells, the vanished first."""
    language = schedule.language
    groups, notes = [], []
    for cause, told in steps(schedule):
        if cause == "moved" and len(told) > _MOST_MOVED:
            notes.append(text("moved_counted", language, count=count(len(told), language)))
            continue
        heading = f"{text(f'cause_{cause}', language)} · {count(len(told), language)}"
        rows = tuple(_step(step, language) for step in told)
        groups.append(Group(heading, rows, _change(cause, told, language), attention=cause == "vanished"))
    return Leaf(
        heading=text("steps", language),
        intro="" if groups or notes else text("bridge_no_steps", language),
        columns=(
            Column(text("stock_no", language), 27), Column(text("description", language), 62),
            Column(text("what_happened", language)), Column(text("cell", language), 40),
            summed(text("before", language), 26), summed(text("after", language), 26),
        ),
        groups=tuple(groups),
        notes=tuple(notes),
    )  # fmt: skip


def _step(step: Step, language: str) -> tuple[Cell, ...]:
    before, after = (_worth(value, language) for value in (step.before, step.after))
    named = (plain(step.stock_no), Cell(step.description), Cell(step.words), Cell(spots(step.places)))
    return (*named, Cell(before), Cell(after))


def _change(cause: Cause, told: Iterable[Step], language: str) -> tuple[tuple[Cell, ...], ...]:
    """What a cause changes the total by, in each currency; of moves alone nothing is to be said."""
    if cause == "moved":
        return ()
    words = text(f"cause_{cause}", language)
    return tuple(
        (Cell(words), *(Cell(""),) * 4, Cell(_plus(amount) + money(amount, currency, language)))
        for currency, amount in changed(told).items()
    )


def _moves(row: BridgeRow) -> Mapping[Cause, Decimal]:
    return dict(row.moves)


def _occurs(cause: Cause, rows: Iterable[BridgeRow]) -> bool:
    return any(_moves(row).get(cause) for row in rows)


def _plus(amount: Decimal) -> str:
    return "+" if amount > 0 else ""


def _signed(amount: Decimal, currency: str, language: str, *, minor: bool) -> str:
    """A move with its sign, or the dash for none."""
    return _plus(amount) + figure(amount, currency, language, minor=minor) if amount else NONE


def _exact(amount: Decimal, currency: str, language: str) -> str:
    """The residue, always a figure with its decimals: nothing of it is ever left out."""
    spelled = figure(abs(amount), currency, language)
    return (MINUS if amount < 0 else _plus(amount)) + spelled


def _worth(value: Money | None, language: str) -> str:
    return money(value.amount, value.currency, language) if value else NONE
