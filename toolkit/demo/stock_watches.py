"""The sheet Watches: English, ten years old, a two-line heading, section rows, struck sold rows and a totals row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from toolkit.demo.articles import Article
from toolkit.demo.faults import Fault, Planting
from toolkit.demo.names import table
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet

HAND = Hand("Calibri", 10, "1F2D3D", "FFFFFF", "E7E3DA")
COLUMNS = (
    Column("stock_no", "Stock no", 10),
    Column("brand", "Brand", 18),
    Column("model", "Model", 21),
    Column("reference", "Reference", 21),
    Column("serial", "Serial", 13),
    Column("movement_no", "Movement no", 12),
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
    Column("agreement", "Agreement no", 12),
    Column("agreement_ends", "Agreement ends", 12, DAY),
    Column("return_by", "Return by", 12, DAY),
    Column("commission", "Commission", 10),
    Column("date_in", "Date", 12, DAY, "Purchase"),
    Column("supplier", "Supplier", 22, group="Purchase"),
    Column("supplier_invoice", "Invoice no", 11, group="Purchase"),
    Column("cost", "Cost", 12, "#,##0", "Purchase"),
    Column("currency", "Currency", 9),
    Column("addons", "Extra cost", 10, "#,##0"),
    Column("landed", "Total cost", 10, "#,##0"),
    Column("vat", "VAT scheme", 10),
    Column("seller_id", "Seller ID", 24),
    Column("hold_until", "Hold until", 12, DAY),
    Column("stolen_check", "Watch Register", 13),
    Column("checked_on", "Date checked", 12, DAY),
    Column("code", "Cost code", 9, hidden=True),
    Column("insured", "Insured value", 12, POUNDS),
    Column("valued_on", "Valued on", 12, DAY),
    Column("retail", "Retail\ninc. VAT", 12, POUNDS),
    Column("status", "Status", 18),
    Column("place", "Location", 22),
    Column("custodian", "Held by", 16),
    Column("box", "Box", 6),
    Column("papers", "Papers", 8),
    Column("card_serial", "Card serial", 13),
    Column("full_set", "Full set", 8),
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
          "memo out": "On memo", "transit": "In transit", "sold": "Sold",
          "to collect": "Sold, awaiting collection"}  # fmt: skip
CONDITION = {"new": "New", "pre-owned": "Pre-owned", "vintage": "Vintage", "antique": "Antique"}
SECTIONS = (
    ("WATCHES", lambda article: article.condition in {"new", "pre-owned"}),
    ("VINTAGE WATCHES", lambda article: article.condition == "vintage"),
    ("POCKET WATCHES", lambda article: article.condition == "antique"),
)
VAT = {"margin": "Margin", "standard": "20%", "import": "Import"}
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
    sheet.rows["heading"] = sheet.row
    for title, belongs in SECTIONS:
        sheet.section(title)
        for article in filter(belongs, articles):
            sheet.record(article.stock_no, facts(article))
            if article.status == "sold":
                _strike(sheet, article)
    if not planting.clean:
        _spoil(sheet, articles)
    first = min(row for name, row in sheet.rows.items() if name != "heading")
    _totals(sheet)
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
        "vat": VAT.get(article.vat),
        "full_set": "Y" if article.full_set else None,
        "box": {True: "Y", False: "N", None: None}[article.box],
        "papers": {True: "✓", False: "no", None: None}[article.papers],
    }
    return row


def _strike(sheet: Sheet, article: Article) -> None:
    """Strike a sold row through, as the house does."""
    for column in COLUMNS:
        sheet.cell(article.stock_no, column.key).font = sheet.hand.font(strike=True, color="8A8377")


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Plant the faults of this sheet: the twins first, which need two watches of one reference, then the table's."""
    say = "A rule of the house asks for the valuer, and no sheet has a column for one."
    sheet.note("house-rule-idle", "heading", "stock_no", "", say)
    planter = Planter(sheet, {article.stock_no: article for article in articles}, step=7)
    for (twin, original), entry in zip(_pairs(articles, planter), table("faults/watches")["twins"], strict=False):
        sheet.write(twin.stock_no, "serial", original.serial)
        sheet.write(twin.stock_no, "card_serial", None)
        planter.plant(entry, twin.stock_no)
    _bought_twice(sheet, planter)
    first = planter.pick()
    brings = ("counted-unknown", "stock-number-unknown", "stock-no-differs")
    say = f"{first} stands on two rows."
    second = {"kind": "duplicate-stock-no", "key": "stock_no", "value": first, "say": say, "brings": brings}
    lost = planter.plant(second)
    planter.plant_table("watches")
    say = f"{lost}, a number before it, stands on no row any more."
    after = min(name for name in planter.records if name > lost and sheet.read(name, "stock_no") == name)
    planter.plant({"kind": "stock-book-gap", "key": "stock_no", "say": say}, after)
    cell, row = sheet.at(lost, "stock_no")
    say = f"{lost} stood here; the schedule of September lists it, and no sale says where it went."
    sheet.planting.add(Fault("vanished", sheet.file, "Watches", cell, row, first, say, lost))
    reserved = planter.pick({"status": "reserved"}, plain=False)
    sheet.comment(reserved, "retail", "promised 5% if he takes it before Christmas")


def _bought_between(later: Article, before: Article) -> bool:
    """Whether a watch came after another of its reference had come, and before that one was sold."""
    alike = (before.brand, before.reference) == (later.brand, later.reference)
    return alike and before.sold_on is not None and before.date_in < later.date_in < before.sold_on


def _bought_twice(sheet: Sheet, planter: Planter) -> None:
    """A watch under the serial number of one that was sold only later: the same watch, bought before it was sold."""
    for name, later in planter.records.items():
        for before in planter.records.values():
            if name not in planter.taken and later.ordinary and _bought_between(later, before):
                sheet.write(name, "serial", before.serial)
                sheet.write(name, "card_serial", None)
                planter.taken |= {name, before.stock_no}
                say = f"The watch of {before.stock_no} again, bought before that one was sold."
                brings = ("duplicate-serial", "serial-differs")
                fault = {"kind": "owned-twice-at-once", "key": "date_in", "say": say, "brings": brings}
                planter.plant(fault, name)
                return


def _pairs(articles: Sequence[Article], planter: Planter) -> Iterator[tuple[Article, Article]]:
    """Ordinary watches of one reference, two by two: first of the modern ones, then of the vintage ones."""
    for era in (("pre-owned", "new"), ("vintage",)):
        seen: dict[str, Article] = {}
        for article in articles:
            if not article.ordinary or not article.reference or article.condition not in era:
                continue
            if article.reference in seen:
                planter.taken |= {article.stock_no, seen[article.reference].stock_no}
                yield article, seen[article.reference]
                break
            seen[article.reference] = article


def _totals(sheet: Sheet) -> None:
    """The foot: a retail total that is a formula, and an insured total typed by hand some weeks ago."""
    first, last = min(sheet.rows.values()), max(sheet.rows.values())
    insured, letter = int(sheet.sum_of("insured", first, last)), sheet.letter("retail")
    retail = (f"=SUM({letter}{first}:{letter}{last})", sheet.sum_of("retail", first, last))
    short = 0 if sheet.planting.clean else 14200
    sheet.total("Total", {"insured": (insured - short, None), "retail": retail})
    if short:
        sheet.rows["Total"] = sheet.row
        say = f"The total says {insured - short:,}; the rows above it add up to {insured:,}."
        sheet.note("totals-disagree", "Total", "insured", str(insured - short), say)
