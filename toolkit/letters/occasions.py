"""Occasions: every reason to write to a client between two days, with what a person should know before writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from toolkit.checks.numbers import by_number
from toolkit.findings import Exit, ToolkitError
from toolkit.house import House
from toolkit.letters.days import orders
from toolkit.letters.history import History, histories, row_key
from toolkit.letters.letter import Occasion
from toolkit.letters.occasions_days import FIELDS, birthday, wedding
from toolkit.letters.occasions_noted import noted
from toolkit.letters.occasions_pieces import after_repair, after_sale, purchase, service, warranty
from toolkit.letters.occasions_ties import first_year, silence
from toolkit.letters.terms import terms
from toolkit.letters.window import Window
from toolkit.other_records import Client
from toolkit.records import Record, Registers
from toolkit.values import fold_code

Finder = Callable[[History, Window], Iterable[Occasion]]

FINDERS: tuple[Finder, ...] = (
    wedding, birthday, noted, first_year, after_repair, after_sale, purchase, service, warranty, silence,
)  # fmt: skip
"""One function a kind. Of occasions that become one letter, the kind that stands first here gives it its name."""

KINDS = (
    "wedding", "birthday", "noted", "first-year", "after-repair", "after-sale", "purchase", "service", "warranty",
    "silence",
)  # fmt: skip
"""The kinds of occasion, in that order."""

LONGEST = 3 * 366
"""Days that may be asked about at once."""


def occasions(registers: Registers, house: House, first: date, last: date, as_at: datetime) -> tuple[Occasion, ...]:
    """Every occasion between two days, both included, by the day a letter must be written.

    Raises ToolkitError (usage) where the days are in the wrong order or too far apart.
    """
    return of_histories(histories(registers), registers, house, (first, last), as_at)


def of_histories(
    known: Sequence[History], registers: Registers, house: House, days: tuple[date, date], as_at: datetime
) -> tuple[Occasion, ...]:
    """The same, of histories that are gathered already."""
    first, last = days
    if not first <= last or (last - first).days > LONGEST:
        raise ToolkitError(
            f"From {first} to {last} is no time that can be looked at.",
            "Let --from be the earlier day, and ask for three years at most.",
            status=Exit.USAGE, code="usage",
        )  # fmt: skip
    rows = (row for row in registers.others.get("clients", ()) if isinstance(row, Client))
    window = Window(
        first, last, as_at.date(), terms(house, first, last), orders(rows, FIELDS), _owners(registers),
        by_number(registers.pieces),
    )  # fmt: skip
    found = [one for history in known for one in _merged(_of(history, window), window.terms.merge_days)]
    return tuple(sorted(found, key=lambda one: (one.write_by, one.day, row_key(one.client.client), one.kind)))


def _of(history: History, window: Window) -> list[Occasion]:
    return [occasion for find in FINDERS for occasion in find(history, window)]


def _merged(found: list[Occasion], days: int) -> list[Occasion]:
    """Occasions of one client that lie close together, as one: it is written for the first of their days.

    A note's own occasion is left alone: what it tells may be no matter for a greeting.
    """
    alone = [one for one in found if one.kind == "noted" or not days]
    rest = sorted(
        (one for one in found if one.kind != "noted" and days), key=lambda one: (one.day, KINDS.index(one.kind))
    )
    groups: list[list[Occasion]] = []
    for one in rest:
        if groups and (one.day - groups[-1][0].day).days <= days:
            groups[-1].append(one)
        else:
            groups.append([one])
    return [*alone, *(_one(group) for group in groups)]


def _one(group: list[Occasion]) -> Occasion:
    """Several occasions as one letter, named after the most personal; a letter for a wedding day names no piece."""
    lead, *others = sorted(group, key=lambda one: KINDS.index(one.kind))
    if not others:
        return lead
    if lead.kind == "wedding":
        others = [replace(one, say=one.say - {"piece", "work"}) for one in others]
    soonest = min(one.write_by for one in group)
    return replace(lead, write_by=soonest, late=any(one.late for one in group), with_=tuple(others))


def _owners(registers: Registers) -> dict[str, Record]:
    """The last row that says whose a piece is, by number: its sale, its return, or the stock that has it again."""
    last: dict[str, tuple[date, Record]] = {}
    for sale in registers.sales:
        if sale.stock_no and sale.sale_date and sale.kind in (None, "sold", "exchanged", "client_return"):
            number, day = fold_code(sale.stock_no), sale.sale_date.latest
            if number not in last or last[number][0] <= day:
                last[number] = (day, sale)
    for piece in registers.pieces:
        number = fold_code(piece.stock_no or "")
        bought = piece.acquired_date
        if number in last and piece.sale_date is None and bought and bought.earliest > last[number][0]:
            last[number] = (bought.earliest, piece)
    return {number: record for number, (_, record) in last.items()}
