"""The sheet Handbags: headings repeated every forty rows for the printer, currency in the number format alone."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, Column, Hand, Sheet

HAND = Hand("Arial", 9, "DCD5C9", "2B2925", "F4F1EA")
STERLING = "[$£-809]#,##0"
COLUMNS = (
    Column("stock_no", "Stock no", 9, "00000"),
    Column("category", "Type", 19),
    Column("brand", "Maker", 16),
    Column("model", "Model", 17),
    Column("size", "Size", 12),
    Column("material", "Leather", 18),
    Column("colour", "Colour", 14),
    Column("metal", "Hardware", 16),
    Column("serial", "Serial no", 15),
    Column("description", "Description", 34),
    Column("condition", "Condition", 11),
    Column("ownership", "Own/Cons", 11),
    Column("consignor", "Consignor", 20),
    Column("agreed", "Agreed value", 12, STERLING),
    Column("agreement", "Agreement", 11),
    Column("agreement_ends", "Agreement ends", 12, DAY),
    Column("commission", "Commission", 10),
    Column("date_in", "Date in", 11, DAY),
    Column("supplier", "Bought from", 22),
    Column("supplier_invoice", "Purchase invoice", 12),
    Column("vat", "VAT", 9),
    Column("seller_id", "Seller ID", 22),
    Column("cites", "CITES", 16),
    Column("cost", "Cost", 11, STERLING),
    Column("insured", "Insured value", 11, STERLING),
    Column("valued_on", "Valued on", 11, DAY),
    Column("retail", "Price", 11, STERLING),
    Column("status", "Status", 17),
    Column("place", "Where", 20),
    Column("custodian", "Held by", 15),
    Column("box", "Box", 7),
    Column("dust_bag", "Dust bag", 9),
    Column("papers", "Papers", 8),
    Column("sold_on", "Date sold", 11, DAY),
    Column("sold_for", "Sold for", 11, STERLING),
    Column("invoice", "Invoice", 12),
    Column("buyer", "Sold to", 20),
    Column("photo", "Photo", 16),
    Column("notes", "Notes", 34),
)
OWNERSHIP = {"own": "Own", "consigned": "Cons", "memo": "Memo", "customer": "Customer's goods", "to collect": "Own"}
STATUS = {"available": "Live", "reserved": "Res", "appro": "Appro", "workshop": "Repair", "memo out": "On memo",
          "sold": "Sold", "to collect": "Awaiting delivery"}  # fmt: skip
CONDITION = {"new": "New", "pre-owned": "Pre-owned", "vintage": "Vintage"}
VAT = {"margin": "MS", "standard": "Std", "import": "Import"}
PAGE = 40


def fill(book: Workbook, file: str, articles: Sequence[Article], planting: Planting) -> Sheet:
    """Write the sheet, spoil it, and return it."""
    sheet = Sheet(file, book.create_sheet("Handbags"), COLUMNS, HAND, planting)
    sheet.line("Handbags & leather", 13, bold=True)
    sheet.line("one page = 40 bags")
    for number, article in enumerate(articles):
        if number % PAGE == 0:
            sheet.line()
            sheet.heading()
        sheet.record(article.stock_no, facts(article, number))
        if number % PAGE == PAGE // 2:
            sheet.line()
    if not planting.clean:
        _spoil(sheet, articles)
    sheet.sheet.freeze_panes = f"B{min(sheet.rows.values())}"
    return sheet


def facts(article: Article, number: int) -> dict[str, object]:
    """A row of the sheet, in the sheet's own words; stock numbers are figures shown with their noughts."""
    row: dict[str, object] = {column.key: getattr(article, column.key, None) or None for column in COLUMNS}
    row |= {
        "stock_no": int(article.stock_no),
        "brand": "LV" if article.brand == "Louis Vuitton" and number % 3 == 0 else article.brand,
        "model": f"{article.model} " if number % 17 == 0 else article.model,
        "condition": CONDITION[article.condition],
        "ownership": OWNERSHIP[article.ownership],
        "status": STATUS[article.status],
        "agreed": article.insured if article.ownership in {"consigned", "memo"} else None,
        "vat": VAT.get(article.vat),
        "box": {True: "yes", False: "no box", None: None}[article.box],
        "dust_bag": "x" if number % 4 else None,
        "papers": {True: "TRUE", False: "no", None: None}[article.papers],
    }
    return row


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Plant the faults of this sheet, and leave a remark that is none."""
    planter = Planter(sheet, {article.stock_no: article for article in articles}, step=6)
    planter.plant_table("bags")
    lost = planter.pick()
    formula = f"=ROUND({sheet.letter('retail')}{sheet.rows[lost]}*0.85,-1)"
    say = "A formula saved by a program and never computed."
    planter.plant({"kind": "uncomputed-formula", "key": "insured", "value": formula, "say": say}, lost)
    reserved = planter.pick({"status": "reserved"}, plain=False)
    sheet.comment(reserved, "status", "Res for Mrs F till 14/11, deposit by transfer")
