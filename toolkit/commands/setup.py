"""``boutique init`` and ``boutique map``: finding the registers and saying what their columns mean."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.commands.describing import describing
from toolkit.commands.options import Common, common
from toolkit.findings import Exit, ToolkitError
from toolkit.settings import BASES

_FILE = click.Path(path_type=Path, dir_okay=False)


def _pairs(values: tuple[str, ...], option: str) -> dict[str, str]:
    """``word=meaning`` options as a mapping; a heading may itself hold an equals sign, a meaning never does."""
    pairs = dict(value.rsplit("=", 1) for value in values if "=" in value)
    wrong = [value for value in values if "=" not in value]
    if wrong:
        raise ToolkitError(
            f"{option} {wrong[0]!r} is not understood.",
            f"Write it like {option} WORD=MEANING.",
            code="usage",
            status=Exit.USAGE,
        )
    return pairs


@click.command()
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), required=False)
@click.option("--source", "sources", multiple=True, metavar="FILE|URL", help="A register; repeat it for several.")
@click.option("--name", help="The house's name.")
@click.option("--address", help="The house's address, in one line; no letter goes out without it.")
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

    names = {
        "name": "house.name", "address": "house.address", "basis": "insurance.basis",
        "house_currency": "house.currency",
    }  # fmt: skip
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
@click.option(
    "--accept", is_flag=False, flag_value="", metavar="[FILE]",
    help="Follow every proposed change: renamed and new columns. With a file: take what that workbook says.",
)  # fmt: skip
@click.option("--workbook", type=_FILE, metavar="FILE", help="Write the columns as an Excel workbook to correct.")
@click.option("--overwrite", is_flag=True, help="Replace a workbook that is there.")
@click.option("--file", help="Only the source of this file.")
@click.option("--sheet", help="Only the source of this sheet.")
@common
@describing
def map_(  # noqa: PLR0913 - the options of the command
    common: Common, *, register: str | None, changes: tuple[str, ...], accept: str | None, workbook: Path | None,
    overwrite: bool, file: str | None, sheet: str | None,
) -> None:  # fmt: skip
    r"""Show what each column means, or change it; a column that was renamed is recognised by what it holds.

    \b
    Examples:
      boutique map stock
      boutique map stock --set "Réf=brand_ref" --set "Divers="
      boutique map --accept
      boutique map --workbook Columns.xlsx
      boutique map --accept Columns.xlsx
      boutique map stock --descriptions
      boutique map stock --describe metal --describe size
    """
    from toolkit import house as houses
    from toolkit.commands.mapping import accepted, which, written
    from toolkit.produce.mapping_book import columns_of
    from toolkit.produce.remap import Where, give_meanings
    from toolkit.show.mapping_book import taken_json, taken_text, written_text
    from toolkit.show.setup import mapping_json, mapping_text

    house, taken = houses.read(common.house), None
    register, accept = which(register, accept)
    if accept is not None:
        house, taken = accepted(common, house, accept)
    if changes:
        where = Where(register or "stock", file, sheet)
        house = give_meanings(house, _pairs(changes, "--set"), where, dry_run=common.dry_run)
    shown = columns_of(house, register, file, sheet, reading=workbook is not None)
    if workbook:
        written(common, house, shown, workbook, overwrite=overwrite)
    texts = [taken_text(taken, dry_run=common.dry_run)] if taken else []
    texts += [written_text(shown, workbook)] if workbook else []
    document = mapping_json(shown) | (taken_json(taken) if taken else {})
    common.result(document, "\n\n".join(texts) or mapping_text(shown))
