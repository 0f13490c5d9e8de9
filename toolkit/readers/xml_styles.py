"""The styles of an XML spreadsheet of 2003: named, each built on another, with number formats that have names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from toolkit.readers.styles import BUILT_IN, PLAIN, Look, look_of, outstanding

_NAMED = {
    "General Number": "General", "General Date": BUILT_IN[22], "Long Date": "dddd, mmmm dd, yyyy",
    "Medium Date": BUILT_IN[15], "Short Date": BUILT_IN[14], "Long Time": BUILT_IN[19], "Medium Time": BUILT_IN[18],
    "Short Time": BUILT_IN[20], "Currency": BUILT_IN[8],
    "Euro Currency": "[$€-2] #,##0.00_);[Red]([$€-2] #,##0.00)", "Fixed": BUILT_IN[2], "Standard": BUILT_IN[4],
    "Percent": BUILT_IN[10], "Scientific": BUILT_IN[11], "Yes/No": '"Yes";"Yes";"No"',
    "True/False": '"True";"True";"False"', "On/Off": '"On";"On";"Off"',
}  # fmt: skip
_NO_FILL = {"", "None", "Gray125", "Gray0625"}


class NamedStyles:
    """The looks of the styles in the order of the file, the first for cells without a style."""

    def __init__(self) -> None:
        """Start with the plain look."""
        self.looks: list[Look] = [PLAIN]
        self._numbers = {"": 0}
        self._last = 0

    def number(self, key: str) -> int:
        """The number of a style's look by its identifier; an unknown one is plain."""
        return self._numbers.get(key, 0)

    def take(self, element: str, attributes: Mapping[str, str]) -> None:
        """Take in an element: a style begins as the one it is built on, its parts then say what differs."""
        look = self.looks[self._last]
        if element == "Style":
            self._begin(attributes.get("ID", ""), attributes.get("Parent", "Default"))
        elif element == "NumberFormat":
            code = attributes.get("Format", "General")
            self._change(replace(look, format=look_of(_NAMED.get(code, code), (False, None), None).format))
        elif element == "Font":
            ink = _colour(attributes.get("Color", ""))
            own = {"colour": f"font:{ink}"} if ink else {}
            self._change(replace(look, struck=attributes.get("StrikeThrough") == "1", **own))
        elif element == "Interior" and attributes.get("Pattern", "") not in _NO_FILL and not look.colour:
            paint = _colour(attributes.get("Color", ""))
            self._change(replace(look, colour=f"fill:{paint}" if paint else None))

    def _begin(self, key: str, parent: str) -> None:
        self._last = self._numbers[key] = 0 if key == "Default" else len(self.looks)
        if self._last:
            self.looks.append(self.looks[self.number(parent)])

    def _change(self, look: Look) -> None:
        self.looks[self._last] = look


def _colour(text: str) -> str | None:
    """``#RRGGBB`` where it stands out."""
    return outstanding(text[1:].upper()) if text.startswith("#") and len(text) == 7 else None
