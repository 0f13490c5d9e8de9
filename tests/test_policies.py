"""Policies in the house file: read strictly, in force from their first day to their last, and first among the bases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests import houses as small
from toolkit import house as houses
from toolkit.findings import ToolkitError
from toolkit.policies import gaps
from toolkit.valued import Basis

POLICY = '[house]\ncurrency = "GBP"\n[[policy]]\nreference = "JB/1"\nfrom = 2026-01-01\n'


def parsed(text: str) -> houses.House:
    """A house by the text of its house file."""
    return houses.parse(text, Path())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[policy]]\nfrom = 2026-01-01\n", "needs its reference"),
        ('[policy]\nreference = "x"\n', "two brackets"),
        ('[[policy]]\nreference = "x"\ncurrency = "GBP"\n', "first day"),
        ('[[policy]]\nreference = "x"\nfrom = 2026-01-01\n', "the currency of its limits"),
        (POLICY + 'until = "2026-12-31"\n', "without quotes"),
        (POLICY + "until = 2025-12-31\n", "before it begins"),
        (POLICY + 'vat = "included"\n', "net, gross, mixed, unknown"),
        (POLICY + 'average = "perhaps"\n', "yes, no, unknown"),
        (POLICY + "sum_insurd = 1\n", "did you mean sum_insured"),
        (POLICY + 'sum_insured = "2,000,000"\n', "write a figure without quotes"),
        (POLICY + "excess = -1\n", "write a figure"),
        (POLICY + "excess = nan\n", "write a figure"),
        (POLICY + "[policy.basis]\nownd = 'cost'\n", "did you mean owned"),
        (POLICY + "[policy.basis]\nowned = 'costs'\n", '"cost + 20%"'),
        (POLICY + "[policy.basis]\nwatch = 'market + 5%'\n", '"cost + 20%"'),
        (POLICY + "[policy.limits]\nwindows = 1\n", "did you mean window"),
        (POLICY + "[policy.limits]\nwindow = true\n", "write a figure"),
        (POLICY + "[policy.valuation_months]\nwatches = 24\n", "did you mean watch"),
        (POLICY + "[policy.valuation_months]\nwatch = 1.5\n", "whole months"),
        (POLICY + '[policy.peak]\nfrom = "30-11"\nuntil = "01-05"\npercent = 25\n', '"12-01"'),
        (POLICY + '[policy.peak]\nfrom = "11-30"\nuntil = "01-05"\npercent = 25\nlimits = ["windo"]\n', "window"),
        (POLICY + '[policy.peak]\nfrom = "11-30"\nuntil = "01-05"\n', "percent"),
        (POLICY + '[[policy]]\nreference = "JB/2"\nfrom = 2026-06-01\n', "both in force on 2026-06-01"),
    ],
)
def test_a_slip_in_a_policy_is_one_sentence_that_names_it(text: str, said: str) -> None:
    """The policy, its line and what to write instead."""
    with pytest.raises(ToolkitError) as caught:
        parsed(text)
    assert "boutique.toml" in caught.value.message
    assert said in caught.value.message


TWO = (
    '[house]\ncurrency = "GBP"\n[insurance]\nbasis = "cost"\npolicy = "OLD"\nvat = "net"\n'
    '[[policy]]\nreference = "JB/2"\nfrom = 2026-07-01\nuntil = 2026-12-31\nvat = "gross"\n'
    '[policy.basis]\nowned = "cost + 12.5%"\nwatch = "replacement"\nconsigned_in = "agreed"\n'
    '[[policy]]\nreference = "JB/1"\nfrom = 2026-01-01\nuntil = 2026-06-28\n'
)


@pytest.mark.parametrize(
    ("day", "reference"),
    [
        ("2025-12-31", None), ("2026-01-01", "JB/1"), ("2026-06-28", "JB/1"), ("2026-06-29", None),
        ("2026-06-30", None), ("2026-07-01", "JB/2"), ("2026-12-31", "JB/2"), ("2027-01-01", None),
    ],
)  # fmt: skip
def test_a_policy_is_in_force_on_its_first_and_its_last_day(day: str, reference: str | None) -> None:
    """And on no day beside them; where none is, the plain settings hold."""
    house, on = parsed(TWO), date.fromisoformat(day)
    policy = house.policy(on)
    assert (policy and policy.reference) == reference
    assert house.terms(on).reference == (reference or "OLD")


def test_policies_that_follow_each_other_with_days_between_are_told() -> None:
    """A gap is no error: it is a note."""
    assert [(one.reference, other.reference) for one, other in gaps(parsed(TWO).policies)] == [("JB/1", "JB/2")]


def test_the_policy_in_force_says_the_basis_then_the_settings() -> None:
    """By category for own stock, by ownership for all else; what the policy leaves out is as it always was."""
    terms = parsed(TWO).terms(date(2026, 8, 1))
    assert terms.vat == "gross"
    assert terms.bases("owned", "ring") == (Basis("cost", Decimal("12.5")),)
    assert terms.bases("owned", "watch") == (Basis("replacement"),)
    assert terms.bases("consigned_in", "watch") == (Basis("agreed"),)
    assert [one.key for one in terms.bases("memo_in", "ring")] == ["agreed", "insured_value", "cost + 12.5%"]
    assert [one.key for one in parsed(TWO).terms(date(2026, 2, 1)).bases("owned", "watch")] == ["cost"]


def test_a_basis_given_for_this_run_wins_for_own_stock_alone() -> None:
    """--basis is about the house's own stock; others' goods stay on the policy's terms."""
    house = houses.with_settings(parsed(TWO), {"insurance.basis": "ticket_price"})
    terms = house.terms(date(2026, 8, 1))
    assert terms.bases("owned", "watch") == (Basis("ticket_price"),)
    assert terms.bases("consigned_in", "watch") == (Basis("agreed"),)


PEAK = POLICY + (
    "sum_insured = 1000\n[policy.limits]\npremises = 333.33\nwindow = 100\n[policy.safes]\nOne = 10\n"
    '[policy.peak]\nfrom = "12-01"\nuntil = "01-15"\npercent = 25\n'
)


@pytest.mark.parametrize(
    ("day", "premises"),
    [("2026-11-30", "333.33"), ("2026-12-01", "416.66"), ("2027-01-15", "416.66"), ("2027-01-16", "333.33")],
)
def test_a_peak_season_may_cross_the_new_year(day: str, premises: str) -> None:
    """Its first and its last day are in it; the raised limit is to the penny, and a safe is no stronger for it."""
    policy, on = parsed(PEAK).policies[0], date.fromisoformat(day)
    assert policy.limit("premises", on) == Decimal(premises)
    assert policy.sum_on(on) == (Decimal(1250) if policy.season(on) else Decimal(1000))
    assert policy.safe("One", on) == Decimal(10)
    assert policy.limit("bank", on) is None


def test_a_peak_season_raises_what_it_names_and_nothing_else() -> None:
    """Safes among them only where they are named."""
    policy = parsed(PEAK + 'limits = ["window", "safes"]\n').policies[0]
    on = date(2026, 12, 24)
    assert (policy.limit("premises", on), policy.limit("window", on)) == (Decimal("333.33"), Decimal(125))
    assert (policy.safe("One", on), policy.sum_on(on)) == (Decimal("12.5"), Decimal(1000))


def test_a_policy_survives_another_init(tmp_path: Path) -> None:
    """Columns are proposed anew; what she wrote of her policy stays."""
    stock = small.table(small.STOCK, [("1", "Ring", "2025-01-02", "", "100", "GBP")])
    folder = small.make(tmp_path / "house", {"stock.csv": stock}, house_currency="GBP")
    path = folder / "boutique.toml"
    path.write_text(path.read_text("utf-8") + PEAK.partition("\n[[policy]]")[2].join(["\n[[policy]]", ""]), "utf-8")
    before = houses.read(folder).policies
    assert small.run("init", folder, "--overwrite").code == 0
    assert houses.read(folder).policies == before != ()
