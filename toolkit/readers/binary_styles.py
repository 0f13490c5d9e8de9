"""The styles and the texts of a binary workbook (.xlsb), as the looks and strings of any other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from struct import Struct

from toolkit.readers.binary_records import BROKEN, LONG, SHORT, Part, records, rich, text
from toolkit.readers.package import Related
from toolkit.readers.refusals import damaged
from toolkit.readers.strings import all_struck
from toolkit.readers.styles import BUILT_IN, PALE, Colours, Look, look_of, outstanding, palette, read_theme

_TEXT_ITEM = 19
_FONT, _FORMAT, _FILL, _STYLE, _STYLES_BEGIN, _STYLES_END, _INDEXED = 43, 44, 45, 47, 617, 618, 475
_NAMED_BY_NUMBER, _GIVEN, _OF_THE_THEME = 1, 2, 3
_COLOUR = Struct("<BBhBBBB")
_STYLE_HEAD = Struct("<HHHH")
_STRUCK = 0x08
_GRADIENT, _FIRST_STOP = 40, 68
_FULL_TINT = 32767


@dataclass(slots=True)
class Styles:
    """What the styles say: the look of each cell style, and which fonts strike their letters through."""

    looks: list[Look] = field(default_factory=list)
    strikes: frozenset[int] = frozenset()


@dataclass(slots=True)
class Texts:
    """The shared texts by number; ``runs`` only of those in which a font may strike letters."""

    words: list[str] = field(default_factory=list)
    runs: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    strikes: frozenset[int] = frozenset()

    def struck(self, number: int, *, own: bool) -> bool:
        """Whether a cell that shows the text is struck, given what its own style says."""
        runs = self.runs.get(number)
        return own if runs is None else all_struck(self.words[number], runs, self.strikes, own=own)


def read_texts(package: Related, strikes: frozenset[int]) -> Texts:
    """The shared texts of the workbook; none where it has no part for them."""
    found, part = Texts(strikes=strikes), package.first(package.root, "sharedStrings")
    if part is None:
        return found
    try:
        for kind, block, start, end in records(package.pieces(part), package.file, part):
            if kind == _TEXT_ITEM:
                words, runs = rich(block, start, end)
                if runs:
                    found.runs[len(found.words)] = runs
                found.words.append(words)
    except BROKEN as error:
        raise damaged(package.file, "its texts do not hold together") from error
    return found


def read_styles(package: Related) -> Styles:
    """The looks of the workbook's cell styles; none where it has no part for them."""
    part = package.first(package.root, "styles")
    if part is None:
        return Styles()
    reader = _Reader()
    try:
        for record in records(package.pieces(part), package.file, part):
            reader.take(record)
    except BROKEN as error:
        raise damaged(package.file, "its styles do not hold together") from error
    return reader.styles(read_theme(package))


class _Reader:
    """Keeps fonts, formats, fills and cell styles as they come; colours wait for the palette, which comes last."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.fonts: list[tuple[bool, bytes]] = []
        self.fills: list[bytes] = []
        self.cells: list[tuple[int, int, int]] = []
        self.own: list[str] = []
        self.inside = False

    def take(self, record: Part) -> None:
        """Take in one record."""
        kind, block, start, end = record
        if handler := _HANDLERS.get(kind):
            handler(self, block[start:end])
        elif kind in {_STYLES_BEGIN, _STYLES_END}:
            self.inside = kind == _STYLES_BEGIN

    def font(self, content: bytes) -> None:
        """Is it struck, and its colour."""
        self.fonts.append((bool(SHORT.unpack_from(content, 2)[0] & _STRUCK), content[12:20]))

    def format(self, content: bytes) -> None:
        """A number format of the workbook's own."""
        self.formats[SHORT.unpack_from(content)[0]] = text(content, 2, len(content))[0]

    def fill(self, content: bytes) -> None:
        """The colour that shows: the foreground of a pattern, the first of a gradient."""
        (pattern,) = LONG.unpack_from(content)
        start = _FIRST_STOP - 16 if pattern == _GRADIENT else 4
        self.fills.append(b"" if pattern in PALE else content[start : start + 8])

    def style(self, content: bytes) -> None:
        """A cell style: its format, font and fill by number."""
        if self.inside:
            _, code, font, fill = _STYLE_HEAD.unpack_from(content)
            self.cells.append((code, font, fill))

    def colour(self, content: bytes) -> None:
        """A colour of the workbook's own palette."""
        self.own.append(content[:3].hex().upper())

    def styles(self, theme: Mapping[str, str]) -> Styles:
        """The looks, now that all colours are known."""
        colours = Colours(palette(self.own), dict(theme))
        fonts = [(struck, _colour(content, colours)) for struck, content in self.fonts]
        fills = [_colour(content, colours) for content in self.fills]
        looks = [
            look_of(
                self.formats.get(code) or BUILT_IN.get(code),
                fonts[font] if font < len(fonts) else (False, None),
                fills[fill] if fill < len(fills) else None,
            )
            for code, font, fill in self.cells
        ]
        return Styles(looks, frozenset(at for at, (struck, _) in enumerate(fonts) if struck))


_HANDLERS: Mapping[int, Callable[[_Reader, bytes], None]] = {
    _FONT: _Reader.font,
    _FORMAT: _Reader.format,
    _FILL: _Reader.fill,
    _STYLE: _Reader.style,
    _INDEXED: _Reader.colour,
}


def _colour(content: bytes, colours: Colours) -> str | None:
    """A colour as RRGGBB where it stands out."""
    if len(content) < _COLOUR.size:
        return None
    how, number, tint, red, green, blue, _ = _COLOUR.unpack(content)
    kind = how >> 1
    if kind == _OF_THE_THEME:
        return outstanding(colours.themed(number, tint / _FULL_TINT))
    if kind == _NAMED_BY_NUMBER:
        return outstanding(colours.indexed(number))
    return outstanding(f"{red:02X}{green:02X}{blue:02X}") if kind == _GIVEN else None
