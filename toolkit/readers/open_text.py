"""The texts inside one cell of an OpenDocument sheet: its paragraphs, and the comment pinned to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from toolkit.readers.open_values import KIND, OFFICE

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SPACES = 1000


@dataclass(slots=True)
class CellText:
    """A cell as it comes in: each piece of its text with the style of its letters, and its comment."""

    attributes: dict[str, str]
    pieces: list[tuple[str, str]] = field(default_factory=list)
    comment: list[str] = field(default_factory=list)
    paragraphs: int = 0
    _spans: list[str] = field(default_factory=list)
    _commenting: int = 0
    _writing: int = 0

    @property
    def shown(self) -> str:
        """The text of the cell as displayed."""
        return self.pieces[0][0] if len(self.pieces) == 1 else "".join(text for text, _ in self.pieces)

    @property
    def said(self) -> bool:
        """Whether the file says what the cell holds, be it an empty text."""
        return self.paragraphs > 0 or KIND in self.attributes

    @property
    def styled(self) -> bool:
        """Whether some letters have a style of their own."""
        return any(style for _, style in self.pieces)

    def write(self, text: str) -> None:
        """Take in letters; those outside paragraphs are the author and the date of a comment."""
        if self._writing and self._commenting:
            self.comment.append(text)
        elif self._writing:
            self.pieces.append((text, self._spans[-1] if self._spans else ""))

    def open_paragraph(self, _attributes: Mapping[str, str]) -> None:
        """Begin a paragraph on a line of its own."""
        self._writing += 1
        if self._commenting:
            if self.comment:
                self.comment.append("\n")
        else:
            if self.paragraphs:
                self.pieces.append(("\n", ""))
            self.paragraphs += 1

    def close_paragraph(self) -> None:
        """End a paragraph."""
        self._writing -= 1

    def open_span(self, attributes: Mapping[str, str]) -> None:
        """Begin letters with a style of their own."""
        self._spans.append(attributes.get(f"{_TEXT}style-name", ""))

    def close_span(self) -> None:
        """End them."""
        if self._spans:
            self._spans.pop()

    def open_comment(self, _attributes: Mapping[str, str]) -> None:
        """Begin the comment."""
        self._commenting += 1

    def close_comment(self) -> None:
        """End it."""
        self._commenting -= 1

    def spaces(self, attributes: Mapping[str, str]) -> None:
        """Write several spaces, which XML would make one."""
        count = attributes.get(f"{_TEXT}c", "1")
        self.write(" " * min(int(count) if count.isdecimal() and len(count) < 9 else 1, _SPACES))

    def tab(self, _attributes: Mapping[str, str]) -> None:
        """Write a tab."""
        self.write("\t")

    def line(self, _attributes: Mapping[str, str]) -> None:
        """Write the end of a line."""
        self.write("\n")


STARTS: Mapping[str, Callable[[CellText, Mapping[str, str]], None]] = {
    f"{_TEXT}p": CellText.open_paragraph,
    f"{_TEXT}span": CellText.open_span,
    f"{_TEXT}s": CellText.spaces,
    f"{_TEXT}tab": CellText.tab,
    f"{_TEXT}line-break": CellText.line,
    f"{OFFICE}annotation": CellText.open_comment,
}
ENDS: Mapping[str, Callable[[CellText], None]] = {
    f"{_TEXT}p": CellText.close_paragraph,
    f"{_TEXT}span": CellText.close_span,
    f"{OFFICE}annotation": CellText.close_comment,
}
