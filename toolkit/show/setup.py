"""Proposals and mappings for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from toolkit.house import FILE, House
from toolkit.produce.setup import Plan
from toolkit.readers.choose import read_sources
from toolkit.readers.mapping import Proposal, propose
from toolkit.readers.parse import Dialect
from toolkit.records import TableRead
from toolkit.registers import register


@dataclass(frozen=True, slots=True)
class Row:
    """One column as shown: its letter, its heading, its meaning (empty: not used), samples and why."""

    letter: str
    heading: str
    field: str
    samples: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """One source as shown."""

    register: str
    file: str
    sheet: str | None
    rows: tuple[Row, ...]


def mappings(house: House, name: str | None, file: str | None, sheet: str | None) -> list[Mapping]:
    """What each column of the house's sources means, with drift: headings gone from the sheet, and new ones."""
    found = []
    wanted = [
        setting for setting in house.sources
        if name in {None, setting.register} and file in {None, setting.file} and sheet in {None, setting.sheet}
    ]  # fmt: skip
    for setting, _, table in read_sources(house, wanted).sources:
        dialect = Dialect(house.currencies, house.words, table.grid.epoch)
        here = {p.heading.text: p for p in propose(table, register(setting.register), dialect)}
        rows = [_row(here.get(heading), heading, field) for heading, field in setting.columns.items()]
        new = [
            _row(p, text, "", "new in the sheet, not in the mapping")
            for text, p in here.items()
            if text not in setting.columns
        ]
        found.append(Mapping(setting.register, setting.file, setting.sheet, (*rows, *new)))
    return found


def _row(proposal: Proposal | None, heading: str, field: str, note: str = "") -> Row:
    if proposal is None:
        return Row("", heading, field, (), "gone from the sheet")
    agrees = "" if proposal.field == field else f"proposed: {proposal.field or 'not used'}, {proposal.reason}"
    letter = _letter(proposal)
    return Row(letter, heading, field, proposal.samples, note or agrees)


def _letter(proposal: Proposal) -> str:
    from toolkit.findings import column_letter

    return column_letter(proposal.heading.column)


def drift_text(tables: Sequence[TableRead]) -> str:
    """What became of renamed columns, a line each; empty where none was."""
    lines = []
    for table in tables:
        where = f"{table.source.file}, sheet {table.source.sheet}" if table.source.sheet else table.source.file
        for change in table.changes:
            old = f"{change.old!r} is now {change.new!r}" if change.old else f"{change.new!r} is new"
            lines.append(f"  {where}: {old}, the {change.field.replace('_', ' ')}: {change.reason}.")
    renamed = any(change.old for table in tables for change in table.changes)
    return "\n".join(["Columns have changed since last time:", *lines]) if renamed else ""


def mapping_text(shown: Sequence[Mapping]) -> str:
    """Each source's columns as a table."""
    blocks = []
    for item in shown:
        where = f"{item.file}, sheet {item.sheet}" if item.sheet else item.file
        rows = [
            (row.letter, row.heading, row.field or "(not used)", "; ".join(row.samples), row.note) for row in item.rows
        ]
        blocks.append(f"{item.register}: {where}\n{columns(rows)}")
    return "\n\n".join(blocks)


def mapping_json(shown: Sequence[Mapping]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.map/1",
        "sources": [
            {
                "register": item.register, "file": item.file, "sheet": item.sheet,
                "columns": [
                    {"column": row.letter, "heading": row.heading, "field": row.field or None,
                     "samples": list(row.samples), "note": row.note}
                    for row in item.rows
                ],
            }
            for item in shown
        ],
    }  # fmt: skip


def plan_text(plan: Plan, *, written: bool) -> str:
    """What was found in every sheet, what each column was taken for, and the questions left."""
    blocks = []
    for sheet in plan.sheets:
        where = f"{sheet.file}, sheet {sheet.sheet}" if sheet.sheet else sheet.file
        if sheet.register is None:
            blocks.append(f"{where}: not used; {sheet.why}")
            continue
        rows = [(p.heading.text, p.field or "(not used)", "; ".join(p.samples), p.reason) for p in sheet.proposals]
        blocks.append(f"{where}: the {sheet.register} register; {sheet.why}\n{columns(rows)}")
    if plan.questions:
        blocks.append("Questions left for you:\n" + "\n".join(f"  - {question}" for question in plan.questions))
    done = f"{FILE} was written: {plan.folder.resolve() / FILE}." if written else f"A dry run: {FILE} was not written."
    return "\n\n".join([*blocks, f"{done} Look it over, then try 'boutique check'."])


def plan_json(plan: Plan, *, written: bool) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.init/1",
        "written": written,
        "file": str(plan.folder / FILE),
        "sheets": [
            {
                "file": sheet.file, "sheet": sheet.sheet, "register": sheet.register, "why": sheet.why,
                "columns": [
                    {"heading": p.heading.text, "field": p.field or None,
                     "samples": list(p.samples), "reason": p.reason, "sure": p.sure}
                    for p in sheet.proposals
                ],
            }
            for sheet in plan.sheets
        ],
        "questions": list(plan.questions),
    }  # fmt: skip


WIDEST = 34


def columns(rows: Iterable[Sequence[str]]) -> str:
    """Rows set in columns, each cut to a width that a terminal holds."""
    cut = [[_cut(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
    return "\n".join(
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cut
    )


def _cut(text: str) -> str:
    return text if len(text) <= WIDEST * 2 else text[: WIDEST * 2 - 1] + "…"
