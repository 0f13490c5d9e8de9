"""``boutique ledger``: what was issued, served again, withdrawn, proved and backed up."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common
from toolkit.findings import Exit

_STATES = click.Choice(("issued", "superseded", "withdrawn", "void", "reserved"))
_FOLDER = click.Path(path_type=Path, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)
_overwrite = click.option("--overwrite", is_flag=True, help="Replace a file that is there with other content.")
_by = click.option("--by", required=True, metavar="NAME", help="Who decides it: initials will do.")


@click.group()
def ledger() -> None:
    """Look up what was issued; print it again, withdraw it, prove that the ledger is whole, keep a copy of it.

    The ledger knows numbers, dates and digests. What was issued stands frozen beside it.
    """


@ledger.command("list")
@click.option("--kind", default="", metavar="WORD", help="Only one kind: schedule, dossier.")
@click.option("--subject", default="", metavar="STOCK_NO", help="Only what is of one piece, or of the house.")
@click.option("--state", type=_STATES, help="Only what is in one state; void shows numbers not used.")
@click.option("--since", default="", metavar="DATE", help="Only what happened on that day or later.")
@click.option("--until", default="", metavar="DATE", help="Only what happened on that day or earlier.")
@click.option("--current", is_flag=True, help="Leave out what a later revision replaced.")
@common
def list_(common: Common, state: str | None, **chosen: str | bool) -> None:
    r"""List every number that was given: its state, what it is of, its last event, and why it is void or withdrawn.

    \b
    Examples:
      boutique ledger list
      boutique ledger list --kind dossier --state withdrawn
    """
    from toolkit.produce.issued import Wanted, register
    from toolkit.show.ledger import list_json, list_text

    lines = register(common.house, Wanted(state=state or "", **chosen))  # type: ignore[arg-type] # click's own types
    common.result(list_json(lines), list_text(lines))


@ledger.command("show")
@click.argument("number")
@common
def show(common: Common, number: str) -> None:
    """Show one number: its history, its files and sources with their digests, what replaced what."""
    from toolkit.produce.issued import story
    from toolkit.show.ledger import story_json, story_text

    found = story(common.house, number)
    common.result(story_json(found), story_text(found))


@ledger.command("reprint")
@click.argument("number")
@click.option("--revision", type=click.IntRange(1), help="An earlier revision; else the last.")
@click.option("--to", type=_FOLDER, metavar="FOLDER", help="Where to put it; else among the house's documents.")
@_overwrite
@common
def reprint(common: Common, number: str, revision: int | None, to: Path | None, overwrite: bool) -> None:
    """Put the frozen copy of a document in place again, byte for byte; refused where it was altered.

    What was superseded or withdrawn is served only into a folder of its own.
    """
    from toolkit.produce.issued import reprint as serve
    from toolkit.show.ledger import reprint_json, reprint_text

    issued, files = serve(common.house, number, revision, to, overwrite=overwrite, dry_run=common.dry_run)
    common.result(reprint_json(issued, files), reprint_text(issued, files, dry_run=common.dry_run))


@ledger.command("export")
@click.argument("file", type=_FILE)
@_overwrite
@common
def export(common: Common, file: Path, overwrite: bool) -> None:
    """Write the whole register to a file: .xlsx, .csv or .json."""
    from toolkit.files import check_targets, write_all
    from toolkit.produce.issued import Wanted, end, register
    from toolkit.produce.reading import read_house
    from toolkit.render.wording import moment
    from toolkit.show.ledger import list_json
    from toolkit.show.ledger_export import export as exported

    house, as_at = read_house(common.house, common.as_at)
    lines = register(common.house, Wanted())
    imprint = {
        "house": house["house.name"].upper(),
        "imprint": f"Every number that was given, as at {moment(as_at, 'en')}.",
        "tip": f"End of the ledger: {end(common.house)}",
    }
    data = {file: exported(lines, file, common.house, imprint)}
    (check_targets if common.dry_run else write_all)(data, overwrite=overwrite)
    common.result(list_json(lines), f"{'Not written, a dry run' if common.dry_run else 'Written'}: {file}")


@ledger.command("audit")
@click.option("--noted", default="", metavar="END", help="An end of the ledger noted down earlier, as it was printed.")
@common
def audit(common: Common, noted: str) -> None:
    """Prove that the ledger is whole: every row, every frozen copy, every document in the house's folder.

    Exit code 1 where anything was changed, removed or added from outside. Note down the end it prints, away from this
    computer: with --noted, a ledger that was made anew or put back from an older copy is told later.
    """
    from toolkit.produce.issued import audit as audited
    from toolkit.show.ledger import audit_json, audit_text

    found = audited(common.house, noted)
    common.result(audit_json(found), audit_text(found))
    click.get_current_context().exit(Exit.FAILED if found.troubles else Exit.DONE)


@ledger.command("withdraw")
@click.argument("number")
@click.option("--reason", required=True, metavar="WORDS", help="Why it holds no longer; name no client.")
@_by
@common
def withdraw(common: Common, number: str, reason: str, by: str) -> None:
    r"""Withdraw the document in force under a number; it stays in the ledger, and 'boutique verify' says so.

    \b
    Example:
      boutique ledger withdraw D-2026-004 --reason "wrong movement number" --by CM
    """
    from toolkit.produce.issued import withdraw as withdrawn
    from toolkit.produce.reading import read_house
    from toolkit.show.ledger import withdrawn_json

    _, at = read_house(common.house, common.as_at)
    issued = withdrawn(common.house, number, reason, by, at=at, dry_run=common.dry_run)
    files = ", ".join(name for name, _ in issued.files)
    deed = "would be withdrawn" if common.dry_run else "is withdrawn"
    words = f"{number}, revision {issued.revision} {deed}. Take its copies out of use: {files}."
    common.result(withdrawn_json(issued, reason, by), words)


@ledger.command("accept")
@click.option("--reason", required=True, metavar="WORDS", help="What happened to the ledger.")
@_by
@common
def accept(common: Common, reason: str, by: str) -> None:
    """Go on from a ledger that was put back from an older copy, where there is no newer one.

    It is recorded for good. Numbers that documents in the house's folder bear, and the ledger lost, become void.
    Read 'boutique ledger audit' first.
    """
    from toolkit.produce.issued import accept as accepted
    from toolkit.produce.reading import read_house

    _, at = read_house(common.house, common.as_at)
    accepted(common.house, reason, by, at=at, dry_run=common.dry_run)
    document = {"schema": "boutique.ledger.accepted/1", "reason": reason, "who": by, "at": at.isoformat()}
    common.result(document, "A dry run: nothing was recorded." if common.dry_run else "Recorded: the ledger goes on.")


@ledger.command("answers")
@common
def answers(common: Common) -> None:
    """Show what people said of who is who: the day, by whom, of which rows, and what was taken back."""
    from toolkit.produce.judging import history
    from toolkit.produce.reading import read_house
    from toolkit.show.judging import history_json, history_text

    house, _ = read_house(common.house, common.as_at)
    told = history(house)
    common.result(history_json(told), history_text(told))


@ledger.command("backup")
@click.argument("file", type=_FILE)
@_overwrite
@common
def backup(common: Common, file: Path, overwrite: bool) -> None:
    r"""Write the ledger and every frozen copy to one ZIP, safely also while other commands run.

    To restore, unpack it in the house's folder. It holds what was issued to clients: keep it as you keep that.

    \b
    Example:
      boutique ledger backup /media/stick/ledger-2026-10-31.zip
    """
    from toolkit.produce.backup import backup as backed_up
    from toolkit.show.ledger import backup_json

    made = backed_up(common.house, file, overwrite=overwrite, dry_run=common.dry_run)
    deed = "would be written" if common.dry_run else "written"
    common.result(
        backup_json(made), f"Backup {deed}: {file}, {made.documents} documents. End of the ledger: {made.tip}"
    )
