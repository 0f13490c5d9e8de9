"""Where the tables of a sheet lie: side by side between blank columns, one below the other under another heading.

A sheet is cut only where the evidence is plain, because a cut in error would part a piece from its price: a blank
column inside one table, its heading repeated at a page break, or a sparse row do not cut it. Excel's own tables
are evidence of their own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.readers.body import title_above
from toolkit.readers.headings import Heading, best_heading, identity_headings, is_known, read_headings
from toolkit.readers.heads import Head, find_heads, fit, kinds, named_tables, rows_below
from toolkit.readers.shapes import Line, Window, narrow, used
from toolkit.values import fold

MOST_GROUPS = 24
"""A sheet with more blank columns than that between filled ones is a form or a drawing, not tables side by side."""
TAIL, LONG_TAIL = 2, 5
"""Rows that only the longer of two tables has. Fewer, or without a number of their own, may be a table's totals."""


@dataclass(frozen=True, slots=True)
class Region:
    """One table's place: its columns, its heading, the rows below, and the title above a second table."""

    window: Window
    head: Head
    body: tuple[Line, ...]
    title: str = ""


def regions(window: Window, found: Sequence[Line]) -> list[Region]:
    """Every table between the columns of ``window``."""
    cut = _side_by_side(window, found)
    if len(cut) > 1:
        return [region for part in cut for region in regions(part, narrow(found, part.first, part.last))]
    stacked = _stacked(window, found)
    if len(stacked) < 2:
        return stacked
    result: list[Region] = []
    for region in stacked:
        own = [line for line in found if line[0] in region.head.rows] if _gaps(window, region.body) else []
        own += region.body
        cut = _side_by_side(window, own)
        inner = [r for part in cut for r in regions(part, narrow(own, part.first, part.last))] if len(cut) > 1 else []
        result.extend(inner or [region])
    return result


def _stacked(window: Window, found: Sequence[Line]) -> list[Region]:
    """The tables one below the other: each heading with the rows down to the next."""
    heads = find_heads(window, found)
    numbers = [row for row, _ in found]
    result: list[Region] = []
    title = ""
    for at, head in enumerate(heads):
        last = at + 1 == len(heads)
        end = window.grid.height + 1 if last else heads[at + 1].rows[0]
        body = found[bisect_right(numbers, head.rows[-1]) : bisect_right(numbers, end - 1)]
        above, next_title = (0, "") if last else title_above(window.grid, body, end)
        result.append(Region(window, head, tuple(body[: len(body) - above]), title))
        title = next_title
    return result


# --- Side by side -------------------------------------------------------------------------------


def _gaps(window: Window, found: Sequence[Line]) -> bool:
    """Whether blank columns part the filled ones, or Excel's own tables stand edge to edge."""
    return len(_groups(window, found)) > 1


def _groups(window: Window, found: Sequence[Line]) -> list[Window]:
    """Runs of filled columns; a run ends too where one of Excel's tables ends and another begins beside it."""
    named = named_tables(window)
    ends = {t.right for t in named for o in named if o.left == t.right + 1 and o.top <= t.bottom and t.top <= o.bottom}
    runs: list[Window] = []
    for column in sorted(used(found)):
        if runs and runs[-1].last == column - 1 and column - 1 not in ends:
            runs[-1] = Window(window.grid, runs[-1].first, column)
        else:
            runs.append(Window(window.grid, column, column))
    return runs


def _side_by_side(window: Window, found: Sequence[Line]) -> list[Window]:
    """The spans of columns that hold tables of their own; the window itself where there is one."""
    groups = _groups(window, found)
    if not 1 < len(groups) <= MOST_GROUPS:
        return [window]
    parts = groups[:1]
    for group in groups[1:]:
        if _apart(parts[-1], group, found):
            parts.append(group)
        else:
            parts[-1] = Window(window.grid, parts[-1].first, group.last)
    # Blank columns go with the table on their left: a comment there is not lost.
    starts = [window.first, *(part.first for part in parts[1:])]
    ends = [*(part.first - 1 for part in parts[1:]), window.last]
    return [Window(window.grid, first, last) for first, last in zip(starts, ends, strict=True)]


def _apart(left: Window, right: Window, found: Sequence[Line]) -> bool:
    """Whether two groups of columns are tables of their own, and not one table with a blank column in it."""
    own_left, own_right = named_tables(left), named_tables(right)
    if right.first == right.last and not own_right:
        return False
    lefts, rights = narrow(found, left.first, left.last), narrow(found, right.first, right.last)
    if own_right:
        return bool(own_left) or best_heading(left.grid, lefts) is not None
    one, other = _firm(left, lefts), _firm(right, rights)
    if one is None or other is None:
        return False
    if own_left:
        return True
    if abs(one.row - other.row) > 1 and not (other.row > one.row and right.named(one.row)):
        return True
    return _own_identity(left, one, other) or _other_rows(one, other)


@dataclass(frozen=True, slots=True)
class _Firm:
    """A heading beyond doubt in a group of columns, and the rows filled below it."""

    row: int
    headings: tuple[Heading, ...]
    rows: frozenset[int]


def _firm(window: Window, found: Sequence[Line]) -> _Firm | None:
    """The heading of a group of columns, if it holds words, heads the rows below it, and is known or unlike them."""
    best = best_heading(window.grid, found)
    if best is None or not found[best[1]][1].wordy:
        return None
    at = best[1]
    row, shape = found[at]
    rows, headings = read_headings(window, row, shape)
    below = rows_below(found, at, rows[-1])
    texts = [heading.own for heading in headings]
    if fit(below, {heading.column for heading in headings}) < 0.8 or any(c.isdigit() for c in "".join(texts)):
        return None
    hits = sum(map(is_known, texts))
    numbers = [number for number, _ in below]
    unlike = len(numbers) > 2 and any(kinds(window, numbers, h.column) in {"figure", "code"} for h in headings)
    if not (hits >= max(2, len(texts) / 2) or unlike):
        return None
    return _Firm(row, headings, frozenset(number for number, _ in found if number > rows[-1]))


def _own_identity(window: Window, one: _Firm, other: _Firm) -> bool:
    """Whether both name the same number or name of a piece or person, and not the same one in the same rows."""
    here = {fold(heading.own): heading.column for heading in one.headings}
    for heading in other.headings:
        column = here.get(fold(heading.own), 0) if fold(heading.own) in identity_headings() else 0
        rows = [row for row in one.rows & other.rows if window.grid.value(row, column) is not None] if column else []
        if rows:
            same = sum(window.grid.value(row, column) == window.grid.value(row, heading.column) for row in rows)
            return 2 * same < len(rows)
    return False


def _other_rows(one: _Firm, other: _Firm) -> bool:
    """Whether one ends above the other, without a gap till then, as two tables do and a sparse column does not."""
    right_only, left_only = other.rows - one.rows, one.rows - other.rows
    own = any(fold(heading.own) in identity_headings() for heading in other.headings)
    if not one.rows & other.rows:
        return True
    if right_only and not left_only and min(right_only) > max(one.rows):
        return len(right_only) >= (TAIL if own else LONG_TAIL)
    return own and len(left_only) >= TAIL and not right_only and min(left_only) > max(other.rows)
