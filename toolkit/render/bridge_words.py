"""The sentences of the bridge: what became of a piece between two schedules, in English and French."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.render.wording import when
from toolkit.values import When

SENTENCES: Mapping[str, tuple[str, str]] = {
    # When, and on which paper
    "on": ("on {day}", "le {day}"),
    "in": ("in {day}", "en {day}"),
    "undated": ("on a day that is not recorded", "à une date non inscrite"),
    "invoice": (", invoice {number}", ", facture {number}"),
    "job": (", job {number}", ", fiche {number}"),
    "receipt": (", receipt {number}", ", bon {number}"),
    # Gone
    "vanished": (
        "On the earlier schedule at {worth}. The stock register has no row for it now, and no sale says where it went.",
        "Sur l’état précédent pour {worth}. Plus de ligne au registre de stock, et aucune vente ne dit où elle est.",
    ),
    "sold": ("Sold {day}{paper}.", "Vendue {day}{paper}."),
    "exchanged": ("Given in exchange {day}{paper}.", "Remise en échange {day}{paper}."),
    "supplier_return": ("Returned to the supplier {day}{paper}.", "Rendue au fournisseur {day}{paper}."),
    "written_off": ("Written off {day}{paper}.", "Passée en perte {day}{paper}."),
    "scrapped": ("Scrapped {day}.", "Mise au rebut {day}."),
    "to-owner": ("Returned to its owner {day}{paper}.", "Rendue à son propriétaire {day}{paper}."),
    "collected": ("Collected by the client {day}{paper}.", "Retirée par le client {day}{paper}."),
    "left": ("No longer held: {reasons}.", "N’est plus détenue : {reasons}."),
    "sold-before": (
        "That was before the earlier schedule, which still listed it.",
        "C’était avant l’état précédent, qui la comptait encore.",
    ),
    "still-listed": (
        "The stock register still has it as: {status}.",
        "Le registre de stock l’indique encore : {status}.",
    ),
    "row-gone": ("Its row is no longer in the stock register.", "Sa ligne n’est plus au registre de stock."),
    "sold-later": (
        "The sales register has it sold {day}, after this schedule, but the stock register has no row for it.",
        "Vendue {day} au registre des ventes, après cet état, mais sans ligne au registre de stock.",
    ),
    # Come
    "new": ("Acquired {day}.", "Acquise {day}."),
    "taken-in": ("Taken in {day}: {ownership}.", "Reçue {day} : {ownership}."),
    "client-return": ("Returned by the client {day}{paper}.", "Rendue par le client {day}{paper}."),
    "unsaid": (
        "Not on the earlier schedule; the register does not say since when it is held.",
        "Absente de l’état précédent ; le registre ne dit pas depuis quand elle est détenue.",
    ),
    "late": (
        "That was by the day of the earlier schedule, which did not list it: entered late, or the date is wrong.",
        "C’était au jour de l’état précédent ou avant, qui ne la comptait pas : saisie tardive, ou date inexacte.",
    ),
    "bought-back": (
        "Sold as {number} {sold}{paper}, and bought back.",
        "Vendue sous le n° {number} {sold}{paper}, puis rachetée.",
    ),
    # One number, two pieces
    "reused": (
        "The number {number} stands for another piece now, {description}: {evidence}.",
        "Le numéro {number} désigne désormais une autre pièce, {description} : {evidence}.",
    ),
    "reuses": (
        "Its number was another piece’s on the earlier schedule, {description}: {evidence}.",
        "Son numéro était celui d’une autre pièce sur l’état précédent, {description} : {evidence}.",
    ),
    "by-marks": (
        "its maker’s number is {mine}, the other’s {theirs}",
        "n° de fabricant {mine}, celui de l’autre {theirs}",
    ),
    "by-date": (
        "told by the date acquired, {day}, and by the description, for no maker’s number stands on both",
        "d’après la date d’acquisition, {day}, et la désignation, faute de n° de fabricant des deux côtés",
    ),
    # Between blocks and kinds
    "in_doubt": ("In doubt now, outside the total: {reasons}.", "En doute désormais, hors du total : {reasons}."),
    "exceptions": (
        "To complete now, outside the total: {reasons}.",
        "À compléter désormais, hors du total : {reasons}.",
    ),
    "was-in_doubt": (
        "In doubt on the earlier schedule, in the total now.",
        "En doute sur l’état précédent, désormais au total.",
    ),
    "was-exceptions": (
        "Incomplete on the earlier schedule, in the total now.",
        "À compléter sur l’état précédent, désormais au total.",
    ),
    "not-yet": (
        "The register now has it acquired {day}, after this schedule.",
        "Le registre la dit désormais acquise {day}, après cet état.",
    ),
    "category": ("Its category was {then}, and is {now}.", "Catégorie : {then} auparavant, {now} désormais."),
    "ownership": (
        "It was listed as {then}, and is as {now}.",
        "Inscrite comme {then} auparavant, comme {now} désormais.",
    ),
    # Value
    "revalued": ("Revalued from {then} to {now} ({percent}).", "Réévaluée de {then} à {now} ({percent})."),
    "valued": ("Valued {day}.", "Estimée {day}."),
    "only-basis": (
        "Not revalued: the basis of value was {old} and is {new}, which takes it from {then} to {now}.",
        "Non réévaluée : la base de valeur était « {old} » et devient « {new} », d’où {now} au lieu de {then}.",
    ),
    "basis-too": (
        "From {then} to {now} ({percent}); the basis of value was {old} and is {new}, so the two do not compare.",
        "De {then} à {now} ({percent}) ; base de valeur « {old} » puis « {new} » : les deux ne se comparent pas.",
    ),
    "tenfold": (
        "The one is exactly {times} times the other: look for a slip of the keyboard.",
        "L’une vaut exactement {times} fois l’autre : vérifier la saisie.",
    ),
    "currency": ("Its value was {then}, and is {now}.", "Sa valeur était {then}, elle est {now}."),
    "same-figure": (
        "The figure is the same in another currency: look for a slip of the keyboard.",
        "Le montant est le même dans une autre monnaie : vérifier la saisie.",
    ),
    # Moved, and named otherwise
    "moved": ("Moved from {then} to {now}.", "Déplacée de {then} à {now}."),
    "renumbered": (
        "Its stock number was {then} and is {now}; the maker’s number {marks} is the same.",
        "Son numéro de stock était {then}, il est {now} ; le n° de fabricant {marks} est le même.",
    ),
    "marks": (
        "Its maker’s number read {then}, and reads {now}.",
        "Son n° de fabricant se lisait {then}, il se lit {now}.",
    ),
    "described": (
        "It was described as {then}, and is as {now}; no maker’s number says whether it is one piece.",
        "Elle était désignée {then}, elle l’est {now} ; aucun n° de fabricant ne dit s’il s’agit d’une seule pièce.",
    ),
    # Notes on the two schedules
    "note-undated": (
        "{source} does not say its day: what came late or had left before it cannot be told.",
        "{source} ne dit pas sa date : saisies tardives et sorties antérieures ne se distinguent pas.",
    ),
    "note-stated": (
        "The total of {source} reads {stated}; its lines come to {lines}. The difference stands as the residue.",
        "Le total de {source} indique {stated} ; ses lignes font {lines}. L’écart figure en reliquat.",
    ),
    "note-no-total": (
        "{source} states no total; the opening is the sum of its lines.",
        "{source} n’indique pas de total ; l’ouverture est la somme de ses lignes.",
    ),
    "note-unvalued": (
        "Lines of {source} without a value that can be read, in none of these figures: {count} ({rows}).",
        "Lignes de {source} sans valeur lisible, hors de ces montants : {count} ({rows}).",
    ),
    "note-no-categories": (
        "Where {source} gives no category that is known, a piece stands under its category of today.",
        "Là où {source} ne donne pas de catégorie connue, la pièce figure sous sa catégorie actuelle.",
    ),
    "note-no-basis": (
        "{source} does not say on which basis its values are.",
        "{source} ne dit pas sur quelle base sont ses valeurs.",
    ),
    "note-basis": (
        "{ownership}: the basis of value was {old} and is {new}; differences that come of it are no revaluations.",
        "{ownership} : base de valeur « {old} » puis « {new} » ; les écarts ainsi nés ne sont pas des réévaluations.",
    ),
    "note-policy": ("The policy was {then}, and is {now}.", "La police était {then}, elle est {now}."),
    "note-vat": ("The earlier schedule says: {then} This one: {now}", "L’état précédent dit : {then} Celui-ci : {now}"),
    "note-words": (
        "Lines of {source} without a number, matched by description and value together: {count}.",
        "Lignes de {source} sans numéro, rapprochées par désignation et valeur ensemble : {count}.",
    ),
}  # fmt: skip

_COLUMN = {"en": 0, "fr": 1}


def told(key: str, language: str, **facts: object) -> str:
    """A sentence of the bridge with its facts put in; a fact that ends in a point gives its own."""
    said = SENTENCES[key][_COLUMN[language]].format_map(facts)
    return said[:-1] if said.endswith("..") else said


def on_day(day: When | None, language: str) -> str:
    """``on 3 Mar 2026``, ``in Mar 2026``; without a date, that it is not recorded."""
    if day is None:
        return told("undated", language)
    return told("on" if day.precision == "day" else "in", language, day=when(day, language))
