"""Dates after today of things that have happened, in the registers beside stock and sales."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.registers import register

FUTURE = declare(
    "happened-in-future", Severity.WARNING, "Something that has happened, dated after today",
    why="What has happened cannot be later than today; the year may be mistyped.",
    message="The {field} is {value}, after today ({today}).",
    hint="Correct the date; if it is a plan, keep it in the notes.",
)  # fmt: skip

HAPPENED = MappingProxyType(
    {
        "service": ("received", "sent", "returned", "approved", "collected"),
        "movements": ("returned",),
        "provenance": ("event_date",),
        "counts": ("count_date",),
    }
)
"""Dates of each register that are of the past; a piece may be due out, or promised, on a day to come."""

_LABELS = MappingProxyType(
    {
        (name, column.field): column.label if column.label.startswith("date") else f"date '{column.label}'"
        for name in HAPPENED
        for column in register(name).columns
    }
)


def check_future(scope: Scope) -> Iterable[Finding]:
    """No date of something that happened lies after today."""
    for name, fields in HAPPENED.items():
        for record in scope.registers.others.get(name, ()):
            for field in fields:
                when = getattr(record, field)
                if when is not None and when.earliest > scope.today:
                    yield FUTURE.at(
                        record.place(field), when.earliest, register=name, subject=record.stock_no or "",
                        field=_LABELS[name, field], today=scope.today,
                    )  # fmt: skip


RULES: tuple[Rule, ...] = (check_future,)
