"""The list of columns opened again: what she says each means, against what boutique.toml says; all is taken or nothing.

A line she left alone undoes nothing that was said elsewhere since. A heading that is no longer in the sheet is told;
which column it is now is never guessed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.findings import Place, ToolkitError
from toolkit.house import FILE, House
from toolkit.produce.answered import lines
from toolkit.produce.mapping_book import (
    AFTER,
    HEADINGS,
    IDENTIFIER,
    NAMED,
    NUMBER,
    UNUSED,
    Columns,
    Row,
    columns_of,
    house_mark,
    label,
)
from toolkit.produce.marks import Refusal
from toolkit.produce.remap import Correction, correct
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.records import Piece
from toolkit.registers import REGISTERS, Register, register
from toolkit.settings import BASES, BASIS_FIELDS
from toolkit.values import fold

ANEW = "Have a new list written: boutique map --workbook FILE."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: its column (no ``mark``: lost), what stood under Meaning when it was written, and what does now."""

    mark: str
    house: str
    proposed: bool
    offered: str
    said: str
    heading: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Listed:
    """A list as read back: its lines, and the marks of the houses it names."""

    file: str
    entries: tuple[Entry, ...]
    houses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list came to: the house as it is now, what changed in it, and what a person should know of that."""

    file: str
    house: House
    changes: tuple[Correction, ...]
    notes: tuple[str, ...]


def take(house: House, path: Path, *, dry_run: bool) -> Taken:
    """Take what a list says. Raises ToolkitError, and changes nothing, where one of its lines cannot be taken."""
    listed = read_mapping(path)
    mine = house_mark(house)
    if listed.houses and mine not in listed.houses:
        raise ToolkitError(
            f"{listed.file} was written for another house, or before this one had its name. Nothing was changed.",
            f"Name the list of this house. {ANEW}",
            code="other-house",
        )
    reading = _Reading(columns_of(house), [entry for entry in listed.entries if entry.house in {mine, ""}])
    changes = reading.corrections()
    if reading.refused:
        raise _refused(listed.file, reading.refused)
    edited = correct(house, changes, dry_run=dry_run) if changes else house
    return Taken(listed.file, edited, tuple(changes), tuple(_lost(house, edited)))


def read_mapping(path: Path) -> Listed:
    """The lines of a list. Raises ToolkitError for a file that is none."""
    book = read(path)
    entries = tuple(entry for grid in book.grids for entry in _entries(grid))
    headed = {found[1] for grid in book.grids for column in grid.columns for raw in column
              if isinstance(raw, str) and (found := NUMBER.fullmatch(raw.strip()))}  # fmt: skip
    if not entries and not headed:
        raise ToolkitError(
            f"{book.file} is no list of columns of this program: the narrow last column, by which a line is known, is "
            "not in it. Nothing was changed.",
            f"Name the workbook that 'boutique map --workbook' wrote. Was the column deleted? {ANEW}",
            code="no-mapping",
        )
    return Listed(book.file, entries, frozenset({entry.house for entry in entries if entry.house} or headed))


def untaken(house: House, path: Path) -> int:
    """How many lines of a list that stands there were corrected and not taken yet; none where it is no list."""
    try:
        listed = read_mapping(path)
    except ToolkitError:
        return 0
    reading = _Reading(columns_of(house), [entry for entry in listed.entries if entry.house in {house_mark(house), ""}])
    hers = [entry for entry, field, row in reading.said() if field not in {entry.offered, row.told}]
    return len(hers) + len(reading.refused)


def _entries(grid: Grid) -> Iterator[Entry]:
    """The lines of one sheet."""
    found = lines(grid, IDENTIFIER, {**HEADINGS, **AFTER}, NAMED)
    for row, match in found.rows.items():
        uncomputed = (row, found.columns["meaning"]) in grid.marks.uncomputed
        yield Entry(
            mark=match[1],
            house=match[2],
            proposed=match[3] == "may",
            offered=match[4] or "",
            said="=" if uncomputed else found.text(row, "meaning"),
            heading=found.text(row, "heading") if "heading" in found.columns else None,
            place=found.place(row, "meaning"),
        )
    for row in range(1, grid.height + 1) if found.rows and "heading" in found.columns else ():
        heading, said = found.text(row, "heading"), found.text(row, "meaning")
        if row not in found.rows and heading and said:
            place = found.place(row, "meaning")
            yield Entry("", "", proposed=False, offered="", said=said, heading=heading, place=place)


class _Reading:
    """What the lines of a list come to, beside the columns as they are; ``refused`` gathers what cannot be taken."""

    def __init__(self, every: Sequence[Columns], entries: Sequence[Entry]) -> None:
        self.sources = {row.source: columns for columns in every for row in columns.rows}
        self.rows = {row.mark: row for columns in every for row in columns.rows}
        self.entries = entries
        self.refused: list[Refusal] = []

    def said(self) -> Iterator[tuple[Entry, str, Row]]:
        """Each line's field and column; a line that says nothing that can be understood is refused."""
        first: dict[str, tuple[Entry, str]] = {}
        for entry in self.entries:
            row = self.rows.get(entry.mark)
            if row is None:
                self._strange(entry)
                continue
            field = self._field(row.kind, entry)
            if field is None:
                continue
            other, before = first.setdefault(entry.mark, (entry, field))
            if before != field:
                both = f"this column stands in the list twice, with two meanings: see {other.place.cell} too."
                self.refused.append(Refusal(entry.place, both))
            elif other is entry:
                yield entry, field, row

    def _strange(self, entry: Entry) -> None:
        """A line whose column is neither in boutique.toml nor in a sheet any more: told if she corrected it."""
        if not entry.mark:
            self._nameless(entry)
            return
        known = {fold(label(kind, entry.offered)) for kind in REGISTERS}
        if fold(entry.said) not in known:
            words = f"neither {FILE} nor the sheet has this column any more. {ANEW}"
            self.refused.append(Refusal(entry.place, words))

    def _nameless(self, entry: Entry) -> None:
        """A line that lost what stood in its last column: told if she corrected it, for nobody knows whose it is."""
        alike = [row for row in self.rows.values() if fold(row.heading) == fold(entry.heading or "")]
        if alike and fold(entry.said) not in {fold(label(row.kind, row.told or "")) for row in alike}:
            words = f"this line lost its sign in the narrow last column, so it cannot be told whose it is. {ANEW}"
            self.refused.append(Refusal(entry.place, words))

    def _field(self, kind: Register, entry: Entry) -> str | None:
        """The field a line names (empty: not used); None for one that is refused."""
        if not entry.said:
            if entry.offered:
                words = f"it is blank: choose a meaning, or {UNUSED!r} for a column without one."
                self.refused.append(Refusal(entry.place, words))
            return None if entry.offered else ""
        known = {fold(UNUSED): ""}
        known |= {fold(column.field): column.field for column in kind.columns}
        known |= {fold(column.label): column.field for column in kind.columns}
        field = known.get(fold(entry.said))
        if field is None:
            self.refused.append(Refusal(entry.place, _unknown(kind, entry.said)))
        return field

    def corrections(self) -> list[Correction]:
        """What is to be changed, in the order of the list; two columns of one source that mean the same are refused."""
        changed: dict[str, Correction] = {}
        places: dict[str, Place] = {}
        for entry, field, row in self.said():
            places[row.mark] = entry.place
            asked = row.proposed and entry.proposed and row.offered == entry.offered
            if field == row.told or (field == entry.offered and not asked):
                continue
            if words := self._objection(entry, field, row):
                self.refused.append(Refusal(entry.place, words))
            else:
                now = field if row.letter else None
                changed[row.mark] = Correction(row.source, row.heading, row.told, now, row.reason)
        for source in dict.fromkeys(one.source for one in changed.values()):
            self._settle(self.sources[source], changed, places)
        return list(changed.values())

    def _objection(self, entry: Entry, field: str, row: Row) -> str:
        """Why a line cannot be taken; empty where it can."""
        if entry.heading is not None and fold(entry.heading) != fold(row.heading):
            return f"this line is no longer in one piece, as if sorted in part. {ANEW}"
        if field and not row.letter:
            there = ", ".join(one.heading for one in self.sources[row.source].rows if one.letter)
            return f"{row.place} has no column {row.heading!r} any more; it has: {there}. {ANEW}"
        return ""

    def _settle(self, columns: Columns, changed: dict[str, Correction], places: Mapping[str, Place]) -> None:
        """One source after its changes: a heading that is gone gives way; no meaning twice, and at least one."""

        def now(row: Row) -> str:
            return (changed[row.mark].now if row.mark in changed else row.told) or ""

        here = {now(row) for row in columns.rows if row.letter} - {""}
        for row in columns.rows:
            if not row.letter and now(row) in here:
                changed[row.mark] = Correction(row.source, row.heading, row.told, None)
        means: dict[str, Row] = {}
        for row in columns.rows:
            field = now(row)
            if field and means.setdefault(field, row) is not row:
                self.refused.append(_twice(field, means[field], row, places))
        if not means:
            mark = next(row.mark for row in columns.rows if row.mark in changed and row.mark in places)
            words = "then no column of this register would have a meaning, and it could not be read."
            self.refused.append(Refusal(places[mark], words))


def _twice(field: str, one: Row, other: Row, places: Mapping[str, Place]) -> Refusal:
    """Two columns of one source with one meaning: both cells are named."""
    first, last = sorted((one, other), key=lambda row: (row.mark not in places, str(places.get(row.mark))))
    beside = f"see {places[last.mark].cell} too" if last.mark in places else "a column that is not in this list"
    words = (
        f"{first.heading!r} and {last.heading!r} of one sheet cannot both be the {label(one.kind, field)} ({beside}): "
        f"choose {UNUSED!r} for one of them."
    )
    return Refusal(places[first.mark], words)


def _unknown(kind: Register, said: str) -> str:
    """Why a meaning is none, with the one that was probably meant."""
    word = fold(said)
    spelled = [(fold(column.label), column.label) for column in kind.columns]
    spelled += [(fold(column.field), column.label) for column in kind.columns]
    headings = [column.label for column in kind.columns if word in map(fold, column.headings)]
    close = difflib.get_close_matches(word, [written for written, _ in spelled], 1)
    meant = headings[:1] or [meaning for written, meaning in spelled if written in close][:1]
    if meant:
        return f"{said!r} is no meaning of the {kind.title.lower()}; did you mean {meant[0]!r}?"
    other = next((one for one in REGISTERS if word in {fold(column.label) for column in one.columns}), None)
    where = f"; it is one of the {other.title.lower()}" if other else ""
    return f"{said!r} is no meaning of the {kind.title.lower()}{where}. Choose one from the list in the cell."


def _refused(file: str, refused: Sequence[Refusal]) -> ToolkitError:
    """The one error for all that cannot be taken, each with its cell."""
    told = sorted(refused, key=lambda one: (one.place.sheet or "", one.place.row or 0))
    cells = "\n".join(f"  {one.place}: {one.reason}" for one in told)
    count = "a line" if len(told) == 1 else f"{len(told)} lines"
    return ToolkitError(
        f"{file} was not taken, for {count} cannot be. Nothing was changed.\n{cells}",
        "Correct it in the workbook, save, and run the command again.",
        code="mapping",
    )


def _lost(before: House, after: House) -> Iterator[str]:
    """What a source goes by and has no column for any more."""
    basis = before["insurance.basis"]
    for old, new in zip(before.sources, after.sources, strict=True):
        kind, where = register(old.register), Place(old.file, old.sheet)
        had, has = set(old.columns.values()), set(new.columns.values())
        lost = [group for group in kind.signs if had & set(group) and not has & set(group)]
        if kind.record is Piece and "stock_no" in had - has and kind.signs[0] not in lost:
            lost.append(("stock_no",))
        for group in lost:
            named = " or ".join(label(kind, field) for field in group)
            yield f"{where}: no column is the {named} any more, and the {kind.title.lower()} goes by it."
        if kind.record is Piece and basis and (field := BASIS_FIELDS[basis]) in had - has:
            yield f"{where}: no column is the {label(kind, field)} any more, and the schedule goes by {BASES[basis]}."
