"""The names a template may use, for people and for programs."""

from __future__ import annotations

from typing import Any

from toolkit.produce.fields import Listed


def fields_json(listed: Listed) -> dict[str, Any]:
    """Every name with its value and the loop it stands in."""
    return {
        "schema": "boutique.fields/1",
        "template": listed.template,
        "of": listed.of,
        "fields": [{"name": one.name, "value": one.value, "within": one.within} for one in listed.fields],
    }


def fields_text(listed: Listed) -> str:
    """A line a name, its value beside it; names inside a loop below the line that begins it."""
    lines = [f"{listed.template}: what it may use, with the values of {listed.of}."]
    within = ""
    for one in listed.fields:
        if one.within != within:
            within = one.within
            lines.append(f"\n{within}" if within else "")
        lines.append(f"  {one.name:<34} {one.value}")
    lines.append("\nCopy the template into the house's folder html/ to change it; a name that is not here stops it.")
    return "\n".join(lines)
