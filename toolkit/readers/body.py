"""The rows below a heading: which are records, which are not and why, the section each stands under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from toolkit.figures import MARKS, number_of, readings, written
from toolkit.readers.grid import Grid, Raw
from toolkit.readers.headings import Heading
from toolkit.readers.shapes import Line, Shape, Window
from toolkit.records import Exclusion
from toolkit.values import fold

TOTAL = re.compile(r"^(grand |sub ?)?(total|totals|totaux|sum|somme|sous total|total general|summe)\b")
TOTAL_STARTS = ("total", "grand", "sub", "sum", "somme", "sous", "totaux", "summe")
TOTALS = "a totals row, not a piece"
SECTION = "a section title"
REPEATED = "the heading repeated"
OUTSIDE = "nothing in any headed column"
REMARK = "a line of text, not a piece"
LONG_LINE = 40
"""From this length on, the only text of a row is a remark, digits or not."""
_START = 3
"""How many letters of a cell are compared with a heading before the whole: enough to tell them apart nearly always."""


@dataclass(slots=True)
class Body:
    """Data rows, exclusions with reasons, the section above each data row that has one, and the totals rows."""

    rows: list[int] = field(default_factory=list)
    excluded: list[Exclusion] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)
    totals: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the shape of a row alone says of it: surely a record unless it holds a sum; perhaps the heading again."""

    inside: tuple[int, ...]
    texts: tuple[int, ...]
    sure: bool
    again: bool
    alone: bool
    bare: bool


def sort_rows(
    window: Window, headings: Sequence[Heading], found: Sequence[Line], known_totals: frozenset[int], section: str = ""
) -> Body:
    """Sort the rows under a heading; ``known_totals`` are rows the file itself calls totals."""
    body = Body()
    columns = {heading.column: fold(heading.own) for heading in headings}
    plans: dict[Shape, _Plan] = {}
    starts = {column: _Starts(heading) for column, heading in columns.items()}
    cells = window.grid.columns
    sums: dict[int, _Sums] = {}
    summed = {row for row, column in window.grid.marks.sums if column in columns}
    for row, shape in found:
        plan = plans.get(shape) or plans.setdefault(shape, _plan(shape, columns))
        reason, text = "", ""
        if row in known_totals or (plan.bare and body.rows and _adds_up(window, row, plan, body, sums)):
            reason = TOTALS
        elif row in summed or not (plan.sure or (plan.again and _otherwise(starts, cells, row, plan))):
            reason, text = _reason(window, row, plan, columns)
        if not reason:
            body.rows.append(row)
            if section:
                body.sections[row] = section
            continue
        body.excluded.append(Exclusion(row, reason))
        if reason == SECTION:
            section = text
        if reason == TOTALS:
            body.totals.append(row)
    return body


def _plan(shape: Shape, columns: Mapping[int, str]) -> _Plan:
    inside = tuple(column for column in shape.filled if column in columns)
    texts = tuple(column for column in shape.texts if column in columns)
    # A heading again is text nearly throughout; a totals row is filled in few columns, or holds sums.
    again = len(inside) > 1 and len(texts) >= max(2, 0.8 * len(inside))
    few = len(inside) <= max(3, len(columns) // 2)
    alone = len(columns) > 1 and len(inside) == len(shape.filled) == 1
    bare = few and bool(inside) and min(columns) not in inside and len(inside) < len(columns)
    return _Plan(inside, texts, not again and not few, again and not few, alone, bare)


class _Starts(dict[str, bool]):
    """Whether a heading begins with these letters, told once for each beginning."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self.heading = heading

    def __missing__(self, start: str) -> bool:
        begins = self[start] = self.heading.startswith(fold(start))
        return begins


def _otherwise(starts: Mapping[int, _Starts], cells: Sequence[Sequence[Raw]], row: int, plan: _Plan) -> bool:
    """Whether neither of a row's first two texts is its heading: then it is not the heading again."""
    for column in plan.texts[:2]:
        text = str(cells[column - 1][row - 1])
        if starts[column][text[:_START]] and fold(text) == starts[column].heading:
            return False
    return True


def _reason(  # noqa: PLR0911 - one return a reason
    window: Window, row: int, plan: _Plan, columns: Mapping[int, str]
) -> tuple[str, str]:
    """Why a row is no record, with its text; empty where it is one."""
    grid, inside = window.grid, plan.inside
    if not inside:
        return OUTSIDE, ""
    texts = {column: str(grid.columns[column - 1][row - 1]) for column in plan.texts}
    if repeats(texts, columns, len(inside)):
        return REPEATED, ""
    sums = sum((row, column) in grid.marks.sums for column in inside) if grid.marks.sums else 0
    few = len(inside) <= max(3, len(columns) // 2)
    if (sums or few) and any(map(is_total, texts.values())):
        return TOTALS, ""
    if sums and len(texts) <= 1 and sums + len(texts) == len(inside):
        return TOTALS, ""  # nothing but sums beside at most one word: a row of a piece holds more
    if plan.alone and texts:
        raw = window.text(row, inside[0])
        if not any(c.isdigit() for c in raw) or fold(raw).split(" ")[0] in {"section", "page"}:
            return SECTION, raw
        if len(raw) > LONG_LINE:
            return REMARK, raw
    return "", ""


@dataclass(slots=True)
class _Sums:
    """The sums of a column over the records above, by decimal mark: whole, and since the last totals row.

    Each record is read once, however many rows ask.
    """

    read: int = 0
    since: int = 0
    whole: Counter[str] = field(default_factory=Counter)
    part: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def reach(self, figures: Mapping[str, Decimal], cells: Sequence[Raw], body: Body) -> bool:
        """Whether a figure is one of the sums so far, read with the same decimal mark throughout."""
        since = body.totals[-1] if body.totals else 0
        if since != self.since:
            self.since, self.part = since, Counter()
            self.counts["part"] = 0
        for row in islice(body.rows, self.read, None):
            found = _figures(cells[row - 1])
            for name, sums in (("whole", self.whole), ("part", self.part)) if row > since else (("whole", self.whole),):
                sums.update(found)
                self.counts[name] += bool(found)
        self.read = len(body.rows)
        return any(
            self.counts[name] >= SUMMED and sums[mark] == figure
            for name, sums in (("whole", self.whole), ("part", self.part))
            for mark, figure in figures.items()
        )


def _adds_up(window: Window, row: int, plan: _Plan, body: Body, sums: dict[int, _Sums]) -> bool:
    """Whether a row says nothing but figures, each the sum of its column since the last totals row, or of all above."""
    columns = window.grid.columns
    figures = [_figures(columns[column - 1][row - 1]) for column in plan.inside]
    return all(figures) and all(
        sums.setdefault(column, _Sums()).reach(figure, columns[column - 1], body)
        for column, figure in zip(plan.inside, figures, strict=True)
    )


SUMMED = 2
"""Fewer figures make no sum: one figure below another may be the same by chance."""
_SIGN = 3  # letters of a currency beside a figure


def _figures(raw: Raw) -> Mapping[str, Decimal]:
    """A cell's figure to the penny by either decimal mark; none where it is no figure."""
    if isinstance(raw, str):
        found = written(raw)
        plain = found and not any(len(side) > _SIGN for side in found.beside)
        return readings(found.figure) if found and plain else {}
    figure = number_of(raw)
    return dict.fromkeys(MARKS, round(figure, 2)) if figure is not None else {}


def is_total(text: str) -> bool:
    """Whether a text is the label of a totals row."""
    start = text[:16].lstrip().casefold()
    return start.startswith(TOTAL_STARTS) and TOTAL.match(fold(text)) is not None


def repeats(texts: Mapping[int, str], columns: Mapping[int, str], filled: int) -> bool:
    """Whether a row is the heading again. The start of its first two texts tells nearly always."""
    if filled < 2 or not any(
        columns[column].startswith(fold(value[:_START])) and columns[column] == fold(value)
        for column, value in islice(texts.items(), 2)
        if column in columns
    ):
        return False
    same = sum(fold(value) == columns.get(column) for column, value in texts.items())
    return same >= max(2, 0.8 * filled)


def title_above(grid: Grid, found: Sequence[Line], head: int) -> tuple[int, str]:
    """How many rows at the end of ``found`` are the title of the table that begins at row ``head``, and its text."""
    count, text, below = 0, "", head
    for row, shape in reversed(found[-3:]):
        if len(shape.filled) != 1 or len(shape.texts) != 1 or below - row > 2:
            break
        raw = str(grid.columns[shape.filled[0] - 1][row - 1])
        if is_total(raw):
            break
        count, below = count + 1, row
        text = text or " ".join(raw.split())
    return count, text
