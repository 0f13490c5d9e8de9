"""What the styles of an OpenDocument sheet mean: number format, strike-through, colours, hidden sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from toolkit.readers.open_formats import STYLE, Formats
from toolkit.readers.package import local
from toolkit.readers.styles import Look, outstanding

_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ANCESTORS = 20
_PLACED = re.compile(r"\[\$[^]]+-[0-9A-F]+]")
"""A currency with its country: what a dollar is, is known."""
_DATA = frozenset({
    "number-style", "currency-style", "percentage-style", "date-style", "time-style", "boolean-style", "text-style",
})  # fmt: skip


class OpenStyles:
    """The styles of a document, common and automatic; looks are numbered as cells ask for them."""

    def __init__(self, sections: Iterable[Element]) -> None:
        """Take the sections of styles, the document's own last so that they win."""
        data: dict[str, Element] = {}
        self._styles: dict[tuple[str, str], Element] = {}
        for section in sections:
            for element in section:
                name, kind = element.get(f"{STYLE}name", ""), local(element.tag)
                if kind in _DATA:
                    data[name] = element
                elif kind == "style":
                    self._styles[element.get(f"{STYLE}family", ""), name] = element
        self._formats = Formats(data)
        self._numbers: dict[tuple[str, str], int] = {}
        self.looks: list[Look] = []

    def number(self, name: str, currency: str = "") -> int:
        """The number of the look of a cell's style; ``currency`` is the cell's own, where it has one."""
        key = (name, currency)
        if key not in self._numbers:
            self._numbers[key] = len(self.looks)
            self.looks.append(self._look(name, currency))
        return self._numbers[key]

    def struck(self, name: str) -> bool | None:
        """Whether a style of letters strikes them through; None where it does not say."""
        return _struck(_properties(self._chain("text", name), "text-properties"))

    def hidden(self, name: str) -> bool:
        """Whether a table's style hides the sheet."""
        return _properties(self._chain("table", name), "table-properties").get(f"{_TABLE}display") == "false"

    def _look(self, name: str, currency: str) -> Look:
        chain = self._chain("table-cell", name)
        text = _properties(chain, "text-properties")
        ink = _colour(text.get(f"{_FO}color", ""))
        paint = _colour(_properties(chain, "table-cell-properties").get(f"{_FO}background-color", ""))
        data = next((found for element in chain if (found := element.get(f"{STYLE}data-style-name"))), "")
        code = self._formats.code(data)
        if currency and not _PLACED.search(code or ""):
            code = self._formats.code(data, currency)
        return Look(code, _struck(text) or False, f"font:{ink}" if ink else f"fill:{paint}" if paint else None)

    def _chain(self, family: str, name: str) -> list[Element]:
        """A style and those it descends from, itself first, the family's default last."""
        chain: list[Element] = []
        while name and len(chain) < _ANCESTORS and (element := self._styles.get((family, name))) is not None:
            chain.append(element)
            name = element.get(f"{STYLE}parent-style-name", "")
        default = self._styles.get((family, "Default"))
        return chain if default is None or default in chain else [*chain, default]


def _properties(chain: list[Element], kind: str) -> Mapping[str, str]:
    """The properties of a kind, those of the style itself before those it inherits."""
    found: dict[str, str] = {}
    for element in reversed(chain):
        for properties in element.iter(f"{STYLE}{kind}"):
            found.update(properties.items())
    return found


def _struck(text: Mapping[str, str]) -> bool | None:
    said = [text[f"{STYLE}{name}"] for name in ("text-line-through-style", "text-line-through-type")
            if f"{STYLE}{name}" in text]  # fmt: skip
    return any(word != "none" for word in said) if said else None


def _colour(text: str) -> str | None:
    return outstanding(text[1:].upper()) if text.startswith("#") and len(text) == 7 else None
