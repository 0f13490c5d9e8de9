"""Whether the Google spreadsheets of a house can be read from here, tried one by one with a single question each."""

from __future__ import annotations

from pathlib import Path

from toolkit import house as houses
from toolkit.findings import ToolkitError
from toolkit.house import FILE
from toolkit.machine import Check, everywhere
from toolkit.readers.sheets import probe

NAME, PURPOSE = "Google Sheets", "a register of this house"


def connections(folder: Path) -> tuple[Check, ...]:
    """A check for each Google spreadsheet that boutique.toml names; none for a house without one, or not yet made."""
    if not (folder / FILE).is_file():
        return ()
    try:
        sources = houses.read(folder).sources
    except ToolkitError as error:
        return (Check("House file", error.message, PURPOSE, present=False, advice=everywhere(error.hint)),)
    return tuple(_tried(address) for address in dict.fromkeys(source.url for source in sources) if address)


def _tried(address: str) -> Check:
    try:
        found = probe(address)
    except ToolkitError as error:
        return Check(NAME, error.message, PURPOSE, present=False, advice=everywhere(error.hint))
    reader = f", read as {found.account}" if found.account else ""
    sheets = f"{len(found.sheets)} sheet{'s' if len(found.sheets) != 1 else ''}"
    return Check(NAME, f"“{found.title}”, {sheets}{reader}", PURPOSE)
