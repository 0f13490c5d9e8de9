"""The names a page's template may use, each with the value it has for a piece of her own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

from markupsafe import Markup

from toolkit.findings import Exit, ToolkitError
from toolkit.produce.reading import Checked
from toolkit.render.docx_package import Fault
from toolkit.reports.provenance import Dossier, Withheld
from toolkit.reports.provenance_case import Holdings

_LONGEST = 70
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A name as a template writes it (``dossier.title``, ``paper.checked``), where it holds, and its value.

    Of a letter's also the part it stands in (``header``), and for a misspelt one the name that is nearest.
    """

    name: str
    value: str
    within: str = ""
    where: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The names of one template; ``of`` says whose values these are.

    Of a letter ``fields`` are those it uses, ``others`` those it might, ``faults`` why it cannot be used as it is.
    """

    template: str
    of: str
    fields: tuple[Field, ...]
    others: tuple[Field, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether the template stops its letters: a fault, or a name there is not."""
        return bool(self.faults) or any(one.near for one in self.fields)


def listed(checked: Checked, template: str, stock_no: str = "") -> Listed:
    """Every name that a template may use. Raises ToolkitError for an unknown template, or a piece withheld."""
    made = TEMPLATES.get(template.removesuffix(".html"))
    if made is None:
        raise ToolkitError(
            f"There is no template {template!r}.",
            f"It can be: {', '.join(TEMPLATES)}; or a letter, such as birthday.docx.",
            code="usage",
            status=Exit.USAGE,
        )
    of, context = made(checked, stock_no)
    found = (field for name, value in context.items() for field in _fields(name, value, "", 0))
    return Listed(f"{template.removesuffix('.html')}.html", of, tuple(dict.fromkeys(found)))


def _dossier(checked: Checked, stock_no: str) -> tuple[str, Mapping[str, object]]:
    from toolkit.produce.dossier_files import Evidence, pictures
    from toolkit.readers.prose import parse
    from toolkit.reports.dossier_page import context
    from toolkit.reports.provenance_facts import numbered

    house = checked.house
    evidence = Evidence(house.folder, house["dossier.evidence"])
    holdings = Holdings(checked.registers, house, checked.as_at, checked.findings, evidence.digests, parse)
    told = numbered(_sample(holdings, stock_no), f"D-{checked.as_at.year}-001", 1)
    made = context(told, pictures(told, evidence), accent=house["house.accent"], paper=house["house.paper"])
    return told.stock_no, made


def _sample(holdings: Holdings, stock_no: str) -> Dossier:
    """The dossier asked for; else that of the piece with the richest past, for its values say most."""
    from toolkit.reports.provenance_facts import dossier

    if stock_no:
        told = dossier(holdings, stock_no)
        if isinstance(told, Withheld):
            raise ToolkitError(told.reasons[0].words, told.reasons[0].hint, code="withheld", status=Exit.IN_DOUBT)
        return told
    past = [event.stock_no or "" for event in holdings.registers.others.get("provenance", ())]
    stock = [piece.stock_no or "" for piece in holdings.registers.pieces]
    for number in dict.fromkeys(sorted(past, key=lambda each: -past.count(each)) + stock):
        found = dossier(holdings, number, value=True) if number else None
        if isinstance(found, Dossier):
            return found
    raise ToolkitError("No piece of the stock register has a dossier to show.", "Run 'boutique check'.", code="none")


def _schedule(checked: Checked, stock_no: str) -> tuple[str, Mapping[str, object]]:
    from toolkit.reports.insurance_build import schedule
    from toolkit.reports.insurance_page import context

    del stock_no  # a schedule is of every piece
    house = checked.house
    return house["house.name"], context(schedule(checked.registers, house, checked.as_at), house["house.paper"])


TEMPLATES: Mapping[str, Callable[[Checked, str], tuple[str, Mapping[str, object]]]] = {
    "dossier": _dossier,
    "schedule": _schedule,
}
"""The templates there are, and what makes their values."""


def _fields(name: str, value: object, within: str, depth: int) -> Iterator[Field]:
    """A name and those below it; of a list the first item, as a loop sees it."""
    if depth > _DEEPEST or callable(value):
        return
    if isinstance(value, tuple | list):
        loop = f"for {_one(name)} in {name}"
        yield Field(name, "1 item" if len(value) == 1 else f"{len(value)} items", within)
        if value and not isinstance(value[0], str | int):
            yield from _fields(_one(name), value[0], " > ".join(filter(None, (within, loop))), depth + 1)
        elif value:
            yield Field(_one(name), shown(value[0]), " > ".join(filter(None, (within, loop))))
    elif is_dataclass(value) and not isinstance(value, type):
        for each in fields(value):
            if each.name != "places":
                yield from _fields(f"{name}.{each.name}", getattr(value, each.name), within, depth + 1)
    elif isinstance(value, Mapping):
        for key, each in value.items():
            path = f"{name}.{key}" if str(key).isidentifier() else f"{name}['{key}']"
            yield from _fields(path, each, within, depth + 1)
    else:
        yield Field(name, shown(value), within)


def _one(name: str) -> str:
    """What one item of a list is called."""
    last = name.rpartition(".")[2]
    return last.removesuffix("s") if last.endswith("s") and last not in {"words", "basis", "says"} else f"one_{last}"


def shown(value: object) -> str:
    """A value in one line, for people."""
    if value is None:
        return "(none)"
    if isinstance(value, Markup):
        return "(a drawing or picture)" if value.lstrip().startswith(("<", "data:")) else _cut(str(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return _cut(" ".join(str(value).split())) or "(empty)"


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
