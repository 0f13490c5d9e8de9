"""Which table of a file each [[source]] means: the one whose headings its mapping names.

No position is kept in boutique.toml, because tables move: rows come in above, a column is put in beside. Two
sources of one register on one sheet take two tables; sources of different registers may share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from toolkit.findings import Finding, Place, Severity, ToolkitError, declare
from toolkit.house import House, SourceSetting
from toolkit.readers.examples import is_examples
from toolkit.readers.grid import WORKSHEET, Book, Grid
from toolkit.readers.identify import Table, find_tables
from toolkit.readers.sources import read_source
from toolkit.values import display, fold, fold_code

UNREAD = declare(
    "table-unread", Severity.INFORMATION, "A table of a register's file that nothing reads",
    why="Its rows are in no document: that is right for a legend or a summary, and wrong for a part of the register.",
    message="{how}, and boutique.toml names no register that reads it.",
    hint="Run 'boutique init --overwrite' if it belongs to a register{first}: that keeps the settings; if not, leave "
    "it.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """The table of each source, in the sources' order, and a finding for every table that none of them means."""

    tables: tuple[Table, ...]
    unread: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Sources with the book each stands in and the table each means, and what was found in choosing."""

    sources: tuple[tuple[SourceSetting, Book, Table], ...]
    books: tuple[Book, ...]
    unread: tuple[Finding, ...]


def read_sources(house: House, settings: Sequence[SourceSetting]) -> Reading:
    """Read the files of some sources, each once, and choose their tables."""
    books: dict[str, Book] = {}
    tables: dict[int, Table] = {}
    unread: list[Finding] = []
    for file in dict.fromkeys(setting.file for setting in settings):
        numbers = [at for at, setting in enumerate(settings) if setting.file == file]
        books[file] = read_source(house, settings[numbers[0]])
        choice = choose(books[file], [settings[at] for at in numbers])
        tables.update(zip(numbers, choice.tables, strict=True))
        unread.extend(choice.unread)
        read = [(settings[at], tables[at]) for at in numbers]
        unread.extend(unread_sheets(books[file], [one for one in house.sources if one.file == file], read))
    sources = tuple((setting, books[setting.file], tables[at]) for at, setting in enumerate(settings))
    return Reading(sources, tuple(books.values()), tuple(unread))


def sheet_of(book: Book, sheet: str | None) -> Grid:
    """The named sheet of a file, or its only one. Raises ToolkitError listing the sheets there are."""
    names = [grid.sheet for grid in book.grids]
    found = next((grid for grid in book.grids if grid.sheet == sheet), None)
    if sheet is None and len(book.grids) == 1:
        found = book.grids[0]
    if found is None:
        there = ", ".join(str(name) for name in names if name) or "none"
        raise ToolkitError(
            f"{book.file} has no sheet {sheet!r}; its sheets are: {there}.",
            "If the sheet was renamed, correct its name in boutique.toml or run 'boutique init' again.",
            code="no-sheet",
        )
    return found


def choose(book: Book, settings: Sequence[SourceSetting]) -> Choice:
    """The table each source of one file means. Raises ToolkitError where a sheet or a table is missing."""
    chosen: dict[int, Table] = {}
    unread: list[Finding] = []
    for sheet in dict.fromkeys(setting.sheet for setting in settings):
        grid = sheet_of(book, sheet)
        tables = find_tables(grid)
        here = [(at, setting) for at, setting in enumerate(settings) if setting.sheet == sheet]
        for register in dict.fromkeys(setting.register for _, setting in here):
            mine = [(at, setting) for at, setting in here if setting.register == register]
            chosen.update(_assign(grid, mine, tables))
        taken = {id(chosen[at]) for at, _ in here}
        unread.extend(_unread(table, here[0][1]) for table in tables if id(table) not in taken)
    return Choice(tuple(chosen[at] for at in range(len(settings))), tuple(unread))


def _assign(
    grid: Grid, settings: Sequence[tuple[int, SourceSetting]], tables: Sequence[Table]
) -> Iterable[tuple[int, Table]]:
    """Each source of one register with the table whose headings it names best, no table twice."""
    if len(tables) < len(settings):
        raise _too_few(grid, len(tables), len(settings), settings[0][1].register)
    ranked = sorted(
        ((_covered(table, setting), table.score, -order, -number)
         for order, (_, setting) in enumerate(settings) for number, table in enumerate(tables)),
        reverse=True,
    )  # fmt: skip
    served: set[int] = set()
    used: set[int] = set()
    for *_, order, number in ranked:
        if order not in served and number not in used:
            served.add(order)
            used.add(number)
            yield settings[-order][0], tables[-number]


def _covered(table: Table, setting: SourceSetting) -> tuple[int, int]:
    """How many of a source's mapped headings, and of all it names, a table has."""
    here = {fold(heading.text) for heading in table.headings}
    mapped = sum(bool(name) and fold(heading) in here for heading, name in setting.columns.items())
    return mapped, sum(fold(heading) in here for heading in setting.columns)


def _unread(table: Table, setting: SourceSetting) -> Finding:
    place = table.grid.place(table.header_rows[-1], table.headings[0].column)
    headings = ", ".join(heading.text for heading in table.headings)
    how = f"Another table stands at {table.range} ({headings})"
    return UNREAD.at(place, table.range, register=setting.register, how=how, first="")


LIKE = 0.8
"""From this share of a source's mapped headings on, another sheet with them is a part of the same register."""

COPIED = 0.6
"""From this share of its stock numbers on, a sheet is a copy of what is read already."""


def unread_sheets(
    book: Book, named: Sequence[SourceSetting], read: Sequence[tuple[SourceSetting, Table]]
) -> Iterable[Finding]:
    """Sheets of a register's file with a register's own headings that no source names: next month's tab, sold rows.

    ``read`` are the sources just read with their tables. A copy of what they hold is none of these.
    """
    known = {setting.sheet for setting in named}
    others = (grid for grid in book.grids if grid.sheet not in known and not is_examples(grid))
    for grid in others if None not in known else ():
        for table in find_tables(grid) if grid.kind == WORKSHEET else ():
            like = next((one for one in read if table.rows and _has_headings(table, one[0])), None)
            if like and not _copies(table, read, like[0].register):
                yield _stray(table, like[0])


def _has_headings(table: Table, setting: SourceSetting) -> bool:
    """Whether a table has nearly all the headings that a source uses, its stock number among them."""
    here = {fold(heading.text) for heading in table.headings}
    used = {fold(heading): name for heading, name in setting.columns.items() if name}
    key = next((heading for heading, name in used.items() if name == "stock_no"), next(iter(used), ""))
    return key in here and len(here & set(used)) >= max(3, LIKE * len(used))


def _copies(table: Table, read: Sequence[tuple[SourceSetting, Table]], register: str) -> bool:
    """Whether most of a table's rows are read from elsewhere."""
    mine = [one for one in read if one[0].register == register]
    there = {key for setting, other in mine for key in _keys(other, setting)}
    here = _keys(table, mine[0][0])
    return bool(here) and len(here & there) >= COPIED * len(here)


def _keys(table: Table, setting: SourceSetting) -> set[tuple[str, ...]]:
    """What a table's rows are told by: the stock number, or all that the source uses."""
    used = {fold(heading): name for heading, name in setting.columns.items() if name}
    numbers = {heading for heading, name in used.items() if name == "stock_no"} or set(used)
    columns = [heading.column for heading in table.headings if fold(heading.text) in numbers]
    made = (tuple(fold_code(display(table.grid.value(row, column))) for column in columns) for row in table.rows)
    return {key for key in made if any(key)}


def _stray(table: Table, like: SourceSetting) -> Finding:
    grid, hidden = table.grid, table.grid.state != "visible"
    which = f"The hidden sheet {grid.sheet!r}" if hidden else f"The sheet {grid.sheet!r}"
    rows = "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"
    how = f"{which} has the headings of the sheet {like.sheet!r} and {rows} of its own"
    place = grid.place(table.header_rows[-1], table.headings[0].column)
    severity = Severity.INFORMATION if hidden else Severity.WARNING
    first = " (show the sheet first)" if hidden else ""
    return UNREAD.at(place, table.range, register=like.register, severity=severity, how=how, first=first)


def _too_few(grid: Grid, there: int, wanted: int, register: str) -> ToolkitError:
    where = Place(grid.file, grid.sheet)
    if not there:
        return ToolkitError(
            f"No table was found in {where}: no row looks like column headings.",
            "Open it and see that the headings stand in one row above the data.",
            code="no-table",
        )
    return ToolkitError(
        f"boutique.toml names {wanted} tables of the {register} register in {where}, and {there} was found there.",
        "Run 'boutique init --overwrite' to look at the sheet anew; the settings are kept.",
        code="no-table",
    )
