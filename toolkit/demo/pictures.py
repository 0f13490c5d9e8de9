"""Photographs of the invented pieces, drawn: a dial, a ring, a bag on warm grey paper."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from toolkit.demo.canvas import Canvas, Colour, disc, font, ring, stroke

SIZE = (1000, 750)
SCALE = 2
MADE = "2026:10:14 11:20:00"


def photographs() -> dict[str, bytes]:
    """Every photograph by its file name; some still know where they were taken."""
    return {name: _jpeg(draw, located=located) for name, (draw, located) in PICTURES.items()}


def _jpeg(draw: Callable[[Canvas], None], *, located: bool) -> bytes:
    """A drawing as a small photograph, with a camera's data in it, and the place where the camera adds that."""
    image = _paper(SIZE[0] * SCALE, SIZE[1] * SCALE).copy()
    draw(ImageDraw.Draw(image))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Corvane", "Studio phone", MADE
    if located:
        exif[0x8825] = {1: "N", 2: (51.0, 30.0, 36.0), 3: "W", 4: (0.0, 8.0, 58.0), 29: "2026:10:14"}
    saved = BytesIO()
    image.resize(SIZE, Image.Resampling.LANCZOS).save(saved, "JPEG", quality=84, exif=exif)
    return saved.getvalue()


@cache
def _paper(width: int, height: int) -> Image.Image:
    """Warm grey paper, a little lighter where the light falls, with the shadow of what will lie on it."""
    light = Image.radial_gradient("L").crop((64, 43, 192, 171)).resize((width, height), Image.Resampling.BILINEAR)
    far, near = Image.new("RGB", (width, height), "#cfc7ba"), Image.new("RGB", (width, height), "#ece7de")
    lit = Image.composite(far, near, light)
    lit.paste(Image.new("RGB", lit.size, "#5d5449"), mask=_shadow(width, height))
    return lit


def _shadow(width: int, height: int) -> Image.Image:
    """A soft shadow where the piece will lie."""
    small = Image.new("L", (width // 8, height // 8), 0)
    ImageDraw.Draw(small).ellipse((width * 0.3 / 8, height * 0.56 / 8, width * 0.74 / 8, height * 0.86 / 8), fill=90)
    return small.filter(ImageFilter.GaussianBlur(14)).resize((width, height), Image.Resampling.BILINEAR)


def watch(dial: Colour, case: Colour, strap: Colour, *, subdials: int = 0) -> Callable[[Canvas], None]:
    """A wristwatch seen from above."""

    def draw(canvas: Canvas) -> None:
        """Strap, case, dial, hour marks, hands."""
        x, y, radius = 1000, 750, 400
        canvas.polygon([(x - 200, 0), (x + 200, 0), (x + 232, 420), (x - 232, 420)], fill=strap)
        canvas.polygon([(x - 200, 1500), (x + 200, 1500), (x + 232, 1080), (x - 232, 1080)], fill=strap)
        for side in (-1, 1):
            near, far = x + side * 240, x + side * 330
            canvas.polygon([(near, 300), (far, 340), (far, 1160), (near, 1200)], fill=case)
        canvas.rounded_rectangle((x + radius - 14, y - 46, x + radius + 58, y + 46), 18, fill=case)
        disc(canvas, x, y, radius, case)
        ring(canvas, x, y, radius - 4, "#ffffff", 5)
        disc(canvas, x, y, radius - 52, dial)
        ring(canvas, x, y, radius - 52, "#4a443c", 5)
        marks = "#2c2a27" if _light(dial) else "#efe9dc"
        for hour in range(12):
            angle = math.radians(hour * 30)
            inner, width = (radius - 120, 10) if hour % 3 else (radius - 140, 16)
            stroke(canvas, (x, y), angle, (inner, radius - 82), marks, width)
        for number in range(subdials):
            angle = math.radians((90, 180, 270)[number] if subdials > 1 else 180)
            ring(canvas, round(x + 165 * math.sin(angle)), round(y - 165 * math.cos(angle)), 82, marks, 4)
        stroke(canvas, (x, y), math.radians(305), (-40, 190), marks, 20)
        stroke(canvas, (x, y), math.radians(48), (-50, 290), marks, 13)
        disc(canvas, x, y, 18, marks)

    return draw


def case_back(case: Colour) -> Callable[[Canvas], None]:
    """The back of a watch, with the marks a dossier asks for."""

    def draw(canvas: Canvas) -> None:
        """Case back, notches, marks."""
        disc(canvas, 1000, 750, 410, case)
        ring(canvas, 1000, 750, 400, "#fff8e8", 6)
        ring(canvas, 1000, 750, 330, "#8d7440", 4)
        for notch in range(8):
            stroke(canvas, (1000, 750), math.radians(notch * 45 + 22), (342, 392), "#8d7440", 22)
        for line, text in enumerate(("0.750", "671042", "GENÈVE")):
            canvas.text((1000, 640 + line * 110), text, font=font(72), fill="#7a6332", anchor="mm")

    return draw


def jewel_ring(metal: Colour, stone: Colour) -> Callable[[Canvas], None]:
    """A ring with one stone."""

    def draw(canvas: Canvas) -> None:
        """Band, claws, stone and its facets."""
        canvas.ellipse((690, 560, 1310, 1180), outline=metal, width=54)
        canvas.ellipse((700, 570, 1300, 1170), outline="#fffaf0", width=8)
        for side in (-1, 1):
            canvas.line([(1000 + side * 70, 590), (1000 + side * 150, 360)], fill=metal, width=26)
        girdle = [(820, 400), (900, 300), (1100, 300), (1180, 400)]
        canvas.polygon([*girdle, (1000, 620)], fill=stone, outline="#ffffff", width=6)
        for left, right in (((820, 400), (940, 400)), ((940, 400), (1060, 400)), ((1060, 400), (1180, 400))):
            canvas.line([left, right], fill="#ffffff", width=5)
            canvas.line([left, (1000, 620)], fill="#ffffff", width=4)
        for low, high in ((940, 900), (940, 1000), (1060, 1000), (1060, 1100)):
            canvas.line([(low, 400), (high, 300)], fill="#ffffff", width=4)

    return draw


def bag(leather: Colour, shade: Colour, metal: Colour) -> Callable[[Canvas], None]:
    """A handbag with one handle and a turning lock."""

    def draw(canvas: Canvas) -> None:
        """Handle, body, flap, strap, lock."""
        canvas.arc((760, 170, 1240, 800), 180, 360, fill=shade, width=44)
        canvas.polygon([(560, 470), (1440, 470), (1530, 1180), (470, 1180)], fill=leather)
        canvas.polygon([(560, 470), (1440, 470), (1470, 720), (530, 720)], fill=shade)
        canvas.line([(546, 706), (1454, 706)], fill="#e8dcc8", width=3)
        canvas.rectangle((500, 640, 1500, 684), fill=leather)
        canvas.rounded_rectangle((940, 600, 1060, 740), 20, fill=metal)
        disc(canvas, 1000, 670, 26, shade)
        for x in (520, 1400):
            canvas.rounded_rectangle((x, 1150, x + 80, 1184), 12, fill=metal)

    return draw


def _light(colour: Colour) -> bool:
    """Whether dark marks show on a dial of that colour."""
    return sum(int(colour[place : place + 2], 16) for place in (1, 3, 5)) > 380


GOLD, PINK, STEEL, PLATINUM = "#c9a659", "#c89a7c", "#a9acad", "#c6c8c9"
PICTURES: Mapping[str, tuple[Callable[[Canvas], None], bool]] = {
    "W0042-dial.jpg": (watch("#ece5d3", GOLD, "#5b3a26", subdials=1), True),
    "W0042-back.jpg": (case_back(GOLD), False),
    "watch-black-dial.jpg": (watch("#20211f", STEEL, "#8f9394"), True),
    "watch-blue-dial.jpg": (watch("#2b3f5f", PINK, PINK, subdials=3), False),
    "watch-silver-dial.jpg": (watch("#e4e2dc", STEEL, "#3c2a22"), False),
    "ring-diamond.jpg": (jewel_ring(PLATINUM, "#dfe8ec"), True),
    "ring-sapphire.jpg": (jewel_ring(PLATINUM, "#33518f"), False),
    "ring-emerald.jpg": (jewel_ring(PLATINUM, "#2f7a5c"), False),
    "bag-noir.jpg": (bag("#2b2826", "#1d1b1a", GOLD), False),
    "bag-gold.jpg": (bag("#b5773f", "#9c6331", GOLD), True),
    "bag-rouge.jpg": (bag("#7d2430", "#681b27", PLATINUM), False),
    "bag-etoupe.jpg": (bag("#8c7f70", "#786c5f", PLATINUM), False),
}
