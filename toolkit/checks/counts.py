"""Rules of the register of counts: a stock-taking that counts each piece once, knows it, and adds up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from toolkit.checks.numbers import by_number, known_numbers
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Count
from toolkit.values import fold_code

TWICE = declare(
    "counted-twice", Severity.WARNING, "One piece counted twice",
    why="Another piece was read as this one and is missing from the count, or the total is one too many.",
    message="The count has stock number {value} in {count} rows{where}.",
    hint="Look at the piece: correct the number in the row that is another's, or take the second row out.",
)  # fmt: skip
UNKNOWN = declare(
    "counted-unknown", Severity.WARNING, "Counted, but not in the stock register",
    why="A piece in the house that the stock register does not have is not insured, and nobody knows whose it is.",
    message="The count saw {what}.",
    hint="Look at the piece: correct its number, or add its row to the stock register.",
)  # fmt: skip
ARITHMETIC = declare(
    "count-does-not-add-up", Severity.WARNING, "A count that does not add up",
    why="The difference is what is looked for after a count; a wrong one hides a missing piece.",
    message="Counted {quantity}, expected {expected}: the difference reads {value}.",
    hint="Correct the figure that is wrong; a formula may have been typed over.",
)  # fmt: skip
CONTRADICTS = declare(
    "count-contradicts", Severity.WARNING, "Seen and not seen at once",
    why="The row says both that the piece is there and that it is not.",
    message="The row says {said}, yet the quantity is {value}.",
    hint="Look at the piece and correct the one that is wrong.",
)  # fmt: skip

ONE_COUNT = timedelta(days=3)
"""Rows of one sheet so close in time are one count."""


def _counts(scope: Scope) -> list[Count]:
    """The rows of the register of counts."""
    return [record for record in scope.registers.others.get("counts", ()) if isinstance(record, Count)]


def _seen(row: Count) -> bool:
    """Whether the row says that the piece was there; a list without ticks and figures is a list of what was seen."""
    if row.counted is not None:
        return row.counted
    if row.quantity is not None:
        return row.quantity > 0
    return not (row.mapped("counted") or row.mapped("quantity"))


def check_twice(scope: Scope) -> Iterable[Finding]:
    """A stock number is seen once in one count: in one sheet, within a few days."""
    for rows in by_number(row for row in _counts(scope) if _seen(row)).values():
        if len(rows) > 1:
            yield from _repeated(rows)


def _repeated(rows: list[Count]) -> Iterable[Finding]:
    """The rows of one number that belong to one count."""
    sheets: dict[int, list[Count]] = {}
    for row in rows:
        sheets.setdefault(id(row.source), []).append(row)
    for same in sheets.values():
        days = sorted(row.count_date.earliest for row in same if row.count_date)
        together = len(days) < len(same) or any(later - day <= ONE_COUNT for day, later in pairwise(days))
        if len(same) > 1 and together:
            spots = list(dict.fromkeys(row.location for row in same if row.location))
            where = f", at {' and at '.join(spots)}" if len(spots) > 1 else ""
            yield TWICE.at(
                [row.place("stock_no") for row in same], same[0].stock_no, register="counts",
                subject=same[0].stock_no or "", count=len(same), where=where,
            )  # fmt: skip


def check_known(scope: Scope) -> Iterable[Finding]:
    """What was seen has a stock number, and the stock register has it."""
    rows = [row for row in _counts(scope) if _seen(row)]
    known = known_numbers(scope.registers.pieces) if rows else set()
    return told_once(scope, "stock_no", ((row, _known(row, known)) for row in rows))


def _known(row: Count, known: set[str]) -> Finding | None:
    if row.stock_no:
        what = f"{row.stock_no}, which is in no row of the stock register"
        found = fold_code(row.stock_no) not in known
    else:
        what = f"a piece without a stock number ({row.piece or row.serial or 'not described'})"
        found = "stock_no" not in row.doubts and row.mapped("stock_no")
    if not found:
        return None
    return UNKNOWN.at(
        row.place("stock_no"), row.stock_no or "", register="counts", subject=row.stock_no or "", what=what
    )


def check_arithmetic(scope: Scope) -> Iterable[Finding]:
    """The difference is what was counted less what was expected; either way round, for houses write both."""
    for row in _counts(scope):
        seen, expected, difference = row.quantity, row.expected, row.difference
        if seen is None or expected is None or difference is None or abs(seen - expected) == abs(difference):
            continue
        yield ARITHMETIC.at(
            [row.place(name) for name in ("difference", "quantity", "expected")], f"{difference:f}", register="counts",
            subject=row.stock_no or "", quantity=f"{seen:f}", expected=f"{expected:f}",
        )  # fmt: skip


def check_contradictions(scope: Scope) -> Iterable[Finding]:
    """A piece that was seen has a quantity, one that was not has none."""
    for row in _counts(scope):
        if row.counted is not None and row.quantity is not None and row.counted != (row.quantity > 0):
            said = "that it was seen" if row.counted else "that it was not seen"
            places = (row.place("counted"), row.place("quantity"))
            yield CONTRADICTS.at(places, f"{row.quantity:f}", register="counts", subject=row.stock_no or "", said=said)


RULES: tuple[Rule, ...] = (check_twice, check_known, check_arithmetic, check_contradictions)
