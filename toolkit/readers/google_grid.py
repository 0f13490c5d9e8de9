"""From the answers of the Sheets API to Grids: the same values, types and marks the same workbook gives as a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from toolkit.readers.grid import WORKSHEET, CellError, Grid, Raw
from toolkit.readers.marks import KEPT_LAYOUTS, Gathering, Layout, Spot
from toolkit.readers.strings import Strings
from toolkit.readers.styles import PLAIN, Look, outstanding

CELL_FIELDS = (
    "sheets(properties(sheetId),data(startRow,rowMetadata(hiddenByUser,hiddenByFilter),"
    "columnMetadata(hiddenByUser,hiddenByFilter),rowData(values(userEnteredValue(formulaValue),effectiveValue,"
    "effectiveFormat(numberFormat),userEnteredFormat(backgroundColorStyle,textFormat(strikethrough,"
    "foregroundColorStyle)),textFormatRuns(startIndex,format(strikethrough)),note))))"
)
"""What is asked of each cell. Colour and strike-through as a person set them: the effective ones hold banding and
conditional rules as well, which a workbook's own marks do not."""

ERRORS = {
    "ERROR": "#ERROR!", "NULL_VALUE": "#NULL!", "DIVIDE_BY_ZERO": "#DIV/0!", "VALUE": "#VALUE!", "REF": "#REF!",
    "NAME": "#NAME?", "NUM": "#NUM!", "N_A": "#N/A", "LOADING": "Loading...",
}  # fmt: skip
PATTERNS = {
    "DATE": "yyyy-mm-dd", "TIME": "hh:mm:ss", "DATE_TIME": "yyyy-mm-dd hh:mm:ss", "PERCENT": "0.00%",
    "CURRENCY": "¤#,##0.00", "SCIENTIFIC": "0.00E+00", "TEXT": "@",
}  # fmt: skip
"""Stand-ins for a type of format whose pattern is left to the spreadsheet's locale."""
MOMENTS = frozenset({"DATE", "TIME", "DATE_TIME"})
EPOCH = datetime(1899, 12, 30)
"""Day 0 of Google's serial numbers. Excel's agree from March 1900 on; before it Google counts correctly."""
_DAY = 86_400_000
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.')
_FIGURE = re.compile(r"[\d\s.,'’()+\-−]")


@dataclass(slots=True)
class SheetRead:
    """One sheet as the API gave it: its properties and merges, its rows of values, its blocks of cells."""

    title: str
    number: int
    hidden: bool
    height: int
    width: int
    merges: Sequence[Mapping[str, int]]
    kind: str = WORKSHEET
    rows: list[list[Any]] = field(default_factory=list)
    blocks: list[Mapping[str, Any]] = field(default_factory=list)
    shown: list[list[str]] | None = None

    @property
    def reach(self) -> int:
        """The width of the widest row of values."""
        return max(map(len, self.rows), default=0)

    def cells(self) -> Iterable[tuple[int, int, Mapping[str, Any]]]:
        """Every cell the API describes, with its 1-based row and column."""
        for block in self.blocks:
            for row, entry in enumerate(block.get("rowData", ()), block.get("startRow", 0) + 1):
                for column, cell in enumerate(entry.get("values", ()), 1):
                    if cell:
                        yield row, column, cell

    def formulas(self) -> set[tuple[int, int]]:
        """The cells that hold a formula."""
        return {
            (row, column) for row, column, cell in self.cells() if "formulaValue" in cell.get("userEnteredValue", {})
        }

    def needs_text(self) -> bool:
        """Whether a currency stands in the locale alone, so that only the text as displayed tells it."""
        return any(
            form.get("type") == "CURRENCY" and not form.get("pattern")
            for _, _, cell in self.cells()
            if (form := cell.get("effectiveFormat", {}).get("numberFormat", {}))
        )


def make_grid(sheet: SheetRead, theme: Mapping[str, str], file: str) -> Grid:
    """The sheet as a Grid; ``theme`` gives the theme's accent colours as RRGGBB."""
    columns = _columns(sheet)
    gathering = _Cells(sheet, theme, columns).gather()
    # A formula without a value may stand beyond the last value of all; it counts as content there too.
    tall = max((row for row, _ in gathering.marks.uncomputed), default=0)
    for values in columns:
        values.extend([None] * (tall - len(values)))
    _trim(columns, tall)
    marks = gathering.finish(len(columns[0]) if columns else 0, len(columns))
    marks.merged = [_merge(merge, sheet) for merge in sheet.merges]
    state = "hidden" if sheet.hidden else "visible"
    return Grid(file, sheet.title, columns, marks, state, kind=sheet.kind, tab=sheet.number)


def _columns(sheet: SheetRead) -> list[list[Raw]]:
    """Values as columns of one length; the API cuts off blank ends, and writes a blank within a row as empty text."""
    width = sheet.reach
    padded = [[_raw(value) for value in row] + [None] * (width - len(row)) for row in sheet.rows]
    return [list(values) for values in zip(*padded, strict=True)] if padded else []


def _raw(value: object) -> Raw:
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    return str(value) if value not in ("", None) else None


def _trim(columns: list[list[Raw]], tall: int) -> None:
    while columns and not any(value is not None for value in columns[-1]):
        columns.pop()
    last = max((at for values in columns for at in (_last(values),)), default=0)
    for values in columns:
        del values[max(last, tall) :]


def _last(values: list[Raw]) -> int:
    return next((at for at in range(len(values), 0, -1) if values[at - 1] is not None), 0)


def _merge(merge: Mapping[str, int], sheet: SheetRead) -> tuple[int, int, int, int]:
    return (
        merge.get("startRowIndex", 0) + 1,
        merge.get("startColumnIndex", 0) + 1,
        merge.get("endRowIndex", sheet.height),
        merge.get("endColumnIndex", sheet.width),
    )


class _Cells:
    """Reads the cells of one sheet into its marks, and turns serial numbers into the dates their formats say."""

    def __init__(self, sheet: SheetRead, theme: Mapping[str, str], columns: list[list[Raw]]) -> None:
        self.sheet, self.theme, self.columns = sheet, theme, columns
        self.looks: list[Look] = [PLAIN]
        self.numbers: dict[Look, int] = {PLAIN: 0}
        self.gathering = Gathering(self.looks, Strings())
        self.layouts: dict[tuple[Spot, ...], Layout] = {}

    def gather(self) -> Gathering:
        for block in self.sheet.blocks:
            start = block.get("startRow", 0) + 1
            for row, entry in enumerate(block.get("rowData", ()), start):
                self._row(row, entry.get("values", ()))
            hidden = self.gathering.marks.hidden_rows
            hidden.update(row for row, entry in enumerate(block.get("rowMetadata", ()), start) if _hidden(entry))
            for column, entry in enumerate(block.get("columnMetadata", ()), 1):
                if _hidden(entry):
                    self.gathering.hide_columns(column, column)
        return self.gathering

    def _row(self, row: int, cells: Sequence[Mapping[str, Any]]) -> None:
        spots = []
        for column, cell in enumerate(cells, 1):
            if cell:
                spots.append((column, self._cell(row, column, cell), "effectiveValue" in cell))
        key = tuple(spots)
        layout = self.layouts.get(key)
        if layout is None:
            if len(self.layouts) >= KEPT_LAYOUTS:
                self.layouts.clear()
            layout = self.layouts[key] = self.gathering.layout(key, 0)
        self.gathering.row(row, layout)

    def _cell(self, row: int, column: int, cell: Mapping[str, Any]) -> int:
        """Take in one cell; the number of its look."""
        form = cell.get("effectiveFormat", {}).get("numberFormat", {})
        own = cell.get("userEnteredFormat", {})
        text = own.get("textFormat", {})
        look = Look(
            self._pattern(form, row, column),
            bool(text.get("strikethrough")),
            self._colour(text.get("foregroundColorStyle"), own.get("backgroundColorStyle")),
        )
        self._value(row, column, cell, form)
        if "note" in cell:
            self.gathering.marks.comments[row, column] = str(cell["note"]).strip()
        if "textFormatRuns" in cell:
            found = _struck_runs(cell["textFormatRuns"], struck=look.struck)
            if found != {look.struck}:
                self.gathering.strike((row, column), struck=found == {True})
        number = self.numbers.setdefault(look, len(self.looks))
        if number == len(self.looks):
            self.looks.append(look)
        return number

    def _value(self, row: int, column: int, cell: Mapping[str, Any], form: Mapping[str, str]) -> None:
        effective = cell.get("effectiveValue", {})
        formula = cell.get("userEnteredValue", {}).get("formulaValue")
        if formula is not None:
            # A formula that yields empty text has that as its value; one with no value at all yielded nothing.
            self.gathering.formula((row, column), formula[1:], None, computed=bool(effective))
        if column > len(self.columns) or row > len(self.columns[0]):
            return
        values = self.columns[column - 1]
        value = values[row - 1]
        if "errorValue" in effective:
            values[row - 1] = CellError(ERRORS.get(effective["errorValue"].get("type", ""), str(value or "#ERROR!")))
        elif form.get("type") in MOMENTS and isinstance(value, float):
            values[row - 1] = dated(value, form.get("pattern", ""))

    def _pattern(self, form: Mapping[str, str], row: int, column: int) -> str | None:
        if form.get("pattern"):
            return None if form["pattern"].casefold() == "general" else form["pattern"]
        kind = form.get("type", "")
        if kind == "CURRENCY" and self.sheet.shown is not None:
            line = self.sheet.shown[row - 1] if row <= len(self.sheet.shown) else []
            sign = _FIGURE.sub("", line[column - 1]) if column <= len(line) else ""
            if sign:
                return f'"{sign}"#,##0.00'
        return PATTERNS.get(kind)

    def _colour(self, ink: Mapping[str, Any] | None, paint: Mapping[str, Any] | None) -> str | None:
        for word, style in (("font", ink), ("fill", paint)):
            found = outstanding(self._rgb(style)) if style else None
            if found:
                return f"{word}:{found}"
        return None

    def _rgb(self, style: Mapping[str, Any]) -> str:
        if "themeColor" in style:
            return self.theme.get(style["themeColor"], "")
        return _hex(style.get("rgbColor", {}))


def _hex(rgb: Mapping[str, float]) -> str:
    return "".join(f"{round(255 * rgb.get(name, 0)):02X}" for name in ("red", "green", "blue"))


def _hidden(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("hiddenByUser") or entry.get("hiddenByFilter"))


def _struck_runs(runs: Sequence[Mapping[str, Any]], *, struck: bool) -> set[bool]:
    """Whether the letters of a text are struck, run by run; what a run does not say is as the cell is."""
    found = {bool(run.get("format", {}).get("strikethrough", struck)) for run in runs}
    return found | {struck} if not runs or runs[0].get("startIndex", 0) else found


def dated(serial: float, pattern: str) -> Raw:
    """A serial number as its format shows it: a date, a date with a time, a time, or a span of time.

    Rounded to the millisecond, as workbooks are; a number no calendar holds stays a number.
    """
    ticks = round(serial * _DAY)
    if _ELAPSED.search(_QUOTED.sub("", pattern)):
        return timedelta(milliseconds=ticks)
    try:
        at = EPOCH + timedelta(milliseconds=ticks)
    except OverflowError:
        return serial
    if 0 <= ticks < _DAY:
        return at.time()
    return at.date() if at.time() == time() else at


def theme_colours(properties: Mapping[str, Any]) -> dict[str, str]:
    """The theme's accents as RRGGBB; text, background and links say nothing of a piece."""
    found = {}
    for entry in properties.get("spreadsheetTheme", {}).get("themeColors", ()):
        if str(entry.get("colorType", "")).startswith("ACCENT"):
            found[entry["colorType"]] = _hex(entry.get("color", {}).get("rgbColor", {}))
    return found
