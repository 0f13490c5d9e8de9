"""Where the table stands in a sheet: its heading rows, its rows, and the rows that are not pieces, with reasons.

A heading row is found by what it looks like (mostly text, no word twice, followed by rows of other types) and by
the headings it is known to use. Title lines, logos and dates above it are skipped. Every non-blank row below it
is either a data row or an exclusion with a reason: nothing is dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from toolkit.readers.grid import CellError, Grid, Raw
from toolkit.records import Exclusion
from toolkit.registers import REGISTERS
from toolkit.values import fold

LOOK = 60
"""How many non-blank rows from the top are considered as heading."""

TOTAL = re.compile(r"^(grand |sub ?)?(total|totals|totaux|sum|somme|sous total|total general|summe)\b")
TOTAL_STARTS = ("total", "grand", "sub", "sum", "somme", "sous", "totaux", "summe")
UNITS = re.compile(
    r"[\(\[][^)\]]*[\)\]]|[£$€]"
    r"|\b(incl?|excl?|ex|including|excluding|plus|\+)\.? ?(vat|tva)\b"
    r"|\b(gbp|eur|usd|chf|mm|cm|g|ht|ttc)\b$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table: its number, its heading as written, unique in the table, and the group above it."""

    column: int
    text: str
    own: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table found in a sheet. ``rows`` are data rows, ``sections`` the last section row above each, if any.

    ``totals`` are the totals rows: their figures are control totals.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    rows: tuple[int, ...]
    excluded: tuple[Exclusion, ...]
    sections: dict[int, str] = field(default_factory=dict)
    totals: tuple[int, ...] = ()
    why: str = ""

    @property
    def rows_in(self) -> int:
        """Non-blank rows below the heading: records plus listed exclusions, always."""
        return len(self.rows) + len(self.excluded)


@cache
def known_headings() -> frozenset[str]:
    """Every declared heading of every register, folded."""
    return frozenset(fold(text) for register in REGISTERS for column in register.columns for text in column.headings)


def bare(text: str) -> str:
    """A heading without its unit: ``H x W (in)`` and ``Price £`` are ``h x w`` and ``price``."""
    return fold(UNITS.sub(" ", text))


def find_table(grid: Grid) -> Table | None:
    """The table of a sheet, or None where no heading row can be told from the rest."""
    rows = _filled_rows(grid)
    scored = [(_heading_score(grid, row, filled, rows), -row, filled) for row, filled in rows[:LOOK]]
    scored = [item for item in scored if item[0] > 0]
    if not scored:
        return None
    _, negative, filled = max(scored)
    row = -negative
    header_rows, headings = _headings(grid, row, filled)
    body = [(number, cells) for number, cells in rows if number > header_rows[-1]]
    data, excluded, sections, totals = _sort_rows(grid, headings, body)
    hits = sum(bare(heading.text) in known_headings() or fold(heading.own) in known_headings() for heading in headings)
    where = f"row {row}" if len(header_rows) == 1 else f"rows {header_rows[0]}-{header_rows[-1]}"
    why = f"the heading is in {where}: {len(headings)} columns, {hits} of them known headings"
    return Table(grid, header_rows, headings, tuple(data), tuple(excluded), sections, tuple(totals), why)


def _filled_rows(grid: Grid) -> list[tuple[int, tuple[int, ...]]]:
    """Each non-blank row with the numbers of its filled columns."""
    extra: dict[int, set[int]] = {}
    for row, number in grid.marks.uncomputed:
        extra.setdefault(row, set()).add(number)
    found: list[tuple[int, tuple[int, ...]]] = []
    for row, values in enumerate(zip(*grid.columns, strict=True), 1):
        filled = tuple(
            [
                n
                for n, value in enumerate(values, 1)
                if value is not None and not (type(value) is str and not value.strip())
            ]
        )
        if row in extra:
            filled = tuple(sorted({*filled, *extra[row]}))
        if filled:
            found.append((row, filled))
    return found


def _heading_score(grid: Grid, row: int, filled: tuple[int, ...], rows: list[tuple[int, tuple[int, ...]]]) -> float:
    """How much a row looks like a heading; 0 where it cannot be one."""
    values = [grid.value(row, column) for column in filled]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) < 2 or len(texts) < 0.75 * len(values):
        return 0
    folded = [fold(text) for text in texts]
    hits = sum(
        text in known_headings() or bare(raw) in known_headings() for text, raw in zip(folded, texts, strict=True)
    )
    distinct = len(set(folded)) / len(folded)
    short = sum(len(text) <= 40 for text in texts) / len(texts)
    digits = sum(any(c.isdigit() for c in text) for text in texts) / len(texts)
    below = sum(1 for number, _ in rows if row < number <= row + 5)
    if below == 0 and hits < 3:
        return 0
    return 4 * hits * distinct + len(texts) * 0.5 * short * (1 - digits) * distinct + (1 if below else 0)


def _headings(grid: Grid, row: int, filled: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[Heading, ...]]:
    """The heading rows around the best one, and one Heading for every column they or the data name."""
    rows = [row]
    if _is_group_row(grid, row - 1, row, filled):
        rows.insert(0, row - 1)
    elif _is_child_row(grid, row, row + 1):
        rows.append(row + 1)
    groups = _group_texts(grid, rows[0], filled) if len(rows) > 1 else {}
    columns = sorted({c for r in rows for c in range(1, grid.width + 1) if _text(grid.value(r, c))})
    headings: list[Heading] = []
    seen: dict[str, int] = {}
    for column in columns:
        own = _text(grid.value(rows[-1], column))
        group = groups.get(column, "")
        if not own:
            own, group = group, ""
        if not own:
            continue
        text = f"{group} {own}".strip() if group and fold(group) != fold(own) else own
        seen[fold(text)] = seen.get(fold(text), 0) + 1
        if seen[fold(text)] > 1:
            text = f"{text} ({seen[fold(text)]})"
        headings.append(Heading(column, text, own, group))
    return tuple(rows), tuple(headings)


def _text(value: Raw) -> str:
    """A heading cell's text on one line; a number heading (a year) as it is shown."""
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\s+", " ", str(value)).strip()


def _is_group_row(grid: Grid, row: int, below: int, filled: tuple[int, ...]) -> bool:
    """Whether ``row`` holds group titles over the heading row below it (``Purchase | | Sale |``)."""
    if row < 1:
        return False
    columns = [c for c in range(1, grid.width + 1) if _text(grid.value(row, c))]
    if not columns or not all(isinstance(grid.value(row, c), str) for c in columns):
        return False
    spans = [(c1, c2) for r1, c1, r2, c2 in grid.marks.merged if r1 <= row <= r2 and (c2 > c1 or r2 >= below)]
    width = filled[-1] - filled[0] + 1
    if any(c2 - c1 + 1 >= 0.8 * width for c1, c2 in spans):
        return False  # a title across the table
    if spans:
        return True
    only_above = [c for c in columns if not _text(grid.value(below, c))]
    repeated = len({fold(_text(grid.value(below, c))) for c in filled}) < len(filled)
    return (
        len(columns) >= 2
        and (repeated or bool(only_above))
        and columns[0] >= filled[0] - 1
        and len(columns) < len(filled)
    )


def _is_child_row(grid: Grid, row: int, below: int) -> bool:
    """Whether the row below the best one completes it: vertical merges, or sub-headings under a merged group."""
    if below > grid.height:
        return False
    cells = [grid.value(below, c) for c in range(1, grid.width + 1)]
    texts = [value for value in cells if isinstance(value, str) and value.strip()]
    if not texts or any(value is not None and not isinstance(value, str) for value in cells):
        return False
    wide = any(r1 == row == r2 and c2 > c1 for r1, c1, r2, c2 in grid.marks.merged)
    tall = any(r1 == row and r2 == below for r1, c1, r2, c2 in grid.marks.merged)
    return (wide or tall) and sum(fold(text) in known_headings() or len(text) <= 25 for text in texts) == len(texts)


def _group_texts(grid: Grid, row: int, filled: tuple[int, ...]) -> dict[int, str]:
    """The group title over each column: over its merged width, or to the right until the next title."""
    texts: dict[int, str] = {}
    merged = {(r1, c1): c2 for r1, c1, r2, c2 in grid.marks.merged}
    current, until = "", 0
    for column in range(1, grid.width + 1):
        own = _text(grid.value(row, column))
        if own:
            current = own
            until = merged.get((row, column), 0)
            if not until:
                until = filled[-1] if not grid.marks.merged else column
        if current and column <= until:
            texts[column] = current
    return texts


def _sort_rows(
    grid: Grid, headings: tuple[Heading, ...], body: Iterable[tuple[int, tuple[int, ...]]]
) -> tuple[list[int], list[Exclusion], dict[int, str], list[int]]:
    """Data rows, exclusions, the section each row stands under, and the totals rows."""
    data: list[int] = []
    excluded: list[Exclusion] = []
    sections: dict[int, str] = {}
    totals: list[int] = []
    columns = {heading.column: fold(heading.own) for heading in headings}
    section = ""
    for row, filled in body:
        reason, text = _reason(grid, row, filled, columns)
        if not reason:
            data.append(row)
            if section:
                sections[row] = section
            continue
        excluded.append(Exclusion(row, reason))
        if reason == SECTION:
            section = text
        if reason == TOTALS:
            totals.append(row)
    return data, excluded, sections, totals


TOTALS = "a totals row, not a piece"
SECTION = "a section title"
REPEATED = "the heading repeated"
OUTSIDE = "nothing in any headed column"


def _reason(  # noqa: PLR0911 - one return a reason
    grid: Grid, row: int, filled: tuple[int, ...], columns: dict[int, str]
) -> tuple[str, str]:
    """Why a row is no record, with its text; empty where it is one."""
    inside = [column for column in filled if column in columns]
    if not inside:
        return OUTSIDE, ""
    texts = {column: value for column in inside if type(value := grid.value(row, column)) is str}
    if _repeats(texts, columns, len(inside)):
        return REPEATED, ""
    sums = sum((row, column) in grid.marks.sums for column in inside) if grid.marks.sums else 0
    label = any(
        value[:16].lstrip().casefold().startswith(TOTAL_STARTS) and TOTAL.match(fold(value)) for value in texts.values()
    )
    if label and (sums or len(inside) <= max(3, len(columns) // 2)):
        return TOTALS, ""
    if sums and len(texts) <= 1 and sums + len(texts) == len(inside):
        return TOTALS, ""  # nothing but sums beside at most one word: a row of a piece holds more
    if len(inside) == 1 and texts and len(filled) == 1:
        raw = _text(grid.value(row, inside[0]))
        if not any(c.isdigit() for c in raw) or fold(raw).split(" ")[0] in {"section", "page"}:
            return SECTION, raw
        if len(raw) > LONG_LINE:
            return "a line of text, not a piece", raw
    return "", ""


LONG_LINE = 40
"""From this length on, the only text of a row is a remark, digits or not."""


def _repeats(texts: dict[int, str], columns: dict[int, str], filled: int) -> bool:
    """Whether a row is the heading again. The first two texts tell nearly always, so the rest is rarely folded."""
    if filled < 2 or all(fold(value) != columns[column] for column, value in islice(texts.items(), 2)):
        return False
    return sum(fold(value) == columns[column] for column, value in texts.items()) >= max(2, 0.8 * filled)
