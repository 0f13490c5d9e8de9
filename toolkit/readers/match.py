"""The columns a sheet has against the columns the mapping names: matched, renamed, gone, new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.findings import Finding, Severity, declare
from toolkit.readers.identify import Table
from toolkit.registers import Register
from toolkit.remembered import Change
from toolkit.values import fold

GONE = declare(
    "column-missing", Severity.ERROR, "A mapped column is not in the sheet",
    why="Without it the records lack a field that documents print.",
    message="The column {value!r}, which holds the {subject}, is not in the sheet; it has: {found}.",
    hint="If it was renamed, say so with 'boutique map'; if it was moved to another sheet, run 'boutique init'.",
    blocks=("schedule",),
)  # fmt: skip
RENAMED = declare(
    "column-renamed", Severity.ERROR, "A mapped column has another heading now",
    why="Until you say that it is the same column, its field is left out of every document.",
    message="The column {value!r}, which holds the {subject}, is gone; {reason}.",
    hint="Accept it with 'boutique map --accept', or say otherwise with 'boutique map --set HEADING=FIELD'.",
    blocks=("schedule",),
)  # fmt: skip
NEW = declare(
    "column-unmapped", Severity.INFORMATION, "A column the program was not told about",
    why="It may be a new column, or an old one under a new name.",
    message="The column {value!r} is not in the mapping and is not used{proposal}.",
    hint="Say what it means with 'boutique map', or leave it unused there.",
)  # fmt: skip


def match(
    table: Table, told: Mapping[str, str], kind: Register, changes: Sequence[Change]
) -> tuple[dict[str, int], list[Finding]]:
    """The column number of each mapped field, and a finding for each column renamed, gone or new."""
    here = {fold(heading.text): heading.column for heading in table.headings}
    columns = {name: here[fold(text)] for text, name in told.items() if name and fold(text) in here}
    return columns, [*_gone(table, told, kind, changes, here), *_new(table, told, kind, changes)]


def unknown(table: Table, told: Mapping[str, str]) -> tuple[str, ...]:
    """The headings of the table that the mapping does not name at all."""
    known = {fold(heading) for heading in told}
    return tuple(heading.text for heading in table.headings if fold(heading.text) not in known)


def _gone(
    table: Table, told: Mapping[str, str], kind: Register, changes: Sequence[Change], here: Mapping[str, int]
) -> Iterable[Finding]:
    at = table.grid.place(table.header_rows[-1])
    became = {change.old: change for change in changes}
    for heading, name in told.items():
        if not name or fold(heading) in here:
            continue
        column = kind.column(name)
        label = column.label if column else name
        if heading in became:
            yield RENAMED.at(at, heading, register=kind.name, subject=label, reason=became[heading].reason)
        else:
            there = ", ".join(h.text for h in table.headings)
            yield GONE.at(at, heading, register=kind.name, subject=label, found=there)


def _new(table: Table, told: Mapping[str, str], kind: Register, changes: Sequence[Change]) -> Iterable[Finding]:
    known = {fold(heading) for heading in told}
    proposed = {change.new: change for change in changes}
    for heading in table.headings:
        if fold(heading.text) not in known:
            change = proposed.get(heading.text)
            proposal = f"; it may be the {change.field.replace('_', ' ')}: {change.reason}" if change else ""
            place = table.grid.place(table.header_rows[-1], heading.column)
            yield NEW.at(place, heading.text, register=kind.name, proposal=proposal)
