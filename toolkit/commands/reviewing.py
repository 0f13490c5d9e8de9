"""``boutique letters review --web``: the page on which letters are decided, until it is ended."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands.options import Common
from toolkit.findings import Exit, ToolkitError

if TYPE_CHECKING:
    from toolkit.produce.letters import Wanted


def sit(common: Common, wanted: Wanted, by: str, *, browser: bool) -> None:
    """Serve the page until somebody ends it."""
    from toolkit.commands.lettering import asked_for
    from toolkit.review.server import serve
    from toolkit.review.session import Session

    if common.dry_run:
        raise ToolkitError(
            "The page keeps what is said on it, so it cannot be a dry run.", "Leave --dry-run or --web out.",
            code="usage", status=Exit.USAGE,
        )  # fmt: skip
    house, as_at, meant = asked_for(common, wanted)

    def opened(address: str, entry: Path) -> None:
        # By the file: what a program is started with can be read by everybody who uses this computer.
        if browser and sys.stderr.isatty() and webbrowser.open(entry.as_uri()):
            common.say(f"The letters are open in your browser: {address}")
        else:
            click.echo(f"Open this address in your browser, on this computer: {address}", err=True)
        common.say("End with Finish on the page, or with Ctrl-C here.")

    serve(Session(house, as_at, meant, by), opened)
