"""The columns of the registers as a workbook in which she corrects what each means; and what was taken from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.findings import Place
from toolkit.house import FILE, House
from toolkit.names import as_typed
from toolkit.produce.mapping_book import (
    UNUSED,
    Columns,
    Row,
    State,
    heading,
    house_mark,
    identifier,
    label,
)
from toolkit.produce.mapping_taken import Taken
from toolkit.produce.remap import Correction
from toolkit.registers import REGISTERS, Column, Register, register
from toolkit.render.wording import NONE
from toolkit.render.xlsx import CellValue, Line, Table, fill
from toolkit.show.links import Links
from toolkit.show.trace import value_text

TEMPLATE = "mapping.xlsx"  # in workbook_templates/
TITLE = "What each column means"
STATES: Mapping[State, str] = {
    "gone": "gone", "new": "new", "look": "please look", "unused": "not known", "yours": "as set", "sure": "sure",
}  # fmt: skip
"""How sure a meaning is, in the order of the list: what she should see first."""
LOOK: tuple[State, ...] = ("gone", "new", "look")
KINDS = {
    "code": "a number or code, as it is written", "text": "text", "money": "an amount of money", "date": "a date",
    "number": "a number", "flag": "yes or no", "word": "one of a few words", "place": "a place",
    "metal": "metal, karat or fineness", "currency": "a currency",
}  # fmt: skip
_COLUMNS = {
    "column": ("register", "where", "letter", "heading", "meaning", "state", "why", "samples", "read", "mark"),
    "meaning": ("register", "word", "kind", "known", "house"),
}
_FIELD = re.compile(r"[a-z]+(?:_[a-z0-9]+)+")


def mapping_book(
    house: House, every: Sequence[Columns], target: Path, template: bytes, *, name: str = "The template"
) -> bytes:
    """The columns as XLSX. ``target`` is where the file will stand: links lead from there to the registers.

    ``name`` is what an error calls the template.
    """
    links = Links((), house, target.resolve().parent)
    links.tabs.update({(one.setting.file, one.setting.sheet): one.tab for one in every})
    order = list(STATES)
    rows = sorted(_listed(every), key=lambda row: order.index(row.state))
    kinds = [kind for kind in REGISTERS if any(row.kind is kind for row in rows)]
    tables = {
        "column": _table("column", [_line(row, links, house_mark(house)) for row in rows]),
        "meaning": _table("meaning", [line for kind in kinds for line in _meanings(kind)]),
    }
    states = Counter(row.state for row in rows)
    used = sum(bool(row.offered) for row in rows)
    values: dict[str, CellValue] = {
        "title": TITLE,
        "house": house["house.name"].upper(),
        "imprint": "It holds samples from the registers, clients and costs among them: keep it as you keep the "
        "registers, and send it to nobody.",
        "how": "Correct what stands under Meaning, save, then run: boutique map --accept FILE. What stands there is "
        "taken, for new columns too; registers stay as they are.",
        "figure_look": sum(states[state] for state in LOOK),
        "figure_columns": len(rows),
        "figure_used": used,
        "figure_unused": len(rows) - used,
        "meaning_note": "What may stand under Meaning, register by register. Headings count in any capitals, with or "
        "without accents.",
        "column_number": heading(house),
    }
    return fill(template, values, tables, name=name, properties={"title": f"{TITLE} · {house['house.name']}"})


def _listed(every: Sequence[Columns]) -> Iterator[Row]:
    """The columns of the list; of a heading that is gone and was not used there is nothing to decide."""
    return (row for one in every for row in one.rows if row.letter or row.told)


def _table(prefix: str, lines: Sequence[Line]) -> Table:
    return Table(tuple(lines), tuple(f"{prefix}_{column}" for column in _COLUMNS[prefix]))


def _line(row: Row, links: Links, house: str) -> Line:
    return Line(
        (
            row.kind.title,
            links.link(row.place),
            row.letter or NONE,
            row.heading,
            label(row.kind, row.offered),
            STATES[row.state],
            _why(row),
            "; ".join(row.samples) or NONE,
            _read(row),
            identifier(row, house),
        )
    )


def _why(row: Row) -> str:
    """The reason in plain words; beside her own decision, what the program would have said."""
    reason = _FIELD.sub(lambda found: label(row.kind, found[0]), row.reason)
    if row.state == "yours":
        return f"The program would say {label(row.kind, row.guess)}: {reason}."
    return f"{reason[:1].upper()}{reason[1:]}."


def _read(row: Row) -> str:
    """What is read from the first sample."""
    column = row.kind.column(row.offered)
    if column is None or not row.samples:
        return NONE
    return "nothing: it counts as blank" if row.value is None else value_text(column, row.value)


def _meanings(kind: Register) -> Iterator[Line]:
    """The meanings of a register, in the order of the drop-down."""
    yield Line((kind.title, UNUSED, NONE, "a column the program leaves alone", None))
    for column in kind.columns:
        house = "stays in the house" if column.sensitive else None
        yield Line((kind.title, column.label, KINDS[column.kind], _known(column), house))


def _known(column: Column) -> str:
    """The commonest heading in each language."""
    return "; ".join(dict.fromkeys(texts[0] for texts in column.languages if texts))


def written_text(every: Sequence[Columns], target: Path) -> str:
    """What stands in the workbook, and what to do with it."""
    states = [row.state for row in _listed(every)]
    first = sum(state in LOOK for state in states)
    return (
        f"{len(states)} columns, {first} of them to look at first. Correct what stands under Meaning, save, then run: "
        f"boutique map --accept {as_typed(str(target))}"
    )


# --- What was taken -------------------------------------------------------------------------------


def taken_text(taken: Taken, *, dry_run: bool) -> str:
    """What was changed, source by source, and what to know of it."""
    if not taken.changes:
        return f"{taken.file} says nothing new: {FILE} is as it was."
    lines = [f"{counted(len(taken.changes), 'column')} changed as {taken.file} says."]
    for source, changes in groupby(sorted(taken.changes, key=lambda one: one.source), key=lambda one: one.source):
        setting = taken.house.sources[source]
        lines.append(f"{Place(setting.file, setting.sheet)}:")
        lines += [f"  {one.heading}: {_was(taken.house, one)} -> {_now(taken.house, one)}" for one in changes]
    lines += [f"Note: {note}" for note in taken.notes]
    return "\n".join([*lines, *([f"A dry run: {FILE} was not written."] if dry_run else [])])


def taken_json(taken: Taken) -> dict[str, Any]:
    """The same as one object."""
    return {
        "taken": taken.file,
        "changes": [
            {
                "register": taken.house.sources[one.source].register,
                "file": taken.house.sources[one.source].file,
                "sheet": taken.house.sources[one.source].sheet,
                "heading": one.heading, "from": one.was, "to": one.now,
            }
            for one in taken.changes
        ],
        "notes": list(taken.notes),
    }  # fmt: skip


def _kind(house: House, one: Correction) -> Register:
    return register(house.sources[one.source].register)


def _was(house: House, one: Correction) -> str:
    return "new" if one.was is None else label(_kind(house, one), one.was)


def _now(house: House, one: Correction) -> str:
    return "taken out, it is gone from the sheet" if one.now is None else label(_kind(house, one), one.now)
