"""``boutique demo``: a complete invented boutique, and every document made from it."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=Path("maison"), required=False)
@click.option("--overwrite", is_flag=True, help="Write over files of an earlier demo that were changed since.")
@common
def demo(common: Common, directory: Path, overwrite: bool) -> None:
    r"""Write a complete invented boutique with messy registers, and every document made from it.

    Its planted faults are expected: the exit code is 0 when everything was made.

    \b
    Examples:
      boutique demo
      boutique demo ~/Desktop/maison
    """
    from toolkit.demo.story import tell
    from toolkit.show.demo import demo_json, demo_text

    told = tell(directory, common.as_at, overwrite=overwrite, dry_run=common.dry_run, say=common.say)
    common.result(demo_json(told), demo_text(told))
