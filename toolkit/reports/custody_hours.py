"""The moment a schedule is made for, and where pieces are by day and at night: open between two times, else closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from toolkit.house import House
from toolkit.records import Piece
from toolkit.reports.insurance import Away
from toolkit.valued import Terms
from toolkit.values import fold
from toolkit.vocabulary import situation_of


@dataclass(frozen=True, slots=True)
class Spot:
    """A situation and the register's words for the place."""

    situation: str
    location: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A house at a moment: its day, its terms of insurance, whether it is closed, and how it reads words for places."""

    house: House
    day: date
    language: str
    terms: Terms
    closed: bool
    _known: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, house: House, at: datetime) -> Moment:
        """The house at ``at``."""
        return cls(house, at.date(), house["house.language"], house.terms(at.date()), is_closed(house, at))

    def situation(self, text: str | None) -> str:
        """The situation that words for a place name, or nothing; each text is read once."""
        if not text:
            return ""
        if text not in self._known:
            self._known[text] = situation_of(text, self.house.words.get("location", {})) or ""
        return self._known[text]

    def at_night(self, piece: Piece | None, by_day: Spot, away: Away | None) -> Spot:
        """Where what lies there by day lies at night.

        What is away stays away. The register's own column for the night comes first, then ``[at_night]`` of the house
        file, by the very place and by its situation; else a piece stays where it is.
        """
        if away:
            return by_day
        if piece and piece.night_location:
            return Spot(piece.night_situation or "", piece.night_location)
        night = self.house.at_night.get(fold(by_day.location)) if by_day.location else None
        night = night or self.house.at_night.get(by_day.situation)
        return Spot(self.situation(night), night) if night else by_day


def is_closed(house: House, at: datetime) -> bool:
    """Whether the house is closed at a moment: before it opens, or from closing time on. Days off are not known."""
    opens, closes, now = house.opening, house.closing, at.time()
    if opens <= closes:
        return not opens <= now < closes
    return closes <= now < opens  # open beyond midnight
