"""What is found in the demo: everything at once, and one example of each kind of finding for the handbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from toolkit.demo.faults import Fault
from toolkit.demo.house import AS_AT
from toolkit.findings import Finding, Place
from toolkit.produce.reading import read_and_check, read_house
from toolkit.produce.reconcile import reconciled

MOMENT = f"{AS_AT.isoformat()}T17:00"
"""An hour before the schedule of October is issued: until then that of September is the last."""


@dataclass(frozen=True, slots=True)
class Example:
    """One finding of the demo as the handbook shows it."""

    kind: str
    place: str
    value: str
    message: str
    hint: str


def findings(folder: Path) -> tuple[Finding, ...]:
    """Everything that ``check`` and ``reconcile`` find in a maison that the demo wrote."""
    house, moment = read_house(folder, MOMENT)
    checked = read_and_check(house, moment)
    return (*checked.findings, *reconciled(checked).findings)


def examples(found: Iterable[Finding], faults: Iterable[Fault]) -> Mapping[str, Example]:
    """One example of each kind that was planted and found, by its code: the fault's own cell where it has one."""
    planted = list(faults)
    shown: dict[str, Example] = {}
    for finding in found:
        code = finding.kind.code
        if code not in shown and any(answers(finding, fault) for fault in planted):
            place = str(finding.places[0])
            shown[code] = Example(code, place, finding.value, finding.message, finding.hint)
    return shown


def answers(finding: Finding, fault: Fault) -> bool:
    """Whether a finding is the planted fault: of its kind, and at its cell or heading or about its very piece."""
    if finding.kind.code != fault.kind:
        return False
    spots = {_spot(place) for place in finding.places}
    here = {(fault.file, fault.sheet, fault.cell), (fault.file, fault.sheet, fault.row)}
    return bool(spots & here) or (bool(fault.subject) and finding.subject == fault.subject)


def follows(finding: Finding, fault: Fault) -> bool:
    """Whether a finding is an explained consequence of a planted fault: in its row, or about its subject."""
    if finding.kind.code not in fault.brings:
        return False
    rows = {(Path(place.file).name, place.sheet, place.row) for place in finding.places}
    named = {finding.subject, *finding.value.split(", ")}
    return (fault.file, fault.sheet, fault.row) in rows or (bool(fault.subject) and fault.subject in named)


def _spot(place: Place) -> tuple[str, str | None, str | int | None]:
    """A place as planted faults name it: a cell, or the row where there is none."""
    return Path(place.file).name, place.sheet, place.cell or place.row
