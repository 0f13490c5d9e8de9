"""Registers kept as text files: rows of cells, written in the manner of the program that exported them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from toolkit.demo.faults import Fault, Planting
from toolkit.demo.workbook import Column, shown
from toolkit.findings import column_letter


@dataclass(slots=True)
class Text:
    """A text file being written row by row, which remembers where each record stands, as a ``Sheet`` does."""

    file: str
    columns: Sequence[Column]
    planting: Planting
    rows: dict[str, int] = field(default_factory=dict)
    lines: list[list[str]] = field(default_factory=list)

    def heading(self) -> None:
        """The line of headings."""
        self.lines.append([column.heading for column in self.columns])

    def record(self, name: str, facts: Mapping[str, object]) -> None:
        """A row of the register."""
        self.lines.append([_text(facts.get(column.key)) for column in self.columns])
        self.rows[name] = len(self.lines)

    def at(self, record: str, key: str) -> tuple[str, int]:
        """The address and the row of the cell that holds one fact of one record."""
        row = self.rows[record]
        return f"{column_letter(self._number(key) + 1)}{row}", row

    def read(self, record: str, key: str) -> object:
        """What that cell holds."""
        return self.lines[self.rows[record] - 1][self._number(key)]

    def write(self, record: str, key: str, value: object, _format: str = "") -> None:
        """Put a value into that cell; a text file keeps no formats."""
        self.lines[self.rows[record] - 1][self._number(key)] = _text(value)

    def mark(self, record: str, what: str) -> None:
        """A text file has no marks: a mistake of the demo."""
        raise ValueError(f"{self.file}, {record}: cannot be marked {what!r}")

    def comment(self, record: str, key: str, text: str) -> None:
        """A text file has no comments: a mistake of the demo."""
        raise ValueError(f"{self.file}, {record}, {key}: cannot carry {text!r}")

    def note(self, kind: str, record: str, key: str, what: str, say: str, brings: tuple[str, ...] = ()) -> None:
        """Note a fault at a cell."""
        cell, row = self.at(record, key)
        self.planting.add(Fault(kind, self.file, None, cell, row, what, say, record, brings))

    def bytes(self, encoding: str, delimiter: str = ",") -> bytes:
        """The finished file, its lines ended as Windows ends them."""
        text = StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(self.lines)
        return text.getvalue().encode(encoding)

    def _number(self, key: str) -> int:
        return [column.key for column in self.columns].index(key)


def _text(value: object) -> str:
    return shown(value)
