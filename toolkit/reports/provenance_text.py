"""A museum's text of provenance in a register, as steps of the chain; every passage keeps its cell and its notes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.findings import Place
from toolkit.passages import Passage, Provenance
from toolkit.reports.provenance import Certainty
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_deeds import is_text
from toolkit.reports.provenance_steps import Step

_LABEL = re.compile(r"(?:^|\n)\s*(?:provenance|prov\.|provenienz|provenienza|procedencia)\s*:\s*", re.IGNORECASE)
_SINCE = {"by": "by", "before": "before", "after": "after", "about": "about"}
_CERTAINTIES: dict[str, Certainty] = {"possibly": "possibly", "probably": "probably"}


def texts(case: Case) -> Iterator[tuple[str, Place]]:
    """The texts and their cells: rows of the register of provenance that hold nothing else, else notes so headed.

    A note of the stock register is taken for provenance only behind the word itself (``Provenance: ...``).
    """
    rows = [event for event in case.events if is_text(event)]
    for event in rows:
        yield event.source_text or "", event.place("source_text")
    if not case.events and case.piece.notes and (found := _LABEL.search(case.piece.notes)):
        yield case.piece.notes[found.end() :], case.piece.place("notes")


def steps_of_texts(case: Case) -> list[Step]:
    """The steps that the piece's texts tell of, in their order. Without a parser there are none."""
    found: list[Step] = []
    for text, place in texts(case):
        if case.holdings.parse is not None:
            provenance = case.holdings.parse(text)
            found += [_step(case, passage, provenance, place) for passage in provenance.passages]
    return found


def _step(case: Case, passage: Passage, provenance: Provenance, place: Place) -> Step:
    """One passage. One that was not understood is printed as written in the house's copy, and withholds a client's."""
    if not passage.understood and not case.internal:
        case.withhold(
            f"This passage of the provenance could not be read, so no private name can be kept out of it: "
            f"{passage.text!r}.",
            (place,), "Write it as rows of the register of provenance: event, date, from, to, where, evidence.",
        )  # fmt: skip
    notes = [note.text for note in provenance.notes if note.number in passage.note_numbers]
    words = ", ".join(part for part in (passage.party, passage.place) if part)
    evidence = case.documents.cite("text", (place,), words=provenance.passages[0].text if case.internal else "")
    return Step(
        case.party(words) if words else None, _kind(passage), passage.since, (place,),
        sense=_SINCE.get(passage.since_sense, ""), until=passage.until,
        until_sense="until at least" if passage.until_sense == "at least" else "until",
        certainty=_CERTAINTIES.get(passage.certainty, ""),
        by=case.say("by-register", house=case.house["house.name"]), evidence=(evidence,), note=" ".join(notes),
        title=passage.role not in {"at", "through"} and passage.kind not in {"custody", "consignment", "loan"},
        direct=passage.direct, raw=passage.text, dated=passage.dated,
    )  # fmt: skip


def _kind(passage: Passage) -> str:
    """The phrase for a passage: an owner of whom it is not said how the piece came to them is only held by them."""
    if passage.role in {"at", "through"}:
        return "custody"
    return "held" if passage.kind == "unknown" or passage.role == "from" else passage.kind
