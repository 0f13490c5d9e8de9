"""The package of a workbook: a ZIP archive of XML parts, opened in memory and checked before it is believed.

Sizes are bounded before anything is inflated, document type declarations are refused, and the sheets
are found through the relations between the parts, never by guessing file names.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from xml.parsers import expat

from toolkit.readers.refusals import damaged, encrypted, foreign, too_large
from toolkit.readers.xml_text import START, as_utf8, in_utf8

PIECE = 1 << 22
"""Bytes inflated at a time: a sheet of half a million rows is never in memory whole."""

FREE_SIZE = 32 << 20
RATIO_LIMIT = 250
"""Registers inflate 5 to 30 times, a sheet of nothing but repeated blank cells about 100 times, bombs 1000."""

SMALL_PART = 64 << 20
"""The limit of a part that is parsed whole (styles, comments, the list of sheets)."""

NOT_XML = (ET.ParseError, expat.ExpatError, ValueError, LookupError)
"""What the parsers raise: for broken XML, and for an encoding that is unknown or none of theirs."""
LONGEST_NUMBER = 10
"""Digits: the last cell of a sheet is in row 1048576, and styles are fewer still."""
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One entry of the workbook's list of sheets; ``part`` is None where the file lacks the sheet itself."""

    name: str
    state: str
    kind: str
    part: str | None


class _Builder(ET.TreeBuilder):
    """Builds a tree but refuses document types: no honest workbook has one, entity bombs need one."""

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        """Refuse, before any entity is declared."""
        raise ValueError(f"it declares a document type ({name[:40]}), as entity bombs do")


def tree_of(content: bytes) -> ET.Element:
    """XML as a tree; raises :data:`NOT_XML`. The builder refuses what makes the standard parser unsafe."""
    return ET.fromstring(content, ET.XMLParser(target=_Builder()))  # noqa: S314


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def fault_of(error: object) -> str:
    """What a parser says, or the file itself, as a few plain words: it may be as long and odd as its writer liked."""
    return "".join(letter if letter.isprintable() else "?" for letter in str(error)[:80])


def follow(parser: expat.XMLParserType, pieces: Iterable[bytes], file: str, what: str) -> None:
    """Let a parser follow XML to its end; where it breaks off or is none the file is refused, ``what`` says which."""
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position
    except NOT_XML as error:
        raise damaged(file, f"{what} breaks off or is not XML ({fault_of(error)})") from error


def true(value: str | None) -> bool:
    """The truth of an XML boolean attribute; absent is false."""
    return value in {"1", "true", "on"}


def whole(value: str | None, default: int = 0) -> int:
    """A count or a number of something as XML writes it; what is none, or longer than any, is the default."""
    fits = value and value.isascii() and value.isdigit() and len(value) <= LONGEST_NUMBER
    return int(value) if value and fits else default


def member(name: str) -> str:
    """A part's name as programs compare it: some write it with the other stroke, or in capitals."""
    return name.replace("\\", "/").lstrip("/").lower()


def unzipped(data: bytes, file: str) -> zipfile.ZipFile:
    """An archive with its parts listed and none inflated; one that cannot be listed is refused."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (*_BROKEN, NotImplementedError) as error:
        raise damaged(file, "it begins like a workbook but its contents cannot be listed") from error


class Archive:
    """A workbook's parts by name, each inflated on demand; checked for bombs before any is."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and refuse what is damaged, locked or a bomb; ``file`` is the name to show."""
        self.file = file
        self.data = data
        self._zip = unzipped(data, file)
        members = self._zip.infolist()
        self._members = {member(info.filename): info for info in members}
        self.repeats = len(self._members) < len(members)
        """Whether a part is there twice: of two, each program reads another."""
        self._check(members)

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & 1 for info in members):
            raise encrypted(self.file)
        if sum(info.compress_size for info in members) > len(self.data):
            raise damaged(self.file, "its parts overlap")
        for info in members:
            if info.file_size > FREE_SIZE and info.file_size > RATIO_LIMIT * max(info.compress_size, 1):
                raise too_large(
                    self.file,
                    f"{info.filename} of {info.compress_size:,} bytes would unfold to {info.file_size:,}",
                    "No honest workbook packs that tightly. Ask the sender for the original file.",
                )

    def has(self, part: str | None) -> bool:
        """Whether the part exists; names are compared without case, as Excel does."""
        return part is not None and part.lower() in self._members

    def plain(self, part: str) -> bool:
        """Whether the part stands under its very name and is no XML of another encoding than UTF-8."""
        try:
            with self._zip.open(self._members[part.lower()]) as stream:
                return stream.name == part and in_utf8(stream.read(START))
        except (*_BROKEN, NotImplementedError, RuntimeError) as error:
            raise damaged(self.file, f"the part {part} cannot be unpacked") from error

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part's bytes, a few megabytes at a time; XML in UTF-8, whatever it was written in."""
        raw = self._inflated(part)
        try:
            yield from as_utf8(raw) if part.lower().endswith((".xml", ".rels")) else raw
        except (*_BROKEN, NotImplementedError, RuntimeError) as error:
            raise damaged(self.file, f"the part {part} cannot be unpacked") from error

    def _inflated(self, part: str) -> Iterator[bytes]:
        with self._zip.open(self._members[part.lower()]) as stream:
            while piece := stream.read(PIECE):
                yield piece

    def read(self, part: str) -> bytes:
        """A small part, whole."""
        if self._members[part.lower()].file_size > SMALL_PART:
            raise too_large(self.file, f"its part {part} is too big", "Ask the sender for the original file.")
        return b"".join(self.pieces(part))

    def tree(self, part: str) -> ET.Element:
        """A small part as a tree."""
        return self.parse(self.read(part), part)

    def parse(self, content: bytes, part: str) -> ET.Element:
        """The XML of a part, or of its beginning, as a tree."""
        try:
            return tree_of(content)
        except NOT_XML as error:
            raise damaged(self.file, f"{part}: {fault_of(error)}") from error


class Related(Archive):
    """A package whose parts are found through the relations between them."""

    usual_root = "xl/workbook.xml"
    """Where the list of sheets stands if no relation says so."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and find the part that lists the sheets; ``file`` is the name to show."""
        super().__init__(data, file)
        self.root = self.first("", "officeDocument") or self.usual_root
        if not self.has(self.root):
            raise foreign(self.file, "a package without a workbook part")

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """What a part points to inside the package: id -> (last word of the relation's type, part)."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(relations):
            return {}
        found = {}
        for relation in self.tree(relations):
            target = relation.get("Target", "").replace("\\", "/")
            if relation.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            path = path if self.has(path) else unquote(path)
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
        return found

    def first(self, part: str, kind: str) -> str | None:
        """The part of a kind (``styles``, ``theme``) that another part points to, if it is there."""
        parts = (path for word, path in self.related(part).values() if word == kind)
        return next((path for path in parts if self.has(path)), None)


class Package(Related):
    """A workbook's package: its sheets, in the order of the workbook."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and read the list of sheets; ``file`` is the name to show."""
        super().__init__(data, file)
        self.epoch, self.sheets = self._workbook()

    def _workbook(self) -> tuple[int, tuple[Sheet, ...]]:
        related = self.related(self.root)
        epoch, sheets = 1900, []
        for element in self.tree(self.root).iter():
            if local(element.tag) == "workbookPr" and true(element.get("date1904")):
                epoch = 1904
            elif local(element.tag) == "sheet":
                attributes = {local(key): value for key, value in element.items()}
                kind, part = related.get(attributes.get("id", ""), ("worksheet", ""))
                state = {"hidden": "hidden", "veryHidden": "very hidden"}.get(attributes.get("state", ""), "visible")
                sheets.append(Sheet(attributes.get("name", ""), state, kind, part if self.has(part) else None))
        return epoch, tuple(sheets)
