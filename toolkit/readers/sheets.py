"""Reads a Google spreadsheet whole: its sheets, values and marks of one moment, or nothing.

The metadata and the values are read before and after the marks. Only where both agree did nobody type meanwhile;
otherwise everything is read again, a few times. Formulas that move by themselves (NOW, RAND) are let be and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from toolkit.addresses import SPREADSHEET, canonical, is_url, spreadsheet_id
from toolkit.findings import ToolkitError, column_letter
from toolkit.readers import google_refusals as refusals
from toolkit.readers.google_grid import CELL_FIELDS, SheetRead, make_grid, theme_colours
from toolkit.readers.google_key import find_key
from toolkit.readers.grid import WORKSHEET, Book, Cell
from toolkit.readers.snapshots import fingerprint

if TYPE_CHECKING:
    from toolkit.readers.google_line import Line
    from toolkit.readers.google_wire import Patience

__all__ = ["Probe", "canonical", "is_url", "probe", "read_url"]

READINGS = 4
"""Times a spreadsheet is read anew while others type in it."""
PROBE_SECONDS = 20.0
KINDS = {"GRID": WORKSHEET, "OBJECT": "chartsheet", "DATA_SOURCE": "connected data"}
VALUES_AT_ONCE = 5_000_000
"""Cells of a sheet's whole area in one request for values; blank ones cost nothing there."""
CELLS_AT_ONCE = 100_000
"""Cells in one request for marks, some hundred bytes each."""
ADDRESS_LENGTH = 6000
"""Characters of ranges in the address of one request."""

BOOK_FIELDS = (
    "properties(title,locale,timeZone,spreadsheetTheme(themeColors)),sheets(properties(sheetId,title,index,sheetType,"
    "hidden,gridProperties(rowCount,columnCount)),merges)"
)
MOVED = "formulas that change by themselves hold the value of the moment of reading: {cells}"


@dataclass(frozen=True, slots=True)
class Probe:
    """What a test of the connection found: the spreadsheet's title, its visible sheets, and who reads."""

    title: str
    sheets: tuple[str, ...]
    account: str


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows of one sheet asked for at once: the sheet's number, its title, and the range's corner cells."""

    number: int
    title: str
    first: int
    last: int
    width: int

    def __str__(self) -> str:
        """The range in A1 notation; a title in quotes is never taken for a range's name."""
        title = self.title.replace("'", "''")
        return f"'{title}'!A{self.first}:{column_letter(self.width)}{self.last}"


def read_url(url: str, shown: str | None = None, *, patience: Patience | None = None) -> Book:
    """Read a Google spreadsheet; ``shown`` is its name in messages, by default its title.

    Raises ToolkitError (exit 5) where it cannot be read, cannot be read in time, or does not stay still.
    """
    identifier = spreadsheet_id(url)
    url = SPREADSHEET + identifier
    address = f"{shown}, {url}" if shown and shown != url else url
    with _line(address, patience) as line:
        meta, sheets, notes = _settled(line, identifier)
        title = str(meta.get("properties", {}).get("title", "")) or identifier
        file = shown or f"{title} (Google Sheets)"
        _texts(line, identifier, sheets)
    theme = theme_colours(meta.get("properties", {}))
    grids = tuple(make_grid(sheet, theme, file) for sheet in sheets)
    if shown and title not in shown:
        notes = (f"the Google spreadsheet “{title}”", *notes)
    return Book(file, "google sheet", grids, fingerprint(grids), notes)


def probe(url: str, patience: Patience | None = None) -> Probe:
    """Test the connection to one spreadsheet with a single request. Raises ToolkitError as :func:`read_url` does."""
    from toolkit.readers.google_wire import Patience

    identifier = spreadsheet_id(url)
    with _line(SPREADSHEET + identifier, patience or Patience(total=PROBE_SECONDS)) as line:
        meta = line.metadata(identifier, BOOK_FIELDS)
        entries = [entry["properties"] for entry in _entries(meta)]
        visible = tuple(facts["title"] for facts in entries if _kind(facts) == WORKSHEET and not facts.get("hidden"))
        return Probe(str(meta.get("properties", {}).get("title", "")), visible, line.key.account)


def _line(address: str, patience: Patience | None) -> Line:
    from toolkit.readers import google_line, google_wire

    return google_line.Line(find_key(), patience or google_wire.patience(), address)


def _settled(line: Line, identifier: str) -> tuple[Mapping[str, Any], list[SheetRead], tuple[str, ...]]:
    """Metadata, sheets and notes of a moment at which nobody typed."""
    for reading in range(1, READINGS + 1):
        try:
            meta = line.metadata(identifier, BOOK_FIELDS)
            sheets = _with_values(line, identifier, meta)
            _add_cells(line, identifier, sheets)
            again = _with_values(line, identifier, meta)
            same_book = line.metadata(identifier, BOOK_FIELDS) == meta
        except ToolkitError as error:
            # A sheet renamed or shortened between two requests: its range is unknown by now.
            if error.code != "google-refused" or "range" not in error.message.casefold() or reading == READINGS:
                raise
        else:
            moved = _moved(sheets, again)
            if same_book and not moved:
                return meta, sheets, ()
            # Once may be an edit that a formula follows; twice, and nothing but formulas: they move by themselves.
            if same_book and moved and reading > 1 and _only_formulas(sheets, moved):
                return meta, sheets, (MOVED.format(cells=_named(sheets, moved)),)
        line.pause()
    raise refusals.changing(line.address, READINGS)


def _entries(meta: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The sheets in the order of their tabs."""
    return sorted(meta.get("sheets", ()), key=lambda entry: entry["properties"].get("index", 0))


def _kind(facts: Mapping[str, Any]) -> str:
    return KINDS.get(facts.get("sheetType", "GRID"), "other")


def _with_values(line: Line, identifier: str, meta: Mapping[str, Any]) -> list[SheetRead]:
    """Every sheet with its values: numbers unformatted, dates as serial numbers."""
    sheets = []
    for entry in _entries(meta):
        facts, size = entry["properties"], entry["properties"].get("gridProperties", {})
        sheets.append(
            SheetRead(
                facts["title"],
                facts.get("sheetId", 0),
                bool(facts.get("hidden")),
                size.get("rowCount", 0),
                size.get("columnCount", 0),
                entry.get("merges", ()),
                _kind(facts),
            )
        )
    areas = [(number, sheet.title, sheet.height, sheet.width) for number, sheet in enumerate(sheets)]
    params = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
    for stretch, rows in _values(line, identifier, areas, params):
        whole = sheets[stretch.number].rows
        if rows:
            whole.extend([] for _ in range(stretch.first - 1 - len(whole)))
            whole.extend(rows)
    return sheets


def _values(
    line: Line, identifier: str, areas: Sequence[tuple[int, str, int, int]], params: Mapping[str, str]
) -> Iterable[tuple[_Stretch, list[list[Any]]]]:
    for batch in _batches(areas, VALUES_AT_ONCE):
        answer = line.values(identifier, [str(stretch) for stretch in batch], **params)
        found = answer.get("valueRanges", [])
        if len(found) != len(batch):
            raise refusals.broken(line.address)
        yield from zip(batch, (entry.get("values", []) for entry in found), strict=True)


def _add_cells(line: Line, identifier: str, sheets: Sequence[SheetRead]) -> None:
    """Ask what stands beside the values, as far as they reach."""
    areas = [(number, sheet.title, len(sheet.rows), sheet.reach) for number, sheet in enumerate(sheets)]
    by_id = {sheet.number: sheet for sheet in sheets}
    for batch in _batches(areas, CELLS_AT_ONCE):
        answer = line.cells(identifier, [str(stretch) for stretch in batch], CELL_FIELDS)
        for entry in answer.get("sheets", ()):
            sheet = by_id.get(entry.get("properties", {}).get("sheetId", 0))
            if sheet is not None:
                sheet.blocks.extend(entry.get("data", ()))


def _texts(line: Line, identifier: str, sheets: Sequence[SheetRead]) -> None:
    """The formatted pass: the text as displayed, only for sheets whose currency stands in the locale alone."""
    areas = [(n, sheet.title, len(sheet.rows), sheet.reach) for n, sheet in enumerate(sheets) if sheet.needs_text()]
    for stretch, rows in _values(line, identifier, areas, {"valueRenderOption": "FORMATTED_VALUE"}):
        sheet = sheets[stretch.number]
        sheet.shown = [*(sheet.shown or []), *rows]


def _batches(areas: Iterable[tuple[int, str, int, int]], limit: int) -> Iterable[list[_Stretch]]:
    """Ranges grouped into requests of a bounded number of cells and a bounded address."""
    batch: list[_Stretch] = []
    cells = length = 0
    for number, title, height, width in areas:
        step = max(1, limit // max(width, 1))
        for first in range(1, height + 1 if width else 1, step):
            stretch = _Stretch(number, title, first, min(first + step - 1, height), width)
            size, room = (stretch.last - first + 1) * width, len(quote(str(stretch))) + len("&ranges=")
            if batch and (cells + size > limit or length + room > ADDRESS_LENGTH):
                yield batch
                batch, cells, length = [], 0, 0
            batch.append(stretch)
            cells, length = cells + size, length + room
    if batch:
        yield batch


def _moved(before: Sequence[SheetRead], after: Sequence[SheetRead]) -> list[tuple[int, Cell]]:
    """The cells whose values differ between two readings, by the number of the sheet."""
    moved: list[tuple[int, Cell]] = []
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.rows == new.rows:
            continue
        for row in range(max(len(old.rows), len(new.rows))):
            a, b = (sheet.rows[row] if row < len(sheet.rows) else [] for sheet in (old, new))
            moved.extend(
                (number, (row + 1, at + 1)) for at in range(max(len(a), len(b))) if a[at : at + 1] != b[at : at + 1]
            )
    return moved


def _only_formulas(sheets: Sequence[SheetRead], moved: Iterable[tuple[int, Cell]]) -> bool:
    formulas = [sheet.formulas() for sheet in sheets]
    return all(cell in formulas[number] for number, cell in moved)


def _named(sheets: Sequence[SheetRead], moved: Sequence[tuple[int, Cell]]) -> str:
    names = [f"{sheets[number].title} {column_letter(column)}{row}" for number, (row, column) in moved[:5]]
    return ", ".join(names) + (f" and {len(moved) - 5} more" if len(moved) > 5 else "")
