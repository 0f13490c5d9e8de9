"""What a finished document says of itself: its properties and its printed words, as plain text to search.

Any file may come in, from anyone: what cannot be opened says nothing, and nothing is read past a limit.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable

from toolkit.readers.package import Archive

MOST_PAGES = 40
LONGEST = 4_000_000  # characters of text, of one file
_TAG = re.compile(r"<[^>]*>")
_PROPERTIES = ("docprops/core.xml", "docprops/app.xml", "docprops/custom.xml")
_PRINTED = (
    "xl/sharedstrings.xml",
    *(f"xl/worksheets/sheet{number}.xml" for number in range(1, 41)),
    "word/document.xml",
    *(f"word/{part}{number}.xml" for part in ("header", "footer") for number in range(1, 10)),
)


def properties(data: bytes) -> str:
    """The file's own properties: Info and XMP of a PDF, docProps of an Office file. Nothing where it has none."""
    return _quietly(_pdf_properties if _is_pdf(data) else _office_properties, data)


def words(data: bytes) -> str:
    """The words it prints, as far as they can be read."""
    if _is_pdf(data):
        return _quietly(_pdf_words, data)
    if data.startswith(b"PK"):
        return _quietly(_office_words, data)
    return "" if b"\0" in data[:4096] else data[:LONGEST].decode("utf-8", "replace")


def _is_pdf(data: bytes) -> bool:
    """Whether it begins as a PDF does; readers of PDF allow some other bytes before."""
    return b"%PDF-" in data[:1024]


def _quietly(read: Callable[[bytes], str], data: bytes) -> str:
    """What a reader finds; nothing where the file is damaged, locked or foreign to it."""
    try:
        return read(data)
    except Exception:  # noqa: BLE001 - a stranger's file breaks a reader in many ways, and then says nothing
        return ""


def _pdf_properties(data: bytes) -> str:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        found = [str(value) for value in file.docinfo.values()]
        if "/Metadata" in file.Root:
            found.append(_TAG.sub("\n", file.Root.Metadata.read_bytes().decode("utf-8", "replace")[:LONGEST]))
    return "\n".join(found)


def _pdf_words(data: bytes) -> str:
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    try:
        pages = (file[number].get_textpage().get_text_range() for number in range(min(len(file), MOST_PAGES)))
        return "\n".join(pages)[:LONGEST]
    finally:
        file.close()


def _office_properties(data: bytes) -> str:
    return _parts(data, _PROPERTIES)


def _office_words(data: bytes) -> str:
    return _parts(data, _PRINTED)


def _parts(data: bytes, names: Iterable[str]) -> str:
    """The text of those parts that are there."""
    archive = Archive(data, "the file")
    there = (archive.read(name).decode("utf-8", "replace")[:LONGEST] for name in names if archive.has(name))
    return "\n".join(_TAG.sub("\n", text) for text in there)
