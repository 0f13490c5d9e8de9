"""The sheet Joaillerie: French, money as text in three manners, dates half text, subtotals by category."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook

from toolkit.demo.articles import Article
from toolkit.demo.faults import Planting
from toolkit.demo.planter import Planter
from toolkit.demo.workbook import DAY, POUNDS, Column, Hand, Sheet

HAND = Hand("Garamond", 11, "5A2327", "FFFFFF", "F1E9E0")
COLUMNS = (
    Column("stock_no", "N° de stock", 10),
    Column("category", "Catégorie", 19),
    Column("brand", "Marque", 19),
    Column("model", "Modèle", 17),
    Column("reference", "Référence", 13),
    Column("serial", "N° de série", 13),
    Column("description", "Désignation", 36),
    Column("metal", "Métal", 13),
    Column("fineness", "Titre ‰", 8),
    Column("hallmark", "Poinçon", 13),
    Column("weight", "Poids (g)", 9),
    Column("net_weight", "Poids net (g)", 9),
    Column("size", "Taille", 7),
    Column("stones", "Pierres", 22),
    Column("carat", "ct", 7, "0.00"),
    Column("colour", "Couleur", 8),
    Column("clarity", "Pureté", 8),
    Column("origin", "Naturel / synthétique", 12),
    Column("laboratory", "Labo", 9),
    Column("report_no", "N° rapport", 14),
    Column("report_on", "Date du rapport", 12, DAY),
    Column("origin_document", "Origine du diamant", 26),
    Column("condition", "État", 10),
    Column("ownership", "Propriété", 14),
    Column("consignor", "Déposant", 22),
    Column("agreed", "Valeur convenue", 15, POUNDS),
    Column("agreement", "N° contrat", 12),
    Column("agreement_ends", "Fin de contrat", 12, DAY),
    Column("commission", "Taux de commission", 11),
    Column("date_in", "Date d'entrée", 12, DAY),
    Column("supplier", "Fournisseur", 32),
    Column("supplier_invoice", "Facture d'achat", 12),
    Column("vat", "Régime TVA", 10),
    Column("seller_id", "Pièce d'identité", 22),
    Column("cost", "Prix d'achat", 16, "#,##0"),
    Column("insured", "Valeur assurée", 13, POUNDS),
    Column("valued_on", "Estimé le", 12, DAY),
    Column("retail", "Prix de vente", 13, POUNDS),
    Column("status", "Statut", 15),
    Column("place", "Emplacement", 22),
    Column("custodian", "Détenteur", 16),
    Column("box", "Écrin", 7),
    Column("papers", "Papiers", 8),
    Column("sold_on", "Vendu le", 12, DAY),
    Column("sold_for", "Prix vendu", 12, POUNDS),
    Column("invoice", "Facture", 12),
    Column("buyer", "Acheteur", 22),
    Column("photo", "Photo", 17),
    Column("notes", "Remarques", 36),
)
OWNERSHIP = {
    "own": "En propre",
    "consigned": "Dépôt-vente",
    "memo": "Sur memo",
    "customer": "Bien client",
    "to collect": "En propre",
}
STATUS = {"available": "En stock", "reserved": "Réservé", "appro": "À choix", "workshop": "En atelier",
          "memo out": "Confié", "sold": "Vendu", "to collect": "Vendu à livrer"}  # fmt: skip
CONDITION = {"new": "neuf", "pre-owned": "occasion", "vintage": "ancien"}
VAT = {"margin": "Marge", "standard": "Normal", "import": "Import"}
RATES = {"EUR": 1.17, "CHF": 1.09, "GBP": 1.0}


def fill(book: Workbook, file: str, articles: Sequence[Article], planting: Planting) -> Sheet:
    """Write the sheet, spoil it, and return it."""
    sheet = Sheet(file, book.create_sheet("Joaillerie"), COLUMNS, HAND, planting, author="Camille R.")
    sheet.line("Maison Corvane", 18, italic=True, ink="5A2327")
    sheet.line("Registre de stock — joaillerie", 12)
    sheet.line("Tenu par Camille R., au 30 octobre 2026 — valeurs d'assurance en livres", italic=True, ink="8A8377")
    sheet.line()
    sheet.heading()
    sheet.sheet.row_dimensions[sheet.row].height = 34
    spans = []
    for _, group in groupby(articles, key=lambda article: article.category):
        first = sheet.row + 1
        for article in group:
            sheet.record(article.stock_no, facts(article, clean=planting.clean))
        spans.append((first, sheet.row))
        sheet.line(f"Sous-total {article.category}", italic=True)
        sheet.line()
    if not planting.clean:
        _spoil(sheet, articles)
    _subtotals(sheet, spans)
    sheet.sheet.freeze_panes = f"C{min(sheet.rows.values())}"
    return sheet


def facts(article: Article, *, clean: bool = False) -> dict[str, object]:
    """A row of the sheet, in the sheet's own words; in a clean register all was bought in one currency."""
    row: dict[str, object] = {column.key: getattr(article, column.key, None) or None for column in COLUMNS}
    number = int(article.stock_no[1:])
    currency = "EUR" if clean else ("EUR", "EUR", "GBP", "CHF", "EUR", "GBP")[number % 6]
    day = article.date_in
    row |= {
        "metal": f"{article.metal} 18 carats" if number % 11 == 0 and article.karat else article.metal or None,
        "weight": f"{article.weight:.1f} g".replace(".", ",")
        if number % 8 == 0 and article.weight
        else article.weight or None,
        "condition": CONDITION[article.condition],
        "ownership": OWNERSHIP[article.ownership],
        "status": STATUS[article.status],
        "agreed": article.insured if article.ownership in {"consigned", "memo"} else None,
        "vat": VAT.get(article.vat),
        "cost": purchase(round(article.cost * RATES[currency], -1), currency, number) if article.cost else None,
        "date_in": f"{day:%d/%m/%Y}" if number % 5 in {1, 3} else day,
        "box": {True: "oui", False: "non", None: None}[article.box],
        "papers": {True: "oui", False: "non", None: None}[article.papers],
    }
    if number % 13 == 0 and article.brand == "Van Cleef & Arpels":
        row["brand"] = "VCA"
    return row


def purchase(amount: float, currency: str, number: int) -> object:
    """A purchase price as three hands have typed it: pounds as a figure, the rest as text in their country's manner."""
    whole = f"{int(amount):,}"
    if currency == "EUR":
        manner = (f"{whole},00 €", f"{whole},00\u00a0€", f"€ {whole}")[number % 3]
        return manner.replace(",", "\u202f" if number % 2 else "\u00a0", whole.count(","))
    return f"CHF {whole}.00".replace(",", "'") if currency == "CHF" else int(amount)


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Plant the faults of this sheet, and leave two remarks that are none."""
    planter = Planter(sheet, {article.stock_no: article for article in articles}, step=7)
    planter.plant_table("jewels")
    francs = next(name for name in sheet.rows if str(sheet.read(name, "cost")).startswith("CHF"))
    say = "Francs among euro and pounds: right, perhaps, but never to be added."
    planter.plant({"kind": "currency-mixed", "key": "cost", "say": say}, francs)
    pair = planter.pick({"category": "boucles d'oreilles"})
    sheet.comment(pair, "description", "la paire ; une puce chez le sertisseur")
    wish = planter.pick({"status": "reserved"}, plain=False)
    sheet.write(wish, "notes", "Mis de côté le 27/10/2026")


def _subtotals(sheet: Sheet, spans: Sequence[tuple[int, int]]) -> None:
    """A subtotal under each category and a grand total at the foot, all formulas, all right."""
    letter, grand, last = sheet.letter("insured"), 0.0, sheet.row
    for first, end in spans:
        amount = sheet.sum_of("insured", first, end)
        grand += amount
        sheet.row = end
        label = str(sheet.sheet.cell(end + 1, 1).value)
        sheet.total(label, {"insured": (f"=SUBTOTAL(9,{letter}{first}:{letter}{end})", amount)})
    sheet.row = last
    sheet.total("TOTAL GÉNÉRAL", {"insured": (f"=SUBTOTAL(9,{letter}{spans[0][0]}:{letter}{last})", grand)})
