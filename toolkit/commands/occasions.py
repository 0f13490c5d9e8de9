"""``boutique occasions``: who is to be written to and when, what is held back, and why."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common
from toolkit.findings import Exit


@click.command()
@click.option("--from", "first", metavar="DATE", show_default="today", help="The first day to look at.")
@click.option("--to", "last", metavar="DATE", show_default="31 days later", help="The last day to look at.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write the days to write as a calendar file too; it names clients by number only.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a calendar file that is there with other content.")
@common
def occasions(common: Common, first: str | None, last: str | None, ics: Path | None, overwrite: bool) -> None:
    r"""List the occasions to write to clients: birthdays, anniversaries, services due, what follows a sale or a repair.

    Each says why, since when, what was last said and what is open. What holds a letter back stands beside it, with the
    cell, and what would release it. Exit code 3 where a letter is held, else 0.

    \b
    Examples:
      boutique occasions --from 2026-12-01 --to 2026-12-31
      boutique occasions --ics Letters.ics
    """
    from toolkit.files import check_targets, write_all
    from toolkit.produce.occasions import find
    from toolkit.produce.reading import read_house
    from toolkit.show.occasions import calendar, occasions_json, occasions_text

    house, as_at = read_house(common.house, common.as_at)
    found = find(house, as_at, first, last)
    written = ""
    if ics:
        data = {ics: calendar(found, house["house.name"])}
        (check_targets if common.dry_run else write_all)(data, overwrite=overwrite)
        written = f"{'Not written, a dry run' if common.dry_run else 'Calendar'}: {ics}"
    common.result(occasions_json(found, str(ics) if ics else None), occasions_text(found, written))
    click.get_current_context().exit(Exit.IN_DOUBT if found.judged.held else Exit.DONE)
