"""Everything a PDF says, shown or not: drawn text, notes, fields, links, properties, layers, attachments.

Every object of the file is visited once, whatever refers to it, so no loop can hold this up. Every drawn part (page,
form, appearance of a field, pattern) is set on a page of its own and read by PDFium, so nothing is nested, hidden by a
layer or cut off by a margin. What packs more than any document of ours would is refused before it is opened.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from toolkit.guard_bytes import decoded, runs, unreadable
from toolkit.guard_drawn import BAR, INLINE, draw, read, without_inline
from toolkit.guard_words import Text

_LARGEST_STREAM = 96_000_000  # a photograph of 24 megapixels, unpacked; text is a thousandth of that
_LARGEST_FILE = 600_000_000
_LARGEST_DRAWING = 16_000_000
_MOST_PAGES = 5000
_STREAM = re.compile(rb"stream\r?\n")
_END = re.compile(rb"%%EOF\r?\n?")
_READABLE = 0.9
# Streams that hold no words: faces and their tables, colours.
_WORDLESS = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDSet", "/CIDToGIDMap", "/DestOutputProfile")
_KINDS = {
    "/URI": "the target of a link",
    "/Alt": "an alternative text",
    "/ActualText": "a text that is read aloud instead",
    "/E": "the words for an abbreviation",
    "/T": "the name of a field or the author of a note",
    "/TU": "the description of a field",
    "/V": "the value of a field",
    "/DV": "the first value of a field",
    "/Contents": "a note",
    "/RC": "a note",
    "/JS": "a script",
    "/F": "the name of a file",
    "/UF": "the name of a file",
    "/Desc": "the description of an attachment",
    "/Title": "a title or bookmark",
}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file within the file: where it stands, its name, its bytes. ``picture`` is an image as the page draws it."""

    where: str
    name: str
    data: bytes
    picture: bool = False


def contents(data: bytes, *, whole: bool) -> Iterator[Text | Enclosed]:
    """What a PDF says and encloses. ``whole``: it is ours, and must open without a repair.

    Raises ToolkitError where it cannot be read to the end: then nobody knows what it says.
    """
    _require_modest(data)
    yield from _earlier(data)
    yield from _contents(data, whole=whole)


def _require_modest(data: bytes) -> None:
    """Refuse a file that unpacks to more than any document, before a reader tries."""
    total = 0
    for match in _STREAM.finditer(data):
        size = _unpacked(data, match.end())
        total += size
        if size > _LARGEST_STREAM or total > _LARGEST_FILE:
            raise unreadable("a part of it unpacks to far more than a document holds")


def _unpacked(data: bytes, start: int) -> int:
    """How much is packed from there on by deflate, packed twice included; past the limit it is not counted on."""
    size, piece = 0, memoryview(data)[start:]
    for _ in range(3):
        if len(piece) < 2 or piece[0] & 15 != 8 or (piece[0] * 256 + piece[1]) % 31:
            break
        try:
            opened = zlib.decompressobj().decompress(piece, _LARGEST_STREAM + 1)
        except zlib.error:
            break
        size, piece = size + len(opened), memoryview(opened)
    return size


def _earlier(data: bytes) -> Iterator[Text | Enclosed]:
    """What stood in the file before it was added to, and what stands behind its end."""
    ends = [match.end() for match in _END.finditer(data)]
    if len(ends) > 20:
        raise unreadable("it was added to more than twenty times")
    for end in ends[:-1]:
        if b"/Linearized" not in data[:1024] and b"startxref" in data[:end]:
            yield Enclosed("an earlier state of the file", "earlier.pdf", data[:end])
    rest = data[ends[-1] :] if ends else b""
    if rest.strip(b"\0\r\n\t "):
        yield Enclosed("what stands behind the end of the file", "rest", rest)


def _contents(data: bytes, *, whole: bool) -> Iterator[Text | Enclosed]:
    """What the file says by its objects, and what is drawn."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as file:
            if file.is_encrypted:
                raise unreadable("it is locked")
            if len(file.pages) > _MOST_PAGES:
                raise unreadable(f"it has more than {_MOST_PAGES} pages")
            if whole and file.get_warnings():
                raise unreadable("it is damaged")
            yield from _Objects(file).texts()
            if whole and file.get_warnings():
                raise unreadable("it is damaged")
    except pikepdf.PasswordError as error:
        raise unreadable("it is locked") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise unreadable("it is damaged") from error


class _Objects:
    """The objects of one open file."""

    def __init__(self, file: Any) -> None:
        """Note which stream is drawn on which page, and which streams hold no words."""
        self._file = file
        self._page: dict[tuple[int, int], str] = {}
        self._wordless: set[tuple[int, int]] = set()
        self._drawn: list[tuple[str, list[Any], Any]] = []
        for number, page in enumerate(file.pages, start=1):
            self._on_page(page, f"page {number}")

    def _on_page(self, page: Any, where: str) -> None:
        """Note the drawings of a page: its own streams, its forms and notes."""
        from pikepdf import Array, Dictionary

        self._page[page.obj.objgen] = where
        streams = page.obj.get("/Contents")
        parts = list(streams) if isinstance(streams, Array) else [streams] if streams is not None else []
        self._page.update({part.objgen: where for part in parts})
        resources = page.resources if hasattr(page, "resources") else Dictionary()
        self._drawn.append((f"{where}, printed text", parts, resources))
        for kind in ("/XObject", "/Pattern"):
            for form in dict(resources.get(kind, {})).values():
                self._page.setdefault(form.objgen, where)
        notes = page.obj.get("/Annots")
        for note in notes if isinstance(notes, Array) else ():
            self._page.setdefault(note.objgen, where)

    def texts(self) -> Iterator[Text | Enclosed]:
        """Everything: the strings of every object, what streams hold, what is drawn."""
        every = list(self._file.objects)
        for item in every:
            self._note_wordless(item)
        strings: dict[str, list[str]] = {}
        for item in (*every, self._file.trailer):
            for where, words in self._strings(item, self._page.get(item.objgen, ""), "", 0):
                strings.setdefault(where, []).append(words)
        yield from (Text(where, f" {BAR} ".join(dict.fromkeys(words))) for where, words in strings.items())
        for item in every:
            yield from self._stream(item)
        yield from self._printed()

    def _note_wordless(self, item: Any) -> None:
        """Note the streams that an object refers to as faces or colours."""
        from pikepdf import Array, Dictionary, Stream

        if isinstance(item, Array) and len(item) == 2 and str(item[0]) == "/ICCBased":
            self._wordless.add(item[1].objgen)
        if isinstance(item, Dictionary | Stream):
            self._wordless |= {item[key].objgen for key in _WORDLESS if key in item}

    def _strings(self, item: Any, page: str, key: str, depth: int) -> Iterator[tuple[str, str]]:
        """The strings of an object and of what stands in it, not of what it refers to."""
        from pikepdf import Array, Dictionary, Name, Stream, String

        if depth and getattr(item, "is_indirect", False):
            return
        if isinstance(item, String):
            where = _KINDS.get(key, "its properties and structure")
            yield (f"{page}, {where}" if page else where), str(item)
        elif isinstance(item, Name):
            if len(str(item)) > 12 and "+" not in str(item):
                yield "the names inside the file", str(item)[1:]
        elif isinstance(item, Array):
            for part in item:
                yield from self._strings(part, page, key, depth + 1)
        elif isinstance(item, Dictionary | Stream):
            for name in item.keys():  # noqa: SIM118 - a stream is no mapping
                if name != "/ID" and not (name == "/Contents" and "/ByteRange" in item):
                    yield from self._strings(Name(name), page, "", depth + 1)
                    yield from self._strings(item[name], page, name, depth + 1)

    def _stream(self, item: Any) -> Iterator[Text | Enclosed]:
        """What a stream holds that is not drawn: an attachment, a description, a picture, a script."""
        from pikepdf import Name, Stream

        if not isinstance(item, Stream) or item.objgen in self._wordless:
            return
        kind, subtype = item.get("/Type"), item.get("/Subtype")
        where = self._page.get(item.objgen, "")
        if subtype == Name.Image:
            if "/DCTDecode" in str(item.get("/Filter")) or "/JPXDecode" in str(item.get("/Filter")):
                yield Enclosed(f"{where}, a picture" if where else "a picture", "", item.read_raw_bytes(), picture=True)
            return
        if subtype == Name.Form or "/PatternType" in item:
            part = f"{where}, printed text" if where else "a drawn part, hidden or shown on demand"
            self._drawn.append((part, [item], item.get("/Resources")))
        elif kind == Name.EmbeddedFile:
            yield Enclosed("an attachment", "", item.read_bytes())
        elif kind == Name.Metadata:
            yield Text("its description (XMP)", unescape(decoded(item.read_bytes())))
        elif not where:
            yield from _loose(item.read_bytes())

    def _printed(self) -> Iterator[Text]:
        """The text of every drawn part."""
        import pikepdf

        with pikepdf.new() as probe:
            for where, parts, resources in self._drawn:
                data = b"\n".join(part.read_bytes() for part in parts if isinstance(part, pikepdf.Stream))
                if len(data) > _LARGEST_DRAWING:
                    raise unreadable("one page holds more than any page shows")
                if INLINE.search(data):
                    hidden, data = without_inline(data)
                    yield Text(where.replace("printed text", "words behind the text"), hidden)
                draw(probe, data, self._file, resources)
            out = io.BytesIO()
            probe.save(out, compress_streams=False)
        yield from read([where for where, _, _ in self._drawn], out.getvalue())


def _loose(data: bytes) -> Iterator[Text]:
    """A stream of no known kind: as words where it reads as such, else its longer runs of letters."""
    where = "a hidden part of the file"
    sample = data[:4096]
    letters = sum(byte >= 32 or byte in b"\r\n\t" for byte in sample if byte < 127)
    if letters >= _READABLE * len(sample):
        yield Text(where, decoded(data), rough=True)  # coordinates are no amounts
    else:
        yield Text(where, runs(data), rough=True)
