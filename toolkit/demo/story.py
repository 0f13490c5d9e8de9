"""The demo as an office manager would live it: registers written, mapped, checked, and the documents made."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from toolkit.demo import house, maison
from toolkit.findings import ToolkitError
from toolkit.produce import setup
from toolkit.produce.reading import Checked, read_and_check, read_house
from toolkit.produce.schedule import FORMATS, Made, make
from toolkit.show.demo import Told

SETTINGS = {
    "house.name": house.NAME,
    "house.address": house.ADDRESS,
    "house.language": house.LANGUAGE,
    "house.timezone": house.TIMEZONE,
    "house.currency": house.CURRENCY,
    "insurance.policy": house.POLICY,
    "insurance.basis": "insured_value",
    "insurance.vat": "mixed",
}


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
    say("Mapping their columns ...")
    planned = setup.plan(folder, (), SETTINGS, {})
    path = setup.write(planned, overwrite=True)
    say("Checking them ...")
    made_house, moment = read_house(folder, as_at or house.AS_AT.isoformat())
    checked = read_and_check(made_house, moment)
    say("Making the insurance schedule ...")
    schedule, remarks = _schedule(checked, overwrite=overwrite)
    files = (path.name, *planted.files, *(str(p.relative_to(folder)) for p, _ in schedule.outcome.files))
    return Told(shown or folder, files, len(planted.faults), checked, schedule, shown is None, remarks)


def _schedule(checked: Checked, *, overwrite: bool) -> tuple[Made, tuple[str, ...]]:
    """The schedule in every format this computer can make; without Pango, the workbook alone."""
    try:
        return make(checked, FORMATS, overwrite=overwrite), ()
    except ToolkitError as error:
        if error.code != "no-pango":
            raise
        return make(checked, ("xlsx",), overwrite=overwrite), (f"{error.message} {error.hint}",)
