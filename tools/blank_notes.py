"""The sheet of a blank register that says what each column is, whether it is needed, and for which document."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from openpyxl.worksheet.worksheet import Worksheet

from toolkit.columns.declared import Column
from toolkit.produce.blank import LANGUAGES
from tools.blank_declared import Sheet, Wanted, offered
from tools.workbook_stationery import Stationery

HEADINGS = (
    ("Heading", "Intitulé"), ("What stands there", "Ce qu’on y met"), ("Needed", "Utilité"),
    ("Used in", "Sert à"), ("How to type it", "Comment l’écrire"), ("Such as", "Par exemple"),
)  # fmt: skip
WIDTHS = (26.0, 50.0, 12.0, 24.0, 42.0, 26.0)
LETTER, SOFT = 0.95, "soft plain line"
"""How much of a column's width a letter takes, generously; the style of what is said in passing."""

NEEDS = {"must": ("needed", "nécessaire"), "should": ("useful", "utile"), "may": ("if any", "s’il y a lieu")}
DOCUMENTS = {
    "S": ("schedule", "état d’assurance"), "D": ("dossier", "dossier"), "T": ("sell-through", "sell-through"),
    "L": ("letters", "lettres"), "C": ("checks", "contrôles"),
}  # fmt: skip
TYPED = {
    "code": ("as it is written; it stays text", "tel quel ; il reste du texte"),
    "text": ("words", "en mots"),
    "date": ("a whole date", "une date entière"),
    "rough": ("in words, as closely as it is known", "en mots, aussi précisément que connu"),
    "money": ("the figure alone", "le montant seul"),
    "number": ("the figure alone", "le nombre seul"),
    "metal": ("words", "en mots"),
}
SAID = {
    "tab": ("Notes", "Notes"),
    "legend": (
        (
            "Headings in the house’s colour are needed. You may leave out, move or add columns; the program knows them "
            "by their headings. Leave a cell blank where you do not know."
        ),
        (
            "Les intitulés en couleur sont nécessaires. Vous pouvez ôter, déplacer ou ajouter des colonnes ; le "
            "programme les reconnaît à leur intitulé. Laissez vide ce que vous ne savez pas."
        ),
    ),
    "added": ("May be added, under this heading", "Peut être ajouté, sous cet intitulé"),
    "one": ("one of: {0}", "au choix : {0}"),
    "free": ("words; the list suggests some", "en mots ; la liste propose"),
}


def notes(made: Stationery, told: Sheet) -> Worksheet:
    """A line for each column, group by group, and the columns that may be added."""
    at = LANGUAGES.index(told.language)
    page = made.open(SAID["tab"][at], WIDTHS)
    made.put("A1", told.title, "sheet title")
    made.put("A2", told.about, "plain note")
    made.put("A3:F3", SAID["legend"][at], "note")
    page.merge_cells("A3:F3")
    made.heights(r1=34, r2=17, r3=30, r4=8, r5=22)
    for letter, texts in zip("ABCDEF", HEADINGS, strict=True):
        made.put(f"{letter}5", texts[at], "heading")
    row = 6
    for name, columns in told.groups:
        made.put(f"A{row}:F{row}", name, "band")
        made.heights(**{f"r{row}": 26})
        for number, column in enumerate(columns, row + 1):
            _line(made, number, column, at)
        row += 1 + len(columns)
    _added(made, row, told, at)
    page.freeze_panes = "A6"
    page.print_title_rows = "5:5"
    page.page_setup.fitToWidth = 1
    return page


def _line(made: Stationery, row: int, column: Wanted, at: int) -> None:
    """What one column is."""
    example = next(filter(None, column.examples), "")
    cells = (
        column.heading, column.note, NEEDS[column.need][at],
        ", ".join(DOCUMENTS[letter][at] for letter in column.documents), _how(column, at), example,
    )  # fmt: skip
    needed = "hers" if column.need == "must" else "line"
    last = "date" if column.kind == "date" else "line"
    for letter, text, style in zip("ABCDEF", cells, (needed, "line", needed, SOFT, SOFT, last), strict=True):
        made.put(f"{letter}{row}", column.typed(text) if style == "date" else text, style)
    made.heights(**{f"r{row}": _height(cells)})


def _height(cells: Sequence[str]) -> float:
    """A row's height for as many lines as its longest text takes: a spreadsheet does not fit rows it did not type."""
    deepest = max(ceil(len(text) * LETTER / width) for text, width in zip(cells, WIDTHS, strict=True))
    return 6.0 + 15.0 * max(deepest, 1)


def _how(column: Wanted, at: int) -> str:
    """How a column is filled in: from its list, or by the kind of its values."""
    if column.choices:
        return SAID["one"][at].format(", ".join(column.choices)) if column.only else SAID["free"][at]
    if column.column.kind == "date":
        return TYPED["date" if column.kind == "date" else "rough"][at]
    return TYPED[column.column.kind][at]


def _added(made: Stationery, row: int, told: Sheet, at: int) -> None:
    """The columns the program knows besides, for a house that wants them."""
    if not told.added:
        return
    made.put(f"A{row}:F{row}", SAID["added"][at], "band")
    made.heights(**{f"r{row}": 30})
    for number, (heading, column) in enumerate(told.added, row + 1):
        english = f"{column.label[:1].upper()}{column.label[1:]}." if at == 0 else ""
        cells = (heading, english, "", "", _kind(column, at), "")
        for letter, text in zip("ABCDEF", cells, strict=True):
            made.put(f"{letter}{number}", text, SOFT if letter == "E" else "line")
        made.heights(**{f"r{number}": _height(cells)})


def _kind(column: Column, at: int) -> str:
    """How a column that may be added is filled in."""
    choices, only = offered(column, at)
    if choices:
        return SAID["one"][at].format(", ".join(choices)) if only else SAID["free"][at]
    return TYPED.get(column.kind, TYPED["text"])[at]
