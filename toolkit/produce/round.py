"""The monthly round in one go: check, schedule, bridge, limits, documents, the draft to the broker."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from toolkit.findings import Exit, Finding, Severity, ToolkitError
from toolkit.produce.reading import Checked
from toolkit.produce.schedule import FORMATS, Made
from toolkit.produce.work import remember, work
from toolkit.reports.insurance import Limit, Step

FORMATS_OF_A_ROUND = (*FORMATS, "eml")
_MONTHS = 12
_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to. ``counts`` are the findings by severity; ``blocking`` hold a line back from the schedule.

    ``residues`` are by currency, what the bridge cannot explain; nothing of them where all is explained. ``new`` and
    ``fixed`` count findings against the last check, which was as at ``since`` (None: there was none); ``notes`` are
    what a person must know of its memory.
    """

    month: str
    made: Made
    counts: Mapping[Severity, int]
    blocking: tuple[Finding, ...]
    vanished: tuple[Step, ...]
    residues: tuple[tuple[str, Decimal], ...]
    breaches: tuple[Limit, ...]
    near: tuple[Limit, ...]
    since: datetime | None = None
    new: int = 0
    fixed: int = 0
    notes: tuple[str, ...] = ()


def closing_day(month: str, as_at: str | None) -> str:
    """The moment of a month's round, as ``--as-at`` is written: ``as_at`` where it lies in it, else the last day.

    Raises ToolkitError (usage) for what is no month, and for a moment outside of it.
    """
    found = _MONTH.fullmatch(month.strip())
    year, number = (int(part) for part in found.groups()) if found else (0, 0)
    if not (date.min.year <= year <= date.max.year and 1 <= number <= _MONTHS):
        raise ToolkitError(
            f"--month {month!r} is not a month.", "Write it like 2026-11.", code="usage", status=Exit.USAGE
        )
    if not as_at:
        return f"{year:04}-{number:02}-{calendar.monthrange(year, number)[1]:02}"
    if not as_at.startswith(f"{year:04}-{number:02}-"):
        raise ToolkitError(
            f"--as-at {as_at} does not lie in the month {month.strip()}.",
            "Leave --as-at out for the month's last day, or name a day of the month.",
            code="usage",
            status=Exit.USAGE,
        )
    return as_at


def go_round(checked: Checked, made: Made, month: str) -> Round:
    """What the round of a month came to, from the schedule that was made for it.

    A round that was issued is a check like any other: what it found is remembered, unless a later day was checked.
    """
    told, bridge = made.schedule, made.schedule.bridge
    seen = work(checked, "check", checked.found)
    late = seen.last is not None and seen.last > checked.as_at
    note = remember(checked.house, seen) if made.outcome.state in {"issued", "unchanged"} and not late else ""
    return Round(
        month=month.strip(),
        made=made,
        counts=Counter(finding.severity for finding in made.findings),
        blocking=tuple(finding for finding in made.findings if "schedule" in finding.blocks),
        vanished=tuple(step for step in bridge.steps if step.cause == "vanished") if bridge else (),
        residues=tuple((row.currency, row.residue) for row in bridge.totals if row.residue) if bridge else (),
        breaches=tuple(limit for limit in told.limits if limit.state == "breach"),
        near=tuple(limit for limit in told.limits if limit.state == "near"),
        since=None if late else seen.last,
        new=sum(item.new for item in seen.open),
        fixed=len(seen.fixed),
        notes=tuple(dict.fromkeys((*seen.notes, *filter(None, [note])))),
    )
