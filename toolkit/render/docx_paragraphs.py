"""The paragraphs of a Word file as people count and read them, with their tags and with Word's own fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.render.docx_package import Fault, Part
from toolkit.render.sheet import Element, local

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LONGEST = 90

# Fields of Word that say nothing but where on the paper they stand.
_HARMLESS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "SYMBOL", "HYPERLINK", "SEQ", "EQ",
                       "ADVANCE", "STYLEREF", "REF", "NOTEREF", "TOC", "LISTNUM"})  # fmt: skip
_CLOCK = frozenset({"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"})
_MERGE = frozenset({"MERGEFIELD", "ADDRESSBLOCK", "GREETINGLINE", "NEXT", "NEXTIF", "SKIPIF", "MERGEREC", "MERGESEQ"})
_LINK = re.compile(r"""^\s*(?:\\[a-z]\s+|"?(?:https?|mailto|tel):|"?#|$)""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: the part it stands in (``text``, ``header``, ``text box``), its number there, its words."""

    where: str
    number: int
    text: str

    @property
    def called(self) -> str:
        """``paragraph 4 (“Dear {{ clent.name }},”)``, with its part where it is not the text."""
        beside = "" if self.where == "text" else f" of the {self.where}"
        words = " ".join(self.text.split())
        words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        return f"paragraph {self.number}{beside} (“{words}”)"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is typed, and its paragraph."""

    text: str
    paragraph: Paragraph


@dataclass(slots=True)
class _Reading:
    """A paragraph being read: its pieces of text with their order in the part."""

    where: str
    number: int
    pieces: list[tuple[int, str]]

    @property
    def text(self) -> str:
        return "".join(piece for _, piece in self.pieces)

    def order(self, offset: int) -> int:
        """The order of the piece in which an offset of the text lies."""
        for order, piece in self.pieces:
            if offset < len(piece):
                return order
            offset -= len(piece)
        return self.pieces[-1][0]


def tags(part: Part) -> tuple[list[Tag], list[Fault]]:
    """Every tag of a part in the order of the file; and braces that open without closing, or close without opening."""
    found: list[tuple[int, int, Tag]] = []
    faults = []
    for reading in _readings(part):
        told = Paragraph(reading.where, reading.number, reading.text)
        matches = list(TAG.finditer(reading.text))
        found += [(reading.order(match.start()), match.start(), Tag(match.group(), told)) for match in matches]
        if _BRACE.search(TAG.sub("", reading.text)):
            hint = "A field is written {{ name }}, with two braces on either side, in one paragraph."
            faults.append(Fault(f"Braces do not match in {told.called}.", hint))
    return [tag for _, _, tag in sorted(found, key=lambda one: one[:2])], faults


def _readings(part: Part) -> Iterator[_Reading]:
    """The paragraphs of a part; those of a text box are told apart, and its copy for older programs has no number."""
    if part.where == "properties":
        for number, element in enumerate(part.root.iter(), 1):
            if element.text and element.text.strip():
                yield _Reading(part.where, number, [(number, element.text)])
        return
    known: dict[Element, _Reading] = {}
    number = 0
    for order, element in enumerate(part.root.iter()):
        tag = local(element)
        if tag == "p" and element.prefix == "w":
            where = "text box" if _within(element, "txbxContent") else part.where
            number += not _within(element, "Fallback")
            known[element] = _Reading(where, number, [])
        elif tag in {"t", "tab", "br", "noBreakHyphen"} and element.prefix == "w":
            home = next((above for above in element.iterancestors() if above in known), None)
            if home is not None:
                known[home].pieces.append((order, _said(tag, element)))
    yield from (reading for reading in known.values() if reading.pieces)


def _said(tag: str, element: Element) -> str:
    return element.text or "" if tag == "t" else "-" if tag == "noBreakHyphen" else " "


def _within(element: Element, name: str) -> bool:
    return any(local(above) == name for above in element.iterancestors())


def word_fields(part: Part) -> Iterator[Fault]:
    """Word's own fields that a letter may not carry: of its mail merge, of the clock, of other files."""
    for words in dict.fromkeys(_instructions(part)):
        name, _, rest = words.strip().partition(" ")
        name = name.upper()
        if "{{" in words or "{%" in words:
            yield Fault(f"A field stands inside a field of Word's own ({words.strip()[:60]}).",
                        "Put the cursor into it and press Ctrl+Shift+F9: it becomes plain text.")  # fmt: skip
        elif name in _MERGE:
            field = rest.replace("\\* MERGEFORMAT", "").strip().strip('"') or "name"
            instead = f" and write {{{{ {field} }}}} in its place" if name == "MERGEFIELD" else ""
            yield Fault(f"{name} {field} is a field of Word's own mail merge.".replace("  ", " "),
                        f"Delete it{instead}; boutique fields lists the names there are.")  # fmt: skip
        elif name in _CLOCK:
            yield Fault(f"{name} shows the day on which the letter is opened, not the day of the letter.",
                        "Delete it and write {{ date }} in its place.")  # fmt: skip
        elif name and (name not in _HARMLESS or (name == "HYPERLINK" and not _LINK.match(rest))):
            yield Fault(f"{name} is a field of Word's own that may take in files or run programs.",
                        "Put the cursor into it and press Ctrl+Shift+F9: it becomes plain text.")  # fmt: skip


def _instructions(part: Part) -> Iterator[str]:
    """The instructions of Word's fields; one that is split over runs is put together, nested ones told apart."""
    stack: list[list[str]] = []
    for element in part.root.iter():
        tag = local(element)
        if tag == "fldSimple":
            yield element.get(f"{_W}instr") or next(iter(element.values()), "")
        elif tag == "fldChar":
            kind = next((value for key, value in element.items() if key.endswith("fldCharType")), "")
            if kind == "begin":
                stack.append([])
            elif stack and kind == "end":
                yield "".join(stack.pop())
        elif tag in {"instrText", "delInstrText"}:
            if stack:
                stack[-1].append(element.text or "")
            else:
                yield element.text or ""
    yield from ("".join(open_one) for open_one in stack)
