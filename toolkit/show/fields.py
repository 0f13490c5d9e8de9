"""The names a template may use, for people and for programs."""

from __future__ import annotations

from typing import Any

from toolkit.produce.fields import Listed


def fields_json(listed: Listed) -> dict[str, Any]:
    """Every name with its value and the loop it stands in."""
    made: dict[str, Any] = {
        "schema": "boutique.fields/1",
        "template": listed.template,
        "of": listed.of,
        "fields": [{"name": one.name, "value": one.value, "within": one.within} for one in listed.fields],
    }
    if listed.template.endswith(".docx"):
        for shown, one in zip(made["fields"], listed.fields, strict=True):
            shown |= {"where": one.where, "nearest": one.near or None}
        made["others"] = [{"name": one.name, "value": one.value} for one in listed.others]
        made["faults"] = [{"message": one.words, "hint": one.hint} for one in listed.faults]
    return made


def fields_text(listed: Listed) -> str:
    """A line a name, its value beside it; names inside a loop below the line that begins it."""
    if listed.template.endswith(".docx"):
        return _letter_text(listed)
    lines = [f"{listed.template}: what it may use, with the values of {listed.of}."]
    within = ""
    for one in listed.fields:
        if one.within != within:
            within = one.within
            lines.append(f"\n{within}" if within else "")
        lines.append(f"  {one.name:<34} {one.value}")
    lines.append("\nCopy the template into the house's folder html/ to change it; a name that is not here stops it.")
    return "\n".join(lines)


def _letter_text(listed: Listed) -> str:
    """What a letter's template uses, part by part; what is wrong with it first, and what else it might use last."""
    lines = []
    if listed.faults:
        lines.append(f"{listed.template} cannot be used as it is. No register was read.")
        lines += [f"\n  {one.words}\n    {one.hint}" for one in listed.faults]
        lines.append("\nThe names it uses:")
    else:
        lines.append(f"{listed.template}: the names it uses, with the values of {listed.of}.")
    heading = ""
    for one in listed.fields:
        here = " > ".join(filter(None, ("" if one.where == "text" else one.where, one.within)))
        if here != heading:
            heading = here
            lines.append(f"\n{here}" if here else "")
        value = f"there is no such name; did you mean {one.near}?" if one.near else one.value
        lines.append(f"  {one.name:<34} {value}".rstrip())
    if listed.others:
        lines.append("\nIt might use as well:")
        lines += [f"  {one.name:<34} {one.value}" for one in listed.others]
    return "\n".join(lines)
