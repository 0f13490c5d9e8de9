"""The package of a workbook: a ZIP archive of XML parts, opened in memory and checked before it is believed.

Sizes are bounded before anything is inflated, document type declarations are refused, and the sheets
are found through the relations between the parts, never by guessing file names.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from toolkit.readers.refusals import damaged, encrypted, foreign, too_large

PIECE = 1 << 22
"""Bytes inflated at a time: a sheet of half a million rows is never in memory whole."""

FREE_SIZE = 32 << 20
RATIO_LIMIT = 250
"""Registers inflate 5 to 30 times, a sheet of nothing but repeated blank cells about 100 times, bombs 1000."""

SMALL_PART = 64 << 20
"""The limit of a part that is parsed whole (styles, comments, the list of sheets)."""

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
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


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def true(value: str | None) -> bool:
    """The truth of an XML boolean attribute; absent is false."""
    return value in {"1", "true", "on"}


class Archive:
    """A workbook's parts by name, each inflated on demand; checked for bombs before any is."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and refuse what is damaged, locked or a bomb; ``file`` is the name to show."""
        self.file = file
        self.data = data
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (*_BROKEN, NotImplementedError) as error:
            raise damaged(file, "it begins like a workbook but its contents cannot be listed") from error
        members = self._zip.infolist()
        self._members = {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in members}
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

    def pieces(self, part: str) -> Iterator[bytes]:
        """The part's bytes, a few megabytes at a time."""
        try:
            with self._zip.open(self._members[part.lower()]) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except (*_BROKEN, NotImplementedError, RuntimeError) as error:
            raise damaged(self.file, f"the part {part} cannot be unpacked") from error

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
            # The builder refuses what makes the standard parser unsafe.
            return ET.fromstring(content, ET.XMLParser(target=_Builder()))  # noqa: S314
        except (ET.ParseError, ValueError, LookupError) as error:
            raise damaged(self.file, f"{part}: {error}") from error


class Package(Archive):
    """A workbook's package: its sheets, found through the relations between the parts."""

    def __init__(self, data: bytes, file: str) -> None:
        """Open the archive and read the list of sheets; ``file`` is the name to show."""
        super().__init__(data, file)
        self.root = self._root()
        self.epoch, self.sheets = self._workbook()

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
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
        return found

    def first(self, part: str, kind: str) -> str | None:
        """The part of a kind (``styles``, ``theme``) that another part points to, if it is there."""
        parts = (path for word, path in self.related(part).values() if word == kind)
        return next((path for path in parts if self.has(path)), None)

    def _root(self) -> str:
        root = self.first("", "officeDocument") or "xl/workbook.xml"
        if not self.has(root):
            raise foreign(self.file, "a package without a workbook part")
        return root

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

    def for_values(self) -> bytes:
        """The package for the reader of values, which knows UTF-8 only: re-encoded where a part is UTF-16."""
        if not any(self._wide(info) for info in self._members.values()):
            return self.data
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as copy:
            for name, info in self._members.items():
                if info.is_dir():
                    continue
                content = self.read(name)
                if self._wide(info):
                    content = _as_utf8(content, self.file)
                copy.writestr(zipfile.ZipInfo(info.filename), content)
        return output.getvalue()

    def _wide(self, info: zipfile.ZipInfo) -> bool:
        if not info.filename.lower().endswith((".xml", ".rels")):
            return False
        try:
            with self._zip.open(info) as stream:
                return stream.read(2) in _UTF16
        except (*_BROKEN, NotImplementedError, RuntimeError) as error:
            raise damaged(self.file, f"the part {info.filename} cannot be unpacked") from error


def _as_utf8(content: bytes, file: str) -> bytes:
    encoding = "utf-16" if content[:2] in _UTF16[:2] else "utf-16-le" if content[:1] == b"<" else "utf-16-be"
    try:
        return _DECLARED.sub("", content.decode(encoding), count=1).encode()
    except UnicodeError as error:
        raise damaged(file, "a part is neither UTF-8 nor UTF-16") from error
