"""The styles of Word files that become one: those of a letter that differ are taken in under names of their own."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from toolkit.render.sheet import Element, local

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
"""The elements that name a style, and the kind of style they name."""
_LEADS = ("basedOn", "next", "link")
_ORDER: Mapping[str, str] = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
        lang eastAsianLayout specVanish oMath""",
}
"""The order in which Word wants the settings of paragraphs and of text."""
_AFTER_NAMES = frozenset({
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Renamed:
    """How the styles of a letter are called now: by the old name the new, and what stands for those left unsaid."""

    names: Mapping[str, str]
    usual: Mapping[str, str]

    def apply(self, root: Element) -> None:
        """Let every paragraph, run and table of a part name its style anew."""
        for element in root.iter():
            tag = local(element)
            if tag in _NAMES:
                old = element.get(f"{_W}val", "")
                element.set(f"{_W}val", self.names.get(old, old))
            elif tag == "p" and element.find(f"{_W}pPr/{_W}pStyle") is None and "paragraph" in self.usual:
                self._name(element, "pPr", "pStyle", self.usual["paragraph"])
            elif tag == "tbl" and element.find(f"{_W}tblPr/{_W}tblStyle") is None and "table" in self.usual:
                self._name(element, "tblPr", "tblStyle", self.usual["table"])

    def _name(self, element: Element, settings: str, tag: str, style: str) -> None:
        found = element.find(f"{_W}{settings}")
        if found is None:
            found = etree.Element(f"{_W}{settings}")
            element.insert(0, found)
        found.insert(0, etree.Element(f"{_W}{tag}", {f"{_W}val": style}))


class Styles:
    """The styles of the file that letters are joined into."""

    def __init__(self, root: Element) -> None:
        """Know the first letter's styles."""
        self.root = root
        self._taken: dict[bytes, Renamed | None] = {_meaning(root): None}

    def take(self, other: Element, prefix: str) -> Renamed | None:
        """Take in the styles of another letter; None where they say the same, and nothing need be renamed."""
        meaning = _meaning(other)
        if meaning not in self._taken:
            self._taken[meaning] = self._renamed(other, prefix)
        return self._taken[meaning]

    def _renamed(self, other: Element, prefix: str) -> Renamed:
        styles = [deepcopy(style) for style in other.iterfind(f"{_W}style")]
        names = {style.get(f"{_W}styleId", ""): f"{prefix}-{style.get(f'{_W}styleId', '')}" for style in styles}
        usual = {}
        for style in styles:
            old = style.get(f"{_W}styleId", "")
            if style.get(f"{_W}default") in {"1", "true", "on"}:
                usual[style.get(f"{_W}type", "")] = names[old]
                style.attrib.pop(f"{_W}default")
            style.set(f"{_W}styleId", names[old])
            _call(style, prefix)
            for tag in _LEADS:
                lead = style.find(f"{_W}{tag}")
                if lead is not None:
                    lead.set(f"{_W}val", names.get(lead.get(f"{_W}val", ""), lead.get(f"{_W}val", "")))
            if style.find(f"{_W}basedOn") is None and style.get(f"{_W}type") == "paragraph":
                _with_defaults(style, other)
            self.root.append(style)
        return Renamed(names, usual)


def _meaning(root: Element) -> bytes:
    """What a file's styles say, without what Word notes of its own saving."""
    copy = deepcopy(root)
    for element in list(copy.iter(f"{_W}latentStyles", f"{_W}rsid")):
        element.getparent().remove(element)
    return bytes(etree.tostring(copy, method="c14n"))


def _call(style: Element, prefix: str) -> None:
    """Give a style a name of its own: two of one name would be taken for one."""
    name = style.find(f"{_W}name")
    if name is not None:
        name.set(f"{_W}val", f"{prefix} {name.get(f'{_W}val', '')}")


def _with_defaults(style: Element, other: Element) -> None:
    """Write into a style what its file says of every paragraph, for the file it joins may say something else."""
    for tag, words in _ORDER.items():
        order = words.split()
        usual = other.find(f"{_W}docDefaults/{_W}{tag}Default/{_W}{tag}")
        if usual is None:
            continue
        own = style.find(f"{_W}{tag}")
        if own is None:
            own = etree.Element(f"{_W}{tag}")
            at = sum(local(child) in _AFTER_NAMES or (tag == "rPr" and local(child) == "pPr") for child in style)
            style.insert(at, own)
        said = {child.tag for child in own}
        merged = [*own, *(deepcopy(child) for child in usual if child.tag not in said)]
        for child in sorted(
            merged, key=lambda child: order.index(local(child)) if local(child) in order else len(order)
        ):
            own.append(child)
