"""What the schedule's cover, matrices and tables say alike: headings, counts, amounts, sums of one currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from toolkit.render.wording import NONE, figure, is_whole, label, sign, text
from toolkit.reports.insurance import Schedule, Tally


def heading(ownership: str, currency: str, language: str, *, several: bool) -> str:
    """An ownership's label, with the currency where there are several."""
    words = label(ownership, language)
    return f"{words} · {sign(currency, language)}" if several and currency else words


def value_heading(currency: str, language: str) -> str:
    """The heading of a column of amounts in one currency."""
    return text("value_in", language, sign=sign(currency, language)) if currency else text("value", language)


def total(tallies: Iterable[Tally]) -> Tally:
    """Units and values added; the caller sees to it that they are of one currency."""
    added = list(tallies)
    return Tally(sum(tally.units for tally in added), sum((tally.value for tally in added), Decimal(0)))


def is_whole_in(schedule: Schedule, currency: str) -> bool:
    """Whether the cover may leave out decimals in a currency: no line of it has any."""
    return is_whole(
        line.value.amount
        for section in schedule.sections
        if section.currency == currency
        for line in section.lines
        if line.value
    )


def count(number: int, language: str) -> str:
    """A count in figures."""
    return figure(Decimal(number), "", language, minor=False)


def amount(tally: Tally, currency: str, language: str, *, minor: bool) -> str:
    """The value of a tally, or the dash for none."""
    return figure(tally.value, currency, language, minor=minor) if tally.units else NONE
