"""``boutique letters``: letters drafted by the registers, decided by a person, issued once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands.lettering import days, deciding, which
from toolkit.commands.options import Common, common

if TYPE_CHECKING:
    from toolkit.produce.letters import Verdict, Wanted

_FILE = click.Path(path_type=Path, dir_okay=False)
_MARKS = click.Path(path_type=Path, dir_okay=False, exists=True)
_kinds = click.argument("kinds", metavar="[OCCASION]...", nargs=-1)
_client = click.option("--client", default="", metavar="NO", help="Only the letters to one client, by number.")
_by = click.option("--by", default="", metavar="NAME", show_default="your login", help="Who decides: initials will do.")


@click.group()
def letters() -> None:
    """Draft letters to clients, have them reviewed, approve them, and issue what was approved.

    A letter is approved in its exact words. No letter is issued without, and none twice.
    """


@letters.command("draft")
@_kinds
@days
@_client
@click.option("--review", type=_FILE, metavar="FILE", help="Where to write the review workbook.")
@click.option("--overwrite", is_flag=True, help="Replace a review whose answers were not read.")
@common
def draft(common: Common, review: Path | None, overwrite: bool, wanted: Wanted) -> None:
    r"""Draft the letters of some days as Word files, and the workbook in which they are reviewed.

    A draft you edit in Word stays as it is. Exit code 4 while a letter waits for an answer, 3 where one is held,
    else 0.

    \b
    Examples:
      boutique letters draft --from 2026-12-01 --to 2026-12-31
      boutique letters draft birthday wedding --client C0012
    """
    from toolkit.commands.lettering import desk_of
    from toolkit.produce import letters_drafts
    from toolkit.show.letters import letters_json, letters_text
    from toolkit.show.letters_book import book

    house, desk = desk_of(common, wanted)
    made = letters_drafts.draft(house, desk, book(house), review=review, overwrite=overwrite, dry_run=common.dry_run)
    common.result(letters_json(desk, house.folder, made), letters_text(desk, house.folder, made))
    click.get_current_context().exit(desk.status())


@letters.command("review")
@_kinds
@days
@_client
@click.option("--marks", type=_MARKS, multiple=True, metavar="FILE", help="Read the answers of a review workbook.")
@click.option("--web", is_flag=True, help="Decide on a page in your browser, served on this computer alone.")
@click.option("--no-browser", is_flag=True, help="With --web: say the address, and open no browser.")
@_by
@common
def review(common: Common, marks: tuple[Path, ...], by: str, wanted: Wanted, *, web: bool, no_browser: bool) -> None:
    r"""Read the answers of the review workbook, or go through the letters here, one after the other.

    Without a terminal and without --marks the letters are listed. Exit codes as of 'draft'.

    \b
    Examples:
      boutique letters review
      boutique letters review --marks letters/drafts/2026-12/Review.xlsx --by CM
      boutique letters review --web
    """
    from toolkit.commands.lettering import converse, desk_of, read_marks
    from toolkit.commands.reviewing import sit
    from toolkit.show.letters import letters_json, letters_text

    taken = read_marks(common, *desk_of(common, wanted), marks, by) if marks else None
    if web:
        sit(common, wanted, by, browser=not no_browser)
    elif not marks:
        converse(common, *desk_of(common, wanted), by)
    house, desk = desk_of(common, wanted)
    common.result(letters_json(desk, house.folder, taken=taken), letters_text(desk, house.folder, taken=taken))
    click.get_current_context().exit(desk.status() if not (taken and taken.refused) else 3)


def _decided(common: Common, wanted: Wanted, verdict: Verdict, every: bool, by: str, note: str) -> None:
    from toolkit.commands.lettering import decided, desk_of
    from toolkit.show.letters import letters_json, letters_text

    house, desk = desk_of(common, wanted)
    decided(common, house, desk, wanted, verdict, every=every, by=by, note=note)
    _, desk = desk_of(common, wanted)
    common.result(letters_json(desk, house.folder), letters_text(desk, house.folder))
    click.get_current_context().exit(desk.status())


@letters.command("approve")
@which
@deciding
@common
def approve(common: Common, wanted: Wanted, every: bool, by: str, reason: str) -> None:
    """Approve letters in the words they have now; one that is held needs --reason."""
    _decided(common, wanted, "yes", every, by, reason)


@letters.command("refuse")
@which
@deciding
@common
def refuse(common: Common, wanted: Wanted, every: bool, by: str, reason: str) -> None:
    """Say that letters are not to go out."""
    _decided(common, wanted, "no", every, by, reason)


@letters.command("undo")
@which
@deciding
@common
def undo(common: Common, wanted: Wanted, every: bool, by: str, reason: str) -> None:
    """Take back what was said of letters."""
    _decided(common, wanted, "undone", every, by, reason)


@letters.command("write")
@which
@click.option("--words", required=True, metavar="TEXT", help="Your own paragraph; empty to take it out.")
@common
def write(common: Common, wanted: Wanted, words: str) -> None:
    """Put a paragraph of your own into a letter; it is then to be approved in its new words."""
    from toolkit.commands.lettering import desk_of, written
    from toolkit.show.letters import letters_json, letters_text

    house, desk = desk_of(common, wanted)
    written(common, house, desk, wanted, words)
    _, desk = desk_of(common, wanted)
    common.result(letters_json(desk, house.folder), letters_text(desk, house.folder))
    click.get_current_context().exit(desk.status())


@letters.command("issue")
@_kinds
@days
@_client
@click.option(
    "--envelope",
    default="DL",
    show_default=True,
    metavar="SIZE",
    help='The size of the envelopes: DL, C5; "" for none.',
)
@click.option(
    "--labels", default="", metavar="CODE", help="Sheets of labels too, by their maker's code, such as L7160."
)
@click.option("--first-label", type=click.IntRange(1), default=1, help="The first label that is still on the sheet.")
@click.option("--no-pdf", is_flag=True, help="Make Word files only, even where LibreOffice is there.")
@common
def issue(common: Common, no_pdf: bool, wanted: Wanted, envelope: str, labels: str, first_label: int) -> None:
    r"""Issue the letters that are approved: numbered, frozen, and put into one print run with their envelopes.

    A letter is issued once; run again after an interruption, and what is missing is done. What to note down in the
    register of contacts is written beside, never into it. Exit codes as of 'draft'.

    \b
    Examples:
      boutique letters issue
      boutique letters issue --dry-run
    """
    from toolkit.commands.lettering import desk_of
    from toolkit.produce import letters_issue
    from toolkit.produce.letters_run import Paper
    from toolkit.show.letters import issue_json, issue_text

    house, desk = desk_of(common, wanted)
    paper = Paper(envelope, labels, first_label)
    made = letters_issue.issue(house, desk, pdf=not no_pdf, dry_run=common.dry_run, paper=paper)
    common.result(issue_json(desk, made, house.folder), issue_text(desk, made, house.folder))
    click.get_current_context().exit(desk.status())
