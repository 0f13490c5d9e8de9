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
    "as_at": ("As at", "Arrêté au"),
    "state": ("State", "État du document"),
    "facts": ("Facts (fingerprint)", "Empreinte des faits"),
    "revision": ("revision {revision}", "révision {revision}"),
    "draft": ("Draft, not issued", "Projet, non émis"),
    "code": (
        "A code with the number of this dossier and the fingerprint of its facts, both printed beside it",
        "Un code avec le numéro de ce dossier et l’empreinte de ses faits, imprimés à côté",
    ),
    "code_words": (
        "The code holds the number and the fingerprint of the facts (SHA-256), by which the house can tell "
        "whether a copy says what was issued.",
        "Le code contient le numéro et l’empreinte des faits (SHA-256) ; la maison peut ainsi dire "
        "si un exemplaire est conforme à celui qu’elle a émis.",
    ),
    "mark": ("The mark of {house}", "La marque de {house}"),
    "fact": ("Field", "Rubrique"),
    "value": ("As recorded", "Inscription"),
    "known": ("How it is known", "Comment on le sait"),
    "chain": ("Ownership", "Propriétaires successifs"),
    "chain_table": ("How each step is known", "Comment chaque étape est connue"),
    "step": ("Step", "Étape"),
    "gaps": ("Gaps", "Lacunes"),
    "timeline_axis": ("Year", "Année"),
    "timeline_gap.one": ("not known, {n} year", "non connu, {n} an"),
    "timeline_gap.many": ("not known, {n} years", "non connu, {n} ans"),
    "undated": ("date not known", "date non connue"),
    "events": ("Service, searches", "Entretien, recherches"),
    "no_reports": ("No report or document on the piece itself is recorded.", "Aucun rapport ni document sur la pièce elle-même n’est inscrit."),
    "services": ("Service and repair", "Entretien et réparations"),
    "date": ("Date", "Date"),
    "workshop": ("Workshop", "Atelier"),
    "work": ("Work", "Travaux"),
    "checks": ("Searches of registers of lost and stolen goods", "Recherches aux registres de biens perdus ou volés"),
    "register": ("Register", "Registre"),
    "query": ("Searched for", "Recherche sur"),
    "reference": ("Reference", "Référence"),
    "quoted": ("“{}”", "« {} »"),
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
    "figure_id": ("identifying facts", "rubriques d’identité"),
    "figure_steps": ("steps of ownership", "étapes de propriété"),
    "figure_steps_one": ("step of ownership", "étape de propriété"),
    "figure_gaps": ("gaps", "lacunes"),
    "figure_gaps_one": ("gap", "lacune"),
    "figure_papers": ("documents cited", "pièces citées"),
    "figure_papers_one": ("document cited", "pièce citée"),
    "of": ("{filled} of {of}", "{filled} sur {of}"),
})  # fmt: skip


def words(language: str) -> Mapping[str, str]:
    """Every word of the page in one language."""
    return {key: both[_COLUMN[language]] for key, both in WORDS.items()}
