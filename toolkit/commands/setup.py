"""``boutique init`` and ``boutique map``: finding the registers and saying what their columns mean."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.options import Common, common
from toolkit.findings import ToolkitError
from toolkit.settings import BASES


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    """``word=meaning`` options as a mapping; a heading may itself hold an equals sign, a meaning never does."""
    pairs = dict(value.rsplit("=", 1) for value in values if "=" in value)
    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise ToolkitError(
            f"{option} {wrong[0]!r} is not understood.", f"Write it like {option} WORD=MEANING.", code="usage", status=2
        )
    return pairs


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option("--source", "sources", multiple=True, metavar="FILE|URL", help="A register; repeat it for several.")
@click.option("--name", help="The house's name.")
@click.option("--basis", type=click.Choice(tuple(BASES)), help="The basis of value.")
@click.option("--house-currency", metavar="CODE", help="The currency of figures that name none, such as GBP.")
@click.option(
    "--currency", "currencies", multiple=True, metavar="WORD=CODE", help="What a currency word means: francs=FRF."
)
@click.option(
    "--overwrite", is_flag=True, help="Propose anew over a boutique.toml that stands there; settings are kept."
)
@common
def init(
    common: Common,
    directory: Path | None,
    sources: tuple[str, ...],
    currencies: tuple[str, ...],
    overwrite: bool,
    **answers: str | None,
) -> None:
    r"""Find the registers, propose what each column means, and write boutique.toml.

    The registers themselves are only read. Every proposal stands in boutique.toml with its reason and samples.

    \b
    Examples:
      boutique init
      boutique init --source Stock.xlsx --source Sales.csv --basis cost
    """
    from toolkit import house as houses
    from toolkit.commands.conversation import Answers, converse
    from toolkit.produce.remap import Where, give_meanings
    from toolkit.produce.setup import plan, write
    from toolkit.show.setup import plan_json, plan_text

    names = {"name": "house.name", "basis": "insurance.basis", "house_currency": "house.currency"}
    given = {names[name]: value for name, value in answers.items() if value}
    words, folder = _pairs(currencies, "--currency"), directory or common.house
    made = plan(folder, sources, given, words)
    answered = Answers()
    if common.asks and made.questions:
        answered = converse(made)
        made = plan(folder, sources, {**given, **answered.settings}, {**words, **answered.currencies})
    if not common.dry_run:
        write(made, overwrite=overwrite)
        for (register, file, sheet), meanings in answered.meanings.items():
            give_meanings(houses.read(folder), meanings, Where(register, file, sheet), dry_run=False)
    common.result(plan_json(made, written=not common.dry_run), plan_text(made, written=not common.dry_run))


@click.command("map")
@click.argument("register", required=False)
@click.option(
    "--set", "changes", multiple=True, metavar="HEADING=FIELD", help="Give a column a meaning; an empty one: not used."
)
@click.option("--accept", "accepting", is_flag=True, help="Follow every proposed change: renamed and new columns.")
@click.option("--file", help="Only the source of this file.")
@click.option("--sheet", help="Only the source of this sheet.")
@common
def map_(
    common: Common, register: str | None, changes: tuple[str, ...], accepting: bool, file: str | None, sheet: str | None
) -> None:
    r"""Show what each column means, or change it; a column that was renamed is recognised by what it holds.

    \b
    Examples:
      boutique map stock
      boutique map stock --set "Réf=brand_ref" --set "Divers="
      boutique map --accept
    """
    from toolkit import house as houses
    from toolkit.produce.remap import Where, follow, give_meanings
    from toolkit.registers import REGISTERS
    from toolkit.show.setup import mapping_json, mapping_text, mappings

    house = houses.read(common.house)
    names = [known.name for known in REGISTERS]
    if register not in {None, *names}:
        hint = f"The registers are {', '.join(names)}."
        raise ToolkitError(f"There is no register {register!r}.", hint, code="usage", status=2)
    if accepting:
        house = follow(house, dry_run=common.dry_run)
    if changes:
        where = Where(register or "stock", file, sheet)
        house = give_meanings(house, _pairs(changes, "--set"), where, dry_run=common.dry_run)
    shown = mappings(house, register, file, sheet)
    common.result(mapping_json(shown), mapping_text(shown))
