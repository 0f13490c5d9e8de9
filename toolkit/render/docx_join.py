"""Several letters as one Word file, for one print job: each a section of its own with its own head and foot.

What a letter refers to goes with it under names of its own: heads and feet, pictures, links, and, where its styles are
not those of the first letter, its styles as well, so that no letter changes its look beside another.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from toolkit.findings import ToolkitError
from toolkit.render import container
from toolkit.render.docx_styles import Renamed, Styles
from toolkit.render.sheet import Element, local, parse, serialise

_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_SHARED = (
    "styles",
    "stylesWithEffects",
    "settings",
    "theme",
    "fontTable",
    "webSettings",
    "numbering",
    "customXml",
    "glossaryDocument",
)
"""What a document has once; of these only the styles differ in what a letter shows."""
_BESIDE = frozenset({"footnoteReference", "endnoteReference", "commentReference"})


def joined(letters: Mapping[str, bytes]) -> bytes:
    """The letters as one file, in their order; each is called by its name where it cannot be joined (ToolkitError)."""
    packages = [(name, container.read(data, name)) for name, data in letters.items()]
    if not packages:
        raise ValueError("there is no letter to join")
    first, parts = packages[0]
    made = _Joined(first, dict(parts))
    for number, (name, other) in enumerate(packages[1:], 2):
        made.add(number, name, other)
    return container.write(made.finished())


class _Joined:
    """The file being joined: the first letter's package, to which others are added."""

    def __init__(self, name: str, parts: dict[str, bytes]) -> None:
        self.parts = parts
        self.root = _main(parts, name)
        self.body: Element = self.root.find(f"{{{_W}}}body")
        self.types = parse(parts[_TYPES], name)
        self.relations = _relations(parts, _MAIN)
        self.styles = Styles(parse(parts["word/styles.xml"], name)) if "word/styles.xml" in parts else None
        self._restyled: dict[bytes, Renamed | None] = {}
        self.numbering = parts.get("word/numbering.xml")

    def add(self, number: int, name: str, parts: Mapping[str, bytes]) -> None:
        """Add a letter behind those that are in: it begins on a new page, in a section of its own."""
        root = _main(parts, name)
        _refuse_beside(root, name)
        if self.numbering != parts.get("word/numbering.xml") and root.find(f".//{{{_W}}}numPr") is not None:
            raise _apart(name, "its numbered lists are not those of the others")
        names = self._carry(number, parts, _MAIN)
        for element in root.iter():
            for key, value in element.items():
                if key.startswith(f"{{{_R}}}") and value in names:
                    element.set(key, f"lt{number}{value}")
        self._restyle(number, name, parts, root, names)
        self._end_section()
        for child in list(root.find(f"{{{_W}}}body")):
            self.body.append(child)

    def _carry(self, number: int, parts: Mapping[str, bytes], owner: str) -> dict[str, str]:
        """Take over what a part refers to, under names of this letter's own; the new part by the old identifier."""
        carried = {}
        for item in _relations(parts, owner):
            kind, target = item.get("Type", "").rpartition("/")[2], item.get("Target", "")
            if kind in _SHARED and owner == _MAIN:
                continue
            new = deepcopy(item)
            path = ""
            if item.get("TargetMode") != "External":
                path = self._copied(number, parts, _path(owner, target))
                new.set("Target", f"/{path}")
            carried[item.get("Id")] = path
            if owner == _MAIN:
                new.set("Id", f"lt{number}{item.get('Id')}")
                self.relations.append(new)
        return carried

    def _copied(self, number: int, parts: Mapping[str, bytes], path: str) -> str:
        folder, name = posixpath.split(path)
        new = f"{folder}/lt{number}-{name}"
        if new not in self.parts:
            self.parts[new] = parts[path]
            self._typed(parts, path, new)
            rels = _rels_path(path)
            if rels in parts:
                self._with_relations(number, parts, path, new)
        return new

    def _with_relations(self, number: int, parts: Mapping[str, bytes], path: str, new: str) -> None:
        """Give a copied part its relations: it keeps their identifiers, and they lead to the copies."""
        relations = _relations(parts, path)
        for item in relations:
            if item.get("TargetMode") != "External":
                item.set("Target", f"/{self._copied(number, parts, _path(path, item.get('Target', '')))}")
        self.parts[_rels_path(new)] = serialise(relations)

    def _typed(self, parts: Mapping[str, bytes], path: str, new: str) -> None:
        """Say of a copied part what kind it is."""
        ending = path.rpartition(".")[2].casefold()
        known = {item.get("Extension", "").casefold() for item in self.types if local(item) == "Default"}
        for item in parse(parts[_TYPES], path):
            if local(item) == "Override" and item.get("PartName") == f"/{path}":
                copy = deepcopy(item)
                copy.set("PartName", f"/{new}")
                self.types.append(copy)
            elif local(item) == "Default" and item.get("Extension", "").casefold() == ending and ending not in known:
                self.types.append(deepcopy(item))

    def _restyle(
        self, number: int, name: str, parts: Mapping[str, bytes], root: Element, names: Mapping[str, str]
    ) -> None:
        """Let a letter keep its own styles where they are not those of the first."""
        if self.styles is None or "word/styles.xml" not in parts:
            return
        said = parts["word/styles.xml"]
        if said not in self._restyled:  # one template's letters have the very same styles
            self._restyled[said] = self.styles.take(parse(said, name), f"lt{number}")
        renamed = self._restyled[said]
        if renamed is None:
            return
        renamed.apply(root)
        for path in filter(re.compile(r"word/lt\d+-").match, names.values()):
            if path.endswith(".xml"):
                part = parse(self.parts[path], name)
                renamed.apply(part)
                self.parts[path] = serialise(part)

    def _end_section(self) -> None:
        """Close the last letter's section: its properties move from the end of the file into its last paragraph."""
        last = self.body[-1]
        section: Any = last if local(last) == "sectPr" else etree.Element(f"{{{_W}}}sectPr")
        if section.getparent() is not None:
            self.body.remove(section)
        paragraph = next((child for child in reversed(self.body) if local(child) == "p"), None)
        closed = paragraph is not None and paragraph.find(f"{{{_W}}}pPr/{{{_W}}}sectPr") is not None
        if paragraph is None or paragraph is not self.body[-1] or closed:
            paragraph = etree.SubElement(self.body, f"{{{_W}}}p")
        settings = paragraph.find(f"{{{_W}}}pPr")
        if settings is None:
            settings = etree.Element(f"{{{_W}}}pPr")
            paragraph.insert(0, settings)
        change = settings.find(f"{{{_W}}}pPrChange")
        settings.append(section) if change is None else change.addprevious(section)

    def finished(self) -> dict[str, bytes]:
        """The parts of the joined file; every section begins on a new page and counts its pages from one."""
        for section in self.root.iter(f"{{{_W}}}sectPr"):
            _begin_anew(section)
        if self.styles is not None:
            self.parts["word/styles.xml"] = serialise(self.styles.root)
        self.parts[_MAIN] = serialise(self.root)
        self.parts[_TYPES] = serialise(self.types)
        self.parts[_rels_path(_MAIN)] = serialise(self.relations)
        return self.parts


_BEFORE_TYPE = ("headerReference", "footerReference", "footnotePr", "endnotePr")
_BEFORE_NUMBERS = (*_BEFORE_TYPE, "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")


def _begin_anew(section: Element) -> None:
    pages = ("type", "val", "nextPage", _BEFORE_TYPE), ("pgNumType", "start", "1", _BEFORE_NUMBERS)
    for tag, key, value, before in pages:
        found = section.find(f"{{{_W}}}{tag}")
        if found is None:
            found = etree.Element(f"{{{_W}}}{tag}")
            section.insert(sum(local(child) in before for child in section), found)
        found.set(f"{{{_W}}}{key}", value)


def _main(parts: Mapping[str, bytes], name: str) -> Element:
    if _MAIN not in parts or _TYPES not in parts:
        raise _apart(name, "it was not written by Word")
    root = parse(parts[_MAIN], name)
    if root.nsmap.get("w") != _W or root.find(f"{{{_W}}}body") is None:
        raise _apart(name, "it was not written by Word in its usual form")
    return root


def _refuse_beside(root: Element, name: str) -> None:
    if any(local(element) in _BESIDE for element in root.iter()):
        raise _apart(name, "it has footnotes or comments")


def _apart(name: str, why: str) -> ToolkitError:
    return ToolkitError(f"{name} cannot stand in one file with others: {why}.", "Print it by itself.", code="apart")


def _relations(parts: Mapping[str, bytes], owner: str) -> Element:
    path = _rels_path(owner)
    return parse(parts[path], path) if path in parts else etree.Element(f"{{{_RELS}}}Relationships")


def _rels_path(path: str) -> str:
    folder, name = posixpath.split(path)
    return f"{folder}/_rels/{name}.rels"


def _path(owner: str, target: str) -> str:
    """The part a relation leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))
