"""Makes workbook_templates: schedule and sell-through in Excel, their French twins, the worklist's and the ledger's.

The house restyles any in Excel; what must stay are the defined names, which toolkit/reports/insurance_workbook.py,
sell_through_workbook.py beside it, and worklist.py, ledger_export.py, unlock_workbook.py, letters_book.py and
mapping_book.py of toolkit/show fill.
Colours and faces are the workbook's theme: Page Layout, Colors and Fonts change all of them at once.

    python -m tools.make_workbook_templates [FOLDER]
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from toolkit.render import container
from toolkit.render.wording import label
from tools import (
    ledger_template,
    letters_review_template,
    mapping_template,
    schedule_sheets,
    sell_through_template,
    unlock_template,
    worklist_template,
)
from tools.workbook_stationery import Stationery
from tools.workbook_tables import Column, headed, table, totals

FOLDER = Path(__file__).resolve().parent.parent / "workbook_templates"
FILES = {"en": "insurance-schedule.xlsx", "fr": "insurance-schedule.fr.xlsx"}

# The stock in one ownership, currency, category and situation; the live figures of the summary are cut from this.
STOCK = "schedule_ownership,$B15,schedule_currency,$K15"


def summary(made: Stationery) -> None:
    """The title block, the figures that matter, category by situation, the notes, the signatures."""
    word = made.word
    sheet = made.open("summary_tab", [2, 29, *[15] * 8, 16])
    for row, sample, style, name in (
        (2, "MAISON", "house", "house"),
        (3, "…", "address", "address"),
        (6, word("schedule_title"), "title", ""),
        (7, "…", "as at", "as_at"),
        (8, word("draft_imprint"), "draft", "draft"),
        (12, "…", "centred note", "footing"),
    ):
        made.put(f"B{row}:K{row}", sample, style, name)
        sheet.merge_cells(f"B{row}:K{row}")
    made.put("F4", None, "ornament")
    figures(made)
    made.put("B14:K14", word("matrix"), "section")
    matrix(made)
    made.put("B22:K22", word("notes"), "section")
    made.put("B23", word("basis"), "note", "notes_label")
    made.put("C23:K23", "", "plain", "notes_text")
    sheet.merge_cells("C23:K23")
    made.name("notes", "B23:K23")
    for where, key in (("B26:C26", "prepared"), ("E26:G26", "reviewed"), ("I26:K26", "date")):
        made.put(where, word(key), "signature")
    made.put("B28", "", "imprint", "imprint")
    made.heights(r1=8, r2=26, r4=6, r5=20, r6=42, r7=18, r8=18, r9=8, r10=32, r11=22, r12=20, r13=8, r14=24)
    made.heights(r22=24, r24=8, r25=44, r26=16, r27=14)
    sheet.print_area = "B1:K28"
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = "C10"


def figures(made: Stationery) -> None:
    """One row of large figures for each currency, and what they are beneath."""
    held = "schedule_currency,$B10"
    row = (
        ("B10", "GBP", "figure", "figure_currency", "currency"),
        ("C10:D10", f"=SUMIFS(schedule_value,{held})", "figure", "figure_total", "total"),
        (
            "E10:F10",
            f"=SUMIFS(schedule_value,{held},schedule_ownership,own_label)",
            "figure",
            "figure_own",
            "own_stock",
        ),
        (
            "G10:H10",
            f'=SUMIFS(schedule_value,{held},schedule_ownership,"<>"&own_label)',
            "figure",
            "figure_others",
            "of_others",
        ),
        ("I10", f"=COUNTIFS({held})", "figure units", "figure_units", "units"),
        ("J10:K10", "=SUMIFS(doubt_value,doubt_currency,$B10)", "figure attention", "figure_doubt", "in_doubt_total"),
    )
    for where, value, style, name, key in row:
        made.put(where, value, style)
        made.name(name, where.partition(":")[0])
        beneath = where.replace("10", "11")
        made.put(beneath, made.word(key), "figure label")
        if ":" in where:
            made.sheet.merge_cells(where)
            made.sheet.merge_cells(beneath)
    made.put("B9:K9", None, "hairline")
    made.name("own_label", "E11")
    made.name("figures", "B10:K10")
    for column in "CEGJ":
        made.money_rules(f"{column}10", "$B10")


def matrix(made: Stationery) -> None:
    """The pattern rows of one ownership in one currency: subject, heading, a category and its units, the total."""
    kinds = {
        "matrix_line": (17, "matrix line", "matrix money", f"SUMIFS(schedule_value,{STOCK},schedule_category,$B17"),
        "matrix_units": (18, "units label", "units", f"COUNTIFS({STOCK},schedule_category,$B17"),
        "matrix_total": (19, "total", "total money", f"SUMIFS(schedule_value,{STOCK}"),
        "matrix_total_units": (20, "units label", "units", f"COUNTIFS({STOCK}"),
    }
    made.put("B15", label("owned", made.language), "subject")
    made.put("K15", "GBP", "subject right")
    made.put("B16", made.word("category"), "heading")
    made.put("K16", made.word("total"), "heading right")
    for column in "CDEFGHIJ":
        made.put(f"{column}16", label("safe", made.language) if column == "J" else None, "heading right")
    for name, (row, first, style, formula) in kinds.items():
        words = {17: label("watch", made.language), 19: made.word("total")}.get(row, made.word("units").lower())
        made.put(f"B{row}", words, first)
        made.put(f"K{row}", f"={formula})", style)
        for column in "CDEFGHIJ":
            made.put(f"{column}{row}", f"={formula},schedule_situation,{column}$16)", style)
        made.name(name, f"B{row}:K{row}")
        if "units" not in name:
            made.money_rules(f"C{row}:K{row}", "$K$15")
    for name, row in (("matrix_subject", 15), ("matrix_heading", 16), ("matrix_gap", 21)):
        made.name(name, f"B{row}:K{row}")
    made.name("matrix_category", "B17")
    made.name("matrix_value", "K17")
    made.name("matrix_situations", "C17:J17")
    made.name("matrices", "B15:K21")
    made.heights(r15=24, r16=18, r17=19, r18=15, r19=19, r20=15, r21=10)


def schedule(made: Stationery) -> None:
    """Every piece in the total, and where it was read, beside the printed page."""
    columns = [
        Column("ownership", "ownership", 21, "line", label("owned", made.language)),
        Column("category", "category", 14, "line", label("watch", made.language)),
        Column("stock_no", "stock_no", 11, "line", "W-0138"),
        Column("description", "description", 42),
        Column("detail", "detail", 28, "soft line"),
        Column("identifiers", "identifiers", 19),
        Column("situation", "situation", 12),
        Column("location", "location", 16),
        Column("by_day", "by_day", 12),
        Column("at_night", "at_night", 12),
        Column("owner", "owner", 19),
        Column("valued", "valued", 12, "date"),
        Column("basis", "basis", 14),
        Column("currency", "currency", 9),
        Column("value", "value", 15, "money"),
        Column("cells", "cells", 44, "source"),
    ]
    table(made, "schedule", columns, outside=1)
    headed(made, made.word("lines_title"), "", "schedule_note")
    totals(made, "schedule", units="D", currency="N", amount="O", last="O")


def beside(made: Stationery, prefix: str, title: str, reason: str) -> None:
    """Pieces beside the total, with the reason and the cell."""
    columns = [
        Column("stock_no", "stock_no", 11, "line", "W-0138"),
        Column("description", "description", 44),
        Column("ownership", "ownership", 19),
        Column("situation", "situation", 19),
        Column("currency", "currency", 9),
        Column("value", "value", 16, "money"),
        Column("reason", reason, 46, "reason"),
        Column("cells", "cell", 38, "soft line"),
    ]
    table(made, prefix, columns)
    headed(made, made.word(f"{title}_title"), made.word(f"{title}_intro"))
    if prefix == "doubt":
        totals(made, prefix, units="B", currency="E", amount="F", last="H")
    else:
        made.money_rules("F5", "$E5")


def sources(made: Stationery) -> None:
    """The registers the schedule was made from, and the digest of its facts."""
    columns = [
        Column("register", "register", 28),
        Column("file", "file", 80),
        Column("sheet", "sheet", 50),
        Column("rows", "rows_in", 21, "count"),
        Column("records", "records", 20, "count"),
    ]
    table(made, "source", columns)
    headed(made, made.word("sources_title"), made.word("sources_intro"))
    made.put("A7", made.word("digest"), "plain note")
    made.put("B7", "", "plain note", "facts")


def make(language: str) -> bytes:
    """The template in one language; the same bytes every time."""
    made = Stationery(language)
    summary(made)
    schedule(made)
    schedule_sheets.add(made)
    beside(made, "doubt", "in_doubt", "in_doubt_reason")
    beside(made, "exception", "exceptions", "exceptions_reason")
    beside(made, "excluded", "excluded", "why_excluded")
    sources(made)
    return saved(made, made.word("schedule_title"), FILES[language])


def saved(made: Stationery, title: str, file: str) -> bytes:
    """The bytes of a workbook made here: without a name, without the hour it was made."""
    made.book.properties.creator = ""
    made.book.properties.title = title
    stream = io.BytesIO()
    made.book.save(stream)
    parts = container.read(stream.getvalue(), file)
    core = parts["docProps/core.xml"].decode()
    parts["docProps/core.xml"] = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "1980-01-01T00:00:00Z", core).encode()
    return container.write(parts)


def worklist() -> bytes:
    """The template of the worklist; the same bytes every time."""
    return saved(worklist_template.make(), "Worklist", worklist_template.FILE)


def ledger() -> bytes:
    """The template of the ledger's register; the same bytes every time."""
    return saved(ledger_template.make(), "Ledger", ledger_template.FILE)


def unlock() -> bytes:
    """The template of the unlock list; the same bytes every time."""
    return saved(unlock_template.make(), "Unlock", unlock_template.FILE)


def mapping() -> bytes:
    """The template of the list of columns; the same bytes every time."""
    return saved(mapping_template.make(), "Columns", mapping_template.FILE)


def letters_review() -> bytes:
    """The template of the review of letters; the same bytes every time."""
    return saved(letters_review_template.make(), "Letters", letters_review_template.FILE)


def sell_through(language: str) -> bytes:
    """The template of the sell-through in one language; the same bytes every time."""
    made = sell_through_template.make(language)
    return saved(made, made.word("st_title"), sell_through_template.FILES[language])


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for spoken, file in FILES.items():
        (folder / file).write_bytes(make(spoken))
        print(folder / file)
    for spoken, file in sell_through_template.FILES.items():
        (folder / file).write_bytes(sell_through(spoken))
        print(folder / file)
    for file, made in (
        (worklist_template.FILE, worklist()), (ledger_template.FILE, ledger()), (unlock_template.FILE, unlock()),
        (letters_review_template.FILE, letters_review()), (mapping_template.FILE, mapping()),
    ):  # fmt: skip
        (folder / file).write_bytes(made)
        print(folder / file)
