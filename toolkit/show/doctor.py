"""What the doctor found, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.machine import Check

SYSTEMS = {"debian": "Debian, Ubuntu", "macos": "macOS", "windows": "Windows"}


def healthy(checks: Sequence[Check]) -> bool:
    """Whether everything that is needed is there."""
    return all(check.present for check in checks if check.needed)


def text(checks: Sequence[Check], system: str) -> str:
    """One line a check; under what is missing, what to type on this system (on every system, where it is unknown)."""
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        word = "ok" if check.present else "MISSING" if check.needed else "not here"
        lines.append(f"{word:<8}  {check.name:<{width}}  {check.found}")
        if not check.present:
            lines.append(f"{'':<8}  {'':<{width}}  needed for: {check.purpose}")
            lines += [f"{'':<8}  {'':<{width}}  {line}" for line in _advice(check, system)]
    lacking = [check.name for check in checks if check.needed and not check.present]
    verdict = f"Missing: {', '.join(lacking)}." if lacking else "Everything that is needed is here."
    return "\n".join([*lines, "", verdict])


def _advice(check: Check, system: str) -> list[str]:
    """What to type, as lines that name their system; one line where it is the same on all."""
    if len(set(check.advice.values())) == 1:
        return [f"what to do: {words}" for words in set(check.advice.values())]
    if system in check.advice:
        return [f"{SYSTEMS[system]}: {check.advice[system]}"]
    return [f"{SYSTEMS[name]}: {words}" for name, words in check.advice.items()]


def as_json(checks: Sequence[Check], system: str) -> dict[str, object]:
    """The same as one JSON object, advice for every system included."""
    rows = [
        {
            "name": check.name,
            "present": check.present,
            "needed": check.needed,
            "found": check.found,
            "purpose": check.purpose,
            "advice": dict(check.advice),
        }
        for check in checks
    ]
    return {"schema": "boutique.doctor/1", "system": system, "healthy": healthy(checks), "checks": rows}
