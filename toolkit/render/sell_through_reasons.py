"""Why a row of a brand does not count, what changed since the last report, and how figures are made, in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SELL_THROUGH_REASONS: Mapping[str, tuple[str, str]] = MappingProxyType({
    # Not counted; for the house
    "sell-pre-owned": ("pre-owned", "pièces de seconde main"),
    "sell-clients": ("clients' own pieces", "pièces appartenant à des clients"),
    "sell-ownership": ("whose it is cannot be read: correct the ownership", "propriété illisible : la corriger"),
    "sell-consigned-by-others": ("consigned by somebody other than the brand", "confiées par un tiers, non par la marque"),
    "sell-consigned-by-whom": (
        "on consignment, but the register does not say from whom: type the consignor",
        "en dépôt, sans nom de déposant au registre : le saisir",
    ),
    "sell-consigned-untold": ("still the brand's; its contract does not ask for them", "encore à la marque ; son contrat ne les demande pas"),
    "sell-quantity": ("the quantity is no whole number of pieces: type it", "la quantité n’est pas un nombre entier de pièces : la saisir"),
    "sell-sale-unclear": (
        "a row of the sales register does not say what it did, of how many pieces or on which day: correct it",
        "une ligne du registre des ventes ne dit pas l’opération, le nombre de pièces ou le jour : la corriger",
    ),
    "sell-transfer-undated": (
        "a transfer to or from another place has no certain day: type it",
        "un transfert n’a pas de jour certain : le saisir",
    ),
    "sell-move-within": (
        "something happened to it on either side of the first or the last day: type the day",
        "un mouvement tombe d’un côté ou de l’autre du premier ou du dernier jour : saisir le jour",
    ),
    # The formula
    "sell-formula-A": (
        "net sold / (opening + received + net transfers in)",
        "ventes nettes / (stock initial + reçus + transferts nets)",
    ),
    "sell-formula-B": ("net sold / received in the period", "ventes nettes / reçus dans la période"),
    "sell-formula-C": ("net sold / opening", "ventes nettes / stock initial"),
    "sell-formula-D": ("net sold / (net sold + closing)", "ventes nettes / (ventes nettes + stock final)"),
    # Notes
    "sell-note-net": (
        "Net sold is sold less what clients brought back in the same period; a sale counts on the day of its invoice.",
        "Les ventes nettes sont les ventes moins les retours de la même période ; une vente compte au jour de sa facture.",
    ),
    "sell-note-new": (
        "New pieces only; pieces reserved, on approval, on loan or at the workshop are on hand until they are sold.",
        "Pièces neuves seulement ; les pièces réservées, confiées, prêtées ou à l’atelier sont en stock jusqu’à leur vente.",
    ),
    "sell-note-restated": (
        "The year before had 53 weeks: the weeks compared are the like weeks, 52 weeks earlier.",
        "L’année précédente comptait 53 semaines : les semaines comparées sont les mêmes, 52 semaines plus tôt.",
    ),
    "sell-note-week-53": (
        "This period has a 53rd week, which the year before has not: it is compared with the period 52 weeks earlier.",
        "Cette période a une 53e semaine, sans équivalent un an avant : elle est comparée à la période 52 semaines plus tôt.",
    ),
    "sell-note-no-before": (
        "The registers begin on {day}: there is no year before to compare with.",
        "Les registres commencent le {day} : pas d’année précédente à comparer.",
    ),
    "sell-note-cover": (
        "Weeks of cover: pieces on hand by the mean weekly net sales of the {n} weeks to the last day.",
        "Couverture : stock final divisé par les ventes nettes hebdomadaires moyennes des {n} semaines écoulées.",
    ),
    "sell-note-turn": (
        "Turn, in pieces: net sold in the 52 weeks to the last day by the mean of 14 counts four weeks apart.",
        "Rotation, en pièces : ventes nettes des 52 dernières semaines divisées par la moyenne de 14 relevés mensuels de stock.",
    ),
    "sell-note-on-order": (
        "On order and overdue as the register stood on {day}.",
        "Commandes et retards selon le registre au {day}.",
    ),
    "sell-note-condition": (
        "Pieces whose condition the register leaves blank are counted as new: {n}.",
        "Pièces comptées comme neuves faute d’état indiqué au registre : {n}.",
    ),
    "sell-note-quantity": (
        "Rows that stand for several pieces count as many as came: {n} rows.",
        "Les lignes de plusieurs pièces comptent le nombre reçu : {n} lignes.",
    ),
    "sell-note-renamed": ("Reference {was} is now {now}.", "La référence {was} est désormais {now}."),
    "sell-note-unreceived": (
        "Sold or brought back without a recorded receipt, and so among what is not accounted for: {n}.",
        "Vendues ou rapportées sans réception inscrite, et donc non expliquées : {n}.",
    ),
    "sell-note-trend": (
        "Pieces whose day is not certain on one of the days of the trend are not counted there: {n}.",
        "Pièces non comptées dans l’évolution, faute de jour certain : {n}.",
    ),
    "sell-note-no-price": (
        "Sales without a price in {currency}, and so in no sum: {n}.",
        "Ventes sans prix en {currency}, hors de toute somme : {n}.",
    ),
    "sell-note-door": ("Only what the registers place at {door}.", "Seulement ce que les registres situent à {door}."),
    # What the last report said otherwise
    "sell-since-sold": ("{n} sold on {day}, entered since", "{n} vendue(s) le {day}, inscrite(s) depuis"),
    "sell-since-customer_returns": ("{n} brought back on {day}, entered since", "{n} rapportée(s) le {day}, inscrite(s) depuis"),
    "sell-since-received": ("{n} received on {day}, entered since", "{n} reçue(s) le {day}, inscrite(s) depuis"),
    "sell-since-transfers_in": ("{n} transferred in on {day}, entered since", "{n} transférée(s) ici le {day}, inscrite(s) depuis"),
    "sell-since-transfers_out": ("{n} transferred out on {day}, entered since", "{n} transférée(s) ailleurs le {day}, inscrite(s) depuis"),
    "sell-since-returned_to_vendor": ("{n} returned to the brand on {day}, entered since", "{n} rendue(s) à la marque le {day}, inscrite(s) depuis"),
    "sell-since-adjustments": ("{n} adjusted on {day}, entered since", "{n} ajustée(s) le {day}, inscrite(s) depuis"),
    "sell-since-renamed": ("{n} now under reference {reference}", "{n} désormais sous la référence {reference}"),
    "sell-since-was": ("{n} was under reference {reference}", "{n} auparavant sous la référence {reference}"),
    "sell-since-out": ("{n} not counted any more: {why}", "{n} non comptée(s) désormais : {why}"),
    "sell-since-doubt": ("{n} of which a day is no longer certain", "{n} dont un jour n’est plus certain"),
    "sell-since-gone": ("{n} whose row is no longer in the register", "{n} dont la ligne n’est plus au registre"),
    "sell-since-unknown": ("{n} changed without a dated row", "{n} modifiée(s) sans ligne datée"),
})  # fmt: skip
