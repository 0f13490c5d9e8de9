"""The one question drift asks: on a terminal, and only there. Elsewhere ``boutique map --accept`` is the answer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

import click

from toolkit.commands.options import Common

if TYPE_CHECKING:
    from toolkit.house import House
    from toolkit.produce.reading import Checked


def read_settled(common: Common, house: House, as_at: datetime, only: Collection[str] = ()) -> Checked:
    """The house read and checked; where columns were renamed and somebody sits there, after one question."""
    from toolkit.produce.reading import read_and_check
    from toolkit.produce.remap import follow
    from toolkit.show.setup import drift_text

    checked = read_and_check(house, as_at, only)
    _say_copies(common, house, checked)
    drift = drift_text(checked.registers.tables)
    if not drift or not common.asks:
        return checked
    click.echo(drift, err=True)
    if not click.confirm("Shall the mapping follow?", default=True, err=True):
        return checked
    return read_and_check(follow(house, checked.registers), as_at, only)


def _say_copies(common: Common, house: House, checked: Checked) -> None:
    """Say of each Google spreadsheet that was read from its copy how old the copy is: that is its first note."""
    if house.copies.name == "USE":
        online = {setting.file for setting in house.sources if setting.url}
        said = {t.source.file: t.notes[0] for t in checked.registers.tables if t.source.file in online}
        for file, note in said.items():
            common.say(f"{file}: {note}.")
