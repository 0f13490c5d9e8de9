"""Makes workbook_templates/ledger.xlsx: the register of everything that was ever numbered.

The house restyles it in Excel as it does the others; what must stay are the defined names, which
toolkit/show/ledger_export.py fills.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from tools.workbook_stationery import Stationery

FILE = "ledger.xlsx"
COLUMNS = (
    ("number", "Number", 14, "line"),
    ("revision", "Rev.", 6, "line"),
    ("state", "State", 12, "line"),
    ("kind", "Kind", 13, "line"),
    ("subject", "Of", 15, "line"),
    ("period", "As at, or sale", 19, "line"),
    ("edition", "For", 11, "line"),
    ("at", "Last event", 19, "line"),
    ("reason", "Why", 34, "indented line"),
    ("who", "Who", 12, "line"),
    ("files", "Files", 42, "indented line"),
    ("facts", "Digest of the facts", 36, "soft plain line"),
)
ROW = 5


def make() -> Stationery:
    """The register's stationery."""
    made = Stationery("en", "Ledger")
    sheet = made.open("Ledger", [width for _, _, width, _ in COLUMNS])
    last = get_column_letter(len(COLUMNS))
    made.put("A1", "What was issued", "sheet title")
    made.put(f"{last}1", "", "subject right", "house")
    made.put("A2", "", "plain note", "imprint")
    made.put("A3", "", "plain note", "tip")
    for number, (name, heading, _, style) in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        made.put(f"{letter}{ROW}", heading, "heading indented" if style == "indented line" else "heading")
        made.put(f"{letter}{ROW + 1}", None, style, f"line_{name}")
    made.name("line", f"A{ROW + 1}:{last}{ROW + 1}")
    made.heights(r1=34, r2=17, r3=17, r5=22)
    sheet.auto_filter.ref = f"A{ROW}:{last}{ROW + 1}"
    sheet.print_title_rows, sheet.print_area = f"{ROW}:{ROW}", f"A1:{last}{ROW + 1}"
    sheet.freeze_panes = f"A{ROW + 1}"
    return made
