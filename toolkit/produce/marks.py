"""Her marks in a worklist, read back: what she called done or not a fault, what she took back, and who did.

A list is known by its column of marks, whatever its file, sheets and headings are called by now, in whatever order its
rows stand, and whichever program saved it. A list takes back only what it showed or gave: an old list left blank
undoes nothing that was said elsewhere since.
"""

from __future__ import annotations

import getpass
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from toolkit.findings import Finding, Place, ToolkitError
from toolkit.judgements import Judgement
from toolkit.readers.grid import Grid
from toolkit.readers.open import read
from toolkit.render import container
from toolkit.render.sheet import parse
from toolkit.render.wording import NONE
from toolkit.values import fold

Verdict = Literal["", "done", "not-a-fault"]
"""What a person said of a finding, as it stands now; empty where nothing was said, or it was taken back."""

WORDS: Mapping[Verdict, str] = {"done": "done", "not-a-fault": "not a fault"}
HEADINGS = {"verdict": "Your mark", "who": "By", "remark": "Remark"}
"""The headings of her columns, which stand in this order before that of the marks."""
NAMED = {"what": "What", "stock_no": "Stock no."}
"""The headings of columns by which a line is seen to be still in one piece."""

_IDENTIFIER = re.compile(r"([0-9a-f]{16})-([0-9a-f]{8})(?:-(done|not-a-fault))?")
_ACCEPTED: Mapping[str, Verdict] = {"": "", **{fold(word): verdict for verdict, word in WORDS.items()}}
_NUMBER = re.compile(r"worklist [0-9a-f]{8}")


def heading(sheet: str) -> str:
    """What heads the last column: by this a list without a finding is known."""
    return f"worklist {sheet}"


def identifier(mark: str, sheet: str, verdict: Verdict) -> str:
    """What stands in a list's last column: the finding's mark, the list's number, and what the list says of it."""
    return f"{mark}-{sheet}{'-' if verdict else ''}{verdict}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: what it said when it was made (``shown``), what it says now, and by whom.

    ``odd`` is what stands there if it is no mark at all; ``named`` is what the line says it is about.
    """

    mark: str
    sheet: str
    shown: Verdict
    verdict: Verdict
    who: str
    remark: str
    place: Place
    odd: str = ""
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worklist:
    """A list as read back: its rows, and who last saved it, as far as the file says."""

    file: str
    entries: tuple[Entry, ...]
    author: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A mark that cannot be taken, and why, in words."""

    place: Place
    reason: str


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the marks in the lists read: what is to be remembered, and what is not.

    ``same`` counts marks that were known, ``gone`` those of findings that are there no more. ``remarks`` are hers, by
    mark; they stay in her workbook and are remembered nowhere else.
    """

    new: tuple[Judgement, ...] = ()
    undone: tuple[Judgement, ...] = ()
    same: int = 0
    gone: int = 0
    refused: tuple[Refusal, ...] = ()
    remarks: Mapping[str, str] = field(default_factory=dict)
    lists: int = 0

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What is to be remembered."""
        return (*self.new, *self.undone)

    @property
    def read(self) -> int:
        """How many marks were read."""
        return len(self.judgements) + self.same + self.gone + len(self.refused)


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
    return Worklist(book.file, tuple(entries.values()), _author(path))


def subject(finding: Finding) -> str:
    """The number of the piece or job a finding is about, as a list shows it."""
    return finding.subject.strip() or NONE


def may_be_settled(finding: Finding) -> bool:
    """Whether a person's word is enough: the finding holds nothing back, or the document can go on without it."""
    return finding.kind.may_stand or not finding.blocks


def answers(
    lists: Sequence[Worklist],
    found: Mapping[str, Finding],
    known: Mapping[str, Judgement],
    *,
    by: str,
    at: datetime,
) -> Answers:
    """What the lists say that the ledger does not; a later list has the last word. ``found`` are findings by mark."""
    counts: Counter[str] = Counter()
    refused: list[Refusal] = []
    given: dict[str, Judgement] = {}
    for work in lists:
        for entry in work.entries:
            finding = found.get(entry.mark)
            standing = given.get(entry.mark) or known.get(entry.mark)
            outcome = _outcome(entry, finding, standing)
            if isinstance(outcome, Refusal):
                refused.append(outcome)
            elif outcome in {"new", "undone"} and finding is not None:
                who = entry.who or by or work.author or _login()
                verdict = entry.verdict or "undone"
                code = finding.kind.code
                given[entry.mark] = Judgement(entry.mark, verdict, who, at.isoformat(), code, entry.sheet)
            else:
                counts[outcome] += 1
    return Answers(
        new=tuple(judgement for judgement in given.values() if judgement.verdict != "undone"),
        undone=tuple(judgement for judgement in given.values() if judgement.verdict == "undone"),
        same=counts["same"],
        gone=counts["gone"],
        refused=tuple(refused),
        remarks={entry.mark: entry.remark for work in lists for entry in work.entries if entry.remark},
        lists=len(lists),
    )


def _outcome(entry: Entry, finding: Finding | None, standing: Judgement | None) -> str | Refusal:
    """What a row of a list comes to: ``new``, ``undone``, ``same``, ``gone``, nothing at all, or refused."""
    verdict = verdict_of(standing)
    if not entry.verdict and not entry.odd:
        own = standing is not None and standing.sheet == entry.sheet
        return "undone" if verdict and finding and (entry.shown or own) else ""
    if entry.verdict and entry.verdict in (verdict, entry.shown):
        return "same"
    if finding is None:
        return "gone"
    objection = _objection(entry, finding)
    return Refusal(entry.place, objection) if objection else "new"


def _objection(entry: Entry, finding: Finding) -> str:
    """Why a mark cannot be taken; empty where it can."""
    if entry.odd:
        return f"{entry.odd!r} is no mark; it can be: {' or '.join(WORDS.values())}."
    if entry.named and entry.named != (finding.kind.title, subject(finding)):
        return "this line is no longer in one piece, as if sorted in part. Have a new list written."
    if entry.verdict == "not-a-fault" and not may_be_settled(finding):
        return f"this cannot stand, for there is nothing to print instead. {finding.hint}"
    return ""


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
            shown=_verdict(match[3]),
            verdict=verdict or "",
            who=_text(grid, row, columns["who"]),
            remark=_text(grid, row, columns["remark"]),
            place=grid.place(row, columns["verdict"]),
            odd="" if verdict is not None else word,
            named=tuple(_text(grid, row, number) for number in whole) if len(whole) == len(NAMED) else (),
        )


def _verdict(word: str | None) -> Verdict:
    return next((verdict for verdict in WORDS if verdict == word), "")


def verdict_of(judgement: Judgement | None) -> Verdict:
    """What holds after a judgement: nothing where it took back or closed what was said."""
    return _verdict(judgement.verdict if judgement else None)


def _columns(grid: Grid, last: int, first_row: int) -> dict[str, int]:
    """Her columns by their heading, else where the list had them, before the last column; and those of NAMED."""
    heading = next((row for row in range(first_row - 1, 0, -1) if _text(grid, row, last)), 0)
    named = {fold(_text(grid, heading, column)): column for column in range(1, grid.width + 1)} if heading else {}
    columns = {key: named[fold(words)] for key, words in NAMED.items() if fold(words) in named}
    for distance, (key, words) in enumerate(HEADINGS.items()):
        columns[key] = named.get(fold(words), last - len(HEADINGS) + distance)
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


def _author(path: Path) -> str:
    """Who last saved the workbook, as it says itself; empty where it does not say."""
    try:
        parts = container.read(path.read_bytes(), path.name)
    except ToolkitError:
        return ""
    for part, name in (("docProps/core.xml", "lastModifiedBy"), ("meta.xml", "creator")):
        if part in parts:
            return next((e.text or "" for e in parse(parts[part], part).iterfind(f".//{{*}}{name}")), "").strip()
    return ""


def _login() -> str:
    """The name this person is known by to the computer."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such variable, no such user
        return "unknown"
