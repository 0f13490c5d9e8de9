"""Fills a workbook template: finished rows and results are spliced into its sheets, every other part stays as it is.

What a template must have are defined names (Excel: Formulas, Name Manager): one for each single value, one for the
rows of each table, one for each pattern row in a table of several kinds of rows. Everything else is the house's:
styles, widths, order of columns, sheets of its own. A formula in a pattern row is repeated in every row made from
it: there a reference to its own row follows along, and one to another pattern row means the nearest rows above that
were made from that pattern. A formula whose result is not given is recalculated when the workbook is opened.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.cells import FORBIDDEN, KEEP, CellValue, Formula
from toolkit.render.chart_cache import Filled, remember
from toolkit.render.fitting import TRUE, Fitting
from toolkit.render.hiding import hide
from toolkit.render.references import LAST_ROW, Area, Block, Moves, Rows, area, runs_of, shift
from toolkit.render.rows import Line, Pattern, Table, Writer
from toolkit.render.sheet import Element, Sheet, local, move_parts, parse, serialise

__all__ = ["KEEP", "CellValue", "Formula", "Line", "Table", "defined", "fill"]

RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATIONS = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
WRITER = "boutique-toolkit"
VML_ROW = re.compile(rb"(?<=:Row>)\d+(?=</)")
VML_ANCHOR = re.compile(rb"(:Anchor>)([^<]*)(?=</)")
MISSING = "In Excel open Formulas, Name Manager and make the name again, or go back to the built-in template."


@dataclass(frozen=True, slots=True)
class _Job:
    """A table to be written: its block, and what makes its rows."""

    sheet: Sheet
    block: Block
    lines: tuple[Line, ...]
    patterns: Mapping[str, Pattern]


class _Book:
    """The workbook part of a template: its sheets, its defined names, and how it counts days."""

    def __init__(self, parts: container.Parts, name: str) -> None:
        self.parts, self.name = parts, name
        self.path = next((part for part in parts if part.endswith("workbook.xml")), "")
        if not self.path:
            raise ToolkitError(f"{name} is not an Excel workbook.", MISSING, code="template")
        self.root = parse(parts[self.path], name)
        flag = self.root.find("{*}workbookPr")
        self.since_1904 = flag is not None and flag.get("date1904") in TRUE
        self.names = {item.get("name", "").casefold(): item for item in self.root.iterfind("{*}definedNames/*")}
        # A name of the whole workbook wins over a copied sheet's own.
        for item in self.root.iterfind("{*}definedNames/*"):
            if item.get("localSheetId") is None:
                self.names[item.get("name", "").casefold()] = item

    def sheets(self) -> dict[str, tuple[str, Sheet]]:
        """Every worksheet with the path of its part, by its name in lower case."""
        targets = relations(self.parts, self.path)
        styles = next((path for path in targets.values() if path.endswith("styles.xml") and path in self.parts), None)
        fitting = Fitting(parse(self.parts[styles], self.name) if styles else None)
        found: dict[str, tuple[str, Sheet]] = {}
        for item in self.root.iterfind("{*}sheets/*"):
            path = targets.get(item.get(RELATIONS) or item.get(STRICT_RELATIONS), "")
            if "/worksheets/" in path and path in self.parts:
                title = item.get("name")
                sheet = Sheet(self.parts[path], title, self.name, fitting, since_1904=self.since_1904)
                found[sheet.name.casefold()] = (path, sheet)
        return found

    def area(self, name: str) -> Area:
        """The cells a defined name covers."""
        item = self.names.get(name.casefold())
        found = area(item.text or "") if item is not None else None
        if found is None:
            what = "is missing" if item is None else f"does not name cells ({item.text})"
            raise ToolkitError(f"{self.name}: the defined name {name} {what}.", MISSING, code="template")
        return found

    def renew(self, moves: Mapping[str, Rows], *, recalculate: bool) -> None:
        """Move the defined names, and ask Excel to recalculate only where a result is not known."""
        for item in self.root.iterfind("{*}definedNames/*"):
            item.text = shift(item.text or "", "", moves)
        for folder in self.root.iterfind(".//{*}absPath"):  # where Excel saved the template: on whose computer
            folder.getparent().remove(folder)
        settings = self.root.find("{*}calcPr")
        if settings is None:
            names = self.root.find("{*}definedNames")
            settings = names.makeelement(names.tag.replace("definedNames", "calcPr"))
            names.addnext(settings)
        settings.attrib.pop("fullCalcOnLoad", None)
        if recalculate:
            settings.set("fullCalcOnLoad", "1")
        self.parts[self.path] = serialise(self.root)


def fill(
    template: bytes,
    values: Mapping[str, CellValue],
    tables: Mapping[str, Table],
    *,
    name: str = "The workbook template",
    properties: Mapping[str, str] | None = None,
    hidden: Iterable[str] = (),
) -> bytes:
    """The template filled: ``values`` by the defined name of a cell, ``tables`` by that of the rows they replace.

    A table without lines leaves one blank row. ``properties`` are the document's own (``title``, ``identifier``),
    ``hidden`` the defined names of columns to be put out of sight.
    ``name`` is what an error calls the template. A missing name raises ToolkitError.
    """
    with container.sound(name):
        parts = container.read(template, name)
        book = _Book(parts, name)
        sheets = book.sheets()
        by_name = {key: sheet for key, (_, sheet) in sheets.items()}
        for key, value in values.items():
            spot = book.area(key)
            by_name[spot.sheet.casefold()].put(spot.first_row, spot.first_column, value)
        for key in hidden:
            spot = book.area(key)
            hide(by_name[spot.sheet.casefold()].root, spot.first_column)
        jobs = [_job(book, by_name, key, table) for key, table in tables.items()]
        remember(parts, _columns(book, tables), since_1904=book.since_1904)
        moves = {key: _moves(sheet, jobs, name) for key, sheet in by_name.items()}
        rows: dict[str, Rows] = {key: move.rows for key, move in moves.items()}
        lost = [sheet.move(moves) for sheet in by_name.values()]
        lost += [pattern.unknown for job in jobs for pattern in job.patterns.values()]
        book.renew(rows, recalculate=any(lost))
        for key, (path, sheet) in sheets.items():
            sheet.foot(values)
            move_attached(parts, path, sheet.name, {key: moves[key]}, moves)
        drop_calculation_chain(parts)
        _describe(parts, properties or {})
        pieces = {path: sheet.written(_blocks(sheet, moves[key], jobs, rows)) for key, (path, sheet) in sheets.items()}
    return container.write({**parts, **pieces})


def relations(parts: container.Parts, path: str) -> dict[str, str]:
    """What a part points at, by relation identifier: the paths of parts inside the package."""
    folder, file = posixpath.split(path)
    part = parts.get(posixpath.join(folder, "_rels", f"{file}.rels"))
    if part is None:
        return {}
    return {
        item.get("Id"): posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
        for item in parse(part, path)
        if item.get("TargetMode") != "External"
    }


def _job(book: _Book, sheets: Mapping[str, Sheet], name: str, table: Table) -> _Job:
    """Find the table's rows, columns and patterns in the template."""
    spot = book.area(name)
    sheet = sheets[spot.sheet.casefold()]
    columns = [book.area(column) for column in table.columns] or [spot]
    places = [column for item in columns for column in range(item.first_column, item.last_column + 1)]
    lines = tuple(table.lines) or (Line(()),)
    patterns: dict[str, Pattern] = {}
    for key in dict.fromkeys(line.pattern for line in lines):
        row = book.area(key).first_row if key else spot.first_row
        if not spot.first_row <= row <= spot.last_row:
            raise ToolkitError(
                f"{book.name}: {key} (row {row}) is not one of the rows of {name}.", MISSING, code="template"
            )
        patterns[key] = sheet.pattern(row, {column: nth for nth, column in enumerate(places)})
    runs = runs_of(patterns[line.pattern].row for line in lines)
    return _Job(sheet, Block(spot.first_row, spot.last_row, len(lines), runs), lines, patterns)


def _columns(book: _Book, tables: Mapping[str, Table]) -> Iterator[Filled]:
    """Every column of the tables with its rows, for the charts drawn from them."""
    for key, table in tables.items():
        spot = book.area(key)
        for number, name in enumerate(table.columns):
            column = book.area(name).first_column
            yield Filled(spot.sheet, spot.first_row, spot.last_row, column, table.lines, number)


def defined(template: bytes, name: str = "The workbook template") -> frozenset[str]:
    """The defined names of a template, in lower case: what it offers to be filled."""
    with container.sound(name):
        return frozenset(_Book(container.read(template, name, only="workbook.xml"), name).names)


def _moves(sheet: Sheet, jobs: Iterable[_Job], name: str) -> Moves:
    """Where the rows of one sheet go."""
    blocks = sorted((job.block for job in jobs if job.sheet is sheet), key=lambda block: block.first)
    for above, below in pairwise(blocks):
        if above.last >= below.first:
            raise ToolkitError(
                f"{name}: two tables share row {below.first} of the sheet {sheet.name}.", MISSING, code="template"
            )
    moves = Moves(tuple(blocks))
    if moves.rows(1, max([*sheet.rows, 1]))[1] >= LAST_ROW:
        raise ToolkitError(
            f"The sheet {sheet.name} would have more than {LAST_ROW:,} rows, the most an Excel sheet can hold.",
            "Split the register, or use --format pdf or --json.",
            code="too-long",
        )
    return moves


def _blocks(sheet: Sheet, moves: Moves, jobs: Iterable[_Job], rows: Mapping[str, Rows]) -> dict[int, Iterable[str]]:
    """The new rows of every block of a sheet, by their first row number."""
    found = {job.block.first: job for job in jobs if job.sheet is sheet}
    return {
        start: Writer(sheet.pen, sheet.name, start, job.patterns, rows).rows(job.lines)
        for block, start in zip(moves.blocks, moves.starts, strict=True)
        for job in (found[block.first],)
    }


def move_attached(
    parts: container.Parts, path: str, sheet: str, moves: Mapping[str, Moves], everywhere: Mapping[str, Moves]
) -> None:
    """Move what hangs on a sheet in parts of its own: Excel tables, comments, pictures, charts, buttons."""
    here = moves[sheet.casefold()]
    if not any(move.blocks for move in everywhere.values()):
        return
    for target in relations(parts, path).values():
        if target.endswith(".vml") and target in parts:
            moved = VML_ROW.sub(partial(_moved_row, here), parts[target])
            parts[target] = VML_ANCHOR.sub(partial(_moved_anchor, here), moved)
        elif target.endswith(".xml") and target in parts:
            root = parse(parts[target], target)
            before = serialise(root)
            move_parts(root, sheet, everywhere)
            if serialise(root) != before:
                parts[target] = serialise(root)
            if local(root) == "wsDr":
                move_attached(parts, target, sheet, moves, everywhere)


def _moved_row(here: Moves, match: re.Match[bytes]) -> bytes:
    row = int(match[0]) + 1  # counted from 0
    return str(here.first(row, row)[0] - 1).encode()


def _moved_anchor(here: Moves, match: re.Match[bytes]) -> bytes:
    """A button's or a comment's corners: column, offset, row, offset of the one, then of the other."""
    numbers = match[2].split(b",")
    for at in (2, 6) if len(numbers) == 8 else ():
        row = int(numbers[at]) + 1
        moved = here.first(row, row)[0]
        if moved != row:
            numbers[at] = numbers[at].replace(numbers[at].strip(), str(moved - 1).encode())
    return match[1] + b",".join(numbers)


def drop_calculation_chain(parts: container.Parts) -> None:
    """Take the calculation chain out: it lists formulas by cell, and Excel builds it again without a word."""
    for chain in [part for part in parts if part.endswith("calcChain.xml")]:
        del parts[chain]
        for listing in [part for part in parts if part.endswith((".rels", "[Content_Types].xml"))]:
            root = parse(parts[listing], listing)
            dead = [item for item in root if (item.get("PartName") or item.get("Target", "")).endswith("calcChain.xml")]
            for item in dead:
                root.remove(item)
            if dead:
                parts[listing] = serialise(root)


def _describe(parts: container.Parts, properties: Mapping[str, str]) -> None:
    """Set the document's properties, as Excel shows them under File, Info, and the program that wrote it."""
    for part, space, elements in (("core.xml", DUBLIN_CORE, properties), ("app.xml", None, {"Application": WRITER})):
        path = next((name for name in parts if name.endswith(f"docProps/{part}")), None)
        if path and elements:
            root = parse(parts[path], path)
            for key, text in elements.items():
                _property(root, key, space).text = FORBIDDEN.sub("", text)
            parts[path] = serialise(root)


def _property(root: Element, key: str, space: str | None) -> Element:
    """A property's element, made where it is missing, in its own namespace or that of the root."""
    found = root.find(f"{{*}}{key}")
    if found is None:
        found = root.makeelement(f"{{{space or root.nsmap[root.prefix]}}}{key}")
        root.append(found)
    return found
