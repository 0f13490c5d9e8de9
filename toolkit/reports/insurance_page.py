"""The insurance schedule as a page: every figure summed, set and put in its place before the template sees it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup

from toolkit.findings import ToolkitError
from toolkit.render.pdf import PART
from toolkit.render.wording import NONE, figure, label, money, pieces, text, when
from toolkit.reports import stationery
from toolkit.reports.insurance import Line, Schedule, Section, Tally
from toolkit.reports.insurance_cover import cover
from toolkit.reports.insurance_leaves import spots
from toolkit.reports.insurance_matrix import matrices
from toolkit.reports.insurance_page_beside import in_parts, leaves, sources
from toolkit.reports.insurance_page_custody import other_hour
from toolkit.reports.insurance_page_pieces import PiecePage
from toolkit.reports.insurance_words import count, heading, total, value_heading

# A longer schedule is set in parts, each on a fresh page; at some length nobody reads paper any more.
_LINES_IN_ONE_PART = 600
_LINES_A_PART = 400
MOST_LINES = 10_000
_LINES_A_PAGE = 26
_MOST_EXCLUDED = 200


@dataclass(frozen=True, slots=True)
class Amount:
    """Units and value, in words and figures."""

    units: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line as printed."""

    stock_no: str
    description: str
    detail: str
    identifiers: str
    situation: str
    location: str
    valued: str
    value: str
    reasons: tuple[str, ...]
    cells: str
    owner: str = ""
    other_hour: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one section in one part; ``open`` stands at the head of a page that continues the section."""

    section: Section
    heading: str
    open: str
    rows: tuple[Row, ...]
    subtotal: Amount | None


@dataclass(frozen=True, slots=True)
class Table:
    """Runs of one ownership and currency under one heading, and their total where the last of them ends."""

    heading: str
    value_heading: str
    continued: bool
    runs: tuple[Run, ...]
    total: Amount | None


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces beside the total: in doubt, or to complete. ``fresh`` begins a part where the schedule has parts."""

    heading: str
    intro: str
    reason_heading: str
    total_label: str
    priced: bool
    fresh: bool
    continued: bool
    rows: tuple[Row, ...]
    totals: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Excluded:
    """Rows left out: each, or where they are many, counted by reason."""

    intro: str
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, str], ...]


def page(
    schedule: Schedule, *, accent: str, paper: str = "A4", closing: time | None = None, folder: Path | None = None,
    pieces: Sequence[PiecePage] = (),
) -> str:
    """The schedule as HTML. ``closing`` is the house's closing time: an as-at of that time is its close of business.

    ``folder`` holds the house's own templates, ``pieces`` are pages of single pieces (``piece_pages``). Raises
    ToolkitError beyond MOST_LINES lines.
    """
    lines = _count(schedule)
    if lines > MOST_LINES:
        raise ToolkitError(
            f"This schedule has {lines:,} lines, some {lines // _LINES_A_PAGE:,} pages of PDF.",
            f"Make the workbook alone, with --format xlsx. A PDF is made up to {MOST_LINES:,} lines.",
            code="too-long",
        )
    return stationery.fill(
        "schedule.html",
        language=schedule.language,
        accent=accent,
        paper=paper,
        folder=folder,
        templates=stationery.TEMPLATES,
        **context(schedule, paper, closing, accent, pieces),
    )


def context(
    schedule: Schedule, paper: str = "A4", closing: time | None = None, accent: str = "#000000",
    pieces: Sequence[PiecePage] = (),
) -> dict[str, Any]:
    """Every name that the template may use, with its value; ``boutique fields`` lists them."""
    told = leaves(schedule, accent)
    long = _count(schedule) + sum(leaf.size for leaf in told) > _LINES_IN_ONE_PART
    most = _LINES_A_PART if long else _LINES_IN_ONE_PART
    return {
        "part": Markup(PART if long else ""),  # noqa: S704 - a fixed mark
        **cover(schedule, closing),
        **matrices(schedule, paper),
        "leaf_parts": in_parts(told, most),
        "pieces": pieces,
        "parts": _parts(schedule, most),
        "blocks": (*_block(schedule, "in_doubt", most), *_block(schedule, "exceptions", most)),
        "fresh_end": len(schedule.in_doubt) + len(schedule.exceptions) > most,
        "excluded": _excluded(schedule),
        "sources": sources(schedule),
    }


def _count(schedule: Schedule) -> int:
    """How many lines it lists, in the total and beside it."""
    return len(schedule.in_doubt) + len(schedule.exceptions) + sum(len(part.lines) for part in schedule.sections)


def _row(line: Line, made: Schedule, *, with_sign: bool = False) -> Row:
    """One line in words and figures; ``with_sign`` where a table holds several currencies."""
    language = made.language
    value = line.value
    spelled = NONE
    if value is not None:
        spelled = (money if with_sign else figure)(value.amount, value.currency, language)
    return Row(
        stock_no=line.stock_no or NONE,
        description=line.description,
        detail=line.detail,
        identifiers=line.identifiers or NONE,
        situation=label(line.situation, language),
        location=line.location,
        valued=when(line.valued, language) if line.valued else NONE,
        value=spelled,
        reasons=tuple(reason[:1].upper() + reason[1:] for reason in line.reasons),
        cells=spots(line.places),
        owner=text("property_of", language, owner=line.owner) if line.owner not in ("", line.stock_no) else "",
        other_hour=other_hour(line, made),
    )


def _runs(schedule: Schedule, most: int) -> Iterator[Run]:
    """Every section in runs of no more than ``most`` lines, the subtotal at the last."""
    language = schedule.language
    for section in schedule.sections:
        words = label(section.category, language)
        for start in range(0, len(section.lines), most):
            rows = tuple(_row(line, schedule) for line in section.lines[start : start + most])
            last = start + most >= len(section.lines)
            continued = f"{words} · {text('continued', language)}"
            yield Run(
                section=section,
                heading=continued if start else words,
                open=f"{label(section.ownership, language)} · {continued}",
                rows=rows,
                subtotal=_amount(section.subtotal, section.currency, language) if last else None,
            )


def _parts(schedule: Schedule, most: int) -> list[list[Table]]:
    """The runs in parts of about ``most`` lines, each part a list of tables."""
    parts: list[list[Run]] = []
    room = 0
    for run in _runs(schedule, most):
        if not parts or (len(run.rows) > room and room < most):
            parts.append([])
            room = most
        parts[-1].append(run)
        room -= len(run.rows)
    seen: set[tuple[str, str]] = set()
    return [[_table(schedule, list(runs), seen) for _, runs in groupby(part, key=_group)] for part in parts]


def _group(run: Run) -> tuple[str, str]:
    """What shares a table: one ownership in one currency."""
    return run.section.ownership, run.section.currency


def _table(schedule: Schedule, runs: list[Run], seen: set[tuple[str, str]]) -> Table:
    """One table; ``seen`` remembers which ownerships and currencies have begun."""
    ownership, currency = group = _group(runs[0])
    language = schedule.language
    sections = [section for section in schedule.sections if (section.ownership, section.currency) == group]
    ends = runs[-1].section is sections[-1] and runs[-1].subtotal is not None
    continued = group in seen
    seen.add(group)
    return Table(
        heading=heading(ownership, currency, language, several=len(schedule.totals) > 1),
        value_heading=value_heading(currency, language),
        continued=continued,
        runs=tuple(runs),
        total=_amount(total(part.subtotal for part in sections), currency, language) if ends else None,
    )


def _amount(tally: Tally, currency: str, language: str) -> Amount:
    """Units and value in words and figures."""
    return Amount(pieces(tally.units, language), figure(tally.value, currency, language))


def _block(schedule: Schedule, key: str, most: int) -> Iterator[Block]:
    """The pieces in doubt or to complete, in tables of no more than ``most``, their sums at the last."""
    language = schedule.language
    lines: tuple[Line, ...] = getattr(schedule, key)
    priced = any(line.value for line in lines)
    together = key == "exceptions" and 0 < len(schedule.in_doubt) <= most - len(lines)
    for start in range(0, len(lines), most):
        last = start + most >= len(lines)
        yield Block(
            heading=text(f"{key}_title", language),
            intro=text(f"{key}_intro", language),
            reason_heading=text(f"{key}_reason", language),
            total_label=text(f"{key}_total", language),
            priced=priced,
            fresh=not together,
            continued=start > 0,
            rows=tuple(_row(line, schedule, with_sign=True) for line in lines[start : start + most]),
            totals=_sums(lines, language) if last else (),
        )


def _sums(lines: Sequence[Line], language: str) -> tuple[Amount, ...]:
    """What lines outside the total are worth, each currency by itself."""
    by_currency: dict[str, Tally] = {}
    for line in lines:
        if line.value is not None:
            so_far = by_currency.get(line.value.currency, Tally(0, Decimal(0)))
            by_currency[line.value.currency] = total((so_far, Tally(1, line.value.amount)))
    return tuple(
        Amount(pieces(tally.units, language), money(tally.value, currency, language))
        for currency, tally in sorted(by_currency.items())
    )


def _excluded(schedule: Schedule) -> Excluded | None:
    """The rows left out."""
    language = schedule.language
    lines = schedule.excluded
    if not lines:
        return None
    if len(lines) <= _MOST_EXCLUDED:
        return Excluded(text("excluded_intro", language), tuple(_row(line, schedule) for line in lines), ())
    reasons = Counter(" ".join(_row(line, schedule).reasons) for line in lines)
    counts = tuple((count(number, language), reason) for reason, number in reasons.most_common())
    intro = f"{text('excluded_intro', language)} {text('excluded_counts', language)}"
    return Excluded(intro, (), counts)
