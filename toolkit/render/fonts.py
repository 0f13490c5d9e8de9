"""The house's faces: where they are, what they can write, and the refusal of what they cannot.

A missing glyph would print as an empty box, or in whatever font the machine happens to have; both are worse on a
signed paper than no paper. So a text is compared with the faces before it is set.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from toolkit.findings import ToolkitError

FOLDER = Path(__file__).resolve().parent.parent / "fonts"
# The configuration that serves these faces and no other to the PDF writer.
FONTCONFIG = FOLDER / "fonts.conf"
# In the order of the style sheets' font stack: the first face nearly always has everything.
FACES = ("EBGaramond-Regular.ttf", "CormorantGaramond-Regular.ttf", "Amiri-Regular.ttf")
# Japanese, and Chinese as far as the two share characters: eleven megabytes that most houses never need.
EXTRA = "cjk"
EXTRA_FAMILY = "Noto Serif JP"
_EXTRA_PACKAGE = "pylopdf_fonts_cjk"
_EXTRA_FACE = "NotoSerifJP-Regular.otf"
# What is never drawn: controls and joiners (Cc, Cf), the spaces, and signs that only choose a glyph's form.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_SELECTORS = range(0xFE00, 0xFE10)
# What the first face is known to have (a test compares): most documents hold nothing else, and reading a face's
# character map takes as long as setting a short page.
KNOWN = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x180)))) - {"\u00ad"} | frozenset("–—‘’‚“”„†‡•…‹›⁄€№−")
_SHOWN = 12


@cache
def _covered(face: Path) -> frozenset[int]:
    """The characters a face has a glyph for."""
    from fontTools.ttLib import TTFont  # a twentieth of a second, for texts beyond ASCII only

    with TTFont(face, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def extra_face() -> Path | None:
    """The face of the installed extra, or None."""
    spec = find_spec(_EXTRA_PACKAGE)
    face = Path(spec.origin).with_name(_EXTRA_FACE) if spec and spec.origin else None
    return face if face and face.is_file() else None


def _drawn(text: str) -> set[str]:
    """The characters of a text that need a glyph."""
    # An accent written after its letter is set as the one letter it makes.
    whole = unicodedata.normalize("NFC", text)
    return {
        sign
        for sign in set(whole) - KNOWN
        if unicodedata.category(sign) not in _INVISIBLE and ord(sign) not in _SELECTORS
    }


def beyond_house(text: str) -> set[str]:
    """The characters of a text that none of the house's own faces can write."""
    left = _drawn(text)
    for face in FACES:
        if not left:
            break
        left = {sign for sign in left if ord(sign) not in _covered(FOLDER / face)}
    return left


def missing_glyphs(text: str) -> set[str]:
    """The characters of a text that cannot be written: in no house face, nor in the installed extra."""
    left = beyond_house(text)
    extra = extra_face()
    return {sign for sign in left if ord(sign) not in _covered(extra)} if left and extra else left


def _context(text: str, sign: str) -> str:
    """The words around a character, so that its owner finds it in her register."""
    line = next(line for line in unicodedata.normalize("NFC", text).splitlines() if sign in line).strip()
    at = line.index(sign)
    return line[max(0, at - 30) : at + 30].strip()


def require_glyphs(text: str) -> None:
    """Refuse a text with characters that no face can write, naming each, where it stands and what helps."""
    missing = sorted(missing_glyphs(text))
    if not missing:
        return
    named = ", ".join(f"{sign} (U+{ord(sign):04X})" for sign in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    extra = (
        "They are not in the installed CJK face either: write these words in another script."
        if extra_face()
        else f'For Japanese and Chinese install the extra: pip install "boutique-toolkit[{EXTRA}]". '
        "Anything else (emoji, rare signs) has to be written in words."
    )
    raise ToolkitError(
        f"The house's fonts cannot write: {named}{more}. First found in “{_context(text, missing[0])}”. "
        "A page with holes in its words is not printed.",
        extra,
        code="missing-glyph",
    )
