"""What a loss would leave: the payment under average and without it, and what the limit of the place allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext

from toolkit.policies import Policy
from toolkit.render.reasons import reason
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_situations import OFF, in_total

_PENNY = Decimal("0.01")
_DIGITS = 50
"""Enough that a rounding at the end is the only one."""
_ALIASES = {"memo_out": "memo", "transit": "any_one_sending", "repairer": "workshop"}
"""Situations whose limit has another name."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What would be paid, under average or not; ``capped`` is the limit that lowered it, empty for none."""

    average: bool
    amount: Decimal
    capped: str


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A loss thought through: ``payments`` has one answer, or both where the house file does not say about average.

    ``limit`` is the smallest that applies to the place, None where the policy names none.
    """

    loss: Decimal
    situation: str
    subject: str
    currency: str
    value_at_risk: Decimal
    sum_insured: Decimal | None
    excess: Decimal | None
    limit: Decimal | None
    payments: tuple[Payment, ...]
    notes: tuple[str, ...]


def what_if(
    made: Schedule, policy: Policy, loss: Decimal, situation: str, subject: str = "", on: date | None = None
) -> WhatIf:
    """A loss in a situation (``window``, ``safe``, ``transit``) or against a limit by its name (``single_article``).

    ``subject`` names the safe. ``on`` is the day of the loss where it is not the schedule's: a peak season may raise
    the limits and the sum insured then.
    """
    day = on or made.as_at.date()
    total = next((tally.value for word, tally in made.totals if word == policy.currency), Decimal(0))
    insured = policy.sum_on(day)
    caps = _caps(made, policy, situation, subject, day)
    wanted = {"yes": (True,), "no": (False,), "unknown": (True, False)}[policy.average]
    payments = tuple(
        _payment(loss, _payable(loss, insured, total, policy.excess, average=average), caps, average=average)
        for average in wanted
        if not average or insured is not None
    )
    return WhatIf(
        loss=loss, situation=situation, subject=subject, currency=policy.currency, value_at_risk=total,
        sum_insured=insured, excess=policy.excess, limit=min(caps.values(), default=None), payments=payments,
        notes=_notes(made, policy, insured, caps),
    )  # fmt: skip


def _payable(
    loss: Decimal, insured: Decimal | None, at_risk: Decimal, excess: Decimal | None, *, average: bool
) -> Decimal:
    """Loss times the part of the value that is insured, less the excess; never below nothing, unrounded."""
    with localcontext() as context:
        context.prec = _DIGITS
        part = loss
        if average and insured is not None and at_risk > insured:
            part = loss * insured / at_risk
        return max(part - (excess or Decimal(0)), Decimal(0))


def _payment(loss: Decimal, payable: Decimal, caps: dict[str, Decimal], *, average: bool) -> Payment:
    """The payment to the penny, capped by the smallest limit that applies."""
    name = min(caps, key=lambda key: caps[key], default="")
    capped = name if name and caps[name] < payable else ""
    amount = (caps[capped] if capped else payable).quantize(_PENNY, ROUND_HALF_UP)
    return Payment(average, min(amount, loss), capped)


def _caps(made: Schedule, policy: Policy, situation: str, subject: str, on: date) -> dict[str, Decimal]:
    """The limits that apply to a loss there: the place's own, that of a safe, and the premises' for what is in them."""
    names = [situation, _ALIASES.get(situation, "")]
    if situation == "window" and made.closed and policy.limit("window_at_night", on) is not None:
        names = ["window_at_night"]
    if made.closed and situation in {"locked_case", "drawer", "premises", "window"}:
        names.append("out_of_safe_at_night")
    if situation not in OFF and situation not in {"single_article", "any_one_sending", "memo"}:
        names.append("premises")
    found = {name: limit for name in names if name and (limit := policy.limit(name, on)) is not None}
    if subject in policy.safes:
        found[subject] = policy.safe(subject, on)
    return found


def _notes(made: Schedule, policy: Policy, insured: Decimal | None, caps: dict[str, Decimal]) -> tuple[str, ...]:
    language = made.language
    others = sum(1 for line in in_total(made) if line.value and line.value.currency != policy.currency)
    left_out = len(made.in_doubt) + len(made.exceptions) + others
    said = {
        "loss-no-sum": insured is None and policy.average != "no",
        "loss-no-excess": policy.excess is None,
        "loss-no-limit": not caps,
    }
    notes = [reason(key, language) for key, holds in said.items() if holds]
    if left_out:
        notes.append(reason("loss-open", language, n=left_out, currency=policy.currency))
    return tuple(notes)
