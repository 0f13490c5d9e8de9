"""What stands first on the schedule's cover: limits that do not hold, what nothing explains, pieces that vanished."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.render.wording import NONE, money, text
from toolkit.reports.insurance import Schedule
from toolkit.reports.insurance_page_policy import named

_MOST = 5


def first(schedule: Schedule) -> tuple[str, ...]:
    """The sentences, those that no room is left for counted; none where all is well."""
    found = [*_breaches(schedule), *_residues(schedule), *_vanished(schedule)]
    if len(found) <= _MOST:
        return tuple(found)
    rest = len(found) - _MOST + 1
    return (*found[: _MOST - 1], text("first_more", schedule.language, n=rest))


def _breaches(schedule: Schedule) -> Iterator[str]:
    language = schedule.language
    for limit in schedule.limits:
        if limit.state == "breach":
            used, most, over = (
                money(amount, limit.currency, language) for amount in (limit.used, limit.limit, -limit.headroom)
            )
            yield text("first_breach", language, limit=named(limit, language), used=used, most=most, over=over)


def _residues(schedule: Schedule) -> Iterator[str]:
    for row in schedule.bridge.totals if schedule.bridge else ():
        if row.residue:
            amount = money(row.residue, row.currency, schedule.language)
            yield text("first_residue", schedule.language, amount=amount)


def _vanished(schedule: Schedule) -> Iterator[str]:
    for step in schedule.bridge.steps if schedule.bridge else ():
        if step.cause == "vanished":
            facts = {"number": step.stock_no or NONE, "description": step.description, "words": step.words}
            yield text("first_vanished", schedule.language, **facts)
