"""Periods of a sell-through: years of 53 weeks, weeks, fiscal years, and the points of the trend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.brand_houses import piece, read, sale
from tests.houses import Told
from toolkit.calendars import Reckoning

NRF = Reckoning("454", "week")


def test_a_year_of_53_weeks_is_compared_with_like_weeks(tmp_path: Path) -> None:
    """FY2023 had 53 weeks: the first week of FY2024 meets the second of FY2023, and the report says so."""
    stock = [piece(f"W{n}", Date_in="2022-01-10") for n in range(3)]
    house = read(tmp_path, Told(stock, [sale("W0", "2023-02-01"), sale("W1", "2023-02-08"), sale("W2", "2024-02-06")]))
    report = house.report("NRF2024-W01", reckoning=NRF)
    assert report.period_before is not None
    assert (report.period_before.first, report.period_before.last) == (date(2023, 2, 5), date(2023, 2, 11))
    assert report.total.units.sold == 1
    assert report.total.before is not None
    assert report.total.before.sold == 1  # the sale of 8 February, not that of 1 February
    assert any("had 53 weeks" in note for note in report.notes)
    assert not any("53" in note for note in house.report("NRF2026-W01", reckoning=NRF).notes)


def test_the_53rd_week_itself(tmp_path: Path) -> None:
    """Week 53 of FY2023 meets the days 52 weeks earlier, and every sale of the year stands in one of its weeks."""
    stock = [piece(f"W{n}", Date_in="2022-01-10") for n in range(3)]
    house = read(tmp_path, Told(stock, [sale("W0", "2024-01-29"), sale("W1", "2024-02-03"), sale("W2", "2023-01-31")]))
    report = house.report("NRF2023-W53", reckoning=NRF)
    assert report.total.units.sold == 2
    assert report.total.before is not None
    assert report.total.before.sold == 1
    assert any("53rd week" in note for note in report.notes)
    weeks = [house.report(f"NRF2023-W{number:02d}", reckoning=NRF).total.units.sold for number in (1, 52, 53)]
    assert weeks == [1, 0, 2]


def test_the_trend_by_months_ends_with_the_period(tmp_path: Path) -> None:
    """Thirteen months, each with its net sales, what was on hand, and the year before."""
    stock = [piece(f"W{n}", Date_in="2024-05-10") for n in range(4)]
    sales = [sale("W0", "2025-10-04"), sale("W1", "2026-01-15"), sale("W2", "2026-10-02"),
             sale("W1", "2026-10-20", Transaction="Client return")]  # fmt: skip
    points = read(tmp_path, Told(stock, sales)).report().trend
    assert [point.label for point in points] == [f"2025-{m:02d}" for m in (10, 11, 12)] + [
        f"2026-{m:02d}" for m in range(1, 11)
    ]
    assert [point.sold for point in points] == [1, 0, 0, 1, *[0] * 9]
    assert [point.on_hand for point in points] == [3, 3, 3, *[2] * 10]
    assert points[-1].sold_before == 1


def test_the_trend_by_weeks(tmp_path: Path) -> None:
    """As many weeks as the contract looks back, each beside the week 52 before."""
    house = read(tmp_path, Told([piece("W0"), piece("W1")], [sale("W0", "2026-10-14")]))
    points = house.report("2026-W42", reckoning=Reckoning("week", "week")).trend
    assert len(points) == 13
    assert (points[-1].first, points[-1].last, points[-1].sold, points[-1].on_hand) == (
        date(2026, 10, 12),
        date(2026, 10, 18),
        1,
        1,
    )
    assert (points[-2].sold, points[-2].on_hand) == (0, 2)


def test_a_fiscal_quarter(tmp_path: Path) -> None:
    """A brand whose year begins in April asks by the quarter."""
    house = read(tmp_path, Told([piece("W0"), piece("W1")], [sale("W0", "2026-08-14")]))
    report = house.report("FY2027-Q2", reckoning=Reckoning("fiscal", "quarter", 4))
    assert (report.period.first, report.period.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert (report.total.units.opening, report.total.units.sold, report.total.units.closing) == (2, 1, 1)
    assert str(report.total.rate.value) == "0.500000"
