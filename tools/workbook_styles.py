"""The look of the workbook templates: the house's theme, and the cell styles Excel lists under Home, Cell Styles."""

from __future__ import annotations

import re
from typing import Literal

from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.styles.colors import Color
from openpyxl.writer.theme import theme_xml

# Theme colours by their number in a cell's style, and what they are here.
PAPER, INK, HAIRLINE, SOFT, ACCENT = range(5)
COLOURS = {"dk1": "1D1B18", "lt1": "FFFFFF", "dk2": "6D665C", "lt2": "CDC5B8", "accent1": "5A2327"}
SOFT_RGB = COLOURS["dk2"]
FACES = {"major": "Cormorant Garamond", "minor": "EB Garamond"}
BODY = 11.0

# A real minus sign, and an en dash for none.
MONEY = '#,##0.00;"−"#,##0.00;"–"'
COUNT = '#,##0;"−"#,##0;"–"'
RATE = {"en": "0%", "fr": '0"\u00a0"%'}
WEEKS = '#,##0.0;"−"#,##0.0;"–"'
PERCENT = {"en": '0.0"%";"−"0.0"%"', "fr": '0.0" %";"−"0.0" %"'}
MONTHS = {"en": "[$-809]mmmm yyyy", "fr": "[$-40C]mmmm yyyy"}
DATES = {"en": "[$-809]d mmm yyyy", "fr": "[$-40C]d mmm yyyy"}
UNITS = {"en": '[=1]0" piece";#,##0" pieces"', "fr": '[<2]0" pièce";#,##0" pièces"'}

Line = Literal["thin", "hair"]
Style = tuple[Font, Alignment, Border, str]


def theme() -> str:
    """Excel's theme with the house's colours and faces."""
    made = str(theme_xml)
    for name, rgb in COLOURS.items():
        made = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{rgb}"/>\2', made, flags=re.DOTALL)
    for kind, face in FACES.items():
        made = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{face}", made)
    return made.replace('name="Office Theme"', 'name="House"')


def font(size: float, colour: int = INK, *, display: bool = False) -> Font:
    """A face of the theme. Its Roman family makes a machine without it fall back to another serif face."""
    kind: Literal["major", "minor"] = "major" if display else "minor"
    return Font(name=FACES[kind], sz=size, color=Color(theme=colour), scheme=kind, family=1)


def underlined(face: Font) -> Font:
    """The same face, underlined as a link is."""
    return Font(name=face.name, sz=face.sz, color=face.color, scheme=face.scheme, family=face.family, u="single")


def rule(*, top: Line | None = None, bottom: Line | None = None, colour: int = HAIRLINE) -> Border:
    """A line above or below."""
    shade = Color(theme=colour)
    return Border(
        top=Side(style=top, color=shade) if top else None, bottom=Side(style=bottom, color=shade) if bottom else None
    )


NONE = Border()
HAIR = rule(bottom="thin")
UNDER = rule(bottom="thin", colour=INK)
OVER = rule(top="thin", colour=INK)

# Centred between its hairlines: a spreadsheet has no padding, and set to the top a text touches the line above it.
ABOVE = Alignment(vertical="center", wrap_text=True)
INDENTED = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)  # beside figures set to the right
RIGHT = Alignment(horizontal="right", vertical="center")
LEFT = Alignment(horizontal="left", vertical="center")
MIDDLE = Alignment(horizontal="center", vertical="center")
FOOT = Alignment(vertical="bottom", wrap_text=True)
FOOT_INDENTED = Alignment(horizontal="left", vertical="bottom", indent=1)
FOOT_RIGHT = Alignment(horizontal="right", vertical="bottom", wrap_text=True)


def cell_styles(language: str) -> dict[str, NamedStyle]:
    """The styles by their short name."""
    return {
        short: NamedStyle(f"House {short}", face, border=border, alignment=alignment, number_format=number)
        for short, (face, alignment, border, number) in {**titles(), **figures(), **lines(language)}.items()
    }


def titles() -> dict[str, Style]:
    """Titles, notes and labels."""
    return {
        "house": (font(17, display=True), MIDDLE, NONE, "General"),
        "address": (font(10, SOFT), MIDDLE, NONE, "General"),
        "ornament": (font(6), MIDDLE, rule(bottom="thin", colour=SOFT), "General"),
        "title": (font(30, display=True), MIDDLE, NONE, "General"),
        "as at": (font(12), MIDDLE, NONE, "General"),
        "draft": (font(12, ACCENT), MIDDLE, NONE, "General"),
        "hairline": (font(6), MIDDLE, HAIR, "General"),
        "sheet title": (font(22, display=True), Alignment(vertical="center"), NONE, "General"),
        "plain note": (font(10, SOFT), LEFT, NONE, "General"),
        "note": (font(10, SOFT), ABOVE, NONE, "General"),
        "centred note": (font(10, SOFT), MIDDLE, rule(top="thin"), "General"),
        "section": (font(12, ACCENT), FOOT, HAIR, "General"),
        "subject": (font(14, display=True), Alignment(vertical="bottom"), NONE, "General"),
        "subject right": (font(10, SOFT), Alignment(horizontal="right", vertical="bottom"), NONE, "General"),
        "plain": (font(10.5), ABOVE, NONE, "General"),
        "signature": (font(9.5, SOFT), LEFT, rule(top="thin", colour=SOFT), "General"),
        "imprint": (font(9.5, SOFT), LEFT, NONE, "General"),
    }


def figures() -> dict[str, Style]:
    """The large figures and their labels."""
    large = font(20, display=True)
    return {
        "figure": (large, MIDDLE, NONE, MONEY),
        "figure units": (large, MIDDLE, NONE, COUNT),
        "figure weeks": (large, MIDDLE, NONE, WEEKS),
        "figure attention": (font(20, ACCENT, display=True), MIDDLE, NONE, MONEY),
        "key figure": (large, LEFT, NONE, COUNT),
        "key attention": (font(20, ACCENT, display=True), LEFT, NONE, COUNT),
        "key label": (font(9.5, SOFT), Alignment(horizontal="left", vertical="top"), NONE, "General"),
        "figure label": (font(9.5, SOFT), Alignment(horizontal="center", vertical="top"), NONE, "General"),
    }


def lines(language: str) -> dict[str, Style]:
    """The rows of tables. Text cells are formatted as text, so that a code stays one when it is typed again."""
    return {
        "heading": (font(9.5, SOFT), FOOT, UNDER, "General"),
        "heading right": (font(9.5, SOFT), FOOT_RIGHT, UNDER, "General"),
        "heading indented": (font(9.5, SOFT), FOOT_INDENTED, UNDER, "General"),
        "line": (font(BODY), ABOVE, HAIR, "@"),
        "soft line": (font(BODY, SOFT), INDENTED, HAIR, "@"),
        "reason": (font(BODY, ACCENT), INDENTED, HAIR, "@"),
        "source": (font(BODY, SOFT), LEFT, NONE, "@"),
        "indented line": (font(BODY), INDENTED, HAIR, "@"),
        "soft plain line": (font(BODY, SOFT), ABOVE, HAIR, "@"),
        "link": (underlined(font(BODY)), INDENTED, HAIR, "@"),
        "heading hers": (font(9.5, ACCENT), FOOT, UNDER, "General"),
        "hers": (font(BODY, ACCENT), ABOVE, HAIR, "@"),
        "hers day": (font(BODY, ACCENT), LEFT, HAIR, DATES[language]),
        "mark": (font(7, HAIRLINE), Alignment(horizontal="fill", vertical="center"), NONE, "@"),
        "money": (font(BODY), RIGHT, HAIR, MONEY),
        "count": (font(BODY), RIGHT, HAIR, COUNT),
        "date": (font(BODY), LEFT, HAIR, DATES[language]),
        "indented date": (font(BODY), INDENTED, HAIR, DATES[language]),
        "month": (font(BODY), LEFT, HAIR, MONTHS[language]),
        "percent": (font(BODY), RIGHT, HAIR, PERCENT[language]),
        "rate": (font(BODY), RIGHT, HAIR, RATE[language]),
        "weeks": (font(BODY), RIGHT, HAIR, WEEKS),
        "units": (font(9.5, SOFT), RIGHT, HAIR, COUNT),
        "units label": (font(9.5, SOFT), Alignment(horizontal="left", vertical="top", indent=1), HAIR, "General"),
        "matrix line": (font(BODY), FOOT, NONE, "@"),
        "matrix money": (font(BODY), Alignment(horizontal="right", vertical="bottom"), NONE, MONEY),
        "total": (font(BODY), LEFT, OVER, "General"),
        "total money": (font(BODY), RIGHT, OVER, MONEY),
        "total count": (font(BODY), RIGHT, OVER, COUNT),
        "total rate": (font(BODY), RIGHT, OVER, RATE[language]),
        "total weeks": (font(BODY), RIGHT, OVER, WEEKS),
        "figure rate": (font(20, display=True), MIDDLE, NONE, RATE[language]),
        "total units": (font(BODY), LEFT, OVER, UNITS[language]),
    }
