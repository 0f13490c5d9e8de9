"""Stock against the last count: held and not seen, seen and gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.findings import Finding, Place, Severity, declare
from toolkit.other_records import Count
from toolkit.reconcile.keys import number_words
from toolkit.reconcile.places import REASONS, SITUATIONS, away
from toolkit.reconcile.turns import awaits_collection, held_on, said, says_sold
from toolkit.reconcile.view import Rule, View
from toolkit.records import Piece
from toolkit.values import When
from toolkit.vocabulary import AWAY

NOT_COUNTED = declare(
    "not-counted", Severity.WARNING, "In the house by the registers, but not seen at the count",
    why="A piece nobody has seen may be lost or stolen, and an insurer wants a loss reported at once.",
    message="By the registers it was in the house on {day}; {how}.",
    hint="Look for it and type where it is; if it cannot be found, type 'missing' as its status and tell the insurer.",
)  # fmt: skip
COUNTED_GONE = declare(
    "counted-but-gone", Severity.WARNING, "Seen at the count, but gone by the registers",
    why="Either it was never handed over, or another piece was sold and is missing.",
    message="It was seen on {day}; the {book} has it {left}.",
    hint="Look at the piece and its number. If it waits for its buyer, type 'sold not delivered' as its status; if it "
    "came back, enter the return in the sales register; if another piece was sold, correct that sale.",
)  # fmt: skip

ONE_COUNT = timedelta(days=14)
"""Rows of one count lie no further apart than this."""

ENOUGH = 0.5
"""The share of a sheet's held pieces that a count must hold for the others to be missed."""


@dataclass(frozen=True, slots=True)
class Stocktaking:
    """The last count by the day in question: its days and its rows by the ``id`` of their piece."""

    first: date
    last: date
    seen: dict[int, Count]
    unseen: dict[int, Count]

    def holds(self, piece: Piece) -> bool:
        """Whether the piece has a row in it, seen or not."""
        return id(piece) in self.seen or id(piece) in self.unseen


def stocktaking(view: View) -> Stocktaking | None:
    """The last count that the register of counts holds, if its rows are dated."""
    rows = [(piece, row) for piece, found in view.matched("counts") for row in found if isinstance(row, Count)]
    days = sorted({row.count_date.latest for _, row in rows if row.count_date and row.count_date.latest <= view.today})
    if not days:
        return None
    first = days[-1]
    for day in reversed(days):
        if first - day > ONE_COUNT:
            break
        first = day
    seen: dict[int, Count] = {}
    unseen: dict[int, Count] = {}
    for piece, row in rows:
        if row.count_date is None or not first <= row.count_date.latest <= days[-1]:
            continue
        here = _here(row)
        if here is not None:
            (seen if here else unseen)[id(piece)] = row
    return Stocktaking(first, days[-1], seen, {key: row for key, row in unseen.items() if key not in seen})


def _here(row: Count) -> bool | None:
    """Whether a row says that the piece was seen; a row alone does where the register has no column for it."""
    if {"counted", "quantity"} & set(row.doubts):
        return None
    if row.counted is not None:
        return row.counted
    if row.quantity is not None:
        return row.quantity > 0
    return None if row.mapped("counted") or row.mapped("quantity") else True


def check_counted(view: View) -> Iterable[Finding]:
    """What the books had in the house on the day of the count was seen; sheets the count did not cover are left out."""
    count = stocktaking(view)
    if count is None:
        return
    expected = [piece for piece in view.comparison.scope.registers.pieces if _expected(view, piece, count)]
    every = Counter(id(piece.source) for piece in expected)
    covered = Counter(id(piece.source) for piece in expected if count.holds(piece))
    for piece in expected:
        if id(piece) in count.seen or covered[id(piece.source)] < ENOUGH * every[id(piece.source)]:
            continue
        row = count.unseen.get(id(piece))
        places = (piece.place("stock_no"), *((row.place("counted"),) if row else ()))
        how = "the count has it as not seen" if row else "the count does not have it"
        yield NOT_COUNTED.at(
            places,
            number_words(piece),
            register="stock",
            subject=number_words(piece),
            day=count.last.isoformat(),
            how=how,
        )


def _expected(view: View, piece: Piece, count: Stocktaking) -> bool:
    """Whether a piece was certainly in the house, and not away, all through the count."""
    if not piece.stock_no or piece.status in AWAY or piece.situation in SITUATIONS or away(view, piece):
        return False
    told = view.story(piece)
    if any(_between(view, piece, count)):
        return False
    return held_on(piece, told, count.first) and held_on(piece, told, count.last)


def _between(view: View, piece: Piece, count: Stocktaking) -> Iterable[bool]:
    """Whether a movement or a repair that is over by now had the piece outside at the time."""
    for move in view.moves(piece):
        left, back = move.moved_date, move.returned
        yield move.reason in REASONS and _covers(left, back, count)
    for job in view.jobs(piece):
        left, back = job.sent or job.received, job.returned or job.collected
        yield _covers(left, back, count)


def _covers(left: When | None, back: When | None, count: Stocktaking) -> bool:
    """Whether the time between leaving and coming back may hold a day of the count; unknown dates may be any."""
    return not (left and left.earliest > count.last) and not (back and back.latest < count.first)


def check_gone(view: View) -> Iterable[Finding]:
    """What was seen at the count was not sold before it."""
    count = stocktaking(view)
    for piece, _ in view.matched("counts") if count else ():
        row = count.seen.get(id(piece)) if count else None
        if row is None or row.count_date is None or awaits_collection(piece):
            continue
        day = row.count_date.earliest
        sale = view.story(piece).gone_by(day)
        if sale and sale.sale_date and sale.sale_date.latest < day and not _bought_since(piece, sale.sale_date.latest):
            if sale.delivered and sale.delivered.latest >= day:
                continue
            yield _gone(piece, row, sale.place("sale_date"), "sales register", f"sold {said(sale.sale_date)}")
        elif not view.story(piece).rows and piece.sale_date and piece.sale_date.latest < day and says_sold(piece, day):
            yield _gone(piece, row, piece.place("sale_date"), "stock register", f"sold {said(piece.sale_date)}")


def _bought_since(piece: Piece, day: date) -> bool:
    return bool(piece.acquired_date and piece.acquired_date.earliest > day)


def _gone(piece: Piece, row: Count, place: Place, register: str, left: str) -> Finding:
    day = row.count_date.earliest.isoformat() if row.count_date else ""
    return COUNTED_GONE.at(
        (row.place("stock_no"), place), number_words(piece), register="counts", subject=number_words(piece), day=day,
        book=register, left=left,
    )  # fmt: skip


RULES: tuple[Rule, ...] = (check_counted, check_gone)
