"""What descriptions say of each field, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from toolkit.columns.stock import STOCK
from toolkit.findings import Place
from toolkit.produce.describing import Descriptions, Sample, Told
from toolkit.show.findings import place_json
from toolkit.show.setup import columns

HOW = (
    "Nothing is filled before you say so: boutique map stock --describe FIELD (or all); --no-describe takes it back.\n"
    "A column's own value always stands; a description that contradicts it becomes a finding of 'boutique check'."
)


def descriptions_text(found: Sequence[Descriptions]) -> str:
    """A table for each source, samples below it, and how to go on."""
    return "\n\n".join([*map(_source_text, found), HOW])


def _source_text(one: Descriptions) -> str:
    where = Place(one.setting.file, one.setting.sheet)
    lines = [f"stock: {where}: {one.described:,} of {one.rows:,} rows have a description"]
    if not one.fields:
        return "\n".join([*lines, "  They say nothing that a column could hold."])
    head = ("field", "meaning", "would fill", "agrees", "differs", "now")
    rows = [
        (told.name, _label(told), f"{told.fills:,}", _own(told, told.agrees), _own(told, told.differs), _now(told))
        for told in one.fields
    ]
    lines.append(columns([head, *rows]))
    for told in one.fields:
        lines += [f"  {told.name}: {_sample_text(sample)}" for sample in told.samples]
        lines += [f"  {told.name} differs: {_sample_text(sample)}" for sample in told.contrary]
    return "\n".join(lines)


def _label(told: Told) -> str:
    column = STOCK.column(told.name)
    return column.label if column else told.name


def _own(told: Told, count: int) -> str:
    return f"{count:,}" if told.mapped else "no column"


def _now(told: Told) -> str:
    return "filled" if told.accepted else "not filled"


def _sample_text(sample: Sample) -> str:
    """The value, the words it comes from with the first and last letter, and the cell."""
    spot = f"letters {sample.start + 1} to {sample.end}"
    return f"{sample.value}, from {sample.words!r} ({sample.place}, {spot})"


def descriptions_json(found: Sequence[Descriptions]) -> dict[str, Any]:
    """The same as one object."""
    return {
        "schema": "boutique.descriptions/1",
        "sources": [
            {
                "register": one.setting.register, "file": one.setting.file, "sheet": one.setting.sheet,
                "rows": one.rows, "described": one.described,
                "fields": [
                    {"field": told.name, "label": _label(told), "accepted": told.accepted, "column": told.mapped,
                     "fills": told.fills, "agrees": told.agrees, "differs": told.differs, "doubted": told.doubted,
                     "samples": [_sample_json(sample) for sample in told.samples],
                     "contrary": [_sample_json(sample) for sample in told.contrary]}
                    for told in one.fields
                ],
            }
            for one in found
        ],
    }  # fmt: skip


def _sample_json(sample: Sample) -> dict[str, Any]:
    return {
        "place": place_json(sample.place), "value": sample.value, "words": sample.words,
        "start": sample.start, "end": sample.end,
    }  # fmt: skip
