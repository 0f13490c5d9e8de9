"""One worksheet of a template: its rows renumbered, its references moved, its pattern rows taken out to be filled."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from lxml import etree

from toolkit.findings import ToolkitError, column_letter
from toolkit.readers.package import fault_of
from toolkit.render.cells import KEEP, CellValue, Formula, Pen
from toolkit.render.fitting import DEFAULT_WIDTH, TRUE, Fitting
from toolkit.render.references import Moves, Rows, area, column_number, refers, shift, span, spread, translate
from toolkit.render.rows import Pattern, Slot

Element = Any  # lxml publishes no types
PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
COORDINATE = re.compile(r"([A-Z]+)(\d+)")
# What a new row takes from its pattern; the height only where someone set it, for Excel fits the others itself.
ROW_ATTRIBUTES = ("s", "customFormat", "hidden", "outlineLevel", "collapsed", "thickTop", "thickBot")
FORMULAS = ("f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula")
RANGED = ("conditionalFormatting", "dataValidation", "ignoredError", "protectedRange", "mergeCell")
PIECE = 1000  # rows handed on at a time: compressing row by row costs a third more
FOOTER_LIMIT = 255  # Excel calls a file with a longer header or footer damaged


def parse(part: bytes, name: str) -> Element:
    """The root of an XML part; ``name`` is what an error calls the file."""
    try:
        return etree.fromstring(part, PARSER)
    except etree.XMLSyntaxError as error:
        what = f"{name} is damaged: {fault_of(error)}."
        raise ToolkitError(what, "Put the template back.", code="template") from error


def serialise(root: Element) -> bytes:
    """An XML part's bytes."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def local(element: Element | None) -> str:
    """An element's name without its namespace; empty for a comment or for none."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def move_parts(root: Element, home: str, moves: Mapping[str, Moves]) -> None:
    """Move every reference of a part that is not in a cell: filters, formats, validations, links, breaks, anchors."""
    everywhere: dict[str, Rows] = {name: move.rows for name, move in moves.items()}
    here = moves.get(home.casefold(), Moves())
    # The formula of a rule is relative to the first cell of its range.
    relative: dict[str, Rows] = {**everywhere, home.casefold(): here.first}
    for element in list(root.iter()):
        name, parent = local(element), local(element.getparent())
        if name in FORMULAS and element.text and parent != "c":
            element.text = shift(element.text, home, relative if local(root) == "worksheet" else everywhere)
        elif name == "sqref" and element.text:
            element.text = spread(element.text, here.runs) or element.text
        elif name == "brk" and parent == "rowBreaks":
            element.set("id", str(here.rows(int(element.get("id")), int(element.get("id")))[1]))
        elif name == "row" and parent in ("from", "to"):  # a picture's corner, counted from 0
            element.text = str(here.first(int(element.text) + 1, int(element.text) + 1)[0] - 1)
        elif name and name not in ("c", "f", "row"):
            _move_attributes(element, home, everywhere, here)


def _move_attributes(element: Element, home: str, everywhere: Mapping[str, Rows], here: Moves) -> None:
    """Move one element's ``ref``, ``sqref`` and the like; a range nothing was made from takes its rule with it."""
    name = local(element)
    moved: dict[str, Rows] = {home.casefold(): here.first if name in ("selection", "pane", "sheetView") else here.rows}
    for key in ("ref", "activeCell", "topLeftCell"):
        if element.get(key) and name != "mergeCell":
            element.set(key, shift(element.get(key), home, moved))
    for key in ("location", "fmlaLink", "fmlaRange"):  # a link's target, a button's cells
        if element.get(key):
            element.set(key, shift(element.get(key), home, everywhere))
    if name == "selection" and element.get("sqref"):
        element.set("sqref", shift(element.get("sqref"), home, moved))
    elif name in RANGED and (key := "ref" if name == "mergeCell" else "sqref") in element.attrib:
        _move_ranges(element, key, here)  # Excel's later kinds of formats hold their ranges in an element of its own


def _move_ranges(element: Element, key: str, here: Moves) -> None:
    """Move the ranges of a rule or a merged cell, repeating a merged pattern row for every row made from it."""
    merged, parent = key == "ref", element.getparent()
    if merged and (rows := span(element.get(key))) and rows[0] != rows[1] and here.within(*rows):
        raise ToolkitError(
            f"The template's merged cells {element.get(key)} cover several pattern rows.",
            "Merge cells within one row of a table only.",
            code="template",
        )
    ranges = spread(element.get(key, ""), here.each if merged else here.runs)
    for item in ranges.split() if merged else [ranges] * bool(ranges):
        copy = etree.Element(element.tag, element.attrib)
        copy.extend(list(element))
        copy.set(key, item)
        element.addprevious(copy)
    parent.remove(element)
    if parent.get("count"):
        parent.set("count", str(len(parent)))
    if len(parent) == 0 and local(parent) != "worksheet":
        parent.getparent().remove(parent)


def _address(cell: Element) -> str:
    """The column letters of a cell."""
    return str(cell.get("r")).rstrip("0123456789")


def _style(cell: Element | None) -> str:
    return f' s="{cell.get("s")}"' if cell is not None and cell.get("s") else ""


def _format(cell: Element | None) -> int:
    return int(cell.get("s", "0")) if cell is not None else 0


def _formula(cell: Element | None) -> str:
    return (cell.findtext("{*}f") or "") if cell is not None else ""


class Sheet:
    """A worksheet part, parsed. Filling changes it: make one per fill."""

    def __init__(self, part: bytes, name: str, file: str, fitting: Fitting, *, since_1904: bool) -> None:
        self.name = name
        self.fitting = fitting
        self.part = part
        self.root = parse(part, file)
        self.data: Element = self.root.find("{*}sheetData")
        if self.data is None:
            raise ToolkitError(f"{file}: the sheet {name} has no cells.", "Put the template back.", code="template")
        self.space = etree.QName(self.data).namespace
        self.pen = Pen(f"{self.data.prefix}:" if self.data.prefix else "", since_1904=since_1904)
        self.rows: dict[int, Element] = {}
        self.known: set[str] = set()
        self._number()
        self._expand()
        self.untouched = etree.tostring(self.root)

    def _number(self) -> None:
        """Give every row and cell the address it may leave out."""
        row = 0
        for element in self.data:
            row = int(element.get("r", row + 1))
            element.set("r", str(row))
            self.rows[row] = element
            column = 0
            for cell in element:
                found = COORDINATE.fullmatch(cell.get("r", ""))
                column = column_number(found[1]) if found else column + 1
                cell.set("r", f"{column_letter(column)}{row}")

    def _expand(self) -> None:
        """Write shared formulas out: their followers are told by distance, which no longer holds once rows move."""
        masters: dict[str, tuple[str, int, int]] = {}
        for formula in self.data.iter(f"{{{self.space}}}f"):
            if formula.get("t") != "shared":
                continue
            row = int(formula.getparent().getparent().get("r"))
            column = column_number(_address(formula.getparent()))
            text, above, left = masters.setdefault(formula.get("si"), (formula.text or "", row, column))
            formula.text = formula.text or translate(text, row - above, column - left)
            for key in ("t", "si", "ref"):
                formula.attrib.pop(key, None)

    def put(self, row: int, column: int, value: CellValue) -> None:
        """Set one cell, keeping its style; a Formula without a text keeps the cell's formula and gives its result."""
        if value is KEEP:
            return
        element, address = self._row(row), f"{column_letter(column)}{row}"
        old = next((cell for cell in element if cell.get("r") == address), None)
        kept = _formula(old) if isinstance(value, Formula) and value.text is None else ""
        written = self.pen.cell(address, _style(old), value, kept)
        declared = f'xmlns:{self.data.prefix}="{self.space}"' if self.data.prefix else f'xmlns="{self.space}"'
        cell = etree.fromstring(written.replace(" r=", f" {declared} r=", 1), PARSER)
        self.known.add(address)
        if old is not None:
            element.replace(old, cell)
        else:
            element.insert(sum(column_number(_address(other)) < column for other in element), cell)

    def _row(self, row: int) -> Element:
        if row not in self.rows:
            element = etree.Element(f"{{{self.space}}}row", {"r": str(row)})
            self.data.insert(sum(number < row for number in self.rows), element)
            self.rows[row] = element
        return self.rows[row]

    def pattern(self, row: int, columns: Mapping[int, int]) -> Pattern:
        """The pattern in a row; ``columns`` says which of a line's cells each column takes."""
        element = self._row(row)
        cells = {column_number(_address(cell)): cell for cell in element}
        widths = self._widths(row, {*cells, *columns})
        slots = tuple(
            Slot(
                column_letter(column),
                _style(cells.get(column)),
                columns.get(column, -1),
                _formula(cells.get(column)),
                self._content(cells.get(column)),
                *self.fitting.room(_format(cells.get(column)), widths[column]),
            )
            for column in sorted({*cells, *columns})
        )
        attributes = "".join(f' {key}="{element.get(key)}"' for key in ROW_ATTRIBUTES if element.get(key))
        fixed = element.get("customHeight") in TRUE
        if fixed:
            attributes += f' ht="{element.get("ht")}" customHeight="1"'
        live = any(slot.formula and refers(slot.formula) for slot in slots)
        return Pattern(row, attributes, fixed, slots, live)

    def _widths(self, row: int, columns: Iterable[int]) -> dict[int, float]:
        """The widths of a row's cells in digits; a merged cell has that of all its columns."""
        settings = self.root.find("{*}sheetFormatPr")
        usual = float(settings.get("defaultColWidth", DEFAULT_WIDTH)) if settings is not None else DEFAULT_WIDTH
        set_widths = [
            (int(item.get("min")), int(item.get("max")), float(item.get("width", usual)))
            for item in self.root.iterfind("{*}cols/{*}col")
        ]

        def width(column: int) -> float:
            return next((found for first, last, found in set_widths if first <= column <= last), usual)

        widths = {column: width(column) for column in columns}
        for item in self.root.iterfind("{*}mergeCells/*"):
            merged = area(f"x!{item.get('ref')}")
            if merged and merged.first_row <= row <= merged.last_row and merged.first_column in widths:
                across = range(merged.first_column, merged.last_column + 1)
                widths[merged.first_column] = sum(width(column) for column in across)
        return widths

    def _content(self, cell: Element | None) -> str:
        """A template cell's own value, as it is written behind address and style."""
        if cell is None or len(cell) == 0 or cell.find("{*}f") is not None:
            return self.pen.blank
        kind = f' t="{cell.get("t")}"' if cell.get("t") else ""
        children = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in cell)
        return f"{kind}>{children}{self.pen.close}"

    def move(self, moves: Mapping[str, Moves]) -> bool:
        """Take the blocks out, leaving a comment for each, and move the rest; whether any formula's result is lost."""
        here = moves.get(self.name.casefold(), Moves())
        for block, start in zip(here.blocks, here.starts, strict=True):
            mark = etree.Comment(f"block {start}")
            self._row(block.first).addprevious(mark)
            for row in range(block.first, block.last + 1):
                if row in self.rows:
                    self.data.remove(self.rows.pop(row))
        everywhere: dict[str, Rows] = {name: move.rows for name, move in moves.items()}
        lost = [self._move_cell(cell, here, everywhere) for row in self.rows.values() for cell in row]
        for row, element in self.rows.items():
            element.set("r", str(here.rows(row, row)[0]))
        move_parts(self.root, self.name, moves)
        return any(lost)

    def _move_cell(self, cell: Element, here: Moves, everywhere: Mapping[str, Rows]) -> bool:
        """Move a cell and its formula; a result nobody gave is taken out rather than left standing wrong."""
        known = cell.get("r") in self.known
        row = int(cell.getparent().get("r"))
        cell.set("r", f"{_address(cell)}{here.rows(row, row)[0]}")
        formula = cell.find("{*}f")
        if formula is None:
            return False
        formula.text = shift(formula.text or "", self.name, everywhere)
        if formula.get("ref"):
            formula.set("ref", shift(formula.get("ref"), self.name, everywhere))
        result = cell.find("{*}v")
        if not known and result is not None:
            cell.remove(result)
            cell.attrib.pop("t", None)
        return not known

    def foot(self, values: Mapping[str, CellValue]) -> None:
        """Put values into the page headers and footers, where ``{name}`` stands for them."""
        for element in self.root.iterfind("{*}headerFooter/*"):
            for name, value in values.items():
                if isinstance(value, str) and f"{{{name}}}" in (element.text or ""):
                    room = FOOTER_LIMIT - len(element.text) + len(name) + 2
                    text = value.replace("\n", " ").replace("&", "&&")
                    element.text = element.text.replace(f"{{{name}}}", text[:room])

    def written(self, blocks: Mapping[int, Iterable[str]]) -> Iterator[bytes]:
        """The part in pieces; ``blocks`` are the new rows by the new first row of each block, in ascending order."""
        rest = serialise(self.root)
        if not blocks and etree.tostring(self.root) == self.untouched:
            rest = self.part
        for start, rows in blocks.items():
            head, rest = rest.split(f"<!--block {start}-->".encode(), 1)
            yield head
            remaining = iter(rows)
            while piece := "".join(islice(remaining, PIECE)):
                yield piece.encode()
        yield rest
