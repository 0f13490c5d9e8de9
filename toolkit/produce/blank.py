"""Blank registers: the workbooks a house begins with, copied to where they are to be filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolkit.checks.pieces import counted
from toolkit.files import check_targets, write_all
from toolkit.findings import Exit, ToolkitError
from toolkit.readers.examples import is_examples
from toolkit.readers.identify import find_tables
from toolkit.readers.mapping import identify
from toolkit.readers.open import read
from toolkit.readers.parse import Dialect
from toolkit.registers import REGISTERS
from toolkit.templates import template

FOLDER = "workbook_templates/registers"
LANGUAGES = ("en", "fr")
EVERY = "all"

NAMES = {
    "stock": ("Stock", "Stock"),
    "clients": ("Clients", "Clients"),
    "sales": ("Sales", "Ventes"),
    "provenance": ("Provenance", "Provenance"),
    "service": ("Repairs", "Réparations"),
    "movements": ("Movements", "Mouvements"),
    "suppliers": ("Suppliers", "Fournisseurs"),
    "contacts": ("Contacts", "Contacts"),
    "counts": ("Counts", "Inventaires"),
}
"""What each register's workbook and its sheet are called, in English and in French; the most needed come first."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank register to be written: which one, its language, where to."""

    register: str
    language: str
    path: Path


def name_of(register: str, language: str) -> str:
    """What a register's workbook and sheet are called in a language."""
    return NAMES[register][LANGUAGES.index(language)]


def blanks(register: str, target: Path | None, language: str, house: Path) -> tuple[Blank, ...]:
    """The blanks meant: of one register, or of every one. Without a target they go into the house's ``registers``.

    Raises ToolkitError (usage) for a register there is none of, or a name that is no workbook's.
    """
    known = [item.name for item in REGISTERS]
    folder = house / "registers"
    if register == EVERY:
        return tuple(Blank(name, language, _in(target or folder, name, language)) for name in NAMES)
    if register not in known:
        raise ToolkitError(
            f"There is no register {register!r}.",
            f"The registers are {', '.join(NAMES)}; or say {EVERY} for a blank of each.",
            code="usage",
            status=Exit.USAGE,
        )
    if target is None or target.is_dir():
        return (Blank(register, language, _in(target or folder, register, language)),)
    if target.suffix.casefold() != ".xlsx":
        raise ToolkitError(
            f"A blank register is an Excel workbook; {target.name} is none.",
            f"Call it {target.with_suffix('.xlsx').name}, or name a folder that is there.",
            code="usage",
            status=Exit.USAGE,
        )
    return (Blank(register, language, target),)


def _in(folder: Path, register: str, language: str) -> Path:
    return folder / f"{name_of(register, language)}.xlsx"


def write(wanted: Sequence[Blank], *, overwrite: bool, dry_run: bool) -> None:
    """Write the blanks, all or none. One that was filled in is never replaced, whatever is asked.

    Raises ToolkitError where a file stands that may not be replaced.
    """
    files = {blank.path: _bytes(blank) for blank in wanted}
    for path, data in files.items():
        if overwrite and path.is_file() and path.read_bytes() != data:
            _refuse_filled(path)
    if dry_run:
        check_targets(files, overwrite=overwrite)
    else:
        write_all(files, overwrite=overwrite)


def _bytes(blank: Blank) -> bytes:
    """The workbook; always the program's own, for HOUSE/registers holds the house's registers, not its templates."""
    ending = "" if blank.language == LANGUAGES[0] else f".{blank.language}"
    return template(f"{blank.register}{ending}.xlsx", FOLDER, None).read_bytes()


def _refuse_filled(path: Path) -> None:
    """Raise ToolkitError where the workbook at ``path`` holds rows: a register is only read, never replaced."""
    sheets = (grid for grid in read(path).grids if not is_examples(grid))
    rows = sum(table.rows_in for grid in sheets for table in find_tables(grid) if identify(table, Dialect()))
    if rows:
        raise ToolkitError(
            f"{path} holds {counted(rows, 'row')}; a filled register is never replaced.",
            "Choose another name for the blank one, or move that file away first.",
            code="exists",
        )
