"""The sell-through of one brand: every unit accounted for between opening and closing, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from toolkit.calendars import Period
from toolkit.findings import Place
from toolkit.reports.insurance import SourceNote
from toolkit.values import Money

Formula = Literal["A", "B", "C", "D"]
"""The four public definitions of sell-through: of what was available, of receipts, of opening, of sold and left."""


@dataclass(frozen=True, slots=True)
class Units:
    """Pieces from opening to closing; each figure is counted from dated rows, the closing by itself.

    ``closing = opening + received + transfers_in + customer_returns - sold - transfers_out - returned_to_vendor +
    adjustments + residue``, always: the residue is what dated rows cannot account for, and it is printed.
    """

    opening: int = 0
    received: int = 0
    transfers_in: int = 0
    customer_returns: int = 0
    sold: int = 0
    transfers_out: int = 0
    returned_to_vendor: int = 0
    adjustments: int = 0
    closing: int = 0
    residue: int = 0

    @property
    def net_sold(self) -> int:
        """Sold less what clients brought back in the same period."""
        return self.sold - self.customer_returns


@dataclass(frozen=True, slots=True)
class Rate:
    """A sell-through with the units behind it; ``value`` is None where there is nothing to divide by.

    ``few`` says that fewer than three pieces stand below the line: the figure is printed with its units and never
    ranked.
    """

    value: Decimal | None
    sold: int
    of: int
    few: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """Weeks of cover: on hand by the mean weekly net sales of so many weeks; None where none was sold in them."""

    weeks: Decimal | None
    over: int


@dataclass(frozen=True, slots=True)
class Ageing:
    """Pieces at the closing by days since they were first received here: to 90, 180, 365, 730, and more."""

    buckets: tuple[int, int, int, int, int]
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One reference, one collection (reference empty) or the brand as a whole (both empty).

    ``sales`` is the value of net sales in the contract's currency where the contract lets it be told; ``other_money``
    says how many sales are in another currency and therefore in no sum. ``before`` are the units of the same period a
    year earlier, where the registers reach back that far. ``stock_nos`` are the house's own numbers behind the row:
    for the house, never for the file; so is ``held``: those on hand at the closing, with how many pieces each.
    """

    collection: str
    reference: str
    description: str
    gtin: str
    units: Units
    rate: Rate
    cover: Cover
    turn: Decimal | None
    ageing: Ageing
    on_order: int
    overdue: int
    sales: Money | None
    other_money: int
    before: Units | None
    stock_nos: tuple[str, ...]
    held: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One week or month of the trend behind the charts: net sold and on hand at its end."""

    label: str
    first: date
    last: date
    sold: int
    on_hand: int
    sold_before: int | None


@dataclass(frozen=True, slots=True)
class Correction:
    """What the last report said otherwise: its closing, reference by reference, beside this opening, and why."""

    number: str
    reference: str
    reported: int
    now: int
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Rows of the brand that are not counted, with the reason in words: pre-owned, a client's, undated.

    ``doubt`` says that they might have to be: somebody has to look at the cells.
    """

    reason: str
    units: int
    places: tuple[Place, ...]
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class SellThrough:
    """The whole report, frozen: what the workbook, the page, the plain file and the JSON are made from.

    ``rows`` are references in the order of collection and reference, ``collections`` their subtotals, ``total`` the
    brand; ``consigned`` the same for pieces the brand still owns, which were never sold in. ``formula_words`` is the
    formula as printed. ``columns`` are those the contract asks for.
    """

    house_name: str
    house_address: str
    door: str
    brand: str
    representative: str
    language: str
    number: str
    revision: int
    draft: bool
    facts: str
    as_at: datetime
    period: Period
    period_before: Period | None
    formula: Formula
    formula_words: str
    currency: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    collections: tuple[Row, ...]
    total: Row
    consigned: tuple[Row, ...]
    trend: tuple[Point, ...]
    corrections: tuple[Correction, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]
    sources: tuple[SourceNote, ...]
