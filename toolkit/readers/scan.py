"""The fast way through a sheet's XML: byte searches, no parser.

It knows one spelling only, the one Excel, LibreOffice, Google Sheets and openpyxl write: UTF-8, no
prefixes, double quotes, a reference on every row and cell. Anything else raises :class:`Unusual`, and the
sheet is read again by ``toolkit.readers.walk``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from toolkit.readers.comments import cell_of, column_number
from toolkit.readers.grid import Cell
from toolkit.readers.marks import KEPT_LAYOUTS, Gathering, Layout, Spot
from toolkit.readers.package import LONGEST_NUMBER

_TAG = re.compile(rb"<c\b[^>]*>")
_ATTRIBUTE = re.compile(rb'([a-z]+)="([^"]*)"')
_ROW_NUMBER = re.compile(rb'( r="[A-Z]+)([0-9]+)"')
_REFERENCE = re.compile(rb'<c [^>]*?\br="([A-Z]+[0-9]+)"')
_STYLE = re.compile(rb' s="([0-9]+)"')
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_FORMULA = re.compile(rb"<f((?: [^>]*?)?)(?:/>|>([^<]*)</f>)\s*(?:<v[^>]*>([^<\s]))?")
_SHARED = re.compile(rb' si="([0-9]+)"')
_TEXT_RESULT = re.compile(rb'<c [^>]*t="str"')
_ERROR = re.compile(rb'<c [^>]*t="e"[^>]*(?<!/)>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_NEGATIVE = re.compile(rb"<v>(-[0-9.]+(?:[eE][-+]?[0-9]+)?)</v>")
_COLUMN = re.compile(rb"<col [^>]*>")
_SPAN = re.compile(rb' (min|max)="([0-9]+)"')
_LONGEST_HEAD = 1 << 24
MOST_LETTERS = 3
"""Of a column: the last is XFD."""
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')


class Unusual(Exception):  # noqa: N818 - a change of way, not an error
    """The sheet is spelt in a way the fast scan does not know."""


def scan(pieces: Iterable[bytes], gathering: Gathering) -> None:
    """Gather the marks of a sheet from its XML, given a piece at a time."""
    rows = _Rows(gathering)
    for section, block in _blocks(pieces):
        if b"<!" in block:
            raise Unusual
        if section == "head":
            _columns(block, gathering)
        elif section == "rows":
            rows.take(block)
        else:
            _merges(block, gathering)


def _blocks(pieces: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """The XML as one block before the rows, blocks of whole rows, and one block after them."""
    section, rest = "head", b""
    for piece in pieces:
        rest += piece
        if section == "head":
            start = rest.find(b"<sheetData")
            if start < 0 or b">" not in rest[start:]:
                if len(rest) > _LONGEST_HEAD:
                    raise Unusual
                continue
            yield section, rest[:start]
            start = rest.index(b">", start) + 1
            section = "tail" if rest[start - 2 : start] == b"/>" else "rows"
            rest = rest[start:]
        if section == "rows":
            cut = max(rest.rfind(b"<row"), 0)
            end = rest.find(b"</sheetData>", cut)
            cut = end if end >= 0 else cut
            if cut > 0:
                yield section, rest[:cut]
                rest = rest[cut:]
            section = "tail" if end >= 0 else section
    if section != "tail":
        raise Unusual
    yield section, rest


def _columns(block: bytes, gathering: Gathering) -> None:
    if b'encoding="' in block and not re.search(rb'encoding="(?:utf-8|us-ascii)"', block, re.IGNORECASE):
        raise Unusual
    for tag in _COLUMN.findall(block):
        span = {name: int(value) for name, value in _SPAN.findall(tag)}
        if _HIDDEN.search(tag) and len(span) == 2:
            gathering.hide_columns(span[b"min"], span[b"max"])


def _merges(block: bytes, gathering: Gathering) -> None:
    found = _MERGED.findall(block)
    if len(found) != block.count(b"<mergeCell "):
        raise Unusual
    for first, last in found:
        gathering.marks.merged.append((*_cell(first), *_cell(last)))


def _cell(reference: bytes) -> Cell:
    cell = cell_of(reference.decode("ascii"))
    if cell is None:
        raise Unusual
    return cell


class _Rows:
    """Takes blocks of rows. A row's key is the opening tags of its cells without the row's number."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.layouts: dict[tuple[bytes, int], Layout] = {}
        self.spots: dict[bytes, Spot] = {}
        self.strings = _string_pattern(gathering.strings.whole | gathering.strings.mixed)

    def take(self, block: bytes) -> None:
        """Gather every mark of a block of whole rows."""
        block = block.replace(b'"></c>', b'"/>')  # some writers close an empty cell the long way
        rows = block.split(b"<row")
        if rows[0].strip():
            raise Unusual
        for row in rows[1:]:
            self._row(row)
        if b"<f" in block:
            self._formulas(block)
        if b"<v>-" in block and self.gathering.dated:
            for match in _NEGATIVE.finditer(block):
                self._negative(block, match)
        if self.strings is not None:
            for match in self.strings.finditer(block):
                self.gathering.string(_owner(block, match.start()), int(match[1]))

    def _row(self, row: bytes) -> None:
        head = row[: row.find(b">")]
        end = head.find(b'"', 4)
        digits = head[4:end]
        if head[:4] != b' r="' or end < 0 or not digits.isdigit() or len(digits) > LONGEST_NUMBER:
            raise Unusual
        number = int(digits)
        tags = b"".join(_TAG.findall(row))
        # Replacing is quicker than the pattern, but would also shorten a style whose number ends like the row's.
        late = number > len(self.gathering.looks)
        key = tags.replace(digits + b'"', b'"') if late else _ROW_NUMBER.sub(partial(_without_row, digits), tags)
        default = 0
        if b' s="' in head and b' customFormat="' in head:
            default = int((_STYLE.search(head) or [0, 0])[1])
        layout = self.layouts.get((key, default))
        if layout is None:
            layout = self._layout(key, default)
        self.gathering.row(number, layout)
        if b" hidden=" in head and _HIDDEN.search(head):
            self.gathering.marks.hidden_rows.add(number)
        if b't="e"' in tags:
            self._errors(row)
        if b't="d"' in tags:
            raise Unusual  # dates written out are rare, and the walk reads them

    def _layout(self, key: bytes, default: int) -> Layout:
        if len(self.layouts) >= KEPT_LAYOUTS:
            self.layouts.clear()
        spots = [self.spots.get(tag) or self._spot(tag) for tag in key.split(b"<c")[1:]]
        layout = self.layouts[key, default] = self.gathering.layout(spots, default)
        return layout

    def _spot(self, tag: bytes) -> Spot:
        if len(self.spots) >= KEPT_LAYOUTS:
            self.spots.clear()
        attributes = dict(_ATTRIBUTE.findall(tag))
        letters, style = attributes.get(b"r", b""), attributes.get(b"s", b"0")
        known = letters.isalpha() and len(letters) <= MOST_LETTERS and style.isdigit() and len(style) <= LONGEST_NUMBER
        if not known or b"'" in tag:
            raise Unusual
        named = int(style) if b"s" in attributes else None
        spot = self.spots[tag] = (column_number(letters.decode()), named, not tag.endswith(b"/>"))
        return spot

    def _errors(self, row: bytes) -> None:
        for match in _ERROR.finditer(row):
            self.gathering.error(_owner(row, match.end()), match[1].decode())

    def _negative(self, block: bytes, match: re.Match[bytes]) -> None:
        start = block.rfind(b"<c ", 0, match.start())
        style = _STYLE.search(block, start, block.find(b">", start))
        self.gathering.negative(_owner(block, match.start()), int(style[1]) if style else 0, float(match[1]))

    def _formulas(self, block: bytes) -> None:
        for match in _FORMULA.finditer(block):
            attributes, text, value = match.groups()
            shared = _SHARED.search(attributes) if b"si=" in attributes else None
            if value is not None and shared is None and b"(" not in (text or b""):
                continue
            start = block.rfind(b"<c ", 0, match.start())
            computed = value is not None or _TEXT_RESULT.match(block, start) is not None
            self.gathering.formula(
                _owner(block, match.start()),
                (text or b"").decode("utf-8", "replace"),
                shared[1].decode() if shared else None,
                computed=computed,
            )


def _without_row(digits: bytes, match: re.Match[bytes]) -> bytes:
    """A reference without its row, which must be the row it stands in."""
    if match[2] != digits:
        raise Unusual
    return match[1] + b'"'


def _owner(block: bytes, position: int) -> Cell:
    """The cell whose element holds a position of the block."""
    match = _REFERENCE.match(block, block.rfind(b"<c ", 0, position))
    if match is None:
        raise Unusual
    return _cell(match[1])


def _string_pattern(numbers: set[int]) -> re.Pattern[bytes] | None:
    if not numbers:
        return None
    choices = b"|".join(b"%d" % number for number in sorted(numbers))
    return re.compile(rb' t="s"[^>]*><v>(' + choices + rb")</v>")
