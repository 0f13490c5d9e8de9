"""The sentences of the letter that goes with a sell-through to a brand's representative, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LETTER: Mapping[str, tuple[str, str]] = MappingProxyType({
    "subject": ("Sell-through {brand}, {period}", "Sell-through {brand}, {period}"),
    "dear": ("Dear {name},", "{name},"),
    "dear-nobody": ("Dear Sir or Madam,", "Madame, Monsieur,"),
    "enclosed": (
        "Please find enclosed our sell-through for {brand}, {period}, as at {moment}.",
        "Veuillez trouver ci-joint notre sell-through {brand}, {period}, arrêté au {moment}.",
    ),
    "numbered": ("Its number is {number}, revision {revision}.", "Il porte le numéro {number}, révision {revision}."),
    "draft": ("It is a draft and has no number.", "C’est un projet sans numéro."),
    "in-pieces": ("In pieces:", "En pièces :"),
    "opening": ("opening {n}", "stock initial {n}"),
    "received": ("received {n}", "reçu {n}"),
    "sold": ("sold {n}", "vendu {n}"),
    "customer_returns": ("brought back by clients {n}", "repris aux clients {n}"),
    "net_sold": ("net sold {n}", "vendu net {n}"),
    "closing": ("closing {n}", "stock final {n}"),
    "corrects.one": (
        "It corrects one reference of our last report ({number}); the reason stands in it.",
        "Il corrige une référence de notre dernier état ({number}) ; le motif y figure.",
    ),
    "corrects.many": (
        "It corrects {n} references of our last report ({number}); the reasons stand in it.",
        "Il corrige {n} références de notre dernier état ({number}) ; les motifs y figurent.",
    ),
    "residue": (
        "Some pieces are not accounted for by our dated records; the report shows them apart.",
        "Quelques pièces ne s’expliquent pas par nos écritures datées ; l’état les montre à part.",
    ),
    "files": ("Enclosed:", "Pièces jointes :"),
    "yours": ("Yours sincerely,", "Veuillez agréer nos salutations distinguées."),
})  # fmt: skip
"""Each sentence in English and French."""


def letter_words(key: str, language: str, **facts: object) -> str:
    """A sentence of the letter with its facts."""
    return LETTER[key][language == "fr"].format(**facts)
