"""Where tables stand: several on a sheet, side by side, in Excel's own ranges; many sheets of one register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table as Listed
from openpyxl.worksheet.worksheet import Worksheet

from tests.houses import run
from tests.raw_workbooks import MAIN, relations, sheet, workbook
from toolkit import house as houses
from toolkit.produce.setup import plan
from toolkit.readers.excel import read_workbook
from toolkit.readers.grid import Grid, Raw
from toolkit.readers.identify import Table, find_table, find_tables
from toolkit.readers.load import load
from toolkit.records import Registers

Rows = Sequence[Sequence[Raw]]
STOCK = ["Stock No", "Description", "Date in", "Cost", "Currency"]
SALES = ["Invoice no", "Stock No", "Sale date", "Price", "Sold to"]
DAY = datetime(2024, 3, 5)


def pieces(first: int, count: int, letter: str = "R") -> list[list[Raw]]:
    """Rows of rings."""
    return [[f"{letter}{n}", "Ring", DAY, 900.0 + n, "GBP"] for n in range(first, first + count)]


def sold(count: int) -> list[list[Raw]]:
    """Rows of sales."""
    return [[f"F{n}", f"R{n}", DAY, 1500.0 + n, "Mrs Vane"] for n in range(1, count + 1)]


def grid(rows: Rows) -> Grid:
    """A sheet of these rows, each filled up with blanks."""
    width = max(map(len, rows))
    return Grid(
        "s.xlsx",
        "Stock",
        [list(column) for column in zip(*([*r, *[None] * (width - len(r))] for r in rows), strict=True)],
    )


def beside(*parts: Rows) -> list[list[Raw]]:
    """Tables side by side, a blank column between."""
    height = max(map(len, parts))
    rows: list[list[Raw]] = [[] for _ in range(height)]
    for number, part in enumerate(parts):
        width = max(map(len, part))
        for at, row in enumerate(rows):
            own = list(part[at]) if at < len(part) else []
            row += [*([None] if number else []), *own, *[None] * (width - len(own))]
    return rows


def ranges(rows: Rows) -> list[str]:
    """The places of the tables found, each with its number of records."""
    return [f"{table.range} {len(table.rows)}" for table in find_tables(grid(rows))]


# --- One below the other ------------------------------------------------------------------------


def test_a_second_table_below_is_a_table_of_its_own() -> None:
    """Its title is not a piece of the first, its rows are not records of the first, and every row is in one table."""
    rows = [["Maison"], STOCK, *pieces(1, 3), ["Total", None, None, 2706.0], [None], ["Sales 2026"], SALES, *sold(2)]
    assert ranges(rows) == ["A2:E6 3", "A9:E11 2"]
    first, second = find_tables(grid(rows))
    assert [(item.row, item.reason) for item in first.excluded] == [(6, "a totals row, not a piece")]
    assert [h.own for h in second.headings] == SALES
    assert second.sections == {10: "Sales 2026", 11: "Sales 2026"}


def test_a_second_table_needs_no_blank_row_above_it() -> None:
    """Known headings under the last row are told from a piece."""
    assert ranges([STOCK, *pieces(1, 3), SALES, *sold(2)]) == ["A1:E4 3", "A5:E7 2"]


def test_all_text_tables_are_told_apart_too() -> None:
    """In a text file every value is text; the headings are told all the same."""
    rows = [
        STOCK,
        *([str(v) for v in row] for row in pieces(1, 3)),
        [None],
        SALES,
        *([str(v) for v in row] for row in sold(2)),
    ]
    assert ranges(rows) == ["A1:E4 3", "A6:E8 2"]


def test_a_summary_nobody_has_headings_for_is_no_piece() -> None:
    """Words over other things than before, in fewer columns: categories counted are not counted as pieces."""
    rows = [STOCK, *pieces(1, 8), [None], ["Sorte", "Anzahl"], ["Ringe", 8.0], ["Uhren", 0.0]]
    assert ranges(rows) == ["A1:E9 8", "A11:B13 2"]
    signed = [STOCK, *pieces(1, 3), [None], ["Prepared by", "E. Hart"], ["Checked by", "M. Lane"]]
    assert ranges(signed)[0] == "A1:E4 3"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([STOCK, *pieces(1, 3), [None], STOCK, *pieces(4, 2)], id="the heading again after a page break"),
        pytest.param([STOCK, *pieces(1, 3), [None], ["RINGS"], STOCK, *pieces(4, 2)], id="again, under a section"),
        pytest.param([STOCK, *pieces(1, 3), [None], ["tbc", "Brooch", "unknown", "POA", "GBP"], *pieces(5, 2)],
                     id="a piece of nothing but words after a blank row"),
        pytest.param([STOCK, *pieces(1, 3), [None], ["no number", "Brooch"], ["R9", "Clip"], ["R10", "Pin"]],
                     id="pieces of which little is known"),
        pytest.param([STOCK, *pieces(1, 3), ["Set", "Box", "Papers", None, None], *pieces(5, 2)],
                     id="a piece described in words that are headings elsewhere"),
        pytest.param([STOCK, *pieces(1, 3), [None], ["no number", "Brooch"], ["no number", "Clip"]],
                     id="pieces without a number"),
    ],
)  # fmt: skip
def test_what_is_no_second_table(rows: Rows) -> None:
    """Page breaks, sparse rows and wordy pieces do not end a table."""
    (table,) = find_tables(grid(rows))
    assert len(table.rows) >= 5
    assert table.header_rows == (1,)


def test_a_table_above_the_best_one_is_not_lost() -> None:
    """The longer heading below does not hide the pieces above."""
    longer = ["Stock No", "Invoice no", "Sale date", "Price", "Sold to", "Address", "Payment", "Notes"]
    below = [["R1", "F1", DAY, 900.0, "Mrs Vane", "Mayfair", "card", "x"]]
    rows = [STOCK, *pieces(1, 3), [None], longer, *below]
    assert ranges(rows) == ["A1:E4 3", "A6:H7 1"]
    best = find_table(grid(rows))
    assert best is not None
    assert best.header_rows == (6,)


# --- Side by side -------------------------------------------------------------------------------


def test_tables_side_by_side_with_other_rows_are_apart() -> None:
    """Another heading row, or another length, makes two tables of two groups of columns."""
    legend = [["Code", "Meaning"], *([f"C{n}", "word"] for n in range(4))]
    assert ranges(beside([["Maison"], [None], STOCK, *pieces(1, 6)], legend)) == ["A3:E9 6", "G1:H5 4"]
    assert ranges(beside([STOCK, *pieces(1, 2)], [SALES, *sold(6)])) == ["A1:E3 2", "G1:K7 6"]
    assert ranges(beside([STOCK, *pieces(1, 6)], [SALES, *sold(2)])) == ["A1:E7 6", "G1:K3 2"]


def test_the_same_columns_twice_across_the_page() -> None:
    """A list printed in two halves: the same headings over other numbers."""
    assert ranges(beside([STOCK, *pieces(1, 4)], [STOCK, *pieces(5, 4)])) == ["A1:E5 4", "G1:K5 4"]


def test_side_by_side_below_a_wide_table() -> None:
    """A sheet is cut across first and then downwards, each as far as it goes."""
    wide = [["Stock No", "Description", "Date in", "Cost", "Currency", "Serial", "Status", "Location", "Box", "Papers", "Notes"],
            *([*row, "S1", "sold", "Safe", "y", "n", "x"] for row in pieces(1, 3))]  # fmt: skip
    rows = [*wide, [None], *beside([STOCK, *pieces(10, 5)], [SALES, *sold(3)])]
    assert ranges(rows) == ["A1:K4 3", "A6:E11 5", "G6:K9 3"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param([["Stock No", "Description"], *([f"R{n}", "Ring"] for n in range(6))],
                     [["Cost", "Date in"], *([900.0, DAY] for _ in range(6))], id="a spacer before the cost"),
        pytest.param([STOCK, *pieces(1, 6)],
                     [["Sale date", "Price", "Invoice no", "Sold to"], *([DAY, 1.0, f"F{n}", "Mrs Vane"] for n in range(3))],
                     id="a sale side filled for the first pieces only"),
        pytest.param([STOCK, *pieces(1, 6)],
                     [["Sale date", "Price"], [None], [DAY, 1.0], [None], [DAY, 2.0]], id="a sparse sale side"),
        pytest.param([STOCK, *pieces(1, 4)],
                     [["Retail", "Insured"], *([1.0, 2.0] for _ in range(4)), [4.0, 8.0], [0.8, 1.6]],
                     id="totals only on the right"),
        pytest.param([STOCK, *pieces(1, 4)],
                     [["Notes", "Stock No"], *(["x", f"R{n}"] for n in range(1, 5))], id="the number again at the right"),
    ],
)  # fmt: skip
def test_a_blank_column_inside_a_table_does_not_cut_it(left: Rows, right: Rows) -> None:
    """Cut in error, a piece would lose its price: every heading stays in one table."""
    (table,) = find_tables(grid(beside(left, right)))
    assert len(table.headings) == len(left[0]) + len(right[0])


# --- Excel's own tables --------------------------------------------------------------------------


def saved(book: Workbook, folder: Path, name: str = "Stock.xlsx") -> Path:
    """The workbook written to a file."""
    path = folder / name
    folder.mkdir(exist_ok=True)
    book.save(path)
    return path


def sheet_of(book: Workbook, title: str, rows: Rows) -> Worksheet:
    """A sheet of these rows; the first call takes the workbook's own sheet."""
    sheet = book.worksheets[0] if book.worksheets[0].title == "Sheet" else book.create_sheet()
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return sheet


def test_excels_own_tables_are_found_anywhere(tmp_path: Path) -> None:
    """Edge to edge, with headings nobody knows, of one column, with a totals row without a label."""
    book = Workbook()
    rows = beside(
        [["x"], [None], STOCK, *pieces(1, 3), [None, None, None, 2706.0]], [[None], [None], ["Etat"], ["neuf"], ["vu"]]
    )
    sheet = sheet_of(book, "Stock", rows)
    for row, (code, word) in enumerate([("Zeichen", "Wert"), ("q", "viel"), ("p", "wenig")], 20):
        sheet.cell(row, 3, code)
        sheet.cell(row, 4, word)
    for name, ref in (("Bijoux", "A3:E7"), ("Etats", "G3:G5"), ("Zeichen", "C20:D22")):
        listed = Listed(displayName=name, ref=ref)
        if name == "Bijoux":
            listed.totalsRowCount = 1
        sheet.add_table(listed)
    path = saved(book, tmp_path)
    peeked = run("peek", path, "--json").json["sheets"][0]["tables"]
    assert [(one["range"], one["records"]) for one in peeked] == [("A3:E7", 3), ("C20:D22", 2), ("G3:G5", 2)]
    assert peeked[0]["excluded"] == [{"row": 7, "reason": "a totals row, not a piece"}]
    assert "'Bijoux'" in peeked[0]["why"]


def test_rows_typed_under_excels_table_are_not_lost(tmp_path: Path) -> None:
    """The declared range is evidence of the heading, not a border behind which pieces vanish."""
    book = Workbook()
    sheet = sheet_of(book, "Stock", [STOCK, *pieces(1, 5)])
    sheet.add_table(Listed(displayName="Bijoux", ref="A1:E4"))
    (table,) = run("peek", saved(book, tmp_path), "--json").json["sheets"][0]["tables"]
    assert table["records"] == 5


# --- Which table a source means -------------------------------------------------------------------


def registers(folder: Path) -> Registers:
    """What init makes of the files in a folder, read."""
    return load(houses.parse(plan(folder, (), {"insurance.basis": "cost"}, {}).text, folder))


def test_each_table_of_a_sheet_becomes_a_source_and_moves_freely(tmp_path: Path) -> None:
    """No position is kept: rows put in above and a column put in before change nothing that is read."""
    book = Workbook()
    sheet = sheet_of(
        book, "All", [STOCK, *pieces(1, 3), [], SALES, *sold(2), [], ["Sorte", "Wert"], ["a", "b"], ["c", "d"]]
    )
    path = saved(book, tmp_path)
    assert run("init", tmp_path, "--basis", "cost").code == 0
    house = houses.read(tmp_path)
    assert [(source.register, source.sheet) for source in house.sources] == [("stock", "All"), ("sales", "All")]
    before = load(house)
    assert (len(before.pieces), len(before.sales)) == (3, 2)
    sheet.insert_rows(1, 4)
    sheet.insert_cols(1, 2)
    book.save(path)
    after = load(house)
    assert [p.stock_no for p in after.pieces] == [p.stock_no for p in before.pieces]
    assert [(s.invoice_no, s.price) for s in after.sales] == [(s.invoice_no, s.price) for s in before.sales]
    assert after.pieces[0].place("cost_purchase").cell == "F6"


def test_a_table_no_source_reads_is_named(tmp_path: Path) -> None:
    """A second table is never left out in silence, and its comments are not those of the pieces beside it."""
    book = Workbook()
    sheet_of(book, "Stock", [STOCK, *pieces(1, 8), [], ["Sorte", "Anzahl"], ["Ringe", 8], ["Uhren", 0]])
    saved(book, tmp_path)
    made = registers(tmp_path)
    (found,) = [one for one in made.findings if one.kind.code == "table-unread"]
    assert (str(found.places[0]), found.value) == ("Stock.xlsx, sheet Stock, cell A11", "A11:B13")
    assert len(made.pieces) == 8


def test_one_register_in_two_tables_of_a_sheet(tmp_path: Path) -> None:
    """Two sources of one sheet and the same headings take a table each."""
    book = Workbook()
    sheet_of(book, "Stock", beside([STOCK, *pieces(1, 4)], [STOCK, *pieces(5, 4)]))
    saved(book, tmp_path)
    made = registers(tmp_path)
    assert sorted(str(piece.stock_no) for piece in made.pieces) == [f"R{n}" for n in range(1, 9)]
    assert made.pieces[-1].place("stock_no").cell == "G5"


# --- Many sheets of one register ------------------------------------------------------------------


def test_months_are_one_register_with_the_same_meanings(tmp_path: Path) -> None:
    """Twelve tabs with the same headings; the month stays with each row, and a tab of one odd row is read alike."""
    book = Workbook()
    sheet_of(book, "Jan 2026", [STOCK, *pieces(1, 5)])
    sheet_of(book, "Feb 2026", [STOCK, ["R6", "Ring", "tbc", "POA", "GBP"]])
    sheet_of(book, "Stock", [STOCK, *pieces(11, 4)])
    saved(book, tmp_path)
    made = registers(tmp_path)
    assert [(p.stock_no, p.section) for p in made.pieces if p.row == 2] == [
        ("R1", "Jan 2026"), ("R6", "Feb 2026"), ("R11", ""),
    ]  # fmt: skip
    assert len({tuple(table.source.letters) for table in made.tables}) == 1


def test_a_sheet_named_after_a_brand_gives_the_brand(tmp_path: Path) -> None:
    """Only where the register has no column for it, and only for a name that is a brand."""
    book = Workbook()
    for number, title in enumerate(("Rolex", "Van Cleef & Arpels 2025", "Window")):
        sheet_of(book, title, [STOCK, *pieces(10 * number, 4, "ABC"[number])])
    sheet_of(book, "Cartier", [[*STOCK, "Brand"], *([*row, "Dior"] for row in pieces(40, 4))])
    saved(book, tmp_path)
    brands = {piece.source.sheet: piece.brand for piece in registers(tmp_path).pieces}
    assert brands == {
        "Rolex": "Rolex", "Van Cleef & Arpels 2025": "Van Cleef & Arpels", "Window": None, "Cartier": "Dior",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "proposed", "reason"),
    [
        pytest.param(("Stock 2025", pieces(1, 9)), ("Stock 2026", pieces(3, 8)), "Stock 2026", "its name says 2026", id="years"),
        pytest.param(("Stock", pieces(1, 9)), ("Stock (2)", pieces(1, 7)), "Stock", "more rows, 9 against 7", id="rows"),
        pytest.param(("Liste", pieces(1, 9)),
                     ("FINAL v3", [*pieces(1, 6), ["R20", "Ring", datetime(2026, 1, 2), 1.0, "GBP"]]),
                     "FINAL v3", "its dates go on to 2026-01-02", id="dates"),
        pytest.param(("Sheet A", pieces(1, 5)), ("Copy of Sheet A", pieces(1, 5)), "Copy of Sheet A", "later in the workbook",
                     id="nothing else tells"),
    ],
)  # fmt: skip
def test_of_two_copies_one_is_proposed_and_both_say_why(
    tmp_path: Path, first: tuple[str, Rows], second: tuple[str, Rows], proposed: str, reason: str
) -> None:
    """Sheets that share most of their stock numbers are one register; the person is asked about the other."""
    book = Workbook()
    for title, rows in (first, second):
        sheet_of(book, title, [STOCK, *rows])
    saved(book, tmp_path)
    made = plan(tmp_path, (), {"insurance.basis": "cost"}, {})
    (kept,) = [sheet for sheet in made.sheets if sheet.register]
    (left,) = [sheet for sheet in made.sheets if not sheet.register]
    assert (kept.sheet, left.copy) == (proposed, True)
    assert reason in kept.why
    assert reason in left.why
    assert "of its stock numbers with" in left.why
    assert any(str(left.sheet) in question for question in made.questions)


def test_sheets_that_share_few_numbers_are_both_used(tmp_path: Path) -> None:
    """A number or two in common is a fault for the checks, not a copy."""
    book = Workbook()
    sheet_of(book, "Watches", [STOCK, *pieces(1, 6)])
    sheet_of(book, "Rings", [STOCK, *pieces(4, 6)])
    saved(book, tmp_path)
    assert len(registers(tmp_path).pieces) == 12


def test_a_month_of_sales_is_not_the_copy_of_another(tmp_path: Path) -> None:
    """The same pieces sold and returned in two months: rows that differ are no copies."""
    book = Workbook()
    sheet_of(book, "Stock", [STOCK, *pieces(1, 6)])
    sheet_of(book, "Jan 2026", [SALES, *sold(4)])
    sheet_of(book, "Feb 2026", [SALES, *([f"G{row[0]}", *row[1:]] for row in sold(4))])
    saved(book, tmp_path)
    assert len(registers(tmp_path).sales) == 8


def test_many_rows_cost_one_look_each() -> None:
    """Ten thousand rows in one table, blank rows between, are one table: nothing is lost and nothing is cut."""
    rows = [STOCK, *(row for n in range(10_000) for row in ([[None]] if n % 7 == 0 else []) + pieces(n, 1))]
    (table,) = find_tables(grid(rows))
    assert isinstance(table, Table)
    assert table.rows_in == 10_000


def test_a_broken_table_part_is_no_evidence_and_no_harm() -> None:
    """The sheet is read as if the workbook declared no table; an entity bomb in the part is never unfolded."""
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    for part in (
        "<table ref=",
        '<!DOCTYPE a [<!ENTITY b "c">]><table ref="A1:B2"/>',
        f'<table xmlns="{MAIN}" ref="here"/>',
    ):
        more = {
            "xl/worksheets/_rels/sheet1.xml.rels": relations(table="../tables/table1.xml"),
            "xl/tables/table1.xml": part,
        }
        (grid,) = read_workbook(workbook(sheet(rows), more=more), "Stock.xlsx")
        assert (grid.marks.tables, grid.value(1, 1)) == ([], 1.0)
