"""``boutique sellthrough``: the reports brands are owed, and the letters that go with them."""

from __future__ import annotations

from functools import partial

import click

from toolkit.commands.options import Common, common, offline
from toolkit.commands.selling_through import Selling, selling


@click.command()
@click.argument("brands", metavar="[BRAND]...", nargs=-1)
@selling
@offline
@common
def sellthrough(common: Common, brands: tuple[str, ...], offline: bool, wanted: Selling) -> None:
    r"""Make the sell-through of one or more brands as their contracts in boutique.toml say, or of all that are due.

    Every piece of a brand is accounted for from opening to closing; what its representative must not see withholds
    the report, with the cell. A letter leaves only after somebody approved its very words and files. Exit code 3 where
    a report is withheld or in doubt, 4 while a letter waits for approval, 5 where a server failed, else 0.

    \b
    Examples:
      boutique sellthrough "Delmare Genève"
      boutique sellthrough --all --period 2026-10 --email draft
      boutique sellthrough --all --approve --by "Camille R."
      boutique sellthrough --all --email send
    """
    from datetime import UTC, datetime

    from toolkit.commands.asking import read_settled
    from toolkit.findings import ToolkitError
    from toolkit.produce.reading import read_house
    from toolkit.produce.sell_through import Wish, chosen, make, parse_formats
    from toolkit.produce.sell_through_post import exit_code, mail
    from toolkit.show.sell_through import sell_through_json, sell_through_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    found = chosen(house, as_at, brands, wanted.period, every=wanted.every)
    (formats, letters), mailing = parse_formats(wanted.formats), wanted.mailing
    wish = Wish(formats, wanted.draft, common.dry_run, wanted.overwrite)
    made, mails = make(read_settled(common, house, as_at), found, wish, common.say), letters or wanted.mails
    post = partial(mail, now=datetime.now(UTC), overwrite=wanted.overwrite, dry_run=common.dry_run)
    try:
        mailed = post(house, made, mailing) if mails else ()
    except ToolkitError:
        common.say(sell_through_text(made, (), house.folder))  # what was issued stays so, whatever a server does
        raise
    common.result(sell_through_json(made, mailed, as_at), sell_through_text(made, mailed, house.folder))
    held = any(one.unsettled for one in made)
    click.get_current_context().exit(exit_code(mailed) or (3 if held else 0))
