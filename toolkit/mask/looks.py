"""The styles of a written workbook: one for each number format, strike-through and colour that its sheets have."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

_FIRST_OWN = 164
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
"""How every part of a workbook begins, and the namespace of its elements."""

Look = tuple[str | None, bool, str | None]
"""A number format (None is General), struck or not, and a colour as ``font:RRGGBB`` or ``fill:RRGGBB``."""


@dataclass(slots=True)
class Looks:
    """The looks that cells have, numbered as they come."""

    numbers: dict[Look, int] = field(default_factory=lambda: {(None, False, None): 0})

    def of(self, look: Look) -> int:
        """The number of a look."""
        return self.numbers.setdefault(look, len(self.numbers))

    def part(self) -> bytes:
        """The part of the package that holds them."""
        formats = {code: _FIRST_OWN + at for at, code in enumerate(dict.fromkeys(
            code for code, _, _ in self.numbers if code))}  # fmt: skip
        fonts, fills = {(False, ""): 0}, {"": 0, "gray125": 1}
        cells = []
        for code, struck, colour in self.numbers:
            kind, _, paint = (colour or "").partition(":")
            font = fonts.setdefault((struck, paint if kind == "font" else ""), len(fonts))
            fill = fills.setdefault(paint if kind == "fill" else "", len(fills))
            cells.append(f'<xf numFmtId="{formats.get(code or "", 0)}" fontId="{font}" fillId="{fill}" borderId="0" '
                         'xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>')  # fmt: skip
        said = "".join(f'<numFmt numFmtId="{at}" formatCode={quoteattr(code)}/>' for code, at in formats.items())
        return (
            f"{HEAD}<styleSheet {MAIN}>"
            + (f'<numFmts count="{len(formats)}">{said}</numFmts>' if formats else "")
            + _counted("fonts", [_font(struck, ink) for struck, ink in fonts])
            + _counted("fills", [_fill(paint) for paint in fills])
            + '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            + _counted("cellXfs", cells)
            + '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ).encode()  # fmt: skip


def _counted(name: str, items: list[str]) -> str:
    return f'<{name} count="{len(items)}">{"".join(items)}</{name}>'


def _font(struck: bool, ink: str) -> str:  # noqa: FBT001 - the two facts of a font
    paint = f'<color rgb="FF{ink}"/>' if ink else ""
    return f'<font>{"<strike/>" if struck else ""}<sz val="11"/>{paint}<name val="Calibri"/></font>'


def _fill(paint: str) -> str:
    if paint in {"", "gray125"}:
        return f'<fill><patternFill patternType="{paint or "none"}"/></fill>'
    return f'<fill><patternFill patternType="solid"><fgColor rgb="FF{paint}"/></patternFill></fill>'
