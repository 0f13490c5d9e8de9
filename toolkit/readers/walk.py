"""The thorough way through a sheet's XML: a real parser, for what the byte scan does not know.

Any prefix, quote or encoding; rows and cells without references take the next place, as Excel has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.parsers import expat

from toolkit.readers.comments import cell_of
from toolkit.readers.marks import Gathering, Spot
from toolkit.readers.package import fault_of, follow, true, whole
from toolkit.readers.refusals import damaged

_NEGATIVE = re.compile(r"-[0-9.]+(?:[eE][-+]?[0-9]+)?\Z")


def walk(pieces: Iterable[bytes], gathering: Gathering, file: str) -> None:
    """Gather the marks of a sheet from its XML with a parser; broken XML is refused."""
    walker = _Walker(gathering, file)
    follow(walker.parser, pieces, file, "a sheet")


class _Walker:
    """Follows the elements of a sheet; of each cell it keeps the formula and the value until the cell ends."""

    def __init__(self, gathering: Gathering, file: str) -> None:
        self.gathering = gathering
        self.file = file
        self.row = self.column = self.style = 0
        self.numbered = self.hidden = False
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
        number = whole(attributes.get("r"))
        self.row, self.numbered = number or self.row + 1, number > 0
        self.column, self.spots = 0, []
        self.style = whole(attributes.get("s")) if "customFormat" in attributes else 0
        self.hidden = true(attributes.get("hidden"))

    def _end_row(self) -> None:
        if self.hidden:
            self.gathering.marks.hidden_rows.add(self.row)
        self.gathering.take(self.row, self.spots, self.style)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._place(attributes.get("r"))
        self.named = whole(attributes["s"]) if "s" in attributes else None
        self.kind = attributes.get("t", "n")
        self.formula, self.value, self.sink = None, [], None

    def _place(self, reference: str | None) -> None:
        """Where a cell stands; the first of a row without a number says the row's.

        One that names another row than its own is refused: values would be read from there, marks from here.
        """
        place = cell_of(reference)
        if place and not self.numbered:
            self.row, self.numbered = place[0], True
        if reference and (place is None or place[0] != self.row):
            raise damaged(self.file, f"a cell in row {self.row} calls itself {fault_of(reference)}")
        self.column = place[1] if place else self.column + 1

    def _end_cell(self) -> None:
        cell, value, self.sink = (self.row, self.column), "".join(self.value), None
        if self.formula is not None:
            text, shared = self.formula
            self.gathering.formula(cell, text, shared, computed=bool(value.strip()) or self.kind == "str")
        self.spots.append((self.column, self.named, bool(value) or self.formula is not None))
        if self.kind == "e" and value:
            self.gathering.error(cell, value.strip())
        elif self.kind == "s":
            self.gathering.string(cell, whole(value.strip(), -1))
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
            self.gathering.hide_columns(whole(attributes.get("min"), 1), whole(attributes.get("max")))

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        corners = cell_of(first), cell_of(last)
        if corners[0] and corners[1]:
            self.gathering.marks.merged.append((*corners[0], *corners[1]))


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
