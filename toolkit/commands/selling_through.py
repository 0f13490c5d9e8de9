"""The options of ``boutique sellthrough``: which reports, in which form, and what becomes of their letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from toolkit.produce.sell_through_post import Mailing


@dataclass(frozen=True, slots=True)
class Selling:
    """What was asked for: which period, the switches of a release, the way of the letters."""

    every: bool
    period: str | None
    formats: str | None
    email: Any
    approve: bool
    by: str
    resolve: Any
    again: bool
    draft: bool
    overwrite: bool

    @property
    def mails(self) -> bool:
        """Whether anything is to become of letters."""
        return bool(self.email or self.approve or self.resolve)

    @property
    def mailing(self) -> Mailing:
        """What is to become of the letters. Raises ToolkitError (usage) where nobody says who decides."""
        from toolkit.findings import Exit, ToolkitError
        from toolkit.produce.sell_through_post import Mailing

        if (self.approve or self.resolve) and not self.by.strip():
            raise ToolkitError(
                "Nobody says who decides.", 'Add --by with your name, such as --by "Camille R.".',
                code="usage", status=Exit.USAGE,
            )  # fmt: skip
        return Mailing(self.email, self.by if self.approve or self.resolve else "", self.resolve, self.again)


_OPTIONS = (
    click.option("--all", "every", is_flag=True, help="Every report that is due, and the last of each contract."),
    click.option("--period", metavar="NAME", show_default="the last that is over",
                 help="The period: 2026-10, 2026-W44, NRF2026-P09, FY2026-Q1."),
    click.option("--format", "formats", show_default="those of the contract",
                 help="What to make: xlsx (needs no Pango), pdf, csv, eml (a draft of the letter)."),
    click.option("--email", type=click.Choice(("draft", "mailbox", "test", "send")),
                 help="The letter: a draft beside the report, one in the mailbox, a test to the house, or sent."),
    click.option("--approve", is_flag=True, help="Approve the letters, as they are, to be sent."),
    click.option("--by", metavar="NAME", default="", help="Who approves, or found out."),
    click.option("--resolve", type=click.Choice(("sent", "not-sent")),
                 help="What you found out of a letter of which nobody knew whether it left."),
    click.option("--again", is_flag=True, help="Send also where it was refused."),
    click.option("--draft", is_flag=True, help="Print DRAFT: no number, no record."),
    click.option("--overwrite", is_flag=True,
                 help="Issue a revision where the period has a report with other content."),
)  # fmt: skip


def selling(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command its options, passed to it as one :class:`Selling`."""
    names = tuple(Selling.__dataclass_fields__)

    @wraps(command)
    def wrapped(*args: Any, **rest: Any) -> Any:
        wanted = Selling(**{name: rest.pop(name) for name in names})
        return command(*args, wanted=wanted, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
