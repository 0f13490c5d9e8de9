"""Any history balances: what was there, came and went is what is left; and the quick count is that of custody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.brand_houses import BRAND, contract
from toolkit.calendars import Period
from toolkit.house import House, parse
from toolkit.other_records import Movement
from toolkit.records import Piece, Registers, Sale, Source
from toolkit.reports import sell_through_events, sell_through_held
from toolkit.reports.sell_through import SellThrough
from toolkit.reports.sell_through_books import Books
from toolkit.reports.sell_through_build import sell_through
from toolkit.reports.sell_through_events import SIGNS
from toolkit.values import Money, When

FIRST = date(2026, 1, 1)
FIELDS = ("stock_no", "brand", "brand_ref", "collection", "acquired_date", "sale_date", "status", "quantity", "kind",
          "price", "moved_date", "from_place", "to_place", "reason", "returned")  # fmt: skip
LETTERS = {name: chr(65 + at) for at, name in enumerate(FIELDS)}
STOCK, SALES, MOVES = (Source(name, f"{name}.csv", None, LETTERS, {}) for name in ("stock", "sales", "movements"))

days = st.integers(0, 120).map(lambda n: FIRST + timedelta(days=n))


def on(day: date) -> When:
    """A certain day."""
    return When(day, day)


rough = st.one_of(
    days.map(on),
    days.map(
        lambda day: When(
            day.replace(day=1), (day.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1), "month"
        )
    ),
)
maybe = st.none() | rough


@st.composite
def pieces(draw: st.DrawFn, number: int) -> Piece:
    """A row of stock as registers have them: dates of any kind, none, a status that fits or does not."""
    return Piece(
        source=STOCK, row=number + 2, stock_no=f"W{number}", brand=BRAND,
        brand_ref=draw(st.sampled_from(["3919", "7120", None])), collection=draw(st.sampled_from(["Minuit", None])),
        acquired_date=draw(maybe), sale_date=draw(maybe), quantity=draw(st.sampled_from([None, None, Decimal(1), Decimal(3)])),
        status=draw(st.sampled_from(["available", "available", "sold", "missing", "sold_not_delivered", "incoming",
                                     "returned_to_supplier", "on_memo_out", None])),
        marks=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"struck"})])),
    )  # fmt: skip


@st.composite
def sales(draw: st.DrawFn, row: int) -> Sale:
    """A row of the sales register about one of the pieces, or about none."""
    return Sale(
        source=SALES, row=row + 2, stock_no=f"W{draw(st.integers(0, 7))}", brand=BRAND, brand_ref="3919",
        kind=draw(st.sampled_from(["sold", "sold", "sold", "client_return", "deposit", "written_off", "supplier_return", None])),
        sale_date=draw(maybe), quantity=draw(st.sampled_from([None, None, Decimal(1), Decimal(2)])),
        price=draw(st.sampled_from([None, Money(Decimal("10.5"), "GBP"), Money(Decimal(7), "EUR")])),
    )  # fmt: skip


@st.composite
def moves(draw: st.DrawFn, row: int) -> Movement:
    """A transfer, here or away, perhaps come back."""
    return Movement(
        source=MOVES, row=row + 2, stock_no=f"W{draw(st.integers(0, 5))}", moved_date=draw(maybe), reason="transfer",
        from_place=draw(st.sampled_from(["Safe 1", "Geneva"])), to_place=draw(st.sampled_from(["Safe 2", "Geneva"])),
        returned=draw(st.none() | rough),
    )  # fmt: skip


@st.composite
def histories(draw: st.DrawFn) -> Registers:
    """The registers of a small house."""
    stock = tuple(draw(pieces(number)) for number in range(draw(st.integers(0, 6))))
    sold = tuple(draw(sales(number)) for number in range(draw(st.integers(0, 8))))
    moved = tuple(draw(moves(number)) for number in range(draw(st.integers(0, 3))))
    return Registers(pieces=stock, sales=sold, others={"movements": moved})


HOUSE: House = parse('[house]\nname = "Maison"\ncurrency = "GBP"\n', Path())


def made(registers: Registers, first: date, last: date) -> SellThrough:
    """The report of some days."""
    period = Period("month", f"{first:%Y-%m}", first, last)
    return sell_through(registers, HOUSE, contract(prices=True), period, datetime.combine(last, datetime.min.time()))


@settings(max_examples=40, deadline=None)
@given(histories(), days, st.integers(1, 60))
def test_every_line_balances_and_adds_up(registers: Registers, first: date, length: int) -> None:
    """For any history and any days: each line, each collection, the brand, this year and the year before."""
    report = made(registers, first.replace(day=1), first + timedelta(days=length))
    lines = (*report.rows, *report.collections, report.total, *report.consigned)
    for units in (units for line in lines for units in (line.units, line.before) if units):
        moved = sum(sign * getattr(units, name) for name, sign in SIGNS.items())
        assert units.closing == units.opening + moved + units.residue
    for name in asdict(report.total.units):
        assert sum(getattr(line.units, name) for line in report.rows) == getattr(report.total.units, name)
    assert report.trend == () or report.trend[-1].on_hand == report.total.units.closing


@settings(max_examples=40, deadline=None)
@given(histories(), st.integers(1, 4))
def test_a_closing_is_the_next_opening(registers: Registers, month: int) -> None:
    """Where nothing is in doubt on the day between: the same pieces, counted twice."""
    first, second, third = (date(2026, month + n, 1) for n in range(3))
    one, two = made(registers, first, second - timedelta(days=1)), made(registers, second, third - timedelta(days=1))
    if not (one.left_out or two.left_out):
        assert one.total.units.closing == two.total.units.opening


@settings(max_examples=200, deadline=None)
@given(pieces(0), st.none() | sales(0))
def test_the_quick_count_of_a_plain_row_is_that_of_custody(piece: Piece, sold: Sale | None) -> None:
    """The levels that need no thought are those custody gives on every day, and the moves those of any row."""
    mine = () if sold is None else (Sale(**{**_fields(sold), "stock_no": "W0"}),)
    books = Books(Registers(pieces=(piece,), sales=mine), HOUSE)
    rows = books.rows(piece)
    quick = sell_through_held.plain_levels(rows)
    if quick is not None:
        there = books.door("")
        assert sell_through_events.plain_moves(piece, next(iter(mine), None), there) == sell_through_events.moves(rows, there)
        counted = sell_through_held._Counted(rows, there.path(piece, ()))
        for day in (FIRST + timedelta(days=n) for n in range(-1, 160)):
            assert _at(quick, day) == counted.on(day)


def _fields(record: Sale) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _at(levels: Sequence[sell_through_held.Level], day: date) -> int | None:
    units: int | None = 0
    for since, many in levels:
        units = many if since <= day else units
    return units


@dataclass(frozen=True)
class Life:
    """A piece whose whole life is written down without a slip: when it came, and each sale and return since."""

    came: date
    turns: tuple[date, ...]


lives = st.builds(lambda came, gaps: Life(came, tuple(came + timedelta(days=sum(gaps[: n + 1])) for n in range(len(gaps)))),
                  days, st.lists(st.integers(1, 30), max_size=4))  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(lives, max_size=6), days, st.integers(0, 60))
def test_clean_registers_leave_no_residue(found: list[Life], first: date, length: int) -> None:
    """Every move written down on its day: nothing in doubt, nothing left over, and the count is that of the lives."""
    last = first + timedelta(days=length)
    stock = tuple(Piece(source=STOCK, row=n + 2, stock_no=f"W{n}", brand=BRAND, brand_ref="3919", acquired_date=on(life.came),
                        status="sold" if len(life.turns) % 2 else "available") for n, life in enumerate(found))  # fmt: skip
    sold = tuple(Sale(source=SALES, row=at + 2, stock_no=f"W{n}", kind="client_return" if at % 2 else "sold", sale_date=on(day))
                 for n, life in enumerate(found) for at, day in enumerate(life.turns))  # fmt: skip
    report = made(Registers(pieces=stock, sales=sold), first, last)
    units = report.total.units
    inside = [(at, day) for life in found for at, day in enumerate(life.turns) if first <= day <= last]
    assert report.left_out == ()
    assert units.residue == 0
    assert units.received == sum(first <= life.came <= last for life in found)
    assert (units.sold, units.customer_returns) == (
        sum(at % 2 == 0 for at, _ in inside),
        sum(at % 2 for at, _ in inside),
    )
    assert units.closing == sum(life.came <= last and sum(day <= last for day in life.turns) % 2 == 0 for life in found)
