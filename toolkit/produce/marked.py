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
from toolkit.produce.answered import holds, lines
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
    if not entries and not holds(book.grids, _NUMBER):
        raise ToolkitError(
            f"{book.file} is no worklist of this program: the narrow last column, by which a finding is known, is not "
            "in it.",
            "Name the workbook that --workbook wrote. If the column was deleted, have a new list written.",
            code="no-worklist",
        )
    return Worklist(book.file, tuple(entries.values()), author(path), pair_entries(book.grids))


def _entries(grid: Grid) -> Iterator[Entry]:
    """The rows of one sheet that belong to a finding."""
    found = lines(grid, _IDENTIFIER, HEADINGS, NAMED, later="until")
    for row, match in found.rows.items():
        word = found.text(row, "verdict")
        verdict = _ACCEPTED.get(fold(word))
        dated = "until" in found.columns
        yield Entry(
            mark=match[1],
            sheet=match[2],
            shown=verdict_in(match[3]),
            verdict=verdict or "",
            who=found.text(row, "who"),
            remark=found.text(row, "remark"),
            cells={key: found.place(row, key if key in found.columns else "verdict") for key in HEADINGS},
            odd="" if verdict is not None else word,
            named=tuple(found.text(row, key) for key in NAMED) if found.columns.keys() >= NAMED.keys() else (),
            until=day(grid.value(row, found.columns["until"]), grid.epoch) if dated else None,
            shown_until="-".join(filter(None, match.groups()[3:])),
        )


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
