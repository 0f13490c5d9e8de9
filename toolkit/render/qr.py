"""A QR code as a drawing, for the cover: what it says is printed beside it in words."""

from __future__ import annotations

import re

import segno
from markupsafe import Markup, escape

_DARK = re.compile(rb"\x01+")
"""Dark modules beside each other: one bar, for a page is set the sooner the fewer there are."""


def qr(content: str, *, alt: str, millimetres: float, ink: str = "#1d1b18") -> Markup:
    """The code as an inline drawing with its alternative text; no quiet zone, the paper around it is white."""
    code = segno.make(content, micro=False, error="m")
    size = code.symbol_size(border=0)[0]
    runs = ((y, *run.span()) for y, row in enumerate(code.matrix) for run in _DARK.finditer(bytes(row)))
    modules = "".join(f"M{left} {y}h{right - left}v1h{left - right}z" for y, left, right in runs)
    return Markup(  # noqa: S704 - numbers of ours; the words are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{millimetres}mm" height="{millimetres}mm" '
        f'viewBox="0 0 {size} {size}"><title>{escape(alt)}</title><path fill="{ink}" d="{modules}"/></svg>'
    )
