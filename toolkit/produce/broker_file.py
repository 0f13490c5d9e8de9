"""Which workbook of the broker's is filled, if any: the one named for this run, else the one of the house file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from toolkit.files import read_only
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.produce.broker import filled, is_fillable
from toolkit.produce.foreign_form import Filled
from toolkit.reports.insurance import Schedule


@dataclass(frozen=True, slots=True)
class Sent:
    """The broker's workbook as he sent it, and as it is filled."""

    received: bytes
    filled: Filled


def broker_file(made: Schedule, house: House, named: Path | None) -> Sent | None:
    """The broker's workbook with the lines of the schedule; None where the house has none.

    Raises ToolkitError where it is not there, is of another kind, or cannot be filled rightly.
    """
    setting = house["insurance.workbook"]
    if named is None and not setting:
        return None
    path = named or house.folder / setting
    if not is_fillable(path.name):
        raise ToolkitError(
            f"{path.name} cannot be filled: only workbooks that end in .xlsx or .xlsm can.",
            "Open it in Excel and save a copy as an Excel workbook (.xlsx), or ask the broker for one.",
            code="template",
        )
    received = read_only(path)
    return Sent(received, filled(made, received, path.name))
