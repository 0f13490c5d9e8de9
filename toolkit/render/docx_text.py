"""What a reader sees of a Word file, as plain text: letterhead, body and foot, one paragraph a line."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.render.docx_package import Fault, opened
from toolkit.render.sheet import Element, local

_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PAGE_NUMBERS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES")
"""Fields whose result Word counts anew whenever it saves: no words of the letter."""
_BEFORE, _BODY, _AFTER = ("header",), ("text", "footnotes", "endnotes"), ("footer",)


@dataclass(frozen=True, slots=True)
class Shown:
    """The words of a Word file. ``faults`` is what no letter may carry: comments, tracked changes, other files."""

    header: str
    body: str
    footer: str
    faults: tuple[Fault, ...] = ()

    @property
    def text(self) -> str:
        """Everything, from the letterhead to the foot."""
        return "\n".join(filter(None, (self.header, self.body, self.footer)))


def shown(data: bytes, name: str) -> Shown:
    """What a reader sees of a Word file. Raises ToolkitError where it is none."""
    package = opened(data, name)

    def of(places: tuple[str, ...]) -> str:
        lines = (
            line for where in places for part in package.texts if part.where == where for line in _lines(part.root)
        )
        return "\n".join(lines)

    return Shown(of(_BEFORE), of(_BODY), of(_AFTER), package.faults)


def plain(text: str) -> str:
    """A text as it is compared: one form of accents, single blanks, no blank lines."""
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(filter(None, lines))


def _lines(root: Element) -> list[str]:
    return plain("".join(_pieces(root, _Fields()))).splitlines()


class _Fields:
    """Word's own fields while a part is read: whether what is being read is the result of one that counts pages."""

    def __init__(self) -> None:
        self._open: list[list[str]] = []
        self._results: list[bool] = []

    @property
    def counting(self) -> bool:
        return any(self._results)

    def character(self, kind: str) -> None:
        """Take the beginning, the middle or the end of a field."""
        if kind == "begin":
            self._open.append([])
            self._results.append(False)
        elif kind == "separate" and self._open:
            words = "".join(self._open[-1]).split()
            self._results[-1] = bool(words) and words[0].upper() in _PAGE_NUMBERS
        elif kind == "end" and self._open:
            self._open.pop()
            self._results.pop()

    def instruction(self, text: str) -> None:
        """Take a piece of a field's instruction."""
        if self._open:
            self._open[-1].append(text)


def _pieces(element: Element, fields: _Fields) -> Iterator[str]:
    """The texts below an element in their order; a paragraph begins and ends a line."""
    for child in element:
        tag = local(child)
        if tag == "Fallback":  # what stands beside it, again for older programs
            continue
        if tag == "fldChar":
            fields.character(next((value for key, value in child.items() if key.endswith("fldCharType")), ""))
        elif tag == "instrText":
            fields.instruction(child.text or "")
        elif tag == "fldSimple" and _counts(child):
            continue
        elif tag == "t":
            yield "" if fields.counting else child.text or ""
        elif tag == "sym":
            yield next((chr(int(value, 16)) for key, value in child.items() if key.endswith("}char")), "")
        elif tag in _BREAKS and local(element) == "r":
            yield _BREAKS[tag]
        else:
            yield "\n" if tag == "p" else ""
            yield from _pieces(child, fields)
            yield "\n" if tag == "p" else ""


def _counts(field: Element) -> bool:
    """Whether a simple field counts pages."""
    words = next((value for key, value in field.items() if key.endswith("}instr")), "").split()
    return bool(words) and words[0].upper() in _PAGE_NUMBERS
