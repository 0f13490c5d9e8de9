"""Makes workbook_templates/registers: a blank workbook for each register, in English and in French.

Headings, sentences, choices and examples stand in tools/blanks/. Each workbook has the register itself, a sheet of
examples, which is locked and never read, and a sheet that says what each column is.

    python -m tools.blank_registers [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from openpyxl.styles import Alignment, Border, NamedStyle, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from toolkit.produce.blank import LANGUAGES, NAMES, name_of
from toolkit.render import container
from tools.blank_declared import PAST, Sheet, Wanted, sheet
from tools.blank_notes import notes
from tools.make_workbook_templates import saved
from tools.workbook_stationery import Stationery
from tools.workbook_styles import ACCENT, BODY, DATES, FOOT, HAIR, HAIRLINE, INK, SOFT, font, rule

FOLDER = Path(__file__).resolve().parent.parent / "workbook_templates" / "registers"
BANDS, HEADINGS, FIRST, LAST = 1, 2, 3, 2000
"""The rows of the groups, of the headings, and those with drop-downs."""

FIRST_DAY, LAST_DAY = 3654, 73415
"""Days as a spreadsheet counts them: a year typed alone falls before the first, 1 January 1910; the last is in 2100."""

WIDTHS = {"text": 15.0, "long": 38.0, "money": 13.0, "number": 12.0, "date": 13.0}
PAGE = 170.0
"""How much width a printed page takes."""

SAID = {
    "examples": ("Examples", "Exemples"),
    "not read": (
        "Nothing on this sheet is read: it only shows how rows are filled in. Type yours on the sheet {0}.",
        "Rien n’est lu sur cette feuille : elle montre comment remplir les lignes. Écrivez sur la feuille {0}.",
    ),
    "list": ("Not in the list", "Pas dans la liste"),
    "list more": (
        "The program may not know this word, and will then ask about the row.",
        "Le programme ne connaît peut-être pas ce mot et posera alors la question.",
    ),
    "date": ("Not a whole date", "Pas une date entière"),
    "date more": ("Type the whole date, such as 14/03/2026.", "Écrivez la date entière, comme 14/03/2026."),
    "year more": (
        "Type the whole date with its year. If the year is not known, begin with an apostrophe: ’14 March.",
        "Écrivez la date avec son année. Si elle est inconnue, commencez par une apostrophe : ’14 mars.",
    ),
    "figure": ("Not a figure", "Pas un nombre"),
    "figure more": (
        "Type the figure alone. The currency has a column of its own.",
        "Écrivez le nombre seul. La devise a sa propre colonne.",
    ),
}


def said(key: str, language: str) -> str:
    """A fixed sentence in a language."""
    return SAID[key][LANGUAGES.index(language)]


def styled(made: Stationery) -> None:
    """The cell styles that only registers have: bands, headings that are needed, cells to be filled in."""
    strong = Border(bottom=Side(style="medium", color=Color(theme=ACCENT)))
    short = Alignment(vertical="center")
    figures = Alignment(horizontal="right", vertical="center", indent=1)  # or they touch the words of the next column
    above = Alignment(horizontal="right", vertical="bottom", wrap_text=True, indent=1)
    new = {
        "band": NamedStyle("House band", font(11, ACCENT), border=rule(bottom="thin", colour=HAIRLINE),
                           alignment=Alignment(vertical="bottom")),
        "needed": NamedStyle("House needed", font(9.5, ACCENT), border=strong, alignment=FOOT),
        "needed right": NamedStyle("House needed right", font(9.5, ACCENT), border=strong, alignment=above),
        "heading right": NamedStyle("House above figures", font(9.5, SOFT), border=rule(bottom="thin", colour=INK),
                                    alignment=above),
        "text": NamedStyle("House text", font(BODY), border=HAIR, alignment=short, number_format="@"),
        "long": NamedStyle("House long", font(BODY), border=HAIR, number_format="@",
                           alignment=Alignment(vertical="center", wrap_text=True)),
        "money cell": NamedStyle("House amount", font(BODY), border=HAIR, alignment=figures, number_format="#,##0.00"),
        "number": NamedStyle("House number", font(BODY), border=HAIR, alignment=figures),
        "day": NamedStyle("House day", font(BODY), border=HAIR, number_format=DATES[made.language],
                          alignment=Alignment(horizontal="left", vertical="center")),
    }  # fmt: skip
    made.styles.update(new)


STYLES = {"text": "text", "long": "long", "money": "money cell", "number": "number", "date": "day"}


def width(column: Wanted) -> float:
    """A width that holds the heading on two lines, the words of the list, and what is usual for its kind."""
    if column.column.kind == "flag":
        return max(9.0, len(column.heading) * 0.62)
    longest = max(map(len, (*column.choices, *column.examples)), default=0)
    shown = min(longest + 3.0, 26.0) if column.kind == "text" else 0.0
    return max(WIDTHS[column.kind] if column.kind != "text" else 10.0, shown, len(column.heading) * 0.62)


def heads(made: Stationery, told: Sheet, row: int) -> None:
    """The groups of columns in ``row``, and the headings beneath; what is needed in the accent, with a heavier rule."""
    at = 1
    for name, columns in told.groups:
        for number, column in enumerate(columns):
            letter = get_column_letter(at + number)
            made.put(f"{letter}{row}", None if number else name, "band")
            right = " right" if column.kind in {"money", "number"} else ""
            style = "needed" if column.need == "must" else "heading"
            made.put(f"{letter}{row + 1}", column.heading, f"{style}{right}")
        at += len(columns)
    made.heights(**{f"r{row}": 22, f"r{row + 1}": 30})


def lists(made: Stationery, told: Sheet) -> None:
    """The drop-downs, and a word of warning where a date or a figure would not be one."""
    for number, column in enumerate(told.columns, 1):
        letter = get_column_letter(number)
        rules: dict[str, Any] | None = None
        key = "list"
        if column.choices:
            listed = ",".join(column.choices)
            if len(listed) > 255:
                raise ValueError(f"the list of {column.heading} is too long for a drop-down: {len(listed)}")
            rules = {"type": "list", "formula1": f'"{listed}"', "showErrorMessage": column.only}
        elif column.kind == "date":
            past = column.column.field in PAST
            key, last = ("year" if past else "date"), "TODAY()-366" if past else LAST_DAY
            rules = {"type": "date", "operator": "between", "formula1": FIRST_DAY, "formula2": last,
                     "showErrorMessage": True}  # fmt: skip
        elif column.kind in {"money", "number"}:
            key = "figure"
            rules = {"type": "decimal", "operator": "between", "formula1": -(10**12), "formula2": 10**12,
                     "showErrorMessage": True}  # fmt: skip
        if rules is not None:
            title = said("date" if key == "year" else key, told.language)
            more = said(f"{key} more", told.language)
            ruled: Any = DataValidation(allow_blank=True, errorStyle="warning", errorTitle=title, error=more, **rules)
            ruled.add(f"{letter}{FIRST}:{letter}{LAST}")
            made.sheet.add_data_validation(ruled)


def register_sheet(made: Stationery, told: Sheet) -> None:
    """The sheet that is filled in: whole columns have their format, so that a code typed in any row stays a code."""
    widths = [width(column) for column in told.columns]
    page = made.open(name_of(told.name, told.language), widths)
    heads(made, told, BANDS)
    for number, column in enumerate(told.columns, 1):
        whole, style = page.column_dimensions[get_column_letter(number)], made.styles[STYLES[column.kind]]
        whole.font, whole.alignment, whole.border = style.font, style.alignment, style.border
        whole.number_format = style.number_format
    lists(made, told)
    last = get_column_letter(len(told.columns))
    page.auto_filter.ref = f"A{HEADINGS}:{last}{LAST}"
    page.freeze_panes = f"B{FIRST}"
    view: Any = page.sheet_view
    page.sheet_format.defaultRowHeight, page.sheet_format.customHeight = 21, True
    page.print_title_rows, page.print_title_cols = f"{BANDS}:{HEADINGS}", "A:A"
    page.page_setup.fitToWidth = max(1, round(sum(widths) / PAGE))
    view.pane.activePane = "bottomLeft"  # where the first cell to be filled in lies
    for selection in view.selection:
        selection.activeCell = selection.sqref = f"A{FIRST}"
    footed(made, told)


def footed(made: Stationery, told: Sheet) -> None:
    """The register's title at the foot of a printed page."""
    foot: Any = made.sheet.oddFooter
    foot.left.text, foot.center.text = told.title, None


def example_sheet(made: Stationery, told: Sheet) -> None:
    """How rows look when they are filled in; locked, so that nobody fills in her own here."""
    page = made.open(said("examples", told.language), [width(column) for column in told.columns])
    made.put("A1", said("examples", told.language), "sheet title")
    made.put("A2", said("not read", told.language).format(name_of(told.name, told.language)), "plain note")
    heads(made, told, 4)
    made.heights(r1=34, r2=17)
    for number, column in enumerate(told.columns, 1):
        for row, text in enumerate(column.examples, 6):
            cell = f"{get_column_letter(number)}{row}"
            made.put(cell, column.typed(text), STYLES[column.kind])
    for row in range(6, 6 + max(len(column.examples) for column in told.columns)):
        made.heights(**{f"r{row}": 30})
    page.freeze_panes = "B6"
    page.page_setup.fitToWidth = max(1, round(sum(width(column) for column in told.columns) / PAGE))
    page.protection.sheet = True
    footed(made, told)


def make(name: str, language: str) -> bytes:
    """The blank register in one language; the same bytes every time."""
    told = sheet(name, language)
    made = Stationery(language, name_of(name, language))
    styled(made)
    register_sheet(made, told)
    example_sheet(made, told)
    notes(made, told)
    footed(made, told)
    return _codes_are_meant(saved(made, told.title, file_of(name, language)), told)


def _codes_are_meant(workbook: bytes, told: Sheet) -> bytes:
    """The workbook without Excel's green corners on codes: their advice, "convert to number", loses zeros.

    openpyxl has no words for that, so the element is put in where the standard has its place, after the foot.
    """
    parts = container.read(workbook, told.name)
    last = get_column_letter(len(told.columns))
    where = f'<ignoredErrors><ignoredError sqref="A{FIRST}:{last}{LAST}" numberStoredAsText="1"/></ignoredErrors>'
    part = "xl/worksheets/sheet1.xml"
    end = b"</headerFooter>"
    if parts[part].count(end) != 1:
        raise ValueError("the sheet has no foot to put the element after")
    parts[part] = parts[part].replace(end, end + where.encode())
    return container.write(parts)


def file_of(name: str, language: str) -> str:
    """What the blank register is called among the templates."""
    return f"{name}.xlsx" if language == LANGUAGES[0] else f"{name}.{language}.xlsx"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for register in NAMES:
        for spoken in LANGUAGES:
            (folder / file_of(register, spoken)).write_bytes(make(register, spoken))
            print(folder / file_of(register, spoken))
