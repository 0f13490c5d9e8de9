"""The insurance schedule in the broker's own workbook: our lines under its headings, everything else as it came.

Nothing is forced in: what the workbook has no column for is told, what would come out wrong (two currencies in one
column, a sum over some of the lines) is refused with the cell to change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from toolkit.findings import ToolkitError, column_letter
from toolkit.produce.broker_form import SOURCELESS, Form, find
from toolkit.produce.broker_labels import Label, labels, total_cell
from toolkit.produce.foreign_form import Filled, a_strangers, finished, number_format
from toolkit.readers.excel import read_workbook
from toolkit.readers.format_codes import is_date
from toolkit.render.basis_words import line_words
from toolkit.render.cells import CellValue
from toolkit.render.placement import Placing, Spot
from toolkit.render.placement_book import Book
from toolkit.render.wording import label, long_date, moment, when
from toolkit.reports.insurance import Line, Schedule, Section

CELLS = ("as_at", "policy", "insured", "currency")
"""Single values, by the label beside them or by the defined name of their cell."""

_TOLD = {"category": "the category", "situation": "where a piece is (safe, window)", "location": "the place"}
_CALLED = {"as_at": "the date of the schedule", "policy": "the policy", "insured": "the insured",
           "currency": "the currency"}  # fmt: skip


def filled(schedule: Schedule, template: bytes, name: str) -> Filled:
    """The schedule's total in the broker's workbook ``name``, line by line.

    Raises ToolkitError, in one sentence with what to do, where it cannot be filled rightly.
    """
    with a_strangers(name):
        return _filled(schedule, template, name)


def _filled(schedule: Schedule, template: bytes, name: str) -> Filled:
    book = Book(template, name)
    grids = read_workbook(template, name)
    form = find(book, grids)
    _refuse_currencies(schedule, form, name)
    found = list(labels(book, grids, form))
    cells, told = _cells(schedule, book, found)
    if (spot := total_cell(book, grids, form)) and len(schedule.totals) == 1:
        cells[spot] = schedule.totals[0][1].value
    columns, lines = _lines(schedule, book, form)
    placing = Placing(form.sheet, form.free.first, form.last, columns, lines, cells, len(schedule.totals) > 1)
    return finished(book, placing, form.columns, (*_about(schedule, form, book, found), *told))


def _held(schedule: Schedule) -> list[tuple[Section, Line]]:
    return [(section, line) for section in schedule.sections for line in section.lines]


def _refuse_currencies(schedule: Schedule, form: Form, name: str) -> None:
    """Refuse where the workbook would show or add up amounts as something that they are not."""
    words = [word for word, _ in schedule.totals]
    where = f"{name}, sheet {form.sheet}"
    titled = form.titles.get(form.columns["value"], "")
    hint = "Ask the broker for a workbook with a column for the currency, or send the schedule in our own."
    if len(words) > 1 and "currency" not in form.columns:
        raise ToolkitError(
            f"{where}: the lines are in {' and '.join(words)}, and the workbook has one column of values ({titled}) "
            "and none for the currency.", hint, code="template",
        )  # fmt: skip
    if form.stated and any(word != form.stated for word in words):
        raise ToolkitError(
            f"{where}: the column {titled} shows its figures in {form.stated}, and the lines are in "
            f"{' and '.join(words)}.", hint, code="template",
        )  # fmt: skip


def _cells(schedule: Schedule, book: Book, found: Sequence[Label]) -> tuple[dict[Spot, CellValue], list[str]]:
    """The single values to be put in, and what is told of those that hold something else already."""
    cells: dict[Spot, CellValue] = {}
    told: list[str] = []
    for what in CELLS:
        if (spot := book.area(what)) is not None:
            cells[spot.sheet, spot.first_row, spot.first_column] = _single(
                schedule, what, number_format(book, spot.sheet, spot.first_row, spot.first_column))  # fmt: skip
    for one in found:
        value = _single(schedule, one.what, number_format(book, one.sheet, one.row, one.column))
        spot_of = (one.sheet, one.row, one.column)
        if value is None or spot_of in cells:
            continue
        if one.holds is None:
            cells[spot_of] = value
            continue
        address = f"{one.sheet}, {column_letter(one.column)}{one.row}"
        if one.what == "currency" and len(schedule.totals) == 1 and one.holds.strip().upper() != value:
            raise ToolkitError(
                f"{book.name}, sheet {address} says {one.holds}, and the lines are in {value}.",
                "Correct the cell in the broker's workbook, and run again.", code="template",
            )  # fmt: skip
        if one.holds.strip() != str(value) and not (one.what == "policy" and one.holds.strip() in str(value)):
            told.append(
                f"{address}: {_CALLED[one.what]} is already filled in ({one.holds}) and was left; ours is {value}."
            )
    return cells, told


def _single(schedule: Schedule, what: str, code: str | None) -> CellValue:
    """A single value; None where the schedule has none."""
    if what == "as_at":
        midnight = (schedule.as_at.hour, schedule.as_at.minute) == (0, 0)
        words = long_date(schedule.as_at, schedule.language) if midnight else moment(schedule.as_at, schedule.language)
        return schedule.as_at.date() if is_date(code) else words
    if what == "currency":
        return schedule.totals[0][0] if len(schedule.totals) == 1 else None
    return (schedule.policy if what == "policy" else schedule.house_name) or None


def _lines(schedule: Schedule, book: Book, form: Form) -> tuple[tuple[int, ...], list[tuple[CellValue, ...]]]:
    """The columns that are filled, and every line of the total in their order."""
    fields = {name: column for name, column in form.columns.items() if name not in SOURCELESS}
    dated = "valuation_date" in fields and is_date(
        number_format(book, form.sheet, form.free.first, fields["valuation_date"]))  # fmt: skip
    makers = [_MAKERS[name] for name in fields]
    counted = len(form.free.numbered)
    lines: list[tuple[CellValue, ...]] = []
    for number, (section, line) in enumerate(_held(schedule), 1):
        given = _Given(schedule, section, line, frozenset(fields), dated=dated)
        lines.append((*(make(given) for make in makers), *(number,) * counted))
    return (*fields.values(), *form.free.numbered), lines


@dataclass(frozen=True, slots=True)
class _Given:
    """What the cells of a line are made from; ``fields`` are those that the workbook has columns for."""

    schedule: Schedule
    section: Section
    line: Line
    fields: frozenset[str]
    dated: bool


def _description(given: _Given) -> str | None:
    """The description, with what else tells the piece where the workbook has no column for it."""
    line, parts = given.line, []
    if "stock_no" not in given.fields:
        parts.append(line.stock_no)
    parts += [line.description, line.detail]
    if given.fields.isdisjoint({"identifiers", "serial"}):
        parts.append(line.identifiers)
    return " · ".join(filter(None, parts)) or None


def _valued(given: _Given) -> CellValue:
    valued = given.line.valued
    if valued is None:
        return None
    exact = given.dated and valued.precision == "day"
    return valued.earliest if exact else when(valued, given.schedule.language)


def _word(given: _Given, word: str) -> str | None:
    return label(word, given.schedule.language) if word else None


def _basis(given: _Given) -> str | None:
    if given.line.basis:
        return line_words(given.line.basis, given.schedule.language)
    return _word(given, dict(given.schedule.basis).get(given.section.ownership, ""))


_MAKERS: Mapping[str, Callable[[_Given], CellValue]] = {
    "stock_no": lambda given: given.line.stock_no or None,
    "description": _description,
    "serial": lambda given: None if "identifiers" in given.fields else given.line.identifiers or None,
    "identifiers": lambda given: given.line.identifiers or None,
    "category": lambda given: _word(given, given.section.category),
    "ownership": lambda given: _word(given, given.section.ownership),
    "situation": lambda given: _word(given, given.line.by_day or given.line.situation),
    "location": lambda given: given.line.location or _word(given, given.line.situation),
    "at_night": lambda given: _word(given, given.line.at_night),
    "owner": lambda given: given.line.owner or None,
    "basis": _basis,
    "value": lambda given: given.line.value.amount if given.line.value else None,
    "currency": lambda given: given.line.value.currency if given.line.value else None,
    "valuation_date": _valued,
}


def _about(schedule: Schedule, form: Form, book: Book, found: Sequence[Label]) -> Iterator[str]:
    """What a person should know before the workbook is sent."""
    held = _held(schedule)
    letter = column_letter(form.columns["value"])
    where = f"the sheet {form.sheet} from row {form.free.first} on"
    yield f"{len(held):,} lines were put into {where}; values are in column {letter}."
    beside = len(schedule.in_doubt) + len(schedule.exceptions)
    if beside:
        yield f"{beside:,} pieces in doubt or to complete are not in it; our own schedule has them beside the total."
    blank = [form.titles[column] for name, column in form.columns.items() if name in SOURCELESS]
    if blank := [*blank, *form.unknown]:
        yield f"Left blank, because the schedule has nothing for them: {', '.join(blank)}."
    said = form.stated or "currency" in form.columns or any(one.what == "currency" for one in found)
    if schedule.totals and not said:
        yield f"Nothing in the workbook says that the amounts are in {schedule.totals[0][0]}."
    missing = [words for name, words in _TOLD.items() if name not in form.columns]
    if {"situation", "location"} & set(form.columns):
        missing = [words for words in missing if words == _TOLD["category"]]
    others = sum(section.ownership != "owned" for section, _ in held)
    if others and "ownership" not in form.columns and "owner" not in form.columns:
        missing.append(f"whose a piece is ({others:,} are not own stock)")
    if missing:
        yield f"The workbook has no column for {'; '.join(missing)}."
    yield from _marks(book, form)


def _marks(book: Book, form: Form) -> Iterator[str]:
    """What of the workbook itself a person should know."""
    sheet = book.sheet(form.sheet)
    if form.free.hidden:
        yield f"Some rows from {form.free.first} to {form.last} were hidden; those with lines are shown now."
    if sheet.root.find("{*}sheetProtection") is not None:
        yield f"The sheet {form.sheet} is protected; the lines were put in, and the protection is as it was."
    if any("pivotCacheDefinition" in part for part in book.parts):
        yield "A pivot table in it still shows its old figures: in Excel choose Data, Refresh All, before you send it."


def is_fillable(name: str) -> bool:
    """Whether a file's name is one of the kinds that can be filled."""
    return PurePath(name).suffix.lower() in (".xlsx", ".xlsm")
