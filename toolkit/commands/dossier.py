"""``boutique dossier``: the provenance dossier of a piece, for the client or for the house."""

from __future__ import annotations

import click

from toolkit.commands.options import Common, common, offline
from toolkit.findings import Exit


@click.command()
@click.argument("stock_numbers", metavar="[STOCK_NO]...", nargs=-1)
@click.option(
    "--edition",
    type=click.Choice(("client", "internal")),
    default="client",
    show_default=True,
    help="For the client: no private names, no costs. Internal: every line with its cell.",
)
@click.option("--sale", "invoice", metavar="INVOICE", help="The sale to tell of; without stock numbers, its pieces.")
@click.option("--all-sold-since", "since", metavar="DATE", help="Every piece sold since that day.")
@click.option("--value", is_flag=True, help="State the valuation on record, with its basis.")
@click.option("--draft", is_flag=True, help="Print DRAFT: no number, no record.")
@click.option("--overwrite", is_flag=True, help="Issue a revision where the piece has a dossier with other content.")
@offline
@common
def dossier(  # noqa: PLR0913, PLR0917 - one parameter an option
    common: Common,
    stock_numbers: tuple[str, ...],
    edition: str,
    invoice: str | None,
    since: str | None,
    value: bool,
    draft: bool,
    overwrite: bool,
    offline: bool,
) -> None:
    r"""Make the provenance dossier of one or more pieces: what each is, where it was, how that is known.

    A piece whose registers contradict themselves is withheld, with the cells that would release it; the others are
    made. Exit code 3 where one is withheld, else 0.

    \b
    Examples:
      boutique dossier W0042
      boutique dossier W0042 --edition internal --value
      boutique dossier --all-sold-since 2026-10-01
    """
    from toolkit.commands.asking import read_settled
    from toolkit.produce.dossier import Wish, chosen, make
    from toolkit.produce.reading import read_house
    from toolkit.show.dossier import dossier_json, dossier_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    checked = read_settled(common, house, as_at)
    numbers = chosen(checked, stock_numbers, invoice=invoice, since=since)
    wish = Wish("internal" if edition == "internal" else "client", value, invoice, draft, common.dry_run, overwrite)
    made = make(checked, numbers, wish, common.say if len(numbers) > 1 else None)
    common.result(dossier_json(made), dossier_text(made, house.folder))
    held = any(each.withheld for each in made)
    click.get_current_context().exit(Exit.IN_DOUBT if held else Exit.DONE)
