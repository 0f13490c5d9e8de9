"""The sentences with which a file is refused: what is wrong with it and the way out."""

from __future__ import annotations

from toolkit.findings import ToolkitError, column_letter

SURE_AREA = 5_000_000
"""Cells from A1 to the last filled one that need no second thought: memory is allotted for the rectangle."""
SURE_BOOK = 20_000_000
"""The same for all sheets of a file together."""
SPARSE = 50
"""Beyond that one cell in so many must be filled."""
AREA_LIMIT = 400_000_000

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


UNLOCK = (
    "Open it in Excel with the password, choose File, Info, Protect Workbook, Encrypt with Password, "
    "empty the box, and save a copy."
)


def encrypted(file: str, hint: str = UNLOCK) -> ToolkitError:
    """A workbook that needs a password."""
    return ToolkitError(
        f"{file}: the workbook is protected with a password, so nothing in it can be read", hint, code="encrypted"
    )


class Extents:
    """How far the sheets of one file reach, as they come in; what is mostly blank is refused before it is allotted."""

    def __init__(self, file: str) -> None:
        """Start with no sheet; ``file`` is the name to show."""
        self.file = file
        self.area = 0
        self.filled = 0

    def take(self, sheet: str, height: int, width: int, filled: int) -> None:
        """Refuse a sheet whose filled cells reach much farther than they are many, or many such sheets together."""
        area = height * width
        self.area, self.filled = self.area + area, self.filled + filled
        alone = area > AREA_LIMIT or (area > SURE_AREA and filled * SPARSE < area)
        if alone or (self.area > SURE_BOOK and self.filled * SPARSE < self.area):
            raise too_large(
                f"{self.file}, sheet {sheet}",
                f"its cells reach to {column_letter(width)}{height}, {height:,} rows by {width:,} columns, "
                "and most are blank",
                "In Excel press Ctrl+End to find the stray cell, delete the rows and columns after the last real one, "
                "and save.",
            )
