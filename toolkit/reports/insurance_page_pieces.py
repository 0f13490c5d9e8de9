"""A page for each piece chosen: its photograph, what it is, what it is worth and on which basis, where it is."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from toolkit.findings import ToolkitError
from toolkit.render.basis_words import line_words
from toolkit.render.pictures import printable
from toolkit.render.wording import label, money, text, when
from toolkit.reports.insurance import Away, Line, Schedule
from toolkit.reports.insurance_situations import in_total
from toolkit.values import fold_code

PICTURE_WIDTH, PICTURE_HEIGHT = 150, 108  # millimetres


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is recorded under it."""

    label: str
    words: str
    attention: bool = False


@dataclass(frozen=True, slots=True)
class PiecePage:
    """One piece: its heading, its facts, and its photograph as the address of the picture itself (empty: none)."""

    stock_no: str
    description: str
    detail: str
    facts: tuple[Fact, ...]
    picture: Markup


def piece_pages(
    schedule: Schedule, stock_nos: Sequence[str], pictures: Mapping[str, bytes] | None = None
) -> tuple[PiecePage, ...]:
    """The pages of these pieces, each once, in the order asked for; ``pictures`` are files by stock number.

    A photograph is drawn anew, so that nothing of where and when it was taken stands in it. Raises ToolkitError for a
    piece the schedule does not list, and for a picture that cannot be opened.
    """
    lines = {fold_code(line.stock_no): line for line in _listed(schedule)}
    unknown = [number for number in stock_nos if fold_code(number) not in lines]
    if unknown:
        raise ToolkitError(
            f"This schedule does not list {', '.join(unknown)}.",
            "Check the stock number in the stock register; a page is made for a piece that is held.",
            code="not-found",
        )
    taken = {fold_code(number): data for number, data in (pictures or {}).items()}
    keys = dict.fromkeys(fold_code(number) for number in stock_nos)
    return tuple(_page(schedule, lines[key], taken.get(key)) for key in keys)


def _listed(schedule: Schedule) -> Iterator[Line]:
    """Every piece held; what is in the total comes last, so that it stands for its number."""
    yield from (*schedule.exceptions, *schedule.in_doubt)
    yield from in_total(schedule)


def _page(schedule: Schedule, line: Line, picture: bytes | None) -> PiecePage:
    address = ""
    if picture is not None:
        drawn = printable(
            picture, f"The photograph of {line.stock_no}", width_mm=PICTURE_WIDTH, height_mm=PICTURE_HEIGHT
        )
        address = f"data:image/jpeg;base64,{base64.b64encode(drawn).decode()}"
    facts = tuple(fact for fact in _facts(schedule, line) if fact.words)
    return PiecePage(line.stock_no, line.description, line.detail, facts, Markup(address))  # noqa: S704 - letters only


def _facts(schedule: Schedule, line: Line) -> Iterator[Fact]:
    """What is recorded of it; a value that is not known is said to be so."""
    language = schedule.language
    worth = money(line.value.amount, line.value.currency, language) if line.value else text("unknown", language)
    yield Fact(text("stock_no", language), line.stock_no)
    yield Fact(text("identifiers", language), line.identifiers or text("unknown", language))
    yield Fact(text("category", language), label(line.category, language))
    yield Fact(text("ownership", language), label(line.ownership, language))
    yield Fact(text("owner", language), line.owner if line.owner != line.stock_no else "")
    yield Fact(text("value", language), worth, attention=line.value is None)
    yield Fact(text("basis", language), line_words(line.basis, language) if line.basis else "")
    yield Fact(text("valued", language), when(line.valued, language) if line.valued else text("unknown", language))
    places = {line.by_day or line.situation, line.at_night or line.situation}
    where = ", ".join(filter(None, (label(line.situation, language), line.location)))
    if len(places) > 1:
        yield Fact(text("by_day", language), label(line.by_day, language))
        yield Fact(text("at_night", language), label(line.at_night, language))
        yield Fact(text("location", language), line.location)
    else:
        yield Fact(text("situation", language), where)
    if line.away:
        yield from _away(line.away, language)
    for reason in line.reasons:
        yield Fact(text("in_doubt", language), reason[:1].upper() + reason[1:], attention=True)


def _away(gone: Away, language: str) -> Iterator[Fact]:
    """With whom, since when, due when, on which receipt."""
    yield Fact(text("holder", language), gone.holder)
    yield Fact(text("since", language), when(gone.since, language) if gone.since else "")
    due = when(gone.due_back, language) if gone.due_back else ""
    late = f"{due}, {text('overdue', language)}" if gone.overdue else due
    yield Fact(text("due_back", language), late, attention=gone.overdue)
    yield Fact(text("receipt", language), gone.receipt)
