"""Workbooks that a password protects: opened with one that is known, or refused with what to type.

Excel gives a workbook that is only marked read-only a password of its own, the same in every copy of Excel.
The work is bounded: a file may ask for a password to be worked over millions of times.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import PurePath

import olefile

from toolkit.findings import ToolkitError
from toolkit.passwords import command, kept
from toolkit.readers.old_locked import unlocked
from toolkit.readers.old_records import find_stream
from toolkit.readers.package import local, tree_of
from toolkit.readers.refusals import damaged, encrypted
from toolkit.readers.signatures import COMPOUND

VARIABLE = "BOUTIQUE_PASSWORD"
ENTRY = "workbook"
"""In the keyring a password stands under the workbook's own name, or under this word for all."""
MOST_ROUNDS = 1_000_000
"""Excel and LibreOffice ask for 100,000."""

_OF_EXCEL = "VelvetSweatshop"
_AGILE = b"\x04\x00\x04\x00"
_LONGEST_HEAD = 1 << 20
_WAYS_OUT = (
    "Type export {variable}='its password' (on Windows: set {variable}=its password) and run again, "
    "or keep it for good: {command}. Or save a copy without a password in Excel: File, Info, Protect Workbook."
)


def opened(data: bytes, file: str) -> tuple[bytes, tuple[str, ...]]:
    """What a locked workbook holds, and how it was opened; refused where no known password opens it."""
    stream = None if _is_package(data, file) else _stream(data, file)
    tried = []
    for password, where in _passwords(file):
        try:
            content = _unpacked(data, password) if stream is None else unlocked(stream, password)
        except Exception as error:  # damage and hostility show as anything at all in the program that unlocks
            raise damaged(file, "it is protected in a way that is unknown or does not hold together") from error
        if content is not None:
            return content, (f"protected, and opened with {where}",)
        tried.append(where)
    hint = _WAYS_OUT.format(variable=VARIABLE, command=command(PurePath(file).name))
    if not tried[1:]:
        raise encrypted(file, hint)
    why = f"{tried[1]} does not open it" if len(tried) == 2 else f"none of these opens it: {', '.join(tried[1:])}"
    raise ToolkitError(
        f"{file}: the workbook is protected, and {why}", f"Check it for a slip. {hint}", code="encrypted"
    )


def _passwords(file: str) -> Iterator[tuple[str, str]]:
    """Every known password that may open the file, and where it stands; Excel's own first. None is ever shown."""
    yield _OF_EXCEL, "Excel's own password"
    if given := os.environ.get(VARIABLE):
        yield given, f"the password in {VARIABLE}"
    for entry in (PurePath(file).name, ENTRY):
        if found := kept(entry):
            yield found, f"the password in the keyring under {entry}"


def _is_package(data: bytes, file: str) -> bool:
    """Whether it is a workbook since 2007; one that would keep the computer busy is refused before it can."""
    if not data.startswith(COMPOUND):
        return False
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as storage:
            if not storage.exists("EncryptionInfo"):
                return False
            head = storage.openstream("EncryptionInfo").read(_LONGEST_HEAD)
        keys = tree_of(head[8:]).iter() if head.startswith(_AGILE) else ()
        rounds = max((int(key.get("spinCount", "0")) for key in keys if local(key.tag) == "encryptedKey"), default=0)
    except Exception as error:
        raise damaged(file, "how it is protected cannot be read") from error
    if rounds > MOST_ROUNDS:
        raise damaged(file, f"it asks for its password to be worked over {rounds:,} times")
    return True


def _stream(data: bytes, file: str) -> bytes:
    """The records of an old workbook, with or without the compound file around them."""
    found = find_stream(data, file) if data.startswith(COMPOUND) else data
    if found is None:
        raise damaged(file, "it is protected and holds no workbook")
    return found


def _unpacked(data: bytes, password: str) -> bytes | None:
    """The package inside, None where this is not the password."""
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    content = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        book.load_key(password=password, verify_password=True)
        book.decrypt(content)
    except InvalidKeyError:
        return None
    return content.getvalue()
