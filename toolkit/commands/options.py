"""Options every verb has, and what a command writes: results on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from toolkit.house import Copies


@dataclass(frozen=True, slots=True)
class Common:
    """The options every verb has."""

    house: Path
    as_at: str | None
    as_json: bool
    dry_run: bool
    quiet: bool

    @property
    def asks(self) -> bool:
        """Whether a question may be asked: on a terminal, where words are wanted and something may be written."""
        plain = not (self.as_json or self.dry_run or self.quiet)
        return plain and sys.stdin.isatty() and sys.stderr.isatty()

    def copies(self, *, offline: bool) -> Copies:
        """What becomes of the copies of Google spreadsheets: used when asked for, made anew unless it is a dry run."""
        from toolkit.house import Copies

        return Copies.USE if offline else Copies.LEAVE if self.dry_run else Copies.KEEP

    def result(self, document: Mapping[str, Any], text: str) -> None:
        """Print the result: one JSON object, or words."""
        if self.as_json:
            # On a terminal a person reads it; elsewhere one line, which is written ten times as quickly.
            click.echo(json.dumps(document, ensure_ascii=False, indent=1 if sys.stdout.isatty() else None))
        elif not self.quiet:
            click.echo(text)

    def say(self, text: str) -> None:
        """Print progress or a remark on stderr, unless asked to be quiet."""
        if not self.quiet and text:
            click.echo(text, err=True)


_OPTIONS = (
    click.option("--house", type=click.Path(path_type=Path, file_okay=False), default=Path(), envvar="BOUTIQUE_HOUSE",
                 show_default="the current folder", help="The house's folder."),
    click.option("--as-at", metavar="DATE", envvar="BOUTIQUE_AS_AT", show_default="today",
                 help="The day every rule calls today: 2026-10-31, or 2026-10-31T18:00."),
    click.option("--json", "as_json", is_flag=True, help="Print one JSON object."),
    click.option("--dry-run", is_flag=True, help="Do everything but write."),
    click.option("--quiet", is_flag=True, help="Print nothing but errors."),
    click.option("--debug", is_flag=True, expose_value=False, help="Show the program's traceback if it fails."),
)  # fmt: skip


offline = click.option(
    "--offline",
    is_flag=True,
    envvar="BOUTIQUE_OFFLINE",
    help="Use the kept copy of each Google spreadsheet, and say its date.",
)
"""The option of verbs that read a house: without it Google is always asked."""


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the common options, passed to it as one :class:`Common`."""

    @wraps(command)
    def wrapped(
        *args: Any, house: Path, as_at: str | None, as_json: bool, dry_run: bool, quiet: bool, **rest: Any
    ) -> Any:
        return command(Common(house, as_at, as_json, dry_run, quiet), *args, **rest)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
