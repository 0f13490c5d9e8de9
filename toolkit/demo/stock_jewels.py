"""The sheet Joaillerie: French, money as text in three manners, dates half text, subtotals by category."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from openpyxl import Workbook

from toolkit.demo.articles import Article, Picker
from toolkit.demo.faults import Planting
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
    Column("weight", "Poids (g)", 9),
    Column("size", "Taille", 7),
    Column("stones", "Pierres", 22),
    Column("carat", "ct", 7, "0.00"),
    Column("colour", "Couleur", 8),
    Column("clarity", "Pureté", 8),
    Column("origin", "Naturel / synthétique", 12),
    Column("laboratory", "Labo", 9),
    Column("report_no", "N° rapport", 14),
    Column("report_on", "Date du rapport", 12, DAY),
    Column("condition", "État", 10),
    Column("ownership", "Propriété", 14),
    Column("consignor", "Déposant", 22),
    Column("agreed", "Valeur convenue", 15, POUNDS),
    Column("date_in", "Date d'entrée", 12, DAY),
    Column("supplier", "Fournisseur", 32),
    Column("cost", "Prix d'achat", 16, "#,##0"),
    Column("insured", "Valeur assurée", 13, POUNDS),
    Column("valued_on", "Estimé le", 12, DAY),
    Column("retail", "Prix de vente", 13, POUNDS),
    Column("status", "Statut", 15),
    Column("place", "Emplacement", 22),
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
RATES = {"EUR": 1.17, "CHF": 1.09, "GBP": 1.0}


def fill(book: Workbook, file: str, articles: Sequence[Article], planting: Planting) -> Sheet:
    """Write the sheet, spoil it, and return it."""
    sheet = Sheet(file, book.create_sheet("Joaillerie"), COLUMNS, HAND, planting)
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
            sheet.record(article.stock_no, facts(article))
        spans.append((first, sheet.row))
        sheet.line(f"Sous-total {article.category}", italic=True)
        sheet.line()
    _spoil(sheet, articles)
    _subtotals(sheet, spans)
    sheet.sheet.freeze_panes = f"C{min(sheet.rows.values())}"
    return sheet


def facts(article: Article) -> dict[str, object]:
    """A row of the sheet, in the sheet's own words."""
    row: dict[str, object] = {column.key: getattr(article, column.key, None) or None for column in COLUMNS}
    number = int(article.stock_no[1:])
    currency = ("EUR", "EUR", "GBP", "CHF", "EUR", "GBP")[number % 6]
    day = article.date_in
    row |= {
        "metal": f"{article.metal} 18 carats" if number % 11 == 0 and article.karat else article.metal or None,
        "weight": f"{article.weight:.1f} g".replace(".", ",")
        if number % 8 == 0 and article.weight
        else article.weight or None,
        "condition": CONDITION[article.condition],
        "ownership": OWNERSHIP[article.ownership],
        "status": STATUS[article.status],
        "agreed": _agreed(article),
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


def _agreed(article: Article) -> object:
    """The value agreed with the owner of a piece; the one in Switzerland thinks in francs."""
    if article.ownership not in {"consigned", "memo"}:
        return None
    if article.consignor == "Comte de la Haye-Roux":
        return f"CHF {round(article.insured * RATES['CHF'], -2):,.2f}".replace(",", "'")
    return article.insured


def _spoil(sheet: Sheet, articles: Sequence[Article]) -> None:
    """Plant the faults of this sheet."""
    picker = Picker(articles, step=7)
    _spoil_stones(sheet, picker)
    _spoil_figures(sheet, picker)
    _spoil_words_and_dates(sheet, picker)


def _spoil_stones(sheet: Sheet, picker: Picker) -> None:
    """Carats, reports and fineness."""
    reported = _reported("GIA")
    large = picker.pick(lambda article: article.ordinary and 1 <= article.carat < 2)
    carats = round(float(str(sheet.cell(large, "carat").value)) * 100)
    sheet.spoil("carat-out-of-range", large, "carat", carats, "A comma lost: the stone weighs a hundredth of that.")
    sheet.spoil("report-format", picker.pick(reported), "report_no", "918274", "Six digits; a GIA report has ten.")
    grown, igi = picker.pick(reported), picker.pick(_reported("IGI"))
    sheet.cell(grown, "origin").value, when = "synthétique", datetime(2026, 2, 16)
    say = "GIA gives a laboratory-grown stone no colour or clarity since October 2025; this row has both."
    sheet.spoil("report-grades-lab-grown", grown, "report_on", when, say)
    number = f"LG{sheet.cell(igi, 'report_no').value}"
    sheet.spoil("report-lab-grown", igi, "report_no", number, "LG says laboratory-grown; the row says natural.")
    same, other = picker.pick(_reported("HRD")), picker.pick(_reported("HRD"))
    say = f"The report of {same} again, for another stone."
    sheet.spoil("duplicate-report", other, "report_no", sheet.cell(same, "report_no").value, say)
    gold = picker.pick(lambda article: article.ordinary and article.fineness == 750)
    sheet.spoil("fineness-unusual", gold, "fineness", 620, "No standard of gold is 620 parts in a thousand.")


def _reported(laboratory: str) -> Callable[[Article], bool]:
    """A test for an ordinary piece with a report of that laboratory."""
    return lambda article: article.ordinary and article.laboratory == laboratory


def _spoil_figures(sheet: Sheet, picker: Picker) -> None:
    """Sums missing, from another age, for several pieces at once, or in a currency nobody mints."""
    sheet.spoil("missing-value", picker.pick(), "insured", None, "No value to insure.")
    old = picker.pick(lambda article: article.ordinary and article.condition == "vintage")
    sheet.spoil("old-money", old, "cost", "£38.10.6", "Pounds, shillings and pence, copied from the ledger of 1962.")
    sheet.spoil("several-figures", picker.pick(), "cost", "2 x 1 800 €", "The price of two pieces bought together.")
    sheet.spoil(
        "lot-price", picker.pick(), "notes", "Prix du lot, avec la broche", "One figure for more than this piece."
    )
    sheet.spoil("figure-with-words", picker.pick(), "cost", "340 gns", "A figure in guineas, or so it seems.")
    sheet.spoil("cost-code", picker.pick(), "cost", "XBSS", "The house's code word instead of the cost.")
    for key in ("cost", "agreed"):
        francs = next(name for name in sheet.rows if str(sheet.cell(name, key).value).startswith("CHF"))
        sheet.blame(
            "currency-mixed", francs, key, "Francs in a column of pounds: right, perhaps, but never to be added."
        )


def _spoil_words_and_dates(sheet: Sheet, picker: Picker) -> None:
    """A status nobody can act on, marks without a word, dates that are none."""
    sheet.spoil("status-unknown", picker.pick(), "status", "voir mail du 3/9", "Neither in stock nor sold.")
    sheet.mark("sold-mark", picker.pick(), "red fill", "En rouge, sans un mot : vendu ou à revoir ?")
    sheet.mark("hidden-row", picker.pick(), "hidden row", "A hidden row.")
    say = "Vendu, but no date, and the sales register does not know it."
    sheet.spoil("sold-undated", picker.pick(), "status", "Vendu", say)
    sheet.spoil("no-such-date", picker.pick(), "valued_on", "31/02/2026", "February has no thirty-first day.")
    dated = picker.pick(lambda article: article.ordinary and bool(article.report_no))
    sheet.spoil("serial-as-text", dated, "report_on", "45123", "A date pasted as the number behind it.")
    pair = picker.pick(lambda article: article.ordinary and article.category == "boucles d'oreilles")
    sheet.comment(pair, "description", "la paire ; une puce chez le sertisseur", "Camille R.")
    wish = picker.pick(lambda article: article.status == "reserved")
    sheet.comment(wish, "status", "cadeau surprise, ne pas appeler à la maison", "Camille R.")
    told = date(2026, 10, 30) - timedelta(days=3)
    sheet.cell(wish, "notes").value = f"Mis de côté le {told:%d/%m}"


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
