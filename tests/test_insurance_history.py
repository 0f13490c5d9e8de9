"""What was held over twelve months: against a plain recount of every day, and against the schedule itself."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.custody_houses import Read, job, piece, read, sale
from tests.houses import Told
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_history import history

END = datetime(2026, 10, 15, 18)


def _mixed(folder: Path) -> Read:
    """Sixty pieces that come, go, return, wait for their buyers and are repaired, in two currencies."""
    rng = Random(7)  # noqa: S311 - an invention that must repeat itself, not a secret
    stock, sales, jobs = [], [], []
    for n in range(60):
        came = date(2025, 6, 1) + timedelta(days=rng.randrange(480))
        left = came + timedelta(days=rng.randrange(5, 300))
        gone, number = rng.random() < 0.6, f"R{n}"
        cells: dict[str, object] = {"Date_in": came, "Cost": 100 + n, "Currency": rng.choice(["GBP", "EUR"])}
        if gone and n % 3:
            cells |= {"Status": "Sold", "Date_sold": left, "Location": ""}
        if gone:
            handed = left + timedelta(days=rng.choice([0, 0, 9]))
            sales.append(sale(number, str(left), Delivered=handed))
        if gone and n % 5 == 0:
            back = left + timedelta(days=20)
            cells |= {"Status": "In stock", "Date_sold": "", "Location": "Safe 1"}
            sales.append(sale(number, str(back), Transaction="Refund"))
        stock.append(piece(number, **cells))
        if n % 4 == 0:
            jobs.append(job(f"J{n}", str(came), Brand="Omega", Serial=f"77{n:04d}", Collected=left, Status="Collected"))
    stock.append(piece("R90", Date_in="2026", Cost=77))
    stock.append(piece("R91", Cost=""))
    return read(folder, Told(stock, sales, jobs=jobs))


def test_every_day_recounted_one_by_one_comes_to_the_same(tmp_path: Path) -> None:
    """The sweep over events against 365 schedules: maximum with its day, average, months, and what was left out."""
    told = _mixed(tmp_path)
    first, days = date(2025, 10, 16), 365
    value: dict[str, list[Decimal]] = {"GBP": [], "EUR": []}
    units: dict[str, list[int]] = {"GBP": [], "EUR": []}
    for n in range(days):
        day = first + timedelta(days=n)
        sums: Counter[str] = Counter()
        count: Counter[str] = Counter()
        for block, line in told.at(str(day)).values():
            if line.value and block == "total":
                sums[line.value.currency] += line.value.amount  # type: ignore[assignment]  # a Counter of decimals
                count[line.value.currency] += 1
        for currency, each in value.items():
            each.append(Decimal(sums[currency]))
            units[currency].append(count[currency])
    found = {item.currency: item for item in history(told.registers, told.house, END.replace(tzinfo=told.house.zone))}
    assert found.keys() == {"GBP", "EUR"}
    for currency, item in found.items():
        each = value[currency]
        assert item.maximum == max(each)
        assert item.maximum_on == first + timedelta(days=each.index(max(each)))
        assert item.average == round(sum(each, Decimal(0)) / days, 2)
        assert len(item.months) == 13
        for month in item.months:
            within = {first + timedelta(days=n): v for n, v in enumerate(each)}
            mine = {
                day: v
                for day, v in within.items()
                if (day.year, day.month) == (month.last_day.year, month.last_day.month)
            }
            assert (max(mine), mine[max(mine)]) == (month.last_day, month.value)
            assert month.units == units[currency][(month.last_day - first).days]
            assert month.highest == max(mine.values())
            assert month.highest_on == min(day for day, v in mine.items() if v == month.highest)
    assert found["GBP"].undated >= 2
    assert found["GBP"].undated - found["EUR"].undated == 1  # R90 is in pounds, R91 in any currency


def test_the_highest_is_found_between_month_ends(tmp_path: Path) -> None:
    """A piece that came and went within a month is in no month-end, and is the maximum all the same."""
    told = read(tmp_path, Told([piece("R1"), piece("R2", Cost=5000, Date_in="2026-05-11", Date_sold="2026-05-20",
                                                    Status="Sold")]))  # fmt: skip
    (item,) = history(told.registers, told.house, END)
    assert (item.maximum, item.maximum_on) == (Decimal(5900), date(2026, 5, 11))
    assert {month.value for month in item.months} == {Decimal(900)}
    assert item.average == round(Decimal(900) + Decimal(5000) * 9 / 365, 2)


def test_the_last_day_is_the_schedule_s_own_total(tmp_path: Path) -> None:
    """The history ends where the schedule stands."""
    told = _mixed(tmp_path)
    made = schedule(told.registers, told.house, END.replace(tzinfo=told.house.zone))
    ends = {item.currency: (item.months[-1].units, item.months[-1].value) for item in made.history}
    assert ends == {currency: (tally.units, tally.value) for currency, tally in made.totals}
