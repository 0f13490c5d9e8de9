"""Makes workbook_templates/worklist.xlsx: the list of what a check found, in which she marks what is done.

The house restyles it in Excel as it does the schedule; what must stay are the defined names, which
toolkit/show/worklist.py fills.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from toolkit.produce.marks import HEADINGS, NAMED, WORDS
from toolkit.produce.who_lists import HEADINGS as ANSWER
from toolkit.produce.who_lists import SIDES
from toolkit.produce.who_lists import WORDS as ANSWERS
from tools.workbook_stationery import Stationery
from tools.workbook_styles import ACCENT, SOFT

FILE = "worklist.xlsx"


class Column(NamedTuple):
    """A column of the list: what its defined name ends with, its heading, its width, its cell style."""

    name: str
    heading: str
    width: float
    style: str = "line"


FINDING = (
    Column("state", "State", 8, "soft plain line"),
    Column("weight", "Weight", 10),
    Column("what", NAMED["what"], 23),
    Column("where", "Where", 22, "link"),
    Column("cell", "Cell", 8),
    Column("stock_no", NAMED["stock_no"], 11),
    Column("value", "What was read", 22, "indented line"),
    Column("found", "What is found", 33, "indented line"),
    Column("why", "Why it matters", 29, "soft line"),
    Column("hint", "What to type", 33, "indented line"),
    Column("held", "Held back from", 14, "indented line"),
    Column("verdict", HEADINGS["verdict"], 12, "hers"),
    Column("who", HEADINGS["who"], 8, "hers"),
    Column("remark", HEADINGS["remark"], 19, "hers"),
    Column("until", HEADINGS["until"], 11, "hers day"),
    Column("mark", "", 3, "mark"),
)
FIXED = (
    Column("what", "What", 46),
    Column("where", "Where it stood", 70),
    Column("code", "Kind", 34, "soft plain line"),
)
KINDS = (
    Column("what", "What", 34),
    Column("weight", "Weight", 11),
    Column("count", "Findings", 10, "count"),
    Column("why", "Why it matters", 70, "soft line"),
    Column("held", "Held back from", 16),
    Column("source", "Source", 40, "soft plain line"),
    Column("code", "Kind", 26, "soft plain line"),
)
WHO = (
    Column("state", "State", 10, "soft plain line"),
    Column("likely", "How likely", 9),
    Column("hangs", "What hangs on it", 17, "indented line"),
    Column("left_at", "One row", 19, "link"),
    Column("left", SIDES["left"], 33, "indented line"),
    Column("right_at", "The other", 19, "link"),
    Column("right", SIDES["right"], 33, "indented line"),
    Column("why", "Why: how likely after each reason", 46, "soft line"),
    Column("answer", ANSWER["answer"], 12, "hers"),
    Column("by", ANSWER["who"], 8, "hers"),
    Column("remark", ANSWER["remark"], 19, "hers"),
    Column("mark", "", 3, "mark"),
)
HEADED = {
    "hers": "heading hers",
    "hers day": "heading hers",
    "mark": "mark",
    "count": "heading right",
    "soft line": "heading indented",
    "indented line": "heading indented",
    "link": "heading indented",
}
"""The style of a heading by that of its column."""
FIGURES = (
    ("A3:B3", "errors", "Errors"),
    ("C3", "warnings", "Warnings"),
    ("D3", "to_know", "To know"),
    ("E3:F3", "new", "New"),
    ("G3", "still_open", "Still open"),
    ("H3", "fixed", "Fixed"),
    ("I3", "done", "Marked done, still there"),
    ("J3", "settled", "Not a fault"),
    ("K3", "known", "Known"),
)


def table(made: Stationery, prefix: str, tab: str, columns: tuple[Column, ...], row: int) -> None:
    """A sheet with one table whose heading stands in ``row``, repeated on every printed page and always in sight."""
    sheet = made.open(tab, [column.width for column in columns])
    last = get_column_letter(len(columns))
    printed = get_column_letter(len(columns) - (columns[-1].name == "mark"))
    for number, column in enumerate(columns, 1):
        letter = get_column_letter(number)
        made.put(f"{letter}{row}", column.heading, HEADED.get(column.style, "heading"))
        made.put(f"{letter}{row + 1}", None, column.style, f"{prefix}_{column.name}")
    made.name(prefix, f"A{row + 1}:{last}{row + 1}")
    made.heights(**{"r1": 34, "r2": 17, f"r{row}": 22})
    sheet.auto_filter.ref = f"A{row}:{last}{row + 1}"  # the marks too, or sorting would part them from their lines
    sheet.print_title_rows, sheet.print_area = f"{row}:{row}", f"A1:{printed}{row + 1}"
    sheet.freeze_panes = f"A{row + 1}"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = f"A{row + 1}"


def hers(made: Stationery, prefix: str, row: int) -> None:
    """What helps her: a choice of marks, errors in the accent, a line she has marked in a quieter ink."""
    number = len(FINDING)
    letters = {column.name: get_column_letter(place) for place, column in enumerate(FINDING, 1)}
    choice: Any = DataValidation(
        type="list", formula1=f'"{",".join(WORDS.values())}"', allow_blank=True, showErrorMessage=True,
        errorTitle="Your mark",
        error=f"Choose {' or '.join(WORDS.values())}, or leave it blank. What is known needs a remark that says why.",
    )  # fmt: skip
    choice.add(f"{letters['verdict']}{row}")
    made.sheet.add_data_validation(choice)
    for where, formula, colour in (
        (f"A{row}:{get_column_letter(number - len(HEADINGS) - 1)}{row}", f'${letters["verdict"]}{row}<>""', SOFT),
        (f"{letters['weight']}{row}", f'${letters["weight"]}{row}="error"', ACCENT),
    ):
        shown = DifferentialStyle(font=Font(color=Color(theme=colour)))
        made.sheet.conditional_formatting.add(where, Rule(type="expression", dxf=shown, formula=[formula]))
    made.name(f"{prefix}_number", f"{letters['mark']}{row - 1}")


def asked(made: Stationery, row: int) -> None:
    """What helps her to say who is who: a choice of answers, and a line she has answered in a quieter ink."""
    letters = {column.name: get_column_letter(place) for place, column in enumerate(WHO, 1)}
    choice: Any = DataValidation(
        type="list", formula1=f'"{",".join(ANSWERS.values())}"', allow_blank=True, showErrorMessage=True,
        errorTitle=ANSWER["answer"], error=f"Choose {', '.join(ANSWERS.values())}, or leave it blank.",
    )  # fmt: skip
    choice.add(f"{letters['answer']}{row}")
    made.sheet.add_data_validation(choice)
    shown = DifferentialStyle(font=Font(color=Color(theme=SOFT)))
    rule = Rule(type="expression", dxf=shown, formula=[f'${letters["answer"]}{row}<>""'])
    made.sheet.conditional_formatting.add(f"A{row}:{letters['why']}{row}", rule)


def figures(made: Stationery) -> None:
    """The few figures that matter, and what they are beneath."""
    for where, name, label in FIGURES:
        beneath = where.replace("3", "4")
        made.put(where, None, "key attention" if name == "errors" else "key figure")
        made.name(f"figure_{name}", where.partition(":")[0])
        made.put(beneath, label, "key label")
        if ":" in where:
            made.sheet.merge_cells(where)
            made.sheet.merge_cells(beneath)
    made.heights(r3=27, r4=15, r5=19)


def make() -> Stationery:
    """The worklist's stationery."""
    made = Stationery("en", "Worklist")
    table(made, "work", "Worklist", FINDING, 6)
    made.put("A1", "", "sheet title", "title")
    made.put("O1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A5", "", "plain note", "how")
    figures(made)
    hers(made, "work", 7)
    for prefix, tab, columns, title in (
        ("who", "Who is who", WHO, "Who is who"),
        ("settled", "Not a fault", FINDING, "Called not a fault"),
        ("known", "Known", FINDING, "Known for now"),
        ("gone", "Fixed", FIXED, "Fixed since last time"),
        ("kind", "What it means", KINDS, "What each kind of finding means"),
    ):
        table(made, prefix, tab, columns, 4)
        made.put("A1", title, "sheet title")
        made.put("A2", "", "plain note", f"{prefix}_note")
    made.sheet = made.book["Who is who"]
    asked(made, 5)
    for prefix, tab in (("settled", "Not a fault"), ("known", "Known")):
        made.sheet = made.book[tab]
        hers(made, prefix, 5)
    return made
