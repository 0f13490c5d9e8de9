"""A file's bytes, all of one moment, or one sentence that says why not. Opened for reading only, closed at once."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from toolkit.findings import ToolkitError
from toolkit.readers.refusals import foreign

_PIECE = 1 << 20
_EXCEL_LOCK = "~$"
_LIBRE_LOCK = (".~lock.", "#")
_CLOUD = (".", ".icloud")
_HELD = frozenset({32, 33})
"""What Windows says of a file that another program keeps to itself."""


def fetch(path: Path, file: str) -> bytes:
    """The file's bytes; ``file`` is its name in messages. One that changes meanwhile is refused, as is an empty one."""
    _refuse_companions(path.name, file)
    try:
        if path.is_dir():
            raise ToolkitError(
                f"{file}: this is a folder, not a file",
                "Name one file in it, for example with a slash and the file's name after the folder.",
                code="unreadable",
            )
        data = _of_one_moment(path)
    except OSError as error:
        raise _unreadable(error, path, file) from error
    if data is None:
        raise ToolkitError(
            f"{file}: the file changed while it was being read",
            "Somebody is saving it, or it is still on its way from the cloud. Wait a moment and run again.",
            code="changed",
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ToolkitError(
            f"{file}: the file is empty",
            "If it should not be, the copy or the download was cut off: fetch it again. "
            "A file that is only in the cloud must be opened once, so that it is here.",
            code="empty",
        )
    return data


def open_elsewhere(path: Path) -> tuple[str, ...]:
    """Say so where a lock file shows the workbook open: what is read is what was last saved."""
    programs = {f"{_EXCEL_LOCK}{path.name}": "Excel", path.name.join(_LIBRE_LOCK): "LibreOffice"}
    for lock, program in programs.items():
        if path.with_name(lock).exists():
            saved = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            return (f"open in {program}: read as last saved {saved:%Y-%m-%d %H:%M}; newer edits unseen",)
    return ()


def _refuse_companions(name: str, file: str) -> None:
    """Refuse what programs keep beside a file, with the name of the file itself."""
    for (before, after), what, hint in (
        ((_EXCEL_LOCK, ""), "the lock file Excel keeps while a workbook is open", "Name the workbook itself: {}"),
        (_LIBRE_LOCK, "the lock file LibreOffice keeps while a file is open", "Name the file itself: {}"),
        (_CLOUD, "what a Mac keeps in place of a file in the cloud", "Open {} once, so that it is here; then name it."),
    ):
        own = name.removeprefix(before).removesuffix(after)
        if name == f"{before}{own}{after}" and own != name:
            raise foreign(file, what, hint.format(own))


def _of_one_moment(path: Path) -> bytes | None:
    """The bytes, None where the file was written, replaced or cut while they were read: so it is read twice."""
    before = path.stat()
    data = path.read_bytes()
    with path.open("rb") as again:
        seen = memoryview(data)
        while piece := again.read(_PIECE):
            if seen[: len(piece)] != piece:
                return None
            seen = seen[len(piece) :]
    return None if seen or _state(path.stat()) != _state(before) else data


def _state(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _unreadable(error: OSError, path: Path, file: str) -> ToolkitError:
    """The sentence for what the system said."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        folder = path.parent
        near = sorted(entry.name for entry in folder.iterdir() if entry.is_file()) if folder.is_dir() else []
        there = f"In {folder.name or 'that folder'} there are: {', '.join(near[:8])}." if near else "Check the folder."
        return ToolkitError(f"{file}: there is no such file", there, code="not-found")
    if getattr(error, "winerror", None) in _HELD:
        return ToolkitError(
            f"{file}: another program keeps the file to itself", "Close it there and run again.", code="unreadable"
        )
    if isinstance(error, PermissionError):
        return ToolkitError(
            f"{file}: you have no right to read this file",
            "Ask its owner for the right to read it, or copy it to a folder of your own.",
            code="unreadable",
        )
    return ToolkitError(
        f"{file}: the file could not be read ({error.strerror or error})",
        "If it stands on a network drive or in the cloud, copy it to this computer and try again.",
        code="unreadable",
    )
