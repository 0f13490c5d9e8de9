"""The thorough way through a sheet's XML: a real parser, for what the byte scan does not know.

Any prefix, quote or encoding; rows and cells without references take the next place, as Excel has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from toolkit.readers.comments import cell_of
from toolkit.readers.marks import KEPT_LAYOUTS, Gathering, Layout, Spot
from toolkit.readers.package import true
from toolkit.readers.refusals import damaged

_NEGATIVE = re.compile(r"-[0-9.]+(?:[eE][-+]?[0-9]+)?\Z")


def walk(pieces: Iterable[bytes], gathering: Gathering, file: str) -> None:
    """Gather the marks of a sheet from its XML with a parser; broken XML is refused."""
    walker = _Walker(gathering, file)
    try:
        for piece in pieces:
            walker.parser.Parse(piece)
        walker.parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except expat.ExpatError as error:
        raise damaged(file, f"a sheet breaks off or is not XML ({error})") from error


class _Walker:
    """Follows the elements of a sheet; of each cell it keeps the formula and the value until the cell ends."""

    def __init__(self, gathering: Gathering, file: str) -> None:
        self.gathering = gathering
        self.file = file
        self.layouts: dict[tuple[tuple[Spot, ...], int], Layout] = {}
        self.row = self.column = self.style = 0
        self.spots: list[Spot] = []
        self.named: int | None = None
        self.kind = ""
        self.formula: tuple[str, str | None] | None = None
        self.value: list[str] = []
        self.sink: list[str] | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _doctype(self, *_parts: object) -> None:
        raise damaged(self.file, "a sheet declares a document type, as entity bombs do")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        handler = _STARTS.get(name.rpartition(":")[2])
        if handler:
            handler(self, attributes)

    def _end(self, name: str) -> None:
        handler = _ENDS.get(name.rpartition(":")[2])
        if handler:
            handler(self)

    def _text(self, text: str) -> None:
        if self.sink is not None:
            self.sink.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row = _number(attributes, "r", self.row + 1)
        self.column, self.spots = 0, []
        self.style = _number(attributes, "s", 0) if "customFormat" in attributes else 0
        if true(attributes.get("hidden")):
            self.gathering.marks.hidden_rows.add(self.row)

    def _end_row(self) -> None:
        key = (tuple(self.spots), self.style)
        layout = self.layouts.get(key)
        if layout is None:
            if len(self.layouts) >= KEPT_LAYOUTS:
                self.layouts.clear()
            layout = self.layouts[key] = self.gathering.layout(*key)
        self.gathering.row(self.row, layout)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = cell_of(attributes.get("r"))
        self.column = place[1] if place else self.column + 1
        self.named = _number(attributes, "s", 0) if "s" in attributes else None
        self.kind = attributes.get("t", "n")
        self.formula, self.value, self.sink = None, [], None

    def _end_cell(self) -> None:
        cell, value, self.sink = (self.row, self.column), "".join(self.value), None
        if self.formula is not None:
            text, shared = self.formula
            self.gathering.formula(cell, text, shared, computed=bool(value.strip()) or self.kind == "str")
        self.spots.append((self.column, self.named, bool(value) or self.formula is not None))
        if self.kind == "e" and value:
            self.gathering.error(cell, value.strip())
        elif self.kind == "s" and value.strip().isdigit():
            self.gathering.string(cell, int(value))
        elif self.kind == "d":
            self.gathering.moment(cell, value.strip())
        elif self.kind == "n" and _NEGATIVE.match(value):
            self.gathering.negative(cell, self.named or 0, float(value))

    def _start_formula(self, attributes: dict[str, str]) -> None:
        self.formula = ("", attributes.get("si"))
        self.sink = []

    def _end_formula(self) -> None:
        if self.formula is not None and self.sink is not None:
            self.formula = ("".join(self.sink), self.formula[1])
        self.sink = None

    def _start_value(self, _attributes: dict[str, str]) -> None:
        self.sink = self.value

    def _end_value(self) -> None:
        self.sink = None

    def _column(self, attributes: dict[str, str]) -> None:
        if true(attributes.get("hidden")):
            self.gathering.hide_columns(_number(attributes, "min", 1), _number(attributes, "max", 0))

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        corners = cell_of(first), cell_of(last)
        if corners[0] and corners[1]:
            self.gathering.marks.merged.append((*corners[0], *corners[1]))


def _number(attributes: dict[str, str], name: str, default: int) -> int:
    value = attributes.get(name, "")
    return int(value) if value.isdigit() else default


_STARTS = {
    "row": _Walker._start_row,  # noqa: SLF001 - the class's own table of elements
    "c": _Walker._start_cell,  # noqa: SLF001
    "f": _Walker._start_formula,  # noqa: SLF001
    "v": _Walker._start_value,  # noqa: SLF001
    "t": _Walker._start_value,  # noqa: SLF001
    "col": _Walker._column,  # noqa: SLF001
    "mergeCell": _Walker._merge,  # noqa: SLF001
}
_ENDS = {
    "row": _Walker._end_row,  # noqa: SLF001
    "c": _Walker._end_cell,  # noqa: SLF001
    "f": _Walker._end_formula,  # noqa: SLF001
    "v": _Walker._end_value,  # noqa: SLF001
    "t": _Walker._end_value,  # noqa: SLF001
}
