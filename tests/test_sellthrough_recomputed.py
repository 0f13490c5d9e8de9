"""Two brands of the demo counted again from the registers by code that knows nothing of ours: openpyxl, pandas, dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from tests.houses import run
from tests.maisons import Shelf, clean

DELMARE, KESTREL = "Delmare Genève", "Kestrel Horology"
PERIODS = {
    DELMARE: ("2026-10", date(2026, 10, 1), date(2026, 10, 31), date(2025, 10, 1), date(2025, 10, 31)),
    KESTREL: ("FY2027-Q2", date(2026, 7, 1), date(2026, 9, 30), date(2025, 7, 1), date(2025, 9, 30)),
}
"""Brand: its period, its first and last day, and those of the year before."""


@pytest.fixture(scope="module")
def folder(shelf: Shelf) -> Path:
    """The clean maison, its registers mapped; every run on it is a dry one."""
    return shelf.look(clean)


@cache
def reported(folder: Path, brand: str, period: str) -> dict[str, Any]:
    """What the program says of a brand and a period."""
    ran = run("sellthrough", brand, "--house", folder, "--as-at", "2026-10-31", "--period", period, "--dry-run",
              "--format", "csv", "--json")  # fmt: skip
    assert ran.code == 0, ran.err
    (report,) = ran.json["reports"]
    return dict(report)


def sheet(folder: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one sheet of the corner's workbook by their headings."""
    heading, *rows = openpyxl.load_workbook(folder / "registers" / "Vitrines.xlsx")[name].iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


@dataclass
class Counted:
    """What a reference comes to."""

    opening: int = 0
    received: int = 0
    sold: int = 0
    customer_returns: int = 0
    closing: int = 0

    def __iter__(self) -> Iterator[int]:
        """The figures in the order of the identity."""
        return iter((self.opening, self.received, self.customer_returns, self.sold, self.closing))


def day(value: object) -> date:
    """The day of a cell."""
    assert isinstance(value, datetime)
    return value.date()


def counted(folder: Path, brand: str, first: date, last: date) -> Mapping[str, Counted]:
    """Every reference of a brand, counted piece by piece from its dates; consigned pieces are the brand's own."""
    found: dict[str, Counted] = defaultdict(Counted)
    events: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for sale in sheet(folder, "Brand sales"):
        events[sale["Stock no"]].append((day(sale["Date"]), -1 if sale["Type"] == "Sale" else 1))
    for piece in sheet(folder, "Brand goods"):
        if piece["Brand"] != brand or piece["Status"] == "On order" or piece["Ownership"] != "Own":
            continue
        line, came = found[piece["Reference"]], day(piece["Date in"])
        moves = [(came, 1), *events[piece["Stock no"]]]
        line.opening += sum(step for on, step in moves if on < first)
        line.closing += sum(step for on, step in moves if on <= last)
        line.received += first <= came <= last
        line.sold += sum(1 for on, step in moves[1:] if step < 0 and first <= on <= last)
        line.customer_returns += sum(1 for on, step in moves[1:] if step > 0 and first <= on <= last)
    return {name: line for name, line in found.items() if any(line)}


@pytest.mark.parametrize("brand", PERIODS)
def test_every_figure_is_what_the_registers_come_to(folder: Path, brand: str) -> None:
    """Opening, received, returned, sold, closing of every reference, and of the year before; each line balances."""
    period, first, last, first_before, last_before = PERIODS[brand]
    report = reported(folder, brand, period)
    ours, before = counted(folder, brand, first, last), counted(folder, brand, first_before, last_before)
    theirs = {row["reference"]: row for row in report["rows"]}
    assert set(ours) <= set(theirs)
    for reference, row in theirs.items():
        units = row["units"]
        expected = ours.get(reference, Counted())
        assert {name: units[name] for name in vars(expected)} == vars(expected), reference
        assert units["residue"] == 0
        then = before.get(reference, Counted())
        assert {name: (row["before"] or vars(Counted()))[name] for name in vars(then)} == vars(then), reference
    total = report["total"]["units"]
    assert list(map(total.get, vars(Counted()))) == [
        sum(getattr(line, name) for line in ours.values()) for name in vars(Counted())
    ]
    assert total["sold"] + total["received"] > 0


def test_rates_orders_and_ages_are_counted_again(folder: Path) -> None:
    """Formula A and C by hand, what is on order and late, and how long what is here has been here."""
    for brand, (period, first, last, *_) in PERIODS.items():
        total = reported(folder, brand, period)["total"]
        lines = counted(folder, brand, first, last).values()
        net = sum(line.sold - line.customer_returns for line in lines)
        under = sum(line.opening + (line.received if brand == DELMARE else 0) for line in lines)
        assert (total["rate"]["sold"], total["rate"]["of"]) == (net, under)
        assert float(total["rate"]["value"]) == pytest.approx(net / under)
        ordered = [row for row in sheet(folder, "Brand goods") if row["Brand"] == brand and row["Status"] == "On order"]
        late = [row for row in ordered if day(row["Expected"]) < date(2026, 10, 31)]
        assert (total["on_order"], total["overdue"]) == (len(ordered), len(late)) == (2, 1)
        assert sum(total["ageing"]) == total["units"]["closing"]


def turned(folder: Path, brand: str) -> pd.DataFrame:
    """Every step of a brand's own pieces, by pandas: the day, the reference, what it did to the stock, what was sold."""
    goods, sold = (pd.DataFrame(sheet(folder, name)) for name in ("Brand goods", "Brand sales"))
    goods = goods[(goods["Brand"] == brand) & (goods["Ownership"] == "Own") & (goods["Status"] != "On order")]
    came = goods[["Date in", "Reference"]].set_axis(["day", "reference"], axis=1).assign(held=1, net=0)
    moved = sold.merge(goods[["Stock no", "Reference"]], on="Stock no", suffixes=("_sale", ""))
    steps = moved["Type"].map(lambda kind: 1 if kind == "Sale" else -1)
    left = pd.DataFrame({"day": moved["Date"], "reference": moved["Reference"], "held": -steps, "net": steps})
    return pd.concat([came, left], ignore_index=True)


def ratio(over: Decimal, under: Decimal) -> Decimal | None:
    """A quotient to six places; none where nothing stands under the line."""
    return (over / under).quantize(Decimal("0.000001")) if under > 0 else None


@pytest.mark.parametrize("brand", PERIODS)
def test_cover_and_turn_are_counted_again(folder: Path, brand: str) -> None:
    """Cover: on hand by the mean weekly net sales of 13 weeks. Turn: net sold of 52 weeks by the mean of 14 counts."""
    period, _, last, *_ = PERIODS[brand]
    steps = turned(folder, brand)
    report = reported(folder, brand, period)
    for row in (*report["rows"], report["total"]):
        mine = steps[steps["reference"] == row["reference"]] if row["reference"] else steps
        ends = pd.Timestamp(last)
        until = mine[mine["day"] <= ends]
        closing = int(until["held"].sum())
        quarter = int(until[until["day"] > ends - timedelta(weeks=13)]["net"].sum())
        year = int(until[until["day"] > ends - timedelta(weeks=52)]["net"].sum())
        counts = sum(int(mine[mine["day"] <= ends - timedelta(weeks=4 * n)]["held"].sum()) for n in range(14))
        cover, turn = ratio(Decimal(closing * 13), Decimal(quarter)), ratio(Decimal(year), Decimal(counts) / 14)
        assert (row["cover"]["weeks"], row["turn"]) == (cover and str(cover), None if turn is None else str(turn)), row["reference"]
    assert report["total"]["turn"] is not None


@pytest.mark.parametrize("brand", PERIODS)
def test_the_trend_is_counted_again(folder: Path, brand: str) -> None:
    """Thirteen months to the end of the period: net sold, on hand at the end, net sold a year before."""
    period, _, last, *_ = PERIODS[brand]
    steps = turned(folder, brand)
    months = pd.period_range(end=pd.Period(last, "M"), periods=13, freq="M")
    net = steps.groupby(steps["day"].dt.to_period("M"))["net"].sum()
    expected = [
        (str(month), int(net.get(month, 0)), int(steps[steps["day"] <= month.end_time]["held"].sum()))
        for month in months if month.end_time >= steps["day"].min()
    ]  # fmt: skip
    trend = reported(folder, brand, period)["trend"]
    assert [(point["label"], point["sold"], point["on_hand"]) for point in trend] == expected
    before = {str(month): int(net.get(month - 12, 0)) for month in months}
    told = [point for point in trend if point["sold_before"] is not None]
    assert all(point["sold_before"] == before[point["label"]] for point in told)
    assert any(point["sold"] for point in trend)
    assert told
