"""What the tests of Google Sheets share: the server with this process sent to it, and small workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.sheets_server import SheetsServer
from toolkit.readers.google_wire import Patience
from toolkit.readers.grid import Grid

QUICK = Patience(total=20.0, answer=5.0, first=0.01, longest=0.05)
"""Patience enough for every passing fault, without the pauses."""
SHORT = Patience(total=1.0, answer=0.4, first=0.02, longest=0.1)
"""Patience that a lasting fault must exhaust in about a second."""

ROWS: Sequence[Sequence[object]] = (
    ("Stock No", "Description", "Cost"),
    ("00042", "Ring", 900.5),
    ("00043", "Brooch", 1200),
    ("00044", "Necklace", 310),
)


def serving(folder: Path, monkeypatch: pytest.MonkeyPatch, given: SheetsServer | None = None) -> Iterator[SheetsServer]:
    """A server, its robot's key in a file, and the environment that leads to both and to nothing else."""
    for name in ("GOOGLE_APPLICATION_CREDENTIALS", "BOUTIQUE_GOOGLE_DEADLINE", "BOUTIQUE_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    settings = folder / "settings"
    settings.mkdir()
    with given or SheetsServer() as server:
        monkeypatch.setenv("BOUTIQUE_SHEETS_API", server.url)
        monkeypatch.setenv("BOUTIQUE_GOOGLE_KEY", str(server.write_key(settings / "robot.json")))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(settings))
        yield server


def saved(fill: Callable[[Workbook], None]) -> bytes:
    """A workbook's bytes, its first sheet called Stock."""
    book = Workbook()
    book.worksheets[0].title = "Stock"
    fill(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def plain(rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    """A workbook of one sheet with these rows."""

    def fill(book: Workbook) -> None:
        for row in rows:
            book.worksheets[0].append(list(row))

    return saved(fill)


def rows_of(grid: Grid) -> list[list[object]]:
    """A grid's values by row."""
    return [list(grid.row(row)) for row in range(1, grid.height + 1)]


def content(grid: Grid) -> dict[str, object]:
    """Everything a grid says, in a form that two equal grids share: values with their types, marks, formats by cell."""
    marks = grid.marks
    cells = [(row, column) for row in range(1, grid.height + 1) for column in range(1, grid.width + 1)]
    filled = [cell for cell in cells if grid.value(*cell) is not None]
    return {
        "sheet": (grid.sheet, grid.state, grid.height, grid.width),
        "values": [(cell, type(grid.value(*cell)).__name__, grid.value(*cell)) for cell in filled],
        "formats": [(cell, marks.format_at(*cell)) for cell in filled],
        "struck": sorted(marks.struck),
        "coloured": sorted(marks.coloured.items()),
        "hidden": (sorted(row for row in marks.hidden_rows if row <= grid.height), sorted(marks.hidden_columns)),
        "comments": sorted(marks.comments.items()),
        "formulas": (sorted(marks.uncomputed), sorted(marks.sums)),
        "merged": sorted(marks.merged),
    }
