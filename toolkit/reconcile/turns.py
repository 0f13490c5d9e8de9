"""What the sales register says of one piece, in the order of time: out, back, or not to be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import groupby, pairwise

from toolkit.records import Piece, Sale
from toolkit.values import When
from toolkit.vocabulary import GONE, HELD, LEAVES, STAYS


class Turn(Enum):
    """What a row of the sales register does with its piece."""

    OUT = "out"
    BACK = "back"
    STAYS = "stays"
    UNKNOWN = "unknown"


LEFT = {"sold": "sold", "exchanged": "given in exchange", "written_off": "written off",
        "supplier_return": "returned to the supplier"}  # fmt: skip
"""How a piece left, in words."""


def turn(sale: Sale) -> Turn:
    """What a row does. Without a column for its kind a row is a sale, unless its price says that money went back."""
    if sale.kind is None:
        negative = sale.price is not None and sale.price.amount < 0
        return Turn.UNKNOWN if sale.mapped("kind") or negative else Turn.OUT
    if sale.kind in STAYS:
        return Turn.STAYS
    return Turn.OUT if sale.kind in LEAVES else Turn.BACK if sale.kind == "client_return" else Turn.UNKNOWN


@dataclass(frozen=True, slots=True)
class Story:
    """The rows of one piece in order, each with what it does; ``certain`` where kinds and dates are known enough."""

    rows: tuple[Sale, ...] = ()
    turns: tuple[Turn, ...] = ()
    certain: bool = True

    @property
    def out(self) -> Sale | None:
        """The sale after which the piece is gone, if the rows say so with certainty."""
        return self.rows[-1] if self.certain and self.rows and self.turns[-1] is Turn.OUT else None

    @property
    def back(self) -> Sale | None:
        """The return after which the piece is in the house again, if the rows say so with certainty."""
        return self.rows[-1] if self.certain and self.rows and self.turns[-1] is Turn.BACK else None

    def twice(self) -> tuple[Sale, Sale] | None:
        """The first two sales with no return between them, where every kind is known."""
        if len(self.rows) < 2 or Turn.UNKNOWN in self.turns:
            return None
        if not self.certain:  # the order is not known, but two more sales than returns are too many in any order
            sales = [row for row, deed in zip(self.rows, self.turns, strict=True) if deed is Turn.OUT]
            return (sales[0], sales[1]) if len(sales) > len(self.rows) - len(sales) + 1 else None
        for at in range(len(self.rows) - 1):
            if self.turns[at] is self.turns[at + 1] is Turn.OUT:
                return self.rows[at], self.rows[at + 1]
        return None

    def again(self) -> tuple[Sale, Sale, Sale] | None:
        """A sale, its return and the next sale."""
        if self.certain:
            for at in range(len(self.rows) - 2):
                if self.turns[at : at + 3] == (Turn.OUT, Turn.BACK, Turn.OUT):
                    return self.rows[at], self.rows[at + 1], self.rows[at + 2]
        return None

    def gone_by(self, day: date) -> Sale | None:
        """The sale by which the piece was certainly gone on a day."""
        before = [at for at, row in enumerate(self.rows) if row.sale_date and row.sale_date.earliest <= day]
        return self.rows[before[-1]] if before and self.certain and self.turns[before[-1]] is Turn.OUT else None


Move = tuple[Sale, Turn]


def story(sales: Iterable[Sale]) -> Story:
    """The rows that move a piece, in order of time."""
    moving: list[Move] = [(sale, deed) for sale in sales if (deed := turn(sale)) is not Turn.STAYS]
    dated = [item for item in moving if item[0].sale_date]
    if len(dated) > 1:
        dated.sort(key=lambda item: (_day(item), item[0].row))
        if any(_day(a) == _day(b) for a, b in pairwise(dated)):
            dated = list(_told(dated))
    rows = [*dated, *(item for item in moving if not item[0].sale_date)]
    known = all(deed is not Turn.UNKNOWN for _, deed in moving)
    certain = known and (len(moving) < 2 or (len(dated) == len(moving) and _ordered(dated)))
    return Story(tuple(sale for sale, _ in rows), tuple(deed for _, deed in rows), certain)


def _day(item: Move) -> date:
    day = item[0].sale_date
    return day.latest if day else date.max


def _ordered(items: Sequence[Move]) -> bool:
    """Whether no two dates could as well be the other way round; one day for both is no doubt, see ``_told``."""
    days = [sale.sale_date for sale, _ in items if sale.sale_date]
    return all(a.latest < b.earliest or a == b for a, b in pairwise(days))


def _told(items: Sequence[Move]) -> Iterable[Move]:
    """Rows by date; those of one day so that a return follows a sale, whichever stands first in the register."""
    held = True
    for _, group in groupby(items, key=_day):
        waiting = list(group)
        while waiting:
            want = Turn.OUT if held else Turn.BACK
            item = next((one for one in waiting if one[1] is want), waiting[0])
            waiting.remove(item)
            held = item[1] is not Turn.OUT
            yield item


def bought_after(piece: Piece, sale: Sale) -> bool:
    """Whether the sale certainly lies before the acquisition: a mistake, or the piece was bought back since."""
    acquired, sold = piece.acquired_date, sale.sale_date
    return bool(acquired and sold and sold.latest < acquired.earliest)


def awaits_collection(piece: Piece) -> bool:
    """Sold, but still in the house until its buyer comes."""
    return piece.status == "sold_not_delivered" or piece.ownership == "customer_collection"


def says_sold(piece: Piece, today: date) -> bool:
    """Whether the stock register has it sold by today."""
    if piece.sale_date:
        return piece.sale_date.latest <= today
    return piece.status in {"sold", "sold_not_delivered"} and "sale_date" not in piece.doubts


def says_listed(piece: Piece) -> bool:
    """Whether the stock register has it as in the house or out on the house's account, and says nothing of a sale."""
    if awaits_collection(piece) or piece.sale_date or "sale_date" in piece.doubts or "status" in piece.doubts:
        return False
    if piece.mapped("status"):
        return piece.status in HELD
    return piece.mapped("sale_date")


def held_on(piece: Piece, told: Story, day: date) -> bool:
    """Whether the piece was certainly held at the close of a day, by both registers."""
    acquired, sold = piece.acquired_date, piece.sale_date
    if not acquired or acquired.latest > day or piece.status in {"missing", "stolen", "incoming"} or piece.marks:
        return False
    if (sold and sold.earliest <= day) or "sale_date" in piece.doubts or "status" in piece.doubts:
        return False
    if piece.status in GONE and not sold:
        return False
    # Of a sale without its date nobody knows whether it came before the day.
    return told.certain and all(row.sale_date for row in told.rows) and told.gone_by(day) is None


def said(day: When | None) -> str:
    """A date as a message has it: the day, the month or the year; ``without a date``."""
    if day is None:
        return "without a date"
    if day.precision == "day":
        return f"on {day.earliest.isoformat()}"
    if day.precision == "month":
        return f"in {day.earliest:%Y-%m}"
    if day.precision == "year":
        return f"in {day.earliest.year}"
    return f"between {day.earliest.isoformat()} and {day.latest.isoformat()}"


def date_of_leaving(piece: Piece, sale: Sale | None) -> When | None:
    """When a piece left: by the sale that stands, else by the stock register."""
    return sale.sale_date if sale and sale.sale_date else piece.sale_date
