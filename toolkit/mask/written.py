"""Grids written as a workbook or as text, with every mark the program reads and nothing else.

The twin is written from what was read, never copied from the file: what the program does not know of (pictures,
properties, macros, names, links, the history of comments) cannot be in it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from xml.sax.saxutils import quoteattr

from toolkit.findings import column_letter
from toolkit.mask.looks import HEAD, MAIN, Looks
from toolkit.readers.format_codes import is_date
from toolkit.readers.grid import WORKSHEET, Book, CellError, Grid, NamedTable, Raw
from toolkit.readers.serials import serial
from toolkit.render import container
from toolkit.render.cells import escape

_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STATES = {"hidden": ' state="hidden"', "very hidden": ' state="veryHidden"'}
_ENCODINGS = {"UTF-8": "utf-8", "Windows-1252": "cp1252", "Mac OS Roman": "mac_roman", "DOS 850": "cp850",
              "UTF-16": "utf-16", "UTF-32": "utf-32"}  # fmt: skip
_READ_AS = re.compile(r"read as ([^,]+), (?:separator (tab|.)|no separator)")
UNNAMED = "Sheet"
"""What a sheet is called that had no name."""
_EARLIEST = 1900
_LONGEST_NAME = 31
_EXACT = 10**15


def text_file(book: Book, hers: Book) -> bytes:
    """The one sheet of a book as text, in the encoding and with the separator that hers was read in."""
    said = next((found for note in hers.grids[0].notes if (found := _READ_AS.match(note))), None)
    separator = {"tab": "\t", None: "\x1f"}.get(said[2], said[2]) if said else ","
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator or ",")
    for row in zip(*book.grids[0].columns, strict=True):
        if len(row) == 1:
            stream.write(f"{row[0] or ''}\r\n")
        else:
            writer.writerow(["" if raw is None else raw for raw in row])
    text = stream.getvalue()
    try:
        return text.encode(_ENCODINGS.get(said[1], said[1]) if said else "utf-8")
    except (UnicodeEncodeError, LookupError):
        return text.encode("utf-8-sig")


def workbook(book: Book) -> bytes:
    """A book as .xlsx."""
    looks, parts = Looks(), dict[str, bytes | Iterable[bytes]]()
    grids = [grid for grid in book.grids if grid.kind == WORKSHEET]
    for number, grid in enumerate(grids, 1):
        parts |= _sheet_parts(grid, number, looks)
    kinds = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name in parts if (kind := _kind(name)))
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}"{_STATES.get(grid.state, "")} r:id="rId{at}"/>'
        for at, (grid, name) in enumerate(zip(grids, _names(grids), strict=True), 1)
    )
    epoch = '<workbookPr date1904="1"/>' if any(grid.epoch != _EARLIEST for grid in grids) else "<workbookPr/>"
    related = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(grids) + 1)]
    related.append((f"rId{len(grids) + 1}", "styles", "styles.xml"))
    first = {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>{kinds}</Types>'
        ).encode(),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": (
            f'{HEAD}<workbook {MAIN} xmlns:r="{_REL}">{epoch}<sheets>{listed}</sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": _relations(related),
        "xl/styles.xml": looks.part(),
    }
    return container.write({**first, **parts})


def _kind(name: str) -> str:
    """The content type of a part that has one of its own."""
    words = {"xl/worksheets/sheet": "worksheet", "xl/comments": "comments", "xl/tables/": "table"}
    return next((f"{_SHEET}.{kind}+xml" for start, kind in words.items() if name.startswith(start)), "")


def _relations(related: Iterable[tuple[str, str, str]]) -> bytes:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{_REL}/{kind}" Target="{target}"/>' for name, kind, target in related
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _names(grids: Iterable[Grid]) -> list[str]:
    """The sheets' names, no two alike."""
    names: list[str] = []
    for grid in grids:
        name, number = (grid.sheet or UNNAMED)[:_LONGEST_NAME], 1
        while name.casefold() in {known.casefold() for known in names}:
            number += 1
            name = f"{(grid.sheet or UNNAMED)[: _LONGEST_NAME - 4]} {number}"
        names.append(name)
    return names


def _sheet_parts(grid: Grid, number: int, looks: Looks) -> dict[str, bytes | Iterable[bytes]]:
    """A sheet with its comments and its declared tables."""
    parts: dict[str, bytes | Iterable[bytes]] = {}
    related, behind = [], ""
    if grid.marks.comments:
        parts[f"xl/comments{number}.xml"] = _comments(grid)
        parts[f"xl/drawings/vmlDrawing{number}.vml"] = _boxes(grid)
        related += [("rId1", "comments", f"../comments{number}.xml"),
                    ("rId2", "vmlDrawing", f"../drawings/vmlDrawing{number}.vml")]  # fmt: skip
        behind += '<legacyDrawing r:id="rId2"/>'
    tables = [(table, heads) for table in grid.marks.tables if (heads := _heads(grid, table))]
    if tables:
        for at, (table, heads) in enumerate(tables):
            name = f"xl/tables/table{number}x{at}.xml"
            parts[name] = _table(table, heads, number * 1000 + at)
            related.append((f"rIdT{at}", "table", f"../tables/table{number}x{at}.xml"))
        behind += f'<tableParts count="{len(tables)}">'
        behind += "".join(f'<tablePart r:id="rIdT{at}"/>' for at in range(len(tables))) + "</tableParts>"
    sheet = {f"xl/worksheets/sheet{number}.xml": "".join(_sheet(grid, looks, behind)).encode()}
    if related:
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = _relations(related)
    return {**sheet, **parts}


def _sheet(grid: Grid, looks: Looks, behind: str) -> Iterator[str]:
    marks = grid.marks
    yield f'{HEAD}<worksheet {MAIN} xmlns:r="{_REL}">'
    if marks.hidden_columns:
        hidden = "".join(f'<col min="{at}" max="{at}" width="9" hidden="1"/>' for at in sorted(marks.hidden_columns))
        yield f"<cols>{hidden}</cols>"
    yield "<sheetData>"
    letters = [column_letter(at) for at in range(1, grid.width + 1)]
    for row in range(1, grid.height + 1):
        hide = ' hidden="1"' if row in marks.hidden_rows else ""
        cells = "".join(_cell(grid, row, at, letter, looks) for at, letter in enumerate(letters, 1))
        if cells or hide:
            yield f'<row r="{row}"{hide}>{cells}</row>'
    yield "</sheetData>"
    if marks.merged:
        refs = "".join(f'<mergeCell ref="{column_letter(left)}{top}:{column_letter(right)}{bottom}"/>'
                       for top, left, bottom, right in marks.merged)  # fmt: skip
        yield f'<mergeCells count="{len(marks.merged)}">{refs}</mergeCells>'
    yield f"{behind}</worksheet>"


def _cell(grid: Grid, row: int, column: int, letter: str, looks: Looks) -> str:
    """One cell with its style; nothing for a blank one without any."""
    raw, marks, at = grid.columns[column - 1][row - 1], grid.marks, (row, column)
    code = marks.format_at(row, column)
    if isinstance(raw, date | time | timedelta) and not (code and is_date(code)):
        code = "[h]:mm:ss" if isinstance(raw, timedelta) else "hh:mm" if isinstance(raw, time) else "yyyy-mm-dd"
    look = looks.of((code, at in marks.struck, marks.coloured.get(at)))
    style = f' s="{look}"' if look else ""
    if at in marks.uncomputed:
        return f'<c r="{letter}{row}"{style}><f>1+1</f></c>'
    if raw is None:
        return f'<c r="{letter}{row}"{style}/>' if look else ""
    formula = f"<f>SUM({letter}1:{letter}{row - 1})</f>" if at in marks.sums and row > 1 else ""
    kind, value = _value(raw, grid.epoch)
    if kind == ' t="inlineStr"' and formula:
        kind, value = ' t="str"', f"<v>{escape(str(raw))}</v>"
    return f'<c r="{letter}{row}"{style}{kind}>{formula}{value}</c>'


def _value(raw: Raw, epoch: int) -> tuple[str, str]:
    """The type and the content of a cell."""
    if isinstance(raw, bool):
        return ' t="b"', f"<v>{int(raw)}</v>"
    if isinstance(raw, CellError):
        return ' t="e"', f"<v>{escape(raw.code)}</v>"
    if isinstance(raw, date) and raw.year < _EARLIEST:
        said = raw.isoformat() if isinstance(raw, datetime) else f"{raw.isoformat()}T00:00:00"
        return ' t="d"', f"<v>{said}</v>"
    if isinstance(raw, date | time | timedelta):
        return "", f"<v>{serial(raw, epoch)!r}</v>"
    if isinstance(raw, int | float):
        whole = abs(raw) < _EXACT and raw == int(raw)
        return "", f"<v>{int(raw) if whole else raw!r}</v>"
    return ' t="inlineStr"', f'<is><t xml:space="preserve">{escape(str(raw))}</t></is>'


def _comments(grid: Grid) -> bytes:
    said = "".join(
        f'<comment ref="{column_letter(column)}{row}" authorId="0"><text><t xml:space="preserve">{escape(text)}</t>'
        "</text></comment>"
        for (row, column), text in sorted(grid.marks.comments.items())
    )
    return (
        f"{HEAD}<comments {MAIN}><authors><author></author></authors><commentList>{said}</commentList></comments>"
    ).encode()


def _boxes(grid: Grid) -> bytes:
    """The boxes in which Excel shows the comments: without them it shows none."""
    shapes = "".join(
        f'<v:shape type="#t" style="visibility:hidden" fillcolor="#ffffe1"><x:ClientData ObjectType="Note">'
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        for row, column in sorted(grid.marks.comments)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="t" coordsize="21600,21600" '
        f'o:spt="202" path="m,l,21600r21600,l21600,xe"/>{shapes}</xml>'
    ).encode()


def _heads(grid: Grid, table: NamedTable) -> list[str]:
    """The headings of a declared table; none where Excel would not take them for such."""
    raws = [grid.value(table.top, column) for column in range(table.left, table.right + 1)]
    heads = [raw for raw in raws if isinstance(raw, str)]
    return heads if len({head.casefold() for head in heads}) == len(raws) else []


def _table(table: NamedTable, heads: list[str], number: int) -> bytes:
    span = f"{column_letter(table.left)}{table.top}:{column_letter(table.right)}{table.bottom}"
    totals = ' totalsRowCount="1"' if table.totals else ""
    columns = "".join(f'<tableColumn id="{at}" name={quoteattr(head)}/>' for at, head in enumerate(heads, 1))
    return (
        f'{HEAD}<table {MAIN} id="{number}" name="Table{number}" displayName="Table{number}" ref="{span}"{totals}>'
        f'<tableColumns count="{len(heads)}">{columns}</tableColumns></table>'
    ).encode()
