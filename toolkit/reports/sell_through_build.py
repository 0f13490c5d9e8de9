"""From the registers to the frozen sell-through of one brand: items into rows, rows into collections, and the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from toolkit.calendars import Period, period_before
from toolkit.collector import uncollected
from toolkit.contracts import Contract
from toolkit.findings import Place
from toolkit.house import House
from toolkit.records import Registers
from toolkit.render.reasons import reason
from toolkit.reports.insurance import SourceNote
from toolkit.reports.sell_through import LeftOut, Point, Row, SellThrough
from toolkit.reports.sell_through_books import Books, Item, keyed
from toolkit.reports.sell_through_figures import Figures, Window
from toolkit.reports.sell_through_held import why
from toolkit.reports.sell_through_last import LastReport, corrections
from toolkit.reports.sell_through_notes import noted, sentence
from toolkit.reports.sell_through_rows import COUNTS, Measure, Part, added, in_order, row
from toolkit.reports.sell_through_total import facts_digest, prove
from toolkit.reports.sell_through_trend import points, reach

USED = ("stock", "sales", "movements", "counts")
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_YEAR = 52 * _WEEK


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: the books, the contract, the period and the one a year before, and the day it is made."""

    books: Books
    contract: Contract
    period: Period
    before: Period | None
    as_at: datetime

    @property
    def window(self) -> Window:
        """The days of the period."""
        return self.period.first, self.period.last

    @property
    def earliest(self) -> date:
        """The day before any that the figures ask about."""
        first = self.before.first if self.before else self.period.first
        return min(first - _DAY, reach(self.period, self.contract.trailing))

    def reaches(self, day: date) -> bool:
        """Whether the registers reach back to a day."""
        return self.books.since is not None and self.books.since <= day


def sell_through(
    registers: Registers | Books,
    house: House,
    contract: Contract,
    period: Period,
    as_at: datetime,
    last: LastReport | None = None,
) -> SellThrough:
    """The sell-through of one brand for a period, without number (see ``numbered``).

    ``registers`` may be given as :class:`Books`, made once for all brands. ``last`` is the report issued before, whose
    closing is compared with what the registers say of that day now. Raises ToolkitError where a figure does not foot.
    """
    with uncollected():
        books = registers if isinstance(registers, Books) else Books(registers, house)
        earlier = period_before(period)
        reached = books.since is not None and books.since <= earlier.first
        asked = Asked(books, contract, period, earlier if reached else None, as_at)
        made = _made(asked, house, last)
        prove(made)
        return replace(made, facts=facts_digest(made))


def _made(asked: Asked, house: House, last: LastReport | None) -> SellThrough:
    contract, language = asked.contract, asked.contract.language
    # What became of a piece since the last report is told from its whole life.
    every = asked.books.items(contract.brand, contract.door, None if last else asked.earliest)
    counting = [item for item in every if not item.out]
    own = _Stock(asked, [item for item in counting if not item.consigned], ordered=True)
    theirs = _Stock(asked, [item for item in counting if item.consigned and contract.consigned])
    trend, skipped = own.trend()
    fixed = last and corrections(last, own.items, every, language)
    return SellThrough(
        house_name=house["house.name"],
        house_address=house["house.address"],
        door=contract.door or house["house.name"],
        brand=contract.brand,
        representative=contract.representative,
        language=language,
        number="",
        revision=0,
        draft=True,
        facts="",
        as_at=asked.as_at,
        period=asked.period,
        period_before=asked.before,
        formula=contract.formula,
        formula_words=sentence(f"sell-formula-{contract.formula}", language),
        currency=contract.currency if contract.prices else "",
        columns=contract.columns,
        rows=own.rows(),
        collections=own.collections(),
        total=own.total(),
        consigned=theirs.rows(),
        trend=trend,
        corrections=tuple(fixed or ()),
        left_out=tuple(_left_out(asked, every, (own, theirs), house["house.language"])),
        notes=tuple(noted(asked.books, contract, (asked.period, asked.before), own.items, skipped, asked.as_at)),
        sources=tuple(_sources(asked.books.registers)),
    )


class _Stock:
    """The pieces of a brand that are the house's, or those that are still the brand's: their rows and their trend."""

    def __init__(self, asked: Asked, items: Sequence[Item], *, ordered: bool = False) -> None:
        self._asked, self.items = asked, items
        orders = asked.books.ordered(asked.contract.brand, asked.contract.door) if ordered else []
        named = [*items, *(asked.books.item(piece, asked.contract.brand, asked.contract.door) for piece in orders)]
        keys = keyed(named)
        self._parts = {key: Part(*key) for key in dict.fromkeys(keys)}
        numbers = {key: number for number, key in enumerate(self._parts)}
        self._order = list(self._parts)
        money = asked.contract.currency if asked.contract.prices else ""
        self._figures = Figures(items, [numbers[key] for key in keys[: len(items)]], money)
        self._measure = Measure(asked.contract.formula, asked.contract.trailing, money, self._figures.scale)
        self.unsure = self._figures.unsure(asked.window)
        self._fill()
        for key, item in zip(keys[: len(items)], items, strict=True):
            self._describe(self._parts[key], item)
        for piece, key, item in zip(orders, keys[len(items) :], named[len(items) :], strict=True):
            part, units = self._parts[key], item.units
            part.on_order += units
            late = piece.expected_date is not None and piece.expected_date.latest < asked.as_at.date()
            part.overdue += units if late else 0
            self._name(part, item)
        self._kept = in_order([part for part in self._parts.values() if not part.empty])

    def _fill(self) -> None:
        """The sums of the period, of the year before, and of the weeks and the year that end with it."""
        if not self._parts:
            return
        asked, figures, last = self._asked, self._figures, self._asked.period.last
        self._units(asked.window, self.unsure, "units")
        if asked.before:
            then = (asked.before.first, asked.before.last)
            self._units(then, figures.unsure(then), "before")
        year = (last - _YEAR + _DAY, last)
        weeks = figures.net_sold((last - asked.contract.trailing * _WEEK + _DAY, last), self.unsure)
        whole = figures.net_sold(year, self.unsure)
        days = [last - 4 * number * _WEEK for number in reversed(range(COUNTS))]
        counts = figures.on_hand(days, self.unsure)
        ages = figures.ages(last, self.unsure)
        for number, part in enumerate(self._parts.values()):
            part.trailing = weeks.get(number, 0)
            if asked.reaches(year[0]):
                part.year = whole.get(number, 0)
                part.counts = sum(count.get(number, 0) for count in counts)
            part.ages, part.undated = ages.get(number, ([0] * 5, 0))

    def _units(self, window: Window, without: frozenset[int], name: str) -> None:
        sums = self._figures.sums(window, without)
        told: Mapping[str, Mapping[int, int]] = {"opening": sums.opening, "closing": sums.closing, **sums.moves}
        for number, part in enumerate(self._parts.values()):
            setattr(part, name, {kind: found.get(number, 0) for kind, found in told.items()})
            if name == "units":
                part.minor, part.other_money = sums.minor.get(number, 0), sums.other_money.get(number, 0)

    def _describe(self, part: Part, item: Item) -> None:
        """Put a piece's own words into its row, if it has a part in the period."""
        first, last = self._asked.window
        held = item.on(last)
        self._name(part, item)
        if item.number and (held or item.on(first - _DAY) or item.moved(first, last)):
            part.stock_nos.append(item.number)
        if held:
            part.held.append((item.number, held))

    @staticmethod
    def _name(part: Part, item: Item) -> None:
        if item.description:
            part.descriptions.append(item.description)
        if item.gtin:
            part.gtins.append(item.gtin)

    def rows(self) -> tuple[Row, ...]:
        """Every reference there is something to say of, in order."""
        return tuple(row(part, self._measure) for part in self._kept)

    def collections(self) -> tuple[Row, ...]:
        """The collections, in the order of the rows."""
        groups: dict[str, list[Part]] = defaultdict(list)
        for part in self._kept:
            groups[part.collection].append(part)
        return tuple(row(added(parts, name), self._measure) for name, parts in groups.items())

    def total(self) -> Row:
        """The brand as a whole."""
        return row(self._whole(), self._measure)

    def _whole(self) -> Part:
        whole = added(self._kept)
        if self._asked.before and whole.before is None:
            whole.before = {}
        return whole

    def trend(self) -> tuple[tuple[Point, ...], int]:
        """Net sold and on hand to the end of the period, and how many pieces some point of it does not know of."""
        asked = self._asked
        return points(self._figures, asked.period, asked.contract.trailing, self.unsure, asked.books.since)


def _left_out(asked: Asked, every: Iterable[Item], stocks: Sequence[_Stock], language: str) -> Iterator[LeftOut]:
    """What of the brand is not counted in the period, by its reason; what is in doubt comes last."""
    found: dict[tuple[str, bool], list[tuple[int, Sequence[Place]]]] = defaultdict(list)
    first, last = asked.window
    for item in every:
        if not item.out and (not item.consigned or asked.contract.consigned):
            continue
        there = (item.on(first - _DAY), item.on(last))
        if any(units != 0 for units in there) or item.moved(first, last):
            key = item.out or "sell-consigned-untold"
            found[reason(key, language), False].append((item.units, (item.place,)))
    for stock in stocks:
        for number in sorted(stock.unsure):
            item = stock.items[number]
            words, places = _doubts(asked, item, language)
            found[words, True].append((item.units, places))
    for (words, doubt), units in found.items():
        places = tuple(dict.fromkeys(place for _, some in units for place in some))
        yield LeftOut(words, sum(many for many, _ in units), places, doubt)


def unsure(asked: Asked) -> Iterator[Item]:
    """The items of a brand that its report cannot count: nobody can say what they were at one end of the period."""
    every = asked.books.items(asked.contract.brand, asked.contract.door)
    counted = [item for item in every if not item.out and (asked.contract.consigned or not item.consigned)]
    for number in sorted(Figures(counted, range(len(counted)), "").unsure(asked.window)):
        yield counted[number]


def _doubts(asked: Asked, item: Item, language: str) -> tuple[str, Sequence[Place]]:
    """Why nobody can say whether a piece was on hand at the beginning or at the end, and the cells."""
    first, last = asked.window
    for day in (first - _DAY, last):
        if item.rows and item.on(day) is None:
            reasons, places = why(item.rows, asked.books.door(asked.contract.door), day)
            words = "; ".join(dict.fromkeys(sentence(key, language, **facts) for key, facts in reasons))
            if words:
                return words, places
    ends = (first - _DAY, last)
    cells = [move.place for move in item.moves if any(move.when.earliest <= end < move.when.latest for end in ends)]
    return sentence("sell-move-within", language), cells or [item.place]


def _sources(registers: Registers) -> Iterator[SourceNote]:
    for table in registers.tables:
        if table.source.register in USED:
            yield SourceNote(table.source.register, table.source.file, table.source.sheet, table.rows_in, table.records)
