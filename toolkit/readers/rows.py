"""Rows to records: values into fields, doubts beside them, the marks of the row, the section it stands under."""

from __future__ import annotations

import colorsys
from collections import Counter
from collections.abc import Mapping
from typing import Any

from toolkit.findings import column_letter
from toolkit.readers.columns import Parsed
from toolkit.readers.context import sheet_context
from toolkit.readers.identify import Table
from toolkit.readers.parse import Dialect, word_of
from toolkit.records import Piece, Record, Source
from toolkit.registers import Register
from toolkit.values import Doubt
from toolkit.vocabulary import CATEGORY, OWNERSHIP, situation_of, spellings

NO_MARKS: frozenset[str] = frozenset()


def make_records(
    table: Table, kind: Register, source: Source, columns: Mapping[str, int], parsed: Parsed, dialect: Dialect
) -> list[Record]:
    """One record a data row, in the order of the sheet."""
    marks = row_marks(table, columns)
    comments = _comments(table)
    given, period = sheet_context(source.sheet, kind, columns, dialect.words.get("brand", {}))
    names = list(parsed.values)
    places = dialect.words.get("location", {})
    situations: dict[str, str | None] = {}
    records: list[Record] = []
    for row, values in zip(table.rows, zip(*parsed.values.values(), strict=True), strict=True):
        fields: dict[str, Any] = dict(given)
        doubts: dict[str, Doubt] = {}
        for name, value in zip(names, values, strict=True):
            if type(value) is Doubt:
                doubts[name] = value
            elif value is not None:
                fields[name] = value
        if kind.record is Piece:
            _place(fields, doubts, situations, places)
            _from_context(fields, doubts, table.sections.get(row, ""), source.sheet or "", dialect)
        if doubts:
            fields["doubts"] = doubts
        if row in comments:
            fields["comments"] = comments[row]
        section = table.sections.get(row, period)
        records.append(kind.record(source=source, row=row, marks=marks.get(row, NO_MARKS), section=section, **fields))
    return records


def _place(
    fields: dict[str, Any], doubts: dict[str, Doubt], known: dict[str, str | None], own: Mapping[str, str]
) -> None:
    """The situations that a place's words name, by day and at night; ``known`` remembers each text."""
    for name, means in (("location", "situation"), ("night_location", "night_situation")):
        words = fields.get(name)
        if not words:
            continue
        if words not in known:
            known[words] = situation_of(words, own)
        situation = known[words]
        if situation:
            fields[means] = situation
        else:
            doubts[name] = Doubt("unknown-word", words)


_CATEGORIES = spellings(CATEGORY, {})
_OWNERSHIPS = spellings(OWNERSHIP, {})


def _from_context(
    fields: dict[str, Any], doubts: Mapping[str, Doubt], section: str, sheet: str, dialect: Dialect
) -> None:
    """Category and ownership from the section title or the sheet's name, where the row has none of its own."""
    for name, known, titles in (("category", _CATEGORIES, (section, sheet)), ("ownership", _OWNERSHIPS, (section,))):
        if name in fields or name in doubts:
            continue
        own = {**known, **dialect.words.get(name, {})}
        found = (word_of(title, own) for title in titles if title)
        word = next((w for w in found if isinstance(w, str)), None)
        if word:
            fields[name] = word


def row_marks(table: Table, columns: Mapping[str, int]) -> dict[int, frozenset[str]]:
    """The marks that count for a whole row: its number or half of its filled cells struck or red; the row hidden."""
    grid = table.grid
    found: dict[int, set[str]] = {}
    red = {cell for cell, colour in grid.marks.coloured.items() if is_red(colour)}
    key = columns.get("stock_no", 0)
    for word, cells in (("struck", grid.marks.struck), ("red", red)):
        inside = ((row, column) for row, column in cells if table.first <= column <= table.last)
        per_row = Counter(row for row, column in inside if grid.value(row, column) is not None)
        for row, count in per_row.items():
            filled = sum(value is not None for value in grid.row(row)[table.first - 1 : table.last])
            if (row, key) in cells or count >= filled / 2:
                found.setdefault(row, set()).add(word)
    for row in grid.marks.hidden_rows:
        found.setdefault(row, set()).add("hidden")
    return {row: frozenset(words) for row, words in found.items()}


def is_red(colour: str) -> bool:
    """Whether a mark ``font:RRGGBB`` or ``fill:RRGGBB`` is a red, pale or strong; orange and brown are not."""
    code = colour.rpartition(":")[2][-6:]
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    return (hue < 0.04 or hue > 0.94) and saturation > 0.15 and value > 0.4


def _comments(table: Table) -> dict[int, dict[str, str]]:
    """Cell comments by row and column letter; those of a table beside it are not this one's."""
    found: dict[int, dict[str, str]] = {}
    for (row, column), words in table.grid.marks.comments.items():
        if table.first <= column <= table.last:
            found.setdefault(row, {})[column_letter(column)] = words
    return found
