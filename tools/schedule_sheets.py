"""The sheets of the schedule's workbook beside its lines: bridge, limits, elsewhere, owners, months, valuations."""

from __future__ import annotations

from toolkit.render.wording import label
from toolkit.reports.insurance import CAUSES
from tools.schedule_chart import months_chart
from tools.workbook_stationery import Stationery
from tools.workbook_tables import Column, headed, table, totals

MOVES = tuple(cause for cause in CAUSES if cause != "moved")
MONTHS = 12


def add(made: Stationery) -> None:
    """Every sheet, in the order of the printed pages."""
    bridge(made)
    steps(made)
    limits(made)
    away(made)
    owners(made)
    history(made)
    valuations(made)


def bridge(made: Stationery) -> None:
    """From the last schedule to this one by category; the closing figures are live, opening and residue are stated."""
    columns = [
        Column("category", "category", 24, "line", label("watch", made.language)),
        Column("currency", "currency", 9, "line", "GBP"),
        Column("opening", "opening", 16, "money"),
        *(Column(f"by_{cause}", f"cause_{cause}", 14, "money") for cause in MOVES),
        Column("residue", "residue", 12, "money"),
        Column("closing", "closing", 16, "money", "=SUM(C5:M5)"),
        Column("units", "units", 9, "count"),
    ]
    table(made, "bridge", columns)
    headed(made, made.word("bridge"), "", "bridge_source")
    held = "bridge_currency,$B7"
    made.put("A7:O7", made.word("total"), "total", "bridge_total")
    made.put("B7", "GBP", "total", "bridge_total_currency")
    for letter, column in zip("CDEFGHIJKLMNO", columns[2:], strict=True):
        live = f"=SUMIFS(bridge_{column.name},{held})" if column.name.startswith(("by_", "units")) else None
        style = "total count" if column.name == "units" else "total money"
        made.put(f"{letter}7", "=SUM(C7:M7)" if letter == "N" else live, style, f"bridge_total_{column.name}")
    made.name("bridge_total_label", "A7")
    for row in (5, 7):
        made.money_rules(f"C{row}:N{row}", f"$B{row}")
    made.put("A9", "", "plain note", "bridge_note")
    made.name("bridge_notes", "A9")
    made.sheet.print_area = "A1:O9"
    made.heights(r6=8, r7=20, r8=8)


def steps(made: Stationery) -> None:
    """Every change, piece by piece."""
    columns = [
        Column("cause", "cause", 15, "line"),
        Column("stock_no", "stock_no", 11, "line", "W-0138"),
        Column("description", "description", 40),
        Column("category", "category", 15),
        Column("ownership", "ownership", 19),
        Column("words", "what_happened", 56, "indented line"),
        Column("currency", "currency", 9),
        Column("before", "before", 15, "money"),
        Column("currency_after", "currency", 9, "indented line"),
        Column("after", "after", 15, "money"),
        Column("cells", "cell", 40, "source"),
    ]
    table(made, "step", columns, outside=1)
    headed(made, made.word("steps"), "", "step_note")
    made.money_rules("H5", "$G5")
    made.money_rules("J5", "$I5")


def limits(made: Stationery) -> None:
    """The policy's limits, the headroom live; beneath them what is said of the policy."""
    columns = [
        Column("name", "limit", 34),
        Column("subject", "limit_on", 26),
        Column("currency", "currency", 9, "line", "GBP"),
        Column("amount", "limit_of", 16, "money"),
        Column("used", "used", 16, "money"),
        Column("headroom", "headroom", 16, "money", "=SUM(D5,-E5)"),
        Column("percent", "percent", 10, "percent"),
        Column("units", "units", 9, "count"),
        Column("state", "state", 17, "indented line"),
        Column("open", "may_count", 44, "soft line"),
    ]
    table(made, "limit", columns)
    headed(made, made.word("limits_title"), made.word("limits_intro"))
    made.money_rules("D5:F5", "$C5")
    made.put("A7", "", "plain note", "limit_note")
    made.name("limit_notes", "A7")


def away(made: Stationery) -> None:
    """What is off the premises, with whom, and the total in each currency."""
    columns = [
        Column("situation", "situation", 18),
        Column("stock_no", "stock_no", 11, "line", "W-0138"),
        Column("description", "description", 42),
        Column("ownership", "ownership", 22),
        Column("holder", "holder", 26),
        Column("since", "since", 12, "date"),
        Column("due", "due_back", 12, "date"),
        Column("late", "late", 11, "reason"),
        Column("receipt", "receipt", 12),
        Column("currency", "currency", 9),
        Column("value", "value", 16, "money"),
    ]
    table(made, "away", columns)
    headed(made, made.word("away_title"), made.word("away_intro"))
    totals(made, "away", units="C", currency="J", amount="K", last="K")


def owners(made: Stationery) -> None:
    """Others' property by owner, cut live from the sheet of lines."""
    held = "schedule_ownership,$A5,schedule_owner,$B5,schedule_currency,$C5"
    columns = [
        Column("ownership", "ownership", 34, "line", label("consigned_in", made.language)),
        Column("name", "owner", 36),
        Column("currency", "currency", 9, "line", "GBP"),
        Column("units", "units", 10, "count", f"=COUNTIFS({held})"),
        Column("value", "value", 17, "money", f"=SUMIFS(schedule_value,{held})"),
        Column("stock_nos", "stock_nos", 70, "soft line"),
    ]
    table(made, "owner", columns)
    headed(made, made.word("owners_title"), made.word("owners_intro"))
    made.put("A7:F7", made.word("total"), "total", "owner_total")
    made.put("C7", "GBP", "total", "owner_total_currency")
    made.put("D7", "=SUMIFS(owner_units,owner_currency,$C7)", "total count", "owner_total_units")
    made.put("E7", "=SUMIFS(owner_value,owner_currency,$C7)", "total money", "owner_total_value")
    made.name("owner_total_label", "A7")
    made.money_rules("E5", "$C5")
    made.money_rules("E7", "$C7")
    made.heights(r6=8, r7=20)


def history(made: Stationery) -> None:
    """Twelve months in the currency of most pieces with their chart; the other currencies beneath."""
    columns = [
        Column("month", "month", 22, "month"),
        Column("currency", "currency", 10),
        Column("units", "units", 10, "count"),
        Column("value", "month_end", 17, "money"),
        Column("highest", "highest", 17, "money"),
        Column("highest_on", "highest_on", 14, "indented date"),
        Column("average", "average_word", 17, "money"),
    ]
    table(made, "history", columns)
    headed(made, made.word("history_title"), made.word("history_intro"))
    last = 4 + MONTHS
    for letter, column in zip("ABCDEFG", columns, strict=True):
        made.put(f"{letter}5:{letter}{last}", None, column.style, f"history_{column.name}")
        made.put(f"{letter}{last + 4}", None, column.style, f"history_more_{column.name}")
        made.money_rules(f"{letter}5:{letter}{last}", "$B5") if column.style == "money" else None
    made.name("history", f"A5:G{last}")
    made.put(f"A{last + 2}", "", "plain note", "history_note")
    made.name("history_notes", f"A{last + 2}")
    made.name("history_more", f"A{last + 4}:G{last + 4}")
    made.money_rules(f"D{last + 4}:E{last + 4}", f"$B{last + 4}")
    made.money_rules(f"G{last + 4}", f"$B{last + 4}")
    for number in range(8, 18):
        made.sheet.column_dimensions["HIJKLMNOPQ"[number - 8]].width = 10
    made.sheet.auto_filter.ref = None
    made.sheet.print_area = f"A1:Q{last + 4}"
    months_chart(made, last)


def valuations(made: Stationery) -> None:
    """The pieces to be valued again, the most worth first."""
    columns = [
        Column("stock_no", "stock_no", 11, "line", "W-0138"),
        Column("description", "description", 48),
        Column("category", "category", 18),
        Column("valued", "valued", 12, "date"),
        Column("months", "months_old", 9, "count"),
        Column("cycle", "cycle", 12, "count"),
        Column("currency", "currency", 9),
        Column("value", "value", 16, "money"),
        Column("why", "why", 52, "indented line"),
        Column("cells", "cell", 40, "source"),
    ]
    table(made, "valuation", columns, outside=1)
    headed(made, made.word("revaluations_title"), made.word("revaluations_intro"))
    made.money_rules("H5", "$G5")
