"""Photographs made ready for print: opened with limits, turned upright, scaled, and written anew without their past.

A camera writes where and when a picture was taken into it, an editing program who worked on it and what it was called.
Nothing of that is carried over: only the picture itself is drawn again. Same file, same bytes.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from toolkit.findings import ToolkitError

DPI = 220
MOST_BYTES = 60_000_000
MOST_PIXELS = 120_000_000
QUALITY = 85
_MM_PER_INCH = 25.4
_DEEP = ("I", "I;16", "I;16L", "I;16B", "F")
_LEVELS = 65535
_WITH_ALPHA = ("RGBA", "LA", "PA")


def printable(data: bytes, name: str, *, width_mm: float, height_mm: float) -> bytes:
    """A photograph or scan as a JPEG that fits the given size in print, in sRGB and without any properties.

    Of a moving picture the first frame is taken. Raises ToolkitError for what is damaged, no picture, or too large.
    """
    if len(data) > MOST_BYTES:
        raise _refused(f"{name} is too large ({len(data) // 1_000_000} MB).", "Save it smaller, below 60 MB.")
    size = tuple(round(length / _MM_PER_INCH * DPI) for length in (width_mm, height_mm))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # its limit is looked at here, and damaged properties are not used
            with Image.open(io.BytesIO(data)) as image:
                return _written(_drawn(image, name, (size[0], size[1])))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise _refused(
            f"{name} cannot be opened as a picture: it is damaged or of another kind.",
            "Open it in a picture program, save it again as JPEG, and run again.",
        ) from error


def _refused(message: str, hint: str) -> ToolkitError:
    return ToolkitError(message, hint, code="picture")


def _drawn(image: Image.Image, name: str, size: tuple[int, int]) -> Image.Image:
    """The picture upright, in sRGB, no larger than asked."""
    if image.width * image.height > MOST_PIXELS:
        raise _refused(
            f"{name} has {image.width} × {image.height} pixels, too many to print.",
            "Save it smaller: 6,000 pixels on the longer side are plenty.",
        )
    longest = max(size)
    image.draft(None, (longest, longest))  # a JPEG is decoded at a fraction of its size, quicker and in less memory
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    plain = _eight_bits(upright)
    plain.thumbnail(size, Image.Resampling.LANCZOS, reducing_gap=3)
    return _in_srgb(_on_white(plain), profile)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Sixteen bits a colour to eight; a picture of so many levels would else be cut off to white."""
    if image.mode not in _DEEP:
        return image
    _, most = image.getextrema()
    assert isinstance(most, int | float)
    scale = 255 / (_LEVELS if most > 255 else 255)
    return image.convert("F").point(lambda level: level * scale).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    """What is see-through stands on white paper; a palette becomes its colours."""
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode not in _WITH_ALPHA:
        return image
    whole = image.convert("RGBA")
    paper = Image.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The colours as they look, in sRGB; a profile that cannot be read is left aside."""
    if isinstance(profile, bytes) and image.mode in {"RGB", "CMYK", "L"}:
        try:
            meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            made = ImageCms.profileToProfile(image, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            made = None
        if made is not None:
            return made
    return image if image.mode == "RGB" else image.convert("RGB")


def _written(image: Image.Image) -> bytes:
    """The picture alone, on a sheet that knows nothing of where it came from."""
    clean = Image.new("RGB", image.size)
    clean.paste(image)
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=QUALITY, subsampling="4:2:0", optimize=True, progressive=False)
    return out.getvalue()
