"""Headings: which row of a table names its columns, what each column is called, the groups above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.readers.grid import Grid
from toolkit.readers.shapes import Line, Shape, Window
from toolkit.registers import REGISTERS
from toolkit.values import fold

LOOK = 60
"""How many non-blank rows from the top are considered as heading."""

IDENTITY = frozenset({"stock_no", "serial"})
"""Fields of which a row has one: a second column of one of them is a second table's."""

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


@cache
def known_headings() -> frozenset[str]:
    """Every declared heading of every register, folded."""
    return frozenset(fold(text) for register in REGISTERS for column in register.columns for text in column.headings)


@cache
def identity_headings() -> frozenset[str]:
    """Headings, folded, that name the number of a piece and nothing else ("ref" may be the maker's)."""
    named: dict[str, set[str]] = {}
    for register in REGISTERS:
        for column in register.columns:
            for text in column.headings:
                named.setdefault(fold(text), set()).add(column.field)
    return frozenset(text for text, fields in named.items() if fields <= IDENTITY)


def bare(text: str) -> str:
    """A heading without its unit: ``H x W (in)`` and ``Price £`` are ``h x w`` and ``price``."""
    return fold(UNITS.sub(" ", text))


def is_known(text: str) -> bool:
    """Whether a text is a declared heading, with or without a unit."""
    return fold(text) in known_headings() or bare(text) in known_headings()


def best_heading(grid: Grid, found: Sequence[Line]) -> tuple[float, int] | None:
    """The row that looks most like a heading, as (score, index in ``found``); of equals the first."""
    top = found[: LOOK + 6]
    scored = [(heading_score(grid, at, top), -at) for at in range(min(LOOK, len(top)))]
    score, at = max(scored, default=(0.0, 0))
    return (score, -at) if score > 0 else None


def heading_score(grid: Grid, at: int, found: Sequence[Line]) -> float:
    """How much a row looks like a heading; 0 where it cannot be one."""
    row, shape = found[at]
    texts = [str(grid.columns[column - 1][row - 1]) for column in shape.texts]
    if len(texts) < 2 or len(texts) < 0.75 * len(shape.filled):
        return 0
    hits = sum(map(is_known, texts))
    distinct = len(set(map(fold, texts))) / len(texts)
    short = sum(len(text) <= 40 for text in texts) / len(texts)
    digits = sum(any(c.isdigit() for c in text) for text in texts) / len(texts)
    below = sum(1 for number, _ in found[at + 1 : at + 6] if number <= row + 5)
    if below == 0 and hits < 3:
        return 0
    return 4 * hits * distinct + len(texts) * 0.5 * short * (1 - digits) * distinct + (1 if below else 0)


def read_headings(
    window: Window, row: int, shape: Shape, *, group: bool = True
) -> tuple[tuple[int, ...], tuple[Heading, ...]]:
    """The heading rows around the best one, and one Heading for every column they name.

    ``group`` is False where the row above belongs to something else.
    """
    rows = [row]
    if group and _is_group_row(window, row - 1, row, shape.filled):
        rows.insert(0, row - 1)
    elif _is_child_row(window, row, row + 1):
        rows.append(row + 1)
    groups = _group_texts(window, rows[0], shape.filled) if len(rows) > 1 else {}
    headings: list[Heading] = []
    seen: dict[str, int] = {}
    for column in sorted({column for number in rows for column in window.named(number)}):
        own, above = window.text(rows[-1], column), groups.get(column, "")
        if not own:
            own, above = above, ""
        if not own:
            continue
        text = f"{above} {own}".strip() if above and fold(above) != fold(own) else own
        seen[fold(text)] = seen.get(fold(text), 0) + 1
        if seen[fold(text)] > 1:
            text = f"{text} ({seen[fold(text)]})"
        headings.append(Heading(column, text, own, above))
    return tuple(rows), tuple(headings)


def _is_group_row(window: Window, row: int, below: int, filled: tuple[int, ...]) -> bool:
    """Whether ``row`` holds group titles over the heading row below it (``Purchase | | Sale |``)."""
    if row < 1:
        return False
    columns = window.named(row)
    if not columns or not all(isinstance(window.grid.value(row, column), str) for column in columns):
        return False
    spans = [
        (c1, c2)
        for r1, c1, r2, c2 in window.grid.marks.merged
        if r1 <= row <= r2 and (c2 > c1 or r2 >= below) and window.first <= c1 <= window.last
    ]
    width = filled[-1] - filled[0] + 1
    if any(c2 - c1 + 1 >= 0.8 * width for c1, c2 in spans):
        return False  # a title across the table
    if spans:
        return True
    only_above = [column for column in columns if not window.text(below, column)]
    repeated = len({fold(window.text(below, column)) for column in filled}) < len(filled)
    return (
        len(columns) >= 2
        and (repeated or bool(only_above))
        and columns[0] >= filled[0] - 1
        and len(columns) < len(filled)
    )


def _is_child_row(window: Window, row: int, below: int) -> bool:
    """Whether the row below the best one completes it: vertical merges, or sub-headings under a merged group."""
    if below > window.grid.height:
        return False
    cells = [window.grid.value(below, column) for column in window.columns]
    texts = [value for value in cells if isinstance(value, str) and value.strip()]
    if not texts or any(value is not None and not isinstance(value, str) for value in cells):
        return False
    merged = [span for span in window.grid.marks.merged if window.first <= span[1] <= window.last]
    wide = any(r1 == row == r2 and c2 > c1 for r1, c1, r2, c2 in merged)
    tall = any(r1 == row and r2 == below for r1, _, r2, _ in merged)
    return (wide or tall) and sum(fold(text) in known_headings() or len(text) <= 25 for text in texts) == len(texts)


def _group_texts(window: Window, row: int, filled: tuple[int, ...]) -> dict[int, str]:
    """The group title over each column: over its merged width, or to the right until the next title."""
    texts: dict[int, str] = {}
    merged = {(r1, c1): c2 for r1, c1, _, c2 in window.grid.marks.merged}
    current, until = "", 0
    for column in window.columns:
        own = window.text(row, column)
        if own:
            current = own
            until = merged.get((row, column), 0)
            if not until:
                until = filled[-1] if not merged else column
        if current and column <= until:
            texts[column] = current
    return texts
