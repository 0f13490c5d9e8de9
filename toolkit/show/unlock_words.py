"""The words of the unlock list: what is held back or released, cells, percentages; in a text, a page and a workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from toolkit.checks.pieces import counted, listed
from toolkit.findings import Place
from toolkit.render.wording import label, money, short_date
from toolkit.reports.unlock import Ask, Kind, Tally, Unit, Unlock
from toolkit.reports.unlock_score import Score

LANGUAGE = "en"
EXPLAINED = (
    "An answer is one cell filled, or one decision between cells. A line that is released stands in the total, or has "
    "certainly left it."
)
TITLE = "What to fill in first"
_COUNTED: Mapping[Kind, tuple[str, str]] = MappingProxyType({
    "schedule": ("line of the schedule", "lines of the schedule"),
    "dossier": ("dossier", "dossiers"),
    "sell-through": ("piece of a brand's report", "pieces of brands' reports"),
})  # fmt: skip
_CALLED: Mapping[Kind, str] = MappingProxyType({"schedule": "schedule", "dossier": "dossier", "sell-through": "report"})


def tally_words(told: Tally) -> str:
    """``9 lines of the schedule (£243,200.00, and 2 without a value) and 8 dossiers``."""
    parts = []
    for kind, (one, many) in _COUNTED.items():
        if number := told.units.get(kind, 0):
            value = f" ({value_words(told)})" if kind == "schedule" else ""
            parts.append(f"{counted(number, one, many)}{value}")
    return listed(parts) or "nothing"


def promise(made: Unlock, first: int) -> tuple[str, ...]:
    """What the first so many answers release together, and what all do; nothing where there are none."""
    count = min(first, len(made.asks))
    if not count:
        return ()
    one = "The first answer releases" if count == 1 else f"The first {count:,} answers release"
    told = f"{one} {tally_words(made.first(count))}."
    if count == len(made.asks):
        return (told,)
    return told, f"All {len(made.asks):,} release {tally_words(made.steps[-1].released)}."


def value_words(told: Tally) -> str:
    """Each currency by itself, and how many lines have no value yet: ``£243,200.00, and 2 without a value``."""
    sums = listed([money(amount, currency, LANGUAGE) for currency, amount in told.values.items()])
    without = f"{told.unvalued:,} without a value" if told.unvalued else ""
    return ", and ".join(filter(None, (sums, without)))


def units_words(units: Iterable[Unit]) -> str:
    """``schedule W0013, W0019; dossier W0013; report D12 (Delmare, 2026-10)``, by document."""
    parts = []
    for (document, reader), group in groupby(units, key=lambda unit: (unit.document, unit.reader)):
        counts = Counter(map(subject, group))
        names = ", ".join(f"{name} ({number} rows)" if number > 1 else name for name, number in counts.items())
        parts.append(f"{_CALLED[document]} {names}{f' ({reader})' if reader else ''}")
    return "; ".join(parts)


def subject(unit: Unit) -> str:
    """What a unit goes by: its number, else its row."""
    return unit.subject or f"row {unit.place.row}, without a number"


def where(places: Sequence[Place]) -> str:
    """``Stock.xlsx, sheet Watches, cells E16, E21``; sheet by sheet."""
    return "; ".join(_on_sheet(list(group)) for _, group in groupby(places, key=lambda one: (one.file, one.sheet)))


def _on_sheet(places: Sequence[Place]) -> str:
    cells = [place.cell for place in places if place.cell]
    if len(cells) < 2 or len(cells) < len(places):
        return "; ".join(map(str, places))
    return f"{Place(places[0].file, places[0].sheet)}, cells {', '.join(cells)}"


def ask_where(ask: Ask) -> str:
    """The cells of an answer, or the line of the house file, with their heading."""
    return f"{where(ask.need.places)}{f' ({ask.heading})' if ask.heading else ''}"


def field_words(score: Score) -> tuple[str, str]:
    """The register with its category, and the field: ``Stock, handbags`` is for a list, ``size`` stands beside it."""
    category = label(score.category, LANGUAGE) if score.category else ("Clients" if score.register != "stock" else "")
    return category or "No category", f"{score.label[:1].upper()}{score.label[1:]}"


def filled_words(score: Score) -> str:
    """``20 of 50``, and how many of the others have no column to stand in."""
    told = f"{score.filled:,} of {score.asked:,}"
    return f"{told}; {score.no_column:,} in a sheet without the column" if score.no_column else told


def trend_words(score: Score) -> str:
    """``74% on 30 Sep 2026``; nothing where there was no earlier run."""
    return f"{score.before.share}% on {short_date(score.before.on, LANGUAGE)}" if score.before else ""


def change(score: Score) -> int | None:
    """By how many points the share rose or fell since the earlier run."""
    return score.share - score.before.share if score.before else None
