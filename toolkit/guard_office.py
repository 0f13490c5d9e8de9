"""Everything a workbook or another Office file says: its cells by sheet and row, notes, names, properties, pictures.

Every part of the package is read, whether the program that opens it would show it or not: a hidden sheet, a name with
a text behind it, the words of a note, what stands in a comment of the XML itself.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from html import unescape

from toolkit.findings import ToolkitError, column_letter
from toolkit.guard_bytes import decoded, unreadable
from toolkit.guard_drawn import BAR
from toolkit.guard_pdf import Enclosed
from toolkit.guard_words import Text
from toolkit.readers.format_codes import is_date
from toolkit.readers.package import Archive, Package, member
from toolkit.readers.styles import read_looks

_MARKUP = re.compile(r"<[^>]*>")
_FORMULA = re.compile(r"<(f|definedName|formula\d?)\b[^>]*>([^<]*)</\1>")
_CELL = re.compile(
    r"(?P<said>\"[^\"]*\"|&quot;.*?&quot;)|\$?\b[A-Z]{1,3}\$?\d{1,7}\b|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$\d+:\$\d+"
)  # $F$137 is no amount
_NAMED = re.compile(
    r"\b(?:name|displayName|descr|title|author|userName|alt|tooltip|display|prompt|promptTitle|error|errorTitle|Target"
    r"|codeName|totalsRowLabel|string|alias)=(?:\"([^\"]+)\"|'([^']+)')"
)
_ATTRIBUTE = re.compile(r"""=(?<! [rst]=)(?:"([^"]{8,})"|'([^']{8,})')""")
_NUMBER = re.compile(r"<c\b([^>]*)>(?:<f\b[^>]*(?:/>|>[^<]*</f>))?<v>(-?\d[\dE.+-]*)</v>")
_STYLE = re.compile(r'\bs="(\d+)"')
_AT = re.compile(r'\br="([A-Z]{1,3})\d')
_ROW = re.compile(r'<row\b(?:[^>]*?\br="(\d+)")?')
_CELLS = re.compile(r"<c\b")
_SERIES = re.compile(r"<num(?:Cache|Lit)\b.*?</num(?:Cache|Lit)>", re.DOTALL)
_PLOTTED = re.compile(r"<v>\s*(-?\d[\dE.+-]*)\s*</v>")
_ROOT = re.compile(r"(?:<[?!][^>]*>|[^<])*<(\w+):")
_PLACES = (
    ("docprops/", "its properties"),
    ("xl/sharedstrings", "the texts of its cells"),
    ("xl/comments", "the notes on its cells"),
    ("xl/threadedcomments", "the notes on its cells"),
    ("xl/persons", "the authors of its notes"),
    ("xl/workbook", "the names of its sheets and ranges"),
    ("xl/media", "a picture"),
    ("word/media", "a picture"),
    ("word/document", "its text"),
    ("word/comments", "its comments"),
    ("content.xml", "its text or cells"),
    ("meta.xml", "its properties"),
)


def contents(data: bytes) -> Iterator[Text | Enclosed]:
    """What an Office file says and encloses, part by part.

    Raises ToolkitError (``unreadable``) where it cannot be read to the end: then nobody knows what it says.
    """
    try:
        yield from _contents(data)
    except ToolkitError as error:
        raise _refused(error) from error


def _refused(error: ToolkitError) -> ToolkitError:
    """The readers' refusal of a file as the guard's own."""
    reasons = {"encrypted": "it is locked", "too-large": "a part of it unpacks to far more than a document holds"}
    return error if error.code == "unreadable" else unreadable(reasons.get(error.code, "it is damaged"))


def _contents(data: bytes) -> Iterator[Text | Enclosed]:
    """The same, with the readers' own refusals."""
    archive = Archive(data, "the finished file")
    listed = zipfile.ZipFile(io.BytesIO(data))
    names = {name: member(name) for name in listed.namelist()}
    if len(set(names.values())) < len(listed.namelist()):
        raise unreadable("two of its parts have one name")
    notes = [info.comment.decode("utf-8", "replace") for info in listed.infolist()]
    yield Text("the names of its parts", "\n".join((*names, *notes, listed.comment.decode("utf-8", "replace"))))
    sheets, dates = _workbook(data)
    for name, read in names.items():
        part = archive.read(read)
        where = sheets.get(read) or _place(name.replace("\\", "/"))
        words = decoded(part)
        if "<!ENTITY" in words or (read.endswith("manifest.xml") and "encryption-data" in words):
            bomb = "a part of it puts its words together only when it is opened"
            raise unreadable(bomb if "<!ENTITY" in words else "it is locked")
        if words[:64].lstrip("\ufeff \r\n\t").startswith("<"):
            yield from _part(words, where, dates)
        else:
            yield Enclosed(where, name, part)


def _workbook(data: bytes) -> tuple[Mapping[str, str], frozenset[str]]:
    """The sheets by their parts, in words, and the styles that write a number as a date; nothing for other files."""
    try:
        package = Package(data, "the finished file")
    except ToolkitError:
        return {}, frozenset()
    sheets = {
        sheet.part.lower(): f"sheet {sheet.name}{'' if sheet.state == 'visible' else ' (hidden)'}"
        for sheet in package.sheets
        if sheet.part
    }
    looks = enumerate(read_looks(package))
    return sheets, frozenset(str(number) for number, look in looks if is_date(look.format))


def _place(name: str) -> str:
    """A part of the package in words."""
    return next((words for start, words in _PLACES if name.casefold().startswith(start)), f"a hidden part ({name})")


def _part(words: str, where: str, dates: frozenset[str]) -> Iterator[Text]:
    """What a part of XML says: a sheet by its rows, anything else whole."""
    words = words.replace("<!--", " ").replace("<![CDATA[", " ")  # what stands in them is said as well
    root = _ROOT.match(words[:2000])
    if root:  # one prefix for all of it, as many programs write
        words = words.replace(f"<{root[1]}:", "<").replace(f"</{root[1]}:", "</")
    starts = [(match.start(), match[1] or at) for at, match in enumerate(_ROW.finditer(words), 1)]
    ends = [start for start, _ in starts[1:]] + [words.find("</sheetData>", starts[-1][0])] if starts else []
    rows = [(start, end, row) for (start, row), end in zip(starts, ends, strict=True) if end > start]
    for start, end, row in rows:
        yield from _said(words[start:end], f"{where}, row {row}")
    rest = words[: rows[0][0]] + words[rows[-1][1] :] if rows else words
    yield from _said(rest, where)
    yield from _columns(words, where, dates)
    for attributes, rough in ((_NAMED.findall(rest), False), (_ATTRIBUTE.findall(words), True)):
        named = dict.fromkeys("".join(found) for found in attributes)
        yield Text(where, unescape(f" {BAR} ".join(named)), rough=rough)


def _said(words: str, where: str) -> Iterator[Text]:
    """The words between the marks, and those of formulas without their cells."""
    if "<f" in words or "<definedName" in words:
        words = _FORMULA.sub(lambda match: f"<f>{_CELL.sub(_kept, match[2])}</f>", words)
    if "<v>" in words:
        words = _NUMBER.sub(lambda match: " " if _is_number(match[1]) else match[0], words)  # told by their columns
    yield Text(where, unescape(_MARKUP.sub("\n", words)))


def _kept(found: re.Match[str]) -> str:
    """What a formula says in quotes, which is no address of a cell whatever it looks like."""
    return found["said"] or " "


def _columns(words: str, where: str, dates: frozenset[str]) -> Iterator[Text]:
    """The numbers of cells, column by column: nobody sees from the digits alone that they are amounts."""
    columns: dict[str, list[str]] = defaultdict(list)
    for match in _NUMBER.finditer(words):
        if _is_figure(match[1], dates):
            columns[_letters(words, match)].append(_amount(match[2]))
    for letters, amounts in columns.items():
        yield Text(f"{where}, column {letters}", f" {BAR} ".join(amounts), column=True)
    for series in _SERIES.findall(words):
        yield Text(where, f" {BAR} ".join(map(_amount, _PLOTTED.findall(series))), column=True)


def _letters(words: str, cell: re.Match[str]) -> str:
    """The column of a cell; where it has no address, by its place in the row."""
    if at := _AT.search(cell[1]):
        return at[1]
    row = words.rfind("<row", 0, cell.start())
    return column_letter(len(_CELLS.findall(words, row, cell.start())) + 1)


def _is_number(attributes: str) -> bool:
    """Whether a cell holds a number itself, and not the place of a text."""
    return " t=" not in attributes or ' t="n"' in attributes


def _is_figure(attributes: str, dates: frozenset[str]) -> bool:
    """Whether a cell holds a number and does not write it as a date."""
    style = _STYLE.search(attributes)
    return _is_number(attributes) and not (style is not None and style[1] in dates)


def _amount(number: str) -> str:
    """The number of a cell as an amount is written."""
    try:
        return f"{abs(Decimal(number)):.2f}"
    except InvalidOperation:
        return number
