"""``boutique unlock``: the cells to fill first, what each releases, and how complete the registers are."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.option("--first", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="How many answers to show, and to count together.")  # fmt: skip
@click.option("--all", "everything", is_flag=True, help="Show every answer, and every field of the scorecard.")
@click.option(
    "--workbook", type=_FILE, metavar="FILE", help="Write the list as an Excel workbook, with links to the cells."
)
@click.option("--html", type=_FILE, metavar="FILE", help="Write it as one page for the browser.")
@click.option("--overwrite", is_flag=True, help="Replace a workbook or a page that is there.")
@offline
@common
def unlock(  # noqa: PLR0913 - the options of the command
    common: Common, *, first: int, everything: bool, workbook: Path | None, html: Path | None, overwrite: bool,
    offline: bool,
) -> None:  # fmt: skip
    r"""List the cells that hold documents back, those first that release the most for the least.

    A line of the schedule, a dossier, a piece in a brand's report is released when all it waits for is answered; so
    each is promised only with the last of its answers. Beneath stands how complete the registers are, beside the last
    run of an earlier day. No register is changed. Exit code 3 where something is held back, else 0.

    \b
    Examples:
      boutique unlock
      boutique unlock --first 25 --workbook Unlock.xlsx
      boutique unlock --html Unlock.html
      boutique unlock --json > unlock.json
    """
    from toolkit.commands.asking import read_settled
    from toolkit.commands.unlocking import written
    from toolkit.produce.reading import read_house
    from toolkit.produce.unlock import unlock as unlocked
    from toolkit.show.unlock import unlock_json, unlock_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    made = unlocked(checked)
    common.say(written(common, made, checked, workbook=workbook, html=html, overwrite=overwrite))
    opening = f"As at {as_at:%Y-%m-%d %H:%M}."
    common.result(unlock_json(made), f"{opening}\n\n{unlock_text(made, first=first, everything=everything)}")
    click.get_current_context().exit(Exit.IN_DOUBT if made.held.all else Exit.DONE)
