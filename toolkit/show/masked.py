"""The masked twin, told: what was replaced and searched for, what stays, what to look at before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from toolkit.checks.pieces import counted
from toolkit.produce.masked import Masked

KEPT = (
    "words the program itself looks for: headings, categories, metals, stones, makers it knows, titles",
    "dates, but the days of birthdays; years, weights, sizes, quantities, percentages",
    "countries, the first part of postcodes and telephone numbers, house numbers below 100",
    "the limits in your own rules",
)
LEFT_OUT = "pictures, documents, the ledger, your answers, contracts, passwords, and whatever else the files hold"
LOOK = (
    "Before you send it, open each file and read the columns of notes: a name that is an everyday word, such as Rose "
    "or Price, stays where it stands in no column for names."
)


def masked_text(made: Masked, *, written: bool) -> str:
    """The outcome in words."""
    return "\n".join(_lines(made, written=written))


def _lines(made: Masked, *, written: bool) -> Iterator[str]:
    yield f"The twin {'is in' if written else 'would be written to'} {made.folder}:"
    yield from (f"  {name}" for name in made.files)
    yield f"Searched for {made.searched:,} of your words, numbers and amounts: none is left."
    if made.differences:
        yield "Check and reconcile find the same in both but for these kinds:"
        yield from (f"  {one.kind}: yours {one.hers}, the twin {one.twin}" for one in made.differences)
    else:
        kinds = counted(made.kinds, "kind")
        yield f"Check and reconcile find the same in both: {counted(made.findings, 'finding')} of {kinds}."
    yield "Kept as they are:"
    yield from (f"  - {kept}" for kept in KEPT)
    yield f"Not taken along: {LEFT_OUT}."
    yield LOOK


def masked_json(made: Masked, as_at: datetime, *, written: bool) -> dict[str, Any]:
    """The outcome as one object."""
    return {
        "schema": "boutique.masked/1",
        "as_at": as_at.isoformat(timespec="minutes"),
        "folder": str(made.folder),
        "written": written,
        "files": list(made.files),
        "searched": made.searched,
        "left": 0,
        "findings": made.findings,
        "kinds": made.kinds,
        "differences": [{"kind": one.kind, "hers": one.hers, "twin": one.twin} for one in made.differences],
        "rounds": made.rounds,
    }
