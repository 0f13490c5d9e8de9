"""The work a check leaves: each finding with its mark, what a person said of it, and what changed since last time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from toolkit.findings import Finding
from toolkit.records import TableRead

Verdict = Literal["", "done", "not-a-fault"]


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on the list.

    ``mark`` is sixteen hexadecimal digits that stay the same when the file is renamed, rows are put in another order
    or a neighbouring cell is edited, and change when the value found does. ``new`` says that it was not there last
    time. ``verdict`` is what a person said of it, ``by`` and ``on`` (ISO date) who and when.
    """

    finding: Finding
    mark: str
    new: bool = False
    verdict: Verdict = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A finding of last time that is there no more: its mark, its kind's code, and the place where it stood, in words."""

    mark: str
    kind: str
    place: str


@dataclass(frozen=True, slots=True)
class Work:
    """What a check or a reconciliation leaves to be done.

    ``open`` are the findings that stand, ``settled`` those a person called not a fault; ``fixed`` are those of last
    time that are gone; ``last`` is the as-at of the last time, None for the first. ``rows_in``, ``records`` and
    ``excluded`` of the registers stand in ``tables``.
    """

    verb: Literal["check", "reconcile"]
    house: str
    accent: str
    as_at: datetime
    tables: tuple[TableRead, ...]
    open: tuple[Item, ...]
    settled: tuple[Item, ...] = ()
    fixed: tuple[Gone, ...] = ()
    last: datetime | None = None
