"""Proposals and mappings for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from toolkit.findings import Place
from toolkit.house import FILE
from toolkit.produce.mapping_book import Columns
from toolkit.produce.setup import Plan
from toolkit.records import TableRead


def drift_text(tables: Sequence[TableRead]) -> str:
    """What became of renamed columns, a line each; empty where none was."""
    lines = []
    for table in tables:
        where = Place(table.source.file, table.source.sheet)
        for change in table.changes:
            old = f"{change.old!r} is now {change.new!r}" if change.old else f"{change.new!r} is new"
            lines.append(f"  {where}: {old}, the {change.field.replace('_', ' ')}: {change.reason}.")
    renamed = any(change.old for table in tables for change in table.changes)
    return "\n".join(["Columns have changed since last time:", *lines]) if renamed else ""


def mapping_text(shown: Sequence[Columns]) -> str:
    """Each source's columns as a table."""
    blocks = []
    for item in shown:
        of = item.setting
        rows = [
            (row.letter, row.heading, row.told or "(not used)", "; ".join(row.samples), row.note) for row in item.rows
        ]
        blocks.append(f"{of.register}: {Place(of.file, of.sheet)}\n{columns(rows)}")
    return "\n\n".join(blocks)


def mapping_json(shown: Sequence[Columns]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.map/1",
        "sources": [
            {
                "register": item.setting.register, "file": item.setting.file, "sheet": item.setting.sheet,
                "columns": [
                    {"column": row.letter, "heading": row.heading, "field": row.told or None,
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
        where = Place(sheet.file, sheet.sheet)
        if sheet.register is None:
            blocks.append(f"{where}: not used; {sheet.why}")
            continue
        rows = [(p.heading.text, p.field or "(not used)", "; ".join(p.samples), p.reason) for p in sheet.proposals]
        blocks.append(f"{where}: the {sheet.register} register; {sheet.why}\n{columns(rows)}")
    if plan.questions:
        blocks.append("Questions left for you:\n" + "\n".join(f"  - {question}" for question in plan.questions))
    blocks.extend(plan.advice)
    done = f"{FILE} was written: {plan.folder.resolve() / FILE}." if written else f"A dry run: {FILE} was not written."
    look = f"{done} Look it over, or correct it in Excel: boutique map --workbook Columns.xlsx. Then: boutique check."
    return "\n\n".join([*blocks, look])


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
        "advice": list(plan.advice),
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
