"""From a house to its records: every source read, every row a record or a listed exclusion, nothing guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

from toolkit.collector import uncollected
from toolkit.findings import Finding, ToolkitError
from toolkit.house import House, SourceSetting
from toolkit.readers.choose import read_sources
from toolkit.readers.columns import parse_columns
from toolkit.readers.describe_fill import fill
from toolkit.readers.drift import changes
from toolkit.readers.identify import Table
from toolkit.readers.match import match, unknown
from toolkit.readers.memory import name_of, recall, sample
from toolkit.readers.parse import Dialect
from toolkit.readers.rows import make_records
from toolkit.readers.sorted_apart import sorted_apart
from toolkit.records import Piece, Record, Registers, Sale, Source, TableRead
from toolkit.registers import register
from toolkit.remembered import Sketch


def load(house: House, only: Collection[str] = ()) -> Registers:
    """Read every source of the house, or those of some registers only.

    Raises ToolkitError where a file or a sheet cannot be read at all.
    """
    if not any(source.register == "stock" for source in house.sources):
        raise ToolkitError(
            "No stock register is named in boutique.toml.",
            "Run 'boutique init' in the house's folder, or 'boutique init --source FILE'.",
            code="no-register",
        )
    with uncollected():
        return _read(house, only)


def _read(house: House, only: Collection[str]) -> Registers:
    remembered = recall(house.folder)
    reading = read_sources(house, [setting for setting in house.sources if not only or setting.register in only])
    tables: list[TableRead] = []
    records: list[Record] = []
    findings: list[Finding] = []
    for setting, book, table in reading.sources:
        made, read, found = read_table(table, setting, house, remembered)
        notes = dict.fromkeys((*book.notes, *table.grid.notes, table.why, *read.notes))
        tables.append(replace(read, notes=tuple(notes)))
        records.extend(made)
        findings.extend(found)
    return Registers(
        pieces=tuple(record for record in records if isinstance(record, Piece)),
        sales=tuple(record for record in records if isinstance(record, Sale)),
        others=_others(records),
        tables=tuple(tables),
        digests={book.file: book.sha256 for book in reading.books},
        findings=(*findings, *reading.unread),
    )


def _others(records: Iterable[Record]) -> Mapping[str, tuple[Record, ...]]:
    """The records that are neither pieces nor sales, by their register."""
    found: dict[str, list[Record]] = {}
    for record in records:
        if not isinstance(record, Piece | Sale):
            found.setdefault(record.source.register, []).append(record)
    return MappingProxyType({name: tuple(of_one) for name, of_one in found.items()})


def read_table(
    table: Table, setting: SourceSetting, house: House, remembered: Mapping[str, Sketch]
) -> tuple[list[Record], TableRead, list[Finding]]:
    """The records of one table, how it was read, and what was found on the way."""
    kind = register(setting.register)
    dialect = Dialect(house.currencies, house.words, table.grid.epoch)
    before = remembered.get(name_of(kind.name, setting.file, setting.sheet))
    drift = changes(table, kind, setting.columns, before, dialect)
    columns, findings = match(table, setting.columns, kind, drift)
    if not columns:
        raise ToolkitError(
            f"No column of {setting.file} has a meaning yet.",
            "Say what they mean with 'boutique map'.",
            code="no-columns",
        )
    grid = table.grid
    letters = {name: grid.place(1, number).column or "" for name, number in columns.items()}
    headings = {name: h.text for h in table.headings for name, number in columns.items() if number == h.column}
    names = MappingProxyType(letters), MappingProxyType(headings)
    source = Source(kind.name, grid.file, grid.sheet, *names, grid.tab, setting.describe)
    parsed = parse_columns(table, kind, columns, dialect)
    records = fill(make_records(table, kind, source, columns, parsed, dialect), setting.describe, dialect)
    read = TableRead(
        source=source,
        header_row=table.header_rows[-1],
        rows_in=table.rows_in,
        records=len(records),
        excluded=table.excluded,
        totals=parsed.totals,
        notes=parsed.notes,
        changes=drift,
        unknown=unknown(table, setting.columns),
        sample=sample(table, columns["stock_no"]) if "stock_no" in columns else None,
    )
    return records, read, [*findings, *sorted_apart(table, kind, columns, before)]
