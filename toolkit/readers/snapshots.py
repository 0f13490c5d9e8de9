"""The last copy of a Google spreadsheet, kept in the house, used only when asked for, and then with its date.

A copy is written after a good reading, as JSON that is the same for the same contents; it holds what the registers
hold, so it stands in the house's folder that only its owner can open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from toolkit.addresses import canonical, spreadsheet_id
from toolkit.files import private_folder, read_only, write_all
from toolkit.findings import ToolkitError
from toolkit.readers.grid import Book, CellError, Grid, Marks, Raw, Runs

SCHEMA = "boutique.snapshot/1"
FOLDER = "snapshots"
_MICROSECOND = timedelta(microseconds=1)

_WRITTEN: tuple[tuple[type, str, Callable[[Any], object]], ...] = (
    (datetime, "datetime", datetime.isoformat),
    (date, "date", date.isoformat),
    (time, "time", time.isoformat),
    (timedelta, "span", lambda span: span // _MICROSECOND),
    (CellError, "error", str),
)
_READ: Mapping[str, Callable[[Any], Raw]] = {
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "span": lambda span: timedelta(microseconds=span),
    "error": CellError,
}


def fingerprint(grids: Iterable[Grid]) -> str:
    """The SHA-256 of the sheets' contents: the same values and marks, the same digest."""
    return hashlib.sha256(_text([_packed(grid) for grid in grids]).encode()).hexdigest()


def snapshot_path(house: Path, url: str) -> Path:
    """Where the copy of a spreadsheet stands."""
    return house / ".boutique" / FOLDER / f"{spreadsheet_id(url)}.json"


def save_snapshot(house: Path, url: str, book: Book, at: datetime) -> None:
    """Keep a copy of the book as read at a moment, in place of the former one."""
    content = {
        "schema": SCHEMA,
        "url": canonical(url),
        "taken": at.astimezone(UTC).isoformat(timespec="seconds"),
        "file": book.file,
        "sha256": book.sha256,
        "notes": list(book.notes),
        "sheets": [_packed(grid) for grid in book.grids],
        "tabs": [grid.tab for grid in book.grids],
    }
    path = snapshot_path(house, url)
    private_folder(path.parent.parent)
    private_folder(path.parent)
    write_all({path: _text(content).encode()}, overwrite=True)


def load_snapshot(house: Path, url: str, zone: ZoneInfo, shown: str | None = None) -> Book:
    """The last copy, with a note of its date in the house's time; ``shown`` is its name in messages.

    Raises ToolkitError where there is none, or where it is damaged.
    """
    path = snapshot_path(house, url)
    if not path.is_file():
        raise ToolkitError(
            f"There is no copy of {canonical(url)} to use without Google.",
            "A copy is kept each time the spreadsheet is read: run the command once without --offline.",
            code="no-snapshot",
        )
    try:
        content = json.loads(read_only(path))
        file = shown or content["file"]
        grids = tuple(_unpacked(entry, file) for entry in content["sheets"])
        for grid, tab in zip(grids, content.get("tabs", ()), strict=False):  # copies of before have none
            grid.tab = tab
        taken = datetime.fromisoformat(content["taken"])
        book = Book(file, "google sheet", grids, content["sha256"], tuple(content["notes"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _damaged(path) from error
    if content.get("schema") != SCHEMA or fingerprint(grids) != book.sha256:
        raise _damaged(path)
    return replace(book, notes=(said(taken, zone), *book.notes))


def taken_at(house: Path, url: str, zone: ZoneInfo) -> str:
    """When the last copy was made, in words; empty where there is none that can be used."""
    try:
        return load_snapshot(house, url, zone).notes[0]
    except ToolkitError:
        return ""


def said(taken: datetime, zone: ZoneInfo) -> str:
    """The note that stands beside everything made from a copy."""
    return f"the copy of {taken.astimezone(zone):%Y-%m-%d %H:%M}, used without asking Google; newer edits unseen"


def _damaged(path: Path) -> ToolkitError:
    return ToolkitError(
        f"{path}: the kept copy is damaged.",
        "Delete it and run the command without --offline: a new one is made.",
        code="damaged",
    )


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _write(value: Raw) -> object:
    """A raw value as JSON; what JSON has no type for as an object of one key that names it."""
    for kind, name, write in _WRITTEN:
        if isinstance(value, kind):
            return {name: write(value)}
    return value


def _read(value: Any) -> Raw:
    if isinstance(value, dict):
        ((name, content),) = value.items()
        return _READ[name](content)
    found: Raw = value
    return found


def _packed(grid: Grid) -> dict[str, object]:
    marks = grid.marks
    return {
        "sheet": grid.sheet,
        "state": grid.state,
        "kind": grid.kind,
        "notes": list(grid.notes),
        "columns": [[_write(value) for value in column] for column in grid.columns],
        "struck": sorted(marks.struck),
        "coloured": [[*cell, colour] for cell, colour in sorted(marks.coloured.items())],
        "hidden_rows": sorted(marks.hidden_rows),
        "hidden_columns": sorted(marks.hidden_columns),
        "comments": [[*cell, text] for cell, text in sorted(marks.comments.items())],
        "formats": [[column, runs.starts, runs.values] for column, runs in sorted(marks.formats.items())],
        "uncomputed": sorted(marks.uncomputed),
        "sums": sorted(marks.sums),
        "merged": sorted(marks.merged),
    }


def _unpacked(entry: Mapping[str, Any], file: str) -> Grid:
    marks = Marks(
        struck={(row, column) for row, column in entry["struck"]},
        coloured={(row, column): colour for row, column, colour in entry["coloured"]},
        hidden_rows=set(entry["hidden_rows"]),
        hidden_columns=set(entry["hidden_columns"]),
        comments={(row, column): text for row, column, text in entry["comments"]},
        formats={column: Runs(starts, values) for column, starts, values in entry["formats"]},
        uncomputed={(row, column) for row, column in entry["uncomputed"]},
        sums={(row, column) for row, column in entry["sums"]},
        merged=[(a, b, c, d) for a, b, c, d in entry["merged"]],
    )
    columns = [[_read(value) for value in column] for column in entry["columns"]]
    return Grid(file, entry["sheet"], columns, marks, entry["state"], notes=tuple(entry["notes"]), kind=entry["kind"])
