"""The sums of a sell-through, in pandas: moves by kind, pieces on hand at any days, ages, money in minor units.

The only module that analyses with frames; what leaves it are plain numbers by row of the report. An item is left out
of a stretch of time where it is not known whether it was on hand at one of its ends, or on which side of an end
something happened to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, cast

from toolkit.reports.sell_through_books import Item
from toolkit.reports.sell_through_events import MOVES

if TYPE_CHECKING:
    import pandas as pd

AGES = (90, 180, 365, 730)
"""The last day of each bucket of age but the last."""

Window = tuple[date, date]
"""The first and the last day of a stretch of time."""


@dataclass(frozen=True, slots=True)
class Sums:
    """What one stretch of time comes to, by row of the report; a row that is not there is nought."""

    opening: Mapping[int, int]
    closing: Mapping[int, int]
    moves: Mapping[str, Mapping[int, int]]
    minor: Mapping[int, int]
    other_money: Mapping[int, int]


class Figures:
    """The frames of the items of a brand, each item under the row of the report it belongs to."""

    def __init__(self, items: Sequence[Item], rows: Sequence[int], currency: str) -> None:
        """Lay the items out in frames; money becomes integers of the finest unit any price is written in."""
        import pandas as pd

        self.scale = _scale(items, currency)
        self._moves = _frame(_moves(items, rows, currency, self.scale), _MOVE)
        self._levels = _frame(_levels(items, rows), _LEVEL)
        signs = {MOVES.index("sold"): 1, MOVES.index("customer_returns"): -1}
        sold = self._moves[self._moves["kind"].isin(list(signs))]
        self._net = sold.assign(net=sold["units"] * sold["kind"].map(signs).astype("int64"))
        self._open = self._levels[self._levels["doubt"] != 0]
        self._rough = self._moves[self._moves["first"] < self._moves["last"]]
        since = [item.since.latest.toordinal() if item.since else 0 for item in items]
        self._since = pd.DataFrame(
            {"latest": since, "earliest": [item.since.earliest.toordinal() if item.since else 0 for item in items]},
            dtype="int64",
        )

    def unsure(self, *windows: Window) -> frozenset[int]:
        """The items that any of some stretches of time has to leave out, by their place in the sequence."""
        found: set[int] = set()
        if self._open.empty and self._rough.empty:
            return frozenset()
        for end in {day for first, last in windows for day in (first.toordinal() - 1, last.toordinal())}:
            known = self._open[self._open["day"] <= end].groupby("item")["doubt"].sum()
            found.update(int(item) for item in known.index[known > 0])
            split = self._rough[(self._rough["first"] <= end) & (self._rough["last"] > end)]
            found.update(int(item) for item in split["item"])
        return frozenset(found)

    def sums(self, window: Window, without: frozenset[int] = frozenset()) -> Sums:
        """The moves within a stretch of time, and the pieces on hand before and after it."""
        first, last = window[0].toordinal(), window[1].toordinal()
        moves = self._without(self._moves, without)
        inside = moves[(moves["first"] >= first) & (moves["last"] <= last)]
        kinds = inside.groupby(["kind", "row"])[["units", "minor", "other"]].sum()
        told: dict[str, dict[int, int]] = {name: {} for name in MOVES}
        minor: dict[int, int] = {}
        other: dict[int, int] = {}
        for (kind, row), units, value, apart in _tuples(kinds):
            told[MOVES[kind]][row] = units
            if value:
                minor[row] = minor.get(row, 0) + value
            if apart:
                other[row] = other.get(row, 0) + apart
        opening, closing = self._at((first - 1, last), without)
        return Sums(opening, closing, told, minor, other)

    def on_hand(self, days: Sequence[date], without: frozenset[int] = frozenset()) -> list[dict[int, int]]:
        """The pieces on hand at the close of each of some days, by row; what is not known on a day is not counted."""
        return self._at([day.toordinal() for day in days], without)

    def net_sold(self, window: Window, without: frozenset[int] = frozenset()) -> dict[int, int]:
        """The pieces sold less those brought back in a stretch of time, by row."""
        net = self._without(self._net, without)
        inside = net[(net["first"] >= window[0].toordinal()) & (net["last"] <= window[1].toordinal())]
        return {int(row): int(units) for row, units in inside.groupby("row")["net"].sum().items()}  # type: ignore[call-overload]  # the stubs call a group's key Hashable

    def net_totals(self, windows: Sequence[Window], without: frozenset[int] = frozenset()) -> list[int]:
        """The same for all rows together, in each of some stretches of time."""
        net = self._without(self._net, without)
        first, last, units = (net[name].to_numpy() for name in ("first", "last", "net"))
        inside = [(first >= begins.toordinal()) & (last <= ends.toordinal()) for begins, ends in windows]
        return [int(units[mask].sum()) for mask in inside]

    def ages(self, day: date, without: frozenset[int] = frozenset()) -> dict[int, tuple[list[int], int]]:
        """The pieces on hand at a day by their age in days, in five buckets, and those whose age is not known."""
        import numpy as np

        levels = self._without(self._levels, without)
        held = (
            levels[levels["day"] <= day.toordinal()]
            .groupby("item")
            .agg({"units": "sum", "doubt": "sum", "row": "first"})
        )
        held = held[(held["units"] != 0) & (held["doubt"] == 0)]
        since = self._since.loc[held.index]
        today = day.toordinal()
        young = np.searchsorted(AGES, (today - since["latest"]).to_numpy())
        old = np.searchsorted(AGES, (today - since["earliest"]).to_numpy())
        known = (since["latest"].to_numpy() > 0) & (young == old)
        found: dict[int, tuple[list[int], int]] = {}
        for row, units, bucket, sure in zip(held["row"], held["units"], young, known, strict=True):
            buckets, undated = found.get(int(row), ([0] * (len(AGES) + 1), 0))
            if sure:
                buckets[int(bucket)] += int(units)
            found[int(row)] = (buckets, undated if sure else undated + int(units))
        return found

    def _at(self, days: Sequence[int], without: frozenset[int]) -> list[dict[int, int]]:
        """The pieces on hand at the close of some days, in their order in the calendar."""
        import numpy as np

        levels = self._without(self._levels, without)
        bins = np.searchsorted(np.array(days), levels["day"].to_numpy())
        changed = levels.assign(bin=bins).groupby(["bin", "row"])["units"].sum()
        by_day: list[dict[int, int]] = [{} for _ in range(len(days) + 1)]
        for key, units in changed.items():
            at, row = cast("tuple[int, int]", key)
            by_day[at][row] = int(units)
        found: list[dict[int, int]] = []
        there: dict[int, int] = {}
        for changes in by_day[:-1]:
            there = there | {row: there.get(row, 0) + units for row, units in changes.items()}
            found.append({row: units for row, units in there.items() if units})
        return found

    def _without(self, frame: pd.DataFrame, items: frozenset[int]) -> pd.DataFrame:
        return frame[~frame["item"].isin(list(items))] if items else frame


_MOVE = ("item", "row", "kind", "first", "last", "units", "minor", "other")
_LEVEL = ("item", "row", "day", "units", "doubt")
_KIND = {name: number for number, name in enumerate(MOVES)}


def _frame(lines: Iterable[tuple[int, ...]], columns: Sequence[str]) -> pd.DataFrame:
    """A frame of whole numbers: as one array first, so that pandas need not find out what they are."""
    import numpy as np
    import pandas as pd

    cells = np.fromiter(chain.from_iterable(lines), dtype="int64").reshape(-1, len(columns))
    return pd.DataFrame(dict(zip(columns, cells.T.copy(), strict=True)))


def _tuples(frame: pd.DataFrame) -> Iterable[tuple[tuple[int, int], int, int, int]]:
    for key, *values in frame.itertuples():
        kind, row = key
        yield (int(kind), int(row)), int(values[0]), int(values[1]), int(values[2])


def _moves(items: Sequence[Item], rows: Sequence[int], currency: str, scale: int) -> Iterable[tuple[int, ...]]:
    """A line of the frame of moves for each; a price in another currency, or none, is in no sum and is counted."""
    for number, item in enumerate(items):
        for move in item.moves:
            minor = other = 0
            if move.kind in ("sold", "customer_returns"):
                told = move.price is not None and move.price.currency == currency
                amount = abs(move.price.amount) if move.price and told else Decimal(0)
                minor = int(amount.scaleb(scale)) * (1 if move.kind == "sold" else -1)
                other = 0 if told else move.units
            first, last = move.when.earliest.toordinal(), move.when.latest.toordinal()
            yield number, rows[number], _KIND[move.kind], first, last, move.units, minor, other


def _levels(items: Sequence[Item], rows: Sequence[int]) -> Iterable[tuple[int, ...]]:
    """A line of the frame of levels for each change: by how many pieces, and whether it is known from then on."""
    for number, item in enumerate(items):
        units, doubt = 0, 0
        for day, many in item.levels:
            now, open_ = many or 0, int(many is None)
            yield number, rows[number], day.toordinal(), now - units, open_ - doubt
            units, doubt = now, open_


def _scale(items: Sequence[Item], currency: str) -> int:
    """How many decimals the finest price in a currency has; at least two."""
    if not currency:
        return 2
    amounts = {
        move.price.amount
        for item in items
        for move in item.moves
        if move.price is not None and move.price.currency == currency
    }
    return max(2, *(-int(amount.normalize().as_tuple().exponent) for amount in amounts)) if amounts else 2
