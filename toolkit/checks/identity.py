"""The mark of a finding: what stays the same when a file is renamed, rows change their order or a neighbour is edited.

It is made from the kind, the register, and for each cell the record's own key, the meaning of the column and what was
read. Files, sheets, rows and column letters are no part of it. Once the value found changes, so does the mark, and
whatever was said of the finding no longer holds.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from toolkit.findings import Finding, Place
from toolkit.records import Record, Registers, Source
from toolkit.values import fold, fold_code

LENGTH = 16
Spot = tuple[str, str | None, int]
Sheet = tuple[str, str | None]

KEYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "stock": (("stock_no",),),
    "sales": (("invoice_no", "stock_no"),),
    "clients": (("client_no",), ("name", "first_name", "surname", "company")),
    "suppliers": (("supplier_no",), ("name",)),
    "service": (("job_no",),),
    "movements": (("stock_no", "moved_date"), ("receipt_no",)),
    "provenance": (("stock_no", "event", "event_date"),),
    "contacts": (("client_no", "contact_date"), ("client", "contact_date")),
    "counts": (("stock_no", "count_date"),),
}
"""The fields that name a record of a register; the next are asked where all before are blank."""

CONTENT = (
    "stock_no", "invoice_no", "job_no", "client_no", "receipt_no", "sku", "brand", "brand_ref", "serial", "model",
    "description", "piece", "name", "first_name", "surname", "company", "client", "buyer", "email", "phone",
    "acquired_date", "sale_date", "received", "moved_date", "event_date", "contact_date", "count_date",
)  # fmt: skip
"""What a row is known by where it has no key, or shares it with another."""


def marks(findings: Sequence[Finding], registers: Registers) -> tuple[str, ...]:
    """The mark of each finding, in their order: sixteen hexadecimal digits, no two alike.

    Where several findings would have one mark, what their rows hold tells them apart, then their order in the file;
    how many there are is then part of the mark, so that nothing said of one is ever taken for another's.
    """
    index = _Index(findings, registers)
    plain = [index.facts(finding) for finding in findings]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, facts in enumerate(plain):
        groups[facts].append(number)
    made = [""] * len(findings)
    for facts, members in groups.items():
        if len(members) == 1:
            made[members[0]] = _digest(facts)
            continue
        twins: dict[str, int] = defaultdict(int)
        for number in members:
            row = "\x1f".join(index.content(place, findings[number].register) for place in findings[number].places)
            twins[row] += 1
            made[number] = _digest((*facts, row, str(twins[row]), str(len(members))))
    return tuple(made)


def _digest(facts: Iterable[str]) -> str:
    return hashlib.sha256("\x1e".join(facts).encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


class _Index:
    """The records and the tables that findings point at, by where they stand."""

    def __init__(self, findings: Iterable[Finding], registers: Registers) -> None:
        """Look up only the rows that something was found in."""
        rows: dict[Sheet, set[int]] = defaultdict(set)
        for finding in findings:
            for place in finding.places:
                if place.row:
                    rows[place.file, place.sheet].add(place.row)
        self.sources: dict[Sheet, list[Source]] = defaultdict(list)
        for table in registers.tables:
            self.sources[table.source.file, table.source.sheet].append(table.source)
        self.records: dict[Spot, list[Record]] = defaultdict(list)
        wanted = {id(table.source): rows[table.source.file, table.source.sheet] for table in registers.tables}
        for record in registers.every():
            if record.row in wanted.get(id(record.source), ()):
                self.records[record.source.file, record.source.sheet, record.row].append(record)
        self.fields: dict[int, dict[str, str]] = {}
        self.keys: dict[int, str] = {}

    def facts(self, finding: Finding) -> tuple[str, ...]:
        """What the mark is made of.

        A finding that counts cells and names no piece is about its column, wherever the first of its cells stands.
        """
        register = finding.register
        if not finding.subject and "{count}" in finding.kind.message:
            named = [self._column(place, register) for place in finding.places[:1]]
        else:
            named = sorted(self._cell(place, register) for place in finding.places)
        return (finding.kind.code, register, finding.value, *named)

    def content(self, place: Place, register: str) -> str:
        """What a row is known by, or what a table is: the meanings of its columns."""
        record = self._record(place, register)
        if record is not None:
            return "\x1f".join(said(record, name) for name in CONTENT)
        source = self._source(place, register)
        return "\x1f".join(sorted(source.letters)) if source else ""

    def _cell(self, place: Place, register: str) -> str:
        """The record's key, the field and what the cell holds."""
        record = self._record(place, register)
        if record is None:
            return self._column(place, register)
        name = self._field(record.source, place.column)
        return f"{self._key(record)}\x1f{name}\x1f{said(record, name) if name else ''}"

    def _column(self, place: Place, register: str) -> str:
        source = self._source(place, register)
        return self._field(source, place.column) if source else ""

    def _record(self, place: Place, register: str) -> Record | None:
        """The record in a row; where two registers share it, the finding's own."""
        found = self.records.get((place.file, place.sheet, place.row or 0), ())
        return next((record for record in found if record.source.register == register), next(iter(found), None))

    def _source(self, place: Place, register: str) -> Source | None:
        found = self.sources.get((place.file, place.sheet), ())
        return next((source for source in found if source.register == register), next(iter(found), None))

    def _field(self, source: Source, letter: str | None) -> str:
        """What a column means; empty where it means nothing."""
        names = self.fields.get(id(source))
        if names is None:
            names = self.fields[id(source)] = {column: name for name, column in source.letters.items()}
        return names.get(letter or "", "")

    def _key(self, record: Record) -> str:
        found = self.keys.get(id(record))
        if found is None:
            found = self.keys[id(record)] = record_key(record)
        return found


def record_key(record: Record) -> str:
    """What names a record, spelling aside; where its register's keys are blank, what else its row is known by."""
    for names in KEYS.get(record.source.register, ()):
        parts = [fold_code(said(record, name)) for name in names]
        if any(parts):
            return "\x1d".join((record.source.register, *parts))
    return "\x1d".join((record.source.register, *(fold(said(record, name)) for name in CONTENT)))


def said(record: Record, name: str) -> str:
    """What a record's cell holds, as text: its value, or what was read where that is in doubt."""
    doubt = record.doubts.get(name)
    value = doubt.raw if doubt else getattr(record, name, None)
    return value if isinstance(value, str) else "" if value is None else str(value)
