"""By day and at night, off the premises, and whose: the pages on where pieces are and to whom they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from toolkit.render.wording import NONE, label, money, pieces, text, when
from toolkit.reports.insurance import Line, Schedule, Tally
from toolkit.reports.insurance_leaves import Cell, Column, Group, Leaf, plain, summed
from toolkit.reports.insurance_situations import by_day, by_night, in_total
from toolkit.reports.insurance_sums import (
    OWNED,
    Owned,
    Place,
    away,
    away_beside,
    by_currency,
    is_moved_at_night,
    owners,
    places,
)
from toolkit.reports.insurance_words import amount, count, is_whole_in, total, value_heading

_MOST_NUMBERS = 12


def leaves(schedule: Schedule) -> Iterator[Leaf]:
    """Each page for which there is anything to say."""
    yield from _nights(schedule)
    yield from _away(schedule)
    yield from _owners(schedule)


def other_hour(line: Line, made: Schedule) -> str:
    """Where a piece is at the hour the schedule is not made for, in words; empty where that is the same place."""
    if not is_moved_at_night(line):
        return ""
    key, word = ("by_day_in", by_day(line)) if made.closed else ("at_night_in", by_night(line))
    return text(key, made.language, place=label(word, made.language).lower())


def _nights(schedule: Schedule) -> Iterator[Leaf]:
    """Each situation with what is there by day and at night, each currency by itself, that of most pieces first."""
    language = schedule.language
    found = {currency: list(group) for currency, group in groupby(places(schedule), key=lambda place: place.currency)}
    if not found:
        return
    units = {currency: total(place.by_day for place in group).units for currency, group in found.items()}
    order = sorted(found, key=lambda currency: (-units[currency], currency))
    hours = [text(key, language) for key in ("by_day", "at_night")]
    headings = [f"{hour} · {text(key, language)}" for hour in hours for key in ("units", "value")]
    yield Leaf(
        heading=text("night_title", language),
        intro=text("night_intro", language),
        columns=(Column(text("situation", language), 70), *(summed(words) for words in headings)),
        groups=tuple(_hours(schedule, currency, found[currency]) for currency in order),
    )


def _hours(schedule: Schedule, currency: str, found: Sequence[Place]) -> Group:
    """The situations of one currency, and their sum."""
    language, minor = schedule.language, not is_whole_in(schedule, currency)

    def row(words: str, *tallies: Tally) -> tuple[Cell, ...]:
        """Pieces and value by day and at night."""
        told = ((count(tally.units, language) if tally.units else NONE, amount(tally, currency, language, minor=minor))
                for tally in tallies)  # fmt: skip
        return (Cell(words), *(Cell(figure) for pair in told for figure in pair))

    rows = tuple(row(label(place.situation, language), place.by_day, place.at_night) for place in found)
    sums = (total(place.by_day for place in found), total(place.at_night for place in found))
    return Group(value_heading(currency, language), rows, (row(text("total", language), *sums),))


def _away(schedule: Schedule) -> Iterator[Leaf]:
    """What is off the premises, by situation, each with whom it is."""
    language = schedule.language
    found, beside = away(schedule), away_beside(schedule)
    if not found and not beside:
        return
    groups = tuple(
        Group(
            label(word, language), tuple(_out(line, language) for line in lines),
            _worth(label(word, language), lines, language, 7),
        )
        for word, lines in found.items()
    )  # fmt: skip
    every = [line for lines in found.values() for line in lines]
    if len(groups) > 1:
        groups = (*groups, Group("", (), _worth(text("total", language), every, language, 7)))
    note = text("away_beside", language, numbers=numbers(beside, language)) if beside else ""
    yield Leaf(
        heading=text("away_title", language),
        intro=text("away_intro" if found else "away_none", language),
        columns=(
            Column(text("stock_no", language), 27), Column(text("description", language)),
            Column(text("holder", language), 44), Column(text("since", language), 23),
            Column(text("due_back", language), 27), Column(text("receipt", language), 22),
            summed(text("value", language), 28),
        ),
        groups=groups,
        notes=(note,) if note else (),
    )  # fmt: skip


def _out(line: Line, language: str) -> tuple[Cell, ...]:
    """One piece off the premises; overdue in the accent."""
    gone = line.away
    since = when(gone.since, language) if gone and gone.since else NONE
    due = when(gone.due_back, language) if gone and gone.due_back else NONE
    late = bool(gone and gone.overdue)
    worth = money(line.value.amount, line.value.currency, language) if line.value else NONE
    return (
        plain(line.stock_no), Cell(line.description), plain(gone.holder if gone else ""), Cell(since),
        Cell(due, text("overdue", language) if late else "", attention=late),
        plain(gone.receipt if gone else ""), Cell(worth),
    )  # fmt: skip


def _worth(words: str, lines: Iterable[Line], language: str, columns: int) -> tuple[tuple[Cell, ...], ...]:
    """The total of lines in each currency, as a row of so many columns."""
    return tuple(
        (Cell(words, pieces(tally.units, language)), *(Cell(""),) * (columns - 2),
         Cell(money(tally.value, currency, language)))
        for currency, tally in by_currency(lines).items()
    )  # fmt: skip


def _owners(schedule: Schedule) -> Iterator[Leaf]:
    """Each owner with what the house holds of his, by ownership."""
    language = schedule.language
    found = owners(schedule)
    if not found:
        return
    others = [line for line in in_total(schedule) if line.ownership != OWNED]
    groups = []
    for ownership, group in groupby(found, key=lambda item: item.ownership):
        rows = tuple(_owner(item, language) for item in group)
        lines = [line for line in others if line.ownership == ownership]
        words = label(ownership, language)
        groups.append(Group(words, rows, _worth(words, lines, language, 4)))
    if len(groups) > 1:
        groups.append(Group("", (), _worth(text("of_others", language), others, language, 4)))
    yield Leaf(
        heading=text("owners_title", language),
        intro=text("owners_intro", language),
        columns=(
            Column(text("owner", language), 74), Column(text("stock_nos", language)),
            summed(text("units", language), 20), summed(text("value", language), 34),
        ),
        groups=tuple(groups),
    )  # fmt: skip


def _owner(item: Owned, language: str) -> tuple[Cell, ...]:
    worth = money(item.tally.value, item.currency, language)
    named = item.owner or label("", language)
    own = item.stock_nos == (item.owner,)  # a job is named by its own number
    listed = NONE if own else numbers(item.stock_nos, language, _MOST_NUMBERS)
    return Cell(named, attention=not item.owner), Cell(listed), Cell(count(item.tally.units, language)), Cell(worth)


def numbers(found: Sequence[str], language: str, most: int = 6) -> str:
    """Stock numbers in a row, those beyond ``most`` counted."""
    shown = ", ".join(number or NONE for number in found[:most])
    if len(found) <= most:
        return shown
    return text("several", language, numbers=shown, count=count(len(found) - most, language))
