"""``boutique peek``: what the program sees in a file, and why."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common


@click.command()
@click.argument("source", metavar="FILE|URL")
@click.option("--cells", is_flag=True, help="Every cell of every sheet: type, value, text as displayed, marks.")
@common
def peek(common: Common, source: str, cells: bool) -> None:
    r"""Show what the program sees in a file: sheets, tables, columns, rows left out, and why.

    Nothing is changed, and no house is needed. Hidden sheets and charts are named too.

    \b
    Examples:
      boutique peek Stock.xlsx
      boutique peek Stock.xlsx --cells --json > cells.json
    """
    from toolkit.readers.sources import read_named
    from toolkit.show.peek import in_blocks, peek_json, peek_text

    book = read_named(source)
    if common.as_json:
        for block in in_blocks(peek_json(book, cells=cells)):
            click.echo(block, nl=False)
        click.echo()
    elif not common.quiet:
        for block in in_blocks(f"{line}\n" for line in peek_text(book, cells=cells)):
            click.echo(block, nl=False)
