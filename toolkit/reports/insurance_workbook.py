"""The insurance schedule as a workbook: the same facts as the printed one, put under the template's defined names.

Its sums are live: SUMIFS over the sheet of lines, with the results this program computed. Where a register's own
words cannot serve as criteria (two that differ by case alone, a wildcard), plain figures stand instead.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import time
from decimal import Decimal
from itertools import groupby
from typing import cast

from toolkit.findings import Place
from toolkit.render.basis_words import line_words
from toolkit.render.wording import NONE, label, money, pieces, text
from toolkit.render.xlsx import KEEP, CellValue, Formula, Table, defined, fill
from toolkit.render.xlsx import Line as Row
from toolkit.reports.insurance import Line, Matrix, MatrixRow, Schedule, Section, Tally
from toolkit.reports.insurance_cover import cover
from toolkit.reports.insurance_words import total
from toolkit.reports.insurance_workbook_beside import beside, date_of, headlines, owner_words

TEMPLATES = {"en": "insurance-schedule.xlsx", "fr": "insurance-schedule.fr.xlsx"}  # in workbook_templates/
MOST_SITUATIONS = 8  # as many as the template has columns
OWNED = "owned"

# What a criterion of SUMIFS takes for the word itself: no wildcard, no comparison, no number, no truth value.
_PLAIN = re.compile(r"(?!(?:true|false|vrai|faux)$)[^\W\d_][^*?~\"]{0,200}", re.IGNORECASE)

_LINE = ("ownership", "category", "stock_no", "description", "detail", "identifiers", "situation", "location")
_LATER = ("by_day", "at_night", "owner", "basis")  # which a template that the house restyled earlier does not offer
_COLUMNS = {
    "schedule": (*_LINE, "valued", "currency", "value", "cells", *_LATER),
    "schedule_total": ("label", "units", "currency", "value"),
    "doubt": ("stock_no", "description", "ownership", "situation", "currency", "value", "reason", "cells"),
    "source": ("register", "file", "sheet", "rows", "records"),
    "figure": ("currency", "total", "own", "others", "units", "doubt"),
    "matrix": ("category", "situations", "value"),
    "notes": ("label", "text"),
}


def workbook(
    schedule: Schedule, template: bytes, *, closing: time | None = None, name: str = "The schedule's template"
) -> bytes:
    """The schedule as XLSX. ``closing`` is the house's closing time, ``name`` what an error calls the template."""
    facts, language = cover(schedule, closing), schedule.language
    live, offered = _is_live(schedule), defined(template, name)
    house, as_at, imprint = str(facts["house"]), str(facts["as_at"]), str(facts["imprint"])
    values: dict[str, CellValue] = {
        "house": house.upper(),
        "address": schedule.house_address,
        "as_at": as_at,
        "draft": text("draft_imprint", language).upper() if schedule.draft else "",
        "own_label": label(OWNED, language),
        "footing": _footing(schedule, facts),
        "imprint": imprint,
        "schedule_note": f"{house} · {as_at}",
        "facts": schedule.facts,
        **headlines(schedule, offered),
    }
    tables = {
        "figures": _table("figure", _figures(schedule, live=live)),
        "matrices": _table("matrix", _matrices(schedule, live=live)),
        "notes": _table("notes", _notes(schedule, facts)),
        "schedule": _listed(schedule, offered),
        "schedule_total": _table("schedule_total", _totals(schedule.totals, language, live=live)),
        "doubt": _apart("doubt", schedule.in_doubt, language),
        "doubt_total": _table("doubt_total", _totals(_sums(schedule.in_doubt), language, live=live), "schedule_total"),
        "exception": _apart("exception", schedule.exceptions, language),
        "excluded": _apart("excluded", schedule.excluded, language),
        "source": _table("source", _sources(schedule)),
        **beside(schedule, offered, cells, live=live),
    }
    title = f"{facts['title']} · {house} · {as_at}"
    properties = {"title": title, "identifier": "" if schedule.draft else schedule.number}
    return fill(template, values, tables, name=name, properties=properties)


def _table(prefix: str, rows: Iterable[Row], columns: str = "") -> Table:
    return Table(tuple(rows), tuple(f"{prefix}_{column}" for column in _COLUMNS[columns or prefix]))


def _apart(prefix: str, lines: Sequence[Line], language: str) -> Table:
    """The lines of a block beside the total."""
    return _table(prefix, [_reasoned(line, language) for line in lines] or [_none(language)], "doubt")


def _is_live(schedule: Schedule) -> bool:
    """Whether every word the sums are cut by can be a criterion, and no two would be taken for one."""
    cuts = [(section.ownership, section.category, section.currency) for section in schedule.sections]
    currencies = {line.value.currency for line in schedule.in_doubt if line.value}
    situations = {line.situation for section in schedule.sections for line in section.lines}
    groups = [{OWNED, *(cut[0] for cut in cuts)}, {cut[1] for cut in cuts}, situations]
    words = [[label(word, schedule.language) for word in group] for group in groups]
    words.append(sorted({cut[2] for cut in cuts} | currencies))
    return all(
        len({word.casefold() for word in group}) == len(group) and all(map(_PLAIN.fullmatch, group)) for group in words
    )


def _footing(schedule: Schedule, facts: Mapping[str, object]) -> str:
    """What accounts for every row read; with several currencies also that they are never added."""
    footing = cast("tuple[str, ...]", facts["notes"])[-1]
    return f"{footing} {text('not_added', schedule.language)}" if len(schedule.totals) > 1 else footing


def _figures(schedule: Schedule, *, live: bool) -> Iterator[Row]:
    """One row of key figures for each currency, those of pieces in doubt too."""
    doubt = dict(_sums(schedule.in_doubt))
    nothing = Tally(0, Decimal(0))
    for currency in dict.fromkeys([*(currency for currency, _ in schedule.totals), *doubt]):
        sections = [section for section in schedule.sections if section.currency == currency]
        own = total(section.subtotal for section in sections if section.ownership == OWNED)
        others = total(section.subtotal for section in sections if section.ownership != OWNED)
        held = dict(schedule.totals).get(currency, nothing)
        figures = (held.value, own.value, others.value, held.units, doubt.get(currency, nothing).value)
        yield Row((currency, *_results(figures, live=live)))


def _results(figures: Iterable[Decimal | int], *, live: bool) -> tuple[CellValue, ...]:
    """The results of the template's formulas, or the figures in their stead."""
    return tuple(Formula(figure) if live else figure for figure in figures)


def _matrices(schedule: Schedule, *, live: bool) -> Iterator[Row]:
    """One matrix after another: its subject, its heading, two rows for each category, two for the total."""
    language = schedule.language
    for whole in schedule.matrices:
        matrix, folded = _folded(whole, language)
        headings = [label(situation, language) for situation in matrix.situations]
        # The currency stands over the totals; the formulas of the rows beneath read it there.
        yield Row((label(matrix.ownership, language), *[None] * MOST_SITUATIONS, matrix.currency), "matrix_subject")
        yield Row((KEEP, *_right(headings), KEEP), "matrix_heading")
        for row in matrix.rows:
            yield from _matrix_row(row, label(row.category, language), "matrix_line", live=live, folded=folded)
        yield from _matrix_row(matrix.total, KEEP, "matrix_total", live=live, folded=folded)
        yield Row((), "matrix_gap")


def _matrix_row(row: MatrixRow, words: CellValue, pattern: str, *, live: bool, folded: bool) -> Iterator[Row]:
    """The values of a category, and its units beneath; a folded last column has no single word to be cut by."""
    units = "matrix_units" if pattern == "matrix_line" else "matrix_total_units"
    tallies = (*row.by_situation, row.total)
    values: list[Decimal | int] = [tally.value for tally in tallies]
    counts: list[Decimal | int] = [tally.units for tally in tallies]
    for first, figures, kind in ((words, values, pattern), (KEEP, counts, units)):
        *cells, last = _results(figures, live=live)
        if folded:
            cells[-1] = figures[-2]
        yield Row((first, *_right(cells), last), kind)


def _right(cells: Sequence[CellValue]) -> tuple[CellValue, ...]:
    """Cells beside the total, the columns that are not needed left free."""
    return (*(None,) * (MOST_SITUATIONS - len(cells)), *cells)


def _folded(matrix: Matrix, language: str) -> tuple[Matrix, bool]:
    """The matrix with its smallest situations added up as one, where it has more than the template has columns."""
    if len(matrix.situations) <= MOST_SITUATIONS:
        return matrix, False
    places = range(len(matrix.situations))
    largest = sorted(places, key=lambda place: -matrix.total.by_situation[place].value)[: MOST_SITUATIONS - 1]
    kept, rest = sorted(largest), [place for place in places if place not in largest]

    def fold(row: MatrixRow) -> MatrixRow:
        """One row with the rest added up."""
        elsewhere = total(row.by_situation[place] for place in rest)
        return MatrixRow(row.category, (*(row.by_situation[place] for place in kept), elsewhere), row.total)

    situations = (*(matrix.situations[place] for place in kept), text("elsewhere", language))
    rows = tuple(map(fold, matrix.rows))
    return Matrix(matrix.ownership, matrix.currency, situations, rows, fold(matrix.total)), True


def _notes(schedule: Schedule, facts: Mapping[str, object]) -> Iterator[Row]:
    """The basis of value, the policy and the other sentences, each group under its label."""
    language = schedule.language
    groups = {
        "basis": cast("tuple[str, ...]", facts["basis"]),
        "policy": (schedule.policy,) if schedule.policy else (),
        "notes": (*schedule.notes, *_elsewhere(schedule)),
    }
    for key, sentences in groups.items():
        for number, sentence in enumerate(sentences):
            heading = "" if number else text(key, language)
            yield Row((heading, sentence))


def _elsewhere(schedule: Schedule) -> Iterator[str]:
    """What stands under Elsewhere in each matrix that was folded."""
    language = schedule.language
    for matrix in schedule.matrices:
        shown, folded = _folded(matrix, language)
        if folded:
            hidden = [place for place, word in enumerate(matrix.situations) if word not in shown.situations]
            tallies = [
                (label(matrix.situations[place], language), matrix.total.by_situation[place]) for place in hidden
            ]
            places = "; ".join(
                f"{word}, {pieces(tally.units, language)}, {money(tally.value, matrix.currency, language)}"
                for word, tally in tallies
            )
            note = text("elsewhere_note", language, places=places)
            yield f"{label(matrix.ownership, language)} · {note}"


def _listed(schedule: Schedule, offered: Collection[str]) -> Table:
    """The sheet of lines, without the later columns where the template does not offer them."""
    lacking = [column for column in _LATER if f"schedule_{column}" not in offered]
    kept = [number for number, column in enumerate(_COLUMNS["schedule"]) if column not in lacking]
    rows = _lines(schedule)
    if lacking:
        rows = [Row(tuple(row.cells[number] for number in kept if number < len(row.cells))) for row in rows]
    return Table(tuple(rows), tuple(f"schedule_{_COLUMNS['schedule'][number]}" for number in kept))


def _lines(schedule: Schedule) -> list[Row]:
    """Every line of the total."""
    rows = [_held(section, line, schedule.language) for section in schedule.sections for line in section.lines]
    return rows or [Row((None, None, None, text("none_held", schedule.language)))]


def _held(section: Section, line: Line, language: str) -> Row:
    return Row(
        (
            label(section.ownership, language),
            label(section.category, language),
            line.stock_no or NONE,
            line.description,
            line.detail,
            line.identifiers or NONE,
            label(line.situation, language),
            line.location or NONE,
            date_of(line.valued, language),
            line.value.currency if line.value else None,
            line.value.amount if line.value else None,
            cells(line.places),
            label(line.by_day, language) if line.by_day else None,
            label(line.at_night, language) if line.at_night else None,
            owner_words(line, language),
            line_words(line.basis, language) if line.basis else None,
        )
    )


def _reasoned(line: Line, language: str) -> Row:
    """A line beside the total: what it is, why it is there, and the cell."""
    described = "\n".join(filter(None, (line.description, line.detail, line.identifiers)))
    where = " · ".join(filter(None, (label(line.situation, language), line.location)))
    currency, amount = (line.value.currency, line.value.amount) if line.value else (None, None)
    named = (line.stock_no or NONE, described or NONE, label(line.ownership, language), where)
    return Row((*named, currency, amount, "\n".join(line.reasons), cells(line.places)))


def _none(language: str) -> Row:
    return Row((NONE, text("none", language)))


def _sums(lines: Iterable[Line]) -> tuple[tuple[str, Tally], ...]:
    """The amounts of lines by currency, in the order of their codes."""
    amounts = sorted((line.value.currency, line.value.amount) for line in lines if line.value)
    grouped = (
        (currency, [amount for _, amount in group]) for currency, group in groupby(amounts, key=lambda it: it[0])
    )
    return tuple((currency, Tally(len(found), sum(found, Decimal(0)))) for currency, found in grouped)


def _totals(sums: Iterable[tuple[str, Tally]], language: str, *, live: bool) -> Iterator[Row]:
    """The total of a sheet in each of its currencies."""
    for number, (currency, tally) in enumerate(sums):
        units, value = _results((tally.units, tally.value), live=live)
        yield Row(("" if number else text("total", language), units, currency, value))


def _sources(schedule: Schedule) -> Iterator[Row]:
    for note in schedule.sources:
        register = label(note.register, schedule.language)
        yield Row((register, note.file, note.sheet or NONE, note.rows_in, note.records))


def cells(places: Sequence[Place]) -> str:
    """The cells a line was read from, each sheet named once: ``Stock.xlsx, Montres: A17, C17``."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        sheet = f"{place.file}, {place.sheet}" if place.sheet else place.file
        spot = place.cell or (str(place.row) if place.row else place.column or "")
        sheets.setdefault(sheet, []).append(spot)
    return "; ".join(f"{sheet}: {', '.join(filter(None, spots))}".rstrip(": ") for sheet, spots in sheets.items())
