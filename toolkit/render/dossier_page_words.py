"""The words of the dossier's page that no fact brings: headings, columns and labels, in English and French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from toolkit.render.phrases import Phrases

_COLUMN = {"en": 0, "fr": 1}

WORDS: Phrases = MappingProxyType({
    "document": ("Provenance Dossier", "Dossier de provenance"),
    "number": ("Dossier", "Dossier"),
    "stock_no": ("Stock number", "Numéro de stock"),
    "edition": ("Copy", "Exemplaire"),
    "client": ("For the client", "Pour le client"),
    "internal": ("Internal, not for the client", "Interne, non destiné au client"),
    "as_at": ("As at", "Au"),
    "state": ("State", "État du document"),
    "facts": ("Facts (SHA-256)", "Empreinte (SHA-256)"),
    "revision": ("revision {revision}", "révision {revision}"),
    "draft": ("Draft, not issued", "Projet, non émis"),
    "code": (
        "A code with the number of this dossier and the digest of its facts, both printed beside it",
        "Un code avec le numéro de ce dossier et l’empreinte de ses faits, imprimés à côté",
    ),
    "code_words": (
        "The code holds the number and the digest of the facts.",
        "Le code contient le numéro et l’empreinte des faits.",
    ),
    "mark": ("The mark of {house}", "La marque de {house}"),
    "fact": ("Field", "Rubrique"),
    "value": ("As recorded", "Inscription"),
    "known": ("How it is known", "Comment on le sait"),
    "chain": ("Ownership", "Propriétaires successifs"),
    "chain_table": ("How each step is known", "Comment chaque étape est connue"),
    "step": ("Step", "Étape"),
    "gaps": ("Gaps", "Lacunes"),
    "timeline": ("In time", "Dans le temps"),
    "timeline_alt": ("Drawing of the ownership in time. {steps}", "Dessin des propriétaires dans le temps. {steps}"),
    "timeline_gap": ("not known", "non connu"),
    "timeline_years.one": ("{n} year", "{n} an"),
    "timeline_years.many": ("{n} years", "{n} ans"),
    "undated": ("date not known", "date non connue"),
    "events": ("Service, searches", "Entretien, recherches"),
    "no_reports": ("No report or document on the piece itself is recorded.", "Aucun rapport ni document sur la pièce elle-même n’est inscrit."),
    "services": ("Service and repair", "Entretien et réparations"),
    "date": ("Date", "Date"),
    "workshop": ("Workshop", "Atelier"),
    "work": ("Work", "Travaux"),
    "checks": ("Searches of registers of loss and theft", "Recherches aux registres de perte et de vol"),
    "register": ("Register", "Registre"),
    "query": ("Searched for", "Recherche sur"),
    "reference": ("Reference", "Référence"),
    "outcome": ("Answer, word for word", "Réponse, mot pour mot"),
    "evidence": ("Documents", "Pièces justificatives"),
    "evidence_no": ("No.", "N°"),
    "paper": ("Document", "Document"),
    "says": ("What it says", "Ce qu’elle dit"),
    "imprint_internal": ("internal", "interne"),
    "imprint_facts": ("facts {digest}", "empreinte {digest}"),
    "checked": ("How it was checked", "Vérification"),
    "enclosed": ("Copy at the end of this dossier.", "Copie à la fin de ce dossier."),
    "attached": ("Attached to this file.", "Jointe à ce fichier."),
    "matches": ("Names this piece.", "Désigne cette pièce."),
    "differs": ("Names another piece.", "Désigne une autre pièce."),
    "limits": ("What this dossier does not say", "Ce que ce dossier ne dit pas"),
    "notes": ("Notes", "Notes"),
    "legend": ("How to read it", "Comment le lire"),
    "photographs": ("Photographs", "Photographies"),
    "sources": ("Registers used", "Registres employés"),
    "file": ("File", "Fichier"),
    "sheet": ("Sheet", "Feuille"),
    "records": ("Records", "Fiches"),
    "annex": ("Copies of documents", "Copies des pièces"),
    "scan_alt": ("Scan of {title}", "Numérisation : {title}"),
    "signatures": ("Signatures", "Signatures"),
    "signed_on": ("Date", "Date"),
    "figure_id": ("of Object ID answered", "d’Object ID renseignées"),
    "figure_steps": ("steps of ownership", "étapes de propriété"),
    "figure_gaps": ("gaps", "lacunes"),
    "figure_gaps_one": ("gap", "lacune"),
    "figure_papers": ("documents", "pièces justificatives"),
    "of": ("{filled} of {of}", "{filled} sur {of}"),
})  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """Every word of the page in one language."""
    return {key: both[_COLUMN[language]] for key, both in WORDS.items()}
