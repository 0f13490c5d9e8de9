"""Makes workbook_templates/worklist.xlsx: the list of what a check found, in which she marks what is done.

The house restyles it in Excel as it does the schedule; what must stay are the defined names, which
toolkit/show/worklist.py fills.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from toolkit.produce.marks import HEADINGS, NAMED, WORDS
from toolkit.produce.who_lists import HEADINGS as ANSWER
from toolkit.produce.who_lists import SIDES
from toolkit.produce.who_lists import WORDS as ANSWERS
from tools.workbook_lists import Column, choice, coloured, figures, letters, table
from tools.workbook_stationery import Stationery
from tools.workbook_styles import ACCENT, SOFT

FILE = "worklist.xlsx"

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


def hers(made: Stationery, prefix: str, row: int) -> None:
    """What helps her: a choice of marks, errors in the accent, a line she has marked in a quieter ink."""
    at = letters(FINDING)
    verdict, before = at["verdict"], get_column_letter(len(FINDING) - len(HEADINGS) - 1)
    advice = f"Choose {' or '.join(WORDS.values())}, or leave it blank. What is known needs a remark that says why."
    choice(made, f"{verdict}{row}", WORDS.values(), "Your mark", advice)
    coloured(made, f"A{row}:{before}{row}", f'${verdict}{row}<>""', SOFT)
    coloured(made, f"{at['weight']}{row}", f'${at["weight"]}{row}="error"', ACCENT)
    made.name(f"{prefix}_number", f"{at['mark']}{row - 1}")


def asked(made: Stationery, row: int) -> None:
    """What helps her to say who is who: a choice of answers, and a line she has answered in a quieter ink."""
    at = letters(WHO)
    advice = f"Choose {', '.join(ANSWERS.values())}, or leave it blank."
    choice(made, f"{at['answer']}{row}", ANSWERS.values(), ANSWER["answer"], advice)
    coloured(made, f"A{row}:{at['why']}{row}", f'${at["answer"]}{row}<>""', SOFT)


def make() -> Stationery:
    """The worklist's stationery."""
    made = Stationery("en", "Worklist")
    table(made, "work", "Worklist", FINDING, 6)
    made.put("A1", "", "sheet title", "title")
    made.put("O1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A5", "", "plain note", "how")
    figures(made, FIGURES, "errors")
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
