"""The style of the report page: the house's faces cut down to the signs a page uses, and colours that can be read."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from functools import lru_cache
from pathlib import Path

from toolkit.render.fonts import FOLDER

# Family, weight, file. Amiri is cut in only where the page has Arabic letters.
_FACES = (
    ("EB Garamond", 400, "EBGaramond-Regular.ttf"),
    ("EB Garamond", 500, "EBGaramond-Medium.ttf"),
    ("Cormorant Garamond", 400, "CormorantGaramond-Regular.ttf"),
)
_ARABIC_FACE = ("Amiri", 400, "Amiri-Regular.ttf")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
# Ligatures, kerning and figures of every form; what joins Arabic letters; accents set on their letters.
_FEATURES = [
    "kern", "liga", "lnum", "onum", "tnum", "pnum", "ccmp", "mark", "mkmk", "locl", "init", "medi", "fina", "rlig",
    "calt",
]  # fmt: skip
# What any page may come to show while it is read: plain letters and figures.
_ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))

PAPER = "#fdfcfa"
NIGHT = "#1a1815"
# WCAG AA for text of ordinary size, and a little over, for roundings.
_CONTRAST = 4.6


def digest(text: str) -> str:
    """A text's digest as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def readable(colour: str, paper: str) -> str:
    """The colour, moved towards ink or light only as far as it must be to be read on this paper."""
    red, green, blue = _parts(colour)
    goal = 0 if _luminance(_parts(paper)) > 0.18 else 255
    for step in range(21):
        mixed = tuple(round(part + (goal - part) * step / 20) for part in (red, green, blue))
        if _contrast(mixed, _parts(paper)) >= _CONTRAST:
            break
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> tuple[int, ...]:
    """Red, green and blue of ``#5a2327``."""
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _luminance(parts: tuple[int, ...]) -> float:
    """How light a colour is, as WCAG 2 measures it."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (p / 255 for p in parts)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio of contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def faces(text: str) -> str:
    """The ``@font-face`` rules for a page of this text, each face inside it with only the signs it needs."""
    signs = frozenset(text) | frozenset(text.upper()) | _ALWAYS
    wanted = (*_FACES, *([_ARABIC_FACE] if _ARABIC.search(text) else []))
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: block; '
        f"src: url(data:font/woff2;base64,{_subset(name, signs)}) format('woff2') }}"
        for family, weight, name in wanted
    )


def faces_below(path: str) -> str:
    """The same for a page that is served: each face whole, at its file's name below this path."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-display: block; '
        f"src: url({path}/{name}) format('truetype') }}"
        for family, weight, name in (*_FACES, _ARABIC_FACE)
    )


def face(name: str) -> Path | None:
    """The file of a face that a served page asks for; None for any other name."""
    return next((FOLDER / known for _, _, known in (*_FACES, _ARABIC_FACE) if known == name), None)


@lru_cache(maxsize=16)
def _subset(name: str, signs: frozenset[str]) -> str:
    """A face of these signs alone, compressed for the web, in Base64."""
    from fontTools import subset  # a tenth of a second, for this page only

    options = subset.Options(hinting=False, layout_features=_FEATURES, name_IDs=[0, 1, 2, 13, 14])
    with subset.load_font(FOLDER / name, options, lazy=True) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[ord(sign) for sign in signs])
        cutter.subset(font)
        font.flavor = "woff2"
        stream = io.BytesIO()
        font.save(stream)
    return base64.b64encode(stream.getvalue()).decode()
