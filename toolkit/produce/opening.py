"""Which earlier schedule a bridge begins with: the last one issued and in force, or a file in any layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.ledger import Issued, Ledger
from toolkit.other_records import Listed
from toolkit.readers.columns import parse_columns
from toolkit.readers.grid import WORKSHEET, Book, Grid
from toolkit.readers.identify import Table, find_tables
from toolkit.readers.mapping import propose
from toolkit.readers.parse import Dialect, row_currency, word_of
from toolkit.readers.rows import make_records
from toolkit.readers.sources import read_named
from toolkit.reconcile.schedule_lines import LastSchedule, Stated, last_schedule
from toolkit.records import Record, Source
from toolkit.registers import SCHEDULE
from toolkit.render.phrases import LABELS
from toolkit.render.wording import NONE
from toolkit.settings import BASIS_FIELDS
from toolkit.values import display, fold
from toolkit.vocabulary import CATEGORY, spellings

FOLDER = Path("documents") / "schedules"
"""Where schedules are delivered, from the folder of the house."""
BESIDE: Mapping[str, str] = {
    "in doubt": "in_doubt", "en doute": "in_doubt",
    "exceptions": "exceptions", "to complete": "exceptions", "a completer": "exceptions",
    "excluded": "excluded", "left out": "excluded", "hors etat": "excluded", "sold": "excluded", "removed": "excluded",
}  # fmt: skip
"""Sheets whose rows stand beside the total, as our own workbooks and others name them, and the block of each."""
NAMES = ("stock_no", "description", "serial", "identifiers", "brand_ref")
"""The fields that name a piece; a row with none of them is no line, and its figure a total."""
DASHED = ("stock_no", "description", "serial", "identifiers", "location", "owner", "basis", "notes")
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")


def opening(house: House, as_at: datetime, since: str | None = None) -> tuple[LastSchedule | None, tuple[str, ...]]:
    """The schedule to begin with, and remarks where there is none: of ``since``, a file or an address, else the ledger.

    Raises ToolkitError where the named file cannot be read as a schedule.
    """
    if since:
        return from_file(since, house), ()
    return last_issued(house, as_at, strictly=True)


# --- From the ledger ------------------------------------------------------------------------------


def last_issued(house: House, as_at: datetime, *, strictly: bool) -> tuple[LastSchedule | None, tuple[str, ...]]:
    """The last schedule issued and in force, for a moment before ``as_at`` or, unless ``strictly``, for that one.

    A frozen copy that cannot be read is a remark, and no schedule.
    """
    try:
        with Ledger.rehearse(house.folder) as ledger:
            issued = _issued(ledger, as_at, strictly=strictly)
            if issued is None:
                return None, ("No schedule was issued by this day: the stock register is compared with none.",)
            return frozen_schedule(ledger, issued), ()
    except ToolkitError as error:
        return None, (f"The last schedule could not be compared: {error.message} {error.hint}".strip(),)


def frozen_schedule(ledger: Ledger, issued: Issued) -> LastSchedule:
    """A schedule as it was issued. Raises ToolkitError where its frozen copy cannot be read."""
    name = next((name for name, _ in issued.files if name.endswith(".xlsx")), issued.files[0][0])
    return last_schedule(issued.number, issued.revision, ledger.frozen_facts(issued), (FOLDER / name).as_posix())


def _issued(ledger: Ledger, as_at: datetime, *, strictly: bool) -> Issued | None:
    """The schedule for the latest moment, in its last revision, unless it was withdrawn."""
    moments = {
        entry.identity: datetime.fromisoformat(entry.identity.period)
        for entry in ledger.history()
        if entry.identity.kind == "schedule" and entry.state == "issued"
    }
    past = sorted(
        (moment, identity.period, identity)
        for identity, moment in moments.items()
        if moment < as_at or (moment == as_at and not strictly)
    )
    for _, _, identity in reversed(past):
        issued = ledger.latest(identity)
        if issued and issued.state == "issued":
            return issued
    return None


# --- From a file ----------------------------------------------------------------------------------


def from_file(name: str, house: House) -> LastSchedule:
    """The schedule in a file, whatever its layout: its lines, those beside its total, and the total it states.

    Raises ToolkitError where no sheet of it has the columns of one.
    """
    book = read_named(name)
    dialect = Dialect(house.currencies, _words(house))
    read = [_Part(table, dialect) for grid in _sheets(book) for table in find_tables(grid)]
    main = max((part for part in read if part.holds and not part.block), key=lambda part: part.fields, default=None)
    if main is None:
        raise _no_schedule(book, read)
    parts = [part for part in read if part.holds and (part.block in {"in_doubt", "exceptions"} or part.like(main))]
    read_parts = [part.read() for part in parts]
    lines = [line for found, _ in read_parts for line in found]
    totals = [total for _, found in read_parts for total in found]
    if lines and not any(line.value for line in lines):
        raise _unread_values(book, lines)
    day = _day(book)
    # Without its day the file lies before every other: nothing can then be said to lie before it.
    as_at = datetime.combine(day or date.min, house.closing, house.zone if day else None)
    return LastSchedule(
        number=book.file, revision=0, as_at=as_at, basis={}, language=house["house.language"], lines=tuple(lines),
        totals=tuple(_stated(totals, lines)), from_file=True, dated=day is not None,
        sha256=book.sha256,
    )  # fmt: skip


def _sheets(book: Book) -> Iterable[Grid]:
    return (grid for grid in book.grids if grid.kind == WORKSHEET and grid.state == "visible")


class _Part:
    """A table of the file: what its columns mean, and which block its sheet holds (empty: the total)."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        """Propose a meaning for each column."""
        self._table, self._dialect = table, replace(dialect, epoch=table.grid.epoch)
        proposed = propose(_without_line_numbers(table), SCHEDULE, self._dialect)
        self._columns = {one.field: one.heading.column for one in proposed if one.field and one.sure}
        self._headings = {one.field: one.heading.text for one in proposed if one.field and one.sure}
        self.block = BESIDE.get(fold(table.grid.sheet or ""), "")
        self.rivals = [one.heading.text for one in proposed if "could be the value" in one.reason]
        self.holds = all(not self._columns.keys().isdisjoint(group) for group in SCHEDULE.signs)
        self.fields = (len(self._columns), len(table.rows))

    def like(self, main: _Part) -> bool:
        """Whether it goes on with the same columns, as one sheet a category does."""
        return not self.block and self._headings == main._headings

    def _source(self) -> Source:
        grid = self._table.grid
        letters = {name: grid.place(1, number).column or "" for name, number in self._columns.items()}
        return Source(SCHEDULE.name, grid.file, grid.sheet, letters, self._headings, grid.tab)

    def read(self) -> tuple[list[Listed], list[Stated]]:
        """Its lines, and its totals; a row without a value that can be read is no part of a total."""
        parsed = parse_columns(self._table, SCHEDULE, self._columns, self._dialect)
        records = make_records(self._table, SCHEDULE, self._source(), self._columns, parsed, self._dialect)
        lines: list[Listed] = []
        totals = [Stated(self._currency(one.row), None, one.amount) for one in parsed.totals if one.field == "value"]
        for record in map(_undashed, records):
            nameless = self.block and not (record.value or record.stock_no or record.identifiers)
            if nameless:
                continue  # "None": the sheet says that it is empty
            if any(getattr(record, name) for name in NAMES) or record.doubts.keys() & set(NAMES):
                lines.append(self._line(record))
            elif record.value:
                totals.append(Stated(record.value.currency, None, record.value.amount))
        return lines, [] if self.block else totals

    def _currency(self, row: int) -> str:
        """The currency a totals row names in the column of currencies."""
        number = self._columns.get("currency")
        return row_currency(self._table.grid.value(row, number), self._dialect.currencies) if number else ""

    def _line(self, record: Listed) -> Listed:
        """A line in its block, its words as they stand where they are none of ours, its category from its heading."""

        def word(name: str) -> str | None:
            read: str | None = getattr(record, name)
            return record.doubts[name].raw if name in record.doubts else read

        category, sheet = word("category"), self._table.grid.sheet
        if not category:
            known = spellings(CATEGORY, self._dialect.words.get("category", {}))
            titles = (word_of(title, known) for title in (record.section, sheet) if title)
            category = next((found for found in titles if isinstance(found, str)), None)
        block = self.block or ("lines" if record.value else "exceptions")
        return replace(
            record, block=block, category=category, ownership=word("ownership"), situation=word("situation"),
            basis=_basis(record.basis),
        )  # fmt: skip


def _without_line_numbers(table: Table) -> Table:
    """The table without a column that only counts its lines: 1, 2, 3 under "Item" are no numbers of pieces."""

    def counts(column: int) -> bool:
        texts = [display(value) for row in table.rows if (value := table.grid.value(row, column)) not in {None, ""}]
        return len(texts) > 2 and texts == [str(at) for at in range(1, len(texts) + 1)]

    return replace(table, headings=tuple(one for one in table.headings if not counts(one.column)))


def _undashed(record: Record) -> Listed:
    """A line without the dashes that stand for nothing."""
    assert isinstance(record, Listed)
    blank = {name: None for name in DASHED if getattr(record, name) == NONE}
    return replace(record, **blank) if blank else record  # type: ignore[arg-type]  # texts that may all be None


def _basis(words: str | None) -> str | None:
    """The basis of a line as its key (``Cost + 20%``: ``cost + 20%``); as it reads, where it is none of ours."""
    label, plus, percent = (words or "").partition("+")
    key = next((one for one in BASIS_FIELDS if fold(label) in map(fold, LABELS.get(one, ()))), None)
    return f"{key}{f' + {percent.strip()}' if plus else ''}" if key else words


def _words(house: House) -> dict[str, dict[str, str]]:
    """The house's own words, and those our own workbooks print, by the field they stand in."""
    ours: dict[str, str] = {}
    for word, said in LABELS.items():
        ours.update(dict.fromkeys(map(fold, said), word))
    fields = ("category", "ownership", "situation", "at_night")
    return {name: {**_of(name, ours), **house.words.get(name, {})} for name in fields} | {
        name: dict(words) for name, words in house.words.items() if name not in fields
    }


def _of(name: str, ours: Mapping[str, str]) -> dict[str, str]:
    """The labels of one field's vocabulary, and of a blank."""
    column = SCHEDULE.column(name)
    known = column.vocabulary if column and column.vocabulary else {}
    return {spelled: word for spelled, word in ours.items() if word in known}


def _stated(totals: Sequence[Stated], lines: Sequence[Listed]) -> Iterable[Stated]:
    """The total the file states for each currency of its lines: their sum, where its totals rows say so.

    Where they do not, it is the greatest of them. A totals row that names no currency is one of the lines'
    currency, if they have one only.
    """
    sums: dict[str, Decimal] = {}
    for line in lines:
        if line.block == "lines" and line.value:
            sums[line.value.currency] = sums.get(line.value.currency, Decimal(0)) + line.value.amount
    for currency, summed in sorted(sums.items()):
        amounts = [one.value for one in totals if one.currency == currency or (not one.currency and len(sums) == 1)]
        if amounts:
            foots = summed in amounts or sum(amounts) == summed
            yield Stated(currency, None, summed if foots else max(amounts))


def _day(book: Book) -> date | None:
    """The day in the file's name; None where there is none, or several."""
    found = {match.groups() for match in _DAY.finditer(book.file)}
    if len(found) != 1:
        return None
    try:
        return date(*map(int, found.pop()))
    except ValueError:
        return None


def _no_schedule(book: Book, read: Sequence[_Part]) -> ToolkitError:
    rivals = next((part.rivals for part in read if part.rivals), [])
    if rivals:
        return ToolkitError(
            f"In {book.file} several columns could be the insured value: {', '.join(rivals)}.",
            "Save a copy in which only one of them is left, and name that copy.",
            code="no-schedule",
        )
    return ToolkitError(
        f"No schedule was found in {book.file}: no sheet has a column of values beside one that names the pieces.",
        "Name the file of the earlier schedule; its columns need headings such as 'Stock no.', 'Description' and "
        "'Sum insured'.",
        code="no-schedule",
    )


def _unread_values(book: Book, lines: Sequence[Listed]) -> ToolkitError:
    doubtful = next((line for line in lines if "value" in line.doubts), None)
    read = f": {doubtful.place('value')} reads {doubtful.doubts['value'].raw!r}" if doubtful else ""
    return ToolkitError(
        f"Not one value of {book.file} can be read{read}.",
        "If a figure could be read in two ways, save a copy in which one of them has its pence (10,000.00), and name "
        "that copy.",
        code="no-schedule",
    )
