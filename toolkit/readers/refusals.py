"""The sentences with which a file is refused: what is wrong with it and the way out."""

from __future__ import annotations

from toolkit.findings import ToolkitError

SAVE_AGAIN = "Open it in Excel (or LibreOffice), choose Save As, Excel Workbook (.xlsx), and use the new file."


def damaged(file: str, why: str) -> ToolkitError:
    """A workbook or text whose content does not hold together."""
    return ToolkitError(
        f"{file}: the file is damaged: {why}",
        f"{SAVE_AGAIN} If Excel cannot open it either, take the copy from the last backup.",
        code="damaged",
    )


def too_large(file: str, why: str, hint: str) -> ToolkitError:
    """A file that would take more memory than any honest register."""
    return ToolkitError(f"{file}: refused because of its size: {why}", hint, code="too-large")


def foreign(file: str, what: str, hint: str = SAVE_AGAIN) -> ToolkitError:
    """A file of a kind that is not read here."""
    return ToolkitError(f"{file}: {what} cannot be read as a register", hint, code="foreign")


def encrypted(file: str) -> ToolkitError:
    """A workbook that needs a password."""
    return ToolkitError(
        f"{file}: the workbook is protected with a password, so nothing in it can be read",
        "Open it in Excel with the password, choose File, Info, Protect Workbook, Encrypt with Password, "
        "empty the box, and save a copy.",
        code="encrypted",
    )
