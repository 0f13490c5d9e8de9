"""The few strokes the drawings are made of, and the house's own faces for words in them."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import as_file, files

from PIL import ImageDraw, ImageFont

Canvas = ImageDraw.ImageDraw
Colour = str


@cache
def font(size: int, face: str = "EBGaramond-Regular") -> ImageFont.FreeTypeFont:
    """One of the house's faces in a size, in pixels."""
    with as_file(files("toolkit").joinpath("fonts", f"{face}.ttf")) as path:
        return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def disc(canvas: Canvas, x: int, y: int, radius: int, fill: Colour) -> None:
    """A filled circle."""
    canvas.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def ring(canvas: Canvas, x: int, y: int, radius: int, colour: Colour, width: int) -> None:
    """A circle's line."""
    canvas.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=width)


def stroke(
    canvas: Canvas, centre: tuple[int, int], angle: float, reach: tuple[int, int], colour: Colour, width: int
) -> None:
    """A straight stroke out from a centre, from one distance to another, its angle clockwise from twelve o'clock."""
    east, north = math.sin(angle), -math.cos(angle)
    ends = [(centre[0] + east * distance, centre[1] + north * distance) for distance in reach]
    canvas.line(ends, fill=colour, width=width)
