"""``boutique check``: each register by itself, every finding with its cell."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit


@click.command()
@click.option("--all", "everything", is_flag=True, help="Show every finding, not a glance at each kind.")
@offline
@common
def check(common: Common, everything: bool, offline: bool) -> None:
    r"""Check the registers: what was read, and what is wrong, doubtful or worth knowing.

    Nothing is changed. Exit code 3 where something holds a line back from a document, else 0.

    \b
    Examples:
      boutique check
      boutique check --json > findings.json
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.reading import read_house
    from toolkit.show.findings import finding_json, findings_text, summary, table_json, tables_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    tables, findings = checked.registers.tables, checked.findings
    document = {
        "schema": "boutique.check/1",
        "as_at": as_at.isoformat(timespec="minutes"),
        "registers": [table_json(table) for table in tables],
        "findings": [finding_json(finding) for finding in findings],
    }
    opening = f"As at {as_at:%Y-%m-%d %H:%M}."
    parts = [opening, tables_text(tables), findings_text(findings, everything=everything), summary(findings)]
    common.result(document, "\n\n".join(part for part in parts if part))
    click.get_current_context().exit(Exit.IN_DOUBT if any(finding.blocks for finding in findings) else Exit.DONE)
