"""``boutique obligations``: what is owed to which brand, and when."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common
from toolkit.findings import Exit


@click.command()
@click.option("--until", metavar="DATE", show_default="31 days ahead", help="How far ahead to look.")
@click.option("--ics", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
              help="Write a calendar file too, for Outlook, Google or Apple Calendar.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Replace a calendar file that is there with other content.")
@common
def obligations(common: Common, until: str | None, ics: Path | None, overwrite: bool) -> None:
    r"""List which sell-through reports are owed to whom and when, overdue first, and how far each has come.

    What is agreed with a brand stands in its [[brand]] of boutique.toml. Exit code 3 where a report is overdue, else 0.

    \b
    Examples:
      boutique obligations
      boutique obligations --until 2027-01-31 --ics Reports.ics
    """
    from toolkit.files import check_targets, write_all
    from toolkit.produce.asked_day import asked_day
    from toolkit.produce.obligations import obligations as owed
    from toolkit.produce.reading import read_house
    from toolkit.show.obligations import calendar, obligations_json, obligations_text

    house, as_at = read_house(common.house, common.as_at)
    found = owed(house, as_at, asked_day("--until", until))
    written = ""
    if ics:
        data = {ics: calendar(found, as_at, house["house.name"])}
        (check_targets if common.dry_run else write_all)(data, overwrite=overwrite)
        written = f"{'Not written, a dry run' if common.dry_run else 'Calendar'}: {ics}"
    common.result(obligations_json(found, as_at, ics), obligations_text(found, as_at, written))
    click.get_current_context().exit(Exit.IN_DOUBT if any(one.overdue for one in found) else Exit.DONE)
