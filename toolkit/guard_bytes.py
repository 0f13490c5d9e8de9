"""Words in bytes of no known kind, and in the compound files of old programs (.xls, .doc, .msg, objects, macros).

Nobody knows there where a text begins, so every longer run of letters counts, of one byte or of two.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from struct import Struct

from toolkit.findings import ToolkitError
from toolkit.guard_words import Text
from toolkit.readers.old_records import find_stream, read_records

_RUN = re.compile(rb"[\x20-\x7e\xa0-\xff]{6,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e\xa0-\xff]\x00|[\x00-\xff][\x01-\x06\x1e\x20]){6,}")  # scripts a name may be in
_DECLARED = re.compile(rb"<\?xml[^>]*?encoding=[\"']([\w.-]+)")
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_FLAGS, _LOCKED = Struct("<10xH"), 0x0100  # of a Word document before 2007 (FibBase)
_BROKEN = (OSError, ValueError, IndexError, TypeError, AttributeError, RecursionError, MemoryError)


def runs(data: bytes) -> str:
    """The longer runs of letters, each on a line."""
    found = [run.decode("latin-1") for run in _RUN.findall(data)]
    return "\n".join((*found, *(run.decode("utf-16-le", "ignore") for run in _WIDE.findall(data))))


def decoded(data: bytes) -> str:
    """Text by its mark, by what its XML declares, else as UTF-8; what is not of it is replaced."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf \r\n\t")[:200])
    name = marked or (declared[1].decode("ascii") if declared else "utf-8-sig")
    try:
        return data.decode(name, "replace")
    except (LookupError, UnicodeError):
        return data.decode("utf-8-sig", "replace")


def compound(data: bytes) -> Iterator[Text]:
    """What a compound file says, stream by stream. Raises ToolkitError where it is locked or does not hold together."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            streams = {"/".join(path): file.openstream(path).read() for path in file.listdir()}
    except _BROKEN as error:
        raise unreadable("an old Office file in it is damaged") from error
    _require_open(data, streams.get("WordDocument", b""))
    yield Text("the names of its parts", "\n".join(streams))
    for part in (*streams.values(), data):  # the whole last: what belongs to no stream any more
        yield Text("", runs(part), rough=True)


def _require_open(data: bytes, letter: bytes) -> None:
    """Refuse what only a password opens: a workbook of any age, a letter of before 2007."""
    locked = len(letter) >= _FLAGS.size and _FLAGS.unpack_from(letter)[0] & _LOCKED
    try:
        workbook = find_stream(data, "")
        if workbook:
            read_records(workbook, "")
    except ToolkitError as error:
        locked = locked or error.code == "encrypted"  # else its letters are read as they stand
    if locked:
        raise unreadable("it is locked")


def unreadable(why: str) -> ToolkitError:
    """The refusal of a file that cannot be searched."""
    return ToolkitError(
        f"The finished document cannot be searched: {why}. It was not released.",
        "Leave out the file that was attached last, or save that file anew without a password, and run again.",
        code="unreadable",
    )
