"""The register of everything that was numbered, as a file: CSV, JSON, or a workbook in the house's hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.findings import Exit, ToolkitError
from toolkit.produce.issued import Line
from toolkit.show.ledger import list_json, shown_moment
from toolkit.templates import template

TEMPLATE = "ledger.xlsx"  # in workbook_templates/
COLUMNS = (
    "number",
    "revision",
    "state",
    "kind",
    "subject",
    "period",
    "edition",
    "at",
    "reason",
    "who",
    "files",
    "facts",
)


def export(lines: Sequence[Line], path: Path, house: Path, imprint: Mapping[str, str]) -> bytes:
    """The register as the file's name asks for. ``imprint`` holds the house's name and what stands under the title."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return _csv(lines)
    if suffix == ".json":
        return f"{json.dumps(list_json(lines), ensure_ascii=False, indent=1)}\n".encode()
    if suffix == ".xlsx":
        return _workbook(lines, house, imprint)
    raise ToolkitError(
        f"The ledger cannot be written as {path.name}.",
        "Name a file that ends in .csv, .xlsx or .json.",
        code="usage",
        status=Exit.USAGE,
    )


def _cells(line: Line) -> tuple[str, ...]:
    """One revision as texts: a number that looks like one stays a text."""
    entry, issued = line.entry, line.issued
    files = ", ".join(name for name, _ in issued.files) if issued else ""
    belongs = entry.identity
    what = (belongs.kind, belongs.subject, belongs.period, belongs.edition)
    facts = issued.facts if issued else ""
    return (entry.number, str(entry.revision), entry.state, *what, entry.at, entry.reason, entry.who, files, facts)


def _csv(lines: Sequence[Line]) -> bytes:
    """Comma-separated, with the mark by which Excel knows UTF-8, and no cell that it would take for a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in _cells(line)] for line in lines)
    return stream.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _workbook(lines: Sequence[Line], house: Path, imprint: Mapping[str, str]) -> bytes:
    """The register in the workbook template: the house's own, else ours."""
    from toolkit.render.xlsx import Line as Row
    from toolkit.render.xlsx import Table, fill

    blank = template(TEMPLATE, "workbook_templates", house)
    rows = tuple(Row([shown_moment(cell) for cell in _cells(line)]) for line in lines)
    table = Table(rows, tuple(f"line_{name}" for name in COLUMNS))
    return fill(
        blank.read_bytes(),
        dict(imprint),
        {"line": table},
        name=blank.name,
        properties={"title": f"What was issued · {imprint['house']}"},
    )
