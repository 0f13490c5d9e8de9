"""How many pieces of a row are on hand at the close of any day: by custody, and not by adding up what happened.

So the closing is counted by itself, and what the dated moves cannot explain of it remains as a residue. A level holds
from its day on; its units are None while nobody can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from toolkit.findings import Place
from toolkit.reconcile.keys import number_key, number_words
from toolkit.reconcile.turns import Turn, awaits_collection, story, turn
from toolkit.records import Piece, Sale
from toolkit.reports.custody import Custody, Movements, Reason, Standing, custody
from toolkit.reports.sell_through_doors import Door, Path
from toolkit.reports.sell_through_events import LOST, Rows, leaving, whole
from toolkit.values import When
from toolkit.vocabulary import GONE, LEAVES

Level = tuple[date, int | None]
"""From the close of a day on, so many pieces; None: nobody can say."""

ONE = Decimal(1)
_SURE = frozenset({"stock_no", "acquired_date", "sale_date", "status", "quantity"})


def levels(rows: Rows, door: Door) -> tuple[Level, ...]:
    """The pieces of a row on hand at the door, from each day on which their number may change."""
    if rows.piece.status == "incoming":
        return ()
    counted = _Counted(rows, door.path(rows.piece, rows.moves))
    found: list[Level] = []
    for day in (date.min, *sorted(set(counted.days()))):
        units = counted.on(day)
        if (found[-1][1] if found else 0) != units:
            found.append((day, units))
    return tuple(found)


def why(rows: Rows, door: Door, day: date) -> tuple[Sequence[Reason], Sequence[Place]]:
    """Why nobody can say whether the pieces of a row were on hand on a day, and the cells."""
    reasons, places = _Counted(rows, door.path(rows.piece, rows.moves)).why(day)
    if reasons or not rows.same:
        return reasons, places
    others = ", ".join(map(number_words, rows.same))
    return [("same-piece", {"number": others})], [one.place("serial") for one in (rows.piece, *rows.same)]


def alone(levels: Sequence[Level], others: Sequence[Sequence[Level]]) -> tuple[Level, ...]:
    """The levels of a row, not known while another row of the same piece has it on hand as well."""
    found: list[Level] = []
    for day in sorted({day for told in (levels, *others) for day, _ in told}):
        units = on_hand(levels, day)
        known = None if units and any(on_hand(other, day) for other in others) else units
        if (found[-1][1] if found else 0) != known:
            found.append((day, known))
    return tuple(found)


def on_hand(levels: Sequence[Level], day: date) -> int | None:
    """The pieces on hand at the close of a day; None where nobody can say."""
    units: int | None = 0
    for since, many in levels:
        if since > day:
            break
        units = many
    return units


def plain_levels(rows: Rows) -> tuple[Level, ...] | None:
    """The levels of a row about which there is nothing to ask: one piece, one day it came, at most one it was sold.

    What :func:`levels` would say of it where it was always at the door, at a fraction of the cost; None for every
    other row.
    """
    piece, came = rows.piece, rows.piece.acquired_date
    if came is None or came.earliest != came.latest or piece.status == "incoming" or not _single(rows):
        return None
    gone = piece.sale_date
    if rows.sales:
        told = rows.sales[0].sale_date
        if gone is not None and gone != told:
            return None
        gone = told
    elif gone is None and (piece.status in GONE or awaits_collection(piece)):
        return None
    if gone is None:
        return ((came.latest, 1),)
    if gone.earliest != gone.latest or gone.earliest < came.earliest:
        return None
    return ((came.latest, 1), (gone.latest, 0)) if gone.latest > came.latest else ()


def _single(rows: Rows) -> bool:
    """Whether a row is certainly one piece, neither lost nor marked, with no more than one plain sale."""
    piece = rows.piece
    if not piece.stock_no or rows.twins != 1 or piece.marks or piece.status in LOST or len(rows.sales) > 1:
        return False
    if piece.quantity not in (None, ONE) or (piece.doubts and piece.doubts.keys() & _SURE):
        return False
    if not rows.sales:
        return True
    sale = rows.sales[0]
    return turn(sale) is Turn.OUT and bool(sale.sale_date) and sale.quantity in (None, ONE) and not sale.doubts


class _Counted:
    """One row of stock counted on any day, by custody."""

    def __init__(self, rows: Rows, path: Path) -> None:
        self._rows, self._path = rows, path
        self._told = story(rows.sales)
        self._left = leaving(rows)
        sales = tuple(replace(sale, delivered=None) if sale.delivered else sale for sale in rows.sales)
        self._piece = self._as_dated(rows.piece)
        key = number_key(rows.piece)
        self._sales = Movements({key: sales}, {key: rows.twins})
        self._units = whole(rows.piece)
        several = [sale for sale in rows.sales if sale.quantity not in (None, ONE) or "quantity" in sale.doubts]
        self._several = self._units != 1 or bool(several)

    def _as_dated(self, piece: Piece) -> Piece:
        """The row without what a dated row has already said: its status is of today, the date says since when.

        Sold and not yet fetched is sold. A date of sale that a later return answered is that of the sale before it.
        """
        if awaits_collection(piece):
            piece = replace(piece, status="sold", ownership="owned")
        told = self._told
        outs = [sale for sale, deed in zip(told.rows, told.turns, strict=True) if deed is Turn.OUT and sale.sale_date]
        if told.certain and len(told.rows) > 1 and piece.sale_date in [sale.sale_date for sale in outs]:
            piece = replace(piece, sale_date=None)
        left = self._left
        if told.out is not None or left:
            status = "available" if piece.status in GONE | LOST else piece.status
            when = left[1] if left and not outs else piece.sale_date
            piece = replace(piece, status=status, sale_date=when, marks=frozenset())
        return piece

    def on(self, day: date) -> int | None:
        """The pieces on hand at the close of a day."""
        here = self._path.on(day)
        units = self._many(day) if self._several else self._one(day)
        if here is False or units == 0:
            return 0
        return None if here is None or self._path.undated else units

    def _custody(self, day: date) -> Custody:
        return custody(self._piece, self._sales, day)

    def _one(self, day: date) -> int | None:
        standing = self._custody(day).standing
        return None if standing is Standing.DOUBT else int(standing is Standing.HELD)

    def _many(self, day: date) -> int | None:
        """The pieces of a row that stands for several: what came, less what each row of the sales register took.

        A date of leaving in the stock register is that of the whole row.
        """
        if self._units is None or self._units < 1 or any(self._unclear(sale, day) for sale in self._rows.sales):
            return None
        came = custody(replace(self._piece, sale_date=None), Movements({}, self._sales.rows), day).standing
        gone = self._piece.sale_date
        if came is Standing.DOUBT or (gone and gone.earliest <= day < gone.latest):
            return None
        if came is Standing.NOT_HELD or (gone and gone.latest <= day):
            return 0
        return self._units - sum(_taken(sale) for sale in self._rows.sales if _by(sale.sale_date, day))

    @staticmethod
    def _unclear(sale: Sale, day: date) -> bool:
        deed = turn(sale)
        if deed is Turn.STAYS:
            return False
        when = sale.sale_date
        if when and when.earliest > day:
            return False
        units = whole(sale)
        backwards = deed is Turn.OUT and units is not None and units < 1
        return deed is Turn.UNKNOWN or units is None or backwards or when is None or when.latest > day

    def why(self, day: date) -> tuple[Sequence[Reason], Sequence[Place]]:
        """Why nobody can say, and the cells."""
        stands = self._custody(day)
        reasons, places = list(stands.reasons), list(stands.places)
        if stands.standing is not Standing.DOUBT:
            reasons, places = [], []
        if self._units is None or self._units < 1:
            reasons.append(("sell-quantity", {}))
            places.append(self._rows.piece.place("quantity"))
        for sale in self._rows.sales if self._several else ():
            if self._unclear(sale, day):
                reasons.append(("sell-sale-unclear", {}))
                places.append(sale.place("quantity" if whole(sale) is None else "sale_date"))
        if self._path.undated or self._path.on(day) is None:
            reasons.append(("sell-transfer-undated", {}))
            places += self._path.undated or [one.row.place(one.field) for one in self._path.carried]
        return reasons, tuple(dict.fromkeys(places))

    def days(self) -> Iterable[date]:
        """The days at which the number may change: the edges of every date that decides it."""
        piece = self._piece
        dates = [piece.acquired_date, piece.sale_date, *(sale.sale_date for sale in self._rows.sales)]
        dates += [one.when for one in self._path.carried]
        for when in dates:
            if when:
                yield when.earliest
                yield when.latest


def _by(when: When | None, day: date) -> bool:
    return when is not None and when.latest <= day


def _taken(sale: Sale) -> int:
    """How many pieces a row of the sales register took; less than none where it brought some back."""
    units = whole(sale) or 0
    deed = turn(sale)
    out = deed is Turn.OUT and (sale.kind in LEAVES or not sale.mapped("kind") or sale.kind is None)
    return units if out else -abs(units) if deed is Turn.BACK else 0
