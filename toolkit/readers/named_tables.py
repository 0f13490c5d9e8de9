"""The tables a workbook itself declares (Insert, Table in Excel): evidence of where a table stands."""

from __future__ import annotations

from toolkit.findings import ToolkitError
from toolkit.readers.comments import cell_of
from toolkit.readers.grid import NamedTable
from toolkit.readers.package import Package

MOST = 500
"""More on one sheet than anyone makes by hand: the rest are not looked at."""


def read_named_tables(package: Package, part: str) -> list[NamedTable]:
    """The declared tables of a sheet that have a heading row, from the top. A broken part is no evidence at all."""
    parts = [path for word, path in package.related(part).values() if word == "table" and package.has(path)]
    found = (_read(package, path) for path in sorted(parts)[:MOST])
    return sorted((table for table in found if table), key=lambda table: (table.top, table.left))


def _read(package: Package, part: str) -> NamedTable | None:
    try:
        root = package.tree(part)
    except ToolkitError:
        return None
    first, _, last = root.get("ref", "").partition(":")
    start, end = cell_of(first), cell_of(last or first)
    if start is None or end is None or root.get("headerRowCount", "1") == "0":
        return None
    (top, left), (bottom, right) = start, end
    name = root.get("displayName") or root.get("name") or ""
    return NamedTable(name, top, left, bottom, right, totals=root.get("totalsRowCount", "0") not in {"", "0"})
