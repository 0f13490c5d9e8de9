"""A page of the schedule beside its lines, as its template takes it: one heading, one table, figures set and placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from toolkit.findings import Place
from toolkit.render.wording import NONE

_MOST_CELLS, _MOST_SHEETS = 4, 2
_NO_CHART = Markup()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its width in millimetres (0: what is left), and whether it holds figures."""

    heading: str
    width: int = 0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its words, quieter words beneath, whether it needs attention, and how far a bar reaches in percent."""

    words: str
    small: str = ""
    attention: bool = False
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading, and their totals; an accent for a heading that needs attention."""

    heading: str
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[tuple[Cell, ...], ...] = ()
    attention: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """A heading, a sentence beneath it, a table in groups, sentences after it; ``chart`` stands above the table.

    ``fresh`` begins a page; ``dense`` sets a table of many columns smaller.
    """

    heading: str
    intro: str
    columns: tuple[Column, ...] = ()
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    chart: Markup = _NO_CHART
    fresh: bool = False
    dense: bool = False
    continued: bool = False

    @property
    def size(self) -> int:
        """How many rows it has."""
        return sum(len(group.rows) for group in self.groups)


def summed(heading: str, width: int = 0) -> Column:
    """A column of figures."""
    return Column(heading, width, figures=True)


def plain(words: str) -> Cell:
    """A cell of words, or the dash for none."""
    return Cell(words or NONE)


def cut(leaf: Leaf, most: int) -> Iterator[Leaf]:
    """A leaf in leaves of no more than ``most`` rows; chart and sentence at the first, notes at the last."""
    if leaf.size <= most:
        yield leaf
        return
    runs = [(group, start) for group in leaf.groups for start in range(0, max(len(group.rows), 1), most)]
    made: list[list[Group]] = [[]]
    room = most
    for group, start in runs:
        rows = group.rows[start : start + most]
        if len(rows) > room:
            made.append([])
            room = most
        last = start + most >= len(group.rows)
        made[-1].append(replace(group, rows=rows, totals=group.totals if last else ()))
        room -= len(rows)
    for number, groups in enumerate(made):
        first, last = number == 0, number == len(made) - 1
        yield replace(
            leaf, groups=tuple(groups), continued=not first, fresh=True, intro=leaf.intro if first else "",
            chart=leaf.chart if first else _NO_CHART, notes=leaf.notes if last else (),
        )  # fmt: skip


def spots(places: Sequence[Place]) -> str:
    """Where to look: ``Stock.xlsx, Montres: F17, H17``."""
    sheets: dict[tuple[str, str | None], list[str]] = {}
    for place in places:
        cells = sheets.setdefault((place.file, place.sheet), [])
        cell = place.cell or (f"{place.row}" if place.row else "")
        if cell not in cells:
            cells.append(cell)
    found = []
    for (file, sheet), cells in list(sheets.items())[:_MOST_SHEETS]:
        shown = ", ".join(filter(None, cells[:_MOST_CELLS])) + (" …" if len(cells) > _MOST_CELLS else "")
        found.append(": ".join(filter(None, (", ".join(filter(None, (file, sheet))), shown))))
    return "; ".join(found) + ("; …" if len(sheets) > _MOST_SHEETS else "")
