"""The package of a workbook as the reader of values expects it: usual names, UTF-8, relations written simply.

That reader guesses where a relation is written in an unusual way, and leaves out the styles without a word, so that
dates become numbers. What is not plain is therefore packed again, from the parts as the relations name them.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import quoteattr

from toolkit.readers.grid import WORKSHEET
from toolkit.readers.package import Package

_ROOT, _RELATIONS, _TOP = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"
_PLAIN_TARGET = re.compile(r"/?(?:[\w-][\w .-]*/)*[\w-][\w .-]*")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_KINDS = ("styles", "sharedStrings")


def for_values(package: Package) -> bytes:
    """The package itself where it is plain, else a plain one with the same sheets, styles and texts."""
    parts = {f"xl/{kind}.xml": part for kind in _KINDS if (part := package.first(package.root, kind))}
    worksheets = [sheet for sheet in package.sheets if sheet.kind == WORKSHEET and sheet.part]
    for number, sheet in enumerate(worksheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet.part or ""
    if _is_plain(package, parts):
        return package.data
    properties = '<workbookPr date1904="1"/>' if package.epoch == 1904 else ""
    entries = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{number}" r:id="sheet{number}"/>'
        for number, sheet in enumerate(worksheets, 1)
    )
    made = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{_ROOT}" ContentType="{_TYPE}"/></Types>',
        _TOP: _relations({"officeDocument": _ROOT}),
        _ROOT: f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{properties}<sheets>{entries}</sheets></workbook>',
        _RELATIONS: _relations({re.sub(r".*/|\.xml", "", name): f"/{name}" for name in parts}),
    }
    return _packed(package, made, parts)


def _is_plain(package: Package, parts: Mapping[str, str]) -> bool:
    """Whether the reader of values surely finds and reads every part."""
    if package.repeats or package.root != _ROOT or not (package.has(_TOP) and package.has(_RELATIONS)):
        return False
    targets = (relation.get("Target", "") for top in (_TOP, _RELATIONS) for relation in package.tree(top))
    return all(map(_PLAIN_TARGET.fullmatch, targets)) and all(
        package.plain(part) for part in (_TOP, _ROOT, _RELATIONS, *parts.values())
    )


def _relations(targets: Mapping[str, str]) -> str:
    kinds = {key: "worksheet" if key.startswith("sheet") else key for key in targets}
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kinds[key]}" Target="{target}"/>' for key, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _packed(package: Package, made: Mapping[str, str], parts: Mapping[str, str]) -> bytes:
    """The parts made here and those of the package, a piece at a time."""

    def contents() -> Iterator[tuple[str, Iterator[bytes]]]:
        yield from ((name, iter([text.encode()])) for name, text in made.items())
        yield from ((name, package.pieces(part)) for name, part in parts.items())

    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, pieces in contents():
            with archive.open(zipfile.ZipInfo(name), "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return output.getvalue()
