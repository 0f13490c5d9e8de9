"""What the register of provenance says was done with a piece: made, sold, bequeathed, stolen; each with its proof."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.findings import Place
from toolkit.other_records import ProvenanceEvent
from toolkit.records import Record
from toolkit.reports.provenance import Certainty, Status
from toolkit.reports.provenance_case import Case
from toolkit.reports.provenance_people import Party
from toolkit.reports.provenance_sources import before, certainty_of, documents_of, placed, speaker
from toolkit.reports.provenance_verified import seen_in
from toolkit.values import When

CUSTODY = frozenset({"consignment", "loan", "custody"})
TOLD_APART = frozenset({"service", "exhibition", "publication"})
"""Deeds that move nothing; they are told in sections of their own."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done with the piece, and how it is known. ``own`` is the house's acquisition or sale.

    ``proven`` says that the deed names both sides and rests on a document or a named source, without a doubt of its
    own: only then did the piece pass directly. ``note`` is for every reader's footnote, ``remark`` for the house's.
    """

    kind: str
    giver: Party | None
    taker: Party | None
    when: When | None
    places: tuple[Place, ...]
    until: When | None = None
    where: str = ""
    certainty: Certainty = ""
    status: Status = "stated"
    by: str = ""
    evidence: tuple[str, ...] = ()
    proven: bool = False
    note: str = ""
    remark: str = ""
    own: bool = False
    cells: Mapping[str, Place] = field(default_factory=dict)

    def at(self, *names: str) -> tuple[Place, ...]:
        """The cells of some of its parts (``when``, ``until``, ``giver``, ``taker``); all where those are not known."""
        return tuple(self.cells[name] for name in names if name in self.cells) or self.places


_USED = ("event", "event_date", "date_until", "from_party", "to_party", "place_name", "evidence", "evidence_ref",
         "source_text", "certainty", "consent")  # fmt: skip


def told(case: Case, event: ProvenanceEvent) -> Deed:
    """The deed that a row of the register of provenance tells of."""
    certainty, status = certainty_of(event.certainty)
    evidence = documents_of(case, event)
    if seen_in(event.certainty, today=case.today) and not certainty:
        status = "verified"
    if status in {None, "verified"} and not evidence:
        status = "stated"
    source = event.source_text or ""
    verified = status == "verified"
    by = ", ".join(map(case.documents.title, evidence)) if verified else speaker(case, source, event.evidence)
    remark = " ".join(filter(None, (
        case.say("source-note", source=source) if source else "",
        case.say("remark-note", remark=event.notes) if event.notes else "",
    )))  # fmt: skip
    return Deed(
        kind=(event.event or "unknown").rstrip("_"),
        giver=case.party(event.from_party) if event.from_party else None,
        taker=case.party(event.to_party) if event.to_party else None,
        when=event.event_date, places=placed(event, *_USED), until=event.date_until, where=event.place_name or "",
        certainty=certainty, status=status or "stated", by=by, evidence=evidence,
        proven=bool(evidence or source) and not certainty and status != "inferred",
        remark=remark, cells=cells(event, when="event_date", until="date_until",
                                                                giver="from_party", taker="to_party"),
    )  # fmt: skip


def cells(record: Record, **names: str) -> dict[str, Place]:
    """The cells of a deed's parts, as far as the register has them."""
    return {part: record.place(name) for part, name in names.items() if record.mapped(name)}


def in_order(deeds: Sequence[Deed]) -> list[Deed]:
    """Deeds of one register, the earliest first: as they stand where that can be, else by date. Made comes first."""
    made = [deed for deed in deeds if deed.kind == "made"]
    rest = [deed for deed in deeds if deed.kind != "made"]
    pairs = [(a, b) for at, a in enumerate(rest) for b in rest[at + 1 :] if a.when and b.when]
    if any(before(b.when, a.when) for a, b in pairs):
        rest = list(reversed(rest)) if not any(before(a.when, b.when) for a, b in pairs) else _by_date(rest)
    return [*made, *rest]


def _by_date(deeds: Sequence[Deed]) -> list[Deed]:
    """By date; a deed without one stays behind the one above it."""
    keyed, last = [], None
    for deed in deeds:
        last = deed.when or last
        keyed.append((last.earliest.toordinal() if last else 0, deed))
    return [deed for _, deed in sorted(keyed, key=lambda pair: pair[0])]


def is_text(event: ProvenanceEvent) -> bool:
    """Whether a row holds a museum's text and no event of its own."""
    return event.event is None and not event.from_party and not event.to_party and bool(event.source_text)
