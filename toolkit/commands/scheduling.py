"""The options of ``boutique schedule``: what to compare with, what to fill, which pages, a loss to think through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.settings import BASES

if TYPE_CHECKING:
    from toolkit.produce.schedule import Asked


@dataclass(frozen=True, slots=True)
class Scheduling:
    """What was asked for: the switches of a release, the month of a round, a loss to think through."""

    basis: str | None
    formats: str | None
    month: str | None
    since: str | None
    template: Path | None
    pages: tuple[str, ...]
    pages_above: str
    loss: str | None
    situation: str
    draft: bool
    overwrite: bool

    @property
    def asked(self) -> Asked:
        """What is asked for beside the plain schedule."""
        from toolkit.produce.schedule import Asked
        from toolkit.produce.schedule_pieces import Chosen

        return Asked(self.since, self.template, Chosen(self.pages, self.pages_above))

    def moment(self, as_at: str | None) -> str | None:
        """The moment that is meant: of a month its closing."""
        from toolkit.produce.round import closing_day

        return closing_day(self.month, as_at) if self.month else as_at


_OPTIONS = (
    click.option("--basis", type=click.Choice(tuple(BASES)), help="The basis of value, for this run."),
    click.option("--format", "formats", show_default="xlsx,pdf; with --month the eml too",
                 help="What to make: xlsx (needs no Pango), pdf, json (the facts), eml (a draft to the broker)."),
    click.option("--month", metavar="YYYY-MM", help="The monthly round as at the month's last day, with its summary."),
    click.option("--since", metavar="FILE",
                 help="Bridge from this schedule, in any layout, instead of the last one issued."),
    click.option("--template", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
                 help="Fill this workbook of the broker's as well."),
    click.option("--pages", metavar="STOCK_NO", multiple=True, help="A page with its photograph for this piece."),
    click.option("--pages-above", metavar="AMOUNT", default="", help="Such a page for each piece worth more."),
    click.option("--loss", metavar="AMOUNT", help="Say what a loss would leave, and make nothing."),
    click.option("--situation", metavar="PLACE", default="premises", show_default=True,
                 help="Where the loss is: window, transit, the name of a safe."),
    click.option("--draft", is_flag=True, help="Print DRAFT: no number, no record."),
    click.option("--overwrite", is_flag=True,
                 help="Issue a revision where the same day has a schedule with other content."),
)  # fmt: skip


def scheduling(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command its options, passed to it as one :class:`Scheduling`."""
    names = tuple(Scheduling.__dataclass_fields__)

    @wraps(command)
    def wrapped(*args: Any, **rest: Any) -> Any:
        wanted = Scheduling(**{name: rest.pop(name) for name in names})
        return command(*args, wanted=wanted, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
