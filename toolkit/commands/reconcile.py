"""``boutique reconcile``: registers against each other, every row accounted for."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.commands.working import Wanted, working
from toolkit.findings import Exit


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every row and every finding, not a glance at each kind.")
@working
@offline
@common
def reconcile(common: Common, everything: bool, offline: bool, wanted: Wanted) -> None:
    r"""Compare the registers with each other: stock with sales, repairs, movements, counts and the last schedule.

    Every row is matched, only in one register, to be decided by you, or left out with the reason; the sums of these
    are the sums of the registers. What one register shows by itself, 'boutique check' says. No register is changed.
    Exit code 3 where something holds a line back from a document, else 0.

    \b
    Examples:
      boutique reconcile
      boutique reconcile --workbook Differences.xlsx
      boutique reconcile --json > reconcile.json
    """
    from toolkit.commands.asking import read_settled
    from toolkit.commands.working import settle
    from toolkit.produce.reading import read_house
    from toolkit.produce.reconcile import reconciled
    from toolkit.show.reconcile import reconcile_json, reconcile_text
    from toolkit.show.work import work_json, work_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    made = reconciled(checked)
    work = settle(common, checked, "reconcile", made.findings, wanted)
    moment = as_at.isoformat(timespec="minutes")
    document = {"schema": "boutique.reconcile/1", "as_at": moment, **reconcile_json(made), **work_json(work)}
    opening = f"As at {as_at:%Y-%m-%d %H:%M}."
    parts = [opening, reconcile_text(made, everything=everything), work_text(work, everything=everything)]
    common.result(document, "\n\n".join(part for part in parts if part))
    blocked = any(item.finding.blocks for item in work.open)
    click.get_current_context().exit(Exit.IN_DOUBT if blocked else Exit.DONE)
