"""Rules of codes as a column: leading zeros that a spreadsheet dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from toolkit.checks.scope import Rule, Scope
from toolkit.findings import Finding, Severity, declare
from toolkit.records import Record

LOST_ZEROS = declare(
    "leading-zeros-lost", Severity.WARNING, "A number shorter than its neighbours",
    why="A spreadsheet drops leading zeros of what it takes for a number; the piece is then found under neither.",
    message="The stock number reads {value!r}; the others have {length} digits, so it may be {proposal!r}.",
    hint="Type it in full, and format the column as text.",
)  # fmt: skip

MOST = 0.8
"""The share of a column's all-digit numbers that must have one length for a shorter one to stand out."""


def check_lost_zeros(scope: Scope) -> Iterable[Finding]:
    """All-digit stock numbers of a sheet have one length, some a leading zero; shorter ones are asked about."""
    sheets: dict[int, list[Record]] = defaultdict(list)
    for record in scope.registers.every():
        if record.stock_no and record.stock_no.isdecimal():
            sheets[id(record.source)].append(record)
    for records in sheets.values():
        lengths = Counter(len(record.stock_no or "") for record in records)
        length, count = lengths.most_common(1)[0]
        zeros = any((record.stock_no or "").startswith("0") for record in records)
        if not zeros or count < MOST * len(records):
            continue
        for record in records:
            number = record.stock_no or ""
            if len(number) < length:
                yield LOST_ZEROS.at(
                    record.place("stock_no"), number, register=record.source.register, subject=number,
                    length=length, proposal=number.zfill(length),
                )  # fmt: skip


RULES: tuple[Rule, ...] = (check_lost_zeros,)
