"""A Word file opened as a template: its parts in order, and everything in it that no letter may carry.

A template is a file somebody may have sent. What would run a program, fetch or read another file, or change by itself
when the letter is opened is refused before any data is read, each with the way out.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.findings import ToolkitError
from toolkit.readers.package import Archive
from toolkit.render import container
from toolkit.render.sheet import Element, local, parse

AGAIN = "Open it in Word and save it again as a Word document (.docx)."
LARGEST_PART = 4 << 20
"""Bytes of one part of text: a letter has some ten thousand."""

_TYPES = "[Content_Types].xml"
_WORD = "wordprocessingml."
_MAIN = f"{_WORD}document.main+xml"
_TEXTS = {
    _MAIN: "text",
    f"{_WORD}header+xml": "header",
    f"{_WORD}footer+xml": "footer",
    f"{_WORD}footnotes+xml": "footnotes",
    f"{_WORD}endnotes+xml": "endnotes",
    "package.core-properties+xml": "properties",
}
_MACROS = re.compile(r"vba|macro|activex|ms-office\.control", re.IGNORECASE)
_SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:(?!$)|\\\\|//", re.IGNORECASE)
_POINTS = frozenset({"src", "href", "althref", "data", "codebase"})
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a template cannot be used: in words, with the way out."""

    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part whose words may hold fields: its path, what people call it, its root."""

    path: str
    where: str
    root: Element


@dataclass(frozen=True, slots=True)
class Opened:
    """A template taken apart: every part's bytes, those with words, and what no letter may carry."""

    name: str
    parts: Mapping[str, bytes]
    texts: tuple[Part, ...]
    faults: tuple[Fault, ...]


def opened(data: bytes, name: str) -> Opened:
    """A template taken apart. Raises ToolkitError where it is no Word document, or damaged."""
    _check_archive(data, name)
    parts = container.read(data, name)
    types = _types(parts, name)
    if _MAIN not in types.values():
        raise _no_word(f"{name} is not a Word document.")
    # The text first, however the parts lie in the file.
    order = list(_TEXTS.values())
    texts = sorted(_texts(parts, types, name), key=lambda part: order.index(part.where))
    return Opened(name, parts, tuple(texts), tuple(dict.fromkeys(_faults(parts, types, texts, name))))


def _texts(parts: Mapping[str, bytes], types: Mapping[str, str], name: str) -> Iterator[Part]:
    for path, content in parts.items():
        where = _TEXTS.get(types.get(path, ""))
        if where and len(content) > LARGEST_PART:
            raise _no_word(f"{name}: its {where} is longer than any letter.")
        if where and (where != "properties" or b"{" in content):
            yield Part(path, where, _root(content, name))


def _no_word(words: str) -> ToolkitError:
    return ToolkitError(words, AGAIN, code="template")


def _check_archive(data: bytes, name: str) -> None:
    try:
        Archive(data, name)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = [info.filename for info in package.infolist()]
    except (ToolkitError, zipfile.BadZipFile) as error:
        raise _no_word(f"{name} cannot be opened: it is locked, damaged or no Word document.") from error
    odd = [each for each in names if each.startswith("/") or "\\" in each or ".." in each.split("/")]
    if odd or len({each.casefold() for each in names}) < len(names):
        raise _no_word(f"{name} was not written by Word: its parts are named twice or oddly.")


def _root(content: bytes, name: str) -> Element:
    root = parse(content, name)
    if root.getroottree().docinfo.doctype:
        raise _no_word(f"{name} declares a document type, as no program of an office does.")
    return root


def _types(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The kind of each part, from behind the last ``vnd.openxmlformats-officedocument.`` or the like."""
    if _TYPES not in parts:
        raise _no_word(f"{name} is not a Word document.")
    found: dict[str, str] = {}
    defaults: dict[str, str] = {}
    for item in _root(parts[_TYPES], name):
        kind = item.get("ContentType", "").removeprefix("application/").removeprefix("vnd.openxmlformats-")
        kind = kind.removeprefix("officedocument.")
        if local(item) == "Override":
            found[item.get("PartName", "").lstrip("/")] = kind
        else:
            defaults[item.get("Extension", "").casefold()] = kind
    return {path: found.get(path, defaults.get(path.rpartition(".")[2].casefold(), "")) for path in parts}


def _faults(parts: Mapping[str, bytes], types: Mapping[str, str], texts: list[Part], name: str) -> Iterator[Fault]:
    for path, kind in types.items():
        if _MACROS.search(kind) or _MACROS.search(path):
            yield Fault("It holds macros or controls: programs that would travel with every letter.",
                        "In Word save it as a Word document without macros (.docx).")  # fmt: skip
        elif "embeddings/" in path or kind.endswith("oleObject"):
            yield Fault(f"It encloses another file ({posixpath.basename(path)}).",
                        "Remove the enclosed object, or insert it as a picture.")  # fmt: skip
        elif path.endswith(".rels"):
            yield from _relations(_root(parts[path], name))
        elif kind.endswith("comments+xml") and any(local(item) == "comment" for item in _root(parts[path], name)):
            yield Fault("It holds comments, which the client could read.", "In Word: Review, Delete All Comments.")
        elif kind.endswith("settings+xml"):
            if any(local(item) == "mailMerge" for item in _root(parts[path], name)):
                yield Fault("It is tied to a list of Word's own mail merge.",
                            "In Word: Mailings, Start Mail Merge, Normal Word Document; then save.")  # fmt: skip
        elif _holds_field(path, parts[path]) and not any(part.path == path for part in texts):
            yield Fault(f"A field stands where none can be filled ({path}).", "Move it into the text of the letter.")
    for part in texts:
        yield from _carried(part)


def _relations(root: Element) -> Iterator[Fault]:
    """What the document points to outside itself; a link that somebody must click may stay."""
    for item in root:
        kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
        if kind == "aFChunk":
            yield Fault("It takes in another file (altChunk).", "Paste the text itself into the template.")
        elif "{{" in target or "%7B%7B" in target.upper():
            yield Fault(f"A link goes to a field: {target[:60]}", "Write the address of the link in full.")
        elif item.get("TargetMode") == "External" and not (kind == "hyperlink" and _SAFE_LINK.match(target)):
            yield Fault(f"It points to a file or page outside itself ({kind}: {target[:60]}).",
                        "Insert the picture itself instead of a link to it; detach a template under Developer, "
                        "Document Template.")  # fmt: skip


def _carried(part: Part) -> Iterator[Fault]:
    """Elements that take in, point out, or tell what was changed."""
    if part.where != "properties" and part.root.nsmap.get("w") not in _SPACES:
        yield Fault(f"Its {part.where} was not written by Word.", AGAIN)
    for element in part.root.iter():
        tag = local(element)
        if tag == "altChunk":
            yield Fault("It takes in another file (altChunk).", "Paste the text itself into the template.")
        elif tag in {"object", "control", "OLEObject", "contentPart", "subDoc"}:
            yield Fault("It holds an object of another program.", "Remove the object, or insert it as a picture.")
        elif tag in _TRACKED:
            yield Fault(
                "It holds tracked changes, which the client could read.", "In Word: Review, Accept All Changes."
            )
        for key, value in element.items():
            clicked = tag == "hyperlink" and _SAFE_LINK.match(value)
            if key.rpartition("}")[2].casefold() in _POINTS and _ELSEWHERE.match(value) and not clicked:
                yield Fault(f"It points to a file or page outside itself ({value[:60]}).", "Insert the picture itself.")


def _holds_field(path: str, content: bytes) -> bool:
    return path.endswith(".xml") and (b"{{" in content or b"{%" in content)
