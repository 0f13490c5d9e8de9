"""From a house to its records: every source read, every row a record or a listed exclusion, nothing guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from toolkit.findings import Finding, Severity, ToolkitError, declare
from toolkit.house import House, SourceSetting
from toolkit.readers.columns import parse_columns
from toolkit.readers.grid import Book, Grid
from toolkit.readers.identify import Heading, Table, find_table
from toolkit.readers.open import read as read_file
from toolkit.readers.parse import Dialect
from toolkit.readers.rows import make_records
from toolkit.records import ControlTotal, Piece, Record, Registers, Sale, Source, TableRead
from toolkit.registers import Register, register
from toolkit.values import fold

COLUMN_GONE = declare(
    "column-missing", Severity.ERROR, "A mapped column is not in the sheet",
    why="Without it the records lack a field that documents print.",
    message="The column {value!r}, which holds the {subject}, is not in the sheet; it has: {found}.",
    hint="If it was renamed, say so with 'boutique map'; if it was moved to another sheet, run 'boutique init'.",
    blocks=("schedule",),
)  # fmt: skip
COLUMN_NEW = declare(
    "column-unmapped", Severity.INFORMATION, "A column the program was not told about",
    why="It may be a new column, or an old one under a new name.",
    message="The column {value!r} is not in the mapping and is not used.",
    hint="Say what it means with 'boutique map', or leave it unused there.",
)  # fmt: skip


def load(house: House) -> Registers:
    """Read every source of the house. Raises ToolkitError where a file or a sheet cannot be read at all."""
    if not any(source.register == "stock" for source in house.sources):
        raise ToolkitError(
            "No stock register is named in boutique.toml.",
            "Run 'boutique init' in the house's folder, or 'boutique init --source FILE'.",
            code="no-register",
        )
    books: dict[Path, Book] = {}
    tables: list[TableRead] = []
    records: list[Record] = []
    findings: list[Finding] = []
    for setting in house.sources:
        path = house.path(setting)
        if path not in books:
            books[path] = read_file(path, setting.file)
        table = _table(books[path], setting)
        made, read, found = read_table(table, setting, house)
        notes = dict.fromkeys((*books[path].notes, *table.grid.notes, table.why, *read.notes))
        tables.append(replace(read, notes=tuple(notes)))
        records.extend(made)
        findings.extend(found)
    return Registers(
        pieces=tuple(record for record in records if isinstance(record, Piece)),
        sales=tuple(record for record in records if isinstance(record, Sale)),
        tables=tuple(tables),
        digests={book.file: book.sha256 for book in books.values()},
        findings=tuple(findings),
    )


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


def _table(book: Book, setting: SourceSetting) -> Table:
    grid = sheet_of(book, setting.sheet)
    table = find_table(grid)
    if table is None:
        where = f"{book.file}, sheet {grid.sheet}" if grid.sheet else book.file
        raise ToolkitError(
            f"No table was found in {where}: no row looks like column headings.",
            "Open it and see that the headings stand in one row above the data.",
            code="no-table",
        )
    return table


def read_table(table: Table, setting: SourceSetting, house: House) -> tuple[list[Record], TableRead, list[Finding]]:
    """The records of one table, how it was read, and what was found on the way."""
    kind = register(setting.register)
    columns, findings = _columns(table, setting, kind)
    if not columns:
        raise ToolkitError(
            f"No column of {setting.file} has a meaning yet.",
            "Say what they mean with 'boutique map'.",
            code="no-columns",
        )
    grid = table.grid
    letters = {name: grid.place(1, number).column or "" for name, number in columns.items()}
    headings = {name: h.text for h in table.headings for name, number in columns.items() if number == h.column}
    source = Source(kind.name, grid.file, grid.sheet, MappingProxyType(letters), MappingProxyType(headings))
    dialect = Dialect(house.currencies, house.words, grid.epoch)
    parsed = parse_columns(table, kind, columns, dialect)
    records = make_records(table, kind, source, columns, parsed, dialect)
    totals = tuple(_control_totals(table, kind, columns))
    read = TableRead(source, table.header_rows[-1], table.rows_in, len(records), table.excluded, totals, parsed.notes)
    return records, read, findings


def _control_totals(table: Table, kind: Register, columns: Mapping[str, int]) -> Iterable[ControlTotal]:
    """The figures of the totals rows in columns of money; text and blanks are no control total."""
    for row in table.totals:
        for column in kind.columns:
            raw = table.grid.value(row, columns.get(column.field, 0)) if column.kind == "money" else None
            if isinstance(raw, int | float) and not isinstance(raw, bool):
                yield ControlTotal(row, column.field, Decimal(repr(raw)).quantize(Decimal("0.01")))


def _columns(table: Table, setting: SourceSetting, kind: Register) -> tuple[dict[str, int], list[Finding]]:
    """The column number of each mapped field, and a finding for each column gone or new."""
    here = {fold(heading.text): heading for heading in table.headings}
    told = {fold(heading): name for heading, name in setting.columns.items()}
    columns: dict[str, int] = {}
    findings: list[Finding] = []
    at = table.grid.place(table.header_rows[-1])
    for heading, name in setting.columns.items():
        found: Heading | None = here.get(fold(heading))
        if name and found:
            columns[name] = found.column
        elif name:
            label = next(column.label for column in kind.columns if column.field == name)
            there = ", ".join(h.text for h in table.headings)
            findings.append(COLUMN_GONE.at(at, heading, register=kind.name, subject=label, found=there))
    for heading_folded, found in here.items():
        if heading_folded not in told:
            place = table.grid.place(table.header_rows[-1], found.column)
            findings.append(COLUMN_NEW.at(place, found.text, register=kind.name))
    return columns, findings
