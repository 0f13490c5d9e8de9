"""The days that are asked about, and how an occasion in them is put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from toolkit.checks.postal import home_of
from toolkit.findings import Place
from toolkit.letters.days import Orders
from toolkit.letters.history import History, last_contact, open_matters
from toolkit.letters.letter import Fact, Occasion
from toolkit.letters.terms import Terms
from toolkit.records import Piece, Record
from toolkit.values import When


@dataclass(frozen=True, slots=True)
class Reason:
    """What makes an occasion: its words for the person who writes, its rows and cells, and what a letter may name."""

    why: str
    places: tuple[Place, ...]
    since: When | None = None
    nth: int | None = None
    records: tuple[Record, ...] = ()
    say: frozenset[Fact] = frozenset()
    unsure: tuple[str, ...] = ()
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """From the first to the last day asked about, as seen on ``today``.

    ``orders`` say how the columns write days without a year; ``owners`` who has each piece by its number, as the last
    sale of it says; ``pieces`` are the rows of the stock register by number.
    """

    first: date
    last: date
    today: date
    terms: Terms
    orders: Orders = field(default_factory=dict)
    owners: Mapping[str, Record] = field(default_factory=dict)
    pieces: Mapping[str, Sequence[Piece]] = field(default_factory=dict)

    def has(self, day: date) -> bool:
        """Whether a day is asked about."""
        return self.first <= day <= self.last

    def occasion(self, history: History, kind: str, day: date, reason: Reason) -> Occasion:
        """An occasion, with the last day to write for it and what a person should know before writing."""
        terms = self.terms
        abroad = home_of(history.client, terms.country) != terms.country
        arrives = day - timedelta(days=reason.ahead)
        write_by = terms.posting.post_by(arrives, terms.post_days_abroad if abroad else terms.post_days)
        return Occasion(
            kind=kind, client=history.one, day=day, write_by=write_by, late=write_by < self.today, why=reason.why,
            nth=reason.nth, since=reason.since, records=reason.records, places=reason.places,
            last=last_contact(history, self.today), say=reason.say, unsure=reason.unsure,
            open=tuple(f"{words} ({place})" for words, place in open_matters(history, self.today)),
        )  # fmt: skip
