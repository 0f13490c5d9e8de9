"""What each column means, as a list a person can correct: every source's columns with reason, samples, what is read.

The list is shown by ``boutique map`` and written as a workbook, whose last column knows each line by its mark;
mapping_taken.py reads the workbook back by it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from toolkit.findings import Place
from toolkit.house import House, SourceSetting
from toolkit.readers.choose import read_sources
from toolkit.readers.columns import parse_columns
from toolkit.readers.drift import changes
from toolkit.readers.identify import Table
from toolkit.readers.mapping import Proposal, propose
from toolkit.readers.memory import name_of, recall
from toolkit.readers.parse import Dialect
from toolkit.registers import Register, register
from toolkit.remembered import Change, Sketch
from toolkit.values import fold

State = Literal["gone", "new", "look", "unused", "yours", "sure"]
"""What is to be known of a column: gone from the sheet, new in it, to be looked at, of no known meaning, set."""

HEADINGS = {"meaning": "Meaning"}
"""The heading of her column."""
AFTER = {"state": "How sure", "why": "Why", "samples": "Samples", "read": "What is read from the first"}
"""The headings of the columns between hers and that of the marks, in their order."""
NAMED = {"heading": "Heading"}
"""The heading of the column by which a line is seen to be still in one piece."""
UNUSED = "not used"
"""What stands under Meaning where a column has none."""
IDENTIFIER = re.compile(r"([0-9a-f]{16})-([0-9a-f]{8})-(is|may)(?:-(\w+))?")
NUMBER = re.compile(r"mapping ([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Row:
    """One column of a source.

    ``told`` is its meaning in boutique.toml (empty: not used; None: not named there), ``offered`` what the list puts
    under Meaning, and ``proposed`` says that this is a change the program proposes. ``letter`` is empty where the
    heading is gone from the sheet; ``value`` is what is read from the first sample, ``guess`` what the program would
    say by itself.
    """

    kind: Register
    source: int
    mark: str
    place: Place
    letter: str
    heading: str
    told: str | None
    offered: str
    proposed: bool
    state: State
    reason: str
    note: str = ""
    samples: tuple[str, ...] = ()
    value: object = None
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one source."""

    setting: SourceSetting
    tab: int | None
    rows: tuple[Row, ...]


def columns_of(
    house: House,
    name: str | None = None,
    file: str | None = None,
    sheet: str | None = None,
    *,
    reading: bool = False,
) -> list[Columns]:
    """Every source's columns, or those of a register, a file, a sheet; with headings gone, and new ones.

    ``reading`` says whether it is wanted what is read from the samples; that takes as long as reading the registers.
    Raises ToolkitError where a file or a sheet cannot be read.
    """
    wanted = [
        (at, setting) for at, setting in enumerate(house.sources)
        if name in {None, setting.register} and file in {None, setting.file} and sheet in {None, setting.sheet}
    ]  # fmt: skip
    remembered, before = recall(house.folder), _alike(house)
    read = read_sources(house, [setting for _, setting in wanted]).sources
    sources = (
        (setting, table, _Source(at, before[at], house, setting, table, remembered))
        for (at, _), (setting, _, table) in zip(wanted, read, strict=True)
    )
    return [Columns(one, table.grid.tab, tuple(source.rows(reading=reading))) for one, table, source in sources]


def _alike(house: House) -> list[int]:
    """Of each source, how many before it have the same register, file and sheet: two tables of one sheet."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    numbers = []
    for setting in house.sources:
        key = (setting.register, setting.file, setting.sheet)
        numbers.append(seen[key])
        seen[key] += 1
    return numbers


class _Source:
    """The columns of one source as its table has them, beside what the house file says."""

    def __init__(
        self, at: int, before: int, house: House, setting: SourceSetting, table: Table, remembered: Mapping[str, Sketch]
    ) -> None:
        self.at, self.setting, self.table = at, setting, table
        self.kind = register(setting.register)
        self.dialect = Dialect(house.currencies, house.words, table.grid.epoch)
        self.key = f"{setting.register}|{setting.file}|{setting.sheet or ''}|{before}"
        sketch = remembered.get(name_of(self.kind.name, setting.file, setting.sheet))
        drift = changes(table, self.kind, setting.columns, sketch, self.dialect)
        self.became: dict[str, Change] = {change.old: change for change in drift if change.old}
        self.came: dict[str, Change] = {change.new: change for change in drift}

    def rows(self, *, reading: bool) -> Iterator[Row]:
        """Those the house file names, in its order, then the new ones."""
        every = propose(self.table, self.kind, self.dialect)
        here = {proposal.heading.text: proposal for proposal in every}
        alike = {fold(text): proposal for text, proposal in here.items()}
        told = {fold(heading) for heading in self.setting.columns}
        named = [(here.get(text) or alike.get(fold(text)), text, field) for text, field in self.setting.columns.items()]
        new = [proposal for proposal in every if fold(proposal.heading.text) not in told]
        meant = {**{field: p for p, _, field in named if p}, **{self._new_field(p): p for p in new}}
        values = self._values(meant) if reading else {}
        for proposal, heading, field in named:
            yield self._told(proposal, heading, field, values) if proposal else self._gone(heading, field)
        yield from (self._new(proposal, values) for proposal in new)

    def _new_field(self, proposal: Proposal) -> str:
        change = self.came.get(proposal.heading.text)
        return change.field if change else ""

    def _values(self, meanings: Mapping[str, Proposal]) -> dict[str, object]:
        """What is read from the first filled cell of each column that means something, by field."""
        numbers = {field: proposal.heading.column for field, proposal in meanings.items() if field}
        parsed = parse_columns(self.table, self.kind, numbers, self.dialect).values
        found: dict[str, object] = {}
        for field, number in numbers.items():
            cells = self.table.grid.columns[number - 1]
            first = next((nth for nth, row in enumerate(self.table.rows) if cells[row - 1] is not None), None)
            found[field] = None if first is None else parsed[field][first]
        return found

    def _told(self, proposal: Proposal, heading: str, field: str, values: Mapping[str, object]) -> Row:
        agrees = proposal.field == field
        state: State = "yours" if not agrees else "look" if not proposal.sure else "sure" if field else "unused"
        note = "" if agrees else f"proposed: {proposal.field or UNUSED}, {proposal.reason}"
        return self._row(proposal, heading, field, field, state=state, note=note, value=values.get(field))

    def _new(self, proposal: Proposal, values: Mapping[str, object]) -> Row:
        field, note = self._new_field(proposal), "new in the sheet, not in the mapping"
        value = values.get(field) if field else None
        return self._row(proposal, proposal.heading.text, None, field, state="new", note=note, value=value)

    def _row(  # noqa: PLR0913 - the parts of a row, each named at the call
        self,
        proposal: Proposal,
        heading: str,
        told: str | None,
        offered: str,
        *,
        state: State,
        note: str,
        value: object,
    ) -> Row:
        change = self.came.get(heading) if told is None else None
        place = self.table.grid.place(self.table.header_rows[-1], proposal.heading.column)
        return Row(
            self.kind, self.at, self._mark(heading), place, place.column or "", heading, told, offered, told is None,
            state, change.reason if change else proposal.reason, note, proposal.samples, value, proposal.field,
        )  # fmt: skip

    def _gone(self, heading: str, field: str) -> Row:
        """A heading the sheet has no more; where the program knows what became of it, it is offered to be let go."""
        change, note = self.became.get(heading), "gone from the sheet"
        offered = "" if change else field
        place = Place(self.table.grid.file, self.table.grid.sheet)
        return Row(
            self.kind, self.at, self._mark(heading), place, "", heading, field, offered, change is not None, "gone",
            change.reason if change else note, note,
        )  # fmt: skip

    def _mark(self, heading: str) -> str:
        said = f"{self.key}|{heading}"
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def house_mark(house: House) -> str:
    """Eight hexadecimal digits that tell the lists of houses apart: by the house's name."""
    return hashlib.sha256(fold(house["house.name"]).encode()).hexdigest()[:8]


def heading(house: House) -> str:
    """What heads the last column: by this a list without a line is known."""
    return f"mapping {house_mark(house)}"


def identifier(row: Row, house: str) -> str:
    """What stands in a list's last column: the column's mark, the house's, and what stood under Meaning at first."""
    return "-".join(filter(None, (row.mark, house, "may" if row.proposed else "is", row.offered)))


def label(kind: Register, field: str | None) -> str:
    """A meaning in plain words."""
    column = kind.column(field) if field else None
    return column.label if column else field or UNUSED
