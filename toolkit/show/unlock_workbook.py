"""The unlock list as a workbook: a line an answer with a link to its cell, what no cell releases, the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from toolkit.produce.reading import Checked
from toolkit.render.wording import NONE, moment
from toolkit.render.xlsx import CellValue, Line, Table, fill
from toolkit.reports.unlock import Ask, Tally, Unit, Unlock, tally
from toolkit.reports.unlock_score import Score
from toolkit.show.findings import beside_it
from toolkit.show.links import Links
from toolkit.show.unlock_words import LANGUAGE, TITLE, field_words, promise, units_words, value_words

TEMPLATE = "unlock.xlsx"  # in workbook_templates/
TOGETHER = 10
"""After how many answers the head says what is released."""

_COLUMNS = {
    "ask": ("rank", "where", "cells", "heading", "read", "why", "hint", "releases", "lines", "dossiers", "reports",
            "currency", "value", "waits"),
    "elsewhere": ("what", "where", "cells", "why", "hint"),
    "score": ("register", "category", "field", "asked", "filled", "missing", "no_column", "share", "before",
              "on"),
}  # fmt: skip


def unlock_workbook(made: Unlock, checked: Checked, target: Path, template: bytes, *, name: str) -> bytes:
    """The list as XLSX. ``target`` is where the file will stand: links lead from there to the registers.

    ``name`` is what an error calls the template.
    """
    links = Links(checked.registers.tables, checked.house, target.resolve().parent)
    tables = {
        "ask": _table("ask", (_ask(ask, links) for ask in made.asks)),
        "elsewhere": _table("elsewhere", (line for unit in made.elsewhere for line in _elsewhere(unit, links))),
        "score": _table("score", map(_score, made.scores)),
    }
    return fill(template, _values(made), tables, name=name, properties={"title": f"{TITLE} · {made.house}"})


def _table(prefix: str, lines: Iterable[Line]) -> Table:
    return Table(tuple(lines), tuple(f"{prefix}_{column}" for column in _COLUMNS[prefix]))


def _values(made: Unlock) -> dict[str, CellValue]:
    """The title block and the few figures that matter."""
    days = {score.before.on for score in made.scores if score.before}
    since = f"Before: the last run of an earlier day, {max(days):%-d %B %Y}." if days else "No earlier run to compare."
    return {
        "title": TITLE,
        "house": made.house.upper(),
        "imprint": f"As at {moment(made.as_at, LANGUAGE)}.",
        "promise": " ".join(promise(made, TOGETHER)) or "No cell holds anything back.",
        "figure_lines": made.held.units.get("schedule", 0),
        "figure_dossiers": made.held.units.get("dossier", 0),
        "figure_reports": made.held.units.get("sell-through", 0),
        "figure_answers": len(made.asks),
        "figure_value": value_words(made.held) or NONE,
        "elsewhere_note": "A document, a count or somebody's answer is needed first." if made.elsewhere else "Nothing.",
        "score_note": f"Of the records that need it, how many have it. {since}",
    }


def _ask(ask: Ask, links: Links) -> Line:
    """An answer; its insured value only where it is in one currency."""
    need, told = ask.need, tally(ask.releases)
    currency, value = _single(told)
    cells: tuple[CellValue, ...] = (
        ask.rank,
        links.link(need.places[0]),
        "; ".join(beside_it(place, need.places[0]) for place in need.places) if not need.setting else NONE,
        ask.heading or NONE,
        ask.read or None,
        need.why,
        need.hint,
        units_words(ask.releases) or NONE,
        told.units.get("schedule"),
        told.units.get("dossier"),
        told.units.get("sell-through"),
        currency,
        value,
        units_words(ask.waits) or None,
    )
    return Line(cells)


def _single(told: Tally) -> tuple[str | None, Decimal | None]:
    """The one currency of what is released, and the sum in it."""
    if len(told.values) != 1:
        return None, None
    ((currency, value),) = told.values.items()
    return currency, value


def _elsewhere(unit: Unit, links: Links) -> Iterator[Line]:
    """A line a reason."""
    for need in unit.elsewhere:
        place = next(iter(need.places), unit.place)
        cells = "; ".join(beside_it(one, place) for one in need.places if one.row)
        yield Line((units_words([unit]), links.link(place), cells or NONE, need.why, need.hint))


def _score(score: Score) -> Line:
    """A field of a category; the shares as the scorecard rounds them."""
    category, field = field_words(score)
    before = Decimal(score.before.share) / 100 if score.before else None
    cells: tuple[CellValue, ...] = (
        score.register,
        category,
        field,
        score.asked,
        score.filled,
        score.asked - score.filled,
        score.no_column,
        Decimal(score.share) / 100,
        before,
        score.before.on if score.before else None,
    )
    return Line(cells)
