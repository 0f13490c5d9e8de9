"""``boutique doctor``: what this computer has and lacks for the program, and what to type."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common
from toolkit.findings import Exit


@click.command()
@common
def doctor(common: Common) -> None:
    """Check this computer: Python, PDF libraries, fonts, LibreOffice, folder, space, ledger, Google Sheets.

    Nothing is changed. What is missing comes with the one command that installs it on Debian, macOS or Windows.
    Exit code 0 where everything needed is there, 1 otherwise; LibreOffice is optional.
    """
    from toolkit import machine
    from toolkit.produce.connection import connections
    from toolkit.show.doctor import as_json, healthy, text

    found, system = (*machine.checks(common.house), *connections(common.house)), machine.system()
    common.result(as_json(found, system), text(found, system))
    click.get_current_context().exit(Exit.DONE if healthy(found) else Exit.FAILED)
