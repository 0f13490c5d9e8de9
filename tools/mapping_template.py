"""Makes workbook_templates/mapping.xlsx: what each column of the registers means, in which she corrects it.

The house restyles it in Excel as it does the worklist; what must stay are the defined names, which
toolkit/show/mapping_book.py fills.
"""

from __future__ import annotations

from toolkit.produce.mapping_book import AFTER, HEADINGS, NAMED
from toolkit.show.mapping_book import LOOK, STATES
from tools.workbook_lists import Column, coloured, figures, letters, listed, table
from tools.workbook_stationery import Stationery
from tools.workbook_styles import ACCENT, SOFT

FILE = "mapping.xlsx"

COLUMNS = (
    Column("register", "Register", 16),
    Column("where", "Where", 26, "link"),
    Column("letter", "Column", 7, "soft line"),
    Column("heading", NAMED["heading"], 22, "indented line"),
    Column("meaning", HEADINGS["meaning"], 24, "hers"),
    Column("state", AFTER["state"], 11, "indented line"),
    Column("why", AFTER["why"], 36, "soft line"),
    Column("samples", AFTER["samples"], 38, "indented line"),
    Column("read", AFTER["read"], 26, "soft line"),
    Column("mark", "", 3, "mark"),
)
MEANINGS = (
    Column("register", "Register", 24),
    Column("word", "Meaning", 32, "indented line"),
    Column("kind", "What it holds", 34, "soft line"),
    Column("known", "Headings it is known by, for example", 80, "indented line"),
    Column("house", "Who may see it", 20, "soft line"),
)
FIGURES = (
    ("A3", "look", "To look at first"),
    ("B3", "columns", "Columns"),
    ("C3:D3", "used", "Used"),
    ("E3", "unused", "Not used"),
)


def hers(made: Stationery, row: int) -> None:
    """What helps her: the meanings of the line's own register to choose from, what to look at in the accent."""
    at = letters(COLUMNS)
    register, state = f"${at['register']}{row}", f"${at['state']}{row}"
    meanings = f"OFFSET(meaning_word,MATCH({register},meaning_register,0)-1,0,COUNTIF(meaning_register,{register}),1)"
    advice = "Choose a meaning from the list. The sheet Meanings says what each is."
    listed(made, f"{at['meaning']}{row}", meanings, "Meaning", advice)
    first = ",".join(f'{state}="{STATES[name]}"' for name in LOOK)
    coloured(made, f"{at['state']}{row}", f"OR({first})", ACCENT)
    coloured(made, f"A{row}:{at['heading']}{row}", f'${at["meaning"]}{row}="not used"', SOFT)
    made.name("column_number", f"{at['mark']}{row - 1}")


def make() -> Stationery:
    """The stationery of the list."""
    made = Stationery("en", "Columns")
    table(made, "column", "Columns", COLUMNS, 6)
    made.put("A1", "", "sheet title", "title")
    made.put("I1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A5", "", "plain note", "how")
    figures(made, FIGURES, "look")
    hers(made, 7)
    table(made, "meaning", "Meanings", MEANINGS, 4)
    made.put("A1", "Meanings", "sheet title")
    made.put("A2", "", "plain note", "meaning_note")
    return made
