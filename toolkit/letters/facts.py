"""What a letter may say of its piece and its days: only texts, only what the occasion allows, each with its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.checks.names import several
from toolkit.findings import Place
from toolkit.letters.called import Called, called
from toolkit.letters.counted import nth, years
from toolkit.letters.letter import Occasion
from toolkit.letters.salutation import Greeting
from toolkit.records import Piece, Record
from toolkit.render.wording import long_date, month
from toolkit.values import When, fold_code

Stock = Mapping[str, Sequence[Piece]]
"""The pieces by their folded number."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The piece the letter is about, what its template may say, and the cells behind it."""

    piece: Called | None
    context: Mapping[str, object]
    places: tuple[Place, ...]


def gather(occasion: Occasion, stock: Stock, language: str, written: date, greeting: Greeting) -> Facts:
    """The piece, the work and the days of a letter written on a day; and what falls close by and became part of it."""
    record = occasion.records[0] if occasion.records else None
    piece = _piece(record, stock, language) if record and "piece" in occasion.say else None
    work = getattr(record, "work_done", None) or getattr(record, "work", None) if "work" in occasion.say else None
    number = occasion.nth if "nth" in occasion.say else None
    served = record is not None and record.source.register == "service"
    also, beside = _also(occasion, stock, language, written, greeting)
    context: dict[str, object] = {
        "occasion": {
            "kind": occasion.kind,
            "day": _day(occasion, language),
            "nth": nth(number, language) if number else "",
            "years": years(number, language) if number else "",
            "since": _since(occasion.since, language) if occasion.say else "",  # a birthday's year is nobody's business
            "served": "yes" if served else "",
        },
        "piece": {"your": piece.your, "the": piece.the, "name": piece.name} if piece else {},
        "work": work or "",
        "also": also,
    }
    return Facts(piece, context, (*(piece.places if piece else ()), *beside))


def _also(
    occasion: Occasion, stock: Stock, language: str, written: date, greeting: Greeting
) -> tuple[dict[str, str], tuple[Place, ...]]:
    """A birthday that falls close to a wedding day, the anniversary of a purchase close to a birthday.

    What has passed by the day of the letter is not said. Of the birthday of one of two who are greeted nobody knows
    whose it is, and a wedding day names no piece.
    """
    said = dict.fromkeys(("birthday", "day", "years", "piece"), "")
    places: list[Place] = []
    for part in _ahead(occasion, written):
        if part.kind == "birthday" and not any(map(several, (greeting.opening, *greeting.addressee))):
            if day := _day(part, language):
                said["birthday"] = day
                places += part.places
        elif part.kind == "purchase" and occasion.kind == "birthday" and "piece" in part.say and part.nth:
            piece = _piece(part.records[0], stock, language) if part.records and not said["piece"] else None
            if piece:
                said |= {"day": _day(part, language), "years": years(part.nth, language), "piece": piece.your}
                places += (*part.places, *piece.places)
    return said, tuple(places)


def _ahead(occasion: Occasion, written: date) -> Iterator[Occasion]:
    """What became part of an occasion and is still to come."""
    return (part for part in occasion.with_ if not part.late and not part.unsure and part.day > written)


def _piece(record: Record, stock: Stock, language: str) -> Called | None:
    number = fold_code(record.stock_no or "")
    return called(record, stock.get(number, ()) if number else (), language)


def _day(occasion: Occasion, language: str) -> str:
    """``12 December``; nothing where a birthday of 29 February is kept on another day: no letter calls it its day."""
    since = occasion.since.earliest if occasion.since else None
    moved = (
        since is not None and (since.month, since.day) == (2, 29) and (occasion.day.month, occasion.day.day) != (2, 29)
    )
    return "" if moved else long_date(occasion.day, language).rpartition(" ")[0]


def _since(when: When | None, language: str) -> str:
    """``March 2021``, where month and year are known."""
    return month(when.earliest, language) if when and when.precision in {"day", "month"} else ""
