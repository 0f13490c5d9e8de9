"""The values of workbooks as another reader has them: openpyxl, and why it may differ from ours.

Where it does, Excel is with us: a text without ``xml:space`` loses its outer spaces, ``_x000d_`` is a line's end
whatever the case of its letters, and a number below zero is no day.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.conftest import SHARED
from tests.strewn import Places, placed
from toolkit.findings import ToolkitError
from toolkit.readers.grid import CellError
from toolkit.readers.open import read
from toolkit.readers.serials import serial

REGISTERS = Path(__file__).with_name("registers")
OUTSIDE = SHARED / "outside" / "workbooks"
SMALL = 60_000
DAY = 86_400


def workbooks(folder: Path) -> list[Path]:
    """The small workbooks below a folder."""
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in {".xlsx", ".xlsm"})
    return [path for path in found if path.stat().st_size <= SMALL]


def theirs(path: Path) -> dict[str, Places] | None:
    """What openpyxl reads, by sheet; None where it cannot open the file."""
    try:
        book = load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except Exception:  # noqa: BLE001 - files that are odd on purpose provoke anything at all
        return None
    return {
        sheet.title: {
            (cell.row, cell.column): CellError(str(cell.value)) if cell.data_type == "e" else cell.value
            for cell in sheet._cells.values() if cell.value not in {None, ""}
        }
        for sheet in book.worksheets
    }  # fmt: skip


def sort_of(value: object, epoch: int) -> tuple[str, object]:
    """A value as both can be asked for it: dates by the second they stand for."""
    if isinstance(value, datetime | date | time | timedelta):
        return "moment", round(serial(value, epoch) * DAY)
    if isinstance(value, bool | CellError):
        return type(value).__name__, value
    return ("number", float(value)) if isinstance(value, int | float) else ("text", value)


def explained(ours: object, other: object, epoch: int) -> bool:
    """Whether two answers are the same, or differ for one of the reasons above."""
    if isinstance(other, str) and isinstance(ours, str | None):
        return (ours or "") in {other, other.strip(), other.replace("_x000d_", "\r")}
    if isinstance(ours, int | float) and ours < 0 and isinstance(other, date | timedelta):
        return True
    return sort_of(ours, epoch) == sort_of(other, epoch)


def unexplained(path: Path) -> Iterator[tuple[object, ...]]:
    """Where the two differ without a reason; nothing where one of them cannot open the file."""
    other = theirs(path)
    try:
        book = read(path)
    except ToolkitError:
        return
    for grid in book.grids if other else ():
        if other is None or grid.sheet not in other:
            continue
        mine, cells = placed(grid), other[grid.sheet]
        for place in sorted(mine.keys() | cells.keys()):
            if not explained(mine.get(place), cells.get(place), grid.epoch):
                yield path.name, grid.sheet, place, mine.get(place), cells.get(place)


def compared(folder: Path) -> int:
    """How many workbooks agree."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = workbooks(folder)
        assert [each for path in found for each in unexplained(path)] == []
    return len(found)


def test_our_registers() -> None:
    """Every small register of the tests."""
    assert compared(REGISTERS) >= 10


@pytest.mark.skipif(not OUTSIDE.exists(), reason="needs the files of outsiders in ../shared/outside")
def test_workbooks_of_outsiders() -> None:
    """Those of other programs, odd and old ones among them."""
    assert compared(OUTSIDE) > 60
