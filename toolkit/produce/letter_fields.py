"""The names a letter's template uses, each with a client's own value, a misspelt one with its nearest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from toolkit.files import read_only
from toolkit.findings import ToolkitError
from toolkit.house import House
from toolkit.letters.compose import NAMES, TEMPLATES, compose
from toolkit.letters.letter import Occasion
from toolkit.letters.occasions import occasions
from toolkit.produce.fields import Field, Listed, shown
from toolkit.produce.reading import Checked
from toolkit.reconcile.keys import code_key
from toolkit.reconcile.united import One, clients
from toolkit.records import Registers
from toolkit.render.docx import Template, template
from toolkit.render.docx_names import Used
from toolkit.templates import template as find_template
from toolkit.values import fold

FOLDER = "letter_templates"
_YEAR = timedelta(days=365)


def letter_listed(house: House, as_at: datetime, named: str, client: str, read: Callable[[], Checked]) -> Listed:
    """Every name of a letter's template. One with faults is told of before ``read`` is called; no data is read then."""
    path = Path(named)
    found = path if path.is_file() else find_template(named, FOLDER, house.folder)
    opened = template(read_only(found), found.name)
    if opened.faults:
        return Listed(found.name, "", _fields(opened, {}), faults=opened.faults)
    registers = read().registers
    occasion = _sample(registers, house, as_at, found.name, client)
    letter = compose(occasion, registers, house, as_at)
    fields = _fields(opened, letter.context)
    used = {each.path for each in opened.fields}
    others = tuple(Field(name, _value(letter.context, name)) for name in NAMES if name not in used and "[]" not in name)
    one = occasion.client.client
    of = " ".join(filter(None, (one.client_no, one.title, one.first_name, one.surname or one.name)))
    return Listed(found.name, of, fields, others=others)


def _fields(opened: Template, context: Mapping[str, object]) -> tuple[Field, ...]:
    return tuple(dict.fromkeys(_field(each, context) for each in opened.fields))


def _field(each: Used, context: Mapping[str, object]) -> Field:
    near = "" if each.path in NAMES or _group(each.path) else _nearest(each.path)
    return Field(each.name, _value(context, each.path) if context and not near else "", each.within, each.where, near)


def _group(path: str) -> bool:
    """Whether names stand below this one: ``{% if occasion %}``."""
    return any(name.startswith(f"{path}.") for name in NAMES)


def _nearest(path: str) -> str:
    """The name that was probably meant."""
    from rapidfuzz import fuzz, process

    found = process.extractOne(path, NAMES, scorer=fuzz.ratio)
    return str(found[0]).replace("[]", "")


def _value(context: Mapping[str, object], path: str) -> str:
    value: object = context
    for step in path.replace("[]", ".[]").split("."):
        if step == "[]":
            value = value[0] if isinstance(value, list) and value else None
        else:
            value = value.get(step) if isinstance(value, Mapping) else None
    if isinstance(value, list):
        return "1 item" if len(value) == 1 else f"{len(value)} items"
    return "(a group of names)" if isinstance(value, Mapping) and value else shown(value or None)


def _sample(registers: Registers, house: House, as_at: datetime, name: str, client: str) -> Occasion:
    """An occasion of the template's own kind in the coming year, of that client or of whoever has one; else any day."""
    kinds = {kind for kind, stem in TEMPLATES.items() if stem == name.partition(".")[0]}
    today = as_at.date()
    known = clients(registers)
    wanted = _client(known, client) if client else None
    near = occasions(registers, house, today, today + _YEAR, as_at)
    of = [one for one in near if wanted is None or one.client is wanted]
    fitting = [one for one in of if one.kind in kinds] or of
    language = "fr" if ".fr." in name else house["house.language"]
    if fitting:  # of equals the first: one in the template's language, and the richest shows most
        return max(fitting, key=lambda one: (one.client.client.language == language, len(one.say)))
    someone = wanted or next(iter(known), None)
    if someone is None:
        raise ToolkitError("There is no client whose letter could be shown.", "Map a register of clients.", code="none")
    return Occasion(next(iter(sorted(kinds)), "birthday"), someone, today, today, late=False, why="")


def _client(known: tuple[One, ...], wanted: str) -> One:
    for one in known:
        if code_key(wanted) in map(code_key, one.numbers) or fold(wanted) in one.names:
            return one
    raise ToolkitError(f"There is no client {wanted!r}.", "Give the client's number or whole name.", code="not-found")
