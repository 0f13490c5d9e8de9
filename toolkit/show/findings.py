"""Findings for people: grouped by kind, each with its cell, what was read, why it matters, what to type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import Any

import click

from toolkit.findings import Finding, Place, Severity
from toolkit.records import TableRead

GLANCE = 6
"""How many findings of one kind are shown at a glance."""

NAMED = 3
"""How many places of one finding are named."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFORMATION: "cyan"}


def place_json(place: Place) -> dict[str, Any]:
    """A place as design has it: a file-level place has a null cell."""
    return {"file": place.file, "sheet": place.sheet, "cell": place.cell, "row": place.row, "column": place.column}


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding as one object."""
    return {
        "id": finding.id,
        "kind": finding.kind.code,
        "severity": finding.severity.value,
        "register": finding.register,
        "places": [place_json(place) for place in finding.places],
        "value": finding.value,
        "message": finding.message,
        "why": finding.kind.why,
        "hint": finding.hint,
        "blocks": list(finding.blocks),
    }


def table_json(table: TableRead) -> dict[str, Any]:
    """How one source was read, as one object."""
    return {
        "register": table.source.register,
        "file": table.source.file,
        "sheet": table.source.sheet,
        "rows_in": table.rows_in,
        "records": table.records,
        "excluded": [{"row": item.row, "reason": item.reason} for item in table.excluded],
    }


EMPTY = "empty, nothing stands below its heading yet"
"""What is said of a register without a row: no fault, but never in silence."""


def tables_text(tables: Iterable[TableRead]) -> str:
    """One paragraph a source: its rows, how many were taken in, exclusions counted by reason, what was assumed."""
    lines: list[str] = []
    for table in tables:
        where = Place(table.source.file, table.source.sheet)
        counts: dict[str, int] = {}
        for item in table.excluded:
            counts[item.reason] = counts.get(item.reason, 0) + 1
        apart = "".join(f", {count} left out ({reason})" for reason, count in counts.items())
        read = f"{table.rows_in} rows, {table.records} taken in{apart}" if table.rows_in else EMPTY
        lines.append(f"{table.source.register:<6} {where}: {read}")
        lines.extend(f"       {note}" for note in dict.fromkeys(table.notes))
    return "\n".join(lines)


def beside_it(place: Place, first: Place) -> str:
    """A place without what it shares with the first one: ``F18``, or the whole of it in another sheet."""
    if (place.file, place.sheet) == (first.file, first.sheet):
        return place.cell or (f"row {place.row}" if place.row else str(place))
    return str(place)


def places_text(places: Sequence[Place]) -> str:
    """The first places, so that both sides of a disagreement are named, and how many more there are."""
    first, named = places[0], [beside_it(place, places[0]) for place in places[1:NAMED]]
    more = f" and {len(places) - NAMED:,} more" if len(places) > NAMED else ""
    return "; ".join([str(first), *named]) + more


def findings_text(
    findings: Sequence[Finding], *, everything: bool = False, beside: Callable[[Finding], str] | None = None
) -> str:
    """Findings grouped by kind in their order of weight; a glance at each kind unless ``everything``.

    ``beside`` gives words that stand beside a finding's place.
    """
    blocks: list[str] = []
    ordered = sorted(findings, key=lambda f: (list(Severity).index(f.severity), f.kind.code))
    for (severity, _), group in groupby(ordered, key=lambda f: (f.severity, f.kind.code)):
        members = list(group)
        kind = members[0].kind
        head = click.style(severity.value, fg=_COLOURS[severity])
        lines = [f"{head}  {kind.title} ({len(members)})  [{kind.code}]", f"  {kind.why}"]
        shown = members if everything else members[:GLANCE]
        for finding in shown:
            said = beside(finding) if beside else ""
            lines += [f"  {places_text(finding.places)}{f'  ({said})' if said else ''}", f"    {finding.message}"]
        lines += [f"  -> {hint}" for hint in list(dict.fromkeys(finding.hint for finding in shown))[:3]]
        if len(members) > len(shown):
            lines.append(f"  ... and {len(members) - len(shown)} more: --all shows them, --json lists them")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def summary(findings: Sequence[Finding], apart: Sequence[Finding] = ()) -> str:
    """``12 errors, 3 warnings, 1 to know; of them 9 hold a line back from the schedule, 2 hold back a dossier``.

    ``apart`` are others, not counted, which may hold something back as well.
    """
    counts = Counter(finding.severity for finding in findings)
    weights = ((Severity.ERROR, "error", "errors"), (Severity.WARNING, "warning", "warnings"))
    parts = [f"{counts[severity]} {one if counts[severity] == 1 else many}" for severity, one, many in weights]
    words = ", ".join([*parts, f"{counts[Severity.INFORMATION]} to know"])
    if said := held(findings):
        return f"{words}; of them {said}"
    return f"{words}; {'none of them holds anything back' if held(apart) else 'nothing is held back'}"


def held(findings: Iterable[Finding]) -> str:
    """``9 hold a line back from the schedule, 2 hold back a dossier``; empty where nothing is held back."""
    counts = Counter(document for finding in findings for document in finding.blocks)
    return ", ".join(f"{counts[document]} {what}" for document, what in _HELD.items() if counts[document])


_HELD = {
    "schedule": "hold a line back from the schedule",
    "dossier": "hold back a dossier",
    "letter": "hold back a letter",
    "sell-through": "hold a line back from a sell-through sheet",
}
