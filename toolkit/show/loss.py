"""A loss thought through, in words."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.produce.loss import Thought
from toolkit.render.reasons import REASONS, reason
from toolkit.render.wording import label, money
from toolkit.reports.insurance_whatif import Payment


def loss_text(thought: Thought) -> str:
    """What would be paid, under average or not, and what it was measured on."""
    return "\n".join(_lines(thought))


def _lines(thought: Thought) -> Iterator[str]:
    answer, currency = thought.answer, thought.answer.currency
    place = answer.subject or _named(answer.situation)
    yield (
        f"If {money(answer.loss, currency, 'en')} were lost ({place}) as at {thought.schedule.as_at:%Y-%m-%d %H:%M}, "
        f"under policy {thought.policy.reference}:"
    )
    for one in answer.payments:
        yield f"  {'With' if one.average else 'Without'} an average clause  {_paid(one, currency)}"
    if not answer.payments:
        yield "  What would be paid cannot be said."
    yield f"  Value at risk            {money(answer.value_at_risk, currency, 'en')}"
    known = (("Sum insured", answer.sum_insured), ("Excess", answer.excess), ("Limit of the place", answer.limit))
    for title, amount in known:
        if amount is not None:
            yield f"  {title:<23}  {money(amount, currency, 'en')}"
    yield from (f"  {note}" for note in answer.notes)
    yield "Arithmetic on the figures of boutique.toml, and no promise of the insurer's. Nothing was written."


def _paid(one: Payment, currency: str) -> str:
    capped = f", capped by the limit: {_named(one.capped)}" if one.capped else ""
    return f"{money(one.amount, currency, 'en')} would be paid{capped}"


def _named(key: str) -> str:
    """A limit or a situation in words; the name of a safe as it is."""
    return reason(f"limit-{key}", "en") if f"limit-{key}" in REASONS else label(key, "en")
