"""Category by situation as the schedule prints it: one table for each ownership and currency."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.render.wording import NONE, label, money, pieces, text
from toolkit.reports.insurance import Matrix, MatrixRow, Schedule, Tally
from toolkit.reports.insurance_page_first import first
from toolkit.reports.insurance_words import amount, count, heading, is_whole_in, total, value_heading

# How many situations fit beside the totals on upright paper and on wide, nine-figure amounts allowed for.
_MOST_UPRIGHT = 5
_MOST_WIDE = 9
# The cover's room for matrices and sentences, and what each takes of it, in millimetres. What has no room stands on
# pages of its own, so that the signatures stay on the cover.
_ROOM = {"A4": 94, "Letter": 76}
_TABLE_TAKES, _ROW_TAKES, _SENTENCE_TAKES, _CURRENCY_TAKES = 17, 6, 5, 5
_FIRST_TAKES, _BRIDGE_TAKES = 9, 26


@dataclass(frozen=True, slots=True)
class Cell:
    """One category in one situation: its value, and the units beneath."""

    value: str
    units: str


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One category across its situations."""

    heading: str
    cells: tuple[Cell, ...]
    units: str
    value: str


@dataclass(frozen=True, slots=True)
class PrintedMatrix:
    """Category by situation as printed; ``note`` says what the column Elsewhere holds, the last row is the total."""

    heading: str
    headings: tuple[str, ...]
    value_heading: str
    rows: tuple[PrintedRow, ...]
    note: str


def matrices(schedule: Schedule, paper: str) -> dict[str, object]:
    """Category by situation, one table for each ownership and currency, and where on paper they have room."""
    wide = any(len(matrix.situations) > _MOST_UPRIGHT for matrix in schedule.matrices)
    several = len(schedule.totals) > 1
    taken = (
        len(schedule.matrices) * _TABLE_TAKES + sum(len(matrix.rows) + 1 for matrix in schedule.matrices) * _ROW_TAKES
    )
    taken += (len(schedule.basis) + len(schedule.notes) + 3) * _SENTENCE_TAKES
    taken += len(schedule.totals) * _CURRENCY_TAKES if several else 0
    taken += len(first(schedule)) * _FIRST_TAKES
    taken += _BRIDGE_TAKES + len(schedule.totals) * _CURRENCY_TAKES if schedule.bridge else 0
    return {
        "matrices": tuple(_printed(matrix, schedule, several=several) for matrix in schedule.matrices),
        "matrices_wide": wide,
        "matrices_apart": wide or taken > _ROOM.get(paper, 0),
    }


def _folded(matrix: Matrix, language: str) -> tuple[Matrix, str]:
    """A matrix of no more situations than wide paper holds, and what stands under Elsewhere, place by place."""
    if len(matrix.situations) <= _MOST_WIDE:
        return matrix, ""
    by_worth = sorted(range(len(matrix.situations)), key=lambda place: -matrix.total.by_situation[place].value)
    kept, rest = sorted(by_worth[: _MOST_WIDE - 1]), sorted(by_worth[_MOST_WIDE - 1 :])

    def fold(row: MatrixRow) -> MatrixRow:
        """One row with the rest added up."""
        elsewhere = total(row.by_situation[place] for place in rest)
        return MatrixRow(row.category, (*(row.by_situation[place] for place in kept), elsewhere), row.total)

    situations = (*(matrix.situations[place] for place in kept), text("elsewhere", language))
    folded = Matrix(matrix.ownership, matrix.currency, situations, tuple(map(fold, matrix.rows)), fold(matrix.total))
    named = (_named(matrix, place, language) for place in rest)
    return folded, text("elsewhere_note", language, places="; ".join(named))


def _named(matrix: Matrix, place: int, language: str) -> str:
    """A folded situation with its pieces and its value."""
    tally = matrix.total.by_situation[place]
    worth = money(tally.value, matrix.currency, language)
    return f"{label(matrix.situations[place], language)}, {pieces(tally.units, language)}, {worth}"


def _printed(whole: Matrix, schedule: Schedule, *, several: bool) -> PrintedMatrix:
    """One matrix in words and figures."""
    language = schedule.language
    matrix, note = _folded(whole, language)
    minor = not is_whole_in(schedule, matrix.currency)

    def cell(tally: Tally) -> Cell:
        """One cell; an empty one is a dash."""
        units = count(tally.units, language) if tally.units else ""
        return Cell(amount(tally, matrix.currency, language, minor=minor), units)

    def row(source: MatrixRow, words: str) -> PrintedRow:
        """One row with its total."""
        whole_row = cell(source.total)
        return PrintedRow(words, tuple(map(cell, source.by_situation)), whole_row.units or NONE, whole_row.value)

    return PrintedMatrix(
        heading=heading(matrix.ownership, matrix.currency, language, several=several),
        headings=tuple(label(situation, language) for situation in matrix.situations),
        value_heading=value_heading(matrix.currency, language),
        rows=(
            *(row(source, label(source.category, language)) for source in matrix.rows),
            row(matrix.total, text("total", language)),
        ),
        note=note,
    )
