"""What the lists she works through share: a table with its heading, the few figures above it, a choice of answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tools.workbook_stationery import Stationery


class Column(NamedTuple):
    """A column of a list: what its defined name ends with, its heading, its width, its cell style."""

    name: str
    heading: str
    width: float
    style: str = "line"


HEADED = {
    "hers": "heading hers",
    "hers day": "heading hers",
    "mark": "mark",
    "count": "heading right",
    "money": "heading right",
    "rate": "heading right",
    "soft line": "heading indented",
    "indented line": "heading indented",
    "indented date": "heading indented",
    "link": "heading indented",
}
"""The style of a heading by that of its column."""


def letters(columns: Sequence[Column]) -> dict[str, str]:
    """The letter of each column, by its name."""
    return {column.name: get_column_letter(place) for place, column in enumerate(columns, 1)}


def table(
    made: Stationery, prefix: str, tab: str, columns: Sequence[Column], row: int, *, height: float = 22
) -> None:
    """A sheet with one table whose heading stands in ``row``, repeated on every printed page and always in sight."""
    sheet = made.open(tab, [column.width for column in columns])
    last = get_column_letter(len(columns))
    printed = get_column_letter(len(columns) - (columns[-1].name == "mark"))
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        made.put(f"{letter}{row}", column.heading, HEADED.get(column.style, "heading"))
        made.put(f"{letter}{row + 1}", None, column.style, f"{prefix}_{column.name}")
    made.name(prefix, f"A{row + 1}:{last}{row + 1}")
    made.heights(**{"r1": 34, "r2": 17, f"r{row}": height})
    sheet.auto_filter.ref = f"A{row}:{last}{row + 1}"  # the marks too, or sorting would part them from their lines
    sheet.print_title_rows, sheet.print_area = f"{row}:{row}", f"A1:{printed}{row + 1}"
    sheet.freeze_panes = f"A{row + 1}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"A{row + 1}"


def figures(made: Stationery, found: Iterable[tuple[str, str, str]], attention: str = "") -> None:
    """The few figures that matter, and what they are beneath; one of them in the accent."""
    for where, name, label in found:
        beneath = where.replace("3", "4")
        made.put(where, None, "key attention" if name == attention else "key figure")
        made.name(f"figure_{name}", where.partition(":")[0])
        made.put(beneath, label, "key label")
        if ":" in where:
            made.sheet.merge_cells(where)
            made.sheet.merge_cells(beneath)
    made.heights(r3=27, r4=15, r5=19)


def choice(made: Stationery, cell: str, words: Iterable[str], title: str, error: str) -> None:
    """A drop-down of what may be answered in a cell."""
    listed(made, cell, f'"{",".join(words)}"', title, error)


def listed(made: Stationery, cell: str, formula: str, title: str, error: str) -> None:
    """A drop-down of what a formula gives: words in quotes, or cells."""
    shown: Any = DataValidation(
        type="list", formula1=formula, allow_blank=True, showErrorMessage=True, errorTitle=title, error=error
    )
    shown.add(cell)
    made.sheet.add_data_validation(shown)


def coloured(made: Stationery, where: str, formula: str, colour: int) -> None:
    """Cells that take a colour of the theme while a formula holds."""
    shown = DifferentialStyle(font=Font(color=Color(theme=colour)))
    made.sheet.conditional_formatting.add(where, Rule(type="expression", dxf=shown, formula=[formula]))
