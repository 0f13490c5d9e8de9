"""``boutique sellthrough``: the reports brands are owed, and the letters that go with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from toolkit.commands.options import Common, common, offline
from toolkit.commands.selling_through import Selling, selling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.house import House
    from toolkit.produce.sell_through import Made


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
    from toolkit.commands.asking import read_settled
    from toolkit.produce.reading import read_house
    from toolkit.produce.sell_through import Wish, chosen, make, parse_formats
    from toolkit.show.sell_through import sell_through_json, sell_through_text

    house, as_at = read_house(common.house, common.as_at, copies=common.copies(offline=offline))
    found = chosen(house, as_at, brands, wanted.period, every=wanted.every)
    formats, letters = parse_formats(wanted.formats)
    wish = Wish(formats, wanted.draft, common.dry_run, wanted.overwrite)
    made = make(read_settled(common, house, as_at), found, wish, common.say)
    mailed, code = _mailed(common, wanted, house, made) if letters or wanted.mails else ((), 0)
    common.result(sell_through_json(made, mailed, as_at), sell_through_text(made, mailed, house.folder))
    held = any(one.unsettled for one in made)
    click.get_current_context().exit(code or (3 if held else 0))


def _mailed(common: Common, wanted: Selling, house: House, made: Sequence[Made]) -> tuple[Any, int]:
    """The letters, and the exit code that tells of them."""
    from datetime import UTC, datetime

    from toolkit.produce.sell_through_post import exit_code, mail

    now = datetime.now(UTC)
    mailed = mail(house, made, wanted.mailing, now=now, overwrite=wanted.overwrite, dry_run=common.dry_run)
    return mailed, exit_code(mailed)
