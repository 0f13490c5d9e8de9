"""The review of letters as XLSX: one row a letter with text and reasons, room for her answer, and who gets none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from toolkit.files import read_only
from toolkit.findings import Place
from toolkit.house import House
from toolkit.letters.discretion import NO_OCCASION, Unwritten
from toolkit.letters.history import row_key
from toolkit.letters.letter import Occasion
from toolkit.letters.likeness import Alike
from toolkit.produce.letters_drafted import Drafted, Letters
from toolkit.produce.letters_drafts import Book
from toolkit.produce.letters_review import heading, identifier, list_number, standing
from toolkit.render.wording import NONE, moment, short_date
from toolkit.render.xlsx import CellValue, Formula, Line, Table, fill
from toolkit.show.findings import places_text
from toolkit.show.occasions import LABELS, called, held_words
from toolkit.show.trace import when_text
from toolkit.templates import template as template_path

TEMPLATE = "letters-review.xlsx"  # in workbook_templates/
LANGUAGE = "en"
_LETTER = (
    "state", "write_by", "client", "occasion", "text", "why", "cells", "held", "remarks", "draft", "answer", "by",
    "note", "mark",
)  # fmt: skip
_NONE = ("client", "name", "reason", "releases", "cells")
STATES = {
    "waiting": "to answer", "approved": "approved", "refused": "no", "held": "held", "issued": "issued",
    "revoked": "changed since approved",
}  # fmt: skip
_ORDER = {"revoked": 0, "waiting": 1, "held": 2, "approved": 3, "refused": 4, "issued": 5}


def book(house: House) -> Book:
    """What makes the review workbook of a desk, in the house's own template where it has one."""
    path = template_path(TEMPLATE, "workbook_templates", house.folder)
    return lambda letters, target: review_book(
        letters, house["house.name"], target, read_only(path), name=f"The template {path.name}"
    )


def review_book(letters: Letters, house: str, target: Path, template: bytes, *, name: str = "The template") -> bytes:
    """The letters of a desk as a review. ``target`` is where the file will stand; ``name`` is that of the template."""
    number = list_number(letters)
    drafted = sorted(letters.drafted, key=lambda one: _ORDER[one.state])
    tables = {
        "letter": _table("letter", _LETTER, (_line(one, letters, number, target.parent) for one in drafted)),
        "none": _table("none", _NONE, map(_none, sorted(letters.unwritten, key=_without_occasion))),
    }
    states = Counter(one.state for one in drafted)
    values: dict[str, CellValue] = {
        "title": f"Letters, {_day(letters.first)} to {_day(letters.last)}",
        "house": house.upper(),
        "imprint": f"As at {moment(letters.as_at, LANGUAGE)}. An answer holds for exactly the words that stand here.",
        "how": "Choose yes, no or edit under Answer; with edit, your own words under Note are put in. What is held "
        "needs a reason under Note, without a name. Save, then run: boutique letters review --marks FILE.",
        "figure_waiting": states["waiting"] + states["revoked"],
        "figure_held": states["held"],
        "figure_approved": states["approved"],
        "figure_none": len({row_key(one.client.client) for one in letters.unwritten}),
        "none_note": "Every other client of the register, and why.",
        "letter_number": heading(number),
    }
    return fill(template, values, tables, name=name, properties={"title": f"Letters · {house}"})


def _table(prefix: str, columns: Iterable[str], lines: Iterable[Line]) -> Table:
    return Table(tuple(lines), tuple(f"{prefix}_{column}" for column in columns))


def _line(one: Drafted, letters: Letters, number: str, folder: Path) -> Line:
    occasion = one.letter.occasion
    client = f"{one.client}\n{called(occasion.client)}"
    decision = one.decision
    stands = standing(one)
    return Line(
        (
            STATES[one.state],
            short_date(occasion.write_by, LANGUAGE) + (" (late)" if occasion.late else ""),
            client,
            "\n".join(_occasion(part) for part in (occasion, *occasion.with_)),
            one.body,
            "\n".join(context(occasion)),
            _cells(one),
            "\n".join(map(held_words, one.holds)) or NONE,
            "\n".join(remarks(one, letters)) or NONE,
            _link(one, folder),
            stands or None,
            (decision.who if decision and stands else None),
            (decision.reason if decision and stands else None) or None,
            identifier(one, client, number),
        )
    )


def _occasion(occasion: Occasion) -> str:
    return f"{LABELS[occasion.kind]}, {_day(occasion.day)}"


def context(occasion: Occasion) -> Iterator[str]:
    """What a person should know before writing: why, what was last said, what is open."""
    for part in (occasion, *occasion.with_):
        yield part.why
    if occasion.last:
        words = ", ".join(filter(None, (occasion.last.channel, occasion.last.subject, occasion.last.outcome)))
        yield f"Last: {when_text(occasion.last.contact_date)}, {words}"
    for words in occasion.open:
        yield f"Open: {words}"


def _cells(one: Drafted) -> str:
    """The cells behind a letter, sheet by sheet."""
    cells: dict[Place, list[str]] = {}
    for place in dict.fromkeys(one.letter.used):
        cells.setdefault(Place(place.file, place.sheet), []).append(place.cell or f"row {place.row}")
    return "\n".join(f"{sheet}: {', '.join(found)}" for sheet, found in cells.items())


def remarks(one: Drafted, letters: Letters) -> Iterator[str]:
    """What else to look at: sentences another letter has too, what was changed in Word, what the greeting rests on."""
    yield from one.letter.findings
    for alike in one.alike:
        yield _alike(alike, letters)
    for change in one.since:
        yield f"The registers changed since the draft: {_change(change.was, change.now)}"
    for change in one.differences:
        yield f"In Word: {_change(change.was, change.now)}"


def _alike(alike: Alike, letters: Letters) -> str:
    other = letters.of(alike.other)
    whose = "her last letter" if alike.former else f"the letter to {other.client}" if other else "another letter"
    return f"As in {whose}: {' '.join(f'“{said}”' for said in alike.said)}"


def _change(was: str, now: str) -> str:
    if not was:
        return f"put in “{now}”"
    return f"taken out “{was}”" if not now else f"“{was}” became “{now}”"


def _link(one: Drafted, folder: Path) -> CellValue:
    """The draft's name, as a link where it lies in the review's own folder."""
    if not one.data:
        return NONE
    name = one.path.name
    return Formula(name, f'HYPERLINK("{name}","{name}")') if one.path.parent == folder and '"' not in name else name


def _without_occasion(one: Unwritten) -> bool:
    """Those for whom there was an occasion stand first."""
    return any(hold.code == NO_OCCASION for hold in one.reasons)


def _none(one: Unwritten) -> Line:
    client = one.client
    places = tuple(dict.fromkeys(place for hold in one.reasons for place in hold.places))
    return Line(
        (
            client.client.client_no or NONE,
            called(client),
            "\n".join(hold.words for hold in one.reasons),
            "\n".join(dict.fromkeys(hold.releases for hold in one.reasons)),
            places_text(places) if places else NONE,
        )
    )


def _day(day: date) -> str:
    return short_date(day, LANGUAGE)
