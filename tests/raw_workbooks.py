"""Workbooks written part by part, for what no library would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def relations(**targets: str) -> str:
    """A relations part: kind to target."""
    lines = "".join(
        f'<Relationship Id="r{at}" Type="{RELATIONS}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A sheet's XML around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def styles(fonts: str = "", fills: str = "", xfs: str = "", formats: str = "", colors: str = "") -> str:
    """A styles part; font 0, fills 0 and 1 and style 0 are the plain ones."""
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><fonts><font/>{fonts}</fonts>'
        f'<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{fills}'
        f"</fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f'<cellXfs><xf numFmtId="0" fontId="0" fillId="0"/>{xfs}</cellXfs>{colors}</styleSheet>'
    )


def workbook(
    sheet_xml: str | bytes,
    *,
    style: str = "",
    strings: str = "",
    properties: str = "",
    entries: str = '<sheet name="Stock" sheetId="1" r:id="r1"/>',
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook's bytes, of one sheet unless ``entries`` and ``more`` say otherwise."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{properties}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            worksheet="worksheets/sheet1.xml", styles="styles.xml", sharedStrings="sharedStrings.xml"
        ),
        "xl/worksheets/sheet1.xml": sheet_xml,
        "xl/styles.xml": style or styles(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    return zipped(parts | dict(more or {}))


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts as a ZIP archive."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return output.getvalue()


def changed(book: Workbook, change: Callable[[Workbook], object]) -> bytes:
    """A workbook's bytes, with something planted in it."""
    out = io.BytesIO()
    change(book)
    book.save(out)
    return out.getvalue()


def with_part(package: bytes, name: str, words: bytes) -> bytes:
    """A package with one more part, which no program shows."""
    out = io.BytesIO(package)
    with zipfile.ZipFile(out, "a") as opened:
        opened.writestr(name, words)
    return out.getvalue()
