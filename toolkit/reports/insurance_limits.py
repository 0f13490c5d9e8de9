"""The schedule beside the limits of the policy: what is used of each, what is left, and what cannot be said.

What counts is the block Total in the policy's currency. Pieces whose value or place is not certain, or that are valued
in another currency, are named beside the figure as open; they are never in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from toolkit.policies import Policy
from toolkit.reports.insurance import Limit, LimitState, Line, Schedule
from toolkit.reports.insurance_policy import policy_notes, safe_words
from toolkit.reports.insurance_situations import by_day, by_night, in_total, now, on_premises
from toolkit.values import fold

IN_SAFE = frozenset({"safe", "strongroom"})
HOLDERS = {"memo": "memo_out", "entrusted": "entrusted", "representative": "representative"}
"""Limits for what any one holder has, and the situation each is for."""
TOTALS = {
    "approval": frozenset({"approval"}),  # together: the schedule does not name clients
    "workshop": frozenset({"workshop", "repairer"}),
    "exhibition": frozenset({"exhibition"}),
    "bank": frozenset({"bank"}),
    "transit": frozenset({"transit"}),
    "residence": frozenset({"residence"}),
}
"""Limits on all that is in some situations together."""
NEAR, FULL = Decimal(90), Decimal(100)
_TENTH = Decimal("0.1")
Test = Callable[[Line], bool | None]
"""Whether a line counts towards a limit; None where its place is not known."""
Group = Callable[[Line], str]
"""The words by which lines are told apart: a holder, a sending; empty where nothing says."""


def limits(made: Schedule, policy: Policy | None, as_at: datetime) -> tuple[tuple[Limit, ...], tuple[str, ...]]:
    """Every limit of the policy with what stands against it, in the policy's order, and the sentences on the policy."""
    if policy is None:
        return (), ()
    measure = _Measure.of(made, policy, as_at.date())
    found = (limit for key in _ORDER if key in policy.limits for limit in _of_key(measure, key))
    return (*found, *_safes(measure)), tuple(policy_notes(made, policy, as_at.date()))


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is measured, against which policy, on which day.

    ``sure`` are the lines that count: in the total, in the policy's currency. ``unsure`` may count: in another
    currency, in doubt, or exceptions.
    """

    made: Schedule
    policy: Policy
    on: date
    sure: Sequence[Line]
    unsure: Sequence[Line]

    @classmethod
    def of(cls, made: Schedule, policy: Policy, on: date) -> _Measure:
        """The lines of a schedule, parted by whether they count."""
        sure: list[Line] = []
        other: list[Line] = []
        for line in in_total(made):
            ours = line.value is not None and line.value.currency == policy.currency
            (sure if ours else other).append(line)
        return cls(made, policy, on, sure, (*other, *made.in_doubt, *made.exceptions))

    def limit(self, key: str, subject: str, limit: Decimal, lines: Sequence[Line], open_: Iterable[Line]) -> Limit:
        """One limit with the lines that stand against it."""
        used = sum((line.value.amount for line in lines if line.value), Decimal(0))
        unsure = tuple(dict.fromkeys(line.stock_no for line in open_))
        state = state_of(used, limit)
        return Limit(
            key=key, subject=subject, currency=self.policy.currency, used=used, limit=limit,
            percent=percent(used, limit), headroom=limit - used, units=len(lines),
            state="unknown" if unsure and not lines else state,
            stock_nos=tuple(line.stock_no for line in lines), open=unsure,
        )  # fmt: skip


def percent(used: Decimal, limit: Decimal) -> Decimal | None:
    """How much of a limit is used, to a tenth, half up; the rounding never crosses 90 or 100."""
    if not limit:
        return None if used else Decimal("0.0")
    exact = used * FULL / limit
    shown = exact.quantize(_TENTH, ROUND_HALF_UP)
    for edge in (NEAR, FULL):
        if exact < edge <= shown:
            return edge - _TENTH
    return FULL + _TENTH if exact > FULL >= shown else shown


def state_of(used: Decimal, limit: Decimal) -> LimitState:
    """Near from 90 percent; a breach is above the limit, not at it."""
    if used > limit:
        return "breach"
    return "near" if limit and used * FULL >= limit * NEAR else "within"


def _of_key(measure: _Measure, key: str) -> Iterable[Limit]:
    """The limits of one line of ``[policy.limits]``: one for the house, or one for each subject."""
    amount = measure.policy.limit(key, measure.on)
    assert amount is not None  # the key is the policy's own
    yield from _ORDER[key](measure, key, amount)


def _whole(test: Callable[[_Measure], Test]) -> Callable[[_Measure, str, Decimal], Iterable[Limit]]:
    """A limit on everything that passes a test, together."""

    def measured(measure: _Measure, key: str, amount: Decimal) -> Iterable[Limit]:
        passes = test(measure)
        sure = [line for line in measure.sure if passes(line)]
        unplaced = [line for line in measure.sure if passes(line) is None]
        yield measure.limit(key, "", amount, sure, (*unplaced, *_may(measure, passes)))

    return measured


def _may(measure: _Measure, passes: Test) -> Iterable[Line]:
    return (line for line in measure.unsure if passes(line) is not False)


def _each(situation: str, group: Group) -> Callable[[_Measure, str, Decimal], Iterable[Limit]]:
    """A limit for each group of what passes a test, the largest first; what is uncertain and in no group, to all."""

    def measured(measure: _Measure, key: str, amount: Decimal) -> Iterable[Limit]:
        passes = _in({situation})(measure)
        sure = _grouped((line for line in measure.sure if passes(line)), group)
        unplaced = [line for line in measure.sure if passes(line) is None]
        unsure = _grouped((*unplaced, *_may(measure, passes)), group)
        anybody = unsure.pop("", [])
        names = {fold(name): name for name in (*unsure, *sure)} or {"": ""}
        found = [
            measure.limit(key, name, amount, sure.get(name, ()), (*_of(unsure, folded), *anybody))
            for folded, name in sorted(names.items())
        ]
        yield from sorted(found, key=lambda limit: -limit.used)

    return measured


def _grouped(lines: Iterable[Line], group: Group) -> dict[str, list[Line]]:
    """Lines by the first spelling of their group."""
    found: dict[str, list[Line]] = {}
    spelled: dict[str, str] = {}
    for line in lines:
        words = group(line)
        found.setdefault(spelled.setdefault(fold(words), words), []).append(line)
    return found


def _of(groups: dict[str, list[Line]], folded: str) -> Iterable[Line]:
    """The lines of a group, however it is spelled."""
    return (line for name, lines in groups.items() if fold(name) == folded for line in lines)


def _in(situations: Iterable[str]) -> Callable[[_Measure], Test]:
    wanted = frozenset(situations)

    def test(measure: _Measure) -> Test:
        return lambda line: (
            _is_in(now(line, measure.made), wanted)
            and not (now(line, measure.made) == "workshop" and on_premises(line, measure.made))
        )

    return test


def _is_in(situation: str, wanted: frozenset[str]) -> bool | None:
    return situation in wanted if situation else None


def _holder(line: Line) -> str:
    return line.away.holder if line.away else ""


def _sending(line: Line) -> str:
    """One sending: its receipt, else who carries it since when; what nothing tells apart is taken for one."""
    if line.away is None:
        return ""
    since = line.away.since
    day = since.earliest.isoformat() if since else ""
    return line.away.receipt or " ".join(part for part in (line.away.holder, day) if part)


def _articles(measure: _Measure, key: str, amount: Decimal) -> Iterable[Limit]:
    """The dearest piece, and every other that comes near the limit or breaks it."""
    lines = sorted(measure.sure, key=lambda line: -(line.value.amount if line.value else Decimal(0)))
    unsure = [line for line in measure.unsure if _may_break(line, measure.policy.currency, amount)]
    for number, line in enumerate(lines):
        found = measure.limit(key, line.stock_no, amount, (line,), () if number else unsure)
        if number and found.state == "within":
            return
        yield found
    if not lines:
        yield measure.limit(key, "", amount, (), unsure)


def _may_break(line: Line, currency: str, limit: Decimal) -> bool:
    """Whether a piece that is not certain may be above a limit of one article."""
    return line.value is None or line.value.currency != currency or line.value.amount > limit


def _safes(measure: _Measure) -> Iterable[Limit]:
    """Each safe of the policy by the words of the place; what lies in a safe nobody names may lie in any."""
    names = measure.policy.safes
    spelled = sorted(((words, name) for name in names for words in safe_words(name)), key=lambda one: -len(one[0]))

    def safe(line: Line) -> str | None:
        """The safe a line lies in; empty where it lies in one that is not named, None where in none."""
        if on_premises(line, measure.made) is False:
            return None
        place = f" {fold(line.location)} "
        named = next((name for words, name in spelled if f" {words} " in place), None)
        situation = now(line, measure.made)
        if named is not None:
            return named
        vague = any(words.startswith(fold(line.location)) for words, _ in spelled)
        return "" if not situation or (situation in IN_SAFE and vague) else None

    placed = [(safe(line), line) for line in measure.sure]
    perhaps = [(safe(line), line) for line in measure.unsure]
    for name in names:
        sure = [line for where, line in placed if where == name]
        unnamed = [line for where, line in placed if where == ""]
        unsure = [line for where, line in perhaps if where in {name, ""}]
        yield measure.limit("safe", name, measure.policy.safe(name, measure.on), sure, (*unnamed, *unsure))


_ORDER: dict[str, Callable[[_Measure, str, Decimal], Iterable[Limit]]] = {
    "premises": _whole(lambda measure: lambda line: on_premises(line, measure.made)),
    "out_of_safe_at_night": _whole(lambda measure: lambda line: _left_out(line, measure.made)),
    "window": _whole(lambda _measure: lambda line: _is_in(by_day(line), frozenset({"window"}))),
    "window_at_night": _whole(lambda _measure: lambda line: _is_in(by_night(line), frozenset({"window"}))),
    "single_article": _articles,
    "any_one_sending": _each("transit", _sending),
    **{key: _each(situation, _holder) for key, situation in HOLDERS.items()},
    **{key: _whole(_in(situations)) for key, situations in TOTALS.items()},
}
"""How each limit is measured, in the order in which they are printed."""


def _left_out(line: Line, made: Schedule) -> bool | None:
    """Whether a piece lies on the premises at night, and not in the safe."""
    at = by_night(line)
    inside = on_premises(line, made)
    return None if inside and not at else inside and at not in IN_SAFE


def unfounded(made: Schedule) -> Iterable[str]:
    """What in the limits does not follow from the lines alone: for the proof that the schedule foots."""
    values = {line.stock_no: line.value.amount for line in in_total(made) if line.value}
    for limit in made.limits:
        again = sum((values.get(number, Decimal(0)) for number in limit.stock_nos), Decimal(0))
        if again != limit.used or limit.used + limit.headroom != limit.limit or limit.units != len(limit.stock_nos):
            yield f"the limit {limit.key} {limit.subject} comes to {limit.used}, its lines to {again}"
