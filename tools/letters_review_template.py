"""Makes workbook_templates/letters-review.xlsx: the letters of a time, in which she answers each with yes, no or edit.

The house restyles it in Excel as it does the worklist; what must stay are the defined names, which
toolkit/show/letters_book.py fills.
"""

from __future__ import annotations

from toolkit.produce.letters_review import HEADINGS, NAMED, WORDS
from tools.workbook_lists import Column, choice, coloured, figures, letters, table
from tools.workbook_stationery import Stationery
from tools.workbook_styles import ACCENT, SOFT

FILE = "letters-review.xlsx"

LETTER = (
    Column("state", "State", 9, "soft plain line"),
    Column("write_by", "Post by", 11),
    Column("client", NAMED["client"], 18, "indented line"),
    Column("occasion", "Occasion", 17, "indented line"),
    Column("text", NAMED["text"], 66, "indented line"),
    Column("why", "Why now, and what to know first", 34, "soft line"),
    Column("cells", "Source cells", 22, "soft line"),
    Column("held", "Held back by, and what releases it", 28, "indented line"),
    Column("remarks", "Too like another, changed in Word", 30, "soft line"),
    Column("draft", "The draft", 20, "link"),
    Column("answer", HEADINGS["answer"], 9, "hers"),
    Column("by", HEADINGS["who"], 9, "hers"),
    Column("note", HEADINGS["note"], 26, "hers"),
    Column("mark", "", 3, "mark"),
)
NONE = (
    Column("client", "Client", 12),
    Column("name", "Name", 30, "indented line"),
    Column("reason", "Why no letter", 70, "indented line"),
    Column("releases", "What would release it", 50, "soft line"),
    Column("cells", "Where", 40, "soft line"),
)
FIGURES = (
    ("A3:B3", "waiting", "To be answered"),
    ("C3", "held", "Held back"),
    ("D3", "approved", "Approved"),
    ("E3", "none", "Clients without a letter"),
)


def hers(made: Stationery, row: int) -> None:
    """What helps her: a choice of answers, a line she has answered in a quieter ink, what is held in the accent."""
    at = letters(LETTER)
    advice = "Choose yes, no or edit, or leave it blank. With edit, write the words to be put in under Note."
    choice(made, f"{at['answer']}{row}", WORDS.values(), "Your answer", advice)
    coloured(made, f"A{row}:{at['draft']}{row}", f'${at["answer"]}{row}<>""', SOFT)
    coloured(made, f"{at['state']}{row}", f'${at["state"]}{row}="held"', ACCENT)
    made.name("letter_number", f"{at['mark']}{row - 1}")


def make() -> Stationery:
    """The stationery of the review."""
    made = Stationery("en", "Letters")
    table(made, "letter", "Letters", LETTER, 6)
    made.put("A1", "", "sheet title", "title")
    made.put("M1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A5", "", "plain note", "how")
    figures(made, FIGURES, "held")
    hers(made, 7)
    table(made, "none", "Not written to", NONE, 4)
    made.put("A1", "Not written to", "sheet title")
    made.put("A2", "", "plain note", "none_note")
    return made
