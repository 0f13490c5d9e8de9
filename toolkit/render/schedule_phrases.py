"""The schedule's pages beside its lines: bridge, limits, places, owners, history, valuations, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SCHEDULE_SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType({
    # What stands first on the cover
    "first_of_all": ("To be looked at first", "À examiner d’abord"),
    "first_breach": (
        "{limit}: {used} against a limit of {most}, {over} above it.",
        "{limit} : {used} pour une limite de {most}, soit {over} de trop.",
    ),
    "first_vanished": ("{number}, {description}: {words}", "{number}, {description} : {words}"),
    "first_residue": (
        "{amount} between the last schedule and this one is explained by no piece.",
        "{amount} d’écart entre l’état précédent et celui-ci ne s’explique par aucune pièce.",
    ),
    "first_more.one": ("{n} more stands on the pages that follow.", "{n} autre figure aux pages suivantes."),
    "first_more.many": ("{n} more stand on the pages that follow.", "{n} autres figurent aux pages suivantes."),
    # The bridge
    "bridge": ("From the last schedule to this one", "De l’état précédent à celui-ci"),
    "bridge_intro": (
        "From {source}, {moment}. What came is added, what went is taken off; every piece has its line below.",
        "Depuis {source}, {moment}. Les entrées s’ajoutent, les sorties se déduisent ; chacune a sa ligne ci-après.",
    ),
    "bridge_undated": (
        "From {source}, which does not say its day. Every piece that changed has its line below.",
        "Depuis {source}, qui n’indique pas sa date. Chaque pièce modifiée a sa ligne ci-après.",
    ),
    "bridge_none": (
        "No earlier schedule was compared with this one.",
        "Aucun état précédent n’a été comparé à celui-ci.",
    ),
    "bridge_no_steps": ("No piece changed between the two.", "Aucune pièce n’a changé entre les deux."),
    "opening": ("Opening", "Ouverture"),
    "opening_at": ("Opening, {day}", "Ouverture, {day}"),
    "came": ("Came", "Entrées"),
    "went": ("Went", "Sorties"),
    "closing": ("Closing", "Clôture"),
    "residue": ("Residue", "Reliquat"),
    "steps": ("Piece by piece", "Pièce par pièce"),
    "what_happened": ("What happened", "Ce qui s’est passé"),
    "before": ("Before", "Avant"),
    "after": ("After", "Après"),
    "cause": ("Change", "Variation"),
    "cause_vanished": ("Vanished", "Disparues"),
    "cause_new": ("New", "Acquises"),
    "cause_transfer_in": ("Taken in", "Reçues"),
    "cause_sold": ("Sold", "Vendues"),
    "cause_returned": ("Returned", "Rendues"),
    "cause_out": ("Out", "Sorties"),
    "cause_reclassified": ("Reclassified", "Reclassées"),
    "cause_revalued": ("Revalued", "Réévaluées"),
    "cause_currency": ("Other currency", "Autre monnaie"),
    "cause_moved": ("Moved", "Déplacées"),
    "moved_counted": (
        "{count} pieces changed their place or their words, and not their value; the workbook lists each.",
        "{count} pièces ont changé de place ou de libellé, non de valeur ; le classeur donne chacune.",
    ),
    # The policy's limits
    "limits_title": ("The policy’s limits", "Les limites de la police"),
    "limits_intro": (
        "What stands against each limit, from the total of this schedule. Near is from 90 percent.",
        "Ce qui compte pour chaque limite, d’après le total de cet état. « Proche » s’entend dès 90 %.",
    ),
    "limits_none": (
        "The house file states no limits of a policy, so none are measured.",
        "Le fichier de la maison n’indique aucune limite de police : aucune n’est mesurée.",
    ),
    "limit": ("Limit", "Limite"),
    "limit_on": ("Measured on", "Mesurée sur"),
    "limit_of": ("Amount", "Montant"),
    "used": ("Used", "Utilisé"),
    "percent": ("Percent", "Taux"),
    "percent_value": ("{percent}%", "{percent} %"),
    "headroom": ("Headroom", "Reste"),
    "state": ("State", "État"),
    "state_within": ("Within", "Respectée"),
    "state_near": ("Near", "Proche"),
    "state_breach": ("Above the limit", "Dépassée"),
    "state_unknown": ("Not known", "Non connu"),
    "limit_open.one": ("{n} piece may count as well: {numbers}", "{n} pièce pourrait compter aussi : {numbers}"),
    "limit_open.many": ("{n} pieces may count as well: {numbers}", "{n} pièces pourraient compter aussi : {numbers}"),
    "several": ("{numbers} and {count} more", "{numbers} et {count} autres"),
    # By day and at night
    "night_title": ("By day and at night", "De jour et de nuit"),
    "night_intro": (
        "Where the pieces of the total are while the house is open, and while it is closed.",
        "Où sont les pièces du total quand la maison est ouverte, et quand elle est fermée.",
    ),
    "by_day": ("By day", "De jour"),
    "at_night": ("At night", "De nuit"),
    "by_day_in": ("By day: {place}", "De jour : {place}"),
    "at_night_in": ("At night: {place}", "De nuit : {place}"),
    # Off the premises
    "away_title": ("Off the premises", "Hors des locaux"),
    "away_intro": (
        "Pieces of the total that are not in the house, with whom they are and when they are due back.",
        "Pièces du total qui ne sont pas dans la maison, chez qui elles sont et leur retour prévu.",
    ),
    "away_none": ("Every piece of the total is in the house.", "Toutes les pièces du total sont dans la maison."),
    "away_beside": (
        "Off the premises too, but outside the total: {numbers}.",
        "Hors des locaux aussi, mais hors du total : {numbers}.",
    ),
    "holder": ("With", "Chez"),
    "since": ("Since", "Depuis"),
    "due_back": ("Due back", "Retour prévu"),
    "overdue": ("overdue", "en retard"),
    "receipt": ("Receipt", "Bon"),
    # Property of others
    "owners_title": ("Property of others, by owner", "Biens d’autrui, par propriétaire"),
    "owners_intro": (
        "Clients are not named: their goods stand under the number of the job or of the invoice.",
        "Les clients ne sont pas nommés : leurs biens figurent sous le numéro du bon ou de la facture.",
    ),
    "owners_none": ("The house holds no property of others.", "La maison ne détient aucun bien d’autrui."),
    "owner": ("Owner", "Propriétaire"),
    "property_of": ("Property of {owner}", "Appartient à {owner}"),
    "stock_nos": ("Stock nos.", "N°s de stock"),
    # Twelve months
    "history_title": ("Held over twelve months", "Détenu sur douze mois"),
    "history_intro": (
        "Day by day, from the dates in the registers, each piece at its value of today or the one it left at.",
        "Jour par jour, d’après les dates des registres, chaque pièce à sa valeur actuelle ou à celle de sa sortie.",
    ),
    "history_none": (
        "The registers do not date what was held over the past twelve months.",
        "Les registres ne datent pas ce qui fut détenu sur les douze derniers mois.",
    ),
    "history_undated.one": (
        "{n} piece without a certain date or value is left out on some of these days.",
        "{n} pièce sans date ou valeur certaine est omise certains de ces jours.",
    ),
    "history_undated.many": (
        "{n} pieces without a certain date or value are left out on some of these days.",
        "{n} pièces sans date ou valeur certaine sont omises certains de ces jours.",
    ),
    "history_flat": (
        "{amount} on every day of the twelve months.",
        "{amount} chaque jour des douze mois.",
    ),
    "maximum": ("Highest, {day}: {amount}", "Maximum, {day} : {amount}"),
    "average": ("Average: {amount}", "Moyenne : {amount}"),
    "average_word": ("Average", "Moyenne"),
    "month": ("Month", "Mois"),
    "month_end": ("At its end", "En fin de mois"),
    "highest": ("Highest", "Maximum"),
    "highest_on": ("On", "Le"),
    # Valuations
    "revaluations_title": ("Valuations to renew", "Estimations à renouveler"),
    "revaluations_intro": ("The pieces most worth first.", "Les pièces de plus grande valeur d’abord."),
    "revaluations_none": ("No valuation is to be renewed.", "Aucune estimation n’est à renouveler."),
    "revaluations_cut": (
        "The first {shown} of {count}; the workbook lists all.",
        "Les {shown} premières sur {count} ; le classeur les donne toutes.",
    ),
    "why": ("Why", "Motif"),
    "months_old": ("Months", "Mois"),
    # A page for one piece
    "piece_title": ("A piece of the schedule", "Une pièce de l’état"),
    "piece_sections": ("Identity", "Identité"),
    "no_photograph": ("No photograph in the house’s files.", "Aucune photographie dans les dossiers de la maison."),
    "ownership": ("Ownership", "Propriété"),
    "detail": ("Detail", "Précisions"),
    "location": ("Location", "Emplacement"),
})  # fmt: skip
