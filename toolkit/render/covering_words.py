"""The sentences of the letter that goes with a schedule to the broker, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

COVERING: Mapping[str, tuple[str, str]] = MappingProxyType({
    "subject": ("Insurance schedule as at {day}", "État d’assurance au {day}"),
    "policy": ("policy {policy}", "police {policy}"),
    "dear": ("Dear {name},", "{name},"),
    "dear-nobody": ("Dear Sir or Madam,", "Madame, Monsieur,"),
    "enclosed": (
        "Please find enclosed our schedule as at {moment}: stock and goods in our care.",
        "Veuillez trouver ci-joint notre état au {moment} : stock et biens qui nous sont confiés.",
    ),
    "under-policy": ("It is made under policy {policy}.", "Il est établi au titre de la police {policy}."),
    "numbered": ("Its number is {number}, revision {revision}.", "Il porte le numéro {number}, révision {revision}."),
    "draft": ("It is a draft and has no number.", "C’est un projet sans numéro."),
    "comes-to": ("It comes to:", "Il s’élève à :"),
    "nothing": ("It lists no piece with a value.", "Il ne comporte aucune pièce avec une valeur."),
    "total": ("{money} for {pieces}", "{money} pour {pieces}"),
    "beside.one": (
        "One further piece is not in this total until its details are settled; it is listed apart, with the reason.",
        "Une pièce n’est pas comprise dans ce total tant que ses données ne sont pas réglées ; elle figure à part, avec le motif.",
    ),
    "beside.many": (
        "{n} further pieces are not in this total until their details are settled; they are listed apart, with the reasons.",
        "{n} pièces ne sont pas comprises dans ce total tant que leurs données ne sont pas réglées ; elles figurent à part, avec les motifs.",
    ),
    # What changed
    "since": ("Since our schedule as at {day} ({source}):", "Depuis notre état au {day} ({source}) :"),
    "since-undated": ("Since our earlier schedule ({source}):", "Depuis notre état précédent ({source}) :"),
    "from-to": ("from {opening} to {closing}: {moves}.", "de {opening} à {closing} : {moves}."),
    "unmoved": ("{closing}, unchanged.", "{closing}, sans changement."),
    "move-new": ("{money} acquired", "{money} d’acquisitions"),
    "move-transfer_in": ("{money} taken in", "{money} de biens reçus"),
    "move-sold": ("{money} sold", "{money} de ventes"),
    "move-returned": ("{money} returned to owners or suppliers", "{money} de biens rendus"),
    "move-out": ("{money} otherwise left", "{money} d’autres sorties"),
    "move-vanished": ("{money} not accounted for, which we are looking into", "{money} non justifiés, que nous vérifions"),
    "move-reclassified": ("{money} reclassified", "{money} de reclassements"),
    "move-revalued": ("{money} revalued", "{money} de réévaluations"),
    "move-currency": ("{money} stated in another currency", "{money} de changements de monnaie"),
    "move-residue": ("{money} that no piece explains", "{money} qu’aucune pièce n’explique"),
    # The limits
    "breach": ("Above a limit of the policy:", "Au-delà d’une limite de la police :"),
    "near": ("Near a limit of the policy:", "Proche d’une limite de la police :"),
    "limit": ("{name}: {used} against {limit}", "{name} : {used} pour {limit}"),
    "limit-subject": ("{name}, {subject}", "{name}, {subject}"),
    "please-limits": (
        "Please tell us how you would like these to be covered.",
        "Merci de nous indiquer comment vous souhaitez les couvrir.",
    ),
    # The end
    "files": ("Enclosed:", "Pièces jointes :"),
    "confirm": (
        "Please confirm receipt, and tell us if anything should be stated otherwise.",
        "Merci d’en accuser réception et de nous dire si quelque chose doit être présenté autrement.",
    ),
    "yours": ("Yours sincerely,", "Nous vous prions d’agréer l’expression de nos salutations distinguées."),
})  # fmt: skip

_COLUMN = {"en": 0, "fr": 1}


def covering(key: str, language: str, **facts: object) -> str:
    """A sentence of the letter with its facts put in."""
    return COVERING[key][_COLUMN[language]].format_map(facts)
