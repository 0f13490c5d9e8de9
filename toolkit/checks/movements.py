"""Rules of the register of movements: what left its place, and whether it is back."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from toolkit.checks.numbers import by_number, departures, known_numbers
from toolkit.checks.pieces import counted
from toolkit.checks.scope import Rule, Scope
from toolkit.checks.spread import told_once
from toolkit.findings import Finding, Severity, declare
from toolkit.other_records import Movement
from toolkit.records import Record
from toolkit.values import fold_code

OVERDUE = declare(
    "movement-overdue", Severity.WARNING, "Out longer than agreed",
    why="A piece out past its day may be outside the cover, and is easily forgotten.",
    message="Due back on {value}, {late} ago; no date says that it came back.",
    hint="Type the date it came back; else ask for it, and type the new day.",
)  # fmt: skip
BEFORE = declare(
    "returned-before-moved", Severity.ERROR, "Back before it left",
    why="One of the dates is wrong, and the register cannot show where the piece was when.",
    message="It came back on {value}, but left on {moved}.",
    hint="Correct whichever date is wrong, from the receipt.",
)  # fmt: skip
TWICE = declare(
    "moved-out-twice", Severity.WARNING, "Out twice without coming back",
    why="A piece is in one place only; one of the two rows has another piece's number, or its return was not entered.",
    message="{subject} left on {value}; it had left on {first}, and no date says that it was back by then.",
    hint="Type the date it came back on the earlier row, or correct the stock number.",
)  # fmt: skip
NO_RECEIPT = declare(
    "movement-without-receipt", Severity.WARNING, "Out without a receipt",
    why="The receipt signed by whoever took the piece is what an insurer asks for first.",
    message="{what} no receipt number.",
    hint="Type the number of the receipt that was signed; if none was, have one signed now.",
)  # fmt: skip
SOLD = declare(
    "moved-after-sold", Severity.WARNING, "Out after it was sold",
    why="Either the stock number is another piece's, or the sale never came about.",
    message="{subject} left on {value}, after it was sold on {sold}.",
    hint="Correct the stock number or the dates; if the sale fell through, correct the sale.",
)  # fmt: skip
EARLY = declare(
    "moved-before-acquired", Severity.WARNING, "Out before it was acquired",
    why="A piece cannot leave before the house had it; one of the dates, or the stock number, is wrong.",
    message="{subject} left on {value}; the stock register has it acquired on {acquired}.",
    hint="Compare both with the papers and correct the wrong one.",
)  # fmt: skip
UNKNOWN = declare(
    "stock-number-unknown", Severity.WARNING, "A stock number the stock register does not have",
    why="The row is about a piece nobody can find, while another piece's row is missing.",
    message="The stock number {value!r} is in no row of the stock register.",
    hint="Correct the number, or restore the piece's row in the stock register.",
)  # fmt: skip

AWAY = frozenset({"approval", "memo", "exhibition", "photography", "valuation", "loan", "repair"})
"""Reasons for which a piece leaves and comes back."""
SHOWN = AWAY - {"repair"}
"""Of these, the ones that are for the house's own goods only: a sold piece may well come back for repair."""


def _movements(scope: Scope) -> list[Movement]:
    """The rows of the register of movements."""
    return [record for record in scope.registers.others.get("movements", ()) if isinstance(record, Movement)]


def _open(movement: Movement) -> bool:
    """Whether nothing says that the piece came back, in a register that could say so."""
    return movement.mapped("returned") and movement.returned is None and "returned" not in movement.doubts


def check_overdue(scope: Scope) -> Iterable[Finding]:
    """What was due back by a day gone by came back, where the register has a column for it."""
    judged = ((movement, _overdue(movement, scope)) for movement in _movements(scope) if movement.due_back)
    return told_once(scope, "due_back", judged)


def _overdue(movement: Movement, scope: Scope) -> Finding | None:
    due = movement.due_back
    if due is None or due.latest >= scope.today or not _open(movement) or movement.reason in {"sale", "return_"}:
        return None
    late = (scope.today - due.latest).days
    place = movement.place("due_back")
    return OVERDUE.at(place, due.latest, register="movements", subject=movement.stock_no or "",
                      late=counted(late, "day"))  # fmt: skip


def check_order(scope: Scope) -> Iterable[Finding]:
    """Nothing comes back before it left."""
    for movement in _movements(scope):
        back, moved = movement.returned, movement.moved_date
        if back and moved and back.latest < moved.earliest:
            places = (movement.place("returned"), movement.place("moved_date"))
            yield BEFORE.at(
                places, back.latest, register="movements", subject=movement.stock_no or "", moved=moved.earliest
            )


def check_twice(scope: Scope) -> Iterable[Finding]:
    """A piece that is out leaves again only after it came back."""
    out = (movement for movement in _movements(scope) if movement.reason in AWAY and movement.moved_date)
    for movements in by_number(out).values():
        # Two rows of one day are one errand in two lines, or nobody knows which was first.
        rows = sorted(movements, key=lambda one: one.moved_date.earliest)  # type: ignore[union-attr]  # chosen above
        for first, second in pairwise(rows):
            left, again, back = first.moved_date, second.moved_date, first.returned
            if not left or not again or left.latest >= again.earliest:
                continue
            if _open(first) or (back and back.earliest > again.latest):
                places = (second.place("moved_date"), first.place("returned"))
                yield TWICE.at(
                    places, again.earliest, register="movements", subject=second.stock_no or "", first=left.earliest
                )


def check_receipts(scope: Scope) -> Iterable[Finding]:
    """A piece that is out has a receipt, where the register has a column for its number; said once a sheet."""
    found: dict[int, list[Movement]] = {}
    for movement in _movements(scope):
        bare = movement.receipt_no is None and "receipt_no" not in movement.doubts and movement.mapped("receipt_no")
        if bare and movement.reason in AWAY and _open(movement):
            found.setdefault(id(movement.source), []).append(movement)
    for movements in found.values():
        first, count = movements[0], len(movements)
        what = f"{count} rows with a piece that is out, first this one, have" if count > 1 else "The piece is out, with"
        yield NO_RECEIPT.at(
            first.place("receipt_no"), "", register="movements", subject=first.stock_no or "", what=what
        )


def check_sold(scope: Scope) -> Iterable[Finding]:
    """Nothing goes out on approval, to a fair or to be valued after it was sold."""
    out = [movement for movement in _movements(scope) if movement.reason in SHOWN and movement.stock_no]
    left = departures(scope.registers) if out else {}
    for movement in out:
        number, moved = movement.stock_no or "", movement.moved_date
        sold = left.get(fold_code(number))
        if sold and moved and sold[0] < moved.earliest:
            places = (movement.place("moved_date"), sold[1].place("sale_date"))
            yield SOLD.at(places, moved.earliest, register="movements", subject=number, sold=sold[0])


def check_acquired(scope: Scope) -> Iterable[Finding]:
    """Nothing goes out before the house had it."""
    out = [movement for movement in _movements(scope) if movement.reason in AWAY and movement.stock_no]
    pieces = by_number(scope.registers.pieces) if out else {}
    for movement in out:
        number, moved = movement.stock_no or "", movement.moved_date
        days = [piece for piece in pieces.get(fold_code(number), ()) if piece.acquired_date]
        first = min(days, key=lambda piece: piece.acquired_date.earliest, default=None)  # type: ignore[union-attr]  # all have it
        if first and first.acquired_date and moved and moved.latest < first.acquired_date.earliest:
            places = (movement.place("moved_date"), first.place("acquired_date"))
            acquired = first.acquired_date.earliest
            yield EARLY.at(places, moved.latest, register="movements", subject=number, acquired=acquired)


def check_numbers(scope: Scope) -> Iterable[Finding]:
    """Every stock number of a movement or an event is in the stock register."""
    others = scope.registers.others
    records = [record for name in ("movements", "provenance") for record in others.get(name, ()) if record.stock_no]
    if not records:
        return ()
    known = known_numbers(scope.registers.pieces)
    return told_once(scope, "stock_no", ((record, _number(record, known)) for record in records))


def _number(record: Record, known: set[str]) -> Finding | None:
    number = record.stock_no or ""
    if fold_code(number) in known:
        return None
    return UNKNOWN.at(record.place("stock_no"), number, register=record.source.register, subject=number)


RULES: tuple[Rule, ...] = (
    check_overdue, check_order, check_twice, check_receipts, check_sold, check_acquired, check_numbers,
)  # fmt: skip
