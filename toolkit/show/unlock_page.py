"""The unlock list as one page that stands alone: what to fill in first, what that releases, how complete it all is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from toolkit.reports.unlock import Ask, Kind, Step, Tally, Unit, Unlock, tally
from toolkit.reports.unlock_score import Score, share
from toolkit.show.page_frame import Frame
from toolkit.show.report_cells import Spot, clipped, isolated, spots
from toolkit.show.report_rows import pieces
from toolkit.show.unlock_words import (
    EXPLAINED,
    TITLE,
    change,
    field_words,
    filled_words,
    promise,
    tally_words,
    trend_words,
    units_words,
    value_words,
)

TOGETHER = 10
"""After how many answers the head says what is released."""
_COUNTED: Mapping[Kind, str] = MappingProxyType(
    {"schedule": "Schedule lines", "dossier": "Dossiers", "sell-through": "In brands’ reports"}
)
_MOVED = {1: "better", 0: "as before", -1: "worse"}


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as shown; ``now`` is what stands in its cells, empty where they are blank."""

    rank: str
    spots: tuple[Spot, ...]
    more: str
    heading: str
    now: str
    why: str
    hint: str
    releases: str
    value: str
    waits: str


@dataclass(frozen=True, slots=True)
class Apart:
    """One thing no cell releases, with a reason."""

    what: str
    spots: tuple[Spot, ...]
    more: str
    why: str
    hint: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a category: how many have it, before, and whether that is better or worse."""

    label: str
    share: int
    figures: str
    before: str
    moved: str


def page(made: Unlock, *, folder: Path | None = None) -> str:
    """The list as HTML. ``folder`` holds the house's own templates, which take the place of ours."""
    frame = Frame(TITLE, made.house, made.accent, made.as_at, folder)
    return frame.page("unlock_body.html", _facts(made), style="unlock.css")


def _facts(made: Unlock) -> dict[str, object]:
    """Everything the body shows."""
    return {
        "figures": _figures(made.held),
        "value": value_words(made.held),
        "promise": promise(made, TOGETHER),
        "explained": EXPLAINED,
        "steps": [(f"{step.cells:,}", tally_words(step.released), _reach(step, made)) for step in made.steps],
        "answers": pieces([_answer(ask) for ask in made.asks]),
        "elsewhere": pieces([apart for unit in made.elsewhere for apart in _apart(unit)]),
        "scores": list(_scores(made.scores)),
        "compared": any(score.before for score in made.scores),
        "notes": made.notes,
    }


def _figures(held: Tally) -> list[tuple[str, str]]:
    """What is held back, by document."""
    return [(words, f"{held.units.get(kind, 0):,}") for kind, words in _COUNTED.items()]


def _reach(step: Step, made: Unlock) -> int:
    """How far a step comes, in percent of all that is held back."""
    return share(made.held.all, step.released.all)


def _answer(ask: Ask) -> Answer:
    need = ask.need
    shown, more = spots(need.places)
    return Answer(
        rank=f"{ask.rank:,}",
        spots=shown,
        more=more,
        heading=ask.heading,
        now=clipped(ask.read),
        why=isolated(clipped(need.why), ask.read),
        hint=isolated(need.hint),
        releases=units_words(ask.releases),
        value=value_words(tally(ask.releases)),
        waits=units_words(ask.waits),
    )


def _apart(unit: Unit) -> Iterator[Apart]:
    """A row a reason."""
    for need in unit.elsewhere:
        shown, more = spots([place for place in need.places if place.row])
        yield Apart(units_words([unit]), shown, more, isolated(clipped(need.why)), isolated(need.hint))


def _scores(scores: Sequence[Score]) -> Iterator[tuple[str, list[Field]]]:
    """The fields, category by category."""
    for category, group in groupby(scores, key=lambda score: field_words(score)[0]):
        yield category, [_field(score) for score in group]


def _field(score: Score) -> Field:
    return Field(
        label=field_words(score)[1],
        share=score.share,
        figures=filled_words(score),
        before=trend_words(score),
        moved=_MOVED[(moved > 0) - (moved < 0)] if (moved := change(score)) is not None else "",
    )
