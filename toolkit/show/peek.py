"""What the program sees in a file, and why: for people, and as one object that is written piece by piece."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from toolkit.findings import column_letter
from toolkit.readers.displayed import displayed
from toolkit.readers.grid import WORKSHEET, Book, CellError, Grid, Raw
from toolkit.readers.identify import Table, find_tables
from toolkit.readers.mapping import Proposal, identify
from toolkit.readers.parse import Dialect
from toolkit.readers.rows import is_red
from toolkit.show.setup import columns as in_columns

SCHEMA = "boutique.peek/1"


@dataclass(frozen=True, slots=True)
class Seen:
    """One table of a sheet: the register it was taken for (empty: none), and what each column seems to mean."""

    table: Table
    register: str
    meanings: Mapping[int, Proposal]

    @property
    def why(self) -> str:
        """What was found and what it was taken for."""
        return f"{self.table.why}; {f'taken for the {self.register} register' if self.register else _UNKNOWN}"


_UNKNOWN = "it holds no register that is known"


def seen(grid: Grid) -> tuple[Seen, ...]:
    """Every table of a sheet; the program's own guess of the registers, for peek knows no house."""
    found = []
    for table in find_tables(grid):
        taken = identify(table, Dialect(epoch=grid.epoch))
        meanings = {p.heading.column: p for p in taken[1]} if taken else {}
        found.append(Seen(table, taken[0].name if taken else "", meanings))
    return tuple(found)


# --- For programs -----------------------------------------------------------------------------


def peek_json(book: Book, *, cells: bool) -> Iterator[str]:
    """The object in pieces: three million cells never stand in memory as one."""
    head = {"schema": SCHEMA, "file": book.file, "format": book.format, "epoch": _epoch(book)}
    yield f'{_json(head)[:-1]}, "sheets": ['
    for number, grid in enumerate(book.grids):
        sheet = {"name": grid.sheet, "state": grid.state, "tables": [_table_json(one) for one in seen(grid)]}
        yield (", " if number else "") + _json(sheet)[:-1]
        if cells:
            yield ', "cells": ['
            yield from _joined(_json(cell) for cell in grid_cells(grid))
            yield "]"
        yield "}"
    yield "]}"


def in_blocks(pieces: Iterable[str], size: int = 1 << 16) -> Iterator[str]:
    """The pieces joined into blocks of at least so many letters: each is one write."""
    block: list[str] = []
    length = 0
    for piece in pieces:
        block.append(piece)
        length += len(piece)
        if length >= size:
            yield "".join(block)
            block, length = [], 0
    yield "".join(block)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _joined(pieces: Iterable[str]) -> Iterator[str]:
    for number, piece in enumerate(pieces):
        yield f",\n{piece}" if number else piece


def _epoch(book: Book) -> int:
    return book.grids[0].epoch if book.grids else 1900


def _table_json(one: Seen) -> dict[str, Any]:
    table = one.table
    return {
        "range": table.range,
        "header_rows": list(table.header_rows),
        "why": one.why,
        "columns": [
            {"column": column_letter(h.column), "heading": h.text, "field": _field(one, h.column) or None,
             "samples": list(_samples(one, h.column)), "reason": _reason(one, h.column)}
            for h in table.headings
        ],
        "rows_in": table.rows_in,
        "records": len(table.rows),
        "excluded": [{"row": item.row, "reason": item.reason} for item in table.excluded],
    }  # fmt: skip


def _field(one: Seen, column: int) -> str:
    return one.meanings[column].field if column in one.meanings else ""


def _reason(one: Seen, column: int) -> str:
    return one.meanings[column].reason if column in one.meanings else _UNKNOWN


def _samples(one: Seen, column: int) -> Sequence[str]:
    """Three different values as the sheet shows them."""
    grid = one.table.grid
    shown: dict[str, None] = {}
    for row in one.table.rows:
        raw = grid.value(row, column)
        if raw is not None and (text := displayed(raw, grid.marks.format_at(row, column), grid.epoch).strip()):
            shown[text[:40]] = None
        if len(shown) == 3:
            break
    return tuple(shown)


# --- Cells --------------------------------------------------------------------------------------


def grid_cells(grid: Grid) -> Iterator[dict[str, Any]]:
    """Every cell that holds a value or a mark of its own, row by row."""
    words = _cell_marks(grid)
    formats = [grid.marks.formats.get(column) for column in range(1, grid.width + 1)]
    marked: dict[int, set[int]] = {}
    for row, column in words:
        marked.setdefault(row, set()).add(column)
    letters = [column_letter(column) for column in range(1, max((grid.width, *(c for _, c in words))) + 1)]
    last = max((grid.height, *marked))
    shown = _Shown(grid.epoch)
    for row in range(1, last + 1):
        values = grid.row(row) if row <= grid.height else []
        filled = {column for column, value in enumerate(values, 1) if value is not None}
        for column in sorted(filled | marked.get(row, set())):
            raw = values[column - 1] if column <= len(values) else None
            runs = formats[column - 1] if column <= grid.width else None
            hidden = ["hidden"] if row in grid.marks.hidden_rows or column in grid.marks.hidden_columns else []
            yield {
                "cell": f"{letters[column - 1]}{row}",
                "type": kind(raw),
                "value": canonical(raw),
                "text": shown[type(raw), raw, runs.at(row) if runs else None],
                "marks": [*words.get((row, column), ()), *hidden],
            }


class _Shown(dict[tuple[type, Raw, str | None], str]):
    """The text of each value under its format, worked out once: a register says the same things again and again."""

    def __init__(self, epoch: int) -> None:
        super().__init__()
        self.epoch = epoch

    def __missing__(self, key: tuple[type, Raw, str | None]) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        text = self[key] = displayed(key[1], key[2], self.epoch)
        return text


REMEMBERED = 100_000
"""Texts remembered at a time, so that a sheet in which no two cells agree stays cheap."""


def _cell_marks(grid: Grid) -> dict[tuple[int, int], list[str]]:
    """The words of each marked cell; a merged range is marked at its first cell, which holds the value."""
    marks = grid.marks
    words: dict[tuple[int, int], list[str]] = {}
    for cell in sorted(marks.struck):
        words.setdefault(cell, []).append("struck")
    for cell, colour in marks.coloured.items():
        red = ["red"] if is_red(colour) else []
        words.setdefault(cell, []).extend([*red, f"coloured:{colour.rpartition(':')[2]}"])
    anchors = {(top, left) for top, left, _, _ in marks.merged}
    for word, cells in (("comment", marks.comments), ("merged", anchors), ("uncomputed", marks.uncomputed),
                        ("sum", marks.sums)):  # fmt: skip
        for cell in cells:
            words.setdefault(cell, []).append(word)
    return words


def kind(raw: Raw) -> str:
    """The type of a value: text, number, date (times and durations too), boolean, error or blank."""
    if raw is None:
        return "blank"
    if isinstance(raw, bool):
        return "boolean"
    if isinstance(raw, int | float):
        return "number"
    if isinstance(raw, str):
        return "text"
    return "error" if isinstance(raw, CellError) else "date"


def canonical(raw: Raw) -> str:
    """A value in one spelling whatever its format: numbers without binary noise, dates and durations by ISO 8601."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, float):
        return repr(float(format(raw, ".15g"))).removesuffix(".0")
    if isinstance(raw, timedelta):
        return _duration(raw)
    return raw.isoformat() if isinstance(raw, date | time) else str(raw)


def _duration(span: timedelta) -> str:
    """``PT30H15M``: hours beyond a day stay hours, as ``[h]:mm`` shows them."""
    seconds = round(abs(span.total_seconds()))
    parts = ((seconds // 3600, "H"), (seconds // 60 % 60, "M"), (seconds % 60, "S"))
    text = "".join(f"{count}{letter}" for count, letter in parts if count) or "0S"
    return f"{'-' if span < timedelta() else ''}PT{text}"


# --- For people ---------------------------------------------------------------------------------


def peek_text(book: Book, *, cells: bool) -> Iterator[str]:
    """The file in one line; then each sheet: what was found, why, the columns with samples, what was left out."""
    notes = dict.fromkeys((*book.notes, *(note for grid in book.grids for note in grid.notes)))
    epoch = ", dates counted from 1904" if _epoch(book) == 1904 else ""
    count = f"{len(book.grids)} sheet{'s' if len(book.grids) > 1 else ''}" if book.grids[:1] else "no sheets"
    yield "\n".join([f"{book.file}: {book.format}, {count}{epoch}", *(f"  {note}" for note in notes)])
    for grid in book.grids:
        yield f"\n{_sheet_text(grid)}"
        if cells:
            yield from map(_cell_text, grid_cells(grid))


def _sheet_text(grid: Grid) -> str:
    name = f"Sheet {grid.sheet!r}" if grid.sheet else "The text"
    if grid.kind != WORKSHEET:
        return f"{name}: a chart or the like, without cells"
    state = "" if grid.state == "visible" else f" ({grid.state}; not used unasked)"
    tables = seen(grid)
    size = f"{grid.height} rows, {grid.width} columns" if grid.height else "empty"
    if not tables:
        return f"{name}{state}: {size}; no row looks like the headings of a table"
    return "\n".join([f"{name}{state}: {size}", *map(_table_text, tables)])


def _table_text(one: Seen) -> str:
    table = one.table
    reasons = Counter(item.reason for item in table.excluded)
    apart = "".join(f", {count} left out ({reason})" for reason, count in reasons.items())
    rows = [
        (column_letter(h.column), h.text, _field(one, h.column) or "-", "; ".join(_samples(one, h.column)))
        for h in table.headings
    ]
    counts = f"{table.rows_in} rows, {len(table.rows)} taken in{apart}"
    return f"  {table.range}: {one.why}\n  {counts}\n{in_columns(rows)}"


def _cell_text(cell: Mapping[str, Any]) -> str:
    marks = f"  [{', '.join(cell['marks'])}]" if cell["marks"] else ""
    value = "" if cell["value"] == cell["text"] else f"  ({cell['value']})"
    return f"  {cell['cell']} {cell['type']}: {cell['text']}{value}{marks}"
