"""The sheet Annex: a handful of things that never found their way into the three registers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.names import table
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet

NAME = "Annex"
HAND = Hand("Arial", 10, "E4E4E4", "333333", "F5F5F5")
COLUMNS = (
    Column("stock_no", "Stock no", 10),
    Column("category", "Type", 11),
    Column("description", "Description", 40),
    Column("metal", "Metal", 10),
    Column("fineness", "Fineness", 9),
    Column("weight", "Weight (g)", 9),
    Column("ownership", "Own/Cons", 10),
    Column("insured", "Insured value", 13, POUNDS),
    Column("status", "Status", 12),
    Column("place", "Location", 18),
    Column("date_in", "Date acquired", 13, DAY),
)
BARE = (
    *(Column(column.key, column.heading.removesuffix(" (g)"), column.width, column.format) for column in COLUMNS[:-1]),
    Column("vat", "VAT scheme", 10),
)
"""The columns of the spoilt sheet: no date, no unit, and a VAT scheme without what its book needs."""
CHARMS = 30
WEIGHED = 3
LOCKS = (("Lock", "Grade"), ("Front door", 6), ("Strongroom", 10), ("Stockroom", 4))
"""A small table below the register, which is none."""


def annex() -> list[Article]:
    """The things, with what is known of them, and a tray of charms."""
    made = []
    charms = [[f"Charm, {animal}", 45, 2023] for animal in table("annex")["charm"]]
    for number, (text, value, year) in enumerate(table("annex")["thing"] + charms, 1):
        article = Article(f"X{number:04d}", NAME, "Other", "", "", description=text, insured=value, spared=True)
        article.date_in = date(year, 3, 1 + number % 28)
        if text.startswith("Charm"):
            article.category, article.metal, article.fineness = "Pendant", "Silver", 925
            article.weight = round(2.4 + number % 9 * 0.3, 1)
        made.append(article)
    return made


def fill(book: Workbook, file: str, articles: Sequence[Article], planting: Planting) -> Sheet:
    """Write the sheet and return it; a spoilt one has lost dates and weights, and has a table below that is none."""
    clean = planting.clean
    sheet = Sheet(file, book.create_sheet(NAME), COLUMNS if clean else BARE, HAND, planting)
    sheet.line("Annex: to be entered properly one day", 12, bold=True)
    sheet.line()
    sheet.heading()
    sheet.rows["heading"] = sheet.row
    weighed = CHARMS if clean else WEIGHED
    for article in articles:
        facts = {column.key: getattr(article, column.key) or None for column in COLUMNS}
        charm = article.category == "Pendant"
        weighed -= charm
        facts |= {"ownership": "Own", "status": "In stock", "vat": "Margin" if charm else None}
        sheet.record(article.stock_no, facts | ({"weight": None} if weighed < 0 else {}))
    if not clean:
        _spoil(sheet, articles)
    return sheet


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Note what the sheet has lost."""
    first = next(article.stock_no for article in articles if article.weight)
    sheet.note("no-date-column", "heading", "stock_no", "Stock no", "No column says since when the house has them.")
    sheet.note("stock-book-column", "heading", "stock_no", "Stock no", "Under the margin scheme, without its columns.")
    sheet.note("description-column", "heading", "weight", "Weight", "Hardly anything here was ever weighed.")
    sheet.note("unit-unsaid", first, "weight", str(sheet.read(first, "weight")), "Grams, or pennyweights?")
    _twice(sheet, articles[-1].stock_no)
    _other_metal(sheet, articles[-2].stock_no)
    _locks(sheet)


def _twice(sheet: Sheet, number: str) -> None:
    """Two charms that came in together and share a row."""
    text = f"{sheet.read(number, 'description')} x2"
    sheet.write(number, "description", text)
    sheet.note("several-pieces", number, "description", text, "Two charms, one number.")


def _other_metal(sheet: Sheet, number: str) -> None:
    """A charm whose description, from which this sheet's metals are read, names another metal than its column."""
    text = f"{sheet.read(number, 'description')}, 9ct gold"
    sheet.write(number, "description", text)
    metal = str(sheet.read(number, "metal"))
    sheet.note("description-contradicts", number, "metal", metal, "Silver in its column, gold in its description.")


def _locks(sheet: Sheet) -> None:
    """The grades of the locks, below the register."""
    sheet.line()
    for first, second in LOCKS:
        sheet.line(first)
        sheet.sheet.cell(sheet.row, 2, second)
    sheet.rows["locks"] = sheet.row - len(LOCKS) + 1
    say = "The locks and their grades: no register, and nothing reads it."
    sheet.note("table-unread", "locks", "stock_no", LOCKS[0][0], say)
