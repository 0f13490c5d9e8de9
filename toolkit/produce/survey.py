"""Looking a file over: which of its tables hold a register, and which sheet is only another's copy."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from toolkit.addresses import canonical
from toolkit.findings import ToolkitError
from toolkit.readers.context import period
from toolkit.readers.examples import is_examples
from toolkit.readers.grid import WORKSHEET, Grid
from toolkit.readers.identify import Table, find_tables
from toolkit.readers.mapping import Proposal, identify, propose
from toolkit.readers.parse import Dialect
from toolkit.readers.sources import read_named
from toolkit.registers import Register, register
from toolkit.values import display, fold, fold_code

SHARED = 0.6
"""From this share of the shorter sheet's rows on, two sheets are one register written twice."""
ENOUGH = 3
"""Fewer rows in common prove nothing."""


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A table looked at: the register it was taken for (None: none), why, and a proposal for each column.

    ``copy`` is set where it is left out only because another sheet holds most of the same rows, ``url`` where the
    file is a Google spreadsheet, ``refused`` where the whole file cannot be read.
    """

    file: str
    sheet: str | None
    register: str | None
    why: str
    proposals: tuple[Proposal, ...] = ()
    copy: bool = False
    url: str | None = None
    refused: ToolkitError | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """A table that was identified, with what is said of it so far."""

    seen: SheetSeen
    table: Table
    order: int

    @property
    def kind(self) -> Register:
        return register(self.seen.register or "")

    def column(self, name: str) -> int:
        return next((p.heading.column for p in self.seen.proposals if p.field == name), 0)


def look(name: str, shown: str | None, dialect: Dialect) -> tuple[SheetSeen, ...]:
    """Every sheet and table of a source with the register it was taken for; ``shown`` is a file's name in messages.

    Sheets with the same headings are one register in parts and get the same meanings. Of sheets that hold the same
    rows only one is proposed, and both say why.
    """
    book = read_named(name, shown)
    url = canonical(name) if shown is None else None
    looked = [one for grid in book.grids for one in _tables(grid, book.file, replace(dialect, epoch=grid.epoch))]
    found = [_Found(seen, table, at) for at, (seen, table) in enumerate(looked) if table]
    settled = {one.order: one.seen for one in _without_copies(_united(found, dialect))}
    return tuple(replace(settled.get(at, seen), url=url) for at, (seen, _) in enumerate(looked))


def distinct(sheets: Iterable[SheetSeen]) -> Iterable[SheetSeen]:
    """The sheets, spreadsheets of one title told apart by a number: ``Stock (Google Sheets) 2``."""
    named: dict[str, str | None] = {}
    for sheet in sheets:
        name, number = sheet.file, 1
        while named.setdefault(name, sheet.url) != sheet.url:
            number += 1
            name = f"{sheet.file} {number}"
        yield replace(sheet, file=name)


def _tables(grid: Grid, shown: str, dialect: Dialect) -> Iterable[tuple[SheetSeen, Table | None]]:
    """What each table of a sheet was taken for; one line for a sheet without."""
    if grid.kind != WORKSHEET:
        yield SheetSeen(shown, grid.sheet, None, "it is a chart or the like, without cells"), None
        return
    if grid.state != "visible":
        yield SheetSeen(shown, grid.sheet, None, "the sheet is hidden; it is not used unasked"), None
        return
    if is_examples(grid):
        yield SheetSeen(shown, grid.sheet, None, "it says that it holds examples only"), None
        return
    tables = find_tables(grid)
    if not tables:
        yield SheetSeen(shown, grid.sheet, None, "no table was found in it"), None
    for table in tables:
        found = identify(table, dialect)
        which = f"its table {table.range}" if len(tables) > 1 else "it"
        if found is None:
            yield SheetSeen(shown, grid.sheet, None, f"{which} holds no register that is known"), table
        else:
            yield SheetSeen(shown, grid.sheet, found[0].name, table.why, found[1]), table


# --- One register in parts ------------------------------------------------------------------------


def _united(found: Sequence[_Found], dialect: Dialect) -> list[_Found]:
    """The identified tables; those with the same headings take their meanings from the one with the most rows."""
    groups: dict[tuple[str, ...], list[_Found]] = {}
    for one in found:
        groups.setdefault(tuple(fold(heading.text) for heading in one.table.headings), []).append(one)
    leaders = {
        headings: max((one for one in group if one.seen.register), key=lambda o: (len(o.table.rows), -o.order))
        for headings, group in groups.items()
        if any(one.seen.register for one in group)
    }
    united: list[_Found] = []
    for headings, group in groups.items():
        if headings in leaders:
            united.extend(_like(one, leaders[headings], dialect) for one in group)
    return sorted(united, key=lambda one: one.order)


def _like(one: _Found, leader: _Found, dialect: Dialect) -> _Found:
    """A table with the meanings of its leader's columns and samples of its own."""
    if one is leader:
        return one
    own = propose(one.table, leader.kind, replace(dialect, epoch=one.table.grid.epoch))
    proposals = tuple(
        mine if (mine.field, mine.sure) == (theirs.field, theirs.sure)
        else replace(mine, field=theirs.field, sure=theirs.sure,
                     reason=f"as in {_name(leader)}, which has the same headings: {theirs.reason}")
        for mine, theirs in zip(own, leader.seen.proposals, strict=True)
    )  # fmt: skip
    seen = replace(one.seen, register=leader.seen.register, why=one.table.why, proposals=proposals)
    return replace(one, seen=seen)


def _name(one: _Found) -> str:
    return f"sheet {one.seen.sheet!r}" if one.seen.sheet else f"table {one.table.range}"


# --- Copies ---------------------------------------------------------------------------------------


def _without_copies(found: Sequence[_Found]) -> list[_Found]:
    """The tables, with all but one of those that hold the same rows left out; the reason stands with both."""
    keys = {one.order: _keys(one) for one in found}
    kept: list[_Found] = []
    out: list[_Found] = []
    for one in found:
        rival = next((other for other in kept if other.kind is one.kind and _share(one, other, keys) > SHARED), None)
        if rival is None:
            kept.append(one)
            continue
        wins, reason = _preferred(one, rival)
        winner, loser = (one, rival) if wins else (rival, one)
        what = "stock numbers" if one.kind.name == "stock" else "rows"
        shared = f"shares {_share(one, other=rival, keys=keys):.0%} of its {what} with"
        why = f"it {shared} {_name(winner)}, which is proposed instead because {reason}"
        out.append(replace(loser, seen=replace(loser.seen, register=None, proposals=(), why=why, copy=True)))
        why = f"{winner.seen.why}; proposed, and not {_name(loser)} that {shared} it, because {reason}"
        kept[kept.index(rival)] = replace(winner, seen=replace(winner.seen, why=why))
    return [*kept, *out]


def _keys(one: _Found) -> frozenset[object]:
    """What a table's rows are told by: the stock number in stock, all that is mapped in other registers."""
    number = one.column("stock_no") if one.kind.name == "stock" else 0
    columns = [number] if number else [p.heading.column for p in one.seen.proposals if p.field]
    grid, rows = one.table.grid, one.table.rows
    made = (tuple(fold_code(display(grid.value(row, column))) for column in columns) for row in rows)
    return frozenset(key for key in made if any(key))


def _share(one: _Found, other: _Found, keys: dict[int, frozenset[object]]) -> float:
    """The share of the shorter table's rows that the longer one holds too."""
    here, there = keys[one.order], keys[other.order]
    both = len(here & there)
    return both / min(len(here), len(there)) if both >= ENOUGH else 0.0


def _preferred(one: _Found, other: _Found) -> tuple[bool, str]:
    """Whether ``one`` is the newer of two, and by which sign; the first sign that tells decides."""
    for told, reason in _SIGNS:
        mine, theirs = told(one), told(other)
        if mine != theirs and mine is not None and theirs is not None:
            wins = bool(mine > theirs)  # type: ignore[operator]  # each sign gives values of one kind
            more, less = (mine, theirs) if wins else (theirs, mine)
            return wins, reason.format(more, less)
    return True, "it stands later in the workbook"


def _named_period(one: _Found) -> date | None:
    found = period(one.seen.sheet) if one.seen.sheet else None
    return found.earliest if found else None


def _last_date(one: _Found) -> date | None:
    """The latest date in the columns of dates."""
    columns = [p.heading.column for p in one.seen.proposals if _is_date(one.kind, p.field)]
    cells = (one.table.grid.value(row, column) for column in columns for row in one.table.rows)
    return max((v.date() if isinstance(v, datetime) else v for v in cells if isinstance(v, date)), default=None)


def _is_date(kind: Register, name: str) -> bool:
    column = kind.column(name)
    return column is not None and column.kind == "date"


_SIGNS: tuple[tuple[Callable[[_Found], date | int | None], str], ...] = (
    (_named_period, "its name says {}, against {}"),
    (_last_date, "its dates go on to {}, against {}"),
    (lambda one: len(one.table.rows), "it has more rows, {} against {}"),
)
"""What tells the newer of two sheets, the surest first. Excel puts a copy before or after: its place comes last."""
