"""``boutique fields``: what a template may use, with the values of a piece of her own."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline


@click.command()
@click.argument("template", default="dossier", required=False, metavar="[TEMPLATE]")
@click.option("--piece", metavar="STOCK_NO", default="", help="The piece whose values are shown.")
@offline
@common
def fields(common: Common, template: str, piece: str, offline: bool) -> None:
    r"""List every name that a page's template may use, with the value it has for a piece of this house.

    Templates: dossier, schedule. Copy one into the house's folder html/ to change how a document looks.

    \b
    Examples:
      boutique fields
      boutique fields dossier --piece W0042
      boutique fields schedule
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.fields import listed
    from toolkit.produce.reading import read_house
    from toolkit.show.fields import fields_json, fields_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    found = listed(read_settled(common, house, as_at), template, piece)
    common.result(fields_json(found), fields_text(found))
