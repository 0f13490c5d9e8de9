"""Makes workbook_templates/unlock.xlsx: which cells to fill first, what each releases, how complete the registers are.

The house restyles it in Excel as it does the others; what must stay are the defined names, which
toolkit/show/unlock_workbook.py fills.
"""

from __future__ import annotations

from tools.workbook_lists import Column, figures, table
from tools.workbook_stationery import Stationery

FILE = "unlock.xlsx"

ASKS = (
    Column("rank", "Order", 6, "count"),
    Column("where", "Where", 25, "link"),
    Column("cells", "Cell", 14),
    Column("heading", "Column", 15),
    Column("read", "What stands there", 20, "indented line"),
    Column("why", "Why it holds back", 32, "indented line"),
    Column("hint", "What to type", 34, "indented line"),
    Column("releases", "Releases", 28, "indented line"),
    Column("lines", "Lines", 7, "count"),
    Column("dossiers", "Dossiers", 9, "count"),
    Column("reports", "In reports", 9, "count"),
    Column("currency", "Currency", 9, "indented line"),
    Column("value", "Insured value", 14, "money"),
    Column("waits", "Needed too, with answers below, for", 24, "soft line"),
)
ELSEWHERE = (
    Column("what", "Held back", 34),
    Column("where", "Where", 30, "link"),
    Column("cells", "Cell", 14),
    Column("why", "Why", 52, "indented line"),
    Column("hint", "What would release it", 60, "indented line"),
)
SCORES = (
    Column("register", "Register", 16),
    Column("category", "Category", 22),
    Column("field", "What is needed", 30),
    Column("asked", "Needed by", 12, "count"),
    Column("filled", "Filled", 10, "count"),
    Column("missing", "Missing", 10, "count"),
    Column("no_column", "No column", 11, "count"),
    Column("share", "Share", 10, "rate"),
    Column("before", "Before", 10, "rate"),
    Column("on", "On", 15, "indented date"),
)
FIGURES = (
    ("A3:B3", "lines", "Schedule lines held back"),
    ("C3:D3", "dossiers", "Dossiers held back"),
    ("E3", "reports", "In brands’ reports"),
    ("F3", "answers", "Answers on the list"),
)


def make() -> Stationery:
    """The stationery of the unlock list."""
    made = Stationery("en", "Fill in first")
    table(made, "ask", "Fill in first", ASKS, 6, height=30)
    made.put("A1", "", "sheet title", "title")
    made.put("N1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A5", "", "plain note", "promise")
    figures(made, FIGURES)
    made.put("G3", None, "key figure", "figure_value")
    made.put("G4", "Insured value held back", "key label")
    made.money_rules("M7", "$L7")
    for prefix, tab, columns, title in (
        ("elsewhere", "Not by a cell", ELSEWHERE, "What no cell releases"),
        ("score", "Completeness", SCORES, "How complete the registers are"),
    ):
        table(made, prefix, tab, columns, 4, height=30)
        made.put("A1", title, "sheet title")
        made.put("A2", "", "plain note", f"{prefix}_note")
    return made
