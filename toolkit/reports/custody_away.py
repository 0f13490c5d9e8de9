"""Where a piece is on a day, and with whom: dated rows of movements and repairs before the place its row names now.

As at a past day the movements register says where a piece was, although the stock row has changed since. Where the
two say differently of the same time, the dated word is kept and the difference told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from toolkit.findings import Place
from toolkit.other_records import Job, Movement
from toolkit.reconcile.places import INSIDE
from toolkit.records import Piece
from toolkit.reports.custody import Reason
from toolkit.reports.custody_hours import Moment
from toolkit.reports.insurance import Away
from toolkit.valued import OTHERS
from toolkit.values import When
from toolkit.vocabulary import AWAY

REASONS = MappingProxyType(
    {"approval": "approval", "memo": "memo_out", "repair": "workshop", "exhibition": "exhibition",
     "photography": "entrusted", "valuation": "entrusted", "loan": "entrusted"}
)  # fmt: skip
"""Reasons of a movement after which a piece is away, and where it is until it is back."""
CLOSED = frozenset({"ready", "collected", "refused"})
"""Jobs that are no longer at the workshop."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a piece is on a day: situation, the register's words for the place, who has it, what differs."""

    situation: str
    location: str = ""
    away: Away | None = None
    reasons: tuple[Reason, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """What dated rows say of a day: a place, and who has the piece if it is away. ``open`` if nothing says it ended."""

    situation: str
    location: str
    book: str
    away: Away | None = None
    open: bool = False


def whereabouts(piece: Piece, moves: Sequence[Movement], jobs: Sequence[Job], moment: Moment) -> Whereabouts:
    """Where the piece is at the close of the day."""
    on, default = moment.day, moment.house["defaults.situation"]
    told = [*_moved(piece, moves, moment), *_at_work(jobs, on)] if moves or jobs else []
    away = [one for one in told if one.away]
    row = _by_row(piece, on, default)
    if not away:
        return _at_home(piece, told, row, default)
    first = max(away, key=lambda one: one.away.since.latest if one.away and one.away.since else date.min)
    return _sent_away(piece, first, away, row)


def overdue(due: When | None, on: date) -> bool:
    """Whether the day something was due back certainly lies before the day."""
    return due is not None and due.latest < on


def _by_row(piece: Piece, on: date, default: str) -> Whereabouts:
    """Where the stock register has it now: away by its status before the place its row still names."""
    stated = AWAY.get(piece.status or "", "")
    situation = stated or piece.situation or ("" if piece.mapped("location") else default)
    location = piece.location or ""
    if not situation or situation in INSIDE:
        return Whereabouts(situation, location)
    if stated and piece.situation != stated:
        location = piece.custodian or ""  # the row still names the place it left
    due = None if piece.ownership in OTHERS else piece.return_by  # goods of others are due back to their owner
    names = ("status" if stated else "location", "custodian", "return_by")
    cells = tuple(piece.place(name) for name in names if getattr(piece, name) is not None)
    away = Away(piece.custodian or "", None, due, "", overdue(due, on), cells)
    return Whereabouts(situation, location, away, (), cells)


def _at_home(piece: Piece, told: Sequence[_Told], row: Whereabouts, default: str) -> Whereabouts:
    """No dated row has it away: in the place a dated row names, else where the stock register has it."""
    if not told:
        return row
    home = told[-1]
    if row.away is None and home.open:
        return row  # carried about in the house since, which nobody writes down
    situation, location = home.situation, home.location
    if not situation and piece.situation in INSIDE:
        situation, location = piece.situation or "", piece.location or ""
    if not situation:
        situation = default
    differs = home.open and row.away is not None
    reasons: tuple[Reason, ...] = (("back-but-away", {"place": row.situation}),) if differs else ()
    return Whereabouts(situation, location, None, reasons, row.places if differs else ())


def _sent_away(piece: Piece, first: _Told, away: Sequence[_Told], row: Whereabouts) -> Whereabouts:
    """Away by a dated row; what the stock row or another register says otherwise of the same time is told."""
    found = first.away
    assert found is not None
    reasons: list[Reason] = [
        ("two-places", {"place": first.situation, "other": other.situation, "by": other.book})
        for other in away
        if other.situation != first.situation
    ]
    agrees = row.situation == first.situation or (row.away is not None and {row.situation, first.situation} <= BENCH)
    if first.open and row.situation and not agrees:
        reasons.append(("away-but-here", {"place": first.situation, "by": first.book, "other": row.situation}))
    also = row.away if agrees and first.open else None
    same = [one.away for one in away if one is not first and one.away and one.situation == first.situation]
    for one in (*same, *([also] if also else [])):
        found = Away(found.holder or one.holder, found.since or one.since, found.due_back or one.due_back,
                     found.receipt or one.receipt, found.overdue or (found.due_back is None and one.overdue),
                     tuple(dict.fromkeys((*found.places, *one.places))))  # fmt: skip
    location = first.location or found.holder
    told = (piece.place("location" if piece.location else "status"),) if reasons else ()
    return Whereabouts(first.situation, location, found, tuple(reasons), (*found.places, *told))


BENCH = frozenset({"workshop", "repairer"})
"""Two words for one thing: who repairs it."""


def _moved(piece: Piece, moves: Sequence[Movement], moment: Moment) -> Iterable[_Told]:
    """What the movements say of the day: the last row by it, and where the next one found the piece."""
    on = moment.day
    dated = [row for row in moves if row.moved_date and not (row.reason == "memo" and piece.ownership in OTHERS)]
    dated.sort(key=lambda row: (row.moved_date.latest if row.moved_date else date.max, row.row))
    before = [row for row in dated if row.moved_date and row.moved_date.latest <= on]
    after = [row for row in dated if row.moved_date and row.moved_date.earliest > on]
    last = before[-1] if before else None
    if last:
        found = _open(last, moment, replaced=bool(after))
        if found:
            yield found
            return
    if after and moment.situation(after[0].from_place) in INSIDE:
        yield _Told(moment.situation(after[0].from_place), after[0].from_place or "", "movements")
    elif after:
        yield _Told("", "", "movements")
    elif last and last.returned and last.returned.latest <= on and last.reason != "sale":
        home = moment.situation(last.from_place)
        inside = home in INSIDE
        yield _Told(home if inside else "", (last.from_place or "") if inside else "", "movements", open=True)


def _open(row: Movement, moment: Moment, *, replaced: bool) -> _Told | None:
    """Where the last row by the day has the piece; None once it is back, or where the row cannot say.

    ``replaced`` says that a later row follows, so that the piece went on from here.
    """
    on, there = moment.day, moment.situation(row.to_place)
    situation = REASONS.get(row.reason or "") or (there if there not in INSIDE and row.reason != "sale" else "")
    if not situation or row.reason == "return_" or (row.returned and row.returned.latest <= on):
        return None
    certain = row.returned is not None and row.returned.earliest > on
    unclear = row.returned is not None or "returned" in row.doubts
    if not certain and (unclear or not (replaced or row.mapped("returned"))):
        return None  # whether it is back, nobody wrote down
    names = ("moved_date", "to_place", "due_back", "returned", "receipt_no")
    cells = tuple(row.place(name) for name in names if getattr(row, name) is not None)
    late = overdue(row.due_back, on)
    away = Away(row.to_place or "", row.moved_date, row.due_back, row.receipt_no or "", late, cells)
    return _Told(situation, row.to_place or "", "movements", away, open=not certain and not replaced)


def _at_work(jobs: Sequence[Job], on: date) -> Iterable[_Told]:
    """The jobs that have the piece at the workshop on the day."""
    for job in jobs:
        away = at_workshop(job, on)
        if away:
            ended = job.returned is not None or job.collected is not None
            yield _Told("workshop", job.workshop or "", "service", away, open=not ended)


def at_workshop(job: Job, on: date) -> Away | None:
    """With whom and since when a job has its piece out of the house on the day: only if the row says so."""
    ended = [day for day in (job.returned, job.collected) if day]
    if any(day.earliest <= on for day in ended) or {"returned", "collected", "sent"} & job.doubts.keys():
        return None
    since = job.sent or (job.received if job.job_status == "workshop" else None)
    if since is None or since.latest > on or (not ended and job.job_status in CLOSED):
        return None
    names = ("sent" if job.sent else "received", "workshop", "promised", "job_no")
    cells = tuple(job.place(name) for name in names if getattr(job, name) is not None)
    return Away(job.workshop or "", since, job.promised, job.job_no or "", overdue(job.promised, on), cells)
