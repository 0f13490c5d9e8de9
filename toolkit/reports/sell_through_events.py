"""What happened to the pieces of one brand, each thing dated with its cell: the moves behind a sell-through.

A move is never of a day that nobody wrote down. What the rows cannot date leaves its piece in doubt, see
``sell_through_held``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from toolkit.findings import Place
from toolkit.other_records import Count, Movement
from toolkit.reconcile.turns import Turn, story
from toolkit.records import Piece, Record, Sale
from toolkit.reports.sell_through_doors import Door
from toolkit.values import Money, When

MOVES = (
    "received", "transfers_in", "customer_returns", "sold", "transfers_out", "returned_to_vendor", "adjustments",
)  # fmt: skip
"""The moves of :class:`toolkit.reports.sell_through.Units`."""

SIGNS = MappingProxyType(
    {"received": 1, "transfers_in": 1, "customer_returns": 1, "sold": -1, "transfers_out": -1,
     "returned_to_vendor": -1, "adjustments": 1}
)  # fmt: skip
"""What each does to the pieces on hand; adjustments carry their own sign."""

LEFT = MappingProxyType({"written_off": "adjustments", "supplier_return": "returned_to_vendor"})
"""Kinds of sales row after which a piece is gone, but not sold."""

STATUS_LEFT = MappingProxyType(
    {"returned_to_supplier": "returned_to_vendor", "scrapped": "adjustments", "missing": "adjustments",
     "stolen": "adjustments"}
)  # fmt: skip
"""Statuses of a stock row whose date of leaving is not a sale's."""

LOST = frozenset({"missing", "stolen"})


class Move(NamedTuple):
    """One dated thing: what it was, when, of how many pieces, at what price; the record and field that say so.

    A tuple, as what else is made for every row of stock: a frozen dataclass takes three times as long to make.
    """

    kind: str
    when: When
    units: int
    record: Record
    field: str
    price: Money | None = None

    @property
    def place(self) -> Place:
        """The cell that says so; made when it is asked for, and of few it ever is."""
        return self.record.place(self.field)


Leaving = tuple[str, When, Record, str]
"""How a piece left by anything but the sales register, when, and the record and field that say so."""


class Rows(NamedTuple):
    """Everything the registers say of one row of stock: its sales, its movements, and when it was counted.

    ``twins`` is how many rows bear its number, ``same`` are the other rows of its brand, reference and serial number.
    """

    piece: Piece
    sales: Sequence[Sale] = ()
    moves: Sequence[Movement] = ()
    counts: Sequence[Count] = ()
    twins: int = 1
    same: Sequence[Piece] = ()


def whole(record: Piece | Sale) -> int | None:
    """How many pieces a row stands for; one where it does not say, None where it says no whole number of them."""
    quantity = record.quantity
    if quantity is None:
        return None if "quantity" in record.doubts else 1
    return int(quantity) if quantity == quantity.to_integral_value() else None


def moves(rows: Rows, door: Door) -> tuple[Move, ...]:
    """What happened to the pieces of one row while they were at the door."""
    piece, units = rows.piece, whole(rows.piece) or 1
    if piece.status == "incoming":
        return ()
    path = door.path(piece, rows.moves)
    found: list[Move] = []
    if piece.acquired_date:
        found.append(Move("received", piece.acquired_date, units, piece, "acquired_date"))
    left = leaving(rows)
    if left:
        found.append(_of_stock(piece, units, left))
    here = [move for move in found if path.here(move.when)]
    here += [move for sale, move in _of_sales(rows.sales) if _at(door, sale, path.here(move.when))]
    here += [
        Move("transfers_in" if one.arrives else "transfers_out", one.when, units, one.row, one.field)
        for one in path.carried
    ]
    return tuple(here)


def plain_moves(piece: Piece, sale: Sale | None, door: Door) -> tuple[Move, ...]:
    """The same of one piece that was always at the door: the day it came, the one it left by its sale or its row."""
    found: list[Move] = []
    if piece.acquired_date:
        found.append(Move("received", piece.acquired_date, 1, piece, "acquired_date"))
    if sale:
        move = of_sale(sale, Turn.OUT)
        found += [move] if move and _at(door, sale, there=True) else []
    elif piece.sale_date:
        found.append(_of_stock(piece, 1, (_by_stock(piece), piece.sale_date, piece, "sale_date")))
    return tuple(found)


def _of_stock(piece: Piece, units: int, left: Leaving) -> Move:
    kind, when, record, field = left
    sign = -units if kind == "adjustments" else units
    return Move(kind, when, sign, record, field, piece.sale_price if kind == "sold" else None)


def _by_stock(piece: Piece) -> str:
    """What the date of leaving in the stock register is the date of."""
    return STATUS_LEFT.get(piece.status or "", "sold")


def _at(door: Door, sale: Sale, there: bool) -> bool:  # noqa: FBT001 - what the path says
    """Whether a sale is the door's: by its own column for the boutique, else by where its piece was."""
    return door.names(sale.door) if door.several and sale.door else there


def of_sale(sale: Sale, turn: Turn, before: str = "") -> Move | None:
    """The move of one row of the sales register; ``before`` is how its piece had left when it came back."""
    units = whole(sale)
    if sale.sale_date is None or units is None or turn not in (Turn.OUT, Turn.BACK):
        return None
    out = LEFT.get(sale.kind or "", "sold")
    if turn is Turn.OUT and units > 0:
        sign = -units if out == "adjustments" else units
        return Move(out, sale.sale_date, sign, sale, "sale_date", sale.price)
    if turn is Turn.BACK:
        back = {"adjustments": "adjustments", "returned_to_vendor": "received"}.get(before, "customer_returns")
        return Move(back, sale.sale_date, abs(units), sale, "sale_date", sale.price)
    return None


def _of_sales(sales: Sequence[Sale]) -> Iterable[tuple[Sale, Move]]:
    """The rows of the sales register that move a piece, in order."""
    told = story(sales)
    before = ""
    for sale, turn in zip(told.rows, told.turns, strict=True):
        move = of_sale(sale, turn, before)
        if move:
            before = move.kind if turn is Turn.OUT else ""
            yield sale, move


def leaving(rows: Rows) -> Leaving | None:
    """How a piece left by anything but the sales register.

    By the stock register's own date where no dated row of the sales register is about it, or where that row was a
    return and the date lies after it; missing pieces by the count that missed them; what went back to its supplier by
    the movement that took it there.
    """
    piece = rows.piece
    told = story(rows.sales)
    outs = [sale for sale, turn in zip(told.rows, told.turns, strict=True) if turn is Turn.OUT and sale.sale_date]
    if piece.sale_date and (not outs or _after(piece.sale_date, told.back)):
        return _by_stock(piece), piece.sale_date, piece, "sale_date"
    if outs or piece.sale_date:
        return None
    if piece.status in LOST:
        missed = _missed(rows.counts)
        return ("adjustments", missed.count_date, missed, "count_date") if missed and missed.count_date else None
    if piece.status == "returned_to_supplier":
        back = [row for row in rows.moves if row.reason == "return_" and row.moved_date]
        if back and back[-1].moved_date:
            return "returned_to_vendor", back[-1].moved_date, back[-1], "moved_date"
    return None


def _after(day: When, back: Sale | None) -> bool:
    return back is not None and back.sale_date is not None and back.sale_date.latest < day.earliest


def _missed(counts: Sequence[Count]) -> Count | None:
    """The first count that missed a piece and was never answered by one that saw it."""
    found: Count | None = None
    for row in sorted((one for one in counts if one.count_date), key=_counted_on):
        if row.counted is False:
            found = found or row
        elif row.counted:
            found = None
    return found


def _counted_on(row: Count) -> tuple[date, int]:
    return (row.count_date.latest if row.count_date else date.max, row.row)
