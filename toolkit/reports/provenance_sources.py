"""How a row of the register of provenance says it knows: its certainty, its source, its document."""

from __future__ import annotations

import re

from toolkit.findings import Place
from toolkit.other_records import ProvenanceEvent
from toolkit.records import Record
from toolkit.reports.provenance import Certainty, Status
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_evidence import is_file_name, kind_of
from toolkit.reports.provenance_verified import seen
from toolkit.values import When, fold


def before(one: When | None, other: When | None) -> bool:
    """Whether a date surely lies before another."""
    return one is not None and other is not None and one.latest < other.earliest


def placed(record: Record, *fields: str) -> tuple[Place, ...]:
    """The cells of those fields that the register has and that say something; the row where none does."""
    said = (name for name in fields if record.mapped(name) and getattr(record, name) is not None)
    return tuple(record.place(name) for name in said) or (record.place(),)


_CERTAIN = re.compile(
    r"\b(certain\w*|sure|documented|documente\w*|verified|verifie\w*|confirme\w*|proven|prouve\w*|yes|gesichert|belegt"
    r"|verifiziert|sicher|certo|verificat\w*|documentat\w*|ciert\w*|verificad\w*|documentad\w*)\b"
)
_PROBABLY = re.compile(r"\b(probabl\w*|likely|vraisemblabl\w*|wahrscheinlich|probabile)\b")
_POSSIBLY = re.compile(
    r"\b(possibl\w*|perhaps|uncertain|maybe|doubtful|unconfirmed|incertain\w*|peut etre|douteu\w*|moglich\w*|vielleicht"
    r"|unsicher|forse|possibil\w*|posibl\w*|quizas?|inciert\w*)\b|\?"
)
_NOT = re.compile(r"\b(not?|un\w*verified|unverified|non|nicht|pas|ungesichert|sin|uncertain)\b")
_INFERRED = re.compile(
    r"\b(inferred|deduced|deduit\w*|assumed|presumed|suppose\w*|abgeleitet|angenommen|dedott\w*|deducid\w*)\b"
)


def certainty_of(words: str | None) -> tuple[Certainty, Status | None]:
    """What a cell says of certainty: possibly, probably, and the status it speaks for; None where it says nothing."""
    folded = fold(words or "") + ("?" if "?" in (words or "") else "")
    if _POSSIBLY.search(folded):
        return "possibly", "stated"
    if _PROBABLY.search(folded):
        return "probably", "stated"
    if _INFERRED.search(folded):
        return "", "inferred"
    if _CERTAIN.search(folded) and not _NOT.search(folded):
        return "", "verified"
    return "", "stated" if folded else None


_SPEAKERS = (
    ("by-seller", r"vendors?|sellers?|vendeu\w*|venderesse|verkaufer\w*|venditor\w*|vendedor\w*|consignor"),
    ("by-family", r"famil\w*|heirs?|heritiers?|erben"),
    ("by-owner", r"owners?|proprietaires?|eigentumer\w*|proprietari\w*|propietari\w*"),
    ("by-archive", r"archiv\w*|extracts?|extraits?|stammbuch\w*"),
    ("by-workshop", r"service|workshop|atelier|watchmaker|horloger|repair\w*"),
    ("by-invoice", r"invoices?|factures?|rechnung\w*|fatture?|facturas?|receipts?"),
    ("by-maker", r"makers?|manufacturer|brand|marque"),
)  # fmt: skip


def speaker(case: Case, *words: str | None) -> str:
    """Who a source is, as every edition may name them; the document cited where its words do not say."""
    said = fold(" ".join(filter(None, words)))
    for key, pattern in _SPEAKERS:
        if re.search(rf"\b({pattern})\b", said):
            return case.say(key)
    return case.say("by-document") if said else case.say("by-register", house=case.house["house.name"])


def documents_of(case: Case, event: ProvenanceEvent) -> tuple[str, ...]:
    """The document behind an event, cited; a file it names must be there."""
    words, reference = event.evidence or "", event.evidence_ref or ""
    named = [(text, name) for text, name in ((reference, "evidence_ref"), (words, "evidence")) if is_file_name(text)]
    file = ""
    for text, name in named[:1]:
        file = case_file(case, text, event.place(name))
    number = "" if is_file_name(reference) else reference
    title = "" if is_file_name(words) else words
    if not (number or title or named):
        return ()
    kind = kind_of(title or (named[0][0].rpartition(".")[0] if named else "") or number)
    cells = placed(event, "evidence", "evidence_ref")
    return (case.documents.cite(kind, cells, number=number, words=title, file=file, seen=seen(event, case.today)),)


def case_file(case: Case, text: str, place: Place) -> str:
    """The file that a cell names; without it, or with several, the dossier is withheld at that cell."""
    found = case.documents.files.named(text)
    if len(found) == 1:
        return found[0]
    folder = case.house["dossier.evidence"]
    several = f"Several files in the folder {folder} are called {text!r}: {', '.join(found)}."
    words = several if found else f"The cell names the file {text!r}, which is not in the folder {folder}."
    absent = f"Put the file into {folder}, or correct its name in the cell."
    hint = "Type its path within that folder." if found else absent
    case.withhold(words, (place,), hint)
    return ""
