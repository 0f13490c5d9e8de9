"""The insurance policies of ``boutique.toml``: when each is in force, on which basis it values, what its limits are.

Reading is strict, as everywhere in the house file: a slip is named with what was probably meant. What a policy does
not say stays unknown: no excess is not an excess of nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from toolkit.house_tables import Document, nearest, only, tables, wrong
from toolkit.policy_words import basis_of, day, figures, listed, month_day, months, naught_or_more, percent_of, word
from toolkit.valued import Basis
from toolkit.vocabulary import CATEGORY, OWNERSHIP

KEYS = (
    "reference", "from", "until", "currency", "vat", "average", "sum_insured", "excess", "basis", "limits", "safes",
    "valuation_months", "peak",
)  # fmt: skip
LIMITS = (
    "premises", "out_of_safe_at_night", "window", "window_at_night", "single_article", "any_one_sending", "memo",
    "approval", "entrusted", "representative", "workshop", "exhibition", "bank", "transit", "residence",
)  # fmt: skip
"""The limits a policy may name, in the order in which they are printed; safes have a table of their own."""
VATS = ("net", "gross", "mixed", "unknown")
AVERAGES = ("yes", "no", "unknown")
DEFAULT = "default"
"""The line of ``[policy.valuation_months]`` for every category that has none of its own."""
SAFES, SUM_INSURED = "safes", "sum_insured"
_PENNY = Decimal("0.01")
_DAY = timedelta(days=1)
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Peak:
    """A season in which limits are higher: its first and last day as (month, day), inclusive, perhaps over new year.

    ``raised`` are the limits it raises, ``safes`` and ``sum_insured`` among them where they are.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    percent: Decimal
    raised: frozenset[str]

    def covers(self, on: date) -> bool:
        """Whether a day lies in the season."""
        today = (on.month, on.day)
        if self.first <= self.last:
            return self.first <= today <= self.last
        return today >= self.first or today <= self.last


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy. ``first`` and ``until`` are days in force, both included; without ``until`` it has no end yet.

    ``basis`` is by ownership, and by category for the house's own stock; ``limits`` by :data:`LIMITS`; ``safes`` by the
    place's words; ``months`` by category and :data:`DEFAULT`, nought for never. ``vat`` is empty where it says nothing.
    """

    reference: str
    first: date
    until: date | None
    currency: str
    vat: str = ""
    average: str = "unknown"
    sum_insured: Decimal | None = None
    excess: Decimal | None = None
    basis: Mapping[str, Basis] = field(default_factory=dict)
    limits: Mapping[str, Decimal] = field(default_factory=dict)
    safes: Mapping[str, Decimal] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    peaks: tuple[Peak, ...] = ()

    def in_force(self, on: date) -> bool:
        """Whether a day lies in its period."""
        return self.first <= on and (self.until is None or on <= self.until)

    def season(self, on: date) -> Peak | None:
        """The peak season a day lies in, if any."""
        return next((peak for peak in self.peaks if peak.covers(on)), None)

    def limit(self, key: str, on: date) -> Decimal | None:
        """A limit as it stands on a day, to the penny; None where the policy names none."""
        return self._raised(self.limits.get(key), key, on)

    def safe(self, name: str, on: date) -> Decimal:
        """The limit of a safe as it stands on a day."""
        return self._raised(self.safes[name], SAFES, on) or Decimal(0)

    def sum_on(self, on: date) -> Decimal | None:
        """The sum insured as it stands on a day; None where the policy names none."""
        return self._raised(self.sum_insured, SUM_INSURED, on)

    def _raised(self, amount: Decimal | None, key: str, on: date) -> Decimal | None:
        peak = self.season(on)
        if amount is None or peak is None or key not in peak.raised:
            return amount
        return (amount * (_WHOLE + peak.percent) / _WHOLE).quantize(_PENNY, ROUND_HALF_UP)


def policies(document: Document, currency: str) -> tuple[Policy, ...]:
    """Every ``[[policy]]``, by its first day. ``currency`` is the house's, for a policy that names none."""
    found = sorted(
        (_policy(item, number, currency) for number, item in enumerate(tables(document, "policy"), 1)),
        key=lambda policy: policy.first,
    )
    for one, other in pairwise(found):
        if one.until is None or other.first <= one.until:
            raise wrong(
                f"the policies {one.reference!r} and {other.reference!r} are both in force on {other.first}; "
                f"end {one.reference!r} on {other.first - _DAY}"
            )
    return tuple(found)


def gaps(found: Sequence[Policy]) -> Iterable[tuple[Policy, Policy]]:
    """Pairs of policies, one after the other, with days between them on which none is in force."""
    for one, other in pairwise(found):
        if one.until is not None and one.until + _DAY < other.first:
            yield one, other


def _policy(item: Document, number: int, currency: str) -> Policy:
    reference = item.get("reference")
    if not isinstance(reference, str) or not reference.strip():
        raise wrong(f'[[policy]] {number} needs its reference in quotes, such as "JB/26/0419"')
    name = f"[[policy]] {reference.strip()!r}"
    only(item, KEYS, f"{name}: ")
    first, until = day(item, "from", name), day(item, "until", name)
    if first is None:
        raise wrong(f"{name} needs the first day it is in force, written from = 2026-01-01 without quotes")
    if until is not None and until < first:
        raise wrong(f"{name} ends on {until}, before it begins on {first}")
    sum_insured, excess = naught_or_more(item, "sum_insured", name), naught_or_more(item, "excess", name)
    limits = figures(item, "limits", name, LIMITS)
    return Policy(
        reference=reference.strip(),
        first=first,
        until=until,
        currency=_currency(item, currency, name),
        vat=word(item, "vat", VATS, "", name),
        average=word(item, "average", AVERAGES, "unknown", name),
        sum_insured=sum_insured,
        excess=excess,
        basis=basis_of(item, name, (*OWNERSHIP, *CATEGORY)),
        limits=limits,
        safes=figures(item, "safes", name),
        months=months(item, name, (*CATEGORY, DEFAULT)),
        peaks=tuple(_peak(one, name, (*LIMITS, SAFES, SUM_INSURED)) for one in listed(item, "peak", name)),
    )


def _currency(item: Document, house: str, name: str) -> str:
    code = item.get("currency", house)
    if not isinstance(code, str) or not code.strip():
        raise wrong(f'{name} needs the currency of its limits, such as currency = "GBP"')
    return code.strip()


def _peak(item: Document, name: str, known: Sequence[str]) -> Peak:
    """A peak season: which limits it raises, or all of them and the sum insured, but no safe."""
    keys = ("from", "until", "percent", "limits")
    only(item, keys, f"{name}, peak: ")
    raised = item.get("limits", [key for key in known if key != SAFES])
    if not isinstance(raised, list):
        raise wrong(f'{name}, peak: limits is a list in quotes, like ["premises", "window"]')
    for key in raised:
        if key not in known:
            raise wrong(f"{name}, peak: limits has {key!r}, which is no limit{nearest(str(key), list(known))}")
    return Peak(
        month_day(item, "from", name), month_day(item, "until", name), percent_of(item, name), frozenset(raised)
    )
