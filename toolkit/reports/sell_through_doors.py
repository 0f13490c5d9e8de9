"""The door a sell-through is made for: which pieces are there on a day, and what was carried to and fro.

A house with one boutique has one door, and everything is there but what a dated transfer took to a place that is no
place of the house: no safe, no workshop, no exhibition. Where the registers have a column for the boutique, its words
decide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from toolkit.findings import Place, ToolkitError
from toolkit.other_records import Movement
from toolkit.records import Piece, Registers
from toolkit.values import When, fold
from toolkit.vocabulary import situation_of


@dataclass(frozen=True, slots=True)
class Carried:
    """A transfer to the door or from it, with the row and the field that say when."""

    arrives: bool
    when: When
    row: Movement
    field: str


@dataclass(frozen=True, slots=True)
class Path:
    """Where one piece was: at the door from the first, and every transfer since, in order of time."""

    at_first: bool
    carried: tuple[Carried, ...] = ()
    undated: tuple[Place, ...] = ()

    def on(self, day: date) -> bool | None:
        """Whether the piece is at the door at the close of a day; None where its date does not say."""
        there = self.at_first
        for one in self.carried:
            if one.when.latest <= day:
                there = one.arrives
            elif one.when.earliest <= day:
                return None
        return there

    def here(self, when: When) -> bool:
        """Whether something happened to the piece at the door: with it there before, or on the very day."""
        there = self.at_first
        for one in self.carried:
            if one.when.latest < when.earliest or (one.arrives and one.when.latest <= when.latest):
                there = one.arrives
        return there


STAYS = Path(at_first=True)


class Door:
    """One boutique of a house, as its registers name it."""

    def __init__(self, registers: Registers, name: str, own: Mapping[str, str]) -> None:
        """The door called ``name``; ``own`` are the words for places. Raises ToolkitError if no row is of it."""
        self._own = own
        self._wanted = frozenset(fold(name).split())
        doors = dict.fromkeys(piece.door for piece in registers.pieces if piece.door)
        doors |= dict.fromkeys(sale.door for sale in registers.sales if sale.door)
        self._named = {door: self._is(door) for door in doors}
        if self._wanted and doors and not any(self._named.values()):
            raise ToolkitError(
                f"No row of the registers is of the boutique {name!r}; they name {', '.join(sorted(doors))}.",
                "Write the door in [[brand]] of boutique.toml as the registers do, or leave it empty for all of them.",
                code="no-such-door",
            )
        self.several = bool(self._wanted) and not all(self._named.values())
        self._others = {fold(door) for door, ours in self._named.items() if not ours and self._wanted}
        self._places: dict[str, bool] = {}

    def _is(self, text: str) -> bool:
        """Whether a text names the door: all words of the one are among those of the other."""
        words = frozenset(fold(text).split())
        return not self._wanted or words <= self._wanted or self._wanted <= words

    def names(self, text: str | None) -> bool:
        """Whether a row of stock or sales is this door's, by its column for the boutique; a blank one is."""
        return text is None or self._named.get(text, True)

    def place(self, text: str | None) -> bool:
        """Whether a place of the movements register is at this door, or away from it on the house's account."""
        if not text:
            return True
        if text not in self._places:
            door = self._named_by(text)
            known = situation_of(text, self._own) is not None or (bool(self._wanted) and self._is(text))
            self._places[text] = known if door is None else door
        return self._places[text]

    def _named_by(self, text: str | None) -> bool | None:
        """Whether a text names this door (True) or another of the house's (False); None where it names none."""
        if not text:
            return None
        padded = f" {fold(text)} "
        if any(f" {fold(door)} " in padded for door, ours in self._named.items() if ours):
            return True
        return False if any(f" {door} " in padded for door in self._others) else None

    def _ends(self, row: Movement, piece: Piece) -> tuple[bool, bool]:
        """Whether a transfer begins and ends at this door. Where one end names a boutique, the other is not there."""
        came, goes = self._named_by(row.from_place), self._named_by(row.to_place)
        if (came is None) == (goes is None) or not self.several:
            return self.place(row.from_place), self.place(row.to_place)
        named = came if came is not None else bool(goes)
        third = piece.door and self._named_by(piece.door) is False and not self._same(piece.door, row, came)
        other = not named and not third
        return (named, other) if came is not None else (other, named)

    @staticmethod
    def _same(door: str, row: Movement, came: bool | None) -> bool:  # noqa: FBT001 - what the row's first end names
        """Whether the boutique of a piece's own column is the one the transfer names."""
        return f" {fold(door)} " in f" {fold((row.to_place if came is None else row.from_place) or '')} "

    def path(self, piece: Piece, moves: Sequence[Movement]) -> Path:
        """Where a piece was, by its transfers; by its own column for the boutique where it has none."""
        transfers = [row for row in moves if row.reason == "transfer"]
        if not transfers:
            return STAYS if self.names(piece.door) else Path(at_first=False)
        undated = tuple(row.place("moved_date") for row in transfers if row.moved_date is None)
        carried: list[Carried] = []
        at_first: bool | None = None
        for row in sorted((one for one in transfers if one.moved_date), key=_moved):
            came, goes = self._ends(row, piece)
            at_first = came if at_first is None else at_first
            if came != goes and row.moved_date:
                carried.append(Carried(goes, row.moved_date, row, "moved_date"))
                if row.returned:
                    carried.append(Carried(came, row.returned, row, "returned"))
        first = self.names(piece.door) if at_first is None else at_first
        return Path(first, tuple(carried), undated)


def _moved(row: Movement) -> tuple[date, int]:
    return (row.moved_date.latest if row.moved_date else date.max, row.row)
