"""The sheet Watches: English, ten years old, a two-line heading, section rows, struck sold rows and a totals row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from openpyxl import Workbook

from toolkit.demo.articles import Article, Picker
from toolkit.demo.faults import Planting
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet

HAND = Hand("Calibri", 10, "1F2D3D", "FFFFFF", "E7E3DA")
COLUMNS = (
    Column("stock_no", "Stock no", 10),
    Column("brand", "Brand", 18),
    Column("model", "Model", 21),
    Column("reference", "Reference", 21),
    Column("serial", "Serial", 13),
    Column("description", "Description", 36),
    Column("metal", "Metal", 20),
    Column("karat", "ct", 5),
    Column("fineness", "Fineness", 9),
    Column("size", "Case size", 14),
    Column("year", "Year", 10),
    Column("condition", "Condition", 11),
    Column("ownership", "Ownership", 15),
    Column("consignor", "Consignor", 22),
    Column("agreed", "Agreed value", 12, POUNDS),
    Column("date_in", "Date", 12, DAY, "Purchase"),
    Column("supplier", "Supplier", 22, group="Purchase"),
    Column("supplier_invoice", "Invoice no", 11, group="Purchase"),
    Column("cost", "Cost", 12, "#,##0", "Purchase"),
    Column("currency", "Currency", 9),
    Column("code", "Cost code", 9, hidden=True),
    Column("insured", "Insured value", 12, POUNDS),
    Column("valued_on", "Valued on", 12, DAY),
    Column("retail", "Retail\ninc. VAT", 12, POUNDS),
    Column("status", "Status", 18),
    Column("place", "Location", 22),
    Column("box", "Box", 6),
    Column("papers", "Papers", 8),
    Column("sold_on", "Date", 12, DAY, "Sale"),
    Column("sold_for", "Price", 12, POUNDS, "Sale"),
    Column("invoice", "Invoice", 12, group="Sale"),
    Column("buyer", "Sold to", 22, group="Sale"),
    Column("gtin", "GTIN", 15),
    Column("photo", "Photo", 15),
    Column("notes", "Notes", 44),
)
OWNERSHIP = {
    "own": "Own",
    "consigned": "Consigned",
    "memo": "Memo in",
    "customer": "Customer's goods",
    "to collect": "Own",
}
STATUS = {"available": "In stock", "reserved": "Reserved", "appro": "On approval", "workshop": "At workshop",
          "memo out": "On memo", "sold": "Sold", "to collect": "Sold, awaiting collection"}  # fmt: skip
CONDITION = {"new": "New", "pre-owned": "Pre-owned", "vintage": "Vintage", "antique": "Antique"}
SECTIONS = (
    ("WATCHES", lambda article: article.condition in {"new", "pre-owned"}),
    ("VINTAGE WATCHES", lambda article: article.condition == "vintage"),
    ("POCKET WATCHES", lambda article: article.condition == "antique"),
)
CIPHER = "LUXBYHANDS"
ALIASES = {"Audemars Piguet": "AP", "Jaeger-LeCoultre": "JLC", "Patek Philippe": "Patek Philippe "}


def fill(book: Workbook, file: str, articles: Sequence[Article], planting: Planting) -> Sheet:
    """Write the sheet, spoil it, and return it."""
    sheet = Sheet(file, book.create_sheet("Watches"), COLUMNS, HAND, planting)
    sheet.line("M A I S O N   C O R V A N E", 16, bold=True, ink="1F2D3D")
    sheet.line("Stock register: watches. Values in pounds, retail including VAT", 11)
    sheet.line("Updated 30/10/2026 EH. Struck through = sold. Please do not sort!", italic=True, ink="8A8377")
    sheet.line()
    sheet.heading()
    for title, belongs in SECTIONS:
        sheet.section(title)
        for article in filter(belongs, articles):
            sheet.record(article.stock_no, facts(article))
            if article.status == "sold":
                _strike(sheet, article)
    _spoil(sheet, articles)
    _totals(sheet)
    first = min(sheet.rows.values())
    sheet.sheet.freeze_panes = f"C{first - 1}"
    sheet.sheet.print_title_rows = f"{first - 3}:{first - 2}"
    return sheet


def cipher(pounds: int) -> str:
    """A cost in the house's ten-letter code word: one letter a digit."""
    return "".join(CIPHER[(int(digit) - 1) % 10] for digit in str(pounds))


def facts(article: Article) -> dict[str, object]:
    """A row of the sheet, in the sheet's own words."""
    number = int(article.stock_no[1:])
    row: dict[str, object] = {column.key: getattr(article, column.key, None) or None for column in COLUMNS}
    row |= {
        "brand": ALIASES.get(article.brand, article.brand) if number % 9 == 0 else article.brand,
        "condition": CONDITION[article.condition],
        "ownership": OWNERSHIP[article.ownership],
        "status": STATUS[article.status],
        "agreed": article.insured if article.ownership in {"consigned", "memo"} else None,
        "cost": f"£{article.cost:,}.-" if number % 23 == 0 and article.cost else article.cost or None,
        "currency": "GBP" if article.cost else None,
        "code": cipher(article.cost) if article.cost else None,
        "box": {True: "Y", False: "N", None: None}[article.box],
        "papers": {True: "✓", False: "no", None: None}[article.papers],
    }
    return row


def _strike(sheet: Sheet, article: Article) -> None:
    """Strike a sold row through, as the house does."""
    for column in COLUMNS:
        sheet.cell(article.stock_no, column.key).font = sheet.hand.font(strike=True, color="8A8377")


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Plant the faults of this sheet."""
    picker = Picker(articles, step=7)
    _spoil_identity(sheet, articles, picker)
    _spoil_marks(sheet, picker)
    _spoil_figures(sheet, picker)
    _spoil_dates(sheet, articles, picker)


def _spoil_identity(sheet: Sheet, articles: Sequence[Article], picker: Picker) -> None:
    """Numbers, serials, GTINs and fineness."""
    new = [article for article in articles if article.ordinary and article.gtin]
    first = picker.pick()
    sheet.spoil("duplicate-stock-no", picker.pick(), "stock_no", first, f"{first} stands on two rows.")
    sheet.spoil("missing-stock-no", picker.pick(), "stock_no", None, "A piece without a stock number.")
    twin, original = _same_model(articles, picker)
    sheet.spoil(
        "duplicate-serial",
        twin.stock_no,
        "serial",
        original.serial,
        f"The serial number of {original.stock_no}, same reference.",
    )
    sheet.spoil(
        "number-lost",
        picker.pick(_recent_rolex),
        "serial",
        1.2345e71,
        "12345E67 was turned into a power of ten; only the watch knows.",
    )
    latin = picker.pick(lambda article: article.ordinary and article.serial[:1].isalpha())
    serial = next(article.serial for article in articles if article.stock_no == latin)
    sheet.spoil("look-alike", latin, "serial", "А" + serial[1:], "The first letter is a Cyrillic А.")
    wrong, short = picker.pick(lambda article: article in new), picker.pick(lambda article: article in new)
    gtin = str(sheet.cell(wrong, "gtin").value)
    sheet.spoil(
        "gtin-check-digit", wrong, "gtin", gtin[:-1] + str((int(gtin[-1]) + 3) % 10), "The check digit does not fit."
    )
    sheet.spoil(
        "gtin-length",
        short,
        "gtin",
        str(sheet.cell(short, "gtin").value)[:-2],
        "Eleven digits; a GTIN has 8, 12, 13 or 14.",
    )
    gold = picker.pick(lambda article: article.ordinary and article.metal.endswith("gold") and article.karat == 18)
    sheet.spoil("fineness-karat-conflict", gold, "fineness", 585, "18 ct is 750 parts in a thousand, not 585.")


def _recent_rolex(article: Article) -> bool:
    """Whether the maker's serial numbers mix letters and figures."""
    return article.ordinary and article.brand == "Rolex" and article.condition != "vintage"


def _same_model(articles: Sequence[Article], picker: Picker) -> tuple[Article, Article]:
    """Two ordinary watches of one reference."""
    seen: dict[str, Article] = {}
    for article in articles:
        if article.ordinary and article.stock_no not in picker.taken and article.reference:
            if article.reference in seen:
                picker.taken |= {article.stock_no, seen[article.reference].stock_no}
                return article, seen[article.reference]
            seen[article.reference] = article
    raise ValueError("no two watches of one reference")


def _spoil_marks(sheet: Sheet, picker: Picker) -> None:
    """Rows struck, red or hidden without a word, a place nobody knows, and what stands in comments."""
    sheet.mark(
        "sold-mark",
        picker.pick(),
        "struck through",
        "Struck through like a sold piece, yet in stock and not in the sales register.",
    )
    sheet.mark("sold-mark", picker.pick(), "red fill", "Red without a word why.")
    sheet.mark(
        "hidden-row",
        picker.pick(),
        "hidden row",
        "A hidden row is easily counted, or missed, without anyone seeing it.",
    )
    sheet.spoil("place-unknown", picker.pick(), "place", "see Sophie", "Nobody can tell an insurer where the piece is.")
    gift, sold = picker.pick(), picker.pick(lambda article: article.status == "reserved")
    cell = sheet.comment(gift, "status", "gift for M., don't tell wife")
    sheet.note(
        "secret-gift-note",
        cell,
        "comment: gift for M., don't tell wife",
        "A comment keeps a secret that no letter may tell.",
    )
    sheet.comment(sold, "retail", "promised 5% if he takes it before Christmas")


def _spoil_figures(sheet: Sheet, picker: Picker) -> None:
    """Sums that are none, or that can be read in two ways."""
    sheet.spoil("no-figure", picker.pick(), "insured", "POA", "No figure to insure.")
    sheet.spoil(
        "ambiguous-number", picker.pick(), "insured", "12.500", "Twelve thousand five hundred, or twelve and a half."
    )
    sheet.spoil(
        "bracketed", picker.pick(), "insured", "(4,200)", "Brackets mean a negative figure, or a note in passing."
    )
    sheet.spoil("zero-money", picker.pick(), "cost", 0, "A watch that cost nothing needs a word why.")
    sheet.spoil("negative-money", picker.pick(), "retail", -6850, "A price below nothing.")
    owed = picker.pick(lambda article: article.ownership == "consigned" and article.held)
    sheet.cell(owed, "consignor").value = sheet.cell(owed, "agreed").value = None
    sheet.blame("consignment-incomplete", owed, "ownership", "On consignment, with neither owner nor agreed value.")


def _spoil_dates(sheet: Sheet, articles: Sequence[Article], picker: Picker) -> None:
    """Dates missing, out of order, or not yet come."""
    say = "Sold, but not when, and the sales register does not know it."
    sheet.spoil("sold-undated", picker.pick(), "status", "Sold", say)
    sheet.spoil("acquired-undated", picker.pick(), "date_in", None, "Nobody knows since when the house has it.")
    sheet.spoil("future-date", picker.pick(), "valued_on", datetime(2027, 2, 1), "Valued on a day that has not come.")
    sold = picker.pick(lambda article: article.sold_on is not None and article.sold_on < date(2026, 6, 1))
    later = next(article.sold_on for article in articles if article.stock_no == sold and article.sold_on)
    day = datetime(later.year, later.month, later.day) + timedelta(days=40)
    sheet.spoil("dates-out-of-order", sold, "date_in", day, "Bought forty days after it was sold.")
    sheet.cell(picker.pick(), "date_in").value = "Mar-24"  # precise to the month only: messy, not wrong


def _totals(sheet: Sheet) -> None:
    """The foot: a retail total that is a formula, and an insured total typed by hand some weeks ago."""
    first, last = min(sheet.rows.values()), max(sheet.rows.values())
    insured, letter = int(sheet.sum_of("insured", first, last)), sheet.letter("retail")
    retail = (f"=SUM({letter}{first}:{letter}{last})", sheet.sum_of("retail", first, last))
    sheet.total("Total", {"insured": (insured - 14200, None), "retail": retail})
    say = f"The total says {insured - 14200:,}; the rows above it add up to {insured:,}."
    sheet.note("totals-disagree", f"{sheet.letter('insured')}{sheet.row}", str(insured - 14200), say)
