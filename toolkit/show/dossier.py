"""What became of dossiers, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.produce.dossier import Made
from toolkit.show.findings import place_json

_STATES = {
    "issued": "issued",
    "unchanged": "unchanged: the same dossier is issued already",
    "draft": "a draft: it has no number and is not recorded",
    "dry-run": "a dry run: nothing was written",
    "withheld": "withheld",
}


def dossier_json(made: Sequence[Made]) -> dict[str, Any]:
    """Every dossier with its number, its files, and what would release it where it is withheld."""
    return {"schema": "boutique.dossier/1", "dossiers": [_one(each) for each in made]}


def _one(made: Made) -> dict[str, Any]:
    told, outcome = made.dossier, made.outcome
    return {
        "stock_no": made.stock_no,
        "number": outcome.number,
        "revision": outcome.revision,
        "state": outcome.state,
        "edition": made.edition,
        "facts": told.facts if told else "",
        "gaps": len(told.gaps) if told else None,
        "files": [{"path": str(path), "sha256": sha256} for path, sha256 in outcome.files],
        "notes": list(outcome.notes),
        "withheld": [
            {
                "message": reason.words,
                "place": place_json(reason.places[0]) if reason.places else None,
                "places": [place_json(place) for place in reason.places],
                "hint": reason.hint,
            }
            for reason in made.withheld
        ],
    }


def dossier_text(made: Sequence[Made], folder: Path) -> str:
    """One paragraph a piece: what it is, its number and file; for one withheld, each cell and what to type."""
    if not made:
        return "No piece was sold in that time."
    parts = [_told(each, folder) for each in made]
    held = sum(bool(each.withheld) for each in made)
    if len(made) > 1:
        parts.append(f"{len(made) - held} of {len(made)} dossiers made, {held} withheld.")
    return "\n".join(parts)


def _told(made: Made, folder: Path) -> str:
    outcome, told = made.outcome, made.dossier
    head = f"{made.stock_no}, {made.edition}"
    if told is None:
        lines = [f"{head}: withheld."]
        for reason in made.withheld:
            where = f"{'; '.join(str(place) for place in reason.places)}: " if reason.places else ""
            lines.append(f"  {where}{reason.words}")
            lines.append(f"    {reason.hint}")
        return "\n".join(lines)
    number = f"{outcome.number}, revision {outcome.revision}: " if outcome.number else ""
    lines = [f"{head}, {told.title}: {number}{_STATES[outcome.state]}."]
    gaps = f"{len(told.gaps)} gap{'' if len(told.gaps) == 1 else 's'}"
    lines.append(f"  {told.completeness.filled} of {told.completeness.of} of Object ID, "
                 f"{len(told.chain)} steps of ownership, {gaps}, {len(told.evidence)} documents")  # fmt: skip
    for path, sha256 in outcome.files:
        shown = path.relative_to(folder) if path.is_relative_to(folder) else path
        lines.append(f"  {shown}  {sha256[:12]}")
    return "\n".join([*lines, *(f"  {note}" for note in outcome.notes)])
