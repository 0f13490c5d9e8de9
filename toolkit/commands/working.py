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
    from toolkit.produce.judging import Judging, WhoIsWho
    from toolkit.produce.marks import Worklist
    from toolkit.produce.reading import Checked
    from toolkit.produce.spoken import Spoken
    from toolkit.produce.work import Verb, Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files are wanted of a run, and which lists are to be read back."""

    workbook: Path | None
    html: Path | None
    marks: tuple[Path, ...]
    by: str
    overwrite: bool
    spoken: Spoken

    def lists(self, house: House) -> list[Worklist]:
        """The lists to read back, the one about to be replaced too: no mark in it is lost."""
        from toolkit.produce.marked import read_list

        paths = [*self.marks, *_standing(self, house)]
        return [read_list(path) for path in {path.resolve(): path for path in paths}.values()]


_FILE = click.Path(path_type=Path, dir_okay=False)
_OPTIONS = (
    click.option("--workbook", type=_FILE, metavar="FILE", help="Write the worklist: an Excel workbook to mark."),
    click.option("--html", type=_FILE, metavar="FILE", help="Write the findings as one page for the browser."),
    click.option("--marks", type=_FILE, metavar="FILE", multiple=True,
                 help="Read the marks in a worklist: done, not a fault, or known; cleared ones are taken back."),
    click.option("--acknowledge", metavar="MARK", multiple=True,
                 help="Know of a finding until a day: it stays apart, and releases nothing. --all shows the marks."),
    click.option("--reason", default="", metavar="TEXT", help="Why it may stay so, without a client's name."),
    click.option("--until", default="", metavar="DATE", help="The last day it stays apart, such as 2027-04-30."),
    click.option("--take-back", metavar="MARK", multiple=True, help="Take back what was said of a finding."),
    click.option("--by", default="", metavar="NAME", help="Who says so, where the list does not tell."),
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
        spoken = _spoken(rest)
        return command(*args, wanted=Wanted(workbook, html, marks, by, overwrite, spoken), **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _spoken(options: dict[str, Any]) -> Spoken:
    """What is said on the command line itself, taken out of the options of a command."""
    from toolkit.produce.spoken import Spoken

    acknowledged, reason, until, back = (options.pop(name) for name in ("acknowledge", "reason", "until", "take_back"))
    return Spoken(acknowledged, reason, until, back)


def settle(
    common: Common,
    checked: Checked,
    verb: Verb,
    findings: Sequence[Finding],
    wanted: Wanted,
    judged: tuple[Judging, WhoIsWho] | None = None,
) -> Work:
    """The work of a run: marks read, files written, everything remembered; with ``--dry-run`` only tried.

    ``judged`` is what was said of who is who; else the answers in the lists are kept for the next reconciliation.
    All is made in memory first. Raises ToolkitError where a file cannot be written or a list cannot be read.
    """
    from dataclasses import replace

    from toolkit.files import Staged, check_targets
    from toolkit.produce.work import remember, work

    lists = wanted.lists(checked.house)
    session, who = judged or (_answered(checked, lists, wanted.by), None)
    made = work(checked, verb, findings, lists, wanted.by, wanted.spoken)
    files = _files(made, checked.house, wanted, who)
    if common.dry_run:
        check_targets(files, overwrite=wanted.overwrite)
        return made
    with Staged(files, overwrite=wanted.overwrite) as staged:
        session.remember()
        note = remember(checked.house, made)
        staged.commit()
    for path in files:
        common.say(f"Written: {path}")
    return replace(made, notes=tuple(dict.fromkeys((*made.notes, *filter(None, [note])))))


def _answered(checked: Checked, lists: Sequence[Worklist], by: str) -> Judging:
    """The answers of who is who in lists that are read beside a check."""
    from toolkit.produce.judging import Judging

    session = Judging(checked, by)
    session.read(lists)
    return session


def _standing(wanted: Wanted, house: House) -> list[Path]:
    """The worklist that is there already. Raises ToolkitError for a target that must not be written over."""
    from toolkit.findings import ToolkitError

    check_names(house, wanted.workbook, wanted.html)
    if wanted.workbook is None or not wanted.workbook.exists():
        return []
    if not wanted.overwrite:
        raise ToolkitError(
            f"{wanted.workbook} exists already. Nothing was written.",
            "Add --overwrite to replace it: the marks in it are read first and none is lost.",
            code="exists",
        )
    return [wanted.workbook]


def check_names(house: House, workbook: Path | None, html: Path | None) -> None:
    """Raise ToolkitError (usage) for a file that is a register, or a workbook that has no workbook's name."""
    from toolkit.findings import Exit, ToolkitError

    registers = {house.path(setting) for setting in house.sources if not setting.url}
    for path in filter(None, (workbook, html)):
        if path.resolve() in registers:
            raise ToolkitError(
                f"{path} is a register of this house, and registers are never written to.",
                "Choose another name for the file.",
                code="register",
                status=Exit.USAGE,
            )
    if workbook and workbook.suffix.lower() != ".xlsx":
        raise ToolkitError(
            f"--workbook {str(workbook)!r} is no name for an Excel workbook.",
            "Let it end in .xlsx, for example Worklist.xlsx.",
            code="usage",
            status=Exit.USAGE,
        )


def _files(made: Work, house: House, wanted: Wanted, who: WhoIsWho | None) -> dict[Path, bytes]:
    """The files that are wanted, in memory."""
    files: dict[Path, bytes] = {}
    if wanted.workbook:
        from toolkit.show.worklist import TEMPLATE, worklist
        from toolkit.templates import template

        blank = template(TEMPLATE, "workbook_templates", house.folder)
        files[wanted.workbook] = worklist(made, house, wanted.workbook, blank.read_bytes(), name=blank.name, who=who)
    if wanted.html:
        from toolkit.show.report_page import page

        files[wanted.html] = page(made, folder=house.folder / "html").encode()
    return files
