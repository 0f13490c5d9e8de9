"""Where a piece is: one place at a time, by the stock register, the repairs and the movements together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Job, Movement
from toolkit.reconcile.keys import number_words
from toolkit.reconcile.turns import said
from toolkit.reconcile.view import Rule, View
from toolkit.records import Piece, Record
from toolkit.valued import OTHERS
from toolkit.values import When
from toolkit.vocabulary import AWAY, in_words

IN_TWO_PLACES = declare(
    "in-two-places", Severity.ERROR, "One piece in two places",
    why="It would be insured in one place and lost in the other, or promised to a client while somebody else has it.",
    message="The {first} has it {here}; the {second} has it {there}{since}.",
    hint="Find the piece. If it is back, type the date it came back; if it is away, correct its place and status in "
    "the stock register.",
)  # fmt: skip
UNRECORDED = declare(
    "away-unrecorded", Severity.WARNING, "Away by the stock register, but nowhere entered as out",
    why="Without a row that says who took it, when, and when it is due back, nobody asks for its return.",
    message="The stock register has it {there}; the {book} has no open row for it.",
    hint="Add a row there with the date and who has it; if it is back, correct its place and status in the stock "
    "register.",
)  # fmt: skip

INSIDE = frozenset({"safe", "strongroom", "locked_case", "window", "drawer", "premises"})
"""Places under the house's own roof."""

HERE = frozenset({"available", "reserved", "quarantine"})
"""Statuses of a piece that is not away."""

REASONS = MappingProxyType(
    {"approval": "on approval", "memo": "on memo", "repair": "at the workshop", "exhibition": "at an exhibition",
     "photography": "out for photography", "valuation": "out for valuation", "loan": "on loan"}
)  # fmt: skip
"""Reasons of a movement after which a piece is expected back, and where it is until then."""

SITUATIONS = MappingProxyType(
    {"approval": "on approval", "memo_out": "on memo", "workshop": "at the workshop", "repairer": "at the workshop",
     "exhibition": "at an exhibition"}
)  # fmt: skip
"""Places away from the house by the stock register, and the words for them."""

BOOKS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"on approval": ("movements", "approval"), "on memo": ("movements", "memo"),
     "at an exhibition": ("movements", "exhibition"), "at the workshop": ("service", "")}
)  # fmt: skip
"""The register that a piece away must have an open row in, and that row's reason."""

CALLED = MappingProxyType({"service": "repairs register", "movements": "movements register"})
CLOSED = frozenset({"collected", "refused", "ready"})
DECIDING = frozenset({"returned", "collected", "job_status"})
"""Cells of a job that, in doubt, leave it open whether the piece is back."""


@dataclass(frozen=True, slots=True)
class Away:
    """An open row: where it has the piece, since when, by which register and cell."""

    there: str
    since: When | None
    record: Record
    field: str


def open_move(row: Movement, today: date) -> Away | None:
    """Where a movement still has its piece today."""
    there = REASONS.get(row.reason or "")
    if there is None or row.returned or "returned" in row.doubts or not row.mapped("returned"):
        return None
    if row.moved_date is None or row.moved_date.earliest > today:
        return None
    return Away(there, row.moved_date, row, "moved_date")


def open_job(row: Job, today: date) -> Away | None:
    """Where a repair still has its piece today: at the workshop only if the row says so."""
    if row.returned or row.collected or row.job_status in CLOSED or not DECIDING.isdisjoint(row.doubts):
        return None
    since = row.sent or row.received
    if not (row.sent or row.job_status == "workshop") or since is None or since.earliest > today:
        return None
    return Away("at the workshop", since, row, "sent" if row.sent else "received")


def away(view: View, piece: Piece) -> list[Away]:
    """Every open row of a piece. A memo of somebody else's goods may be how they came in, so it does not count."""
    others = piece.ownership in OTHERS
    moves = (open_move(row, view.today) for row in view.moves(piece) if not (others and row.reason == "memo"))
    jobs = (open_job(row, view.today) for row in view.jobs(piece))
    return [found for found in (*moves, *jobs) if found]


def _here(piece: Piece, *, keeps_away: bool) -> tuple[str, str] | None:
    """Where the stock register has it under the house's roof, and the field that says so."""
    if piece.sale_date or "status" in piece.doubts or (piece.status or "available") not in HERE:
        return None
    if piece.situation in INSIDE and piece.location:
        return f"in {piece.location}", "location"
    if piece.status and not piece.mapped("location") and keeps_away:
        return f"as {in_words(piece.status)}", "status"
    return None


def check_two_places(view: View) -> Iterable[Finding]:
    """A piece that an open row has outside is not in the house by the stock register, nor outside in two places."""
    keeping = _tables_that_say_away(view)
    for piece in _told_of(view):
        rows = away(view, piece)
        sold = view.story(piece).out is not None  # gone altogether: another rule says so
        here = _here(piece, keeps_away=id(piece.source) in keeping) if rows and not sold else None
        number = number_words(piece)
        if here:
            words, name = here
            first = rows[0]
            yield IN_TWO_PLACES.at(
                (piece.place(name), first.record.place(first.field)), piece.location or piece.status or "",
                register="stock", subject=number, first="stock register", here=words,
                second=CALLED[first.record.source.register], there=first.there, since=_since(first.since),
            )  # fmt: skip
        for other in rows[1:]:
            if other.there != rows[0].there and other.record.source.register != rows[0].record.source.register:
                yield _twice(rows[0], other, number)


def _twice(first: Away, other: Away, number: str) -> Finding:
    places = (first.record.place(first.field), other.record.place(other.field))
    return IN_TWO_PLACES.at(
        places, number, register=first.record.source.register, subject=number,
        first=CALLED[first.record.source.register], here=f"{first.there}{_since(first.since)}",
        second=CALLED[other.record.source.register], there=other.there, since=_since(other.since),
    )  # fmt: skip


def _since(day: When | None) -> str:
    return f" since {said(day).partition(' ')[2]}" if day else ""


def _told_of(view: View) -> Iterable[Piece]:
    """The pieces that the movements or the repairs know, each once."""
    seen: dict[int, Piece] = {}
    for name in CALLED:
        for piece, _ in view.matched(name):
            seen[id(piece)] = piece
    return seen.values()


def _tables_that_say_away(view: View) -> frozenset[int]:
    """The stock tables whose status column says of any piece that it is away: there, "available" means here."""
    pieces = view.comparison.scope.registers.pieces
    return frozenset(id(piece.source) for piece in pieces if piece.status in AWAY)


def check_recorded(view: View) -> Iterable[Finding]:
    """A piece that the stock register has outside has an open row that says so, in a register that keeps such rows."""
    kept = _kept(view)
    for piece in view.comparison.scope.registers.pieces:
        there, name = _outside(piece)
        book, reason = BOOKS.get(there, ("", ""))
        if (book, reason) not in kept or not piece.stock_no or piece.sale_date:
            continue
        if all(found.there != there for found in away(view, piece)):
            yield UNRECORDED.at(
                piece.place(name), in_words(getattr(piece, name) or "") if name == "status" else piece.location or "",
                register="stock", subject=piece.stock_no, there=there,
                book=CALLED[book],
            )  # fmt: skip


def _outside(piece: Piece) -> tuple[str, str]:
    """Where the stock register has a piece away from the house, and the field that says so."""
    if piece.status:
        return SITUATIONS.get(AWAY.get(piece.status, ""), ""), "status"
    return SITUATIONS.get(piece.situation or "", ""), "location"


def _kept(view: View) -> frozenset[tuple[str, str]]:
    """The registers that keep rows of each sort for the house's own pieces: one row in stock is enough to know."""
    moves = {("movements", row.reason or "") for _, rows in view.matched("movements") for row in rows
             if isinstance(row, Movement) and row.mapped("returned")}  # fmt: skip
    jobs = {("service", "") for _, rows in view.matched("service") for row in rows
            if isinstance(row, Job) and (row.mapped("sent") or row.mapped("job_status"))}  # fmt: skip
    return frozenset(moves | jobs)


RULES: tuple[Rule, ...] = (check_two_places, check_recorded)
