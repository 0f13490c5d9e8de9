"""What check and reconcile share: the worklist they write and read back, the page, and what the house remembers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.options import Common

if TYPE_CHECKING:
    from toolkit.findings import Finding
    from toolkit.house import House
    from toolkit.produce.marks import Worklist
    from toolkit.produce.reading import Checked
    from toolkit.produce.work import Verb, Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are wanted of a run, and which lists are to be read back."""

    workbook: Path | None
    html: Path | None
    marks: tuple[Path, ...]
    by: str
    overwrite: bool


_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option("--workbook", type=_FILE, metavar="FILE", help="Write the worklist: an Excel workbook to mark."),
    click.option("--html", type=_FILE, metavar="FILE", help="Write the findings as one page for the browser."),
    click.option("--marks", type=_FILE, metavar="FILE", multiple=True,
                 help="Read the marks in a worklist: done, or not a fault; cleared ones are taken back."),
    click.option("--by", default="", metavar="NAME", help="Who made the marks, where the list does not say."),
    click.option("--overwrite", is_flag=True,
                 help="Replace a worklist or a page that is there; the marks in the list are read first."),
)  # fmt: skip


def working(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of lists and pages, passed to it as one :class:`Wanted`."""

    @wraps(command)
    def wrapped(
        *args: Any, workbook: Path | None, html: Path | None, marks: tuple[Path, ...], by: str, overwrite: bool,
        **rest: Any,
    ) -> Any:  # fmt: skip
        return command(*args, wanted=Wanted(workbook, html, marks, by, overwrite), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def settle(common: Common, checked: Checked, verb: Verb, findings: Sequence[Finding], wanted: Wanted) -> Work:
    """The work of a run: marks read, files written, everything remembered; with ``--dry-run`` only tried.

    All is made in memory first. Raises ToolkitError where a file cannot be written or a list cannot be read.
    """
    from dataclasses import replace

    from toolkit.files import Staged, check_targets
    from toolkit.produce.work import remember, work

    made = work(checked, verb, findings, _lists(checked.house, wanted), wanted.by)
    files = _files(made, checked.house, wanted)
    if common.dry_run:
        check_targets(files, overwrite=wanted.overwrite)
        return made
    with Staged(files, overwrite=wanted.overwrite) as staged:
        note = remember(checked.house, made)
        staged.commit()
    for path in files:
        common.say(f"Written: {path}")
    return replace(made, notes=tuple(dict.fromkeys((*made.notes, *filter(None, [note])))))


def _lists(house: House, wanted: Wanted) -> list[Worklist]:
    """The lists to read back, the one about to be replaced too: no mark in it is lost."""
    from toolkit.produce.marks import read_list

    paths = [*wanted.marks, *_standing(wanted, house)]
    return [read_list(path) for path in {path.resolve(): path for path in paths}.values()]


def _standing(wanted: Wanted, house: House) -> list[Path]:
    """The worklist that is there already. Raises ToolkitError for a target that must not be written over."""
    from toolkit.findings import Exit, ToolkitError

    registers = {house.path(setting) for setting in house.sources if not setting.url}
    for path in filter(None, (wanted.workbook, wanted.html)):
        if path.resolve() in registers:
            raise ToolkitError(
                f"{path} is a register of this house, and registers are never written to.",
                "Choose another name for the file.",
                code="register",
                status=Exit.USAGE,
            )
    if wanted.workbook is None:
        return []
    if wanted.workbook.suffix.lower() != ".xlsx":
        raise ToolkitError(
            f"--workbook {str(wanted.workbook)!r} is no name for an Excel workbook.",
            "Let it end in .xlsx, for example Worklist.xlsx.",
            code="usage",
            status=Exit.USAGE,
        )
    if not wanted.workbook.exists():
        return []
    if not wanted.overwrite:
        raise ToolkitError(
            f"{wanted.workbook} exists already. Nothing was written.",
            "Add --overwrite to replace it: the marks in it are read first and none is lost.",
            code="exists",
        )
    return [wanted.workbook]


def _files(made: Work, house: House, wanted: Wanted) -> dict[Path, bytes]:
    """The files that are wanted, in memory."""
    files: dict[Path, bytes] = {}
    if wanted.workbook:
        from toolkit.show.worklist import TEMPLATE, worklist
        from toolkit.templates import template

        blank = template(TEMPLATE, "workbook_templates", house.folder)
        files[wanted.workbook] = worklist(made, house, wanted.workbook, blank.read_bytes(), name=blank.name)
    if wanted.html:
        from toolkit.show.report_page import page

        files[wanted.html] = page(made, folder=house.folder / "html").encode()
    return files
