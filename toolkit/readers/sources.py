"""A source by its name: a file, or the address of a Google spreadsheet with the copy of it the house keeps."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from toolkit.addresses import is_url
from toolkit.findings import Exit, ToolkitError
from toolkit.house import Copies, House, SourceSetting
from toolkit.readers.grid import Book
from toolkit.readers.open import read
from toolkit.readers.sheets import read_url
from toolkit.readers.snapshots import load_snapshot, save_snapshot, taken_at


def read_named(name: str, shown: str | None = None) -> Book:
    """The book behind a name as a person types it: a file that is there, or an address."""
    return read_url(name, shown) if is_url(name) and not Path(name).exists() else read(Path(name), shown)


def read_source(house: House, setting: SourceSetting) -> Book:
    """The book behind a source of the house; its name in messages is the one in boutique.toml.

    A Google spreadsheet comes from the kept copy only if the house was opened so; a new copy is kept where it may be.
    """
    if setting.url is None:
        return read(house.path(setting), setting.file)
    if house.copies is Copies.USE:
        return load_snapshot(house.folder, setting.url, house.zone, setting.file)
    try:
        book = read_url(setting.url, setting.file)
    except ToolkitError as error:
        copy = taken_at(house.folder, setting.url, house.zone)
        if error.status == Exit.OUTSIDE and copy:
            error.hint = f"{error.hint} Or add --offline to use {copy.partition(',')[0]}."
        raise
    if house.copies is Copies.KEEP:
        with suppress(ToolkitError):  # a house that cannot be written to is read all the same
            save_snapshot(house.folder, setting.url, book, datetime.now(UTC))
    return book
