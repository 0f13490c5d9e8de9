"""Single values of a schedule in a broker's own workbook: the cell beside a label, or one with a defined name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.produce.broker_form import TOTAL, Form
from toolkit.produce.foreign_form import LOOK
from toolkit.readers.grid import Grid
from toolkit.render.placement_book import Book
from toolkit.render.placement_rows import filled
from toolkit.values import fold

LABELS: Mapping[str, frozenset[str]] = {
    "as_at": frozenset({
        "as at", "as of", "schedule as at", "values as at", "situation as at", "date of schedule", "schedule date",
        "situation au", "etat au", "arrete au", "valeurs au", "date de l etat", "stand", "stand am", "stand vom",
        "stichtag", "situazione al", "valori al", "data dell elenco", "situacion a", "valores a",
        "fecha de la relacion",
    }),
    "policy": frozenset({
        "policy", "policy no", "policy number", "policy nr", "policy ref", "policy reference", "police", "n de police",
        "no de police", "numero de police", "police n", "police no", "police nr", "policennummer",
        "versicherungsschein nr", "versicherungsscheinnummer", "polizza", "polizza n", "n polizza", "numero polizza",
        "n di polizza", "poliza", "n poliza", "n de poliza", "no de poliza", "numero de poliza",
    }),
    "insured": frozenset({
        "insured", "the insured", "assured", "the assured", "name of insured", "name of the insured", "insured name",
        "name of assured", "policyholder", "policy holder", "assure", "l assure", "souscripteur", "nom de l assure",
        "preneur d assurance", "versicherungsnehmer", "versicherungsnehmerin", "assicurato", "contraente", "asegurado",
        "tomador", "tomador del seguro",
    }),
    "currency": frozenset({"currency", "ccy", "devise", "monnaie", "wahrung", "valuta", "moneda", "divisa"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled cell: what it is for, its place, and what stands in it already (None: it is blank)."""

    what: str
    sheet: str
    row: int
    column: int
    holds: str | None


def labels(book: Book, grids: Sequence[Grid], form: Form) -> Iterator[Label]:
    """The labelled cells for single values: above the table on its sheet, anywhere on the other visible ones."""
    for grid in grids:
        if grid.state != "visible" or (grid.sheet or "").casefold() not in book.sheets:
            continue
        bottom = form.heading - 1 if grid.sheet == form.sheet else min(grid.height, 4 * LOOK)
        for number, values in enumerate(grid.columns, 1):
            for row, value in enumerate(values[:bottom], 1):
                folded = fold(value) if isinstance(value, str) and len(value) < LOOK else ""
                what = next((what for what, words in LABELS.items() if folded and folded in words), "")
                if what:
                    column = _right_of(grid, row, number)
                    yield Label(what, grid.sheet or "", row, column, _held(book, grid, row, column))


def _right_of(grid: Grid, row: int, column: int) -> int:
    """The column to the right of a cell, beyond the cells it is merged with."""
    wide = (right for top, left, bottom, right in grid.marks.merged if top <= row <= bottom and left <= column <= right)
    return next(wide, column) + 1


def _held(book: Book, grid: Grid, row: int, column: int) -> str | None:
    element = book.sheet(grid.sheet or "").rows.get(row)
    cells = filled(element) if element is not None else {}
    return str(grid.value(row, column) or "") if column in cells else None


def total_cell(book: Book, grids: Sequence[Grid], form: Form) -> tuple[str, int, int] | None:
    """The blank cell of values in the row headed Total under the lines; None where there is none."""
    row, column = form.free.below, form.columns["value"]
    element = book.sheet(form.sheet).rows.get(row)
    if element is None or form.sums or column in filled(element):
        return None
    grid = next(grid for grid in grids if grid.sheet == form.sheet)
    words = [grid.value(row, number) for number in range(1, column)]
    headed = any(isinstance(word, str) and TOTAL.match(fold(word)) for word in words)
    return (form.sheet, row, column) if headed else None
