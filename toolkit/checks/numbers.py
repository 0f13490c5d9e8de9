"""Records by their stock number, and when each piece left the house: what rules of several registers ask alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from toolkit.records import Piece, Record, Registers
from toolkit.values import fold_code
from toolkit.vocabulary import GONE, LEAVES

R = TypeVar("R", bound=Record)


def by_number(records: Iterable[R]) -> Mapping[str, list[R]]:
    """The records with a stock number, by that number without spaces, hyphens and case, in the order of the file."""
    found: dict[str, list[R]] = defaultdict(list)
    for record in records:
        if record.stock_no:
            found[fold_code(record.stock_no)].append(record)
    return found


def known_numbers(pieces: Iterable[Piece]) -> set[str]:
    """Every stock number of the stock register, those in a cell of several among them."""
    found: set[str] = set()
    for piece in pieces:
        if piece.stock_no:
            found.add(fold_code(piece.stock_no))
        elif doubt := piece.doubts.get("stock_no"):
            found |= {fold_code(text) for text in (doubt.raw, *doubt.readings)}
    return found


def departures(registers: Registers) -> Mapping[str, tuple[date, Record]]:
    """The day by which each piece had surely left for good, and the record that says so.

    A piece that any row of the stock register still holds, or that a client brought back, has not left.
    """
    held: set[str] = set()
    left: dict[str, tuple[date, Record]] = {}
    for piece in registers.pieces:
        if piece.stock_no:
            number = fold_code(piece.stock_no)
            if piece.sale_date is None and piece.status not in GONE:
                held.add(number)
            elif piece.sale_date:
                _later(left, number, piece.sale_date.latest, piece)
    back: dict[str, date] = {}
    for sale in registers.sales:
        if sale.stock_no and sale.sale_date:
            number, day = fold_code(sale.stock_no), sale.sale_date.latest
            if sale.kind == "client_return":
                back[number] = max(back.get(number, day), day)
            elif sale.kind in LEAVES or sale.kind is None:
                _later(left, number, day, sale)
    return {
        number: found
        for number, found in left.items()
        if number not in held and not (number in back and back[number] >= found[0])
    }


def _later(left: dict[str, tuple[date, Record]], number: str, day: date, record: Record) -> None:
    """Keep the later of two days."""
    if number not in left or left[number][0] < day:
        left[number] = (day, record)
