"""A loss thought through: average or not, the excess, the limit of the place, a peak season."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_insurance_limits import line, made, policy
from toolkit.policies import Peak
from toolkit.reports.insurance_whatif import what_if

HELD = made(line("1", "90000"))
TERMS = replace(policy({}), sum_insured=Decimal(60000), excess=Decimal(0), average="yes")


def paid(average: str = "yes", **facts: object) -> list[tuple[bool, str, str]]:
    """What a loss of 10,000 in the safe would leave under such a policy."""
    terms = replace(TERMS, average=average, **facts)  # type: ignore[arg-type]  # the caller names fields of Policy
    found = what_if(HELD, terms, Decimal(10000), "safe")
    return [(one.average, str(one.amount), one.capped) for one in found.payments]


def test_average_pays_the_part_that_is_insured() -> None:
    """10,000 x 60,000 / 90,000, to the penny, rounded once and at the end."""
    assert paid() == [(True, "6666.67", "")]
    assert paid("no") == [(False, "10000.00", "")]
    assert paid("unknown") == [(True, "6666.67", ""), (False, "10000.00", "")]
    assert paid(excess=Decimal("250.005")) == [(True, "6416.66", "")]
    assert paid(excess=Decimal(9000)) == [(True, "0.00", "")]
    assert paid(sum_insured=Decimal(90000)) == [(True, "10000.00", "")]
    assert paid(sum_insured=Decimal(10**6)) == [(True, "10000.00", "")]


def test_the_smallest_limit_of_the_place_caps_the_payment() -> None:
    """The place's own limit and the premises'; at night the window has another."""
    assert paid("no", limits={"premises": Decimal(7000)}) == [(False, "7000.00", "premises")]
    terms = replace(TERMS, average="no", limits={"window": Decimal(5000), "window_at_night": Decimal(0)})
    assert what_if(HELD, terms, Decimal(10000), "window").payments[0].amount == 0
    open_house = replace(HELD, closed=False)
    assert what_if(open_house, terms, Decimal(10000), "window").payments[0].capped == "window"
    assert what_if(HELD, terms, Decimal(10000), "bank").limit is None
    safe = replace(TERMS, average="no", safes={"Safe 1": Decimal(3000)})
    assert what_if(HELD, safe, Decimal(10000), "safe", "Safe 1").limit == 3000
    memo = replace(TERMS, average="no", limits={"memo": Decimal(4000), "premises": Decimal(1)})
    assert what_if(HELD, memo, Decimal(10000), "memo_out").limit == 4000


def test_a_peak_season_raises_the_limit_and_the_sum_insured() -> None:
    """On a day within it, over the new year."""
    peak = Peak((12, 1), (1, 15), Decimal(25), frozenset({"premises", "sum_insured"}))
    terms = replace(TERMS, limits={"premises": Decimal(7000)}, peaks=(peak,))
    assert what_if(HELD, terms, Decimal(10000), "safe", on=date(2027, 1, 15)).payments[0].amount == Decimal("8333.33")
    assert what_if(HELD, terms, Decimal(10000), "safe", on=date(2027, 1, 16)).payments[0].amount == Decimal("6666.67")


def test_what_the_house_file_leaves_out_is_said() -> None:
    """No sum insured: average cannot be worked out, and no figure pretends to it."""
    blank = replace(TERMS, sum_insured=None, excess=None, average="unknown")
    found = what_if(made(line("1", "50"), line("2", "50", currency="EUR")), blank, Decimal(10), "safe")
    assert [one.average for one in found.payments] == [False]
    assert len(found.notes) == 4
    assert found.value_at_risk == 50
    assert what_if(made(), TERMS, Decimal(10), "safe").payments[0].amount == 10


cents = st.decimals(min_value=0, max_value=10**6, places=2)


@given(loss=cents, insured=cents, held=st.decimals(min_value="0.01", max_value=10**6, places=2), excess=cents, limit=cents)
def test_no_payment_is_more_than_the_loss_or_the_limit(
    loss: Decimal, insured: Decimal, held: Decimal, excess: Decimal, limit: Decimal
) -> None:
    """And average never pays more than no average would."""
    terms = replace(
        TERMS, average="unknown", sum_insured=insured, excess=excess, limits={"premises": limit.quantize(Decimal("0.01"))}
    )
    under, without = what_if(made(line("1", str(held))), terms, loss, "safe").payments
    assert 0 <= under.amount <= without.amount <= max(loss - excess, Decimal(0))
    assert without.amount <= limit


@pytest.mark.parametrize(("average", "count"), [("yes", 1), ("no", 1), ("unknown", 2)])
def test_what_is_not_stated_is_answered_both_ways(average: str, count: int) -> None:
    """One answer where the policy says, two where it does not."""
    assert len(paid(average)) == count
