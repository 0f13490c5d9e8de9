"""What the formulas of a filled workbook come to: results that stand, results that follow from our lines, open ones.

Only sums, counts and plain references are worked out, because only they can be without a spreadsheet program; the
rest loses its result, so that nobody reads an old figure, and is calculated when the workbook is opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from toolkit.findings import ToolkitError, column_letter
from toolkit.render.cells import CellValue
from toolkit.render.placement_formulas import LAST_COLUMN, FoundFormula, is_open, meets, read_formula
from toolkit.render.placement_rows import Refilled
from toolkit.render.references import REFERENCE, Area, column_number
from toolkit.render.sheet import Element, Sheet

MOST = 20_000
"""More formulas than this are not followed one by one: all are left to be calculated anew."""

_ADDING = re.compile(r"(SUM|SUBTOTAL|COUNTA?|MAX|MIN)\((?:(\d+)\s*,)?([^(),]+)\)", re.IGNORECASE)
_SUBTOTALS = {"9": "SUM", "109": "SUM", "2": "COUNT", "102": "COUNT", "3": "COUNTA", "103": "COUNTA"}

Spot = tuple[str, int, int]
Known = Decimal | str | None


class _Open(Exception):  # noqa: N818 - no error: a figure that is not known here
    """A result depends on something that is not worked out here."""


@dataclass(slots=True)
class Results:
    """The formulas of all sheets, before any row moves. ``touched`` are sheets some of whose results changed."""

    sheets: Mapping[str, Sheet]
    home: str
    refilled: Refilled
    columns: Sequence[int]
    lines: Sequence[Sequence[CellValue]]
    cells: Mapping[Spot, CellValue]
    names: Mapping[str, str]
    mixed: bool
    touched: set[str] = field(default_factory=set)
    formulas: dict[Spot, FoundFormula] = field(default_factory=dict)
    index: dict[str, dict[int, dict[int, Element]]] = field(default_factory=dict)
    stale: set[Spot] = field(default_factory=set)
    known: dict[Spot, Known] = field(default_factory=dict)

    def settle(self) -> bool:
        """Give every formula outside the lines its result or take it away; whether any is left without one."""
        self._gather()
        self._refuse_partial()
        self._spread()
        for spot in self.stale:
            self._work_out(spot, frozenset())
        for spot, found in self.formulas.items():
            sheet = self.sheets[spot[0]]
            if spot not in self.stale or spot in self.known:
                sheet.known.add(found.cell.get("r"))
            if spot in self.known:
                _write(found.cell, self.known[spot])
        self.touched = {spot[0] for spot in self.stale}
        return any(spot not in self.known for spot in self.stale) or self.refilled.has_formulas

    def _gather(self) -> None:
        """Every cell by its place, and every formula that is not a row of the lines."""
        for key, sheet in self.sheets.items():
            rows = self.index[key] = {}
            for row, element in sheet.rows.items():
                cells = rows[row] = {column_number(cell.get("r").rstrip("0123456789")): cell for cell in element}
                for column, cell in cells.items():
                    formula = cell.find("{*}f")
                    if formula is not None and not self._is_line(key, row):
                        self.formulas[key, row, column] = read_formula(cell, formula.text or "", key, self.names)

    def _is_line(self, key: str, row: int) -> bool:
        return key == self.home.casefold() and self.refilled.first <= row <= self.refilled.last

    def _changed(self) -> list[Area]:
        """The cells that were written."""
        block = Area(self.home.casefold(), self.refilled.first, self.refilled.last, 1, LAST_COLUMN)
        single = [Area(name.casefold(), row, row, column, column) for name, row, column in self.cells]
        return [block, *single] if self.lines else single

    def _spread(self) -> None:
        """Find every formula that depends, however indirectly, on a cell that was written."""
        if len(self.formulas) > MOST:
            self.stale = set(self.formulas)
            return
        self.stale = {spot for spot, found in self.formulas.items() if is_open(found.cell)}
        fresh = self._changed() + [Area(key, row, row, column, column) for key, row, column in self.stale]
        while fresh:
            met = {
                spot for spot, found in self.formulas.items()
                if spot not in self.stale and (found.anything or any(meets(one, fresh) for one in found.areas))
            }  # fmt: skip
            self.stale |= met
            fresh = [Area(key, row, row, column, column) for key, row, column in met]

    def _refuse_partial(self) -> None:
        """Refuse a sum that would take in only some of the lines: it would be taken for the total."""
        amounts = zip(self.columns, self.lines[0] if self.lines else (), strict=False)
        money = {column for column, value in amounts if isinstance(value, Decimal)}
        for spot, found in self.formulas.items():
            here = [one for one in found.areas if self._in_lines(one) and one.first_column in money]
            if here:
                self._refuse_mixed(spot, found)
            if len(self.lines) > 1 and here and self._is_partial(found, here):
                below = spot[0] == self.home.casefold() and spot[1] > self.refilled.last
                last = spot[1] - 1 if below else self.refilled.last
                rows = (self.refilled.first, max(last, self.refilled.first + 1))
                raise ToolkitError(
                    f"{self.sheets[spot[0]].name}, {found.cell.get('r')}: the formula ={found.text} would add up some "
                    "of the lines and not the others.",
                    "Make it a sum from the first empty row to the last, two rows or more, such as "
                    f"={_whole(self.home, here[0], *rows, spot[0])}, and run again.",
                    code="template",
                )

    def _refuse_mixed(self, spot: Spot, found: FoundFormula) -> None:
        """Refuse a sum over amounts of several currencies: it would be a figure of nothing."""
        text = found.text.upper()
        if self.mixed and ("SUM(" in text or "SUBTOTAL(" in text or "+" in text):
            raise ToolkitError(
                f"{self.sheets[spot[0]].name}, {found.cell.get('r')}: the formula ={found.text} would add up amounts "
                "in several currencies.",
                "Take it out of the broker's workbook, or make it a SUMIF for each currency, and run again.",
                code="template",
            )

    def _is_partial(self, found: FoundFormula, here: Sequence[Area]) -> bool:
        first, last = self.refilled.first, self.refilled.last
        if first == last:  # one blank row: a plain sum over it becomes one over all lines, nothing else can
            return any(one.first_row == one.last_row for one in here) and not _ADDING.fullmatch(found.plain)
        text = found.text.upper()
        adds = "+" in text or "SUM" in text or "SUBTOTAL" in text
        return adds and not any(one.first_row <= first < one.last_row for one in here)

    def _in_lines(self, one: Area) -> bool:
        return (one.sheet == self.home.casefold() and one.first_row <= self.refilled.last
                and one.last_row >= self.refilled.first)  # fmt: skip

    def _work_out(self, spot: Spot, above: frozenset[Spot]) -> Known:
        """The result of one formula. Raises nothing: what cannot be worked out stays out of ``known``."""
        if spot in self.known:
            return self.known[spot]
        found = self.formulas[spot]
        try:
            result = self._result(found, above | {spot})
        except _Open:
            return None
        self.known[spot] = result
        return result

    def _result(self, found: FoundFormula, above: frozenset[Spot]) -> Known:
        match = _ADDING.fullmatch(found.plain.strip())
        if len(found.areas) != 1 or found.anything:
            raise _Open
        if match is None:
            one = found.areas[0]
            plain = REFERENCE.fullmatch(found.plain.strip()) and (one.first_row, one.first_column) == (
                one.last_row, one.last_column)  # fmt: skip
            if not plain or self._in_lines(one):
                raise _Open
            return next(self._values(one, above), Decimal(0))
        name = match[1].upper() if match[2] is None else _SUBTOTALS.get(match[2], "")
        values = [value for value in self._values(found.areas[0], above) if value is not None]
        numbers = [value for value in values if isinstance(value, Decimal)]
        totals: dict[str, Known] = {
            "SUM": sum(numbers, Decimal(0)), "COUNT": Decimal(len(numbers)), "COUNTA": Decimal(len(values)),
            "MAX": max(numbers, default=Decimal(0)), "MIN": min(numbers, default=Decimal(0)),
        }  # fmt: skip
        if name not in totals:
            raise _Open
        return totals[name]

    def _values(self, one: Area, above: frozenset[Spot]) -> Iterator[Known]:
        """What the cells of an area hold, blank ones left out."""
        if self._in_lines(one):
            yield from self._of_lines(one)
        for row, cells in self.index[one.sheet].items():
            if one.first_row <= row <= one.last_row and not self._is_line(one.sheet, row):
                for column, cell in cells.items():
                    if one.first_column <= column <= one.last_column:
                        yield from self._of_cell((one.sheet, row, column), cell, above)

    def _of_lines(self, one: Area) -> Iterator[Known]:
        if one.first_row > self.refilled.first or one.last_column >= LAST_COLUMN:
            raise _Open
        places = {column: nth for nth, column in enumerate(self.columns)}
        for column in range(one.first_column, one.last_column + 1):
            nth, letter = places.get(column), column_letter(column)
            for pattern, line in zip(self.refilled.patterns, self.lines, strict=True):
                value = line[nth] if nth is not None else None
                if value is not None:
                    yield _plain(value)
                elif any(slot.letter == letter and (slot.formula or slot.content != "/>") for slot in pattern.slots):
                    raise _Open

    def _of_cell(self, spot: Spot, cell: Element, above: frozenset[Spot]) -> Iterator[Known]:
        if spot in self.stale:
            result = None if spot in above else self._work_out(spot, above)
            if spot not in self.known:
                raise _Open
            yield result
        elif spot in self.formulas and is_open(cell):
            raise _Open
        elif (text := cell.findtext("{*}v")) or cell.find("{*}is") is not None:
            yield _number(text or "") if cell.get("t", "n") == "n" else "text"


def _whole(home: str, one: Area, first: int, last: int, at: str) -> str:
    """The sum over all lines, as it should be written."""
    sheet = "" if at == home.casefold() else f"'{home}'!"
    letter = column_letter(one.first_column)
    return f"SUM({sheet}{letter}{first}:{letter}{last})"


def _plain(value: CellValue) -> Known:
    """A written value as a sum sees it."""
    if isinstance(value, date):
        raise _Open
    return Decimal(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else "text"


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise _Open from error


def _write(cell: Element, value: Known) -> None:
    """Put a result into a formula's cell."""
    result = cell.find("{*}v")
    if result is None:
        formula = cell.find("{*}f")
        result = formula.makeelement(formula.tag.removesuffix("f") + "v")
        formula.addnext(result)
    cell.attrib.pop("t", None)
    result.text = format(value, "f") if isinstance(value, Decimal) else str(value or "")
