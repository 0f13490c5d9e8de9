"""``boutique schedule``: the insurance schedule, XLSX and PDF, the monthly round, and what a loss would leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from toolkit.commands.options import Common, common, offline
from toolkit.commands.scheduling import Scheduling, scheduling
from toolkit.findings import Exit

if TYPE_CHECKING:
    from toolkit.produce.reading import Checked


@click.command()
@scheduling
@offline
@common
def schedule(common: Common, offline: bool, wanted: Scheduling) -> None:
    r"""Make the insurance schedule: what the house holds on a day, whose it is, where, and what it is worth.

    Every row of the stock register stands in one block: the total, in doubt, exceptions or excluded, with the
    reason. It is bridged from the last schedule issued and measured against the policy. Exit code 3 while anything
    is in doubt or an exception, has vanished, is explained by nothing, or is above a limit; else 0.

    \b
    Examples:
      boutique schedule --as-at 2026-10-31
      boutique schedule --month 2026-11
      boutique schedule --since "Schedule September.xlsx" --draft --format xlsx
      boutique schedule --pages W0042 --pages-above 50000
      boutique schedule --loss 10000 --situation window
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.reading import read_house
    from toolkit.registers import SCHEDULED

    house, as_at = read_house(common.house, wanted.moment(common.as_at), copies=common.copies(offline=offline),
                              insurance_basis=wanted.basis)  # fmt: skip
    checked = read_settled(common, house, as_at, () if wanted.month else SCHEDULED)
    code = _think(common, wanted, checked) if wanted.loss else _make(common, wanted, checked)
    click.get_current_context().exit(code)


def _make(common: Common, wanted: Scheduling, checked: Checked) -> int:
    """Make the schedule, or go round the month, and say what became of it."""
    from toolkit.produce.round import FORMATS_OF_A_ROUND, go_round
    from toolkit.produce.schedule import FORMATS, make, parse_formats
    from toolkit.show.round import round_text
    from toolkit.show.schedule import schedule_text
    from toolkit.show.schedule_json import schedule_json

    usual = FORMATS_OF_A_ROUND if wanted.month else FORMATS
    formats = parse_formats(wanted.formats) if wanted.formats is not None else usual
    made = make(
        checked, formats, wanted.asked, draft=wanted.draft, dry_run=common.dry_run, overwrite=wanted.overwrite
    )
    told = go_round(checked, made, wanted.month) if wanted.month else None
    folder = checked.house.folder
    text = round_text(told, folder) if told else schedule_text(made, folder)
    common.result(schedule_json(made, checked.house["insurance.basis"], told), text)
    return Exit.IN_DOUBT if made.unsettled else Exit.DONE


def _think(common: Common, wanted: Scheduling, checked: Checked) -> int:
    """Say what a loss would leave."""
    from toolkit.produce.loss import think
    from toolkit.show.loss import loss_text
    from toolkit.show.schedule_json import loss_json

    thought = think(checked, wanted.loss or "", wanted.situation)
    common.result(loss_json(thought), loss_text(thought))
    return Exit.DONE
