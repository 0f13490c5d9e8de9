"""The policy's limits and the valuations to renew, as the schedule prints them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.render.reasons import reason
from toolkit.render.wording import NONE, label, money, text, when
from toolkit.reports.insurance import Limit, Revaluation, Schedule
from toolkit.reports.insurance_leaves import Cell, Column, Group, Leaf, plain, spots, summed
from toolkit.reports.insurance_page_custody import numbers
from toolkit.reports.insurance_words import count

_MOST_VALUATIONS = 200
_FULL = Decimal(100)
LOOKED_AT = ("near", "breach")


def limit_words(limit: Limit, language: str) -> str:
    """A limit by its name, beginning with a capital."""
    words = reason(f"limit-{limit.key}", language)
    return words[:1].upper() + words[1:]


def named(limit: Limit, language: str) -> str:
    """A limit with what it was measured on: ``In the safe, Safe 2``."""
    return ", ".join(filter(None, (limit_words(limit, language), limit.subject)))


def percent_words(limit: Limit, language: str) -> str:
    """How much of a limit is used, to a tenth; a dash where the limit is nothing."""
    if limit.percent is None:
        return NONE
    tenths = f"{limit.percent:.1f}".replace(".", "," if language == "fr" else ".")
    return text("percent_value", language, percent=tenths)


def open_words(limit: Limit, language: str) -> str:
    """Which pieces may count towards a limit as well; empty where none may."""
    if not limit.open:
        return ""
    return text("limit_open", language, n=len(limit.open), numbers=numbers(limit.open, language, 4))


def limit_leaves(schedule: Schedule) -> Iterator[Leaf]:
    """Every limit with what stands against it; nothing where the house file states none."""
    if not schedule.limits:
        return
    language = schedule.language
    headings = ("limit_of", "used", "percent", "headroom", "units")
    widths = (27, 27, 25, 27, 14)
    yield Leaf(
        heading=text("limits_title", language),
        intro=text("limits_intro", language),
        columns=(
            Column(text("limit", language), 44), Column(text("limit_on", language), 34),
            *(summed(text(key, language), width) for key, width in zip(headings, widths, strict=True)),
            Column(text("state", language)),
        ),
        groups=(Group("", tuple(_limit(limit, language) for limit in schedule.limits)),),
        notes=schedule.limit_notes,
    )  # fmt: skip


def _limit(limit: Limit, language: str) -> tuple[Cell, ...]:
    """One limit: a bar as long as what is used of it, in the accent where it wants looking at."""
    looked_at = limit.state in LOOKED_AT
    reach = min(_FULL, max(Decimal(0), limit.percent)) if limit.percent is not None else _FULL * bool(limit.used)
    return (
        Cell(limit_words(limit, language)),
        plain(limit.subject),
        Cell(money(limit.limit, limit.currency, language)),
        Cell(money(limit.used, limit.currency, language)),
        Cell(percent_words(limit, language), attention=looked_at, bar=f"{reach:.1f}"),
        Cell(money(limit.headroom, limit.currency, language), attention=limit.headroom < 0),
        Cell(count(limit.units, language) if limit.units else NONE),
        Cell(text(f"state_{limit.state}", language), open_words(limit, language), attention=looked_at),
    )


def valuation_leaves(schedule: Schedule) -> Iterator[Leaf]:
    """The pieces to be valued again, the most worth first."""
    language, found = schedule.language, schedule.revaluations
    if not found:
        return
    intro = text("revaluations_intro", language)
    if len(found) > _MOST_VALUATIONS:
        shown, whole = (count(number, language) for number in (_MOST_VALUATIONS, len(found)))
        intro = f"{intro} {text('revaluations_cut', language, shown=shown, count=whole)}"
    yield Leaf(
        heading=text("revaluations_title", language),
        intro=intro,
        columns=(
            Column(text("stock_no", language), 27), Column(text("description", language), 70),
            Column(text("category", language), 28), Column(text("valued", language), 22),
            Column(text("why", language)), Column(text("cell", language), 40),
            summed(text("value", language), 28),
        ),
        groups=(Group("", tuple(_valuation(item, language) for item in found[:_MOST_VALUATIONS])),),
    )  # fmt: skip


def _valuation(item: Revaluation, language: str) -> tuple[Cell, ...]:
    worth = money(item.value.amount, item.value.currency, language) if item.value else NONE
    why = "; ".join(item.reasons)
    valued = when(item.valued, language) if item.valued else NONE
    return (
        plain(item.stock_no), Cell(item.description), Cell(label(item.category, language)), Cell(valued),
        Cell(why[:1].upper() + why[1:]), Cell(spots(item.places)), Cell(worth),
    )  # fmt: skip
