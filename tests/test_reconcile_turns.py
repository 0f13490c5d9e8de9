"""What two registers together say of a day: certainly held, or not certainly. Each doubt alone is enough."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from toolkit.reconcile.turns import held_on, story
from toolkit.records import Piece, Sale, Source
from toolkit.values import Doubt, When

SOURCE = Source("stock", "Stock.csv", None, {}, {})
DAY = date(2026, 10, 31)
PIECE = Piece(source=SOURCE, row=2, stock_no="W1", acquired_date=When(date(2024, 3, 5), date(2024, 3, 5)), status="available")
UNREAD = Doubt("not-a-date", "soon")


def on(year: int, month: int, day: int) -> When:
    """One day."""
    return When(date(year, month, day), date(year, month, day))


def sale(kind: str | None, day: When | None) -> Sale:
    """A row of the sales register."""
    return Sale(source=SOURCE, row=3, stock_no="W1", kind=kind, sale_date=day)


def test_a_piece_acquired_and_not_gone_is_held() -> None:
    """On the day itself and on every later one."""
    assert held_on(PIECE, story([]), DAY)
    assert held_on(PIECE, story([]), date(2024, 3, 5))


@pytest.mark.parametrize(
    "changes",
    [
        {"acquired_date": None},
        {"acquired_date": on(2026, 11, 1)},
        {"acquired_date": When(date(2026, 1, 1), date(2026, 12, 31), "year")},
        {"status": "missing"},
        {"status": "stolen"},
        {"status": "incoming"},
        {"marks": frozenset({"struck"})},
        {"sale_date": on(2026, 10, 31)},
        {"doubts": {"sale_date": UNREAD}},
        {"doubts": {"status": UNREAD}},
        {"status": "sold"},
        {"status": "returned_to_supplier"},
    ],
    ids=str,
)
def test_any_one_doubt_is_enough(changes: dict[str, Any]) -> None:
    """Not acquired yet for certain, lost, on its way, marked, sold by then, unreadable, gone without a day."""
    assert not held_on(replace(PIECE, **changes), story([]), DAY)


def test_a_sale_after_the_day_changes_nothing_of_it() -> None:
    """Sold in November, by either register: held at the end of October."""
    later = on(2026, 11, 2)
    assert held_on(replace(PIECE, sale_date=later, status="sold"), story([sale("sold", later)]), DAY)


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        ([("sold", on(2026, 5, 1))], False),
        ([("sold", on(2026, 5, 1)), ("client_return", on(2026, 6, 1))], True),
        ([("sold", on(2026, 5, 1)), ("client_return", on(2026, 11, 1))], False),
        ([("deposit", on(2026, 5, 1))], True),
        ([("sold", None)], False),
    ],
    ids=str,
)
def test_the_sales_register_has_its_say(rows: list[tuple[str, When | None]], held: bool) -> None:
    """Out, back again, back too late, only a deposit, nobody knows when."""
    assert held_on(PIECE, story(sale(kind, day) for kind, day in rows), DAY) is held
