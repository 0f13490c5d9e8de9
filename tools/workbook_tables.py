"""Tables of the workbook templates: a title, a heading that is frozen, one pattern row, the totals beneath."""

from __future__ import annotations

from typing import NamedTuple

from openpyxl.utils import get_column_letter

from tools.workbook_stationery import Stationery


class Column(NamedTuple):
    """A column of a table: what its defined name ends with, the key of its heading, its width, its cell style."""

    name: str
    heading: str
    width: float
    style: str = "line"
    sample: object = None


def table(made: Stationery, prefix: str, columns: list[Column], *, outside: int = 0) -> None:
    """A sheet with one table: title, a note, heading, the pattern row; the last ``outside`` columns are not printed."""
    sheet = made.open(f"{prefix}_tab", [column.width for column in columns])
    last, printed = (get_column_letter(number) for number in (len(columns), len(columns) - outside))
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        right = column.style in ("money", "count", "percent", "rate", "weeks")
        indented = column.style in ("reason", "soft line", "indented line", "indented date")
        heading = f"heading{' right' * right}{' indented' * indented}"
        made.put(f"{letter}4", made.word(column.heading), heading)
        made.put(f"{letter}5", column.sample, column.style, f"{prefix}_{column.name}")
    made.name(prefix, f"A5:{last}5")
    made.heights(r1=34, r2=18, r3=8, r4=22)
    sheet.auto_filter.ref = f"A4:{last}5"
    sheet.print_title_rows, sheet.print_area = "4:4", f"A1:{printed}7"
    sheet.freeze_panes = "A5"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = "A5"


def headed(made: Stationery, title: str, note: str, name: str = "") -> None:
    """The title of a table's sheet and the sentence beneath."""
    made.put("A1", title, "sheet title")
    made.put("A2", note, "plain note", name)


def totals(made: Stationery, prefix: str, *, units: str, currency: str, amount: str, last: str) -> None:
    """The total of a table in each of its currencies, live."""
    held = f"{prefix}_currency,${currency}7"
    made.put(f"A7:{last}7", made.word("total"), "total", f"{prefix}_total")
    made.put(f"{units}7", f"=COUNTIFS({held})", "total units", f"{prefix}_total_units")
    made.put(f"{currency}7", "GBP", "total", f"{prefix}_total_currency")
    made.put(f"{amount}7", f"=SUMIFS({prefix}_value,{held})", "total money", f"{prefix}_total_value")
    made.name(f"{prefix}_total_label", "A7")
    made.money_rules(f"{amount}5", f"${currency}5")
    made.money_rules(f"{amount}7", f"${currency}7")
    made.heights(r6=8, r7=20)
