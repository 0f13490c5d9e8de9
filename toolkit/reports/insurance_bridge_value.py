"""What became of a value between two schedules: revalued, on another basis only, in another currency, or a slip."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from toolkit.other_records import Listed
from toolkit.records import Piece
from toolkit.render.wording import MINUS, figure, money
from toolkit.reports.insurance import Cause, Line, Step
from toolkit.reports.insurance_bridge_basis import Bases
from toolkit.reports.insurance_bridge_deeds import Span
from toolkit.values import Money

SLIPS = (10, 100, 1000)
"""How many times too much or too little a slip of the keyboard makes a figure."""


def value_steps(  # noqa: PLR0913, PLR0917 - one piece on both schedules, and what its values are told from
    span: Span, bases: Bases, listed: Listed, line: Line, piece: Piece | None, before: Money, after: Money
) -> Iterator[Step]:
    """The change of a value, if it changed: never across currencies, and called a revaluation only where it is one."""
    if before == after:
        return
    facts = {"then": _money(before, span), "now": _money(after, span)}
    if before.currency != after.currency:
        words = [span.say("currency", **facts)]
        if before.amount == after.amount:
            words.append(span.say("same-figure"))
        yield _step("currency", line, before, after, words)
        return
    percent = _percent(before.amount, after.amount, span.language)
    changed = bases.of_line(listed, line)
    if changed:
        key = "only-basis" if _stands(piece, bases.field_then(listed, changed[0]), before) else "basis-too"
        words = [span.say(key, old=changed[0], new=changed[1], percent=percent, **facts)]
    else:
        words = [span.say("revalued", percent=percent, **facts)]
        if line.valued and line.valued != listed.valuation_date:
            words.append(span.say("valued", day=span.on(line.valued)))
    words.extend(span.say("tenfold", times=f"{times}") for times in SLIPS if _slipped(before, after, times))
    yield _step("revalued", line, before, after, words)


def _step(cause: Cause, line: Line, before: Money, after: Money, words: list[str]) -> Step:
    return Step(cause, line.stock_no, line.description, line.category, line.ownership, before, after, " ".join(words),
                line.places)  # fmt: skip


def _stands(piece: Piece | None, name: str | None, before: Money) -> bool:
    """Whether the register still has the old figure in the field of the old basis."""
    return bool(piece and name) and getattr(piece, name or "") == before


def _slipped(before: Money, after: Money, times: int) -> bool:
    return after.amount == before.amount * times or before.amount == after.amount * times


def _money(value: Money, span: Span) -> str:
    return money(value.amount, value.currency, span.language)


def _percent(before: Decimal, after: Decimal, language: str) -> str:
    """By how much a value rose or fell, to a tenth: ``+4.5%``."""
    if not before:
        return "–"
    change = ((after - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = MINUS if change < 0 else "+"
    gap = "\u00a0" if language == "fr" else ""
    return f"{sign}{figure(abs(change), '', language, minor=False)}{gap}%"
