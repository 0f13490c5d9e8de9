"""What other cells say of a serial number: where two rows bear the same one, and where one cannot be read.

The number of a piece stands on its card, on its invoice, on its job card. Correcting the row these agree with would
only begin another disagreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from toolkit.checks.pieces import listed
from toolkit.findings import Place
from toolkit.reconcile.keys import number_key, number_words
from toolkit.records import Piece, Record, Registers
from toolkit.reports.unlock import Need
from toolkit.values import fold_code


class Attested:
    """The cells of a house that bear out serial numbers."""

    def __init__(self, registers: Registers) -> None:
        """Know the cell of each piece's number, and what other registers say of each stock number."""
        self._pieces = {piece.place("serial"): piece for piece in registers.pieces if piece.serial}
        self._unread = {piece.place("serial"): piece for piece in registers.pieces if "serial" in piece.doubts}
        self._told: Mapping[str, list[Record]] = defaultdict(list)
        for records in (registers.sales, *registers.others.values()):
            for record in records:
                if getattr(record, "serial", None) and (key := number_key(record)):
                    self._told[key].append(record)

    def weighed(self, need: Need) -> Need:
        """A choice between rows of one serial number, the row that nothing else bears out first.

        Where every row is borne out, the cells that do so are part of the choice: one of them is wrong as well. Where
        a number cannot be read, what it is elsewhere is told.
        """
        if len(need.places) == 1 and (unread := self._unread.get(need.places[0])):
            return replace(need, hint=_also(need.hint, self._elsewhere(unread)))
        pieces = [self._pieces[place] for place in need.places if place in self._pieces]
        if len(pieces) < len(need.places) or len(pieces) < 2:
            return need
        borne = {id(piece): tuple(self._cells(piece)) for piece in pieces}
        alone = [piece for piece in pieces if not borne[id(piece)]]
        if not alone:
            return replace(need, places=(*need.places, *(cell for cells in borne.values() for cell in cells)))
        others = [piece for piece in pieces if borne[id(piece)]]
        return replace(need, places=_cells_of((*alone, *others)), hint=_hint(need.hint, others)) if others else need

    def _elsewhere(self, piece: Piece) -> Sequence[str]:
        """The numbers a piece has on its card and in other registers, each once."""
        told = self._told.get(number_key(piece), ()) if piece.stock_no else ()
        found = [piece.card_serial, *(getattr(record, "serial", None) for record in told)]
        return list(dict.fromkeys(filter(None, found)))

    def _cells(self, piece: Piece) -> Iterator[Place]:
        """The other cells in which the piece has its number."""
        number = fold_code(piece.serial or "")
        if piece.card_serial and fold_code(piece.card_serial) == number:
            yield piece.place("card_serial")
        for record in self._told.get(number_key(piece), ()) if piece.stock_no else ():
            if fold_code(getattr(record, "serial", "")) == number:
                yield record.place("serial")


def _cells_of(pieces: Sequence[Piece]) -> tuple[Place, ...]:
    return tuple(piece.place("serial") for piece in pieces)


def _also(hint: str, numbers: Sequence[str]) -> str:
    """What to do, and what the number is elsewhere."""
    return f"{hint} Elsewhere it is {listed(numbers, 'or')}." if numbers else hint


def _hint(hint: str, others: Sequence[Piece]) -> str:
    """What to do, and which number is on a card or in another register as well."""
    names = listed([number_words(piece) or str(piece.place()) for piece in others])
    return f"{hint} {names} {'has' if len(others) == 1 else 'have'} it on a card or in another register as well."
