"""Envelopes and sheets of labels as PDF, in the order of the letters: the address, and nothing of what is inside."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from markupsafe import escape

from toolkit.findings import Exit, ToolkitError
from toolkit.render.pdf import pdf

PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
Address = Sequence[str]
_FILE = Path(__file__).with_name("post.toml")
_INK = "#1d1b18"
_LARGEST, _SMALLEST = 12.5, 6.5
_LEADING = 1.3
_POINT = 25.4 / 72
_WIDE = 0.46
"""How wide a letter of the house's face is, in its size, on average."""
_BASE = f"body {{ margin: 0; font-family: 'EB Garamond', Amiri; color: {_INK}; line-height: {_LEADING} }} "


@cache
def formats() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Every size known: ``envelope`` and ``labels`` by name."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def envelopes(addresses: Sequence[Address], size: str = "DL", sender: str = "") -> bytes:
    """One envelope a page, the address right of the middle. ``sender`` is where it returns to, small, nameless."""
    known = _format("envelope", size)
    width, height = known["width"], known["height"]
    room = width * 0.5
    back = f'<p class="from">{escape(sender)}</p>' if sender else ""
    sized = ((_size(lines, room, height * 0.42), _lines(lines)) for lines in addresses)
    pages = "".join(
        f'<section>{back}<div style="font-size:{size:.1f}pt">{text}</div></section>' for size, text in sized
    )
    style = (
        f"@page {{ size: {width}mm {height}mm; margin: 0 }} {_BASE}p {{ margin: 0 }} "
        f"section {{ position: relative; width: {width}mm; height: {height}mm; break-after: page }}"
        f"section div {{ position: absolute; left: {width * 0.43:.1f}mm; top: {height * 0.46:.1f}mm; "
        f"width: {room:.1f}mm }}"
        ".from { position: absolute; left: 12mm; top: 10mm; font-size: 7.5pt; color: #6d665c }"
    )
    return _made(style, pages, f"envelopes-{size}")


def labels(addresses: Sequence[Address], code: str = "L7160", first: int = 1) -> bytes:
    """Sheets of labels by their maker's code, beginning with the ``first`` one that is still on the sheet."""
    known = _format("labels", code)
    columns, rows = int(known["columns"]), int(known["rows"])
    if not 1 <= first <= columns * rows:
        raise ToolkitError(f"A sheet {code} has {columns * rows} labels, not {first}.", "Count from 1.",
                           code="usage", status=Exit.USAGE)  # fmt: skip
    places: list[Address] = [*[()] * (first - 1), *addresses]
    sheets = [places[start : start + columns * rows] for start in range(0, len(places), columns * rows)]
    page_width, page_height = PAPERS[str(known["paper"])]
    width, height, gap = known["width"], known["height"], known["gap"]
    left = (page_width - columns * width - (columns - 1) * gap) / 2
    top = (page_height - rows * height) / 2
    filled = ("".join(_labels(sheet, columns, (left, top, width, height, gap))) for sheet in sheets)
    body = "".join(f"<section>{sheet}</section>" for sheet in filled)
    style = (
        f"@page {{ size: {page_width}mm {page_height}mm; margin: 0 }} {_BASE}p {{ margin: 0 }} "
        f"section {{ position: relative; width: {page_width}mm; height: {page_height}mm; break-after: page }}"
        f"div {{ position: absolute; width: {width - 8:.3f}mm; height: {height - 4:.3f}mm; padding: 2mm 4mm; "
        "overflow: hidden }"
    )
    return _made(style, body, f"labels-{code}")


def _labels(sheet: Sequence[Address], columns: int, at: tuple[float, float, float, float, float]) -> Iterator[str]:
    left, top, width, height, gap = at
    for number, lines in enumerate(sheet):
        row, column = divmod(number, columns)
        size = min(_size(lines, width - 8, height - 4), 10.5)
        place = f"left:{left + column * (width + gap):.3f}mm;top:{top + row * height:.3f}mm;font-size:{size:.1f}pt"
        yield f'<div style="{place}">{_lines(lines)}</div>'


def _lines(lines: Address) -> str:
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in lines)


def _size(lines: Address, width: float, height: float) -> float:
    """The largest letter in which every line, broken where it is too long, has room."""
    size = _LARGEST
    while size > _SMALLEST:
        fit = max(int(width / (size * _POINT * _WIDE)), 1)
        needed = sum(max(math.ceil(len(line) / fit), 1) for line in lines)
        if needed * size * _POINT * _LEADING <= height:
            break
        size -= 0.5
    return size


def _format(kind: str, name: str) -> Mapping[str, float]:
    known = formats()[kind]
    if name not in known:
        raise ToolkitError(f"There is no {kind} {name}.", f"Choose one of: {', '.join(known)}.",
                           code="usage", status=Exit.USAGE)  # fmt: skip
    return known[name]


def _made(style: str, body: str, identifier: str) -> bytes:
    page = f"<!doctype html><html lang='en'><head><style>{style}</style></head><body>{body}</body></html>"
    return pdf(page, identifier=identifier, title="Addresses", language="en")
