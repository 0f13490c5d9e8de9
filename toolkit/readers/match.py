"""The columns a sheet has against the columns the mapping names: matched, renamed, gone, new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from toolkit.findings import Finding, Severity, declare
from toolkit.readers.identify import Table
from toolkit.registers import HOLDING, Register
from toolkit.remembered import Change
from toolkit.values import fold

GONE = declare(
    "column-missing", Severity.ERROR, "A column that is used is not in the sheet",
    why="What it holds is left out of every check and every document until it is found.",
    message="The column {value!r}, which holds the {label}, is not in the sheet; it has: {found}.",
    hint="Say with 'boutique map {table}' which column it is now; if it is gone, run 'boutique init'.",
    blocks=("schedule",),
)  # fmt: skip
RENAMED = declare(
    "column-renamed", Severity.ERROR, "A column that is used has another heading now",
    why="Until you say that it is the same column, what it holds is left out of every document.",
    message="The column {value!r}, which holds the {label}, is gone; {reason}.",
    hint="Run 'boutique map {table} --accept' if it is the same column; if not, say with 'boutique map {table}' what "
    "it means.",
    blocks=("schedule",),
)  # fmt: skip
NEW = declare(
    "column-unmapped", Severity.INFORMATION, "A column whose meaning was not given",
    why="It may be a new column, or an old one under a new name.",
    message="Nobody has said what the column {value!r} means, so it is not used{proposal}.",
    hint="Say with 'boutique map {table}' what it means, or that it is not used.",
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


def _label(kind: Register, name: str) -> str:
    """What a field is called."""
    column = kind.column(name)
    return column.label if column else name


def _gone(
    table: Table, told: Mapping[str, str], kind: Register, changes: Sequence[Change], here: Mapping[str, int]
) -> Iterable[Finding]:
    at = table.grid.place(table.header_rows[-1])
    became = {change.old: change for change in changes}
    weight = None if kind.name in HOLDING else Severity.WARNING
    for heading, name in told.items():
        if not name or fold(heading) in here:
            continue
        label = _label(kind, name)
        if heading in became:
            reason = became[heading].reason
            yield RENAMED.at(
                at, heading, register=kind.name, label=label, table=kind.name, reason=reason, severity=weight
            )
        else:
            there = ", ".join(h.text for h in table.headings)
            yield GONE.at(at, heading, register=kind.name, label=label, table=kind.name, found=there, severity=weight)


def _new(table: Table, told: Mapping[str, str], kind: Register, changes: Sequence[Change]) -> Iterable[Finding]:
    known = {fold(heading) for heading in told}
    proposed = {change.new: change for change in changes}
    for heading in table.headings:
        if fold(heading.text) not in known:
            change = proposed.get(heading.text)
            proposal = f"; it may be the {_label(kind, change.field)}: {change.reason}" if change else ""
            place = table.grid.place(table.header_rows[-1], heading.column)
            yield NEW.at(place, heading.text, register=kind.name, table=kind.name, proposal=proposal)
