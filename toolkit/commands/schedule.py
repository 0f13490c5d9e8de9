"""``boutique schedule``: the insurance schedule, XLSX and PDF."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit
from toolkit.settings import BASES


@click.command()
@click.option("--basis", type=click.Choice(tuple(BASES)), help="The basis of value, for this run.")
@click.option("--format", "formats", default="xlsx,pdf", show_default=True, help="What to make; xlsx needs no Pango.")
@click.option("--draft", is_flag=True, help="Print DRAFT: no number, no record.")
@click.option(
    "--overwrite", is_flag=True, help="Issue a revision where the same day has a schedule with other content."
)
@offline
@common
def schedule(common: Common, basis: str | None, formats: str, draft: bool, overwrite: bool, offline: bool) -> None:
    r"""Make the insurance schedule: what the house holds on a day, whose it is, where, and what it is worth.

    Every row of the stock register stands in one block: the total, in doubt, exceptions or excluded, with the
    reason. Exit code 3 while anything is in doubt or an exception, else 0.

    \b
    Examples:
      boutique schedule --as-at 2026-10-31
      boutique schedule --as-at 2026-10-31 --draft --format xlsx
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.reading import read_house
    from toolkit.produce.schedule import make, parse_formats
    from toolkit.registers import SCHEDULED
    from toolkit.show.schedule import schedule_json, schedule_text

    chosen = parse_formats(formats)
    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline), insurance_basis=basis)
    checked = read_settled(common, house, as_at, SCHEDULED)
    made = make(checked, chosen, draft=draft, dry_run=common.dry_run, overwrite=overwrite)
    common.result(schedule_json(made, house["insurance.basis"]), schedule_text(made, house.folder))
    unsettled = made.schedule.in_doubt or made.schedule.exceptions
    click.get_current_context().exit(Exit.IN_DOUBT if unsettled else Exit.DONE)
