"""What every cell of the registers is: its field, and the piece or the paper whose amounts belong together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from toolkit.columns.declared import Column
from toolkit.house import SourceSetting
from toolkit.readers.grid import Book, Grid
from toolkit.readers.identify import Table
from toolkit.registers import register
from toolkit.values import display, fold, fold_code

OWN = frozenset({"stock_no", "invoice_no", "sales_invoice_no", "job_no", "client_no", "supplier_no", "receipt_no"})
"""The numbers a house gives itself: they run on."""
BINDING = frozenset({"stock_no", "invoice_no", "sales_invoice_no", "job_no"})
"""Those by which the amounts of several rows belong together."""
PLAIN_CODES = frozenset({"year_made"})
"""Codes that number nothing."""
PEOPLE = frozenset(
    {"acquired_from", "consignor", "seller_id", "buyer", "valuer", "custodian", "salesperson", "gift_recipient",
     "title", "name", "first_name", "surname", "suffix", "salutation", "company", "spouse", "adviser", "referred_by",
     "contact", "client", "workshop", "taken_by", "authorised_by", "from_party", "to_party", "counted_by"}
)  # fmt: skip
"""Cells that name somebody."""
ADDRESSES = frozenset({"address", "street", "street2", "town", "region", "buyer_address", "place_name"})
"""Cells that say where somebody lives."""

Spot = tuple[str, str | None, int]
"""A row: file, sheet, number."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a register: the meaning of its columns, the piece its amounts belong to, whether it is a record."""

    columns: Mapping[int, Column]
    piece: str
    record: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A totals row: the rows above it that belong to its table, and those since the total before."""

    row: int
    rows: tuple[int, ...]
    since: tuple[int, ...]
    columns: Mapping[int, Column]


@dataclass(slots=True)
class Plan:
    """Every row of the registers, the rows of headings, and the totals."""

    books: tuple[Book, ...]
    rows: dict[Spot, Row] = field(default_factory=dict)
    heads: set[Spot] = field(default_factory=set)
    totals: dict[tuple[str, str | None], list[Total]] = field(default_factory=dict)

    def cells(self) -> Iterator[tuple[Grid, int, int, Column | None, object]]:
        """Every filled cell with its field, where its column has one."""
        for grid in (grid for book in self.books for grid in book.grids):
            for number, cells in enumerate(grid.columns, 1):
                for at, raw in enumerate(cells, 1):
                    if raw is not None:
                        row = self.rows.get((grid.file, grid.sheet, at))
                        yield grid, at, number, row.columns.get(number) if row else None, raw


def planned(books: Sequence[Book], sources: Sequence[tuple[SourceSetting, Table]]) -> Plan:
    """The plan of a house's registers."""
    plan = Plan(tuple(books))
    together = _Together()
    for setting, table in sources:
        grid, kind = table.grid, register(setting.register)
        numbers = {fold(heading.text): heading.column for heading in table.headings}
        meant = {numbers[fold(text)]: kind.column(name) for text, name in setting.columns.items()
                 if name and fold(text) in numbers}  # fmt: skip
        columns = {number: column for number, column in meant.items() if column is not None}
        binding = [number for number, column in columns.items() if column.field in BINDING]
        plan.heads.update((grid.file, grid.sheet, row) for row in table.header_rows)
        records = frozenset(table.rows)
        for row in (*table.rows, *(out.row for out in table.excluded)):
            codes = {_key(raw) for number in binding if (raw := grid.value(row, number)) is not None}
            piece = together.of({f"row {grid.file} {grid.sheet} {row}", *(code for code in codes if len(code) > 2)})
            known = plan.rows.get((grid.file, grid.sheet, row))
            both = {**(known.columns if known else {}), **columns}
            record = row in records or (known is not None and known.record)
            plan.rows[grid.file, grid.sheet, row] = Row(both, piece, record)
        plan.totals.setdefault((grid.file, grid.sheet), []).extend(_totals(table, columns))
    plan.rows = {spot: replace(row, piece=together.root(row.piece)) for spot, row in plan.rows.items()}
    return plan


def _key(raw: object) -> str:
    """A number as it binds rows together, however many zeros a spreadsheet has dropped in front of it."""
    code = fold_code(display(raw))
    return code.lstrip("0") if code.isdigit() else code


def _totals(table: Table, columns: Mapping[int, Column]) -> Iterator[Total]:
    before = 0
    money = {number: column for number, column in columns.items() if column.kind == "money"}
    for total in sorted(table.totals):
        above = tuple(row for row in table.rows if row < total)
        yield Total(total, above, tuple(row for row in above if row > before), money)
        before = total


class _Together:
    """Names that belong together, found through any of them."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The name that stands for all it belongs to."""
        while (above := self._above.get(name, name)) != name:
            name = above
        return name

    def of(self, names: set[str]) -> str:
        """Let these belong together."""
        roots = sorted({self.root(name) for name in names})
        for name in roots:
            self._above[name] = roots[0]
        return roots[0]
