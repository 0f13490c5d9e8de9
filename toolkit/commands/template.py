"""``boutique template``: a blank register to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common


@click.command()
@click.argument("register", metavar="REGISTER")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--language", type=click.Choice(("en", "fr")), default="en", show_default=True, help="Of headings and lists."
)
@click.option("--overwrite", is_flag=True, help="Replace a file that stands there, unless rows were typed into it.")
@common
def template(common: Common, register: str, file: Path | None, language: str, overwrite: bool) -> None:
    r"""Write a blank register as an Excel workbook, with lists to choose from, examples and notes.

    REGISTER is stock, clients, sales, provenance, service, movements, suppliers, contacts or counts; or all. Without
    FILE it goes into the folder "registers" of the house, where 'boutique init' finds it. FILE may be a folder.

    \b
    Examples:
      boutique template all
      boutique template stock
      boutique template clients Clientes.xlsx --language fr
    """
    from toolkit.produce.blank import blanks, write
    from toolkit.show.blank import blanks_json, blanks_text

    made = blanks(register, file, language, common.house)
    write(made, overwrite=overwrite, dry_run=common.dry_run)
    common.result(blanks_json(made, written=not common.dry_run), blanks_text(made, written=not common.dry_run))
