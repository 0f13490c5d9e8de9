"""``boutique reconcile``: registers against each other, every row accounted for."""

from __future__ import annotations

import click

from toolkit.commands.judging import Asked, judged, judging
from toolkit.commands.options import Common, common, offline
from toolkit.commands.working import Wanted, working
from toolkit.findings import Exit


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every row and every finding, not a glance at each kind.")
@judging
@working
@offline
@common
def reconcile(common: Common, everything: bool, offline: bool, wanted: Wanted, asked: Asked) -> None:
    r"""Compare the registers with each other: stock with sales, repairs, movements, counts and the last schedule.

    Every row is matched, only in one register, to be decided by you, or left out with the reason; the sums of these
    are the sums of the registers. What one register shows by itself, 'boutique check' says. No register is changed.
    Rows that may be one client, household or supplier are asked about once; an answer is kept, and can be taken back.
    Exit code 3 where something holds a line back from a document, else 0.

    \b
    Examples:
      boutique reconcile
      boutique reconcile --workbook Differences.xlsx
      boutique reconcile --judge
      boutique reconcile --same C0012 "Clients.xlsx, sheet Clients, row 17" --by CM
      boutique reconcile --json > reconcile.json
    """
    from toolkit.commands.asking import read_settled
    from toolkit.commands.working import settle
    from toolkit.produce.reading import read_house
    from toolkit.produce.reconcile import reconciled
    from toolkit.show.judging import who_text
    from toolkit.show.reconcile import reconcile_json, reconcile_text
    from toolkit.show.work import work_json, work_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    session, who = judged(common, checked, asked, wanted)
    checked = session.judged()
    made = reconciled(checked)
    work = settle(common, checked, "reconcile", made.findings, wanted, (session, who))
    moment = as_at.isoformat(timespec="minutes")
    document = {"schema": "boutique.reconcile/1", "as_at": moment, **reconcile_json(made, who), **work_json(work)}
    opening = f"As at {as_at:%Y-%m-%d %H:%M}."
    told = (reconcile_text(made, everything=everything), who_text(who, everything=everything))
    parts = [opening, *told, work_text(work, everything=everything)]
    common.result(document, "\n\n".join(part for part in parts if part))
    click.get_current_context().exit(Exit.IN_DOUBT if work.held else Exit.DONE)
