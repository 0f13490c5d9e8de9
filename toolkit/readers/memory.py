"""What a sheet's columns held last time, remembered as digests, and which new column holds it now.

For a few hundred pieces, chosen by the digest of their number so that every month chooses the same, the memory
keeps a digest of each cell. A column that was renamed or moved is then recognised by its values: "Prix public holds
97% of what Prix TTC held" means that for 97 of 100 such pieces the cell is the same. No value itself is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from pathlib import Path

from toolkit.files import private_folder, read_only, write_all
from toolkit.findings import ToolkitError
from toolkit.readers.identify import Table
from toolkit.remembered import Sample, Sketch
from toolkit.values import display, fold

PIECES = 300
"""How many pieces of each sheet are remembered."""

FOLDER = Path(".boutique") / "snapshots"
FILE = "columns.json"
SCHEMA = "boutique.columns/1"


def digest(value: object) -> str:
    """Ten hexadecimal digits of a cell's folded text; empty for a blank cell."""
    return _digest(display(value)) if value is not None else ""


@lru_cache(maxsize=16384)  # most columns say the same few words on every row
def _digest(shown: str) -> str:
    """The digest of a text."""
    text = fold(shown)
    return hashlib.sha256(text.encode()).hexdigest()[:10] if text else ""


def sample(table: Table, key_column: int) -> Sample:
    """The cells to remember of a table whose key (the stock number) stands in ``key_column``."""
    cells = table.grid.columns[key_column - 1]
    keyed = ((digest(cells[row - 1]), row) for row in table.rows)
    chosen = nsmallest(PIECES, ((key, row) for key, row in keyed if key))
    columns = {h.text: tuple(table.grid.value(row, h.column) for _, row in chosen) for h in table.headings}
    return Sample(tuple(key for key, _ in chosen), columns)


def sketch(held: Sample) -> Sketch:
    """The memory of a table: only few commands keep one, so the digests are made for them alone."""
    return Sketch(held.keys, {heading: tuple(map(digest, cells)) for heading, cells in held.columns.items()})


def held(before: Sketch, heading: str, table: Table, key_column: int, *columns: int) -> float:
    """The share of the cells that ``heading`` held which stand in ``columns`` (joined) now, for the same pieces.

    Zero where fewer than five cells can be compared, or all of them held one and the same word: that proves nothing.
    """
    old = {key: cell for key, cell in zip(before.keys, before.columns.get(heading, ()), strict=False) if cell}
    if len(set(old.values())) < DISTINCT:
        return 0.0
    pairs = _pairs(old, table, key_column, columns)
    return sum(a == b for a, b in pairs) / len(pairs) if len(pairs) >= COMPARED else 0.0


def held_keys(before: Sketch, table: Table, column: int) -> float:
    """The share of the remembered numbers that stand in ``column``: how a renamed key column is recognised."""
    cells = table.grid.columns[column - 1]
    now = {digest(cells[row - 1]) for row in table.rows}
    return sum(key in now for key in before.keys) / len(before.keys) if len(before.keys) >= COMPARED else 0.0


COMPARED, DISTINCT = 5, 2


def _pairs(old: Mapping[str, str], table: Table, key_column: int, columns: Sequence[int]) -> Sequence[tuple[str, str]]:
    keys = table.grid.columns[key_column - 1]
    pairs = []
    for row in table.rows:
        key = digest(keys[row - 1])
        if key in old:
            cells = [table.grid.value(row, column) for column in columns]
            whole = cells[0] if len(cells) == 1 else " ".join(display(cell) for cell in cells if cell is not None)
            pairs.append((old[key], digest(whole)))
    return pairs


def name_of(register: str, file: str, sheet: str | None) -> str:
    """The name a source is remembered under."""
    return "|".join((register, file, sheet or ""))


def recall(house: Path) -> dict[str, Sketch]:
    """Everything remembered in a house; nothing where there is no memory, or it cannot be read."""
    path = house / FOLDER / FILE
    if not path.is_file():
        return {}
    try:
        document = json.loads(read_only(path))
        if document.get("schema") != SCHEMA:
            return {}
        return {
            name: Sketch(tuple(one["keys"]), {heading: tuple(cells) for heading, cells in one["columns"].items()})
            for name, one in document["sources"].items()
        }
    except (ValueError, KeyError, TypeError, AttributeError, ToolkitError):
        return {}  # a memory is a convenience: without it the columns are recognised by name alone


def remember(house: Path, sketches: Mapping[str, Sketch]) -> None:
    """Keep what the columns hold now, over what was kept before. Raises ToolkitError where it cannot be written."""
    kept = {**recall(house), **sketches}
    sources = {name: {"keys": one.keys, "columns": one.columns} for name, one in sorted(kept.items())}
    private_folder(house / FOLDER.parts[0])
    text = json.dumps({"schema": SCHEMA, "sources": sources}, ensure_ascii=False, separators=(",", ":"))
    write_all({house / FOLDER / FILE: text.encode()}, overwrite=True)
