"""Links in a workbook of ours that open the very cell of a register, as far as the register's program can be told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from toolkit.findings import Place
from toolkit.house import House
from toolkit.records import TableRead
from toolkit.render.xlsx import CellValue, Formula

LONGEST_LINK = 255  # the most a text within a formula may have


class Links:
    """From a place to a link that opens the very cell, as far as the file's program can be told."""

    def __init__(self, tables: Iterable[TableRead], house: House, folder: Path) -> None:
        """Find once what is the same for every cell of a file; ``folder`` is where the workbook will stand."""
        self.starts = {setting.file: _start(house, setting.file, setting.url, folder) for setting in house.sources}
        self.online = {setting.file for setting in house.sources if setting.url}
        self.tabs = {(table.source.file, table.source.sheet): table.source.tab for table in tables}

    def link(self, place: Place) -> CellValue:
        """The file and sheet in words, as a link where the place is in a register of the house."""
        words = f"{place.file}, {place.sheet}" if place.sheet else place.file
        start = self.starts.get(place.file)
        target = f"{start}{self._spot(place)}" if start else ""
        if not target or len(target) > LONGEST_LINK or len(words) > LONGEST_LINK:
            return words
        return Formula(words, f'HYPERLINK("{_quoted(target)}","{_quoted(words)}")')

    def _spot(self, place: Place) -> str:
        """What leads to the cell within the file; a text file has no such thing."""
        if place.sheet is None:
            return ""
        cell = place.cell or f"A{place.row or 1}"
        if place.file in self.online:
            tab = self.tabs.get((place.file, place.sheet))
            return "" if tab is None else f"#gid={tab}&range={cell}"
        sheet = place.sheet.replace("'", "''")
        return f"#'{sheet}'!{cell}"


def _start(house: House, file: str, url: str | None, folder: Path) -> str:
    """How a link to a register begins: its address, or its path as seen from the workbook's folder."""
    if url:
        return f"{url}/edit"
    path = (house.folder / file).resolve()
    try:
        seen = Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        seen = path.as_posix()
    return seen.replace("%", "%25").replace("#", "%23")


def _quoted(text: str) -> str:
    """A text within a formula."""
    return text.replace('"', '""')
