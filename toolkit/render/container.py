"""An Office package (XLSX, DOCX): its parts in order, read and written so that the same parts give the same bytes."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from toolkit.findings import ToolkitError

STAMP = (1980, 1, 1, 0, 0, 0)
LEVEL = 6
Parts = dict[str, bytes]
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
_UNSOUND = (ValueError, TypeError, LookupError, AttributeError, OverflowError)


def read(data: bytes, name: str, only: str = "") -> Parts:
    """The parts of a package by their name, in the order of the file; ``only`` those whose name ends so.

    ``name`` is what an error calls it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [info for info in package.infolist() if not info.is_dir() and info.filename.endswith(only)]
            return {info.filename: package.read(info) for info in parts}
    except _BROKEN as error:
        raise ToolkitError(
            f"{name} cannot be opened: it is not a workbook or a document of Office's present format.",
            "Open it in Excel and save it as .xlsx, or delete it so that the built-in template is used.",
            code="template",
        ) from error


@contextmanager
def sound(name: str) -> Iterator[None]:
    """Refuse a template in which something is not as any program writes it: no number where one must be, no such part.

    Only around what is read from it; a fault of our own must stay one.
    """
    try:
        yield
    except _UNSOUND as error:
        raise ToolkitError(
            f"{name} is damaged: its parts do not fit together.",
            "Open it in Excel and save it again, or put the template back.",
            code="template",
        ) from error


def write(parts: Mapping[str, bytes | Iterable[bytes]]) -> bytes:
    """The package's bytes: every stamp 1980-01-01, one compression, no mark of the machine that wrote it.

    A part may come in pieces, which are compressed as they come, so that a long sheet is never whole in memory.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for name, content in parts.items():
            with package.open(_entry(name), "w") as part:
                for piece in (content,) if isinstance(content, bytes) else content:
                    part.write(piece)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Packed:
    """A part deflated once, to be put into many packages as it is."""

    deflated: bytes
    size: int
    checksum: int


def pack(content: bytes) -> Packed:
    """A part as a package holds it."""
    squeeze = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(squeeze.compress(content) + squeeze.flush(), len(content), zlib.crc32(content))


def join(parts: Mapping[str, Packed]) -> bytes:
    """A package of parts that are deflated already: what zipfile cannot write. Stamps as everywhere, 1980-01-01."""
    body, index = bytearray(), bytearray()
    for name, part in parts.items():
        named = name.encode()
        # Version, flags (names in UTF-8), deflated, time, 1 January 1980.
        head = struct.pack(
            "<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, part.checksum, len(part.deflated), part.size, len(named), 0
        )
        index += b"PK\x01\x02\x14\x00" + head + struct.pack("<HHHII", 0, 0, 0, 0, len(body)) + named
        body += b"PK\x03\x04" + head + named + part.deflated
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(parts), len(parts), len(index), len(body), 0)
    return bytes(body + index + end)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0  # zipfile would note the operating system here, and the bytes would differ by machine
    # The level given to ZipFile reaches only entries it makes itself.
    info._compresslevel = LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 - public only from Python 3.13
    return info


def names(data: bytes) -> list[str]:
    """The names of the parts of a package; none where it is no package."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return [info.filename.replace("\\", "/") for info in package.infolist() if not info.is_dir()]
    except _BROKEN:
        return []


def unfolded(data: bytes) -> int:
    """How many bytes the parts of a package say they unfold to."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return sum(info.file_size for info in package.infolist())
