"""A worklist opened again: the rows that belong to a finding, and what stands in her columns beside each.

A list is known by its column of marks, whatever its file, sheets and headings are called by now, in whatever order its
rows stand, and whichever program saved it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.produce.acknowledged import day
from toolkit.produce.marks import HEADINGS, NAMED, WORDS, Entry, Verdict, Worklist, verdict_in
from toolkit.produce.who_lists import pair_entries
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.render import container
from toolkit.render.sheet import parse
from toolkit.values import fold

_IDENTIFIER = re.compile(r"([0-9a-f]{16})-([0-9a-f]{8})(?:-(done|not-a-fault|known))?(?:-(\d{4})(\d\d)(\d\d))?")
_ACCEPTED: Mapping[str, Verdict] = {"": "", **{fold(word): verdict for verdict, word in WORDS.items()}}
_NUMBER = re.compile(r"worklist [0-9a-f]{8}")


def read_list(path: Path) -> Worklist:
    """The marks of a worklist. Raises ToolkitError for a file that is none."""
    book = read(path)
    entries: dict[str, Entry] = {}
    for entry in (entry for grid in book.grids for entry in _entries(grid)):
        if entry.mark not in entries or not entries[entry.mark].verdict:  # of a row she copied, the one that says more
            entries[entry.mark] = entry
    if not entries and not any(_is_empty_list(grid) for grid in book.grids):
        raise ToolkitError(
            f"{book.file} is no worklist of this program: the narrow last column, by which a finding is known, is not "
            "in it.",
            "Name the workbook that --workbook wrote. If the column was deleted, have a new list written.",
            code="no-worklist",
        )
    return Worklist(book.file, tuple(entries.values()), author(path), pair_entries(book.grids))


def _entries(grid: Grid) -> Iterator[Entry]:
    """The rows of one sheet that belong to a finding."""
    column = _identifiers(grid)
    if not column:
        return
    found = {row: match for row in range(1, grid.height + 1) if (match := _match(grid, row, column))}
    if not found:
        return
    columns = _columns(grid, column, min(found))
    whole = [columns[key] for key in NAMED if key in columns]
    for row, match in found.items():
        word = _text(grid, row, columns["verdict"])
        verdict = _ACCEPTED.get(fold(word))
        yield Entry(
            mark=match[1],
            sheet=match[2],
            shown=verdict_in(match[3]),
            verdict=verdict or "",
            who=_text(grid, row, columns["who"]),
            remark=_text(grid, row, columns["remark"]),
            cells={key: grid.place(row, columns.get(key, columns["verdict"])) for key in HEADINGS},
            odd="" if verdict is not None else word,
            named=tuple(_text(grid, row, number) for number in whole) if len(whole) == len(NAMED) else (),
            until=day(grid.value(row, columns["until"]), grid.epoch) if "until" in columns else None,
            shown_until="-".join(filter(None, match.groups()[3:])),
        )


def _columns(grid: Grid, last: int, first_row: int) -> dict[str, int]:
    """Her columns by their heading, else where the list had them, before the last column; and those of NAMED."""
    heading = next((row for row in range(first_row - 1, 0, -1) if _text(grid, row, last)), 0)
    named = {fold(_text(grid, heading, column)): column for column in range(1, grid.width + 1)} if heading else {}
    columns = {key: named[fold(words)] for key, words in NAMED.items() if fold(words) in named}
    places = list(HEADINGS)
    if last > 1 and named.get(fold(HEADINGS["remark"])) == last - 1:  # a list from before anything was acknowledged
        places.remove("until")
    for distance, key in enumerate(places):
        columns[key] = named.get(fold(HEADINGS[key]), last - len(places) + distance)
    return columns


def _identifiers(grid: Grid) -> int:
    """The column that holds most identifiers of findings, 0 for none."""
    counts = {
        number: sum(isinstance(raw, str) and bool(_IDENTIFIER.fullmatch(raw.strip())) for raw in column)
        for number, column in enumerate(grid.columns, 1)
    }
    best = max(counts, key=lambda number: counts[number], default=0)
    return best if best and counts[best] else 0


def _is_empty_list(grid: Grid) -> bool:
    return any(isinstance(raw, str) and _NUMBER.fullmatch(raw.strip()) for column in grid.columns for raw in column)


def _match(grid: Grid, row: int, column: int) -> re.Match[str] | None:
    return _IDENTIFIER.fullmatch(_text(grid, row, column))


def _text(grid: Grid, row: int, column: int) -> str:
    raw = grid.value(row, column)
    return "" if raw is None else str(raw).strip()


def author(path: Path) -> str:
    """Who last saved the workbook, as it says itself; empty where it does not say."""
    try:
        parts = container.read(path.read_bytes(), path.name)
    except ToolkitError:
        return ""
    for part, name in (("docProps/core.xml", "lastModifiedBy"), ("meta.xml", "creator")):
        if part in parts:
            return next((e.text or "" for e in parse(parts[part], part).iterfind(f".//{{*}}{name}")), "").strip()
    return ""
