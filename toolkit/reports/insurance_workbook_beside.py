"""The sheets of the schedule's workbook beside its lines: bridge, limits, elsewhere, owners, months, valuations.

A house that restyled the template before there were such sheets, or took one out, has a workbook without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from toolkit.findings import Place
from toolkit.render.wording import NONE, label, text, when
from toolkit.render.xlsx import KEEP, CellValue, Formula, Table
from toolkit.render.xlsx import Line as Row
from toolkit.reports.insurance import CAUSES, BridgeRow, History, Line, Schedule, Step
from toolkit.reports.insurance_page_bridge import since
from toolkit.reports.insurance_page_history import by_units
from toolkit.reports.insurance_page_policy import limit_words
from toolkit.reports.insurance_situations import in_total, now
from toolkit.reports.insurance_sums import OWNED, away, away_beside, by_currency, owners
from toolkit.values import Money, When

MOVES = tuple(cause for cause in CAUSES if cause != "moved")
_BY = tuple(f"by_{cause}" for cause in MOVES)
Live = bool
"""Whether a sum may be a formula, or must be a figure."""

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "bridge": ("category", "currency", "opening", *_BY, "residue", "closing", "units"),
    "bridge_total": ("label", "currency", "opening", *_BY, "residue", "closing", "units"),
    "step": ("cause", "stock_no", "description", "category", "ownership", "words", "currency", "before",
             "currency_after", "after", "cells"),
    "limit": ("name", "subject", "currency", "amount", "used", "headroom", "percent", "units", "state", "open"),
    "away": ("situation", "stock_no", "description", "ownership", "holder", "since", "due", "late", "receipt",
             "currency", "value"),
    "away_total": ("label", "units", "currency", "value"),
    "owner": ("ownership", "name", "currency", "units", "value", "stock_nos"),
    "owner_total": ("label", "currency", "units", "value"),
    "history": ("month", "currency", "units", "value", "highest", "highest_on", "average"),
    "history_more": ("month", "currency", "units", "value", "highest", "highest_on", "average"),
    "valuation": ("stock_no", "description", "category", "valued", "months", "cycle", "currency", "value", "why",
                  "cells"),
}  # fmt: skip
_NOTED = {"bridge_notes": "bridge_note", "limit_notes": "limit_note", "history_notes": "history_note"}
# A criterion of SUMIFS takes a job's number for the text it is, but no wildcard and no comparison.
_PLAIN = re.compile(r"[^\W_][^*?~\"<>=]{0,200}")
_NUMBERS_IN_A_CELL = 60


def beside(
    schedule: Schedule, offered: Collection[str], cells: Callable[[Sequence[Place]], str], *, live: Live
) -> dict[str, Table]:
    """The tables of every such sheet that the template offers; ``cells`` writes cells out, ``live`` as in the lines."""
    rows: dict[str, Iterable[Row]] = {
        "bridge": _bridge(schedule, live=live),
        "bridge_total": _bridge_totals(schedule, live=live),
        "step": _steps(schedule, cells),
        "limit": _limits(schedule),
        "away": _away(schedule),
        "away_total": _away_totals(schedule, live=live),
        "owner": _owners(schedule, live=live and _is_plain(schedule)),
        "owner_total": _owner_totals(schedule, live=live),
        "history": _history(schedule),
        "history_more": _history_more(schedule),
        "valuation": _valuations(schedule, cells),
    }
    made = {
        key: Table(tuple(found), tuple(f"{key}_{column}" for column in _COLUMNS[key]))
        for key, found in rows.items()
        if key in offered
    }
    notes = {
        "bridge_notes": schedule.bridge.notes if schedule.bridge else (),
        "limit_notes": schedule.limit_notes,
        "history_notes": tuple(_history_notes(schedule)),
    }
    for key, sentences in notes.items():
        if key in offered:
            made[key] = Table(tuple(Row((sentence,)) for sentence in sentences), (_NOTED[key],))
    return made


def headlines(schedule: Schedule, offered: Collection[str]) -> dict[str, CellValue]:
    """The single cells of these sheets."""
    bridge, language = schedule.bridge, schedule.language
    words = {
        "bridge_source": since(bridge, language) if bridge else text("bridge_none", language),
        "step_note": "" if bridge is None or bridge.steps else text("bridge_no_steps", language),
    }
    return {key: value for key, value in words.items() if key in offered}


def _is_plain(schedule: Schedule) -> bool:
    """Whether every owner's words can be a criterion, and no two would be taken for one."""
    words = {item.owner or label("", schedule.language) for item in owners(schedule)}
    return len({word.casefold() for word in words}) == len(words) and all(map(_PLAIN.fullmatch, words))


def owner_words(line: Line, language: str) -> str | None:
    """Whose a piece is, as the sheet of lines says it; blank for the house's own."""
    return None if line.ownership == OWNED else line.owner or label("", language)


def date_of(day: When | None, language: str) -> CellValue:
    """A day as a day, another date in words, none as a dash."""
    if day is None:
        return NONE
    return day.earliest if day.precision == "day" else when(day, language)


def _results(figures: Iterable[Decimal | int], *, live: Live) -> tuple[CellValue, ...]:
    """The results of the template's formulas, or the figures in their stead."""
    return tuple(Formula(figure) if live else figure for figure in figures)


def _none(key: str, schedule: Schedule, at: int = 0) -> Row:
    """The row of a sheet that has nothing to say, its sentence in one of its columns."""
    return Row((*(None,) * at, text(key, schedule.language)))


# --- Bridge ---------------------------------------------------------------------------------------


def _bridge(schedule: Schedule, *, live: Live) -> Iterator[Row]:
    """One row for each category and currency."""
    for row in schedule.bridge.rows if schedule.bridge else ():
        moves = dict(row.moves)
        stated = (row.opening, *(moves.get(cause, Decimal(0)) for cause in MOVES), row.residue)
        closing = _results([row.closing], live=live)
        yield Row((label(row.category, schedule.language), row.currency, *stated, *closing, row.units[3]))


def _bridge_totals(schedule: Schedule, *, live: Live) -> Iterator[Row]:
    """One row for each currency; opening and residue are stated, all else is added up."""
    rows: Sequence[BridgeRow] = schedule.bridge.totals if schedule.bridge else ()
    for number, row in enumerate(rows):
        moves = dict(row.moves)
        summed = _results([moves.get(cause, Decimal(0)) for cause in MOVES], live=live)
        closing, units = _results([row.closing, row.units[3]], live=live)
        words = "" if number else KEEP
        yield Row((words, row.currency, row.opening, *summed, row.residue, closing, units))


def _steps(schedule: Schedule, cells: Callable[[Sequence[Place]], str]) -> Iterator[Row]:
    """Every change."""
    found = schedule.bridge.steps if schedule.bridge else ()
    yield from (_step(step, schedule.language, cells) for step in found)


def _step(step: Step, language: str, cells: Callable[[Sequence[Place]], str]) -> Row:
    named = (text(f"cause_{step.cause}", language), step.stock_no or NONE, step.description,
             label(step.category, language), label(step.ownership, language), step.words)  # fmt: skip
    return Row((*named, *_worth(step.before), *_worth(step.after), cells(step.places)))


def _worth(value: Money | None) -> tuple[CellValue, CellValue]:
    return (value.currency, value.amount) if value else (None, None)


# --- Limits ---------------------------------------------------------------------------------------


def _limits(schedule: Schedule) -> Iterator[Row]:
    """Every limit; the headroom is the template's formula."""
    language = schedule.language
    if not schedule.limits:
        yield _none("limits_none", schedule)
    for limit in schedule.limits:
        named = (limit_words(limit, language), limit.subject or NONE, limit.currency, limit.limit, limit.used)
        yield Row((*named, Formula(limit.headroom), limit.percent, limit.units,
                   text(f"state_{limit.state}", language), _numbers(limit.open)))  # fmt: skip


def _numbers(found: Sequence[str]) -> str:
    """Stock numbers in one cell, as many as a row can show."""
    more = " …" if len(found) > _NUMBERS_IN_A_CELL else ""
    return ", ".join(number or NONE for number in found[:_NUMBERS_IN_A_CELL]) + more


# --- Where, and whose -----------------------------------------------------------------------------


def _away(schedule: Schedule) -> Iterator[Row]:
    """Every piece of the total that is off the premises, then those outside it that are."""
    language, found = schedule.language, away(schedule)
    if not found:
        yield _none("away_none", schedule, at=2)
    for lines in found.values():
        yield from (_out(schedule, line) for line in lines)
    if beside_them := away_beside(schedule):
        yield Row((None, None, text("away_beside", language, numbers=_numbers(beside_them))))


def _out(schedule: Schedule, line: Line) -> Row:
    language, gone = schedule.language, line.away
    holder, receipt = (gone.holder or NONE, gone.receipt or NONE) if gone else (NONE, NONE)
    days = (date_of(gone.since, language), date_of(gone.due_back, language)) if gone else (NONE, NONE)
    late = text("overdue", language) if gone and gone.overdue else ""
    named = (label(now(line, schedule), language), line.stock_no or NONE, line.description)
    return Row((*named, label(line.ownership, language), holder, *days, late, receipt, *_worth(line.value)))


def _away_totals(schedule: Schedule, *, live: Live) -> Iterator[Row]:
    lines = [line for group in away(schedule).values() for line in group]
    for number, (currency, tally) in enumerate(by_currency(lines).items()):
        units, value = _results((tally.units, tally.value), live=live)
        yield Row(("" if number else KEEP, units, currency, value))


def _owners(schedule: Schedule, *, live: Live) -> Iterator[Row]:
    """Every owner, cut from the sheet of lines."""
    language, found = schedule.language, owners(schedule)
    if not found:
        yield _none("owners_none", schedule)
    for item in found:
        units, value = _results((item.tally.units, item.tally.value), live=live)
        owner = item.owner or label("", language)
        yield Row((label(item.ownership, language), owner, item.currency, units, value, _numbers(item.stock_nos)))


def _owner_totals(schedule: Schedule, *, live: Live) -> Iterator[Row]:
    others = [line for line in in_total(schedule) if line.ownership != OWNED]
    for number, (currency, tally) in enumerate(by_currency(others).items()):
        yield Row(("" if number else KEEP, currency, *_results((tally.units, tally.value), live=live)))


# --- Twelve months --------------------------------------------------------------------------------


def _history(schedule: Schedule) -> Iterator[Row]:
    """The months of the currency of most pieces, which the chart is drawn from."""
    found = by_units(schedule)
    if not found:
        yield _none("history_none", schedule)
    for item in found[:1]:
        yield from _months(item)


def _history_more(schedule: Schedule) -> Iterator[Row]:
    """The months of the other currencies."""
    for item in by_units(schedule)[1:]:
        yield from _months(item)


def _months(item: History) -> Iterator[Row]:
    for one in item.months:
        yield Row((one.last_day, item.currency, one.units, one.value, one.highest, one.highest_on, item.average))


def _history_notes(schedule: Schedule) -> Iterator[str]:
    most = max((item.undated for item in schedule.history), default=0)
    if most:
        yield text("history_undated", schedule.language, n=most)


# --- Valuations -----------------------------------------------------------------------------------


def _valuations(schedule: Schedule, cells: Callable[[Sequence[Place]], str]) -> Iterator[Row]:
    """Every piece to be valued again."""
    language = schedule.language
    if not schedule.revaluations:
        yield _none("revaluations_none", schedule, at=1)
    for item in schedule.revaluations:
        named = (item.stock_no or NONE, item.description, label(item.category, language))
        age = (date_of(item.valued, language), item.months, item.cycle or None)
        yield Row((*named, *age, *_worth(item.value), "\n".join(item.reasons), cells(item.places)))
