"""A day as a person types it behind an option."""

from __future__ import annotations

from datetime import date

from toolkit.findings import Exit, ToolkitError


def asked_day(option: str, text: str | None) -> date | None:
    """The day an option names; None where nothing is said. Raises ToolkitError (usage) for what is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ToolkitError(
            f"{option} {text!r} is not a date.", "Write it like 2026-12-31.", status=Exit.USAGE, code="usage"
        ) from error
