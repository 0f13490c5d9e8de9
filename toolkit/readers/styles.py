"""What the styles of a workbook mean: number format, strike-through, and the colours that stand out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from toolkit.readers.package import Package, Related, local, true, whole

_ACCOUNTS = '_({0}* {1}_);_({0}* ({1});_({0}* "-"{2}_);_(@_)'
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "¤#,##0_);(¤#,##0)", 6: "¤#,##0_);[Red](¤#,##0)",
    7: "¤#,##0.00_);(¤#,##0.00)", 8: "¤#,##0.00_);[Red](¤#,##0.00)",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 14: "m/d/yy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "m/d/yy h:mm", 37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)", 41: _ACCOUNTS.format("", "#,##0", ""), 42: _ACCOUNTS.format("¤", "#,##0", ""),
    43: _ACCOUNTS.format("", "#,##0.00", "??"), 44: _ACCOUNTS.format("¤", "#,##0.00", "??"),
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats a file names by number alone, as American Excel shows them.

5 to 8, 42 and 44 mean the currency of the reader's own computer, which the file does not know: ``¤``.
"""

# East Asian formats by number, which elsewhere are plain dates, times and figures.
BUILT_IN |= dict.fromkeys((*range(27, 32), 36, *range(50, 59), 71, 72), BUILT_IN[14])
BUILT_IN |= dict.fromkeys(range(32, 36), BUILT_IN[21])
BUILT_IN |= {59: "0", 60: "0.00", 61: "#,##0", 62: "#,##0.00", 67: "0%", 68: "0.00%", 69: "# ?/?", 70: "# ??/??"}
BUILT_IN |= {73: "d-mmm-yy", 74: "d-mmm", 75: "mmm-yy", 76: "h:mm", 77: "h:mm:ss", 78: "m/d/yy h:mm"}
BUILT_IN |= {79: "mm:ss", 80: "[h]:mm:ss", 81: "mmss.0"}

_PALETTE = [
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "000000",
    "FFFFFF",
    "FF0000",
    "00FF00",
    "0000FF",
    "FFFF00",
    "FF00FF",
    "00FFFF",
    "800000",
    "008000",
    "000080",
    "808000",
    "800080",
    "008080",
    "C0C0C0",
    "808080",
    "9999FF",
    "993366",
    "FFFFCC",
    "CCFFFF",
    "660066",
    "FF8080",
    "0066CC",
    "CCCCFF",
    "000080",
    "FF00FF",
    "FFFF00",
    "00FFFF",
    "800080",
    "800000",
    "008080",
    "0000FF",
    "00CCFF",
    "CCFFFF",
    "CCFFCC",
    "FFFF99",
    "99CCFF",
    "FF99CC",
    "CC99FF",
    "FFCC99",
    "3366FF",
    "33CCCC",
    "99CC00",
    "FFCC00",
    "FF9900",
    "FF6600",
    "666699",
    "969696",
    "003366",
    "339966",
    "003300",
    "333300",
    "993300",
    "993366",
    "333399",
    "333333",
]

_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
"""Theme numbers 0 to 9; 10 and 11 are the colours of links, which say nothing of a piece."""
_PLAIN_THEME = 4
PALE = frozenset({0, 17, 18})
"""In the workbooks that number their fills: none, and the two lightest hatchings."""
CHROMA = 40
"""A colour stands out when its channels differ by this much: pale grey-blues do not, light red and yellow do."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one cell style says: its number format (None is General), strike-through and outstanding colour."""

    format: str | None = None
    struck: bool = False
    colour: str | None = None


PLAIN = Look()
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours a workbook names by number: its palette (from the eighth on, its own or the usual) and its theme."""

    palette: list[str]
    theme: dict[str, str]

    def standing_out(self, element: Element | None) -> str | None:
        """The colour of an element as RRGGBB, or None where it is plain, unknown or absent."""
        return outstanding(self._rgb(element)) if element is not None else None

    def themed(self, number: int, tint: float) -> str:
        """A colour of the theme that says something, mixed with white or black."""
        named = _PLAIN_THEME <= number < len(_THEME_ORDER)
        return _tinted(self.theme.get(_THEME_ORDER[number], ""), tint) if named else ""

    def indexed(self, number: int) -> str:
        """A colour of the palette."""
        return self.palette[number] if 0 <= number < len(self.palette) else ""

    def _rgb(self, element: Element) -> str:
        number, index = whole(element.get("theme"), -1), whole(element.get("indexed"), -1)
        if number >= 0:
            return self.themed(number, _tint(element.get("tint")))
        return self.indexed(index) if index >= 0 else element.get("rgb", "")[-6:].upper()


def outstanding(rgb: str) -> str | None:
    """The colour RRGGBB itself where it stands out from black, white and greys, or None."""
    try:
        channels = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return None
    return rgb if max(channels) - min(channels) >= CHROMA else None


def _tint(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _tinted(rgb: str, tint: float) -> str:
    """The colour mixed with white (a positive tint) or black (a negative one)."""
    share = max(-1.0, min(1.0, tint))
    try:
        channels = [int(rgb[at : at + 2], 16) for at in (0, 2, 4)]
    except ValueError:
        return rgb
    mixed = [value + (255 - value) * share if share > 0 else value * (1 + share) for value in channels]
    return "".join(f"{round(value):02X}" for value in mixed)


def read_looks(package: Package) -> list[Look]:
    """The look of every cell style, by the number cells carry."""
    part = package.first(package.root, "styles")
    if part is None:
        return []
    sections = {local(section.tag): section for section in package.tree(part)}
    colours = Colours(palette(_own_palette(sections)), read_theme(package))
    formats = {whole(entry.get("numFmtId")): entry.get("formatCode", "") for entry in sections.get("numFmts", ())}
    fonts = [_font(font, colours) for font in sections.get("fonts", ())]
    fills = [_fill(fill, colours) for fill in sections.get("fills", ())]
    looks = []
    for style in sections.get("cellXfs", ()):
        number = whole(style.get("numFmtId"))
        font = _pick(fonts, whole(style.get("fontId"))) or (False, None)
        paint = _pick(fills, whole(style.get("fillId")))
        looks.append(look_of(formats.get(number) or BUILT_IN.get(number), font, paint))
    return looks


def look_of(code: str | None, font: tuple[bool, str | None], paint: str | None) -> Look:
    """A style's look from its number format, its font (struck, colour) and its fill; a coloured font says more."""
    struck, ink = font
    colour = f"font:{ink}" if ink else f"fill:{paint}" if paint else None
    return Look(None if code is None or code.lower() in {"general", ""} else code, struck, colour)


def _pick(items: list[Item], number: int) -> Item | None:
    return items[number] if 0 <= number < len(items) else None


def _child(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child.tag) == name), None)


def _font(font: Element, colours: Colours) -> tuple[bool, str | None]:
    strike = _child(font, "strike")
    return strike is not None and true(strike.get("val", "1")), colours.standing_out(_child(font, "color"))


def _fill(fill: Element, colours: Colours) -> str | None:
    pattern = _child(fill, "patternFill")
    if pattern is not None:
        plain = pattern.get("patternType", "none") in {"none", "gray125", "gray0625"}
        return None if plain else colours.standing_out(_child(pattern, "fgColor"))
    return next((found for entry in fill.iter() if (found := colours.standing_out(entry))), None)


def _own_palette(sections: dict[str, Element]) -> list[str]:
    return [entry.get("rgb", "")[-6:].upper() for entry in sections.get("colors", ()) for entry in entry
            if local(entry.tag) == "rgbColor"]  # fmt: skip


def palette(own: list[str]) -> list[str]:
    """The colours named by number: the workbook's own, and the usual ones it does not replace."""
    return own + _PALETTE[len(own) :]


def read_theme(package: Related) -> dict[str, str]:
    """The colours of the workbook's theme by name; none where it has no theme."""
    part = package.first(package.root, "theme")
    if part is None:
        return {}
    found = {}
    for element in package.tree(part).iter():
        if local(element.tag) in _THEME_ORDER and len(element):
            found[local(element.tag)] = (element[0].get("lastClr") or element[0].get("val") or "").upper()
    return found
