"""Which earlier schedule a run bridges from: the one named, that of the issued schedule itself, else the last issued.

A schedule that is issued keeps its opening: what was issued or revised since then never changes it by itself.
"""

from __future__ import annotations

import json

from toolkit.findings import Exit, ToolkitError
from toolkit.ledger import Identity, Issued, Ledger
from toolkit.produce.opening import frozen_schedule, opening
from toolkit.produce.reading import Checked
from toolkit.reconcile.schedule_lines import LastSchedule


def bridged_from(
    checked: Checked, identity: Identity, since: str | None, *, anew: bool
) -> tuple[LastSchedule | None, tuple[str, ...]]:
    """The schedule to begin with, and remarks. ``anew``: not that of the issued one, but the last earlier one.

    Raises ToolkitError for a named file that is no schedule, or not an earlier one, and where the issued schedule
    begins with a file that is not named.
    """
    earlier, remarks = opening(checked.house, checked.as_at, since)
    if since:
        if earlier and earlier.dated and earlier.as_at >= checked.as_at:
            raise _not_earlier(earlier, checked)
        return earlier, remarks
    kept = earlier if anew else _kept(checked, identity, earlier)
    if _name(kept) == _name(earlier):
        return earlier, remarks
    said = f"It is bridged from {_name(kept)}, as when it was issued; the last earlier one is now {_name(earlier)}."
    return kept, (f"{said} --overwrite bridges it anew.",)


def _kept(checked: Checked, identity: Identity, earlier: LastSchedule | None) -> LastSchedule | None:
    """The opening that the schedule issued for this very moment has; ``earlier`` where none is issued.

    Raises ToolkitError where it was issued with a file for its opening: without that file it would be another one.
    """
    with Ledger.rehearse(checked.house.folder) as ledger:
        issued = ledger.latest(identity)
        if issued is None or issued.state != "issued":
            return earlier
        told = json.loads(ledger.frozen_facts(issued)).get("bridge")
        if told is None:
            return None
        if told.get("revision") == 0:  # a file has none
            raise _of_a_file(issued, told["source"], earlier)
        opened = ledger.find(told["source"], told.get("revision") or None)
        return frozen_schedule(ledger, opened) if opened else earlier


def _name(one: LastSchedule | None) -> str:
    """A schedule by its number and revision."""
    return f"{one.number}, revision {one.revision}" if one else "none"


def _of_a_file(issued: Issued, file: str, earlier: LastSchedule | None) -> ToolkitError:
    begins = f"bridged from {_name(earlier)}" if earlier else "which begins with no earlier schedule"
    return ToolkitError(
        f"{issued.number} was issued with --since: it is bridged from {file}. Nothing was written.",
        f'Run it again with --since "{file}" (where that file lies), or add --overwrite to issue revision '
        f"{issued.revision + 1}, {begins}.",
        code="exists",
    )


def _not_earlier(earlier: LastSchedule, checked: Checked) -> ToolkitError:
    return ToolkitError(
        f"{earlier.number} is of {earlier.day}, which is not before {checked.as_at:%Y-%m-%d}.",
        "Name an earlier schedule with --since, or a later day with --as-at.",
        code="usage",
        status=Exit.USAGE,
    )
