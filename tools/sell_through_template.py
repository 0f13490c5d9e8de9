"""The sell-through's workbook: title, key figures and charts; the references; consigned pieces; the trend; corrections.

``toolkit/reports/sell_through_workbook.py`` fills it. Every column a contract may ask for has its place here; those it
does not ask for are left blank, heading and all, and put out of sight.
"""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from toolkit.render.wording import text
from toolkit.reports.sell_through_columns import KEYS
from tools.sell_through_chart import on_hand_chart, sold_chart
from tools.workbook_stationery import Stationery

FILES = {"en": "sell-through.xlsx", "fr": "sell-through.fr.xlsx"}
IDENTITY = (("opening", 1), ("received", 1), ("transfers_in", 1), ("customer_returns", 1), ("sold", -1),
            ("transfers_out", -1), ("returned_to_vendor", -1), ("adjustments", 1))  # fmt: skip
_WIDTHS = {"collection": 18, "reference": 18, "description": 34, "gtin": 17, "sales": 15, "currency": 9}
_WIDTH = 10
_STYLES = {"rate": "rate", "cover": "weeks", "turn": "weeks", "sales": "money", "currency": "line"}
_TEXTS = ("collection", "reference", "description", "gtin", "currency")
_FIGURES = (
    ("B10", "rate", "figure rate"),
    ("C10:D10", "net_sold", "figure units"),
    ("E10:F10", "closing", "figure units"),
    ("G10:H10", "cover", "figure weeks"),
    ("I10:K10", "on_order", "figure units"),
)
LETTERS = {key: get_column_letter(number) for number, key in enumerate(KEYS, 1)}


def make(language: str) -> Stationery:
    """The template in a language."""
    made = Stationery(language, _word_in(language, "st_title"))
    summary(made)
    lines(made, "st", "st_tab_lines", "st_moves")
    lines(made, "sc", "st_tab_consigned", "st_consigned")
    trend(made)
    corrections(made)
    made.book.active = 0
    made.sheet = made.book.worksheets[0]
    charts(made)
    return made


def _word_in(language: str, key: str) -> str:
    return text(key, language).replace("\u00ad", "")


def word(made: Stationery, key: str) -> str:
    """A fixed word, without the marks where a printed heading may be broken."""
    return _word_in(made.language, key)


def opened(made: Stationery, tab: str, widths: list[float], title: str, note: str = "", name: str = "") -> None:
    """A sheet with its title and the sentence beneath."""
    made.open(word(made, tab), widths)
    made.put("A1", word(made, title), "sheet title")
    made.put("A2", note, "plain note", name)
    made.heights(r1=34, r2=18, r3=8, r4=32)


def summary(made: Stationery) -> None:
    """The title block, the figures that matter, room for the charts, the notes."""
    sheet = made.open(word(made, "st_title"), [2, 29, *[15] * 8, 16])
    for row, sample, style, name in (
        (2, "MAISON", "house", "house"),
        (3, "…", "address", "address"),
        (6, "…", "title", "brand"),
        (7, "…", "as at", "period"),
        (8, word(made, "draft_imprint"), "draft", "draft"),
    ):
        made.put(f"B{row}:K{row}", sample, style, name)
        sheet.merge_cells(f"B{row}:K{row}")
    made.put("F4", None, "ornament")
    made.put("B9:K9", None, "hairline")
    for where, key, style in _FIGURES:
        title = word(made, "st_tab_lines").replace("'", "''")
        made.put(where, None, style, f"figure_{key}")
        made.sheet[where.partition(":")[0]].value = f"='{title}'!{LETTERS[key]}8"
        made.sheet[where.partition(":")[0]].data_type = "f"
        beneath = where.replace("10", "11")
        made.put(beneath, "", "figure label", f"label_{key}")
        for cells in (where, beneath):
            if ":" in cells:
                sheet.merge_cells(cells)
    made.put("B13:F13", word(made, "st_chart_sold"), "section", "chart_sold")
    made.put("H13:K13", word(made, "st_chart_on_hand"), "section", "chart_on_hand")
    made.put("B32:K32", word(made, "st_notes"), "section")
    made.put("B33", word(made, "st_formula"), "note", "notes_label")
    made.put("C33:K33", "", "plain", "notes_text")
    sheet.merge_cells("C33:K33")
    made.name("notes", "B33:K33")
    made.put("B35", "", "imprint", "imprint")
    made.heights(r1=8, r2=26, r4=6, r5=20, r6=42, r7=18, r8=18, r9=8, r10=32, r11=22, r12=14, r13=24, r32=24)
    sheet.print_area = "B1:K35"
    sheet.sheet_view.selection[0].activeCell = sheet.sheet_view.selection[0].sqref = "B10"


def charts(made: Stationery) -> None:
    """Native charts beneath the key figures, drawn from the trend's sheet."""
    source = made.book[word(made, "st_tab_trend")]
    sold_chart(made, source)
    on_hand_chart(made, source)


def lines(made: Stationery, prefix: str, tab: str, title: str) -> None:
    """The references, a sum after each collection of several, the sum of all beneath; every sum is live."""
    opened(made, tab, [_WIDTHS.get(key, _WIDTH) for key in KEYS], title, "", f"{prefix}_note")
    for key in KEYS:
        letter, style = LETTERS[key], _STYLES.get(key, "line" if key in _TEXTS else "count")
        made.put(f"{letter}4", word(made, f"st_{key}"), "heading" if key in _TEXTS else "heading right",
                 f"{prefix}_head_{key}")  # fmt: skip
        total = f"total {'count' if style == 'count' else style}" if key not in _TEXTS else "total"
        for row, shown in ((5, style), (6, total), (8, total)):
            live = _live(made, key, row)
            made.put(f"{letter}{row}", live, shown)
        made.name(f"{prefix}_{key}", f"{letter}5")
        made.name(f"{prefix}_total_{key}", f"{letter}8")
    last = LETTERS[KEYS[-1]]
    for name, first, final in (("", 5, 6), ("_subtotal", 6, 6), ("_total", 8, 8)):
        made.name(f"{prefix}{name}", f"A{first}:{last}{final}")
    for row in (5, 6, 8):
        made.money_rules(f"{LETTERS['sales']}{row}", f"${LETTERS['currency']}{row}")
    made.heights(r6=20, r7=8, r8=20)
    sheet = made.sheet
    sheet.auto_filter.ref = f"A4:{last}6"
    sheet.print_title_rows, sheet.print_area, sheet.freeze_panes = "4:4", f"A1:{last}8", "C5"
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = "C5"


def _live(made: Stationery, key: str, row: int) -> str | None:
    """A figure that follows from others on its sheet, as a formula; None for one that is counted."""
    at = {name: f"{letter}{row}" for name, letter in LETTERS.items()}
    if key == "rate":
        few = f'TEXT({at["net_sold"]},"0;""−""0")&" {"sur" if made.language == "fr" else "of"} "&{at["of"]}'
        nothing = word(made, "st_na")
        return f'=IF({at["of"]}<=0,"{nothing}",IF({at["of"]}<3,{few},{at["net_sold"]}/{at["of"]}))'
    if key in _TEXTS or key in ("cover", "turn"):
        return None
    if row > 5:
        return f"=SUBTOTAL(9,{LETTERS[key]}5:{LETTERS[key]}{5 if row == 6 else 6})"
    if key == "net_sold":
        return f"=SUM({at['sold']},-{at['customer_returns']})"
    if key == "residue":
        came = ",".join(f"{'-' if sign > 0 else ''}{at[name]}" for name, sign in IDENTITY)
        return f"=SUM({at['closing']},{came})"
    return None


def trend(made: Stationery) -> None:
    """The figures behind the charts: two pattern rows alike, so that a chart's range is one from the beginning."""
    columns = (("label", "st_trend_label", "line", 16), ("first", "st_first", "date", 15),
               ("last", "st_last", "date", 15), ("sold", "st_net_sold", "count", 12),
               ("before", "st_before", "count", 12), ("on_hand", "st_chart_on_hand", "count", 12))  # fmt: skip
    opened(made, "st_tab_trend", [width for *_, width in columns], "st_trend")
    for letter, (name, heading, style, _) in zip("ABCDEF", columns, strict=True):
        right = " right" * (style == "count")
        made.put(f"{letter}4", word(made, heading), f"heading{right}", f"trend_head_{name}")
        for row in (5, 6):
            made.put(f"{letter}{row}", None, style)
        made.name(f"trend_{name}", f"{letter}5")
    made.name("trend", "A5:F6")
    made.sheet.freeze_panes, made.sheet.print_title_rows, made.sheet.print_area = "A5", "4:4", "A1:F6"


def corrections(made: Stationery) -> None:
    """What the last report said otherwise, the difference live; beneath it what was not counted, and the digest."""
    columns = (("number", "st_report", "line", 20), ("reference", "st_reference", "line", 20),
               ("reported", "st_reported", "count", 15), ("now", "st_now", "count", 12),
               ("difference", "st_difference", "count", 12), ("words", "st_why", "indented line", 80))  # fmt: skip
    opened(made, "st_tab_corrections", [width for *_, width in columns], "st_corrections",
           word(made, "st_corrections_intro"))  # fmt: skip
    for letter, (name, heading, style, _) in zip("ABCDEF", columns, strict=True):
        side = " right" if style == "count" else " indented" * (style == "indented line")
        made.put(f"{letter}4", word(made, heading), f"heading{side}")
        made.put(f"{letter}5", "=SUM(D5,-C5)" if name == "difference" else None, style, f"correction_{name}")
    made.name("correction", "A5:F5")
    made.put("A7", word(made, "st_digest"), "plain note")
    made.put("B7", "", "plain note", "facts")
    made.sheet.freeze_panes, made.sheet.print_title_rows, made.sheet.print_area = "A5", "4:4", "A1:F7"
