"""Stock against the last schedule issued: what vanished since, and what was in the house and not on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from toolkit.checks.valuation import ownership_of
from toolkit.findings import Finding, Severity, declare
from toolkit.reconcile.fields import words
from toolkit.reconcile.keys import number_key, number_words
from toolkit.reconcile.schedule_lines import Listed, listed_numbers
from toolkit.reconcile.turns import Turn, held_on, turn
from toolkit.reconcile.view import Rule, View
from toolkit.records import Sale
from toolkit.valued import CLIENTS, OTHERS

VANISHED = declare(
    "vanished", Severity.ERROR, "On the last schedule, and gone from the stock register without a sale",
    why="A row that disappears takes its piece out of every count: nobody looks for what no list has.",
    message="Schedule {schedule} of {day} lists {value}{worth}; the stock register has no such number, and no sale "
    "says where it went.",
    hint="Put its row back in the stock register; if it left, type the date and the status there.",
)  # fmt: skip
NOT_LISTED = declare(
    "not-on-last-schedule", Severity.WARNING, "In the house on the day of the last schedule, but not on it",
    why="What the insurer's list does not have is not insured, above all the goods of others in your care.",
    message="{whose} held since {since}, by its date, but schedule {schedule} of {day} does not list it.",
    hint="Compare the date acquired with the papers. If it was in your care on that day, tell the insurer and issue "
    "the schedule of that day again.",
)  # fmt: skip

WHOSE: Mapping[str, str] = MappingProxyType(
    {"consigned_in": "The piece is consigned,", "memo_in": "The piece is on memo from its owner,",
     "customer_repair": "The piece is a client's,", "deposit_held": "The piece is a client's,"}
)  # fmt: skip


def check_vanished(view: View) -> Iterable[Finding]:
    """What was listed is in the stock register still, or left by a row of the sales register."""
    pair, schedule = view.pairs.get("schedule"), view.comparison.schedule
    if pair is None or schedule is None:
        return
    sold = {number_key(sale) for sale in view.comparison.scope.registers.sales if _leaves(sale)}
    for line in pair.only_right:
        assert isinstance(line, Listed)
        if line.stock_no and number_key(line) not in sold:
            yield VANISHED.at(
                line.place(), line.stock_no, register="schedule", subject=line.stock_no, schedule=schedule.number,
                day=schedule.day.isoformat(), worth=f" at {words(line.value)}" if line.value else "",
            )  # fmt: skip


def _leaves(sale: Sale) -> bool:
    return turn(sale) in {Turn.OUT, Turn.UNKNOWN}


def check_listed(view: View) -> Iterable[Finding]:
    """What was certainly held on the day of the schedule is on it; an error where it is somebody else's."""
    schedule = view.comparison.schedule
    if schedule is None or view.today < schedule.day:
        return
    listed = listed_numbers(schedule)
    for piece in view.comparison.scope.registers.pieces:
        if not piece.stock_no or number_key(piece) in listed or not held_on(piece, view.story(piece), schedule.day):
            continue
        ownership = ownership_of(piece) or ""
        yield NOT_LISTED.at(
            piece.place("acquired_date"), piece.acquired_date.latest if piece.acquired_date else "", register="stock",
            subject=number_words(piece), severity=Severity.ERROR if ownership in OTHERS | CLIENTS else None,
            whose=WHOSE.get(ownership, "The piece is"), since=words(piece.acquired_date), schedule=schedule.number,
            day=schedule.day.isoformat(),
        )  # fmt: skip


RULES: tuple[Rule, ...] = (check_vanished, check_listed)
