"""What is to be valued again, and why: by the cycle of its class, its cost, its replacement price."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests import houses as small
from toolkit.produce.reading import read_and_check, read_house
from toolkit.reports.insurance import Revaluation, Schedule
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_valuation import months_between

HEAD = ("Stock No", "Description", "Category", "Date in", "Cost", "Insured value", "Valued on", "Replacement price",
        "Replacement price date", "Currency", "Place")  # fmt: skip
CAME = "2020-02-01"


def made(
    folder: Path, rows: list[tuple[str, ...]], heading: tuple[str, ...] = HEAD, *, policy: str = "", **settings: str
) -> Schedule:
    """The schedule of a small house at the end of October 2026."""
    settings = {"insurance_basis": "insured_value", "house_currency": "GBP"} | settings
    small.make(folder, {"stock.csv": small.table(heading, rows)}, **settings)
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + policy, "utf-8")
    house, at = read_house(folder, "2026-10-31")
    return schedule(read_and_check(house, at).registers, house, at)


def row(number: str, category: str, cost: str, value: str, *dated: str) -> tuple[str, ...]:
    """One row of the register; ``dated`` is the day valued, the replacement price and its day, as far as there are."""
    valued, price, day = (*dated, "", "")[:3]
    return (number, f"Piece {number}", category, CAME, cost, value, valued, price, day, "GBP", "Safe 1")


def told(item: Revaluation) -> tuple[str, int | None, tuple[str, ...]]:
    """The number, the age, and the cells that speak against the value."""
    return item.stock_no, item.months, tuple(place.cell or "" for place in item.places)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2023-10-31", "2026-10-31", 36), ("2023-11-01", "2026-10-31", 35), ("2024-02-29", "2025-02-28", 11),
     ("2026-10-31", "2026-10-31", 0), ("2025-12-15", "2026-01-15", 1)],
)  # fmt: skip
def test_months_are_whole(first: str, last: str, months: int) -> None:
    """A month has gone by on its day, not before."""
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


ROWS = [
    row("1", "ring", "100", "500", "2023-10-31"),
    row("2", "ring", "100", "900", "2023-11-01"),
    row("3", "watch", "100", "700", "2024-10-31"),
    row("4", "watch", "800", "600", "2026-01-01"),
    row("5", "ring", "100", "400", "2026-01-01", "450", "2026-09-01"),
    row("6", "ring", "300", "300", ""),
    row("7", "ring", "100", "", "2026-01-01"),
    row("8", "ring", "100", "2000", "soon"),
]


def test_the_most_worth_comes_first_with_every_reason(tmp_path: Path) -> None:
    """Exactly at the cycle it is due; watches sooner; below cost, below its replacement, undated, never valued."""
    found = made(tmp_path / "house", ROWS).revaluations
    assert [told(item) for item in found] == [
        ("3", 24, ("G4",)), ("4", 9, ("E5",)), ("1", 36, ("G2",)), ("5", 9, ("H6",)), ("6", None, ("G7", "D7")),
        ("7", 9, ("F8",)),
    ]  # fmt: skip
    said = {item.stock_no: item.reasons for item in found}
    assert said["1"] == ("valued 36 months ago; usual practice is every 36 months (the insurer may ask for another)",)
    assert said["5"] == ("insured for less than its replacement price, £450.00 on 1 Sept 2026",)
    assert said["6"][1] == "its value has not changed since it came, 80 months ago"
    assert not any(figure in words for words in said["4"] for figure in ("800", "600"))


def test_the_policy_s_cycle_wins_and_nought_is_never(tmp_path: Path) -> None:
    """By category, then by default; what the policy says is not called usual practice."""
    policy = '[[policy]]\nreference = "J"\nfrom = 2026-01-01\n[policy.valuation_months]\ndefault = 35\nwatch = 0\n'
    found = {item.stock_no: item for item in made(tmp_path / "house", ROWS[:3], policy=policy).revaluations}
    assert set(found) == {"1", "2"}
    assert found["2"].reasons == ("valued 35 months ago; due every 35 months",)


def test_the_settings_cycle_can_be_changed_or_switched_off(tmp_path: Path) -> None:
    """Practice is no law: the house sets its own, or none."""
    off = {"insurance_valuation_months": "0", "insurance_valuation_months_watches": "0"}
    assert made(tmp_path / "a", ROWS[:3], **off).revaluations == ()
    other = {"insurance_valuation_months": "30", "insurance_valuation_months_watches": "25"}
    assert [item.stock_no for item in made(tmp_path / "b", ROWS[:3], **other).revaluations] == ["2", "1"]


def test_a_value_that_is_no_valuation_is_not_asked_for_its_age(tmp_path: Path) -> None:
    """What was paid does not grow old."""
    assert made(tmp_path / "house", ROWS[:3], insurance_basis="cost").revaluations == ()


def test_replacement_prices_have_a_date_of_their_own(tmp_path: Path) -> None:
    """On that basis the age is the price's, and a line says so."""
    policy = '[[policy]]\nreference = "J"\nfrom = 2026-01-01\n[policy.basis]\nring = "replacement"\n'
    rows = [row("1", "ring", "100", "500", "2026-01-01", "800", "2020-01-01")]
    found = made(tmp_path / "house", rows, policy=policy)
    assert [told(item) for item in found.revaluations] == [("1", 81, ("I2",))]
    (line,) = found.sections[0].lines
    assert (line.basis, str(line.value and line.value.amount)) == ("replacement", "800")


def test_a_register_that_dates_no_valuations_is_said_once(tmp_path: Path) -> None:
    """One sentence, not a row for every piece."""
    heading = (*HEAD[:6], *HEAD[9:])
    rows = [("1", "Ring", "ring", CAME, "100", "500", "GBP", "Safe 1")]
    found = made(tmp_path / "house", rows, heading)
    assert found.revaluations == ()
    assert found.limit_notes == ("The stock register does not date valuations, so their age is not measured.",)


def test_a_cost_that_cannot_be_read_holds_no_line_back_where_none_is_insured_by_it(tmp_path: Path) -> None:
    """It is told all the same; where the cost is the basis, the very same cell is an error that holds the line."""
    for basis, held in (("insured_value", ()), ("cost", ("schedule",))):
        folder = tmp_path / basis
        small.make(folder, {"stock.csv": small.table(HEAD, [row("W1", "watch", "tbc", "9000", "2026-01-05"),
                   row("W2", "watch", "4000", "9000", "2026-01-05")])}, insurance_basis=basis, house_currency="GBP")  # fmt: skip
        checked = read_and_check(*read_house(folder, "2026-10-31"))
        (told_of,) = (one for one in checked.findings if one.value == "tbc")
        assert (told_of.blocks, told_of.places[0].cell) == (held, "E2")
        made_of = schedule(checked.registers, checked.house, checked.as_at)
        assert [line.stock_no for line in made_of.exceptions] == (["W1"] if held else [])
