"""``boutique verify``: whether a document is what this house issued, and whether it still holds."""

from __future__ import annotations

import click
from click.core import ParameterSource

from toolkit.commands.options import Common, common


@click.command()
@click.argument("document", metavar="FILE|NUMBER")
@common
def verify(common: Common, document: str) -> None:
    r"""Say whether a document is what this house issued, and whether it still holds.

    A file is compared with the ledger; a number read from paper, or the text of its QR code, is looked up, and the
    digest shown to compare. Nothing is changed. Where the current folder is no house, the one above the file is asked.

    Exit code 0: genuine and current. 10: superseded. 11: withdrawn. 12: altered. 13: unknown here.

    \b
    Examples:
      boutique verify documents/schedules/Schedule-2026-10-31.pdf
      boutique verify S-2026-002
    """
    from toolkit.produce.verify import house_above, verify
    from toolkit.show.verify import verify_json, verify_text

    context = click.get_current_context()
    chosen = context.get_parameter_source("house") is not ParameterSource.DEFAULT
    found = verify(common.house if chosen else house_above(common.house, document), document)
    common.result(verify_json(found), verify_text(found))
    context.exit(found.exit)
