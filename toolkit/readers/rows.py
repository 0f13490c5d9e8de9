"""Rows to records: values into fields, doubts beside them, the marks of the row, the section it stands under."""

from __future__ import annotations

import colorsys
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from toolkit.findings import column_letter
from toolkit.readers.columns import Parsed
from toolkit.readers.context import sheet_context
from toolkit.readers.grid import Cell
from toolkit.readers.identify import Table
from toolkit.readers.parse import Dialect, word_of
from toolkit.records import Piece, Record, Source
from toolkit.registers import Register
from toolkit.values import Doubt
from toolkit.vocabulary import CATEGORY, MARKS, OWNERSHIP, situation_of, spellings


def make_records(
    table: Table, kind: Register, source: Source, columns: Mapping[str, int], parsed: Parsed, dialect: Dialect
) -> list[Record]:
    """One record a data row, in the order of the sheet."""
    marks = row_marks(table, columns, dialect.words.get("mark", {}))
    comments = _comments(table)
    given, period = sheet_context(source.sheet, kind, columns, dialect.words.get("brand", {}))
    names = list(parsed.values)
    doubtful = [name for name, values in parsed.values.items() if Doubt in map(type, values)]
    places = dialect.words.get("location", {})
    situations: dict[str, str | None] = {}
    contexts = _Contexts(source.sheet or "", dialect)
    records: list[Record] = []
    for row, values in zip(table.rows, zip(*parsed.values.values(), strict=True), strict=True):
        fields: dict[str, Any] = {name: value for name, value in zip(names, values, strict=True) if value is not None}
        doubts = {name: fields.pop(name) for name in doubtful if type(fields.get(name)) is Doubt}
        if given:
            fields = given | fields
        if kind.record is Piece:
            _place(fields, doubts, situations, places)
            for name, word in contexts[table.sections.get(row, "")].items():
                if name not in fields and name not in doubts:
                    fields[name] = word
        if doubts:
            fields["doubts"] = doubts
        if row in comments:
            fields["comments"] = comments[row]
        if row in marks:
            fields["marks"] = marks[row]
        if section := table.sections.get(row, period):
            fields["section"] = section
        records.append(kind.record.of(source, row, fields))
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


class _Contexts(dict[str, Mapping[str, str]]):
    """By section title: the category and ownership that it or the sheet's name gives rows without their own."""

    def __init__(self, sheet: str, dialect: Dialect) -> None:
        super().__init__()
        self._sheet, self._dialect = sheet, dialect

    def __missing__(self, section: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for name, known, titles in (
            ("category", _CATEGORIES, (section, self._sheet)),
            ("ownership", _OWNERSHIPS, (section,)),
        ):
            own = {**known, **self._dialect.words.get(name, {})}
            words = (word_of(title, own) for title in titles if title)
            word = next((w for w in words if isinstance(w, str)), None)
            if word:
                found[name] = word
        self[section] = found
        return found


def row_marks(table: Table, columns: Mapping[str, int], legend: Mapping[str, str]) -> dict[int, frozenset[str]]:
    """The marks that count for a whole row: its number or half of its filled cells struck or red; the row hidden.

    ``legend`` are the house's own words for marks: a line or a red that means nothing, another colour that means sold.
    """
    grid = table.grid
    found: dict[int, set[str]] = {}
    sold = {mark for mark in MARKS if legend.get(mark, "sold" if mark in USUAL else "") == "sold"}
    marked: dict[str, set[Cell]] = {"struck": grid.marks.struck if "struck" in sold else set()}
    for cell, colour in grid.marks.coloured.items():
        if (name := colour_of(colour)) in sold:
            marked.setdefault(name if name in USUAL else "coloured", set()).add(cell)
    key = columns.get("stock_no", 0)
    for word, cells in marked.items():
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


USUAL = ("struck", "red")
"""The marks that are proposed as sold where the house has no legend."""

HUES = (
    (0.04, "red"), (0.14, "orange"), (0.19, "yellow"), (0.47, "green"), (0.72, "blue"), (0.94, "purple"), (1, "red"),
)  # fmt: skip
"""Up to which place on the wheel of colours each is called so."""


@lru_cache(maxsize=4096)
def colour_of(colour: str) -> str:
    """What a mark ``font:RRGGBB`` or ``fill:RRGGBB`` is called; nothing for black, white and near to them."""
    if is_red(colour):
        return "red"
    code = colour.rpartition(":")[2][-6:]
    hue, saturation, value = colorsys.rgb_to_hsv(*(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    if saturation <= 0.15:
        return "grey" if 0.3 < value < 0.93 else ""
    return next(name for limit, name in HUES if hue <= limit) if value > 0.3 else ""


def _comments(table: Table) -> dict[int, dict[str, str]]:
    """Cell comments by row and column letter; those of a table beside it are not this one's."""
    found: dict[int, dict[str, str]] = {}
    for (row, column), words in table.grid.marks.comments.items():
        if table.first <= column <= table.last:
            found.setdefault(row, {})[column_letter(column)] = words
    return found
