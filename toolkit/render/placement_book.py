"""Somebody's own workbook, opened to be filled: checked as any foreign file, its sheets by name, its defined names."""

from __future__ import annotations

import re

from toolkit.findings import ToolkitError, column_letter
from toolkit.readers.grid import WORKSHEET
from toolkit.readers.package import Package, member
from toolkit.readers.refusals import SAVE_AGAIN, damaged, encrypted, too_large
from toolkit.readers.signatures import COMPOUND
from toolkit.readers.styles import Look, read_looks
from toolkit.render import container
from toolkit.render.fitting import TRUE, Fitting
from toolkit.render.references import Area, area
from toolkit.render.sheet import Element, Sheet, local, parse
from toolkit.render.xlsx import relations

LARGEST = 256 << 20
"""More than this no form unfolds to; it is held in memory whole."""

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD = b"\x09\x08"
_DOCUMENT_TYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
_HEAD = 4096
# What follows calcPr in a workbook part, in the order the format demands.
_AFTER = ("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
          "fileRecoveryPr", "webPublishObjects", "extLst")  # fmt: skip


class Book:
    """The workbook's parts and its worksheets, each parsed once. Filling changes it: make one per fill."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open it; ``name`` is the file's name to show. Raises ToolkitError for what cannot be filled."""
        self.name, self.data = name, data
        with container.sound(name):
            self._open(data, name)

    def _open(self, data: bytes, name: str) -> None:
        package = _package(data, name)
        self.parts = container.read(data, name)
        self._check()
        exact = {member(part): part for part in self.parts}
        self.path = exact[package.root.lower()]
        self.root: Element = self.parse(self.path)
        self.looks: list[Look] = read_looks(package)
        styles = package.first(package.root, "styles")
        fitting = Fitting(self.parse(exact[styles.lower()]) if styles else None)
        flag = self.root.find("{*}workbookPr")
        since_1904 = flag is not None and flag.get("date1904") in TRUE
        self.sheets: dict[str, Sheet] = {}
        self.paths: dict[str, str] = {}
        for item in package.sheets:
            if item.kind == WORKSHEET and item.part:
                key, path = item.name.casefold(), exact[item.part.lower()]
                self.sheets[key] = Sheet(self.parts[path], item.name, name, fitting, since_1904=since_1904)
                self.paths[key] = path

    def _check(self) -> None:
        """Refuse a part with a document type: no honest workbook has one."""
        for path, part in self.parts.items():
            if path.endswith((".xml", ".rels", ".vml")) and _DOCUMENT_TYPE.search(part[:_HEAD]):
                raise damaged(self.name, f"{path} declares a document type, as entity bombs do")

    def parse(self, path: str) -> Element:
        """The root of a part."""
        return parse(self.parts[path], self.name)

    def sheet(self, name: str) -> Sheet:
        """The worksheet of that name."""
        return self.sheets[name.casefold()]

    def area(self, name: str) -> Area | None:
        """The cells a defined name of the whole workbook covers, on one of its worksheets; None where there is none."""
        for item in self.root.iterfind("{*}definedNames/*"):
            if (item.get("name") or "").casefold() == name.casefold() and item.get("localSheetId") is None:
                found = area(item.text or "")
                return found if found and found.sheet.casefold() in self.sheets else None
        return None

    def references(self) -> dict[str, str]:
        """What defined names and columns of Excel tables (``Stock[Value]``) stand for, by their lower case."""
        found: dict[str, str] = {}
        for item in self.root.iterfind("{*}definedNames/*"):
            if item.get("localSheetId") is None and area(item.text or ""):
                found[(item.get("name") or "").casefold()] = item.text.strip()
        for key, path in self.paths.items():
            for target in relations(self.parts, path).values():
                if target in self.parts and "/tables/" in target:
                    found |= _columns(self.parse(target), self.sheets[key].name)
        return found

    def calculation(self) -> Element:
        """The workbook's settings of calculation, made where they are missing."""
        settings = self.root.find("{*}calcPr")
        if settings is None:
            settings = self.root.makeelement(self.root.tag.replace("workbook", "calcPr"))
            later = next((item for item in self.root if local(item) in _AFTER), None)
            if later is None:
                self.root.append(settings)
            else:
                later.addprevious(settings)
        return settings


def _columns(table: Element, sheet: str) -> dict[str, str]:
    """The rows of each column of an Excel table, without heading and totals."""
    whole = area(f"x!{table.get('ref')}")
    if whole is None:
        return {}
    name, quoted = table.get("displayName") or table.get("name") or "", sheet.replace("'", "''")
    first = whole.first_row + int(table.get("headerRowCount", "1"))
    last = whole.last_row - int(table.get("totalsRowCount", "0"))
    titles = enumerate(table.iterfind("{*}tableColumns/{*}tableColumn"), whole.first_column)
    columns = ((column_letter(at), title.get("name")) for at, title in titles if first <= last)
    return {f"{name}[{title}]".casefold(): f"'{quoted}'!${at}${first}:${at}${last}" for at, title in columns}


def _package(data: bytes, name: str) -> Package:
    """The package, refused where it is no workbook of the present format, locked, or a bomb."""
    if data.startswith(COMPOUND) and _LOCKED in data:
        raise encrypted(name)
    if data.startswith((COMPOUND, _OLD)):
        raise _unfit(name, "an old Excel workbook (.xls)")
    parts = container.names(data)
    lower = {part.lower() for part in parts}
    if len(lower) != len(parts):
        raise damaged(name, "it holds the same part twice")
    if "content.xml" in lower and "[content_types].xml" not in lower:
        raise _unfit(name, "an OpenDocument spreadsheet (.ods)")
    if "xl/workbook.bin" in lower:
        raise _unfit(name, "a binary workbook (.xlsb)")
    if not any(part.endswith("workbook.xml") for part in lower):
        raise _unfit(name, "no Excel workbook")
    package = Package(data, name)
    if (size := container.unfolded(data)) > LARGEST:
        raise too_large(name, f"it would unfold to {size:,} bytes", "Ask the broker for the blank form itself.")
    return package


def _unfit(name: str, what: str) -> ToolkitError:
    return ToolkitError(
        f"{name} is {what}; only .xlsx and .xlsm workbooks can be filled without losing anything.",
        SAVE_AGAIN,
        code="template",
    )
