"""The sell-through as a page: the figures that matter, two charts, the tables, the notes, all set before the template.

It shows the contract's columns and no other; the registers' cells, and what else is the house's alone, are not in the
names that the template is handed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from toolkit.render.chart_bars import Bar, bar_chart, level_chart
from toolkit.render.wording import text
from toolkit.reports import stationery
from toolkit.reports.insurance_cover import Figure
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_columns import parts
from toolkit.reports.sell_through_tables import consigned, is_folded, left_blank, tables
from toolkit.reports.sell_through_words import (
    count,
    doubted,
    explained,
    formula,
    imprint,
    named,
    percent,
    rate_words,
    residue,
    tenth,
    title_lines,
    trended,
)

TEMPLATE = "sell-through.html"
_LONG = 40  # references; more of them take more than two pages


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart under its heading."""

    heading: str
    note: str
    svg: Markup


@dataclass(frozen=True, slots=True)
class Corrected:
    """A line of the last report that is otherwise now."""

    number: str
    reference: str
    reported: str
    now: str
    words: str


def page(made: SellThrough, *, accent: str, paper: str = "A4", folder: Path | None = None) -> str:
    """The sell-through as HTML; ``folder`` holds the house's own templates."""
    return stationery.fill(
        TEMPLATE,
        language=made.language,
        accent=accent,
        paper=paper,
        folder=folder,
        templates=stationery.TEMPLATES,
        **context(made, accent),
    )


def context(made: SellThrough, accent: str = "#000000") -> dict[str, Any]:
    """Every name that the template may use, with its value; ``boutique fields`` lists them."""
    language = made.language
    period, as_at = title_lines(made)
    return {
        "title": f"{text('st_title', language)} · {made.brand} · {made.period.name}",
        "house": made.house_name,
        "address": made.house_address,
        "imprint": imprint(made),
        "draft": made.draft,
        "brand": made.brand,
        "period": period,
        "as_at": as_at,
        "representative": text("st_for", language, name=made.representative) if made.representative else "",
        "figures": tuple(_figures(made)),
        "pictures": tuple(_pictures(made, accent)),
        "tables": tables(made),
        "nothing": not made.rows,
        "consigned": consigned(made),
        "corrections": tuple(_corrections(made)),
        "formula": formula(made),
        "notes": tuple(_notes(made)),
    }


def _figures(made: SellThrough) -> Iterator[Figure]:
    """The few figures that matter, of the columns that were asked for."""
    shown, total, language = {part.key for part in parts(made)}, made.total, made.language
    if "rate" in shown:
        yield Figure(percent(total.rate, language), rate_words(total.rate, language))
    if "net_sold" in shown:
        known = total.before is not None and "net_sold_before" in shown
        before = count(total.before.net_sold, language) if known and total.before else ""
        key = "st_figure_net_sold_before" if known else "st_figure_net_sold"
        yield Figure(count(total.units.net_sold, language), text(key, language, before=before))
    elif "sold" in shown:
        yield Figure(count(total.units.sold, language), text("st_figure_sold", language))
    if "closing" in shown:
        yield Figure(count(total.units.closing, language), text("st_figure_closing", language))
    if "cover" in shown and total.cover.weeks is not None:
        yield Figure(tenth(total.cover.weeks, language), text("st_figure_cover", language))
    if "on_order" in shown:
        late = total.overdue if "overdue" in shown else 0
        key = "st_figure_on_order_overdue" if late else "st_figure_on_order"
        said = text(key, language, overdue=count(late, language))
        yield Figure(count(total.on_order, language), said, attention=bool(late))


def _pictures(made: SellThrough, accent: str) -> Iterator[Picture]:
    """What was sold through time beside the year before, and what was on hand."""
    told, language = trended(part.key for part in parts(made)), made.language
    points = made.trend
    if not points:
        return
    if "sold" in told:
        compared = "before" in told and any(point.sold_before is not None for point in points)
        bars = [Bar(named(point, language), point.sold, point.sold_before if compared else None) for point in points]
        heading = text("st_chart_sold", language)
        said = _said(made, heading, [(named(point, language), point.sold) for point in points])
        note = text("st_chart_before", language) if compared else ""
        yield Picture(heading, note, bar_chart(bars, count(points[-1].sold, language), accent, said))
    if "on_hand" in told:
        heading = text("st_chart_on_hand", language)
        levels = [(named(point, language), point.on_hand) for point in points]
        said = _said(made, heading, levels)
        yield Picture(heading, "", level_chart(levels, count(points[-1].on_hand, language), accent, said))


def _said(made: SellThrough, heading: str, points: list[tuple[str, int]]) -> str:
    """What is read out where a chart is not seen: every point."""
    told = ", ".join(f"{word} {count(value, made.language)}" for word, value in points)
    return text("st_chart_said", made.language, what=heading, points=told)


def _corrections(made: SellThrough) -> Iterator[Corrected]:
    for one in made.corrections:
        reported, now = (count(units, made.language) for units in (one.reported, one.now))
        yield Corrected(one.number, one.reference, reported, now, one.words)


def _notes(made: SellThrough) -> Iterator[str]:
    """What is not accounted for by itself; the rest in as few paragraphs as can be read."""
    yield from _long(made)
    yield from residue(made)
    for sentences in (explained(made), (*made.notes, *doubted(made), *_blank(made))):
        if words := " ".join(sentences):
            yield words


def _long(made: SellThrough) -> Iterator[str]:
    """That a report is long is said, and where the lines are that paper has no room for."""
    lines = count(len(made.rows), made.language)
    if is_folded(made):
        yield text("st_note_folded", made.language, lines=lines)
    elif len(made.rows) > _LONG:
        yield text("st_note_long", made.language, lines=lines)


def _blank(made: SellThrough) -> Iterator[str]:
    if columns := left_blank(made):
        yield text("st_note_blank", made.language, columns=", ".join(columns))
