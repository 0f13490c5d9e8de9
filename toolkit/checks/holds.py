"""Rules of holds: second-hand goods that the law of the place keeps in the house for a while after they were bought."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from toolkit.checks.law.row import Law, in_force
from toolkit.checks.law.title import HOLDS, WEEKDAY_HOURS
from toolkit.checks.pieces import JEWELS, from_trade, heading, is_owned, second_hand
from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Job, Movement
from toolkit.records import Piece, Record
from toolkit.values import When, fold_code
from toolkit.vocabulary import LEAVES

BROKEN = declare(
    "hold-broken", Severity.ERROR, "A piece that left before its hold ended",
    why="Second-hand goods are kept a while so that a theft can come to light; letting one go may cost the licence.",
    message="{what} on {value}; it {certainty} still to be kept until {until}: {reason}.",
    hint="Compare the dates with the papers and correct the wrong one; if they stand, speak with the house's adviser.",
    source="legislation.gov.uk 1982 c.45 s.25 (Scotland), Florida Statutes 538.06",
)  # fmt: skip
DIFFERS = declare(
    "hold-differs", Severity.WARNING, "A hold that ends on another day than it should",
    why="A hold noted too short lets a piece go before it may; one too long keeps it from the window.",
    message="The hold is noted to end on {value}; counted from {acquired} it ends {until}: {reason}.",
    hint="Correct the end of the hold or the date acquired, and have the rule verified with your adviser.",
)  # fmt: skip

DAY = timedelta(days=1)
LONGEST = timedelta(days=10 + max(int(law.amount) for law in HOLDS if law.unit == "days"))
"""No hold lasts longer, weekends included."""

SATURDAY = 5
NO_DISPOSAL = frozenset({"safe_keeping", "transfer"})
"""Reasons of a movement within the house: the piece stays with it."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A hold: it surely lasts until ``first``, and at the latest until ``last``; why, and whether that is certain."""

    first: datetime
    last: datetime
    reason: str
    certain: bool

    @property
    def until(self) -> str:
        """When it ends, in words."""
        if self.first == self.last:
            return f"{self.first.date()}"
        return f"{(self.last - timedelta(seconds=1)).date()}, at the hour at which it was bought"


def hold_ends(acquired: datetime, law: Law) -> datetime:
    """When a hold that began at a moment ends: so many days later, or so many hours that leave the weekend out."""
    if law.unit != WEEKDAY_HOURS:
        return acquired + timedelta(days=int(law.amount))
    left, at = timedelta(hours=int(law.amount)), acquired
    while True:
        midnight = datetime.combine(at.date() + DAY, time())
        if at.weekday() >= SATURDAY:
            at = midnight
        elif at + left <= midnight:
            return at + left
        else:
            left -= midnight - at
            at = midnight


def is_precious(piece: Piece) -> bool:
    """Whether a piece is precious metal, gemstone or jewellery, as the laws on holds mean it; a steel watch is not."""
    worn = piece.category in JEWELS or piece.category == "loose_stone"
    return worn or (piece.category == "watch" and bool(piece.karat or piece.fineness))


@lru_cache(maxsize=16384)  # a register has many pieces and few days
def _span(
    acquired: date, jurisdiction: str, *, to_the_day: bool, precious: bool
) -> tuple[datetime, datetime, Law] | None:
    """When the hold of a piece acquired that day ends at the earliest and at the latest, and by which law.

    A register keeps the day and not the hour: where hours count, the two differ.
    """
    law = in_force(HOLDS, "hold-precious", jurisdiction, acquired) if precious else None
    law = law or in_force(HOLDS, "hold", jurisdiction, acquired)
    if law is None:
        return None
    first = hold_ends(datetime.combine(acquired, time()), law)
    by_hour = law.unit == WEEKDAY_HOURS and to_the_day
    return first, hold_ends(datetime.combine(acquired + DAY, time()), law) if by_hour else first, law


def computed(piece: Piece, jurisdiction: str) -> Hold | None:
    """The hold that follows from the date a piece was acquired; None where the place knows no hold."""
    acquired = piece.acquired_date
    if acquired is None:
        return None
    to_the_day, precious = acquired.precision == "day", is_precious(piece)
    span = _span(acquired.earliest, jurisdiction, to_the_day=to_the_day, precious=precious)
    if span is None:
        return None
    first, last, law = span
    trade = from_trade(piece)
    reason = f"{law.words}; it came from the trade, for which there may be exceptions" if trade else law.words
    return Hold(first, last, reason, law.verified and not trade)


def recorded(piece: Piece) -> Hold | None:
    """The hold that the register itself notes."""
    until = piece.hold_until
    if until is None:
        return None
    first = datetime.combine(until.earliest, time())
    return Hold(first, first, f"{heading(piece, 'hold_until')!r} says so", certain=True)


def check_recorded(scope: Scope) -> Iterable[Finding]:
    """A noted hold ends on the day that the law of the place makes of the date acquired."""
    for piece in second_hand(scope):
        hold = computed(piece, scope.house.jurisdiction) if piece.hold_until else None
        if hold is None or piece.hold_until is None or piece.acquired_date is None:
            continue
        noted = piece.hold_until
        if noted.latest < hold.first.date() or noted.earliest > (hold.last + DAY).date():
            yield DIFFERS.at(
                (piece.place("hold_until"), piece.place("acquired_date")), noted.latest, register="stock",
                subject=piece.stock_no or "",
                severity=Severity.INFORMATION if noted.earliest > hold.last.date() else None,
                acquired=piece.acquired_date.earliest, until=hold.until, reason=hold.reason,
            )  # fmt: skip


Departure = tuple[Record, str, str, When]
"""A row by which a piece left: the record, the field of its date, what happened in words, and when."""


def check_departures(scope: Scope) -> Iterable[Finding]:
    """Nothing was sold, moved out or given to a workshop while it was to be held."""
    jurisdiction = scope.house.jurisdiction
    pieces = _under_hold(scope)
    for same in pieces.values():
        for piece in same:
            if piece.sale_date:
                left: Departure = (piece, "sale_date", "The stock register has it sold", piece.sale_date)
                yield from _broken(piece, left, jurisdiction)
    for departure in _departures(scope) if pieces else ():
        for piece in pieces.get(fold_code(departure[0].stock_no or ""), ()):
            yield from _broken(piece, departure, jurisdiction)


def _under_hold(scope: Scope) -> Mapping[str, list[Piece]]:
    """The house's own pieces that are, or were once, to be held, by stock number."""
    jurisdiction = scope.house.jurisdiction
    ruled = any(law.jurisdiction in {jurisdiction, jurisdiction.partition("-")[0]} for law in HOLDS)
    noted = (piece for piece in scope.registers.pieces if piece.hold_until and is_owned(piece, scope.house))
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in second_hand(scope) if ruled else noted:
        found[fold_code(piece.stock_no or "")].append(piece)
    return found


def _departures(scope: Scope) -> Iterator[Departure]:
    """Every row of the other registers by which a piece left the house or was worked on."""
    for sale in scope.registers.sales:
        if sale.sale_date and (sale.kind is None or sale.kind in LEAVES):
            yield sale, "sale_date", "The sales register has it sold", sale.sale_date
    for record in scope.registers.others.get("movements", ()):
        if isinstance(record, Movement) and record.moved_date and record.reason not in NO_DISPOSAL:
            yield record, "moved_date", "It was moved out", record.moved_date
    for record in scope.registers.others.get("service", ()):
        if isinstance(record, Job) and record.received:
            yield record, "received", "It was given to the workshop", record.received


def _broken(piece: Piece, left: Departure, jurisdiction: str) -> Iterable[Finding]:
    """The finding of a departure that surely, or perhaps, fell into the hold of a piece: the later of two holds."""
    record, field, what, day = left
    acquired, noted = piece.acquired_date, piece.hold_until
    if record is not piece and day == piece.sale_date:
        return  # both registers tell of the one sale: the stock register's row has said it
    if acquired and day.latest < acquired.earliest:
        return  # an earlier owner's, or dates in an impossible order, which have a rule of their own
    ends = [when for when in (acquired and acquired.earliest + LONGEST, noted and noted.latest) if when]
    if not ends or day.earliest > max(ends):
        return  # nearly every departure: no need to work the hold out
    ways = [hold for hold in (recorded(piece), computed(piece, jurisdiction)) if hold]
    hold = max(ways, key=lambda each: (each.certain, each.first), default=None)
    if hold is None:
        return
    surely = datetime.combine(day.latest + DAY, time()) <= hold.first
    perhaps = day.precision == "day" and datetime.combine(day.earliest, time()) < hold.last
    if surely or perhaps:
        cause = piece.place("hold_until" if noted else "acquired_date")
        yield BROKEN.at(
            (record.place(field), cause), day.latest, register=record.source.register, subject=piece.stock_no or "",
            severity=None if surely and hold.certain else Severity.WARNING, what=what,
            certainty="was" if surely else "was perhaps", until=hold.until, reason=hold.reason,
        )  # fmt: skip


RULES: tuple[Rule, ...] = (check_recorded, check_departures)
