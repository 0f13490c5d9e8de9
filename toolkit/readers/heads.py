"""The heading rows of a window, from the top: the best one, those of Excel's own tables, and any other plain one.

A second heading must be told from a row of data and from the first heading printed again. It holds words that are
known headings, or words where the rows above hold figures and codes; and the rows below it fill no other columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from toolkit.readers.body import repeats
from toolkit.readers.grid import NamedTable, Raw
from toolkit.readers.headings import (
    Heading,
    best_heading,
    heading_score,
    is_known,
    known_headings,
    read_headings,
)
from toolkit.readers.shapes import Line, Window
from toolkit.values import fold

AHEAD = 24
"""How many rows below a heading are looked at to see whether they are its rows."""
BEHIND = 50
"""How many rows above it tell what its columns held."""
LONG = 40
_START = 3


@dataclass(frozen=True, slots=True)
class Head:
    """A heading found: its rows, its columns, how much it looks like one, the Excel table it belongs to."""

    rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    score: float
    named: NamedTable | None = None

    @property
    def columns(self) -> dict[int, str]:
        """Each column's own heading, folded."""
        return {heading.column: fold(heading.own) for heading in self.headings}


def find_heads(window: Window, found: Sequence[Line]) -> list[Head]:
    """Every heading in a window, from the top."""
    named = named_tables(window)
    tops = {table.top: table for table in named}
    taken = [range(table.top + 1, table.bottom + 1) for table in named]
    free = [line for line in found if not any(line[0] in rows for rows in taken)] if named else found
    best = best_heading(window.grid, free)
    best_row = free[best[1]][0] if best else 0
    heads: list[Head] = []
    for at in _worth_a_look(window, found, {best_row, *tops}):
        row = found[at][0]
        certain = row == best_row or row in tops
        if (heads and row <= heads[-1].rows[-1]) or not (certain or all(row not in rows for rows in taken)):
            continue
        head = _certain(window, found, at, heads) if certain else _other(window, found, at, heads)
        if head is not None:
            heads.append(Head(head.rows, head.headings, max(head.score, 1.0), tops.get(row)))
    return heads


def _worth_a_look(window: Window, found: Sequence[Line], certain: set[int]) -> Iterator[int]:
    """Rows that can be headings at all: certain ones, and words that stand apart or begin like known headings."""
    columns = window.grid.columns
    known = _Starts()
    before, lone = -1, True
    for at, (row, shape) in enumerate(found):
        if shape.wordy and not (worth := lone or row - before > 1):
            first, second = shape.texts[:2]
            worth = (
                known[str(columns[first - 1][row - 1])[:_START]] and known[str(columns[second - 1][row - 1])[:_START]]
            )
        if (shape.wordy and worth) or row in certain:
            yield at
        before, lone = row, shape.lone


class _Starts(dict[str, bool]):
    """Whether a known heading begins with these letters: tells cheaply, and nearly always, that a text is none."""

    def __missing__(self, start: str) -> bool:
        known = self[start] = fold(start)[:_START] in _known_starts()
        return known


@cache
def _known_starts() -> frozenset[str]:
    return frozenset(text[:length] for text in known_headings() for length in range(_START + 1))


def named_tables(window: Window) -> list[NamedTable]:
    """Excel's own tables that lie between the columns of the window."""
    return [t for t in window.grid.marks.tables if window.first <= t.left and t.right <= window.last]


def _certain(window: Window, found: Sequence[Line], at: int, heads: Sequence[Head]) -> Head | None:
    """A heading that needs no further proof, unless it is the one above it again."""
    row, shape = found[at]
    texts = {column: str(window.grid.columns[column - 1][row - 1]) for column in shape.texts}
    if heads and repeats(texts, heads[-1].columns, len(shape.filled)):
        return None
    rows, headings = read_headings(window, row, shape, group=not heads or _stands_apart(found, at - 1))
    return Head(rows, headings, heading_score(window.grid, at, found)) if headings else None


def _stands_apart(found: Sequence[Line], at: int) -> bool:
    """Whether a row begins something: nothing above it, a blank row, or a row of one cell."""
    return at <= 0 or found[at - 1][0] < found[at][0] - 1 or found[at - 1][1].lone


def _other(window: Window, found: Sequence[Line], at: int, heads: Sequence[Head]) -> Head | None:
    """A further heading at a row of words, or None where the row may be anything else."""
    row, shape = found[at]
    texts = {column: str(window.grid.columns[column - 1][row - 1]) for column in shape.texts}
    apart = _stands_apart(found, at)
    words = list(texts.values())
    if not _looks_like_headings(words) or (heads and repeats(texts, heads[-1].columns, len(shape.filled))):
        return None
    hits = sum(map(is_known, words))
    known = hits >= 3 and hits >= (0.5 if apart else 0.75) * len(words)
    if not (known or (apart and heads)):
        return None
    rows, headings = read_headings(window, row, shape, group=_stands_apart(found, at - 1))
    below = rows_below(found, at, rows[-1])
    fits = fit(below, {heading.column for heading in headings})
    if fits >= 0.8 if known else fits == 1 and _another_kind(window, found, at, heads[-1], headings):
        return Head(rows, headings, heading_score(window.grid, at, found))
    return None


def _looks_like_headings(texts: Sequence[str]) -> bool:
    """Whether texts are short words, nearly all different, hardly a figure among them."""
    if sum(any(c.isdigit() for c in text) for text in texts) > len(texts) / 4:
        return False
    if sum(len(text) > LONG for text in texts) > len(texts) / 4:
        return False
    return len(set(map(fold, texts))) >= 0.75 * len(texts)


def rows_below(found: Sequence[Line], at: int, last: int) -> list[Line]:
    """The rows that follow a heading whose last row is ``last``, down to the next blank row."""
    rows: list[Line] = []
    for row, shape in found[at + 1 : at + 1 + AHEAD]:
        if row <= last:
            continue
        if row - (rows[-1][0] if rows else last) > (1 if rows else 2):
            break
        rows.append((row, shape))
    return rows


def fit(below: Sequence[Line], columns: set[int]) -> float:
    """The share of the filled cells of some rows that stand in these columns; 0 where there are no rows."""
    cells = [column for _, shape in below for column in shape.filled]
    return sum(column in columns for column in cells) / len(cells) if cells else 0.0


def kind(value: Raw) -> str:
    """What a cell holds, roughly: ``figure``, ``code`` (letters and digits), ``word`` or nothing."""
    if value is None or not isinstance(value, str):
        return "" if value is None else "figure"
    digits, letters = any(c.isdigit() for c in value), any(c.isalpha() for c in value)
    return ("code" if letters else "figure") if digits else "word" if letters else ""


def kinds(window: Window, rows: Iterable[int], column: int) -> str:
    """What a column mostly holds in some rows."""
    counted = Counter(what for row in rows if (what := kind(window.grid.value(row, column))))
    return max(counted, key=lambda what: (counted[what], what), default="")


def _another_kind(window: Window, found: Sequence[Line], at: int, above: Head, headings: Sequence[Heading]) -> bool:
    """Whether headings nobody knows head something else: words over figures, fewer columns, other things below."""
    texts = [heading.own for heading in headings]
    if not all(kind(text) == "word" for text in texts):
        return False
    columns = [heading.column for heading in headings]
    if len(columns) > 0.6 * len(above.headings) and set(columns) <= set(above.columns):
        return False
    before = [row for row, _ in found[max(0, at - BEHIND) : at] if row > above.rows[-1]]
    after = [row for row, _ in rows_below(found, at, found[at][0])]
    if any(fold(h.own) == fold(window.text(row, h.column)) for h in headings for row in after):
        return False  # "no number" over "no number": words of rows, not of a heading
    shared = [column for column in columns if column in above.columns]
    held = {column: kinds(window, before, column) for column in shared}
    breaks = [column for column in shared if held[column] in {"figure", "code"}]
    return bool(breaks) and 2 * len(breaks) >= len(shared) and any(
        kinds(window, after, column) != held[column] for column in breaks
    )  # fmt: skip
