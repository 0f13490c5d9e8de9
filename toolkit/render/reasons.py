"""Why a line stands where it stands, and what releases it: the schedule's sentences, in English and French."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.render.policy_sentences import POLICY_SENTENCES
from toolkit.render.sell_through_reasons import SELL_THROUGH_REASONS

REASONS: Mapping[str, tuple[str, str]] = {
    # Not held on the day
    "not-yet": ("acquired {day}, after the day of the schedule", "acquis le {day}, après la date de l’état"),
    "on-order": ("on order and not here yet", "en commande, pas encore arrivé"),
    "out": ("left on {day} ({how})", "sorti le {day} ({how})"),
    "by-stock": ("stock register", "registre de stock"),
    "by-sales": ("sales register", "registre des ventes"),
    "by-movements": ("movements register", "registre des mouvements"),
    "by-service": ("repairs register", "registre des réparations"),
    # Jobs of the service register
    "job-number": ("job {number}", "bon {number}"),
    "job-not-yet": ("received {day}, after the day of the schedule", "reçu le {day}, après la date de l’état"),
    "job-out": ("collected on {day} (repairs register)", "retiré le {day} (registre des réparations)"),
    "job-closed": ("recorded as {status}; the register has no dates of collection", "indiqué « {status} » ; le registre ne date pas les retraits"),
    "job-of-stock": ("a job on {number}, which has its own line", "travail sur {number}, qui a sa propre ligne"),
    "job-again": ("the same piece stands under job {number}", "la même pièce figure sous le bon {number}"),
    "job-no-number": ("no job number: type it", "pas de numéro de bon : le saisir"),
    "job-number-doubt": ("the job number {raw!r} is doubtful: type it as text", "le numéro de bon {raw!r} est douteux : le saisir en texte"),
    "job-twin": ("the job number stands in {n} open rows: give each piece its own", "le numéro de bon figure sur {n} lignes ouvertes : en donner un à chaque pièce"),
    "job-no-such-piece": (
        "names the stock number {number}, which the stock register does not have: correct one",
        "indique le numéro de stock {number}, absent du registre de stock : corriger l’un des deux",
    ),
    "job-order": ("collected before it was received: correct one of the dates", "retiré avant d’être reçu : corriger l’une des dates"),
    "job-undated": ("recorded as {status}, with no date of collection: type it", "indiqué « {status} », sans date de retrait : la saisir"),
    "received-blank": ("no date received: type it", "pas de date de réception : la saisir"),
    "received-doubt": ("the date received reads {raw!r}: type it in full", "la date de réception se lit {raw!r} : la saisir en entier"),
    "received-within": ("received some time in {day}: type the day", "reçu à une date inconnue ({day}) : saisir le jour"),
    "collected-doubt": ("the date collected reads {raw!r}: type it in full", "la date de retrait se lit {raw!r} : la saisir en entier"),
    "collected-within": ("collected some time in {day}: type the day", "retiré à une date inconnue ({day}) : saisir le jour"),
    "no-declared-column": (
        "the repairs register has no column for the client's declared value",
        "le registre des réparations n’a pas de colonne pour la valeur déclarée par le client",
    ),
    # Sold, and handed over
    "delivered-within": ("handed over some time in {day}: type the day", "remis à une date inconnue ({day}) : saisir le jour"),
    "delivered-but-here": (
        "handed over on {day} by the sales register, but still here by the stock register: correct one",
        "remis le {day} selon le registre des ventes, mais encore présent au registre de stock : corriger l’un des deux",
    ),
    "same-piece": (
        "the same brand and serial number as {number}: one piece stands in two rows",
        "mêmes marque et numéro de série que {number} : une seule pièce sur deux lignes",
    ),
    # Where it is: two registers that differ
    "away-but-here": (
        "{place} by the {by}, but {other} by the stock register: correct one",
        "{place} selon le {by}, mais {other} selon le registre de stock : corriger l’un des deux",
    ),
    "back-but-away": (
        "back by the movements register, but {place} by the stock register: correct one",
        "rentré selon le registre des mouvements, mais {place} selon le registre de stock : corriger l’un des deux",
    ),
    "two-places": ("{place}, but {other} by the {by}: correct one", "{place}, mais {other} selon le {by} : corriger l’un des deux"),
    # In doubt
    "no-number": ("no stock number: type it", "pas de numéro de stock : le saisir"),
    "number-doubt": ("the stock number {raw!r} is doubtful: {why}", "le numéro de stock {raw!r} est douteux : {why}"),
    "twin": ("the number stands in {n} rows: give each piece its own", "le numéro figure sur {n} lignes : en donner un à chacune"),
    "acquired-blank": ("no date of acquisition: type it", "pas de date d’acquisition : la saisir"),
    "acquired-doubt": ("the date acquired reads {raw!r}: type it in full", "la date d’acquisition se lit {raw!r} : la saisir en entier"),
    "acquired-within": (
        "acquired some time in {day}: type the day",
        "acquis à une date inconnue ({day}) : saisir le jour",
    ),
    "sold-doubt": ("the date sold reads {raw!r}: type it in full", "la date de vente se lit {raw!r} : la saisir en entier"),
    "sold-within": ("sold some time in {day}: type the day", "vendu à une date inconnue ({day}) : saisir le jour"),
    "gone-undated": ("recorded as {status}, with no date: type it", "indiqué « {status} », sans date : la saisir"),
    "sale-undated": ("a sale without its date in the sales register: type it", "une vente sans date au registre des ventes : la saisir"),
    "sale-kind": (
        "the sales register says {raw!r}: say whether the piece left",
        "le registre des ventes indique {raw!r} : dire si la pièce est sortie",
    ),
    "returned-but-sold": (
        "returned by the client, but the stock register still has it sold: correct one",
        "rendu par le client, mais vendu au registre de stock : corriger l’un des deux",
    ),
    "dates-order": (
        "sold before it was acquired: correct one of the dates",
        "vendu avant d’être acquis : corriger l’une des dates",
    ),
    "struck": ("struck through: type the date sold, or lift the mark", "ligne barrée : saisir la date de vente ou ôter la marque"),
    "red": ("marked red: type the date sold, or lift the mark", "ligne en rouge : saisir la date de vente ou ôter la marque"),
    "coloured": ("in a colour that means sold: type the date sold, or lift the mark",
                 "couleur qui veut dire vendu : saisir la date de vente ou ôter la marque"),
    "hidden": ("a hidden row: show it, or type the date it left", "ligne masquée : l’afficher ou saisir la date de sortie"),
    "lost": ("recorded as {status}: report it to the insurer", "indiqué « {status} » : à déclarer à l’assureur"),
    # Exceptions
    "value-blank": ("no {field}: type it", "pas de valeur ({field}) : la saisir"),
    "value-doubt": ("the {field} reads {raw!r}: {why}", "la valeur ({field}) se lit {raw!r} : {why}"),
    "value-zero": ("the {field} is {raw}: type the figure", "la valeur ({field}) est {raw} : saisir le montant"),
    "value-lot": ("the {field}, {raw}, is for several pieces ({note}): type its share",
                  "la valeur ({field}), {raw}, couvre plusieurs pièces ({note}) : saisir la part"),
    "no-currency": ("the {field} names no currency: set the house's", "la valeur ({field}) est sans monnaie : indiquer celle de la maison"),
    "no-value-column": ("the register has no column for its value", "le registre n’a pas de colonne pour sa valeur"),
    "word-blank": ("no {field}: type it", "pas de valeur pour « {field} » : la saisir"),
    "word-doubt": ("the {field} {raw!r} is not known: declare it", "« {raw} » est inconnu ({field}) : le déclarer"),
    "place-cleared": ("it has left since, and its row names no place any more: listed as {word}",
                      "sortie depuis, sa ligne ne nomme plus de lieu : portée comme {word}"),
    # Rows of the table that are no pieces
    "row": ("{why}", "{why}"),
    # Notes on the cover
    "as-recorded": (
        "Places and statuses are as now recorded: the register has no dated movements.",
        "Les lieux et statuts sont ceux inscrits à ce jour : le registre n’a pas de mouvements datés.",
    ),
    "as-recorded-but-moved": (
        "Places and statuses are as now recorded, but where a dated movement or repair says where a piece was.",
        "Les lieux et statuts sont ceux inscrits à ce jour, sauf mouvement ou réparation datés.",
    ),
    "no-acquired-column": (
        "{where} does not date acquisitions; its pieces are taken as held.",
        "{where} ne date pas les acquisitions ; ses pièces sont tenues pour présentes.",
    ),
    "default-ownership": (
        "Where the register does not say whose a piece is, it is listed as: {word}.",
        "Faute d’indication de propriété au registre : {word}.",
    ),
    "default-situation": (
        "Where the register does not say where a piece is, it is listed as: {word}.",
        "Faute d’indication de lieu au registre : {word}.",
    ),
    "undeclared-currency": (
        "The currency {word!r} is not declared; its figures stand apart under the register's own word.",
        "La monnaie {word!r} n’est pas déclarée ; ses montants figurent à part sous le mot du registre.",
    ),
    "no-sales": (
        "No sales register was read: what has left is known from the stock register alone.",
        "Aucun registre des ventes n’a été lu : les sorties ne sont connues que du registre de stock.",
    ),
    # VAT
    "vat-net": ("Values exclude VAT.", "Valeurs hors TVA."),
    "vat-gross": ("Values include VAT.", "Valeurs TVA comprise."),
    "vat-mixed": (
        "Values exclude VAT where it can be reclaimed; pieces under the margin scheme stand at the price paid.",
        "Valeurs hors TVA récupérable ; les pièces au régime de la marge figurent au prix payé.",
    ),
    "vat-unknown": (
        "Whether the values include VAT is not stated in the house file.",
        "La maison n’a pas indiqué si les valeurs comprennent la TVA.",
    ),
    # Basis of value
    "basis-insured_value": ("insured value as recorded", "valeur d’assurance inscrite"),
    "basis-cost": ("cost: the price paid for the piece alone", "prix d’achat de la pièce seule"),
    "basis-landed_cost": ("landed cost: the price paid and what was added", "prix de revient : achat et frais"),
    "basis-ticket_price": ("retail price", "prix de vente affiché"),
    "basis-agreed": ("value agreed with the owner, else insured value", "valeur convenue avec le propriétaire, sinon valeur d’assurance"),
    "basis-declared": ("insured value as declared", "valeur d’assurance déclarée"),
    "basis-sold": ("price sold at", "prix de vente convenu"),
    **POLICY_SENTENCES,
    **SELL_THROUGH_REASONS,
}  # fmt: skip

_COLUMN = {"en": 0, "fr": 1}


def reason(key: str, language: str, **facts: object) -> str:
    """A sentence of the schedule with its facts put in."""
    return REASONS[key][_COLUMN[language]].format_map(facts)
