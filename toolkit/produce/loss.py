"""What a loss would leave, thought through on the schedule of a day: nothing is written."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.findings import Exit, ToolkitError
from toolkit.policies import LIMITS, Policy
from toolkit.produce.asked_amount import asked_amount
from toolkit.produce.reading import Checked
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_build import schedule
from toolkit.reports.insurance_whatif import WhatIf, what_if
from toolkit.values import fold
from toolkit.vocabulary import SITUATION, spellings


@dataclass(frozen=True, slots=True)
class Thought:
    """A loss thought through, with the schedule and the policy it was measured on."""

    schedule: Schedule
    policy: Policy
    answer: WhatIf


def think(checked: Checked, loss: str, situation: str) -> Thought:
    """The answer for a loss in a situation, in a safe by its name, or against a limit by its name.

    Raises ToolkitError where no policy is in force, for another currency than the policy's, and for an unknown word.
    """
    house, on = checked.house, checked.as_at.date()
    policy = house.policy(on)
    if policy is None:
        raise ToolkitError(
            f"No policy of boutique.toml is in force on {on}: what a loss would leave cannot be said.",
            "Write the policy into boutique.toml as [[policy]]; docs/insurance.md shows how.",
            code="no-policy",
        )
    amount = asked_amount("--loss", loss, house.currencies, policy.currency)
    if amount.currency != policy.currency:
        raise ToolkitError(
            f"--loss is in {amount.currency}, and policy {policy.reference} is in {policy.currency}.",
            f"Give the loss in {policy.currency}.",
            code="usage",
            status=Exit.USAGE,
        )
    made = schedule(checked.registers, house, checked.as_at)
    where, subject = _place(policy, situation, house.words.get("location", {}))
    return Thought(made, policy, what_if(made, policy, amount.amount, where, subject))


def _place(policy: Policy, text: str, own: Mapping[str, str]) -> tuple[str, str]:
    """The situation, and the safe where one is named."""
    safes = {fold(name): name for name in policy.safes}
    if safe := safes.get(fold(text)):
        return "safe", safe
    known = {**{fold(name.replace("_", " ")): name for name in LIMITS}, **spellings(SITUATION, own)}
    if found := known.get(fold(text.replace("_", " "))):
        return found, ""
    choices = [*policy.safes, *SITUATION, *LIMITS]
    near = difflib.get_close_matches(text.casefold(), choices, 1)
    raise ToolkitError(
        f"--situation {text!r} is no place that is known here.",
        (f"Did you mean {near[0]}? " if near else "") + f"It can be {', '.join(dict.fromkeys(choices))}.",
        code="usage",
        status=Exit.USAGE,
    )
