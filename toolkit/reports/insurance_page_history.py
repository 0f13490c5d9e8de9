"""What was held over twelve months, as the schedule prints it: a line, its height and its average, and the months."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from markupsafe import Markup

from toolkit.render.chart import Chart, Level, Marked, Point, beneath, line_chart
from toolkit.render.wording import figure, is_whole, long_date, money, month, short_date, sign, text
from toolkit.reports.insurance import History, Month, Schedule
from toolkit.reports.insurance_leaves import Cell, Column, Group, Leaf, summed
from toolkit.reports.insurance_words import count, value_heading


def leaves(schedule: Schedule, accent: str) -> Iterator[Leaf]:
    """One page for each currency, that of most pieces first; a figure that never changed is a sentence there."""
    for item in by_units(schedule):
        yield _flat(schedule, item) if is_flat(item) else _leaf(schedule, item, accent)


def by_units(schedule: Schedule) -> list[History]:
    """The currencies with months to show, that of most pieces first."""
    held = {currency: tally.units for currency, tally in schedule.totals}
    told = [item for item in schedule.history if item.months]
    return sorted(told, key=lambda one: (-held.get(one.currency, 0), one.currency))


def is_flat(item: History) -> bool:
    """Whether the same was held on every day."""
    return all(one.value == one.highest == item.average for one in item.months)


def _heading(schedule: Schedule, item: History) -> str:
    words = text("history_title", schedule.language)
    return f"{words} · {sign(item.currency, schedule.language)}" if len(schedule.history) > 1 else words


def _notes(item: History, language: str) -> tuple[str, ...]:
    return (text("history_undated", language, n=item.undated),) if item.undated else ()


def _flat(schedule: Schedule, item: History) -> Leaf:
    language = schedule.language
    said = text("history_flat", language, amount=money(item.maximum, item.currency, language))
    return Leaf(_heading(schedule, item), said, notes=_notes(item, language))


def _leaf(schedule: Schedule, item: History, accent: str) -> Leaf:
    language = schedule.language
    headings = ("units", "month_end", "highest", "highest_on")
    return Leaf(
        heading=_heading(schedule, item),
        intro=text("history_intro", language),
        columns=(
            Column(text("month", language), 60),
            *(summed(text(key, language)) for key in headings),
        ),
        groups=(Group(
            value_heading(item.currency, language), tuple(_month(item, one, language) for one in item.months)
        ),),
        notes=(
            text("maximum", language, day=long_date(item.maximum_on, language),
                 amount=money(item.maximum, item.currency, language)) + ".",
            text("average", language, amount=money(item.average, item.currency, language)) + ".",
            *_notes(item, language),
        ),
        chart=chart(item, language, accent),
    )  # fmt: skip


def _month(item: History, one: Month, language: str) -> tuple[Cell, ...]:
    """One month; the height of the year in the accent."""
    ended, highest = (figure(amount, item.currency, language) for amount in (one.value, one.highest))
    is_height = one.highest == item.maximum and one.highest_on == item.maximum_on
    return (
        Cell(month(one.last_day, language)), Cell(count(one.units, language)), Cell(ended),
        Cell(highest, attention=is_height), Cell(short_date(one.highest_on, language), attention=is_height),
    )  # fmt: skip


def chart(item: History, language: str, accent: str) -> Markup:
    """The value at the end of each month as a line; its height, its average and its last value are marked."""
    values = [one.value for one in item.months]
    base = beneath((*values, item.average))
    minor = not is_whole((*values, item.maximum, item.average))

    def said(amount: Decimal) -> str:
        """An amount as the chart writes it."""
        return money(amount, item.currency, language, minor=minor)

    at = next((number for number, one in enumerate(item.months) if one.highest_on == item.maximum_on), 0)
    highest = text("maximum", language, day=short_date(item.maximum_on, language), amount=said(item.maximum))
    drawn = Chart(
        points=[Point(one.value, month(one.last_day, language, short=True)) for one in item.months],
        last=said(values[-1]),
        base=Level(base, said(base)),
        highest=Marked(at, item.maximum, highest),
        level=Level(item.average, text("average", language, amount=said(item.average))),
        alternative=f"{text('history_title', language)}. {highest}",
    )
    return line_chart(drawn, accent)
