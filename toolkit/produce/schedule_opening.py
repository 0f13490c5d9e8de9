"""Which earlier schedule a run bridges from: the one named, that of the issued schedule itself, else the last issued.

A schedule that is issued keeps its opening: what was issued or revised since then never changes it by itself.
"""

from __future__ import annotations

import json

from toolkit.findings import Exit, ToolkitError
from toolkit.ledger import Identity, Ledger
from toolkit.produce.opening import frozen_schedule, opening
from toolkit.produce.reading import Checked
from toolkit.reconcile.schedule_lines import LastSchedule


def bridged_from(
    checked: Checked, identity: Identity, since: str | None, *, anew: bool
) -> tuple[LastSchedule | None, tuple[str, ...]]:
    """The schedule to begin with, and remarks. ``anew``: not that of the issued one, but the last earlier one.

    Raises ToolkitError for a named file that is no schedule, or not an earlier one.
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
    """The opening that the schedule issued for this very moment has; ``earlier`` where none is issued, or of a file."""
    with Ledger.rehearse(checked.house.folder) as ledger:
        issued = ledger.latest(identity)
        if issued is None or issued.state != "issued":
            return earlier
        told = json.loads(ledger.frozen_facts(issued)).get("bridge")
        if told is None:
            return None
        opened = ledger.find(told["source"], told.get("revision") or None)
        return frozen_schedule(ledger, opened) if opened else earlier


def _name(one: LastSchedule | None) -> str:
    """A schedule by its number and revision."""
    return f"{one.number}, revision {one.revision}" if one else "none"


def _not_earlier(earlier: LastSchedule, checked: Checked) -> ToolkitError:
    return ToolkitError(
        f"{earlier.number} is of {earlier.day}, which is not before {checked.as_at:%Y-%m-%d}.",
        "Name an earlier schedule with --since, or a later day with --as-at.",
        code="usage",
        status=Exit.USAGE,
    )
