"""Safe names: from any text to a file name that every system accepts."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST_NAME = 150  # bytes; leaves room for a deep folder on Windows and for a copy's "(2)"
LONGEST_SUFFIX = 12
_PLAIN = re.compile(r"[\w@:,./\\~-]+")
"""What no command line takes for more than letters."""

# Names Windows keeps for its devices, with any extension and in any case.
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])[ ]*(\.|$)", re.IGNORECASE)


def safe_name(text: str) -> str:
    """A file name for the text that every system accepts: one name, never a path, never empty or hidden.

    The same text gives the same name, and a safe name stays as it is. A name that is cut ends in a
    few digits of the whole text's digest, so that two long names that begin alike stay apart.
    """
    visible = "".join(_safe_character(character) for character in unicodedata.normalize("NFC", text))
    name = " ".join(unicodedata.normalize("NFC", visible).split()).lstrip(" .-").rstrip(" .")
    if RESERVED.match(name):
        name = f"_{name}"
    return _cut(name) or "unnamed"


def as_typed(text: str) -> str:
    """A name as it is typed on a command line: in double quotes, for the Windows prompt knows no others."""
    return text if _PLAIN.fullmatch(text) else f'"{text}"'


def _safe_character(character: str) -> str:
    """The character, a dash for a separator, a space for any blank, nothing for what cannot be seen."""
    if character in '<>:"/\\|?*':
        return "-"
    if character.isspace():
        return " "
    # Controls, direction overrides, halves of surrogate pairs, unassigned and private characters.
    return "" if unicodedata.category(character).startswith("C") else character


def _cut(name: str) -> str:
    """The name, or its beginning, a digest and its extension where it is too long."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, dot, suffix = name.rpartition(".")
    tail = f"~{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    if dot and stem and len(suffix.encode()) <= LONGEST_SUFFIX:
        tail += f".{suffix}"
    room = LONGEST_NAME - len(tail.encode())
    return name.encode()[:room].decode(errors="ignore").rstrip(" .") + tail
