"""Reading a register with its marks: this program against a cell walk of openpyxl, side by side.

``python -m bench.reading 10000 100000`` prints the comparison at these numbers of rows. The workbook is made
here, as Excel writes them: 30 columns, shared strings, formats, struck, red and hidden rows, comments,
errors. Both readers print what they found, and a difference ends the run.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Row, best, environment, scratch

COLUMNS = 30
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAKERS = ("Rolex", "Cartier", "Patek Philippe", "Omega", "Van Cleef &amp; Arpels", "Hermès")

_OURS = """
import sys
from pathlib import Path
from toolkit.readers.open import read
grid = read(Path(sys.argv[1])).grids[0]
errors = sum(type(value).__name__ == "CellError" for column in grid.columns for value in column)
print(len(grid.marks.struck), len(grid.marks.coloured), len(grid.marks.hidden_rows), len(grid.marks.comments), errors)
"""

_PEER = """
import sys
import openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], data_only=True).active
values, formats, struck, coloured, comments, errors = [], [], [], [], [], []
for row in sheet.iter_rows():
    for cell in row:
        values.append(cell.value)
        formats.append(cell.number_format)
        if cell.font.strike:
            struck.append(cell.coordinate)
        if cell.fill.fill_type == "solid":
            coloured.append((cell.coordinate, cell.fill.fgColor.rgb))
        if cell.comment:
            comments.append((cell.coordinate, cell.comment.text))
        if cell.data_type == "e":
            errors.append(cell.coordinate)
hidden = [number for number, row in sheet.row_dimensions.items() if row.hidden]
merged = list(sheet.merged_cells.ranges)
print(len(struck), len(coloured), len(hidden), len(comments), len(errors))
"""


def measure(rows: int = 20_000, rounds: int = 1) -> list[Row]:
    """Two rows, CPU seconds and peak memory, of both readers on a workbook of so many rows, imports included."""
    path = scratch() / f"Stock-{rows}.xlsx"
    write_workbook(path, rows)
    commands = [sys.executable, "-c", _OURS, str(path)], [sys.executable, "-c", _PEER, str(path)]
    found = {_output(command) for command in commands}
    if len(found) != 1:
        raise SystemExit(f"the readers disagree: {found}")
    ours, peer = best(*commands, rounds=rounds)
    name = f"read {rows:,} rows with marks"
    return [
        Row(name, "openpyxl cell walk", ours.cpu, peer.cpu, "s CPU", 10),
        Row(name, "openpyxl cell walk", ours.peak, peer.peak, "MB", 3),
    ]


def _output(command: list[str]) -> str:
    return subprocess.run(command, env=environment(), check=True, capture_output=True, text=True).stdout


def write_workbook(path: Path, rows: int) -> None:
    """Write the register, streaming, so that making it costs little memory."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/comments1.xml", _comments(rows))
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            for row in _rows(rows, strings):
                sheet.write(row.encode())
            sheet.write(b'</sheetData><mergeCells count="1"><mergeCell ref="AA1:AB1"/></mergeCells></worksheet>')
        items = "".join(f"<si><t>{text}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}">{items}</sst>')


def _rows(rows: int, strings: dict[str, int]) -> Iterator[str]:
    letters = [chr(65 + at) if at < 26 else "A" + chr(39 + at) for at in range(COLUMNS)]
    for row in range(1, rows + 2):
        hidden = ' hidden="1"' if row % 97 == 0 else ""
        cells = "".join(_cell(f"{letter}{row}", row, at, strings) for at, letter in enumerate(letters))
        yield f'<row r="{row}" spans="1:{COLUMNS}"{hidden}>{cells}</row>'


def _cell(place: str, row: int, column: int, strings: dict[str, int]) -> str:
    """One cell: its kind by the column, its style by the column and the row (struck, red)."""
    kind = column % 6
    style = 4 if row % 50 == 0 else 5 if row % 70 == 0 else (0, 0, 1, 2, 3, 0)[kind]
    look = f' s="{style}"' if style else ""
    if row == 1:
        text = f"Heading {column + 1}"
    elif kind == 0:
        text = f"W{row:06d}-{column}"
    elif kind == 1:
        text = _MAKERS[(row * 7 + column) % len(_MAKERS)]
    elif kind == 5:
        if row % 3:
            return f'<c r="{place}"{look}/>' if look else ""
        text = f"remark {row * 31 % 1009}"
    elif row % 1000 == 7 and column == 2:
        return f'<c r="{place}"{look} t="e"><v>#REF!</v></c>'
    else:
        number = (row * 7919 % 90000 + 1000) / 2 if kind == 2 else 43831 + row % 1500 if kind == 3 else row % 100
        return f'<c r="{place}"{look}><v>{number}</v></c>'
    return f'<c r="{place}"{look} t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'


def _comments(rows: int) -> str:
    entries = "".join(
        f'<comment ref="B{row}" authorId="0"><text><t>Ask before selling, row {row}</t></text></comment>'
        for row in range(5, rows, 500)
    )
    authors = "<authors><author>A</author></authors>"
    return f'<comments xmlns="{_MAIN}">{authors}<commentList>{entries}</commentList></comments>'


def _relations(*entries: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{at}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(entries, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPES}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
    f'<Override PartName="/xl/comments1.xml" ContentType="{_TYPES}.comments+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPES}.sharedStrings+xml"/></Types>',
    "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": _relations(
        ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
    ),
    "xl/worksheets/_rels/sheet1.xml.rels": _relations(("comments", "/xl/comments1.xml")),
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="Stock" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="[$£-809]#,##0.00"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><strike/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def main() -> None:
    """Print the comparison at each number of rows on the command line."""
    for rows in map(int, sys.argv[1:] or ["10000"]):
        for row in measure(rows):
            print("  ".join(row.cells()), flush=True)


if __name__ == "__main__":
    main()
