"""``boutique show``: everything the registers say of one piece or one client."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline


@click.command()
@click.argument("wanted", metavar="STOCK_NO|SERIAL|CLIENT")
@click.option("--client", is_flag=True, help="Look among clients only.")
@offline
@common
def show(common: Common, wanted: str, client: bool, offline: bool) -> None:
    r"""Show everything the registers say of one piece or one client, in order of time, each with its cell.

    A piece is found by its stock number or serial number, a client by number or name. This is for the house alone:
    costs, names and notes are shown as they stand.

    \b
    Examples:
      boutique show W0042
      boutique show "Mrs Ada Ashcombe"
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.reading import read_house
    from toolkit.produce.trace import find
    from toolkit.show.trace import trace_json, trace_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    trace, findings = find(read_settled(common, house, as_at), wanted, client=client)
    common.result(trace_json(trace, findings, as_at.isoformat(timespec="minutes")), trace_text(trace, findings))
