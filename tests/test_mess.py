"""The thirty-six kinds of mess: the table of docs/mess.md, each line held by what is read from its registers.

The golden record beside a register is what the program makes of it (``test_registers``); here stands what in it
decides. What a small register cannot show is made here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import PatternFill

from tests.houses import Ran, make, run, table
from toolkit import house as houses
from toolkit.checks.run import check
from toolkit.checks.scope import Scope
from toolkit.findings import CATALOGUE, Finding, ToolkitError
from toolkit.guard_secrets import secrets
from toolkit.readers.load import load
from toolkit.readers.open import read

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "mess.md"
MADE = "*made in the test*"
ROW = re.compile(r"\| ([0-9]+) \| (.+?) \| (.+?) \| ?(.*?) \| (.+?) \|")

DECISIVE: dict[int, dict[str, str]] = {
    1: {"titles-totals-repeats.csv": "stock: the heading is in row 4: 5 columns, 5 of them known headings"},
    2: {"merged-heading.xlsx": "  'Purchase Date' -> acquired_date"},
    3: {"two-date-columns.csv": "  'Date (2)' -> (not used)"},
    4: {"titles-totals-repeats.csv": "  row 10: the heading repeated|row 12 under 'RINGS'|  category = 'ring'  (from its "
                                     "context)"},
    5: {"titles-totals-repeats.csv": "  row 8: a totals row, not a piece|  row 13: a totals row, not a piece",
        "control-totals.csv": "9 rows in, 4 records|  row 5: a totals row, not a piece|  row 9: a totals row, not a piece|"
                              "  The total reads 14,100.50; the rows above it come to 14,000.50."},
    6: {"errors-and-formulas.xlsx": "  cost_purchase ? uncomputed-formula 'a formula without its result' []"},
    7: {"errors-and-formulas.xlsx": "  cost_purchase ? error-cell '#REF!' []",
        "loading-cells.csv": "  cost_purchase ? error-cell 'Loading...' []|  serial ? error-cell '#N/A' []"},
    8: {"money-in-words.csv": "  cost_purchase ? bracketed '(1,200)' ['-1200', '1200']|"
                              "  cost_purchase ? abbreviated '12k' ['12000']|  cost_purchase ? no-figure 'POA' []",
        "money-as-typed.csv": "  cost_purchase = 12500.00 GBP  (D2)|  cost_purchase = 1250.00 CHF  (D3)|"
                              "  cost_purchase = 9500 EUR  (D4)|  cost_purchase ? no-figure 'tbc' []",
        "decimal-comma.csv": "  cost_purchase = 12500 EUR  (D3)",
        "ambiguous-number.csv": "  cost_purchase ? ambiguous-number '12.500' ['12500', '12.500']"},
    9: {"currency-in-format.xlsx": "  cost_purchase = 900 GBP  (D2)|  cost_purchase = 1000 EUR  (D4)"},
    10: {"vat-words.csv": "  cost_purchase ? figure-with-words '1200 + VAT' ['1200']",
         "gb-sales-vat-sides.csv": "  By its VAT of 200.00 GBP the price 1,000.00 GBP leaves out VAT; 3 other rows "
                                   "include it."},
    11: {"ambiguous-date.csv": "  acquired_date ? ambiguous-date '03/04/2024' ['2024-04-03', '2024-03-04']",
         "date-order-voted.csv": "  acquired_date ? ambiguous-date '03/04/2024' ['2024-04-03', '2024-03-04']"},
    12: {"half-converted-dates.xlsx": "  acquired_date ? half-converted-date '2024-03-05' ['2024-03-05', '2024-05-03']|"
                                      "  acquired_date = 2024-03-25  (C6)"},
    13: {"epoch-1904.xlsx": "  acquired_date = 2024-03-05  (C2)",
         "pasted-from-1904.csv": "  The date acquired is 2028-03-06, after today (2026-10-31); by the other calendar of "
                                 "spreadsheets it would be 2024-03-05.",
         "dates-as-numbers.csv": "  acquired_date ? serial-as-text '45000' ['2023-03-15', '2027-03-16']"},
    14: {"early-dates.xlsx": "  acquired_date ? placeholder-date '1900-01-01' []|  acquired_date = 1900-02-28  (C3)|"
                             "  acquired_date = 1900-03-01  (C4)"},
    15: {"vague-dates.csv": "  acquired_date = 2024-03-01..2024-03-31  (C2)|  acquired_date = 2024-01-01..2024-03-31  "
                            "(C3)|  acquired_date = 1960-01-01..1970-12-31  (C4)|  acquired_date = 2024-03-05  (C10)",
         "year-only-date.csv": "  acquired_date = 1876-01-01..1876-12-31  (C2)",
         "early-dates.xlsx": "  acquired_date = 1878-08-25  (C5)"},
    16: {"lost-zeros.csv": "  The stock number reads '44'; the others have 5 digits, so it may be '00044'.|"
                           "  stock_no = '44'  (A4)",
         "leading-zeros.xlsx": "  stock_no = '00042'  (A2)",
         "long-numbers.csv": "  gtin = '12345678905'  (D3)|  The bar code number '12345678905' has 11 digits or signs; "
                             "with a zero in front, 012345678905, its last digit would be right."},
    17: {"long-numbers.csv": "  report_no ? scientific '2.18564E+09' []",
         "long-numbers-lost.xlsx": "  serial = '123456789012345'  (B2)|  serial ? number-lost '12345678901234600' []"},
    18: {"serial-like-number.csv": "  serial = '12345E67'  (C2)", "long-numbers.csv": "  serial = '84E61234'  (B3)",
         "leading-zeros.xlsx": "  serial ? number-lost '1.2345e+71' []"},
    19: {"gb-clients-phones.csv": "  mobile = '7700 900123'  (C2)|  The mobile telephone reads '07700 900124 / 07700 "
                                  "900125'; it may be +44 7700 900124 or +44 7700 900125.",
         "clients-as-kept.csv": "warning: phone-unclear in clients at E6"},
    20: {"clients-two-in-a-name.csv": "  name = 'Smith, Mrs J & Mr P (Lady)'  (B2)|warning: several-names in clients at "
                                      "B2|warning: several-names in clients at B4|warning: several-names in clients at B5",
         "clients-names.csv": "  surname = 'Smith, Mrs J'  (D14)"},
    21: {"notes-that-ask.csv": "warning: secret-gift-note in stock at F2 of R1|warning: deceased-note in stock at F3 of R2",
         "marks-that-mean-sold.xlsx": "warning: secret-gift-note in stock at B7 of R6"},
    22: {"marks-that-mean-sold.xlsx": "row 2 [struck]|row 3 [red]|row 4 [red]|row 6|"
                                      "warning: sold-mark in stock at A2 of R1, held back from schedule"},
    23: {"marks-that-mean-sold.xlsx": "row 5 [hidden]",
         "hidden-sheet.xlsx": "  cost_purchase = 900 GBP  (D2)|information: table-unread in stock at A1"},
    24: {"copies-of-a-sheet.xlsx": "8 rows in, 8 records",
         "months-on-tabs.xlsx": "row 2 under 'Feb 2026'|row 2 under 'Mar 2026'"},
    25: {"pairs-and-sets.csv": "warning: several-pieces in stock at C3 of R2|warning: several-pieces in stock at C4 of R3|"
                               "warning: several-pieces in stock at D6 of R5|error: lot-price in stock at E7 of R6A, held "
                               "back from schedule",
         "lot-price.csv": "error: lot-price in stock at F2 of P1, held back from schedule",
         "several-stock-nos.csv": "error: several-codes in stock"},
    26: {"odd-spaces.csv": "  serial = 'M123456'  (C2)|  serial ? look-alike 'А123456' ['A123456']",
         "serial-like-number.csv": "  serial ? look-alike 'А6UDM051' ['A6UDM051']"},
    27: {"yes-and-no.csv": "  box = False  (C5)|  papers ? unclear-yes-no 'maybe' []",
         "full-set.csv": "error: full-set-contradicted in stock at F3, E3 of W0002, held back from dossier"},
    28: {"units-in-cells.csv": "  gross_weight = 3.49914114  (F3)|  carat ? total-weight '1ct TDW' ['1']|  size = 'M½'  "
                               "(G2)",
         "weights-and-sizes.csv": "  The heading 'Case size' names no unit of measure; '36' could be millimetres"},
    29: {"brand-aliases.csv": "  brand = 'VCA'  (B2)|warning: duplicate-serial in stock at D2, D3 of R1|"
                              "  brand = 'Cartier Paris'  (B4)"},
    30: {"stock-numbers-missing.csv": "  Between A001 and A030 these numbers are in no register: A012, A019.",
         "gb-stock-book.csv": "warning: stock-book-gap in stock"},
    31: {"currency-changed.csv": "  The purchase cost is 1,950.00 BGN, of 2026-03-07; BGN was money until 2026-01-31, and "
                                 "EUR came after it.",
         "gb-sales-vat-sides.csv": "warning: vat-disagrees in sales at H6, F6"},
    32: {"windows-1252.csv": "  read as Windows-1252, separator ;", "utf-16.csv": "  read as UTF-16, separator tab"},
    33: {},
    34: {"sold-and-dates.csv": "error: dates-out-of-order in stock",
         "zeros-for-unknown.csv": "error: duplicate-stock-no in stock at A2, A3 of 0|warning: zero-money in stock at F4|"
                                  "warning: sale-without-price in stock at H5 of W4|warning: future-date in stock at E6"},
    35: {"cost-code-column.csv": "  'Cost' -> cost_code|  cost_code = 'BLHR'  (D2)",
         "cost-code-cells.csv": "  cost_purchase ? cost-code 'BLHR' []|  cost_purchase ? cost-code '10-51431-5007' []"},
    36: {"cost-sorted-apart.csv": "  The column 'Cost' does not go with the others: it runs in perfect order, and has "
                                  "nothing to do with 'Retail' beside it.",
         "brand-sorted-apart.csv": "  The column 'Brand' does not go with the others: in 19 rows of the 24 that can be "
                                   "compared, first in row 2, the description names another maker."},
}  # fmt: skip
"""By kind of mess and register: the beginnings of the lines in its golden record that decide, parted by ``|``."""


def rows() -> Iterator[tuple[int, tuple[str, ...], tuple[str, ...]]]:
    """Each line of the page's table: its number, the findings and the registers it names."""
    for line in PAGE.read_text("utf-8").splitlines():
        if found := ROW.fullmatch(line):
            registers = () if found[5] == MADE else tuple(found[5].split(", "))
            yield int(found[1]), tuple(re.findall(r"`([\w-]+)`", found[4])), registers


TABLE = {number: (kinds, registers) for number, kinds, registers in rows()}


def golden(register: str) -> list[str]:
    """The lines of a register's golden record."""
    return (HERE / "registers" / f"{register}.golden.txt").read_text("utf-8").splitlines()


def test_the_page_has_all_thirty_six() -> None:
    """One line a kind, in order; each names the registers in which it is shown here, and no others."""
    assert [number for number, *_ in rows()] == list(range(1, 37))
    assert {number: set(registers) for number, (_, registers) in TABLE.items()} == {
        number: set(shown) for number, shown in DECISIVE.items()
    }


@pytest.mark.parametrize("number", sorted(DECISIVE))
def test_a_kind_of_mess_is_handled_as_the_page_says(number: int) -> None:
    """What decides stands in each register's golden record, and each finding the page names is found in one of them."""
    kinds, registers = TABLE[number]
    records = {register: golden(register) for register in registers}
    for register, lines in DECISIVE[number].items():
        for line in lines.split("|"):
            assert any(one.startswith(line) for one in records[register]), (register, line)
    assert set(kinds) <= set(CATALOGUE.kinds)
    found = {
        one.split()[1] for lines in records.values() for one in lines if re.match(r"(error|warning|info\w+): ", one)
    }
    assert set(kinds) <= found


def stock(folder: Path, name: str = "Stock.xlsx", **sheets: list[list[object]]) -> Path:
    """A workbook with a sheet of stock for each name."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, records in sheets.items():
        sheet = book.create_sheet(title)
        for record in (["Stock No", "Brand", "Description", "Serial", "Date in", "Cost", "Currency"], *records):
            sheet.append(record)
    book.save(folder / name)
    return folder / name


def piece(number: int) -> list[object]:
    """A row of stock that is like no other."""
    day = datetime(2024, 1 + number % 12, 1 + number % 28)
    return [f"W{number:03d}", "Corvane", f"Wristwatch {number}", f"C{number * 7919:06d}", day, 900 + number, "GBP"]


def found(folder: Path, kind: str) -> list[Finding]:
    """The findings of a kind in a house, in the order of the program."""
    house = houses.read(folder)
    scope = Scope(load(house), house, datetime(2026, 10, 31, 18, tzinfo=UTC))
    return [one for one in check(scope) if one.kind.code == kind]


def init(folder: Path) -> None:
    """Set the house up as the program proposes."""
    assert run("init", folder, "--basis", "cost", "--quiet").code in {0, 3}


def test_a_legend_says_what_colours_mean(tmp_path: Path) -> None:
    """Twenty-two: a yellow that means sold is proposed as sold, a red that means nothing is not; a slip is named."""
    path = stock(tmp_path, Stock=[piece(n) for n in range(1, 9)])
    book = load_workbook(path)
    for row, colour in ((3, "FFFFFF00"), (4, "FFFF0000"), (5, "FF92D050")):
        for cell in book["Stock"][row]:
            cell.fill = PatternFill("solid", fgColor=colour)
    book.save(path)
    init(tmp_path)
    assert [one.subject for one in found(tmp_path, "sold-mark")] == ["W003"]
    told = tmp_path / "boutique.toml"
    legend = told.read_text("utf-8") + '\n[words.mark]\n"yellow" = "sold"\n"red" = "nothing"\n'
    told.write_text(legend, "utf-8")
    (mark,) = found(tmp_path, "sold-mark")
    assert mark.subject == "W002"
    assert mark.message.startswith("The row is in a colour that means sold here;")
    told.write_text(legend.replace('"yellow"', '"yelow"'), "utf-8")
    with pytest.raises(ToolkitError, match="'yelow' is no mark"):
        houses.read(tmp_path)


def test_a_tab_that_came_later_is_told(tmp_path: Path) -> None:
    """Twenty-four: next month's tab is read by nothing until it is named, and that is said; a copy of a tab is not."""
    jan, feb = [piece(n) for n in range(1, 7)], [piece(n) for n in range(7, 13)]
    stock(tmp_path, Jan=jan, Feb=feb)
    init(tmp_path)
    assert found(tmp_path, "table-unread") == []
    stock(tmp_path, Jan=jan, Feb=feb, Mar=[piece(n) for n in range(13, 17)], **{"Feb (2)": feb})
    (told,) = found(tmp_path, "table-unread")
    assert told.message.startswith("The sheet 'Mar' has the headings of the sheet 'Jan' and 4 rows of its own")
    assert (told.severity, told.places[0].sheet) == ("warning", "Mar")


@pytest.mark.parametrize(("part", "words"), [("Index/Document.iwa", "Numbers"), ("word/document.xml", "Word")])
def test_a_file_that_is_no_register_is_refused_by_name(tmp_path: Path, part: str, words: str) -> None:
    """Thirty-three: what it is, and a way out."""
    with zipfile.ZipFile(tmp_path / "Stock.numbers", "w") as archive:
        archive.writestr(part, b"nothing")
    with pytest.raises(ToolkitError, match=words) as refused:
        read(tmp_path / "Stock.numbers")
    assert refused.value.hint


@pytest.mark.parametrize("name", ["cost-code-column.csv", "cost-code-cells.csv"])
def test_a_cost_code_is_a_secret(tmp_path: Path, name: str) -> None:
    """Thirty-five: no reader may find one in a document, whether a column holds them or a single cell."""
    (tmp_path / "Stock.csv").write_bytes((HERE / "registers" / name).read_bytes())
    init(tmp_path)
    house = houses.read(tmp_path)
    for reader in ("client", "brand", "insurer"):
        words = {secret.words for secret in secrets(load(house), house, reader)}  # type: ignore[arg-type]  # three words
        assert "BLHR" in words
    assert "decode" not in (tmp_path / "boutique.toml").read_text("utf-8")


def test_a_cost_code_in_a_description_keeps_the_schedule_back(tmp_path: Path) -> None:
    """Thirty-five: the insurer may read every description, and none with a cost in it; a word like one is a word."""
    head = ("Stock No", "Description", "Date in", "Cost", "Insured value", "Currency")
    codes = ("BLAO", "ROSE", "CKHR", "KRHE", "ACKO", "HREL")
    texts = ["Watch 36mm", "Rose gold watch", "Gold watch", "Steel watch", "Bangle", "WATCH 36MM"]

    def tried() -> Ran:
        rows = [(f"D{n}", text, "2026-03-02", codes[n], "1000", "GBP") for n, text in enumerate(texts)]
        make(tmp_path, {"Stock.csv": table(head, rows)}, insurance_basis="insured_value")
        return run("schedule", "--house", tmp_path, "--as-at", "2026-10-31", "--format", "xlsx", "--overwrite")

    assert "Not released" not in tried().err
    texts[0] = "Watch 36mm (BLAO)"
    refused = tried()
    assert refused.code == 1
    assert "Stock.csv, cell D2" in refused.err
    assert "BLAO" not in refused.err


@pytest.mark.parametrize(("column", "heading"), [(0, "Stock No"), (3, "Serial"), (2, "Description")])
def test_a_column_sorted_by_itself_is_told(tmp_path: Path, column: int, heading: str) -> None:
    """Thirty-six: last time every value stood beside another number; what was corrected or added since is no sort."""
    records = [piece(n) for n in range(30, 0, -1)]
    stock(tmp_path, Stock=records)
    init(tmp_path)
    changed = [[*record[:5], 77 + n, "GBP"] for n, record in enumerate(records)] + [piece(n) for n in range(31, 40)]
    stock(tmp_path, Stock=changed)
    assert found(tmp_path, "rows-scrambled") == []
    values = sorted(str(record[column]) for record in records)
    stock(tmp_path, Stock=[[*r[:column], v, *r[column + 1 :]] for r, v in zip(records, values, strict=True)])
    (told,) = found(tmp_path, "rows-scrambled")
    assert told.value == heading
    assert told.places[0].row == 1


def test_a_safe_rearranged_is_no_sort(tmp_path: Path) -> None:
    """Thirty-six: each piece has a place of its own, and the places were given anew."""
    for shift in (0, 7):
        rows = "".join(f"W{n:03d},Watch,{100 + n},Tray {(n + shift) % 30 + 1}\n" for n in range(30))
        (tmp_path / "Stock.csv").write_text(f"Stock No,Description,Cost,Location\n{rows}", "utf-8")
        if not shift:
            init(tmp_path)
    assert found(tmp_path, "rows-scrambled") == []


def test_a_workbook_open_elsewhere_is_read_as_last_saved(tmp_path: Path) -> None:
    """Thirty-six: somebody has it open; what they have not saved is not read, and that is said."""
    path = stock(tmp_path, Stock=[piece(1)])
    (tmp_path / "~$Stock.xlsx").write_bytes(b"lock")
    assert any("newer edits unseen" in note for note in read(path).notes)
