"""The options by which ``boutique map`` shows what descriptions say, and takes it field by field."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from toolkit.commands.options import Common

_OPTIONS = (
    click.option("--descriptions", is_flag=True, help="Show what the descriptions say of each field, with samples."),
    click.option("--describe", multiple=True, metavar="FIELD",
                 help="Fill the blank cells of a field from the descriptions; repeat it, or say all."),
    click.option("--no-describe", "withdraw", multiple=True, metavar="FIELD", help="Fill it no longer; or all."),
)  # fmt: skip


def describing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give ``map`` the options of descriptions; with one of them they are shown in place of the columns."""

    @wraps(command)
    def wrapped(
        common: Common, *, descriptions: bool, describe: tuple[str, ...], withdraw: tuple[str, ...], **rest: Any
    ) -> Any:
        if not (descriptions or describe or withdraw):
            return command(common, **rest)
        return _descriptions(common, describe, withdraw, (rest["register"], rest["file"], rest["sheet"]))

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _descriptions(
    common: Common,
    describe: tuple[str, ...],
    withdraw: tuple[str, ...],
    which: tuple[str | None, str | None, str | None],
) -> None:
    """Take and withdraw what is asked for, then show what the descriptions say."""
    from toolkit import house as houses
    from toolkit.findings import Exit, ToolkitError
    from toolkit.produce.describing import accept, survey
    from toolkit.produce.remap import Where
    from toolkit.show.describing import descriptions_json, descriptions_text

    register, file, sheet = which
    if register not in {None, "stock"}:
        raise ToolkitError(
            "Only the descriptions of the stock register are read.",
            "Run 'boutique map stock --descriptions'.",
            code="usage",
            status=Exit.USAGE,
        )
    house, where = houses.read(common.house), Where("stock", file, sheet)
    if describe or withdraw:
        house = accept(house, where, describe, withdraw, dry_run=common.dry_run)
    found = survey(house, where)
    common.result(descriptions_json(found), descriptions_text(found))
