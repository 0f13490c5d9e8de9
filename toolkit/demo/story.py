"""The demo as an office manager would live it: registers written, mapped, checked, and the documents made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from toolkit.demo import brand_form, brands, house, maison, stock_annex
from toolkit.files import write_all
from toolkit.findings import ToolkitError
from toolkit.house import FILE
from toolkit.produce import dossier, letters_drafts, sell_through, setup
from toolkit.produce.letters import Wanted, on_desk
from toolkit.produce.obligations import over
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.produce.schedule import FORMATS, Made, make
from toolkit.reports.provenance import Edition
from toolkit.show.demo import Told
from toolkit.show.letters_book import book

SETTINGS = {
    "house.name": house.NAME,
    "house.address": house.ADDRESS,
    "house.language": house.LANGUAGE,
    "house.timezone": house.TIMEZONE,
    "house.currency": house.CURRENCY,
    "insurance.policy": house.POLICY,
    "insurance.basis": "insured_value",
    "insurance.vat": "mixed",
    "insurance.broker_name": house.BROKER[0],
    "insurance.broker_email": house.BROKER[1],
    "house.email": house.EMAIL,
}

RULES = """
[[rule]]
name = "How our invoices are numbered"
register = "sales"
field = "invoice_no"
pattern = 'MC\\d{2}-\\d{4}'
"""
SEPTEMBER = "2026-09-30"
TOLD_THEN = "W0042"
"""Two owners and a gap: its dossiers are issued before its row in the register of provenance is spoilt."""
DOSSIERS = ("J0046", "00323", "J0022", "00313")
"""A laboratory-grown stone with its report; skin of a protected species; a piece on consignment; and one withheld, for
its skin names no species."""
DECEMBER = Wanted("2026-12-01", "2026-12-31")
"""Of the days whose letters are drafted: a month ahead of the demo's own day."""
FORGOTTEN = """
[[rule]]
name = "Who valued each piece"
register = "stock"
field = "valuer"
required = true
"""
"""A rule of the house that asks for a column no sheet of it has."""


def tell(folder: Path, as_at: str | None, *, overwrite: bool, dry_run: bool, say: Callable[[str], None]) -> Told:
    """Write the maison into ``folder`` (a dry run: into a folder that is gone afterwards) and make its documents."""
    if not dry_run:
        return _tell(folder, as_at, overwrite=overwrite, say=say)
    with tempfile.TemporaryDirectory() as passing:
        return _tell(Path(passing) / "maison", as_at, overwrite=overwrite, say=say, shown=folder)


def _tell(
    folder: Path, as_at: str | None, *, overwrite: bool, say: Callable[[str], None], shown: Path | None = None
) -> Told:
    say("Writing the registers ...")
    planted = maison.write(folder, overwrite=overwrite)
    say("Making the schedule of September and a dossier ...")
    last, told_then = september(folder, overwrite=overwrite)
    say("Mapping their columns ...")
    path = map_columns(folder)
    say("Checking them ...")
    made_house, moment = read_house(folder, as_at or house.AS_AT.isoformat())
    checked = read_and_check(made_house, moment)
    say("Making the insurance schedule ...")
    schedule, remarks = _schedule(checked, overwrite=overwrite)
    say("Making dossiers ...")
    dossiers = (*told_then, *_dossiers(checked, DOSSIERS, "client", overwrite=overwrite))
    say("Making sell-throughs ...")
    sold = _sell_throughs(checked, overwrite=overwrite)
    say("Drafting the letters of December ...")
    desk = on_desk(checked, DECEMBER)
    drafted = letters_drafts.draft(made_house, desk, book(made_house), overwrite=overwrite)
    made = (*(each.outcome for each in dossiers), *(each.outcome for each in sold))
    told = (file for outcome in made for file in outcome.files)
    issued = (*last.outcome.files, *schedule.outcome.files, *told)
    there = [*(document for document, _ in issued), *drafted.drafts, drafted.review]
    files = (path.name, *planted.files, *(str(each.relative_to(folder)) for each in there))
    return Told(
        shown or folder, files, len(planted.faults), checked, schedule, shown is None, remarks, dossiers, sold,
        (desk, drafted),
    )  # fmt: skip


def september(folder: Path, *, overwrite: bool) -> tuple[Made, tuple[dossier.Made, ...]]:
    """The schedule of the month before, and a dossier in two editions, issued from registers still in order."""
    before = {folder / name: content for name, content in maison.registers(clean=True)[0].items()}
    now = {path: path.read_bytes() for path in before}
    write_all(before, overwrite=True)
    map_columns(folder, clean=True)
    house_then, moment = read_house(folder, SEPTEMBER)
    made = make(read_and_check(house_then, moment), ("xlsx",), overwrite=overwrite)
    checked = read_and_check(*read_house(folder, house.AS_AT.isoformat()))
    told = _dossiers(checked, (TOLD_THEN,), "client", overwrite=overwrite)
    told += _dossiers(checked, (TOLD_THEN,), "internal", overwrite=overwrite)
    write_all(now, overwrite=True)
    return made, told


def map_columns(folder: Path, *, clean: bool = False) -> Path:
    """Write the house file of a maison; one register is mapped as it stood before somebody changed its columns."""
    before = {folder / name: content for name, content in maison.earlier(clean=clean).items()}
    now = {path: path.read_bytes() for path in before}
    write_all(before, overwrite=True)
    write_all({folder / FILE: b""}, overwrite=True)  # init keeps what a house file says; here all of it is said anew
    path = setup.write(setup.plan(folder, (), SETTINGS, {}), overwrite=True)
    own = house.SIGNATURES + house.INSURANCE + brands.CONTRACTS + RULES + ("" if clean else FORGOTTEN)
    annex = f'sheet = "{stock_annex.NAME}"\n'
    told = path.read_text("utf-8").replace(annex, f'{annex}describe = ["metal"]\n') + own
    write_all(now | {path: told.encode(), folder / brand_form.FILE: brand_form.form()}, overwrite=True)
    return path


def _schedule(checked: Checked, *, overwrite: bool) -> tuple[Made, tuple[str, ...]]:
    """The schedule in every format this computer can make; without Pango, the workbook alone."""
    try:
        return make(checked, FORMATS, overwrite=overwrite), ()
    except ToolkitError as error:
        if error.code != "no-pango":
            raise
        return make(checked, ("xlsx",), overwrite=overwrite), (f"{error.message} {error.hint}",)


def _sell_throughs(checked: Checked, *, overwrite: bool) -> tuple[sell_through.Made, ...]:
    """The last report of every brand's contract; without Pango, no pages."""
    wanted = [(one, one.latest(over(checked.house, checked.as_at))) for one in checked.house.contracts]
    try:
        return sell_through.make(checked, wanted, sell_through.Wish(overwrite=overwrite))
    except ToolkitError as error:
        if error.code != "no-pango":
            raise
        return sell_through.make(checked, wanted, sell_through.Wish(("xlsx", "csv"), overwrite=overwrite))


def _dossiers(
    checked: Checked, numbers: tuple[str, ...], edition: Edition, *, overwrite: bool
) -> tuple[dossier.Made, ...]:
    """The dossiers of a few pieces, the house's own with their value; none without Pango."""
    try:
        return dossier.make(checked, numbers, dossier.Wish(edition, value=edition == "internal", overwrite=overwrite))
    except ToolkitError as error:
        if error.code != "no-pango":
            raise
        return ()
