"""A schedule with everything that its pages and sheets show beside the lines; every figure adds up."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from toolkit.findings import Place
from toolkit.reports.insurance import (
    CAUSES,
    Away,
    Bridge,
    BridgeRow,
    Cause,
    History,
    Limit,
    Line,
    Month,
    Revaluation,
    Schedule,
    SourceNote,
    Step,
)
from toolkit.reports.insurance_total import facts_digest, matrices, prove, sections, totals
from toolkit.values import Money, When

AS_AT = datetime(2026, 10, 31, 18)
CELL = (Place("Stock.xlsx", "Montres", 17, "F"),)


def day(year: int, month: int, number: int) -> When:
    """A day known to the day."""
    return When(date(year, month, number), date(year, month, number))


def pounds(amount: str, currency: str = "GBP") -> Money:
    """An amount."""
    return Money(Decimal(amount), currency)


def line(stock_no: str, amount: str, currency: str = "GBP", **changes: object) -> Line:
    """A line of the total."""
    plain = Line(
        stock_no=stock_no, description=f"Wristwatch {stock_no}, steel", detail="2019 · box", identifiers="84E61234",
        category="watch", ownership="owned", situation="safe", location="Safe 1, tray 3",
        value=pounds(amount, currency), valued=day(2026, 2, 3), reasons=(), places=CELL, by_day="safe",
        at_night="safe", basis="cost",
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


LATE = Away("Pellworth & Sons", day(2026, 9, 1), day(2026, 10, 1), "B030", overdue=True, places=CELL)
WORK = Away("J. Aldous", day(2026, 10, 20), None, "", overdue=False, places=CELL)
LINES = (
    line("W1", "12000.00"),
    line("W2", "8000.50", by_day="window", location="Safe 2"),
    line("R1", "4500.00", category="ring", situation="memo_out", by_day="memo_out", at_night="memo_out", away=LATE),
    line("W5", "950.00", "CHF", situation="workshop", by_day="workshop", at_night="workshop", away=WORK),
    line("C1", "3000.00", ownership="consigned_in", owner="Mrs I. Garthwaite", basis="agreed"),
    line("C2", "2000.00", ownership="consigned_in", owner="", basis="agreed"),
    line("C3", "700.00", ownership="consigned_in", owner="Mrs I. Garthwaite", basis="agreed", category="ring"),
    line("J7", "1500.00", ownership="customer_repair", owner="J7", basis="declared"),
)
STEPS = (
    ("vanished", "W9", "watch", "13450.00", None, "On the earlier schedule at £13,450.00, and no row now."),
    ("new", "W2", "watch", None, "8000.50", "Acquired on 3 Oct 2026."),
    ("sold", "W8", "watch", "2500.00", None, "Sold on 12 Oct 2026, invoice MC26-0099."),
    ("revalued", "W1", "watch", "11000.00", "12000.00", "Revalued from £11,000.00 to £12,000.00 (+9.1%)."),
    ("moved", "R1", "ring", "4500.00", "4500.00", "Moved from in safe to on memo."),
)


def _step(told: tuple[str, str, str, str | None, str | None, str]) -> Step:
    cause, number, category, before, after, words = told
    values = [pounds(amount) if amount else None for amount in (before, after)]
    return Step(cause, number, f"Piece {number}", category, "owned", *values, words, CELL)  # type: ignore[arg-type]


def _row(category: str, currency: str, stated: str, units: tuple[int, int, int, int], moved: Mapping[Cause, str]
         ) -> BridgeRow:  # fmt: skip
    """A row; ``stated`` are opening, residue and closing."""
    opening, residue, closing = map(Decimal, stated.split())
    moves = tuple((cause, Decimal(moved.get(cause, "0"))) for cause in CAUSES if cause != "moved")
    return BridgeRow(category, currency, opening, moves, residue, closing, units)


MOVED: Mapping[Cause, str] = {"vanished": "-13450.00", "new": "8000.50", "sold": "-2500.00", "revalued": "1000.00"}
BRIDGE = Bridge(
    source="S-2026-09",
    as_at=datetime(2026, 9, 30, 18),
    rows=(
        _row("watch", "CHF", "950.00 0.00 950.00", (1, 0, 0, 1), {}),
        _row("watch", "GBP", "33450.00 0.00 26500.50", (6, 1, 2, 5), MOVED),
        _row("ring", "GBP", "5200.00 0.00 5200.00", (2, 0, 0, 2), {}),
    ),
    totals=(
        _row("", "CHF", "950.00 0.00 950.00", (1, 0, 0, 1), {}),
        _row("", "GBP", "38700.00 -50.00 31700.50", (8, 1, 2, 7), MOVED),
    ),
    steps=tuple(map(_step, STEPS)),
    notes=("The policy was JB/25, and is JB/26.",),
)


def limit(key: str, subject: str, used: str, most: str, state: str, **changes: object) -> Limit:
    """A limit, its percentage and its headroom worked out."""
    stands, amount = Decimal(used), Decimal(most)
    percent = round(stands * 100 / amount, 1) if amount else None
    plain = Limit(key, subject, "GBP", stands, amount, percent, amount - stands, state, 3, ("W1",), ())  # type: ignore[arg-type]
    return replace(plain, **changes)  # type: ignore[arg-type]


LIMITS = (
    limit("premises", "", "27200.50", "30000", "near", open=("W80", "W81")),
    limit("safe", "Safe 2", "8000.50", "5000", "breach"),
    limit("window_at_night", "", "0", "0", "unknown", units=0, stock_nos=(), open=("W80",)),
)


def _history(currency: str, first: int, step: int) -> History:
    """Twelve months that rise, the height within the last but one."""
    months = []
    for number in range(12):
        year, month = divmod(2025 * 12 + 10 + number, 12)
        last = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        value = Decimal(first + step * number)
        highest = value + (step and 500 if number == 10 else 0)
        months.append(Month(last, 5 + number, value, highest, last.replace(day=15)))
    top = max(months, key=lambda one: one.highest)
    average = sum((one.value for one in months), Decimal(0)) / 12
    return History(currency, tuple(months), top.highest, top.highest_on, average.quantize(Decimal("0.01")), 3)


HISTORY = (_history("CHF", 950, 0), _history("GBP", 29500, 200))
REVALUATIONS = (
    Revaluation("W1", "Wristwatch W1, steel", "watch", pounds("12000.00"), day(2023, 2, 3), 44, 24,
                ("valued 3 years ago; due every 24 months",), CELL),
    Revaluation("C2", "Wristwatch C2, steel", "watch", None, None, None, 36, ("never valued",), CELL),
)  # fmt: skip


def full(**changes: object) -> Schedule:
    """The whole schedule; proven, but for the bridge's and the limits' own proofs where a test changes them."""
    made = sections(LINES)
    plain = Schedule(
        house_name="Maison Aurelle", house_address="12 Example Street, London", policy="JB 104 882", language="en",
        number="S-2026-10", revision=1, draft=False, facts="7f3a91c2" * 8, as_at=AS_AT, basis=(("owned", "cost"),),
        vat="Values exclude VAT.", notes=("Situations are as now recorded.",), sections=made,
        matrices=matrices(made), totals=totals(made),
        in_doubt=(line("W80", "100.00", situation="memo_out", by_day="memo_out", at_night="memo_out",
                       reasons=("struck through",)),),
        exceptions=(), excluded=(), rows_in=len(LINES) + 1,
        sources=(SourceNote("stock", "Stock.xlsx", "Montres", 9, 9),), closed=True, bridge=BRIDGE, limits=LIMITS,
        limit_notes=("The policy has no average clause.",), revaluations=REVALUATIONS, history=(),
    )  # fmt: skip
    prove(replace(plain, bridge=None, limits=()))
    plain = replace(plain, history=HISTORY)
    return replace(plain, facts=facts_digest(plain), **changes)  # type: ignore[arg-type]
