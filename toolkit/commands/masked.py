"""``boutique masked``: a twin of the registers for a stranger's eyes."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@offline
@common
def masked(common: Common, directory: Path, offline: bool) -> None:
    r"""Write a twin of the registers into an empty folder: the same mess, invented names, numbers and prices.

    Send it when you ask for help. It holds no register, document or answer of yours; what the program finds in it is
    what it finds in yours, kind by kind, or it says where not. Nothing is written if a search finds anything of yours
    in it. Exit code 3 where the two differ in what is found, else 0.

    \b
    Examples:
      boutique masked ~/Desktop/twin
      boutique masked ~/Desktop/twin --dry-run
    """
    from toolkit.produce.masked import mask, write
    from toolkit.produce.reading import read_house
    from toolkit.show.masked import masked_json, masked_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    common.say("Reading, replacing and comparing; a large register takes minutes ...")
    made = mask(house, directory, as_at)
    if not common.dry_run:
        write(made)
    opening = f"As at {as_at:%Y-%m-%d %H:%M}."
    shown = masked_text(made, written=not common.dry_run)
    common.result(masked_json(made, as_at, written=not common.dry_run), f"{opening}\n\n{shown}")
    click.get_current_context().exit(Exit.IN_DOUBT if made.differences else Exit.DONE)
