"""``boutique fields``: what a template may use, with the values of a piece or a client of her own."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit


@click.command()
@click.argument("template", default="dossier", required=False, metavar="[TEMPLATE]")
@click.option("--piece", metavar="STOCK_NO", default="", help="The piece whose values are shown.")
@click.option("--client", metavar="CLIENT", default="", help="The client whose letter is shown: number or whole name.")
@offline
@common
def fields(common: Common, template: str, piece: str, client: str, offline: bool) -> None:
    r"""List every name that a template may use, with the value it has for a piece or a client of this house.

    Templates: dossier, schedule. Copy one into the house's folder html/ to change how a document looks.
    Letters: birthday.docx and the others of letter_templates, or any Word file. A name that is misspelt is shown with
    the nearest; what makes a letter unusable is told before any register is read. Exit code 3 then.

    \b
    Examples:
      boutique fields
      boutique fields dossier --piece W0042
      boutique fields schedule
      boutique fields birthday.docx --client C0071
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.fields import listed
    from toolkit.produce.letter_fields import letter_listed
    from toolkit.produce.reading import read_house
    from toolkit.show.fields import fields_json, fields_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    if template.endswith(".docx"):
        found = letter_listed(house, as_at, template, client, lambda: read_settled(common, house, as_at))
    else:
        found = listed(read_settled(common, house, as_at), template, piece)
    common.result(fields_json(found), fields_text(found))
    click.get_current_context().exit(Exit.IN_DOUBT if found.wrong else Exit.DONE)
