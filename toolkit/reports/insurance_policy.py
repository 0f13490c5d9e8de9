"""What the schedule says of its policy: whether one is in force, its season, its average clause, its sum insured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from toolkit.policies import LIMITS, SAFES, SUM_INSURED, Policy, gaps
from toolkit.render.reasons import reason
from toolkit.render.wording import label, long_date, money
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_situations import in_total, now, on_premises
from toolkit.values import fold
from toolkit.vocabulary import SITUATION

LIMITED: Mapping[str, frozenset[str]] = {
    "workshop": frozenset({"workshop"}), "repairer": frozenset({"workshop"}), "memo_out": frozenset({"memo"}),
    "transit": frozenset({"any_one_sending", "transit"}),
    **{word: frozenset({word}) for word in ("approval", "entrusted", "representative")},
    **{word: frozenset({word}) for word in ("exhibition", "bank", "residence")},
}  # fmt: skip
"""The limits that are for each situation away from the premises."""
_LEAP = 2000
"""A year that has every day a season may begin or end on."""


def coverage_notes(policies: Sequence[Policy], on: date, language: str) -> Iterable[str]:
    """Whether a policy is in force on the day, and from then on without a gap; nothing for a house that writes none."""
    if policies and not any(policy.in_force(on) for policy in policies):
        yield reason("policy-none", language, day=long_date(on, language))
    for one, other in gaps(policies):
        if on < other.first:
            yield reason(
                "policy-gap", language, one=one.reference, other=other.reference,
                end=long_date(one.until or on, language), start=long_date(other.first, language),
            )  # fmt: skip


def policy_notes(made: Schedule, policy: Policy, on: date) -> Iterable[str]:
    """The sentences on the policy in force: limits not stated, season, average, sum insured, what they leave out."""
    language = made.language
    if not policy.limits and not policy.safes:
        yield reason("policy-no-limits", language, reference=policy.reference)
    yield from _season(policy, on, language)
    yield reason(f"average-{policy.average}", language)
    yield from _sum_insured(made, policy, on)
    others = sorted({currency for currency, _ in made.totals} - {policy.currency})
    if others and (policy.limits or policy.safes):
        yield reason("limits-currency", language, currency=policy.currency, others=", ".join(others))
    unlimited = _unlimited(made, policy) if policy.limits else []
    if unlimited:
        yield reason("limits-places", language, places=", ".join(label(word, language).lower() for word in unlimited))
    unlisted = _unlisted(made, policy)
    if unlisted:
        yield reason("limits-safes", language, safes=", ".join(unlisted))
    if any(not line.away.holder for line in in_total(made) if line.away):
        yield reason("limits-holder", language)


def _season(policy: Policy, on: date, language: str) -> Iterable[str]:
    peak = policy.season(on)
    if peak is None:
        return
    raised = [key for key in LIMITS if key in peak.raised and key in policy.limits]
    raised += [SAFES] if SAFES in peak.raised and policy.safes else []
    raised += [SUM_INSURED] if SUM_INSURED in peak.raised and policy.sum_insured is not None else []
    if raised:
        yield reason(
            "policy-season", language, start=_month_day(peak.first, language), end=_month_day(peak.last, language),
            percent=f"{peak.percent.normalize():f}",
            limits=", ".join(reason(f"limit-{key}", language) for key in raised),
        )  # fmt: skip


def _month_day(day: tuple[int, int], language: str) -> str:
    """A day of every year."""
    return long_date(date(_LEAP, *day), language).removesuffix(f" {_LEAP}")


def _sum_insured(made: Schedule, policy: Policy, on: date) -> Iterable[str]:
    insured = policy.sum_on(on)
    if insured is None:
        return
    total = next((tally.value for word, tally in made.totals if word == policy.currency), Decimal(0))
    key = "sum-short" if total > insured else "sum-enough"
    figures = {"sum": insured, "total": total, "short": total - insured}
    said = {name: money(figure, policy.currency, made.language) for name, figure in figures.items()}
    yield reason(key, made.language, **said)


def safe_words(name: str) -> tuple[str, ...]:
    """The words of the place a safe goes by, folded: ``Safe 1 / Coffre 1`` is one safe with two names."""
    return tuple(words for part in name.split("/") if (words := fold(part)))


def _unlimited(made: Schedule, policy: Policy) -> list[str]:
    """Situations away from the premises that pieces are in, and that no limit of the policy is for."""
    held = {now(line, made) for line in in_total(made) if not on_premises(line, made)} & LIMITED.keys()
    return [word for word in SITUATION if word in held and not LIMITED[word] & policy.limits.keys()]


def _unlisted(made: Schedule, policy: Policy) -> list[str]:
    """Places that are safes by their own words, and none of those the policy has limits for."""
    if not policy.safes:
        return []
    listed = [f" {words}" for name in policy.safes for words in safe_words(name)]
    found: dict[str, str] = {}
    for line in in_total(made):
        head = line.location.partition(",")[0].strip()
        words = f" {fold(head)}"
        known = any(f"{name} " in f"{words} " or name.startswith(words) for name in listed)
        if head and now(line, made) == "safe" and not known:
            found.setdefault(words, head)
    return [found[words] for words in sorted(found)]


def policy_facts(made: Schedule) -> dict[str, object]:
    """The canonical facts of the limits and the valuations, for the digest."""
    return {
        "limits": [
            [one.key, one.subject, one.currency, str(one.used), str(one.limit), list(one.stock_nos), list(one.open)]
            for one in made.limits
        ],
        "limit_notes": list(made.limit_notes),
        "revaluations": [[one.stock_no, one.months, one.cycle, list(one.reasons)] for one in made.revaluations],
    }


def policy_figures(made: Schedule) -> Iterable[Decimal]:
    """Every figure the limits and the valuations print."""
    for limit in made.limits:
        yield from (limit.used, limit.limit, limit.headroom, Decimal(limit.units), Decimal(len(limit.open)))
        yield from () if limit.percent is None else (limit.percent,)
    for item in made.revaluations:
        yield from (Decimal(item.cycle), Decimal(item.months or 0))
