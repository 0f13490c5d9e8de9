"""Whether a piece is held on a day, by the stock and the sales register; in doubt where neither can say.

Held at D means acquired by D and not out by D. Dates are intervals: a year alone is certain only when the whole
year lies on one side of D. What is certain comes first; only where nothing is certain do the doubts speak.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from toolkit.doubts import DOUBTS
from toolkit.findings import Place
from toolkit.reconcile.keys import number_key
from toolkit.reconcile.turns import awaits_collection
from toolkit.records import Piece, Sale
from toolkit.values import When
from toolkit.vocabulary import GONE, LEAVES, STAYS


class Standing(Enum):
    """Held, in doubt, or not held on the day."""

    HELD = "held"
    DOUBT = "in doubt"
    NOT_HELD = "not held"


Reason = tuple[str, Mapping[str, Any]]
"""The key of a sentence in ``render.reasons`` and its facts."""
Doubtful = tuple[Reason, Place]
"""Something that is not certain, and the cell."""


@dataclass(frozen=True, slots=True)
class Custody:
    """How a record stands on the day, why, and the cells that say so.

    ``piece`` is the row as it was on the day: sold and not yet handed over, or not yet sold, whatever it says now.
    ``doubts`` are the reasons of one in doubt, each with its own cell.
    """

    standing: Standing
    reasons: tuple[Reason, ...] = ()
    places: tuple[Place, ...] = ()
    piece: Piece | None = None
    doubts: tuple[Doubtful, ...] = ()

    @classmethod
    def in_doubt(cls, doubts: Sequence[Doubtful], piece: Piece | None = None) -> Custody:
        """In doubt, for these reasons."""
        reasons, places = tuple(why for why, _ in doubts), tuple(dict.fromkeys(place for _, place in doubts))
        return cls(Standing.DOUBT, reasons, places, piece, tuple(doubts))


@dataclass(frozen=True, slots=True)
class Movements:
    """Sales by folded stock number, and how many stock rows carry each number."""

    sales: Mapping[str, Sequence[Sale]]
    rows: Mapping[str, int]

    @classmethod
    def of(cls, pieces: Iterable[Piece], sales: Iterable[Sale]) -> Movements:
        """The movements of two registers."""
        by_number: dict[str, list[Sale]] = defaultdict(list)
        for sale in sales:
            if key := number_key(sale):
                by_number[key].append(sale)
        rows: dict[str, int] = defaultdict(int)
        for piece in pieces:
            if key := number_key(piece):
                rows[key] += 1
        return cls(by_number, rows)


def custody(piece: Piece, movements: Movements, on: date) -> Custody:
    """How the piece stands at the close of ``on``."""
    twins = movements.rows.get(number_key(piece), 1)
    sales = movements.sales.get(number_key(piece), ()) if twins == 1 else ()
    waits = _waits(piece, sales, on)
    certain = _not_yet(piece, on) or (None if waits else _out(piece, sales, on))
    if certain:
        return certain
    doubts = [*_number(piece, twins), *_acquired(piece, on), *_handed_over(piece, sales, on)]
    if not waits:
        doubts += [*_gone(piece, on), *_sold(piece, sales, on)]
    elif _contradicts(piece, sales):
        doubts.append((("dates-order", {}), piece.place("acquired_date")))
    doubts += _lost(piece)
    doubts += _marks(piece)
    stood = _as_it_stood(piece, sales, on, waits=waits)
    if not doubts:
        places = tuple(piece.place(name) for name in ("stock_no", "acquired_date") if piece.mapped(name))
        return Custody(Standing.HELD, (), places, stood)
    return Custody.in_doubt(doubts, stood)


def _not_yet(piece: Piece, on: date) -> Custody | None:
    """Certainly acquired after the day, or on order still."""
    acquired = piece.acquired_date
    if piece.status == "incoming" and acquired is None and "acquired_date" not in piece.doubts:
        return Custody(Standing.NOT_HELD, (("on-order", {}),), (piece.place("status"),))
    if acquired and acquired.earliest > on:
        return Custody(Standing.NOT_HELD, (("not-yet", {"day": acquired}),), (piece.place("acquired_date"),))
    return None


def _delivery(piece: Piece, sales: Sequence[Sale], on: date) -> tuple[Sale, When] | None:
    """The sale that stands on the day, and the date it was handed over, where the sales register has one."""
    last = _last_certain(sales, on)
    if last is None or last.delivered is None or not (last.kind in LEAVES or not last.mapped("kind")):
        return None
    return None if _contradicts(piece, sales) else (last, last.delivered)


def _waits(piece: Piece, sales: Sequence[Sale], on: date) -> bool:
    """Sold, but still here on the day: it stays on the schedule as the client's."""
    handed = _delivery(piece, sales, on)
    if handed:
        return handed[1].latest > on
    return awaits_collection(piece) and not _sold_later(piece, sales, on)


def _sold_later(piece: Piece, sales: Sequence[Sale], on: date) -> bool:
    """Whether all that is known of a sale lies after the day."""
    days = [piece.sale_date, *(sale.sale_date for sale in sales if sale.kind not in STAYS)]
    known = [day for day in days if day]
    return bool(known) and all(day.earliest > on for day in known) and "sale_date" not in piece.doubts


def _handed_over(piece: Piece, sales: Sequence[Sale], on: date) -> Iterable[Doubtful]:
    """What is not certain of a sold piece's delivery: a day somewhere in a month, or two registers that differ."""
    handed = _delivery(piece, sales, on)
    if handed is None:
        return
    sale, day = handed
    if day.earliest <= on < day.latest:
        yield ("delivered-within", {"day": day}), sale.place("delivered")
    elif day.latest <= on and awaits_collection(piece):
        yield ("delivered-but-here", {"day": day}), sale.place("delivered")


def _as_it_stood(piece: Piece, sales: Sequence[Sale], on: date, *, waits: bool) -> Piece:
    """The row as it was on the day: its status and ownership now may be those of a later sale, or of an earlier one."""
    if waits and not awaits_collection(piece):
        return replace(piece, status="sold_not_delivered")
    if piece.status == "sold_not_delivered" and not waits and _sold_later(piece, sales, on):
        return replace(piece, status="available")
    return piece


def _out(piece: Piece, sales: Sequence[Sale], on: date) -> Custody | None:
    """Certainly out by the day, by either register."""
    if _contradicts(piece, sales) or (awaits_collection(piece) and _delivery(piece, sales, on)):
        return None
    last = _last_certain(sales, on)
    returned = last is not None and last.kind == "client_return"
    sold = piece.sale_date
    if sold and sold.latest <= on and not returned:
        return Custody(Standing.NOT_HELD, (("out", {"day": sold, "how": "stock"}),), (piece.place("sale_date"),))
    if last is not None and (last.kind in LEAVES or not last.mapped("kind")):
        day = last.sale_date
        return Custody(Standing.NOT_HELD, (("out", {"day": day, "how": "sales"}),), (last.place("sale_date"),))
    return None


def _last_certain(sales: Sequence[Sale], on: date) -> Sale | None:
    """The last row of the sales register that certainly lies by the day and moves the piece."""
    dated = [s for s in sales if s.sale_date and s.sale_date.latest <= on and s.kind not in STAYS]
    return max(dated, key=lambda s: (s.sale_date.latest if s.sale_date else date.min, s.row), default=None)


def _contradicts(piece: Piece, sales: Sequence[Sale]) -> bool:
    """Whether a date of leaving lies before the acquisition: then neither is believed."""
    days = [piece.sale_date, *(s.sale_date for s in sales if s.kind in LEAVES)]
    acquired = piece.acquired_date
    return bool(acquired) and any(day is not None and day.latest < acquired.earliest for day in days)  # type: ignore[union-attr]  # bool(acquired) says so


def _number(piece: Piece, twins: int) -> Iterable[Doubtful]:
    at = piece.place("stock_no")
    doubt = piece.doubts.get("stock_no")
    if doubt:
        yield ("number-doubt", {"raw": doubt.raw, "why": DOUBTS[doubt.code].title.lower()}), at
    elif not piece.stock_no:
        yield ("no-number", {}), at
    if twins > 1:
        yield ("twin", {"n": twins}), at


def _acquired(piece: Piece, on: date) -> Iterable[Doubtful]:
    if not piece.mapped("acquired_date"):
        return
    at, acquired = piece.place("acquired_date"), piece.acquired_date
    doubt = piece.doubts.get("acquired_date")
    if doubt:
        yield ("acquired-doubt", {"raw": doubt.raw}), at
    elif acquired is None:
        yield ("acquired-blank", {}), at
    elif acquired.latest > on:
        yield ("acquired-within", {"day": acquired}), at


def _gone(piece: Piece, on: date) -> Iterable[Doubtful]:
    """What the stock register itself says of leaving, where it cannot be placed before or after the day."""
    doubt = piece.doubts.get("sale_date")
    sold = piece.sale_date
    if doubt:
        yield ("sold-doubt", {"raw": doubt.raw}), piece.place("sale_date")
    elif sold and sold.earliest <= on < sold.latest:
        yield ("sold-within", {"day": sold}), piece.place("sale_date")
    elif sold is None and piece.status in GONE:
        yield ("gone-undated", {"status": piece.status}), piece.place("status")


def _lost(piece: Piece) -> Iterable[Doubtful]:
    """Missing or stolen: the row stays until the insurer has answered."""
    if piece.status in {"missing", "stolen"}:
        yield ("lost", {"status": piece.status}), piece.place("status")


def _sold(piece: Piece, sales: Sequence[Sale], on: date) -> Iterable[Doubtful]:
    """What the sales register says of leaving, where it is not certain."""
    if _contradicts(piece, sales):
        yield ("dates-order", {}), piece.place("acquired_date")
    last = _last_certain(sales, on)
    if last and last.kind == "client_return" and piece.sale_date and piece.sale_date.latest <= on:
        yield ("returned-but-sold", {}), last.place("kind")
    for sale in sales:
        day: When | None = sale.sale_date
        if sale.kind in STAYS or (day and day.earliest > on):
            continue
        if "kind" in sale.doubts or (sale.mapped("kind") and sale.kind is None):
            raw = sale.doubts["kind"].raw if "kind" in sale.doubts else ""
            yield ("sale-kind", {"raw": raw}), sale.place("kind")
        elif "sale_date" in sale.doubts:
            yield ("sold-doubt", {"raw": sale.doubts["sale_date"].raw}), sale.place("sale_date")
        elif day is None:
            yield ("sale-undated", {}), sale.place("sale_date")
        elif day.latest > on:
            yield ("sold-within", {"day": day}), sale.place("sale_date")


def _marks(piece: Piece) -> Iterable[Doubtful]:
    """Marks that may mean sold; a certain date of sale after the day answers them."""
    if piece.sale_date:
        return
    for word in sorted(piece.marks):
        yield (word, {}), piece.place("stock_no")
