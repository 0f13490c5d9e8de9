"""A workbook as Google Sheets holds it after an upload: cells as the API describes them."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.colors import Color
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils import column_index_from_string, get_column_letter

EPOCH = datetime(1899, 12, 30)
THEME = {0: "BACKGROUND", 1: "TEXT", **{number: f"ACCENT{number - 3}" for number in range(4, 10)}}
ERROR_TYPES = {"#REF!": "REF", "#N/A": "N_A", "#DIV/0!": "DIVIDE_BY_ZERO", "#VALUE!": "VALUE", "#NAME?": "NAME",
               "#NUM!": "NUM", "#NULL!": "NULL_VALUE", "#ERROR!": "ERROR", "Loading...": "LOADING"}  # fmt: skip
ERROR_TEXTS = {kind: text for text, kind in ERROR_TYPES.items()}


@dataclass
class Tab:
    """One sheet: its properties and its cells by 1-based row and column, each a dictionary of the API's."""

    number: int
    title: str
    kind: str = "GRID"
    hidden: bool = False
    height: int = 1000
    width: int = 26
    cells: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    filtered_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)

    def put(self, address: str, value: object) -> None:
        """Type a value into a cell, as a person in the browser would."""
        place = place_of(address)
        self.cells[place] = {**self.cells.get(place, {}), **entered(value)}
        if value is None:
            self.cells[place].pop("effectiveValue", None)

    def insert_row(self, at: int) -> None:
        """Push every row from ``at`` on one down."""
        self.cells = {(row + (row >= at), column): cell for (row, column), cell in self.cells.items()}
        self.height += 1


@dataclass
class Spreadsheet:
    """A spreadsheet: title, tabs in order, and the accounts that may open it."""

    identifier: str
    title: str
    tabs: list[Tab]
    shared_with: set[str] = field(default_factory=set)

    def tab(self, title: str) -> Tab:
        """The tab of that title."""
        return next(tab for tab in self.tabs if tab.title == title)


def place_of(address: str) -> tuple[int, int]:
    """``B7`` as row 7, column 2."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", address)
    assert match, address
    return int(match[2]), column_index_from_string(match[1])


def entered(value: object) -> dict[str, Any]:
    """A cell's values from what was typed."""
    if isinstance(value, str) and value.startswith("="):
        return {"userEnteredValue": {"formulaValue": value}}
    found = effective(value)
    return {"userEnteredValue": found, "effectiveValue": found} if found else {}


def effective(value: object) -> dict[str, Any]:  # noqa: PLR0911 - one return a type
    """A value as the API types it; dates as serial numbers that count the days correctly before March 1900 too."""
    match value:
        case None:
            return {}
        case bool():
            return {"boolValue": value}
        case datetime():
            return {"numberValue": (value - EPOCH) / timedelta(days=1)}
        case date():
            return {"numberValue": (value - EPOCH.date()).days}
        case time():
            return {"numberValue": (datetime.combine(EPOCH, value) - EPOCH) / timedelta(days=1)}
        case timedelta():
            return {"numberValue": value / timedelta(days=1)}
        case int() | float():
            return {"numberValue": value}
        case _ if str(value) in ERROR_TYPES:
            return {"errorValue": {"type": ERROR_TYPES[str(value)], "message": "..."}}
        case _:
            return {"stringValue": str(value)}


def raw(cell: dict[str, Any]) -> Any:
    """A cell's value as ``UNFORMATTED_VALUE`` gives it; a blank is empty text."""
    ((name, value),) = cell.get("effectiveValue", {"blank": ""}).items() or (("blank", ""),)
    return ERROR_TEXTS[value["type"]] if name == "errorValue" else value


def uploaded(data: bytes, identifier: str, title: str) -> Spreadsheet:
    """The workbook as a spreadsheet."""
    formulas = load_workbook(io.BytesIO(data), rich_text=True)
    values = load_workbook(io.BytesIO(data), data_only=True)
    tabs = []
    for number, name in enumerate(formulas.sheetnames):
        if name in {sheet.title for sheet in formulas.chartsheets}:
            tabs.append(Tab(number * 7, name, "OBJECT", height=0, width=0))
            continue
        written, computed = formulas[name], values[name]
        tab = Tab(number * 7, name, hidden=written.sheet_state != "visible")
        tab.height, tab.width = max(1000, written.max_row + 10), max(26, written.max_column)
        for row in written.iter_rows():
            for cell in row:
                described = _cell(cell, computed.cell(cell.row, cell.column))
                if described:
                    tab.cells[cell.row, cell.column] = described
        tab.hidden_rows = {row for row, facts in written.row_dimensions.items() if facts.hidden}
        for facts in written.column_dimensions.values():
            if facts.hidden:
                tab.hidden_columns.update(range(facts.min, min(facts.max, tab.width) + 1))
        tab.merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in written.merged_cells.ranges]
        tabs.append(tab)
    return Spreadsheet(identifier, title, tabs)


def _cell(written: Any, computed: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if written.data_type == "f":
        text = getattr(written.value, "text", written.value)
        value = effective(computed.value)
        if computed.value is None and getattr(computed, "data_type", "") == "s":
            value = {"stringValue": ""}
        found = {"userEnteredValue": {"formulaValue": text}} | ({"effectiveValue": value} if value else {})
    elif written.value is not None:
        if isinstance(written.value, CellRichText):
            found = entered(str(written.value)) | {"textFormatRuns": _runs(written.value)}
        else:
            found = entered(written.value)
            if written.data_type == "s":
                found = {name: {"stringValue": written.value} for name in ("userEnteredValue", "effectiveValue")}
    pattern = written.number_format
    if pattern != "General":
        found["effectiveFormat"] = {"numberFormat": {"type": kind_of(pattern), "pattern": pattern}}
    own = _own_format(written)
    if own:
        found["userEnteredFormat"] = own
    if written.comment:
        found["note"] = written.comment.text
    return found


def kind_of(pattern: str) -> str:
    """The type the API declares for a number format."""
    if is_timedelta_format(pattern):
        return "TIME"
    if is_date_format(pattern):
        bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", pattern).lower()
        day, hour = bool(re.search("[dy]", bare)), bool(re.search("[hs]", bare))
        return "DATE_TIME" if day and hour else "TIME" if hour else "DATE"
    if pattern == "@":
        return "TEXT"
    if "%" in pattern:
        return "PERCENT"
    return "CURRENCY" if re.search(r"[£€$¥]|CHF", pattern) else "NUMBER"


def _own_format(cell: Any) -> dict[str, Any]:
    text: dict[str, Any] = {}
    if cell.font.strike:
        text["strikethrough"] = True
    if cell.font.color is not None:
        text["foregroundColorStyle"] = _colour(cell.font.color)
    own: dict[str, Any] = {"textFormat": text} if text else {}
    if cell.fill.fill_type == "solid":
        own["backgroundColorStyle"] = _colour(cell.fill.fgColor)
    return own


def _colour(colour: Color) -> dict[str, Any]:
    if colour.type == "theme":
        return {"themeColor": THEME.get(colour.theme, "LINK")}
    rgb = str(colour.rgb)[-6:] if colour.type == "rgb" else "000000"
    parts = {name: int(rgb[at : at + 2], 16) / 255 for name, at in (("red", 0), ("green", 2), ("blue", 4))}
    return {"rgbColor": {name: round(part, 8) for name, part in parts.items() if part}}


def _runs(text: CellRichText) -> list[dict[str, Any]]:
    runs, at = [], 0
    for block in text:
        struck = isinstance(block, TextBlock) and bool(block.font.strike)
        run: dict[str, Any] = {"format": {"strikethrough": True} if struck else {}}
        runs.append(run | ({"startIndex": at} if at else {}))
        at += len(str(block))
    return runs


def a1(row: int, column: int) -> str:
    """An address from a row and a column."""
    return f"{get_column_letter(column)}{row}"
