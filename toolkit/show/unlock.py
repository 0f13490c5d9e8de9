"""The unlock list for people and for programs: which cells to fill first, what that releases, how complete it is."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.reports.unlock import Ask, Tally, Unit, Unlock
from toolkit.reports.unlock_score import Score
from toolkit.show.findings import place_json
from toolkit.show.unlock_words import (
    EXPLAINED,
    ask_where,
    field_words,
    filled_words,
    promise,
    tally_words,
    trend_words,
    units_words,
    where,
)

GLANCE = 10
"""How many answers, and other lines, are shown at a glance."""
_WIDTH = 100


def unlock_json(made: Unlock) -> dict[str, Any]:
    """All of it as one object."""
    return {
        "schema": "boutique.unlock/1",
        "as_at": made.as_at.isoformat(timespec="minutes"),
        "back": _tally(made.held),
        "cells": [_ask(ask) for ask in made.asks],
        "sets": [{"cells": step.cells, **_tally(step.released)} for step in made.steps],
        "held": [_held(unit) for unit in made.elsewhere],
        "scorecard": [_score(score) for score in made.scores],
        "notes": list(made.notes),
    }


def _tally(told: Tally) -> dict[str, Any]:
    """How much is held back or released; values of schedule lines, one sum a currency."""
    return {
        "lines": told.units.get("schedule", 0),
        "dossiers": told.units.get("dossier", 0),
        "sell_through": told.units.get("sell-through", 0),
        "value": {currency: str(amount) for currency, amount in told.values.items()},
        "unvalued": told.unvalued,
    }


def _ask(ask: Ask) -> dict[str, Any]:
    return {
        "rank": ask.rank,
        "places": [place_json(place) for place in ask.need.places],
        "setting": ask.need.setting or None,
        "field": ask.field,
        "heading": ask.heading,
        "value": ask.read,
        "why": ask.need.why,
        "hint": ask.need.hint,
        "releases": [_unit(unit) for unit in ask.releases],
        "waits": [_unit(unit) for unit in ask.waits],
    }


def _unit(unit: Unit) -> dict[str, Any]:
    """A unit with its insured value, which only a line of the schedule has."""
    value = unit.value if unit.document == "schedule" else None
    return {
        "document": unit.document,
        "subject": unit.subject,
        "reader": unit.reader or None,
        "value": str(value.amount) if value else None,
        "currency": value.currency if value else None,
    }


def _held(unit: Unit) -> dict[str, Any]:
    reasons = [
        {"why": need.why, "hint": need.hint, "places": [place_json(place) for place in need.places]}
        for need in unit.elsewhere
    ]
    return {**_unit(unit), "reasons": reasons}


def _score(score: Score) -> dict[str, Any]:
    before = score.before
    return {
        "register": score.register,
        "category": score.category,
        "field": score.field,
        "label": score.label,
        "asked": score.asked,
        "filled": score.filled,
        "share": score.share,
        "no_column": score.no_column,
        "before": {"on": str(before.on), "asked": before.asked, "filled": before.filled, "share": before.share}
        if before
        else None,
    }


def unlock_text(made: Unlock, *, first: int = GLANCE, everything: bool = False) -> str:
    """What is held back, the first answers, what no answer releases, and what is incomplete."""
    parts = [_opening(made, first), *map(_ask_text, made.asks if everything else made.asks[:first])]
    more = len(made.asks) - first
    if more > 0 and not everything:
        parts.append(f"... and {more:,} more answers: --all shows them, --json lists them")
    parts += [_elsewhere(made.elsewhere, everything=everything), _scorecard(made.scores, everything=everything)]
    return "\n\n".join(part for part in (*parts, *made.notes) if part)


def _opening(made: Unlock, first: int) -> str:
    """The few figures that matter."""
    if not made.held.all:
        return "Nothing is held back."
    told = (f"Held back: {tally_words(made.held)}.", *promise(made, first))
    return "\n".join((*told, *textwrap.wrap(EXPLAINED, _WIDTH)) if made.asks else told)


def _ask_text(ask: Ask) -> str:
    """One answer: where, what stands there, why, what to type, what it releases."""
    lines = [f"{ask.rank:>3}  {ask_where(ask)}{f': {ask.read}' if ask.read else ': blank' if ask.field else ''}"]
    lines += [f"     {ask.need.why}", f"     {ask.need.hint}"]
    if ask.releases:
        lines.append(f"     Releases {units_words(ask.releases)}")
    if ask.waits:
        lines.append(f"     Needed too, with answers below, for {units_words(ask.waits)}")
    return "\n".join(lines)


def _elsewhere(units: Sequence[Unit], *, everything: bool) -> str:
    """What no cell releases, and what would."""
    if not units:
        return ""
    shown = units if everything else units[:GLANCE]
    lines = [f"Not released by filling cells ({len(units):,})"]
    for unit in shown:
        lines.append(f"  {units_words([unit])}")
        for need in unit.elsewhere:
            place = f"{where(need.places)}: " if unit.place in need.places or any(p.row for p in need.places) else ""
            lines += [f"    {place}{need.why}", f"      {need.hint}"]
    return "\n".join([*lines, *_more(len(units) - len(shown))])


def _scorecard(scores: Sequence[Score], *, everything: bool) -> str:
    """The fields that are not complete, category by category; all of them on demand."""
    wanted = [score for score in scores if everything or score.filled < score.asked]
    if not wanted:
        return "Every field that is needed is filled." if scores else ""
    worst = wanted if everything else sorted(wanted, key=lambda one: one.filled - one.asked)[:GLANCE]
    rows = [(*field_words(one), f"{one.share}%", filled_words(one), trend_words(one)) for one in worst]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [f"  {a:<{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}  {d:<{widths[3]}}  {e}".rstrip()
             for a, b, c, d, e in rows]  # fmt: skip
    title = "Completeness" if everything else "Incomplete, what lacks most first"
    return "\n".join([title, *lines, *_more(len(wanted) - len(worst))])


def _more(count: int) -> Iterable[str]:
    return [f"  ... and {count:,} more: --all shows them, --json lists them"] if count > 0 else []
