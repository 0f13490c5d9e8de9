"""The house's mark for the cover: a drawing or picture of its own that asks for nothing from outside."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

from lxml import etree
from markupsafe import Markup, escape
from PIL import Image, UnidentifiedImageError

from toolkit.files import read_only
from toolkit.findings import ToolkitError

MOST_BYTES = 2_000_000
_WIDEST = 1200
_FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "image", "audio", "video", "handler", "set"})
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|javascript:", re.IGNORECASE)


def mark(path: Path, *, alt: str) -> Markup:
    """The mark as an image of the page, with its alternative text.

    Raises ToolkitError where the file is missing, damaged, too large, or names anything outside itself.
    """
    if path.suffix.casefold() not in {".svg", ".png"}:
        raise _refused(path, "it is neither an SVG drawing nor a PNG picture")
    if not path.is_file():
        raise _refused(path, "there is no such file")
    data = read_only(path)
    if len(data) > MOST_BYTES:
        raise _refused(path, "it is larger than 2 MB")
    drawing = path.suffix.casefold() == ".svg"
    clean = _drawing(data, path) if drawing else _picture(data, path)
    kind = "image/svg+xml" if drawing else "image/png"
    source = f"data:{kind};base64,{base64.b64encode(clean).decode()}"
    return Markup('<img src="{}" alt="{}">').format(source, escape(alt))


def _refused(path: Path, why: str) -> ToolkitError:
    return ToolkitError(
        f"The house's mark {path.name} cannot be used: {why}.",
        "Save it as a plain SVG or PNG and name it in [house] mark of boutique.toml, or leave that empty.",
        code="mark",
    )


def _drawing(data: bytes, path: Path) -> bytes:
    """A drawing without scripts, and without references to anything but itself."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise _refused(path, "it begins with declarations that a plain drawing does not need")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused(path, "it is damaged") from error
    if etree.QName(root).localname != "svg":
        raise _refused(path, "it is no SVG drawing")
    for element in root.iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if name in _FORBIDDEN or _OUTSIDE.search(element.text or ""):
            raise _refused(path, "it holds more than a drawing")
        for key, value in element.attrib.items():
            plain = etree.QName(str(key)).localname
            outside = plain in {"href", "src"} and not str(value).startswith("#")
            if plain.startswith("on") or outside or _OUTSIDE.search(str(value)):
                raise _refused(path, "it refers to something outside itself")
    return bytes(etree.tostring(root))


def _picture(data: bytes, path: Path) -> bytes:
    """A picture drawn again without its properties, on white."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            whole = image.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError) as error:
        raise _refused(path, "it is damaged") from error
    whole.thumbnail((_WIDEST, _WIDEST))
    paper = Image.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()
