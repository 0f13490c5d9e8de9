"""Pieces to have valued again: too long ago, never, below what was paid, below what replacing them costs today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from toolkit.findings import Place
from toolkit.house import House
from toolkit.policies import DEFAULT
from toolkit.records import Piece, Registers
from toolkit.render.reasons import reason
from toolkit.render.wording import money, when
from toolkit.reports.insurance import Line, Revaluation, Schedule
from toolkit.reports.insurance_situations import in_total
from toolkit.valued import VALUED, Basis
from toolkit.values import Money, When

_MONTHS = 12
WATCH = "watch"


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    months = (last.year - first.year) * _MONTHS + last.month - first.month
    return months - (last.day < first.day)


def cycle_of(house: House, category: str, on: date) -> tuple[int, bool]:
    """After how many months a category is valued again, nought for never, and whether the policy says so."""
    policy = house.policy(on)
    stated = policy.months if policy else {}
    for key in (category, DEFAULT):
        if key in stated:
            return stated[key], True
    key = "insurance.valuation_months"
    return int(house[f"{key}_watches" if category == WATCH else key] or "0"), False


def revaluations(registers: Registers, house: House, made: Schedule) -> tuple[Revaluation, ...]:
    """The worklist, the most worth first: held pieces whose value rests on a valuation, by what speaks against it."""
    pieces = _by_number(registers.pieces)
    found: list[Revaluation] = []
    for line in (*in_total(made), *made.exceptions):
        piece = pieces.get(line.stock_no)
        if piece and line.basis in VALUED:
            found.extend(_revaluation(line, piece, house, made))
    return tuple(sorted(found, key=_most_worth_first))


def valuation_notes(registers: Registers, house: House, made: Schedule) -> Iterable[str]:
    """That the register does not date valuations, where its values rest on them: then their age is not measured."""
    pieces = _by_number(registers.pieces)
    valued = [line for line in in_total(made) if line.basis in VALUED and line.stock_no in pieces]
    if valued and not any(pieces[line.stock_no].mapped(_dated_by(line.basis)) for line in valued):
        yield reason("reval-no-column", house["house.language"])


def _most_worth_first(item: Revaluation) -> tuple[bool, str, Decimal, str]:
    value = item.value
    return (value is None, value.currency if value else "", -(value.amount if value else Decimal(0)), item.stock_no)


def _by_number(pieces: Iterable[Piece]) -> Mapping[str, Piece]:
    """Pieces by their number; a number of several pieces names none."""
    found: dict[str, Piece | None] = {}
    for piece in pieces:
        if piece.stock_no:
            found[piece.stock_no] = None if piece.stock_no in found else piece
    return {number: piece for number, piece in found.items() if piece}


def _dated_by(basis: str) -> str:
    return Basis(basis).dated_by


def _revaluation(line: Line, piece: Piece, house: House, made: Schedule) -> Iterable[Revaluation]:
    on, language = made.as_at.date(), made.language
    cycle, stated = cycle_of(house, line.category, on)
    dated: When | None = getattr(piece, _dated_by(line.basis))
    months = months_between(dated.latest, on) if dated and dated.latest <= on else None
    against = [
        *_age(line, piece, months, (cycle, stated), language),
        *_below(line, piece, language),
        *_unchanged(line, piece, cycle, made),
    ]
    if against:
        yield Revaluation(
            stock_no=line.stock_no, description=line.description, category=line.category, value=line.value,
            valued=dated, months=months, cycle=cycle, reasons=tuple(words for words, _ in against),
            places=tuple(dict.fromkeys(place for _, place in against)),
        )  # fmt: skip


Against = Iterable[tuple[str, Place]]
"""What speaks against a value, in words, and the cell that says so."""


def _age(line: Line, piece: Piece, months: int | None, cycle: tuple[int, bool], language: str) -> Against:
    """No value at all, a value without its date, or one older than the cycle; a doubtful cell is told elsewhere."""
    dated_by, (every, stated) = _dated_by(line.basis), cycle
    if line.value is None:
        name = Basis(line.basis).field
        if getattr(piece, name) is None and name not in piece.doubts:
            yield reason("reval-never", language), piece.place(name)
    elif months is None and piece.mapped(dated_by) and every:
        if getattr(piece, dated_by) is None and dated_by not in piece.doubts:
            yield reason("reval-undated", language), piece.place(dated_by)
    elif months is not None and every and months >= every:
        key = "reval-age" if stated else "reval-age-usual"
        said = reason(key, language, age=months_words(months, language), cycle=months_words(every, language))
        yield said, piece.place(dated_by)


def _below(line: Line, piece: Piece, language: str) -> Against:
    """Less than was paid, less than replacing it costs; amounts of one currency only, and no cost in words."""
    value = line.value
    if _less(value, piece.cost_purchase):
        yield reason("reval-cost", language), piece.place("cost_purchase")
    price = piece.replacement_price
    if line.basis != "replacement" and price and _less(value, price):
        said, day = money(price.amount, price.currency, language), piece.replacement_date
        key = "reval-replacement-dated" if day else "reval-replacement"
        words = reason(key, language, price=said, day=when(day, language) if day else "")
        yield words, piece.place("replacement_price")


def _less(value: Money | None, other: Money | None) -> bool:
    return bool(value and other) and value.currency == other.currency and value.amount < other.amount  # type: ignore[union-attr]  # both are there


def _unchanged(line: Line, piece: Piece, cycle: int, made: Schedule) -> Against:
    """Still insured for exactly what was paid, longer ago than the cycle, and no date says that it was valued since."""
    came, dated = piece.acquired_date, getattr(piece, _dated_by(line.basis))
    if not cycle or dated or came is None or line.value is None or line.value != piece.cost_purchase:
        return
    age = months_between(came.latest, made.as_at.date())
    if age >= cycle:
        said = reason("reval-unchanged", made.language, age=months_words(age, made.language))
        yield said, piece.place("acquired_date")


def months_words(number: int, language: str) -> str:
    """``1 month``, ``36 months``."""
    return reason("months.one" if number == 1 else "months.many", language, n=number)
