"""From an old workbook (.xls, 1987 to 2003) to Grids: values and marks by xlrd, which reads nothing else here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import xlrd

from toolkit.collector import uncollected
from toolkit.findings import ToolkitError
from toolkit.readers.comments import NO_COMMENTS
from toolkit.readers.format_codes import is_date, is_elapsed
from toolkit.readers.grid import WORKSHEET, CellError, Grid, Raw
from toolkit.readers.marks import Gathering, Layout
from toolkit.readers.old_records import (
    STATES,
    OldBook,
    OldSheet,
    find_stream,
    read_records,
    stream_names,
    without_drawings,
)
from toolkit.readers.refusals import Extents, damaged, foreign
from toolkit.readers.serials import moment
from toolkit.readers.signatures import compound_kind
from toolkit.readers.strings import Strings, all_struck
from toolkit.readers.styles import BUILT_IN, PALE, Look, look_of, outstanding

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR, _BLANK = 1, 2, 3, 4, 5, 6
_AMERICAN = (14, 22)
"""Formats that follow the reader's computer; a file may spell them as its writer's did."""
_NUMBERED = 50
"""The version, as xlrd counts, from which a format's number means the same in every file."""


class _Silence:
    """Where xlrd's remarks go: it would print them among the results."""

    def write(self, _text: str) -> int:
        return 0

    def flush(self) -> None:
        return


def read_old_workbook(data: bytes, file: str) -> tuple[Grid, ...]:
    """Every sheet in workbook order, hidden ones and charts too; ``file`` is the name to show."""
    stream = find_stream(data, file)
    if stream is None:
        raise foreign(file, *compound_kind(stream_names(data)))
    return read_old_stream(stream, file)


def read_old_stream(stream: bytes, file: str) -> tuple[Grid, ...]:
    """The sheets of a workbook's records, with or without the compound file that usually wraps them."""
    try:
        with uncollected():
            records = read_records(stream, file)
            try:
                return _grids(records, file)
            except ToolkitError:
                raise
            except Exception:  # noqa: BLE001 - broken records provoke anything at all in xlrd
                grids = _grids(without_drawings(records), file)
                return tuple(replace(grid, notes=(NO_COMMENTS,)) for grid in grids)
    except ToolkitError:
        raise
    except Exception as error:
        raise damaged(file, "its contents do not fit together") from error


def _grids(records: OldBook, file: str) -> tuple[Grid, ...]:
    book = xlrd.open_workbook(
        file_contents=records.records, logfile=_Silence(), formatting_info=True, on_demand=True, ragged_rows=True
    )
    epoch = 1904 if book.datemode else 1900
    own = {entry.format_key: entry.format_str for entry in book.format_list}
    looks = [_look(book, style, own) for style in book.xf_list]
    strikes = frozenset(at for at, font in enumerate(book.font_list) if font.struck_out)
    grids: list[Grid] = []
    extents = Extents(file)
    number = 0
    for entry in records.sheets:
        if entry.kind != WORKSHEET:
            grids.append(Grid(file, entry.name, [], state=entry.state, epoch=epoch, kind=entry.kind))
            continue
        sheet = book.sheet_by_index(number)
        name = sheet.name if book.biff_version >= _NUMBERED else entry.name  # xlrd invents one for the early files
        grids.append(_Sheet(sheet, looks, strikes, epoch, extents).grid(entry, name))
        book.unload_sheet(number)
        number += 1
    return tuple(grids)


def _look(book: Any, style: Any, own: Mapping[int, str]) -> Look:
    """What a cell style says; ``own`` are the formats the file spells out, xlrd would add dollars of its own."""
    key = style.format_key
    spelt = key in own and (key not in _AMERICAN or book.biff_version < _NUMBERED)
    code = own[key] if spelt else BUILT_IN.get(key)
    font = book.font_list[style.font_index] if style.font_index < len(book.font_list) else None
    ink = _colour(book, font.colour_index) if font else None
    paint = None if style.background.fill_pattern in PALE else _colour(book, style.background.pattern_colour_index)
    return look_of(code, (bool(font and font.struck_out), ink), paint)


def _colour(book: Any, index: int) -> str | None:
    channels = book.colour_map.get(index)
    return outstanding("".join(f"{channel:02X}" for channel in channels)) if channels else None


class _Sheet:
    """One sheet on its way to a Grid."""

    def __init__(
        self, sheet: Any, looks: Sequence[Look], strikes: frozenset[int], epoch: int, extents: Extents
    ) -> None:
        self.sheet = sheet
        self.looks = looks
        self.strikes = strikes
        self.epoch = epoch
        self.extents = extents
        self.dated = [is_date(look.format) for look in looks]
        self.elapsed = [look.format is not None and is_elapsed(look.format) for look in looks]
        self.gathering = Gathering(looks, Strings())
        self.layouts: dict[tuple[bytes, bytes], Layout] = {}

    def grid(self, entry: OldSheet, name: str) -> Grid:
        """Values in columns, marks beside them."""
        rows = [self._row(number) for number in range(self.sheet.nrows)]
        gathering = self.gathering
        height, width = gathering.bottom, gathering.right
        self.extents.take(self.sheet.name, height, width, gathering.filled)
        columns: list[list[Raw]] = [[None] * height for _ in range(width)]
        for at, values in enumerate(rows[:height]):
            for column, value in zip(columns, values, strict=False):
                column[at] = value
        for cell, outline in entry.sums.items():
            gathering.formula(cell, outline, None, computed=True)
        self._runs()
        marks = gathering.finish(height, width)
        marks.hidden_rows = {row + 1 for row, info in self.sheet.rowinfo_map.items() if info.hidden}
        marks.hidden_columns = {at + 1 for at, info in self.sheet.colinfo_map.items() if info.hidden and at < width}
        marks.comments = {
            (row + 1, column + 1): note.text.strip() for (row, column), note in self.sheet.cell_note_map.items()
        }
        marks.merged = [(top + 1, left + 1, bottom, right) for top, bottom, left, right in self.sheet.merged_cells]
        state = STATES.get(self.sheet.visibility, "visible")
        return Grid(self.extents.file, name, columns, marks, state, self.epoch)

    def _row(self, number: int) -> list[Raw]:
        """The values of one row; its layout goes to the marks."""
        kinds, values = self.sheet.row_types(number), self.sheet.row_values(number)
        styles = self.sheet._cell_xf_indexes[number]  # noqa: SLF001 - the public way makes an object of each cell
        key = (kinds.tobytes(), styles.tobytes())
        layout = self.layouts.get(key)
        if layout is None:
            spots = [
                (at, style, kind != _BLANK)
                for at, (kind, style) in enumerate(zip(kinds, styles, strict=True), 1)
                if kind
            ]
            layout = self.layouts[key] = self.gathering.layout(spots, 0)
        self.gathering.row(number + 1, layout)
        return [self._value(*cell) for cell in zip(kinds, values, styles, strict=True)]

    def _value(self, kind: int, value: Any, style: int) -> Raw:
        if kind == _TEXT:
            return value or None
        if kind in {_NUMBER, _DATE}:
            if style < len(self.dated) and self.dated[style]:
                return moment(value, self.epoch, elapsed=self.elapsed[style])
            return float(value)
        if kind == _BOOLEAN:
            return bool(value)
        if kind == _ERROR:
            return CellError(xlrd.error_text_from_code.get(value, f"#ERR{value}"))
        return None

    def _runs(self) -> None:
        """Texts struck in their letters: all of them strike the cell, some of them lift its own strike."""
        for (row, column), runs in self.sheet.rich_text_runlist_map.items():
            if not runs:
                continue
            own = self.looks[self.sheet.cell_xf_index(row, column)].struck
            struck = all_struck(self.sheet.cell_value(row, column), runs, self.strikes, own=own)
            self.gathering.strike((row + 1, column + 1), struck=struck)
