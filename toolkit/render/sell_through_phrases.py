"""The fixed words of a sell-through in English and French: headings, key figures, sentences beneath the tables."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SELL_THROUGH_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    "st_title": ("Sell-through", "Rapport de ventes"),
    "st_period": ("{first} to {last}", "du {first} au {last}"),
    "st_door": ("door {door}", "point de vente {door}"),
    "st_for": ("For {name}", "À l’attention de {name}"),
    # Headings of columns
    "st_collection": ("Collection", "Collection"),
    "st_reference": ("Reference", "Référence"),
    "st_description": ("Description", "Désignation"),
    "st_gtin": ("GTIN", "GTIN"),
    "st_opening": ("Opening", "Stock initial"),
    "st_received": ("Received", "Reçus"),
    "st_transfers_in": ("Trans\u00adfers in", "Trans\u00adferts reçus"),
    "st_customer_returns": ("Clients’ returns", "Retours clients"),
    "st_sold": ("Sold", "Vendus"),
    "st_transfers_out": ("Trans\u00adfers out", "Trans\u00adferts émis"),
    "st_returned_to_vendor": ("Returned to you", "Rendus à la marque"),
    "st_adjustments": ("Adjust\u00adments", "Ajuste\u00adments"),
    "st_residue": ("Un\u00adexplained", "Non expliqués"),
    "st_other": ("Other moves", "Autres mouve\u00adments"),
    "st_closing": ("Closing", "Stock final"),
    "st_net_sold": ("Net sold", "Ventes nettes"),
    "st_of": ("Out of", "Sur"),
    "st_rate": ("Sell-through", "Taux d’écoule\u00adment"),
    "st_net_sold_before": ("Net sold, year before", "Ventes nettes, un an avant"),
    "st_closing_before": ("Closing, year before", "Stock final, un an avant"),
    "st_cover": ("Cover, weeks", "Couver\u00adture, semaines"),
    "st_turn": ("Turn a year", "Rotation annuelle"),
    "st_age_90": ("0–90 days", "0–90 jours"),
    "st_age_180": ("91–180 days", "91–180 jours"),
    "st_age_365": ("181–365 days", "181–365 jours"),
    "st_age_730": ("366–730 days", "366–730 jours"),
    "st_age_more": ("Over 730 days", "Plus de 730 jours"),
    "st_age_undated": ("Age unknown", "Âge inconnu"),
    "st_on_order": ("On order", "En com\u00admande"),
    "st_overdue": ("Overdue", "En retard"),
    "st_sales": ("Net sales", "Ventes nettes"),
    "st_sales_in": ("Net sales, {sign}", "Ventes nettes, {sign}"),
    "st_currency": ("Cur\u00adrency", "Devise"),
    # Cells
    "st_na": ("n/a", "n.d."),
    "st_few": ("{sold} of {of}", "{sold} sur {of}"),
    "st_percent": ("{n_percent}%", "{n_percent}\u00a0%"),
    "st_no_sales": ("no sales", "sans vente"),
    "st_all": ("All", "Ensemble"),
    "st_subtotal": ("{collection}, total", "{collection}, total"),
    "st_no_collection": ("Without collection", "Sans collection"),
    "st_no_reference": ("Without reference", "Sans référence"),
    # Key figures
    "st_figure_rate": ("{sold} of {of} pieces", "{sold} pièces sur {of}"),
    "st_figure_net_sold": ("net sold", "ventes nettes"),
    "st_figure_sold": ("sold", "vendus"),
    "st_figure_net_sold_before": ("net sold; {before} a year before", "ventes nettes ; {before} un an avant"),
    "st_figure_closing": ("on hand at the close", "en stock à la clôture"),
    "st_figure_cover": ("weeks of cover", "semaines de couverture"),
    "st_figure_on_order": ("on order", "en commande"),
    "st_figure_on_order_overdue": ("on order; {overdue} overdue", "en commande ; {overdue} en retard"),
    # Sections
    "st_moves": ("By reference", "Par référence"),
    "st_measures": ("Sell-through by reference", "Écoulement par référence"),
    "st_stock": ("Age of the stock and orders", "Âge du stock et commandes"),
    "st_consigned": ("On consignment from you", "Pièces que vous nous avez confiées"),
    "st_consigned_intro": (
        "These pieces are still yours: they were never sold in, and are in no figure above.",
        "Ces pièces vous appartiennent encore : jamais facturées, elles ne figurent dans aucun chiffre ci-dessus.",
    ),
    "st_corrections": ("Corrections to the last report", "Corrections du dernier rapport"),
    "st_corrections_intro": (
        "Where the opening differs from the closing reported before.",
        "Là où le stock initial diffère du stock final communiqué précédemment.",
    ),
    "st_report": ("Report", "Rapport"),
    "st_reported": ("Reported", "Communiqué"),
    "st_now": ("Now", "À présent"),
    "st_difference": ("Difference", "Écart"),
    "st_why": ("Why", "Motif"),
    "st_formula": ("Formula", "Formule"),
    "st_formula_named": ("Sell-through {formula}: {words}.", "Écoulement {formula} : {words}."),
    "st_notes": ("Notes", "Notes"),
    "st_nothing": ("Nothing moved, and nothing was on hand.", "Aucun mouvement, et aucune pièce en stock."),
    "st_none": ("None", "Aucune"),
    # Charts
    "st_chart_sold": ("Net sold", "Ventes nettes"),
    "st_chart_before": ("a line: the year before", "un trait : un an avant"),
    "st_chart_grey": (" · the year before in grey", " · un an avant en gris"),
    "st_chart_on_hand": ("On hand", "En stock"),
    "st_chart_said": ("{what}: {points}.", "{what} : {points}."),
    "st_tab_lines": ("References", "Références"),
    "st_tab_consigned": ("Consigned", "Confiées"),
    "st_tab_trend": ("Trend", "Évolution"),
    "st_tab_corrections": ("Corrections", "Corrections"),
    "st_trend": ("Through the time before", "Au fil du temps"),
    "st_trend_label": ("Period", "Période"),
    "st_first": ("First day", "Premier jour"),
    "st_last": ("Last day", "Dernier jour"),
    "st_before": ("Year before", "Un an avant"),
    "st_digest": ("Digest of the facts", "Empreinte des faits"),
    "st_pages": ("Page &P of &N", "Page &P sur &N"),
    # Notes
    "st_note_identity": (
        "Opening, plus what came, less what went, is the closing on every line.",
        "Sur chaque ligne, le stock initial, plus les entrées, moins les sorties, donne le stock final.",
    ),
    "st_note_other": (
        "Other moves are those without a column of their own here, added up.",
        "Les autres mouvements sont ceux qui n’ont pas ici de colonne propre, additionnés.",
    ),
    "st_note_residue.one": (
        "{n} piece of the closing is explained by no dated entry: {where}.",
        "{n} pièce du stock final n’est expliquée par aucune écriture datée : {where}.",
    ),
    "st_note_residue.many": (
        "{n} pieces of the closing are explained by no dated entry: {where}.",
        "{n} pièces du stock final ne sont expliquées par aucune écriture datée : {where}.",
    ),
    "st_note_few": (
        "Where fewer than three pieces stand below the line, the pieces are shown and no percentage.",
        "En dessous de trois pièces au dénominateur, les pièces sont indiquées sans pourcentage.",
    ),
    "st_note_na": (
        "n/a: there was nothing to divide by.",
        "n.d. : le dénominateur est nul.",
    ),
    "st_note_before": (
        "The year before: {first} to {last}.",
        "Un an avant : du {first} au {last}.",
    ),
    "st_note_ageing": (
        "Age is counted from the day a piece first came here; a piece brought back keeps its first day.",
        "L’âge se compte du premier jour de la pièce chez nous ; une pièce rapportée garde ce premier jour.",
    ),
    "st_note_doubted": (
        (
            "Pieces that are no new goods of the brand’s, or whose owner or day the registers leave in doubt, are in "
            "no figure."
        ),
        (
            "Les pièces qui ne sont pas des articles neufs de la marque, ou dont le propriétaire ou la date reste à "
            "établir, ne figurent dans aucun chiffre."
        ),
    ),
    "st_note_blank": (
        "Nothing to report, and so not shown here: {columns}.",
        "Sans objet pour la période, et donc omis ici : {columns}.",
    ),
    "st_note_long": (
        "With {lines} references this report has more than two pages; the workbook holds the same lines.",
        "Avec {lines} références, ce rapport dépasse deux pages ; le classeur contient les mêmes lignes.",
    ),
    "st_note_folded": (
        (
            "The {lines} references are too many to be read on paper: here they are added up by collection; each "
            "has its line in the workbook."
        ),
        (
            "Les {lines} références sont trop nombreuses pour le papier : elles sont ici additionnées par collection ; "
            "chacune a sa ligne dans le classeur."
        ),
    ),
})  # fmt: skip
"""By key; each has its English and its French."""
