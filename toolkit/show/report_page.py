"""The work a check leaves as one page that stands alone: everything counted and put into words before the template.

The page loads nothing: its style, its script and its faces are inside it, and its policy lets nothing else in. It can
be read, and printed, without the script; the script only narrows what is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.findings import Severity
from toolkit.produce.work import Item, Work
from toolkit.records import TableRead
from toolkit.render.wording import moment
from toolkit.show.page_frame import Frame
from toolkit.show.report_cells import Spot, most
from toolkit.show.report_rows import aside, gone, known, weights
from toolkit.show.report_sources import Option, Sources
from toolkit.show.report_words import LANGUAGE, WORDS, documents, in_order, say
from toolkit.show.worklist import TITLES

_MOST_ROWS_NAMED = 12


@dataclass(frozen=True, slots=True)
class Table:
    """How one table was read."""

    register: str
    place: Spot
    rows_in: str
    records: str
    excluded: str
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


def page(work: Work, *, folder: Path | None = None) -> str:
    """The work as HTML. ``folder`` holds the house's own templates, which take the place of ours."""
    frame = Frame(TITLES[work.verb], work.house, work.accent, work.as_at, folder)
    return frame.page("report_body.html", _facts(work), script="report.js")


def _facts(work: Work) -> dict[str, object]:
    """Everything the body shows."""
    return {
        "changes": _changes(work),
        "since": say("since", moment=moment(work.last, LANGUAGE)) if work.last else "",
        "notes": work.notes,
        "held": _held(work.held),
        "fixed": gone(work.fixed),
        "settled": aside(work.settled),
        "known": known(work.acknowledged),
        **_tables(work.tables),
        **_figures(work.open),
        **_filters(work),
    }


def _figures(items: Sequence[Item]) -> dict[str, object]:
    """The findings, counted by weight."""
    counts = Counter(item.finding.severity for item in items)
    spelled = {one.value: counts[one] for one in Severity}
    return {
        "number": len(items),
        "count": say("count", n=len(items)),
        "figures": [(WORDS[one], f"{counts[one]:,}", one is Severity.ERROR and counts[one] > 0) for one in Severity],
        "foot": say("foot", findings=say("count", n=len(items)), **spelled),
    }


def _changes(work: Work) -> list[tuple[str, str]]:
    """What is new, still open and fixed since last time, and what people said."""
    new = sum(item.new for item in work.open)
    done = sum(item.verdict == "done" for item in work.open)
    since = [("new", new), ("open", len(work.open) - new), ("fixed", len(work.fixed))] if work.last else []
    said = [(key, number) for key, number in (("done", done), ("settled", len(work.settled))) if number or work.last]
    apart = [("acknowledged", len(work.acknowledged))] if work.acknowledged else []
    return [(WORDS[key], f"{number:,}") for key, number in (*since, *said, *apart)]


def _held(items: Sequence[Item]) -> list[tuple[str, str]]:
    """How many findings hold something back from each document."""
    counts = Counter(code for item in items for code in item.finding.blocks)
    named = [(documents((code,)), say("count", n=counts[code])) for code in in_order(counts)]
    return [(words[:1].upper() + words[1:], count) for words, count in named]


def _filters(work: Work) -> dict[str, object]:
    """The groups, and the choices to narrow them by; the sources are counted while the groups are made."""
    sources = Sources(work.tables)
    groups = tuple(weights(work.open, sources))
    kinds = Counter((item.finding.kind.title, item.finding.kind.code) for item in work.open)
    held = in_order(code for item in work.open for code in item.finding.blocks)
    return {
        "weights": groups,
        "in_options": sources.options(),
        "kind_options": [Option(code, f"{title} ({number:,})") for (title, code), number in sorted(kinds.items())],
        "holds_options": [Option(code, say("holds_from", document=documents((code,)))) for code in held],
        "has_new": work.last is not None,
        "has_done": any(item.verdict == "done" for item in work.open),
    }


def _tables(tables: Sequence[TableRead]) -> dict[str, object]:
    """How each table was read, and all of them together."""
    total = {
        "rows": sum(table.rows_in for table in tables),
        "records": sum(table.records for table in tables),
        "excluded": sum(len(table.excluded) for table in tables),
    }
    return {
        "tables": [_table(table) for table in tables],
        "total": {name: f"{number:,}" for name, number in total.items()},
        "foot_rows": say("foot_rows", **total),
    }


def _table(table: TableRead) -> Table:
    """How one table was read, with the rows left out by reason."""
    rows: dict[str, list[int]] = {}
    for item in table.excluded:
        rows.setdefault(item.reason, []).append(item.row)
    return Table(
        register=Sources.register(table.source.register),
        place=Spot(table.source.file, table.source.sheet or "", ""),
        rows_in=f"{table.rows_in:,}",
        records=f"{table.records:,}",
        excluded=f"{len(table.excluded):,}",
        reasons=tuple(f"{reason}: {_named(numbers)}" for reason, numbers in rows.items()),
        notes=tuple(dict.fromkeys(table.notes)),
    )


def _named(rows: Sequence[int]) -> str:
    """``rows 5, 9 and 12 more rows``."""
    shown, left = most(rows, _MOST_ROWS_NAMED)
    named = say("row" if len(rows) == 1 else "several_rows", rows=", ".join(map(str, shown)))
    return f"{named} {say('rows', n=left)}" if left else named
