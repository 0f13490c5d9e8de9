"""The comments of a sheet: notes of every age, and the threads of newer Excel with their replies."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from toolkit.readers.grid import Cell
from toolkit.readers.package import Related, local

NO_COMMENTS = "its comments could not be read"
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")


def column_number(letters: str) -> int:
    """The 1-based number of a column's letters: AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_of(reference: str | None) -> Cell | None:
    """The (row, column) of an address such as ``F17``, or None where it is not one."""
    match = _REFERENCE.match(reference or "")
    return (int(match[2]), column_number(match[1])) if match else None


def _xml_notes(package: Related, part: str) -> list[tuple[Cell, str]]:
    return _entries(package, part, "comment")


Notes = Callable[[Related, str], list[tuple[Cell, str]]]
"""How the notes of a part are read."""


def read_comments(package: Related, part: str, notes_of: Notes = _xml_notes) -> dict[Cell, str]:
    """The text of each comment of the sheet, the replies of a thread on lines of their own."""
    related = sorted(package.related(part).values())
    notes: dict[Cell, str] = {}
    threads: dict[Cell, list[str]] = {}
    for kind, path in related:
        if kind == "comments" and package.has(path):
            notes.update(notes_of(package, path))
        elif kind == "threadedComment" and package.has(path):
            for cell, text in _entries(package, path, "threadedComment"):
                threads.setdefault(cell, []).append(text)
    # Beside a thread Excel stores a note that only says the thread exists; the thread replaces it.
    return notes | {cell: "\n".join(texts) for cell, texts in threads.items()}


def _entries(package: Related, part: str, name: str) -> list[tuple[Cell, str]]:
    found = []
    for element in package.tree(part).iter():
        cell = cell_of(element.get("ref")) if local(element.tag) == name else None
        if cell:
            found.append((cell, _text(element).strip()))
    return found


def _text(element: Element) -> str:
    """The words of a comment, without the phonetic guides that East Asian text may carry."""
    if local(element.tag) == "rPh":
        return ""
    own = element.text or "" if local(element.tag) in {"t", "text"} else ""
    return own + "".join(_text(child) for child in element)
