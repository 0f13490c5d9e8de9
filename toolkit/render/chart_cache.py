"""The figures a chart remembers, made those of the rows just written.

A chart in a workbook keeps a copy of the values it was drawn from, and shows that copy until somebody recalculates,
in a preview for ever. So a reference to a column of a filled table gets the very values that were written there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.render import container
from toolkit.render.cells import FORBIDDEN, KEEP, CellValue, Formula, Pen
from toolkit.render.references import area
from toolkit.render.rows import Line
from toolkit.render.sheet import Element, local, parse, serialise

_CACHES = {"numRef": "numCache", "strRef": "strCache"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A column of a table as it was filled: the sheet, its rows and its number in the template, and its rows now.

    ``nth`` says which cell of each row it is.
    """

    sheet: str
    first: int
    last: int
    column: int
    rows: Sequence[Line]
    nth: int

    def values(self) -> list[CellValue]:
        """What was written in it."""
        return [row.cells[self.nth] if self.nth < len(row.cells) else None for row in self.rows]


def remember(parts: container.Parts, filled: Iterable[Filled], *, since_1904: bool) -> None:
    """Write the values into every chart that refers to one of these columns, by its rows in the template."""
    by_place = {(one.sheet.casefold(), one.first, one.last, one.column): one for one in filled}
    pen = Pen("", since_1904=since_1904)
    for path in [name for name in parts if "/charts/chart" in name and name.endswith(".xml")]:
        root = parse(parts[path], path)
        touched = [_remembered(reference, by_place, pen) for reference in root.iter() if local(reference) in _CACHES]
        if any(touched):
            parts[path] = serialise(root)


def _remembered(
    reference: Element, by_place: Mapping[tuple[str, int, int, int], Filled], pen: Pen
) -> bool:
    """Give one reference of a chart its values; False where it points at something else."""
    spot = area(reference.findtext("{*}f") or "")
    if spot is None or spot.first_column != spot.last_column:
        return False
    found = by_place.get((spot.sheet.casefold(), spot.first_row, spot.last_row, spot.first_column))
    if found is None:
        return False
    values = found.values()
    space = reference.tag.rpartition("}")[0] + "}"
    name = _CACHES[local(reference)]
    old = reference.find(f"{space}{name}")
    form = old.find(f"{space}formatCode") if old is not None else None
    cache = reference.makeelement(f"{space}{name}")
    if form is not None:
        cache.append(form)
    count = cache.makeelement(f"{space}ptCount", {"val": str(len(values))})
    cache.append(count)
    for number, value in enumerate(values):
        words = _words(value, pen, figures=name == "numCache")
        if words:
            point = cache.makeelement(f"{space}pt", {"idx": str(number)})
            held = point.makeelement(f"{space}v")
            held.text = words
            point.append(held)
            cache.append(point)
    if old is not None:
        reference.remove(old)
    reference.find(f"{space}f").addnext(cache)
    return True


def _words(value: CellValue, pen: Pen, *, figures: bool) -> str:
    """A value as a chart keeps it: a number as the sheet has it; nothing for what is none."""
    if isinstance(value, Formula):
        value = value.cached
    if value is None or value is KEEP:
        return ""
    if isinstance(value, str):
        return "" if figures else FORBIDDEN.sub("", value)
    return pen.number(value) or (value.isoformat() if isinstance(value, date) and not figures else "")
