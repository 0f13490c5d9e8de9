"""``boutique check``: each register by itself, every finding with its cell."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.commands.working import Wanted, working
from toolkit.findings import Exit


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every finding, not a glance at each kind.")
@working
@offline
@common
def check(common: Common, everything: bool, offline: bool, wanted: Wanted) -> None:
    r"""Check the registers: what was read, and what is wrong, doubtful or worth knowing.

    No register is changed. What was found is remembered, so that the next check can say what is new and what was
    fixed. Exit code 3 where something holds a line back from a document, else 0.

    \b
    Examples:
      boutique check
      boutique check --workbook Worklist.xlsx
      boutique check --marks Worklist.xlsx --by Camille
      boutique check --acknowledge 3f9a0c51d2e84b76 --reason "the maker dates it so" --until 2027-04-30
      boutique check --json > findings.json
    """
    from toolkit.commands.asking import read_settled
    from toolkit.commands.working import settle
    from toolkit.produce.reading import read_house
    from toolkit.show.findings import table_json, tables_text
    from toolkit.show.work import work_json, work_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    made = settle(common, checked, "check", checked.found, wanted)
    document = {
        "schema": "boutique.check/1",
        "as_at": as_at.isoformat(timespec="minutes"),
        "registers": [table_json(table) for table in made.tables],
        **work_json(made),
    }
    parts = [f"As at {as_at:%Y-%m-%d %H:%M}.", tables_text(made.tables), work_text(made, everything=everything)]
    common.result(document, "\n\n".join(part for part in parts if part))
    click.get_current_context().exit(Exit.IN_DOUBT if made.held else Exit.DONE)
